"""A batch of messages by a model, held to the facts: ask, check, send back once, and else the template.

Nothing here touches the outside but by the model that is handed in.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from inroad.errors import ContextTooLongError, GarbledAnswerError, ProviderError
from inroad.prompts.repair_messages import Remarks, repair_prompt
from inroad.prompts.write_messages import WrittenMessage, WrittenMessages, write_prompt
from inroad.state import Fact, Message, Problem
from inroad.tools.writing import (
    Brief,
    Checker,
    Model,
    ModelAnswer,
    Prompt,
    Reason,
    Wishes,
    Writer,
)
from inroad.tools.writing.template import reply_subject

# Without these there is no message; they stay when facts are left out for length.
_NEEDED = {"person.first_name", "posting.title", "posting.company", "sender.name"}
_SHARES = (1, 2, 4, 8)
_BY_TEMPLATE = "wrote with the template"

Asking = Callable[[Sequence[Brief]], Prompt]


@dataclass
class Written:
    """The messages by person id, and what went wrong."""

    messages: dict[str, Message] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def write_batch(model: Model, template: Writer, check: Checker, briefs: Sequence[Brief], wishes: Wishes) -> Written:
    """Return a checked message for each brief: the model's, at its second try, or else the template's.

    Whom the model leaves out, repeats or answers unusably for is asked for once more. What the check refuses goes
    back once with the reasons. A brief that not even the template can serve truly has a problem and no message.
    """
    talk = Talk(model)
    raw = _ask_for_all(talk, briefs, wishes)
    kept, remarks = sift(check, briefs, raw, {}, wishes)
    kept, lost = mend(talk, check, kept, remarks, wishes)
    rest = [brief for brief in briefs if brief.person_id not in kept]
    served = write_by_template(template, check, rest, wishes)
    messages = kept | served.messages
    return Written(
        messages={brief.person_id: messages[brief.person_id] for brief in briefs if brief.person_id in messages},
        problems=[*talk.problems, *(refused(model.name, each) for each in lost), *served.problems],
    )


def write_apart(
    model: Model,
    template: Writer,
    check: Checker,
    briefs: Sequence[Brief],
    written: Mapping[str, Message],
    wishes: Wishes,
) -> Written:
    """Return new messages for those whose own, written in calls of their own, read like another's before them.

    They go back to the model once; whose still reads so is served by the template.
    """
    by_model = {person_id: message for person_id, message in written.items() if message.writer != template.name}
    kept, remarks = sift(check, briefs, by_model, {}, wishes)
    if not remarks:
        return Written()
    talk = Talk(model)
    mended, lost = mend(talk, check, kept, remarks, wishes)
    served = write_by_template(template, check, [each.brief for each in lost], wishes)
    anew = {id_: message for id_, message in mended.items() if id_ not in kept} | served.messages
    return Written(anew, [*talk.problems, *(refused(model.name, each) for each in lost), *served.problems])


def write_by_template(template: Writer, check: Checker, briefs: Sequence[Brief], wishes: Wishes) -> Written:
    """Return the template's messages, checked as any other, and a problem for each that cannot be had.

    One that does not hold is written anew from the few facts that no message can do without. They are not compared
    with each other: a template has only so many words.
    """
    as_written = in_its_language(template, wishes)
    written = Written()
    for brief in briefs:
        message, why = _from_template(template, check, brief, as_written)
        if message and why:
            written.problems.append(_shortened(template, brief, why))
        elif message is None:
            written.problems.append(_unserved(template, brief, why))
        if message:
            written.messages[brief.person_id] = message
    if written.messages and as_written.language != wishes.language:
        written.problems.append(_in_another_language(template, wishes.language))
    return written


def in_its_language(template: Writer, wishes: Wishes) -> Wishes:
    """Return the wishes in a language that the template writes: the one wished for, or else English."""
    language = wishes.language if wishes.language in template.languages else min(template.languages)
    return wishes.model_copy(update={"language": language})


def _from_template(template: Writer, check: Checker, brief: Brief, wishes: Wishes) -> tuple[Message | None, str]:
    """The message that holds, if there is one, and what was wrong with the first."""
    why = ""
    for some in (brief, trimmed(brief, len(brief.facts) + 1)):
        message = template.write([some]).get(brief.person_id)
        if message is None:
            return None, why or "the facts are too few."
        reasons = check(message, brief, wishes)
        if not reasons:
            return message, why
        why = why or _list(reasons)
    return None, why


@dataclass
class Talk:
    """What is said with the model in one batch; `over` when there is no use in asking on.

    `asking` tells this talk from others in the same words (see `Prompt`).
    """

    model: Model
    asking: str = ""
    problems: list[Problem] = field(default_factory=list)
    over: bool = False

    def ask(self, prompt_for: Asking, briefs: Sequence[Brief]) -> dict[str, Message]:
        """Return the messages that came for exactly these people, each once."""
        if self.over or not briefs:
            return {}
        try:
            answer, version = self._within_length(prompt_for, briefs)
        except GarbledAnswerError as error:
            self._tell(type(error).__name__, str(error), "asked once more, or wrote with the template")
            return {}
        except ProviderError as error:
            self.over = True
            self._tell(type(error).__name__, str(error), _BY_TEMPLATE)
            return {}
        for note in answer.notes:
            self._tell("method", note, "asked in the other way")
        return _messages(answer.value, briefs, self.model.name, version)

    def _within_length(self, prompt_for: Asking, briefs: Sequence[Brief]) -> tuple[ModelAnswer[WrittenMessages], str]:
        """Ask with fewer and fewer facts while there are too many; the answer, and the version of the prompt."""
        *shares, least = _SHARES
        for share in shares:
            try:
                return self._put(prompt_for([trimmed(brief, share) for brief in briefs]))
            except ContextTooLongError as error:
                self._tell(type(error).__name__, str(error), "left out the less telling facts")
        return self._put(prompt_for([trimmed(brief, least) for brief in briefs]))

    def _put(self, prompt: Prompt) -> tuple[ModelAnswer[WrittenMessages], str]:
        asked = prompt.model_copy(update={"asking": f"{prompt.asking}{self.asking}"})
        return self.model.ask(asked, WrittenMessages), prompt.version

    def _tell(self, kind: str, message: str, action: str) -> None:
        problem = Problem(provider="model", step="write", kind=kind, message=message, action=action)
        if problem not in self.problems:
            self.problems.append(problem)


def trimmed(brief: Brief, share: int) -> Brief:
    """Return the brief with one of so many parts of its facts, whole ones, the most telling; what is needed stays."""
    most = -(-len(brief.facts) // share)
    kept = [fact for place, fact in enumerate(brief.facts) if place < most or fact.id in _NEEDED]
    return brief.model_copy(update={"facts": kept})


def _ask_for_all(talk: Talk, briefs: Sequence[Brief], wishes: Wishes) -> dict[str, Message]:
    """The model's messages; those that did not come are asked for again, once."""

    def prompt_for(some: Sequence[Brief]) -> Prompt:
        return write_prompt(some, wishes)

    def once_more(some: Sequence[Brief]) -> Prompt:
        return prompt_for(some).model_copy(update={"asking": "once more"})

    got = talk.ask(prompt_for, briefs)
    missing = [brief for brief in briefs if brief.person_id not in got]
    got |= talk.ask(once_more, missing)
    if not talk.over:
        talk.problems += [_missed(talk.model.name, brief) for brief in missing if brief.person_id not in got]
    return got


def sift(
    check: Checker, briefs: Sequence[Brief], raw: Mapping[str, Message], beside: dict[str, Message], wishes: Wishes
) -> tuple[dict[str, Message], list[Remarks]]:
    """Return the messages that hold, and remarks on the others; each is compared with those before it."""
    kept: dict[str, Message] = {}
    remarks = []
    for brief in briefs:
        message = raw.get(brief.person_id)
        if message is None:
            continue
        if reasons := check(message, brief, wishes, [*beside.values(), *kept.values()]):
            remarks.append(Remarks(brief, message, reasons))
        else:
            kept[brief.person_id] = message
    return kept, remarks


def mend(
    talk: Talk, check: Checker, kept: dict[str, Message], remarks: Sequence[Remarks], wishes: Wishes
) -> tuple[dict[str, Message], list[Remarks]]:
    """Send back what does not hold, once; what holds now is kept too, the rest is lost."""
    by_id = {each.brief.person_id: each for each in remarks}

    def prompt_for(some: Sequence[Brief]) -> Prompt:
        anew = [Remarks(brief, by_id[brief.person_id].message, by_id[brief.person_id].reasons) for brief in some]
        return repair_prompt(anew, wishes)

    briefs = [each.brief for each in remarks]
    raw = talk.ask(prompt_for, briefs)
    mended, lost = sift(check, briefs, raw, kept, wishes)
    unanswered = [each for each in remarks if each.brief.person_id not in raw]
    return kept | mended, [*lost, *unanswered]


def _messages(value: WrittenMessages, briefs: Sequence[Brief], writer: str, version: str) -> dict[str, Message]:
    by_id = {brief.person_id: brief for brief in briefs}
    times = Counter(each.contact_id for each in value.emails)
    usable = (each for each in value.emails if times[each.contact_id] == 1 and each.contact_id in by_id)
    return {
        each.contact_id: _message(each, by_id[each.contact_id], writer, version)
        for each in usable
        if each.body.strip() and _subject(each, by_id[each.contact_id]) is not None
    }


def _subject(written: WrittenMessage, brief: Brief) -> str | None:
    """A note for LinkedIn has no subject, a follow-up that of its thread; None where the model's own is missing."""
    if brief.kind == "linkedin":
        return ""
    if brief.kind == "follow_up" and (earlier := brief.get("earlier.subject")):
        return reply_subject(earlier)
    return written.subject.strip() or None


def _message(written: WrittenMessage, brief: Brief, writer: str, version: str) -> Message:
    subject, body = _subject(written, brief) or "", written.body.replace("\r\n", "\n").strip() + "\n"
    text = f"{subject}\n{body}"
    return Message(
        subject=subject,
        body=body,
        writer=writer,
        facts=[fact for fact in brief.facts if fact.id in written.fact_ids or occurs(fact, text)],
        kind=brief.kind,
        version=version,
    )


def occurs(fact: Fact, text: str) -> bool:
    """Tell whether a text has a fact, word for word."""
    if not fact.text or fact.text not in text:  # most do not, and a pattern for each is dear
        return False
    return re.search(rf"(?<!\w){re.escape(fact.text)}(?!\w)", text) is not None


def _list(reasons: Iterable[Reason]) -> str:
    return " ".join(reason.says if reason.says.endswith((".", "!", "?")) else f"{reason.says}." for reason in reasons)


def _missed(model: str, brief: Brief) -> Problem:
    text = f"The model {model} wrote nothing usable for {_who(brief)}, asked twice."
    return Problem(provider="model", step="write", kind="missing", message=text, action=_BY_TEMPLATE)


def refused(model: str, remarks: Remarks) -> Problem:
    """Return the problem of a model's message that does not hold at the second try either."""
    text = f"What the model {model} wrote for {_who(remarks.brief)} does not hold: {_list(remarks.reasons)}"
    return Problem(provider="model", step="write", kind="unsupported", message=text, action=_BY_TEMPLATE)


def _unserved(writer: Writer, brief: Brief, why: str) -> Problem:
    text = f"The {writer.name} writer has no true message for {_who(brief)}: {why}"
    return Problem(provider=writer.name, step="write", kind="no_message", message=text, action="wrote no message")


def _shortened(writer: Writer, brief: Brief, why: str) -> Problem:
    text = f"What the {writer.name} writer made of all facts for {_who(brief)} does not hold: {why}"
    return Problem(
        provider=writer.name, step="write", kind="shortened", message=text, action="wrote it with fewer facts"
    )


def _in_another_language(writer: Writer, language: str) -> Problem:
    text = f"The messages are to be in another language ({language}), which the {writer.name} writer does not write."
    return Problem(provider=writer.name, step="write", kind="language", message=text, action="wrote in English")


def _who(brief: Brief) -> str:
    return brief.name or brief.person_id
