"""What the waterfall finds, how often it is wrong and what it costs: 1,000 made-up people of the sandbox.

`python -m benchmarks.addresses [--json FILE] [--people N]` prints each figure with its goal; the exit code is 1 when
one is missed. Usable is an address that reaches the very person, whatever the verdict. The rate limits are those of
larger accounts (see `PER_SECOND`, `PER_MINUTE`); the bound is what they alone allow.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from pydantic import SecretStr

from benchmarks.credits import Figure, lines_of
from benchmarks.lines import Line
from benchmarks.market import OPENINGS, SEED
from inroad.sandbox import KEY, Sandbox, faster
from inroad.sandbox.records import entry_of
from inroad.settings import Tools
from inroad.state import CompanyInfo, Email, JobInput, Person
from inroad.tools.addresses.parts import Parts, Providers
from inroad.tools.addresses.waterfall import Waterfall
from inroad.tools.apollo import apollo_client
from inroad.tools.cleaning.companies import company_key
from inroad.tools.hunter import hunter_client
from inroad.tools.people.network import NetworkSource
from inroad.tools.people.pdl_records import person_from
from inroad.tools.store.sqlite import SqliteStore

PER_SECOND = 20
PER_MINUTE = 600
NOW = datetime(2026, 10, 2, tzinfo=UTC)
_JOB = JobInput(run_id="r_addresses")
_OBJECTED = 451
_BULK = "/api/v1/people/bulk_match"


@dataclass(frozen=True)
class Staff:
    """Some people of one company, and by person id the address at which each is reached."""

    company: CompanyInfo
    people: list[Person]
    truth: Mapping[str, str]
    catch_all: bool


@dataclass(frozen=True)
class Outcome:
    """What came of one person's search; `truth` is where they are reached."""

    email: Email
    truth: str
    catch_all: bool

    @property
    def usable(self) -> bool:
        """Whether the address reaches this person."""
        return self.email.address.lower() == self.truth.lower()


def main() -> int:
    """Measure, print, and say by the exit code whether all goals are met."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", type=Path, help="also write the figures to this file")
    parser.add_argument("--people", type=int, default=1_000)
    options = parser.parse_args()
    figures = measure(options.people)
    for figure in figures:
        goal = "" if figure.goal is None else f"{figure.goal:8.2f}  {figure.verdict}"
        print(f"{figure.name:58} {figure.value:9.3f} {goal}")
    if options.json:
        options.json.write_text(json.dumps([asdict(figure) for figure in figures], indent=1) + "\n")
    return int(any(figure.verdict == "MISSED" for figure in figures))


def lines() -> list[Line]:
    """Return the figures that have a goal; they take a minute and a half."""
    return lines_of(measure(1_000))


def measure(count: int) -> list[Figure]:
    """Return the figures for so many people, 25 of a company."""
    with tempfile.TemporaryDirectory() as folder, Sandbox(SEED, limits=faster(100)) as sandbox:
        staffs = list(_staffs(sandbox, count))
        with _tools(Path(folder), sandbox) as tools:
            began = time.monotonic()
            outcomes = _searched(tools, staffs)
            seconds = time.monotonic() - began
            calls = Counter(exchange.path for exchange in sandbox.history.exchanges)
            spend = tools.spending.spent(_JOB.run_id)
            alone = {name: _alone(tools, staffs, name) for name in ("on record", "hunter", "apollo")}
            again = _again(tools, sandbox, staffs)
    credits = sum(each.credits for each in spend.values())
    return [*_quality(outcomes, alone), *_costs(outcomes, credits, calls, seconds), again]


def _staffs(sandbox: Sandbox, count: int) -> Iterator[Staff]:
    """The first 25 people of each company who work there, until there are enough."""
    for opening in OPENINGS:
        company = sandbox.population.company(opening.company)
        if company is None or count <= 0:
            return
        people, truth = [], {}
        for profile in sandbox.population.profiles(company):
            known = sandbox.truth(profile.id)
            person = person_from(entry_of(profile, known).record, NOW.date())
            if profile.twin or not known.works_there or person is None:
                continue
            people.append(person)
            truth[person.person_id] = known.address
            if len(people) == min(25, count):
                break
        count -= len(people)
        info = CompanyInfo(name=opening.company, key=company_key(opening.company))
        yield Staff(info, people, truth, company.catch_all)


@contextmanager
def _tools(folder: Path, sandbox: Sandbox) -> Iterator[Tools]:
    with (
        hunter_client(SecretStr(KEY), sandbox.hunter_url, per_second=PER_SECOND) as hunter,
        apollo_client(SecretStr(KEY), sandbox.apollo_url, per_minute=PER_MINUTE) as apollo,
    ):
        store = SqliteStore(folder / "inroad.sqlite")
        yield Tools(store=store, home=folder, mail_servers=sandbox.mail_servers, hunter=hunter, apollo=apollo)
        store.close()


def _searched(tools: Tools, staffs: Sequence[Staff]) -> list[Outcome]:
    """Look for everybody's address, all companies at once."""
    with ThreadPoolExecutor(len(staffs)) as pool:
        return [outcome for found in pool.map(lambda staff: _of_one(tools, staff), staffs) for outcome in found]


def _of_one(tools: Tools, staff: Staff) -> list[Outcome]:
    finder = tools.addresses(_JOB, staff.company)
    found = finder.find_all(staff.people, staff.company, personal=False, closed=(), now=NOW)
    if found.problems:
        raise RuntimeError(f"The measurement failed: {found.problems[0].message}")
    return _outcomes(staff, found.emails)


def _outcomes(staff: Staff, emails: Mapping[str, Email]) -> list[Outcome]:
    return [Outcome(email, staff.truth[person_id], staff.catch_all) for person_id, email in emails.items()]


def _alone(tools: Tools, staffs: Sequence[Staff], name: str) -> float:
    """The share that one source alone gives a usable address, taken as it is given."""
    outcomes = [outcome for staff in staffs for outcome in _from_one_source(tools, staff, name)]
    return _share(outcomes, [outcome for outcome in outcomes if outcome.usable])


def _from_one_source(tools: Tools, staff: Staff, name: str) -> list[Outcome]:
    hosted = tools.hosted(_JOB)
    providers = {
        "on record": Providers(),
        "hunter": Providers(finder=hosted.finder),
        "apollo": Providers(matcher=hosted.matcher),
    }[name]
    people = staff.people if name == "on record" else [p.model_copy(update={"addresses": []}) for p in staff.people]
    waterfall = Waterfall(Parts(NetworkSource([], {}), tools.mail_servers, providers))
    found = waterfall.find_all(people, staff.company, personal=False, closed=(), now=NOW)
    return _outcomes(staff, found.emails)


def _again(tools: Tools, sandbox: Sandbox, staffs: Sequence[Staff]) -> Figure:
    """Nothing that was answered is asked again; of who objected nothing is kept but, in a run, the suppression."""
    before = len(sandbox.history.exchanges)
    _searched(tools, staffs)
    answered = [each for each in sandbox.history.exchanges[before:] if each.status != _OBJECTED]
    return Figure("answered calls of the same search again", len(answered), 0)


def _quality(outcomes: Sequence[Outcome], alone: Mapping[str, float]) -> list[Figure]:
    verified = [outcome for outcome in outcomes if outcome.email.status == "verified"]
    usable = [outcome for outcome in outcomes if outcome.usable]
    best = max(alone.values())
    statuses = Counter(outcome.email.status for outcome in outcomes)
    sources = Counter(outcome.email.source for outcome in outcomes if outcome.email.address)
    return [
        Figure("people", len(outcomes)),
        Figure("usable, of 100 people", 100 * _share(outcomes, usable)),
        *(Figure(f"  {name} alone", 100 * share) for name, share in alone.items()),
        Figure(
            "points that are missing to 20 above the best alone",
            max(0, 20 - 100 * (_share(outcomes, usable) - best)),
            0,
        ),
        Figure("wrong, of 100 verified", 100 * _share(verified, [each for each in verified if not each.usable]), 1),
        Figure(
            "at a catch-all domain, of 100 verified", 100 * _share(verified, [e for e in verified if e.catch_all]), 0
        ),
        *(Figure(f"  {status}", count) for status, count in sorted(statuses.items())),
        *(Figure(f"  from {source}", count) for source, count in sorted(sources.items())),
    ]


def _costs(outcomes: Sequence[Outcome], credits: float, calls: Mapping[str, int], seconds: float) -> list[Figure]:
    usable = sum(outcome.usable for outcome in outcomes)
    bound = max(_seconds_of(path, count) for path, count in calls.items())
    return [
        Figure("credits per usable address", credits / usable),
        Figure("calls per usable address", sum(calls.values()) / usable),
        *(Figure(f"  {path}", count) for path, count in sorted(calls.items())),
        Figure("seconds", seconds),
        Figure("seconds that the rate limits force", bound),
        Figure("time, of the bound", seconds / bound, 1.25),
    ]


def _seconds_of(path: str, count: int) -> float:
    """How long so many calls take at the least: a full window at once, then one window after another."""
    calls, window = (PER_MINUTE, 60.0) if path == _BULK else (PER_SECOND, 1.0)
    return max(0, count - calls) / calls * window


def _share(all_: Sequence[Outcome], some: Iterable[Outcome]) -> float:
    return len(list(some)) / len(all_) if all_ else 0.0


if __name__ == "__main__":
    raise SystemExit(main())
