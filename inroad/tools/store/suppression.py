"""Who must never be written to: kept as hashes only, also after a person was forgotten."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from urllib.parse import unquote

from anyascii import anyascii

from inroad import log
from inroad.errors import UserInputError
from inroad.tools.cleaning.companies import company_key
from inroad.tools.store import Collection, Document, Store, moment, revise

SUPPRESSED = Collection("suppressed")

_PREFIX = re.compile(r"^\s*(e-?mail|mailto|linkedin|name)\s*:\s*", re.IGNORECASE)
_PROFILE = re.compile(r"^(?:https?://)?(?:[\w-]+\.)?linkedin\.com/(?:mwlite/)?(in/[^/?#]+|pub/[^?#]+)", re.IGNORECASE)
# "Minh Nguyen <minh@acme.example>", and what follows the address in a mailto link.
_ADDRESS_IN = re.compile(r"<([^<>@\s]+@[^<>@\s]+)>|^\s*([^\s<>?@]+@[^\s<>?@]+)\?\S*\s*$")
_SLUG = re.compile(r"[\w%.~-]+")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_DOMAIN = re.compile(r"@[^@\s]+")
_TOLD = 12  # so much of a hash goes to the log: enough to find it in the store


class Suppression:
    """The suppression list: of each key only a SHA-256, the reason and the date are kept."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def add(self, keys: Iterable[str], reason: str, now: datetime) -> int:
        """Suppress whoever has one of these keys; how many of them were new.

        A key is an e-mail address, a LinkedIn URL, `Name@Company`, an identity key of a person,
        or a whole domain (`@acme.example`, with all below it). The first reason and date stay.
        Raises UserInputError for a text that is none of these, before anything is written.
        """
        hashes = [_hash(_meaning(key)) for key in keys]
        document: Document = {"reason": reason, "added": moment(now)}
        return sum(self._store.insert_if_absent(SUPPRESSED, key, document).won for key in hashes)

    def suppressed(self, keys: Iterable[str]) -> set[str]:
        """Those of the given keys that are suppressed, by themselves or with their domain.

        One batched look-up however many keys are given; the result holds them as they were given.
        """
        return set(self.why(keys))

    def suppressed_of(self, keys: Mapping[str, Iterable[str]]) -> set[str]:
        """Return the ids of those of whom any key is suppressed, given all keys of each by id; one look-up."""
        own = {id_: set(of_one) for id_, of_one in keys.items()}
        hits = self.suppressed(key for of_one in own.values() for key in of_one)
        return {id_ for id_, of_one in own.items() if not hits.isdisjoint(of_one)}

    def why(self, keys: Iterable[str]) -> dict[str, Document]:
        """The reason and the date (`added`) for those of the given keys that are suppressed; one look-up as well."""
        wanted = {key: [_hash(form) for form in _forms(normalised_key(key))] for key in keys}
        found = self._store.get_many(SUPPRESSED, {form for forms in wanted.values() for form in forms})
        hits = {key: next((form for form in forms if form in found), "") for key, forms in wanted.items()}
        for form in sorted({form for form in hits.values() if form}):
            log.event("suppression_hit", hash=form[:_TOLD])
        return {key: found[form] for key, form in hits.items() if form}

    def reword(self, keys: Iterable[str], change: Callable[[Document], Document]) -> None:
        """Change what is told of these keys themselves, and keep that they are suppressed."""
        for key in {_hash(normalised_key(key)) for key in keys}:
            revise(self._store, SUPPRESSED, key, change)


def normalised_key(text: str) -> str:
    """One spelling for whatever names a person: an address, a profile, a domain, a name at a company.

    Case, white space and a leading `email:`, `mailto:`, `linkedin:` or `name:` do not count; of a
    LinkedIn URL only the profile's name does. Names lose their accents, and companies what
    `company_key` takes from them. Empty for a text that names nobody.
    """
    prefix = _PREFIX.match(text)
    bare = text[prefix.end() :] if prefix else text
    if address := _ADDRESS_IN.search(bare):
        bare = address[1] or address[2]
    folded = " ".join(unicodedata.normalize("NFKC", bare).casefold().split()).strip("<>")
    if profile := _PROFILE.match(folded):
        return f"linkedin.com/{unquote(profile[1]).casefold().rstrip('/')}"
    if prefix and prefix[1].casefold() == "linkedin" and _SLUG.fullmatch(folded):
        return f"linkedin.com/in/{unquote(folded).casefold()}"
    if _EMAIL.fullmatch(folded) or _DOMAIN.fullmatch(folded):
        local, _, domain = folded.rpartition("@")
        return f"{local}@{_ascii_domain(domain)}"
    name, at, company = folded.partition("@")
    return f"{folded_name(name)}@{company_key(company)}" if at and folded != "@" else folded_name(name)


def folded_name(name: str) -> str:
    """A name in ASCII lower case with single blanks: "Zoë O'Neil-Díaz" is "zoe oneil diaz"."""
    letters = anyascii(name).casefold().replace("'", "")
    return " ".join("".join(letter if letter.isalnum() else " " for letter in letters).split())


def _meaning(key: str) -> str:
    meaning = normalised_key(key)
    name, at, company = meaning.rpartition("@")
    if not ("linkedin" in meaning or (at and company and (name or _DOMAIN.fullmatch(meaning)))):
        raise UserInputError(
            f"{key!r} names nobody to suppress; give an e-mail address, a LinkedIn URL, "
            "Name@Company, an id of `inroad contacts list` or a domain such as @acme.example."
        )
    return meaning


def _forms(key: str) -> list[str]:
    """The key and, for an address, the domains above it: @mail.acme.example, @acme.example, @example."""
    _, at, domain = key.rpartition("@")
    if not at or " " in key or "." not in domain:
        return [key]
    labels = domain.split(".")
    return [key, *(f"@{'.'.join(labels[start:])}" for start in range(len(labels)))]


def _ascii_domain(domain: str) -> str:
    try:
        return domain.rstrip(".").encode("idna").decode("ascii")
    except UnicodeError:  # not a domain that could exist; its own spelling will do
        return domain


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
