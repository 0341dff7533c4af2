"""CVs and requirements of made-up people, short to write."""

from __future__ import annotations

import datetime as dt
from typing import Any

from inroad.analysis import JdStructure, MasterCv, Quote, Requirement, RequirementCoverage
from inroad.nodes.intelligence.cv_coverage import cover
from inroad.state import Sender
from inroad.tools.resume.sections import languages_of, sections_of
from inroad.tools.skills import find_skills

TODAY = dt.date(2026, 1, 15)


def cv_of(summary: str = "", **parts: Any) -> MasterCv:
    """Return the CV that a JSON Resume with these parts holds."""
    return MasterCv(
        sender=Sender(name="Ada Winterfeld", email="ada@mail.example"),
        sections=sections_of({"basics": {"summary": summary}, **parts}),
        languages=languages_of(parts),
    )


def position(
    title: str = "Developer", since: str = "", until: str = "", *highlights: str, **more: Any
) -> dict[str, Any]:
    """Return an entry of work."""
    dates = {"startDate": since, "endDate": until}
    return {"name": "Borealis", "position": title, **dates, "highlights": list(highlights), **more}


def asked(text: str, **more: Any) -> Requirement:
    """Return a requirement with the skills that its line names."""
    skills = list(dict.fromkeys(found.name for found in find_skills(text)))
    return Requirement(
        id="r1", need="must", quote=Quote(text=text, start=0, end=len(text)), **{"skills": skills, **more}
    )


def covered(requirement: Requirement, cv: MasterCv, language: str = "en") -> RequirementCoverage:
    """Return how a CV covers one requirement."""
    [found] = cover(JdStructure(requirements=[requirement], language=language), cv, TODAY).requirements
    return found
