"""What each clause finds among a few records."""

from __future__ import annotations

from typing import Any, Literal

import pytest

from inroad.sandbox.pdl.evaluate import Table
from inroad.sandbox.pdl.query import read_query
from inroad.sandbox.records import Entry

RECORDS: list[dict[str, Any]] = [
    {
        "id": "a",
        "job_title": "senior software engineer",
        "first_name": "ana maría",
        "job_start_date": "2020-05",
        "years": 7,
        "skills": ["python", "sql"],
        "experience": [
            {"company": {"name": "acme robotics"}, "title": {"name": "software engineer"}, "is_primary": True},
            {"company": {"name": "old works"}, "title": None, "is_primary": False},
        ],
        "summary": "Builds robots, and mends them.",
    },
    {
        "id": "b",
        "job_title": "software product manager",
        "first_name": "bo",
        "job_start_date": "2021",
        "years": 12,
        "skills": [],
        "experience": [{"company": {"name": "old works"}, "title": {"name": "intern"}, "is_primary": True}],
        "summary": None,
    },
    {"id": "c", "job_title": None, "first_name": "cai", "job_start_date": None, "years": None, "experience": []},
]
FIELD = Literal["both", "keyword", "text"]


def _found(clause: dict[str, Any], mapping: FIELD = "both") -> str:
    table = Table([Entry(record, frozenset({"resume"})) for record in RECORDS], mapping)
    rows = table.rows(read_query({"query": clause}, unwrapped=False))
    return "".join(RECORDS[row]["id"] for row in sorted(rows))


@pytest.mark.parametrize(
    ("clause", "found"),
    [
        ({"match_all": {}}, "abc"),
        ({"term": {"first_name": "bo"}}, "b"),
        ({"term": {"first_name": {"value": "bo"}}}, "b"),
        ({"term": {"first_name": "Bo"}}, ""),
        ({"term": {"first_name": "ana"}}, ""),
        ({"term": {"years": 7}}, "a"),
        ({"term": {"years": "7"}}, "a"),
        ({"term": {"experience.is_primary": False}}, "a"),
        ({"term": {"experience.company.name": "old works"}}, "ab"),
        ({"term": {"experience.company": "old works"}}, ""),
        ({"term": {"no.such.field": "x"}}, ""),
        ({"term": {"job_title": "software product manager"}}, "b"),
        ({"terms": {"skills": ["sql", "java"]}}, "a"),
        ({"terms": {"skills": []}}, ""),
        ({"exists": {"field": "job_title"}}, "ab"),
        ({"exists": {"field": "skills"}}, "a"),
        ({"exists": {"field": "experience"}}, "ab"),
        ({"exists": {"field": "experience.title"}}, "ab"),
        ({"exists": {"field": "experience.title.name"}}, "ab"),
        ({"match": {"job_title": "engineer manager"}}, "ab"),
        ({"match": {"job_title": "Engineer"}}, "a"),
        ({"match": {"job_title": {"query": "software engineer", "operator": "and"}}}, "a"),
        ({"match": {"job_title": ""}}, ""),
        ({"match": {"first_name": "ana maría"}}, "a"),
        ({"match": {"first_name": "ana"}}, ""),
        ({"match": {"summary": "robots"}}, "a"),
        ({"term": {"summary": "robots"}}, "a"),
        ({"match_phrase": {"job_title": "software engineer"}}, "a"),
        ({"match_phrase": {"job_title": {"query": "senior engineer"}}}, ""),
        ({"match_phrase": {"job_title": ""}}, ""),
        ({"match_phrase": {"first_name": "bo"}}, "b"),
        ({"prefix": {"job_title": "software"}}, "b"),
        ({"prefix": {"job_title": {"value": "senior soft"}}}, "a"),
        ({"wildcard": {"job_title": "*engineer"}}, "a"),
        ({"wildcard": {"job_title": {"value": "s?nior*"}}}, "a"),
        ({"wildcard": {"job_title": "engineer"}}, ""),
        ({"range": {"years": {"gt": 7}}}, "b"),
        ({"range": {"years": {"gte": 7, "lt": 12}}}, "a"),
        ({"range": {"years": {"lte": 12}}}, "ab"),
        ({"range": {"job_start_date": {"gte": "2020-06"}}}, "b"),
        ({"range": {"job_start_date": {"lte": "2020-05-01"}}}, "a"),
        ({"range": {"first_name": {"lt": "b"}}}, "a"),
        ({"bool": {}}, "abc"),
        ({"bool": {"must": {"term": {"years": 7}}}}, "a"),
        ({"bool": {"filter": [{"term": {"years": 7}}], "must": [{"term": {"id": "b"}}]}}, ""),
        ({"bool": {"must_not": [{"exists": {"field": "job_title"}}]}}, "c"),
        ({"bool": {"should": [{"term": {"id": "a"}}, {"term": {"id": "c"}}]}}, "ac"),
        ({"bool": {"must": [{"match_all": {}}], "should": [{"term": {"id": "a"}}]}}, "abc"),
        (
            {"bool": {"must": {"match_all": {}}, "should": [{"term": {"id": "a"}}], "minimum_should_match": 1}},
            "a",
        ),
        (
            {
                "bool": {
                    "should": [{"match": {"job_title": "software"}}, {"term": {"id": "a"}}],
                    "minimum_should_match": "100%",
                }
            },
            "a",
        ),
        (
            {
                "bool": {
                    "should": [{"match": {"job_title": "software"}}, {"term": {"id": "a"}}],
                    "minimum_should_match": -1,
                }
            },
            "ab",
        ),
        (
            {
                "bool": {
                    "should": [{"match": {"job_title": "software"}}, {"term": {"id": "a"}}],
                    "minimum_should_match": "-50%",
                }
            },
            "ab",
        ),
        ({"bool": {"must": [{"bool": {"must_not": {"term": {"id": "a"}}}}]}}, "bc"),
        (
            {
                "bool": {
                    "must": [
                        {"term": {"experience.company.name": "old works"}},
                        {"term": {"experience.title.name": "software engineer"}},
                    ]
                }
            },
            "a",
        ),
    ],
)
def test_clause(clause: dict[str, Any], found: str) -> None:
    assert _found(clause) == found


@pytest.mark.parametrize(
    ("mapping", "whole", "word", "term_word"),
    [("both", "a", "ab", ""), ("keyword", "a", "", ""), ("text", "", "ab", "ab")],
)
def test_fields_whose_mapping_is_open(mapping: FIELD, whole: str, word: str, term_word: str) -> None:
    assert _found({"term": {"job_title": "senior software engineer"}}, mapping) == whole
    assert _found({"match": {"job_title": "software"}}, mapping) == word
    assert _found({"term": {"job_title": "software"}}, mapping) == term_word
