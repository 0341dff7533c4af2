"""Say what came out, and remember the people for later runs."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime
from math import ceil

from langgraph.runtime import Runtime

from inroad.nodes import Update
from inroad.nodes.ranking import schools_asked
from inroad.nodes.review import is_left_out, makes_drafts, waiting
from inroad.settings import Context, Tools
from inroad.state import (
    Contact,
    JobState,
    Person,
    Posting,
    PostingSummary,
    Problem,
    Report,
    SearchReport,
    wanted,
    wants_drafts,
)
from inroad.tools.cleaning.degrees import Rejection, degree_at
from inroad.tools.people.identity import identity_keys
from inroad.tools.store.entries import LibraryEntry
from inroad.tools.wording import counted

_MOST_REASONS = 5


def report(state: JobState, runtime: Runtime[Context]) -> Update:
    """Put the report together, and the chosen people into the library."""
    tools = runtime.context.tools
    contacts = [_complete(state, contact) for contact in state.contacts]
    new = [*_not_alumni(state, tools.clock().date()), *_shortages(state, contacts), *_nothing_to_review(state)]
    problems = [*state.problems, *(problem for problem in new if problem not in state.problems)]
    output = _put_together(state, contacts, problems, tools)
    now = tools.clock()
    tools.library.save(_entry(contact, state.people[contact.person_id], now) for contact in contacts)
    return {"contacts": contacts, "problems": problems, "output": output, "error": shortfall(state, contacts)}


def report_so_far(state: JobState, tools: Tools) -> Report:
    """Return the report of a run that waits for the user's review, which says how to go on."""
    contacts = [_complete(state, contact) for contact in state.contacts]
    told = counted(len(waiting(state)), "message waits", "messages wait")
    paused = Problem(
        provider="inroad",
        step="review",
        kind="paused",
        message=f"{told} for your review.",
        action=f"go on with `inroad review {state.run_id}`",
    )
    return _put_together(state, contacts, [*state.problems, paused], tools)


def _put_together(state: JobState, contacts: list[Contact], problems: list[Problem], tools: Tools) -> Report:
    return Report(
        run_id=state.run_id,
        job_id=state.job_id,
        posting=_summary(state),
        strategy=state.strategy,
        searches=state.searches or _planned(state),
        contacts=contacts,
        spend=tools.spending.spent(state.run_id),
        problems=problems,
        timings={step: round(span.seconds, 3) for step, span in state.spans.items()},
    )


def shortfall(state: JobState, contacts: list[Contact]) -> str:
    """Return in one sentence what is less than was asked for, or ""."""
    if state.dry_run:
        return ""
    if state.kind == "follow_up" and not contacts:
        return "There was nobody to follow up on."
    if state.kind == "linkedin":
        return _told(len(contacts), wanted(state), "contact", "found") if len(contacts) < wanted(state) else ""
    reachable = sum(contact.email.status != "none" for contact in contacts)
    if state.kind != "follow_up" and reachable < wanted(state):
        return _told(reachable, wanted(state), "contact", "found", " with an address")
    asked_for = [contact for contact in contacts if not is_left_out(state, contact.person_id)]
    drafted = sum(contact.draft is not None for contact in asked_for)
    if wants_drafts(state) and drafted < len(asked_for):
        return _told(drafted, len(asked_for), "draft", "made")
    return ""


def _told(part: int, whole: int, noun: str, done: str, which: str = "") -> str:
    """Return "1 of 8 drafts was made."."""
    were = "was" if 1 in (part, whole) else "were"
    return f"{part} of {counted(whole, noun)}{which} {were} {done}."


def _entry(contact: Contact, person: Person, now: datetime) -> LibraryEntry:
    return LibraryEntry(
        **contact.model_dump(
            include={
                "person_id",
                "first_name",
                "last_name",
                "title",
                "company",
                "location",
                "linkedin",
                "persona",
            }
        ),
        email=contact.email,
        aliases=person.aliases,
        keys=[*identity_keys(person), *person.provider_ids],
        first_seen=now,
        last_seen=now,
        sources=[known.source for known in person.provenance],
    )


def _complete(state: JobState, contact: Contact) -> Contact:
    return contact.model_copy(
        update={
            "message": state.messages.get(contact.person_id),
            "draft": state.made.get(contact.person_id),
        }
    )


def _summary(state: JobState) -> PostingSummary:
    if state.opening is None:
        raise ValueError("this step comes after read_posting")
    return summary_of(state.opening)


def summary_of(opening: Posting) -> PostingSummary:
    """Return a posting as a report names it."""
    return PostingSummary(title=opening.title, company=opening.company, location=opening.location, url=opening.url)


def _not_alumni(state: JobState, today: date) -> list[Problem]:
    """With a school: how many of those seen have no degree from there, and why."""
    if not state.school or state.kind == "follow_up":
        return []
    [school] = schools_asked(state)
    checks = [
        degree_at(person.education, school, students=state.students, today=today) for person in state.people.values()
    ]
    reasons = Counter(check.reason for check in checks if isinstance(check, Rejection))
    if not reasons:
        return []
    told = "; ".join(f"{count}: {reason}" for reason, count in reasons.most_common(_MOST_REASONS))
    text = f"Of {len(checks)} people seen, {sum(reasons.values())} have no degree from {school.name} ({told})."
    return [_shortage("not_alumni", text, "left out")]


def _planned(state: JobState) -> list[SearchReport]:
    """The searches of a dry run, none of which was made: the first round, then the ladder as far as it is needed."""
    first = [SearchReport(kind=task.kind, asked=task.size, found=0, new=0) for task in state.tasks]
    ladder = [
        SearchReport(kind=kind, asked=ceil(wanted(state) / len(rung)), found=0, new=0)
        for rung in state.ladder
        for kind in rung
    ]
    return first + ladder


def _shortages(state: JobState, contacts: list[Contact]) -> list[Problem]:
    if state.dry_run or state.kind == "follow_up":
        return []
    if not state.found:
        return [
            _shortage("no_source", "There is nowhere to look for people.", "give --network FILE, or set PDL_API_KEY")
        ]
    if not contacts and not state.people and any(p.step == "search" for p in state.problems):
        return [_shortage("not_searched", "Nobody could be looked for, since the searches failed.", "wrote to nobody")]
    if not contacts:
        return [_shortage("nobody", _nobody(state), "wrote to nobody")]
    without = [contact for contact in contacts if contact.email.status == "none"]
    if without and state.kind != "linkedin":
        listed = ", ".join(f"{c.first_name} {c.last_name}".strip() for c in without)
        return [_shortage("no_address", f"No address can be offered for {listed}.", "made no draft for them")]
    left_out = any((problem.step, problem.kind) == ("review", "suppressed") for problem in state.problems)
    if len(contacts) < wanted(state) and not left_out:
        who = "1 suitable person" if len(contacts) == 1 else f"{len(contacts)} suitable people"
        text = f"No more than {who} at {_summary(state).company} could be found."
        return [_shortage("too_few", text, "took those")]
    return []


def _nothing_to_review(state: JobState) -> list[Problem]:
    if not state.review or state.dry_run or makes_drafts(state):
        return []
    return [_shortage("no_review", "There is nothing to review, since no draft is made.", "did not stop for --review")]


def _nobody(state: JobState) -> str:
    """Why there is nobody, and under which name the company may stand in the user's files."""
    company = _summary(state).company
    if state.people:
        asked = f"an alumnus of {state.school}" if state.school else f"one of the {', '.join(state.who)}"
        return f"Of {len(state.people)} people at {company} none is known to be {asked}."
    near = ", ".join(f"{name!r}" for found in state.found.values() for name in found.near_companies)
    if state.school and state.schools and not near:
        return f"Nobody at {company} who went to {state.school} was found."
    return f"Nobody at {company} was found." + (f" There are people at {near}: --company names it." if near else "")


def _shortage(kind: str, message: str, action: str) -> Problem:
    return Problem(provider="inroad", step="report", kind=kind, message=message, action=action)
