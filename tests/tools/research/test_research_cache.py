"""What was found out about companies: kept by source, for seven days, and let go of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest
from pydantic import SecretStr

from inroad.analysis import Statement
from inroad.settings import Context, Tools
from inroad.state import JobInput
from inroad.tools.cache import Paid
from inroad.tools.research.cache import RESEARCH, CompanyResearch
from inroad.tools.research.firecrawl import firecrawl_client
from inroad.tools.research.serper import serper_client
from inroad.tools.research.tavily import tavily_client
from inroad.tools.store.forgetting import asked_about, erase
from inroad.tools.store.holdings import holdings
from inroad.tools.store.retention import overdue, remove
from inroad.tools.store.sqlite import SqliteStore
from inroad.tools.store.whom import whom_named
from tests.conftest import NOW

START = dt.datetime(2026, 3, 14, 9, 30, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)


@dataclass
class Clock:
    now: dt.datetime = START

    def __call__(self) -> dt.datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(tmp_path: Path, clock: Clock) -> Iterator[SqliteStore]:
    with SqliteStore(tmp_path / "inroad.sqlite", clock=clock) as opened:
        yield opened


@pytest.fixture
def kept(store: SqliteStore, clock: Clock) -> CompanyResearch:
    return CompanyResearch(store, clock)


def said(source: str, text: str = "Acme makes robots.") -> Statement:
    return Statement(topic="what", text=text, url="https://a.example/", seen_on=START.date(), source=source)


def test_a_document_reads_plainly(kept: CompanyResearch, store: SqliteStore) -> None:
    kept.put("acme", "Acme", "acme.example", {"serper": [said("serper")], "tavily": []})
    assert store.get_many(RESEARCH, ["acme"])["acme"] == {
        "key": "acme",
        "company": "Acme",
        "domain": "acme.example",
        "sources": dict.fromkeys(["serper", "tavily"], "2026-03-14T09:30:00.000000+00:00"),
        "statements": [
            {
                "topic": "what",
                "text": "Acme makes robots.",
                "url": "https://a.example/",
                "date": None,
                "seen_on": "2026-03-14",
                "source": "serper",
                "by": "rules",
            }
        ],
        "contacts": {},
        "expires_at": "2026-03-21T09:30:00.000000+00:00",
    }


def test_each_source_is_fresh_for_seven_days_by_itself(kept: CompanyResearch, clock: Clock) -> None:
    kept.put("acme", "Acme", "", {"serper": [said("serper", "old")]})
    clock.now += 4 * DAY
    kept.put("acme", "Acme", "", {"tavily": [said("tavily", "new")]})
    found = kept.get("acme")
    assert (list(found.sources), [each.text for each in found.statements]) == (["serper", "tavily"], ["old", "new"])
    assert found.since == START.date()
    clock.now += 4 * DAY
    assert (list(kept.get("acme").sources), [each.text for each in kept.get("acme").statements]) == (
        ["tavily"],
        ["new"],
    )
    clock.now += 4 * DAY
    assert (kept.get("acme").sources, kept.get("acme").since) == ({}, None)


def test_a_source_that_is_asked_again_replaces_what_it_said(kept: CompanyResearch) -> None:
    kept.put("acme", "Acme", "", {"serper": [said("serper", "old")], "tavily": [said("tavily", "other")]})
    kept.put("acme", "Acme", "", {"serper": [said("serper", "new")]})
    assert [each.text for each in kept.get("acme").statements] == ["other", "new"]


@pytest.mark.parametrize(
    ("first", "then", "found"),
    [
        ("acme.example", "acme.example", ["first", "then"]),
        ("acme.example", "", ["first", "then"]),
        ("", "", ["first", "then"]),
        ("", "acme.example", ["then"]),
        ("acme.example", "acme.test", ["then"]),
    ],
)
def test_a_namesake_with_another_domain_is_another_company(
    kept: CompanyResearch, first: str, then: str, found: list[str]
) -> None:
    kept.put("acme", "Acme", first, {"serper": [said("serper", "first")]})
    assert bool(kept.get("acme", then).statements) is (len(found) == 2)
    kept.put("acme", "Acme", then, {"tavily": [said("tavily", "then")]})
    assert [each.text for each in kept.get("acme", then).statements] == found


def test_the_run_that_found_the_people_is_kept_beside(kept: CompanyResearch, clock: Clock) -> None:
    assert kept.kept_contacts("acme", "h1") == ""
    kept.keep_contacts("acme", "h1", "run-1")
    kept.put("acme", "Acme", "acme.example", {"serper": [said("serper")]})
    kept.keep_contacts("acme", "h2", "run-2")
    assert [kept.kept_contacts("acme", asked) for asked in ("h1", "h2", "h3")] == ["run-1", "run-2", ""]
    assert [each.text for each in kept.get("acme", "acme.example").statements] == ["Acme makes robots."]
    clock.now += 5 * DAY
    kept.keep_contacts("acme", "h2", "run-3")
    clock.now += 3 * DAY
    assert [kept.kept_contacts("acme", asked) for asked in ("h1", "h2")] == ["", "run-3"]


def test_without_a_key_nothing_is_kept_or_found(kept: CompanyResearch) -> None:
    assert kept.get("").statements == []
    assert kept.kept_contacts("", "h") == ""


def test_what_is_dropped_is_asked_for_anew(kept: CompanyResearch) -> None:
    kept.put("acme", "Acme", "", {"serper": [said("serper")]})
    kept.keep_contacts("acme", "h1", "run-1")
    kept.drop("acme")
    kept.drop("nobody")
    assert (kept.get("acme").sources, kept.get("acme").statements) == ({}, [])
    assert kept.kept_contacts("acme", "h1") == "run-1"


def test_many_writers_lose_nothing(kept: CompanyResearch) -> None:
    names = [f"s{number}" for number in range(12)]
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(lambda name: kept.put("acme", "Acme", "", {name: [said(name, name)]}), names))
    assert sorted(each.text for each in kept.get("acme").statements) == sorted(names)


def test_sentences_that_name_a_person_are_found_and_forgotten(kept: CompanyResearch) -> None:
    named = [said("serper", "Acme was founded by Jane Doe."), said("tavily", "Jane Doe leads it.")]
    kept.put("acme", "Acme Robotics", "", {"serper": [named[0], said("serper")], "tavily": [named[1]]})
    kept.put("other", "Other", "", {"serper": [said("serper", "Other was founded by Jane Doe.")]})
    jane = whom_named("Jane Doe@Acme")
    assert [(each["company"], each["text"]) for each in kept.about(jane)] == [
        ("Acme Robotics", "Acme was founded by Jane Doe."),
        ("Acme Robotics", "Jane Doe leads it."),
    ]
    assert (kept.forget(jane), kept.forget(jane)) == (2, 0)
    assert [each.text for each in kept.get("acme").statements] == ["Acme makes robots."]
    assert list(kept.get("acme").sources) == ["serper", "tavily"]
    assert len(kept.get("other").statements) == 1


def test_what_was_looked_up_long_ago_can_be_erased(kept: CompanyResearch, clock: Clock) -> None:
    kept.put("acme", "Acme", "", {"serper": []})
    clock.now += 2 * DAY
    kept.put("other", "Other", "", {"serper": []})
    assert kept.looked_up_before(clock.now) == ["acme"]
    assert kept.erase(kept.looked_up_before(clock.now)) == 1
    assert kept.looked_up_before(clock.now + DAY) == ["other"]


def test_who_is_shown_purged_or_forgotten_is_so_here_too(tools: Tools) -> None:
    ago = CompanyResearch(tools.store, lambda: NOW - 3 * DAY)
    named = said("serper", "Acme was founded by Jane Doe.")
    ago.put("acme", "Acme", "", {"serper": [named, said("serper")]})
    jane = asked_about(tools.library, "Jane Doe@Acme")
    (held,) = holdings(tools.store, jane).research
    assert (held.company, held.text, held.url, held.source) == ("Acme", named.text, "https://a.example/", "serper")

    assert erase(tools.store, jane, []).records == 1
    assert [each.text for each in ago.get("acme").statements] == ["Acme makes robots."]

    assert overdue(tools.store, NOW - 3 * DAY).research == []
    gone = overdue(tools.store, NOW - 2 * DAY)
    assert gone.research == ["acme"]
    remove(tools.store, gone)
    assert list(tools.store.scan(RESEARCH)) == []


def test_what_was_paid_for_is_forgotten_with_the_person(tools: Tools) -> None:
    results = [{"url": "https://a.example/", "title": "Acme", "text": "Jane Doe leads it."}]
    tools.paid.put_records("serper", "web", {"q1": Paid({"results": results}), "q2": Paid({"results": []})})
    erase(tools.store, asked_about(tools.library, "Jane Doe@Acme"), [])
    assert list(tools.paid.get_records("serper", "web", ["q1", "q2"])) == ["q2"]


def test_tools_give_the_parts_that_have_keys(tools: Tools) -> None:
    job = JobInput(run_id="r1")
    assert tools.research(job).sources == []
    url, key = "http://127.0.0.1:1", SecretStr("key")
    tools.serper, tools.tavily = serper_client(key, url), tavily_client(key, url)
    tools.firecrawl = firecrawl_client(key, url)
    parts = tools.research(job)
    assert (parts.askable, parts.model) == (["serper", "tavily", "firecrawl"], None)
    dry = tools.research(JobInput(run_id="r1", dry_run=True))
    assert (dry.askable, dry.sources) == ([], ["serper", "tavily", "firecrawl"])


def test_settings_make_the_clients(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SERPER", "TAVILY", "FIRECRAWL"):
        monkeypatch.setenv(f"{name}_API_KEY", f"key of {name}")
        monkeypatch.setenv(f"{name}_BASE_URL", f"http://127.0.0.1:1/{name.lower()}")
    made = Context(home=str(tmp_path / "made")).tools
    clients = [made.serper, made.tavily, made.firecrawl]
    assert [each.provider.base_url for each in clients if each] == [
        f"http://127.0.0.1:1/{name}" for name in ("serper", "tavily", "firecrawl")
    ]
    made.store.close()
