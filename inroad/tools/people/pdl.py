"""People Data Labs as a people source, and the people that were bought from it before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from inroad.errors import GarbledAnswerError, NotFoundError
from inroad.state import Person, SearchKind
from inroad.tools.addresses.mail_kinds import domain_of, mail_kind
from inroad.tools.budget import Budget
from inroad.tools.cache import Cached, Paid, PaidAnswer, PaidCache, question_key
from inroad.tools.http import Answer, JsonClient
from inroad.tools.ledger import Ledger
from inroad.tools.pdl import NAME, SEARCH, credits_spent
from inroad.tools.people import PeoplePage, PeopleQuery
from inroad.tools.people.cells import linkedin_profile
from inroad.tools.people.pdl_query import compile_query
from inroad.tools.people.pdl_records import FIELDS, person_from, works_there

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
        size = self._affordable(query)
        key = question_key({"query": question, "size": size}, page)
        if kept := self._cache.get_answer(NAME, key):
            self._ledger.saved(query.purse, NAME, kept.value.credits)
            return self._page(query, kept.value, credits=0)
        answer = self._ask(query, question, size, page, key)
        return self._page(query, answer, credits=answer.credits)

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
        records = _records(answer)
        at = (query.company.key,)
        self._cache.put_records(
            NAME, "person", {own_id: Paid(record, at, _people_keys(record)) for own_id, record in records.items()}
        )
        kept = PaidAnswer(
            record_ids=list(records),
            next_page=_token(answer.body),
            total=_total(answer.body, len(records)),
            credits=credits_spent(answer, otherwise=len(records)),
        )
        self._cache.put_answer(NAME, key, kept)
        return kept

    def _page(self, query: PeopleQuery, answer: PaidAnswer, credits: float) -> PeoplePage:
        cached = self._cache.get_records(NAME, "person", answer.record_ids)
        return PeoplePage(
            people=_people(cached.values(), query),
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
        wanted = [person for person in people if excluded.isdisjoint([person.person_id, *person.provider_ids])]
        if saved := min(len(wanted), query.size):
            self._ledger.saved(query.purse, NAME, saved)
        return PeoplePage(people=wanted, found=len(wanted))


def _people(cached: Iterable[Cached[Data]], query: PeopleQuery) -> list[Person]:
    """The people of some records who are still at the company, as far as the records tell."""
    people = (
        person_from(each.value, each.fetched_at.date(), stale=each.stale)
        for each in cached
        if _is_at(each.value, query)
    )
    return [person for person in people if person]


def _is_at(record: Data, query: PeopleQuery) -> bool:
    name = record.get("job_company_name")
    return works_there(record, name.lower() if isinstance(name, str) else "")


def _records(answer: Answer) -> dict[str, Data]:
    """The records by their id, each once; one that is no object or has no id cannot be kept, nor told."""
    body = answer.body
    data = body.get("data") if isinstance(body, dict) else None
    if data is None and isinstance(body, dict):
        return {}
    if not isinstance(data, list):
        raise GarbledAnswerError("People Data Labs answered with something that is no list of people.", NAME)
    return {str(record["id"]): record for record in data if isinstance(record, dict) and record.get("id")}


def _people_keys(record: Data) -> tuple[str, ...]:
    profile = record.get("linkedin_url")
    slug = linkedin_profile(profile).rpartition("/")[2] if isinstance(profile, str) else ""
    address = record.get("work_email")
    keys = [f"linkedin:{slug}" if slug else "", f"email:{address.lower()}" if isinstance(address, str) else ""]
    return tuple(key for key in keys if key)


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
        people = [person for each in records if (person := person_from(each.value, each.fetched_at.date()))]
        self._known = [
            (person.first_name, person.last_name, known.address)
            for person in people
            for known in person.addresses
            if mail_kind(known.address) == "company"
        ]

    def known_addresses(self, domain: str) -> list[tuple[str, str, str]]:
        """Return first name, last name and address of everybody with a mailbox at a domain."""
        return [known for known in self._known if domain_of(known[2]) == domain.lower()]

    def domains_of(self, company_key: str) -> Counter[str]:
        """Count the mailboxes of the company's people by domain."""
        return Counter(domain_of(address) for _, _, address in self._known)
