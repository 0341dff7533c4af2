"""The words of the template writer for its letters: for each slot its tiers, the richest first.

A name in braces is a fact (see `FACT_IDS`); "{a sender.role}" puts the article in front.
No wording claims a feeling, a history or a relation that no fact supports.
"""

from collections.abc import Mapping, Sequence

from inroad.state import Persona

Tiers = Sequence[Sequence[str]]

GREETINGS: Tiers = (("Hi {person.first_name},", "Hello {person.first_name},"),)

CLOSINGS: Tiers = (("Best regards,", "Kind regards,", "Many thanks,", "With best regards,"),)

# For titles and companies with names so long that nothing else has room beside them.
_SHORT_SUBJECTS: Tiers = (("Question: {posting.title}",), ("Question: {posting.company}",))

SUBJECTS: Mapping[Persona, Tiers] = {
    "peer": (
        (
            "{posting.title} at {posting.company}: a question",
            "Question about the {posting.title} role",
            "A question about your work at {person.company}",
            "{posting.title}: how is the work at {posting.company}?",
        ),
        *_SHORT_SUBJECTS,
    ),
    "manager": (
        (
            "{posting.title} at {posting.company}",
            "The {posting.title} role: a question",
            "Interested in the {posting.title} role",
        ),
        ("Interested in a role at {posting.company}",),
        *_SHORT_SUBJECTS,
    ),
    "recruiter": (
        (
            "{posting.title} role: still open?",
            "{posting.title} at {posting.company}: whom to ask?",
            "Question about the {posting.title} opening",
        ),
        ("A question about an opening at {posting.company}",),
        *_SHORT_SUBJECTS,
    ),
    "other": (
        (
            "A question about {posting.company}",
            "{posting.title} at {posting.company}: whom to ask?",
            "Working at {posting.company}: a question",
        ),
        *_SHORT_SUBJECTS,
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
    (
        "My name is {sender.name}, and I am studying {sender.studies}.",
        "I'm {sender.name}; I am studying {sender.studies}.",
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
        "I am planning to apply for the {posting.title} role at {posting.company} ({posting.place}).",
    ),
    (
        "I came across the {posting.title} opening at {posting.company} and would like to apply.",
        "I would like to apply for the {posting.title} role at {posting.company}.",
        "I am planning to apply for the {posting.title} role at {posting.company}.",
    ),
)

COMMON_GROUND: Tiers = (
    (
        "We were both at {common.school} from {common.school_years}, so I hope you don't mind my asking.",
        "I saw that you were at {common.school} in the same years as I was, {common.school_years}.",
        "You and I have {common.school} in common, and even the years {common.school_years}.",
    ),
    (
        "We both went to {common.school}, so I hope you don't mind my asking.",
        "I saw that you went to {common.school}, as I did.",
        "You and I have {common.school} in common.",
    ),
    (
        "I have worked for {common.company} myself, so I hope you don't mind my asking.",
        "I know {common.company} from having worked there.",
    ),
    (
        "We have both worked for {common.employer}, so I hope you don't mind my asking.",
        "I saw that you used to work for {common.employer}, as I have.",
    ),
    (
        "We have been connected since {person.connected}, so I hope you don't mind my asking.",
        "I am writing to you also because we have been connected since {person.connected}.",
        "We have been connected since {person.connected}, and so I thought of asking you.",
    ),
    (
        "We both come from {common.town}, so I hope you don't mind my asking.",
        "I saw that you come from {common.town}, as I do.",
    ),
    ("I saw that you went to {person.school}.",),
    ("You and I both studied {common.study}.", "I saw that you studied {common.study}, as I did."),
    (
        "We both name {common.skill.1} and {common.skill.2} among our skills.",
        "I saw that you name {common.skill.1} and {common.skill.2} among your skills, as I do.",
    ),
    ("You and I both name {common.skill.1} among our skills.", "Like you, I name {common.skill.1} among my skills."),
    ("You and I share an interest in {common.interest.1}.",),
)

# For those of whom only an old record is known.
_PERHAPS_THERE: Tiers = (
    (
        "As far as I know you work at {person.company_then}, or have worked there; if not, please just ignore this.",
        "A record places you at {person.company_then}; should you have moved on, please just ignore this.",
    ),
)

REASONS: Mapping[Persona, Tiers] = {
    "peer": (
        (
            "As {person.title} at {person.company} you see from the inside what a posting cannot tell.",
            "You work as {person.title} at {person.company}, so you know first-hand what I can only read about.",
            "I am writing to you because of your work as {person.title} at {person.company}.",
        ),
        (
            "You work at {person.company}, so you see from the inside what a posting cannot tell.",
            "I am writing to you because you work at {person.company} and know it from the inside.",
        ),
        *_PERHAPS_THERE,
    ),
    "manager": (
        (
            "I am writing to you because, as {person.title} at {person.company}, you may be close to this opening.",
            "You work as {person.title} at {person.company}, so you may know what this role is meant to achieve.",
            "As {person.title} at {person.company} you may have a view of what this role needs most.",
        ),
        ("I am writing to you because you work at {person.company} and may be close to this opening.",),
        *_PERHAPS_THERE,
    ),
    "recruiter": (
        (
            "I am writing to you because of your work as {person.title} at {person.company}.",
            "As {person.title} at {person.company} you may know this opening, or who looks after it.",
            "As you work as {person.title} at {person.company}, I thought it best to ask you directly.",
        ),
        ("I am writing to you because you recruit at {person.company}.",),
        *_PERHAPS_THERE,
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
        *_PERHAPS_THERE,
    ),
}

LINES: Tiers = (
    (
        'The posting says "{posting.line}", and I would like to hear what that looks like day to day.',
        'In the posting I read "{posting.line}"; that is the part I would like to understand better.',
        'One line of the posting is "{posting.line}", and I wonder what it means in practice.',
    ),
)

WORK: Tiers = (
    (
        "At {sender.worked_at} I {sender.did}.",
        "As for me, at {sender.worked_at} I {sender.did}.",
        "On my side: at {sender.worked_at} I {sender.did}.",
    ),
    ("In my work so far I {sender.did}.", "To give you an idea of my work: I {sender.did}."),
)

ASKS: Mapping[Persona, Tiers] = {
    "peer": (
        (
            "Would you have a few minutes, on a call or by mail, for a question or two about the team?",
            "May I ask you a question or two about the team, by mail or on a short call, whichever is easier for you?",
            "Could you tell me, in a few lines or on a short call, what somebody new in this role should be good at?",
            "Would you be willing to tell me, on a short call or by mail, how you find the work there?",
        ),
    ),
    "manager": (
        (
            "Would you be open to a short conversation about what somebody new in this role should bring?",
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
            "Could you tell me in a few lines how you find working there, and whom on the hiring team I could ask?",
            "Could you point me to somebody on the hiring team, or tell me in a few lines how you find the company?",
            "Do you happen to know somebody on the hiring team whom I could ask a question or two?",
        ),
    ),
}

ATTACHED: Tiers = (("I have attached {sender.attachment}.", "You will find {sender.attachment} attached."),)

WAYS_OUT: Tiers = (
    (
        "If this is not a good moment, please feel free to leave it unanswered.",
        "Even a line or a pointer to somebody else would help me a lot.",
        "And if you are not the right person to ask, please just ignore this.",
        "I know that your time is short, so a brief answer is more than enough.",
    ),
)

# For a message that would else be too short to be polite, because hardly anything is known.
SHORT_OF_FACTS: Tiers = (
    (
        "I would rather ask somebody who may know than guess from the outside, and I will keep it short.",
        "A few words from somebody who may know tell me more than any web page, and I will keep it short.",
    ),
)

# For those who went to the user's school: that comes first.
ALUMNI_SUBJECTS: Tiers = (
    (
        "{common.school} and {posting.company}: a question",
        "From {common.school}: a question about {posting.company}",
        "{posting.title} at {posting.company}, and {common.school}",
    ),
)
