"""Every job title is one that a fact gives; plain ones ("an engineer on your team") only where they are claimed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from inroad.reference.titles import job_titles, roles_of_words, weak_titles
from inroad.tools.writing.checking.knowledge import Knowledge, Saying
from inroad.tools.writing.checking.look import Claim, Look
from inroad.tools.writing.checking.reading import Text, Word, keys_of, singular, stem, words_of

_MOST_WORDS = 5
# Titles by which anybody may be asked for, and titles that are plain words.
_NOBODYS = frozenset(
    {("hiring", "manager"), ("hiring", "team"), ("team", "lead"), ("team", "member"), ("open", "to", "work"),
     ("people", "team"), ("technical", "staff"), ("line", "manager"), ("talent", "team"), ("hiring", "lead"),
     ("recruiting", "team"), ("hr", "team"), ("human", "resource")}
)  # fmt: skip
_CLAIMED = re.compile(
    r"\b(?:I am|I['’]m|I was|I['’]ve been|been|as|became|you are|you['’]re|you were|work(?:ed|ing)? as|myself"
    r"|trained as|your (?:role|job|work|position) as|acting|promoted to)\s+(?:currently\s+|now\s+|also\s+"
    r"|both\s+)?(?:an?\s+|the\s+)?(?:[\w-]+\s+){0,1}$",
    re.IGNORECASE,
)
_SEEN_AS = re.compile(
    r"\b(?:see|view|picture|imagine|think\s+of)\s+(?:it|this|the\s+\w+)\b[^.,;:]*\bas\s+(?:an?|the)\s+$", re.IGNORECASE
)
_SENIORITY = frozenset(
    [
        "senior",
        "junior",
        "lead",
        "principal",
        "staff",
        "head",
        "chief",
        "vice",
        "associate",
        "executive",
        "assistant",
        "deputy",
        "founding",
        "director",
        "vp",
    ]
)
_HEADS = frozenset({"head", "director", "vp", "president", "chief"})
_NO_FIELD = frozenset(
    ["the", "a", "an", "your", "our", "my", "their", "its", "state", "staff", "this", "that", "it", "them", "us"]
)
_NO_TITLES = frozenset(
    {
        "fellow",
        "member",
        "friend",
        "graduate",
        "alumnus",
        "student",
        "partner",
        "owner",
        "lead",
        "principal",
        "host",
        "driver",
        "reference",
        "advocate",
        "representative",
        "contact",
        "candidate",
        "resource",
        "guide",
        "help",
        "model",
        "team member",
    }
)
# Words of titles that people cut short.
_SPELLED_OUT = {
    "sysadmin": "system administrator", "vet": "veterinary", "tech": "technician", "dev": "developer",
    "postdoc": "postdoctoral",
    "rep": "representative", "exec": "executive", "admin": "administrator", "ops": "operations", "mgr": "manager",
}  # fmt: skip
# Kinds of facts that say what somebody's trade is.
_TRADES = frozenset({"title", "role", "field", "study", "studies"})
_ASKS_WHETHER = re.compile(
    r"^(?:is|would|should|does|who|which|shall)\b(?:(?!\b(?:as|you|I|we)\b).)*\b(?:the|an?)\s+$", re.IGNORECASE
)
_LOOSE_ENDS = (" at", " in", " of", " for", " to", " and", " the")
_GAP = re.compile(r"[\s\-–/&]{1,3}")


def find(look: Look) -> Iterator[Claim]:
    """Yield the job titles of a message with the facts that hold them."""
    for text in look.texts:
        behind = 0
        for at in text.places(_perhaps_titles):
            length = _title_length(text, at) if at >= behind else 0
            behind = max(behind, at + length)
            if length and not _is_asked_about(text, at):
                begin = _with_rank(text, at)
                words = text.words[begin : at + length]
                found = look.known.find([word.key for word in words])
                sources = tuple(hit.saying for hit in found if hit.begins or hit.saying.sort != "title" or begin == at)
                sources = sources or _in_other_form(look.known, [word.key for word in words])
                yield Claim("title", text, words[0].start, words[-1].end, sources)


@lru_cache(maxsize=512)  # the messages of a posting, and of a sender, share sentences
def _perhaps_titles(sentence: str) -> tuple[int, ...]:
    """The places of words that begin a title, or may do so with the words of the next line."""
    words, lengths = words_of(sentence), _lengths()
    return tuple(
        at
        for at, word in enumerate(words)
        if word.key in _HEADS or (word.form in lengths and (at > len(words) - _MOST_WORDS or _begins_title(words, at)))
    )


def _begins_title(words: Sequence[Word], at: int) -> bool:
    lengths = _lengths()[words[at].form]
    return any(tuple(word.form for word in words[at : at + length]) in _table() for length in lengths)


def _is_asked_about(text: Text, at: int) -> bool:
    """Whether a question asks for somebody by a title: "is it the head chef who decides?"."""
    word = text.words[at]
    start, end = text.sentences[word.sentence]
    asks = _ASKS_WHETHER.search(text.text[start : word.start])
    return bool(asks) and text.text[end - 1 : end] == "?" and word.text.islower()


def _in_other_form(known: Knowledge, keys: list[str]) -> tuple[Saying, ...]:
    """The facts that name a role otherwise: "Paralegal, Litigation" for a litigation paralegal."""
    if keys[-1] in ("student", "undergraduate", "undergrad"):
        return tuple(saying for saying in known.sayings if saying.kind == "studies")
    wanted = [stem(singular(word)) for key in keys for word in _SPELLED_OUT.get(key, key).split()]
    if len(wanted) == 1:
        return tuple(saying for saying in known.sayings if _is_of_trade(saying, wanted[0]))
    return tuple(
        saying
        for saying in known.sayings
        if saying.sort == "title" and any(_has(form, wanted) for form in _forms(saying.text))
    )


def _is_of_trade(saying: Saying, wanted: str) -> bool:
    """Whether a title or a field has the word in another form: a biochemist studied biochemistry, a teacher teaches."""
    return saying.kind in _TRADES and any(stem(key) == wanted for key in saying.keys)


def _forms(title: str) -> list[list[str]]:
    """A title's words, and those in front of its first comma behind the others."""
    front, _, behind = title.partition(",")
    return [[stem(key) for key in keys_of(form)] for form in (title, f"{behind} {front}")]


def _has(words: list[str], wanted: list[str]) -> bool:
    return any(words[at : at + len(wanted)] == wanted for at in range(len(words)))


def _with_rank(text: Text, at: int) -> int:
    """Where the title begins with the rank in front of it: "senior" and "lead" belong to it."""
    while (
        at
        and text.words[at - 1].key in _SENIORITY
        and _GAP.fullmatch(text.text[text.words[at - 1].end : text.words[at].start])
    ):
        at -= 1
    return at


def _title_length(text: Text, at: int) -> int:
    left = len(text.words) - at
    for length in (length for length in _lengths().get(text.words[at].form, ()) if length <= left):
        keys = tuple(word.form for word in text.words[at : at + length])
        if keys not in _table() or not _together(text, at, length):
            continue
        if length > 1 and keys not in _NOBODYS:
            return length
        if length == 1 and _is_claimed(text, at):
            return length
    return _headed_length(text, at)


def _headed_length(text: Text, at: int) -> int:
    """How many words "head of engineering" has, here; none where nothing is headed."""
    words = text.words[at : at + 3]
    is_headed = len(words) == 3 and words[0].key in _HEADS and words[1].key == "of" and words[2].key not in _NO_FIELD
    return 3 if is_headed and _together(text, at, 3) else 0


def _together(text: Text, at: int, length: int) -> bool:
    pairs = zip(text.words[at : at + length - 1], text.words[at + 1 : at + length], strict=True)
    return all(_GAP.fullmatch(text.text[one.end : other.start]) for one, other in pairs)


def _is_claimed(text: Text, at: int) -> bool:
    word = text.words[at]
    start = text.words[_with_rank(text, at)].start
    is_plural = word.key.endswith("s") and not word.key.endswith("ss")
    before = text.text[max(text.sentences[word.sentence][0], start - 50) : start]
    is_said = _CLAIMED.search(before) and not _SEEN_AS.search(before)
    return not is_plural and len(word.key) > 3 and bool(is_said)


@cache
def _table() -> frozenset[tuple[str, ...]]:
    every = [*job_titles(), *weak_titles()]
    names = [name for title in every for name in (title.name, *title.aliases, *title.alone)]
    return frozenset(
        keys_of(name)
        for name in [*names, *roles_of_words()]
        if len(name) > 2 and name not in _NO_TITLES and not name.endswith(_LOOSE_ENDS)
    )


@cache
def _lengths() -> dict[str, list[int]]:
    """How many words the titles have that begin with a word, the longest first."""
    lengths: dict[str, set[int]] = defaultdict(set)
    for keys in _table():
        if 0 < len(keys) <= _MOST_WORDS:
            lengths[keys[0]].add(len(keys))
    return {first: sorted(each, reverse=True) for first, each in lengths.items()}
