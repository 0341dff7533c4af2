from __future__ import annotations

import pytest

from inroad.reference.mail_kinds import (
    is_disposable,
    is_free_mail,
    is_hosting_site,
    is_role,
    registrable_domain,
)

FREE = """
gmail.com yahoo.co.uk outlook.com hotmail.de icloud.com me.com proton.me pm.me web.de gmx.at qq.com 163.com
yandex.ru orange.fr comcast.net hey.com duck.com tutanota.com sympatico.ca daum.net privaterelay.appleid.com
"""
OWN = "facebook.com acme-robotics.example mit.edu stanford.edu ibm.com google.com apple.com spotify.com"
THROW_AWAY = "mailinator.com guerrillamail.com tempmail.com yopmail.com inbox.mailinator.com"
ROLES = """
careers jobs recruiting hr info noreply no-reply do-not-reply Jobs talent.acquisition hr-europe jobs+berlin
careers-us us-careers support postmaster bewerbung rrhh press hello privacy dpo founders hr2 noreply123
"""
FIRST_NAMES = """
ana grace hope will chance art dev ali bob job.cohen ana.sales dale drew pat sam kim lee jordan morgan page
rich mark bill jack faith joy august may june april ray guy lane frank ernest earnest victor major page.jones
infante careen hrant salesh teamur michael.jobson
"""


@pytest.mark.parametrize("domain", FREE.split())
def test_providers_for_everybody_are_free_mail(domain: str) -> None:
    assert is_free_mail(domain)
    assert not is_disposable(domain)


@pytest.mark.parametrize("domain", OWN.split())
def test_companies_and_schools_are_no_providers(domain: str) -> None:
    assert not is_free_mail(domain)
    assert not is_disposable(domain)


@pytest.mark.parametrize("domain", THROW_AWAY.split())
def test_throw_away_mailboxes_are_disposable_and_not_free_mail(domain: str) -> None:
    assert is_disposable(domain)
    assert not is_free_mail(domain)


@pytest.mark.parametrize("local", ROLES.split())
def test_mailboxes_of_a_task_are_roles(local: str) -> None:
    assert is_role(local)


@pytest.mark.parametrize("local", FIRST_NAMES.split())
def test_a_persons_name_is_never_a_role(local: str) -> None:
    assert not is_role(local)


@pytest.mark.parametrize(
    ("host", "domain"),
    [
        ("www.Acme.co.uk", "acme.co.uk"),
        ("jobs.lever.co", "lever.co"),
        ("acme.github.io", "github.io"),
        ("acme-robotics.example", "acme-robotics.example"),
        ("acme.com.", "acme.com"),
        ("10.0.0.1", ""),
        ("localhost", ""),
        ("", ""),
    ],
)
def test_registrable_domain_is_what_somebody_registered(host: str, domain: str) -> None:
    assert registrable_domain(host) == domain


def test_boards_and_applicant_systems_are_hosting_sites() -> None:
    sites = ["greenhouse.io", "lever.co", "ashbyhq.com", "myworkdayjobs.com", "linkedin.com", "Indeed.com"]
    assert [is_hosting_site(site) for site in [*sites, "acme.com"]] == [True] * 6 + [False]
