"""What a person sees: the report as a table, lists of runs and contacts.

Names and texts from outside are shown as text: neither markup nor escapes of theirs are obeyed, and what is one line
stays one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Column, Table
from rich.text import Text

from inroad.progress_display import one_line, short_places
from inroad.state import Contact, Draft, Email, Problem, Report, Spend
from inroad.tools.outside_text import plain
from inroad.tools.store.entries import LibraryEntry
from inroad.tools.store.runs import Run
from inroad.tools.wording import counted

if TYPE_CHECKING:
    from inroad.tools.addresses.by_hand import Outcome

_SENTENCES = 4
_FRESH = timedelta(days=30)
_GONE = "made earlier, no longer there"


def show_report(console: Console, report: Report, shortfall: str, keys: Collection[str] = ()) -> None:
    """Print the report: the contacts with why and how sure, the problems, and what is missing.

    `keys` are the providers of addresses that could be asked, as "hunter": a plan says what they cost.
    """
    posting = report.posting
    where = f" ({short_places(posting.location)})" if posting.location else ""
    console.print(one_line(f"{posting.title} at {posting.company}{where}", style="bold"))
    plan = report.strategy
    place = plan.metro or ", ".join(filter(None, [plan.city, plan.region, plan.country])) or "anywhere"
    console.print(one_line(f"run {report.run_id} · where: {place} ({plan.kind.replace('_', ' ')})", style="dim"))
    if report.contacts:
        console.print()
        console.print(_contacts(report.contacts))
        _show_messages(console, report.contacts)
    elif report.searches and not report.timings.get("search"):
        _show_plan(console, report, keys)
    _show_problems(console, report.problems)
    _show_spend(console, report.spend)
    if shortfall:
        console.print(one_line(shortfall, style="yellow"))
    drafts = [contact.draft for contact in report.contacts if contact.draft and contact.draft.kind != "none"]
    for place in sorted({_folder(draft) for draft in drafts if not _is_gone(draft)}):
        console.print(one_line(f"Drafts are {place}; nothing was sent."))


def _show_problems(console: Console, problems: Iterable[Problem]) -> None:
    for problem in problems:
        action = f" ({problem.action})" if problem.action else ""
        console.print(one_line(f"! {problem.message}{action}", style="yellow"))


def _show_spend(console: Console, spend: Mapping[str, Spend]) -> None:
    for provider, spent in spend.items():
        calls = counted(spent.calls, "call")
        told = f"{provider}: {calls}, {counted(spent.credits, 'credit')}, {spent.saved:g} saved"
        if spent.uncertain:
            told += f", {spent.uncertain:g} perhaps charged for calls that broke off"
        if spent.input_tokens:
            told = f"{provider}: {calls}, {spent.input_tokens} tokens in, {spent.output_tokens} out"
        if spent.dollars is not None:
            told += f", {spent.dollars:.4f} dollars"
        console.print(one_line(told))


def _show_plan(console: Console, report: Report, keys: Collection[str]) -> None:
    """What a run would search, one after another until there are enough, and what that costs at the most."""
    kinds = ", then ".join(dict.fromkeys(search.kind for search in report.searches))
    console.print(one_line(f"This is the plan: search {kinds}, until there are enough. Nothing was searched."))
    if any(search.kind != "network" for search in report.searches):
        console.print(
            Text("A person costs 1 credit, those of your network and bought before none; --budget limits it.")
        )
    for provider, price in _address_prices():
        if provider in keys:
            console.print(Text(f"For addresses {price}"))


def _address_prices() -> Iterable[tuple[str, str]]:
    # Few commands show prices, and none of the others needs what belongs to a provider.
    from inroad.tools import apollo, hunter

    yield (
        hunter.NAME,
        f"Hunter takes {hunter.TEN_PRICE:g} credit for a company's domain, {hunter.FOUND_PRICE:g} for an address found "
        f"and {hunter.CHECK_PRICE:g} for a check.",
    )
    yield apollo.NAME, "Apollo takes 1 credit for a person matched."


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
    text = Text.assemble(one_line(name, "bold"), one_line(title), " · ", one_line(contact.persona, "cyan"), "\n")
    text.append(one_line(contact.email.address or "no address", "green" if contact.email.address else "yellow"))
    text.append(one_line(f" ({verdict(contact.email)})" if contact.email.address else ""))
    for sentence in (*_way_to(contact.email), " ".join(contact.why)):
        text.append("\n").append(one_line(sentence, "dim"))
    if contact.draft:
        text.append("\n").append(one_line(f"draft: {_GONE if _is_gone(contact.draft) else _place(contact.draft)}"))
    return text.append("\n")


def _is_gone(draft: Draft) -> bool:
    """Whether a draft's file was sent, moved or deleted; of one in a mailbox nobody can tell from here."""
    return bool(draft.path) and not Path(draft.path).exists()


def _place(draft: Draft) -> str:
    """Where a draft is: its file, its page, or its folder, which its id tells where the mail server does."""
    return draft.path.rpartition("/")[2] or draft.url or _imap_folder(draft) or f"by {draft.kind}"


def _folder(draft: Draft) -> str:
    """Where the drafts of a run are together."""
    if draft.path:
        return f"in {draft.path.rpartition('/')[0]}"
    return f"in Gmail ({draft.url})" if draft.url else _imap_folder(draft) or "in your mailbox"


def _imap_folder(draft: Draft) -> str:
    folder, *told = draft.id.rsplit(";", 2) if draft.kind == "imap" else [""]
    return f"in the folder {folder}" if told else ""


def verdict(email: Email) -> str:
    """How sure an address is: verdict, score, day of the check, and where it came from."""
    score = "" if email.score is None else f"score {email.score}"
    checked = email.checked_at.date().isoformat() if email.checked_at else ""
    return ", ".join(filter(None, [email.status, score, checked, f"from {email.source}" if email.source else ""]))


def _way_to(email: Email) -> list[str]:
    """The last sentences of a trail that are about the address offered, or of the whole trail where there is none.

    What follows a sentence that names an address is about that one, until another is named.
    """
    about, led = not email.address, []
    for sentence in email.trail:
        if email.address and "@" in sentence:
            about = email.address.lower() in sentence.lower()
        if about:
            led.append(sentence)
    return led[-_SENTENCES:]


def _show_messages(console: Console, contacts: Sequence[Contact]) -> None:
    """The first message, as a sample, and all those that are in no draft."""
    written = [contact for contact in contacts if contact.message]
    shown = written[:1] + [contact for contact in written[1:] if contact.draft is None]
    for contact in shown:
        if contact.message:
            console.rule(one_line(f"the message to {contact.first_name} {contact.last_name}"), align="left")
            console.print(one_line(f"Subject: {contact.message.subject}"))
            console.print(Text(f"\n{plain(contact.message.body.strip())}"))
    if shown:
        console.rule()


def show_runs(console: Console, runs: Iterable[Run]) -> None:
    """Print the history of runs, the newest first."""
    table = Table(Column("run", no_wrap=True), "when", _folded("posting"), "state", "contacts", "drafts", "exit")
    for run in runs:
        when = run.started_at.astimezone().strftime("%Y-%m-%d %H:%M")
        posting = f"{run.title} at {run.company}" if run.title else _posting_asked(run)
        code = "" if run.exit_code is None else str(run.exit_code)
        table.add_row(
            one_line(run.run_id), when, one_line(posting), run.state, str(run.contacts), str(run.drafts), code
        )
    console.print(table)


def _posting_asked(run: Run) -> str:
    """What a run that ended before it had read its posting was given: an address, or a file's name."""
    asked = str(run.job_input.get("posting") or "")
    return asked if "://" in asked else Path(asked).name or "a pasted text"


def show_library(
    console: Console, entries: Iterable[LibraryEntry], now: datetime, suppressed: Collection[str] = ()
) -> None:
    """Print the people of earlier reports, with how old each verdict is at the time `now`, and who is suppressed."""
    texts = [_folded(name) for name in ("name", "title", "company", "address")]
    table = Table(Column("id", no_wrap=True), *texts, Column("verdict", min_width=len("unverified,"), overflow="fold"))
    for entry in entries:
        told = (entry.person_id, entry.name, entry.title, entry.company, entry.email.address)
        aged = _aged(entry.email, now)
        table.add_row(
            *(one_line(text) for text in told), f"suppressed ({aged})" if entry.person_id in suppressed else aged
        )
    console.print(table)


def _folded(header: str) -> Column:
    """A column whose words are broken where they do not fit, never cut off."""
    return Column(header, overflow="fold")


def _aged(email: Email, now: datetime) -> str:
    """A verdict with its age; one over 30 days says nothing of today any more."""
    if not (email.address and email.checked_at):
        return email.status
    age = now - email.checked_at
    days = {0: "today", 1: "1 day ago"}.get(age.days, f"{age.days} days ago")
    return f"{email.status}, {days}" + (": check anew" if age > _FRESH else "")


def show_checked(console: Console, outcome: Outcome, spend: Mapping[str, Spend]) -> None:
    """Print what came of checking addresses by hand: verdict, score, day and why; then problems and spend."""
    table = Table("address", "verdict", "score", "checked", "why")
    for each in outcome.addresses:
        score = "" if each.score is None else str(each.score)
        day = each.checked_at.date().isoformat()
        table.add_row(one_line(each.address), each.status, score, day, one_line(each.trail[-1]))
    console.print(table)
    _show_problems(console, outcome.problems)
    _show_spend(console, spend)
