from __future__ import annotations

import pytest

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


def test_an_address_has_its_domain_in_lower_case() -> None:
    assert normal_address("Ana.Cruz@ACME.example") == "Ana.Cruz@acme.example"
    assert normal_address("ana@") == ""
    assert domain_of("Ana@ACME.example") == "acme.example"
    assert domain_of("ana@x@acme.example") == "acme.example"
