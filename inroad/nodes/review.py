"""Let the user look at each message before it becomes a draft, and do what they decide.

The step stops the run with everything that waits, as plain JSON, and goes on with the answer. An answer may decide on
some messages only: what was decided is kept with the progress, and the step stops again for the rest.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from langgraph.runtime import Runtime
from langgraph.types import interrupt

from inroad.nodes import Update
from inroad.nodes.briefs import briefs_of, language_of
from inroad.nodes.rewriting import rewrite_by_model, rewrite_by_template
from inroad.nodes.shortlist import has_address
from inroad.nodes.writers_orders import without_orders
from inroad.nodes.writing import occurs
from inroad.settings import Context, Tools
from inroad.state import (
    Contact,
    Decision,
    Decisions,
    JobState,
    Message,
    Problem,
    Review,
    Verb,
    Waiting,
    wants_drafts,
)
from inroad.tools.people.identity import identity_keys
from inroad.tools.writing import Brief, Reason, Wishes
from inroad.tools.writing.checking import check
from inroad.tools.writing.style import read_style

YOU = "you"
NO_MODEL = "There is no model to follow your remark; these are other words of the template."
_NO_DRAFT = ("skip", "never")


def review(state: JobState, runtime: Runtime[Context]) -> Update:
    """Stop until the user has decided, and do what they say; who was suppressed meanwhile is left out."""
    tools = runtime.context.tools
    gone = _suppressed(state, tools)
    rest = [contact for contact in waiting(state) if contact.person_id not in gone]
    outcome = _Outcome()
    if rest:
        asked = review_of(state, rest).model_dump(mode="json")
        answer: Decisions = interrupt(asked, response_schema=Decisions)
        for contact in rest:
            if decision := answer.root.get(contact.person_id):
                _carry_out(state, tools, contact, decision, outcome, _asking(runtime))
    return vars(outcome) if not gone else vars(outcome) | _without(state, gone, outcome.problems)


def makes_drafts(state: JobState) -> bool:
    """Tell whether the run is to make drafts; a note for LinkedIn is no mail."""
    return wants_drafts(state) and state.kind != "linkedin" and state.profile is not None


def wanted_drafts(state: JobState) -> list[Contact]:
    """Return the contacts to make a draft for: who has an address and a message, and was not left out in a review."""
    return [contact for contact in _draftable(state) if not is_left_out(state, contact.person_id)]


def is_left_out(state: JobState, person_id: str) -> bool:
    """Tell whether the user decided against a draft for somebody."""
    return person_id in state.decisions and state.decisions[person_id].do in _NO_DRAFT


def waiting(state: JobState) -> list[Contact]:
    """Return the contacts whose message waits for the user's decision; none without a review.

    Somebody who has a draft for this posting already keeps that one, so there is nothing to decide.
    """
    drafted = {candidate.person_id for candidate in state.ranking if candidate.drafted}
    settled = drafted | state.decisions.keys()
    return [contact for contact in _draftable(state) if state.review and contact.person_id not in settled]


def review_of(state: JobState, rest: list[Contact]) -> Review:
    """Return what is shown for a review: the messages of these contacts, with what there is to judge them by."""
    return Review(
        run_id=state.run_id,
        title=state.opening.title if state.opening else "",
        company=state.opening.company if state.opening else "",
        messages=[_shown(state, contact) for contact in rest],
        answer={contact.person_id: Decision(do="keep") for contact in rest},
    )


def look_over(state: JobState, person_id: str, subject: str, body: str) -> list[Reason]:
    """Return what the check has against the user's own words for somebody, who may keep them nevertheless."""
    brief = _brief(state, person_id)
    return check(own_words(state, person_id, subject, body), brief, _wishes(state))


def own_words(state: JobState, person_id: str, subject: str, body: str) -> Message:
    """Return the user's words as a message; of the facts those that occur in it."""
    line, text = " ".join(subject.split()), body.replace("\r\n", "\n").strip() + "\n"
    facts = [fact for fact in state.facts[person_id] if occurs(fact, f"{line}\n{text}")]
    return Message(subject=line, body=text, writer=YOU, facts=facts, kind=state.kind)


def _draftable(state: JobState) -> list[Contact]:
    if not makes_drafts(state):
        return []
    return [c for c in state.contacts if c.person_id in state.messages and has_address(state, c.person_id)]


def _shown(state: JobState, contact: Contact) -> Waiting:
    return Waiting(
        person_id=contact.person_id,
        name=_name(contact),
        title=contact.title,
        company=contact.company,
        linkedin=contact.linkedin,
        persona=contact.persona,
        why=contact.why,
        email=contact.email,
        message=state.messages[contact.person_id],
        remarks=state.remarks.get(contact.person_id, []),
    )


def _suppressed(state: JobState, tools: Tools) -> set[str]:
    """The ids of those who wait, and were put on the suppression list since their message was written."""
    return tools.suppression.suppressed_of({each.person_id: _keys(state, each) for each in waiting(state)})


def _without(state: JobState, gone: set[str], problems: list[Problem]) -> Update:
    """The contacts without those suppressed during the pause, who may be forgotten as well: no name is told."""
    text = f"{len(gone)} of the contacts came onto your suppression list during the pause."
    problem = Problem(provider="inroad", step="review", kind="suppressed", message=text, action="left them out")
    left = [contact for contact in state.contacts if contact.person_id not in gone]
    return {"contacts": left, "problems": [*problems, problem]}


def _keys(state: JobState, contact: Contact) -> list[str]:
    """All that a person is suppressed by; never a company alone, nor nothing at all."""
    person = state.people[contact.person_id]
    known = [*identity_keys(person), *(known.address for known in person.addresses), contact.email.address]
    return [key for key in known if key]


@dataclass
class _Outcome:
    """The update that the decisions of one answer come to."""

    decisions: dict[str, Decision] = field(default_factory=dict)
    messages: dict[str, Message] = field(default_factory=dict)
    remarks: dict[str, list[str]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def leave_out(self, contact: Contact, do: Verb, why: str) -> None:
        """Make no draft for somebody, and say so in the report."""
        self.decisions[contact.person_id] = Decision(do=do)
        text = f"{_name(contact)} {why}"
        self.problems.append(Problem(provider="inroad", step="review", kind=do, message=text, action="made no draft"))


def _asking(runtime: Runtime[Context]) -> str:
    """Name this asking of the user's: another one each time the step stops, the same when it is gone on with."""
    return runtime.execution_info.task_id if runtime.execution_info else ""


def _carry_out(
    state: JobState, tools: Tools, contact: Contact, decision: Decision, outcome: _Outcome, asking: str
) -> None:
    """Do what was decided on one message; doing it twice changes nothing."""
    person_id = contact.person_id
    if decision.do == "rewrite":
        _rewrite(state, tools, person_id, decision.remark, outcome, asking)
    elif decision.do == "skip":
        outcome.leave_out(contact, "skip", "was skipped in your review.")
    elif decision.do == "never":
        tools.suppression.add(_keys(state, contact), "never, said in a review", tools.clock())
        outcome.leave_out(contact, "never", "is on your suppression list now.")
    else:
        outcome.decisions[person_id] = decision
    if decision.do == "edit":
        outcome.messages[person_id] = own_words(state, person_id, decision.subject, decision.body)
        outcome.problems += _objections(state, contact, decision)


def _objections(state: JobState, contact: Contact, decision: Decision) -> list[Problem]:
    """What the check has against the user's own words, which are kept: not everybody has seen it at a terminal."""
    reasons = look_over(state, contact.person_id, decision.subject, decision.body)
    if not reasons:
        return []
    text = f"Your words to {_name(contact)} do not pass the check: {' '.join(reason.says for reason in reasons)}"
    action = "kept as you wrote them"
    return [Problem(provider="inroad", step="review", kind="edit", message=text, action=action)]


def _rewrite(state: JobState, tools: Tools, person_id: str, remark: str, outcome: _Outcome, asking: str) -> None:
    """Have a message written anew; it waits on, with a remark where the wish could not be followed."""
    brief, message, wishes = _brief(state, person_id), state.messages[person_id], _wishes(state)
    model = tools.model_for(state.run_id)
    if model is None:
        written = rewrite_by_template(tools.writer, check, brief, message, wishes)
        outcome.remarks[person_id] = [NO_MODEL] if remark else []
    else:
        written = rewrite_by_model(model, check, brief, message, remark, wishes, asking)
        outcome.remarks[person_id] = []
    outcome.messages |= written.messages
    outcome.problems += written.problems
    outcome.remarks[person_id] += [f"{problem.message} ({problem.action})" for problem in written.problems]


def _brief(state: JobState, person_id: str) -> Brief:
    return next(without_orders(brief)[0] for brief in briefs_of(state) if brief.person_id == person_id)


def _wishes(state: JobState) -> Wishes:
    return Wishes(language=language_of(state), tone=state.tone, examples=read_style(state.style))


def _name(contact: Contact) -> str:
    return f"{contact.first_name} {contact.last_name}".strip()
