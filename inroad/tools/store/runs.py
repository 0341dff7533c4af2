"""Run history: what was asked, how it ended, and the report, for `inroad runs` and `inroad resume`."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any, Literal

from inroad.errors import RunNotFoundError, StoreError
from inroad.state import Record
from inroad.tools.store import Collection, Document, Store, revise
from inroad.tools.store.whom import Whom, known_as

RUNS = Collection("runs")
REPORTS = Collection("run-reports", indexes=("people",))

RunState = Literal["running", "done", "paused", "failed", "stopped", "dropped"]


def new_run_id() -> str:
    """Return a name for a run that no other run has."""
    return "r_" + secrets.token_hex(5)


class Run(Record):
    """One run, as `inroad runs` lists it; `job_input` is the JobInput as JSON.

    `process` says who is at it while it is running or in review (host and process id, as the caller writes it).
    """

    run_id: str
    state: RunState
    job_input: dict[str, Any]
    started_at: datetime
    process: str = ""
    finished_at: datetime | None = None
    title: str = ""
    company: str = ""
    contacts: int = 0
    drafts: int = 0
    exit_code: int | None = None
    error: str = ""

    @property
    def is_over(self) -> bool:
        """Whether nobody can go on with it: it is done, or was given up."""
        return self.state in ("done", "dropped")


class Runs:
    """The history of runs; the reports lie beside it, so that a list of runs is read quickly."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def start(self, run_id: str, job_input: dict[str, Any], now: datetime, process: str = "") -> Run:
        """Enter a new run as running; raises StoreError when there is one of that name."""
        run = Run(
            run_id=run_id,
            state="running",
            job_input=job_input,
            started_at=now.astimezone(UTC),
            process=process,
        )
        if not self._store.insert_if_absent(RUNS, run_id, run.model_dump(mode="json")).won:
            raise StoreError(f"A run named {run_id!r} is in the store already; go on with `inroad resume {run_id}`.")
        return run

    def resume(self, run: Run, process: str) -> bool:
        """Set a run, as it was read before, to running again; False when somebody else was quicker.

        `process` has to differ from caller to caller; then one of them wins.
        """
        expected = run.model_dump(mode="json")
        again = run.model_copy(
            update={
                "state": "running",
                "process": process,
                "finished_at": None,
                "exit_code": None,
                "error": "",
            }
        )
        return self._store.replace_if(RUNS, run.run_id, expected, again.model_dump(mode="json"))

    def hold(self, run: Run, process: str) -> bool:
        """Enter who is reviewing a paused run, as it was read before, "" for nobody; False when it has changed."""
        held = run.model_copy(update={"process": process})
        return self._store.replace_if(RUNS, run.run_id, run.model_dump(mode="json"), held.model_dump(mode="json"))

    def finish(self, run_id: str, report: dict[str, Any], exit_code: int, now: datetime) -> Run:
        """Enter how a run ended, with its report (the object of `--json`); raises RunNotFoundError for no run."""
        return self._enter(run_id, report, now, state="done", exit_code=exit_code)

    def pause(self, run_id: str, report: dict[str, Any], now: datetime, process: str = "") -> Run:
        """Enter that a run waits for the user's review, with its report so far and who is reviewing it already.

        Raises RunNotFoundError when there is no such run.
        """
        return self._enter(run_id, report, now, state="paused", exit_code=0, process=process)

    def _enter(self, run_id: str, report: dict[str, Any], now: datetime, **changes: object) -> Run:
        self.get(run_id)
        posting = report.get("posting") or {}
        contacts = report.get("contacts") or []
        self._store.put_many(REPORTS, {run_id: _report_document(report)})
        return self._change(
            run_id,
            **changes,
            finished_at=now,
            title=posting.get("title") or "",
            company=posting.get("company") or "",
            contacts=len(contacts),
            drafts=sum(contact.get("draft") is not None for contact in contacts),
        )

    def fail(self, run_id: str, error: str, exit_code: int, now: datetime) -> Run:
        """Enter that a run ended with an error and no report; raises RunNotFoundError when there is none."""
        return self._change(run_id, state="failed", error=error, exit_code=exit_code, finished_at=now)

    def stop(self, run_id: str, now: datetime) -> Run:
        """Enter that the user stopped a run, which may be resumed; raises RunNotFoundError when there is none."""
        return self._change(run_id, state="stopped", exit_code=130, finished_at=now)

    def get(self, run_id: str) -> Run:
        """The run of that name; raises RunNotFoundError when there is none."""
        found = self._store.get_many(RUNS, [run_id])
        if run_id not in found:
            raise _not_found(run_id)
        return Run.model_validate(found[run_id])

    def report(self, run_id: str) -> dict[str, Any] | None:
        """The report of a run, None when it has none yet."""
        found = self._store.get_many(REPORTS, [run_id])
        return found[run_id]["report"] if run_id in found else None

    def list(self) -> Sequence[Run]:
        """All runs, the newest first."""
        runs = [Run.model_validate(document) for _, document in self._store.scan(RUNS)]
        return sorted(runs, key=lambda run: (run.started_at, run.run_id), reverse=True)

    def drop(self, run: Run, why: str, now: datetime) -> bool:
        """Give a run up, as it was read before, with its report so far; False when it has changed since.

        `why` is a sentence for whoever wants to go on with it.
        """
        update = {"state": "dropped", "process": "", "error": why, "finished_at": now.astimezone(UTC)}
        dropped = run.model_copy(update=update).model_dump(mode="json")
        if not self._store.replace_if(RUNS, run.run_id, run.model_dump(mode="json"), dropped):
            return False
        self._store.delete(REPORTS, [run.run_id])
        return True

    def reports(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """All reports, by run id."""
        return ((run_id, document["report"]) for run_id, document in self._store.scan(REPORTS))

    def redact(self, person_ids: Iterable[str]) -> Sequence[str]:
        """Take these people out of all reports, with every other mention of them; the runs concerned.

        Their name, e-mail address, profile and ids are struck out wherever else the report holds them.
        """
        people = Whom(ids=frozenset(person_ids))
        return self._take_out(people, self._store.query(REPORTS, "people", people.ids))

    def strike(self, person: Whom) -> Sequence[str]:
        """Take one person out of whatever reports and runs hold, contact or not; the reports concerned."""
        for run_id in [run_id for run_id, run in self._store.scan(RUNS) if person.mentioned_in(run)]:
            revise(self._store, RUNS, run_id, person.struck_from)
        return self._take_out(person, [run_id for run_id, report in self.reports() if person.mentioned_in(report)])

    def _take_out(self, people: Whom, run_ids: Iterable[str]) -> Sequence[str]:
        concerned = list(run_ids)
        for run_id in concerned:
            revise(self._store, REPORTS, run_id, lambda there: _without(there["report"], people))
        return concerned

    def _change(self, run_id: str, *, finished_at: datetime, **changes: object) -> Run:
        def changed(there: Document) -> Document:
            run = Run.model_validate(there)
            update = {"process": "", **changes, "finished_at": finished_at.astimezone(UTC)}
            return run.model_copy(update=update).model_dump(mode="json")

        kept = revise(self._store, RUNS, run_id, changed)
        if kept is None:
            raise _not_found(run_id)
        return Run.model_validate(kept)


def _not_found(run_id: str) -> RunNotFoundError:
    return RunNotFoundError(f"No run named {run_id!r} is in the store; `inroad runs` lists those that are.")


def _report_document(report: dict[str, Any]) -> Document:
    people = {contact["person_id"] for contact in report.get("contacts") or []}
    return {"report": report, "people": sorted(people)}


def _without(report: dict[str, Any], people: Whom) -> Document:
    """A report without these people, and without what else it says of them."""
    meant, rest = people, []
    for contact in report.get("contacts") or []:
        known = known_as(contact)
        if meant.is_(known):
            people |= known
        else:
            rest.append(contact)
    return _report_document(people.struck_from({**report, "contacts": rest}))
