"""What the cells of a table of contacts mean: plain text, names, dates, profile addresses.

A cell is data from outside. Terminal escapes, control characters and tags are taken out of it, their
content is kept; nothing is added.
"""

from __future__ import annotations

import html
import re
import unicodedata
from datetime import date
from urllib.parse import unquote

from nameparser import parse

_ESCAPES = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[@-Z\\^_])")
_TAGS = re.compile(r"</?[A-Za-z][^<>]*>|<!--.*?-->|<![^<>]*>", re.DOTALL)
_ADDRESS = re.compile(r"[^\s<>()\[\],;:\"'|]+@[^\s<>()\[\],;:\"'|@]+\.[^\s<>()\[\],;:\"'|@]+")
_PROFILE = re.compile(r"\s*(?:https?://)?(?:[\w-]+\.)*linkedin\.com/(?:mwlite/)?in/([^/?#\s]+)", re.IGNORECASE)
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|\{[^{}]*\}")
_PRONOUNS = re.compile(
    r"\b(?:she|he|they|sie|er|elle|il|ella|él)\s*/\s*(?:her|him|them|his|they|ihr|ihm|ella|lui|ela)"
    r"(?:\s*/\s*\w+)*\b",
    re.IGNORECASE,
)
_TITLE_WORDS = """
dr prof professor mr mrs ms mx miss sir dame herr frau mag ing dipl-ing eng rev hon sr sra srta dott
"""
_DEGREE_WORDS = """
phd mba emba ma msc ms bsc bs ba beng meng md dds dvm do jd llm llb esq cpa cfa cma cissp cism pmp
csm cspo psm safe shrm shrm-cp shrm-scp sphr phr pe se rn bsn msn mph mpa med edd dphil dsc facs frm
fcca acca aca ceh ccna ccie aws itil prince2 sixsigma lssbb cipd mcipd assoccipd csp gphr pcc acc
mcc jr jnr snr ii iii iv mr mrs ing bsci msci mfa bfa mres mphil dba cisa cfe pgmp acp pmi-acp togaf
"""
_TITLES = frozenset(_TITLE_WORDS.split())
_DEGREES = frozenset(_DEGREE_WORDS.split())
_MONTHS = {
    1: "jan janv januar january janvier enero ene janeiro gennaio gen januari",
    2: "feb fev fevr februar february fevrier febrero fevereiro febbraio februari",
    3: "mar mars marz maerz mrz march marzo marco maart mrt",
    4: "apr avr april avril abril abr aprile",
    5: "may mai mayo maio mag maggio mei maj",
    6: "jun juin juni june junio junho giu giugno",
    7: "jul juil juli july juillet julio julho lug luglio",
    8: "aug aout august agosto ago augustus augusti",
    9: "sep sept september septembre septiembre setembro set settembre",
    10: "oct okt october oktober octobre octubre outubro out ott ottobre",
    11: "nov november novembre noviembre novembro",
    12: "dec dez dic december dezember decembre diciembre dezembro dicembre",
}
_MONTH_OF = {word: month for month, words in _MONTHS.items() for word in words.split()}


def plain_text(cell: str) -> str:
    """Return a cell as one line of text without escapes, control characters and tags."""
    if cell.isascii() and cell.isprintable() and "<" not in cell and "&" not in cell:
        return " ".join(cell.split())
    text = _ESCAPES.sub("", cell)
    text = _TAGS.sub(" ", html.unescape(text))
    return " ".join(_printed(text).split())


def split_name(full: str) -> tuple[str, str]:
    """Return first and last name of a full one, without titles, degrees, pronouns, nicknames and emoji."""
    text = _name_text(full)
    parsed = parse(_without_degrees(text.replace("®", "").replace("™", "")))
    middle = [word for word in parsed.middle.split() if len(word.strip(".")) > 1]
    return " ".join([parsed.given, *middle]).strip(" ,"), parsed.family.strip(" ,")


def clean_names(first: str, last: str) -> tuple[str, str]:
    """Return first and last name of two cells, without titles, degrees, pronouns and emoji."""
    words = _without_degrees(_name_text(first).split(",", 1)[0]).split()
    while len(words) > 1 and _bare(words[0]) in _TITLES and words[0].lower() != "ms":
        words = words[1:]
    last_text = _name_text(last)
    family = last_text.split(",", 1)[0]
    return " ".join(words), "" if _all_degrees(family) else _without_degrees(family)


def mail_addresses(cell: str) -> list[str]:
    """Return the addresses in a cell, in order; the domain in lower case."""
    found = _ADDRESS.findall(_ESCAPES.sub("", cell)) if "@" in cell else []
    clean = (_printed(address).strip(".").replace("mailto:", "") for address in found)
    return list(dict.fromkeys(_lower_domain(address) for address in clean))


def linkedin_profile(cell: str) -> str:
    """Return "https://www.linkedin.com/in/<slug>" for the address of a person's profile, else ""."""
    found = _PROFILE.match(cell)
    slug = plain_text(unquote(found.group(1))).lower() if found else ""
    return f"https://www.linkedin.com/in/{slug}" if slug and "/" not in slug else ""


def parse_date(cell: str) -> date | None:
    """Return the day that a cell names: "12 Mar 2021", "2021-03-12", "12/31/21"; None where it is open.

    Numbers that may be day or month ("03/04/21") name no day.
    """
    text = "".join(char for char in unicodedata.normalize("NFKD", plain_text(cell)) if char.isascii())
    words = re.findall(r"\d+|[a-z]+", text.lower())
    months = [_MONTH_OF[word] for word in words if word in _MONTH_OF]
    numbers = [int(word) for word in words if word.isdigit() and len(word) < 5]
    if months:
        return _day_of(numbers, months[0])
    return _numeric_day(numbers)


def parse_year(cell: str) -> int | None:
    """Return the year in a cell ("Class of 2014", "05/2014"), or None."""
    found = re.findall(r"(?<!\d)(?:19[3-9]|20[0-6])\d(?!\d)", cell)
    return int(found[-1]) if found else None


def split_list(cell: str) -> list[str]:
    """Return the entries of a cell that lists things by semicolon, bar or line."""
    parts = (plain_text(part) for part in re.split(r"[;|\n]", cell))
    return list(dict.fromkeys(part for part in parts if part))


def _printed(text: str) -> str:
    return text if text.isprintable() else "".join(map(_printable, text))


def _printable(char: str) -> str:
    if char in "\t\r\n\x0b\x0c\u2028\u2029\x85":
        return " "
    return "" if unicodedata.category(char) in ("Cc", "Cf", "Cs", "Co") else char


def _name_text(cell: str) -> str:
    """Return a name's text without brackets, pronouns, emoji and what starts a spreadsheet formula."""
    text = _PRONOUNS.sub(" ", _BRACKETS.sub(" ", plain_text(cell).lstrip("=+-@ ")))
    kept = "".join(char if unicodedata.category(char)[0] in "LMNP" else " " for char in text if char not in "®™©")
    return " ".join(kept.replace("|", " ").split()).strip(" ,/-")


def _without_degrees(name: str) -> str:
    """Drop the degrees at the end of a name, as long as a word of it is left."""
    words = name.split()
    shortest = 3 if name.isupper() else 1
    while len(words) > 1 and _is_degree(words[-1]) and len(words[-1]) >= shortest:
        words.pop()
    return " ".join(words).strip(" ,")


def _all_degrees(name: str) -> bool:
    words = name.split()
    return len(words) > 1 and all(map(_is_degree, words))


def _is_degree(word: str) -> bool:
    """Say whether a word is a degree; a short one only in capitals ("MA"), for "Ma" is a name."""
    bare = _bare(word)
    return bare in _DEGREES and (len(bare) > 3 or "." in word.strip(".,") or not word.strip(".,").istitle())


def _bare(word: str) -> str:
    return word.lower().replace(".", "").strip(",")


def _lower_domain(address: str) -> str:
    local, _, domain = address.rpartition("@")
    return f"{local}@{domain.lower()}"


def _day_of(numbers: list[int], month: int) -> date | None:
    years = [number for number in numbers if number > 31]
    days = [number for number in numbers if number <= 31]
    return _date(years[0], month, days[0]) if years and days else None


def _numeric_day(numbers: list[int]) -> date | None:
    if len(numbers) < 3:
        return None
    first, second, third = numbers[:3]
    if first > 31:
        return _date(first, second, third)
    year = third if third > 99 else 2000 + third
    if first > 12 or first == second:
        return _date(year, second, first)
    return _date(year, first, second) if second > 12 else None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        # A day that the calendar lacks is no day; the contact itself is still good.
        return None
