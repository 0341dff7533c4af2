"""Dates as resumes write them: "2021-03-15", "2021-03", "2021", "03/2021", "March 2021", "März 2021"."""

from __future__ import annotations

import re

from anyascii import anyascii

_YEAR = r"(?:19|20)\d\d"
_ISO = re.compile(rf"({_YEAR})(?:[-/.](0?[1-9]|1[0-2])\b)?(?![-/.]?\d)|({_YEAR})[-/.](0?[1-9]|1[0-2])[-/.]\d")
_MONTH_FIRST = re.compile(rf"(?:\d{{1,2}}[-/.])?(0?[1-9]|1[0-2])[-/. ]+({_YEAR})$")
_NAMED = re.compile(rf"([a-z]{{3,}})\.?,? +(?:\d{{1,2}}(?:st|nd|rd|th)?,? +)?(?:de +|del +)?({_YEAR})\b")
_ANY_YEAR = re.compile(rf"(?<!\d){_YEAR}(?!\d)")
# The beginnings of the months' names in English, German, French, Spanish, Italian, Portuguese and Dutch.
_MONTHS = (
    ("jan", "ene", "gen"),
    ("feb", "fev"),
    ("mar", "mae", "maa", "mrt", "mrz"),
    ("apr", "avr", "abr"),
    ("may", "mai", "mei", "mag"),
    ("jun", "juin", "giu"),
    ("jul", "juil", "lug"),
    ("aug", "aou", "ago"),
    ("sep", "set"),
    ("oct", "okt", "ott", "out"),
    ("nov",),
    ("dec", "dez", "dic"),
)


def read_month(text: str) -> str:
    """Return a date as "2021-03", as "2021" where no month can be told, "" where no year is in it."""
    plain = anyascii(text).lower().strip()
    if found := _ISO.match(plain):
        return _joined(found[1] or found[3], found[2] or found[4])
    if found := _MONTH_FIRST.match(plain):
        return _joined(found[2], found[1])
    if (found := _NAMED.search(plain)) and (month := _number(found[1])):
        return _joined(found[2], month)
    return year[0] if (year := _ANY_YEAR.search(plain)) else ""


def is_backwards(since: str, until: str) -> bool:
    """Tell whether an end lies before its start, as far as both are told ("2021-03" and "2021" may well agree)."""
    told = min(len(since), len(until))
    return since[:told] > until[:told]


def _joined(year: str, month: str | None) -> str:
    return f"{year}-{int(month):02}" if month else year


def _number(name: str) -> str:
    """The number of a month, "" where a word begins like none; the longest beginning decides (juin, juil)."""
    fits = [
        (len(start), number) for number, starts in enumerate(_MONTHS, 1) for start in starts if name.startswith(start)
    ]
    return str(max(fits)[1]) if fits else ""
