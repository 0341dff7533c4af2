"""People Data Labs' cleaners: what it calls a title, a company, a place.

Each starts from what the embedded cleaner says and lets the provider's answer, where there is one, improve
on it: the provider knows its own spelling best, and says nothing of roles, levels and metropolitan areas.
Answers are kept for 30 days. "Not found" is an answer too.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from inroad.errors import GarbledAnswerError, NotFoundError
from inroad.state import CompanyInfo, Posting, Strategy, TitleInfo
from inroad.tools.cache import Paid, question_key
from inroad.tools.cleaning import CompanyCleaner, PlaceCleaner, TitleCleaner
from inroad.tools.cleaning.place_text import readings
from inroad.tools.cleaning.schools import SchoolCleaner, is_of_school
from inroad.tools.http import JsonClient
from inroad.tools.pdl import COMPANY, NAME, PLACE, SCHOOL, TITLE, credits_spent
from inroad.tools.till import Till

Data = dict[str, Any]
_TITLE_PRICE = 1.0
# Similar titles are worth a credit to a search for a dozen people; a smaller budget is for people alone.
_PLENTY = 10.0


@dataclass(frozen=True)
class PdlDesk:
    """What all the cleaners share: the client, and the till, where what was answered before is kept."""

    client: JsonClient
    till: Till

    def ask(self, path: str, question: Data, price: float = 0.0) -> Data:
        """Return the provider's answer, {} where it knows nothing; a kept answer costs nothing.

        Raises:
            BudgetSpentError: the call would pass the budget.
            ProviderError: People Data Labs could not be asked, or refused.
        """
        key = f"{path}:{question_key(question)}"
        return self.till.once(NAME, "cleaned", key, price, lambda: self._asked(path, question, price)).value

    def _asked(self, path: str, question: Data, price: float) -> Paid:
        try:
            answer = self.client.post(path, question, repeatable=price == 0)
        except NotFoundError:
            return Paid({})
        body = answer.body
        if not isinstance(body, dict):
            raise GarbledAnswerError(f"People Data Labs answered {path} with something that is no object.", NAME)
        # The documentation shows the title's answer flat, the provider's own client under `data`.
        told = body["data"] if isinstance(body.get("data"), dict) else body
        return Paid(told, credits=credits_spent(answer, otherwise=price))


@dataclass(frozen=True)
class PdlTitleCleaner:
    """Adds the provider's name of the job and its similar titles to what the shipped table says."""

    desk: PdlDesk
    embedded: TitleCleaner

    def clean(self, title: str) -> TitleInfo:
        """Return what a title means. Raises as `PdlDesk.ask` does."""
        known = self.embedded.clean(title)
        left = self.desk.till.left(NAME)
        if left is not None and left < _PLENTY:
            return known
        answer = self.desk.ask(TITLE, {"job_title": known.cleaned_name or title}, price=_TITLE_PRICE)
        cleaned = _text(answer.get("cleaned_job_title"))
        similar = answer.get("similar_job_titles")
        more = [_text(each) for each in similar] if isinstance(similar, list) else []
        own = known.cleaned_name or cleaned
        names = [name for name in (cleaned, *more, *known.similar_titles) if name and name != own]
        return known.model_copy(
            update={
                "cleaned_name": own,
                "similar_titles": list(dict.fromkeys(names)),
            }
        )


@dataclass(frozen=True)
class PdlCompanyCleaner:
    """Adds the provider's id and website of a company; one that it only guesses is offered, not used."""

    desk: PdlDesk
    embedded: CompanyCleaner

    def clean(self, posting: Posting) -> CompanyInfo:
        """Return what a company is. Raises as `PdlDesk.ask` does."""
        known = self.embedded.clean(posting)
        question = {"name": known.name, **({"website": known.domain} if known.domain else {})}
        answer = self.desk.ask(COMPANY, question)
        if not answer:
            return known
        if answer.get("fuzzy_match") is True:
            return known.model_copy(update={"near_name": _text(answer.get("name"))})
        own_id = _text(answer.get("id"))
        return known.model_copy(
            update={
                "domain": known.domain or _text(answer.get("website")),
                "provider_ids": {NAME: own_id} if own_id else {},
            }
        )


@dataclass(frozen=True)
class PdlPlaceCleaner:
    """Asks the provider for places that the shipped tables do not know; it says nothing of metros."""

    desk: PdlDesk
    embedded: PlaceCleaner

    def strategy(self, posting: Posting) -> Strategy:
        """Return where to look. Raises as `PdlDesk.ask` does."""
        known = self.embedded.strategy(posting)
        if known.kind != "country" or posting.remote or not posting.locations:
            return known
        if self.embedded.locate(posting.locations[0]) is not None:
            return known
        # "Remote" and "Hybrid" name no place, and the provider may make one of them.
        offered = next(iter(readings(posting.locations[0])), None)
        if offered is None or offered.remote or not offered.parts:
            return known
        return self._asked(", ".join(offered.parts)) or known

    def locate(self, text: str) -> Strategy | None:
        """Return where a text lies, from the shipped tables alone: it is asked for each person."""
        return self.embedded.locate(text)

    def _asked(self, text: str) -> Strategy | None:
        answer = self.desk.ask(PLACE, {"location": text})
        parts = [_text(answer.get(part)).title() for part in ("locality", "region", "country")]
        named = ", ".join(filter(None, parts))
        if not named:
            return None
        city, region, country = parts
        fallback = Strategy(
            kind="locality_primary" if city or region else "country", city=city, region=region, country=country
        )
        return self.embedded.locate(named) or fallback


def school_names(desk: PdlDesk, names: list[str]) -> list[str]:
    """Return all spellings of a school, with the provider's own in front where it is the same school.

    Raises as `PdlDesk.ask` does.
    """
    own = _text(desk.ask(SCHOOL, {"name": names[0]}).get("name")) if names else ""
    is_same = bool(own) and is_of_school(own, SchoolCleaner().clean(names[0]))
    return list(dict.fromkeys([*([own] if is_same else []), *names]))


def _text(value: object) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""
