"""The ways in which a person's name is spelt in an e-mail address.

Three things vary, each independently of the others, and each has a usual choice that comes first:

* the spelling of letters that ASCII lacks: `plain` ("muller") or `second` ("mueller"), as German and the
  Nordic and South Slavic languages write it;
* what of the first name: its `leading` word ("ana" of Ana María, "jean-luc"), all `joined`
  ("anamaria", "jeanluc") or `hyphened` ("ana-maria"), or only the `head` ("jean");
* what of the last name: all `joined` ("delacruz", "smithjones"), `hyphened` ("smith-jones"), the
  `head` without particles ("cruz", "smith") or the `tail` ("jones").

Scripts that leave vowels out (Arabic, Hebrew, Devanagari, Thai ...) or whose names are hardly ever spelt
by rule (Hangul) give nothing: the spelling in an address cannot be told from them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from typing import Literal, NamedTuple

from anyascii import anyascii

from inroad.tools.addresses.alphabets import by_language
from inroad.tools.people.cells import clean_names

Script = Literal["plain", "second"]
FirstShape = Literal["leading", "joined", "hyphened", "head"]
LastShape = Literal["joined", "hyphened", "head", "tail"]

_SECOND = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "đ": "dj"}
    | {"Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "Ø": "Oe", "Å": "Aa", "Đ": "Dj"}
)
_PARTICLES = frozenset(
    """
da das de del della der den di do dos du la le las los lo van von vom zu zum zur ten ter t op in
al el bin bint ibn ben abu abd abdel af av y e san santa st dalla degli dei und freiherr graf ap ka te
mac mc ni nic
""".split()  # noqa: SIM905
)
_GENERATIONS = frozenset(["jr", "jnr", "sr", "snr", "ii", "iii", "iv"])
_INITIAL = re.compile(r"(?<!\w)\w\.")
_APOSTROPHES = "'’‘`´ʻʼʹ′＇"
_HYPHENS = "-‐‑‒–—−"
_UNTOLD = (
    *("ARABIC", "HEBREW", "SYRIAC", "HANGUL", "THAI", "LAO", "MYANMAR", "KHMER", "SINHALA", "DEVANAGARI"),
    *("BENGALI", "GURMUKHI", "GUJARATI", "ORIYA", "TAMIL", "TELUGU", "KANNADA", "MALAYALAM"),
)


class NameForms(NamedTuple):
    """One spelling of a name: lower-case ASCII letters and hyphens, and how it was come by.

    A part is empty when the name lacks it. `first_initial` and `last_initial` are one letter.
    """

    first: str
    last: str
    first_initial: str
    last_initial: str
    script: Script
    first_shape: FirstShape
    last_shape: LastShape


def address_forms(first: str, last: str) -> list[NameForms]:
    """Return the spellings of a name, each once, the most usual first.

    A name of one word is a first name, whichever of the two it is given as. A part that is only an
    initial ("C.") gives that initial and no name. A name without letters that can be spelt gives none.
    """
    distinct: dict[tuple[str, str, str, str], NameForms] = {}
    for form in every_form(first, last):
        distinct.setdefault((form.first, form.last, form.first_initial, form.last_initial), form)
    return list(distinct.values())


def every_form(first: str, last: str) -> list[NameForms]:
    """Return the spellings of a name in every script and shape, those that look alike too."""
    first, last = _parts(first, last)
    forms = [form for script in _SCRIPTS for form in _forms_in(script, first, last)]
    return [form for form in forms if form.first_initial]


@lru_cache(maxsize=10_000)
def _parts(first: str, last: str) -> tuple[str, str]:
    """Return both parts without titles, degrees, pronouns and initials that stand for another name."""
    first, last = by_language(*clean_names(first, last))
    if not _clean(first):
        first, last = last, ""
    named = _INITIAL.sub(" ", last)
    return first, named if _clean(named) else last


def _forms_in(script: Script, first: str, last: str) -> list[NameForms]:
    first_words, last_words = _words(first, script), _words(last, script)
    firsts = {shape: _named(shaped(first_words)) for shape, shaped in _FIRST_SHAPES.items()}
    lasts = {shape: shaped(last_words) for shape, shaped in _LAST_SHAPES.items()}
    initial = "".join(first_words)[:1]
    return [
        NameForms(first_form, _named(last_form), initial, last_form[:1], script, first_shape, last_shape)
        for first_shape, first_form in firsts.items()
        for last_shape, last_form in lasts.items()
    ]


def _words(name: str, script: Script) -> list[str]:
    """Return the words of a name in ASCII lower case; hyphens stay within a word."""
    text = _clean(name).replace("ъ", "a")
    latin = anyascii(text.translate(_SECOND) if script == "second" else text).lower()
    kept = "".join(char if "a" <= char <= "z" or char == "-" else " " if char in " ." else "" for char in latin)
    words = [word.strip("-") for word in kept.split()]
    while len(words) > 1 and words[-1] in _GENERATIONS:
        words.pop()
    return [word for word in words if word]


def _clean(name: str) -> str:
    """Return the letters of a name, its blanks and hyphens; nothing of a script that does not tell."""
    text = "".join(map(_name_char, unicodedata.normalize("NFC", name)))
    if any(unicodedata.name(char, "").startswith(_UNTOLD) for char in text):
        return ""
    return text.strip(" -")


def _name_char(char: str) -> str:
    if char in _HYPHENS:
        return "-"
    if char in ".,/ ":
        return " "
    return char if unicodedata.category(char)[0] in "LM" and char not in _APOSTROPHES else ""


def _first_leading(words: list[str]) -> str:
    """The first word that is a name, for "J. Robert" goes by Robert; the initial where there is none."""
    return next((word for word in words if len(word) > 1), words[0] if words else "")


def _joined(words: list[str]) -> str:
    return "".join(words).replace("-", "")


def _hyphened(words: list[str]) -> str:
    return "-".join(words)


def _first_head(words: list[str]) -> str:
    return _first_leading(words).split("-")[0]


def _last_head(words: list[str]) -> str:
    return _without_particles(words)[:1][0] if words else ""


def _last_tail(words: list[str]) -> str:
    return _without_particles(words)[-1] if words else ""


def _without_particles(words: list[str]) -> list[str]:
    """Split a last name at blanks and hyphens and drop the particles before its first real word."""
    parts = "-".join(words).split("-")
    start = next((at for at, part in enumerate(parts) if part not in _PARTICLES), len(parts) - 1)
    return parts[start:]


def _named(word: str) -> str:
    return word if len(word) > 1 else ""


_SCRIPTS: tuple[Script, ...] = ("plain", "second")
_FIRST_SHAPES: dict[FirstShape, Callable[[list[str]], str]] = {
    "leading": _first_leading,
    "joined": _joined,
    "hyphened": _hyphened,
    "head": _first_head,
}
_LAST_SHAPES: dict[LastShape, Callable[[list[str]], str]] = {
    "joined": _joined,
    "hyphened": _hyphened,
    "head": _last_head,
    "tail": _last_tail,
}
