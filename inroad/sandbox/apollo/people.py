"""Apollo's people/match and people/bulk_match: who is meant, what is known of them, what that costs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import md5, sha256
from threading import Lock
from typing import Any

from inroad.sandbox.accounts import Accounts
from inroad.sandbox.apollo.protocol import PLACEHOLDER, Answer, ApolloSwitches, Json, bulk, flag, single
from inroad.sandbox.apollo.shaping import person_id, person_record, stub
from inroad.sandbox.chance import share
from inroad.sandbox.people.directory import Directory, Person
from inroad.sandbox.people.knowledge import ApolloKnows, apollo_knows

CREDIT, MOST = "apollo", 10
FIELDS = (
    *("first_name", "last_name", "name", "email", "hashed_email", "organization_name", "domain", "id"),
    "linkedin_url",
)
FLAGS = ("reveal_personal_emails", "reveal_phone_number", "run_waterfall_email", "run_waterfall_phone")


@dataclass(frozen=True)
class _Wanted:
    """What the URL of a call asks for beside the people."""

    personal: bool
    waterfall: bool


@dataclass(frozen=True)
class _Hit:
    person: Person
    known: ApolloKnows


class People:
    """Enriches people; a person is paid for by a key once."""

    def __init__(self, directory: Directory, accounts: Accounts, switches: ApolloSwitches) -> None:
        self._directory = directory
        self._accounts = accounts
        self._switches = switches
        self._ids: dict[str, Person] = {}
        self._revealed: set[tuple[str, str]] = set()
        self._lock = Lock()

    def match(self, key: str, url: Mapping[str, str], body: bytes) -> Answer:
        """Answer for one person; who is not found is a person without a name.

        Raises:
            RefusedError: the parameters are wrong, or there are no credits.
        """
        wanted = _wanted(url)
        detail = {name: value for name, value in url.items() if name not in (*FLAGS, "webhook_url")}
        if self._switches.match_body and body:
            detail |= json.loads(body)
        if not detail or not set(detail) <= set(FIELDS):
            raise single(422, f"Give some of {', '.join(FIELDS)} and nothing else")
        hit = self._hit(detail)
        if self._paid(key, [hit] if hit else []) is None:
            raise single(422, "You have insufficient credits")
        shown = self._shown(key, hit, wanted) if hit else self._stub(detail)
        waterfall = {"waterfall": {"status": "accepted"}} if wanted.waterfall else {}
        return Answer(200, {"person": shown, "request_id": _request_id(detail), **waterfall})

    def bulk_match(self, key: str, url: Mapping[str, str], body: bytes) -> Answer:
        """Answer for up to ten people.

        Raises:
            RefusedError: the parameters are wrong, or there are no credits.
        """
        wanted = _wanted(url)
        for name in url:
            if name not in (*FLAGS, "webhook_url"):
                raise bulk(400, "INVALID_REQUEST", f"There is no parameter {name} here")
        details = _details(body)
        hits = [self._hit(detail) for detail in details]
        found = [hit for hit in hits if hit]
        paid = self._paid(key, found)
        if paid is None:
            raise bulk(422, "UNKNOWN_ERROR", "You have insufficient credits")
        counts = {
            "unique_enriched_records": paid,
            "missing_records": len(details) - len(found),
            "credits_consumed": paid,
        }
        extra = {"waterfall": {"status": "accepted"}} if wanted.waterfall else counts
        return Answer(
            200,
            {
                "status": "success",
                "error_code": None,
                "error_message": None,
                "total_requested_enrichments": len(details),
                **extra,
                "request_id": _request_id(details),
                "matches": self._matches(key, details, hits, wanted),
            },
        )

    def _matches(self, key: str, details: list[Json], hits: list[_Hit | None], wanted: _Wanted) -> list[Json | None]:
        shown = [self._shown(key, hit, wanted) if hit else None for hit in hits]
        order = self._switches.matches
        if order == "stubs":
            return [one or self._stub(detail) for one, detail in zip(shown, details, strict=True)]
        if order == "nulls":
            return list(shown)
        found: list[Json | None] = [one for one in shown if one]
        return found[::-1] if order == "shuffled" else found

    def _hit(self, detail: Json) -> _Hit | None:
        person = self._meant(detail)
        known = apollo_knows(person.human, person.truth.address) if person else None
        if person is None or known is None:
            return None
        with self._lock:
            self._ids[person_id(person)] = person
        return _Hit(person, known)

    def _meant(self, detail: Json) -> Person | None:
        """Return who is meant: by id, page or address, else by name and employer of now or before."""
        name = detail.get("name") or f"{detail.get('first_name', '')} {detail.get('last_name', '')}"
        with self._lock:
            by_id = self._ids.get(detail.get("id", ""))
        if by_id:
            return by_id
        if detail.get("linkedin_url"):
            by_page = self._directory.of_page(detail["linkedin_url"])
            if by_page:
                return by_page
        if detail.get("email"):
            by_address = self._directory.owner(detail["email"])
            if by_address:
                return by_address
        return self._by_hash(detail) or self._directory.named(self._domain(detail), name)

    def _by_hash(self, detail: Json) -> Person | None:
        given = detail.get("hashed_email", "").lower()
        people = self._directory.everybody() if given else []
        return next((person for person in people if given in _hashes(person.truth.address)), None)

    def _domain(self, detail: Json) -> str:
        domain: str = detail.get("domain", "").lower()
        organization = detail.get("organization_name", "")
        return domain or (self._directory.domain_of_company(organization) or "" if organization else "")

    def _paid(self, key: str, hits: list[_Hit]) -> int | None:
        """Take a credit for everybody who is new to a key; return how many, None when they are not there."""
        with self._lock:
            new = {(key, hit.person.human.key) for hit in hits} - self._revealed
            if new and not self._accounts.spend(key, CREDIT, len(new)):
                return None
            self._revealed |= new
        return len(new)

    def _shown(self, key: str, hit: _Hit, wanted: _Wanted) -> Json:
        record = person_record(hit.person, hit.known, personal=wanted.personal)
        if wanted.waterfall:
            return {name: value for name, value in record.items() if name not in ("email", "email_status")}
        if self._switches.placeholder and record["email"]:
            record |= {"email": PLACEHOLDER, "email_status": "verified"}
        return record

    def _stub(self, detail: Json) -> Json:
        return stub(self._directory.company(self._domain(detail)))


def _wanted(url: Mapping[str, str]) -> _Wanted:
    flags = {name: flag(url.get(name), name) for name in FLAGS}
    if (flags["reveal_phone_number"] or flags["run_waterfall_phone"]) and not url.get("webhook_url"):
        raise single(422, "Give a webhook_url for phone numbers, which come later")
    return _Wanted(flags["reveal_personal_emails"], flags["run_waterfall_email"] or flags["run_waterfall_phone"])


def _details(body: bytes) -> list[Json]:
    """Return the people that a body asks for.

    Raises:
        RefusedError: it is not of the documented form, or asks for more than ten.
    """
    try:
        given: Any = json.loads(body)
    except ValueError as broken:
        raise bulk(400, "INVALID_REQUEST", "The body is not valid JSON") from broken
    details = given.get("details") if isinstance(given, dict) and set(given) == {"details"} else None
    if not isinstance(details, list) or not details or not all(_is_detail(one) for one in details):
        raise bulk(400, "INVALID_REQUEST", f"details must be a list of objects of texts, with {', '.join(FIELDS)}")
    if len(details) > MOST:
        raise bulk(400, "RECORD_LIMIT_EXCEEDED", f"details may have {MOST} records and no more")
    return details


def _is_detail(one: Any) -> bool:
    return isinstance(one, dict) and set(one) <= set(FIELDS) and all(isinstance(value, str) for value in one.values())


def _hashes(address: str) -> tuple[str, str]:
    raw = address.encode()
    return md5(raw, usedforsecurity=False).hexdigest(), sha256(raw).hexdigest()


def _request_id(asked: object) -> int:
    """Return a signed number of 64 bits."""
    return int(share("request", json.dumps(asked)) * 2**64) - 2**63
