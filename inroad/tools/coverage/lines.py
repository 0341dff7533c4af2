"""The lines of a CV with what each shows, and how well it shows it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property

from inroad.analysis import CvLine, CvSection, Evidence, MasterCv, SectionKind
from inroad.tools.coverage.words import stems
from inroad.tools.skills import find_skills, normal_name

_MOST_EVIDENCE = 4


class Standing(IntEnum):
    """What a line is worth as evidence, the least first."""

    WEAK = 0  # an interest, a wish, another's words, what the employer does
    LITTLE = 1  # named, and called basic
    LEARNT = 2  # a course or a study
    NAMED = 3  # claimed in a list or a summary, with nothing that shows it
    DONE = 4  # shown by something that was done


_STANDING: dict[SectionKind, Standing] = {
    "summary": Standing.NAMED,
    "work": Standing.DONE,
    "volunteer": Standing.DONE,
    "projects": Standing.DONE,
    "publications": Standing.DONE,
    "awards": Standing.DONE,
    "certificates": Standing.NAMED,
    "skills": Standing.NAMED,
    "education": Standing.LEARNT,
}
_SENTENCE_END = re.compile(r"[.!?;:]\s|,?\s(?:but|while|and now|aber|mais|pero)\s", re.IGNORECASE)
# What comes after such words was wished for, learnt, left to others or dealt in, and not done.
_NOT_DONE = re.compile(
    r"\b(?:eager|keen|want(?:s|ed|ing)?|hop(?:e|es|ing)|seek(?:s|ing)?|looking (?:for|to)|aspir\w+|curious"
    r"|interested in"
    r"|interest in|passion\w* (?:for|about)|plan(?:s|ning)? to|would (?:like|love)|(?:currently|now|still|am"
    r"|started) learning"
    r"|studying|no (?:\w+ )?(?:experience|knowledge)|never|without|not (?:yet )?\w+|recruit\w*|hired|hiring"
    r"|sourc(?:ed|ing)"
    r"|headhunt\w*|staffed|sold|selling|resold|sales of|lerne|interesse an|suche|möchte|souhaite|cherche|busco"
    r"|aprendiendo)\b",
    re.IGNORECASE,
)
_LITTLE = re.compile(
    r"\b(?:basics?|beginner|novice|elementary|rudimentary|introduct\w+|some exposure|familiar|grundkenntnisse|notions"
    r"|básico|anfänger)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Line:
    """A line of a CV: `standing` is that of the line, `skills` those that it names, each with its own standing."""

    section: CvSection
    at: CvLine
    standing: Standing
    skills: Mapping[str, Standing]
    language: str

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of its content words."""
        return frozenset(stems(self.at.text, self.language))

    def evidence(self, skills: Sequence[str] = ()) -> Evidence:
        """Return the line as evidence, for those of some skills that it names."""
        shown = [skill for skill in skills if skill in self.skills]
        return Evidence(section=self.section.path, path=self.at.path, text=self.at.text, skills=shown)


def lines_of(cv: MasterCv, language: str) -> list[Line]:
    """Return all lines of a CV that is written in a language (ISO 639-1), in its order."""
    return [_line(section, at, language) for section in cv.sections for at in section.lines]


def best_evidence(lines: Sequence[Line], skills: Sequence[str] = ()) -> tuple[Evidence, ...]:
    """Return the lines that show most, no more than a reader needs; of equals the earlier ones."""
    ranked = sorted(
        lines, key=lambda line: -max((line.skills.get(skill, line.standing) for skill in skills), default=0)
    )
    unique = {line.at.path: line for line in ranked}
    return tuple(line.evidence(skills) for line in [*unique.values()][:_MOST_EVIDENCE])


def _line(section: CvSection, at: CvLine, language: str) -> Line:
    standing = _standing(section, at)
    return Line(section, at, standing, dict(_skills(section, at.text, standing)), language)


def _standing(section: CvSection, at: CvLine) -> Standing:
    if section.kind == "work" and at.path.endswith(".description"):
        return Standing.WEAK
    standing = _STANDING.get(section.kind, Standing.WEAK)
    return Standing.LITTLE if section.kind == "skills" and _LITTLE.search(f"{section.level} {at.text}") else standing


def _skills(section: CvSection, text: str, standing: Standing) -> Iterator[tuple[str, Standing]]:
    """The skills that a line names, the best standing of each last; an item of a list is a skill whatever it says."""
    found = [(skill.name, _standing_at(text, skill.start, standing)) for skill in find_skills(text)]
    if not found and section.kind == "skills":
        yield normal_name(text), standing
    yield from sorted(found, key=lambda each: each[1])


def _standing_at(text: str, start: int, standing: Standing) -> Standing:
    """What a skill is worth where it stands: less behind a word that says it was not done."""
    before = text[:start]
    ends = [match.end() for match in _SENTENCE_END.finditer(before)]
    sentence = before[ends[-1] if ends else 0 :]
    if _NOT_DONE.search(sentence):
        return Standing.WEAK
    return min(standing, Standing.LITTLE) if _LITTLE.search(sentence) else standing
