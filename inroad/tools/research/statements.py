"""From texts to statements: whole sentences about the company, word for word, each with its page and date."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from inroad.analysis import Statement, Topic
from inroad.state import CompanyInfo, Posting
from inroad.tools.research import WebText
from inroad.tools.research.plain import LONGEST, headline, plain_page, sentences
from inroad.tools.research.relevance import is_own, names_it
from inroad.tools.research.topics import tools_named, topic_of

MOST_A_TOPIC = 6
_ALIKE = 95  # of 100: sentences that differ by less, and not by a number, say the same

_NOISE = re.compile(
    r"\bcookies?\b|\bprivacy policy\b|\bterms (?:of|and)\b|\ball rights reserved\b|©|\bsubscribe\b|\bnewsletter\b"
    r"|\bsign (?:up|in)\b"
    r"|\blog ?in\b|\bclick (?:here|on|the)\b|\bread more\b|\blearn more\b|\bfollow us\b|\bfollowers on\b"
    r"|\bcontact us\b|\bdownload (?:the|our|now)\b"
    r"|\bjavascript\b|\bview (?:all|more)\b|\bsee more\b|\bthis (?:page|website|site|article)\b|\bapply (?:now|here"
    r"|today)\b|\bbook a demo\b"
    r"|\bget started\b|\bnach oben\b|\bDatenschutz|\bImpressum\b|\bpolitique de confidentialité\b|\bprivacidad\b",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"(?:The (?:company|startup|start-up|firm|business|group|team)|It|Its|They|Their)\b")
_YOU = re.compile(
    r"\b(?:our|unser) (?:client|customer|Kunde)\b(?! (?:base|success))|\bnotre client\b|\bnuestro cliente\b"
    r"|\b(?:you|your|yours|yourself|candidates?|applicants?|this (?:role|position|job)|the (?:role|position|ideal)|Sie"
    r"|Ihre?\w*|du|dein\w*|deine|vous"
    r"|votre|vos|usted|tu|tus|jij|jouw|je|voi|você|seu|suas?)\b|\bwe(?:.re| are) (?:looking for|seeking|searching)\b"
    r"|\bwe (?:seek|need)\b"
    r"|\b(?:join|help) us\b|\bjoin (?:our|the)\b|\blooking to (?:expand|hire|add|grow)\b|\bteam player\b"
    r"|\bpaid time off\b|\bparental leave\b|\b401\(k\)|\bcompensation\b|\bvaccinat\w+|\bbackground check"
    r"|\binclusive\b|\bremote role\b"
    r"|\bequal[- ]opportunity\b|\breasonable accommodat|\bregardless of\b|\bwithout regard to\b|\bsalary\b"
    r"|\bbenefits?\b|\bwir suchen\b",
    re.IGNORECASE,
)
_ABOUT_HEADING = re.compile(
    r"^\W*(?:about\b(?!\s+(?:the|this|your)\s+(?:role|job|position|opportunity|team))|who we are|our (?:company|story"
    r"|mission|product|team)|"
    r"(?:the )?company(?: description| overview| profile)?|what we do|company|why (?:join )?(?:us|\w+)\W*$|(?:über"
    r"|wir über) uns|über\b|wer wir sind"
    r"|das (?:sind wir|unternehmen)|unternehmen|unternehmensbeschreibung|qui sommes[- ]nous|à propos|l.entreprise"
    r"|notre (?:entreprise|mission)"
    r"|sobre\b(?! (?:a vaga|el puesto|o cargo))|su (?!di\b)\w+\W*$|quiénes somos|nuestra empresa|quem somos|over ons"
    r"|wie (?:zijn wij"
    r"|we zijn)|chi siamo|l.azienda)",
    re.IGNORECASE,
)
_WE = re.compile(
    r"\b(?:we|our|us|wir|unser\w*|uns|nous|notre|nos|nosotros|nuestr\w+|wij|we|onze|ons|noi|nostr\w+|nós|noss\w+)\b",
    re.IGNORECASE,
)
_STACK = re.compile(
    r"\b(?:tech(?:nology|nical)? stack|our stack|tech-stack|technologien|stack technique|stack tecnológico)\b",
    re.IGNORECASE,
)
_LONGEST_HEADING = 8
_NUMBER = re.compile(r"\d+")
_Part = Literal["opening", "about", "other"]
# What of a posting's text may be about its company outside the part that is: as words tell beyond doubt.
_ANYWHERE: frozenset[Topic] = frozenset({"size", "funding", "place", "people"})
# What the words of a sentence about anything else may look like.
_OF_ANYTHING: frozenset[Topic] = frozenset({"what", "product", "news"})


class Candidate(NamedTuple):
    """A sentence that may become a statement; `topic` is None where its words do not tell, `around` where it stands."""

    text: str
    url: str
    date: dt.date | None
    seen_on: dt.date
    source: str
    topic: Topic | None
    around: str

    def as_statement(self, topic: Topic, by_model: bool = False) -> Statement:
        """Return the statement."""
        return Statement(
            topic=topic,
            text=self.text,
            url=self.url,
            date=self.date,
            seen_on=self.seen_on,
            source=self.source,
            by="model" if by_model else "rules",
        )


def candidates(found: WebText, company: CompanyInfo) -> list[Candidate]:
    """Return the sentences of a text that tell of the company, in their order.

    On its own pages all do that are no furniture of a website; elsewhere those that name it, and those right after
    one of them that go on with "It" or "The company". The title of a news page counts as one.
    """
    own = is_own(found.url, company)
    lines = plain_page(found.text).splitlines()
    title = headline(plain_page(found.title)) if found.is_news else ""
    named = names_it(title, company) if title else False
    said = [(title, title)] if named else []
    for line in lines:
        said += [(sentence, line if found.is_whole else found.text) for sentence in _telling(line, company, own, named)]
    return [
        Candidate(
            text,
            found.url,
            found.date,
            found.seen_on,
            found.source,
            _topic(text, found, company),
            f"{found.title}\n{around}",
        )
        for text, around in said
        if not _NOISE.search(text)
    ]


def of_posting(posting: Posting, company: CompanyInfo, today: dt.date) -> list[Candidate]:
    """Return what a posting says of its company: in its first lines, in the part about it, and elsewhere for sure."""
    told = []
    for line, part in _lines(posting.text):
        for sentence in sentences(line):
            if topic := _of_posting(sentence, part, company):
                told.append(Candidate(sentence, posting.url or "posting", None, today, "posting", topic, line))
    return told


def of_notes(notes: str, today: dt.date) -> list[Candidate]:
    """Return the user's notes, a whole line each, of long ones the sentences; what tells no topic is a "note"."""
    lines = [line for raw in notes.splitlines() if (line := " ".join(raw.split()).lstrip("-*•· "))]
    said = [each for line in lines for each in ([line] if len(line) <= LONGEST else sentences(line))]
    return [Candidate(text, "notes", None, today, "notes", topic_of(text) or "note", text) for text in said]


def picked(statements: Iterable[Statement]) -> list[Statement]:
    """Return statements without repeats, six a topic at the most.

    The user's own notes come first, then the newest, then the rest in the order given.
    """
    newest = sorted(statements, key=lambda each: (each.source == "notes", each.date or dt.date.min), reverse=True)
    kept: list[Statement] = []
    for each in newest:
        full = sum(other.topic == each.topic for other in kept) >= MOST_A_TOPIC
        if not full and not any(_is_same(each.text, other.text) for other in kept):
            kept.append(each)
    return kept


def _is_same(one: str, other: str) -> bool:
    from rapidfuzz import fuzz

    a, b = _bare(one), _bare(other)
    return fuzz.ratio(a, b) >= _ALIKE and _NUMBER.findall(a) == _NUMBER.findall(b)


def _bare(text: str) -> str:
    """A sentence without case, marks and articles."""
    words = "".join(char if char.isalnum() else " " for char in text.casefold()).split()
    return " ".join(word for word in words if word not in ("the", "a", "an"))


def best(found: Sequence[Candidate], most: int) -> list[Candidate]:
    """Return so many candidates, each text once: those whose words tell a topic before those that do not."""
    once = {candidate.text.casefold(): candidate for candidate in reversed(found)}
    in_order = [candidate for candidate in found if once[candidate.text.casefold()] is candidate]
    return sorted(in_order, key=lambda candidate: candidate.topic is None)[:most]


def _telling(line: str, company: CompanyInfo, own: bool, named: bool) -> Iterator[str]:
    for sentence in sentences(line):
        named = names_it(sentence, company) or (named and bool(_GOES_ON.match(sentence)))
        if own or named:
            yield sentence


def _topic(text: str, found: WebText, company: CompanyInfo) -> Topic | None:
    """What the words tell; what could be said of anything has to be said of the company, or by it."""
    topic = topic_of(text) or ("news" if found.is_news else None)
    if topic not in _OF_ANYTHING or names_it(text, company) or _GOES_ON.match(text) or _WE.search(text):
        return topic
    return None


def _lines(text: str) -> Iterator[tuple[str, _Part]]:
    """The lines of a posting, and in what part each stands: before the first heading, under one about the company."""
    part: _Part = "opening"
    for raw in text.splitlines():
        line = raw.strip().lstrip("-*•·– ").strip()
        is_item = line != raw.strip()
        if len(line.split()) <= _LONGEST_HEADING and not line.endswith((".", "!", "?")):
            part = "about" if _ABOUT_HEADING.match(line) else part if is_item else "other"
        elif line and not (is_item and part == "other"):
            yield line, part


def _of_posting(sentence: str, part: _Part, company: CompanyInfo) -> Topic | None:
    """The topic of a sentence of a posting, None where it is about the work, or about who is looked for."""
    if _YOU.search(sentence) or _NOISE.search(sentence):
        return None
    if _STACK.search(sentence) and tools_named(sentence):
        return "tech"
    named = names_it(sentence, company)
    if part == "about" or (part == "opening" and (named or _WE.search(sentence))):
        return topic_of(sentence)
    if not (named or _WE.search(sentence)):
        return None
    topic = topic_of(sentence)
    begins = named and names_it(" ".join(sentence.split()[: len(company.name.split()) + 1]), company)
    return topic if topic in _ANYWHERE or begins else None
