"""Every skill, tool and technology is one that a fact gives, in capitals or not.

Two ways to see one: the table (`reference.skills`), and sentences that say what somebody can do ("experience with",
"fluent in"), whatever stands there. General words behind those ("experience with similar problems") claim nothing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from operator import itemgetter

from inroad.reference.skills import ambiguous, unmistakable
from inroad.tools.writing.checking.knowledge import Knowledge, Saying
from inroad.tools.writing.checking.look import Claim, Look
from inroad.tools.writing.checking.reading import Text, Word, key_of, keys_of, pieces, stem, words_of
from inroad.tools.writing.checking.skill_words import GENERAL

_MOST_WORDS = 5
_CLAIM = re.compile(
    r"\b(?:experience[ds]?|background|expertise|skill(?:s|ed)?|proficien(?:t|cy)|fluent(?:ly)?|certifi(?:ed|cation"
    r"|cate)|expert|trained|training|versed|speciali[sz]\w*"
    r"|knowledge|familiar(?:ity)?|comfortable|well-versed|command|adept|qualified|competent|grounded|hands-on work"
    r"|strengths?|mastery|talent|deep dive|coursework|degree|majored|minor(?:ed)?|diploma|doctorate|ph\.?d\.?"
    r"|bachelor(?:['’]?s)?|master(?:['’]?s)?|self-taught|dabbled?"
    r"|handy(?= with)|at\s+(?:home|ease)(?= (?:with|in))|conversant|strong(?= in)|good(?= with)"
    r"|confident(?= (?:with|using))"
    r"|erfahrung(?:en)?|kenntnisse|expérience|maîtrise|experiencia|conocimientos|experiência|conhecimentos?|esperienza"
    r"|conoscenze|ervaring|kennis)\s+"
    r"(?:in|with|of|at|on|for|as|using|mit|en|avec|de|con|com|em|di|met|van)\s+",
    re.IGNORECASE,
)
_KNOWS = re.compile(
    r"\b(?:I|I['’]ve|I['’]m)\s+(?:\w+ly\s+|also\s+|have\s+|can\s+|even\s+)?(?:speak|master(?:ed)?|teach|taught"
    r"|stud(?:y|ied)|practi[cs]ed?|majored\s+in|work(?:ed)?\s+(?:daily\s+|mostly\s+|mainly\s+|extensively\s+)?(?:with"
    r"|in)|speciali[sz]ed?\s+in|stud(?:y|ied)|excel\s+(?:at|in))\s+",
)
_END = re.compile(
    r"[.,;:!?()\n\"“”]|\s[-–—]\s|\b(?:and|or|but|that|which|who|where|when|while|because|so|to|for|at|from|by|since|as"
    r"|if|is|was|are|were|would|could|can|has|have|had|will|I|you|we|they|it|he|she|my|your|our|their|with|in|of|on"
    r"|into|there|here|und|et|y|e|en)\b"
)
_SKILL_BEFORE = re.compile(
    r"\b(?:written|fluent|skilled|proficient|experienced?|versed|coded|built|build|building|programming|program|code"
    r"|coding|work(?:ed|ing)?|speak|spoken|native|know|learn(?:ed|ing)?|teach|taught|using|uses|used|knowledge"
    r"|expertise|background|certified|speciali[sz]\w*|services?|tools?|models?|macros|experience|years|degree|stud(?:y"
    r"|ied))"
    r"\s+(?:(?:in|of|with|on|at|for|some|a little|fluent|good|basic|advanced|modern)\s+){0,2}$"
    r"|\b(?:code|coded|coding|script\w*|program\w*|prototyp\w*|rewrote|reports?"
    r"|automated)\b[^.;:!?\n]{0,40}\b(?:in|with)\s+$"
    r"|\b(?:in|with|using)\s+(?:[\w+#.]+\s*,\s*|[\w+#.]+\s+and\s+)+(?:and\s+)?$",
    re.IGNORECASE,
)
# A skill behind "no" is one that somebody lacks; a list joins skills by these.
_DENIED = re.compile(r"\b(?:no|without|zero|kein|sans|sin)\s+$", re.IGNORECASE)
_OWN = re.compile(r"\b(?:I|my|you|I['’](?:m|ve)|your)\b(?! (?:tell|say|know|describe|ask|wonder)\b)")
_CAN = re.compile(
    r"\bI(?:\s+can|\s+know\s+how\s+to)\s+(?:also\s+|even\s+)?(?P<verb>[a-z]{3,})\b(?=,?\s+too\b|[.,;]|\s+and\b)"
)
_LISTED = re.compile(r"\s*(?:,|,?\s*and|&|/|or|\+)\s*", re.IGNORECASE)
_MY_TRADE = re.compile(
    r"\b(?P<skill>[A-Z][\w+#/-]*(?: [\w+#/-]+){0,2}),? (?:is|are|has been|was) (?:also )?my (?:\w+ )?(?:trade|strength"
    r"|forte|speciality|specialty|home turf|bread and butter|mother tongue|native language|strong suit|field|area)\b"
)


def find(look: Look) -> Iterator[Claim]:
    """Yield the skills of a message with the facts that hold them."""
    for text in look.texts:
        yield from _listed(look.known, text)
        if look.language == "en":
            yield from _claimed(look.known, text)
            yield from _abilities(look.known, text)


def _listed(known: Knowledge, text: Text) -> Iterator[Claim]:
    behind, words = 0, text.words
    for at in text.places(_perhaps_skills):
        length, names = _skill_at(text, at) if at >= behind else (0, ())
        behind = max(behind, at + length)
        if length and not is_denied(text, at) and not _is_asked_about(text, at, length):
            yield Claim("skill", text, words[at].start, words[at + length - 1].end, _sources(known, names))


@lru_cache(maxsize=512)  # the messages of a posting, and of a sender, share sentences
def _perhaps_skills(sentence: str) -> tuple[int, ...]:
    """The places of words that are a skill, begin one, or may be one."""
    words, beginnings = words_of(sentence), _beginnings()
    may_be = (at for at, word in enumerate(words) if word.key in beginnings)
    return tuple(at for at in may_be if _listed_from(words, at)[0] or words[at].form in _doubtful())


def _listed_from(words: Sequence[Word], at: int) -> tuple[int, tuple[str, ...]]:
    """How many words from here on name one skill of the table, in one sentence, and all its names."""
    first = words[at]
    for length in _lengths().get(first.form, ()):
        named = words[at : at + length]
        keys = tuple(word.form for word in named)
        if keys in _table() and named[-1].sentence == first.sentence:
            return len(named), _table()[keys]
    return 0, ()


def _skill_at(text: Text, at: int) -> tuple[int, tuple[str, ...]]:
    length, names = _listed_from(text.words, at)
    if length:
        return length, names
    names = _doubtful().get(text.words[at].form, ())
    return (1, names) if names and _is_skill_here(text, at) else (0, ())


def is_denied(text: Text, at: int) -> bool:
    """Say whether a skill is named as one that somebody lacks: "no Danish", "without Java"."""
    word = text.words[at]
    return _is_listed(word) and bool(_DENIED.search(text.text[max(0, word.start - 20) : word.start]))


def _is_asked_about(text: Text, at: int, length: int) -> bool:
    """Whether a question names a work in plain words: "how much of it is patient care?"."""
    words = text.words[at : at + length]
    is_plain = length > 1 and all(word.text.islower() for word in words)
    start, end = text.sentences[words[0].sentence]
    return is_plain and "?" in text.text[words[-1].end : end + 1] and not _OWN.search(text.text[start : words[0].start])


def _is_listed(word: Word) -> bool:
    return (word.form,) in _table() or word.form in _doubtful()


def _is_beside_skill(text: Text, at: int) -> bool:
    """Whether a word stands in a list with a skill that is no other word: "Go and PostgreSQL"."""
    pairs = [(at, at + 1), (at, at + 2), (at - 1, at), (at - 2, at)]
    return any(
        (text.words[other].form,) in _table()
        for first, second in pairs
        if first >= 0
        and second < len(text.words)
        and _LISTED.fullmatch(text.text[text.words[first].end : text.words[second].start])
        for other in (first, second)
        if other != at
    )


def _is_skill_here(text: Text, at: int) -> bool:
    """Whether a plain word that may be a skill is meant as one."""
    word = text.words[at]
    before = text.text[max(0, word.start - 60) : word.start]
    if word.key == "spring" and re.search(r"\b(?:in|last|next|this|since|early|late)\s+(?:the\s+)?$", before):
        return False
    if (word.text[0].isupper() or len(word.key) > 3) and _is_beside_skill(text, at):
        return True
    if word.text[0].isupper() and not word.first and not word.text.isupper() and len(word.text) > 1:
        return word.key not in (
            "access",
            "basic",
            "word",
            "research",
            "design",
            "operations",
            "sales",
            "marketing",
            "security",
            "finance",
            "heap",
            "linear",
            "segment",
            "english",
        )
    following = text.text[word.end : word.end + 12]
    ends = re.match(
        r"\s*(?:[.,;)!?]|$|and\b|or\b|for\b|at\b|to\b|code|programming|services?|developer|skills"
        r"|since|on\b|as\b|these\b|now\b|daily\b|too\b|well\b"
        r"|myself\b|when\b|if\b|every\b|most\b)",
        following,
    )
    return (
        bool(_SKILL_BEFORE.search(before))
        and bool(ends)
        and word.key not in ("work", "design", "research", "basic", "access", "writing", "word", "english")
    )


def _sources(known: Knowledge, names: tuple[str, ...]) -> tuple[Saying, ...]:
    """The facts that hold a skill under any of its names, or in another form (mentored, mentoring)."""
    exact = tuple(found.saying for name in names for found in known.find(keys_of(name)))
    return exact or tuple(saying for saying in known.sayings if any(_holds(saying, name) for name in names))


def _holds(saying: Saying, name: str) -> bool:
    wanted = [stem(key) for key in keys_of(name)]
    if len(wanted) == 1 and len(wanted[0]) < 5:
        return False
    have = [stem(key) for key in saying.keys]
    return any(have[at : at + len(wanted)] == wanted for at in range(len(have)))


def _claimed(known: Knowledge, text: Text) -> Iterator[Claim]:
    """What is claimed in free words, one way to claim after the other."""
    found = [
        (way, begin + start, begin + end) for begin, piece in pieces(text.text) for way, start, end in _ways(piece)
    ]
    for _, start, end in sorted(found, key=itemgetter(0)):
        yield Claim("skill", text, start, end, _any_source(known, text.text[start:end]))


@lru_cache(maxsize=512)  # the messages of a posting, and of a sender, share pieces
def _ways(piece: str) -> tuple[tuple[int, int, int], ...]:
    """In which way a piece claims a skill, and where the skill is named."""
    trades = (match.span("skill") for match in _MY_TRADE.finditer(piece) if not _is_general(match["skill"]))
    ways = (_said_behind(_CLAIM, piece), _said_behind(_KNOWS, piece), trades)
    return tuple((number, *span) for number, spans in enumerate(ways) for span in spans)


def _abilities(known: Knowledge, text: Text) -> Iterator[Claim]:
    """What "I can" names as a verb: "I can weld" claims welding."""
    for match in _CAN.finditer(text.text):
        if names := names_of_skill(f"{match['verb']}ing"):
            yield Claim("skill", text, *match.span("verb"), _sources(known, names))


def _said_behind(pattern: re.Pattern[str], piece: str) -> Iterator[tuple[int, int]]:
    """Where the words stand behind "experience with" and the like, unless they are general."""
    for match in pattern.finditer(piece):
        stop = _END.search(piece, match.end(), match.end() + 80)
        end = stop.start() if stop else min(len(piece), match.end() + 60)
        phrase = piece[match.end() : end].strip()
        if phrase and not _is_asked(piece, match.start()) and not _is_general(phrase):
            yield match.end(), match.end() + len(phrase)


def _is_asked(text: str, at: int) -> bool:
    """Whether the sentence asks for the experience, or wishes for it, instead of claiming it."""
    begin = max(text.rfind(stop, 0, at) for stop in ".!?\n") + 1
    ends = [end for stop in ".!?\n" if (end := text.find(stop, at)) >= 0]
    sentence = text[begin : min(ends, default=len(text)) + 1]
    return "?" in sentence or bool(
        re.search(
            r"\b(?:hear|learn|ask|know|wonder|curious|like to|love to|hope to|interest\w*|no|your|without)\b",
            text[begin:at],
            re.IGNORECASE,
        )
    )


def _is_general(phrase: str) -> bool:
    words = [key_of(word) for word in re.findall(r"[^\W_]+(?:['’][^\W_]+)*", phrase)]
    return all(word in GENERAL or (len(word) < 3) for word in words)


def _any_source(known: Knowledge, phrase: str) -> tuple[Saying, ...]:
    """The facts that share a telling word with what is claimed."""
    if names := names_of_skill(phrase):
        return _sources(known, names)
    stems = {stem(key) for key in keys_of(phrase) if key not in GENERAL and len(key) > 1}
    return tuple(saying for saying in known.sayings if stems & {stem(key) for key in saying.keys})


@lru_cache(maxsize=512)  # names come back with each message
def names_of_skill(text: str) -> tuple[str, ...]:
    """Return all names of the skill that a text names, none when it names none of the table."""
    return _table().get(keys_of(text), ())


@cache
def _table() -> dict[tuple[str, ...], tuple[str, ...]]:
    return {keys_of(name): names for name, names in unmistakable().items() if keys_of(name)}


@cache
def _lengths() -> dict[str, list[int]]:
    """How many words the skills have that begin with a word, the longest first."""
    lengths: dict[str, set[int]] = defaultdict(set)
    for keys in _table():
        if len(keys) <= _MOST_WORDS:
            lengths[keys[0]].add(len(keys))
    return {first: sorted(each, reverse=True) for first, each in lengths.items()}


@cache
def _doubtful() -> dict[str, tuple[str, ...]]:
    return {keys_of(name)[0]: names for name, names in ambiguous().items()}


@cache
def _beginnings() -> frozenset[str]:
    first = {keys[0] for keys in _table()} | set(_doubtful())
    return frozenset(first | {f"{key}s" for key in first})
