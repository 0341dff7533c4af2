from __future__ import annotations

import re

from inroad.reference.schools import School, schools, shared_names
from inroad.tools.cleaning.school_words import fold_school


def test_a_line_is_read_with_all_its_columns() -> None:
    assert schools()["Yale University"] == School("Yale University", ("Yale",), "yale.edu", "New Haven", "US", "")
    assert schools()["Yale School of Management"].parent == "Yale University"


def test_the_table_holds_schools_of_many_countries() -> None:
    assert len(schools()) > 600
    assert len({school.country for school in schools().values()}) > 45


def test_each_name_means_one_school() -> None:
    meant: dict[str, str] = {}
    for school in schools().values():
        for name in (school.name, *school.aliases):
            key = fold_school(name)
            assert key
            assert meant.setdefault(key, school.name) == school.name


def test_no_shared_name_stands_as_that_of_one_school() -> None:
    own = {fold_school(name) for school in schools().values() for name in (school.name, *school.aliases)}

    assert not own & {fold_school(short) for short in shared_names()}


def test_a_shared_name_has_more_than_one_school_each_once() -> None:
    for short, found in shared_names().items():
        assert len({school.name for school in found}) == len(found) > 1, short


def test_countries_domains_and_wholes_are_well_formed() -> None:
    for school in schools().values():
        assert re.fullmatch(r"[A-Z]{2}", school.country), school
        assert re.fullmatch(r"([a-z0-9-]+\.)+[a-z]{2,}|", school.domain), school
        assert school.parent == "" or school.parent in schools(), school


def test_two_schools_with_one_domain_are_not_both_wholes() -> None:
    seen: dict[str, str] = {}
    for school in (school for school in schools().values() if school.domain and not school.parent):
        assert seen.setdefault(school.domain, school.name) == school.name
