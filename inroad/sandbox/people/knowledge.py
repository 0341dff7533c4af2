"""What each provider knows of whom: drawn for each of them on its own, so that one knows what another does not.

Everybody's true address is one thing, what a provider says of it another. Of those who work where records place them:

- People Data Labs has a work address for 55 %, and for a sixth of these it is the one of the job before;
- Hunter finds an address for 50 %; one in ten of these is wrong and has a low score;
- Apollo has an address for 55 %. Those it calls "verified" are right; one in seven is "extrapolated" from the
  domain's pattern, and wrong for whoever does not follow that. Another 15 % it knows without an address.

One person in a hundred objected to being processed by Hunter, whatever the others know of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count

from inroad.sandbox.chance import share
from inroad.sandbox.people.companies import Company
from inroad.sandbox.people.humans import Human
from inroad.sandbox.people.mailboxes import local_part, work_address

OBJECTED, THIN = 0.01, 0.03
ON_RECORD, HUNTER_FINDS, HUNTER_WRONG = 0.55, 0.5, 0.1
HUNTER_UNSURE, HUNTER_PATTERN = 0.06, 0.9
APOLLO_ADDRESS, APOLLO_PERSON, APOLLO_GUESSED, APOLLO_PERSONAL = 0.55, 0.7, 1 / 7, 0.3
_STALE_AMONG_STAYERS = 0.12
"""With everybody who moved on, whose address on record is always the old one, this makes a sixth."""
_FORMS = ("{f}{last}", "{first}.{last}", "{first}{l}", "{last}.{first}", "{first}_{last}", "{l}{first}")

Taken = Callable[[str], bool]
"""Says whether somebody has an address."""


@dataclass(frozen=True, slots=True)
class Found:
    """What Hunter's finder says of somebody; `score` is 0 to 100."""

    address: str
    score: int
    right: bool


@dataclass(frozen=True, slots=True)
class ApolloKnows:
    """What Apollo says of somebody; `status` is its `email_status`."""

    address: str | None
    status: str


def objected(human: Human) -> bool:
    """Say whether somebody has asked Hunter not to process them."""
    return share("objected", human.key) < OBJECTED


def is_thin(record_id: str) -> bool:
    """Say whether a record of People Data Labs holds next to nothing (3 % do)."""
    return share("thin", record_id) < THIN


def address_on_record(human: Human, address: str) -> str | None:
    """Return the work address that a record of some substance has: the true one, that of the last job, or none."""
    if share("work mail", human.key) >= ON_RECORD / (1 - THIN):
        return None
    if human.moved:
        return former_address(human, human.here.company)
    before = next((job.company for job in human.jobs[1:]), None)
    if before and share("stale mail", human.key) < _STALE_AMONG_STAYERS:
        return former_address(human, before)
    return address


def former_address(human: Human, company: Company) -> str:
    """Return the address that somebody had at a company, which is gone now."""
    return work_address(company, human.first, human.last, human.key)


def hunter_finds(human: Human, address: str, taken: Taken) -> Found | None:
    """Return what Hunter's finder has on somebody whose true address is given.

    A right address has a score of 80 to 99, for one in sixteen of 60 to 79; a wrong one, which reaches nobody, of
    20 to 60.
    """
    if share("hunter", human.key) >= HUNTER_FINDS:
        return None
    roll = share("hunter score", human.key)
    if share("hunter wrong", human.key) < HUNTER_WRONG:
        wrong = next(form for form in _mistakes(human, address) if form != address and not taken(form))
        return Found(wrong, 20 + int(roll * 41), right=False)
    unsure = share("hunter unsure", human.key) < HUNTER_UNSURE
    return Found(address, 60 + int(roll * 20) if unsure else 80 + int(roll * 20), right=True)


def hunter_pattern(company: Company) -> str | None:
    """Return the pattern of a company's addresses where Hunter knows it, which is at nine in ten."""
    return company.pattern if share("hunter pattern", company.id) < HUNTER_PATTERN else None


def apollo_knows(human: Human, address: str) -> ApolloKnows | None:
    """Return what Apollo has on somebody whose true address is given; None when it does not know them."""
    roll = share("apollo", human.key)
    if roll >= APOLLO_PERSON:
        return None
    if roll >= APOLLO_ADDRESS:
        return ApolloKnows(None, "unavailable")
    if share("apollo guess", human.key) < APOLLO_GUESSED:
        company = human.now.company
        return ApolloKnows(_formed(company.pattern, human, company.website), "extrapolated")
    return ApolloKnows(address, "verified")


def apollo_knows_personal(human: Human) -> bool:
    """Say whether Apollo has the private address of somebody."""
    return share("apollo personal", human.key) < APOLLO_PERSONAL


def _mistakes(human: Human, address: str) -> Iterator[str]:
    """Yield addresses that one could take for somebody's: the old one of who moved on, then other forms."""
    domain = address.partition("@")[2]
    if human.moved:
        yield former_address(human, human.here.company)
    for form in _FORMS:
        yield _formed(form, human, domain)
    for number in count(10):
        yield _formed("{first}.{last}", human, domain).replace("@", f"{number}@")


def _formed(pattern: str, human: Human, domain: str) -> str:
    return f"{local_part(pattern, human.first, human.last)}@{domain}"
