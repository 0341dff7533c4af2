from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from inroad.errors import BudgetSpentError, StoreError
from inroad.state import Draft
from inroad.tools.accounts import Reservation
from inroad.tools.budget import Budget
from inroad.tools.ledger import Ledger
from inroad.tools.store.draft_ledger import DraftLedger, DraftSlot
from inroad.tools.store.sqlite import SqliteStore
from tests.fuzz.conftest import walk
from tests.fuzz.shapes import assert_a_sentence

NOW = datetime(2026, 3, 14, 9, 26, 53, tzinfo=UTC)


class Spending(RuleBasedStateMachine):
    """Two processes with one budget: what is spent and set aside never passes it, and adds up exactly."""

    @initialize(total=st.integers(0, 60), share=st.integers(0, 40), shared=st.booleans())
    def begin(self, total: int, share: int, shared: bool) -> None:
        self.folder = TemporaryDirectory()
        self.store = SqliteStore(Path(self.folder.name) / "s.sqlite", clock=lambda: NOW)
        self.ledgers = [Ledger(self.store, lambda: NOW) for _ in range(2)]
        self.budget = Budget(total=total / 2, by_provider={"pdl": share / 2, "hunter": total / 2} if shared else {})
        self.open: dict[str, Reservation] = {}
        self.doubtful: set[str] = set()
        self.charged = {"pdl": 0.0, "hunter": 0.0}
        self.over = 0.0

    @rule(who=st.integers(0, 1), provider=st.sampled_from(["pdl", "hunter"]), halves=st.integers(0, 12))
    def reserve(self, who: int, provider: str, halves: int) -> None:
        left = self.ledgers[who].left("run", self.budget, provider)
        assert left is not None
        try:
            made = self.ledgers[who].reserve("run", self.budget, provider, halves / 2)
        except BudgetSpentError as error:
            assert_a_sentence(error)
            assert halves / 2 > left
        else:
            assert halves == 0 or halves / 2 <= left
            self.open[made.id] = made

    @precondition(lambda self: self.open)
    @rule(data=st.data(), part=st.integers(0, 4))
    def settle(self, data: st.DataObject, part: int) -> None:
        made = self._taken(data)
        spent = made.credits * part / 4
        self.ledgers[0].settle(made, spent)
        self.charged[made.provider] += spent
        with pytest.raises(StoreError):
            self.ledgers[1].settle(made, spent)

    @precondition(lambda self: self.open)
    @rule(data=st.data())
    def release(self, data: st.DataObject) -> None:
        made = self._taken(data)
        self.ledgers[1].release(made)
        with pytest.raises(StoreError):
            self.ledgers[0].release(made)

    @precondition(lambda self: self.open)
    @rule(data=st.data())
    def doubt(self, data: st.DataObject) -> None:
        id_ = data.draw(st.sampled_from(list(self.open)))
        self.ledgers[0].uncertain(self.open[id_])
        self.doubtful.add(id_)

    @rule(credits=st.integers(0, 5))
    def save(self, credits: int) -> None:
        self.ledgers[0].saved("run", "pdl", credits)

    def _taken(self, data: st.DataObject) -> Reservation:
        id_ = data.draw(st.sampled_from(list(self.open)))
        self.doubtful.discard(id_)
        return self.open.pop(id_)

    @invariant()
    def the_budget_is_kept(self) -> None:
        if not hasattr(self, "store"):
            return
        spent = self.ledgers[1].spent("run")
        for provider, charged in self.charged.items():
            aside = sum(each.credits for each in self.open.values() if each.provider == provider)
            doubtful = sum(self.open[id_].credits for id_ in self.doubtful if self.open[id_].provider == provider)
            told = spent.get(provider)
            assert (told.credits if told else 0) == pytest.approx(charged)
            assert (told.uncertain if told else 0) == pytest.approx(doubtful)
            assert charged + aside <= self.budget.by_provider.get(provider, 1e9) + 1e-9
        assert (
            sum(self.charged.values()) + sum(e.credits for e in self.open.values()) <= (self.budget.total or 0) + 1e-9
        )
        assert {each.id for each in self.ledgers[0].list_open("run")} == set(self.open)

    def teardown(self) -> None:
        if hasattr(self, "store"):
            self.store.close()
            self.folder.cleanup()


class Claims(RuleBasedStateMachine):
    """Three runs after the same drafts: one of them at a time has a draft in hand, and what is made is made once."""

    @initialize()
    def begin(self) -> None:
        self.folder = TemporaryDirectory()
        self.store = SqliteStore(Path(self.folder.name) / "s.sqlite", clock=lambda: NOW)
        self.ledger = DraftLedger(self.store)
        self.now = NOW
        self.holders: dict[str, tuple[str, datetime]] = {}
        self.made: dict[str, str] = {}

    @rule(owner=st.sampled_from("abc"), person=st.sampled_from(["p1", "p2"]), minutes=st.integers(1, 20))
    def claim(self, owner: str, person: str, minutes: int) -> None:
        slot = DraftSlot(sender="Ada@mail.example", person_id=person, job_id="j", step="introduction")
        claim = self.ledger.claim(slot, owner=owner, lease=timedelta(minutes=minutes), now=self.now)
        holder, until = self.holders.get(slot.key, ("", self.now))
        if slot.key in self.made:
            assert (claim.outcome, claim.record.draft.id) == ("kept", self.made[slot.key])  # type: ignore[union-attr]
        elif holder and holder != owner and until > self.now:
            assert (claim.outcome, claim.record.owner) == ("held", holder)
        else:
            assert claim.outcome == ("taken_over" if holder else "won")
            self.holders[slot.key] = owner, self.now + timedelta(minutes=minutes)

    @precondition(lambda self: self.holders)
    @rule(data=st.data(), name=st.sampled_from(["x", "y"]))
    def record(self, data: st.DataObject, name: str) -> None:
        key = data.draw(st.sampled_from(sorted(self.holders)))
        standing = self.ledger.record(key, Draft(kind="eml", id=name, message_id="<m>"), self.now)
        assert standing.draft is not None
        assert self.made.setdefault(key, name) == standing.draft.id

    @precondition(lambda self: self.holders)
    @rule(data=st.data(), owner=st.sampled_from("abc"))
    def release(self, data: st.DataObject, owner: str) -> None:
        key = data.draw(st.sampled_from(sorted(self.holders)))
        mine = self.holders[key][0] == owner and key not in self.made
        assert self.ledger.release(key, owner) == mine
        if mine:
            del self.holders[key]

    @rule(minutes=st.integers(1, 30))
    def time_passes(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)

    @invariant()
    def what_was_made_stays(self) -> None:
        if hasattr(self, "store"):
            standing = self.ledger.find([*self.holders, *self.made])
            assert {key for key, record in standing.items() if record.state == "made"} == set(self.made)
            assert set(standing) == set(self.holders) | set(self.made)

    def teardown(self) -> None:
        if hasattr(self, "store"):
            self.store.close()
            self.folder.cleanup()


def test_no_order_of_reserving_settling_and_releasing_passes_the_budget(request: pytest.FixtureRequest) -> None:
    walk(Spending, request, every=6)


def test_no_order_of_claims_makes_a_draft_twice(request: pytest.FixtureRequest) -> None:
    walk(Claims, request, every=6)
