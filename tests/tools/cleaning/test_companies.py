from __future__ import annotations

import pytest

from inroad.state import CompanyInfo, Posting
from inroad.tools.cleaning.companies import (
    EmbeddedCompanyCleaner,
    company_key,
    company_keys,
    may_be_same,
    names_company,
    same_company,
)

ACME = [
    "acme robotics",
    "ACME Robotics LLC",
    "Acme-Robotics GmbH",
    "Acme Robotics (YC W21)",
    "Acme Robotics (YC W21), Inc.",
    "Acme Robotics | We are hiring",
    "Acme Robotics (acquired by Foo)",
    "Acme Robotics, acquired by Foo",
    "Acme Robotics - We're hiring!",
    "Acme Robotics – Hiring",
    "Acme Robotics, a Foo Company",
    "Acme Robotics is hiring",
    "The Acme Robotics Co.",
    "Acme Robotics Pvt. Ltd.",
    "Acme Robotics Private Limited",
    "Acme Robotics Co., Ltd.",
    "Acme Robotics Sp. z o.o.",
    "Acme Robotics S.A. de C.V.",
    "Acme Robotics OÜ",
    "AcmeRobotics",
    "🚀 Acme Robotics® 🚀",
    "  Acme\u00a0 Robotics ",
]


@pytest.mark.parametrize("written", ACME)
def test_a_company_is_the_same_across_suffixes_and_spelling(written: str) -> None:
    assert same_company("Acme Robotics, Inc.", written)
    assert company_key(written) == "acmerobotics"
    assert may_be_same(written, ("acmerobotics",))


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("AT&T", "AT and T"),
        ("The Acme Co.", "Acme"),
        ("Spotify AB (publ)", "Spotify"),
        ("Müller GmbH & Co. KG", "Mueller"),
        ("Müller GmbH&Co.KG", "Muller"),
        ("Ørsted A/S", "Oersted"),
        ("Nestlé S.A.", "Nestle"),
        ("Acquisition.com", "Acquisition"),
        ("Amazon.com, Inc.", "Amazon"),
        ("Booking.com B.V.", "booking"),
        ("LI.FI", "lifi"),
        ("n8n", "n8n GmbH"),
        ("9fin", "9fin Ltd"),
        ("Co-op", "Co-op"),
        ("Login.gov", "login.gov"),
        ("Jerry.ai", "Jerry AI"),
        ("3M Company", "3M"),
        ("株式会社アクメ", "アクメ"),
        ("ООО Акме", "Акме"),
        ("& Other Stories", "And Other Stories"),
        ("PT Acme", "Acme"),
        ("L'Oréal", "LOréal"),
        ("(un)Common Logic", "unCommon Logic LLC"),
        ("Straße Software", "Strasse Software"),
    ],
)
def test_two_ways_to_write_one_company(a: str, b: str) -> None:
    assert same_company(a, b)
    assert same_company(b, a)
    assert may_be_same(a, company_keys(b))
    assert may_be_same(b, company_keys(a))


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Acme Robotics", "Acme Roofing"),
        ("Acme Robotics", "Acme"),
        ("Acme Robotics (acquired by Foo)", "Foo"),
        ("Mueller", "Muller"),
        ("Login.gov", "Login"),
        ("Acquisition.com", "Acquisition.io"),
        ("Co-op", ""),
        ("Deloitte UK", "Deloitte"),
        ("SAS Institute", "Institute"),
        ("Scoop", "Co"),
        ("Scale AI", "Scale"),
        ("", ""),
        ("", "Acme"),
        ("...", "!!!"),
    ],
)
def test_companies_that_are_not_the_same(a: str, b: str) -> None:
    assert not same_company(a, b)
    assert not same_company(b, a)


@pytest.mark.parametrize("name", ["Inc.", "The", "Co-op", "AG"])
def test_a_name_that_is_all_suffix_is_kept(name: str) -> None:
    assert company_key(name) == name.lower().replace(".", "").replace("-", "")


def test_a_first_letter_shows_that_two_names_differ() -> None:
    keys = company_keys("Acme")
    assert [may_be_same(name, keys) for name in ("Bar", "9fin", "", "(Acme)", "Ümit", "The Acme")] == [
        *(False, False, True),
        *(True, True, True),
    ]


def test_keys_list_the_key_first_and_then_the_other_ways() -> None:
    assert company_keys("Müller AG") == ("muller", "mueller")
    assert company_keys("Acme.io") == ("acmeio", "acme")
    assert company_keys("") == ()


def test_a_domains_label_names_a_company() -> None:
    assert names_company("acme-robotics", "Acme Robotics, Inc.")
    assert not names_company("acme", "Acme Robotics, Inc.")


def _posting(text: str = "", *, company: str = "Acme Robotics, Inc.", **more: object) -> Posting:
    return Posting.model_validate({"title": "Engineer", "company": company, "text": text, **more})


def test_cleaning_gives_name_and_key() -> None:
    found = EmbeddedCompanyCleaner().clean(_posting("We build robots.", company="Acme  Robotics,\n Inc."))
    assert found == CompanyInfo(name="Acme Robotics, Inc.", key="acmerobotics", domain="")


@pytest.mark.parametrize(
    ("text", "domain"),
    [
        ("Our recruiters only ever write from @acmerobotics.com.", "acmerobotics.com"),
        ("We only write from @getacmerobotics.com addresses", "getacmerobotics.com"),
        ("Mail accommodations@eu.acme-robotics.co.uk, please", "acme-robotics.co.uk"),
        ("See https://www.acmerobotics.com/about.", "acmerobotics.com"),
        ("See www.acmerobotics.io", "acmerobotics.io"),
        (
            "See https://acmerobotics.com and https://acmerobotics.com/x and https://acmerobotics.de",
            "acmerobotics.com",
        ),
        ("See https://acmerobotics.com and https://acmerobotics.de", ""),
        ("Mail jobs@acmerobotics.de, see https://acmerobotics.com", "acmerobotics.de"),
        ("Apply at https://jobs.lever.co/acmerobotics", ""),
        ("Mail acmerobotics@gmail.com", ""),
        ("Mail someone@foo.example, see https://foo.example", ""),
        ("See https://acmeroofing.com", ""),
        ("See https://app.acmerobotics.cloud", ""),
        ("Mail jobs@acmeroboticsgroup.com", "acmeroboticsgroup.com"),
        ("Call us at 10.0.0.1", ""),
    ],
)
def test_the_domain_is_what_the_text_tells_for_certain(text: str, domain: str) -> None:
    assert EmbeddedCompanyCleaner().clean(_posting(text)).domain == domain


def test_the_domain_is_told_by_links_and_by_the_postings_own_address() -> None:
    by_link = _posting(links=["https://boards.greenhouse.io/acmerobotics", "https://acmerobotics.com/careers"])
    by_url = _posting(url="https://careers.acmerobotics.com/jobs/1")
    assert EmbeddedCompanyCleaner().clean(by_link).domain == "acmerobotics.com"
    assert EmbeddedCompanyCleaner().clean(by_url).domain == "acmerobotics.com"


@pytest.mark.parametrize(("mailbox", "domain"), [("a@getacme.com", "getacme.com"), ("a@acmeroofing.com", "")])
def test_a_short_name_stands_only_with_words_that_companies_use(mailbox: str, domain: str) -> None:
    assert EmbeddedCompanyCleaner().clean(_posting(f"Mail {mailbox}", company="Acme")).domain == domain


@pytest.mark.parametrize(
    ("company", "link", "domain"),
    [
        ("Login.gov", "https://login.gov/careers", "login.gov"),
        ("Acquisition.com", "https://acquisition.com", "acquisition.com"),
        ("Greenhouse", "https://greenhouse.io", ""),
        ("Müller", "https://mueller.de", "mueller.de"),
        ("", "https://acme.com", ""),
    ],
)
def test_the_domain_of_companies_with_special_names(company: str, link: str, domain: str) -> None:
    assert EmbeddedCompanyCleaner().clean(_posting(company=company, links=[link])).domain == domain
