"""The people of a company, as they are in truth: names, jobs, studies, addresses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from random import Random

from inroad.sandbox.chance import dice, share, token, weighted
from inroad.sandbox.people.companies import Company, make_company
from inroad.sandbox.people.mailboxes import personal_address
from inroad.sandbox.people.places import Spot, draw_spot
from inroad.sandbox.people.studies import Study, draw_studies
from inroad.sandbox.people.titles import (
    Department,
    Title,
    department_of_title,
    department_weights,
    departments,
    draw_title,
    graded,
    heads,
)
from inroad.sandbox.words import listed, rows, words

STALE, FORMER = 0.08, 0.12
_NAMESAKES = 0.03


@dataclass(frozen=True, slots=True)
class Job:
    """A job; dates are "YYYY-MM", `end` is None while it lasts."""

    company: Company
    title: Title
    start: str
    end: str | None


@dataclass(frozen=True, slots=True)
class Human:
    """One human. `jobs` are the latest first; `here` is the one at the company that they were drawn for.

    `moved` says that they have left, and that records still show them here; `former` that records know it too.
    """

    key: str
    first: str
    middle: str
    last: str
    sex: str
    born: int
    spot: Spot
    jobs: tuple[Job, ...]
    here: Job
    moved: bool
    former: bool
    studies: tuple[Study, ...]
    skills: tuple[str, ...]
    interests: tuple[str, ...]
    personal: str

    @property
    def name(self) -> str:
        """First and last name."""
        return f"{self.first} {self.last}"

    @property
    def now(self) -> Job:
        """The job that they have in truth."""
        return self.jobs[0]


@dataclass(frozen=True)
class Setting:
    """What the people of one company are drawn from."""

    seed: int
    company: Company
    titles: tuple[str, ...]
    schools: tuple[str, ...]
    today: date


def draw_people(setting: Setting) -> list[Human]:
    """Draw everybody whom records place at a company, then those who are known to have left (12 % more)."""
    staff = setting.company.people
    gone = round(staff * FORMER)
    return [_human(setting, index, former=index >= staff) for index in range(staff + gone)]


def _human(setting: Setting, index: int, *, former: bool) -> Human:
    name = setting.company.name
    random = dice("human", setting.seed, name, index)
    first, middle, last, sex = _name(setting.seed, name, index)
    department, title = _work(setting, index, random)
    jobs = _jobs(setting, random, department, title)
    here = jobs[0]
    moved = not former and share("moved", setting.seed, name, index) < STALE
    if moved or former:
        jobs = _left(setting, random, department, jobs)
        here = jobs[1]
    born = int(jobs[-1].start[:4]) - random.randint(21, 26)
    key = token(12, "human", setting.seed, name, index)
    return Human(
        key=key,
        first=first,
        middle=middle,
        last=last,
        sex=sex,
        born=born,
        spot=draw_spot(setting.company.home, f"{setting.seed} {name}", index),
        jobs=jobs,
        here=here,
        moved=moved,
        former=former,
        studies=draw_studies(
            f"{setting.seed} {name}", index, setting.schools, department.majors, born, setting.today.year
        ),
        skills=_some(random, department.skills, 4),
        interests=_some(random, words("interests"), 3),
        personal=personal_address(random, first, last, key),
    )


def _name(seed: int, company: str, index: int) -> tuple[str, str, str, str]:
    """Draw a name; one in thirty has the name of a colleague."""
    random = dice("name", seed, company, index)
    if index and random.random() < _NAMESAKES:
        first, _, last, sex = _name(seed, company, random.randrange(index))
        return first, random.choice("abcdefghjklmnprst"), last, sex
    culture, females, males = weighted(random, _cultures(), _culture_shares())
    sex = random.choice(("female", "male"))
    first = random.choice(females if sex == "female" else males)
    family = culture if random.random() < 0.85 else weighted(random, _cultures(), _culture_shares())[0]
    middle = random.choice("abcdefghjklmnprst") if random.random() < 0.15 else ""
    return first, middle, random.choice(_families()[family]), sex


@cache
def _cultures() -> tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]:
    return tuple((row["culture"], listed(row["female"]), listed(row["male"])) for row in rows("first_names"))


@cache
def _culture_shares() -> tuple[float, ...]:
    return tuple(float(row["share"]) for row in rows("first_names"))


@cache
def _families() -> dict[str, tuple[str, ...]]:
    return {row["culture"]: listed(row["names"]) for row in rows("last_names")}


def _work(setting: Setting, index: int, random: Random) -> tuple[Department, Title]:
    """Draw what somebody does; each expected title is the work of 14 % of its company's people."""
    mark = share("work", setting.seed, setting.company.name, index)
    for text in setting.titles:
        if mark < 0.14:
            department = department_of_title(text)
            return department, draw_title(random, department)
        mark -= 0.14
    led = heads(setting.company.mix)
    if index < len(led):
        return led[index]
    department = weighted(random, departments(), department_weights(setting.company.mix))
    return department, draw_title(random, department)


def _jobs(setting: Setting, random: Random, department: Department, title: Title) -> tuple[Job, ...]:
    """Draw a career that ends at the company: up to four employers before, the lower ranks first."""
    ranked = bool({"senior", "manager", "director", "vp", "cxo"} & set(title.levels))
    start = _months_back(setting.today, random.randint(2, 100))
    jobs = [Job(setting.company, title, start, None)]
    for _ in range(random.randint(1, 4) if ranked else random.randint(0, 2)):
        end = _earlier(jobs[-1].start, random.randint(0, 3))
        earlier = graded(random, department, random.choice(("plain", "plain", "entry")))
        jobs.append(Job(_employer(setting, random), earlier, _earlier(end, random.randint(8, 50)), end))
    return tuple(jobs)


def _left(setting: Setting, random: Random, department: Department, jobs: tuple[Job, ...]) -> tuple[Job, ...]:
    """Move somebody on to another company within the last year."""
    since = _months_back(setting.today, random.randint(1, 11))
    here = jobs[0]
    began = min(here.start, _earlier(since, 2))
    ended = Job(here.company, here.title, began, since)
    following = [job for job in jobs[1:] if job.end is not None and job.end <= began]
    return (Job(_employer(setting, random), draw_title(random, department), since, None), ended, *following)


def _employer(setting: Setting, random: Random) -> Company:
    return make_company(setting.seed, random.choice(words("employers")))


def _months_back(today: date, months: int) -> str:
    return _month(today.year * 12 + today.month - 1 - months)


def _earlier(month: str, months: int) -> str:
    return _month(int(month[:4]) * 12 + int(month[5:]) - 1 - months)


def _month(number: int) -> str:
    return f"{number // 12}-{number % 12 + 1:02d}"


def _some(random: Random, items: tuple[str, ...], most: int) -> tuple[str, ...]:
    return tuple(random.sample(items, min(len(items), random.randint(0, most))))
