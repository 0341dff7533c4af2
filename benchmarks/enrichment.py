"""Addresses for 50 companies, 10 people each: how long, beside what Hunter's limits allow.

Hunter takes 10 calls a second at each endpoint, and 350 ms for each. All companies are asked about side by side. The
bound is the time at which the last call that was made could have been let out, and that it took; for the verifier also
one finder's delay before its first call, where nobody's address was on record. The plain pipeline takes the address on
record or asks the finder, then the verifier, one call after another; its time is the sum of all companies'.
"""

from __future__ import annotations

import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from benchmarks import baseline
from benchmarks.embedded import company
from benchmarks.hosted import hosted, plain_access
from benchmarks.lines import Line, at_most
from benchmarks.market import SEED
from benchmarks.sandbox_process import ADDRESS_SECONDS, HUNTER_PATHS, SLOW, Plan, sandbox_process
from inroad.sandbox import Limits
from inroad.sandbox.people.population import Population
from inroad.sandbox.records import entry_of
from inroad.settings import Tools
from inroad.state import CompanyInfo, JobInput, Person
from inroad.tools.cleaning.companies import company_key
from inroad.tools.people.pdl_records import person_from

COMPANIES, AT_EACH, PER_SECOND = 50, 10, 10
# So many plain pipelines at once do not yet get in one another's way.
SIDE_BY_SIDE = 10
_NOW = datetime(2026, 10, 2, tzinfo=UTC)


@dataclass(frozen=True)
class Staff:
    """Some people of one company: as we hold them, and as their records say."""

    company: CompanyInfo
    people: list[Person]
    records: list[baseline.Json]


def lines() -> list[Line]:
    """Return the line of this benchmark; it takes about a minute and a half."""
    staffs = list(_staffs())
    limits = {path: Limits(second=PER_SECOND) for path in HUNTER_PATHS}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with sandbox_process(Plan(pace=SLOW, limits=limits, seed=SEED)) as sandbox:
            sandbox.prepare([staff.company.name for staff in staffs])
            with hosted(sandbox.place, folder / "home", HUNTER_PER_SECOND=str(PER_SECOND)) as context:
                began = time.perf_counter()
                found = _searched(context.tools, staffs)
                seconds = time.perf_counter() - began
            least = bound(Counter(each.path for each in sandbox.seen() if each.status < 400 or each.status == 404))
        with sandbox_process(Plan(pace=SLOW, seed=SEED)) as sandbox:
            access = plain_access(sandbox.place)
            with ThreadPoolExecutor(SIDE_BY_SIDE) as pool:
                outcomes = list(pool.map(lambda staff: baseline.enrich(staff.records, access), staffs))
    plainly = sum(each.seconds for each in outcomes)
    note = f"{found} of {COMPANIES * AT_EACH} have an address; the plain pipeline has {_contacts(outcomes)}"
    name = f"addresses of {COMPANIES} companies x {AT_EACH}, of the bound"
    return [Line(name, seconds / least, at_most(1.25), seconds, least, plainly, "s", note)]


def bound(calls: Counter[str]) -> float:
    """Return how long so many calls take at the least: the last of them goes out so many seconds after the first."""
    return max((count - 1) // PER_SECOND + ADDRESS_SECONDS for path, count in calls.items() if path in HUNTER_PATHS)


def _contacts(outcomes: list[baseline.Outcome]) -> int:
    return sum(len(each.contacts) for each in outcomes)


def _staffs() -> Iterator[Staff]:
    """The first ten of each company who work there."""
    population = Population(SEED)
    for number in range(COMPANIES):
        name = company(number)
        known = population.company(name)
        profiles = population.profiles(known) if known else []
        entries = [
            entry_of(profile, population.truth(profile.id)) for profile in profiles
            if not profile.twin and population.truth(profile.id).works_there
        ][:AT_EACH]  # fmt: skip
        people = [person for entry in entries if (person := person_from(entry.record, _NOW.date()))]
        yield Staff(CompanyInfo(name=name, key=company_key(name)), people, [entry.record for entry in entries])


def _searched(tools: Tools, staffs: list[Staff]) -> int:
    """Look for everybody's address, all companies at once; return how many have one."""

    def of_one(staff: Staff) -> int:
        finder = tools.addresses(JobInput(run_id="r_enrichment"), staff.company)
        found = finder.find_all(staff.people, staff.company, personal=False, closed=(), now=_NOW)
        if found.problems:
            raise RuntimeError(f"The measurement failed: {found.problems[0].message}")
        return sum(bool(email.address) for email in found.emails.values())

    with ThreadPoolExecutor(len(staffs)) as pool:
        return sum(pool.map(of_one, staffs))
