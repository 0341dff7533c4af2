"""How many years of experience a line asks for: "3+ years", "3-5 years", "mindestens zwei Jahre"."""

from __future__ import annotations

import re

from inroad.analysis import Years
from inroad.tools.jd.folding import folded

_WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "twelve": 12, "fifteen": 15, "twenty": 20,
    "ein": 1, "eins": 1, "zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6, "sieben": 7, "acht": 8, "zehn": 10,
    "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "dix": 10, "uno": 1, "dos": 2, "tres": 3,
    "cuatro": 4, "cinco": 5, "seis": 6, "twee": 2, "drie": 3, "vijf": 5, "due": 2, "tre": 3, "quattro": 4, "cinque": 5,
    "dois": 2, "duas": 2, "três": 3, "quatro": 4,
}  # fmt: skip
_NUMBER = r"(?:\d{1,2}(?:[.,]5)?|" + "|".join(sorted(_WORDS, key=len, reverse=True)) + r")"
_UNIT = r"(?:years?|yrs?\b|yoe\b|jahren?|jahre|ann[ée]es?|ans?\b|años?|jaar|jaren|anni|anno|anos?|lat\b|lata\b|年)"
_YEARS = re.compile(
    rf"(?<![\w.,$€£])(?P<low>{_NUMBER})\s?(?:\(\d{{1,2}}\)\s?)?(?P<plus>\+|plus\b|or more\b|oder mehr\b|ou plus\b"
    rf"|o más\b|of meer\b|o più\b|ou mais\b)?"
    rf"\s?(?:(?:-|–|—|〜|～|to|bis|à|a|tot|or|oder|until)\s?(?P<high>{_NUMBER})\s?(?P<plus2>\+)?\s?)?-?(?:full "
    rf"|volle )?{_UNIT}"
    rf"(?P<after>'? ?(?:or more|oder mehr|ou plus|o más|of meer|o più|ou mais|\+|plus)?)"
)
_UP_TO = re.compile(
    r"(?:\bup to|\bbis zu|\bmaximum(?: of)?|\bmax\.?|\bno more than|\bless than|\bunder|\bhöchstens|\bjusqu'à"
    r"|\bhasta|\btot|<)\s?$"
)
_NO_EXPERIENCE = re.compile(
    r"[' -]*(?:(?:or|and) (?:older|over|above)|of age|old\b|ago\b|alt\b"
    r"|contract|degree|program|warranty|plan\b|history|anniversar|term\b|bachelor"
    r"|master|college|university|diploma|vertrag|befrist"
    r"|in business|vesting|de edad|oud\b|d'âge|in a row|(?:of )?growth)"
)
_PAST = re.compile(
    r"(?:\b(?:over|in|within|during|for) the (?:last|past|next)|\b(?:last|past|next|every|founded|seit|depuis"
    r"|class of|aged?|in))\s?$"
)


def years_of(text: str) -> Years | None:
    """Return the years of experience that a line asks for, the most of several; None where it names none."""
    line = folded(text)
    found = [years for match in _YEARS.finditer(line) if (years := _read(line, match))]
    return max(found, key=lambda years: (years.at_least, years.at_most or 0), default=None)


def _read(line: str, match: re.Match[str]) -> Years | None:
    before = line[max(0, match.start() - 24) : match.start()]
    if _NO_EXPERIENCE.match(line, match.end("after")) or _PAST.search(before):
        return None
    low = _number(match["low"])
    high = _number(match["high"]) if match["high"] else None
    if low > 40 or (high is not None and high > 50):
        return None
    if _UP_TO.search(before):
        return Years(at_least=0, at_most=low)
    is_open = bool(match["plus"] or match["plus2"] or match["after"].strip("' "))
    if high is not None and high > low and not match["plus"]:
        return Years(at_least=low, at_most=None if is_open else high)
    return Years(at_least=min(low, high or low))


def _number(word: str) -> float:
    return _WORDS[word] if word in _WORDS else float(word.replace(",", "."))
