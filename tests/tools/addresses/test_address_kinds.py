from __future__ import annotations

import pytest
from email_validator import EmailNotValidError, validate_email

from inroad.tools.addresses.mail_kinds import MailKind, domain_of, mail_kind, normal_address


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("ana.cruz@acme-robotics.example", "company"),
        ("ana@eu.acme.com", "company"),
        ("ana@facebook.com", "company"),
        ("ana@gmail.com", "personal"),
        ("ana@Yahoo.co.uk", "personal"),
        ("ana@mailinator.com", "disposable"),
        ("jobs@mailinator.com", "disposable"),
        ("jobs@acme.com", "role"),
        ("no-reply@gmail.com", "role"),
        ("careers+berlin@acme.com", "role"),
        ("grace@acme.com", "company"),
        ("ana@localhost", "invalid"),
        ("ana@acme.local", "invalid"),
        ("ana@acme.test", "invalid"),
        ("ana@acme..com", "invalid"),
        ("ana cruz@acme.com", "invalid"),
        ("ana@@acme.com", "invalid"),
        ("ana@10.0.0.1", "invalid"),
        ("ana\n@acme.com", "invalid"),
        ("ana", "invalid"),
        ("", "invalid"),
    ],
)
def test_kinds_are_told_apart(address: str, kind: MailKind) -> None:
    assert mail_kind(address) == kind


LOCALS = [
    "ana",
    "Ana",
    "Ana.Cruz",
    "a-b_c+d.e1",
    "1",
    "Info",
    "Sales",
    "sALES",
    ".a",
    "a.",
    "a..b",
    "a b",
    '"a"',
    "ä",
    "",
]
DOMAINS = [
    "acme.example", "ACME.com", "Acme.co.uk", "acme", "localhost", "acme.local", "acme.test", "-acme.com", "acme..com",
    "acme.com.", "bücher.de", "xn--bcher-kva.de", "a_b.com", "acme.c1", "[1.2.3.4]", "ab--c.com", "", "acme.com>",
    "acme.com\n", "acme.com b", "b@acme.com", "<b@acme.com>", "\uff41cme.com", "x" * 64 + ".com", "y.z" * 90 + ".com",
]  # fmt: skip


@pytest.mark.parametrize("domain", DOMAINS)
@pytest.mark.parametrize("local", [*LOCALS, "a" * 64, "a" * 250])
def test_an_address_is_as_the_library_has_it(local: str, domain: str) -> None:
    address = f"{local}@{domain}"
    try:
        expected = validate_email(address, check_deliverability=False).normalized
    except EmailNotValidError:
        expected = ""
    assert normal_address(address) == expected


def test_an_address_has_its_domain_in_lower_case() -> None:
    assert normal_address("Ana.Cruz@ACME.example") == "Ana.Cruz@acme.example"
    assert normal_address("ana@") == ""
    assert domain_of("Ana@ACME.example") == "acme.example"
    assert domain_of("ana@x@acme.example") == "acme.example"
