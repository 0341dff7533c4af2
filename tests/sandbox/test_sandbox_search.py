"""Person search over HTTP: parameters, refusals, pages, prices."""

from __future__ import annotations

import json
from typing import Any, Literal

import pytest
import requests

from inroad.sandbox import KEY, Sandbox

ACME = {"query": {"term": {"job_company_name": "acme robotics"}}}
NOBODY = {"query": {"term": {"job_company_name": "nowhere to be found"}}}


def _refusal(reply: requests.Response) -> str:
    body = reply.json()
    assert reply.status_code == 400
    assert body["status"] == 400
    assert body["error"]["type"] == "invalid_request_error"
    assert reply.headers["x-call-credits-spent"] == "0.0"
    return str(body["error"]["message"])


def test_one_record_is_the_default_and_one_credit_the_price(ask: Any) -> None:
    reply = ask("person/search", query=ACME)
    body = reply.json()
    assert list(body) == ["status", "data", "scroll_token", "total"]
    assert body["status"] == reply.status_code == 200
    assert len(body["data"]) == 1
    assert body["total"] > 30
    assert body["data"][0]["job_company_name"] == "acme robotics"
    assert reply.headers["x-call-credits-spent"] == "1.0"
    assert reply.headers["x-call-credits-type"] == "search"
    assert reply.headers["x-totallimit-remaining"] == "999999"
    assert reply.headers["x-totallimit-purchased-remaining"] == "999999"
    assert reply.headers["x-lifetime-used"] == "1"


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ({}, "Exactly one of query and sql is required"),
        ({"query": ACME, "sql": "SELECT * FROM person"}, "Exactly one of query and sql is required"),
        ({"sql": "SELECT * FROM person"}, "This sandbox has no SQL; send an Elasticsearch query under 'query'"),
        ({"query": ACME, "size": 0}, "size must be between 1 and 100"),
        ({"query": ACME, "size": 101}, "size must be between 1 and 100"),
        ({"query": ACME, "size": True}, "size must be between 1 and 100"),
        ({"query": ACME, "from": 10_000}, "from must be between 0 and 9999"),
        (
            {"query": ACME, "from": 9950, "size": 51},
            "from and size reach no further than 10000 records; use scroll_token",
        ),
        ({"query": ACME, "titlecase": "perhaps"}, "titlecase must be a boolean"),
        ({"query": ACME, "data_include": ["id"]}, "data_include must be a string"),
        ({"query": "{"}, "query is not valid JSON"),
        ({"query": {}}, "query must be a JSON object"),
        ({"query": [ACME]}, "query must be a JSON object"),
        ({"query": {"query": {}}}, "Each clause must be an object with exactly one key"),
        ({"query": {**ACME, "aggs": {}}}, "aggs is not supported"),
        ({"query": {**ACME, "rescore": {}}}, "rescore is not supported"),
        ({"query": ACME, "scroll_token": "1$2.3"}, "scroll_token is not valid for this query"),
        ({"query": ACME, "scroll_token": "me"}, "scroll_token is not valid for this query"),
    ],
)
def test_parameters_that_are_refused(ask_steady: Any, body: dict[str, Any], message: str) -> None:
    assert _refusal(ask_steady("person/search", **body)) == message


@pytest.mark.parametrize(
    "clause",
    [
        {"nested": {"path": "experience", "query": {"match_all": {}}}},
        {"query_string": {"query": "x"}},
        {"multi_match": {"query": "x", "fields": ["job_title"]}},
        {"match_phrase_prefix": {"job_title": "x"}},
        {"fuzzy": {"job_title": "x"}},
        {"regexp": {"job_title": "x.*"}},
        {"ids": {"values": ["x"]}},
        {"function_score": {}},
        {"dis_max": {"queries": []}},
        {"script": {}},
        {"constant_score": {"filter": {}}},
        {"boosting": {}},
        {"term": {"job_title": {"value": "x", "boost": 2}}},
        {"term": {"job_title": "x", "sex": "y"}},
        {"term": {"job_title": None}},
        {"term": {"job_title": ["x"]}},
        {"term": "x"},
        {"term": {"job_title": {"x": 1}}},
        {"terms": {"job_title": "x"}},
        {"terms": {"job_title": ["x"], "boost": 1}},
        {"terms": {"job_title": [["x"]]}},
        {"match": {"job_title": {"query": "x", "fuzziness": 1}}},
        {"match": {"job_title": {"query": "x", "operator": "xor"}}},
        {"match_all": {"boost": 1}},
        {"range": {"birth_year": {"from": 1}}},
        {"range": {"birth_year": {}}},
        {"range": {"birth_year": 5}},
        {"range": {"birth_year": {"gte": 5, "boost": 2}}},
        {"prefix": {"job_title": 5}},
        {"wildcard": {"job_title": 5}},
        {"exists": "job_title"},
        {"exists": {"field": 5}},
        {"exists": {"field": "id", "boost": 1}},
        {"bool": []},
        {"bool": {"boost": 1}},
        {"bool": {"should": [], "minimum_should_match": "many"}},
        {"bool": {"must": ["x"]}},
        {"term": {"id": "x"}, "terms": {"id": ["x"]}},
    ],
)
def test_clauses_that_are_refused_wherever_they_stand(ask_steady: Any, clause: dict[str, Any]) -> None:
    assert _refusal(ask_steady("person/search", query={"query": clause}))
    assert _refusal(ask_steady("person/search", query={"query": {"bool": {"must": [{"bool": {"must_not": clause}}]}}}))


def test_arrays_hold_a_thousand_elements(ask_steady: Any) -> None:
    def without(count: int) -> dict[str, Any]:
        ids = [str(number) for number in range(count)]
        return {"query": {"bool": {"must": ACME["query"], "must_not": {"terms": {"id": ids}}}}}

    assert ask_steady("person/search", query=without(1000)).status_code == 200
    assert "at most 1000" in _refusal(ask_steady("person/search", query=without(1001)))


def test_bare_query_can_be_refused(sandbox: Sandbox, ask: Any) -> None:
    assert ask("person/search", query=ACME["query"]).status_code == 200
    sandbox.switches.unwrapped_query = False
    assert _refusal(ask("person/search", query=ACME["query"])) == "The Elasticsearch query must have a 'query' key"


def test_pages_hold_everybody_once(ask_steady: Any) -> None:
    body = ask_steady("person/search", query=ACME, size=20).json()
    seen = [record["id"] for record in body["data"]]
    while body["scroll_token"]:
        body = ask_steady("person/search", query=ACME, size=17, scroll_token=body["scroll_token"]).json()
        seen += [record["id"] for record in body["data"]]
    assert len(seen) == len(set(seen)) == body["total"]
    again = ask_steady("person/search", query=ACME, size=100, **{"from": 5}).json()["data"]
    assert [record["id"] for record in again] == seen[5:105]


def test_token_is_bound_to_its_query(ask_steady: Any) -> None:
    token = ask_steady("person/search", query=ACME).json()["scroll_token"]
    other = {"query": {"bool": {"must": ACME["query"]}}}
    assert (
        _refusal(ask_steady("person/search", query=other, scroll_token=token))
        == "scroll_token is not valid for this query"
    )
    both = ask_steady("person/search", query=ACME, scroll_token=token, **{"from": 1})
    assert _refusal(both) == "from cannot be combined with scroll_token"


@pytest.mark.parametrize(
    ("switch", "expected"),
    [("null", {"scroll_token": None}), ("missing", {}), ("one more", {"scroll_token": True})],
)
def test_end_of_the_pages(
    sandbox: Sandbox, ask: Any, switch: Literal["null", "missing", "one more"], expected: dict[str, Any]
) -> None:
    sandbox.switches.last_token = switch
    name = ask("person/search", query=ACME).json()["data"][0]["id"]
    only = {"query": {"bool": {"must": [ACME["query"], {"term": {"id": name}}]}}}
    body = ask("person/search", query=only).json()
    token = {key: bool(body[key]) or None for key in body if key == "scroll_token"}
    assert token == expected
    if switch == "one more":
        assert ask("person/search", query=only, scroll_token=body["scroll_token"]).status_code == 404


def test_nothing_found_costs_nothing(sandbox: Sandbox, ask: Any) -> None:
    missing = ask("person/search", query=NOBODY)
    message = "No records were found matching your request"
    assert missing.json() == {"status": 404, "error": {"type": "not_found", "message": message}}
    assert missing.status_code == 404
    assert missing.headers["x-call-credits-spent"] == "0.0"
    sandbox.switches.nothing_found = "empty"
    empty = ask("person/search", query=NOBODY)
    assert (empty.status_code, empty.json()) == (200, {"status": 200, "data": [], "scroll_token": None, "total": 0})


def test_get_takes_the_query_as_text(steady: Sandbox) -> None:
    params: dict[str, str] = {"query": json.dumps(ACME), "size": "2", "api_key": KEY, "data_include": "id"}
    reply = requests.get(f"{steady.pdl_url}/person/search", params=params, timeout=30)
    assert [list(record) for record in reply.json()["data"]] == [["id"], ["id"]]


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        ("id", ["id"]),
        ("id, full_name ,no_such_field", ["id", "full_name"]),
        ("", []),
        ("experience.company.name", ["experience"]),
    ],
)
def test_only_the_fields_asked_for(ask_steady: Any, asked: str, kept: list[str]) -> None:
    reply = ask_steady("person/search", query=ACME, data_include=asked)
    assert list(reply.json()["data"][0]) == kept
    assert reply.headers["x-call-credits-spent"] == "1.0"


def test_dotted_fields_are_cut_within_arrays(ask_steady: Any) -> None:
    record = ask_steady("person/search", query=ACME, data_include="experience.company.name,id").json()["data"][0]
    assert {frozenset(job) for job in record["experience"]} == {frozenset({"company"})}
    assert {frozenset(job["company"]) for job in record["experience"]} == {frozenset({"name"})}
    rest = ask_steady("person/search", query=ACME, data_include="-id,experience.company").json()["data"][0]
    assert "id" not in rest
    assert rest["full_name"]
    assert all("company" not in job and job["title"] for job in rest["experience"])


def test_title_case_spares_ids_links_and_codes(ask_steady: Any) -> None:
    query = {"query": {"bool": {"must": [ACME["query"], {"exists": {"field": "linkedin_url"}}]}}}
    plain = ask_steady("person/search", query=query).json()["data"][0]
    cased = ask_steady("person/search", query=query, titlecase=True).json()["data"][0]
    assert cased["full_name"] == plain["full_name"].title() != plain["full_name"]
    assert cased["job_company_name"] == "Acme Robotics"
    assert [cased[key] for key in ("id", "linkedin_url", "job_title_levels")] == [
        plain[key] for key in ("id", "linkedin_url", "job_title_levels")
    ]


def test_data_sets(ask_steady: Any) -> None:
    globex = {"query": {"term": {"job_company_name": "globex"}}}

    def total(**more: str) -> int:
        body = ask_steady("person/search", query=globex, **more).json()
        return int(body.get("total", 0))

    assert total() == total(dataset="resume") < total(dataset="resume,consumer_social") == total(dataset="all")
    assert total(dataset="-consumer_social") == total(dataset="all,-consumer_social") < total(dataset="all")
    assert total(dataset="all,-phone,email,mobile_phone,developer,consumer_social") == total()
    assert 0 < total(dataset="developer") < total(dataset="email") < total()
    assert "dataset [people] is not one of" in _refusal(ask_steady("person/search", query=ACME, dataset="people"))
    assert "dataset [people]" in _refusal(ask_steady("person/search", query=ACME, dataset="all,-people"))


def test_out_of_credit_takes_nothing() -> None:
    with Sandbox(accounts={"poor": {"search": 3}}) as sandbox:
        url, headers = f"{sandbox.pdl_url}/person/search", {"X-Api-Key": "poor"}
        too_much = requests.post(url, json={"query": ACME, "size": 4}, headers=headers, timeout=30)
        assert (too_much.status_code, too_much.json()["error"]["type"]) == (402, "payment_required")
        assert too_much.headers["x-totallimit-remaining"] == "3"
        enough = requests.post(url, json={"query": ACME, "size": 3}, headers=headers, timeout=30)
        assert (enough.status_code, enough.headers["x-totallimit-remaining"]) == (200, "0")
        missing = requests.post(url, json={"query": NOBODY}, headers=headers, timeout=30)
        assert missing.status_code == 404
        assert requests.post(url, json={"query": ACME}, headers=headers, timeout=30).status_code == 402


def test_answer_that_is_too_large_is_refused_and_free(sandbox: Sandbox, ask: Any) -> None:
    sandbox.switches.response_cap = 100_000
    plain = {"X-Api-Key": KEY, "Accept-Encoding": "identity"}
    body = {"query": ACME, "size": 50}
    too_large = requests.post(f"{sandbox.pdl_url}/person/search", json=body, headers=plain, timeout=30)
    assert "too large" in _refusal(too_large)
    assert ask("person/search", **body).status_code == 200


def test_free_plans_see_that_there_is_something(sandbox: Sandbox, ask: Any) -> None:
    query = {"query": {"bool": {"must": [ACME["query"], {"exists": {"field": "work_email"}}]}}}
    open_record = ask("person/search", query=query).json()["data"][0]
    sandbox.switches.masked = True
    record = ask("person/search", query=query).json()["data"][0]
    assert [record[key] for key in ("work_email", "emails", "location_name", "street_addresses")] == [
        True,
        True,
        True,
        False,
    ]
    assert open_record["work_email"].endswith("@acme-robotics.example")
    for key in ("id", "location_country", "linkedin_url", "job_title", "experience", "skills"):
        assert record[key] == open_record[key]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("job_company_website", "acme-robotics.example"),
        ("job_company_linkedin_url", "linkedin.com/company/acme-robotics-example"),
        ("experience.company.name", "acme robotics"),
    ],
)
def test_company_by_any_of_its_names(ask_steady: Any, field: str, value: str) -> None:
    record = ask_steady("person/search", query={"query": {"term": {field: value}}}).json()["data"][0]
    assert "acme robotics" in [job["company"]["name"] for job in record["experience"]]


def test_company_id_outlives_the_sandbox(ask_steady: Any) -> None:
    company_id = ask_steady("company/clean", name="Brand New Company").json()["id"]
    query = {"query": {"term": {"job_company_id": company_id}}}
    with Sandbox() as other:
        headers = {"X-Api-Key": KEY}
        reply = requests.post(f"{other.pdl_url}/person/search", json={"query": query}, headers=headers, timeout=30)
    assert reply.json()["data"][0]["job_company_name"] == "brand new company"
    assert ask_steady("person/search", query={"query": {"term": {"job_company_id": "x"}}}).status_code == 404


def test_words_of_a_name_find_other_companies_too(ask_steady: Any) -> None:
    by_words = ask_steady(
        "person/search", query={"query": {"match": {"job_company_name": "acme robotics"}}}, size=100
    ).json()
    names = {record["job_company_name"] for record in by_words["data"]}
    assert names & {"acme robotics consulting", "acme foods"}
    assert by_words["total"] > ask_steady("person/search", query=ACME).json()["total"]


def test_without_a_company_all_known_ones_are_searched(ask: Any) -> None:
    everybody: dict[str, Any] = {"query": {"match_all": {}}}
    before = ask("person/search", query=everybody).json()["total"]
    ask("company/clean", name="Second Company")
    assert ask("person/search", query=everybody).json()["total"] > before


def test_upper_case_matches_nothing(ask_steady: Any) -> None:
    assert (
        ask_steady("person/search", query={"query": {"term": {"job_company_name": "Acme Robotics"}}}).status_code == 404
    )
