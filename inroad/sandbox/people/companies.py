"""Made-up companies: every name has one, the same each time."""

from __future__ import annotations

import base64
import binascii
import math
import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from anyascii import anyascii

from inroad.sandbox.chance import dice, share, token, weighted
from inroad.sandbox.people.places import Office, Spot, draw_home_office
from inroad.sandbox.words import rows, words

NOWHERE = "nowhere"
_SIZES = ((10, "1-10"), (50, "11-50"), (200, "51-200"), (500, "201-500"), (1000, "501-1000"), (5000, "1001-5000"))
_PATTERNS = ("{first}.{last}", "{f}{last}", "{first}", "{first}{l}", "{first}_{last}", "{last}{f}")
_PATTERN_WEIGHTS = (45, 25, 12, 7, 5, 6)
_FIRST_NAMES_DO = 60


@dataclass(frozen=True, eq=False)
class Company:
    """A company; `people` is how many work there, `pattern` how its addresses are usually made.

    `catch_all` says that its mail server accepts every address (15 % do). The id holds the name, so that an
    id which a client kept from an earlier sandbox still means the same company.
    """

    name: str
    slug: str
    id: str
    industry: str
    mix: str
    kind: str
    founded: int
    people: int
    home: Office
    pattern: str
    catch_all: bool

    @property
    def website(self) -> str:
        """The domain of its site and its mail."""
        return f"{self.slug}.example"

    @property
    def linkedin_url(self) -> str:
        """The address of its page, as People Data Labs writes it."""
        return f"linkedin.com/company/{self.slug}-example"

    @property
    def linkedin_id(self) -> str:
        """The number of its page."""
        return str(int(share("linkedin", self.name) * 9e7) + 10**7)

    @property
    def seat(self) -> Spot:
        """Where its head office is."""
        return self.home[0]

    @property
    def size(self) -> str:
        """The band of its number of people, in People Data Labs' words."""
        return next((band for most, band in _SIZES if self.people <= most), "5001-10000")


def canonical_name(text: str) -> str:
    """Return a company's name as the providers keep it: lower case, without its legal form."""
    plain = unicodedata.normalize("NFC", text).lower()
    plain = re.sub(r"\s*[(\[].*?[)\]]", "", plain)
    left = re.sub(r"[\s,]+", " ", plain).strip(" .-")
    while (end := left.rpartition(" "))[0] and end[2].replace(".", "") in words("legal_forms"):
        left = end[0].strip(" ,.-")
    return left


def is_known(name: str) -> bool:
    """Say whether there is such a company: all but an empty name and those with "nowhere" in them."""
    return bool(re.search(r"\w", name)) and NOWHERE not in name


def slug_of(name: str) -> str:
    """Return the name as it stands in addresses."""
    return re.sub(r"[^a-z0-9]+", "-", anyascii(name).lower()).strip("-") or token(8, "slug", name).lower()


@cache
def make_company(seed: int, name: str, home: Office | None = None) -> Company:
    """Make the company of a canonical name; `home` sets where its head office is."""
    random = dice("company", seed, name)
    industry = weighted(random, rows("industries"), [float(row["weight"]) for row in rows("industries")])
    founded, people = random.randint(1952, 2021), _people(random.gauss(0, 1))
    return Company(
        name=name,
        slug=slug_of(name),
        id=id_of(seed, name),
        industry=industry["industry"],
        mix=industry["mix"],
        kind=industry["type"],
        founded=founded,
        people=people,
        home=home or draw_home_office(seed, name),
        pattern=_pattern(weighted(random, _PATTERNS, _PATTERN_WEIGHTS), people),
        catch_all=random.random() < 0.15,
    )


def id_of(seed: int, name: str) -> str:
    """Return the id of a company."""
    return base64.urlsafe_b64encode(token(3, "id", seed, name).encode() + name.encode()).decode().rstrip("=")


def name_of_id(seed: int, company_id: str) -> str:
    """Return the name of the company that has an id, "" when none has."""
    try:
        name = base64.urlsafe_b64decode(company_id + "=" * (-len(company_id) % 4))[3:].decode()
    except (binascii.Error, UnicodeError):
        return ""
    return name if id_of(seed, name) == company_id else ""


def _pattern(drawn: str, people: int) -> str:
    """Return how addresses are made; first names alone do only while there are few people."""
    return "{first}.{last}" if drawn == "{first}" and people > _FIRST_NAMES_DO else drawn


def _people(bell: float) -> int:
    """Return a number of people from 30 to 3,000; half of all companies have fewer than 250."""
    return max(30, min(3000, round(250 * math.exp(bell))))
