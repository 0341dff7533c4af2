"""Hunter's email-verifier: what it holds of an address, and how long it takes to say so."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from threading import Lock

from inroad.reference.mail_kinds import is_disposable, is_free_mail
from inroad.sandbox.chance import share
from inroad.sandbox.hunter.protocol import Answer, Call, HunterSwitches, Json, RefusedError
from inroad.sandbox.people.directory import Directory
from inroad.sandbox.people.mailboxes import FREE_HOSTS, THROWAWAY_HOSTS

PRICE = 0.5
UNKNOWN, BLOCKED, LOW = 0.03, 0.01, 0.05
_RESULTS = {"valid": "deliverable", "invalid": "undeliverable", "disposable": "undeliverable"}
_NOTICE = "Using result is deprecated, use status instead"
TEST_RECORD: Json = {
    "status": "valid",
    "result": "deliverable",
    "score": 100,
    "email": "test@sandbox.example",
    "regexp": True,
    "gibberish": False,
    "disposable": False,
    "webmail": False,
    "mx_records": True,
    "smtp_server": True,
    "smtp_check": True,
    "accept_all": False,
    "block": False,
    "sources": [],
}


@dataclass(frozen=True)
class Opinion:
    """What the verifier holds of an address; `asked` says that its mail server knows the mailbox."""

    status: str
    score: int
    asked: bool = False
    accept_all: bool = False
    block: bool = False
    mx: bool = True


class Verifier:
    """Judges addresses by the truth, as far as a mail server would let it out."""

    def __init__(self, directory: Directory, switches: HunterSwitches) -> None:
        self._directory = directory
        self._switches = switches
        self._polls: Counter[tuple[str, str]] = Counter()
        self._odd: Counter[str] = Counter()
        self._lock = Lock()

    def answer(self, call: Call) -> Answer:
        """Answer one call.

        Raises:
            RefusedError: the parameters are wrong, or somebody objected.
        """
        call.only("email")
        address = call.address()
        if self._directory.is_claimed(address):
            raise RefusedError(451, "The owner of this email address asked us not to process it")
        if self._is_odd(address):
            return Answer(222, self._unfinished(address))
        return self._polled(call.key, address)

    def opinion(self, address: str) -> Opinion:
        """Return what is held of an address in small letters.

        A "valid" one always delivers: who does not exist is "invalid", at a domain that accepts everything
        "accept_all" like everybody there. 3 % of the existing are "unknown", a third of these with `block`.
        """
        domain = address.partition("@")[2]
        roll = share("verifier score", address)
        if domain in THROWAWAY_HOSTS or is_disposable(domain):
            return Opinion("disposable", int(roll * 15))
        if domain in FREE_HOSTS or is_free_mail(domain):
            return self._webmail(address, roll)
        company = self._directory.company(domain)
        if company is None:
            return Opinion("invalid", 0, mx=False)
        if company.catch_all:
            return Opinion("accept_all", 56 + int(roll * 10), asked=True, accept_all=True)
        if not self._directory.delivers(address):
            return Opinion("invalid", int(roll * 15))
        doubt = share("verifier doubt", address)
        if doubt < UNKNOWN:
            return Opinion("unknown", 30 + int(roll * 25), block=doubt < BLOCKED)
        return Opinion("valid", 70 + int(roll * 15) if doubt > 1 - LOW else 85 + int(roll * 15), asked=True)

    def data(self, address: str) -> Json:
        """Return the object of an address that is done."""
        return self._object(address, self.opinion(address))

    def _webmail(self, address: str, roll: float) -> Opinion:
        if not self._switches.webmail_checked:
            return Opinion("webmail", 45 + int(roll * 20))
        if not self._directory.delivers(address):
            return Opinion("invalid", int(roll * 15))
        return Opinion("webmail", 85 + int(roll * 15), asked=True)

    def _object(self, address: str, held: Opinion) -> Json:
        local, _, domain = address.partition("@")
        notice = {"_deprecation_notice": _NOTICE} if self._switches.deprecation_notice else {}
        return {
            "status": held.status,
            "result": _RESULTS.get(held.status, "risky"),
            **notice,
            "score": held.score,
            "email": address,
            "regexp": True,
            "gibberish": len(local) > 7 and not set(local) & set("aeiouy"),
            "disposable": held.status == "disposable",
            "webmail": domain in FREE_HOSTS or is_free_mail(domain),
            "mx_records": held.mx,
            "smtp_server": held.mx,
            "smtp_check": held.asked,
            "accept_all": held.accept_all,
            "block": held.block or address in self._switches.blocked,
            "sources": [],
        }

    def _polled(self, key: str, address: str) -> Answer:
        """Answer 202 until it has been asked often enough; all calls for one answer are billed as one."""
        with self._lock:
            asked = self._polls[key, address]
        cost = 0 if asked else PRICE
        if self._is_slow(address) and asked < self._switches.slow_polls:
            return Answer(202, self._unfinished(address), cost, lambda: self._polled_once(key, address))
        return Answer(200, _whole(self.data(address)), cost, lambda: self._done(key, address))

    def _polled_once(self, key: str, address: str) -> None:
        with self._lock:
            self._polls[key, address] += 1

    def _done(self, key: str, address: str) -> None:
        with self._lock:
            self._polls.pop((key, address), None)

    def _is_slow(self, address: str) -> bool:
        return address in self._switches.slow or share("slow", address) < self._switches.slow_share

    def _is_odd(self, address: str) -> bool:
        with self._lock:
            self._odd[address] += 1
            return self._odd[address] <= self._switches.odd.get(address, 0)

    def _unfinished(self, address: str) -> Json:
        if self._switches.unfinished == "null":
            return {"data": None}
        return _whole(self._object(address, Opinion("unknown", 0)))


def _whole(data: Json) -> Json:
    return {"data": data, "meta": {"params": {"email": data["email"]}}}
