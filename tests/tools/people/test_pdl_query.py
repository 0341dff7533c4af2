"""Every query that can be compiled is held against what People Data Labs allows, and put to the sandbox."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, combinations, product
from typing import Any, get_args

import pytest
import requests

from inroad.sandbox import KEY, Expectations, Limits, Sandbox
from inroad.sandbox.pdl import LIMITS
from inroad.sandbox.pdl.evaluate import Mapping as FieldMapping
from inroad.sandbox.pdl.query import read_query
from inroad.state import CompanyInfo, Level, SearchKind, Strategy, TitleInfo, Who
from inroad.tools.people import PeopleQuery
from inroad.tools.people.pdl_query import compile_query

KINDS: tuple[SearchKind, ...] = ("metro", "locality", "role", "region", "country", "anywhere")
MAPPINGS: tuple[FieldMapping, ...] = get_args(FieldMapping)
EVERYBODY: tuple[Who, ...] = ("peers", "managers", "recruiters")
WHO: list[list[Who]] = [list(some) for some in chain.from_iterable(combinations(EVERYBODY, n) for n in (1, 2, 3))]

ACME = CompanyInfo(name="Acme Robotics, Inc.", key="acmerobotics")
BY_SITE = CompanyInfo(name="Acme Robotics", key="acmerobotics", domain="Acme-Robotics.example")
BY_ID = CompanyInfo(name="Acme Robotics", key="acmerobotics", provider_ids={"pdl": "aB3dEfGh"})
COMPANIES = [ACME, BY_SITE, BY_ID]

AUSTIN = Strategy(kind="metro_primary", metro="austin, texas", city="Austin", region="Texas", country="United States")
CAPITAL = Strategy(
    kind="metro_primary",
    metro="district of columbia",
    city="Washington",
    region="District of Columbia",
    country="United States",
)
BERLIN = Strategy(kind="metro_primary", city="Berlin", region="State of Berlin", country="Germany")
TOWN = Strategy(kind="locality_primary", city="Marfa", region="Texas", country="United States")
LAND = Strategy(kind="country", country="United States")
STRATEGIES = [AUSTIN, CAPITAL, BERLIN, TOWN, LAND, Strategy()]

ENGINEER = TitleInfo(
    title="Senior Robotics Software Engineer",
    cleaned_name="robotics software engineer",
    similar_titles=["Software Engineer", *(f"Engineer {n}" for n in range(40))],
    role="engineering",
    levels=["senior"],
)
UNKNOWN = TitleInfo(title="Wizard of Light")
DIRECTOR = TitleInfo(title="Director of Sales", cleaned_name="director of sales", role="sales", levels=["director"])
ROLELESS = TitleInfo(title="Chief", cleaned_name="chief", levels=["cxo"])
TITLES = [ENGINEER, UNKNOWN, DIRECTOR, ROLELESS]

SCHOOLS = [[], ["university of miami"], ["University of Southern California", "usc"], [f"s {n}" for n in range(1200)]]
EXCLUDES = [
    [],
    ["pdl:Ab_0000", "linkedin:Anna-Example".lower(), "email:anna@acme.example"],
    [name for n in range(1500) for name in (f"pdl:Q{n}_0000", f"linkedin:slug-{n}")],
]

CLAUSES = {"bool", "term", "terms", "exists", "match_phrase"}
OCCURS = {"must", "must_not", "should"}
FIELDS = {
    *("job_company_id", "job_company_website", "job_company_name"),
    *("job_title", "job_title_role", "job_title_sub_role", "job_title_levels"),
    *("location_metro", "location_locality", "location_region", "location_country"),
    *("education.school.name", "id", "linkedin_url"),
}
CASED = {"id", "job_company_id"}


def question(**parts: Any) -> PeopleQuery:
    usual = {"company": ACME, "who": ["peers"], "title": ENGINEER, "strategy": AUSTIN, "kind": "metro", "size": 5}
    return PeopleQuery(**{**usual, **parts})


def clause_of(query: PeopleQuery) -> dict[str, Any]:
    clause: dict[str, Any] = compile_query(query)["query"]
    return clause


def leaves(clause: dict[str, Any]) -> Iterator[tuple[str, str, list[str]]]:
    """Hold a clause and all below it against what is allowed; the leaves with field and values."""
    ((kind, body),) = clause.items()
    assert kind in CLAUSES
    if kind == "bool":
        assert set(body) <= OCCURS
        for inner in body.values():
            assert isinstance(inner, list)
            assert 0 < len(inner) <= 1000
            for each in inner:
                yield from leaves(each)
        return
    if kind == "exists":
        yield kind, body["field"], []
        assert set(body) == {"field"}
        return
    ((field, value),) = body.items()
    values = value if kind == "terms" else [value]
    assert 0 < len(values) <= 1000
    assert all(isinstance(each, str) and each for each in values)
    yield kind, field, values


def every_question() -> Iterator[PeopleQuery]:
    for kind, who, strategy, title in product(KINDS, WHO, STRATEGIES, TITLES):
        yield question(kind=kind, who=who, strategy=strategy, title=title)
    for kind, company, schools, exclude in product(KINDS, COMPANIES, SCHOOLS, EXCLUDES):
        yield question(kind=kind, who=list(EVERYBODY), company=company, schools=schools, exclude=exclude)


def test_every_query_keeps_to_what_is_allowed() -> None:
    asked = list(every_question())
    assert len(asked) == 6 * 7 * 6 * 4 + 6 * 3 * 4 * 3
    for query in asked:
        compiled = compile_query(query)
        assert set(compiled) == {"query"}
        read_query(compiled, unwrapped=False)
        for _, field, values in leaves(compiled["query"]):
            assert field in FIELDS
            assert field in CASED or all(value == value.lower() for value in values)
            if field == "job_title_levels":
                assert set(values) <= set(get_args(Level))


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    """Shared by all tests of this file; only the mapping of its fields is switched."""
    expected = Expectations(
        headquarters={"Vandelay": "austin, texas", "Bolt Works": "washington, district of columbia"},
        titles=dict.fromkeys(("Acme Robotics", "Vandelay", "Bolt Works"), "Robotics Software Engineer"),
        schools=["University of Miami"],
    )
    with Sandbox(expectations=expected, limits={path: Limits() for path in LIMITS}) as running:
        yield running


def asked(sandbox: Sandbox, query: PeopleQuery, **more: Any) -> requests.Response:
    body = {"query": compile_query(query), "size": 100, "dataset": "all", "data_include": "id", **more}
    return requests.post(f"{sandbox.pdl_url}/person/search", json=body, headers={"X-Api-Key": KEY}, timeout=30)


def ids_of(sandbox: Sandbox, query: PeopleQuery) -> list[str]:
    """All ids that a query finds, from its first page to its last."""
    ids: list[str] = []
    token: str | None = None
    while True:
        answer = asked(sandbox, query, **({"scroll_token": token} if token else {}))
        if answer.status_code == 404:
            break
        assert answer.status_code == 200, answer.text
        ids += [record["id"] for record in answer.json()["data"]]
        token = answer.json()["scroll_token"]
        if not token:
            break
    assert len(ids) == len(set(ids))
    return ids


@pytest.mark.parametrize("mapping", MAPPINGS)
def test_the_service_takes_every_query(sandbox: Sandbox, mapping: FieldMapping) -> None:
    sandbox.switches.unconfirmed_fields = mapping
    # What the stand-in reads is the same for each mapping, and all were read above; these go over the wire.
    chosen = [*list(every_question())[::41], question(exclude=EXCLUDES[2], schools=SCHOOLS[3])]
    answers = {asked(sandbox, query, size=1).status_code for query in chosen}
    assert answers == {200, 404}


@pytest.mark.parametrize("mapping", MAPPINGS)
@pytest.mark.parametrize(("company", "strategy"), [("Vandelay", AUSTIN), ("Bolt Works", CAPITAL)])
@pytest.mark.parametrize("title", [ENGINEER, UNKNOWN])
def test_metro_and_locality_have_nobody_in_common(
    sandbox: Sandbox, mapping: FieldMapping, company: str, strategy: Strategy, title: TitleInfo
) -> None:
    sandbox.switches.unconfirmed_fields = mapping
    info = CompanyInfo(name=company)
    there = {
        kind: ids_of(sandbox, question(company=info, strategy=strategy, title=title, who=EVERYBODY, kind=kind))
        for kind in ("metro", "locality")
    }
    assert there["metro"]
    assert there["locality"]
    assert set(there["metro"]).isdisjoint(there["locality"])


@pytest.mark.parametrize("mapping", MAPPINGS)
def test_alumni_are_found_however_names_are_indexed(sandbox: Sandbox, mapping: FieldMapping) -> None:
    sandbox.switches.unconfirmed_fields = mapping
    asked_for = question(kind="anywhere", who=EVERYBODY, schools=["university of miami"])
    ids = ids_of(sandbox, asked_for)
    everybody = ids_of(sandbox, question(kind="anywhere", who=EVERYBODY))
    assert ids
    assert set(ids) < set(everybody)


def test_who_is_excluded_does_not_come_again(sandbox: Sandbox) -> None:
    sandbox.switches.unconfirmed_fields = "both"
    ids = ids_of(sandbox, question(kind="anywhere"))
    left = ids_of(sandbox, question(kind="anywhere", exclude=[f"pdl:{own}" for own in ids[1:]]))
    assert left == ids[:1]


@pytest.mark.parametrize("name", ["Acme Robotics, Inc.", "ACME ROBOTICS LLC", "acme robotics"])
def test_a_legal_form_hides_nobody(sandbox: Sandbox, name: str) -> None:
    sandbox.switches.unconfirmed_fields = "both"
    assert ids_of(sandbox, question(company=CompanyInfo(name=name), kind="anywhere"))


def must(query: PeopleQuery) -> list[dict[str, Any]]:
    clauses: list[dict[str, Any]] = clause_of(query)["bool"]["must"]
    return clauses


def test_metro_leaves_its_city_to_the_locality_search() -> None:
    here = [{"term": {"location_locality": "austin"}}, {"term": {"location_region": "texas"}}]
    metro, locality = question(), question(kind="locality")
    assert must(metro)[2:] == [{"terms": {"location_metro": ["austin, texas"]}}]
    assert clause_of(metro)["bool"]["must_not"] == [{"bool": {"must": here}}]
    assert must(locality)[2:] == [*here, {"term": {"location_country": "united states"}}]
    assert "must_not" not in clause_of(locality)["bool"]


def test_the_capital_is_asked_for_by_both_of_its_names() -> None:
    names = ["district of columbia", "washington, district of columbia"]
    assert must(question(strategy=CAPITAL))[2:] == [{"terms": {"location_metro": names}}]


@pytest.mark.parametrize(
    ("strategy", "kind", "fields"),
    [
        (AUSTIN, "role", ["location_metro"]),
        (AUSTIN, "region", ["location_region", "location_country"]),
        (AUSTIN, "country", ["location_country"]),
        (AUSTIN, "anywhere", []),
        (TOWN, "locality", ["location_locality", "location_region", "location_country"]),
        (TOWN, "role", ["location_locality", "location_region", "location_country"]),
        (LAND, "role", ["location_country"]),
        (LAND, "locality", ["location_country"]),
        (BERLIN, "metro", ["location_locality", "location_country"]),
        (Strategy(), "country", []),
    ],
)
def test_where(strategy: Strategy, kind: SearchKind, fields: list[str]) -> None:
    places = must(question(strategy=strategy, kind=kind))[2:]
    assert [field for clause in places for _, field, _ in leaves(clause)] == fields


def test_a_metro_without_a_name_is_its_city_and_not_its_opposite() -> None:
    assert "must_not" not in clause_of(question(strategy=BERLIN))["bool"]


@pytest.mark.parametrize(
    ("company", "clause"),
    [
        (BY_ID, {"term": {"job_company_id": "aB3dEfGh"}}),
        (
            BY_SITE,
            {
                "bool": {
                    "should": [
                        {"term": {"job_company_website": "acme-robotics.example"}},
                        {"match_phrase": {"job_company_name": "acme robotics"}},
                    ]
                }
            },
        ),
        (CompanyInfo(name="Bolt"), {"match_phrase": {"job_company_name": "bolt"}}),
    ],
)
def test_which_company(company: CompanyInfo, clause: dict[str, Any]) -> None:
    assert must(question(company=company))[0] == clause


@pytest.mark.parametrize(
    ("levels", "above"),
    [
        ([], ["manager", "director"]),
        (["entry"], ["manager", "director"]),
        (["senior"], ["manager", "director"]),
        (["manager"], ["director", "vp"]),
        (["senior", "director"], ["vp", "cxo"]),
        (["vp"], ["cxo"]),
        (["cxo"], ["cxo", "owner", "partner"]),
        (["owner"], ["cxo", "owner", "partner"]),
        (["partner"], ["cxo", "owner", "partner"]),
    ],
)
def test_managers_are_one_or_two_levels_up(levels: list[Level], above: list[str]) -> None:
    title = ENGINEER.model_copy(update={"levels": levels})
    role = {"term": {"job_title_role": "engineering"}}
    assert must(question(who=["managers"], title=title))[1] == {
        "bool": {"must": [role, {"terms": {"job_title_levels": above}}]}
    }


def test_recruiters() -> None:
    assert must(question(who=["recruiters"]))[1] == {"term": {"job_title_sub_role": "recruiting"}}


def test_one_query_asks_for_the_mix() -> None:
    mix = must(question(who=EVERYBODY))[1]
    assert [len(list(leaves(each))) for each in mix["bool"]["should"]] == [12, 2, 1]


def test_peers_by_title_at_first_and_by_role_later() -> None:
    titles = [values[0] for _, _, values in leaves(must(question())[1])]
    assert titles[:3] == ["robotics software engineer", "software engineer", "engineer 0"]
    assert len(titles) == 12
    assert must(question(kind="role"))[1] == {
        "bool": {
            "must": [{"term": {"job_title_role": "engineering"}}],
            "must_not": [
                {"terms": {"job_title_levels": ["manager", "director", "vp", "cxo", "owner", "partner"]}},
            ],
        }
    }


def test_peers_of_who_leads_are_at_the_same_level() -> None:
    assert must(question(kind="role", title=DIRECTOR))[1] == {
        "bool": {"must": [{"term": {"job_title_role": "sales"}}, {"terms": {"job_title_levels": ["director"]}}]}
    }


def test_only_so_many_are_excluded_as_fit_into_a_query() -> None:
    out = clause_of(question(exclude=EXCLUDES[2], kind="anywhere"))["bool"]["must_not"]
    ids, profiles = out[0]["terms"]["id"], out[1]["terms"]["linkedin_url"]
    assert (len(ids), ids[0], ids[-1]) == (1000, "Q500_0000", "Q1499_0000")
    assert (len(profiles), profiles[-1]) == (1000, "linkedin.com/in/slug-1499")


def test_people_are_excluded_by_what_the_provider_knows_of_them() -> None:
    assert clause_of(question(exclude=EXCLUDES[1], kind="anywhere"))["bool"]["must_not"] == [
        {"terms": {"id": ["Ab_0000"]}},
        {"terms": {"linkedin_url": ["linkedin.com/in/anna-example"]}},
    ]


def test_no_school_is_asked_for_by_an_empty_name() -> None:
    assert must(question(schools=["", "Lakeshore University"], kind="anywhere"))[2] == {
        "match_phrase": {"education.school.name": "lakeshore university"}
    }
