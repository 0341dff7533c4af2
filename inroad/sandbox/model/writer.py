"""The writer in the model: honest messages from the facts of a contact, in four languages, the same on every run.

A wording is used only when all facts that it names are there. Which one it is hangs on the person and on what the
prompt remarks on them, so that people get different messages, and a message that was sent back comes out anew.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

from inroad.sandbox.chance import dice
from inroad.sandbox.model.phrases import ENGLISH, Phrases
from inroad.sandbox.model.phrases_abroad import FRENCH, GERMAN, SPANISH
from inroad.sandbox.model.reading import Contact

LEAST, MOST = 60, 120
FOLLOW_UP_LEAST, FOLLOW_UP_MOST = 40, 80
LINKEDIN = 200
SUBJECT = 69
# Of these any one serves, whatever its number; of others a number says that something else is meant.
_ANY_NUMBER = frozenset(
    ("posting.line", "person.employer", "person.school", "common.skill", "common.interest", "sender.skill")
)
_LANGUAGES: Mapping[str, Phrases] = {"en": ENGLISH, "de": GERMAN, "fr": FRENCH, "es": SPANISH}
_SLOT = re.compile(r"\{(a )?([a-z_.]+)\}")
_VOWEL = re.compile(r"[AEIO]|[aeio]|[FHLMNRSX][A-Z]")
_ARRANGEMENTS = (
    (("who", "why"), ("common", "them"), ("line", "did"), ("filler", "ask", "way_out", "attached")),
    (("why", "who"), ("them", "common", "line"), ("did", "filler"), ("ask", "attached", "way_out")),
    (("common", "them"), ("who", "did"), ("why", "line"), ("filler", "attached", "ask", "way_out")),
    (("who", "did"), ("why", "them"), ("line", "common", "filler", "ask"), ("attached", "way_out")),
)


@dataclass(frozen=True)
class Written:
    """A message in parts, so that something can be put between them, with the ids of the facts it rests on."""

    subject: str
    greeting: str
    paragraphs: tuple[str, ...]
    closing: str
    fact_ids: tuple[str, ...]

    @property
    def body(self) -> str:
        """The text from the greeting to the name."""
        return "\n\n".join(part for part in (self.greeting, *self.paragraphs, self.closing) if part)


def compose(contact: Contact) -> Written:
    """Write to one person; in English where the language is not known."""
    desk = _Desk(contact)
    if contact.kind == "linkedin":
        return desk.note()
    return desk.letter()


class _Desk:
    """One message in the making: what is known, the words at hand, and the facts used so far."""

    def __init__(self, contact: Contact) -> None:
        self._contact = contact
        self._language = contact.language if contact.language in _LANGUAGES else "en"
        self._phrases = _LANGUAGES[self._language]
        self._random = dice("model", contact.contact_id, contact.remarks)
        self._used: dict[str, None] = {}

    def letter(self) -> Written:
        """Write a message of 60 to 120 words."""
        greeting = self._said("greeting")
        subject = self._said("subject", SUBJECT)
        closing = "\n".join(part for part in (self._said("closing"), self._value("sender.name")) if part)
        order = self._random.choice(_ARRANGEMENTS if self._language == "en" else _ARRANGEMENTS[:1])
        chosen = self._chosen(len(f"{greeting} {closing}".split()))
        paragraphs = (" ".join(chosen[slot] for slot in paragraph if chosen.get(slot)) for paragraph in order)
        return Written(subject, greeting, tuple(filter(None, paragraphs)), closing, tuple(self._used))

    def note(self) -> Written:
        """Write a note for an invitation on LinkedIn, of 200 characters at the most."""
        return Written(self._said("subject", SUBJECT), self._said("linkedin", LINKEDIN), (), "", tuple(self._used))

    def _chosen(self, words: int) -> dict[str, str]:
        """Return a sentence by slot: what must be there, then what has room, then what makes up the least length."""
        ask = "ask"
        if self._contact.kind == "referral":
            ask = "referral"
        elif self._contact.persona == "recruiter":
            ask = "recruiter"
        why, least, most = "why", LEAST, MOST
        if self._contact.kind == "follow_up":
            why, least, most = "follow_up", FOLLOW_UP_LEAST, FOLLOW_UP_MOST
        chosen = {"who": self._said("who"), "why": self._said(why), "them": self._said("them"), "ask": self._said(ask)}
        words += sum(len(sentence.split()) for sentence in chosen.values())
        extras = ["common", "line", "did", "way_out", "attached"]
        self._random.shuffle(extras)
        for slot in [*extras, "filler"]:
            used = dict(self._used)
            sentence = self._said(slot)
            length = len(sentence.split())
            if not length or words + length > most or (slot == "filler" and words >= least):
                self._used = used
                continue
            chosen[slot] = sentence
            words += length
        if words < least:
            chosen["filler"] = self._two_fillers()
        return chosen

    def _two_fillers(self) -> str:
        return " ".join(self._random.sample(list(self._phrases["filler"]), 2))

    def _said(self, slot: str, most: int = 1_000) -> str:
        """Return a sentence for a slot, "" when no wording fits; wordings with facts go before those without."""
        fitting = [words for words in self._phrases.get(slot, ()) if all(map(self._value, _needs(words)))]
        short = [words for words in fitting if len(self._filled(words)) <= most]
        telling = [words for words in short if set(_needs(words)) - {"first"}]
        if not short:
            return ""
        wording = _drawn(self._random, telling or short)
        ids = map(self._id, _needs(wording))
        self._used |= dict.fromkeys(fact_id for fact_id in ids if fact_id in self._contact.facts)
        return self._filled(wording)

    def _filled(self, wording: str) -> str:
        return _SLOT.sub(lambda slot: with_article(slot.group(1), self._value(slot.group(2))), wording)

    def _id(self, need: str) -> str:
        """Return the id under which a fact was given: its own, or one with a number behind it."""
        if need == "first":
            need = "person.first_name"
        if need in self._contact.facts or need not in _ANY_NUMBER:
            return need
        return next((known for known in self._contact.facts if known.startswith(f"{need}.")), need)

    def _value(self, need: str) -> str:
        text = " ".join(self._contact.facts.get(self._id(need), "").split())
        if need == "first" and not text:
            return (self._contact.name.split() or [""])[0]
        return text.rstrip(".") if need == "posting.line" else text


def _drawn(random: Random, wordings: Sequence[str]) -> str:
    return wordings[random.randrange(len(wordings))]


def _needs(wording: str) -> list[str]:
    return [need for _, need in _SLOT.findall(wording)]


def with_article(article: str | None, text: str) -> str:
    """Return a text with "a" or "an" in front, or as it is when there is to be no article."""
    if not article:
        return text
    return f"{'an' if _VOWEL.match(text) else 'a'} {text}"
