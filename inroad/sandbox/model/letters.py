"""The model writes a cover letter from the facts of its prompt, and anew without what the remarks name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from random import Random
from typing import Any

from inroad.sandbox.chance import dice
from inroad.sandbox.model.letter_phrases import BY_LANGUAGE
from inroad.sandbox.model.writer import Written, with_article

Json = dict[str, Any]
LEAST, MOST, MOST_POINTS, MOST_GAPS = 220, 320, 3, 2
_SLOT = re.compile(r"\{(a )?([a-z_.]+)\}")
_DID = re.compile(r"(?:\w+ed|Built|Cut|Wrote|Led|Ran|Made|Took|Grew|Taught|Brought|Kept|Held|Set|Won|Drove|Sold)\b")
_NUMBERED = re.compile(r"(.+)\.(\d+)")


def asks_for_letter(data: Json) -> bool:
    """Say whether data are the facts for a letter."""
    listed = data.get("facts")
    return isinstance(listed, list) and all(isinstance(each, dict) and "id" in each for each in listed)


def letter(data: Json, language: str) -> Written:
    """Return a letter of at most 320 words; in English where the language is not known."""
    return _Desk(data, language if language in BY_LANGUAGE else "en").letter()


class _Desk:
    """One letter in the making: the facts by id, those used so far, and words that are not to come again."""

    def __init__(self, data: Json, language: str) -> None:
        self._facts = {str(each["id"]): str(each.get("text", "")) for each in data["facts"]}
        self._for = {str(each["id"]): [str(one) for one in each.get("for", ())] for each in data["facts"]}
        self._blamed = [words for each in data.get("remarks", ()) if (words := str(each.get("words", "")))]
        self._phrases = BY_LANGUAGE[language]
        self._random: Random = dice("letter", self._facts.get("posting.title"), data.get("remarks"))
        self._used: dict[str, None] = {}

    def letter(self) -> Written:
        """Write: which role and who, what was done, what is missing, why this company, and an offer to talk."""
        greeting, closing = self._said("greeting"), self._random.choice(self._phrases["closing"])
        opening = [self._said(slot) for slot in ("why", "who", "since", "experience")]
        points = [paragraph for each in self._points()[:MOST_POINTS] if (paragraph := self._point(each))]
        gaps = [sentence for number in self._numbers("posting.gap")[:MOST_GAPS] if (sentence := self._gap(number))]
        end = [_joined(gaps), self._said("company"), _joined([self._said("ask"), self._said("way_out")])]
        paragraphs = [_joined(opening), *points]
        longer = self._longer(len(" ".join([*paragraphs, *end]).split()))
        whole = [*paragraphs, " ".join(longer), *end]
        name = self._facts.get("sender.name", "")
        self._used |= {"sender.name": None} if name else {}
        return Written("", greeting, tuple(filter(None, whole)), f"{closing}\n{name}".strip(), tuple(self._used))

    def _longer(self, words: int) -> list[str]:
        """Return sentences that make up the length, as long as there are any."""
        added: list[str] = []
        for sentence in self._extras():
            length = len(sentence.split())
            if words >= LEAST:
                break
            if sentence and words + length <= MOST:
                added.append(sentence)
                words += length
        return added

    def _extras(self) -> Iterator[str]:
        for each in self._points()[MOST_POINTS:]:
            yield self._point(each)
        for slot in ("study", "degree", "skill", "line"):
            yield self._said(slot)
        for filler in self._phrases["filler"]:
            yield "" if self._is_blamed(filler) else filler

    def _points(self) -> list[str]:
        """Return the lines of the CV that bear on a requirement, in the order given."""
        return [fact_id for fact_id in self._facts if fact_id.startswith("sender.line.")]

    def _point(self, line_id: str) -> str:
        """Return what is asked for and what was done about it."""
        line = self._facts[line_id].rstrip(".")
        number = line_id.rpartition(".")[2]
        known = {"line": (line_id, line), "did": (line_id, f"{line[:1].lower()}{line[1:]}")}
        at = f"sender.line_at.{number}"
        known |= {"at": (at, self._facts[at])} if at in self._facts else {}
        asked = next((one for one in self._for[line_id] if one in self._facts), "")
        known |= {"asked": (asked, self._facts[asked].rstrip("."))} if asked else {}
        said = self._said("did" if _DID.match(line) else "quoted", known)
        return _joined([self._said("asked", known, turn=int(number) - 1), said]) if said else ""

    def _gap(self, number: str) -> str:
        known = {f"posting.{name}": self._fact(f"posting.{name}.{number}") for name in ("gap", "unmet")}
        return self._said("unmet", known) or self._said("gap", known)

    def _numbers(self, name: str) -> list[str]:
        found = [_NUMBERED.fullmatch(fact_id) for fact_id in self._facts]
        return [each[2] for each in found if each and each[1] == name]

    def _said(self, slot: str, known: Mapping[str, tuple[str, str]] | None = None, turn: int = 0) -> str:
        """Return the first wording whose facts are all there and that has no words that were blamed, else ""."""
        wordings = self._phrases.get(slot, ())
        for wording in _turned(wordings, turn):
            needs = {need: (known or {}).get(need) or self._fact(need) for _, need in _SLOT.findall(wording)}
            if not all(text for _, text in needs.values()):
                continue
            sentence = _filled(wording, needs)
            if slot == "greeting" or not self._is_blamed(sentence):
                self._used |= dict.fromkeys(fact_id for fact_id, _ in needs.values())
                return sentence
        return ""

    def _is_blamed(self, sentence: str) -> bool:
        return any(words in sentence for words in self._blamed)

    def _fact(self, need: str) -> tuple[str, str]:
        """Return a fact by its id, or the first of those that are numbered."""
        numbered = (fact_id for fact_id in self._facts if fact_id.startswith(f"{need}."))
        fact_id = need if need in self._facts else next(numbered, need)
        text = " ".join(self._facts.get(fact_id, "").split())
        return fact_id, text.rstrip(".") if need == "posting.line" else text


def _joined(sentences: Sequence[str]) -> str:
    return " ".join(filter(None, sentences))


def _filled(wording: str, needs: Mapping[str, tuple[str, str]]) -> str:
    return _SLOT.sub(lambda slot: with_article(slot[1], needs[slot[2]][1]), wording)


def _turned(wordings: Sequence[str], turn: int) -> list[str]:
    """Return the wordings, beginning with another one each turn where none needs more than the others."""
    if len({tuple(_SLOT.findall(wording)) for wording in wordings}) != 1:
        return list(wordings)
    return [*wordings[turn % len(wordings) :], *wordings[: turn % len(wordings)]]
