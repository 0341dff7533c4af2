"""The words of the template writer for a referral ask: what differs from an introduction (see `wordings`).

Who may refer is asked for it; a recruiter, who takes referrals, is asked how they are made.
"""

from collections.abc import Mapping

from inroad.state import Persona
from inroad.tools.writing.wordings import Tiers

_SHORT: Tiers = (("Referral: {posting.title}",), ("Referral: {posting.company}",))

_REFER: Tiers = (
    (
        "{posting.title} at {posting.company}: a referral?",
        "A referral for the {posting.title} role?",
        "Referrals at {posting.company}: a question",
    ),
    *_SHORT,
)

REFERRAL_SUBJECTS: Mapping[Persona, Tiers] = {
    "peer": _REFER,
    "manager": (
        (
            "{posting.title} at {posting.company}: how to apply best?",
            "The {posting.title} role: are there referrals?",
            "Applying for the {posting.title} role: a question",
        ),
        *_SHORT,
    ),
    "recruiter": (
        (
            "{posting.title} at {posting.company}: referrals?",
            "The {posting.title} role: how are referrals made?",
            "{posting.title}: still open, and open to referrals?",
        ),
        *_SHORT,
    ),
    "other": _REFER,
}

REFERRAL_ASKS: Mapping[Persona, Tiers] = {
    "peer": (
        (
            "Would you be willing to refer me for this role, or to tell me how {posting.company} takes referrals?",
            "Would you refer me for this role, or point me to the way in which {posting.company} takes referrals?",
            "May I ask you for a referral, or, if you would rather not, for a hint how referrals are made?",
        ),
        ("May I ask you for a referral, or for a hint how they are made where you work?",),
    ),
    "manager": (
        (
            "Is there a way to be referred for this role, or is it best to apply by the posting alone?",
            "May I ask whether you take referrals for this role, and whom I should best turn to about one?",
            "If it concerns your team: would you look at my application, or tell me whom to ask about a referral?",
        ),
    ),
    "recruiter": (
        (
            "Could you tell me whether the role is still open, and how referrals are made?",
            "Is the role still open, and does a referral from within {posting.company} help?",
            "May I ask whether you take referrals for this role, and what you need for one?",
        ),
        ("Could you tell me whether the role is still open, and how referrals are made?",),
    ),
    "other": (
        (
            "Would you refer me for this role, or point me to whoever takes referrals at {posting.company}?",
            "Could you refer me although the role may lie outside your team, or tell me how that is done?",
            "May I ask you for a referral, or for the name of somebody closer to this role?",
        ),
        ("May I ask you for a referral, or for the name of somebody closer to this role?",),
    ),
}

REFERRAL_WAYS_OUT: Tiers = (
    (
        "If you refer only people whose work you have seen, I understand that well.",
        "I would send you whatever you need for a referral, so that it takes you little time.",
        "If you would rather not, please feel free to leave this unanswered.",
        "A hint where to ask would help me as well.",
    ),
)
