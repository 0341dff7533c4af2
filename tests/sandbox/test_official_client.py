"""The official client of People Data Labs against the sandbox: both were written apart."""

from __future__ import annotations

from typing import Any

import pytest
from peopledatalabs import PDLPY  # type: ignore[import-untyped]

from inroad.sandbox import KEY, Sandbox

ACME = {"query": {"bool": {"must": [{"term": {"job_company_name": "acme robotics"}}]}}}


@pytest.fixture(scope="module")
def client(steady: Sandbox) -> Any:
    return PDLPY(api_key=KEY, base_path=steady.pdl_url)


def test_person_search_and_its_pages(client: Any) -> None:
    first = client.person.search(query=ACME, size=3, dataset="resume").json()
    assert (first["status"], len(first["data"])) == (200, 3)
    second = client.person.search(query=ACME, size=3, dataset="resume", scroll_token=first["scroll_token"]).json()
    assert len({record["id"] for record in first["data"] + second["data"]}) == 6
    assert client.person.search(query={"query": {"nested": {}}}).status_code == 400
    assert client.person.search(sql="SELECT * FROM person").status_code == 400


def test_company_cleaner(client: Any) -> None:
    assert client.company.cleaner(name="Acme Robotics LLC").json()["website"] == "acme-robotics.example"
    assert client.company.cleaner(name="Nowhere").status_code == 404


def test_location_cleaner(client: Any) -> None:
    assert client.location.cleaner(location="Austin, TX").json()["name"] == "austin, texas, united states"


def test_school_cleaner(client: Any) -> None:
    assert client.school.cleaner(name="University of Miami").json()["name"] == "university of miami"


def test_job_title(client: Any) -> None:
    assert client.job_title(job_title="Technical Recruiter").json()["cleaned_job_title"] == "technical recruiter"


def test_autocomplete(client: Any) -> None:
    body = client.autocomplete(field="school", text="stanf", size=5).json()
    assert body["data"][0]["name"] in ("stanford university", "stanford university online high school")


def test_wrong_key(steady: Sandbox) -> None:
    stranger: Any = PDLPY(api_key="wrong", base_path=steady.pdl_url)
    assert stranger.person.search(query=ACME).status_code == 401
    assert stranger.location.cleaner(location="Austin, TX").status_code == 401
