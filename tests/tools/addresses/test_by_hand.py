from __future__ import annotations

import io
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from inroad.errors import (
    BadKeyError,
    BudgetSpentError,
    ObjectedError,
    OutOfCreditError,
    UnavailableError,
    UserInputError,
)
from inroad.settings import Tools
from inroad.tools.addresses import Check
from inroad.tools.addresses.by_hand import HandChecked, Outcome, Parts, check_by_hand, read_addresses

NOW = datetime(2026, 3, 14, 9, 26, 53, tzinfo=UTC)
BEFORE = datetime(2026, 3, 1, tzinfo=UTC)
ADA = "ada.lovel@acme.example"
BEN = "ben.okoro@acme.example"


def said(address: str, status: str = "valid", score: int | None = 95, **more: object) -> Check:
    given = {"address": address, "status": status, "score": score, "source": "hunter", "checked_at": BEFORE}
    return Check.model_validate({**given, **more})


class FakeVerifier:
    """Answers each address as a test says, and remembers who was asked for."""

    provider = "hunter"

    def __init__(self, **answers: Exception) -> None:
        self.answers: dict[str, Check | Exception] = {}
        self.otherwise: Exception | None = answers.get("otherwise")
        self.history: list[str] = []

    def check(self, address: str) -> Check:
        self.history.append(address)
        answer = self.answers.get(address) or self.otherwise or said(address)
        if isinstance(answer, Exception):
            raise answer
        return answer

    def kept(self, address: str) -> Check | None:
        return None


class FakeResolver:
    """Knows some domains; of the others it could not ask."""

    def __init__(self, **known: bool) -> None:
        self.known = {name.replace("_", "."): answer for name, answer in known.items()}

    def has_mx(self, domain: str) -> bool | None:
        return self.known.get(domain)


@pytest.fixture
def verifier() -> FakeVerifier:
    return FakeVerifier()


@pytest.fixture
def check(tools: Tools, verifier: FakeVerifier) -> Callable[..., Outcome]:
    """Checks addresses with the fake verifier and a resolver that knows two domains."""
    resolver = FakeResolver(acme_example=True, gone_example=False)
    parts = Parts(resolver, verifier, tools.suppression, tools.clock)
    return lambda *addresses, **more: check_by_hand(addresses, parts, **more)


def the_only(outcome: Outcome) -> HandChecked:
    [checked] = outcome.addresses
    return checked


def test_an_address_that_delivers_is_verified(check: Callable[..., Outcome]) -> None:
    outcome = check(ADA)
    assert the_only(outcome) == HandChecked(
        address=ADA,
        status="verified",
        source="hunter",
        score=95,
        checked_at=BEFORE,
        trail=[
            "DNS names a mail server for acme.example.",
            "Hunter checked it on 2026-03-01: valid, score 95.",
            f"{ADA} is verified: it takes mail, with a score of 95 (80 is needed).",
        ],
    )
    assert (outcome.problems, outcome.complete, outcome.refused) == ([], True, False)


@pytest.mark.parametrize(
    ("answer", "status", "why"),
    [
        (said(ADA, "valid", 79), "risky", "it takes mail, but a score of 79 is under the 80 that it needs"),
        (said(ADA, "valid", None), "risky", "it takes mail, but how sure that is was not told"),
        (said(ADA, "accept_all", 90), "risky", "its domain takes mail for any name, so nobody can tell"),
        (said(ADA, "unknown", 90), "risky", "the check could not tell"),
        (said(ADA, "invalid", 2), "rejected", "it does not take mail"),
        (said(ADA, "valid", 99, block=True), "rejected", "it is blocked for mail from strangers"),
        (said(ADA, "disposable", 50), "rejected", "it is disposable"),
    ],
)
def test_the_check_decides(
    check: Callable[..., Outcome], verifier: FakeVerifier, answer: Check, status: str, why: str
) -> None:
    verifier.answers[ADA] = answer
    checked = the_only(check(ADA))
    assert (checked.status, checked.trail[-1]) == (status, f"{ADA} is {status}: {why}.")


@pytest.mark.parametrize(
    ("score", "personal", "status"), [(86, True, "verified"), (84, True, "risky"), (99, False, "risky")]
)
def test_a_personal_address_needs_more(
    check: Callable[..., Outcome], verifier: FakeVerifier, score: int, personal: bool, status: str
) -> None:
    verifier.answers["ada@gmail.com"] = said("ada@gmail.com", "webmail", score)
    assert the_only(check("ada@gmail.com", personal=personal)).status == status


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("ada lovel@acme.example", "ada lovel@acme.example is rejected: its syntax is wrong."),
        ("ada\0@x.example", "ada\0@x.example is rejected: its syntax is wrong."),
        ("ada@", "ada@ is rejected: its syntax is wrong."),
        ("ada@mailinator.com", "ada@mailinator.com is rejected: it is disposable."),
        ("careers@acme.example", "careers@acme.example is rejected: it is the mailbox of a role."),
        ("ada@gone.example", "DNS says that gone.example takes no mail."),
    ],
)
def test_what_is_wrong_for_free_is_not_paid_for(
    check: Callable[..., Outcome], verifier: FakeVerifier, address: str, why: str
) -> None:
    outcome = check(address)
    checked = the_only(outcome)
    assert (checked.status, checked.source, checked.checked_at) == ("rejected", "inroad", NOW)
    assert checked.trail == [why]
    assert (verifier.history, outcome.complete) == ([], True)


def test_a_domain_that_dns_could_not_be_asked_for_is_checked_all_the_same(check: Callable[..., Outcome]) -> None:
    checked = the_only(check("ada@far.example"))
    assert checked.status == "verified"
    assert checked.trail[0] == "The mail server of far.example was not checked: DNS could not be asked for it."


def test_the_suppressed_are_not_checked(check: Callable[..., Outcome], verifier: FakeVerifier, tools: Tools) -> None:
    tools.suppression.add(["@acme.example"], "asked", NOW)
    outcome = check("Ada.Lovel@ACME.example", "ada@far.example")
    assert [(each.address, each.status) for each in outcome.addresses] == [
        ("Ada.Lovel@acme.example", "suppressed"),
        ("ada@far.example", "verified"),
    ]
    assert verifier.history == ["ada@far.example"]


def test_who_objects_is_suppressed_for_good(
    check: Callable[..., Outcome], verifier: FakeVerifier, tools: Tools
) -> None:
    verifier.otherwise = ObjectedError("Hunter says that this person does not want it.", "hunter", 451)
    outcome = check(ADA)
    checked = the_only(outcome)
    assert (checked.status, checked.source) == ("suppressed", "hunter")
    assert checked.trail[-1] == ("Hunter says that this person does not want it. It is on your suppression list now.")
    assert (outcome.problems, outcome.complete, outcome.refused) == ([], True, False)
    assert tools.suppression.suppressed([ADA]) == {ADA}
    assert the_only(check(ADA)).status == "suppressed"
    assert verifier.history == [ADA]


@pytest.mark.parametrize("error", [BadKeyError, OutOfCreditError])
def test_one_that_refused_for_good_is_asked_no_more(
    check: Callable[..., Outcome], verifier: FakeVerifier, error: type[BadKeyError]
) -> None:
    verifier.otherwise = error("Hunter does not.", "hunter", 401)
    outcome = check(*(f"p{number}@acme.example" for number in range(300)))
    assert len(verifier.history) == 1
    assert {each.status for each in outcome.addresses} == {"unverified"}
    assert [(problem.provider, problem.step, problem.message) for problem in outcome.problems] == [
        ("hunter", "verify", "Hunter does not.")
    ]
    assert (outcome.complete, outcome.refused) == (False, True)
    assert "Hunter does not." in outcome.addresses[0].trail
    assert outcome.addresses[1].trail[-1] == "p1@acme.example is unverified: nothing has shown yet that it delivers."


def test_a_failure_leaves_the_others(check: Callable[..., Outcome], verifier: FakeVerifier) -> None:
    verifier.answers[ADA] = UnavailableError("Hunter is away.", "hunter", 503)
    outcome = check(ADA, BEN)
    assert [each.status for each in outcome.addresses] == ["unverified", "verified"]
    assert [problem.kind for problem in outcome.problems] == ["UnavailableError"]
    assert (outcome.complete, outcome.refused) == (False, False)


def test_a_spent_budget_is_no_refusal(check: Callable[..., Outcome], verifier: FakeVerifier) -> None:
    verifier.otherwise = BudgetSpentError("The budget is spent.")
    outcome = check(ADA, BEN)
    assert [problem.kind for problem in outcome.problems] == ["BudgetSpentError"]
    assert (outcome.complete, outcome.refused) == (False, False)


def test_without_a_verifier_the_free_checks_serve(tools: Tools) -> None:
    parts = Parts(FakeResolver(acme_example=True), None, tools.suppression, tools.clock)
    outcome = check_by_hand([ADA, "careers@acme.example"], parts)
    assert [each.status for each in outcome.addresses] == ["unverified", "rejected"]
    assert [(problem.kind, problem.action) for problem in outcome.problems] == [("no_verifier", "set HUNTER_API_KEY")]
    assert (outcome.complete, outcome.refused) == (False, False)
    assert check_by_hand(["careers@acme.example"], parts).problems == []


def test_many_come_back_in_order_and_are_counted(check: Callable[..., Outcome]) -> None:
    addresses = [f"p{number}@acme.example" for number in range(250)]
    counted: list[tuple[int, int]] = []
    outcome = check(*addresses, watch=lambda done, of: counted.append((done, of)))
    assert [each.address for each in outcome.addresses] == addresses
    assert counted == [(done, 250) for done in range(1, 251)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"{ADA}\n\n  # comment\n{BEN}\n", [ADA, BEN]),
        (f"\ufeff{ADA}\r\nada lovel@x.example\nfoo\n", [ADA, "ada lovel@x.example", "foo"]),
        (f"Ada Lovel <{ADA}>; {BEN}\n", [ADA, BEN]),
        (f"email\n{ADA}\n", [ADA]),
        (f"Name,E-Mail Address,Note\nAda,{ADA},x\nNobody,,\nBen,{BEN},\n#,# no,\n", [ADA, BEN]),
        (f"Some note\n\nVorname\tE-Mail-Adresse\nAda\t{ADA}\n", [ADA]),
        (f"{ADA}\n{ADA.upper()}\nAda.Lovel@acme.example\n", [ADA]),
    ],
)
def test_a_file_is_read(tmp_path: Path, text: str, found: list[str]) -> None:
    file = tmp_path / "list.txt"
    file.write_text(text, encoding="utf-8", newline="")
    assert read_addresses([str(file)], io.BytesIO()) == found
    assert read_addresses(["-"], io.BytesIO(text.encode())) == found


def test_addresses_files_and_stdin_go_together(tmp_path: Path) -> None:
    (tmp_path / "b@list").write_text(f"{BEN}\n{ADA}\n")
    given = ["cleo@acme.example", str(tmp_path / "b@list"), "-"]
    assert read_addresses(given, io.BytesIO(b"dov@acme.example\ncleo@acme.example")) == [
        "cleo@acme.example", BEN, ADA, "dov@acme.example",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("given", "complaint"),
    [
        (["nosuch.csv"], "'nosuch.csv' is no e-mail address, and there is no file of that name."),
        (["-"], "There is no address to check; give one, a file of them, or - for stdin."),
        ([""], "There is no address to check; "),
        (["a" * 5000], "aaa' is no e-mail address, and there is no file of that name."),
        (["."], " cannot be read (Is a directory); "),
        (["book.xlsx"], "book.xlsx is a ZIP or Excel file, not a CSV; "),
        (["open.csv"], "open.csv has a quotation mark in row 2 that is never closed; "),
    ],
)
def test_what_cannot_be_read_is_named(given: list[str], complaint: str, tmp_path: Path) -> None:
    Path("book.xlsx").write_bytes(b"PK\x03\x04...")
    Path("open.csv").write_text('name,email\n"Ada,ada@acme.example\n')
    with pytest.raises(UserInputError) as error:
        read_addresses(given, io.BytesIO(b"# nothing\n"))
    assert complaint in str(error.value)
