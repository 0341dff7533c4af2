"""A posting read by rules alone: every part with its place in the text, and what could not be placed."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from inroad.analysis import DegreeLevel, JdStructure, LanguageAsked, Quote, Requirement, SkillMention, Years
from inroad.state import Posting
from inroad.tools.jd.asking import is_aside
from inroad.tools.jd.deadlines import deadlines_of
from inroad.tools.jd.degrees import degree_order
from inroad.tools.jd.headings import Part
from inroad.tools.jd.pay import pay_of
from inroad.tools.jd.requirements import Asked, asked_lines, quote_of, requirement
from inroad.tools.jd.sections import Placed, placed_lines
from inroad.tools.jd.seniority import seniority_of
from inroad.tools.jd.teams import team_of
from inroad.tools.jd.weights import weighed
from inroad.tools.jd.work_mode import work_mode_of
from inroad.tools.skills import find_skills

# The languages whose headings and sentences the rules know.
READ_LANGUAGES = frozenset(["en", "de", "fr", "es", "nl", "it", "pt"])
# Past this much text a posting is no posting; what stands behind is not read.
READ_AT_MOST = 60_000
_ABOUT_THE_JOB = frozenset[Part](["", "must", "nice", "tasks", "role", "stack"])
_MOST_TASKS = 60
_DOING = re.compile(r"\b(?:you(?:'|’)?(?:ll| will)|your (?:role|job|mission|tasks|responsibilities)|du (?:wirst"
    r"|übernimmst|entwickelst)|vous (?:serez|aurez)|tu (?:seras|harás))\b", re.IGNORECASE)  # fmt: skip
_SEVERAL_YEARS = re.compile(r"\b(?:mehrjährige?\w*|langjährige?\w*|several years|many years|plusieurs années"
    r"|varios años|meerdere jaren|pluriennale|vários anos)\b", re.IGNORECASE)  # fmt: skip


class Reading(NamedTuple):
    """What the rules read: the structure, why a model had better read the posting too, and what no heading said.

    `loose` are the starts of the requirements that only the words of a sentence made one. The sentences of `doubts` are
    among `unsure`, which names what no model can know either.
    """

    structure: JdStructure
    doubts: list[str]
    loose: frozenset[int]


def read_jd(posting: Posting, is_order: Callable[[str], bool]) -> Reading:
    """Read a posting by rules; lines of which `is_order` says that they order a reader about are no part of it."""
    posting = posting.model_copy(update={"text": posting.text[:READ_AT_MOST]})
    placed = placed_lines(posting.text)
    asked = asked_lines(placed, posting.text, is_order)
    tasks = _tasks(placed, asked, is_order)
    level, mode = seniority_of(posting.title, posting.text), work_mode_of(posting)
    structure = JdStructure(
        title=_title(posting.title),
        seniority=level.level,
        seniority_quote=level.quote,
        team=team_of(posting.text),
        responsibilities=tasks,
        skills=skills_of(posting, placed, asked),
        work_mode=mode.mode,
        work_mode_quote=mode.quote,
        pay=pay_of(posting.text),
        deadlines=deadlines_of(posting.text),
        language=posting.language,
    )
    structure = with_requirements(
        structure,
        [requirement(number, quote_of(each.line), each.need, 1.0) for number, each in enumerate(asked, 1)],
        posting,
    )
    doubts = _doubts(posting, asked, tasks)
    unsure = [*doubts, *_vague(asked)]
    return Reading(
        structure.model_copy(update={"unsure": unsure}),
        doubts,
        frozenset(each.line.start for each in asked if not each.told),
    )


def with_requirements(structure: JdStructure, found: Sequence[Requirement], posting: Posting) -> JdStructure:
    """Return the structure with these requirements, numbered in the order of the text, and what follows of them."""
    in_order = sorted(found, key=lambda each: each.quote.start)
    numbered = [each.model_copy(update={"id": f"r{number}"}) for number, each in enumerate(in_order, 1)]
    requirements = weighed(numbered, posting.title, posting.text)
    return structure.model_copy(
        update={
            "requirements": requirements,
            "years": _years(requirements),
            "degree": _degree(requirements),
            "languages": _languages(requirements),
        }
    )


def skills_of(posting: Posting, placed: Sequence[Placed], asked: Sequence[Asked]) -> list[SkillMention]:
    """Return the skills that the parts about the job name, and the title, each where it stands first in the text."""
    text = posting.text
    found: dict[str, SkillMention] = {}
    asked_starts = {each.line.start for each in asked}
    for place in placed:
        if place.part in _ABOUT_THE_JOB or place.line.start in asked_starts:
            for name, start, end in find_skills(place.line.text):
                start, end = place.line.start + start, place.line.start + end
                found.setdefault(name, SkillMention(name=name, quote=Quote(text=text[start:end], start=start, end=end)))
    for name, start, end in find_skills(posting.title):
        quote = Quote(text=posting.title[start:end], part="title", start=start, end=end)
        found.setdefault(name, SkillMention(name=name, quote=quote))
    return list(found.values())


def _title(title: str) -> Quote | None:
    bare = title.strip()
    start = title.find(bare)
    return Quote(text=bare, part="title", start=start, end=start + len(bare)) if bare else None


def _tasks(placed: Sequence[Placed], asked: Sequence[Asked], is_order: Callable[[str], bool]) -> list[Quote]:
    """What is to be done: the lines under a heading about it, else the lines that tell the reader what they will do."""
    asking = [(each.line.start, each.line.end) for each in asked]
    told = [place.line for place in placed if place.part == "tasks" and not place.line.text.endswith(":")]
    told = told or [place.line for place in placed if place.part in ("", "role") and _DOING.search(place.line.text)]
    lines = [
        line
        for line in told
        if len(line.text.split()) > 1
        and not any(start < line.end and line.start < end for start, end in asking)
        and not is_aside(line.text)
        and not is_order(line.text)
    ]
    return [quote_of(line) for line in lines[:_MOST_TASKS]]


def _years(requirements: Sequence[Requirement]) -> Years | None:
    """The most years that a requirement asks for, of those that must be met, or else of any."""
    musts = [each.years for each in requirements if each.years and each.need == "must"]
    found = musts or [each.years for each in requirements if each.years]
    return max(found, key=lambda years: (years.at_least, years.at_most or 0), default=None)


def _degree(requirements: Sequence[Requirement]) -> DegreeLevel:
    musts = [each.degree for each in requirements if each.need == "must"]
    return max(musts, key=degree_order, default="") or max(
        (each.degree for each in requirements), key=degree_order, default=""
    )


def _languages(requirements: Sequence[Requirement]) -> list[LanguageAsked]:
    """The languages, each once; where a line must be met and another is nice to have, the first of the musts counts."""
    found: dict[str, LanguageAsked] = {}
    for each in sorted(requirements, key=lambda one: one.need == "nice"):
        for language in each.languages:
            found.setdefault(language.code, LanguageAsked(language=language, need=each.need, quote=each.quote))
    return sorted(found.values(), key=lambda asked: asked.quote.start)


def _doubts(posting: Posting, asked: Sequence[Asked], tasks: Sequence[Quote]) -> list[str]:
    """Why a model had better read the posting too."""
    if not posting.text.strip():
        return ["The posting has no text."]
    doubts = []
    if posting.language not in READ_LANGUAGES:
        doubts.append(f"The posting is in a language ({posting.language}) of which the rules know little.")
    if not asked:
        doubts.append("No line of the posting reads as a requirement.")
    elif not any(each.told for each in asked):
        doubts.append("No heading says what is asked for; the requirements are sentences of the running text.")
    elif not any(each.need == "must" for each in asked):
        doubts.append("All that the posting asks for reads as nice to have.")
    if not tasks and not asked:
        doubts.append("No line of the posting says what is to be done.")
    return doubts


def _vague(asked: Sequence[Asked]) -> list[str]:
    words = (_SEVERAL_YEARS.search(each.line.text) for each in asked)
    return [f'How many years "{found.group()}" is, is not said.' for found in words if found][:3]
