"""What a person sees while something goes on: progress by step, and how many of many are done."""

from __future__ import annotations

from types import TracebackType
from typing import TYPE_CHECKING, Any

from rich.console import Console, Group
from rich.live import Live
from rich.spinner import Spinner
from rich.text import Text

from inroad.analysis import LEFT_OUT
from inroad.tools.outside_text import plain_line
from inroad.tools.wording import counted

if TYPE_CHECKING:
    from inroad.graph.run import Step

_MANY = 4
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
    "set_apart": "comparing the messages",
    "review": "reviewing",
    "draft": "making drafts",
    "report": "reporting",
    "read_inputs": "reading posting and CV",
    "structure_jd": "what the posting asks for",
    "research_company": "what the company is",
    "discover_contacts": "who is there",
    "cover_cv": "what the CV covers",
    "give_roles": "who they are to you",
    "find_gaps": "what is missing",
    "reckon_fit": "how well it fits",
    "put_out": "what to do, and the letter",
}


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
        """Show that a step started or ended; what it tells meanwhile is for logs."""
        if step.what == "told":
            return
        self._open[step.name] = self._open.get(step.name, 0) + (1 if step.what == "started" else -1)
        if step.what == "ended":
            self._done[step.name] = _outcome(step.name, step.update) or self._done.get(step.name, "")
        if self._live:
            self._live.update(self._picture())
        elif step.what == "ended" and not self._open[step.name]:
            self._console.print(one_line(_line(step.name, self._done[step.name])))

    def _picture(self) -> Group:
        running = {name for name, count in self._open.items() if count}
        lines = [one_line(f"✓ {_line(name, self._done[name])}") for name in self._done if name not in running]
        return Group(*lines, *(Spinner("dots", Text(says(name))) for name in sorted(running)))


def says(step: str) -> str:
    """Return what a step does, in a few words."""
    return _SAYS.get(step, step)


def one_line(text: str, style: str = "") -> Text:
    """Return one line that is shown as it is, whatever it holds."""
    return Text(plain_line(text), style=style)


def _line(step: str, outcome: str) -> str:
    return f"{says(step)}: {outcome}" if outcome else says(step)


def _outcome(step: str, update: dict[str, Any]) -> str:
    """What a step found, in a few words."""
    if step == "read_posting" and (opening := update.get("opening")):
        return f"{opening.title} at {opening.company}" + (
            f", {short_places(opening.location)}" if opening.location else ""
        )
    if step == "enrich_title" and (title := update.get("enrichment")):
        return ", ".join(filter(None, [title.cleaned_name, title.role.replace("_", " "), *title.levels]))
    if step == "locate" and (plan := update.get("strategy")):
        where = plan.metro or ", ".join(filter(None, [plan.city, plan.region, plan.country]))
        return f"{where or 'anywhere'} ({plan.kind.replace('_', ' ')})"
    if step == "gather":
        return counted(len(update.get("ranking", [])), "person", "people")
    if step == "choose":
        return counted(len(update.get("contacts", [])), "contact")
    return _outcome_of_layer(step, update)


def _outcome_of_layer(step: str, update: dict[str, Any]) -> str:
    """What a layer of the larger pipeline found, in a few words."""
    if (missed := update.get("not_reached")) and step != "put_out":
        return "; ".join(each.why for each in missed if each.why != LEFT_OUT) or "left out"
    if step == "read_inputs" and (opening := update.get("opening")):
        return f"{opening.title} at {opening.company}"
    if step == "structure_jd" and (jd := update.get("jd_structured")):
        must, nice = len(jd.of_need("must")), len(jd.of_need("nice"))
        return f"{counted(must, 'must-have')}, {nice} nice to have"
    if step == "cover_cv" and (coverage := update.get("cv_coverage")):
        covered = sum(each.strength == "covered" for each in coverage.requirements)
        return f"{covered} of {counted(len(coverage.requirements), 'requirement')}"
    if step == "find_gaps" and (found := update.get("gaps")):
        return counted(len(found.gaps), "gap")
    if step == "research_company" and (dossier := update.get("company_info")):
        return counted(len(dossier.statements), "statement")
    if step == "discover_contacts":
        return counted(len(update.get("found_contacts", [])), "contact")
    if step == "reckon_fit" and (fit := update.get("fit")):
        return f"{fit.score:.0f} of 100"
    return ""


class Tally:
    """How many of many are done: a live line on a terminal, a plain one for each tenth elsewhere."""

    def __init__(self, console: Console, what: str) -> None:
        self._console = console
        self._what = what
        self._status = console.status(Text(what)) if console.is_terminal else None

    def __enter__(self) -> Tally:
        if self._status:
            self._status.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._status:
            self._status.stop()

    def __call__(self, done: int, of: int) -> None:
        """Show that one more is done."""
        line = Text(f"{self._what}: {done} of {of}")
        if self._status:
            self._status.update(line)
        elif 10 * done // of > 10 * (done - 1) // of:
            self._console.print(line)


def short_places(location: str) -> str:
    """Return all places in one line, of many the first and how many more there are."""
    first, *more = location.split("; ")
    return location if len(more) < _MANY else f"{first} and {len(more)} more"
