"""What the market search costs: 40 made-up postings against the sandbox, 8 contacts each.

`python -m benchmarks.credits [--json FILE]` prints each figure with its goal; the exit code is 1 when one is missed.
Each posting has a sandbox and a store of its own; the same run again and the second posting at the company, by
another sender, use the store of the first. The same figures come out each time.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from benchmarks.lines import Line, at_most
from benchmarks.market import OPENINGS, Desk, Opening, desk
from inroad.graph.run import Step
from inroad.sandbox import Sandbox
from inroad.sandbox.records import entry_of
from inroad.state import JobState

CONTACTS, ALUMNI = 8, 4


@dataclass
class Cost:
    """What one run cost and brought.

    `enough_credits` were spent, and `enough` people of the kinds asked for found (at most as many as were asked
    for), when the first address was looked for; `ranked` is how many there were in the end.
    """

    credits: float
    contacts: int
    delivered: int
    ranked: int
    enough: int
    enough_credits: float
    twice: int


@dataclass
class Measured:
    """All runs at one company, and its population's rates."""

    opening: Opening
    first: Cost
    again: Cost
    second: Cost
    twice: int
    alumni: Cost | None
    rates: dict[str, int]


@dataclass
class Figure:
    """A line of the table; `goal` is the most that is allowed, None where nothing was promised."""

    name: str
    value: float
    goal: float | None = None

    @property
    def verdict(self) -> str:
        """Whether the goal is met."""
        if self.goal is None:
            return ""
        return "met" if self.value <= self.goal else "MISSED"


class _UntilEnough:
    """Watches a run until the first address is looked for: what was found and spent by then."""

    def __init__(self, wanted: int) -> None:
        self._wanted = wanted
        self._over = False
        self.found = 0
        self.credits = 0.0

    def __call__(self, step: Step) -> None:
        self._over = self._over or step.name == "shortlist"
        if step.name == "gather" and step.what == "ended" and not self._over:
            self.found = min(self._wanted, sum(c.persona != "other" for c in step.update["ranking"]))
            self.credits = sum(search.credits for search in step.update["searches"])


def main() -> int:
    """Measure, print, and say by the exit code whether all goals are met."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", type=Path, help="also write the figures to this file")
    parser.add_argument("--postings", type=int, default=len(OPENINGS), help="measure only the first so many")
    options = parser.parse_args()
    measured = [measure(opening) for opening in OPENINGS[: options.postings]]
    figures = [*_figures(measured), *_rates(measured)]
    print(_table(figures))
    print(_worst(measured))
    if options.json:
        runs = [asdict(each) | {"opening": each.opening._asdict()} for each in measured]
        options.json.write_text(json.dumps({"figures": [asdict(f) for f in figures], "runs": runs}, indent=1) + "\n")
    return int(any(figure.verdict == "MISSED" for figure in figures))


def lines() -> list[Line]:
    """Return the figures that have a goal; they take a minute."""
    return lines_of(_figures([measure(opening) for opening in OPENINGS]))


def lines_of(figures: Iterable[Figure]) -> list[Line]:
    """Return the figures that have a goal as lines."""
    return [Line(each.name.strip(), each.value, at_most(each.goal)) for each in figures if each.goal is not None]


def measure(opening: Opening) -> Measured:
    """Run a posting, run it again, run the second one, and run one for alumni at a store of its own."""
    with tempfile.TemporaryDirectory() as folder, desk(Path(folder), opening) as here:
        first = _run(here, opening, 0, max_contacts=CONTACTS)
        again = _run(here, opening, 0, max_contacts=CONTACTS)
        second = _run(here, opening._replace(title=opening.second), 1, max_contacts=CONTACTS)
        twice, rates = _repeated(here.client.returned), population_rates(here.sandbox, opening.company)
    return Measured(opening, first, again, second, twice, _alumni(opening), rates)


def _alumni(opening: Opening) -> Cost | None:
    if not opening.school:
        return None
    schools = (opening.school.lower(),)
    with tempfile.TemporaryDirectory() as folder, desk(Path(folder), opening, schools) as here:
        return _run(here, opening, 2, max_contacts=ALUMNI, school=opening.school)


def _run(here: Desk, opening: Opening, number: int, **asked: Any) -> Cost:
    before = len(here.client.returned)
    watch = _UntilEnough(asked["max_contacts"])
    state = here.run(here.job(opening, number, **asked), watch)
    wanted = [contact for contact in state.contacts if contact.persona != "other"]
    return Cost(
        credits=_search_credits(state),
        contacts=len(wanted),
        delivered=sum(contact.email.status != "none" for contact in state.contacts),
        ranked=sum(candidate.persona != "other" for candidate in state.ranking),
        enough=watch.found,
        enough_credits=watch.credits,
        twice=_repeated(here.client.returned[before:]),
    )


def _search_credits(state: JobState) -> float:
    return sum(found.credits for found in state.found.values())


def _repeated(returned: Iterable[str]) -> int:
    return sum(times - 1 for times in Counter(returned).values())


def population_rates(sandbox: Sandbox, company: str) -> dict[str, int]:
    """Count the records that show somebody at a company: all, second ones of a human, of those who left, and more."""
    known = sandbox.population.company(company)
    profiles = [p for p in (sandbox.population.profiles(known) if known else []) if not p.human.former]
    records = [entry_of(profile, sandbox.truth(profile.id)).record for profile in profiles]
    return {
        "records": len(profiles),
        "duplicates": sum(profile.twin for profile in profiles),
        "stale": sum(profile.human.moved for profile in profiles),
        "no address": sum(not record["work_email"] for record in records),
    }


def _figures(measured: Sequence[Measured]) -> list[Figure]:
    first, second = [each.first for each in measured], [each.second for each in measured]
    alumni = [each.alumni for each in measured if each.alumni]
    return [
        *_first_figures(first),
        Figure(f"alumni: credits per contact found ({len(alumni)} postings)", _per(alumni, "contacts"), 2.5),
        Figure("alumni: credits per delivered contact", _per(alumni, "delivered")),
        Figure("alumni: contacts found of those asked for", _share(alumni, "contacts", ALUMNI)),
        Figure("people paid for twice in one run", sum(cost.twice for cost in [*first, *second, *alumni]), 0),
        Figure("people paid for twice at one store", sum(each.twice for each in measured), 0),
        Figure("credits of the same run again", sum(each.again.credits for each in measured), 0),
        Figure("second posting, as a share of the first", _credits(second) / _credits(first), 0.4),
        Figure("second posting: credits per contact found", _per(second, "contacts")),
        Figure("second posting: contacts found of those asked for", _share(second, "contacts", CONTACTS)),
    ]


def _first_figures(first: Sequence[Cost]) -> list[Figure]:
    until_enough = sum(cost.enough_credits for cost in first) / max(1, sum(cost.enough for cost in first))
    return [
        Figure("credits per contact found, of those ranked", _per(first, "ranked"), 1.3),
        Figure("credits per contact found, until enough are", until_enough, 1.3),
        Figure("credits per contact of the report", _per(first, "contacts")),
        Figure("credits per delivered contact", _per(first, "delivered")),
        Figure("contacts found of those asked for", _share(first, "contacts", CONTACTS)),
        Figure("contacts delivered of those asked for", _share(first, "delivered", CONTACTS)),
    ]


def _credits(costs: Iterable[Cost]) -> float:
    return sum(cost.credits for cost in costs)


def _per(costs: Sequence[Cost], what: str) -> float:
    return _credits(costs) / max(1.0, sum(float(getattr(cost, what)) for cost in costs))


def _share(costs: Sequence[Cost], what: str, asked: int) -> float:
    return sum(float(getattr(cost, what)) for cost in costs) / max(1, asked * len(costs))


def _rates(measured: Sequence[Measured]) -> list[Figure]:
    records = sum(each.rates["records"] for each in measured)
    return [
        Figure(f"population: {name} of {records} records", sum(each.rates[name] for each in measured) / records)
        for name in ("duplicates", "stale", "no address")
    ]


def _table(figures: Iterable[Figure]) -> str:
    lines = [f"{'':56} {'value':>7} {'goal':>7}"]
    lines += [
        f"{figure.name:56} {figure.value:7.2f} {'' if figure.goal is None else format(figure.goal, '.1f'):>7} "
        f"{figure.verdict}".rstrip()
        for figure in figures
    ]
    return "\n".join(lines)


def _worst(measured: Iterable[Measured]) -> str:
    """The five postings that cost the most for a delivered contact."""
    costly = sorted(measured, key=lambda each: -each.first.credits / max(1, each.first.delivered))[:5]
    lines = [
        f"  {each.opening.company}, {each.opening.title}, {each.opening.place}: {each.first.credits:g} credits, "
        f"{each.first.contacts} contacts, {each.first.delivered} delivered, {each.rates['records']} records"
        for each in costly
    ]
    return "\n".join(["The five that cost the most per delivered contact:", *lines])


if __name__ == "__main__":
    sys.exit(main())
