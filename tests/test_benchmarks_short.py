"""The benchmarks in short: counts and ratios of counts, which are the same on every machine, and never seconds."""

from collections import Counter
from dataclasses import dataclass, field, replace
from math import ceil
from pathlib import Path
from typing import Any, cast

import pytest

from benchmarks import baseline
from benchmarks.hosted import CONTACTS, hosted, job, plain, plain_access
from benchmarks.lines import Line, at_least, at_most, table
from benchmarks.market import OPENINGS, expectations
from benchmarks.sandbox_process import (
    COMPLETIONS,
    DRAFTS,
    FINDER,
    SEARCH,
    VERIFIER,
    Plan,
    SandboxProcess,
    sandbox_process,
)
from benchmarks.twenty_postings import bound
from inroad.graph.batch import create_batch, run_batch
from inroad.graph.run import Step, run_outreach
from inroad.settings import Context
from inroad.state import JobState
from inroad.tools.store import Store

OPENING = OPENINGS[1]
MOST_ROUNDS = 16
MOST_STORE_CALLS = 260


class CountingStore:
    """Passes everything on to a store, and counts the calls by name."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.calls: Counter[str] = Counter()

    def __getattr__(self, name: str) -> Any:
        self.calls[name] += 1
        return getattr(self._store, name)


@dataclass
class Rounds:
    """Watches a run: how many rounds of steps it takes, and what was asked in each."""

    sandbox: SandboxProcess
    asked: list[Counter[str]] = field(default_factory=list)
    _before: int = 0
    _is_over: bool = True

    def __call__(self, step: Step) -> None:
        if step.what == "started" and self._is_over:
            self.note()
        self._is_over = step.what == "ended"

    def note(self) -> None:
        seen = self.sandbox.seen()
        self.asked.append(Counter(each.path for each in seen[self._before :] if "profile" not in each.path))
        self._before = len(seen)

    @property
    def in_sequence(self) -> int:
        """How many calls waited for one another: one for a round, a second one where what is found is checked."""
        return sum(bool(asked) + (FINDER in asked and VERIFIER in asked) for asked in self.asked)


@dataclass(frozen=True)
class Measured:
    """One posting by us, the same again, and the same by the plain pipeline."""

    state: JobState
    rounds: Rounds
    calls: Counter[str]
    again: Counter[str]
    credits: float
    store_calls: int
    plain: baseline.Outcome
    messages_per_call: int


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> Measured:
    folder = tmp_path_factory.mktemp("short")
    with sandbox_process(Plan(expectations(folder, [OPENING]))) as sandbox:
        with hosted(sandbox.place, folder / "home") as context:
            store = CountingStore(context.tools.store)
            context = context.with_tools(replace(context.tools, store=cast(Store, store)))
            rounds = Rounds(sandbox)
            state = run_outreach(job(folder, OPENING, 0), context, rounds)
            rounds.note()
            store_calls, calls, credits = store.calls.total(), sandbox.counts(), sandbox.spent()["search"]
            sandbox.clear()
            run_outreach(job(folder, OPENING, 0), context)
            again = sandbox.counts()
        (plainly,) = baseline.one_after_another(plain([OPENING]), plain_access(sandbox.place), folder, CONTACTS)
    return Measured(state, rounds, calls, again, credits, store_calls, plainly, Context().messages_per_call)


def test_all_that_was_asked_for_is_there(measured: Measured) -> None:
    assert [contact.draft is not None for contact in measured.state.contacts] == [True] * CONTACTS
    assert measured.state.problems == []
    assert len(measured.plain.drafts) == CONTACTS


def test_each_question_is_asked_once(measured: Measured) -> None:
    calls = measured.calls
    assert calls["/v5/company/clean"] == calls["/v5/job_title/enrich"] == 1
    assert calls[SEARCH] == 2
    assert calls[VERIFIER] <= CONTACTS + 2
    assert calls[FINDER] <= 3
    assert calls[COMPLETIONS] == ceil(CONTACTS / measured.messages_per_call)
    assert calls[DRAFTS] == CONTACTS


def test_few_calls_wait_for_one_another(measured: Measured) -> None:
    # A cleaner, a search, a finder, a check, a model call, a draft.
    assert measured.rounds.in_sequence == 6
    assert measured.plain.in_sequence >= 3 * measured.rounds.in_sequence


def test_a_posting_takes_few_rounds_of_the_graph(measured: Measured) -> None:
    assert len(measured.rounds.asked) - 1 <= MOST_ROUNDS


def test_the_store_is_asked_for_many_at_once(measured: Measured) -> None:
    assert measured.store_calls <= MOST_STORE_CALLS


def test_contacts_are_cheap(measured: Measured) -> None:
    delivered = sum(contact.email.status != "none" for contact in measured.state.contacts)
    assert measured.credits / delivered <= 1.3
    assert measured.plain.bought / len(measured.plain.contacts) >= 2


def test_a_second_run_pays_nothing_and_drafts_nothing(measured: Measured) -> None:
    paid = {path: measured.again[path] for path in (SEARCH, FINDER, VERIFIER, DRAFTS) if measured.again[path]}
    assert paid == {}


def test_a_batch_works_on_every_posting_once(tmp_path: Path) -> None:
    openings = OPENINGS[1:4]
    with (
        sandbox_process(Plan(expectations(tmp_path, openings), model_at_once=None)) as sandbox,
        hosted(sandbox.place, tmp_path / "home") as context,
    ):
        asked = [job(tmp_path, opening, number) for number, opening in enumerate(openings)]
        batch = create_batch(asked[0], [each.posting for each in asked], context)
        totals = run_batch(batch.batch_id, context, 3)
        seen, counts = sandbox.seen(), sandbox.counts()
    assert (totals.done, totals.drafts) == (3, 3 * CONTACTS)
    assert counts[DRAFTS] == totals.drafts
    assert bound(seen) > 0


def test_the_table_says_what_is_met() -> None:
    lines = [
        Line("first", 1.1, at_most(1.2), 2.2, 2.0, unit="s", note="a remark"),
        Line("second", 3, at_least(4), 120, baseline=360, unit="s"),
    ]
    assert table(lines) == (
        "| benchmark | measured | bound  | plain pipeline | number | goal        | met |\n"
        "| --------- | -------- | ------ | -------------- | ------ | ----------- | --- |\n"
        "| first     | 2.20 s   | 2.00 s |                | 1.10   | at most 1.2 | yes |\n"
        "| second    | 120 s    |        | 360 s          | 3.00   | at least 4  | NO  |\n"
        "\n- first: a remark\n"
    )
    assert [line.as_json()["met"] for line in lines] == [True, False]
