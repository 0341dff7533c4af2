"""What a person sees: progress by step, the report as a table, lists of runs and contacts.

Names and texts from outside are shown as text: no markup of theirs is obeyed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from types import TracebackType
from typing import Any

from rich.console import Console, Group
from rich.live import Live
from rich.spinner import Spinner
from rich.table import Table
from rich.text import Text

from inroad.graph.run import Step
from inroad.state import Contact, Report
from inroad.tools.store.library import LibraryEntry
from inroad.tools.store.runs import Run

_SAYS = {
    "read_posting": "reading the posting",
    "check_inputs": "reading who you are",
    "enrich_title": "what the title means",
    "clean_company": "which company it is",
    "locate": "where to look",
    "plan_search": "planning the search",
    "search": "searching for people",
    "gather": "putting people together",
    "next_page": "reading on",
    "broaden": "searching more broadly",
    "shortlist": "taking the best",
    "verify": "looking for addresses",
    "choose": "choosing",
    "follow_up": "looking up earlier drafts",
    "collect_facts": "collecting facts",
    "write": "writing",
    "draft": "making drafts",
    "report": "reporting",
}


_MANY = 4


class Progress:
    """Progress by step: a live list on a terminal, plain lines elsewhere."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._open: dict[str, int] = {}
        self._done: dict[str, str] = {}
        self._live = Live(console=console, transient=True, refresh_per_second=8) if console.is_terminal else None

    def __enter__(self) -> Progress:
        if self._live:
            self._live.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._live:
            self._live.stop()

    def __call__(self, step: Step) -> None:
        """Show that a step started or ended."""
        self._open[step.name] = self._open.get(step.name, 0) + (1 if step.what == "started" else -1)
        if step.what == "ended":
            self._done[step.name] = _outcome(step.name, step.update) or self._done.get(step.name, "")
        if self._live:
            self._live.update(self._picture())
        elif step.what == "ended" and not self._open[step.name]:
            self._console.print(Text(_line(step.name, self._done[step.name])))

    def _picture(self) -> Group:
        running = {name for name, count in self._open.items() if count}
        lines = [Text(f"✓ {_line(name, self._done[name])}") for name in self._done if name not in running]
        return Group(*lines, *(Spinner("dots", Text(_SAYS.get(name, name))) for name in sorted(running)))


def _line(step: str, outcome: str) -> str:
    return f"{_SAYS.get(step, step)}: {outcome}" if outcome else _SAYS.get(step, step)


def _outcome(step: str, update: dict[str, Any]) -> str:
    """What a step found, in a few words."""
    if step == "read_posting" and (opening := update.get("opening")):
        return f"{opening.title} at {opening.company}" + (
            f", {_short_places(opening.location)}" if opening.location else ""
        )
    if step == "enrich_title" and (title := update.get("enrichment")):
        return ", ".join(filter(None, [title.cleaned_name, title.role.replace("_", " "), *title.levels]))
    if step == "locate" and (plan := update.get("strategy")):
        where = plan.metro or ", ".join(filter(None, [plan.city, plan.region, plan.country]))
        return f"{where or 'anywhere'} ({plan.kind.replace('_', ' ')})"
    if step == "gather":
        return f"{len(update.get('ranking', []))} people"
    if step == "choose":
        return f"{len(update.get('contacts', []))} contacts"
    return ""


def show_report(console: Console, report: Report, shortfall: str) -> None:
    """Print the report: the contacts with why and how sure, the problems, and what is missing."""
    posting = report.posting
    where = f" ({_short_places(posting.location)})" if posting.location else ""
    console.print(Text(f"{posting.title} at {posting.company}{where}", style="bold"))
    plan = report.strategy
    place = plan.metro or ", ".join(filter(None, [plan.city, plan.region, plan.country])) or "anywhere"
    console.print(Text(f"run {report.run_id} · where: {place} ({plan.kind.replace('_', ' ')})", style="dim"))
    if report.contacts:
        console.print()
        console.print(_contacts(report.contacts))
        _show_messages(console, report.contacts)
    elif report.searches and not report.timings.get("search"):
        _show_plan(console, report)
    for problem in report.problems:
        action = f" ({problem.action})" if problem.action else ""
        console.print(Text(f"! {problem.message}{action}", style="yellow"))
    for provider, spent in report.spend.items():
        console.print(Text(f"{provider}: {spent.calls} calls, {spent.credits:g} credits, {spent.saved:g} saved"))
    if shortfall:
        console.print(Text(shortfall, style="yellow"))
    folders = sorted({contact.draft.path.rpartition("/")[0] for contact in report.contacts if contact.draft})
    for folder in filter(None, folders):
        console.print(Text(f"Drafts are in {folder}; nothing was sent."))


def _show_plan(console: Console, report: Report) -> None:
    """What a run would search, one after another until there are enough, and what that costs at the most."""
    kinds = ", then ".join(dict.fromkeys(search.kind for search in report.searches))
    console.print(Text(f"This is the plan: search {kinds}, until there are enough. Nothing was searched."))
    if any(search.kind != "network" for search in report.searches):
        console.print(
            Text("A person costs 1 credit, those of your network and bought before none; --budget limits it.")
        )


def _contacts(contacts: Iterable[Contact]) -> Table:
    """A block for each contact: who, the address and how sure it is, why, and where the draft is."""
    grid = Table.grid(padding=(0, 1))
    grid.add_column(justify="right", style="bold")
    grid.add_column()
    for number, contact in enumerate(contacts, 1):
        grid.add_row(str(number), _block(contact))
    return grid


def _block(contact: Contact) -> Text:
    name = f"{contact.first_name} {contact.last_name}".strip()
    title = f", {contact.title}" if contact.title else ""
    text = Text.assemble((name, "bold"), title, " · ", (contact.persona, "cyan"))
    text.append(f"\n{contact.email.address or 'no address'}", style="green" if contact.email.address else "yellow")
    text.append(f" ({contact.email.status}{_by(contact.email.source)})" if contact.email.address else "")
    if not contact.email.address and contact.email.trail:
        text.append(f" ({contact.email.trail[0]})")
    text.append("\n" + " ".join(contact.why), style="dim")
    if contact.draft:
        text.append(f"\ndraft: {contact.draft.path.rpartition('/')[2] or contact.draft.url}")
    return text.append("\n")


def _by(source: str) -> str:
    return f", from {source}" if source else ""


def _show_messages(console: Console, contacts: Sequence[Contact]) -> None:
    """The first message, as a sample, and all those that are in no draft."""
    written = [contact for contact in contacts if contact.message]
    shown = written[:1] + [contact for contact in written[1:] if contact.draft is None]
    for contact in shown:
        if contact.message:
            console.rule(Text(f"the message to {contact.first_name} {contact.last_name}"), align="left")
            console.print(Text(f"Subject: {contact.message.subject}\n\n{contact.message.body.strip()}"))
    if shown:
        console.rule()


def _short_places(location: str) -> str:
    """The first of many places, and how many more there are."""
    first, *more = location.split("; ")
    return location if len(more) < _MANY else f"{first} and {len(more)} more"


def show_runs(console: Console, runs: Iterable[Run]) -> None:
    """Print the history of runs, the newest first."""
    table = Table("run", "when", "posting", "state", "contacts", "drafts", "exit")
    for run in runs:
        when = run.started_at.astimezone().strftime("%Y-%m-%d %H:%M")
        posting = f"{run.title} at {run.company}" if run.title else run.error
        code = "" if run.exit_code is None else str(run.exit_code)
        table.add_row(Text(run.run_id), when, Text(posting), run.state, str(run.contacts), str(run.drafts), code)
    console.print(table)


def show_library(console: Console, entries: Iterable[LibraryEntry]) -> None:
    """Print the people of earlier reports."""
    table = Table("id", "name", "title", "company", "address", "verdict", "checked")
    for entry in entries:
        checked = entry.email.checked_at.date().isoformat() if entry.email.checked_at else ""
        table.add_row(
            Text(entry.person_id),
            *(Text(text) for text in (entry.name, entry.title, entry.company, entry.email.address)),
            entry.email.status,
            checked,
        )
    console.print(table)
