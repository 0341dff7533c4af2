"""People Data Labs' cleaners beside the shipped ones, against the sandbox and odd answers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from inroad.errors import (
    BadKeyError,
    GarbledAnswerError,
    OutOfCreditError,
    ProviderError,
    UnavailableError,
)
from inroad.sandbox import CREDITS, KEY, Expectations, Limits, Sandbox
from inroad.sandbox.pdl import LIMITS
from inroad.state import Posting, Strategy
from inroad.tools.budget import Budget
from inroad.tools.cache import PaidCache
from inroad.tools.cleaning.companies import EmbeddedCompanyCleaner
from inroad.tools.cleaning.pdl import PdlCompanyCleaner, PdlDesk, PdlPlaceCleaner, PdlTitleCleaner, school_names
from inroad.tools.cleaning.places import EmbeddedPlaceCleaner
from inroad.tools.cleaning.titles import EmbeddedTitleCleaner
from inroad.tools.http import Timing
from inroad.tools.ledger import Ledger
from inroad.tools.pdl import pdl_client
from inroad.tools.store.sqlite import SqliteStore
from inroad.tools.till import Till
from tests.tools.provider_server import reply, serving

TITLE, COMPANY = "/v5/job_title/enrich", "/v5/company/clean"
PLACE, SCHOOL = "/v5/location/clean", "/v5/school/clean"
EMBEDDED = EmbeddedTitleCleaner()


class Time:
    """A clock that goes on only when somebody sleeps, or when a test says so."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    expected = Expectations(
        headquarters={"Acme Robotics": "austin, texas"}, titles={"Acme Robotics": "Robotics Software Engineer"}
    )
    with Sandbox(expectations=expected, limits={path: Limits() for path in LIMITS}) as running:
        yield running


@pytest.fixture
def store(tmp_path: Path, time: Time) -> Iterator[SqliteStore]:
    with SqliteStore(tmp_path / "inroad.sqlite", clock=time) as opened:
        yield opened


def desk_at(url: str, store: SqliteStore, time: Time, budget: float | None = None, key: str = KEY) -> PdlDesk:
    timing = Timing(sleep=time.sleep, clock=lambda: time.now.timestamp(), now=time, chance=lambda: 0.5)
    client = pdl_client(SecretStr(key), url, timing=timing)
    return PdlDesk(client, Till(Ledger(store, time), PaidCache(store, time), Budget(budget), "run"))


@pytest.fixture
def desk(sandbox: Sandbox, store: SqliteStore, time: Time) -> PdlDesk:
    return desk_at(sandbox.pdl_url, store, time)


def spent(desk: PdlDesk) -> tuple[int, float, float]:
    spend = desk.till.ledger.spent("run").get("pdl")
    return (spend.calls, spend.credits, spend.saved) if spend else (0, 0.0, 0.0)


def posting(company: str = "Acme Robotics", **parts: Any) -> Posting:
    return Posting(title="Engineer", company=company, **parts)


def asked(sandbox: Sandbox, path: str) -> list[Any]:
    return [exchange.json for exchange in sandbox.history.of(path)]


@pytest.mark.parametrize("under_data", [False, True])
def test_a_title_gets_the_providers_names(sandbox: Sandbox, desk: PdlDesk, under_data: bool) -> None:
    sandbox.switches.job_title_under_data = under_data
    known = EMBEDDED.clean("Software Engineer")
    cleaned = PdlTitleCleaner(desk, EMBEDDED).clean("Software Engineer")
    assert asked(sandbox, TITLE) == [{"job_title": known.cleaned_name}]
    assert cleaned.similar_titles[0] == "senior software engineer"
    assert set(known.similar_titles) <= set(cleaned.similar_titles)
    assert len(cleaned.similar_titles) == len(set(cleaned.similar_titles))
    kept = {"title", "cleaned_name", "role", "sub_role", "levels"}
    assert cleaned.model_dump(include=kept) == known.model_dump(include=kept)
    assert spent(desk) == (1, 1, 0)


def test_an_answer_is_kept_for_thirty_days(sandbox: Sandbox, desk: PdlDesk, time: Time) -> None:
    cleaner = PdlTitleCleaner(desk, EMBEDDED)
    first = cleaner.clean("Software Engineer")
    time.now += timedelta(days=29.9)
    assert cleaner.clean("Software Engineer") == first
    assert len(asked(sandbox, TITLE)) == 1
    assert spent(desk) == (1, 1, 1)
    time.now += timedelta(days=0.1)
    assert cleaner.clean("Software Engineer") == first
    assert len(asked(sandbox, TITLE)) == 2


def test_a_title_that_the_provider_does_not_know(sandbox: Sandbox, desk: PdlDesk) -> None:
    cleaner = PdlTitleCleaner(desk, EMBEDDED)
    for _ in range(2):
        assert cleaner.clean("Lantern Whisperer") == EMBEDDED.clean("Lantern Whisperer")
    assert len(asked(sandbox, TITLE)) == 1
    assert spent(desk)[1:] == (0, 0)


@pytest.mark.parametrize(("status", "error"), [(401, BadKeyError), (402, OutOfCreditError), (403, BadKeyError)])
def test_a_plan_without_titles(sandbox: Sandbox, desk: PdlDesk, status: int, error: type[ProviderError]) -> None:
    sandbox.switches.job_title_refusal = status
    with pytest.raises(error) as caught:
        PdlTitleCleaner(desk, EMBEDDED).clean("Software Engineer")
    assert KEY not in str(caught.value)
    assert spent(desk) == (0, 0, 0)
    assert desk.till.ledger.list_open("run") == []


def test_a_title_within_the_budget(sandbox: Sandbox, store: SqliteStore, time: Time) -> None:
    poor = desk_at(sandbox.pdl_url, store, time, budget=9)
    assert PdlTitleCleaner(poor, EMBEDDED).clean("Software Engineer") == EMBEDDED.clean("Software Engineer")
    assert asked(sandbox, TITLE) == []
    PdlCompanyCleaner(poor, EmbeddedCompanyCleaner()).clean(posting())
    assert len(asked(sandbox, COMPANY)) == 1


def test_a_company_gets_its_id_and_website(sandbox: Sandbox, desk: PdlDesk) -> None:
    cleaned = PdlCompanyCleaner(desk, EmbeddedCompanyCleaner()).clean(posting("Acme Robotics, Inc."))
    made = sandbox.population.company("Acme Robotics")
    assert made is not None
    assert cleaned.provider_ids == {"pdl": made.id}
    assert cleaned.domain.endswith(".example")
    assert (cleaned.name, cleaned.key, cleaned.near_name) == ("Acme Robotics, Inc.", "acmerobotics", "")
    assert spent(desk)[1:] == (0, 0)


def test_a_company_that_is_only_guessed_is_offered_and_not_used(sandbox: Sandbox, desk: PdlDesk) -> None:
    cleaned = PdlCompanyCleaner(desk, EmbeddedCompanyCleaner()).clean(posting("Acme Robotcs"))
    assert (cleaned.near_name, cleaned.provider_ids, cleaned.domain) == ("acme robotics", {}, "")
    assert cleaned.name == "Acme Robotcs"


def test_a_company_that_nobody_knows(sandbox: Sandbox, desk: PdlDesk) -> None:
    cleaner, nowhere = PdlCompanyCleaner(desk, EmbeddedCompanyCleaner()), posting("Nowhere Works")
    for _ in range(2):
        assert cleaner.clean(nowhere) == EmbeddedCompanyCleaner().clean(nowhere)
    assert len(asked(sandbox, COMPANY)) == 1


def test_a_place_of_the_shipped_tables_is_not_asked_for(sandbox: Sandbox, desk: PdlDesk) -> None:
    cleaner = PdlPlaceCleaner(desk, EmbeddedPlaceCleaner())
    for text in ("Austin, TX", "Germany", "Paris", "Remote, US", "Worldwide"):
        there = posting(locations=[text])
        assert cleaner.strategy(there) == EmbeddedPlaceCleaner().strategy(there)
        assert cleaner.locate(text) == EmbeddedPlaceCleaner().locate(text)
    assert asked(sandbox, PLACE) == []


@pytest.mark.parametrize("text", ["Remote", "remote", "Anywhere", "Hybrid", "Fully remote", "Remote - Qqxville", ""])
def test_no_place_is_never_asked_for(sandbox: Sandbox, desk: PdlDesk, text: str) -> None:
    cleaner = PdlPlaceCleaner(desk, EmbeddedPlaceCleaner())
    assert cleaner.strategy(posting(locations=[text])) == Strategy()
    assert cleaner.strategy(posting(locations=["Qqxville"], remote=True)) == Strategy()
    assert cleaner.strategy(posting()) == Strategy()
    assert asked(sandbox, PLACE) == []


def test_a_place_that_the_provider_does_not_know_either(sandbox: Sandbox, desk: PdlDesk) -> None:
    cleaner = PdlPlaceCleaner(desk, EmbeddedPlaceCleaner())
    for _ in range(2):
        assert cleaner.strategy(posting(locations=["Hybrid - Qqxville"])) == Strategy()
    assert asked(sandbox, PLACE) == [{"location": "Qqxville"}]


@pytest.mark.parametrize(
    ("answer", "strategy"),
    [
        (
            {"locality": "austin", "region": "texas", "country": "united states"},
            Strategy(
                kind="metro_primary", metro="austin, texas", city="Austin", region="Texas", country="United States"
            ),
        ),
        (
            {"locality": "qqxville", "region": None, "country": "zzland"},
            Strategy(kind="locality_primary", city="Qqxville", country="Zzland"),
        ),
        ({"locality": None, "region": None, "country": "zzland"}, Strategy(kind="country", country="Zzland")),
        ({"locality": True, "region": ["texas"], "country": None}, Strategy()),
        ({}, Strategy()),
    ],
)
def test_where_the_provider_says(store: SqliteStore, time: Time, answer: dict[str, Any], strategy: Strategy) -> None:
    with serving(reply({"status": 200, **answer})) as server:
        cleaner = PdlPlaceCleaner(desk_at(f"{server.url}/v5", store, time), EmbeddedPlaceCleaner())
        assert cleaner.strategy(posting(locations=["The Qqx"])) == strategy


def test_a_school_with_the_providers_spelling_in_front(sandbox: Sandbox, desk: PdlDesk) -> None:
    names = ["caltech", "california institute of technology"]
    assert school_names(desk, names) == ["california institute of technology", "caltech"]
    assert school_names(desk, names) == ["california institute of technology", "caltech"]
    assert school_names(desk, ["qqx academy of nothing"]) == ["qqx academy of nothing"]
    assert school_names(desk, []) == []
    assert asked(sandbox, SCHOOL) == [{"name": "caltech"}, {"name": "qqx academy of nothing"}]


@pytest.mark.parametrize("kind", ["broken_json", "empty", "huge"])
def test_an_answer_that_cannot_be_read_goes_up(sandbox: Sandbox, desk: PdlDesk, kind: Any) -> None:
    sandbox.faults.add(COMPANY, kind)
    with pytest.raises(GarbledAnswerError) as caught:
        PdlCompanyCleaner(desk, EmbeddedCompanyCleaner()).clean(posting())
    assert KEY not in str(caught.value)


def test_values_of_wrong_types_are_not_known(sandbox: Sandbox, desk: PdlDesk) -> None:
    for path in (TITLE, COMPANY):
        sandbox.faults.add(path, "wrong_types")
    known = EmbeddedCompanyCleaner().clean(posting())
    assert PdlCompanyCleaner(desk, EmbeddedCompanyCleaner()).clean(posting()) == known
    assert PdlTitleCleaner(desk, EMBEDDED).clean("Software Engineer") == EMBEDDED.clean("Software Engineer")


@pytest.mark.parametrize("body", [[], "text", 7, None])
def test_an_answer_that_is_no_object_is_not_kept(store: SqliteStore, time: Time, body: Any) -> None:
    with serving(reply(body), reply({"id": "x1", "website": "acme.example"})) as server:
        cleaner = PdlCompanyCleaner(desk_at(f"{server.url}/v5", store, time), EmbeddedCompanyCleaner())
        with pytest.raises(GarbledAnswerError):
            cleaner.clean(posting())
        assert cleaner.clean(posting()).provider_ids == {"pdl": "x1"}


def test_a_free_call_is_made_again_and_a_paid_one_is_not(sandbox: Sandbox, desk: PdlDesk) -> None:
    for path in (COMPANY, TITLE):
        sandbox.faults.add(path, "reset_after")
    assert PdlCompanyCleaner(desk, EmbeddedCompanyCleaner()).clean(posting()).provider_ids
    with pytest.raises(UnavailableError):
        PdlTitleCleaner(desk, EMBEDDED).clean("Software Engineer")
    assert [each.uncertain for each in desk.till.ledger.list_open("run")] == [True]
    assert sandbox.accounts.spent(KEY, "enrich_job_title") == 1


def test_a_wrong_key(sandbox: Sandbox, store: SqliteStore, time: Time) -> None:
    desk = desk_at(sandbox.pdl_url, store, time, key="canary-5e1f")
    with pytest.raises(BadKeyError) as caught:
        school_names(desk, ["usc"])
    assert "canary" not in str(caught.value)
    assert sandbox.accounts.left(KEY, "enrich_job_title") == CREDITS["enrich_job_title"]


def test_a_name_of_the_provider_alone_is_not_similar_to_itself(store: SqliteStore, time: Time) -> None:
    said = {
        "cleaned_job_title": "lantern whisperer",
        "similar_job_titles": ["lantern whisperer", "lamp whisperer", True],
    }
    with serving(reply(said)) as server:
        cleaner = PdlTitleCleaner(desk_at(f"{server.url}/v5", store, time), EMBEDDED)
        cleaned = cleaner.clean("Lantern Whisperer")
    assert cleaned.cleaned_name == "lantern whisperer"
    assert cleaned.similar_titles[0] == "lamp whisperer"
    assert "lantern whisperer" not in cleaned.similar_titles
