"""Whether the work is done remotely, in part, or on site: as the location says, then the title, then the text.

In the text a label ("Work mode: hybrid", "#LI-Remote") is believed first, then sentences about the job; hybrid goes
before the others, for such postings speak of both.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from inroad.analysis import PostingPart, Quote, WorkMode
from inroad.state import Posting

_PLACE: tuple[tuple[WorkMode, re.Pattern[str]], ...] = (
    ("hybrid", re.compile(r"\bhybrid[eo]?\b|\bhíbrid[oa]\b|\bibrid[oa]\b|\bremote[- ]?/[- ]?(?:on-?site|office)\b"
        r"|ハイブリッド", re.IGNORECASE)),
    ("onsite", re.compile(r"\bon-?site\b|\bin[- ]office\b|\bin[- ]person\b|\b(?:no|not|non)[- ]remote\b"
        r"|\bvor ort\b|\bpresencial\b|\bsur site\b|\bin presenza\b", re.IGNORECASE)),
    ("remote", re.compile(r"\bremote\b|\bremot[oa]\b|\banywhere\b|\bworldwide\b|\bwork from home\b|\bwfh\b"
        r"|\btélétravail\b|\bteletrabajo\b"
        r"|\btelecommute\b|\bda remoto\b|\bhome-?office\b|フルリモート",
        re.IGNORECASE)),
)  # fmt: skip
_LABELLED = re.compile(
    r"(?:#LI-|\b(?:work(?:place|ing)? (?:mode|model|type|arrangement|style|location)|location(?: type)?"
    r"|remote(?: policy| status)?|arbeitsmodell|arbeitsort|modalidad|modalità"
    r"|modalité)\s?[:：]\s*)(?P<mode>[^\n.;]{2,50})",
    re.IGNORECASE,
)
_SENTENCES: tuple[tuple[WorkMode, re.Pattern[str]], ...] = (
    ("hybrid", re.compile(r"\bhybrid (?:role|position|work\w*|model|schedule|policy|environment|setup|set-up"
        r"|arrangement|office|approach|team|job|culture|company|remote|in|from)|\b(?:is|are|be|operate|work"
        r"|working|we're) (?:a |in a |on a )?hybrid\b|\bhybrid\s?[:(,-]|\((?:[^()]{0,30}\b)?hybrid\b"
        r"|\b(?:one|two|three|four|1|2|3|4|[1-4](?:-|–| to )[2-5])\+? (?:days?|times)(?: (?:a|per|each"
        r"|/) ?week)?(?: or more)? (?:in|from|at) (?:the|our|your|an?|\w+) ?(?:\w+ )?(?:office|hq|studio|site)"
        r"|\b(?:in|at|from) (?:the|our) (?:\w+ )?office,? (?:at least )?(?:\w+ )?(?:one|two|three|four"
        r"|\d)(?:-\d)? (?:days?|times)|\b(?:two|three|\d) days? (?:a week )?(?:remote|from home)"
        r"|\bhybrides? (?:arbeit\w*|modell|arbeiten|homeoffice)|\bmobiles arbeiten\b"
        r"|\bhome-?office[- ](?:möglichkeit|option|tage|regelung)|\d(?:-\d)? tage (?:pro woche |die woche )?(?:im"
        r"|am) (?:büro|standort|homeoffice|home office)|\btélétravail partiel|\b(?:\d|un|deux"
        r"|trois) jours? (?:de télétravail|par semaine)|\bmodelo híbrido|\bmodalidad híbrida|\bmodalità ibrida"
        r"|\bhybride werken|\bdeels thuis", re.IGNORECASE)),
    ("remote", re.compile(r"\b(?:fully|100%|completely|entirely|all|permanently"
        r"|full)[- ]?(?:time )?remote(?:ly)?\b(?! sensing)|\bremote[- ](?:first|friendly|only|role|position|job"
        r"|work(?! is not)|opportunity|based|within|in the|from|across|anywhere|environment)|\b(?:role|position"
        r"|job|team|this|we) (?:is|are|can be|will be)(?: a| an)?(?: fully| 100%| completely)? remote\b"
        r"|\bwork (?:fully |100% )?(?:remotely|from (?:home|anywhere))\b|\bremote ?[(:,–-]|\(remote\b"
        r"|\b(?:komplett|vollständig|100 ?%) (?:remote|im homeoffice)|\bfull[- ]?remote\b|\b(?:100 ?%"
        r"|entièrement) (?:en )?télétravail|\b(?:100 ?%|totalmente|trabajo) (?:en )?remoto"
        r"|\bcompletamente da remoto|\bvolledig (?:remote|thuis)|フルリモート", re.IGNORECASE)),
    ("onsite", re.compile(r"\b(?:on-?site|in[- ]person|in[- ]office)(?: (?:role|position|job|work\w*|only|team|in"
        r"|at|from|presence|five|5))|\b(?:role|position|job|this|we|team) (?:is|are|works?|will be)(?: a"
        r"| an)?(?: fully| full[- ]time| 100%)? ?(?:based )?(?:on-?site|in[- ]person|in[- ]office)\b"
        r"|\bfull-time and on-?site|\b(?:5|five) days (?:a|per) week (?:in|from|at)|\bnot (?:a )?remote\b"
        r"|\bno remote\b|\bvor ort in\b|\bsur site\b|\bpresencial\b|\bop kantoor\b|\bin sede\b", re.IGNORECASE)),
)  # fmt: skip
# A line without one of these says nothing of it; looking for them takes a tenth of the time.
_SPEAKS_OF_IT = re.compile(
    r"remot|hybrid|híbrid|ibrid|office|site|in[- ]person|from home|anywhere|week|home|mobiles|tage|büro|jours?\b"
    r"|travail"
    r"|presencial|thuis|kantoor|in sede|vor ort|リモート",
    re.IGNORECASE,
)
_NOT_THIS = re.compile(
    r"\b(?:hybrid (?:cloud|vehicle|infrastructure|car|electric|threat|search|it)"
    r"|remote (?:sensing|patient|control|monitoring|access|desktop|support tools|servers?|procedure|team(?:s"
    r"|mates)|locations|areas|communities|villages|customers|sites?)|remote work stipend)\b",
    re.IGNORECASE,
)


class Mode(NamedTuple):
    """How the work is done, and the words that say so; the quote is None where only the posting's data says it."""

    mode: WorkMode
    quote: Quote | None


def work_mode_of(posting: Posting) -> Mode:
    """Return how the work is done, "" where the posting does not say."""
    return (
        _of_place(posting.location, "location")
        or _of_place(posting.title, "title")
        or _of_labels(posting.text)
        or _of_sentences(posting.text)
        or Mode("remote" if posting.remote else "", None)
    )


def _of_place(text: str, part: PostingPart) -> Mode | None:
    if _NOT_THIS.search(text):
        return None
    return next((Mode(mode, _quote(found, part)) for mode, words in _PLACE if (found := words.search(text))), None)


def _of_labels(text: str) -> Mode | None:
    for label in _LABELLED.finditer(text):
        for mode, words in _PLACE:
            if found := words.search(text, *label.span("mode")):
                return Mode(mode, _quote(found, "text"))
    return None


def _of_sentences(text: str) -> Mode | None:
    lines = [line.span() for line in re.finditer(r"[^\n]+", text) if _SPEAKS_OF_IT.search(line.group())]
    for mode, words in _SENTENCES:
        for found in (found for line in lines for found in words.finditer(text, *line)):
            if not _NOT_THIS.match(text, found.start()) and not _NOT_THIS.search(found.group()):
                return Mode(mode, _quote(found, "text"))
    return None


def _quote(found: re.Match[str], part: PostingPart) -> Quote:
    words = found.group().rstrip(" (:,-–")
    return Quote(text=words, part=part, start=found.start(), end=found.start() + len(words))
