"""The day that a search result tells of a page, where it tells one."""

from __future__ import annotations

import re
from datetime import date, timedelta
from email.utils import parsedate_to_datetime

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?!\d)")
_MONTH_FIRST = re.compile(r"([a-z]{3,9})\.? (\d{1,2}),? (\d{4})")
_DAY_FIRST = re.compile(r"(\d{1,2})\.? ([a-z]{3,9})\.?,? (\d{4})")
_AGO = re.compile(r"(an?|\d{1,2}) (minute|min|hour|day)s? ago")
_EARLIEST = 1990


def published(told: str, seen_on: date) -> date | None:
    """Return the day that a text means, None where it does not tell one exactly, or tells one to come.

    "3 days ago" counts from the day on which it was seen; "2 weeks ago" and "last year" name no day.
    """
    text = " ".join(told.split()).casefold()
    found = _days_ago(text, seen_on) or _written_out(text) or _of_mail(told)
    return found if found and found.year >= _EARLIEST and found <= seen_on else None


def _days_ago(text: str, seen_on: date) -> date | None:
    if text in ("today", "just now"):
        return seen_on
    if text == "yesterday":
        return seen_on - timedelta(days=1)
    ago = _AGO.fullmatch(text)
    if ago is None:
        return None
    number = 1 if ago[1].startswith("a") else int(ago[1])
    return seen_on - timedelta(days=number if ago[2] == "day" else 0)


def _written_out(text: str) -> date | None:
    if iso := _ISO.match(text):
        return _day(int(iso[1]), int(iso[2]), int(iso[3]))
    if first := _MONTH_FIRST.match(text):
        return _day(int(first[3]), _month(first[1]), int(first[2]))
    if last := _DAY_FIRST.match(text):
        return _day(int(last[3]), _month(last[2]), int(last[1]))
    return None


def _of_mail(text: str) -> date | None:
    """A date as mails and feeds write it: "Tue, 03 Mar 2026 09:00:00 GMT"."""
    try:
        return parsedate_to_datetime(text).date()
    except (ValueError, OverflowError):
        return None


def _month(word: str) -> int:
    return _MONTHS.index(word[:3]) + 1 if word[:3] in _MONTHS else 0


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
