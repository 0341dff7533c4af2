"""Hunter's email-finder, domain-search and email-count: what it knows of the people of a domain."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from math import ceil

from inroad.reference.mail_kinds import is_disposable, is_free_mail
from inroad.sandbox.chance import share
from inroad.sandbox.hunter.protocol import PLACEHOLDER, Answer, Call, HunterSwitches, Json, RefusedError, wrong
from inroad.sandbox.hunter.shaping import (
    DEPARTMENTS,
    SENIORITIES,
    department,
    linkedin_url,
    seniority,
    sources,
    verification,
)
from inroad.sandbox.hunter.verifier import Verifier
from inroad.sandbox.people.directory import Directory, Person
from inroad.sandbox.people.knowledge import Found, hunter_finds, hunter_pattern, objected
from inroad.sandbox.people.mailboxes import FREE_HOSTS, TASKS, THROWAWAY_HOSTS

FREE_PLAN_RESULTS, CEILING = 10, 10_000
_FIELDS = ("full_name", "position", "phone_number")
_STATUSES = ("valid", "accept_all", "unknown")


@dataclass(frozen=True)
class _Listed:
    """A mailbox in a domain search; `person` is None for one of a task."""

    found: Found
    person: Person | None


class Search:
    """Answers from what Hunter knows, not from the truth."""

    def __init__(self, directory: Directory, verifier: Verifier, switches: HunterSwitches, today: date) -> None:
        self._directory = directory
        self._verifier = verifier
        self._switches = switches
        self._today = today

    def finder(self, call: Call) -> Answer:
        """Answer one call of email-finder.

        Raises:
            RefusedError: the parameters are wrong, or the person objected.
        """
        call.only("domain", "company", "first_name", "last_name", "full_name", "linkedin_handle", "max_duration")
        call.number("max_duration", 10, 3, 20)
        domain, name, handle = self._domain(call), _name(call), call.text("linkedin_handle")
        if not handle and not (name and (call.text("domain") or call.text("company"))):
            raise wrong("Give a domain or company with a first_name and last_name or full_name, or a linkedin_handle")
        person = self._meant(domain, name, handle)
        if person and objected(person.human):
            raise RefusedError(451, "This person asked us not to process their data")
        found = hunter_finds(person.human, person.truth.address, self._directory.delivers) if person else None
        meta = {"params": dict(call.params)}
        if person and found and domain in ("", found.address.partition("@")[2]):
            return Answer(200, {"data": self._found(person, found), "meta": meta}, cost=1)
        if self._switches.finder_miss == "404":
            raise RefusedError(404, "No email address was found")
        return Answer(200, {"data": self._nobody(call, domain), "meta": meta})

    def domain_search(self, call: Call) -> Answer:
        """Answer one call of domain-search.

        Raises:
            RefusedError: the parameters are wrong.
        """
        filters = ("type", "seniority", "department", "required_field", "verification_status")
        call.only("domain", "company", "limit", "offset", *filters)
        domain = self._needed_domain(call)
        limit, offset = call.number("limit", 10, 1, 100), call.number("offset", 0, 0, CEILING)
        if self._switches.free_plan and (limit > FREE_PLAN_RESULTS or offset > FREE_PLAN_RESULTS):
            raise RefusedError(400, "Your plan shows no more than 10 results", "pagination_error")
        everybody = self._filtered(call, [self._entry(listed) for listed in self._listed(domain)])
        page = everybody[offset : offset + limit]
        asked = {name: call.params.get(name) for name in ("domain", "company", "type", "seniority", "department")}
        meta = {"results": len(everybody), "limit": limit, "offset": offset, "params": asked}
        cost = len(page) if self._switches.credit_for_each_address else ceil(len(page) / 10)
        return Answer(200, {"data": {**self._site(domain), "emails": page, "linked_domains": []}, "meta": meta}, cost)

    def email_count(self, call: Call) -> Answer:
        """Answer one call of email-count, which costs nothing.

        Raises:
            RefusedError: the parameters are wrong.
        """
        call.only("domain", "company", "type")
        everybody = [self._entry(listed) for listed in self._listed(self._needed_domain(call))]
        kind = call.choice("type", ("personal", "generic"))
        entries = [entry for entry in everybody if kind in ("", entry["type"])]
        kinds, parts, ranks = (Counter(entry[key] for entry in entries) for key in ("type", "department", "seniority"))
        data = {
            "total": len(entries),
            "personal_emails": kinds["personal"],
            "generic_emails": kinds["generic"],
            "department": {name: parts[name] for name in DEPARTMENTS},
            "seniority": {name: ranks[name] for name in SENIORITIES},
        }
        return Answer(200, {"data": data, "meta": {"params": dict(call.params)}})

    def _domain(self, call: Call) -> str:
        """Return the domain that is asked for, "" for none; a domain counts more than a company's name."""
        company = call.text("company")
        return call.domain() or (self._directory.domain_of_company(company) or "nowhere" if company else "")

    def _needed_domain(self, call: Call) -> str:
        domain = self._domain(call)
        if not domain:
            raise wrong("Give a domain or a company")
        return domain

    def _meant(self, domain: str, name: str, handle: str) -> Person | None:
        if handle:
            return self._directory.of_page(handle)
        return self._directory.named(domain, name)

    def _found(self, person: Person, found: Found) -> Json:
        human, domain = person.human, found.address.partition("@")[2]
        company = self._directory.company(domain)
        return {
            "first_name": human.first.title(),
            "last_name": human.last.title(),
            "email": PLACEHOLDER if self._switches.placeholder else found.address,
            "score": found.score,
            "domain": domain,
            "accept_all": bool(company and company.catch_all),
            "position": human.now.title.name.title(),
            "twitter": None,
            "linkedin_url": linkedin_url(person),
            "phone_number": None,
            "company": company.name.title() if company else None,
            "sources": sources(found.address, self._today),
            "verification": verification(found, self._verifier, self._today),
        }

    def _nobody(self, call: Call, domain: str) -> Json:
        keys = ("email", "score", "position", "twitter", "linkedin_url", "phone_number", "company")
        site = self._site(domain)
        return {
            "first_name": call.text("first_name") or None,
            "last_name": call.text("last_name") or None,
            **dict.fromkeys(keys),
            "domain": site["domain"],
            "accept_all": site["accept_all"],
            "sources": [],
            "verification": {"date": None, "status": None},
        }

    def _site(self, domain: str) -> Json:
        company = self._directory.company(domain)
        return {
            "domain": domain if "." in domain else None,
            "disposable": domain in THROWAWAY_HOSTS or is_disposable(domain),
            "webmail": domain in FREE_HOSTS or is_free_mail(domain),
            "accept_all": bool(company and company.catch_all),
            "pattern": hunter_pattern(company) if company else None,
            "organization": company.name.title() if company else None,
        }

    def _listed(self, domain: str) -> list[_Listed]:
        """Return all mailboxes that are known at a domain, the surest first."""
        if self._directory.company(domain) is None:
            return []
        listed = [
            _Listed(Found(f"{task}@{domain}", 70 + int(share("task", task, domain) * 25), right=True), None)
            for task in TASKS
        ]
        for person in self._directory.staff(domain):
            found = hunter_finds(person.human, person.truth.address, self._directory.delivers)
            if found and found.address.endswith(f"@{domain}") and not objected(person.human):
                listed.append(_Listed(found, person))
        return sorted(listed, key=lambda one: (-one.found.score, one.found.address))

    def _entry(self, listed: _Listed) -> Json:
        person, found = listed.person, listed.found
        return {
            "value": found.address,
            "type": "personal" if person else "generic",
            "confidence": found.score,
            "sources": sources(found.address, self._today),
            "first_name": person.human.first.title() if person else None,
            "last_name": person.human.last.title() if person else None,
            "position": person.human.now.title.name.title() if person else None,
            "seniority": seniority(person) if person else None,
            "department": department(person) if person else None,
            "linkedin": linkedin_url(person) if person else None,
            "twitter": None,
            "phone_number": None,
            "verification": verification(found, self._verifier, self._today),
        }

    def _filtered(self, call: Call, entries: list[Json]) -> list[Json]:
        kind = call.choice("type", ("personal", "generic"))
        needed = call.choice("required_field", _FIELDS)
        status = call.choice("verification_status", _STATUSES)
        ranks, parts = call.choices("seniority", SENIORITIES), call.choices("department", DEPARTMENTS)
        return [
            entry
            for entry in entries
            if kind in ("", entry["type"])
            and (not ranks or entry["seniority"] in ranks)
            and (not parts or entry["department"] in parts)
            and (not needed or entry["last_name" if needed == "full_name" else needed])
            and status in ("", entry["verification"]["status"])
        ]


def _name(call: Call) -> str:
    first, last = call.text("first_name"), call.text("last_name")
    return f"{first} {last}" if first and last else call.text("full_name")
