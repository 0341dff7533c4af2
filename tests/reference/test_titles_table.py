import pytest

from inroad.reference.titles import (
    JobTitle,
    job_titles,
    roles_of_sub_roles,
    roles_of_words,
    vocabulary,
    weak_titles,
)

EVERY = [*job_titles(), *weak_titles()]


def test_the_vocabulary_is_whole() -> None:
    words = vocabulary()
    assert (len(words["roles"]), len(words["sub_roles"]), len(words["levels"])) == (24, 106, 10)


def test_the_table_holds_at_least_250_titles_each_once() -> None:
    names = [title.name for title in EVERY]
    assert len(job_titles()) >= 250
    assert len(set(names)) == len(names)


def test_every_sub_role_has_a_role_and_every_role_a_sub_role() -> None:
    assert set(roles_of_sub_roles()) == set(vocabulary()["sub_roles"])
    assert set(roles_of_sub_roles().values()) == set(vocabulary()["roles"])
    assert roles_of_sub_roles()["recruiting"] == "human_resources"


def test_words_tell_roles_of_the_vocabulary() -> None:
    assert set(roles_of_words().values()) <= set(vocabulary()["roles"])
    assert roles_of_words()["nurse"] == "health"


@pytest.mark.parametrize("title", EVERY, ids=lambda title: title.name)
def test_a_title_is_well_formed(title: JobTitle) -> None:
    names = {other.name for other in EVERY}
    assert title.role == roles_of_sub_roles()[title.sub_role]
    assert set(title.levels) <= set(vocabulary()["levels"])
    assert title.name == title.name.lower().strip()
    assert set(title.similar) <= names - {title.name}
    assert len(set(title.similar)) == len(title.similar)
    assert title.name not in title.aliases


def test_a_line_is_read_into_its_parts() -> None:
    title = next(title for title in job_titles() if title.name == "qa manager")
    assert (title.role, title.sub_role, title.levels) == ("engineering", "qa_engineering", ("manager",))
    assert "test lead" in title.aliases
    assert title.similar == ("qa engineer", "engineering manager")
