"""The waterfall: for each person one source after another, in order of cost, until an address is good enough.

What is on file at the company's domain; a finder; a matcher that takes ten people a call; the company's pattern;
a personal address where that is allowed. Each address is checked before it counts. All people of a round go down side
by side. Without any provider the free steps still serve, and then no address is ever "verified".
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial

from inroad.errors import ObjectedError
from inroad.state import CompanyInfo, Email, Person
from inroad.tools.addresses import (
    BulkMatcher,
    Check,
    DomainDirectory,
    EmailFinder,
    EmailVerifier,
    FoundAddresses,
    MailDomain,
    Offer,
)
from inroad.tools.addresses.domains import (
    KnownAddresses,
    is_at,
    names_of,
    own_domains,
    recorded_domain,
    resembles,
    used_domain,
)
from inroad.tools.addresses.gate import Gate
from inroad.tools.addresses.mail_kinds import domain_of, mail_kind, normal_address
from inroad.tools.addresses.mx import MxResolver, mail_sentence
from inroad.tools.addresses.offers import built, elsewhere, on_file
from inroad.tools.addresses.one_search import AddressSearch, doubt_shared
from inroad.tools.addresses.patterns import Example, Pattern, learn, told
from inroad.tools.addresses.verdicts import check_sentence, judge

_EXAMPLES = 200
_MOST_AT_ONCE = 32
# The website's domain and the one that people use; a third is hardly ever there.
_MOST_DOMAINS = 2
# A check tells whether the second spelling of a name is the right one; without one only the usual is offered.
_MOST_SPELLINGS = 3


@dataclass(frozen=True)
class Providers:
    """The hosted parts, as far as there are keys for them."""

    finder: EmailFinder | None = None
    matcher: BulkMatcher | None = None
    verifier: EmailVerifier | None = None
    directory: DomainDirectory | None = None


class Waterfall:
    """Finds the addresses of a company's people; safe among threads."""

    def __init__(self, known: KnownAddresses, resolver: MxResolver, providers: Providers | None = None) -> None:
        """Take who knows addresses for nothing, who says whether a domain takes mail, and the hosted parts."""
        self.known = known
        self.resolver = resolver
        self.providers = providers or Providers()
        self._learnt: dict[str, tuple[list[Example], Pattern | None]] = {}
        self._used: dict[str, str] = {}
        self._lock = threading.Lock()

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
        return _Round(self, people, company, personal, Gate(closed), now).run()

    def used_domain(self, company: CompanyInfo) -> str:
        """Return the domain that a company's people on file use, looked up once."""
        with self._lock:
            key = company.name or company.key
            if key not in self._used:
                self._used[key] = used_domain(company, self.known)
            return self._used[key]

    def learnt(self, domain: str) -> tuple[list[Example], Pattern | None]:
        """Return the known addresses at a domain, and the pattern that they show, looked up once."""
        with self._lock:
            if domain not in self._learnt:
                known = self.known.known_addresses(domain)
                self._learnt[domain] = known, learn(known[:_EXAMPLES])
            return self._learnt[domain]


@dataclass
class _Round:
    """Some people of one company on their way down side by side."""

    parts: Waterfall
    people: Sequence[Person]
    company: CompanyInfo
    personal: bool
    gate: Gate
    now: datetime
    accept_all: set[str] = field(default_factory=set)
    checks: dict[str, Check] = field(default_factory=dict)

    def run(self) -> FoundAddresses:
        searches = [self._begun(person) for person in self.people]
        self._side_by_side(self._near, searches)
        still_open = [search for search in searches if search.open]
        matched = self._matched(still_open)
        self._side_by_side(partial(self._far, matched), still_open)
        doubt_shared(searches)
        return FoundAddresses(
            emails={search.person.person_id: self._result(search) for search in searches},
            objected={search.person.person_id for search in searches if search.objected},
            problems=self.gate.problems,
        )

    def _begun(self, person: Person) -> AddressSearch:
        trail: list[str] = []
        used = self.parts.used_domain(self.company)
        name = self.company.name or self.company.key
        if used and used != self.company.domain:
            trail.append(f"People at {name} on file have mailboxes at {used}.")
        at = [self.company.domain.lower(), used, recorded_domain(self.people), *own_domains(person, self.company)]
        domains = list(dict.fromkeys(filter(None, at))) or self._told_domains(trail)
        if not domains:
            trail.append(f"The mail domain of {name} is not known.")
        return AddressSearch(person, domains, trail)

    def _told_domains(self, trail: list[str]) -> list[str]:
        """Ask the directory for the company by its name, where nothing else tells the domain."""
        directory, name = self.parts.providers.directory, self.company.name
        if directory is None or not name:
            return []
        told_of = self.gate.ask(directory.provider, lambda: directory.of_company(name), trail)
        if told_of is None or not self._is_companys(told_of):
            return []
        trail.append(f"{directory.provider.capitalize()} knows {name} at {told_of.domain}.")
        return [told_of.domain]

    def _is_companys(self, domain: MailDomain) -> bool:
        """Say whether a domain that was looked up by name is a company's own, and of this name."""
        keys = names_of(self.company)
        named = bool(set(names_of(CompanyInfo(name=domain.organization))) & set(keys))
        return not (domain.webmail or domain.disposable) and (named or resembles(domain.domain, keys))

    def _side_by_side(self, step: Callable[[AddressSearch], None], searches: Sequence[AddressSearch]) -> None:
        """Take a step for everybody at once; whoever objects is left alone from then on."""
        if not searches:
            return
        with ThreadPoolExecutor(min(len(searches), _MOST_AT_ONCE)) as pool:
            for _ in pool.map(partial(self._step, step), searches):
                pass

    def _step(self, step: Callable[[AddressSearch], None], search: AddressSearch) -> None:
        try:
            step(search)
        except ObjectedError as objection:
            search.trail.append(str(objection))
            search.objected, search.open, search.best = True, False, None

    def _near(self, search: AddressSearch) -> None:
        """What is on file, then the finder."""
        self._first_good(search, on_file(search.person, search.domains, search.trail))
        finder = self.parts.providers.finder
        if not search.open or finder is None:
            return
        for domain in self._finders_domains(search):
            find = partial(finder.find, search.person, domain)
            offer = self.gate.ask(finder.provider, find, search.trail)
            if offer and self._is_offered(search, offer, finder.provider):
                self._first_good(search, [offer])
                return

    def _finders_domains(self, search: AddressSearch) -> list[str]:
        used = self.parts.used_domain(self.company)
        ordered = dict.fromkeys([*([used] if used else []), *search.domains])
        return [domain for domain in ordered if self.parts.resolver.has_mx(domain) is not False][:_MOST_DOMAINS]

    def _matched(self, searches: Sequence[AddressSearch]) -> dict[str, Offer]:
        """Ask the matcher for all who are still open, at the domain that most of them have."""
        matcher = self.parts.providers.matcher
        domains = Counter(search.domains[0] for search in searches if search.domains)
        if matcher is None or not domains:
            return {}
        domain = domains.most_common(1)[0][0]
        people = [search.person for search in searches if search.domains]
        trail: list[str] = []
        matched = self.gate.ask(matcher.provider, lambda: matcher.match(people, domain), trail)
        for search in searches:
            search.trail.extend(trail)
        return matcher.kept(people, domain) if matched is None else matched

    def _far(self, matched: dict[str, Offer], search: AddressSearch) -> None:
        """What the matcher has, then the pattern, then a personal address."""
        matcher, offer = self.parts.providers.matcher, matched.get(search.person.person_id)
        if matcher and offer and self._is_offered(search, offer, matcher.provider):
            self._first_good(search, [offer])
        for domain in search.domains:
            if search.open:
                self._by_pattern(search, domain)
        if search.open:
            self._first_good(search, elsewhere(search.person, search.domains, search.trail, personal=self.personal))

    def _by_pattern(self, search: AddressSearch, domain: str) -> None:
        known, pattern = self.parts.learnt(domain)
        directory = self.parts.providers.directory
        if pattern is None and directory:
            told_of = self.gate.ask(directory.provider, partial(directory.at, domain), search.trail)
            known, pattern = _with_told(known, told_of, directory.provider, search.trail)
            if told_of and told_of.accept_all:
                self.accept_all.add(domain)
        if pattern is None:
            search.trail.append(_no_pattern(domain, len(known)))
            return
        most = _MOST_SPELLINGS if self.parts.providers.verifier and domain not in self.accept_all else 1
        for offer in built(search.person, pattern, domain, known, search.trail, most):
            if self._considered(search, offer) != "rejected":
                return

    def _is_offered(self, search: AddressSearch, offer: Offer, provider: str) -> bool:
        """Say whether an address that a provider gives is one person's, and at the company."""
        kind = mail_kind(offer.address)
        at_company = is_at(offer.address, search.domains) or resembles(domain_of(offer.address), names_of(self.company))
        shown = f"{provider.capitalize()} gives {offer.address}"
        if offer.score is not None:
            shown += f" (score {offer.score})"
        if kind not in ("company", "personal"):
            search.trail.append(f"{shown}, which is not one person's address, and is not used.")
        elif kind == "personal" or not at_company:
            search.trail.append(f"{shown}, which is not at the company, and is not used.")
        else:
            search.trail.append(f"{shown}.")
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
        if not self._takes_mail(domain, search.trail):
            return "rejected"
        check = self._checked(offer, search.trail)
        if check and check.status == "accept_all":
            self.accept_all.add(domain)
        offer = replace(offer, accept_all=offer.accept_all or domain in self.accept_all)
        verdict = judge(offer, check, personal=self.personal)
        said = "not offered" if verdict.status == "rejected" else verdict.status
        search.trail.append(f"{offer.address} is {said}: {verdict.why}.")
        if verdict.status != "rejected":
            search.take(offer, verdict, check.checked_at if check else self.now)
        return verdict.status

    def _takes_mail(self, domain: str, trail: list[str]) -> bool:
        takes_mail = self.parts.resolver.has_mx(domain)
        trail.append(mail_sentence(domain, takes_mail))
        return takes_mail is not False

    def _checked(self, offer: Offer, trail: list[str]) -> Check | None:
        """Ask the verifier once; where a domain takes mail for any name it could not tell more than that."""
        verifier = self.parts.providers.verifier
        if verifier is None or offer.accept_all or domain_of(offer.address) in self.accept_all:
            return None
        if offer.address in self.checks:
            return self.checks[offer.address]
        check = self.gate.ask(verifier.provider, lambda: verifier.check(offer.address), trail)
        if check:
            self.checks[offer.address] = check
            trail.append(check_sentence(check))
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
    pattern = told(told_of.pattern) or learn(together[:_EXAMPLES])
    trail.append(f"{provider.capitalize()} knows {len(mailboxes)} addresses at {told_of.domain}.")
    return together, pattern


def _no_pattern(domain: str, known: int) -> str:
    if known:
        return f"The known addresses at {domain} ({known}) show no pattern that two agree on."
    return f"No address at {domain} is known to learn from."
