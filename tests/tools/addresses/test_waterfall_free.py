from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from inroad.state import CompanyInfo, Email, KnownAddress, Person
from inroad.tools.addresses import AddressFinder
from inroad.tools.addresses.parts import Parts
from inroad.tools.addresses.waterfall import Waterfall
from inroad.tools.people.network import NetworkSource

NOW = datetime(2026, 3, 4, 5, 6, tzinfo=UTC)
ACME = CompanyInfo(name="Acme Robotics", key="acmerobotics")
KNOWN = [
    ("Jonas", "Weber", "jonas.weber@acme-robotics.example", "Acme Robotics"),
    ("Bo", "Li", "bo.li@acme-robotics.example", "Acme Robotics, Inc."),
]
UNCHECKED = "The mail server of acme-robotics.example was not checked: DNS could not be asked for it."


class Mail:
    """Answers for the domains that it is told of, and None for the others."""

    def __init__(self, **answers: bool) -> None:
        self.answers = {name.replace("_", "."): answer for name, answer in answers.items()}

    def has_mx(self, domain: str) -> bool | None:
        return self.answers.get(domain)


def _network(folder: Path, rows: list[tuple[str, str, str, str]]) -> NetworkSource:
    path = folder / "people.csv"
    lines = [",".join(f'"{cell}"' for cell in row) for row in rows]
    path.write_text("\n".join(["First Name,Last Name,Email,Company", *lines]), encoding="utf-8")
    return NetworkSource([path], {})


def _ana(*addresses: str, first: str = "Ana", last: str = "Cruz") -> Person:
    known = [KnownAddress(address=each, source="network: a.csv", date=date(2026, 1, 2)) for each in addresses]
    return Person(person_id="p", first_name=first, last_name=last, company="Acme", addresses=known)


def _find(
    folder: Path,
    person: Person,
    *,
    rows: list[tuple[str, str, str, str]] = KNOWN,
    company: CompanyInfo = ACME,
    personal: bool = False,
    mail: Mail | None = None,
) -> Email:
    return _one(Waterfall(Parts(_network(folder, rows), mail or Mail())), person, company, personal=personal)


def _one(finder: AddressFinder, person: Person, company: CompanyInfo = ACME, *, personal: bool = False) -> Email:
    found = finder.find_all([person], company, personal=personal, closed=(), now=NOW)
    assert (found.problems, found.objected) == ([], set())
    return found.emails[person.person_id]


def test_the_address_on_file_at_the_company_comes_first(tmp_path: Path) -> None:
    assert _find(tmp_path, _ana("ana@gmail.com", "a.c@acme-robotics.example")) == Email(
        address="a.c@acme-robotics.example",
        status="unverified",
        source="network: a.csv",
        checked_at=NOW,
        trail=[
            "People at Acme Robotics on file have mailboxes at acme-robotics.example.",
            "a.c@acme-robotics.example is on file in network: a.csv (2026-01-02).",
            UNCHECKED,
            "a.c@acme-robotics.example is unverified: nothing has shown yet that it delivers.",
        ],
    )


def test_an_address_below_the_companys_domain_is_the_companys(tmp_path: Path) -> None:
    found = _find(tmp_path, _ana("ana@eu.acme-robotics.example"))
    assert (found.address, found.source) == ("ana@eu.acme-robotics.example", "network: a.csv")


def test_the_domain_that_the_posting_told_counts_without_any_people(tmp_path: Path) -> None:
    company = ACME.model_copy(update={"domain": "acme.example"})
    found = _find(tmp_path, _ana("ana@acme.example"), rows=[], company=company)
    assert (found.address, found.status) == ("ana@acme.example", "unverified")


def test_an_address_that_spells_the_company_counts_without_any_other_people(tmp_path: Path) -> None:
    found = _find(tmp_path, _ana("ana@acme-robotics.example"), rows=[])
    assert (found.address, found.status) == ("ana@acme-robotics.example", "unverified")
    assert _find(tmp_path, _ana("ana@borealis.example"), rows=[]).status == "none"


def test_else_the_companys_pattern_is_filled(tmp_path: Path) -> None:
    found = _find(tmp_path, _ana(first="José", last="O'Connor"))
    assert (found.address, found.status, found.source) == (
        "jose.oconnor@acme-robotics.example",
        "unverified",
        "pattern",
    )
    assert found.trail[1] == (
        "2 of 2 known addresses at acme-robotics.example are {first}.{last}@acme-robotics.example; "
        "that gives jose.oconnor@acme-robotics.example."
    )


def test_the_pattern_is_learnt_from_the_whole_network(tmp_path: Path) -> None:
    elsewhere = [KNOWN[0], ("Cy", "Ng", "cy.ng@acme-robotics.example", "Now Elsewhere")]
    assert _find(tmp_path, _ana(), rows=elsewhere).address == "ana.cruz@acme-robotics.example"


def test_one_known_address_is_no_pattern(tmp_path: Path) -> None:
    found = _find(tmp_path, _ana(), rows=KNOWN[:1])
    assert (found.address, found.status, found.source) == ("", "none", "")
    assert found.trail[1:] == [
        "The known addresses at acme-robotics.example (1) show no pattern that two agree on.",
        "No address is offered.",
    ]


def test_without_known_addresses_there_is_nothing_to_learn_from(tmp_path: Path) -> None:
    company = ACME.model_copy(update={"domain": "acme.example"})
    found = _find(tmp_path, _ana(), rows=[], company=company)
    assert found.trail == ["No address at acme.example is known to learn from.", "No address is offered."]


def test_a_name_that_lacks_a_part_gets_no_address_by_pattern(tmp_path: Path) -> None:
    found = _find(tmp_path, _ana(first="Cher", last=""))
    assert found.status == "none"
    assert "but the name 'Cher' lacks a part that it needs." in found.trail[1]


def test_an_address_that_is_known_to_be_anothers_is_not_made_again(tmp_path: Path) -> None:
    rows = [
        ("Jonas", "Weber", "jweber@acme-robotics.example", "Acme Robotics"),
        ("Bo", "Li", "bli@acme-robotics.example", "Acme Robotics"),
    ]
    taken = _find(tmp_path, _ana(first="Julia", last="Weber"), rows=rows)
    assert taken.status == "none"
    assert "jweber@acme-robotics.example is known to be the address of Jonas Weber." in taken.trail
    assert _find(tmp_path, _ana(first="JONAS", last="Wéber"), rows=rows).status == "unverified"


def test_a_pattern_never_makes_the_mailbox_of_a_role(tmp_path: Path) -> None:
    rows = [
        ("Ana", "Cruz", "ana@acme-robotics.example", "Acme Robotics"),
        ("Bo", "Li", "bo@acme-robotics.example", "Acme Robotics"),
    ]
    found = _find(tmp_path, _ana(first="Info", last="Desk"), rows=rows)
    assert found.status == "none"
    assert "info@acme-robotics.example would not be one person's address at a company." in found.trail[1]


def test_another_address_is_offered_only_where_it_is_allowed(tmp_path: Path) -> None:
    person = _ana("ana@mailbox.example")
    refused = _find(tmp_path, person, rows=[])
    assert (refused.address, refused.status) == ("", "none")
    assert refused.trail == [
        "The mail domain of Acme Robotics is not known.",
        "An address on file at mailbox.example is personal; allow it with --personal.",
        "No address is offered.",
    ]
    allowed = _find(tmp_path, person, rows=[], personal=True)
    assert (allowed.address, allowed.status, allowed.source) == (
        "ana@mailbox.example",
        "unverified",
        "network: a.csv (personal)",
    )


def test_the_company_comes_before_a_personal_address(tmp_path: Path) -> None:
    found = _find(tmp_path, _ana("ana@gmail.com"), personal=True)
    assert found.address == "ana.cruz@acme-robotics.example"


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("ana@mailinator.com", "is disposable"),
        ("jobs@acme-robotics.example", "is the mailbox of a role"),
        ("ana@gmail.com.", "is wrong in syntax"),
        ("ana@localhost", "is wrong in syntax"),
    ],
)
@pytest.mark.parametrize("personal", [True, False])
def test_some_addresses_are_never_offered(tmp_path: Path, address: str, why: str, personal: bool) -> None:
    found = _find(tmp_path, _ana(address, first="🚀", last=""), personal=personal)
    assert (found.address, found.status) == ("", "none")
    assert f"{address} in network: a.csv {why} and is not used." in found.trail


def test_where_dns_says_no_the_address_is_not_offered(tmp_path: Path) -> None:
    company = CompanyInfo(name="Acme", key="acme", domain="acme.site")
    person = _ana("ana@acme.site", "ana@gmail.com")
    refused = _find(tmp_path, person, rows=[], company=company, mail=Mail(acme_site=False))
    assert (refused.status, "DNS says that acme.site takes no mail." in refused.trail) == ("none", True)
    other = _find(tmp_path, person, rows=[], company=company, personal=True, mail=Mail(acme_site=False))
    assert other.address == "ana@gmail.com"


def test_a_mail_server_does_not_make_an_address_verified(tmp_path: Path) -> None:
    company = CompanyInfo(name="Acme", key="acme", domain="acme.site")
    found = _find(tmp_path, _ana("ana@acme.site"), rows=[], company=company, mail=Mail(acme_site=True))
    assert (found.status, found.trail[1]) == ("unverified", "DNS names a mail server for acme.site.")


@pytest.mark.parametrize(
    ("mailboxes", "domain"),
    [
        (["a@acme-robotics.example"], "acme-robotics.example"),
        (["a@acmerobotix.example"], "acmerobotix.example"),
        (["a@acme.example"], "acme.example"),
        (["a@getacmerobotics.example"], "getacmerobotics.example"),
        (["a@foo.example"], ""),
        (["a@foo.example", "b@foo.example"], "foo.example"),
        (["a@foo.example", "b@foo.example", "c@bar.example", "d@bar.example"], ""),
        (["a@foo.example", "b@foo.example", "c@acmerobotics.example"], "acmerobotics.example"),
        (["a@alumni.larkfield.edu", "b@alumni.larkfield.edu"], ""),
        (["a@gmail.com", "b@gmail.com"], ""),
        ([], ""),
    ],
)
def test_the_companys_domain_is_the_one_its_people_use(tmp_path: Path, mailboxes: list[str], domain: str) -> None:
    rows = [("N", f"N{number}", mailbox, "Acme Robotics") for number, mailbox in enumerate(mailboxes)]
    trail = _find(tmp_path, _ana(), rows=rows).trail
    expected = f"People at Acme Robotics on file have mailboxes at {domain}."
    assert trail[0] == (expected if domain else "The mail domain of Acme Robotics is not known.")


def test_a_company_of_two_spellings_is_asked_for_under_both() -> None:
    class Known:
        def known_addresses(self, domain: str) -> list[tuple[str, str, str]]:
            return []

        def domains_of(self, company_key: str) -> Counter[str]:
            return Counter({"mueller.example": 1} if company_key == "mueller" else {})

    company = CompanyInfo(name="Müller GmbH", key="muller")
    found = _one(Waterfall(Parts(Known(), Mail())), _ana("ana@mueller.example"), company)
    assert found.address == "ana@mueller.example"


def test_a_network_is_asked_once_for_what_a_finder_needs_again() -> None:
    asked: list[str] = []

    class Known:
        def known_addresses(self, domain: str) -> list[tuple[str, str, str]]:
            asked.append(domain)
            return [(first, last, address) for first, last, address, _ in KNOWN]

        def domains_of(self, company_key: str) -> Counter[str]:
            asked.append(company_key)
            return Counter({"acme-robotics.example": 2})

    finder = Waterfall(Parts(Known(), Mail()))
    people = [_ana(), _ana(first="Cy", last="Ng")]
    found = [_one(finder, person).address for person in people]
    assert found == ["ana.cruz@acme-robotics.example", "cy.ng@acme-robotics.example"]
    assert asked == ["acmerobotics", "acme-robotics.example"]
