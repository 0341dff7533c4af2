"""Cleaners: what a title, a company's name or a place means.

The embedded ones read the shipped tables; hosted ones answer the same Protocols.
"""

from typing import Protocol

from inroad.state import CompanyInfo, Posting, Strategy, TitleInfo


class TitleCleaner(Protocol):
    """Says what a job title means."""

    def clean(self, title: str) -> TitleInfo:
        """Return role, sub-role, levels and similar titles; empty parts where nothing is known."""
        ...


class PlaceCleaner(Protocol):
    """Says where a posting is, and how to search there."""

    def strategy(self, posting: Posting) -> Strategy:
        """Return the strategy for a posting's main place, or for its country."""
        ...

    def locate(self, text: str) -> Strategy | None:
        """Return where a free text such as "Greater Boston" lies, or None when it is no place."""
        ...


class CompanyCleaner(Protocol):
    """Says which company a posting is about."""

    def clean(self, posting: Posting) -> CompanyInfo:
        """Return name, match key and, where it can be told, the domain."""
        ...
