"""Claims that no fact supports, by kind, for the model to plant in the middle of an honest message."""

from __future__ import annotations

from dataclasses import replace

from inroad.sandbox.chance import dice
from inroad.sandbox.model.switches import LieKind
from inroad.sandbox.model.writer import Written

_CLAIMS: dict[LieKind, tuple[str, ...]] = {
    "employer": (
        "Before that I spent some time at Quillfeather Dynamics.",
        "I know the trade from my years with Brambleforge Systems.",
        "I read that you came from Ostrova Instruments.",
    ),
    "school": (
        "I took my degree at Wetherholm University.",
        "I saw that you are a graduate of the Tarnbrook Institute of Technology.",
        "We both went to Elderglen College.",
    ),
    "number": (
        "In my last project I cut the costs by 37 percent.",
        "I have led a team of 14 people.",
        "I bring 11 years of experience.",
    ),
    "date": (
        "I have followed your work since March 2017.",
        "I finished my training in 2009.",
        "I read your article of 14 February.",
    ),
    "relation": (
        "It was great to meet you at the conference last autumn.",
        "Our mutual friend said that I should write to you.",
        "As a former colleague of yours I know how you work.",
    ),
    "product": (
        "I have used your Skylark Console every day for a long time.",
        "The launch of Nimbusgrid impressed me.",
        "I am a fan of what you built with PelicanStream.",
    ),
    "place": (
        "I live in Reykjavik and know the scene there.",
        "I would gladly move to Marrakesh for it.",
        "I heard good things about your office in Ljubljana.",
    ),
    "skill": (
        "I am fluent in Haskell and Erlang.",
        "I bring a lot of practice with Kubernetes and Terraform.",
        "I am a certified welder as well.",
    ),
}


def planted(message: Written, contact_id: str, kind: LieKind) -> Written:
    """Return the message with one claim of a kind in it, as a sentence of its own at the end of a paragraph."""
    random = dice("lie", contact_id, kind)
    claims = _CLAIMS[kind]
    claim = claims[random.randrange(len(claims))]
    if not message.paragraphs:
        return replace(message, paragraphs=(claim,))
    at = random.randrange(len(message.paragraphs))
    paragraphs = list(message.paragraphs)
    paragraphs[at] = f"{paragraphs[at]} {claim}"
    return replace(message, paragraphs=tuple(paragraphs))
