"""One run of the crash matrix: its home, its attempts, and what came of it."""

from __future__ import annotations

import json
import signal
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from typing import Any

import requests

from inroad.graph.retention import purge
from inroad.graph.unfinished import threads
from inroad.sandbox import Sandbox
from inroad.settings import Tools
from inroad.state import JobInput
from inroad.tools.addresses.mx import UnaskedMxResolver
from inroad.tools.ledger import Ledger
from inroad.tools.store import Store
from inroad.tools.store.opening import Mongo
from inroad.tools.store.runs import Runs
from tests.graph.crash_job import jobs_of
from tests.graph.crash_points import Blow
from tests.graph.crash_servers import NOTHING, Door
from tests.graph.crash_worker import Attempt, attempt, store_of
from tests.graph.once_servers import settled
from tests.graph.processes import PROCESSES

NOW = datetime(2026, 10, 1, 9, tzinfo=UTC)
KINDS = {"pdl": ("search", "enrich_job_title"), "hunter": ("hunter",), "apollo": ("apollo",)}
Judged = tuple[str, str, str, str]
"""A person's id, what they are to the user, their address and how sure it is."""


@dataclass
class World:
    """The providers, with the door before them, and where the files of all runs are."""

    sandbox: Sandbox
    door: Door
    folder: Path


@dataclass
class Outcome:
    """What has to be the same of a run, wherever it was killed."""

    contacts: list[list[Judged]]
    problems: list[tuple[str, str, str]]
    exit_codes: list[int | None]
    recipients: Counter[str]


class Case:
    """The runs of a house, under a key of its own, which also names its mailbox."""

    def __init__(self, world: World, house: str, key: str, mongo: Mongo | None = None) -> None:
        self.world, self.key, self.mongo = world, key, mongo
        self.home = home = world.folder / key
        home.mkdir()
        self.now = NOW
        self.met: Counter[str] = Counter()
        self.jobs = tuple(job.model_copy(update={"out": str(home / "drafts")}) for job in jobs_of(house, world.folder))
        self._log_in()

    def attempt(self, blow: Blow | None = None) -> bool:
        """Bring the runs to their end in a process of its own; whether the blow has killed it before.

        `met` is how often an attempt that came to the end has met each boundary.
        """
        door = self.world.door
        process = PROCESSES.Process(target=attempt, args=(self._order(), blow))
        door.watch(process, blow)
        process.start()
        process.join()
        settled(self._served)
        assert process.exitcode in (0, -signal.SIGKILL), process.exitcode
        if process.exitcode == 0:
            self.met = Counter(json.loads((self.home / "met.json").read_text())) + door.met
        return process.exitcode != 0

    def is_over(self) -> bool:
        """Whether all runs have come to their end."""
        with self._store() as store:
            return sum(run.state == "done" for run in Runs(store).list()) == len(self.jobs)

    def differences(self, calm: Case) -> list[str]:
        """What is not as it has to be, in words; `calm` is the run that nothing has struck."""
        ours, theirs = asdict(self.outcome()), asdict(calm.outcome())
        wrong = [f"{name}: {ours[name]} instead of {theirs[name]}" for name in ours if ours[name] != theirs[name]]
        if (mails := sorted(map(_text, self.mails()))) != (messages := self.messages()):
            wrong.append(f"drafts: {mails} instead of {messages}")
        if left := self.left_progress():
            wrong.append(f"progress: that of {left} is left")
        return [*wrong, *self._wrong_payments(calm)]

    def _wrong_payments(self, calm: Case) -> Iterator[str]:
        """What was charged beside the calm run has to stand in the ledger, as what may have been charged."""
        charged, usual, spent = self.charged(), calm.charged(), self.spent()
        for name in charged:
            certain, perhaps = spent[name]
            if not certain <= charged[name] <= certain + perhaps:
                yield f"{name}: charged {charged[name]:g}, in the ledger {certain:g} and perhaps {perhaps:g}"
            if not usual[name] <= charged[name] <= usual[name] + perhaps:
                yield f"{name}: charged {charged[name]:g} instead of {usual[name]:g}, {perhaps:g} in flight"

    def outcome(self) -> Outcome:
        """What has come of the runs that are over."""
        with self._store() as store:
            runs = [Runs(store).get(job.run_id) for job in self.jobs]
        problems = [each for report in self._reports() for each in report["problems"]]
        return Outcome(
            contacts=[self._contacts(job, report) for job, report in zip(self.jobs, self._reports(), strict=True)],
            problems=sorted((each["step"], each["kind"], each["message"]) for each in problems),
            exit_codes=[run.exit_code for run in runs],
            recipients=Counter(_recipient(mail) for mail in self.mails()),
        )

    def messages(self) -> list[tuple[str, str, str]]:
        """Recipient, subject and text of what the reports say is in the drafts."""
        made = [each for report in self._reports() for each in report["contacts"] if each["draft"]]
        return sorted((c["email"]["address"], c["message"]["subject"], c["message"]["body"].strip()) for c in made)

    def mails(self) -> list[EmailMessage]:
        """All drafts."""
        if self.jobs[0].drafts == "gmail":
            return [draft.mail for draft in self.world.sandbox.gmail.mailbox(self._user).drafts]
        files = sorted((self.home / "drafts").glob("*.eml"))
        return [message_from_bytes(file.read_bytes(), policy=SMTP) for file in files]

    def charged(self) -> dict[str, float]:
        """The credits that each provider took."""
        books = self.world.sandbox.accounts
        return {name: sum(books.spent(self.key, kind) for kind in kinds) for name, kinds in KINDS.items()}

    def spent(self) -> dict[str, tuple[float, float]]:
        """What the ledger says of each provider: credits that were charged for certain, and perhaps."""
        with self._store() as store:
            purses = [Ledger(store, lambda: self.now).spent(job.run_id) for job in self.jobs]
        lines = {name: [purse[name] for purse in purses if name in purse] for name in KINDS}
        return {name: (sum(e.credits for e in each), sum(e.uncertain for e in each)) for name, each in lines.items()}

    def left_progress(self) -> set[str]:
        """The runs of which progress is left, when the daily purge has looked after what the killed have left."""
        with self._store() as store:
            tools = Tools(store=store, home=self.home, mail_servers=UnaskedMxResolver(), mongo=self.mongo)
            purge(NOW - timedelta(days=365), tools)
            return threads(tools)

    @property
    def _user(self) -> str:
        return f"{self.key}@sandbox.example"

    def _log_in(self) -> None:
        gmail = self.world.sandbox.gmail
        login = gmail.authorized_user(self.world.sandbox.gmail_url, gmail.issue_token(user=self._user))
        (self.home / "login.json").write_text(json.dumps({**login, "account": self._user}))

    def _contacts(self, job: JobInput, report: dict[str, Any]) -> list[Judged]:
        """The people and verdicts, best first; those of a follow-up are by the moment of their drafts' claims."""
        contacts = [_judged(contact) for contact in report["contacts"]]
        return sorted(contacts) if job.kind == "follow_up" else contacts

    def _reports(self) -> list[dict[str, Any]]:
        with self._store() as store:
            return [Runs(store).report(job.run_id) or {} for job in self.jobs]

    def _store(self) -> closing[Store]:
        return closing(store_of(self._order()))

    def _order(self) -> Attempt:
        """The attempt that comes next."""
        self.now += timedelta(seconds=1)
        return Attempt(self.home, self.jobs, self.world.sandbox.url, self.key, self.now, self.mongo)

    def _served(self) -> int:
        """How many calls were served, after one more that is not counted."""
        door = self.world.door
        requests.get(f"{self.world.sandbox.url}{NOTHING}", timeout=20).close()
        return door.served + 1_000_000 * door.is_open


def _text(mail: EmailMessage) -> tuple[str, str, str]:
    """Recipient, subject and text of a draft."""
    part = mail.get_body(("plain",))
    assert part is not None
    return _recipient(mail), str(mail["Subject"]), str(part.get_content()).replace("\r\n", "\n").strip()


def _judged(contact: dict[str, Any]) -> Judged:
    return contact["person_id"], contact["persona"], contact["email"]["address"], contact["email"]["status"]


def _recipient(mail: EmailMessage) -> str:
    return str(mail["To"].addresses[0].addr_spec)
