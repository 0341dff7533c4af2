"""Every month, and every "last spring" or "for years", is one that a fact gives."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from inroad.tools.writing.checking.gates import found_in
from inroad.tools.writing.checking.knowledge import Saying
from inroad.tools.writing.checking.look import Claim, Look
from inroad.tools.writing.checking.number_words import numbers_in
from inroad.tools.writing.checking.reading import Text, keys_of, pieces

_MONTHS = {
    "en": "january february march april may june july august september october november december",
    "de": "januar februar märz april mai juni juli august september oktober november dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
}
_SHORT = "jan feb mar apr jun jul aug sep sept oct nov dec"
# "May I" and "march on" are no months: these want a capital and a word or a year beside them.
_DOUBTFUL = frozenset({"may", "march", "mar", "mars", "dec", "jun", "jan", "mai", "mei", "abril", "sep"})
_BEFORE = re.compile(
    r"\b(?:in|since|until|till|by|of|from|last|this|next|early|late|mid|before|after|through|to|on|im|seit|depuis|en"
    r"|desde|em|da|dal|sinds|\d{1,2}\.?|(?:st|nd|rd|th))[\s-]+$",
    re.IGNORECASE,
)
_YEAR = re.compile(r"[\s,]+(?:of\s+|de\s+)?((?:19|20)\d\d)\b|\s+(?:\d{1,2})(?:st|nd|rd|th)?\b")
_ISO = re.compile(r"\b((?:19|20)\d\d)-(\d\d)\b|\b(\d\d?)/((?:19|20)\d\d)\b")

_SPAN = r"(?:years?|months?|weeks?|decades?|semesters?|quarters?|summers?|winters?|centur(?:y|ies))"
_SEASON = r"(?:spring|summer|autumn|fall|winter|semester|quarter|term)"
_WHEN = re.compile(
    rf"\b(?:(?:last|past|previous)\s+(?:few\s+|couple\s+of\s+|several\s+)?(?:{_SPAN}|{_SEASON}|night|days?|(?:mon|tues"
    rf"|wednes|thurs|fri|satur|sun)day)"
    rf"|(?:this|next|coming|following|every)\s+(?:{_SEASON}|year|years|decade)|next\s+months?\b|since\s+(?:childhood"
    rf"|school|college|university|the\s+(?:start|beginning|early)|day\s+one|last|(?:early|mid|late))"
    rf"|yesterday|the\s+other\s+(?:day|week)|(?:days?|{_SPAN}|hours?|minutes?)\s+(?:ago|back)|(?:long|a\s+while"
    rf"|some\s+time|a\s+long\s+time|ages)\s+(?:ago|back)|back\s+(?:in(?!\s+(?:\d|[a-z]+\s+\d))|when)\b"
    rf"|(?:most|all)\s+(?:of\s+)?my\s+(?:\w+\s+)?(?:life|career|days)|my\s+(?:whole|entire"
    rf"|adult)\s+(?:\w+\s+)?(?:life|career)"
    rf"|since\s+(?:I|you|we)\s+(?:was|were)\b|(?:in|over|during|for)\s+the\s+(?:{_SEASON}|holidays"
    rf"|weekend|years)|(?:this|over\s+the)\s+(?:past\s+)?weekend"
    rf"|for\s+(?:years|months|decades|ages|weeks|an?\s+(?:decade|year|month|long\s+time|while\s+now)"
    rf"|(?:quite\s+)?(?:some|a\s+long)\s+time|as\s+long\s+as|over\s+an?\s+\w+)"
    rf"|(?<!next )(?<!coming )(?:several|many|a\s+few|few|some|a\s+couple\s+of|couple\s+of|numerous|countless|multiple"
    rf"|a\s+number\s+of)\s+{_SPAN}"
    rf"|decades?|centur(?:y|ies)|(?:early|mid|late)[\s-](?:(?:19|20)\d\ds?|(?:twenties|thirties|nineties|eighties))"
    rf"|(?:the\s+)?(?:19|20)?\d0s|(?:nineties|eighties|seventies)"
    rf"|childhood|christmas|easter|thanksgiving|new\s+year(?:'s)?|ramadan|hanukkah|diwali|(?:my|the"
    rf"|with)\s+years\s+of\s+experience"
    rf"|an?\s+year|half\s+a\s+year|Q[1-4]|year-long|long-?time|lifelong|earlier\s+(?:this|last)\s+\w+)\b"
    r"|\b(?:letzte[nsrm]?|vergangene[nsrm]?|vorige[nsrm]?)\s+(?:jahr|monat|woche|sommer|winter|herbst|frühling"
    r"|frühjahr)\w*|\bgestern\b|\bvor\s+(?:\w+\s+)?(?:jahren|monaten|wochen|tagen)|\bseit\s+(?:vielen\s+|einigen\s+"
    r"|mehreren\s+)?(?:jahren|monaten|langem|jahrzehnten)|\bjahrelang\w*"
    r"|\bl[’']an(?:née)?\s+(?:dernier|dernière|passée?)|\b(?:été|hiver|printemps|automne|mois|semaine)\s+derni(?:er"
    r"|ère)|\bhier\b|\bil\s+y\s+a\s+\w+\s+\w+|\bdepuis\s+(?:des|plusieurs|quelques|longtemps)\b|\bpendant\s+(?:des"
    r"|plusieurs)\s+\w+"
    r"|\b(?:el|la)\s+(?:año|mes|semana|verano|invierno)\s+pasad[oa]|\bayer\b|\bhace\s+\w+\s+(?:años?|meses|semanas"
    r"|días)|\bdesde\s+hace\b|\bdurante\s+(?:años|muchos|varios)\b"
    r"|\b(?:o|a)?\s?(?:ano|mês|semana|verão|inverno)\s+passad[oa]|\bontem\b|\bhá\s+(?:\w+\s+)?(?:anos?|meses|semanas"
    r"|dias)|\bdurante\s+(?:anos|muitos|vários)\b"
    r"|\b(?:anno|mese|settimana|estate|inverno)\s+scors[oa]|\bieri\b|\b(?:anni|mesi|settimane|giorni)\s+fa\b"
    r"|\bda\s+(?:anni|mesi|molti|diversi|tempo)\b"
    r"|\b(?:vorig|afgelopen)e?\s+(?:jaar|maand|week|zomer|winter|herfst|lente)|\bgisteren\b|\b(?:jaar|maanden|weken"
    r"|dagen)\s+geleden|\b(?:al\s+)?jaren(?:lang)?\b",
    re.IGNORECASE,
)
# What lies ahead is no claim: "in a few weeks", "the first few months in the role".
_FUTURE = re.compile(
    r"\b(?:next|coming|following|in|within|takes?|the\s+first|initial|nächsten|kommenden|prochaines?|próxim\w+"
    r"|prossim\w+|komende)\s+"
    r"(?:an?\s+)?(?:few\s+|couple\s+of\s+|several\s+)?(?:days|weeks|months)",
    re.IGNORECASE,
)
# When the earlier message was written is for the reader to see: a follow-up may say "last week" of it.
_OF_EARLIER = re.compile(
    r"\b(?:wrote|written|sent|send|message|e-?mail|note|mail|reach\w*|earlier|geschrieben|nachricht|écrit|escri\w+"
    r"|scritt\w+|geschreven|bericht)\b",
    re.IGNORECASE,
)


def find(look: Look) -> Iterator[Claim]:
    """Yield the months and the vague dates that are claims (years stand in `numbers`)."""
    for text in look.texts:
        yield from _months(look, text)
        yield from _vague(look, text)


def _months(look: Look, text: Text) -> Iterator[Claim]:
    table = _table(look.language)
    for word in [word for word in text.words if word.lower in table]:
        if word.key in _DOUBTFUL and not _is_month(text, word.start, word.end, word.text):
            continue
        behind = _YEAR.match(text.text, word.end)
        year = (behind and behind[1]) or ""
        sources = tuple(_of_month(look, table[word.lower], year))
        yield Claim("date", text, word.start, word.end + len(f" {year}".rstrip()), sources)


def _of_month(look: Look, month: int, year: str) -> Iterator[Saying]:
    """The facts that have a month, of a year or of any for ""."""
    for saying in look.known.sayings:
        known = (known_year for known_month, known_year in _dates_of(saying.text) if known_month == month)
        yield from (saying for known_year in known if year in ("", known_year))


def _is_month(text: Text, start: int, end: int, word: str) -> bool:
    """Whether a word that may be another is meant as a month here."""
    beside = bool(_YEAR.match(text.text, end)) or bool(_BEFORE.search(text.text[max(0, start - 12) : start]))
    return beside and (word[0].isupper() or not word.isascii() or word.lower() not in ("may", "march", "mar"))


def _vague(look: Look, text: Text) -> Iterator[Claim]:
    spans = ((begin + start, begin + end) for begin, piece in pieces(text.text) for start, end in _times(piece))
    for start, end in spans:
        if _FUTURE.search(text.text[max(0, start - 12) : end]) or _is_of_earlier(look, text, start):
            continue
        words = text.text[start:end]
        sources = tuple(found.saying for found in look.known.find(keys_of(words))) or _of_one(look, words)
        yield Claim("date", text, start, end, sources)


@lru_cache(maxsize=512)  # the messages of a posting, and of a sender, share pieces
def _times(piece: str) -> tuple[tuple[int, int], ...]:
    """Where a piece speaks of a time without a date."""
    return tuple(match.span() for match in found_in(piece, _WHEN))


def _of_one(look: Look, words: str) -> tuple[Saying, ...]:
    """The facts that speak of one year, for "a year"."""
    if words.lower() not in ("a year", "an year"):
        return ()
    return tuple(
        saying
        for saying in look.known.sayings
        if any(1.0 in number.values and number.unit == "year" for number in numbers_in(saying.text, "en"))
    )


def _is_of_earlier(look: Look, text: Text, at: int) -> bool:
    sentence = next((text.text[start:end] for start, end in text.sentences if start <= at < end), "")
    return look.brief.kind == "follow_up" and bool(_OF_EARLIER.search(sentence))


@lru_cache(maxsize=512)
def _dates_of(text: str) -> tuple[tuple[int, str], ...]:
    return tuple(_dates_in(text))


def _dates_in(text: str) -> Iterator[tuple[int, str]]:
    for iso in _ISO.finditer(text):
        yield int(iso[2] or iso[3]), iso[1] or iso[4]
    for word in re.finditer(r"[^\W\d_]+", text):
        for month in _months_of_all().get(word.group().lower(), ()):
            behind = _YEAR.match(text, word.end())
            yield month, (behind and behind[1]) or ""


def _month(word: str, language: str) -> int:
    return _table(language).get(word.lower().rstrip("."), 0)


@cache
def _table(language: str) -> dict[str, int]:
    long = _MONTHS.get(language, _MONTHS["en"]).split()
    short = {
        name: ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"].index(name[:3]) + 1
        for name in _SHORT.split()
    }
    return {**(short if language == "en" else {}), **{name: number for number, name in enumerate(long, 1)}}


@cache
def _months_of_all() -> dict[str, list[int]]:
    """Which months a word names in the languages of the check."""
    words = {word for language in _MONTHS for word in _table(language)}
    return {word: [month for language in _MONTHS if (month := _month(word, language))] for word in words}


def is_date_word(word: str, language: str) -> bool:
    """Say whether a word names a month, so that it is not taken for a name as well."""
    return bool(_month(word, language))
