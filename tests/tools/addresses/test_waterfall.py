"""The waterfall with hosted parts: own fakes at their Protocols, each with its answers and a history."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, date, datetime

import pytest

from inroad.errors import BadKeyError, BudgetSpentError, ObjectedError, OutOfCreditError, UnavailableError
from inroad.state import CompanyInfo, KnownAddress, Person
from inroad.tools.addresses import Check, CheckStatus, FoundAddresses, Mailbox, MailDomain, Offer
from inroad.tools.addresses.parts import Parts, Providers
from inroad.tools.addresses.waterfall import Waterfall

NOW = datetime(2026, 3, 4, 5, 6, tzinfo=UTC)
ACME = CompanyInfo(name="Acme", key="acme", domain="acme.example")
ANA = Person(person_id="ana", first_name="Ana", last_name="Cruz", company="Acme")
BO = Person(person_id="bo", first_name="Bo", last_name="Li", company="Acme")
Answer = Offer | Exception | None


class Nobody:
    """Knows no address."""

    def known_addresses(self, domain: str) -> list[tuple[str, str, str]]:
        return []

    def domains_of(self, company_key: str) -> Counter[str]:
        return Counter()


class AnyMail:
    def __init__(self, *dead: str) -> None:
        self.dead = dead

    def has_mx(self, domain: str) -> bool:
        return domain not in self.dead


class Finder:
    provider = "hunter"

    def __init__(self, answers: Mapping[str, Answer] | None = None, kept: Mapping[str, Offer] | None = None) -> None:
        self.answers = answers or {}
        self.known = dict(kept or {})
        self.history: list[tuple[str, str]] = []

    def find(self, person: Person, domain: str) -> Offer | None:
        self.history.append((person.person_id, domain))
        answer = self.answers.get(person.person_id)
        if isinstance(answer, Exception):
            raise answer
        return answer

    def kept(self, person: Person, domain: str) -> Offer | None:
        return self.known.get(person.person_id)


class Matcher:
    provider = "apollo"

    def __init__(self, answers: Mapping[str, Offer] | Exception, kept: Mapping[str, Offer] | None = None) -> None:
        self.answers = answers
        self.known = dict(kept or {})
        self.history: list[tuple[list[str], str]] = []

    def expected(self) -> AbstractContextManager[None]:
        return nullcontext()

    def match(self, people: Sequence[Person], domain: str) -> dict[str, Offer]:
        self.history.append(([person.person_id for person in people], domain))
        if isinstance(self.answers, Exception):
            raise self.answers
        return {p.person_id: self.answers[p.person_id] for p in people if p.person_id in self.answers}

    def kept(self, people: Sequence[Person], domain: str) -> dict[str, Offer]:
        return {p.person_id: self.known[p.person_id] for p in people if p.person_id in self.known}


class Verifier:
    """Says "invalid" of every address that it is told nothing of."""

    provider = "hunter"

    def __init__(
        self,
        answers: Mapping[str, tuple[CheckStatus, int] | Exception] | None = None,
        kept: Mapping[str, tuple[CheckStatus, int]] | None = None,
    ) -> None:
        self.answers = answers or {}
        self.known = dict(kept or {})
        self.history: list[str] = []

    def check(self, address: str) -> Check:
        self.history.append(address)
        answer = self.answers.get(address, ("invalid", 0))
        if isinstance(answer, Exception):
            raise answer
        return _check(address, answer)

    def kept(self, address: str) -> Check | None:
        return _check(address, self.known[address]) if address in self.known else None


def _check(address: str, answer: tuple[CheckStatus, int]) -> Check:
    return Check(address=address, status=answer[0], score=answer[1], source="hunter", checked_at=NOW)


class Directory:
    provider = "hunter"

    def __init__(self, *domains: MailDomain) -> None:
        self.domains = {domain.domain: domain for domain in domains}
        self.history: list[str] = []

    def at(self, domain: str) -> MailDomain | None:
        self.history.append(domain)
        return self.domains.get(domain)

    def kept(self, domain: str) -> MailDomain | None:
        return None

    def of_company(self, name: str) -> MailDomain | None:
        self.history.append(name)
        return next((domain for domain in self.domains.values() if domain.organization == name), None)


def _found(address: str, score: int | None = 95, *, accept_all: bool = False, source: str = "hunter") -> Offer:
    return Offer(address, "found", source, score, accept_all)


def _find(
    *people: Person,
    company: CompanyInfo = ACME,
    personal: bool = False,
    closed: Sequence[str] = (),
    dead: Sequence[str] = (),
    finder: Finder | None = None,
    matcher: Matcher | None = None,
    verifier: Verifier | None = None,
    directory: Directory | None = None,
) -> FoundAddresses:
    providers = Providers(finder=finder, matcher=matcher, verifier=verifier, directory=directory)
    waterfall = Waterfall(Parts(Nobody(), AnyMail(*dead), providers))
    return waterfall.find_all(people or (ANA,), company, personal=personal, closed=closed, now=NOW)


def _verdict(found: FoundAddresses, person_id: str = "ana") -> tuple[str, str, str, int | None]:
    email = found.emails[person_id]
    return email.address, email.status, email.source, email.score


def _with_address(address: str, person: Person = ANA) -> Person:
    known = KnownAddress(address=address, source="records", date=date(2026, 1, 2))
    return person.model_copy(update={"addresses": [known]})


def test_what_is_on_file_and_delivers_ends_the_search() -> None:
    finder, verifier = Finder(), Verifier({"ac@acme.example": ("valid", 91)})
    found = _find(_with_address("ac@acme.example"), finder=finder, verifier=verifier)
    assert _verdict(found) == ("ac@acme.example", "verified", "records", 91)
    assert (finder.history, verifier.history) == ([], ["ac@acme.example"])
    assert found.emails["ana"].trail == [
        "ac@acme.example is on file in records (2026-01-02).",
        "DNS names a mail server for acme.example.",
        "Hunter checked it on 2026-03-04: valid, score 91.",
        "ac@acme.example is verified: it takes mail, with a score of 91 (80 is needed).",
    ]


def test_an_address_that_is_gone_is_followed_by_the_finder() -> None:
    verifier = Verifier({"ana.cruz@acme.example": ("valid", 97)})
    finder = Finder({"ana": _found("ana.cruz@ACME.example", 93)})
    found = _find(_with_address("old@acme.example"), finder=finder, verifier=verifier)
    assert _verdict(found) == ("ana.cruz@acme.example", "verified", "hunter", 93)
    assert "old@acme.example is not offered: it does not take mail." in found.emails["ana"].trail


def test_the_matcher_gets_in_one_call_all_whom_the_finder_does_not_know() -> None:
    verifier = Verifier({f"{name}@acme.example": ("valid", 95) for name in ("a", "b", "c")})
    finder = Finder({"ana": _found("a@acme.example")})
    matcher = Matcher({"bo": _found("b@acme.example", None, source="apollo")})
    cy = Person(person_id="cy", first_name="Cy", last_name="Ng", company="Acme")
    found = _find(ANA, BO, cy, finder=finder, matcher=matcher, verifier=verifier)
    assert matcher.history == [(["bo", "cy"], "acme.example")]
    assert [_verdict(found, each)[1:3] for each in ("ana", "bo", "cy")] == [
        ("verified", "hunter"),
        ("verified", "apollo"),
        ("none", ""),
    ]


def test_then_the_pattern_that_the_directory_tells_is_filled() -> None:
    verifier = Verifier({"acruz@acme.example": ("valid", 70)})
    directory = Directory(MailDomain(domain="acme.example", pattern="{f}{last}"))
    found = _find(finder=Finder(), verifier=verifier, directory=directory)
    assert _verdict(found) == ("acruz@acme.example", "verified", "pattern", 70)
    assert "The pattern of acme.example is told to be {f}{last}@acme.example; that gives acruz@acme.example." in (
        found.emails["ana"].trail
    )


def test_a_pattern_that_is_not_told_is_learnt_from_the_mailboxes_that_are() -> None:
    boxes = [Mailbox("Jo", "Ek", "jo_ek@acme.example"), Mailbox("Al", "Un", "al_un@acme.example")]
    directory = Directory(MailDomain(domain="acme.example", mailboxes=boxes))
    found = _find(verifier=Verifier({"ana_cruz@acme.example": ("valid", 90)}), directory=directory)
    assert _verdict(found) == ("ana_cruz@acme.example", "verified", "pattern", 90)


def test_the_other_spelling_of_a_name_is_tried_where_a_check_can_tell() -> None:
    muller = Person(person_id="ana", first_name="Jörg", last_name="Müller", company="Acme")
    directory = Directory(MailDomain(domain="acme.example", pattern="{first}.{last}"))
    verifier = Verifier({"joerg.mueller@acme.example": ("valid", 88)})
    found = _find(muller, verifier=verifier, directory=directory)
    assert _verdict(found) == ("joerg.mueller@acme.example", "verified", "pattern", 88)
    assert verifier.history == ["jorg.muller@acme.example", "joerg.mueller@acme.example"]
    assert _verdict(_find(muller, directory=directory)) == ("jorg.muller@acme.example", "unverified", "pattern", None)


def test_the_trail_names_the_check_for_each_verdict_that_rests_on_it() -> None:
    verifier = Verifier({"ana.cruz@acme.example": ("valid", 89)})
    finder = Finder({"ana": _found("ana.cruz@acme.example", 30)})
    directory = Directory(MailDomain(domain="acme.example", pattern="{first}.{last}"))
    found = _find(finder=finder, verifier=verifier, directory=directory)
    assert _verdict(found) == ("ana.cruz@acme.example", "verified", "pattern", 89)
    assert verifier.history == ["ana.cruz@acme.example"]
    trail = found.emails["ana"].trail
    checks = [at for at, sentence in enumerate(trail) if " checked it on " in sentence]
    verdicts = [at for at, sentence in enumerate(trail) if " is risky: " in sentence or " is verified: " in sentence]
    assert verdicts == [at + 1 for at in checks]
    assert len(checks) == 2


def test_of_a_catch_all_domain_nothing_is_ever_verified() -> None:
    finder = Finder({"ana": _found("a@acme.example", 99, accept_all=True)})
    verifier = Verifier({"a@acme.example": ("valid", 99)})
    matcher = Matcher({})
    found = _find(finder=finder, verifier=verifier, matcher=matcher)
    assert _verdict(found) == ("a@acme.example", "risky", "hunter", 99)
    assert (verifier.history, matcher.history) == ([], [])


def test_where_the_check_finds_a_catch_all_the_domains_others_are_not_checked() -> None:
    verifier = Verifier({"x@acme.example": ("accept_all", 60)})
    finder = Finder({"ana": _found("x@acme.example", 40)})
    directory = Directory(MailDomain(domain="acme.example", pattern="{first}"))
    found = _find(finder=finder, verifier=verifier, directory=directory)
    assert _verdict(found) == ("ana@acme.example", "risky", "pattern", None)
    assert verifier.history == ["x@acme.example"]


def test_a_low_score_of_the_finder_is_never_verified_and_the_next_source_is_asked() -> None:
    verifier = Verifier({"x@acme.example": ("valid", 99), "a@acme.example": ("valid", 99)})
    finder = Finder({"ana": _found("x@acme.example", 35)})
    assert _verdict(_find(finder=finder, verifier=verifier)) == ("x@acme.example", "risky", "hunter", 35)
    matcher = Matcher({"ana": _found("a@acme.example", None, source="apollo")})
    better = _find(finder=finder, verifier=verifier, matcher=matcher)
    assert _verdict(better) == ("a@acme.example", "verified", "apollo", 99)


@pytest.mark.parametrize(
    "address",
    ["jobs@acme.example", "a@mailinator.com", "no address", "a@elsewhere.example", "ana@gmail.com", "a@x@acme.example"],
)
def test_what_is_no_persons_address_at_the_company_is_never_used(address: str) -> None:
    verifier = Verifier({address: ("valid", 99)})
    found = _find(finder=Finder({"ana": _found(address)}), verifier=verifier, personal=True)
    assert _verdict(found) == ("", "none", "", None)
    assert verifier.history == []


def test_a_domain_that_only_resembles_the_companys_name_may_be_anothers() -> None:
    verifier = Verifier({"a@acme-europe.example": ("valid", 99)})
    found = _find(finder=Finder({"ana": _found("a@acme-europe.example")}), verifier=verifier)
    assert _verdict(found)[:2] == ("a@acme-europe.example", "risky")
    why = "a@acme-europe.example is risky: acme-europe.example is not known to be a domain of Acme."
    assert why in found.emails["ana"].trail


def test_a_domain_that_is_the_companys_name_is_the_companys() -> None:
    verifier = Verifier({"a@acme.co.uk": ("valid", 99)})
    found = _find(finder=Finder({"ana": _found("a@acme.co.uk")}), verifier=verifier)
    assert _verdict(found)[:2] == ("a@acme.co.uk", "verified")


def test_mailboxes_at_a_linked_domain_are_the_companys() -> None:
    class Elsewhere(Finder):
        def find(self, person: Person, domain: str) -> Offer | None:
            offer = super().find(person, domain)
            return offer if domain == "holding.example" else None

    finder = Elsewhere({"ana": _found("a@holding.example")})
    directory = Directory(MailDomain(domain="acme.example", linked=["holding.example"]))
    verifier = Verifier({"a@holding.example": ("valid", 99)})
    found = _find(finder=finder, directory=directory, verifier=verifier)
    assert _verdict(found)[:2] == ("a@holding.example", "verified")
    assert finder.history == [("ana", "acme.example"), ("ana", "holding.example")]


def test_what_was_answered_before_serves_where_a_provider_is_closed() -> None:
    finder = Finder(kept={"ana": _found("a@acme.example")})
    verifier = Verifier(kept={"a@acme.example": ("valid", 99)})
    found = _find(ANA, BO, finder=finder, verifier=verifier, closed=["hunter"])
    assert [_verdict(found, each)[1] for each in ("ana", "bo")] == ["verified", "none"]
    assert (finder.history, verifier.history) == ([], [])


def test_what_was_refused_is_not_offered_by_another_way_at_a_catch_all_domain() -> None:
    verifier = Verifier(
        {"x@acme.example": ("accept_all", 60)},
        kept={"ana@acme.example": ("invalid", 0)},
    )
    finder = Finder({"ana": _found("x@acme.example", 40)})
    directory = Directory(MailDomain(domain="acme.example", pattern="{first}", accept_all=True))
    found = _find(finder=finder, verifier=verifier, directory=directory)
    assert _verdict(found)[:3] == ("x@acme.example", "risky", "hunter")
    assert "ana@acme.example is not offered: it does not take mail." in found.emails["ana"].trail


def test_one_persons_catch_all_says_nothing_of_anothers_checked_address() -> None:
    verifier = Verifier({"a@acme.example": ("valid", 95), "b@acme.example": ("accept_all", 60)})
    finder = Finder({"ana": _found("a@acme.example"), "bo": _found("b@acme.example")})
    found = _find(ANA, BO, finder=finder, verifier=verifier)
    assert [_verdict(found, each)[1] for each in ("ana", "bo")] == ["verified", "risky"]


def test_a_provider_that_cannot_be_reached_is_left_alone_after_some_failures() -> None:
    people = [ANA.model_copy(update={"person_id": f"p{number}"}) for number in range(40)]
    finder = Finder({person.person_id: UnavailableError("Down.", "hunter") for person in people})
    found = _find(*people, finder=finder)
    assert len(finder.history) <= 34
    assert [(p.kind, p.action) for p in found.problems] in (
        [("UnavailableError", "went on without this answer")],
        [("UnavailableError", "went on without Hunter")],
    )


def test_a_suppressed_address_ends_the_search_before_it_is_checked() -> None:
    verifier = Verifier({"a@acme.example": ("valid", 99)})
    providers = Providers(finder=Finder({"ana": _found("a@acme.example")}), verifier=verifier)
    parts = Parts(Nobody(), AnyMail(), providers, lambda address: address == "a@acme.example")
    found = Waterfall(parts).find_all([ANA], ACME, personal=True, closed=(), now=NOW)
    assert (found.suppressed, _verdict(found)[:2], verifier.history) == ({"ana"}, ("", "none"), [])


def test_nothing_is_asked_at_a_domain_that_takes_no_mail() -> None:
    matcher, directory = Matcher({}), Directory(MailDomain(domain="acme.example", pattern="{first}"))
    _find(finder=Finder(), matcher=matcher, directory=directory, dead=["acme.example"])
    assert (matcher.history, directory.history) == ([], [])


def test_a_placeholder_of_a_provider_is_told() -> None:
    finder = Finder({"ana": _found("email_not_unlocked@domain.com")})
    found = _find(finder=finder, verifier=Verifier())
    assert _verdict(found)[:2] == ("", "none")
    assert [(p.provider, p.kind, p.action) for p in found.problems] == [("hunter", "no_address", "did not use it")]


def test_the_mailbox_of_another_company_is_never_verified_as_a_personal_address() -> None:
    person = _with_address("ana@oldjob.example")
    verifier = Verifier({"ana@oldjob.example": ("valid", 99)})
    found = _find(person, verifier=verifier, personal=True)
    assert _verdict(found)[:2] == ("ana@oldjob.example", "risky")


def test_a_directory_is_asked_for_a_company_once_for_all() -> None:
    directory = Directory()
    found = _find(ANA, BO, company=CompanyInfo(name="Acme", key="acme"), directory=directory)
    assert directory.history == ["Acme"]
    assert "The mail domain of Acme is not known." in found.emails["bo"].trail


def test_a_personal_address_comes_last_and_only_where_it_is_allowed() -> None:
    person = _with_address("ana@gmail.com")
    verifier = Verifier({"ana@gmail.com": ("webmail", 90)})
    assert _verdict(_find(person, finder=Finder(), verifier=verifier))[1] == "none"
    allowed = _find(person, finder=Finder(), verifier=verifier, personal=True)
    assert _verdict(allowed) == ("ana@gmail.com", "verified", "records (personal)", 90)


def test_who_objects_is_dropped_and_no_further_source_is_asked() -> None:
    matcher, verifier = Matcher({"ana": _found("a@acme.example")}), Verifier()
    finder = Finder({"ana": ObjectedError("Hunter says that this person objects.", "hunter", 451)})
    directory = Directory(MailDomain(domain="acme.example", pattern="{first}"))
    found = _find(ANA, finder=finder, matcher=matcher, verifier=verifier, directory=directory)
    assert (found.objected, found.problems, _verdict(found)) == ({"ana"}, [], ("", "none", "", None))
    assert (matcher.history, verifier.history, directory.history) == ([], [], [])


def test_who_objects_at_the_check_is_dropped_too_whatever_was_found_before() -> None:
    found = _find(_with_address("a@acme.example"), verifier=Verifier({"a@acme.example": ObjectedError("No.")}))
    assert (found.objected, _verdict(found)[:2]) == ({"ana"}, ("", "none"))


@pytest.mark.parametrize("error", [OutOfCreditError("Used up.", "hunter", 429), BadKeyError("No.", "hunter", 401)])
def test_a_provider_that_refuses_for_good_is_told_once_and_not_asked_again(error: Exception) -> None:
    finder = Finder({"ana": error})
    verifier = Verifier({"a@acme.example": ("valid", 99)})
    matcher = Matcher({"ana": _found("a@acme.example", None, source="apollo")})
    found = _find(finder=finder, matcher=matcher, verifier=verifier)
    assert _verdict(found) == ("a@acme.example", "unverified", "apollo", None)
    assert verifier.history == []
    [problem] = found.problems
    assert (problem.provider, problem.step, problem.kind) == ("hunter", "verify", type(error).__name__)
    assert problem.action == "went on without Hunter"


def test_a_provider_that_was_closed_before_is_not_asked() -> None:
    finder, verifier = Finder({"ana": _found("a@acme.example")}), Verifier()
    found = _find(_with_address("b@acme.example"), finder=finder, verifier=verifier, closed=["hunter"])
    assert (finder.history, verifier.history, found.problems) == ([], [], [])
    assert _verdict(found)[:2] == ("b@acme.example", "unverified")


@pytest.mark.parametrize("error", [UnavailableError("Down.", "hunter"), BudgetSpentError("The budget is spent.")])
def test_a_check_that_fails_leaves_the_address_unverified(error: Exception) -> None:
    verifier = Verifier({"a@acme.example": error, "b@acme.example": ("valid", 90)})
    finder = Finder({"ana": _found("a@acme.example"), "bo": _found("b@acme.example")})
    found = _find(ANA, BO, finder=finder, verifier=verifier)
    assert [_verdict(found, each)[1] for each in ("ana", "bo")] == ["unverified", "verified"]
    assert [problem.kind for problem in found.problems] == [type(error).__name__]
    assert str(error) in found.emails["ana"].trail


def test_a_matcher_that_fails_leaves_the_rest_of_the_way() -> None:
    directory = Directory(MailDomain(domain="acme.example", pattern="{first}"))
    verifier = Verifier({"ana@acme.example": ("valid", 90)})
    matcher = Matcher(UnavailableError("Apollo is down.", "apollo"))
    found = _find(matcher=matcher, verifier=verifier, directory=directory)
    assert (_verdict(found)[1:3], [p.provider for p in found.problems]) == (("verified", "pattern"), ["apollo"])


def test_what_a_matcher_brought_before_it_failed_is_not_lost() -> None:
    verifier = Verifier({"b@acme.example": ("valid", 90)})
    kept = {"bo": _found("b@acme.example", None, source="apollo")}
    found = _find(ANA, BO, matcher=Matcher(UnavailableError("Down.", "apollo"), kept), verifier=verifier)
    assert [_verdict(found, each)[1] for each in ("ana", "bo")] == ["none", "verified"]


def test_a_domain_that_takes_no_mail_is_not_asked_for() -> None:
    finder, verifier = Finder({"ana": _found("a@acme.example")}), Verifier()
    found = _find(_with_address("b@acme.example"), finder=finder, verifier=verifier, dead=["acme.example"])
    assert (finder.history, verifier.history, _verdict(found)[1]) == ([], [], "none")


def test_a_domain_that_nobody_tells_is_looked_up_by_the_companys_name() -> None:
    unknown = CompanyInfo(name="Acme", key="acme")
    directory = Directory(MailDomain(domain="acme.example", organization="Acme", pattern="{first}"))
    verifier = Verifier({"ana@acme.example": ("valid", 90)})
    finder = Finder()
    found = _find(company=unknown, finder=finder, verifier=verifier, directory=directory)
    assert (_verdict(found)[:2], finder.history) == (("ana@acme.example", "verified"), [("ana", "acme.example")])
    assert found.emails["ana"].trail[0] == "Hunter knows Acme at acme.example."


@pytest.mark.parametrize(
    "told",
    [
        MailDomain(domain="other.example", organization="Acme Holdings of Elsewhere"),
        MailDomain(domain="acme.example", organization="Acme", webmail=True),
        MailDomain(domain="acme.example", organization="Acme", disposable=True),
    ],
)
def test_a_directorys_guess_at_another_company_is_not_taken(told: MailDomain) -> None:
    class Guessing(Directory):
        def of_company(self, name: str) -> MailDomain | None:
            return told

    found = _find(company=CompanyInfo(name="Acme", key="acme"), finder=Finder(), directory=Guessing())
    assert "The mail domain of Acme is not known." in found.emails["ana"].trail


def test_the_website_in_the_records_is_the_domain_where_the_company_has_none() -> None:
    people = [p.model_copy(update={"company_domain": "https://www.acme.example/about"}) for p in (ANA, BO)]
    finder = Finder()
    _find(*people, company=CompanyInfo(name="Acme", key="acme"), finder=finder)
    assert sorted(finder.history) == [("ana", "acme.example"), ("bo", "acme.example")]


def test_an_address_that_the_pattern_gives_two_people_is_not_verified_for_either() -> None:
    twin = Person(person_id="twin", first_name="Ana", last_name="Cruz", company="Acme", linkedin="x")
    directory = Directory(MailDomain(domain="acme.example", pattern="{first}.{last}"))
    verifier = Verifier({"ana.cruz@acme.example": ("valid", 95)})
    found = _find(ANA, twin, verifier=verifier, directory=directory)
    assert [_verdict(found, each)[:2] for each in ("ana", "twin")] == [("ana.cruz@acme.example", "risky")] * 2


def test_an_address_that_a_provider_gives_two_people_is_only_that_of_the_one_who_has_it_on_record() -> None:
    verifier = Verifier({"a@acme.example": ("valid", 95)})
    finder = Finder({"ana": _found("a@acme.example"), "bo": _found("A@acme.example")})
    verifier.answers = {"a@acme.example": ("valid", 95), "A@acme.example": ("valid", 95)}
    found = _find(ANA, BO, finder=finder, verifier=verifier)
    assert [_verdict(found, each)[1] for each in ("ana", "bo")] == ["risky", "risky"]
    found = _find(_with_address("a@acme.example"), BO, finder=finder, verifier=verifier)
    assert [_verdict(found, each)[1] for each in ("ana", "bo")] == ["verified", "risky"]


def test_a_verdict_has_the_date_of_its_check() -> None:
    class Earlier(Verifier):
        def check(self, address: str) -> Check:
            return super().check(address).model_copy(update={"checked_at": datetime(2026, 2, 20, tzinfo=UTC)})

    found = _find(_with_address("a@acme.example"), verifier=Earlier({"a@acme.example": ("valid", 90)}))
    assert found.emails["ana"].checked_at == datetime(2026, 2, 20, tzinfo=UTC)


@pytest.mark.parametrize(("first", "last"), [("🚀", ""), ("", ""), ("X", "")])
def test_a_name_that_cannot_be_spelt_gives_no_address(first: str, last: str) -> None:
    person = ANA.model_copy(update={"first_name": first, "last_name": last})
    directory = Directory(MailDomain(domain="acme.example", pattern="{first}.{last}"))
    assert _verdict(_find(person, verifier=Verifier(), directory=directory))[1] == "none"


def test_nobody_to_look_for_is_no_round() -> None:
    providers = Providers(finder=Finder(), matcher=Matcher({}), verifier=Verifier())
    found = Waterfall(Parts(Nobody(), AnyMail(), providers)).find_all([], ACME, personal=False, closed=(), now=NOW)
    assert (found.emails, found.problems) == ({}, [])
