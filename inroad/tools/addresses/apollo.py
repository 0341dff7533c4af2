"""Apollo as a matcher of many people at once.

Each person's answer is kept for 30 days, "nothing found" too, however many were asked for in one call. Postings of one
process share calls (see `tens.py`); each reserves its own part before, and is charged with what its own people cost.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from anyascii import anyascii
from rapidfuzz.utils import default_process

from inroad.errors import GarbledAnswerError
from inroad.log import in_context
from inroad.state import Person
from inroad.tools.addresses import Offer
from inroad.tools.addresses.answers import Data, address, linkedin_slug, person_keys, scalars, text, whole_name
from inroad.tools.addresses.tens import Seats, Tens, Turn
from inroad.tools.apollo import MATCH, MOST_AT_ONCE, NAME, credits_consumed
from inroad.tools.budget import from_millionths, to_millionths
from inroad.tools.cache import Cached, Paid, question_key
from inroad.tools.http import Answer, JsonClient
from inroad.tools.till import Bought, Till

# Apollo gives no number. What it has not verified itself is a guess: a score below all that count as sure.
GUESS_SCORE = 30

_CALLS_AT_ONCE = 4
_NO_REVEALS = {"reveal_personal_emails": "false", "reveal_phone_number": "false"}
_FIELDS = ("email", "email_status")


def tens_of(client: JsonClient) -> ApolloTens:
    """Return the calls of ten that all postings of a process share."""
    return Tens(partial(_told, client), MOST_AT_ONCE)


@dataclass(frozen=True)
class ApolloMatcher:
    """Finds the addresses of people at a domain, ten to a call, calls side by side; one for each round of a posting."""

    turn: Turn[_Question, Paid]
    till: Till
    provider = NAME

    def expected(self) -> AbstractContextManager[None]:
        """Let the calls of other postings wait a moment for this one, within the block and until it has asked."""
        return self.turn.expected()

    def match(self, people: Sequence[Person], domain: str) -> dict[str, Offer]:
        """Return the addresses by person id; only who was not asked for in the last 30 days is asked for.

        People of one name are told apart by their profiles on LinkedIn; who then has none is not asked for.
        When the budget is for some only, the first ones are asked for. All calls are made before the first
        failure is raised, and what the others brought is kept: another `match` asks for the rest alone.

        Raises as `EmailFinder.find` does.
        """
        questions = _questions(people, domain.lower())
        wanted = {question.key: question for question in questions.values()}
        with self.till.alone(NAME, "address", wanted):
            answers = self.till.kept(NAME, "address", wanted)
            answers |= self._bought([question for key, question in wanted.items() if key not in answers])
        return _offers(questions, answers)

    def kept(self, people: Sequence[Person], domain: str) -> dict[str, Offer]:
        """Return the addresses by person id that are known already, for when Apollo cannot be asked."""
        questions = _questions(people, domain.lower())
        keys = [question.key for question in questions.values()]
        return _offers(questions, self.till.cache.get_records(NAME, "address", keys))

    def _bought(self, questions: Sequence[_Question]) -> dict[str, Cached[Data]]:
        """Ask for those whom the budget is for, then for more with the credits of those who were not found."""
        answers: dict[str, Cached[Data]] = {}
        rest = list(questions)
        while rest:
            size = max(self._affordable(len(rest)), 1)
            answers |= self._side_by_side(rest[:size])
            rest = rest[size:]
        return answers

    def _affordable(self, people: int) -> int:
        left = self.till.left(NAME)
        return people if left is None else min(people, int(left))

    def _side_by_side(self, questions: Sequence[_Question]) -> dict[str, Cached[Data]]:
        first, *others = self.turn.seats(questions)
        if not others:
            return self._paid(first)
        with ThreadPoolExecutor(_CALLS_AT_ONCE) as pool:
            running = [pool.submit(in_context(self._paid), seats) for seats in (first, *others)]
        return {key: cached for each in running for key, cached in each.result().items()}

    def _paid(self, seats: Seats[_Question, Paid]) -> dict[str, Cached[Data]]:
        return self.till.bought(NAME, "address", len(seats.questions), lambda: _own_part(seats.ask()))


def _own_part(said: Mapping[_Question, Paid]) -> Bought:
    """What a posting has of an answer that it may share, and its part of the cost."""
    return Bought({question.key: paid for question, paid in said.items()}, sum(paid.credits for paid in said.values()))


def _told(client: JsonClient, questions: Sequence[_Question]) -> dict[_Question, Paid]:
    answer = client.post(MATCH, {"details": [each.detail for each in questions]}, _NO_REVEALS)
    listed = _listed(answer)
    slugs = {question.slug for question in questions if question.slug}
    joined = {question: _joined(question, listed, slugs) for question in questions}
    with_address = sum(1 for each in listed if address(each.record.get("email")))
    return _shared_out(joined, credits_consumed(answer.body, otherwise=with_address))


class _Listed(NamedTuple):
    """One person of an answer, with what they are known by and the fields that are kept."""

    slug: str
    name: str
    record: Data


@dataclass(frozen=True, eq=False)
class _Question:
    """What is asked of one person, and what their answer is known by.

    `spelt` is the name without accents and signs, `name` the same where nobody else has it, else empty.
    """

    key: str
    detail: dict[str, str]
    person: Person
    slug: str
    name: str
    spelt: str


ApolloTens = Tens[_Question, Paid]


def _offers(questions: Mapping[str, _Question], answers: Mapping[str, Cached[Data]]) -> dict[str, Offer]:
    found = {
        person_id: _offer(answers[question.key].value)
        for person_id, question in questions.items()
        if question.key in answers
    }
    return {person_id: offer for person_id, offer in found.items() if offer}


def _questions(people: Iterable[Person], domain: str) -> dict[str, _Question]:
    """What to ask, by person id; nothing of people who could not be told apart in the answer."""
    shared = _shared_names(people)
    questions = (_question(person, domain, shared) for person in people)
    return {each.person.person_id: each for each in questions if each.slug or each.name}


def _question(person: Person, domain: str, shared: Collection[str]) -> _Question:
    slug, name = linkedin_slug(person.linkedin), _folded(person.name)
    profile = {"linkedin_url": f"https://www.linkedin.com/in/{slug}"} if slug else {}
    detail = {**whole_name(person), "domain": domain, **profile}
    key = f"{MATCH}:{question_key({part: value.casefold() for part, value in detail.items()})}"
    return _Question(key, detail, person, slug, "" if name in shared else name, name)


def _shared_names(people: Iterable[Person]) -> set[str]:
    """The names that several people have."""
    owners: dict[str, set[str]] = {}
    for person in people:
        owners.setdefault(_folded(person.name), set()).add(linkedin_slug(person.linkedin) or person.person_id)
    return {name for name, those in owners.items() if len(those) > 1}


def _joined(question: _Question, listed: Iterable[_Listed], slugs: Collection[str]) -> Data:
    """What an answer says of a person, {} where it says nothing, or two things.

    The same profile decides. The same name does where the answer names no profile, or names one and the
    person's own is not known and nobody else's.
    """
    own = [each for each in listed if question.slug and each.slug == question.slug]
    named = [each for each in listed if question.name and each.name == question.name]
    free = [each for each in named if not each.slug or not (question.slug or each.slug in slugs)]
    records = [each.record for each in own or free]
    addresses = {text(record.get("email")).lower() for record in records} - {""}
    return next((each for each in records if text(each.get("email"))), {}) if len(addresses) == 1 else {}


def _shared_out(joined: Mapping[_Question, Data], cost: float) -> dict[_Question, Paid]:
    """Each person's record with its part of the cost: those bear it for whom an address came.

    All do where more was charged than that, so that no part is more than was set aside for it unless the whole is.
    """
    found = [question for question, record in joined.items() if _offer(record)]
    bearing = found if found and cost <= len(found) else list(joined)
    parts = dict(zip(bearing, _parts(cost, len(bearing)), strict=True))
    return {
        question: Paid(
            record, people=person_keys(question.person, address(record.get("email"))), credits=parts.get(question, 0)
        )
        for question, record in joined.items()
    }


def _parts(cost: float, many: int) -> list[float]:
    """Divide a cost so that the parts add up to it, to the millionth."""
    each, rest = divmod(to_millionths(cost), many)
    return [from_millionths(each + (place < rest)) for place in range(many)]


def _listed(answer: Answer) -> list[_Listed]:
    """The people of an answer, without the empty entries that stand for nobody."""
    body = answer.body
    matches = body.get("matches", ...) if isinstance(body, dict) else ...
    if not isinstance(matches, list | None) or not all(isinstance(each, dict | None) for each in matches or []):
        raise GarbledAnswerError(
            f"Apollo answered {MATCH} with something that is no list of people; try again later.", NAME, 200
        )
    return [_seen(each) for each in matches or [] if isinstance(each, dict) and _is_somebody(each)]


def _is_somebody(match: Data) -> bool:
    return bool(text(match.get("id")) and _name(match)) and match.get("match_confidence") != "none"


def _seen(match: Data) -> _Listed:
    return _Listed(linkedin_slug(match.get("linkedin_url")), _folded(_name(match)), scalars(match, _FIELDS))


def _name(match: Data) -> str:
    return text(match.get("name")) or f"{text(match.get('first_name'))} {text(match.get('last_name'))}".strip()


def _offer(record: Data) -> Offer | None:
    """The address of a record; Apollo verified it, or it is a guess, or it is not there."""
    found, status = text(record.get("email")), text(record.get("email_status")).lower()
    if not found or status == "unavailable":
        return None
    return Offer(found, "found", NAME, None if status == "verified" else GUESS_SCORE)


def _folded(name: str) -> str:
    """A name in ASCII words, for comparing."""
    return " ".join(default_process(anyascii(name).replace("'", "")).split())
