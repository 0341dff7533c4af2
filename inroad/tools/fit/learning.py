"""What of the skills that a posting names can be begun in weeks, and what cannot. Written by hand."""

from __future__ import annotations

import re
from functools import cache

_SOFT = """
communication skills; teamwork; problem solving; critical thinking; analytical skills; attention to detail; time
management; leadership; mentoring; coaching; cross-functional collaboration; presentation skills; storytelling;
stakeholder management; conflict resolution; public speaking; documentation; research; writing; editing; teaching;
troubleshooting; customer service; negotiation
"""
# A profession, a field of study or a spoken language: a word of these in a name means years, not weeks.
_LONG = """
engineering science law medicine nursing nurse mathematics physics chemistry biology economics statistics accounting
finance banking sales marketing management leadership teaching research design strategy operations development
architecture therapy psychotherapy psychology radiology pharmacology dentistry surgery anesthesia midwifery
translation interpreting journalism litigation audit auditing tax underwriting valuation investing equity capital
trading learning intelligence robotics vision systems genomics bioinformatics econometrics optimization cryptography
compliance recruiting hr resources welding carpentry plumbing wiring hvac machining aviation cooking childcare care
music fashion acting analysis analytics reporting assurance modeling modelling security budgeting forecasting
procurement logistics administration relations series german french spanish italian portuguese dutch english russian
japanese chinese mandarin cantonese korean arabic hindi polish turkish swedish danish norwegian finnish greek hebrew
czech hungarian romanian ukrainian vietnamese thai bengali urdu persian catalan
"""


def is_soft(skill: str) -> bool:
    """Whether a skill (normal name) shows in examples, not in a name on a list: teamwork, communication."""
    return skill in _soft()


def is_soon_learnt(skill: str) -> bool:
    """Whether a beginning can be made of a skill (normal name) in weeks: a tool, a framework, a method with a name."""
    return not is_soft(skill) and _long().isdisjoint(re.findall(r"[^\W\d_]+", skill.casefold()))


@cache
def _soft() -> frozenset[str]:
    return frozenset(" ".join(name.split()) for name in _SOFT.split(";"))


@cache
def _long() -> frozenset[str]:
    return frozenset(_LONG.split())
