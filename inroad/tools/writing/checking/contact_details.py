"""No address, link, phone number or handle but the sender's and the posting's, however it is disguised."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from anyascii import anyascii

from inroad.reference.skills import unmistakable
from inroad.tools.writing import Reason
from inroad.tools.writing.checking.gates import lowered
from inroad.tools.writing.checking.look import Look

_ENDINGS = (
    "com|org|net|io|ai|co|dev|app|me|xyz|info|biz|example|test|edu|gov|de|fr|es|it|nl|pt|br|uk|eu|us|ru|cn|in|ly|gg|gl"
    "|to|sh|ch|at|be|pl|se"
    "|link|site|online|top|shop|club|page|tech|cloud|live|ws|tk|cc|tv|ca|au|jp|kr|mx|ar|jobs|careers|work|zip|mov"
)
_DOT = r"\s*[\[({]\s*(?:dot|punkt|punto|point)\s*[\])}]\s*|\s+(?:dot|punkt|punto)\s+"
_AT = r"\s*[\[({]\s*(?:at|ät|arroba|chez)\s*[\])}]\s*|\s+(?:at|ät|arroba)\s+"
_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})*")
_SPELLED_MAIL = re.compile(rf"\b[\w.+-]{{1,64}}(?:{_AT}|@)[\w-]{{1,63}}(?:(?:{_DOT})[a-z]{{2,8}})+\b", re.IGNORECASE)
_SPELLED_HOST = re.compile(rf"\b[\w-]{{2,63}}(?:{_DOT})(?:{_ENDINGS})\b", re.IGNORECASE)
_LINK = re.compile(
    r"\b(?:h[tx]{2}ps?|ftp)\s?:\s?/{1,2}\s?[^\s<>\"']+|\b(?:tel|sms|mailto|javascript|data|whatsapp|skype"
    r"|tg):[^\s<>\"']+|\bwww\.[^\s<>\"']+",
    re.IGNORECASE,
)
_HOST = re.compile(rf"(?<![\w@.-])(?:[\w-]{{1,63}}\.){{1,4}}(?:{_ENDINGS})(?![\w-])(?:/[^\s<>\"']*)?")
_HANDLE = re.compile(r"(?<![\w.])@[A-Za-z_][\w.]{1,30}")
_PHONE = re.compile(r"(?<![\w.,])\(?\+?\(?\d(?:[\s().–-]{0,2}\d){6,18}(?!\w)")
_YEARS = re.compile(r"\(?(?:19|20)\d\d\s?[-–]\s?(?:19|20)\d\d\)?")
_DATE = re.compile(r"(?:19|20)\d\d-\d\d-\d\d|\d\d?[.]\d\d?[.](?:19|20)\d\d")
_GROUPED = re.compile(r"\d{1,3}(?:[.\s]\d{3})+")
_SPELLED_DOTS = ("dot", "punkt", "punto", "point")
_FINDERS = (_SPELLED_MAIL, _MAIL, _LINK, _HOST, _SPELLED_HOST, _HANDLE, _PHONE)
_END = ".,;:!?)]}»”\"'"
_SCHEME = re.compile(r"^(?:h[tx]{2}ps?://|mailto:|tel:)?(?:www\.)?", re.IGNORECASE)


def reasons(look: Look) -> Iterator[Reason]:
    """Yield a reason for each way to be reached that no fact of the sender, the posting or the company gives."""
    own = [s for s in look.known.sayings if s.owner == "sender" or s.id == "posting.url"]
    allowed = {_same(saying.text) for saying in own}
    # a company or a school may be called like its site
    names = [s for s in look.known.sayings if s.sort in ("employer", "school", "title", "name")]
    words = " ".join(saying.text for saying in [*own, *names]).casefold()
    for text in look.texts:
        for start, end in spans_of_details(text.text):
            found = text.text[start:end]
            if not _is_allowed(found, allowed, words):
                says = f"Leave out “{found}”: only contact details of the sender's facts may stand here."
                yield Reason(kind="contact", words=found, says=says)


@lru_cache(maxsize=8)
def spans_of_details(text: str) -> tuple[tuple[int, int], ...]:
    """Return from where to where the addresses, links, numbers and handles of a text stand, none within another."""
    spans: list[tuple[int, int]] = []
    for finder in _finders(text):
        for match in finder.finditer(text):
            start = match.start()
            end = start + len(match.group().rstrip(_END)) if finder is not _PHONE else match.end()
            inside = any(s < end and start < e for s, e in spans)
            if not inside and not _is_something_else(finder, match.group().strip()):
                spans.append((start, end))
    return tuple(spans)


def _finders(text: str) -> Iterator[re.Pattern[str]]:
    """Those that may find something, in their order: most texts have no "@" and no "dot"."""
    plain = lowered(text)
    has_at, has_dot = "@" in text, any(dot in plain for dot in _SPELLED_DOTS)
    for finder in _FINDERS:
        if (has_at or finder not in (_MAIL, _HANDLE)) and (has_dot or finder not in (_SPELLED_MAIL, _SPELLED_HOST)):
            yield finder


def _is_something_else(finder: re.Pattern[str], found: str) -> bool:
    if finder is _PHONE:
        return bool(_YEARS.fullmatch(found) or _DATE.fullmatch(found) or _GROUPED.fullmatch(found))
    if finder is _HOST:
        return found.lower() in unmistakable() or found.lower() in ("e.g", "i.e", "b.sc", "m.sc") or len(found) < 5
    return False


def _is_allowed(found: str, allowed: set[str], words: str) -> bool:
    same = _same(found)
    if not same:
        return True
    if (
        found.isascii()
        and "@" not in found
        and "/" not in found
        and re.search(rf"(?<!\w){re.escape(found.casefold())}(?!\w)", words)
    ):
        return True
    return same in allowed or (same.isdigit() and any(_is_same_number(same, known) for known in allowed))


def _is_same_number(one: str, other: str) -> bool:
    """Whether two phone numbers differ by no more than the country in front."""
    short, long = sorted((one, other), key=len)
    return len(short) >= 7 and long.isdigit() and long.endswith(short.lstrip("0"))


@lru_cache(maxsize=512)  # those of the sender come back with each message
def _same(found: str) -> str:
    """A detail in the form in which it is compared: a number as its digits, a link without its scheme."""
    digits = re.sub(r"[\s().+/–-]", "", found)
    if digits.isdigit() and len(digits) >= 7:
        return str(anyascii(digits))
    return _SCHEME.sub("", found.strip().casefold()).rstrip("/")
