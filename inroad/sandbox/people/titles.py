"""What made-up people do: departments, titles and levels, in People Data Labs' vocabulary."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from random import Random

from inroad.reference.titles import JobTitle, job_titles, roles_of_sub_roles, roles_of_words
from inroad.sandbox.chance import weighted
from inroad.sandbox.words import listed, rows

# Which class a role is in is not in the facts; this is what the names of the classes say.
_CLASSES = {
    "research_and_development": ("engineering", "product", "research", "creative"),
    "sales_and_marketing": ("sales", "marketing", "sales_engineering", "partnerships"),
    "services": ("education", "health", "hospitality", "support", "trade", "public_service", "manufacturing"),
    "unemployed": ("unemployed",),
}
_GRADES = ("plain", "senior", "entry", "manager", "director", "vp", "training")
_GRADE_WEIGHTS = (48, 25, 8, 11, 4.5, 1.5, 2)
_ANY_SKILLS = ("customer service", "teamwork", "microsoft office")
_RANK_WORDS = re.compile(
    r"^(?:senior|sr\.?|junior|jr\.?|lead|staff|principal|associate|entry[- ]level|head of|vp of|director of)\s+"
    r"|\s+(?:i{1,3}|iv|v|[1-5]|intern)$"
)
_ASIDE = re.compile(r"\s*[(\[].*?[)\]]|\s+[-–—|/]\s+.*$|,\s.*$")


@dataclass(frozen=True, slots=True)
class Title:
    """A job title with what it means; `sub_role` is empty where only the role can be told."""

    name: str
    role: str
    sub_role: str
    levels: tuple[str, ...]

    @property
    def kind(self) -> str:
        """The class of its role."""
        return next((name for name, roles in _CLASSES.items() if self.role in roles), "general_and_administrative")


@dataclass(frozen=True)
class Department:
    """People of one kind in a company: their plain titles, skills, majors, and the title of their head."""

    sub_role: str
    role: str
    field: str
    titles: tuple[str, ...]
    skills: tuple[str, ...]
    majors: tuple[str, ...]
    head: str


@cache
def departments() -> tuple[Department, ...]:
    """Return all departments."""
    return tuple(_department(row) for row in rows("departments"))


@cache
def department_weights(mix: str) -> tuple[float, ...]:
    """Return how many of a company's people are in each department."""
    return tuple(float(row[mix]) for row in rows("departments"))


@cache
def department_of_title(text: str) -> Department:
    """Return the department of whoever has a title, also of a title that no list has."""
    base = plain_title(text)
    own = next((known for known in departments() if base in known.titles), None)
    if own:
        return replace(own, titles=(base, base, base, *own.titles))
    known = _reference_title(base)
    role = known.role if known else roles_of_words().get(base.rpartition(" ")[2], "operations")
    sub_role = known.sub_role if known else ""
    like = next((one for one in departments() if one.sub_role == sub_role), _of_role(role))
    skills, majors = (like.skills, like.majors) if like else (_ANY_SKILLS, ())
    similar = known.similar if known and known.name == base else ()
    return Department(sub_role, role, field_of(base), (base, base, base, *similar[:2]), skills, majors, "")


def plain_title(text: str) -> str:
    """Return a title in lower case, without its rank and what stands in brackets or after a dash."""
    plain = " ".join(_ASIDE.sub("", text.lower()).split()) or " ".join(text.lower().split())
    while (shorter := _RANK_WORDS.sub("", plain)) and shorter != plain:
        plain = shorter
    return plain


def field_of(base: str) -> str:
    """Return the field that a manager of people with a title is named after."""
    head, _, last = base.rpartition(" ")
    if last == "engineer":
        return f"{head} engineering".strip()
    return head if last in ("manager", "specialist", "analyst") and head else base


def draw_title(random: Random, department: Department) -> Title:
    """Draw a title of a department, of any rank below its head."""
    grade = weighted(random, _GRADES, _GRADE_WEIGHTS)
    return graded(random, department, grade)


def graded(random: Random, department: Department, grade: str) -> Title:
    """Draw a title of a department at a grade: plain, senior, entry, manager, director, vp or training."""
    base, field = random.choice(department.titles), department.field
    name, levels = _worded(random, base, field, grade)
    return Title(name, department.role, department.sub_role, levels)


def heads(mix: str) -> list[tuple[Department, Title]]:
    """Return who leads a company of a mix, with their departments: the chief executive first."""
    weights = department_weights(mix)
    led = [one for one, weight in zip(departments(), weights, strict=True) if one.head and weight >= 2]
    leader = Title("chief executive officer", roles_of_sub_roles()["executive"], "executive", ("cxo",))
    office = next(one for one in departments() if one.sub_role == "administrative")
    return [(office, leader), *((one, Title(one.head, one.role, one.sub_role, ("cxo",))) for one in led)]


def _worded(random: Random, base: str, field: str, grade: str) -> tuple[str, tuple[str, ...]]:
    own = ("manager",) if base.endswith("manager") else ()
    if grade == "senior":
        return f"{random.choice(('senior', 'senior', 'senior', 'lead', 'staff', 'principal'))} {base}", ("senior", *own)
    if grade == "entry":
        return f"{random.choice(('junior', 'associate'))} {base}", ("entry", *own)
    if grade == "training":
        return f"{base} intern", ("training",)
    if grade == "manager":
        return _choose(
            random,
            (
                (f"{field} manager", ("manager",)),
                (f"manager, {field}", ("manager",)),
                (f"senior manager, {field}", ("senior", "manager")),
            ),
        )
    if grade == "director":
        return _choose(
            random,
            (
                (f"director of {field}", ("director",)),
                (f"head of {field}", ("director",)),
                (f"senior director of {field}", ("senior", "director")),
            ),
        )
    if grade == "vp":
        return _choose(random, ((f"vp of {field}", ("vp",)), (f"vice president, {field}", ("vp",))))
    return base, own


def _choose(random: Random, ways: Sequence[tuple[str, tuple[str, ...]]]) -> tuple[str, tuple[str, ...]]:
    return random.choice(ways)


def _department(row: dict[str, str]) -> Department:
    return Department(
        sub_role=row["sub_role"],
        role=roles_of_sub_roles()[row["sub_role"]],
        field=row["field"],
        titles=listed(row["titles"]),
        skills=listed(row["skills"]),
        majors=listed(row["majors"]),
        head=row["head"],
    )


def _of_role(role: str) -> Department | None:
    return next((one for one in departments() if one.role == role), None)


def _reference_title(base: str) -> JobTitle | None:
    """Return the shipped title that a title is, or else the longest that it ends with."""
    words = base.split()
    for start in range(len(words)):
        found = _by_name().get(" ".join(words[start:]))
        if found:
            return found
    return None


@cache
def _by_name() -> dict[str, JobTitle]:
    aliases = {alias: title for title in job_titles() for alias in title.aliases}
    return aliases | {title.name: title for title in job_titles()}
