"""A CV made ready for looking things up: which lines show a skill, in which positions it was used."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from inroad.analysis import CvSection, MasterCv
from inroad.tools.coverage.doing import shows
from inroad.tools.coverage.lines import Line, Standing, lines_of
from inroad.tools.coverage.narrower import cases_of
from inroad.tools.coverage.years import Position, positions


@dataclass(frozen=True)
class CvFacts:
    """A CV with its lines and its positions of paid work; `language` is its own (ISO 639-1).

    `is_comparable` says that the posting is in the same language, so that plain words can be compared.
    """

    cv: MasterCv
    today: dt.date
    language: str
    is_comparable: bool

    @cached_property
    def lines(self) -> Sequence[Line]:
        """All lines, in the order of the CV."""
        return lines_of(self.cv, self.language)

    @cached_property
    def positions(self) -> Sequence[Position]:
        """The positions of paid work whose time is known."""
        return positions(self.cv.sections, self.today)

    @cached_property
    def by_section(self) -> Mapping[str, Sequence[Line]]:
        """The lines of each section, by its path."""
        found: dict[str, list[Line]] = defaultdict(list)
        for line in self.lines:
            found[line.section.path].append(line)
        return found

    @cached_property
    def by_skill(self) -> Mapping[str, Sequence[Line]]:
        """The lines that name a skill, by its normal name."""
        found: dict[str, list[Line]] = defaultdict(list)
        for line in self.lines:
            for skill in line.skills:
                found[skill].append(line)
        return found

    def lines_with(self, skill: str, least: Standing = Standing.WEAK) -> list[Line]:
        """Return the lines that name a skill and are worth at least so much for it, the best first."""
        lines = [line for line in self.by_skill.get(skill, ()) if line.skills[skill] >= least]
        return sorted(lines, key=lambda line: -line.skills[skill])

    def lines_showing(self, skill: str) -> Sequence[Line]:
        """Return the lines that show a skill by what was done: by its name, by a case of it, by words for doing it."""
        if skill not in self._showing:
            named = self.lines_with(skill, Standing.DONE)
            cases = [line for case in cases_of(skill) for line in self.lines_with(case, Standing.DONE)]
            done = (line for line in self.lines if line.standing == Standing.DONE and skill not in line.skills)
            shown = [*named, *cases, *(line for line in done if shows(line, skill))]
            self._showing[skill] = [*{line.at.path: line for line in shown}.values()]
        return self._showing[skill]

    @cached_property
    def _showing(self) -> dict[str, Sequence[Line]]:
        return {}

    def positions_with(self, skill: str) -> list[Position]:
        """Return the positions whose own lines show that a skill was used."""
        shown = {line.section.path for line in self.lines_showing(skill)}
        return [position for position in self.positions if position.section.path in shown]

    def sections_of(self, kind: str) -> list[CvSection]:
        """Return the sections of a kind."""
        return [section for section in self.cv.sections if section.kind == kind]
