"""What a person sees of a batch: what is at work, what has come of it, and the totals."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from rich.console import Console, Group
from rich.live import Live
from rich.table import Column, Table
from rich.text import Text

from inroad.graph.exit_codes import FEWER
from inroad.progress_display import says
from inroad.state import Report
from inroad.tools.outside_text import plain_line
from inroad.tools.store.batches import Batch, Item, Totals, is_free
from inroad.tools.wording import counted

if TYPE_CHECKING:
    from inroad.graph.run import Step

_MOST_SHOWN = 20


class BatchProgress:
    """How far a batch is: a live table on a terminal, elsewhere a line for each posting as it ends.

    What is counted are numbers and the postings at work, however many there are.
    """

    def __init__(self, console: Console, so_far: Totals, clock: Callable[[], float] = time.monotonic) -> None:
        self._console = console
        self._clock = clock
        self._began = clock()
        self._totals = so_far.model_copy()
        self._over_before = so_far.done + so_far.failed
        self._at_work: dict[int, _AtWork] = {}
        self._live = Live(console=console, transient=True, refresh_per_second=4) if console.is_terminal else None

    def __enter__(self) -> BatchProgress:
        if self._live:
            self._live.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._live:
            self._live.stop()

    def __call__(self, item: Item, step: Step | None) -> None:
        """Show a step of a posting's run, or that the posting is over."""
        if step:
            self._at_work.setdefault(item.number, _AtWork(item, self._clock())).see(step)
        else:
            self._at_work.pop(item.number, None)
            if item.is_over:
                self._count(item)
        if self._live:
            self._live.update(self._picture())
        elif step is None and item.is_over:
            _say(self._console, self._line(item))

    def _count(self, item: Item) -> None:
        totals = self._totals
        setattr(totals, item.state, getattr(totals, item.state) + 1)
        if totals.waiting:
            totals.waiting -= 1
        else:
            totals.running -= 1
        totals.contacts += item.contacts
        totals.drafts += item.drafts
        totals.credits += item.credits
        if self._live and item.error:
            _say(self._console, self._line(item), "yellow" if item.state == "done" else "red")

    def _line(self, item: Item) -> str:
        totals = self._totals
        return f"{totals.done + totals.failed} of {totals.items}: {line_of(item)}"

    def _picture(self) -> Group:
        # Only the posting gives way where the terminal is narrow.
        posting = Column("posting", overflow="ellipsis", no_wrap=True, ratio=1)
        table = Table("", posting, Column("step", no_wrap=True), Column("s", justify="right"), expand=True)
        for number in sorted(self._at_work)[:_MOST_SHOWN]:
            each = self._at_work[number]
            table.add_row(str(number), _text(each.name), each.step, f"{self._clock() - each.began:.0f}")
        return Group(table, _text(self._summary()))

    def _summary(self) -> str:
        totals = self._totals
        over = totals.done + totals.failed
        parts = [f"{over} of {totals.items}", f"{totals.failed} failed", brought(totals), *self._pace(over)]
        return " · ".join(parts)

    def _pace(self, over: int) -> list[str]:
        """How many postings a minute this process sees, and how long the rest takes at that."""
        here, elapsed = over - self._over_before, self._clock() - self._began
        if not here or elapsed <= 0:
            return []
        left = (self._totals.items - over) * elapsed / here
        return [f"{60 * here / elapsed:.1f} a minute", f"about {duration(left)} left"]


class _AtWork:
    """A posting whose run goes on: as what it shows itself, and at which step it is."""

    def __init__(self, item: Item, began: float) -> None:
        self.name = short_name(item)
        self.began = began
        self.step = ""

    def see(self, step: Step) -> None:
        if step.what == "started":
            self.step = says(step.name)
        elif opening := step.update.get("opening"):
            self.name = f"{opening.title} at {opening.company}"


def line_of(item: Item) -> str:
    """Return what came of a posting that is over, in one line."""
    start = f"{short_name(item)}: "
    if item.state == "failed":
        return f"{start}{item.error}"
    if item.state == "waiting":
        return f"{start}left for another try; {item.error}" if item.error else f"{start}left for another try"
    drafts = "waits for your review" if item.paused else counted(item.drafts, "draft")
    told = f"{counted(item.contacts, 'contact')}, {drafts}, {item.seconds:.1f} s"
    return f"{start}{told}; {item.error}" if item.error else f"{start}{told}"


def plan_of(item: Item, report: Report) -> str:
    """Return what a posting's run would search, and where, in one line."""
    plan = report.strategy
    place = plan.metro or ", ".join(filter(None, [plan.city, plan.region, plan.country])) or "anywhere"
    searches = ", then ".join(f"{search.kind} (up to {search.asked})" for search in report.searches) or "nothing"
    return f"{item.number}: {short_name(item)}: {place} ({plan.kind.replace('_', ' ')}); search {searches}"


def short_name(item: Item) -> str:
    """Return title and company where they are known, else the address or the file's name."""
    if item.title:
        return f"{item.title} at {item.company}"
    name = item.posting if "://" in item.posting else Path(item.posting).name
    return f"{name}, job {item.job}" if item.job else name


def brought(totals: Totals) -> str:
    """Return what a batch has brought, and for how many credits."""
    parts = [counted(totals.contacts, "contact"), counted(totals.drafts, "draft"), counted(totals.credits, "credit")]
    return ", ".join(parts)


def duration(seconds: float) -> str:
    """Return a time in its two largest units: "2 h 5 min", "40 s"."""
    whole = round(seconds)
    if whole >= 3600:
        return f"{whole // 3600} h {whole % 3600 // 60} min"
    return f"{whole // 60} min {whole % 60} s" if whole >= 60 else f"{whole} s"


def show_totals(console: Console, batch: Batch, totals: Totals) -> None:
    """Print what came of a batch, and what there is left to do."""
    _say(console, f"batch {batch.batch_id}: {counted(totals.items, 'posting')}, {states(totals)}", "bold")
    if fewer := totals.exit_codes.get(str(FEWER)):
        _say(console, f"{fewer} of them with fewer people or drafts than asked for.")
    _say(console, f"{brought(totals)}; nothing was sent.")
    for sentence in _next(batch.batch_id, totals):
        _say(console, sentence, "yellow")


def _next(batch_id: str, totals: Totals) -> list[str]:
    at_work = "when nobody is at work, " if totals.running else ""
    wanted = (
        (
            totals.failed,
            f"`inroad status {batch_id}` says why; `inroad batch --resume {batch_id} --retry-failed` tries "
            "those again.",
        ),
        (
            totals.paused,
            f"{counted(totals.paused, 'run')} to review: `inroad status {batch_id}` lists them; "
            "`inroad review RUN` goes on with each.",
        ),
        (totals.open, f"{counted(totals.open, 'posting')} open: {at_work}`inroad batch --resume {batch_id}` goes on."),
    )
    return [sentence for count, sentence in wanted if count]


def show_batches(console: Console, batches: Iterable[tuple[Batch, Totals]]) -> None:
    """Print the batches, the newest first."""
    batches = list(batches)
    if not batches:
        _say(console, "There is no batch yet: `inroad batch POSTING...` makes one.")
        return
    table = Table(Column("batch", no_wrap=True), "when", "postings", "state", "contacts", "drafts")
    for batch, totals in batches:
        when = batch.started_at.astimezone().strftime("%Y-%m-%d %H:%M")
        counts = (str(totals.contacts), str(totals.drafts))
        table.add_row(_text(batch.batch_id), when, str(batch.items), states(totals), *counts)
    console.print(table)


def states(totals: Totals) -> str:
    """Return how many postings are done, failed, at work, waiting, or to review."""
    counts = {
        "done": totals.done,
        "failed": totals.failed,
        "at work": totals.running,
        "waiting": totals.waiting,
        "to review": totals.paused,
    }
    return ", ".join(f"{count} {what}" for what, count in counts.items() if count) or "nothing"


def show_batch(console: Console, batch: Batch, totals: Totals, items: Iterable[Item], now: datetime) -> None:
    """Print how far a batch is: who is at work, what waits for a review, what failed and why."""
    show_totals(console, batch, totals)
    for item in items:
        start = f"{item.number}: {short_name(item)}: "
        if item.state == "running":
            what = "left by a process that has died" if is_free(item, now) else "at work"
            _say(console, f"{start}{what} ({item.owner}), run {item.run_id}")
        elif item.paused:
            _say(console, f"{start}`inroad review {item.run_id}`")
        else:
            _say(console, f"{start}{item.error}", "red")


def _say(console: Console, text: str, style: str = "") -> None:
    """Print one line; a command in it is not broken."""
    console.print(_text(text, style), soft_wrap=True)


def _text(text: str, style: str = "") -> Text:
    """One line that is shown as it is, whatever it holds."""
    return Text(plain_line(text), style=style)
