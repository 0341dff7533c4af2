"""What each section of a CV does for a posting."""

from __future__ import annotations

from collections.abc import Sequence

from inroad.analysis import CvSection, RequirementCoverage, SectionCoverage


def section_shares(sections: Sequence[CvSection], covered: Sequence[RequirementCoverage]) -> list[SectionCoverage]:
    """Return for each section the share of its lines that a requirement rests on, and which requirements those are."""
    return [_share(section, covered) for section in sections]


def _share(section: CvSection, covered: Sequence[RequirementCoverage]) -> SectionCoverage:
    resting = [each for each in covered if any(evidence.section == section.path for evidence in each.evidence)]
    serving = {evidence.path for each in resting for evidence in each.evidence if evidence.section == section.path}
    title = ", ".join(filter(None, [section.title, section.organisation]))
    return SectionCoverage(
        section=section.path,
        title=title or section.kind,
        lines=len(section.lines),
        share=round(len(serving) / len(section.lines), 2) if section.lines else 0,
        requirements=[each.requirement for each in resting],
    )
