"""The words of the template writer for short messages: a note on LinkedIn, and a follow-up."""

from collections.abc import Mapping

from inroad.state import Persona
from inroad.tools.writing.wordings import Tiers

NOTE_OPENINGS: Tiers = (
    (
        "I'd like to apply for the {posting.title} role at {posting.company}.",
        "I'm about to apply for the {posting.title} role at {posting.company}.",
        "I came across the {posting.title} role at {posting.company}.",
    ),
    ("I'd like to apply for the {posting.title} role.",),
    ("I have a question about {posting.company}.",),
    ("I have a question about an opening.",),
)

NOTE_GROUND: Tiers = (
    ("We were both at {common.school} ({common.school_years}).",),
    ("We both went to {common.school}.", "I went to {common.school}, as you did."),
    ("I used to work for {common.company}.",),
    ("We have both worked for {common.employer}.", "I have worked for {common.employer}, as you have."),
    ("We both come from {common.town}.",),
    ("We both studied {common.study}.",),
    ("We both name {common.skill.1} among our skills.",),
    ("I'm {a sender.role}.",),
)

NOTE_ASKS: Mapping[Persona, Tiers] = {
    "peer": (
        ("May I ask you a question about the work there?", "Could I ask you how you find the work there?"),
        ("May I ask you about it?",),
    ),
    "manager": (
        ("May I ask you what matters most in this role?", "Could I ask you what the role needs most?"),
        ("May I ask you about it?",),
    ),
    "recruiter": (
        ("Is it still open, and whom may I ask about it?", "May I ask you whether it is still open?"),
        ("Is it still open?",),
    ),
    "other": (
        ("May I ask you how you find the company?", "Could you tell me whom I may ask about it?"),
        ("May I ask you about it?",),
    ),
}

NOTE_CLOSINGS: Tiers = (("{sender.name}",),)

FOLLOW_UP_OPENINGS: Tiers = (
    (
        "I am coming back to the message that I wrote to you on {earlier.date}, about the {posting.title} role "
        "at {posting.company}.",
        "This follows the message that I wrote to you on {earlier.date}, about the {posting.title} role "
        "at {posting.company}.",
        "On {earlier.date} I wrote to you about the {posting.title} role at {posting.company}; "
        "this is to follow it up.",
    ),
    ("I am coming back to the message that I wrote to you on {earlier.date}, about an opening at {posting.company}.",),
    ("I am coming back to my earlier message about {posting.company}.",),
    ("I am coming back to my earlier message to you.",),
)

FOLLOW_UP_ASKS: Mapping[Persona, Tiers] = {
    "peer": (
        (
            "I would still like to hear how you find the work there; one or two lines are more than enough.",
            "My question about the work there still stands, and a line or two by mail would help me a lot.",
            "If you have a minute, a line or two about the work there would still help me.",
        ),
    ),
    "manager": (
        (
            "I would still like to apply, and a line on what the role needs most would help me a lot.",
            "My question still stands: what should somebody new in this role bring? A line or two are enough.",
            "If you have a minute, a line or two on what matters most in this role would still help me.",
        ),
    ),
    "recruiter": (
        (
            "Could you tell me in a line whether the role is still open, and whom I should best ask about it?",
            "Is the role still open? A line would help me, and so would the name of the right person to ask.",
            "I would still like to apply, and a line on whether the role is open would help me a lot.",
        ),
    ),
    "other": (
        (
            "A line, or the name of somebody whom I could ask about the role, would still help me a lot.",
            "If you know somebody on the hiring team whom I could ask, the name alone would help me a lot.",
            "I would still be glad of a line on how you find the company, or of the name of somebody to ask.",
        ),
    ),
}

FOLLOW_UP_WAYS_OUT: Tiers = (
    (
        "If this is not for you, no answer is needed.",
        "And if it does not suit you, please just leave it at that.",
        "No answer is needed if you would rather not.",
    ),
)

FOLLOW_UP_WORK: Tiers = (
    (
        "To add a word about me: at {sender.worked_at} I {sender.did}.",
        "On my side, at {sender.worked_at} I {sender.did}.",
    ),
    ("To add a word about me: in my work so far I {sender.did}.",),
)
