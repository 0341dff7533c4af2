from __future__ import annotations

from typing import Any

import pytest

from inroad.tools.store.whom import Whom, known_as, known_by_keys, people_in, whom_named

JANE = known_as(
    {
        "person_id": "p_0123456789ab",
        "first_name": "Jane",
        "last_name": "Döe",
        "company": "Acme, Inc.",
        "linkedin": "https://www.linkedin.com/in/jane-doe",
        "email": {"address": "Jane@Acme.example", "trail": ["Hunter gives jd@acme.example (score 9)."]},
    }
)
NAMESAKE = {"person_id": "p_2", "first_name": "Jane", "last_name": "Döe", "linkedin": "linkedin.com/in/jane-2"}


def test_a_record_says_what_somebody_is_known_by() -> None:
    assert (
        Whom(
            ids=frozenset(["p_0123456789ab"]),
            addresses=frozenset(["jane@acme.example", "jd@acme.example"]),
            profiles=frozenset(["linkedin.com/in/jane-doe"]),
            names=frozenset(["Jane Döe"]),
            at=frozenset(["jane doe@acme"]),
            companies=frozenset(["Acme, Inc."]),
        )
        == JANE
    )


def test_what_the_library_knew_earlier_counts() -> None:
    earlier = [
        {"field": "email", "value": "jane@old.example"},
        {"field": "linkedin", "value": "linkedin.com/in/jane-old"},
        {"field": "company", "value": "Old Co"},
        {"field": "last_name", "value": "Roe"},
        {"field": "title", "value": "Engineer"},
    ]
    known = known_as({"first_name": "Jane", "last_name": "Doe", "company": "Acme", "earlier": earlier})
    assert known.addresses == {"jane@old.example"}
    assert known.profiles == {"linkedin.com/in/jane-old"}
    assert known.at == {"jane doe@acme", "jane doe@old", "jane roe@acme"}
    assert known.names == {"Jane Doe", "Jane Roe"}


def test_a_role_mailbox_is_nobodys_own() -> None:
    assert known_as({"name": "Jane Doe", "addresses": [{"address": "info@acme.example"}]}).addresses == frozenset()


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("JANE@Acme.example", Whom(addresses=frozenset(["jane@acme.example"]))),
        ("info@acme.example", Whom(addresses=frozenset(["info@acme.example"]))),
        ("https://de.linkedin.com/in/jane-doe/?x=1", Whom(profiles=frozenset(["linkedin.com/in/jane-doe"]))),
        ("p_0123456789ab", Whom(ids=frozenset(["p_0123456789ab"]))),
        ("Jane Doe", Whom()),
        ("@acme.example", Whom()),
        ("", Whom()),
    ],
)
def test_a_text_names_somebody_by_itself(text: str, known: Whom) -> None:
    assert whom_named(text) == known
    assert bool(whom_named(text)) is bool(known)


def test_keys_name_somebody() -> None:
    known = known_by_keys(["linkedin:Jane-Doe", "email:j@acme.example", "name:jane doe@acme", "pdl:1", "", None, "x"])
    assert known.keys == ["j@acme.example", "jane doe@acme", "linkedin.com/in/jane-doe"]
    assert known.ids == {"pdl:1"}


@pytest.mark.parametrize(
    ("other", "same"),
    [
        ({"email": "jane@acme.example"}, True),
        ({"name": "Jane Doe", "company": "ACME"}, True),
        ({"name": "Jane Doe", "company": "Beta"}, False),
        ({"name": "Jane Doe", "company": "Acme", "linkedin": "linkedin.com/in/jane-2"}, False),
        ({"email": "jane@acme.example", "linkedin": "linkedin.com/in/jane-2"}, False),
        ({"person_id": "p_0123456789ab", "linkedin": "linkedin.com/in/jane-2"}, True),
        ({"linkedin_url": "linkedin.com/in/jane-doe"}, True),
        ({}, False),
    ],
)
def test_who_is_the_same(other: dict[str, Any], same: bool) -> None:
    assert JANE.is_(known_as(other)) is same


def test_what_links_two_records_is_followed() -> None:
    first = Whom(addresses=frozenset(["a@acme.example"]))
    second = Whom(addresses=frozenset(["a@acme.example", "b@acme.example"]))
    third = Whom(addresses=frozenset(["b@acme.example"]), ids=frozenset(["p_3"]))
    assert first.grown([third, second]).ids == {"p_3"}


@pytest.mark.parametrize(
    ("value", "left"),
    [
        ("write to jane@ACME.example.", "write to (forgotten)."),
        ("mary-jane@acme.example, jane@acme.example.org", None),
        (["see https://de.linkedin.com/in/jane-doe/"], ["see (forgotten)"]),
        ("linkedin.com/in/jane-doe-2", None),
        ({"linkedin:jane-doe": "p_0123456789ab"}, {"(forgotten)": "(forgotten)"}),
        ("Jane Döe left", None),
        (["Jane Döe", "at Acme, Inc."], ["(forgotten)", "at Acme, Inc."]),
        ("drafts/jane-doe-0123456789abcdef.eml", "drafts/(forgotten)"),
        ([NAMESAKE, "Acme, Inc."], None),
        ([NAMESAKE, "jane@acme.example"], [NAMESAKE, "(forgotten)"]),
        ([1, None, True], None),
    ],
)
def test_mentions_are_found_and_struck_out(value: Any, left: Any) -> None:
    assert JANE.mentioned_in(value) is (left is not None)
    if left is not None:
        assert JANE.struck_from(value) == left


def test_records_of_people_are_found_however_deep() -> None:
    assert list(people_in({"found": [{"people": [NAMESAKE]}], "person_id": "x"})) == [NAMESAKE]
