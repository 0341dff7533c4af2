"""The briefs, honest messages and lies that the tests of the check share, read from text files beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import get_args

from inroad.state import Fact, Message, MessageKind, Persona
from inroad.tools.writing import Brief, Reason, Wishes
from inroad.tools.writing.checking import check

_FOLDER = Path(__file__).parent / "check_cases"


@cache
def briefs() -> dict[str, tuple[Brief, Wishes]]:
    return dict(_brief(block) for path in sorted(_FOLDER.glob("briefs*.txt")) for block in _blocks(path.name))


@cache
def honest() -> tuple[tuple[str, str, str], ...]:
    """The name of the brief, the subject and the body of each honest message."""
    return tuple(_message(block) for path in sorted(_FOLDER.glob("honest_*.txt")) for block in _blocks(path.name))


@cache
def lies() -> tuple[tuple[str, str, str], ...]:
    """The kind of each lie, the name of the brief that it is told under, and its sentence."""
    return tuple(row for path in sorted(_FOLDER.glob("lies*.txt")) for row in _rows(path))


@cache
def slips() -> tuple[tuple[str, str, str], ...]:
    """The kind of each lie that takes the place of some words, the brief, and "the true words => the untrue ones"."""
    return tuple(_rows(_FOLDER / "slips.txt"))


def reasons(name: str, body: str, subject: str = "A question", **facts: str) -> list[Reason]:
    """What the check says of a body under a brief, with further facts (`sender__place="Bonn"`)."""
    brief, wishes = briefs()[name]
    more = [Fact(id=key.replace("__", "."), text=text, source="test") for key, text in facts.items()]
    brief = brief.model_copy(update={"facts": [*brief.facts, *more]})
    return check(message(body, brief, subject), brief, wishes)


def message(body: str, brief: Brief, subject: str = "A question") -> Message:
    return Message(subject=subject, body=body, writer="test", facts=brief.facts, kind=brief.kind)


def with_sentence(name: str, sentence: str) -> str:
    """The first honest body of a brief with a sentence put behind the greeting."""
    body = next(body for other, _, body in honest() if other == name).strip()
    front, gap, rest = body.partition("\n\n")
    return f"{front}\n\n{sentence}{gap}{rest}\n"


def with_slip(name: str, slip: str) -> tuple[str, str]:
    """The subject and body of the first honest message of a brief that has the true words, with the untrue ones."""
    true, untrue = slip.split(" => ")
    subject, body = next((s, b) for other, s, b in honest() if other == name and (true in b or true in s))
    return subject.replace(true, untrue, 1), body.replace(true, untrue, 1)


def _rows(path: Path) -> Iterator[tuple[str, str, str]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        kind, name, words = line.split("|", 2)
        yield kind.strip(), name.strip(), words.strip()


def _blocks(name: str) -> Iterator[str]:
    text = (_FOLDER / name).read_text(encoding="utf-8")
    return iter(re.split(r"^=== ", text, flags=re.MULTILINE)[1:])


def _brief(block: str) -> tuple[str, tuple[Brief, Wishes]]:
    head, *lines = block.splitlines()
    key, name, persona, kind, language = (part.strip() for part in head.split("|"))
    facts = [Fact(id=line.split(": ")[0], text=line.split(": ", 1)[1], source="test") for line in lines if line]
    who = next(one for one in get_args(Persona) if one == persona)
    what = next(one for one in get_args(MessageKind) if one == kind)
    return key, (
        Brief(person_id=key, name=name, persona=who, kind=what, variant=0, facts=facts),
        Wishes(language=language),
    )


def _message(block: str) -> tuple[str, str, str]:
    head, _, body = block.partition("\n")
    name, _, subject = head.partition("|")
    return name.strip(), subject.strip(), body
