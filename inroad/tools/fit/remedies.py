"""What can honestly be done about a requirement that a CV does not fully cover.

The rules are tried in the order of `_RULES`; the first that has something to say decides. No sentence says that the
user has what the CV does not show: what is missing is named only as asked for, to be learnt, or not to be claimed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from inroad.analysis import CvCoverage, Evidence, MasterCv, Remedy, Requirement, RequirementCoverage
from inroad.tools.coverage.narrower import cases_of
from inroad.tools.fit.barriers import Barrier, barrier_in, countries_in
from inroad.tools.fit.learning import is_soft, is_soon_learnt
from inroad.tools.fit.shortfalls import lacks_degree, languages_short, skills_short, takes_instead, years_short
from inroad.tools.fit.shown import language_of_cv
from inroad.tools.skills import find_skills, normal_name, related

_MANY_YEARS = 5
_NAMED = 3
_LINE = 90
_OR = re.compile(r"\b(?:or|oder|ou|of|o)\b", re.IGNORECASE)
_SURE_LEVELS = ("fluent", "native")


class Remedied(NamedTuple):
    """A remedy with what to do; `why` adds to what the coverage says of the requirement, "" where that is enough."""

    remedy: Remedy
    what: str
    why: str = ""


@dataclass(frozen=True)
class Case:
    """A requirement with what the CV has for it; `shown` are the skills (normal names) of the whole CV."""

    requirement: Requirement
    found: RequirementCoverage
    coverage: CvCoverage
    cv: MasterCv
    shown: frozenset[str]

    @property
    def is_must(self) -> bool:
        """Whether it has to be met."""
        return self.requirement.need == "must"

    @cached_property
    def barrier(self) -> Barrier:
        """What it asks for that no practice makes up for."""
        return barrier_in(self.requirement.quote.text)

    @cached_property
    def missing(self) -> list[str]:
        """Skills (normal names) that are asked for and not there."""
        return skills_short(self.requirement, self.found)

    @cached_property
    def near(self) -> list[str]:
        """Skills of the CV that are near those missing, in alphabetical order."""
        return sorted({near for skill in self.missing for near in related(skill) & self.shown} - set(self.missing))

    def written(self, skills: Sequence[str], word: str = "and") -> str:
        """Name skills as the posting or the CV writes them."""
        text = self.requirement.quote.text
        names = {normal_name(skill): skill for skill in reversed(self.cv.sender.skills)}
        names |= {found.name: text[found.start : found.end] for found in reversed(find_skills(text))}
        return _listed([names.get(skill, skill) for skill in skills], word)


def remedy_of(case: Case) -> Remedied:
    """Return the remedy for a requirement that is not covered."""
    return next(filter(None, (rule(case) for rule in _RULES)))


def _listed(names: Sequence[str], word: str = "and") -> str:
    """Return "Go, Rust and Zig"; of more than a few, how many others there are."""
    if len(names) > _NAMED + 1:
        names = [*names[:_NAMED], f"{len(names) - _NAMED} more"]
    return f" {word} ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def _permit(case: Case) -> Remedied | None:
    """Leave and readiness to work: a CV seldom tells it, so only a CV from abroad stands in the way."""
    kind = case.barrier
    if kind == "driving":
        return Remedied("address", "Say in the letter that you may drive, if you may.")
    if kind == "readiness":
        return Remedied("address", "Say in the letter that you are ready for it, if you are.")
    if kind != "permit":
        return None
    asked, home = countries_in(case.requirement.quote.text), countries_in(case.cv.place.country)
    if case.is_must and asked and home and asked.isdisjoint(home):
        return Remedied(
            "do_not_apply",
            "Do not apply unless you may work there; if you may, say so in the first lines of the letter.",
            f"The line asks for leave to work in a country, and the CV is from another ({case.cv.place.country}).",
        )
    return Remedied("address", "Say in the letter whether you may work there; if you may not, do not apply.")


def _licence(case: Case) -> Remedied | None:
    if case.barrier not in ("licence", "clearance") or not case.is_must:
        return None
    return Remedied(
        "do_not_apply",
        f"Do not apply unless you hold the {case.barrier}; if you do, put it in the CV and name it in the letter.",
        f"Nothing stands in for a {case.barrier}.",
    )


def _degree(case: Case) -> Remedied | None:
    if not lacks_degree(case.found):
        return None
    if takes_instead(case.requirement):
        return Remedied(
            "address",
            "Say in the letter what stands in the degree's place: years of work, with an example.",
            "The line takes something instead of the degree.",
        )
    if case.found.strength == "partly" and any(each.section.startswith("education") for each in case.found.evidence):
        return Remedied("address", "Say in the letter how your studies stand, and when they end.")
    if not case.is_must:
        return None
    return Remedied(
        "do_not_apply",
        "Do not apply unless you have a degree that the CV leaves out; if you have, put it in.",
        "The line names nothing in the degree's place.",
    )


def _other_field(case: Case) -> Remedied | None:
    """The level of the studies is right, their field another."""
    fields = case.requirement.fields
    if not fields or not any(field in item for field in fields for item in case.found.missing):
        return None
    return Remedied("address", "Say in the letter what your studies have to do with this field.")


def _language(case: Case) -> Remedied | None:
    short = languages_short(case.requirement, case.cv.languages)
    if not short:
        return _language_told(case)
    own = {language.code for language in case.cv.languages} | {language_of_cv(case.cv)}
    if all(need.code in own for need in short) or not case.cv.languages:
        return Remedied("address", "Put into the CV which languages you speak, and how well.")
    is_alternative = len(short) < len(case.requirement.languages) and bool(_OR.search(case.requirement.quote.text))
    if (
        case.is_must
        and not is_alternative
        and any(need.level in _SURE_LEVELS and need.code not in own for need in short)
    ):
        return Remedied(
            "do_not_apply",
            "Do not apply unless you speak the language fluently; if you do, put it in the CV.",
            "To speak a language that well takes years.",
        )
    return Remedied("address", "Say in the letter how well you speak the language, as it is.")


def _language_told(case: Case) -> Remedied | None:
    """Of a line that asks for nothing but languages: the CV names them, and the line says more of them."""
    if not case.found.evidence or any(not each.section.startswith("languages") for each in case.found.evidence):
        return None
    return Remedied("address", "Say in the letter how well you speak the language, as it is.")


def _years(case: Case) -> Remedied | None:
    asked = case.requirement.years.at_least if case.requirement.years else 0
    if asked and case.coverage.years is None:
        return Remedied(
            "address", "Put the dates of your positions into the CV.", "Without them no years can be counted."
        )
    short = years_short(case.requirement, case.found, case.coverage)
    if short is None:
        return None
    if case.is_must and short.asked >= _MANY_YEARS and _is_far_short(case, short.shown, bool(short.skill)):
        return Remedied(
            "do_not_apply",
            "Do not apply unless the CV leaves years out; if it does, put them in.",
            "Less than half of the years are there.",
        )
    if not short.skill and short.shown >= short.asked:
        return Remedied("address", "Say in the letter which of your work comes nearest to this, if any does.")
    return Remedied("address", "Say in the letter how it stands, in plain numbers, and what makes up for it.")


def _is_far_short(case: Case, shown: float, is_of_skill: bool) -> bool:
    """Whether the CV proves that less than half is there.

    Years with a skill are proved too few by all years of work, or where neither the skill is there nor anything near
    it: what somebody did for years often goes by a wider name.
    """
    asked = case.requirement.years.at_least if case.requirement.years else 0
    if shown * 2 >= asked:
        return False
    is_short_in_all = (case.coverage.years or 0) * 2 < asked
    return not is_of_skill or is_short_in_all or (case.found.strength == "missing" and not case.near)


def _wider_names(case: Case) -> Remedied | None:
    """What is asked for is a wider name of what the CV shows: Terraform is a case of infrastructure as code."""
    wider = {skill: sorted(set(cases_of(skill)) & case.shown) for skill in case.missing}
    if not wider or not all(wider.values()):
        return None
    own = [name for names in wider.values() for name in names]
    return Remedied("reword", f"Name {case.written(list(wider))} beside {case.written(own)}, as that is a case of it.")


def _skills(case: Case) -> Remedied | None:
    missing = [skill for skill in case.missing if not (is_soft(skill) or set(cases_of(skill)) & case.shown)]
    if not missing:
        return None
    soon = [skill for skill in missing if is_soon_learnt(skill)]
    if soon and (case.near or case.is_must):
        names = case.written(soon, "or" if case.requirement.any_of else "and")
        return Remedied(
            "learn",
            f"Begin to learn {names} before you talk to them; claim nothing of it until then.",
            "" if case.near else "The CV shows nothing near it; a beginning can be made in weeks.",
        )
    if case.near:
        return Remedied(
            "address",
            f"Say in the letter what there is of {case.written(case.near)} in the CV, as that is near; do not claim "
            f"{case.written(missing)}.",
            "What is missing takes longer than there is time.",
        )
    if not case.is_must:
        return None
    return Remedied(
        "address",
        f"Say in one sentence how it stands; do not claim {case.written(missing)}.",
        "The CV shows nothing near it, and it takes longer than there is time.",
    )


def _practice(case: Case) -> Remedied | None:
    """The CV names the skill, and does not show what was done with it, or how deeply it is known."""
    named = [item.partition(" in ")[2] for item in case.found.missing if item.startswith(("practice in ", "depth in "))]
    if not named or not case.found.evidence:
        return None
    where = _place_of(case.found.evidence, case.cv)
    return Remedied("reword", f"Say what you did with {_listed(named)}, if you did something with it, {where}.")


def _rewording(case: Case) -> Remedied | None:
    if case.found.strength not in ("partly", "related") or not case.found.evidence:
        return None
    where = _place_of(case.found.evidence, case.cv)
    return Remedied("reword", f"Say it in the posting's words, as far as they are true, {where}.")


def _place_of(evidence: Sequence[Evidence], cv: MasterCv) -> str:
    """The first line that says more than the title of its entry, cut where it is long; else the entry."""
    sections = {section.path: section for section in cv.sections}
    titles = {path: section.title for path, section in sections.items()}
    told = next((each for each in evidence if each.text != titles.get(each.section)), evidence[0])
    section = sections.get(told.section)
    entry = ", ".join(filter(None, [section.title, section.organisation])) if section else ""
    if told.text == titles.get(told.section):
        return f"in the entry “{entry}”"
    text = told.text if len(told.text) <= _LINE else f"{told.text[: _LINE - 1].rstrip()}…"
    return f"in the line “{text}” ({entry or told.path})"


def _nice(case: Case) -> Remedied | None:
    if case.is_must:
        return None
    return Remedied("address", "Leave it out, or say in one sentence how it stands.", "It is only nice to have.")


def _example(_: Case) -> Remedied:
    return Remedied("address", "Give an example of it in the letter, if you have one.")


_RULES: tuple[Callable[[Case], Remedied | None], ...] = (
    _permit,
    _licence,
    _degree,
    _other_field,
    _language,
    _years,
    _wider_names,
    _skills,
    _practice,
    _rewording,
    _nice,
    _example,
)
