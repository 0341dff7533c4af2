"""What is held about a person, each piece with where it came from and since when."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from pydantic import Field

from inroad.state import Draft, Message, Record
from inroad.tools.cache import PaidCache
from inroad.tools.research.cache import CompanyResearch
from inroad.tools.store import Document, Store
from inroad.tools.store.entries import LibraryEntry
from inroad.tools.store.forgetting import Asked, drafts_to, names_of
from inroad.tools.store.runs import Run, Runs
from inroad.tools.store.suppression import Suppression
from inroad.tools.store.whom import Whom, known_as, people_in, texts_in


class Mention(Record):
    """A report that names the person: of which run, when, about which posting, and as what."""

    run_id: str
    at: datetime | None
    posting: str
    people: list[dict[str, Any]]


class DraftHeld(Record):
    """A draft to the person, or a claim on one (`made_at` is None), with what it says and where it lies."""

    sender: str
    step: str
    claimed_at: datetime
    made_at: datetime | None
    draft: Draft | None
    message: Message | None


class Bought(Record):
    """A record that a provider gave: when, for how many credits, until when it is kept, and all that it says."""

    provider: str
    kind: str
    id: str
    fetched_at: datetime
    expires_at: datetime
    credits: float
    names: list[str]
    value: Any


class Named(Record):
    """A sentence about a company that names the person: where it stands, since when it is kept, and who found it."""

    company: str
    text: str
    url: str
    seen_on: date
    source: str


class Struck(Record):
    """A name by which the person is on the suppression list, why and since when."""

    name: str
    reason: str
    added: datetime


class Holdings(Record):
    """All that the store holds about a person."""

    asked: str
    known_as: list[str]
    library: LibraryEntry | None
    reports: list[Mention] = Field(default_factory=list)
    drafts: list[DraftHeld] = Field(default_factory=list)
    bought: list[Bought] = Field(default_factory=list)
    research: list[Named] = Field(default_factory=list)
    suppressed: list[Struck] = Field(default_factory=list)


def holdings(store: Store, asked: Asked) -> Holdings:
    """Return all that the store holds about one person."""
    whom = asked.whom
    return Holdings(
        asked=asked.text,
        known_as=sorted({*whom.ids, *whom.keys, *whom.names}),
        library=asked.entry,
        reports=list(_mentions(Runs(store), whom)),
        drafts=[
            DraftHeld.model_validate(each.model_dump(include=set(DraftHeld.model_fields)))
            for each in drafts_to(store, whom)
        ],
        bought=[_bought(each, whom) for each in PaidCache(store).about(whom)],
        research=[_named(each) for each in CompanyResearch(store).about(whom)],
        suppressed=_struck(Suppression(store), asked),
    )


def _mentions(runs: Runs, whom: Whom) -> Iterable[Mention]:
    of = {run.run_id: run for run in runs.list()}
    for run_id, report in runs.reports():
        if whom.mentioned_in(report):
            posting = report.get("posting") or {}
            people = [dict(each) for each in people_in(report) if whom.is_(known_as(each))]
            title = " at ".join(filter(None, [posting.get("title"), posting.get("company")]))
            yield Mention(run_id=run_id, at=_when(of.get(run_id)), posting=title, people=people)


def _when(run: Run | None) -> datetime | None:
    return (run.finished_at or run.started_at) if run else None


def _bought(document: Document, whom: Whom) -> Bought:
    kept = {name: document[name] for name in Bought.model_fields if name in document}
    own = _words_to(whom, document["value"]) if document["kind"] == "words" else {"names": document["names"][2:]}
    return Bought.model_validate({"credits": 0, **kept, **own})


def _named(said: Document) -> Named:
    return Named.model_validate({name: said[name] for name in Named.model_fields})


def _words_to(whom: Whom, value: Document) -> Document:
    """What a model wrote to one person, of an answer that is about several."""
    own = [each for each in value["people"] if whom.is_(known_as(each))]
    others = {each["person_id"] for each in value["people"] if each not in own}
    names = [name for each in own for name in (each["person_id"], *each["keys"])]
    answer = _beside(others, value["answer"])
    return {"names": names, "value": {"people": own, "answer": answer}}


def _beside(ids: set[str], value: Any) -> Any:
    """A JSON value without the entries of its lists that name one of these ids."""
    if isinstance(value, dict):
        return {key: _beside(ids, each) for key, each in value.items()}
    if isinstance(value, list):
        return [_beside(ids, each) for each in value if ids.isdisjoint(texts_in(each))]
    return value


def _struck(suppression: Suppression, asked: Asked) -> list[Struck]:
    names = [*asked.whom.keys, *(names_of(asked.entry) if asked.entry else [])]
    why = suppression.why(dict.fromkeys([asked.text, *names]))
    return [Struck(name=name, reason=why[name]["reason"], added=why[name]["added"]) for name in sorted(why)]
