"""Where made-up people studied, and how: for a degree, for a course, or at a school of nearly the same name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from random import Random

from inroad.sandbox.chance import dice, share, token, weighted
from inroad.sandbox.people.companies import slug_of
from inroad.sandbox.words import listed, rows

POST_SECONDARY = "post-secondary institution"
SECONDARY = "secondary school"
_KINDS = (
    "degree",
    "dated",
    "bare",
    "unfinished",
    "student",
    "certificate",
    "course",
    "exchange",
    "bootcamp",
    "high school",
)
_WEIGHTS = (66, 5, 4, 4, 4, 6, 4, 3, 2, 2)
_DEGREES = {
    "bachelors": (("bachelor of science", "bachelors of science"), ("bachelor of arts", "bachelors of arts")),
    "masters": (("master of science", "masters of science"), ("mba", "master of business administration")),
    "doctorates": (("phd", "doctor of philosophy"),),
    "associates": (("associate of science", "associates of science"),),
}
_MAJORS = ("economics", "psychology", "english", "history", "biology", "mathematics", "communications")


@dataclass(frozen=True, slots=True)
class School:
    """A school; `mistaken` are the names of others that are easily taken for it."""

    name: str
    kind: str
    locality: str
    region: str
    country: str
    mistaken: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """Its id, which depends on nothing but its name."""
        return f"{token(22, 'school', self.name)}_0"

    @property
    def domain(self) -> str:
        """The domain of its site."""
        return f"{slug_of(self.name)}.example"


@dataclass(frozen=True, slots=True)
class Study:
    """Time at a school. `earned` is the truth: whether a degree of that school came of it."""

    school: School
    kind: str
    degrees: tuple[str, ...]
    majors: tuple[str, ...]
    start: str | None
    end: str | None
    raw: str
    summary: str | None

    @property
    def earned(self) -> bool:
        """Whether a degree came of it, whatever the record says."""
        return self.kind in ("degree", "dated", "bare")


@cache
def schools() -> dict[str, School]:
    """Return all listed schools by name, with those that are mistaken for them."""
    listed_ones = {row["name"]: _school(row) for row in rows("schools")}
    others = {name: _unlisted(name, school) for school in listed_ones.values() for name in school.mistaken}
    return others | listed_ones


def school_named(name: str) -> School:
    """Return a listed school, or one made up for a name that is not listed."""
    plain = " ".join(name.lower().split())
    return schools().get(plain) or School(plain, POST_SECONDARY, "", "", "", (f"{plain} online", f"new {plain}"))


def draw_studies(
    company: str, index: int, wanted: Sequence[str], majors: Sequence[str], born: int, now: int
) -> tuple[Study, ...]:
    """Draw the studies of one person of a company, the latest first; 12 % have none on record.

    Each of the wanted schools is in the records of 9 to 18 % of the company's people.
    """
    random = dice("studies", company, index)
    if random.random() < 0.12:
        return ()
    first = draw_school(random, company, index, wanted)
    studies = [_study(random, first, majors, born + 18, now)]
    if random.random() < 0.3:
        studies.append(_study(random, _listed_school(random), majors, born + 24, now))
    if random.random() < 0.12:
        studies.append(_high_school(random, born))
    return tuple(sorted(studies, key=lambda study: study.end or study.start or "", reverse=True))


def draw_school(random: Random, company: str, index: int, wanted: Sequence[str]) -> School:
    """Draw a school: one of the wanted, one that is mistaken for one, or any other."""
    mark = share("school", company, index)
    for name in wanted:
        school = school_named(name)
        part = 0.09 + 0.09 * share("part", company, name)
        if mark < part:
            return school
        mark -= part
        if mark < 0.03 and school.mistaken:
            return school_named(random.choice(school.mistaken))
        mark -= 0.03
    return _listed_school(random)


def _listed_school(random: Random) -> School:
    school = school_named(weighted(random, rows("schools"), _school_weights())["name"])
    return school_named(random.choice(school.mistaken)) if school.mistaken and random.random() < 0.06 else school


@cache
def _school_weights() -> tuple[float, ...]:
    return tuple(float(row["weight"]) for row in rows("schools"))


def _study(random: Random, school: School, majors: Sequence[str], year: int, now: int) -> Study:
    kind = weighted(random, _KINDS, _WEIGHTS)
    start = min(year + random.randint(0, 2), now - 1)
    major = random.choice(majors) if majors and random.random() < 0.7 else random.choice(_MAJORS)
    if kind in ("degree", "dated", "bare", "unfinished", "student"):
        return _degree_study(random, school, kind, major, start, now)
    if kind == "high school":
        name = f"{school.name.replace('university of ', '').split(',')[0]} high school"
        return _high_school(random, start - 18, name)
    return _short_study(random, school, kind, major, min(start + random.randint(0, 9), now - 1))


def _degree_study(random: Random, school: School, kind: str, major: str, start: int, now: int) -> Study:
    general = weighted(random, tuple(_DEGREES), (60, 28, 6, 6))
    exact, plural = random.choice(_DEGREES[general])
    raw = f"{exact}, {major}, {school.name}"
    if kind == "degree":
        end = str(min(start + (4 if general == "bachelors" else 2), now - 1))
        dated = random.random() > 0.08
        return Study(
            school, kind, (general, plural), (major,), str(start) if dated else None, end if dated else None, raw, None
        )
    if kind == "dated":
        return Study(school, kind, (), (major,), str(start), str(min(start + 4, now - 1)), school.name, None)
    if kind == "bare":
        return Study(school, kind, (), (), None, None, school.name, None)
    if kind == "unfinished":
        summary = "left before completing the degree"
        return Study(school, kind, (), (major,), str(start), str(start + 2), f"coursework toward {raw}", summary)
    began = now - random.randint(0, 2)
    return Study(
        school,
        kind,
        (general, plural),
        (major,),
        str(began),
        str(now + random.randint(1, 2)),
        raw,
        "expected to graduate",
    )


def _short_study(random: Random, school: School, kind: str, major: str, year: int) -> Study:
    label = {
        "certificate": f"professional certificate, {major}",
        "course": f"online course, {major}",
        "exchange": "exchange semester",
        "bootcamp": "coding bootcamp",
    }[kind]
    summary = "visiting student for one term" if kind == "exchange" else None
    month = random.randint(1, 8)
    start, end = f"{year}-{month:02d}", f"{year}-{month + 4:02d}"
    return Study(
        school, kind, (), () if kind == "exchange" else (major,), start, end, f"{label}, {school.name}", summary
    )


def _high_school(random: Random, born: int, name: str = "") -> Study:
    name = name or f"{random.choice(('lincoln', 'roosevelt', 'central', 'westview', 'saint mary', 'east'))} high school"
    school = School(name, SECONDARY, "", "", "")
    return Study(school, "high school", (), (), str(born + 14), str(born + 18), f"high school diploma, {name}", None)


def _school(row: dict[str, str]) -> School:
    mistaken = listed(row["mistaken"], ";")
    return School(row["name"], POST_SECONDARY, row["locality"], row["region"], row["country"], mistaken)


def _unlisted(name: str, like: School) -> School:
    kind = SECONDARY if name.endswith("high school") else POST_SECONDARY
    return School(name, kind, "", like.region, like.country)
