"""Make drafts, each once: claim it in the ledger, look whether it is there, create it, record it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from langgraph.runtime import Runtime

from inroad import log
from inroad.errors import InroadError, ProviderError
from inroad.nodes import Update
from inroad.nodes.earlier import FOLLOW_UP, earlier_draft
from inroad.nodes.facts.outside_text import gives_orders
from inroad.nodes.facts.said import asks_to_say
from inroad.nodes.gather import known_as, names
from inroad.nodes.orders import DraftOrder, Letter
from inroad.settings import Context, Tools
from inroad.state import Draft, Email, Message, Person, Problem
from inroad.tools.drafts import Drafts, Outgoing
from inroad.tools.people.identity import identity_keys
from inroad.tools.side_by_side import MOST_AT_ONCE, side_by_side
from inroad.tools.store.documents import batches
from inroad.tools.store.draft_ledger import Claim, DraftSlot
from inroad.tools.writing import fact_kind

# Longer than making a draft can take, short enough that a crashed run's place is soon free again.
LEASE = timedelta(minutes=5)

_Begun = tuple[Letter, Claim | Update]


def draft(state: DraftOrder, runtime: Runtime[Context]) -> Update:
    """Make the drafts, or keep those that exist; a failure concerns its own contact only."""
    tools = runtime.context.tools
    hidden = _suppressed(state.letters, tools)
    # No claim is to grow old while its draft waits for others.
    parts = batches(state.letters, MOST_AT_ONCE)
    return _together([update for letters in parts for update in _drafted(state, letters, hidden, tools)])


def _drafted(state: DraftOrder, letters: Sequence[Letter], hidden: set[str], tools: Tools) -> list[Update]:
    """What came of each letter; files are recorded together, a mailbox's drafts each as soon as it is there."""
    begun = _begun(state, letters, hidden, tools)
    fresh = [claim for _, claim in begun if isinstance(claim, Claim) and claim.outcome == "won"]
    reached = tools.draft_places.take(fresh)

    def make(step: _Begun) -> _Made | Update:
        letter, claim = step
        return _made(state, letter, tools, claim, reached.get(claim.key, "")) if isinstance(claim, Claim) else claim

    if state.drafts == "eml":
        return _recorded([make(step) for step in begun], tools)
    return [told for one in side_by_side(lambda step: _recorded([make(step)], tools), begun) for told in one]


def _recorded(ended: Sequence[_Made | Update], tools: Tools) -> list[Update]:
    """Record the drafts that were made, and tell what came of each letter."""
    made = [each for each in ended if isinstance(each, _Made)]
    if made:
        drafts = {each.claim.key: (each.draft, each.message) for each in made}
        tools.ledger.record_each(drafts, tools.clock(), {each.claim.key: each.claim.record for each in made})
    return [each.told() if isinstance(each, _Made) else each for each in ended]


@dataclass(frozen=True)
class _Made:
    """A draft that is there, with its words; not recorded yet."""

    letter: Letter
    claim: Claim
    draft: Draft
    message: Message

    def told(self) -> Update:
        person_id = self.letter.person.person_id
        log.event("draft_made", kind=self.draft.kind, person_id=person_id)
        update: Update = {"made": {person_id: self.draft}}
        return update if self.message == self.letter.message else {**update, "messages": {person_id: self.message}}


def _suppressed(letters: Sequence[Letter], tools: Tools) -> set[str]:
    """The ids of those who must be left alone."""
    return tools.suppression.suppressed_of(
        {
            letter.person.person_id: [*identity_keys(letter.person), *names(letter.person), letter.address]
            for letter in letters
        }
    )


def _begun(state: DraftOrder, letters: Sequence[Letter], hidden: set[str], tools: Tools) -> list[_Begun]:
    """Each letter with the claim by which the draft is to be made, or what there is instead."""
    now = tools.clock()
    slots = {each.person.person_id: _slot(state, each) for each in letters if each.person.person_id not in hidden}
    assigned = tools.ledger.assign_each(slots.values(), owner=state.run_id, lease=LEASE, now=now)
    ours = [(slot, each.message) for each in letters if (slot := slots.get(each.person.person_id))]
    claims = tools.ledger.claim_each(
        [(slot, message) for slot, message in ours if slot.key in assigned], owner=state.run_id, lease=LEASE, now=now
    )
    return [(letter, _claimed(state, letter, slots.get(letter.person.person_id), claims)) for letter in letters]


def _claimed(state: DraftOrder, letter: Letter, slot: DraftSlot | None, claims: dict[str, Claim]) -> Claim | Update:
    if slot is None:
        return _problem(state, letter, "suppressed", "is on your suppression list.", "made no draft")
    claim = claims.get(slot.key)
    if claim is None:
        return _problem(state, letter, "already_written", "is being written to about another posting.", "left alone")
    if claim.outcome == "held":
        what = f"is being written to by the run {claim.record.owner}."
        return _problem(state, letter, "held", what, f"left alone until {claim.record.lease_until:%H:%M} UTC")
    return _kept(state, letter, claim) if claim.record.state == "made" else claim


def _made(state: DraftOrder, letter: Letter, tools: Tools, claim: Claim, reached: str) -> _Made | Update:
    """What an earlier run may have made is looked for first, and the claim on it given up only once it is not there.

    `reached` is the cap that stands against the draft, if any; for one that may be there, it is asked once it is not.
    """
    unsure = claim.outcome == "taken_over"
    try:
        drafts, outgoing = tools.drafts(state), _outgoing(state, letter, tools, claim.key)
        made, message = _found(drafts, outgoing, claim) if unsure else (None, letter.message)
        if unsure and made is None:
            reached = tools.draft_places.take([claim]).get(claim.key, "")
        unsure = False
        if made is None and reached:
            tools.ledger.release(claim.key, state.run_id)
            return _problem(state, letter, "cap", f"has no draft: {reached}.", "made no draft")
        made = made or _created(drafts, outgoing)
    except InroadError as error:
        unsure = unsure or (isinstance(error, ProviderError) and error.may_have_acted)
        if not unsure:
            tools.ledger.release(claim.key, state.run_id)
        action = "the next run looks whether it is there" if unsure else "made no draft"
        return _problem(state, letter, type(error).__name__, f"has no draft: {error}", action)
    return _Made(letter, claim, made, message)


def _found(drafts: Drafts, outgoing: Outgoing, claim: Claim) -> tuple[Draft | None, Message]:
    """What an earlier run has made, with its words: they may be all that the mailbox has kept to know it by."""
    for message in (claim.earlier and claim.earlier.tried) or [outgoing.message]:
        if made := drafts.find(outgoing.model_copy(update={"message": message})):
            return made, message
    return None, outgoing.message


def _created(drafts: Drafts, outgoing: Outgoing) -> Draft:
    """Make the draft; after a failure that may have made it, it is looked for once."""
    try:
        return drafts.create(outgoing)
    except ProviderError as error:
        if error.may_have_acted and (made := _looked_for(drafts, outgoing)):
            return made
        raise


def _looked_for(drafts: Drafts, outgoing: Outgoing) -> Draft | None:
    """The draft, None also when nobody can tell: the failure before is the one to report."""
    try:
        return drafts.find(outgoing)
    except InroadError:
        return None


def _kept(state: DraftOrder, letter: Letter, claim: Claim) -> Update:
    """The draft of an earlier run, with the message that it holds; what has become of it is told."""
    record, person_id = claim.record, letter.person.person_id
    kept = record.draft or Draft(kind="none", id=claim.key, message_id="")
    messages = {person_id: record.message} if record.message else {}
    told: Update = {"problems": []}
    if kept.path and not Path(kept.path).exists():
        what = "has a draft of an earlier run, which is no longer where it was: sent, moved or deleted."
        told = _problem(state, letter, "gone", what, "made no second one")
    elif record.message and _tells_otherwise(record.message, letter.message):
        what = "has a draft of an earlier run, from before something about you, them or the posting changed."
        told = _problem(state, letter, "kept", what, "kept the earlier draft as it is")
    return {"made": {person_id: kept}, "messages": messages, **told}


def _tells_otherwise(kept: Message, now: Message) -> bool:
    """Whether a fact in both has changed; other words for the same facts do not count."""
    before = {fact.id: fact.text for fact in kept.facts if fact_kind(fact.id) != "posting.line"}
    return any(before.get(fact.id, fact.text) != fact.text for fact in now.facts)


def _slot(state: DraftOrder, letter: Letter) -> DraftSlot:
    return DraftSlot(
        sender=state.profile.email,
        person_id=letter.person.person_id,
        job_id=state.job_id,
        step=state.kind,
        company_key=state.company_key,
        known_as=known_as(letter.person),
    )


def _outgoing(state: DraftOrder, letter: Letter, tools: Tools, key: str) -> Outgoing:
    return Outgoing(
        key=key,
        recipient_name=_header_name(letter.person.name),
        recipient=Email(address=letter.address),
        sender=state.profile,
        message=letter.message,
        attachment=state.attach,
        in_reply_to=_thread(state, letter.person, tools),
    )


def _header_name(name: str) -> str:
    """A person's name for the header, "" for one that gives orders: what the body leaves out stands nowhere else."""
    return "" if gives_orders(name) or asks_to_say(name) else name


def _thread(state: DraftOrder, person: Person, tools: Tools) -> str:
    """The Message-ID of the draft that a follow-up goes back to, "" for any other message."""
    if state.kind != FOLLOW_UP:
        return ""
    earlier = earlier_draft(tools.ledger, state.profile.email, person, state.job_id)
    return earlier.draft.message_id if earlier and earlier.draft else ""


def _problem(state: DraftOrder, letter: Letter, kind: str, what: str, action: str) -> Update:
    text = f"{letter.person.name} {what}"
    return {"problems": [Problem(provider=state.drafts, step="draft", kind=kind, message=text, action=action)]}


def _together(updates: list[Update]) -> Update:
    """One update of what came of each letter, in their order."""
    told = [problem for update in updates for problem in update.get("problems", [])]
    by_person = {
        channel: {key: value for update in updates for key, value in update.get(channel, {}).items()}
        for channel in ("made", "messages")
    }
    return {name: value for name, value in {**by_person, "problems": told}.items() if value}
