"""Until when to apply: "Apply by 31 March 2026", "Bewerbungsfrist: 15.04.2026", "date limite : 3 mai 2026".

A day without a year, or one that reads as two dates (03/04/2026), is a deadline without a date.
"""

from __future__ import annotations

import datetime as dt
import re

from inroad.analysis import Deadline, Quote
from inroad.tools.jd.folding import folded

# January to December, each as its name begins in the languages that are read.
_MONTHS = (
    r"jan\w*|ene\w*|gen\w*|styczni\w*", r"feb\w*|f[ée]v\w*|lut\w*", r"mar(?:ch|s|z|zo|ço|ca|t)?|mär\w*|maart|mrt",
    r"apr\w*|abr\w*|avr\w*|kwie\w*", r"may|mai|mei|mayo|mag\w*|maio|maj\w*", r"jun\w*|juin|giu\w*|czerw\w*",
    r"jul\w*|juil\w*|lug\w*|lip\w*", r"aug\w*|août|ago\w*|sierp\w*", r"sep\w*|set\w*|wrze\w*",
    r"o[ck]t\w*|ott\w*|out\w*|paź\w*", r"nov\w*|listop\w*", r"de[cz]\w*|déc\w*|dic\w*|grud\w*",
)  # fmt: skip
_MONTH = "(?:" + "|".join(_MONTHS) + ")"
_CLOSES = re.compile(
    r"\b(?:apply (?:by|before|no later than|until)|application(?:s)? (?:deadline|close[sd]?|closing|due"
    r"|must be (?:received|submitted)|are (?:due|accepted until|open until)|will (?:be (?:accepted|open)"
    r"|close)[^.\n]{0,20}until|window)|(?:closing|close|deadline|end) date|deadline(?: for applications"
    r"| to apply)?|posting (?:closes|will close|end date)|closes on|open until|(?:send|write|submit|apply"
    r"|e-?mail)\b[^\n]{0,90}?\b(?:by|before|until)(?= (?:the )?\w{1,10}[ .,/-])"
    r"|(?:senden|schick\w*|freuen)\b[^\n]{0,90}?\bbis(?: zum)?(?= \d)|bewerbungsfrist|bewerbungsschluss"
    r"|bewerbungen? (?:bis|werden bis)|bewirb dich bis"
    r"|bewerben sie sich[^.\n]{0,40}bis|date limite|clôture des candidatures|postulez avant|candidatures? (?:avant"
    r"|jusqu'au)|fecha límite|fecha de cierre|plazo de (?:solicitud|inscripción)|hasta el"
    r"|solliciteer (?:voor|vóór|tot)|sluitingsdatum|reageer (?:voor|vóór)|scadenza|entro il|candidature entro"
    r"|prazo(?: de candidatura)?|candidaturas até|termin (?:składania|aplikacji)|応募締切)"
)
_DATE = re.compile(
    rf"(?P<iso>\b20\d\d-\d\d?-\d\d?\b)|(?P<dmy>\b\d{{1,2}}[./-]\d{{1,2}}[./-](?:20)?\d\d\b)"
    rf"|\b(?P<d1>\d{{1,2}})(?:st|nd|rd|th|\.|er|º)?\s(?:of |de )?(?P<m1>{_MONTH})\.?,?(?:\s(?:de )?(?P<y1>20\d\d))?\b"
    rf"|\b(?P<m2>{_MONTH})\.?\s(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,?\s(?P<y2>20\d\d))?"
)
_REACH = 70


def deadlines_of(text: str) -> list[Deadline]:
    """Return until when to apply, each date once, in the order of the text."""
    plain = folded(text)
    if len(plain) != len(text):
        plain = text.lower() if len(text.lower()) == len(text) else text
    found: dict[str, Deadline] = {}
    for closes in _CLOSES.finditer(plain):
        date = _DATE.search(plain, closes.end(), min(_line_end(plain, closes.end()), closes.end() + _REACH))
        if date:
            quote = Quote(text=text[closes.start() : date.end()], start=closes.start(), end=date.end())
            found.setdefault(date.group(), Deadline(date=_read(date), quote=quote))
    return list(found.values())


def _line_end(text: str, at: int) -> int:
    """The end of the line, or of the next one where nothing else stands in this one ("Deadline:")."""
    end = text.find("\n", at)
    if end >= 0 and not text[at:end].strip(" :*"):
        end = text.find("\n", end + 1)
    return end if end >= 0 else len(text)


def _read(date: re.Match[str]) -> dt.date | None:
    if date["iso"]:
        year, month, day = map(int, date["iso"].split("-"))
        return _date(year, month, day)
    if date["dmy"]:
        return _numeric(date["dmy"])
    year_word, month_word, day_word = (date[f"{name}1"] or date[f"{name}2"] for name in "ymd")
    return _date(int(year_word), _month(month_word), int(day_word)) if year_word else None


def _numeric(words: str) -> dt.date | None:
    """A date in numbers: with points day first; with slashes only where it can be read in one way."""
    first, second, year = (int(part) for part in re.split(r"[./-]", words))
    year += 2_000 if year < 100 else 0
    if "." in words or first > 12:
        return _date(year, second, first)
    return _date(year, first, second) if second > 12 or first == second else None


def _month(word: str) -> int:
    return next(number for number, names in enumerate(_MONTHS, 1) if re.fullmatch(names, word))


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
