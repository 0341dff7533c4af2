"""How long drafts take when the mailbox is slow, beside the least that its limit on calls at once allows.

`python -m benchmarks.drafts [--json FILE]` makes 8 and 50 drafts in threads, as the graph does, in the sandbox's Gmail,
which takes 250 ms for each call and refuses a ninth at the same time. The least is then 250 ms for every eight drafts.
The sandbox is in a process of its own, and each figure is the median of five runs with new drafts. The exit code is 1
when one takes more than 1.3 times the least, or a call was refused. With dovecot installed, drafts by IMAP are measured
too, for information: there is no latency in it.
"""

from __future__ import annotations

import argparse
import json
import math
import multiprocessing
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from hashlib import sha256
from multiprocessing.connection import Connection
from pathlib import Path
from uuid import uuid4

from benchmarks.lines import Line, at_most
from inroad.sandbox import GmailSwitches, Sandbox
from inroad.state import Email, Message, Sender
from inroad.tools.drafts import Drafts, Outgoing
from inroad.tools.drafts.gmail import AT_ONCE, GmailDrafts
from inroad.tools.drafts.imap import CONNECTIONS, ImapDrafts
from inroad.tools.google.gmail import GmailCalls
from inroad.tools.google.tokens import Tokens
from tests.imap_server import Dovecot

CALL_SECONDS, ALLOWED_AT_ONCE = 0.25, 8
COUNTS, RUNS, GOAL = (8, 50), 5, 1.3


@dataclass
class Figure:
    """So many drafts in one place: the median of all runs, in seconds, and the least, where there is one."""

    place: str
    drafts: int
    seconds: float
    least: float | None

    @property
    def ratio(self) -> float | None:
        """How many times the least it took."""
        return self.seconds / self.least if self.least else None


def main() -> int:
    """Measure, print, and say by the exit code whether the goals are met."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", type=Path, help="also write the figures to this file")
    parser.add_argument("--without-imap", action="store_true", help="measure Gmail only")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, _gmail(Path(folder)) as (gmail, taken):
        figures = [_measured(gmail, count, _least(count)) for count in COUNTS]
        calls = taken()
    if not options.without_imap:
        with _imap() as imap:
            figures += [_measured(imap, count, None) for count in COUNTS]
    print(_table(figures))
    print(f"Gmail: at most {calls} calls at once, of {ALLOWED_AT_ONCE} allowed and {AT_ONCE} that inroad makes.")
    print(f"IMAP: {CONNECTIONS} connections.")
    if options.json:
        rows = [asdict(figure) | {"ratio": figure.ratio} for figure in figures]
        options.json.write_text(json.dumps({"goal": GOAL, "figures": rows}, indent=1) + "\n")
    return int(any((figure.ratio or 0) > GOAL for figure in figures))


def lines() -> list[Line]:
    """Return the lines of drafts in Gmail; they take half a minute."""
    with tempfile.TemporaryDirectory() as folder, _gmail(Path(folder)) as (gmail, _):
        figures = [_measured(gmail, count, _least(count)) for count in COUNTS]
    return [
        Line(
            f"{each.drafts} drafts of {CALL_SECONDS * 1000:.0f} ms, {ALLOWED_AT_ONCE} at once, of what that forces",
            each.seconds / _least(each.drafts),
            at_most(GOAL),
            each.seconds,
            _least(each.drafts),
            unit="s",
        )
        for each in figures
    ]


def _least(count: int) -> float:
    return math.ceil(count / ALLOWED_AT_ONCE) * CALL_SECONDS


def _measured(place: Drafts, count: int, least: float | None) -> Figure:
    """The place is checked before, as the graph does it when a run begins."""
    place.check()
    seconds = statistics.median(_seconds(place, count) for _ in range(RUNS))
    return Figure(place.kind, count, seconds, least)


def _seconds(place: Drafts, count: int) -> float:
    orders = [_order(number) for number in range(count)]
    with ThreadPoolExecutor(count) as threads:
        started = time.perf_counter()
        made = list(threads.map(place.create, orders))
        seconds = time.perf_counter() - started
    assert len({draft.id for draft in made}) == count
    return seconds


def _order(number: int) -> Outgoing:
    """A draft that no other run makes."""
    return Outgoing(
        key=sha256(uuid4().bytes).hexdigest(),
        recipient_name=f"Person {number}",
        recipient=Email(address=f"person.{number}@acme.example"),
        sender=Sender(name="Ada Example", email="ada@mail.example"),
        message=Message(subject=f"A question, {number}", body="Hi,\n\n" + "A line of text. " * 40, writer="template"),
    )


@contextmanager
def _gmail(folder: Path) -> Iterator[tuple[GmailDrafts, _Asked]]:
    """The drafts of an account at a sandbox in a process of its own, and what asks how many calls it had at once."""
    processes = multiprocessing.get_context("spawn")
    here, there = processes.Pipe()
    server = processes.Process(target=_serve, args=(there,), daemon=True)
    server.start()
    url, login = here.recv()
    (folder / "login.json").write_text(json.dumps(login))
    calls = GmailCalls(Tokens(folder / "login.json"), url)
    try:
        with closing(calls):
            yield GmailDrafts(calls, lambda: datetime.now(UTC)), _Asked(here)
    finally:
        server.terminate()
        server.join()


class _Asked:
    """Asks the sandbox how many calls there were at once, once."""

    def __init__(self, line: Connection) -> None:
        self._line = line

    def __call__(self) -> int:
        self._line.send("how many")
        return int(self._line.recv())


def _serve(line: Connection) -> None:
    switches = GmailSwitches(latency=CALL_SECONDS, concurrency=ALLOWED_AT_ONCE, units=None)
    with Sandbox(gmail_switches=switches) as sandbox:
        login = sandbox.gmail.authorized_user(sandbox.gmail_url)
        line.send((sandbox.gmail_url, {**login, "account": "sandy@sandbox.example"}))
        line.recv()
        line.send(sandbox.gmail.quota.most_at_once)
        sandbox.serve_forever()


@contextmanager
def _imap() -> Iterator[ImapDrafts]:
    """The drafts of a mailbox at a real mail server of this machine."""
    with Dovecot() as dovecot:
        account = dovecot.account("ada")
        with closing(ImapDrafts(account, lambda: datetime.now(UTC), context=dovecot.context())) as drafts:
            yield drafts


def _table(figures: list[Figure]) -> str:
    lines = [f"{'place':6} {'drafts':>6} {'seconds':>8} {'a second':>9} {'least':>7} {'ratio':>6}"]
    for figure in figures:
        line = f"{figure.place:6} {figure.drafts:6} {figure.seconds:8.3f} {figure.drafts / figure.seconds:9.1f}"
        if figure.ratio is not None:
            verdict = "met" if figure.ratio <= GOAL else "MISSED"
            line += f" {figure.least:7.3f} {figure.ratio:6.2f}  goal {GOAL}: {verdict}"
        lines.append(line)
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
