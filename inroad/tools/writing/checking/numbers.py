"""Every number, in digits or in words, is one that a fact gives, with the same unit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from inroad.tools.writing.checking.contact_details import spans_of_details
from inroad.tools.writing.checking.gates import found_in
from inroad.tools.writing.checking.knowledge import Saying
from inroad.tools.writing.checking.look import Claim, Look
from inroad.tools.writing.checking.number_words import Number, numbers_in
from inroad.tools.writing.checking.reading import Text, pieces

# What a mail asks for may be counted: "two quick questions", "a line or two".
_ASKED = (
    r"questions?|things?|facts?(?=\s+about\s+m)|lines?|sentences?|words?|points?|minutes?|mins?|thoughts?|ideas?|cents|reasons?"
    r"|fragen?|minuten?|zeilen?|s[aä]tzen?|worten?|lignes?|mots?|preguntas?|minutos?|l[ií]neas?|palabras?|perguntas?"
    r"|linhas?"
    r"|palavras?|domand[ae]|minuti|righ?[ae]|parol[ae]|vra[ae]?g(?:en)?|regels?|woord(?:en)?"
)
_QUICK = (
    r"(?:[\s-]+(?:or|to|oder|bis|ou|à|o|a|of|tot|and)[\s-]+\w+|\s?[-–]\s?\d+)?"
    r"(?:[\s-]+(?:more|other|quick|short|brief|small|simple|specific|little|spare|free|kurze|rapides?|breves?))*"
)
_COUNTS_ASKED = re.compile(rf"{_QUICK}[\s-]+(?:{_ASKED})\b", re.IGNORECASE)
_OR_TWO = re.compile(rf"\b(?:{_ASKED})\s+(?:or|oder|ou|o|of|to)\s+$", re.IGNORECASE)
_MINUTES = re.compile(rf"{_QUICK}[\s-]*(?:minutes?|mins?|minuten?|minutos?|minuti)\b", re.IGNORECASE)
_ASKS = re.compile(
    r"\?|\b(?:would|could|can|might|open to|happy|glad|grateful|appreciate|chat|call|spare|free|talk|conversation"
    r"|coffee"
    r"|würde|könnte|hätte|gespräch|telefon|pourr|auri|échang|appel|podr|tendr|llamada|charla|poderia|conversa|potre"
    r"|avre"
    r"|chiamata|zou|gesprek|bellen)",
    re.IGNORECASE,
)
_DID = re.compile(r"\bI(?:['’]ve)? (?:have )?(?:\w+ed|cut|built|led|ran|made|brought|took|got)\b")
_SET_PHRASE = re.compile(
    r"\b(?:24/7|9[- ]to[- ]5|1[:-]1|1[- ]on[- ]1|50[/-]50|fifty-fifty|third[- ]part(?:y|ies)|half[- ](?:an?[- ])?hour"
    r"|better half|half[- ]?way|half the battle"
    r"|quarter of an hour|(?:this|next|each|every|per) quarter|two of us|two[- ]way|the two (?:of|roles|teams)"
    r"|(?:between|of|from|for|do|are|will|would) the two"
    r"|ten to one|all (?:two|three|four)|nine times out of ten"
    r"|hope 20\d\d|grazie mille|mille grazie|mil gracias|thanks a million|an? (?:million"
    r"|thousand) thanks|a thousand words|million[- ]dollar question|zero (?:pressure"
    r"|obligation|rush|expectations?)|half (?:a page|an eye)"
    r"|(?:which|either|whichever|any|one) of the (?:two|three)|(?:these|those) two|an? \w+ or two|one or two"
    r"|the \w+ half|(?:los|las) dos|les deux|tous deux|i due|le due|os dois|as duas|die beiden"
    r"|(?<!my )first (?:\w+ )?(?:days|weeks|months|year)|halbe stunde|demi-heure|media hora|meia hora|mezz[’']ora"
    r"|half uur)\b"
    r"|\b(?:third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)\b(?!\s+of\b|\s*[.,;!?])",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"(?:\d{1,2}:)?\d{1,2}(?::\d\d)?\s?(?:[ap]\.?m\b|o['’]clock|Uhr)|\d{1,2}:\d\d\b|\d\d\s?[ap]\.?m\b", re.IGNORECASE
)
_MINUTES_ASKED = frozenset({2.0, 3.0, 5.0, 10.0, 15.0, 20.0, 25.0, 30.0, 45.0, 60.0})
_YEARS = range(1950, 2051)


def find(look: Look) -> Iterator[Claim]:
    """Yield the numbers of a message that are claims; a year is of the kind "date"."""
    claimed = [(text, number) for text in look.texts for number in _claimed(text, look.language)]
    known = list(_known(look)) if claimed else []
    for text, number in claimed:
        kind = "date" if _is_year(number) else "number"
        yield Claim(kind, text, number.start, number.end, _sources(number, known))


def _claimed(text: Text, language: str) -> Iterator[Number]:
    """The numbers that need a fact."""
    details = spans_of_details(text.text)
    said = [number for number in _said(text, language) if not _is_within(details, number)]
    phrases = list(_set_phrases(text)) if said else []
    for number in said:
        is_phrase = any(start < number.end and number.start < end for start, end in phrases)
        if not is_phrase and not _is_harmless(text, number):
            yield number


def _said(text: Text, language: str) -> Iterator[Number]:
    for begin, piece in pieces(text.text):
        for number in numbers_in(piece, language):
            yield replace(number, start=begin + number.start, end=begin + number.end)


def _known(look: Look) -> Iterator[tuple[Number, Saying]]:
    """The numbers of the facts, in the language of the message and in English."""
    for language in dict.fromkeys((look.language, "en")):
        for saying in look.known.sayings:
            yield from ((number, saying) for number in numbers_in(saying.text, language))


def _is_within(spans: Iterable[tuple[int, int]], number: Number) -> bool:
    return any(start <= number.start < end for start, end in spans)


def _set_phrases(text: Text) -> Iterator[tuple[int, int]]:
    for begin, piece in pieces(text.text):
        yield from ((begin + start, begin + end) for start, end in _set_phrases_in(piece))


@lru_cache(maxsize=512)  # the messages of a posting, and of a sender, share pieces
def _set_phrases_in(piece: str) -> tuple[tuple[int, int], ...]:
    return tuple(match.span() for match in found_in(piece, _SET_PHRASE))


def _sources(number: Number, known: list[tuple[Number, Saying]]) -> tuple[Saying, ...]:
    return tuple(saying for other, saying in known if number.is_same(other))


def _is_year(number: Number) -> bool:
    return not number.unit and any(value in _YEARS for value in number.values)


def _is_harmless(text: Text, number: Number) -> bool:
    """Whether a number only says how much is asked for, or what time it is."""
    value = max(number.values)
    before, after = text.text[max(0, number.start - 30) : number.start], text.text[number.end : number.end + 60]
    if _CLOCK.match(text.text, number.start) and not _DID.search(_sentence(text, number.start)):
        return True
    if value <= 5 and (_COUNTS_ASKED.match(after) or _OR_TWO.search(before)):
        return True
    return value in _MINUTES_ASKED and bool(_MINUTES.match(after)) and _is_asked(text, number.start)


def _is_asked(text: Text, at: int) -> bool:
    sentence = _sentence(text, at)
    return bool(_ASKS.search(sentence)) and not _DID.search(sentence)


def _sentence(text: Text, at: int) -> str:
    return next((text.text[start:end] for start, end in text.sentences if start <= at < end), "")
