"""What the providers know of whom, measured over a few thousand people, and what is so in truth."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import pytest

from inroad.sandbox import Sandbox
from inroad.sandbox.accounts import Limits, Windows
from inroad.sandbox.hunter.protocol import HunterSwitches
from inroad.sandbox.hunter.verifier import Verifier
from inroad.sandbox.people.companies import make_company
from inroad.sandbox.people.directory import Directory, Person, name_words
from inroad.sandbox.people.knowledge import (
    address_on_record,
    apollo_knows,
    apollo_knows_personal,
    former_address,
    hunter_finds,
    hunter_pattern,
    objected,
)
from inroad.sandbox.people.mailboxes import FREE_HOSTS, MAILLESS_HOSTS, MailServers, local_part
from inroad.sandbox.people.population import Population
from inroad.sandbox.records import entry_of


@dataclass(frozen=True)
class Crowd:
    population: Population
    directory: Directory
    people: list[Person]


@cache
def _crowd() -> Crowd:
    """Return everybody at 20 companies, in truth."""
    population = Population()
    directory = Directory(population)
    domains = [made.website for made in (population.company(f"company {number}") for number in range(20)) if made]
    return Crowd(population, directory, [person for domain in domains for person in directory.staff(domain)])


def _share(flags: Iterator[bool] | list[bool]) -> float:
    marks = list(flags)
    return sum(marks) / len(marks)


def test_there_are_thousands() -> None:
    assert len(_crowd().people) > 5000


def test_addresses_on_record() -> None:
    population = _crowd().population
    records = [
        (profile, entry_of(profile, population.truth(profile.id)).record["work_email"])
        for company in population.known()
        for profile in population.profiles(company)
        if not profile.twin
    ]
    mailed = [(profile, address) for profile, address in records if address]
    assert len(mailed) / len(records) == pytest.approx(0.55, abs=0.015)
    stale = [(profile, address) for profile, address in mailed if address != population.truth(profile.id).address]
    assert len(stale) / len(mailed) == pytest.approx(1 / 6, abs=0.015)
    for profile, address in stale:
        human = profile.human
        assert address == former_address(human, human.jobs[1].company)


def test_what_hunters_finder_knows() -> None:
    people, directory = _crowd().people, _crowd().directory
    answers = [(one, hunter_finds(one.human, one.truth.address, directory.delivers)) for one in people]
    found = [(one, answer) for one, answer in answers if answer]
    assert len(found) / len(people) == pytest.approx(0.5, abs=0.015)
    right = [answer for _, answer in found if answer.right]
    wrong = [answer for _, answer in found if not answer.right]
    assert len(wrong) / len(found) == pytest.approx(0.1, abs=0.015)
    assert all(answer.address == one.truth.address for one, answer in found if answer.right)
    assert not any(directory.delivers(answer.address) for answer in wrong)
    assert {20, 60} <= {answer.score for answer in wrong} <= set(range(20, 61))
    assert {60, 99} <= {answer.score for answer in right} <= set(range(60, 100))
    assert _share([answer.score < 80 for answer in right]) == pytest.approx(0.06, abs=0.015)


def test_what_apollo_knows() -> None:
    people = _crowd().people
    answers = [(one, apollo_knows(one.human, one.truth.address)) for one in people]
    statuses = [answer.status if answer else "" for _, answer in answers]
    assert _share([status in ("verified", "extrapolated") for status in statuses]) == pytest.approx(0.55, abs=0.015)
    assert _share([status == "unavailable" for status in statuses]) == pytest.approx(0.15, abs=0.015)
    addressed = [(one, answer) for one, answer in answers if answer and answer.address]
    assert _share([answer.status == "extrapolated" for _, answer in addressed]) == pytest.approx(1 / 7, abs=0.015)
    assert all(answer.address == one.truth.address for one, answer in addressed if answer.status == "verified")
    assert 0 < _share([answer.address != one.truth.address for one, answer in addressed]) < 0.03
    assert _share([apollo_knows_personal(one.human) for one in people]) == pytest.approx(0.3, abs=0.02)


def test_knowledge_is_independent() -> None:
    people, directory = _crowd().people, _crowd().directory
    stayed = [one for one in people if one.truth.works_there]
    known = [
        (
            address_on_record(one.human, one.truth.address) is not None,
            hunter_finds(one.human, one.truth.address, directory.delivers) is not None,
            bool((apollo := apollo_knows(one.human, one.truth.address)) and apollo.address),
        )
        for one in stayed
    ]
    for one, other in ((0, 1), (0, 2), (1, 2)):
        both = _share([marks[one] and marks[other] for marks in known])
        alone = _share([marks[one] for marks in known]) * _share([marks[other] for marks in known])
        assert both == pytest.approx(alone, abs=0.015)


def test_domains() -> None:
    companies = [make_company(0, f"firm {number}") for number in range(2000)]
    assert _share([company.catch_all for company in companies]) == pytest.approx(0.15, abs=0.03)
    assert _share([hunter_pattern(company) is not None for company in companies]) == pytest.approx(0.9, abs=0.02)
    assert {hunter_pattern(company) for company in companies} - {None} == {company.pattern for company in companies}
    assert all(company.people <= 60 for company in companies if company.pattern == "{first}")


def test_one_in_twenty_breaks_the_pattern_of_a_usual_company() -> None:
    population = Population()
    made = (population.company(f"company {number}") for number in range(60))
    broken, everybody = 0, 0
    for company in [one for one in made if one and one.people <= 500]:
        for one in population.profiles(company):
            if not (one.twin or one.human.moved or one.human.former):
                form = local_part(company.pattern, one.human.first, one.human.last)
                everybody += 1
                broken += population.truth(one.id).address != f"{form}@{company.website}"
    assert everybody > 5000
    assert broken / everybody == pytest.approx(0.05, abs=0.015)


def test_one_in_a_hundred_objected() -> None:
    assert _share([objected(one.human) for one in _crowd().people]) == pytest.approx(0.01, abs=0.004)


def test_the_verifier_goes_by_the_truth() -> None:
    people, directory = _crowd().people, _crowd().directory
    verifier = Verifier(directory, HunterSwitches())
    held = [(one, verifier.opinion(one.truth.address)) for one in people]
    strict = [answer for one, answer in held if not one.human.now.company.catch_all]
    assert {answer.status for answer in strict} == {"valid", "unknown"}
    assert _share([answer.status == "unknown" for answer in strict]) == pytest.approx(0.03, abs=0.008)
    assert _share([answer.block for answer in strict]) == pytest.approx(0.01, abs=0.005)
    valid = [answer.score for answer in strict if answer.status == "valid"]
    assert (min(valid), max(valid)) == (70, 99)
    assert _share([score < 85 for score in valid]) == pytest.approx(0.05, abs=0.015)
    loose = [answer for one, answer in held if one.human.now.company.catch_all]
    assert {answer.status for answer in loose} == {"accept_all"}
    assert {56, 65} <= {answer.score for answer in loose} <= set(range(56, 66))


def test_no_address_that_reaches_nobody_is_valid() -> None:
    people, directory = _crowd().people, _crowd().directory
    verifier = Verifier(directory, HunterSwitches())
    gone = 0
    for one in people:
        domain = one.domain
        company = one.human.now.company
        tries = [f"{local_part(form, one.human.first, one.human.last)}@{domain}" for form in ("{first}", "{last}{f}")]
        tries += [former_address(one.human, one.human.here.company)] if one.human.moved else []
        for address in tries:
            if not directory.delivers(address):
                gone += 1
                known = directory.company(address.partition("@")[2])
                expected = "accept_all" if known and known.catch_all else "invalid"
                assert verifier.opinion(address).status == expected, company.name
    assert gone > 1000


def test_mailboxes() -> None:
    sandbox = Sandbox()
    company = sandbox.population.company("acme robotics")
    assert company
    profile = next(one for one in sandbox.population.profiles(company) if not one.human.moved)
    truth = sandbox.truth(profile.id)
    assert sandbox.delivers(truth.address.upper())
    assert sandbox.delivers(truth.personal)
    assert sandbox.delivers(f"jobs@{company.website}")
    for address in (f"nobody.there@{company.website}", "jobs@mailhome.example", "a@gmail.com", "no address", "", "@"):
        assert not sandbox.delivers(address)


def test_only_real_mailboxes_count_where_everything_is_accepted() -> None:
    population = Population()
    made = (population.company(f"company {number}") for number in range(100))
    company = next(one for one in made if one and one.catch_all and one.people < 200)
    directory = Directory(Population())
    assert not directory.delivers(f"anything@{company.website}")
    assert all(directory.delivers(one.truth.address) for one in directory.staff(company.website))


@pytest.mark.parametrize(
    ("domain", "takes_mail"),
    [
        ("acme-robotics.example", True),
        ("ACME-Robotics.example.", True),
        (FREE_HOSTS[0], True),
        (MAILLESS_HOSTS[0], False),
        ("nowhere-land.example", None),
        ("mail.acme.example", None),
        ("-acme.example", None),
        ("acme.com", None),
        ("", None),
    ],
)
def test_mail_servers(domain: str, takes_mail: bool | None) -> None:
    assert MailServers().has_mx(domain) is takes_mail


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("José María  de la Cruz", ["jose", "maria", "de", "la", "cruz"]),
        ("Siân O'Malley-Jones", ["sian", "omalley", "jones"]),
        ("weiß", ["weiss"]),
        ("...", []),
    ],
)
def test_name_words(name: str, words: list[str]) -> None:
    assert name_words(name) == words


def test_people_are_found_by_name_however_it_is_written() -> None:
    directory, people = _crowd().directory, _crowd().people
    found = 0
    for one in people[:3000]:
        human = one.human
        plain = " ".join(name_words(human.name))
        for written in (human.name, human.name.upper(), plain, f"{human.first} {human.middle} {human.last}"):
            match = directory.named(one.domain, written)
            assert match
            assert name_words(match.human.last)[-1] == name_words(human.last)[-1]
        found += directory.named(one.domain, human.name) is one
    assert found > 2700
    assert directory.named(people[0].domain, people[0].human.first) is None
    assert directory.named("nowhere.example", people[0].human.name) is None


def test_limits_and_windows() -> None:
    now = [100.0]
    windows = Windows(lambda: now[0])
    limits = Limits(second=1, minute=2, hour=3)
    assert windows.take("k", "p", limits).granted
    full = windows.take("k", "p", limits)
    assert (full.granted, full.wait, full.remaining) == (False, 1, Limits(second=0, minute=1, hour=2))
    now[0] = 101.0
    assert windows.take("k", "p", limits).granted
    now[0] = 102.5
    assert windows.take("k", "p", limits).wait == 57.5
    now[0] = 160.0
    assert windows.take("k", "p", limits).granted
    now[0] = 300.0
    assert windows.take("k", "p", limits).wait == 3400
    assert limits.times(10) == Limits(second=10, minute=20, hour=30)
