"""Addresses that a user wants checked by hand: read from arguments and files, then judged as a run judges them."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO, Literal

from pydantic import Field

from inroad.errors import BudgetSpentError, ObjectedError, UserInputError
from inroad.log import in_context
from inroad.state import Problem, Record
from inroad.tools.addresses import OBJECTED, Check, EmailVerifier, Offer
from inroad.tools.addresses.gate import STEP, Gate
from inroad.tools.addresses.mail_kinds import domain_of, mail_kind, normal_address
from inroad.tools.addresses.mx import MxResolver, mail_sentence
from inroad.tools.addresses.verdicts import check_sentence, judge
from inroad.tools.people.cells import mail_addresses
from inroad.tools.people.csv_files import column_of, read_text, text_of
from inroad.tools.store.suppression import Suppression

HandStatus = Literal["verified", "risky", "unverified", "rejected", "suppressed"]
Watch = Callable[[int, int], None]

OURSELVES = "inroad"
_SIDE_BY_SIDE = 100
_NEVER = {"disposable": "it is disposable", "role": "it is the mailbox of a role", "invalid": "its syntax is wrong"}


class HandChecked(Record):
    """An address with what came of checking it; the last sentence of `trail` says why it has its status."""

    address: str
    status: HandStatus
    source: str = OURSELVES
    score: int | None = None
    checked_at: datetime
    trail: list[str] = Field(default_factory=list)


@dataclass(frozen=True)
class Parts:
    """Who is asked: DNS, the verifier where there is one, and the list of those who are left alone."""

    mail_servers: MxResolver
    verifier: EmailVerifier | None
    suppression: Suppression
    clock: Callable[[], datetime]


@dataclass(frozen=True)
class Outcome:
    """What came of all addresses, in their order."""

    addresses: list[HandChecked]
    problems: list[Problem]

    def dump(self) -> dict[str, Any]:
        """Return both as plain values, fit for JSON."""
        return {
            "addresses": [each.model_dump(mode="json") for each in self.addresses],
            "problems": [problem.model_dump() for problem in self.problems],
        }

    @property
    def complete(self) -> bool:
        """Whether each address could be checked."""
        return all(each.status != "unverified" for each in self.addresses)

    @property
    def refused(self) -> bool:
        """Whether a provider was asked and gave no answer for any address; a spent budget is no refusal."""
        ours = ("no_verifier", BudgetSpentError.__name__)
        answered = any(each.source != OURSELVES for each in self.addresses)
        return not answered and any(problem.kind not in ours for problem in self.problems)


def read_addresses(arguments: Sequence[str], stdin: BinaryIO) -> list[str]:
    """Return the addresses that arguments name, each once, as they are given first.

    An argument is an address, a file, or "-" for stdin. A file holds an address a line, where `#` begins a
    comment, or is a table (CSV, TSV) with a column of addresses.

    Raises:
        UserInputError: a file cannot be read, or there is no address at all.
    """
    cells = [cell for argument in arguments for cell in _cells(argument, stdin)]
    given = [address for cell in cells for address in _addresses(cell)]
    once: dict[str, str] = {}
    for address in given:
        once.setdefault(_key(address).casefold(), address)
    if not once:
        raise UserInputError("There is no address to check; give one, a file of them, or - for stdin.")
    return list(once.values())


def _cells(argument: str, stdin: BinaryIO) -> list[str]:
    if argument == "-":
        return _filled("stdin", text_of("stdin", stdin.read()))
    if path := _file(argument):
        return _filled(path.name, read_text(path))
    if "@" in argument or not argument.strip():
        return [argument]
    raise UserInputError(f"{argument!r} is no e-mail address, and there is no file of that name.")


def _file(argument: str) -> Path | None:
    try:
        path = Path(argument).expanduser()
        return path if argument.strip() and path.exists() else None
    except (OSError, RuntimeError, ValueError):
        # No file can have this name: it is too long, or of an unknown user's home.
        return None


def _filled(name: str, text: str) -> list[str]:
    """Return the cells of the column of addresses, or the lines of a text that is no table."""
    cells = column_of(name, text, "email")
    lines = text.splitlines() if cells is None else cells
    return [line.strip() for line in lines if line.strip() and not line.lstrip().startswith("#")]


def _addresses(cell: str) -> list[str]:
    """Return the addresses of a cell; what is no address stays as it is, to be named wrong."""
    parts = [part.strip() for part in cell.replace(";", ",").split(",")]
    return [address for part in parts if part for address in (mail_addresses(part) if "<" in part else [part])]


def check_by_hand(
    addresses: Sequence[str], parts: Parts, *, personal: bool = False, watch: Watch | None = None
) -> Outcome:
    """Check addresses side by side; the results are in their order.

    What fails at a provider becomes a problem; one that has refused for good is asked no more. Those who object are
    put on the suppression list; those who are on it are not checked.

    Args:
        addresses: as they were given, at least one.
        parts: who is asked.
        personal: whether an address at a provider for everybody may be verified.
        watch: is told how many are done, of how many.
    """
    round_ = _Round(parts, personal, parts.suppression.suppressed([_key(address) for address in addresses]))
    return Outcome(_side_by_side(round_.check, addresses, watch), round_.problems)


def _side_by_side(
    check: Callable[[str], HandChecked], addresses: Sequence[str], watch: Watch | None
) -> list[HandChecked]:
    pool = ThreadPoolExecutor(min(_SIDE_BY_SIDE, len(addresses)))
    try:
        jobs = [pool.submit(in_context(check), address) for address in addresses]
        for done, _ in enumerate(as_completed(jobs), 1):
            if watch:
                watch(done, len(jobs))
        return [job.result() for job in jobs]
    finally:
        pool.shutdown(cancel_futures=True)


class _Round:
    """Checks addresses for many threads; what is free is looked at first."""

    def __init__(self, parts: Parts, personal: bool, suppressed: Collection[str]) -> None:
        self._parts = parts
        self._personal = personal
        self._suppressed = suppressed
        self._gate = Gate()
        self._first = threading.Lock()
        self._begun = False
        self._unasked = False

    @property
    def problems(self) -> list[Problem]:
        return [*([_NO_VERIFIER] if self._unasked else []), *self._gate.problems]

    def check(self, address: str) -> HandChecked:
        """Return what came of one address."""
        key = _key(address)
        if key in self._suppressed:
            return self._settled(key, "suppressed", ["It is on your suppression list and was not checked."])
        kind = mail_kind(key)
        if kind in _NEVER:
            return self._settled(key, "rejected", [f"{key} is rejected: {_NEVER[kind]}."])
        takes_mail = self._parts.mail_servers.has_mx(domain_of(key))
        trail = [mail_sentence(domain_of(key), takes_mail)]
        if takes_mail is False:
            return self._settled(key, "rejected", trail)
        try:
            return self._judged(Offer(key, "personal" if kind == "personal" else "found", "you"), trail)
        except ObjectedError as error:
            self._parts.suppression.add([key], OBJECTED, self._parts.clock())
            said = self._settled(key, "suppressed", [*trail, f"{error} It is on your suppression list now."])
            return said.model_copy(update={"source": error.provider})

    def _judged(self, offer: Offer, trail: list[str]) -> HandChecked:
        check = self._ask(offer.address, trail)
        verdict = judge(offer, check, personal=self._personal)
        return HandChecked(
            address=offer.address,
            status="rejected" if verdict.status == "none" else verdict.status,
            source=check.source if check else OURSELVES,
            score=verdict.score,
            checked_at=check.checked_at if check else self._parts.clock(),
            trail=[*trail, f"{offer.address} is {verdict.status}: {verdict.why}."],
        )

    def _ask(self, address: str, trail: list[str]) -> Check | None:
        verifier = self._parts.verifier
        if verifier is None:
            self._unasked = True
            return None
        # The first goes alone: a key that is wrong for one is wrong for all.
        with self._first:
            if not self._begun:
                self._begun = True
                return self._answer(verifier, address, trail)
        return self._answer(verifier, address, trail)

    def _answer(self, verifier: EmailVerifier, address: str, trail: list[str]) -> Check | None:
        check = self._gate.ask(verifier.provider, lambda: verifier.check(address), trail)
        if check:
            trail.append(check_sentence(check))
        return check

    def _settled(self, address: str, status: HandStatus, trail: list[str]) -> HandChecked:
        return HandChecked(address=address, status=status, checked_at=self._parts.clock(), trail=trail)


_NO_VERIFIER = Problem(
    provider=OURSELVES,
    step=STEP,
    kind="no_verifier",
    message="Nobody was asked whether the mailboxes exist, since there is no key of a verifier.",
    action="set HUNTER_API_KEY",
)


def _key(address: str) -> str:
    """Return an address as it is compared, or as it was given where it is none."""
    return normal_address(address) or address
