from __future__ import annotations

import hashlib
from datetime import UTC, datetime

import pytest

from inroad.errors import UserInputError
from inroad.tools.store import Store
from inroad.tools.store.suppression import SUPPRESSED, Suppression, normalised_key

NOW = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Jane.Doe@Acme.Example", "jane.doe@acme.example"),
        ("  <jane.doe@acme.example> ", "jane.doe@acme.example"),
        ("mailto:jane.doe@acme.example", "jane.doe@acme.example"),
        ("email:jane.doe@acme.example", "jane.doe@acme.example"),
        ("jo@BÜCHER.example", "jo@xn--bcher-kva.example"),
        ("@Acme.Example.", "@acme.example"),
        ("https://www.linkedin.com/in/Jane-Doe-1a2b/?trk=people#about", "linkedin.com/in/jane-doe-1a2b"),
        ("http://uk.linkedin.com/in/jane-doe-1a2b/de", "linkedin.com/in/jane-doe-1a2b"),
        ("linkedin.com/in/jane-doe-1a2b", "linkedin.com/in/jane-doe-1a2b"),
        ("linkedin:linkedin.com/in/jane-doe-1a2b", "linkedin.com/in/jane-doe-1a2b"),
        ("linkedin:Jane-Doe-1a2b", "linkedin.com/in/jane-doe-1a2b"),
        ("https://www.linkedin.com/mwlite/in/jane", "linkedin.com/in/jane"),
        ("https://www.linkedin.com/pub/jane-doe/1/2b/3c/", "linkedin.com/pub/jane-doe/1/2b/3c"),
        ("https://www.linkedin.com/in/jos%C3%A9-p%C3%A9rez", "linkedin.com/in/josé-pérez"),
        ("https://www.linkedin.com/in/josé-pérez/", "linkedin.com/in/josé-pérez"),
        ("Jane  Doe @ Acme Robotics, Inc.", "jane doe@acmerobotics"),
        ("name:jane doe@acmerobotics", "jane doe@acmerobotics"),
        ("Zoë O'Neil-Díaz@ACME Robotics LLC", "zoe oneil diaz@acmerobotics"),
        ("name:jane doe@", "jane doe@"),
        ("Jane Doe", "jane doe"),
        ("Madonna@Acme", "madonna@acme"),
        (f"a@{'x' * 70}.example", f"a@{'x' * 70}.example"),
        ("", ""),
        ("@", ""),
        ("linkedin: ", ""),
    ],
)
def test_one_spelling_for_each_key(text: str, key: str) -> None:
    assert normalised_key(text) == key
    assert normalised_key(key) == key


def test_whoever_was_added_is_found_under_any_spelling(store: Store) -> None:
    suppression = Suppression(store)
    added = suppression.add(
        ["Jane@Acme.example", "https://www.linkedin.com/in/bob/", "Cy Young@Acme Robotics"], "asked", NOW
    )
    assert added == 3
    asked = ["email:jane@acme.example", "linkedin.com/in/BOB", "name:cy young@acmerobotics", "x@acme.example"]
    assert suppression.suppressed(asked) == set(asked[:3])
    assert suppression.suppressed([]) == set()


def test_a_domain_takes_all_below_it(store: Store) -> None:
    suppression = Suppression(store)
    suppression.add(["@acme.example"], "competitor", NOW)
    people = [
        "a@acme.example",
        "B@mail.Acme.example",
        "c@notacme.example",
        "d@example",
        "jo@acme",
        "@acme.example",
    ]
    assert suppression.suppressed(people) == {"a@acme.example", "B@mail.Acme.example", "@acme.example"}
    assert suppression.suppressed(["a@acme.example.other.example", "jane doe@acme.example corp"]) == set()


def test_only_hashes_are_kept_and_the_first_reason(store: Store) -> None:
    suppression = Suppression(store)
    assert suppression.add(["Jane@Acme.example"], "asked", NOW) == 1
    assert suppression.add(["jane@acme.example"], "again", NOW.replace(year=2027)) == 0
    digest = hashlib.sha256(b"jane@acme.example").hexdigest()
    assert dict(store.scan(SUPPRESSED)) == {digest: {"reason": "asked", "added": "2026-11-02T09:30:00.000000+00:00"}}


@pytest.mark.parametrize("text", ["  ", "@", "Jane Doe", "jane@", "@ ", "https://acme.example/team"])
def test_a_text_that_names_nobody_adds_none_of_the_others(store: Store, text: str) -> None:
    with pytest.raises(UserInputError, match=f"{text!r} names nobody to suppress; give an e-mail address"):
        Suppression(store).add(["jane@acme.example", text], "asked", NOW)
    assert list(store.scan(SUPPRESSED)) == []


def test_a_profile_of_another_form_can_be_suppressed_too(store: Store) -> None:
    suppression = Suppression(store)
    suppression.add(["https://www.linkedin.com/sales/lead/ACwAAB,NAME"], "asked", NOW)
    asked = "https://www.linkedin.com/sales/lead/ACwAAB,NAME"
    assert suppression.suppressed([asked, asked + "X"]) == {asked}


@pytest.mark.parametrize(
    "spelling",
    [
        "Minh Nguyen <minh.nguyen@acme.example>",
        "mailto:minh.nguyen@acme.example?subject=hi",
        "<MINH.NGUYEN@acme.example>",
    ],
)
def test_an_address_is_found_in_what_people_copy(spelling: str) -> None:
    assert normalised_key(spelling) == "minh.nguyen@acme.example"


def test_who_is_suppressed_by_any_of_their_keys(store: Store) -> None:
    suppression = Suppression(store)
    suppression.add(["jane@acme.example", "@quill.example"], "asked", NOW)
    keys = {
        "p1": ["linkedin:jane", "jane@acme.example"],
        "p2": ["bo@quill.example"],
        "p3": ["al@acme.example"],
        "p4": [],
    }
    assert suppression.suppressed_of(keys) == {"p1", "p2"}
    assert suppression.suppressed_of({}) == set()
