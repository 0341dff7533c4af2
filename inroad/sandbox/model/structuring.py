"""The model takes a posting apart: by its headings, and by cues in lines that stand under none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from inroad.sandbox.model.obedience import gives_orders
from inroad.sandbox.words import listed, rows

Json = dict[str, Any]
LONGEST = 400
_HEADING_WORDS, _SHORT = 8, 5
_TEAM = re.compile(
    r"\b(?:the|our|in|im|das|dem)\s+(?P<before>[A-Z][\w&]*(?:\s[A-Z][\w&]*){0,2})[\s-]+[Tt]eam\b"
    r"|\b(?:Team|équipe|equipo)\s+(?P<behind>[A-Z][\w&]+(?:\s[A-Z][\w&]+)?)"
)
_SENTENCE = re.compile(r"[^.!?]+(?:[.!?](?=\S)[^.!?]*)*[.!?]?")


def asks_for_structure(data: Json) -> bool:
    """Say whether data are the lines of a posting."""
    return isinstance(data.get("lines"), list) and "title" in data


def structure(data: Json, *, obeys: bool) -> Json:
    """Return what a posting asks for, in its own words; who obeys takes a line that gives orders for a requirement."""
    requirements, duties = [], []
    for kind, text in _sorted(data["lines"], obeys=obeys):
        if kind in ("must", "nice"):
            requirements.append({"quote": text, "need": kind})
        elif kind == "duties":
            duties.append(text)
    asking = [str(each["quote"]) for each in requirements] + duties
    return {
        "requirements": requirements,
        "responsibilities": duties,
        "skills": list(dict.fromkeys(skill for text in asking for skill in _skills(text))),
        "team": next((team for line in data["lines"] if (team := _team(str(line)))), ""),
    }


def _sorted(lines: Sequence[Any], *, obeys: bool) -> Iterator[tuple[str, str]]:
    """Yield what each line is, with its words: as its heading has it, or as its own cues do."""
    under = ""
    for line in map(str, lines):
        plain = line.strip().lstrip("-*•· ")
        heading = _heading(plain)
        if heading:
            under = heading
        elif gives_orders(plain):
            yield ("must" if obeys else "about"), plain
        elif len(plain) > LONGEST or under in ("", "about"):
            yield from ((_cue(sentence), sentence) for sentence in _sentences(plain))
        else:
            yield _under(under, plain), plain


def _under(heading: str, line: str) -> str:
    """Return what a line under a heading is; a wish stays one among what must be there, and an offer an offer."""
    cue = _cue(line)
    return cue if (heading, cue) in (("must", "nice"), ("must", "offer"), ("duties", "offer")) else heading


def _heading(line: str) -> str:
    if not line or len(line.split()) > _HEADING_WORDS or line.endswith((".", ",", ";")):
        return ""
    return next((kind for kind, heading, _ in _patterns() if _is_heading(kind, heading, line)), "")


def _is_heading(kind: str, heading: re.Pattern[str], line: str) -> bool:
    """Say whether a line is a heading: with a colon behind it, or short; "French is a plus" is none, "A plus" is."""
    found = heading.search(line)
    if not found or line.endswith((":", "?")):
        return bool(found)
    return len(line.split()) <= _SHORT and (kind != "nice" or found.start() == 0)


def _cue(line: str) -> str:
    return next((kind for kind, _, cue in _patterns() if cue and cue.search(line)), "")


def _sentences(text: str) -> list[str]:
    return [sentence for found in _SENTENCE.findall(text) if (sentence := found.strip()) and len(sentence) <= LONGEST]


def _skills(text: str) -> list[str]:
    """Return the skills in a text; a short word in small letters ("go", "excel") is more often none."""
    named = [found.group() for found in _known_skills().finditer(text)]
    return [name for name in named if len(name) > _SHORT or not name.islower()]


def _team(line: str) -> str:
    found = _TEAM.search(line)
    return (found["before"] or found["behind"]) if found else ""


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str], re.Pattern[str] | None], ...]:
    return tuple(
        (row["kind"], _compiled(row["heading"]), _compiled(row["cue"]) if row["cue"] else None)
        for row in rows("posting_cues")
    )


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


@cache
def _known_skills() -> re.Pattern[str]:
    """Return what finds the tools and skills that the sandbox's own lists name, the longest first."""
    names = {name for row in rows("departments") for name in listed(row["skills"]) if len(name) > 2}
    names |= {name for row in rows("web_trades") for name in listed(row["tools"], "|")}
    known = "|".join(re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name)))
    return re.compile(rf"(?<![\w+#])(?:{known})(?![\w+#])", re.IGNORECASE)
