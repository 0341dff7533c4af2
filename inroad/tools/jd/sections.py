"""The lines of a posting under its headings: which part each belongs to.

A heading is a short line that reads like one (`headings.part_of`) and names no skill, years or degree itself; one that
says nothing of its part goes on with the part that it stands in where a list or a colon follows. "Label: words" is a
heading with its first line. In a table a label holds for its row, or, in the first row, for its column.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from inroad.tools.jd.asking import asks_reader
from inroad.tools.jd.degrees import names_degree
from inroad.tools.jd.folding import bare
from inroad.tools.jd.headings import Part, part_of
from inroad.tools.jd.languages import languages_of
from inroad.tools.jd.lines import Line, lines_of
from inroad.tools.jd.years import years_of
from inroad.tools.skills import find_skills

_LABEL = re.compile(r"(?P<label>[^:：]{2,60})[:：]\s+(?=\S)")
_PLAIN_BULLETS = frozenset("✔✓✅☑-*•·–—o+◦▪‣●○⁃")
# A sentence to the reader is no heading, unless a list goes on with it: "You should apply if".
_TELLS_YOU = re.compile(
    r"(?:you|you['’]\w+|du|sie|vous|tu|je|jij|hai|você)\b(?!.*\b(?:if|if you|who|that|have|bring|with|to|when|will"
    r"|if you:|wenn|si|als|se)$)",
    re.IGNORECASE,
)
_ENDS = re.compile(r"[.;,]$")
_ASKED_OF = frozenset[Part](["must", "nice"])
_GOES_ON = frozenset[Part](["must", "nice", "tasks", "role"])
_NEED_WORDS: dict[str, Part] = {
    "required": "must", "must": "must", "mandatory": "must", "essential": "must", "yes": "must", "muss": "must",
    "preferred": "nice", "optional": "nice", "desirable": "nice", "nice": "nice", "kann": "nice", "plus": "nice",
}  # fmt: skip
_HEADING_AT_MOST = 8
_PARAGRAPH = 60


class Placed(NamedTuple):
    """A line and its part; `told` says that a heading above says so, `heading` is that heading."""

    line: Line
    part: Part
    told: bool
    heading: str = ""


def placed_lines(text: str) -> list[Placed]:
    """Return the lines of a posting in order, each with its part; headings are left out."""
    return list(_Reading(lines_of(text)).placed())


class _Reading:
    """One pass over the lines; it remembers the part that it is in."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.part: Part = ""
        self.heading = ""
        self.items, self.with_bullets, self.with_stops = 0, False, False
        self.columns: list[Part] = []
        self.rows = 0

    def placed(self) -> Iterator[Placed]:
        at = 0
        while at < len(self.lines):
            row = self._row(at)
            if row > 1:
                yield from self._of_table(self.lines[at : at + row])
            else:
                self.columns, self.rows = [], 0
                yield from self._of_line(at)
            at += row

    def _row(self, at: int) -> int:
        line = self.lines[at]
        return line.cells if line.cells > 1 else 1

    def _of_line(self, at: int) -> Iterator[Placed]:
        line = self.lines[at]
        label = _LABEL.match(line.text)
        part = part_of(label["label"]) if label else ""
        if label and part and not _says_facts(label["label"]):
            rest = line._replace(text=line.text[label.end() :], start=line.start + label.end())
            yield from self._labelled(line, rest, part, label["label"])
        elif self._is_heading(at):
            self._begin(part_of(line.text), line)
        else:
            self._end_of_list(line)
            self.items += 1
            self.with_bullets |= bool(line.bullet)
            self.with_stops |= line.text.endswith((".", "!"))
            yield Placed(line, self.part, bool(self.heading), self.heading)

    def _end_of_list(self, line: Line) -> None:
        """A paragraph behind a list of what is asked for that asks nothing of its reader is about something else."""
        is_paragraph = (
            not line.bullet and line.cells == 1 and len(line.text) > _PARAGRAPH and line.text.endswith((".", "!"))
        )
        is_unlike = self.with_bullets or not self.with_stops
        if self.part in _ASKED_OF and self.items > 1 and is_paragraph and is_unlike and not asks_reader(line.text):
            self.part, self.heading = "other", ""

    def _labelled(self, line: Line, rest: Line, part: Part, label: str) -> Iterator[Placed]:
        """A label in an item holds for the item, and only where it says how much it is asked for."""
        if line.bullet and line.bullet in _PLAIN_BULLETS:
            is_need = part in _ASKED_OF and self.part in _GOES_ON | {""}
            yield (
                Placed(rest, part, True, label)
                if is_need
                else Placed(line, self.part, bool(self.heading), self.heading)
            )
            return
        is_within = self.part in _GOES_ON and part in _ASKED_OF and bare(label) in _WITHIN
        self._begin(self.part if is_within else part, line._replace(text=label))
        yield Placed(rest, self.part, True, self.heading)

    def _is_heading(self, at: int) -> bool:
        line = self.lines[at]
        words = len(line.text.split())
        known = part_of(line.text)
        if line.bullet:
            is_plain = bool(_PLAIN_HEADING.fullmatch(bare(line.text)))
            is_new = known in _ASKED_OF or self.part not in _ASKED_OF or is_plain
            return bool(known) and is_new and _is_bulleted_heading(line, words)
        if known and line.text.endswith(":") and self._begins_list(at):
            return True
        if _is_labelled(line.text) or (words > 3 and _TELLS_YOU.match(line.text) and not self._begins_list(at)):
            return False
        if known and words <= _HEADING_AT_MOST + 4 and not line.text.endswith((".", ",", ";")):
            return line.text.endswith((":", "?")) or not _says_facts(line.text)
        return words <= _HEADING_AT_MOST and not _ENDS.search(line.text) and self._is_unknown_heading(at)

    def _begins_list(self, at: int) -> bool:
        return at + 1 < len(self.lines) and bool(self.lines[at + 1].bullet)

    def _is_unknown_heading(self, at: int) -> bool:
        """A short line that no list of short lines holds, and that something longer or a list follows."""
        line = self.lines[at]
        after = self.lines[at + 1] if at + 1 < len(self.lines) else None
        before = self.lines[at - 1] if at else None
        if after is None or not line.text[:1].isupper():
            return False
        if line.text.endswith(":"):
            return True
        begins_list = bool(after.bullet) or len(after.text) > 120
        return (
            begins_list
            and not (_says_facts(line.text) and self.part in _ASKED_OF)
            and bool(before is None or before.bullet or len(before.text) > 60 or self.part not in _ASKED_OF)
        )

    def _begin(self, part: Part, heading: Line) -> None:
        """Go on with a new part; a heading that says nothing of its part keeps that of a list which goes on."""
        if part:
            is_within = self.part == "nice" and bare(heading.text) in _WITHIN
            self.part = self.part if is_within else part
        elif self.part not in _GOES_ON - {"nice"}:
            self.part = "other" if self.heading else ""
        self.heading = heading.text
        self.items, self.with_bullets, self.with_stops = 0, False, False

    def _of_table(self, cells: Sequence[Line]) -> Iterator[Placed]:
        parts = [_part_of_cell(cell) for cell in cells]
        self.rows += 1
        if all(parts):
            self.columns = parts
            return
        if len(self.columns) == len(cells):
            for cell, part in zip(cells, self.columns, strict=True):
                yield Placed(cell, part, True, "table")
            return
        if (
            self.rows == 1
            and any(parts)
            and not any(_says_facts(cell.text) or len(cell.text.split()) > 2 for cell in cells)
        ):
            return
        label: Part = next((part for part in parts if part), "")
        for cell, part in zip(cells, parts, strict=True):
            if not part:
                yield Placed(cell, label or self.part, bool(label or self.heading), self.heading or "table")


_WITHIN = frozenset(
    [
        "education",
        "experience",
        "skills",
        "languages",
        "technical skills",
        "soft skills",
        "hard skills",
        "knowledge",
        "technical",
    ]
)


# What a list item of these words alone is: the heading of a posting that puts all its lines into lists.
_PLAIN_HEADING = re.compile(
    r"(?:(?:key |core |your |the |minimum |required |basic |preferred |desired |job )*(?:requirements?"
    r"|qualifications?|responsibilities|skills|benefits|duties|experience)|what you('ll| will)? (?:do|need|bring"
    r"|have|be doing)|what we(?:'re| are)? (?:offer|looking for)|nice[- ]to[- ]haves?|bonus points?|about (?:us"
    r"|you|the (?:role|team|job|company))|who (?:you|we) are|perks|anforderungen|aufgaben|(?:dein|ihr) profil"
    r"|wir bieten|profil|missions?|avantages|requisitos|funciones|beneficios|requisiti|profiel)"
)


def _is_labelled(text: str) -> bool:
    """Whether a line is a label and words behind it: "Hybrid: two days a week in the office"."""
    return bool(_LABEL.match(text)) and not text.endswith((":", "："))


def _is_bulleted_heading(line: Line, words: int) -> bool:
    if _PLAIN_HEADING.fullmatch(bare(line.text)):
        return True
    is_marked = line.bullet not in _PLAIN_BULLETS and not line.bullet[:1].isalnum()
    return words <= _HEADING_AT_MOST and (
        line.text.endswith(":") or (is_marked and not _says_facts(line.text) and words <= 5)
    )


def _part_of_cell(cell: Line) -> Part:
    words = bare(cell.text)
    return _NEED_WORDS.get(words) or (
        part_of(cell.text) if len(words.split()) <= 4 and not _says_facts(cell.text) else ""
    )


def _says_facts(text: str) -> bool:
    """Whether a line names a skill, years, a degree or a language: it asks for something, and is no heading."""
    return bool(find_skills(text) or years_of(text) or names_degree(text) or languages_of(text))
