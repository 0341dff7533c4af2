"""What the first lines of a posting say without labels: title, company, place."""

from __future__ import annotations

import re
from dataclasses import dataclass

from inroad.tools.postings.labels import without_emphasis
from inroad.tools.postings.remote import names_workplace

_LONGEST_TITLE = 120
_MOST_WORDS = 16
_LONGEST_NAME = 60

_JOB_NOUN = re.compile(
    r"\b(?:\w*(?:engineer|ingenieur|entwickler|developer|manager|analyst|designer|scientist|specialist|assistant)"
    r"(?:in|s|en)?|director|architect|consultant|coordinator|administrator|technician|nurse|accountant|intern|lead"
    r"|head|officer|representative|associate|researcher|recruiter|writer|editor|teacher|driver|clerk|operator"
    r"|supervisor|executive|president|partner|counsel|strategist|producer|buyer|planner|fellow|leiter(?:in)?"
    r"|ingénieure?|développeu(?:r|se)|responsable|ingeniero|ingeniera|desarrollador|desarrolladora|gerente)\b",
    re.IGNORECASE,
)
_HIRING = re.compile(
    r"^(?:[Ww]e at )?(?P<company>\S.{0,58}?),? (?:is|are)? ?(?:now )?(?:hiring|looking for|seeking|recruiting)(?: for)?"
    r"(?: an?| our next| our first)? (?P<title>.+?)(?: to join [^.!]*?)?(?: in (?P<place>[^.!]+))?[.!]?$"
)
_AT = re.compile(r"^(?P<title>.+?) (?:at|@|bei|chez) (?P<company>[A-Z0-9][^.!?]*)$")
_SEPARATOR = re.compile(r" +(?:[-–—|·•]|::) +")
_BRACKETS = re.compile(r"^(?P<rest>.+?)\s*\((?P<inner>[^()]+)\)$")
_PLACE = re.compile(r"^[^\W\d][\w .'’()/&-]*(?:, [^\W\d][\w .'’()/&-]*){1,3}$")
_WE = frozenset({"we", "our team", "our client", "my client", "our company", "who", "i", "the team", "team"})
_NOT_TITLES = frozenset(
    {
        *("job description", "the job", "about the job", "about the role", "about us", "about", "overview"),
        *(
            "description",
            "job details",
            "job summary",
            "summary",
            "the role",
            "role",
            "position",
            "title",
            "job",
        ),
        *(
            "jobs",
            "careers",
            "career",
            "home",
            "company",
            "location",
            "responsibilities",
            "requirements",
            "hello",
        ),
        *("skip to main content", "skip to content", "skip navigation", "sign in", "join now", "linkedin", "menu"),
        *("apply", "save", "share", "follow", "search", "show more", "see more", "easy apply", "promoted"),
        *("hi", "dear candidate", "we are hiring", "we're hiring", "join us", "join our team", "apply now"),
        *("open positions", "current openings", "job opening", "vacancy", "stellenanzeige", "offre d'emploi"),
    }
)


@dataclass(frozen=True)
class Headline:
    """What the first lines say, each part "" when they do not; `used` counts the lines that said it."""

    title: str = ""
    company: str = ""
    place: str = ""
    used: int = 0


def read_headline(lines: list[str], company: str = "") -> Headline:
    """Read the first lines of a posting.

    Args:
        lines: its lines, without empty ones.
        company: its company where something else already tells it; then the first line is not
            searched for another one.

    Known forms: "X is hiring a Y", "Y at X", "Y - X - Place", and the three lines title, company,
    place of a page copied from LinkedIn. What fits none of them is a title alone, or nothing.
    """
    lines = _without_furniture(lines)
    if not lines:
        return Headline()
    first = without_emphasis(lines[0].lstrip("#> "))
    if company:
        return _known_company(first, company, lines)
    return _sentence(first) or _in_parts(first) or _title_and_company(first, lines) or _pasted(first, lines)


def _without_furniture(lines: list[str]) -> list[str]:
    """The lines from the first one on that is not a button or heading of the page it was copied from."""
    start = next((at for at, line in enumerate(lines) if line.casefold().strip(" :!#*") not in _NOT_TITLES), 0)
    return lines[start:]


def is_title(line: str) -> bool:
    """Tell whether a line may be a job's title: short, no sentence, no usual heading."""
    words = line.split()
    plain = line.casefold().strip(" :!")
    if not words or len(line) > _LONGEST_TITLE or len(words) > _MOST_WORDS or plain in _NOT_TITLES:
        return False
    return line[-1] not in ".!?,:;" and "://" not in line and any(char.isalpha() for char in line)


def is_place(line: str) -> bool:
    """Tell whether a line is about a place: "Austin, TX (Hybrid)", "Remote - Germany"."""
    if len(line) > 2 * _LONGEST_NAME or line[-1:] in ".!?:":
        return False
    return _PLACE.match(line) is not None or (names_workplace(line) and len(line.split()) <= 8)


def split_org_title(title: str) -> tuple[str, str]:
    """Split "Org: Position Title" into company and title; the company is "" where it is no such form."""
    left, colon, right = title.partition(": ")
    if not colon or not left.strip() or not right.strip() or _JOB_NOUN.search(left):
        return "", title
    return left.strip(), right.strip()


def _known_company(first: str, company: str, lines: list[str]) -> Headline:
    """The headline when the company is known: only its own name is taken out of the first line."""
    found = read_headline(lines)
    if found.title and found.company.casefold() == company.casefold():
        return found
    place = next((place for line in lines[1:3] if (place := _first_part(line)) and is_place(place)), "")
    return Headline(title=first if is_title(first) else "", place=place, used=1)


def _sentence(first: str) -> Headline | None:
    match = _HIRING.match(first)
    if match is None or match["company"].casefold() in _WE or not is_title(match["title"]):
        return None
    return Headline(match["title"], match["company"], match["place"] or "", 1)


def _in_parts(first: str) -> Headline | None:
    parts = _SEPARATOR.split(first)
    if len(parts) < 2 or not all(parts):
        return None
    if at := _AT.match(parts[0]):
        place = parts[1] if is_place(parts[1]) else ""
        return Headline(at["title"], at["company"], place, 1) if is_title(at["title"]) else None
    if len(parts) == 3 and _JOB_NOUN.search(parts[0]) and not _JOB_NOUN.search(parts[1]):
        return Headline(parts[0], parts[1], parts[2], 1)
    return None


def _title_and_company(first: str, lines: list[str]) -> Headline | None:
    bracket = _BRACKETS.match(first)
    inner = bracket["inner"] if bracket and names_workplace(bracket["inner"]) else ""
    match = _AT.match(bracket["rest"] if bracket and inner else first)
    if match is None or not is_title(match["title"]) or len(match["company"]) > _LONGEST_NAME:
        return None
    company, _, place = match["company"].partition(" in ")
    below = _first_part(lines[1]) if len(lines) > 1 else ""
    return Headline(match["title"], company, place or (below if is_place(below) else inner), 1)


def _pasted(first: str, lines: list[str]) -> Headline:
    """Title, company and place on three lines, or company and place together on the second."""
    if not is_title(first):
        return Headline()
    if len(lines) > 1 and not _JOB_NOUN.search(first) and _JOB_NOUN.search(lines[1]) and is_title(lines[1]):
        swapped = _pasted(lines[1], [lines[1], first, *lines[2:]])
        return swapped if swapped.company == first else Headline(lines[1], first, "", 2)
    second = [part.strip() for part in re.split(r" [·|•] ", without_emphasis(lines[1]))] if len(lines) > 1 else []
    if len(second) > 1 and is_place(second[1]) and _is_name(second[0]):
        return Headline(first, second[0], second[1], 2)
    third = _first_part(lines[2]) if len(lines) > 2 else ""
    if second and _is_name(second[0]) and not is_place(second[0]) and is_place(third):
        return Headline(first, second[0], third, 3)
    if second and is_place(second[0]):
        return Headline(first, "", second[0], 2)
    return Headline(title=first, used=1)


def _first_part(line: str) -> str:
    """A line up to the first middle dot, after which sites tell the posting's age."""
    return re.split(r" [·•] ", without_emphasis(line))[0].strip()


def _is_name(text: str) -> bool:
    return 0 < len(text) <= _LONGEST_NAME and text[-1] not in "!?:;," and not text.startswith("- ")
