"""Numbers as people write them: in digits or in words, with their unit."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

_ENGLISH = {
    "zero": 0, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
    "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy":
    70, "eighty": 80, "ninety": 90, "dozen": 12, "half": 0.5, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6,
    "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10, "twentieth": 20, "dozens": 12, "hundreds": 100,
    "thousands": 1000, "millions": 1_000_000, "billions": 1_000_000_000, "twofold": 2, "threefold": 3, "tenfold":
    10, "thrice": 3, "quarter": 0.25, "doubled": 2, "tripled": 3, "trebled": 3, "quadrupled": 4, "halved": 0.5,
    "doubling": 2, "tripling": 3, "halving": 0.5, "fivefold": 5, "fourfold": 4,
}  # fmt: skip
_SCALES = {
    "hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000, "trillion": 10**12, "mio":
    1_000_000, "hundert": 100, "tausend": 1_000, "millionen": 1_000_000, "milliarde": 10**9, "milliarden": 10**9,
    "cent": 100, "mille": 1_000, "millions": 1_000_000, "milliards": 10**9, "mil": 1_000, "millones": 1_000_000,
    "milhões": 1_000_000, "milhao": 1_000_000, "millón": 1_000_000, "milioni": 1_000_000, "milione": 1_000_000,
    "mila": 1_000, "honderd": 100, "duizend": 1_000, "miljoen": 1_000_000, "miljard": 10**9, "cien": 100, "cem":
    100, "cento": 100, "ciento": 100, "k": 1_000, "m": 1_000_000, "mn": 1_000_000, "bn": 10**9, "b": 10**9,
}  # fmt: skip
# Two to twelve, then the tens from twenty; words that mean something else as well are left out.
_OTHERS = {
    "de": "zwei drei vier fünf sechs sieben acht neun zehn elf zwölf | "
    "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig",
    "fr": "deux trois quatre cinq six sept huit - dix onze douze | "
    "vingt trente quarante cinquante soixante - quatre-vingts -",
    "es": "dos tres cuatro cinco seis siete ocho nueve diez - doce | "
    "veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa",
    "pt": "dois três quatro cinco seis sete oito nove dez onze doze | "
    "vinte trinta quarenta cinquenta sessenta setenta oitenta noventa",
    "it": "due tre quattro cinque - sette otto nove dieci undici dodici | "
    "venti trenta quaranta cinquanta sessanta settanta ottanta novanta",
    "nl": "twee drie vier vijf zes zeven acht negen tien elf twaalf | "
    "twintig dertig veertig vijftig zestig zeventig tachtig negentig",
}
_MORE = {
    "de": {
        "dutzend": 12,
        "hälfte": 0.5,
        "halb": 0.5,
        "dutzende": 12,
        "hunderte": 100,
        "tausende": 1_000,
        "fünfzehn": 15,
    },
    "fr": {
        "douzaine": 12,
        "moitié": 0.5,
        "quinze": 15,
        "dizaine": 10,
        "centaines": 100,
        "milliers": 1_000,
        "vingtaine": 20,
    },
    "es": {"docena": 12, "mitad": 0.5, "quince": 15, "cientos": 100, "miles": 1_000, "once": 11},
    "pt": {"dúzia": 12, "metade": 0.5, "quinze": 15, "duas": 2, "centenas": 100, "milhares": 1_000},
    "it": {"dozzina": 12, "metà": 0.5, "quindici": 15, "centinaia": 100, "migliaia": 1_000, "decina": 10},
    "nl": {"dozijn": 12, "helft": 0.5, "vijftien": 15, "honderden": 100, "duizenden": 1_000},
}
_DIGITS = re.compile(
    r"(?<![\w.,])(?:(?P<money>[$€£¥])\s?)?(?P<digits>\d[\d.,]*\d|\d)(?P<scale>k|m|mn|bn|b)?(?P<end>%|\+|x|s|st|nd|rd|th"
    r"|h)?(?![\w])",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+")
_ONES = frozenset({"a", "one", "ein", "eine", "un", "une", "um", "uma", "una", "een"})
_HALF = re.compile(r"half\s+an?\s+(?:hundred|thousand|million|billion)\b", re.IGNORECASE)
# Scales that are other words in other languages.
_ABROAD = {
    "cent": "fr", "mille": "fr it", "mil": "es pt", "mila": "it", "cien": "es", "cem": "pt", "cento": "pt it",
    "ciento": "es", "mio": "de", "thousand": "en", "hundred": "en",
}  # fmt: skip
_PARTS = frozenset({"third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "twentieth"})
_NEXT = re.compile(r"[\s\-–+]*(?P<word>%|[€$£]|per\s+cent\b|[^\W\d_]+)")
_UNITS = {
    **dict.fromkeys(
        [
            "year",
            "years",
            "yr",
            "yrs",
            "jahr",
            "jahre",
            "jahren",
            "an",
            "ans",
            "année",
            "années",
            "año",
            "años",
            "ano",
            "anos",
            "anno",
            "anni",
            "jaar",
        ],
        "year",
    ),
    **dict.fromkeys(
        [
            "month",
            "months",
            "monat",
            "monate",
            "monaten",
            "mois",
            "mes",
            "meses",
            "mês",
            "mese",
            "mesi",
            "maand",
            "maanden",
        ],
        "month",
    ),
    **dict.fromkeys(
        [
            "week",
            "weeks",
            "woche",
            "wochen",
            "semaine",
            "semaines",
            "semana",
            "semanas",
            "settimana",
            "settimane",
            "weken",
        ],
        "week",
    ),
    **dict.fromkeys(
        [
            "day",
            "days",
            "tag",
            "tage",
            "tagen",
            "jour",
            "jours",
            "día",
            "días",
            "dia",
            "dias",
            "giorno",
            "giorni",
            "dag",
            "dagen",
        ],
        "day",
    ),
    **dict.fromkeys(
        ["hour", "hours", "stunde", "stunden", "heure", "heures", "hora", "horas", "ora", "ore", "uur"], "hour"
    ),
    **dict.fromkeys(["minute", "minutes", "min", "mins", "minuten", "minuto", "minutos", "minuti", "minuut"], "minute"),
    **dict.fromkeys(
        ["second", "seconds", "sekunde", "sekunden", "seconde", "secondes", "segundo", "segundos"], "second"
    ),
    **dict.fromkeys(["%", "percent", "per cent", "prozent", "procent", "percentage"], "percent"),
    **dict.fromkeys(
        ["$", "€", "£", "dollar", "dollars", "euro", "euros", "pound", "pounds", "usd", "eur", "gbp"], "money"
    ),
}


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text: what it may mean ("1.000" is one or a thousand), its unit or "", and where it stands."""

    values: frozenset[float]
    unit: str
    start: int
    end: int

    def is_same(self, other: Number) -> bool:
        """Say whether two numbers mean the same; a year is no month, and percent and money are said on both sides."""
        if self.unit != other.unit and {self.unit, other.unit} & {"percent", "money"}:
            return False
        return bool(self.values & other.values) and (self.unit == other.unit or not (self.unit and other.unit))


@lru_cache(maxsize=512)
def numbers_in(text: str, language: str) -> tuple[Number, ...]:
    """Return the numbers of a text in reading order; "one" and "a" only where a scale or a unit follows."""
    plain = unicodedata.normalize("NFKC", text)
    taken = list(_in_digits(plain))
    return tuple(sorted([*taken, *_in_words(plain, language)], key=lambda number: number.start))


def _in_digits(text: str) -> Iterator[Number]:
    for match in _DIGITS.finditer(text):
        scale, unit, end = _behind(text, match.end())
        if match["scale"]:
            scale = _SCALES[match["scale"].lower()]
        unit = "money" if match["money"] else "percent" if match["end"] == "%" else unit
        yield Number(frozenset(value * scale for value in _values(match["digits"])), unit, match.start(), end)


def _values(digits: str) -> set[float]:
    """All that digits with marks may mean: "1,500" is 1500, in German 1.5."""
    parts = re.split("[.,]", digits)
    joined = float("".join(parts)[:30])
    if len(parts) == 1:
        return {joined}
    decimal = float(f"{''.join(parts[:-1])[:20]}.{parts[-1][:10]}")
    return {joined, decimal} if all(len(part) == 3 for part in parts[1:]) else {decimal}


def _in_words(text: str, language: str) -> Iterator[Number]:
    words = list(_WORD.finditer(text))
    beginnings, behind = _beginnings(language), 0
    for at in [at for at, word in enumerate(words) if word.group().lower() in beginnings]:
        length, value = _spelled(text, words, at, language) if at >= behind else (0, 0.0)
        behind = max(behind, at + length)
        if length:
            last = words[at + length - 1]
            _, unit, _ = _behind(text, last.end())
            is_part = words[at].group().lower() in ("a", "one") and last.group().lower() in _PARTS and length == 2
            value = 1 / value if is_part else value
            yield Number(frozenset({value}), unit, words[at].start(), last.end())


@cache
def _beginnings(language: str) -> frozenset[str]:
    """The words with which a number may begin."""
    return frozenset([*_table(language), *_SCALES, "half", *_ONES])


def _spelled(text: str, words: list[re.Match[str]], at: int, language: str) -> tuple[int, float]:
    """How many words from here on are one number, and its value; no word when it is none."""
    if _HALF.match(text, words[at].start()):
        return 3, 0.5 * _SCALES[words[at + 2].group().lower()]
    total, current, length, begun = 0.0, 0.0, 0, False
    for index in range(at, min(at + 8, len(words))):
        word = words[index].group().lower()
        if index > at and not re.fullmatch(r"[\s\-]+", text[words[index - 1].end() : words[index].start()]):
            break
        if word in _table(language):
            current += _table(language)[word]
            length, begun = index - at + 1, True
        elif _is_scale(word, language) and (begun or _follows_one(words, at, index)):
            total, current = total + (current or 1) * _SCALES[word], 0.0
            length, begun = index - at + 1, True
        elif not (index == at and word in _ONES) and not (begun and word == "and"):
            break
    if not length:
        return _one_of(text, words, at)
    return length, total + current


def _is_scale(word: str, language: str) -> bool:
    """Whether a word multiplies; "cent" and "mil" do in other languages only."""
    return word in _SCALES and len(word) > 2 and language in _ABROAD.get(word, language)


def _follows_one(words: list[re.Match[str]], at: int, index: int) -> bool:
    """Whether a scale has "a" or "one" in front, or stands alone ("hundred")."""
    return index == at or words[index - 1].start() == words[at].start()


def _one_of(text: str, words: list[re.Match[str]], at: int) -> tuple[int, float]:
    """A "one" counts where it counts something that is counted: years, months, percent."""
    if words[at].group().lower() != "one":
        return 0, 0
    unit = _behind(text, words[at].end())[1]
    return (1, 1.0) if unit in ("year", "month", "percent", "money") else (0, 0)


def _behind(text: str, end: int) -> tuple[float, str, int]:
    """The scale and the unit behind a number, and where the number with its scale ends."""
    scale = 1.0
    nearby = _NEXT.match(text, end, end + 40)
    if nearby and nearby["word"].lower() in _SCALES and len(nearby["word"]) > 2:
        scale, end = _SCALES[nearby["word"].lower()], nearby.end()
        nearby = _NEXT.match(text, end, end + 40)
    return scale, _UNITS.get(nearby["word"].lower(), "") if nearby else "", end


def is_number_word(word: str, language: str) -> bool:
    """Say whether a word is a number or a part of one."""
    return word.lower() in _table(language) or (len(word) > 2 and word.lower() in _SCALES)


@cache
def _table(language: str) -> dict[str, float]:
    if language not in _OTHERS:
        return _ENGLISH
    small, tens = (part.split() for part in _OTHERS[language].split("|"))
    pairs = [*zip(small, range(2, 13), strict=True), *zip(tens, range(20, 100, 10), strict=True)]
    return {word: float(value) for word, value in pairs if word != "-"} | _MORE[language]
