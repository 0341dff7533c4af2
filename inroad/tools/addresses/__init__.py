"""Address finders: an e-mail address for a person, with its verdict and how it was come by."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from inroad.state import CompanyInfo, Email, Person


class AddressFinder(Protocol):
    """Finds the address at which a person may be written to."""

    name: str

    def find(self, person: Person, company: CompanyInfo, *, personal: bool, now: datetime) -> Email:
        """Return an address with its verdict and trail; status "none" where there is none to offer.

        Args:
            person: who is to be written to.
            company: the company of the posting, at whose domain the address should be.
            personal: whether an address elsewhere may be offered.
            now: the time of the check, with its zone.

        Raises:
            InroadError: the finder could not be asked.
        """
        ...
