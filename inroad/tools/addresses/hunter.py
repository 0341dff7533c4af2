"""Hunter as finder, verifier and directory of mail domains.

What it answers is kept for 30 days, "nothing found" too. A value of a wrong type counts as not said; an
answer that says nothing of what was asked is an error, and is not kept.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import get_args

from inroad.errors import GarbledAnswerError, NotFoundError
from inroad.state import Person
from inroad.tools.addresses import Check, CheckStatus, Mailbox, MailDomain, Offer
from inroad.tools.addresses.answers import Data, address, mail_domain, person_keys, scalars, score, text, whole_name
from inroad.tools.addresses.mail_kinds import mail_kind, normal_address
from inroad.tools.cache import Cached, Paid, question_key
from inroad.tools.http import Answer, JsonClient
from inroad.tools.hunter import CHECK_PRICE, DOMAINS, FINDER, FOUND_PRICE, NAME, TEN_PRICE, VERIFIER, tens_price
from inroad.tools.till import Till

# A free account is refused more than ten addresses of a domain, and ten show its pattern.
_ADDRESSES = 10
_PATTERN = re.compile(r"(?:[a-z0-9._-]|\{(?:first|last|f|l)\})+")
_STATUSES: dict[str, CheckStatus] = {status: status for status in get_args(CheckStatus)}
_DOMAIN_FIELDS = ("domain", "organization", "pattern", "accept_all", "disposable", "webmail")


@dataclass(frozen=True)
class HunterFinder:
    """Finds the address of one person at a domain."""

    client: JsonClient
    till: Till
    provider = NAME

    def find(self, person: Person, domain: str) -> Offer | None:
        """Return the address with Hunter's score; None where it has none, or the name has no letter.

        Raises as `EmailFinder.find` does.
        """
        name = whole_name(person)
        if not name:
            return None
        question = {"domain": domain.lower(), **_renamed(name)}
        kept = self.till.once(NAME, "address", _key(FINDER, question), FOUND_PRICE, lambda: self._ask(question, person))
        return _offer(kept.value)

    def kept(self, person: Person, domain: str) -> Offer | None:
        """Return the address that is known without asking."""
        name = whole_name(person)
        key = _key(FINDER, {"domain": domain.lower(), **_renamed(name)})
        known = self.till.kept(NAME, "address", [key]).get(key) if name else None
        return _offer(known.value) if known else None

    def _ask(self, question: Mapping[str, str], person: Person) -> Paid:
        try:
            data = _data(self.client.get(FINDER, question), FINDER)
        except NotFoundError:
            return Paid({}, people=person_keys(person, ""))
        email = data.get("email")
        if not isinstance(email, str | None):
            raise _garbled(FINDER)
        return Paid(
            scalars(data, ("email", "score", "accept_all")),
            people=person_keys(person, address(email)),
            credits=FOUND_PRICE if email else 0,
        )


@dataclass(frozen=True)
class HunterVerifier:
    """Says whether an address takes mail."""

    client: JsonClient
    till: Till
    provider = NAME

    def check(self, address: str) -> Check:
        """Return what Hunter says of an address, as of when it was asked; a status that is new to us is "unknown".

        Raises as `EmailFinder.find` does.
        """
        asked = normal_address(address) or address
        key = _key(VERIFIER, {"email": asked})
        return _check(address, self.till.once(NAME, "address", key, CHECK_PRICE, lambda: self._ask(asked)))

    def kept(self, address: str) -> Check | None:
        """Return what is known of an address without asking."""
        key = _key(VERIFIER, {"email": normal_address(address) or address})
        known = self.till.kept(NAME, "address", [key]).get(key)
        return _check(address, known) if known else None

    def _ask(self, asked: str) -> Paid:
        data = _data(self.client.get(VERIFIER, {"email": asked}), VERIFIER)
        about = address(data.get("email")).casefold()
        if not isinstance(data.get("status"), str) or about not in ("", asked.casefold()):
            raise _garbled(VERIFIER)
        said = scalars(data, ("status", "score", "block", "disposable"))
        return Paid(said, people=(f"email:{asked.lower()}",), credits=CHECK_PRICE)


@dataclass(frozen=True)
class HunterDomains:
    """Knows the mail domains of companies, their patterns and some of their mailboxes."""

    client: JsonClient
    till: Till
    provider = NAME

    def at(self, domain: str) -> MailDomain | None:
        """Return what Hunter knows of a domain, None where it knows nothing. Raises as `EmailFinder.find` does."""
        asked = mail_domain(domain)
        return _mail_domain(self._told({"domain": asked}), asked) if asked else None

    def kept(self, domain: str) -> MailDomain | None:
        """Return what is known of a domain without asking."""
        asked = mail_domain(domain)
        key = _key(DOMAINS, {"domain": asked})
        known = self.till.kept(NAME, "address", [key]).get(key) if asked else None
        return _mail_domain(known.value, asked) if known else None

    def of_company(self, name: str) -> MailDomain | None:
        """Return the mail domain of a company by its name. Raises as `EmailFinder.find` does."""
        asked = text(name)
        return _mail_domain(self._told({"company": asked}), "") if asked else None

    def _told(self, question: Mapping[str, str]) -> Data:
        key = _key(DOMAINS, question)
        return self.till.once(NAME, "address", key, TEN_PRICE, lambda: self._ask(question)).value

    def _ask(self, question: Mapping[str, str]) -> Paid:
        try:
            data = _data(self.client.get(DOMAINS, {**question, "limit": _ADDRESSES}), DOMAINS)
        except NotFoundError:
            return Paid({})
        if not isinstance(data.get("domain"), str | None) or not isinstance(data.get("emails"), list | None):
            raise _garbled(DOMAINS)
        listed = _dicts(data.get("emails"))
        company = text(data.get("organization")) or question.get("company", "")
        told = {
            **scalars(data, _DOMAIN_FIELDS),
            "linked_domains": [each for each in _list(data.get("linked_domains")) if isinstance(each, str)],
            "emails": [scalars(each, ("value", "type", "first_name", "last_name")) for each in listed],
        }
        people = tuple(dict.fromkeys(key for each in listed for key in _keys(each, company)))
        return Paid(told, people=people, credits=tens_price(len(_list(data.get("emails")))))


def _offer(said: Data) -> Offer | None:
    """The address that the finder gave, as it gave it."""
    found = text(said.get("email"))
    if not found:
        return None
    return Offer(found, "found", NAME, score(said.get("score")), said.get("accept_all") is True)


def _check(address: str, kept: Cached[Data]) -> Check:
    said = kept.value
    status = _STATUSES.get(said["status"], "unknown")
    return Check(
        address=address,
        status=status,
        score=score(said.get("score")),
        block=said.get("block") is True,
        disposable=said.get("disposable") is True or status == "disposable",
        source=NAME,
        checked_at=kept.fetched_at,
    )


def _mail_domain(told: Data, asked: str) -> MailDomain | None:
    """The domain that an answer describes; None when it says nothing of it, or does not name it."""
    domain = mail_domain(told.get("domain")) or asked
    described = MailDomain(
        domain=domain,
        organization=text(told.get("organization")),
        pattern=_pattern(told.get("pattern")),
        accept_all=flag if isinstance(flag := told.get("accept_all"), bool) else None,
        disposable=told.get("disposable") is True,
        webmail=told.get("webmail") is True,
        linked=[linked for each in told.get("linked_domains", []) if (linked := mail_domain(each)) not in ("", domain)],
        mailboxes=[mailbox for each in told.get("emails", []) if (mailbox := _mailbox(each))],
    )
    says_nothing = not any(described.model_dump(exclude={"domain"}).values())
    return None if not domain or says_nothing else described


def _mailbox(listed: Data) -> Mailbox | None:
    """One person's mailbox, None for a role's and for one that nobody is known to have."""
    first, last, found = text(listed.get("first_name")), text(listed.get("last_name")), address(listed.get("value"))
    is_somebodys = bool(first or last) and listed.get("type") == "personal" and mail_kind(found) == "company"
    return Mailbox(first, last, found) if is_somebodys else None


def _keys(listed: Data, company: str) -> tuple[str, ...]:
    somebody = Person(
        person_id="",
        first_name=text(listed.get("first_name")),
        last_name=text(listed.get("last_name")),
        company=company,
        linkedin=text(listed.get("linkedin")),
    )
    return person_keys(somebody, address(listed.get("value")))


def _pattern(value: object) -> str:
    """The pattern of the part before the "@", "" for one with parts that no name fills."""
    return value if isinstance(value, str) and "{" in value and _PATTERN.fullmatch(value) else ""


def _renamed(name: Mapping[str, str]) -> dict[str, str]:
    """A name as Hunter is asked for it."""
    return {"full_name": name["name"]} if "name" in name else dict(name)


def _key(path: str, question: Mapping[str, str]) -> str:
    return f"{path}:{question_key({part: value.casefold() for part, value in question.items()})}"


def _data(answer: Answer, path: str) -> Data:
    data = answer.body.get("data") if isinstance(answer.body, dict) else None
    if not isinstance(data, dict):
        raise _garbled(path)
    return data


def _garbled(path: str) -> GarbledAnswerError:
    return GarbledAnswerError(f"Hunter answered {path} with something else than was asked; try again later.", NAME, 200)


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _dicts(value: object) -> list[Data]:
    return [each for each in _list(value) if isinstance(each, dict)]
