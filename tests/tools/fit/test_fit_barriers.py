from __future__ import annotations

import pytest

from inroad.tools.fit.barriers import barrier_in, countries_in
from inroad.tools.fit.learning import is_soft, is_soon_learnt


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Registered Nurse in the state of Ohio", "licence"),
        ("You are a licensed clinical social worker", "licence"),
        ("Active RN license required", "licence"),
        ("Admitted to the New York bar", "licence"),
        ("Deutsche Approbation als Arzt", "licence"),
        ("We love open source and its licenses", ""),
        ("You manage software licences", ""),
        ("Working toward a nursing license", ""),
        ("Active TS/SCI", "clearance"),
        ("Must hold a security clearance", "clearance"),
        ("Habilitation secret exigée", "clearance"),
        ("Able to obtain a security clearance", ""),
        ("Must be eligible for a secret clearance", ""),
        ("Legally authorized to work in Canada", "permit"),
        ("We cannot sponsor a visa: visa sponsorship is not available", "permit"),
        ("U.S. citizenship", "permit"),
        ("Gültige Arbeitserlaubnis", "permit"),
        ("Permis de travail valide", "permit"),
        ("Valid driver's license", "driving"),
        ("Führerschein Klasse B", "driving"),
        ("Rijbewijs B", "driving"),
        ("You work well with others", ""),
    ],
)
def test_what_no_practice_makes_up_for(text: str, kind: str) -> None:
    assert barrier_in(text) == kind


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        ("authorized to work in the United States", {"US"}),
        ("authorized to work in the U.S. or Canada", {"US", "CA"}),
        ("Right to work in Germany", {"DE"}),
        ("let us work in peace", set()),
        ("ask US about it", {"US"}),
        ("work in Texas", set()),
        ("", set()),
    ],
)
def test_countries_of_a_line(text: str, countries: set[str]) -> None:
    assert countries_in(text) == countries


def test_a_part_of_the_world_is_all_of_its_countries() -> None:
    assert {"DE", "FR", "PT"} < countries_in("the right to work in the EU")
    assert "US" not in countries_in("the right to work in Europe")


@pytest.mark.parametrize("skill", ["kubernetes", "salesforce", "react", "excel", "c++", "jira"])
def test_tools_are_soon_learnt(skill: str) -> None:
    assert is_soon_learnt(skill)


@pytest.mark.parametrize("skill", ["accounting", "machine learning", "german", "nursing", "project management"])
def test_trades_fields_and_languages_are_not(skill: str) -> None:
    assert not is_soon_learnt(skill)
    assert not is_soft(skill)


@pytest.mark.parametrize("skill", ["teamwork", "communication skills", "attention to detail"])
def test_soft_skills_are_shown_by_examples(skill: str) -> None:
    assert is_soft(skill)
    assert not is_soon_learnt(skill)
