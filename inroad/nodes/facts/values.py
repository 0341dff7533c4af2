"""What a title, a name, a place or any other value reads like in a sentence; "" where it does not fit one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from anyascii import anyascii

from inroad.nodes.facts.outside_text import safe_text
from inroad.nodes.facts.said import asks_to_say
from inroad.state import Fact
from inroad.tools.cleaning.companies import same_company

LONGEST_LABEL = 80
LONGEST_TEXT = 220

_TITLE_ENDS = re.compile(r"\s+(?:@|at|bei|chez|en)\s+|\s*[|•·–—]\s*|\s+[-/]\s+|;\s|\(", re.IGNORECASE)
_TEAM = re.compile(r"(?:, | - |[(|–—])\s*(?:the )?([A-Z][\w&/ ]{1,30}?) (?:team|squad)\b", re.IGNORECASE)
_PICTURES = re.compile(r"[\U0001f000-\U0001faff\u2190-\u2bff\ufe0f\u200d]+")
_WORD = re.compile(r"[^\W\d_]+")
_PLAIN = re.compile(r"[\w&+#.,/'’ -]{2,60}")
_WEB = r"https?:|www\.|\w\.(com|org|io|example)\b|[a-z]\.net/"
_ODD = re.compile(rf"{_WEB}|\d{{5}}|[<>{{}}\[\]=$%]", re.IGNORECASE)
_NO_LABEL = re.compile(r"https?:|www\.|\w@\w|[<>{}=$%|\\^~`\n]", re.IGNORECASE)
_TWO_SENTENCES = re.compile(r"[a-z]{5,}[.!?:;] [A-Z]")
_SPEAKS_TO_SOMEBODY = re.compile(r"\b(?:you|your|me|my|please|must|always|never)\b", re.IGNORECASE)
# These say nothing without what follows the comma: "Director, Product Marketing".
_VAGUE = re.compile(
    r"(?:(?:senior|sr\.?|associate|assistant|executive|group)\s+)*"
    r"(?:manager|director|vp|vice president|head|lead|principal|associate|specialist)",
    re.IGNORECASE,
)
_INITIALISMS = {
    "ai", "api", "aws", "bi", "cad", "ceo", "cfo", "cmo", "coo", "cpo", "crm", "cto", "dba", "erp", "evp", "gis", "gtm",
    "hr", "hvac", "ii", "iii", "ios", "it", "iv", "ml", "nlp", "php", "pr", "qa", "qc", "rn", "sap", "sdet", "sdr",
    "seo", "sql", "sre", "svp", "swe", "tv", "ui", "uk", "us", "ux", "vp",
}  # fmt: skip
_FORMS_OF_ADDRESS = {"dr", "mr", "mrs", "ms", "miss", "prof", "professor", "sir", "herr", "frau"}
_PARTICLES = {
    "abu", "af", "al", "auf", "av", "ben", "bin", "bint", "da", "das", "de", "del", "della", "den", "der", "di", "do",
    "dos", "du", "e", "el", "ibn", "la", "las", "le", "los", "mac", "ten", "ter", "van", "von", "y", "zu",
}  # fmt: skip
_MOST_FIRST_NAMES, _MOST_NAMES = 3, 6
_SMALL = {"and", "at", "for", "in", "of", "on", "the", "to", "with"}
# What templates of resumes leave behind, and what people put where they have nothing to say.
_PLACEHOLDER = re.compile(
    r"[{}\[\]<>]|\b(?:TODO|TBD|TBA|XXX|XYZ|FIXME)\b|\b(?:lorem ipsum|your (?:name|company|title|school))\b"
    r"|^(?:n/?a|none)$",
    re.IGNORECASE,
)
_NOT_A_JOB = re.compile(
    r"^(?:former|ex|previous|retired|aspiring|incoming|future|student|open to|looking|seeking|unemployed)\b"
    r"|\b(?:retired|open to work|looking for|seeking)\b",
    re.IGNORECASE,
)
_EMPLOYER_IN_TITLE = re.compile(r"(?:\bat\b|@)\s+([^|•·,(]+)", re.IGNORECASE)
_NO_PLACE = re.compile(
    r"[/|]|\b(?:office|hq|headquarters|area|remote|hybrid|anywhere|worldwide)\b|^(?-i:[A-Z]{4,})$", re.IGNORECASE
)
_NO_EMPLOYER = re.compile(
    r"(?:freelancer?|self.?employed|independent(?: consultant)?|various|confidential|private|student|retired"
    r"|unemployed|career break|sabbatical|stealth(?: (?:mode|startup|start.?up|company))*|n/?a|none)\W*",
    re.IGNORECASE,
)
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_SENTENCE_END = re.compile(r"(?<=[^\W_]{3})[.!?](?= [^\W\d_a-z])")


def facts_of(values: Mapping[str, str], source: str, day: date | None = None) -> Iterator[Fact]:
    """Make facts of those values that say something, hide nothing and are no placeholder."""
    for name, value in values.items():
        text = within(safe_text(value), LONGEST_TEXT)
        if text and not _PLACEHOLDER.search(text):
            yield Fact(id=name, text=text, source=source, date=day)


def numbered(name: str, values: Iterable[str]) -> dict[str, str]:
    """Give each value of a list an id with its number, from 1."""
    return {f"{name}.{number}": value for number, value in enumerate(values, 1)}


def within(text: str, longest: int) -> str:
    """Return text that is short enough, else as many whole sentences of it as fit, else ""."""
    if len(text) <= longest:
        return text
    ends = [match.end() for match in _SENTENCE_END.finditer(text) if match.end() <= longest]
    return text[: ends[-1]] if ends else ""


def label(text: str) -> str:
    """Return the name of a school, an employer or a skill; "" for what is longer, or reads like a sentence."""
    short = safe_text(text)
    odd = _NO_LABEL.search(short) or _TWO_SENTENCES.search(short) or len(short) > LONGEST_LABEL
    speaks = len(short.split()) > 2 and _SPEAKS_TO_SOMEBODY.search(short)
    return "" if odd or speaks or not any(map(str.isalnum, short)) else short


def employer_name(text: str) -> str:
    """Return the name of an employer; "" for what people write who have none."""
    return "" if _NO_EMPLOYER.fullmatch(text.strip()) else label(text)


def month_of(value: str) -> str:
    """Return "2021-03" as "March 2021"; a year stays one."""
    year, _, month = value.partition("-")
    return f"{_MONTHS[int(month) - 1]} {year}" if month else year


def day_of(day: date) -> str:
    """Return a day as a letter has it: "14 March 2026"."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def is_their_job(title: str, company: str) -> bool:
    """Tell whether a title, as people write it over themselves, is what they do at this company now."""
    employer = _EMPLOYER_IN_TITLE.search(title)
    return not _NOT_A_JOB.search(title) and (employer is None or same_company(employer[1], company))


def plain_title(title: str) -> str:
    """Return a title without what people hang behind it, or "" when it does not read as one."""
    whole = " ".join(_PICTURES.sub(" ", title).split())
    head = _before_comma(_TITLE_ENDS.split(whole, maxsplit=1)[0].lstrip(" -").rstrip(" .,-"))
    odd = _ODD.search(head) or _TWO_SENTENCES.search(head) or _SPEAKS_TO_SOMEBODY.search(head)
    if not _PLAIN.fullmatch(head) or odd or not any(map(str.isalpha, head)):
        return ""
    return _title_case(head) if _needs_case(head) else head


def team_in(title: str) -> str:
    """Return the team that a title names as one ("Engineer, Payments team"), else ""."""
    team = _TEAM.search(title)
    return label(team[1]) if team else ""


def plain_first_name(name: str) -> str:
    """Return a first name as one greets with it, or "" when it does not read as a name.

    Two letters in capitals (JD), or more without a vowel, are initials and stay.
    """
    safe = safe_text(name)
    plain = [word for word in safe.split() if word.casefold() not in _PARTICLES]
    fits = len(safe) <= 30 and len(plain) <= _MOST_FIRST_NAMES and len(safe.split()) <= _MOST_FIRST_NAMES + 1
    return _cased_name(safe) if fits and _reads_as_name(safe) else ""


def plain_name(first_name: str, last_name: str) -> str:
    """Return a whole name where all of it reads as one, else the plain first name; "" when that does not either."""
    first, whole = plain_first_name(first_name), safe_text(f"{first_name} {last_name}")
    fits = first and len(whole.split()) <= _MOST_NAMES and _reads_as_name(whole)
    return _cased_name(whole) if fits else first


def short_place(place: str) -> str:
    """Return a place without what stands in brackets behind it ("Austin, TX (Hybrid)"), if it reads as one."""
    place = re.sub(r"\s*\([^)]*\)", "", place).strip()
    return place if len(place) <= 40 and not _ODD.search(place) and not _NO_PLACE.search(place) else ""


def _before_comma(title: str) -> str:
    head, _, rest = title.partition(", ")
    return title if rest and _VAGUE.fullmatch(head) else head


def _needs_case(title: str) -> bool:
    """In capitals or without any; a title of short words in capitals (CTO, QA LEAD) may be meant so."""
    return title.islower() or (title.isupper() and any(len(word) > 4 for word in title.split()))


def _title_case(title: str) -> str:
    return re.sub(r"[^\W_]+", lambda word: _cased(word.group().lower(), first=not word.start()), title)


def _cased(word: str, *, first: bool) -> str:
    if word in _INITIALISMS:
        return word.upper()
    return word if word in _SMALL and not first else word.capitalize()


def _reads_as_name(name: str) -> bool:
    """At least two letters of any script, with the marks that names have; no form of address, and nothing to say."""
    letters = [char for char in name if unicodedata.category(char)[0] in "LM"]
    fits = 2 <= len(letters) <= 40 and set(name) - set(letters) <= set(" '’.-") and name[0] in letters
    return fits and name.strip(".").lower() not in _FORMS_OF_ADDRESS and not asks_to_say(name)


def _cased_name(name: str) -> str:
    folded = anyascii(name).lower()
    shouted = name.isupper() and len(name) > 2 and bool(set(folded) & set("aeiouy"))
    return _WORD.sub(lambda word: word.group().capitalize(), name) if shouted or name.islower() else name
