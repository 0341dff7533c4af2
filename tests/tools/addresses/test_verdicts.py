from __future__ import annotations

from datetime import UTC, datetime

import pytest

from inroad.tools.addresses import Check, CheckStatus, How, Offer
from inroad.tools.addresses.verdicts import judge

NOW = datetime(2026, 3, 4, tzinfo=UTC)


def _check(status: CheckStatus, score: int | None = 95, *, block: bool = False, disposable: bool = False) -> Check:
    return Check(
        address="a@b.example",
        status=status,
        score=score,
        block=block,
        disposable=disposable,
        source="hunter",
        checked_at=NOW,
    )


def _offer(how: How = "found", score: int | None = None, *, accept_all: bool = False) -> Offer:
    return Offer("a@b.example", how, "hunter", score, accept_all)


@pytest.mark.parametrize(
    ("offer", "check", "personal", "status", "score"),
    [
        (_offer(score=80), _check("valid", 80), False, "verified", 80),
        (_offer(score=79), _check("valid", 99), False, "risky", 79),
        (_offer(score=99), _check("valid", 79), False, "risky", 79),
        (_offer("on file"), _check("valid", 80), False, "verified", 80),
        (_offer("on file"), _check("valid", 79), False, "risky", 79),
        (_offer("built"), _check("valid", 70), False, "verified", 70),
        (_offer("built"), _check("valid", 69), False, "risky", 69),
        (_offer("personal"), _check("valid", 85), True, "verified", 85),
        (_offer("personal"), _check("webmail", 85), True, "verified", 85),
        (_offer("personal"), _check("webmail", 84), True, "risky", 84),
        (_offer("personal"), _check("webmail", 99), False, "risky", 99),
        (_offer(score=99), _check("webmail", 99), False, "risky", 99),
        (_offer(score=99), _check("accept_all", 99), True, "risky", 99),
        (_offer(score=99), _check("unknown", 99), True, "risky", 99),
        (_offer(score=99, accept_all=True), None, False, "risky", 99),
        (_offer(score=99, accept_all=True), _check("valid", 99), False, "risky", 99),
        (_offer(score=99), _check("invalid", 99), True, "rejected", 99),
        (_offer(score=99, accept_all=True), _check("invalid", 9), True, "rejected", 9),
        (_offer(score=99), _check("disposable", 99), True, "rejected", 99),
        (_offer(score=99), _check("valid", 99, disposable=True), True, "rejected", 99),
        (_offer(score=99), _check("valid", 99, block=True), True, "rejected", 99),
        (_offer(), _check("valid", None), False, "risky", None),
        (_offer(score=99), None, True, "unverified", 99),
        (_offer(), None, False, "unverified", None),
    ],
)
def test_the_verdict(offer: Offer, check: Check | None, personal: bool, status: str, score: int | None) -> None:
    verdict = judge(offer, check, personal=personal)
    assert (verdict.status, verdict.score) == (status, score)


def test_a_verdict_says_which_score_it_lacks() -> None:
    assert judge(_offer("built"), _check("valid", 69)).why == (
        "it takes mail, but a score of 69 is under the 70 that it needs"
    )
    assert judge(_offer(score=91), _check("valid", 90)).why == "it takes mail, with a score of 90 (80 is needed)"
