"""Whether a CV comes from where a posting goes: the kind of work, the skills, the industry."""

from __future__ import annotations

from inroad.analysis import CvCoverage, Dossier, JdStructure, MasterCv
from inroad.state import Posting, TitleInfo
from inroad.tools.cleaning.titles import EmbeddedTitleCleaner
from inroad.tools.fit.industries import industries_of, main_industries
from inroad.tools.fit.judged import Judged, joined
from inroad.tools.fit.shown import skills_shown
from inroad.tools.skills import related

_WORK_COUNTS, _SKILLS_COUNT, _INDUSTRY_COUNTS = 5, 3, 2
_SAME_ROLE, _EARLIER, _NEAR = 0.7, 0.8, 0.5
_FEWEST_SKILLS = 3


def judge_domain(
    posting: Posting,
    jd: JdStructure | None,
    cv: MasterCv | None,
    coverage: CvCoverage | None,
    dossier: Dossier | None,
) -> Judged:
    """Return how near the CV's work, skills and industries are to the posting's."""
    if cv is None:
        return Judged(None, "There is no CV to compare with.")
    return joined(
        [
            (_WORK_COUNTS, _judge_work(posting.title, cv)),
            (_SKILLS_COUNT, _judge_skills(jd, skills_shown(cv, coverage))),
            (_INDUSTRY_COUNTS, _judge_industry(posting, cv, dossier)),
        ],
        "Neither the kind of work nor the industry can be told.",
    )


def _judge_work(title: str, cv: MasterCv) -> Judged:
    """The kind of work of the titles: the latest counts whole, an earlier one a little less."""
    wanted = EmbeddedTitleCleaner().clean(title)
    works = [section for section in cv.sections if section.kind == "work" and section.title]
    works.sort(key=lambda work: (work.current, work.until, work.since), reverse=True)
    meant = [(EmbeddedTitleCleaner().clean(work.title), work.title) for work in works]
    meant = [(info, text) for info, text in meant if info.role]
    if not wanted.role or not meant:
        return Judged(None, "")
    values = [(_likeness(info, wanted) * (_EARLIER if at else 1), text) for at, (info, text) in enumerate(meant)]
    value, text = max(values, key=lambda pair: pair[0])
    if not value:
        return Judged(0.0, "No position in the CV is in this kind of work.")
    return Judged(value, f"“{text}” is {'the same' if value >= _EARLIER else 'a near'} kind of work.")


def _likeness(own: TitleInfo, wanted: TitleInfo) -> float:
    if own.cleaned_name and (own.cleaned_name == wanted.cleaned_name or own.cleaned_name in wanted.similar_titles):
        return 1.0
    if own.role != wanted.role:
        return 0.0
    return 1.0 if own.sub_role and own.sub_role == wanted.sub_role else _SAME_ROLE


def _judge_skills(jd: JdStructure | None, shown: frozenset[str]) -> Judged:
    named = [skill.name for skill in jd.skills] if jd else []
    if len(named) < _FEWEST_SKILLS:
        return Judged(None, "")
    there = [name for name in named if name in shown]
    near = [name for name in named if name not in shown and related(name) & shown]
    told = f"{len(there)} of the {len(named)} skills that the posting names are in the CV"
    if near:
        told += f", and something near {len(near)} more"
    return Judged((len(there) + _NEAR * len(near)) / len(named), f"{told}.")


def _judge_industry(posting: Posting, cv: MasterCv, dossier: Dossier | None) -> Judged:
    said = [statement.text for statement in dossier.on("what")] if dossier else []
    wanted = list(industries_of(" ".join(said)))[:2] or main_industries(posting.text)[:2]
    own = industries_of(_of_work(cv))
    if not wanted or not own:
        return Judged(None, "")
    common = [name for name in wanted if name in own]
    if common:
        return Judged(1.0, f"The CV has work that has to do with {common[0]}, as the company has.")
    return Judged(0.0, f"The company seems to be in {wanted[0]}, of which the CV says nothing.")


def _of_work(cv: MasterCv) -> str:
    """What a CV says of its positions and projects."""
    kinds = ("work", "projects", "volunteer")
    told = [
        f"{section.title}. {section.organisation}. {' '.join(line.text for line in section.lines)}"
        for section in cv.sections
        if section.kind in kinds
    ]
    return " ".join(told)
