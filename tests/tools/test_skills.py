"""Skills in texts: which count, under what name, and what is near what."""

from __future__ import annotations

from itertools import pairwise

import pytest

from inroad.reference.skill_families import families
from inroad.reference.skill_names import in_capitals, same_names, with_capital, with_context
from inroad.tools.skills import find_skills, normal_name, related


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("We use k8s, Postgres and Go.", ["kubernetes", "postgresql", "go"]),
        ("Go to market strategy; we go home. Experience with Go or Rust", ["go-to-market", "go", "rust"]),
        ("Go", ["go"]),
        ("- Excel", ["excel"]),
        ("You excel at calm", []),
        ("Proficient in Excel, Word and Outlook", ["excel", "word", "outlook"]),
        ("a man of his word", []),
        ("Node.js, ASP.NET, .NET, C++, C# and R", ["node.js", "asp.net", ".net", "c++", "c#", "r"]),
        ("net income in C-level R&D, Series C", []),
        ("RESTful APIs; CI/CD; M&A", ["rest apis", "ci/cd", "mergers and acquisitions"]),
        ("compensation & benefits", ["compensation and benefits"]),
        ("120,000 CAD per year, 500 ML a day", []),
        ("CAD drawings", ["cad"]),
        ("sem experiência", []),
        ("Our Sales team; experience in sales and marketing", ["sales", "marketing"]),
        ("Python, Go or rust.", ["python", "go", "rust"]),
        ("python and go home", ["python"]),
        ("services written in rust", ["rust"]),
        ("Marketing skills", ["marketing"]),
        ("REST APIs and the rest", ["rest apis"]),
        ("frontend work with TypeScript/React", ["typescript", "react"]),
        ("Maschinelles Lernen und Buchhaltung", ["machine learning", "accounting"]),
        ("Fluent in German, with Basic English", []),
        ("Pythonのスキル必須", ["python"]),
        ("TS/SCI clearance", []),
        ("Photoshop’s layers, the team’s REST", ["photoshop", "rest apis"]),
        ("data pipeline, data pipelines, neural network", ["data pipelines", "data pipelines", "neural networks"]),
        ("", []),
    ],
)
def test_which_skills_a_text_names(text: str, names: list[str]) -> None:
    assert [skill.name for skill in find_skills(text)] == [normal_name(name) for name in names]


def test_a_skill_says_where_it_stands_and_none_overlaps() -> None:
    text = "Senior data engineering with Apache Spark SQL, then Spark; machine-learning and ML."
    found = find_skills(text)
    assert [text[skill.start : skill.end] for skill in found] == [
        "data engineering", "Apache Spark", "SQL", "Spark", "machine-learning", "ML",
    ]  # fmt: skip
    assert [skill.name for skill in found][1::2] == ["apache spark", "apache spark", "machine learning"]
    assert all(first.end <= second.start for first, second in pairwise(found))


@pytest.mark.parametrize(
    ("skill", "name"),
    [
        ("k8s", "kubernetes"), ("Postgres", "postgresql"), ("JS", "javascript"), ("TS", "typescript"), ("GCP", "gcp"),
        ("Google Cloud Platform", "gcp"), ("ML", "machine learning"), ("ReactJS", "react"), ("Golang", "go"),
        ("vue", "vue.js"), ("Vue.js", "vue.js"), ("Amazon  Web Services", "aws"), ("Basket  Weaving", "basket weaving"),
        ("German", "german"), ("", ""),
    ],
)  # fmt: skip
def test_a_skill_has_one_normal_name(skill: str, name: str) -> None:
    assert normal_name(skill) == name
    assert normal_name(name) == name


@pytest.mark.parametrize(
    ("skill", "near"),
    [("react", "vue.js"), ("MySQL", "postgresql"), ("AWS", "gcp"), ("k8s", "docker"), ("PyTorch", "tensorflow")],
)
def test_skills_of_a_family_are_near_each_other(skill: str, near: str) -> None:
    assert near in related(skill)
    assert normal_name(skill) in related(near)
    assert normal_name(skill) not in related(skill)


def test_what_no_family_has_is_near_nothing() -> None:
    assert related("basket weaving") == frozenset()


def test_names_of_the_reference_are_looked_for() -> None:
    for names in same_names():
        assert {normal_name(name) for name in names} == {normal_name(names[0])}
    for family in families():
        assert all(find_skills(name) or find_skills(name.upper()) for name in family), family
    for name in with_capital() | with_context():
        assert find_skills(name.title()) or find_skills(name.upper()), name
    for name in in_capitals():
        assert not find_skills(f"we say {name} to it"), name


@pytest.mark.parametrize("piece", ["C", "a b ", "Go, ", "a.b", "-", "r&d ", "experience in ", "'a", " , ", "Go or "])
def test_a_long_odd_text_is_read(piece: str) -> None:
    text = piece * (60_000 // len(piece))
    assert all(text[skill.start : skill.end] for skill in find_skills(text))
