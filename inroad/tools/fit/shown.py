"""What a CV shows, by all that is known of it: which skills, and which language it is written in."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from inroad.analysis import CvCoverage, MasterCv, RequirementCoverage
from inroad.tools.postings.language import language_of
from inroad.tools.skills import normal_name

_of_text = lru_cache(maxsize=8)(language_of)


def language_of_cv(cv: MasterCv) -> str:
    """Return the language (ISO 639-1) that the lines of a CV are written in."""
    return _of_text(" ".join(line.text for section in cv.sections for line in section.lines))


def skills_shown(cv: MasterCv | None, coverage: CvCoverage | None) -> frozenset[str]:
    """Return the normal names of the skills that a CV lists, was found to use, or gives evidence of."""
    listed = [normal_name(skill) for skill in cv.sender.skills] if cv else []
    used = list(coverage.years_by_skill) if coverage else []
    proved = [skill for found in coverage.requirements for skill in _proved(found)] if coverage else []
    return frozenset([*listed, *used, *proved])


def _proved(found: RequirementCoverage) -> Iterator[str]:
    """The skills of the evidence without those that are missing all the same: a wish is no skill."""
    missing = {normal_name(item) for item in found.missing}
    return (skill for evidence in found.evidence for skill in evidence.skills if skill not in missing)
