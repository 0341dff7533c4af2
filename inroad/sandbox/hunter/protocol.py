"""The wire of Hunter v2: parameters in, envelopes out, and where its documents leave it open."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Json = dict[str, Any]
ERROR_IDS = {
    401: "authentication_failed",
    403: "too_many_requests",
    404: "not_found",
    429: "usage_exceeded",
    451: "claimed_email",
}
PLACEHOLDER = "email_not_unlocked@domain.com"
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]")
_ADDRESS = re.compile(r"[^@\s\"<>(),;:]{1,64}@([^@\s]+)")


@dataclass
class HunterSwitches:
    """What the documents leave open, what depends on the plan, and what a test sets; may be changed while it runs.

    `free_plan` allows ten results of a domain search and no more. `slow` are the addresses, and `slow_share` the share
    of all, that the verifier answers with 202 for the first `slow_polls` times. `odd` says for how many calls an
    address is answered with 222; `math.inf` is always. `unfinished` is the body of both. `blocked` are addresses whose
    `block` is true whatever their status is. `error_ids` are the ids of errors by status, `webmail_checked` says
    whether the mailboxes of free hosts are asked for. `placeholder` puts a made-up address where the finder has one.
    """

    free_plan: bool = False
    finder_miss: Literal["nulls", "404"] = "nulls"
    slow: Collection[str] = ()
    slow_share: float = 0.0
    slow_polls: int = 2
    odd: Mapping[str, float] = field(default_factory=dict)
    unfinished: Literal["verifier", "null"] = "verifier"
    blocked: Collection[str] = ()
    error_ids: Mapping[int, str] = field(default_factory=lambda: dict(ERROR_IDS))
    webmail_checked: bool = True
    deprecation_notice: bool = True
    credit_for_each_address: bool = False
    merged_credits: bool = False
    placeholder: bool = False


class RefusedError(Exception):
    """A call that Hunter answers with an error; `id` is None for the usual one of its status."""

    def __init__(self, status: int, details: str, error_id: str | None = None) -> None:
        super().__init__(details)
        self.status = status
        self.id = error_id


@dataclass(frozen=True)
class Answer:
    """An answer before it is sent; `cost` is in credits, `paid` is called when they were taken."""

    status: int
    body: Json
    cost: float = 0.0
    paid: Callable[[], None] = lambda: None


@dataclass(frozen=True)
class Call:
    """The parameters of a call that came past the gate."""

    key: str
    params: Mapping[str, str]

    def only(self, *names: str) -> None:
        """Make sure that nothing else is asked.

        Raises:
            RefusedError: there is a parameter that the endpoint does not have.
        """
        for name in self.params:
            if name not in names:
                raise wrong(f"There is no parameter {name} here")

    def text(self, name: str) -> str:
        """Return a parameter, "" when it is not given."""
        return self.params.get(name, "").strip()

    def number(self, name: str, default: int, least: int, most: int) -> int:
        """Return a whole number.

        Raises:
            RefusedError: it is none or out of range.
        """
        given = self.params.get(name, str(default))
        if not re.fullmatch(r"\d{1,9}", given) or not least <= int(given) <= most:
            raise wrong(f"{name} must be a number between {least} and {most}")
        return int(given)

    def choice(self, name: str, choices: Collection[str]) -> str:
        """Return one of a few words, "" when it is not given.

        Raises:
            RefusedError: it is another.
        """
        return next(iter(self._chosen([self.params[name]], name, choices)), "") if name in self.params else ""

    def choices(self, name: str, choices: Collection[str]) -> frozenset[str]:
        """Return the words of a list with commas.

        Raises:
            RefusedError: one is not among the choices.
        """
        return self._chosen(self.params[name].split(","), name, choices) if name in self.params else frozenset()

    @staticmethod
    def _chosen(words: Collection[str], name: str, choices: Collection[str]) -> frozenset[str]:
        if not set(words) <= set(choices):
            raise wrong(f"{name} must be among {', '.join(choices)}")
        return frozenset(words)

    def domain(self) -> str:
        """Return the domain without "www.", "" when it is not given.

        Raises:
            RefusedError: it is no domain.
        """
        given = self.text("domain").lower().removeprefix("www.")
        if given and not _HOST.fullmatch(given):
            raise wrong("domain is not a domain name")
        return given

    def address(self) -> str:
        """Return the address to be verified.

        Raises:
            RefusedError: it is missing, or no address.
        """
        given = self.text("email").lower()
        if not given:
            raise wrong("email is missing")
        found = _ADDRESS.fullmatch(given)
        if not found or not _HOST.fullmatch(found[1]):
            raise RefusedError(400, "The email is not an e-mail address", "invalid_email")
        return given


def wrong(details: str) -> RefusedError:
    """Return the refusal of a parameter."""
    return RefusedError(400, details, "wrong_params")


def errors(status: int, details: str, error_id: str) -> Json:
    """Return the envelope of an error."""
    return {"errors": [{"id": error_id, "code": status, "details": details}]}
