"""Drafts exactly once, wherever a run is struck: killed, cut off, refused or left waiting, then resumed or repeated.

`SOAK_POINTS` says how many points (30), `SOAK_SEED` from which seed they are drawn.
"""

from __future__ import annotations

import json
import os
import signal
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

import pytest
import requests

from inroad.nodes.draft import LEASE
from inroad.sandbox import CREDITS, Expectations, Limits, Sandbox, faster
from inroad.sandbox.pdl import LIMITS
from inroad.state import Contact, JobState
from inroad.tools.addresses.mx import UnaskedMxResolver
from inroad.tools.ledger import Ledger
from inroad.tools.store.runs import Runs
from inroad.tools.store.sqlite import SqliteStore
from tests.graph.once_job import COMPANY, TITLE, WANTED, job_for_eight, write_files
from tests.graph.once_points import IN_PROGRAM, Backend, Blow, Point, points, words_alone
from tests.graph.once_servers import Killer, arm, rule, settled
from tests.graph.once_worker import Attempt, GmailPlace, ImapPlace, Market, attempt, attempt_and_die
from tests.graph.processes import PROCESSES
from tests.imap_proxy import CuttingProxy
from tests.imap_server import Dovecot
from tests.reliability import RELIABILITY, Figure

POINTS = [words_alone(), *points(int(os.environ.get("SOAK_SEED", "1")), int(os.environ.get("SOAK_POINTS", "30")))]
NOW = datetime(2026, 10, 1, 9, tzinfo=UTC)
UNDISTURBED = "undisturbed"
STRUCK = "kills and cuts while drafts are made, Gmail and IMAP"


@dataclass
class World:
    """The providers, and what an undisturbed run drafts and pays."""

    sandbox: Sandbox
    dovecot: Dovecot
    killer: Killer
    folder: Path


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    folder, killer = tmp_path_factory.mktemp("once"), Killer()
    write_files(folder)
    expected = Expectations(headquarters={COMPANY: "austin, texas"}, titles={COMPANY: TITLE})
    accounts = dict.fromkeys((UNDISTURBED, *(point.name for point in POINTS)), CREDITS)
    limits = faster(1_000) | {path: Limits() for path in LIMITS}
    sandbox = Sandbox(0, expected, accounts=accounts, limits=limits, sleep=killer.sleep)
    with sandbox, Dovecot() as dovecot:
        sandbox.prepare(COMPANY)
        yield World(sandbox, dovecot, killer, folder)


@pytest.fixture(scope="module")
def undisturbed(world: World) -> Callable[[bool], Case]:
    """What a run with nothing in its way has made, and paid, with the market and without."""
    made: dict[bool, Case] = {}

    def case(market: bool) -> Case:
        if market not in made:
            backend: Backend = "market" if market else "gmail"
            point = Point(UNDISTURBED, backend, (), True, True, 0, patient=True)
            made[market] = Case(world, point, world.folder / f"undisturbed-{backend}")
            made[market].finish()
        return made[market]

    return case


@pytest.mark.parametrize("point", POINTS, ids=str)
def test_each_draft_is_there_once(
    point: Point,
    world: World,
    undisturbed: Callable[[bool], Case],
    tmp_path: Path,
    record_property: Callable[[str, object], None],
) -> None:
    record_property(RELIABILITY, Figure(STRUCK, tried=1, held=0).row())
    case = Case(world, point, tmp_path / "case")
    for blow in point.blows:
        record_property(point.backend, f"{blow.what}: {case.strike(blow)}")
    state = case.finish()
    calm = undisturbed(case.market)
    told = f"{point.name}: {'; '.join(map(str, point.blows))}; {point}"
    assert case.recipients() == calm.recipients(), told
    assert case.mails() == {contact.draft.id: _words(contact) for contact in state.contacts if contact.draft}, told
    if len(case.runs) == 1:
        assert sorted(case.mails().values()) == sorted(calm.mails().values()), told
    if case.market:
        twice = {name: paid - calm.paid()[name] for name, paid in case.paid().items()}
        assert all(0 <= more <= case.in_flight()[name] for name, more in twice.items()), (told, twice, case.in_flight())
    record_property(RELIABILITY, Figure(STRUCK, tried=0, held=1).row())


@pytest.mark.parametrize("backend", ["gmail", "imap"])
def test_two_runs_at_once_make_each_draft_once(
    backend: Backend, world: World, undisturbed: Callable[[bool], Case], tmp_path: Path
) -> None:
    case = Case(world, Point(f"race-{backend}", backend, (), False, False, 0, patient=True), tmp_path / "case")
    case.race()
    case.finish()
    assert case.recipients() == undisturbed(False).recipients()


class Case:
    """One point: a home, a mailbox, and the attempts at one posting."""

    def __init__(self, world: World, point: Point, home: Path) -> None:
        home.mkdir()
        self.world, self.point, self.home = world, point, home
        self.market = point.backend == "market"
        self.now = NOW
        self.runs: set[str] = set()
        drafts = "imap" if point.backend == "imap" else "gmail"
        self.job = job_for_eight(world.folder, market=self.market).model_copy(update={"drafts": drafts})
        self.user = f"{point.name}-{point.backend}@sandbox.example"
        switches = world.sandbox.gmail_switches
        switches.keeps_message_id, switches.keeps_x_headers = point.keeps_message_id, point.keeps_x_headers
        switches.search_lag = point.search_lag
        self._log_in()

    def strike(self, blow: Blow) -> str:
        """Make an attempt that the blow strikes, if it comes so far; say how it ended."""
        killer = self.world.killer
        killer.over.clear()
        with ExitStack() as stack:
            order = self._next(blow, stack)
            where = blow.where if blow.what in IN_PROGRAM else ""
            process = PROCESSES.Process(target=attempt_and_die, args=(order, where, blow.count))
            killer.process = process
            process.start()
            process.join()
            killer.over.set()
            self.world.sandbox.faults.clear()
        settled(self._served)
        assert process.exitcode in (0, -signal.SIGKILL)
        return "ended" if process.exitcode == 0 else "killed"

    def race(self) -> None:
        """Make two runs of the posting at the same time, in processes of their own."""
        with ExitStack() as stack:
            order = self._next(None, stack)
            jobs = [order.job.model_copy(update={"run_id": name}) for name in ("r_1", "r_2")]
            racers = [PROCESSES.Process(target=attempt_and_die, args=(replace(order, job=job), "", 0)) for job in jobs]
            for racer in racers:
                racer.start()
            for racer in racers:
                racer.join()
        assert [racer.exitcode for racer in racers] == [0, 0]

    def finish(self) -> JobState:
        """Let the run come to its end, and be repeated once later when something is still missing."""
        state = self._calm()
        if self._made() < WANTED:
            self.now += LEASE + timedelta(seconds=1)
            state = self._calm()
        return state

    def recipients(self) -> Counter[str]:
        """How many drafts there are to each address."""
        return Counter(str(mail["To"].addresses[0].addr_spec) for mail in self._mails().values())

    def mails(self) -> dict[str, tuple[str, str, str]]:
        """Recipient, subject and text of each draft in the mailbox, by the id that inroad gives it."""
        return {
            draft_id: (str(mail["To"].addresses[0].addr_spec), str(mail["Subject"]), _text(mail))
            for draft_id, mail in self._mails().items()
        }

    def paid(self) -> dict[str, float]:
        """The credits that each provider took."""
        books, key = self.world.sandbox.accounts, self.point.name
        pdl = books.spent(key, "search") + books.spent(key, "enrich_job_title")
        return {"pdl": pdl, "hunter": books.spent(key, "hunter")}

    def in_flight(self) -> dict[str, float]:
        """The credits of calls whose answer never arrived."""
        with SqliteStore(self.home / "inroad.sqlite", clock=lambda: self.now) as store:
            spent = [Ledger(store, lambda: self.now).spent(run.run_id) for run in Runs(store).list()]
        return {name: sum(each[name].uncertain for each in spent if name in each) for name in ("pdl", "hunter")}

    def _log_in(self) -> None:
        gmail = self.world.sandbox.gmail
        login = gmail.authorized_user(self.world.sandbox.gmail_url, gmail.issue_token(user=self.user))
        (self.home / "login.json").write_text(json.dumps({**login, "account": self.user}))

    def _next(self, blow: Blow | None, stack: ExitStack) -> Attempt:
        """The attempt that comes next, with the servers as the blow wants them."""
        resume = False
        with SqliteStore(self.home / "inroad.sqlite", clock=lambda: self.now) as store:
            if runs := Runs(store).list():
                resume = runs[0].state != "done"
                name = runs[0].run_id if resume else f"r_{len(runs) + 1}"
                self.job = self.job.model_copy(update={"run_id": name})
                self.now += LEASE + timedelta(seconds=1) if self.point.patient and not resume else timedelta(seconds=1)
        self.runs.add(self.job.run_id)
        sandbox = self.world.sandbox
        return Attempt(
            home=self.home,
            job=self.job,
            place=self._imap(blow, stack) if self.point.backend == "imap" else self._gmail(blow),
            market=Market(self.point.name, sandbox.pdl_url, sandbox.hunter_url) if self.market else None,
            now=self.now,
            read=0.4 if blow and blow.what == "time-out" else 20,
            resume=resume,
        )

    def _calm(self) -> JobState:
        with ExitStack() as stack:
            return attempt(self._next(None, stack), UnaskedMxResolver())

    def _made(self) -> int:
        with SqliteStore(self.home / "inroad.sqlite", clock=lambda: self.now) as store:
            runs = Runs(store)
            report = runs.report(runs.list()[0].run_id) or {"contacts": []}
        return sum(contact["draft"] is not None for contact in report["contacts"])

    def _served(self) -> int:
        """How many drafts there are, or answers of the sandbox, after the server was asked once more."""
        if self.point.backend == "imap":
            return len(self._mails())
        sandbox, profile = self.world.sandbox, "/gmail/v1/users/me/profile"
        requests.get(f"{sandbox.gmail_url}{profile}", timeout=20).close()
        return len(sandbox.history.exchanges) - len(sandbox.history.of(profile))

    def _gmail(self, blow: Blow | None) -> GmailPlace:
        if blow:
            arm(self.world.sandbox, blow)
        return GmailPlace(self.world.sandbox.gmail_url, self.home / "login.json")

    def _imap(self, blow: Blow | None, stack: ExitStack) -> ImapPlace:
        dovecot = self.world.dovecot
        port = stack.enter_context(CuttingProxy(dovecot, rule(blow, self.world.killer))).port if blow else 0
        return ImapPlace(dovecot.account(self.user, port=port), dovecot.certificate)

    def _mails(self) -> dict[str, EmailMessage]:
        """All drafts, by the id that inroad gives them."""
        if self.point.backend != "imap":
            return {draft.id: draft.mail for draft in self.world.sandbox.gmail.mailbox(self.user).drafts}
        with self.world.dovecot.client(self.user) as client:
            validity = client.select_folder("Drafts", readonly=True)[b"UIDVALIDITY"]
            fetched: dict[int, dict[bytes, bytes]] = client.fetch(client.search(), ["BODY.PEEK[]"])
        return {
            f"Drafts;{validity};{uid}": message_from_bytes(data[b"BODY[]"], policy=SMTP)
            for uid, data in fetched.items()
        }


def _words(contact: Contact) -> tuple[str, str, str]:
    assert contact.message is not None
    return contact.email.address, contact.message.subject, contact.message.body.strip()


def _text(mail: EmailMessage) -> str:
    part = mail.get_body(("plain",))
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n").strip()
