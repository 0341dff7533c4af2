"""One line of a posting that says something concrete about the work, to be quoted word for word."""

from __future__ import annotations

import re
from collections.abc import Iterator

from inroad.state import Sender

MIN_WORDS, MAX_WORDS = 6, 17

_WORK_HEADING = re.compile(
    r"responsibilit|what you('|’)?(ll| will)? (be )?do|you will|you('|’)ll|the role|your role|the job|day.to.day"
    r"|your mission|your impact|tasks|duties|what we need you",
    re.IGNORECASE,
)
_OTHER_HEADING = re.compile(
    r"requirement|qualification|who you are|you have|you bring|about us|benefit|perks|offer|compensation|salary"
    r"|equal|apply|process|skills|experience|we are|our values|nice to have|bonus|why ",
    re.IGNORECASE,
)
_NOT_QUOTABLE = re.compile(
    r"https?:|www\.|@|[$€£<>{}\[\]\"“”|_*#]|\d{3}|salary|benefit|insurance|visa|equal opportunity|apply|click|resume"
    r"|gender|race|disabilit|ignore|instruction|please|e-?mail|years? of|must (be|have)|duties as assigned",
    re.IGNORECASE,
)
_STARTS = re.compile(r"^(you('|’)?(ll| will) (be )?|to |the ability to )", re.IGNORECASE)


def telling_line(text: str, sender: Sender) -> str:
    """Return a line from the part about the work, the one nearest to the sender's own skills; or ""."""
    lines = list(dict.fromkeys(_quotable(text)))
    skills = {word.casefold() for skill in sender.skills for word in skill.split() if len(word) > 2}
    return max(lines, key=lambda line: len(skills & set(line.casefold().split())), default="")


def _quotable(text: str) -> Iterator[str]:
    """The lines under a heading about the work, until another heading."""
    inside = False
    for raw in text.splitlines():
        line = raw.strip().lstrip("-*•·‣– ").strip()
        if _is_heading(line):
            inside = bool(_WORK_HEADING.search(line)) and not _OTHER_HEADING.search(line)
        elif inside and _is_quotable(line):
            yield line.rstrip(" .;:,")


def _is_heading(line: str) -> bool:
    return 0 < len(line.split()) <= 8 and (line.endswith(":") or line.istitle() or bool(_known_heading(line)))


def _known_heading(line: str) -> re.Match[str] | None:
    return (_WORK_HEADING.search(line) or _OTHER_HEADING.search(line)) if not line.endswith(".") else None


def _is_quotable(line: str) -> bool:
    words = len(line.split())
    sound = line[:1].isupper() and line.isprintable() and not _STARTS.match(line)
    return MIN_WORDS <= words <= MAX_WORDS and sound and not _NOT_QUOTABLE.search(line)
