"""People Data Labs as a people source, and the people that were bought from it before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from inroad.errors import BudgetSpentError, GarbledAnswerError, NotFoundError
from inroad.state import CompanyInfo, Person, SearchKind
from inroad.tools.addresses.mail_kinds import domain_of, mail_kind
from inroad.tools.budget import Budget
from inroad.tools.cache import Cached, Paid, PaidAnswer, PaidCache, question_key
from inroad.tools.cleaning.companies import company_key, same_company
from inroad.tools.http import Answer, JsonClient
from inroad.tools.ledger import Ledger
from inroad.tools.pdl import NAME, SEARCH, credits_spent
from inroad.tools.people import PeoplePage, PeopleQuery
from inroad.tools.people.cells import linkedin_profile
from inroad.tools.people.identity import identity_keys
from inroad.tools.people.pdl_query import compile_query
from inroad.tools.people.pdl_records import FIELDS, mailboxes_of, person_from, works_there

MAX_SIZE = 100
Data = dict[str, Any]


class PdlPeople:
    """Searches People Data Labs: asks for what is needed, keeps what was paid for, pays once."""

    name = NAME
    kinds: frozenset[SearchKind] = frozenset({"metro", "locality", "role", "region", "country", "anywhere"})

    def __init__(
        self, client: JsonClient, ledger: Ledger, cache: PaidCache, budget: Budget, clock: Callable[[], datetime]
    ) -> None:
        self._client = client
        self._ledger = ledger
        self._cache = cache
        self._budget = budget
        self._clock = clock

    def search(self, query: PeopleQuery, page: str = "") -> PeoplePage:
        """Return one page: from what is kept, where the same was asked within three days; else asked and paid.

        Raises:
            BudgetSpentError: the page would pass the budget; nothing was asked.
            ProviderError: People Data Labs could not be asked, or refused.
        """
        question = compile_query(query)
        # The size wanted, not the one afforded: what was bought stays found when the budget has shrunk.
        key = question_key({"query": question, "size": min(query.size, MAX_SIZE)}, page)
        if kept := self._cache.get_answer(NAME, key):
            self._ledger.saved(query.purse, NAME, kept.value.credits)
            return self._page(query, kept.value, credits=0)
        answer = self._bought(query, question, page, key)
        return self._page(query, answer, credits=answer.credits)

    def _bought(self, query: PeopleQuery, question: Data, page: str, key: str) -> PaidAnswer:
        """Ask for as many as the budget leaves; a search beside this one may take some of it meanwhile."""
        size = self._affordable(query)
        while True:
            try:
                return self._ask(query, question, size, page, key)
            except BudgetSpentError:
                smaller = self._affordable(query)
                if smaller >= size:
                    raise
                size = smaller

    def _affordable(self, query: PeopleQuery) -> int:
        """No more than is needed, than one call takes, and than the budget leaves, but at least one."""
        left = self._ledger.left(query.purse, self._budget, NAME)
        return max(1, min(query.size, MAX_SIZE, query.size if left is None else int(left)))

    def _ask(self, query: PeopleQuery, question: Data, size: int, page: str, key: str) -> PaidAnswer:
        body = {"query": question, "size": size, "dataset": "all", "data_include": ",".join(FIELDS)}
        if page:
            body["scroll_token"] = page
        answers: list[PaidAnswer] = []

        def ask() -> Answer:
            answer = self._client.post(SEARCH, body)
            answers.append(self._keep(query, answer, key))
            return answer

        try:
            self._ledger.paid(query.purse, self._budget, NAME, size, ask, lambda _: answers[0].credits)
        except NotFoundError:
            nobody = PaidAnswer(record_ids=[])
            self._cache.put_answer(NAME, key, nobody)
            return nobody
        return answers[0]

    def _keep(self, query: PeopleQuery, answer: Answer, key: str) -> PaidAnswer:
        """Store what arrived before anybody looks at it: first the records, then which they were."""
        listed = _list_of_records(answer)
        records = {record["id"]: record for record in listed if _has_id(record)}
        self._cache.put_records(NAME, "person", {own_id: _paid(record, query) for own_id, record in records.items()})
        kept = PaidAnswer(
            record_ids=list(records),
            next_page=_token(answer.body),
            total=_total(answer.body, len(records)),
            credits=credits_spent(answer, otherwise=len(listed)),
        )
        self._cache.put_answer(NAME, key, kept)
        return kept

    def _page(self, query: PeopleQuery, answer: PaidAnswer, credits: float) -> PeoplePage:
        cached = self._cache.get_records(NAME, "person", answer.record_ids)
        people = _people(cached.values(), query)
        return PeoplePage(
            people=people,
            left_out=_left_out(answer.record_ids, people),
            found=answer.total,
            next_page=answer.next_page if answer.record_ids else "",
            credits=credits,
        )


class BoughtPeople:
    """The people of a company that were paid for in earlier runs; they cost nothing again."""

    name = "bought"
    kinds: frozenset[SearchKind] = frozenset({"network"})

    def __init__(self, ledger: Ledger, cache: PaidCache) -> None:
        self._ledger = ledger
        self._cache = cache

    def search(self, query: PeopleQuery, page: str = "") -> PeoplePage:
        """Return everybody of the company who is kept and not excluded, the marked stale among them."""
        kept = self._cache.records_of_company(NAME, query.company.key)
        people = _people(kept.values(), query)
        excluded = set(query.exclude)
        wanted = [person for person in people if excluded.isdisjoint(_names(person))]
        if saved := min(len(wanted), query.size):
            self._ledger.saved(query.purse, NAME, saved)
        return PeoplePage(people=wanted, found=len(wanted), left_out=_left_out(kept, people))


def _people(cached: Iterable[Cached[Data]], query: PeopleQuery) -> list[Person]:
    """The people of some records who are still at the company, as far as the records tell."""
    people = (
        person_from(each.value, each.fetched_at.date(), stale=each.stale)
        for each in cached
        if _is_at(each.value, query)
    )
    return [person for person in people if person]


def _left_out(record_ids: Iterable[str], people: Iterable[Person]) -> list[str]:
    """The records that gave nobody: they are not to be bought again either."""
    used = {own_id for person in people for own_id in person.provider_ids}
    return [own_id for record_id in record_ids if (own_id := f"{NAME}:{record_id}") not in used]


def _names(person: Person) -> list[str]:
    return [person.person_id, *person.provider_ids, *identity_keys(person)]


def _is_at(record: Data, query: PeopleQuery) -> bool:
    name = _text(record.get("job_company_name"))
    return _is_of(record, query.company) and works_there(record, name.lower())


def _is_of(record: Data, company: CompanyInfo) -> bool:
    """Tell whether a record's company is the one asked for; a phrase also finds longer names.

    The provider's own id decides where both have one; a record that names no company proves nothing.
    """
    own_id, asked_id = _text(record.get("job_company_id")), company.provider_ids.get(NAME, "")
    if own_id and asked_id:
        return own_id == asked_id
    name, website = _text(record.get("job_company_name")), _text(record.get("job_company_website"))
    if not name:
        return False
    return same_company(name, company.name) or bool(website and website.lower() == company.domain.lower())


def _list_of_records(answer: Answer) -> list[Any]:
    """The records as they were counted and paid for; none where the answer has no `data`."""
    body = answer.body
    data = body.get("data") if isinstance(body, dict) else body
    if data is None and isinstance(body, dict):
        return []
    if not isinstance(data, list) or not isinstance(body, dict) or (data and not any(map(_has_id, data))):
        raise GarbledAnswerError("People Data Labs answered with something that is no list of people.", NAME)
    return data


def _has_id(record: Any) -> bool:
    """What is no object or has no id cannot be kept, nor told."""
    return isinstance(record, dict) and isinstance(record.get("id"), str) and bool(record["id"])


def _paid(record: Data, query: PeopleQuery) -> Paid:
    """A record with what it is found by: the company asked for, unless it names another one."""
    there = query.company.key if _is_of(record, query.company) else company_key(_text(record.get("job_company_name")))
    return Paid(record, (there,), _people_keys(record))


def _people_keys(record: Data) -> tuple[str, ...]:
    """The keys by which a person may ask to be forgotten, whether or not the record tells a name."""
    slug = linkedin_profile(_text(record.get("linkedin_url"))).rpartition("/")[2]
    private = record.get("personal_emails")
    listed = [record.get("work_email"), *(private if isinstance(private, list) else [])]
    emails = [f"email:{address.lower()}" for address in map(_text, listed) if address]
    return tuple(dict.fromkeys([*([f"linkedin:{slug}"] if slug else []), *emails]))


def _text(value: object) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""


def _token(body: Any) -> str:
    token = body.get("scroll_token")
    return token if isinstance(token, str) else ""


def _total(body: Any, otherwise: int) -> int:
    total = body.get("total")
    return total if isinstance(total, int) and not isinstance(total, bool) else otherwise


class BoughtAddresses:
    """The work addresses in the records of one company, from which its pattern can be learnt."""

    def __init__(self, cache: PaidCache, company_key: str) -> None:
        records = cache.records_of_company(NAME, company_key).values()
        mailboxes = (mailbox for each in records for mailbox in mailboxes_of(each.value))
        self._known = [mailbox for mailbox in mailboxes if mail_kind(mailbox[2]) == "company"]

    def known_addresses(self, domain: str) -> list[tuple[str, str, str]]:
        """Return first name, last name and address of everybody with a mailbox at a domain."""
        return [known for known in self._known if domain_of(known[2]) == domain.lower()]

    def domains_of(self, company_key: str) -> Counter[str]:
        """Count the mailboxes of the company's people by domain."""
        return Counter(domain_of(address) for _, _, address in self._known)
