"""The cleaners, job titles and autocomplete over HTTP."""

from __future__ import annotations

from typing import Any

import pytest
import requests

from inroad.sandbox import KEY, Expectations, Sandbox

MISSING = "No records were found matching your request"


@pytest.mark.parametrize(
    "name", ["Acme Robotics", "ACME ROBOTICS, INC.", " acme  robotics llc ", "Acme Robotics (NYC)"]
)
def test_company_however_it_is_written(ask_steady: Any, name: str) -> None:
    body = ask_steady("company/clean", name=name).json()
    assert (body["status"], body["name"], body["fuzzy_match"]) == (200, "acme robotics", False)
    assert (body["website"], body["score"]) == ("acme-robotics.example", 4.0)
    assert body["location"]["metro"] == body["location"]["name"].removesuffix(", united states") == "austin, texas"
    assert body["linkedin_url"] == "linkedin.com/company/acme-robotics-example"


@pytest.mark.parametrize(
    "params",
    [
        {"website": "acme-robotics.example"},
        {"website": "https://www.acme-robotics.example/jobs"},
        {"profile": "linkedin.com/company/acme-robotics-example"},
    ],
)
def test_company_by_its_addresses(ask_steady: Any, params: dict[str, str]) -> None:
    assert ask_steady("company/clean", **params).json()["name"] == "acme robotics"


def test_misspelt_company_is_guessed_and_says_so(ask: Any) -> None:
    body = ask("company/clean", name="Acme Robotcis").json()
    assert (body["name"], body["fuzzy_match"], body["score"]) == ("acme robotics", True, 2.5)
    assert body["raw"] == ["acme robotcis"]
    assert ask("company/clean", name="Zenith Tailors").json()["fuzzy_match"] is False


@pytest.mark.parametrize(
    "params", [{"name": "Nowhere Ltd"}, {"website": "acme.com"}, {"profile": "linkedin.com/company/x"}]
)
def test_company_that_nobody_knows(ask_steady: Any, params: dict[str, str]) -> None:
    reply = ask_steady("company/clean", **params)
    assert reply.status_code == 404
    assert reply.json() == {"status": 404, "error": {"type": "not_found", "message": MISSING}}
    assert "x-call-credits-spent" not in reply.headers


@pytest.mark.parametrize(
    "path", ["company/clean", "location/clean", "school/clean", "job_title/enrich", "autocomplete"]
)
def test_parameters_are_needed(ask_steady: Any, path: str) -> None:
    assert ask_steady(path).status_code == 400
    assert ask_steady(path, name=["x"], location=5, job_title={}, field=5).status_code == 400


@pytest.mark.parametrize(
    ("text", "name", "kind", "continent"),
    [
        ("Austin, TX", "austin, texas, united states", "locality", "north america"),
        ("austin", "austin, texas, united states", "locality", "north america"),
        ("Tempe, Arizona, USA", "tempe, arizona, united states", "locality", "north america"),
        ("London", "london, greater london, united kingdom", "locality", "europe"),
        ("Berlin, Germany", "berlin, berlin, germany", "locality", "europe"),
        ("dc", "washington, district of columbia, united states", "locality", "north america"),
        ("Texas", "texas, united states", "region", "north america"),
        ("USA", "united states", "country", "north america"),
        ("Japan", "japan", "country", "asia"),
    ],
)
def test_place(ask_steady: Any, text: str, name: str, kind: str, continent: str) -> None:
    body = ask_steady("location/clean", location=text).json()
    assert (body["name"], body["type"], body["continent"], body["status"]) == (name, kind, continent, 200)
    assert "metro" not in body
    assert set(body) == {
        *("status", "name", "locality", "region", "subregion", "country", "continent", "type", "geo"),
    }


@pytest.mark.parametrize("text", ["Remote", "Anywhere", "Qqqqville, Zzz"])
def test_no_place(ask_steady: Any, text: str) -> None:
    assert ask_steady("location/clean", location=text).status_code == 404


@pytest.mark.parametrize(
    ("params", "name"),
    [
        ({"name": "University of Miami"}, "university of miami"),
        ({"name": "Miami University"}, "miami university"),
        ({"name": "MIT"}, "massachusetts institute of technology"),
        ({"name": "The Ohio State University"}, "ohio state university"),
        ({"name": "Penn State"}, "pennsylvania state university"),
        ({"name": "UPenn"}, "university of pennsylvania"),
        ({"name": "Stanford"}, "stanford university"),
        ({"website": "http://yale-university.example"}, "yale university"),
        ({"profile": "linkedin.com/school/yale-university-example"}, "yale university"),
    ],
)
def test_school(ask_steady: Any, params: dict[str, str], name: str) -> None:
    body = ask_steady("school/clean", **params).json()
    assert (body["name"], body["type"]) == (name, "post-secondary institution")
    assert body["domain"].endswith(".example")


def test_school_that_nobody_knows(ask_steady: Any) -> None:
    assert ask_steady("school/clean", name="Hogsmeade College").status_code == 404

    with Sandbox(expectations=Expectations(schools=["Hogsmeade College"])) as sandbox:
        url, params = f"{sandbox.pdl_url}/school/clean", {"name": "hogsmeade college", "api_key": KEY}
        assert requests.get(url, params=params, timeout=30).json()["name"] == "hogsmeade college"


def test_job_title(ask: Any, sandbox: Sandbox) -> None:
    reply = ask("job_title/enrich", job_title="Senior Robotics Software Engineer (Remote)")
    body = reply.json()
    assert list(body) == ["cleaned_job_title", "similar_job_titles", "relevant_skills"]
    assert body["cleaned_job_title"] == "robotics software engineer"
    assert 0 < len(body["similar_job_titles"]) <= 5
    assert 0 < len(body["relevant_skills"]) <= 5
    assert reply.headers["x-call-credits-type"] == "enrich_job_title"
    assert reply.headers["x-call-credits-spent"] == "1.0"
    sandbox.switches.job_title_under_data = True
    assert ask("job_title/enrich", job_title="recruiter").json() == {
        "status": 200,
        "data": {
            "cleaned_job_title": "recruiter",
            "similar_job_titles": [
                "senior recruiter",
                "technical recruiter",
                "talent acquisition specialist",
                "recruiting coordinator",
                "lead recruiter",
            ],
            "relevant_skills": ["sourcing", "interviewing", "applicant tracking"],
        },
    }
    cased = ask("job_title/enrich", job_title="recruiter", titlecase=True).json()["data"]
    assert cased["cleaned_job_title"] == "Recruiter"


def test_job_titles_have_an_allowance_of_their_own() -> None:
    with Sandbox(accounts={"poor": {"search": 9, "enrich_job_title": 1}}) as sandbox:
        url, params = f"{sandbox.pdl_url}/job_title/enrich", {"job_title": "recruiter", "api_key": "poor"}
        replies = [requests.get(url, params=params, timeout=30) for _ in range(2)]
    assert [reply.status_code for reply in replies] == [200, 402]
    assert [reply.headers["x-totallimit-remaining"] for reply in replies] == ["0", "0"]


def test_rare_job_title(ask: Any) -> None:
    reply = ask("job_title/enrich", job_title="chief happiness wizard")
    assert (reply.status_code, reply.headers["x-call-credits-spent"]) == (404, "0.0")


@pytest.mark.parametrize("status", [401, 402, 403])
def test_plan_without_job_titles(ask: Any, sandbox: Sandbox, status: int) -> None:
    sandbox.switches.job_title_refusal = status
    assert ask("job_title/enrich", job_title="recruiter").status_code == status


@pytest.mark.parametrize(
    ("field", "text", "expected"),
    [
        *(("all_location", "austin", "austin, texas, united states"), ("class", "sales", "sales_and_marketing")),
        *(("company", "acme rob", "acme robotics"), ("country", "united s", "united states")),
        *(
            ("industry", "computer s", "computer software"),
            ("location", "boston", "boston, massachusetts, united states"),
        ),
        *(("location_name", "tempe", "tempe, arizona, united states"), ("major", "nurs", "nursing")),
        *(("region", "texa", "texas"), ("role", "human", "human_resources"), ("school", "yale", "yale university")),
        *(("skill", "pyth", "python"), ("sub_role", "recru", "recruiting"), ("title", "recru", "recruiter")),
        ("website", "acme-robotics", "acme-robotics.example"),
    ],
)
def test_autocomplete(ask_steady: Any, field: str, text: str, expected: str) -> None:
    body = ask_steady("autocomplete", field=field, text=text, size=100).json()
    assert list(body) == ["data", "fields", "status"]
    names = [entry["name"] for entry in body["data"]]
    assert expected in names
    assert all(name.startswith(text) for name in names)
    counts = [entry["count"] for entry in body["data"]]
    assert counts == sorted(counts, reverse=True)


def test_autocomplete_gives_ten_and_what_they_mean(ask_steady: Any) -> None:
    assert len(ask_steady("autocomplete", field="school").json()["data"]) == 10
    entry = ask_steady("autocomplete", field="company", text="acme robotics", titlecase=True).json()["data"][0]
    assert (entry["name"], entry["meta"]["website"]) == ("Acme Robotics", "acme-robotics.example")


@pytest.mark.parametrize(
    ("params", "status"),
    [({"field": "metro"}, 400), ({"field": "school", "size": 0}, 400), ({"field": "school", "text": "zzz"}, 404)],
)
def test_autocomplete_refuses(ask_steady: Any, params: dict[str, Any], status: int) -> None:
    assert ask_steady("autocomplete", **params).status_code == status
