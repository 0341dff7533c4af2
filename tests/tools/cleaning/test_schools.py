from __future__ import annotations

import pytest

from inroad.reference.schools import ALIASES
from inroad.tools.cleaning.schools import same_school, school_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("MIT", "Massachusetts Institute of Technology"),
        ("UC Berkeley", "University of California, Berkeley"),
        ("University of California-Berkeley", "university of california berkeley"),
        ("The University of Texas at Austin", "UT Austin"),
        ("Texas A&M University", "Texas A and M University"),
        ("Penn State", "Pennsylvania State University - Main Campus"),
        ("Technische Universität München", "TU Munich"),
        ("École Polytechnique Fédérale de Lausanne", "EPFL"),
    ],
)
def test_names_of_one_school(one: str, other: str) -> None:
    assert same_school(one, other)
    assert same_school(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("University of Miami", "Miami University"),
        ("University of Pennsylvania", "Pennsylvania State University"),
        ("Penn", "Penn State"),
        ("University of California, Davis", "University of California, Berkeley"),
        ("U.T.", "University of Toronto"),
        ("PSU", "Pennsylvania State University"),
        ("Indiana University", "Indiana University of Pennsylvania"),
        ("", ""),
        ("the", "of"),
    ],
)
def test_names_of_different_schools(one: str, other: str) -> None:
    assert not same_school(one, other)


def test_each_short_name_can_be_met_and_leads_to_a_full_one() -> None:
    for short, full in ALIASES.items():
        assert school_key(short) == full
        assert school_key(full) == full
