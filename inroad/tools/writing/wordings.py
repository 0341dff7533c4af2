"""The words of the template writer: for each slot its tiers, the richest first.

A name in braces is a fact (see `FACT_IDS`); "{a sender.role}" puts the article in front.
No wording claims a feeling, a history or a relation that no fact supports.
"""

from collections.abc import Mapping, Sequence

from inroad.state import Persona

Tiers = Sequence[Sequence[str]]

GREETINGS: Tiers = (("Hi {person.first_name},", "Hello {person.first_name},"),)

CLOSINGS: Tiers = (("Best regards,", "Kind regards,", "Many thanks,", "With best regards,"),)

SUBJECTS: Mapping[Persona, Tiers] = {
    "peer": (
        (
            "{posting.title} at {posting.company}: a question",
            "Question about the {posting.title} role",
            "A question about your work at {posting.company}",
            "{posting.title}: how is the work at {posting.company}?",
        ),
    ),
    "manager": (
        (
            "{posting.title} at {posting.company}",
            "The {posting.title} role: a question",
            "Interested in the {posting.title} role",
        ),
        ("Interested in a role at {posting.company}",),
    ),
    "recruiter": (
        (
            "{posting.title} role: still open?",
            "{posting.title} at {posting.company}: whom to ask?",
            "Question about the {posting.title} opening",
        ),
        ("A question about an opening at {posting.company}",),
    ),
    "other": (
        (
            "A question about {posting.company}",
            "{posting.title} at {posting.company}: whom to ask?",
            "Working at {posting.company}: a question",
        ),
    ),
}

INTRODUCTIONS: Tiers = (
    (
        "My name is {sender.name}, and I work as {a sender.role} at {sender.employer}.",
        "I'm {sender.name}, {a sender.role} at {sender.employer}.",
        "I'm {sender.name}; at {sender.employer} I work as {a sender.role}.",
    ),
    (
        "I'm {sender.name}, {a sender.role}; I studied {sender.study}.",
        "My name is {sender.name}. I'm {a sender.role} and studied {sender.study}.",
    ),
    ("I'm {sender.name}, {a sender.role}.", "My name is {sender.name}, and I'm {a sender.role}."),
    (
        "My name is {sender.name}, and I studied {sender.study}.",
        "I'm {sender.name}; I studied {sender.study}.",
    ),
    ("My name is {sender.name}.", "I'm {sender.name}."),
)

OPENINGS: Tiers = (
    (
        "I came across the {posting.title} opening at {posting.company} ({posting.place}) and would like to apply.",
        "I would like to apply for the {posting.title} role at {posting.company} ({posting.place}).",
        "The {posting.title} role at {posting.company} ({posting.place}) is one that I would like to apply for.",
    ),
    (
        "I came across the {posting.title} opening at {posting.company} and would like to apply.",
        "I would like to apply for the {posting.title} role at {posting.company}.",
        "The {posting.title} role at {posting.company} is one that I would like to apply for.",
    ),
)

COMMON_GROUND: Tiers = (
    (
        "We both went to {common.school}, so I hope you don't mind a direct question.",
        "I saw that you went to {common.school}, as I did.",
        "{common.school} is something that we share, so I hope a direct question is all right.",
    ),
    (
        "We both worked for {common.employer} at some point, so I hope you don't mind a direct question.",
        "I saw that we share a former employer, {common.employer}.",
    ),
    (
        "We both come from {common.town}, so I hope you don't mind a direct question.",
        "I saw that you come from {common.town}, as I do.",
    ),
    (
        "We have been connected since {person.connected}, so I hope you don't mind a direct question.",
        "We have been connected since {person.connected}, and I hope that you are well.",
        "You and I have been connected since {person.connected}, so I am asking you directly.",
    ),
    ("I saw that you have a degree from {person.school}.",),
)

REASONS: Mapping[Persona, Tiers] = {
    "peer": (
        (
            "As {person.title} at {person.company} you see from the inside what a posting cannot tell.",
            "You work as {person.title} at {person.company}, close to the work that I can only read about.",
            "I am writing to you because of your work as {person.title} at {person.company}.",
        ),
        (
            "You work at {person.company}, so you see from the inside what a posting cannot tell.",
            "I am writing to you because you work at {person.company} and know it from the inside.",
        ),
    ),
    "manager": (
        (
            "I am writing to you because, as {person.title} at {person.company}, you may be near this opening.",
            "You work as {person.title} at {person.company}, so you may know what this role has to achieve.",
            "As {person.title} at {person.company} you may have a view of what this role needs most.",
        ),
        ("I am writing to you because you work at {person.company} and may be near this opening.",),
    ),
    "recruiter": (
        (
            "I am writing to you because of your work as {person.title} at {person.company}.",
            "As {person.title} at {person.company} you may know this opening, or who looks after it.",
            "You work as {person.title} at {person.company}, so I thought it best to ask you directly.",
        ),
        ("I am writing to you because you recruit at {person.company}.",),
    ),
    "other": (
        (
            "You work as {person.title} at {person.company}, so you know the company from the inside.",
            "As {person.title} at {person.company} you know the company in a way that no posting shows.",
            "I am writing to you because of your work as {person.title} at {person.company}, "
            "though perhaps in another team.",
        ),
        (
            "You work at {person.company}, so you know the company in a way that no posting shows.",
            "I am writing to you because you work at {person.company}, though perhaps in another team.",
        ),
    ),
}

LINES: Tiers = (
    (
        'The posting says "{posting.line}", and I would like to hear what that looks like day to day.',
        'In the posting I read "{posting.line}"; that is the part that I would most like to understand.',
        'One line of the posting is "{posting.line}", and I wonder what it means in practice.',
    ),
)

WORK: Tiers = (
    (
        "At {sender.worked_at} I {sender.did}.",
        "On my side: at {sender.worked_at} I {sender.did}.",
        "To give you an idea of my work: at {sender.worked_at} I {sender.did}.",
    ),
    ("In my work so far I {sender.did}.", "To give you an idea of my work: I {sender.did}."),
)

ASKS: Mapping[Persona, Tiers] = {
    "peer": (
        (
            "Would you have a few minutes for a call, or to answer a question or two by mail, about how the team works?",
            "May I ask you a question or two about the team, by mail or on a short call, whichever is easier for you?",
            "Could you tell me, in a few lines or on a short call, what somebody new in this role should be good at?",
            "Would you be willing to tell me, on a short call or by mail, how you find the work there?",
        ),
    ),
    "manager": (
        (
            "Would you be open to a short conversation about what you hope somebody new in this role would bring?",
            "May I ask you, by mail or on a short call, what matters most in this role?",
            "If it concerns your team: would a short call be possible, so that I can ask what the role needs most?",
        ),
    ),
    "recruiter": (
        (
            "Could you tell me whether the role is still open, and who would be the right person to talk to?",
            "May I ask whether you are still looking for somebody, and whom I should best write to about it?",
            "Is the role still open, and would you be the right person for a question or two about it?",
        ),
    ),
    "other": (
        (
            "Could you tell me in a few lines how you find working there, and perhaps whom on that team I could ask?",
            "Could you point me to somebody on that team, or tell me in a few lines how you find the company?",
            "Do you happen to know somebody on that team whom I could ask a question or two?",
        ),
    ),
}

ATTACHED: Tiers = (("I have attached {sender.attachment}.", "You will find {sender.attachment} attached."),)

WAYS_OUT: Tiers = (
    (
        "If this is not a good moment, please feel free to leave it unanswered.",
        "Even a line or a pointer to somebody else would help me a lot.",
        "And if you are not the right person for this, I am sorry for the interruption.",
        "I know that your time is short, so a brief answer is more than enough.",
    ),
)

# For a message that would else be too short to be polite, because hardly anything is known.
SHORT_OF_FACTS: Tiers = (
    (
        "I would rather ask somebody who is there than guess from the outside, and I will keep it as short as you like.",
        "A few words from somebody who is there tell me more than any web page, and I will keep it short.",
    ),
)
