"""Honest messages as a model might write them: composed of wordings in many styles over the facts of a brief."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from random import Random

from benchmarks.words_frames import CLOSINGS, GREETINGS, ORDERS, SLOTS, SUBJECTS
from inroad.state import Message
from inroad.tools.writing import Brief

LEAST, MOST = 62, 104
SUBJECT = 69
_SLOT = re.compile(r"\{(?:(\w+):)?([a-z_.0-9]+)\}")
_TRADE = re.compile(r" (?:Robotics|Foods|Health|Energy|Logistics|Media|Systems|Labs|Analytics|Bank)$")


def honest(brief: Brief, seed: object) -> Message:
    """Return a message of about 60 to 105 words in which everything rests on the facts of the brief."""
    chance = Random(f"honest/{brief.person_id}/{seed}")
    greeting = _pick(chance, GREETINGS, brief)
    closing = f"{_pick(chance, CLOSINGS, brief)}\n{brief.get('sender.name')}"
    paragraphs = _paragraphs(chance, brief, len(f"{greeting} {closing}".split()))
    subject = _pick(chance, [frame for frame in SUBJECTS if len(_filled(frame, brief)) <= SUBJECT], brief)
    body = "\n\n".join([greeting, *paragraphs, closing]) + "\n"
    return Message(subject=subject, body=body, writer="benchmark", facts=brief.facts)


def _paragraphs(chance: Random, brief: Brief, words: int) -> list[str]:
    order = chance.choice(ORDERS)
    slots = [slot for paragraph in order for slot in paragraph]
    must = [slot for slot in slots if slot in ("who", "why", "them", "ask")]
    may = [slot for slot in slots if slot not in must]
    chance.shuffle(may)
    said: dict[str, str] = {}
    for slot in [*must, *may]:
        frames = SLOTS[f"ask {brief.persona}"] if slot == "ask" else SLOTS[slot]
        text = _pick(chance, frames, brief)
        length = len(text.split())
        enough = slot not in must and words >= LEAST and chance.random() < 0.4
        if text and words + length <= MOST and not enough:
            said[slot] = text
            words += length
    for text in chance.sample(SLOTS["padding"], len(SLOTS["padding"])):
        if words < LEAST:
            said["ask"] = f"{text} {said['ask']}"
            words += len(text.split())
    texts = (" ".join(said[slot] for slot in paragraph if slot in said) for paragraph in order)
    return [text for text in texts if text]


def _pick(chance: Random, frames: Sequence[str], brief: Brief) -> str:
    """Draw a wording whose facts are all known, rather one with facts than one without."""
    fitting = [frame for frame in frames if all(brief.get(need) for need in needs(frame))]
    telling = [frame for frame in fitting if needs(frame)]
    text = _filled(chance.choice(telling or fitting or [""]), brief)
    return text[:1].upper() + text[1:]


def needs(frame: str) -> list[str]:
    """Return the ids of the facts that a wording names."""
    return [name for _, name in _SLOT.findall(frame)]


def _filled(frame: str, brief: Brief) -> str:
    return _SLOT.sub(lambda slot: _FORMS[slot[1] or "as it is"](brief.get(slot[2])), frame)


def _article(text: str) -> str:
    sounds_open = re.match(r"[AEIOaeio]|[FHLMNRSX][A-Z]|[Uu](?!X|ni|se)", text)
    return f"{'an' if sounds_open else 'a'} {text}"


def _lower(text: str) -> str:
    """The text as one writes a title in running text: words that are not all capitals in lower case."""
    return " ".join(word if word.isupper() else word.lower() for word in text.split())


_FORMS: dict[str, Callable[[str], str]] = {
    "as it is": str,
    "a": _article,
    "low": _lower,
    "alow": lambda text: _article(_lower(text)),
    "short": lambda text: _TRADE.sub("", text),
    "poss": lambda text: f"{text}'" if text.endswith("s") else f"{text}'s",
    "line": lambda text: text.rstrip("."),
    "start": lambda text: " ".join(text.rstrip(".").split()[:6]),
    "you": lambda text: text[0].lower() + text[1:].rstrip("."),
    "year": lambda text: text.split()[-1],
}
