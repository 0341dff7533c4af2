"""The waterfall: for each person one source after another, in order of cost, until an address is good enough.

What is on file at the company's domain; a finder; a matcher that takes ten people a call; the company's pattern;
a personal address where that is allowed. Each address is checked before it counts. All people of a round go down side
by side. Without any provider the free steps still serve, one after another; then no address is ever "verified".
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial

from inroad.errors import ObjectedError
from inroad.state import CompanyInfo, Email, Person
from inroad.tools.addresses import (
    Check,
    DomainDirectory,
    FoundAddresses,
    MailDomain,
    Offer,
)
from inroad.tools.addresses.domains import (
    is_at,
    names_of,
    own_domains,
    recorded_domain,
    resembles,
    spells,
)
from inroad.tools.addresses.gate import Gate, shown
from inroad.tools.addresses.mail_kinds import domain_of, mail_kind, normal_address
from inroad.tools.addresses.mx import mail_sentence
from inroad.tools.addresses.offers import built, elsewhere, on_file
from inroad.tools.addresses.one_search import AddressSearch, doubt_shared
from inroad.tools.addresses.parts import MOST_EXAMPLES, Parts, Providers
from inroad.tools.addresses.patterns import Example, Pattern, learn, told
from inroad.tools.addresses.verdicts import check_sentence, judge
from inroad.tools.side_by_side import side_by_side

# The website's domain and the one that people use; a third is hardly ever there.
_MOST_DOMAINS = 2
# A check tells whether the second spelling of a name is the right one; without one only the usual is offered.
_MOST_SPELLINGS = 3


class Waterfall:
    """Finds the addresses of a company's people; safe among threads."""

    def __init__(self, parts: Parts) -> None:
        self.parts = parts

    def find_all(
        self, people: Sequence[Person], company: CompanyInfo, *, personal: bool, closed: Collection[str], now: datetime
    ) -> FoundAddresses:
        """Return an address with verdict, source and trail for each of some people at a company.

        Addresses that are disposable, of a role or wrong in syntax are never offered, nor is one whose domain takes
        no mail as DNS says, nor one that a check rejects. What a provider fails to tell is a problem of the round.

        Raises:
            NetworkFileError: the network's files cannot be read.
            StoreError: what was paid for cannot be kept.
        """
        return _Round(self.parts, people, company, personal, Gate(closed), now).run()


@dataclass
class _Round:
    """Some people of one company on their way down side by side.

    What is concluded of one person does not depend on how far the others are, so that the same answers always give
    the same verdicts.
    """

    parts: Parts
    people: Sequence[Person]
    company: CompanyInfo
    personal: bool
    gate: Gate
    now: datetime
    told_of: dict[str, MailDomain | None] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def run(self) -> FoundAddresses:
        searches = self._begun()
        matcher = self.parts.providers.matcher
        with matcher.expected() if matcher else nullcontext():
            self._side_by_side(self._near, searches)
            still_open = [search for search in searches if search.open]
            matched = self._matched(still_open)
        self._side_by_side(partial(self._far, matched), still_open)
        doubt_shared(searches)
        return FoundAddresses(
            emails={search.person.person_id: self._result(search) for search in searches},
            objected={search.person.person_id for search in searches if search.objected},
            suppressed={search.person.person_id for search in searches if search.suppressed},
            problems=self.gate.problems,
        )

    @property
    def _name(self) -> str:
        return self.company.name or self.company.key

    def _begun(self) -> list[AddressSearch]:
        """A search for each, with the company's domains; only where nothing tells one it is asked for, once."""
        used, trail = self.parts.used_domains(self.company), []
        for domain in used:
            if domain != self.company.domain:
                trail.append(f"People at {self._name} on file have mailboxes at {domain}.")
        sure = list(dict.fromkeys(filter(None, [self.company.domain.lower(), *used, recorded_domain(self.people)])))
        own = {person.person_id: own_domains(person, self.company) for person in self.people}
        if not sure and not all(own.values()):
            sure = self._told_domains(trail)
        return [self._search(person, sure, own[person.person_id], trail) for person in self.people]

    def _search(self, person: Person, sure: list[str], own: list[str], trail: list[str]) -> AddressSearch:
        domains = list(dict.fromkeys([*sure, *own]))
        unknown = [] if domains else [f"The mail domain of {self._name} is not known."]
        return AddressSearch(person, domains, list(sure), [*trail, *unknown])

    def _told_domains(self, trail: list[str]) -> list[str]:
        """Ask the directory for the company by its name."""
        directory, name = self.parts.providers.directory, self.company.name
        if directory is None or not name:
            return []
        told_of = self.gate.ask(directory.provider, lambda: directory.of_company(name), trail)
        if told_of is None or not self._is_companys(told_of):
            return []
        trail.append(f"{shown(directory.provider)} knows {name} at {told_of.domain}.")
        return [told_of.domain]

    def _is_companys(self, domain: MailDomain) -> bool:
        """Say whether a domain that was looked up by name is a company's own, and of this name."""
        keys = names_of(self.company)
        named = bool(set(names_of(CompanyInfo(name=domain.organization))) & set(keys))
        return not (domain.webmail or domain.disposable) and (named or resembles(domain.domain, keys))

    def _side_by_side(self, step: Callable[[AddressSearch], None], searches: Sequence[AddressSearch]) -> None:
        """Take a step for everybody, at once where somebody is asked; whoever objects is left alone from then on."""
        if self.parts.providers == Providers() or len(searches) < 2:
            for search in searches:
                self._step(step, search)
            return
        side_by_side(partial(self._step, step), searches)

    def _step(self, step: Callable[[AddressSearch], None], search: AddressSearch) -> None:
        try:
            step(search)
        except ObjectedError as objection:
            search.objected = True
            search.leave_alone(str(objection))

    def _near(self, search: AddressSearch) -> None:
        """What is on file, then the finder."""
        self._first_good(search, on_file(search.person, search.domains, search.trail))
        preferred = dict.fromkeys([*self.parts.used_domains(self.company), *search.domains])
        self._by_finder(search, list(preferred)[:_MOST_DOMAINS])

    def _by_finder(self, search: AddressSearch, domains: Sequence[str]) -> None:
        """Ask the finder at one domain after another, until it gives an address."""
        finder = self.parts.providers.finder
        for domain in filter(self.parts.takes_mail, domains):
            if finder is None or not search.open:
                return
            find, kept = partial(finder.find, search.person, domain), partial(finder.kept, search.person, domain)
            offer = self.gate.ask(finder.provider, find, search.trail, kept)
            if offer and self._is_offered(search, offer, finder.provider):
                self._first_good(search, [offer])
                return

    def _matched(self, searches: Sequence[AddressSearch]) -> dict[str, Offer]:
        """Ask the matcher for all who are still open, at the domain that most of them have."""
        matcher = self.parts.providers.matcher
        first = {search.person.person_id: self._first_domain(search) for search in searches}
        domains = Counter(filter(None, first.values()))
        if matcher is None or not domains:
            return {}
        domain = domains.most_common(1)[0][0]
        people = [search.person for search in searches if first[search.person.person_id]]
        trail: list[str] = []
        match, kept = partial(matcher.match, people, domain), partial(matcher.kept, people, domain)
        matched = self.gate.ask(matcher.provider, match, trail, kept)
        for search in searches:
            search.trail.extend(trail)
        return matcher.kept(people, domain) if matched is None else matched

    def _first_domain(self, search: AddressSearch) -> str:
        return next(filter(self.parts.takes_mail, search.domains), "")

    def _far(self, matched: dict[str, Offer], search: AddressSearch) -> None:
        """What the matcher has, then the pattern, then a personal address."""
        matcher, offer = self.parts.providers.matcher, matched.get(search.person.person_id)
        if matcher and offer and self._is_offered(search, offer, matcher.provider):
            self._first_good(search, [offer])
        # A directory may add a domain on the way.
        for domain in search.domains:
            if search.open and self.parts.takes_mail(domain):
                self._by_pattern(search, domain)
        if search.open:
            self._first_good(search, elsewhere(search.person, search.domains, search.trail, personal=self.personal))

    def _by_pattern(self, search: AddressSearch, domain: str) -> None:
        known, pattern = self.parts.learnt(domain)
        directory = self.parts.providers.directory
        if pattern is None and directory:
            told_of = self._told_of(directory, domain, search.trail)
            known, pattern = _with_told(known, told_of, directory.provider, search.trail)
            if told_of:
                self._heed(search, told_of)
        if pattern is None:
            search.trail.append(_no_pattern(domain, len(known)))
            return
        most = _MOST_SPELLINGS if self.parts.providers.verifier and domain not in search.catch_all else 1
        for offer in built(search.person, pattern, domain, known, search.trail, most):
            if self._considered(search, offer) != "rejected":
                return

    def _told_of(self, directory: DomainDirectory, domain: str, trail: list[str]) -> MailDomain | None:
        """Ask the directory for a domain, once for all; who comes meanwhile waits."""
        with self.lock:
            if domain not in self.told_of:
                ask, kept = partial(directory.at, domain), partial(directory.kept, domain)
                self.told_of[domain] = self.gate.ask(directory.provider, ask, trail, kept)
            return self.told_of[domain]

    def _heed(self, search: AddressSearch, told_of: MailDomain) -> None:
        """Learn from a directory that a domain takes any name, or that the company's mailboxes are elsewhere."""
        if told_of.accept_all:
            search.catch_all.add(told_of.domain)
        linked = [domain for domain in told_of.linked if domain not in search.domains and self.parts.takes_mail(domain)]
        if linked and not told_of.mailboxes:
            search.trail.append(f"{told_of.domain} and {linked[0]} belong together.")
            search.domains.append(linked[0])
            search.sure.append(linked[0])
            self._by_finder(search, linked[:1])

    def _is_offered(self, search: AddressSearch, offer: Offer, provider: str) -> bool:
        """Say whether an address that a provider gives is one person's, and at the company."""
        kind = mail_kind(offer.address)
        at_company = is_at(offer.address, search.domains) or resembles(domain_of(offer.address), names_of(self.company))
        given = f"{shown(provider)} gives {offer.address}"
        if offer.score is not None:
            given += f" (score {offer.score})"
        if kind not in ("company", "personal"):
            search.trail.append(f"{given}, which is not one person's address, and is not used.")
            self.gate.tell(provider, "no_address", f"{given}, which is not one person's address.", "did not use it")
        elif kind == "personal" or not at_company:
            search.trail.append(f"{given}, which is not at the company, and is not used.")
        else:
            search.trail.append(f"{given}.")
            return True
        return False

    def _first_good(self, search: AddressSearch, offers: Iterable[Offer]) -> None:
        for offer in offers:
            self._considered(search, offer)
            if not search.open:
                return

    def _considered(self, search: AddressSearch, offer: Offer) -> str:
        """Check an address as far as that is free or worth it, and keep it if it is the best; its verdict."""
        offer = replace(offer, address=normal_address(offer.address))
        domain = domain_of(offer.address)
        if self.parts.is_suppressed(offer.address):
            search.suppressed = True
            search.leave_alone("The address is on your suppression list.")
            return "rejected"
        if not self._takes_mail(domain, search.trail):
            return "rejected"
        offer = replace(offer, accept_all=offer.accept_all or domain in search.catch_all)
        check = self._checked(search, offer)
        if check and check.status == "accept_all":
            search.catch_all.add(domain)
            offer = replace(offer, accept_all=True)
        verdict = judge(replace(offer, doubt=self._doubt(search, offer)), check, personal=self.personal)
        said = "not offered" if verdict.status == "rejected" else verdict.status
        search.trail.append(f"{offer.address} is {said}: {verdict.why}.")
        if verdict.status != "rejected":
            search.take(offer, verdict, check.checked_at if check else self.now)
        return verdict.status

    def _doubt(self, search: AddressSearch, offer: Offer) -> str:
        """Why an address may be another company's, or ""."""
        domain = domain_of(offer.address)
        if offer.how == "personal":
            return "" if mail_kind(offer.address) == "personal" else f"{domain} is no place for personal mail"
        if is_at(offer.address, search.sure) or spells(domain, self.company):
            return ""
        return f"{domain} is not known to be a domain of {self._name}"

    def _takes_mail(self, domain: str, trail: list[str]) -> bool:
        takes_mail = self.parts.resolver.has_mx(domain)
        trail.append(mail_sentence(domain, takes_mail))
        return takes_mail is not False

    def _checked(self, search: AddressSearch, offer: Offer) -> Check | None:
        """Ask the verifier once; where a domain takes mail for any name, only an earlier answer says more than that.

        The trail names the check for each offer of an address that it decides on.
        """
        verifier, address = self.parts.providers.verifier, offer.address
        if verifier is None:
            return None
        if address in search.checks:
            search.trail.append(check_sentence(search.checks[address]))
            return search.checks[address]
        kept = partial(verifier.kept, address)
        ask = partial(self.gate.ask, verifier.provider, partial(verifier.check, address), search.trail, kept)
        check = kept() if offer.accept_all else ask()
        if check:
            search.checks[address] = check
            search.trail.append(check_sentence(check))
        return check

    def _result(self, search: AddressSearch) -> Email:
        if search.best:
            return search.best.model_copy(update={"trail": search.trail})
        return Email(checked_at=self.now, trail=[*search.trail, "No address is offered."])


def _with_told(
    known: list[Example], told_of: MailDomain | None, provider: str, trail: list[str]
) -> tuple[list[Example], Pattern | None]:
    """What is known at a domain with what a directory tells: more addresses, and the pattern itself."""
    if told_of is None:
        return known, None
    mailboxes: list[Example] = [(each.first_name, each.last_name, each.address) for each in told_of.mailboxes]
    together = list(dict.fromkeys([*known, *mailboxes]))
    pattern = told(told_of.pattern) or learn(together[:MOST_EXAMPLES])
    count = "1 address" if len(mailboxes) == 1 else f"{len(mailboxes)} addresses"
    trail.append(f"{shown(provider)} knows {count} at {told_of.domain}.")
    return together, pattern


def _no_pattern(domain: str, known: int) -> str:
    if known:
        return f"The known addresses at {domain} ({known}) show no pattern that two agree on."
    return f"No address at {domain} is known to learn from."
