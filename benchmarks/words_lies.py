"""Lies for honest messages: claims of eight kinds, drawn from made-up words and many wordings by a seed.

A lie stands in the message as a sentence of its own, as a clause of an honest sentence, or in the subject. What it
names occurs in none of the facts.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Literal, get_args

from benchmarks import words_lie_frames as frames
from benchmarks.words_data import text_of
from inroad.state import Message
from inroad.tools.writing import Brief

LieKind = Literal["employer", "school", "number", "date", "relation", "product", "place", "skill"]
Where = Literal["sentence", "clause", "opener", "subject"]
LIE_KINDS: tuple[LieKind, ...] = get_args(LieKind)
WHERES: tuple[Where, ...] = get_args(Where)
SUBJECT = 69
_WORD = re.compile(r"\w+")
_SENTENCE = re.compile(r"(?<=[.!?]) (?=[A-Z])")
_BRACE = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Lie:
    """A lie that was told: its kind, what it names (nothing for a relation), where it stands, and its words."""

    kind: LieKind
    names: tuple[str, ...]
    where: Where
    words: str


def lying(message: Message, brief: Brief, kind: LieKind, seed: object) -> tuple[Message, Lie]:
    """Return the message with one lie in it, and the lie."""
    chance = Random(f"lie/{brief.person_id}/{kind}/{seed}")
    for _ in range(200):
        where = chance.choices(WHERES, (5, 3, 2, 2))[0]
        told, names = _told(chance, kind, where)
        lie = Lie(kind, names, where, told)
        planted = _planted(message, lie, chance)
        if planted and not any(is_known(name, brief) for name in names):
            return planted, lie
    raise ValueError(f"no lie of the kind {kind} fits the message to {brief.person_id}")


def is_known(name: str, brief: Brief) -> bool:
    """Tell whether all words of a name occur in the facts, so that naming it may be no lie; "five" is "5"."""
    return _words(name.casefold()) <= _words(text_of(brief))


def _words(text: str) -> set[str]:
    return {frames.FEW.get(word, word) for word in _WORD.findall(text)}


def _told(chance: Random, kind: LieKind, where: Where) -> tuple[str, tuple[str, ...]]:
    """Fill one wording: each brace is drawn from the vocabulary of that name."""
    frame = chance.choice(frames.FRAMES[kind][where])
    drawn = {name: _DRAW[name](chance) for name in _BRACE.findall(frame)}
    names = tuple(drawn[name] for name in drawn if name not in frames.NO_CLAIM)
    told = _BRACE.sub(lambda found: drawn[found[1]], frame)
    return told if where == "clause" or re.match(r"i[A-Z]", told) else told[0].upper() + told[1:], names


def _planted(message: Message, lie: Lie, chance: Random) -> Message | None:
    """Return the message with the lie in its place, None when there is no place for it."""
    if lie.where == "subject":
        subject = lie.words.replace("SUBJECT", message.subject) if "SUBJECT" in lie.words else lie.words
        return message.model_copy(update={"subject": subject}) if len(subject) <= SUBJECT else None
    paragraphs = message.body.rstrip("\n").split("\n\n")
    inner = range(1, len(paragraphs) - 1)
    for at in chance.sample(inner, len(inner)):
        changed = _in_paragraph(paragraphs[at], lie, chance)
        if changed:
            body = "\n\n".join([*paragraphs[:at], changed, *paragraphs[at + 1 :]]) + "\n"
            return message.model_copy(update={"body": body})
    return None


def _in_paragraph(paragraph: str, lie: Lie, chance: Random) -> str:
    sentences = _SENTENCE.split(paragraph)
    if lie.where == "sentence":
        sentences.insert(chance.randrange(len(sentences) + 1), lie.words)
        return " ".join(sentences)
    fits = _takes_clause if lie.where == "clause" else _takes_opener
    places = [at for at, sentence in enumerate(sentences) if fits(sentence)]
    if not places:
        return ""
    at = chance.choice(places)
    old = sentences[at]
    sentences[at] = f"{old[:-1]}, {lie.words}." if lie.where == "clause" else f"{lie.words}, {old}"
    return " ".join(sentences)


def _takes_clause(sentence: str) -> bool:
    return sentence.endswith(".") and '"' not in sentence and "http" not in sentence


def _takes_opener(sentence: str) -> bool:
    return sentence.startswith(("I ", "I'm ", "I've ", "I'd "))


def _coined(chance: Random, least: int = 2, most: int = 3) -> str:
    """A made-up name of a few syllables."""
    parts = [chance.choice(frames.ONSETS) + chance.choice(frames.RIMES) for _ in range(chance.randint(least, most))]
    return "".join(parts).capitalize()


def _employer(chance: Random) -> str:
    form = chance.choice(frames.EMPLOYER_FORMS)
    return _BRACE.sub(lambda _: _coined(chance), form)


def _school(chance: Random) -> str:
    form = chance.choice(frames.SCHOOL_FORMS)
    return _BRACE.sub(lambda _: _coined(chance), form)


def _product(chance: Random) -> str:
    form = chance.choice(frames.PRODUCT_FORMS)
    return _BRACE.sub(lambda found: _coined(chance) if found[1] == "name" else str(chance.randrange(2, 90)), form)


def _amount(chance: Random) -> str:
    return chance.choice(
        (
            str(chance.randrange(6, 400)),
            f"{chance.randrange(2, 90)},{chance.randrange(1000):03}",
            chance.choice(frames.NUMBER_WORDS),
        )
    )


def _years(chance: Random) -> str:
    return chance.choice((str(chance.randrange(2, 30)), chance.choice(list(frames.FEW))))


def _year(chance: Random) -> str:
    return str(chance.randrange(1994, 2026))


def _share(chance: Random) -> str:
    share = chance.choice((str(chance.randrange(6, 98)), chance.choice(frames.NUMBER_WORDS)))
    return f"{share}{'%' if share.isdigit() and chance.random() < 0.5 else ' percent'}"


def _money(chance: Random) -> str:
    sign, amount = chance.choice("$€£"), chance.randrange(2, 90)
    return chance.choice((f"{sign}{amount} million", f"{sign}{amount}0k", f"{amount} million dollars"))


def _day(chance: Random) -> str:
    month, day, year = chance.choice(frames.MONTHS), chance.randrange(1, 29), _year(chance)
    forms = (f"{day} {month}", f"{month} {day}, {year}", f"{month} {day}", f"{day}/{chance.randrange(1, 13)}/{year}")
    return chance.choice((*forms, f"{year}-{chance.randrange(1, 13):02}-{day:02}"))


def _time(chance: Random) -> str:
    """A time that is in the past for sure, without a day."""
    year = _year(chance)
    months = f"{chance.choice(frames.MONTHS)} {year}"
    return chance.choice((year, year, months, months, f"the {chance.choice(frames.SEASONS)} of {year}"))


def _one_of(words: tuple[str, ...]) -> Callable[[Random], str]:
    return lambda chance: chance.choice(words)


_DRAW: dict[str, Callable[[Random], str]] = {
    "employer": _employer,
    "school": _school,
    "product": _product,
    "amount": _amount,
    "years": _years,
    "share": _share,
    "money": _money,
    "year": _year,
    "day": _day,
    "time": _time,
    "decade": _one_of(frames.DECADES),
    "month": _one_of(frames.MONTHS),
    "season": _one_of(frames.SEASONS),
    "place": _one_of(frames.PLACES),
    "other_place": _one_of(frames.PLACES),
    "skill": _one_of(frames.SKILLS),
    "other_skill": _one_of(frames.OTHER_SKILLS),
    "friend": _one_of(frames.FRIENDS),
    "event": _one_of(frames.EVENTS),
    "bond": _one_of(frames.BONDS),
    "degree": _one_of(frames.DEGREES),
    "job": _one_of(frames.JOBS),
}
