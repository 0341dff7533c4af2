"""One message anew, after a remark of the user's: by the model, or in other words of the template."""

from __future__ import annotations

from collections.abc import Sequence

from inroad.nodes.writing import Talk, Written, in_its_language, mend, refused, sift
from inroad.prompts.rewrite_message import rewrite_prompt
from inroad.state import Message, Problem
from inroad.tools.writing import Brief, Checker, Model, Prompt, Wishes, Writer

_KEPT = "kept the message as it was"
# A template has no more than a few wordings for each of its sentences.
_VARIANTS = 12


def rewrite_by_model(
    model: Model, check: Checker, brief: Brief, message: Message, remark: str, wishes: Wishes, asking: str
) -> Written:
    """Return the model's new message, checked and sent back once like any other; none, with a problem, if it fails.

    `asking` names the user's asking: the next one gets new words, the same one, gone on with after a crash, its own.
    """

    def prompt_for(some: Sequence[Brief]) -> Prompt:
        return rewrite_prompt(some[0], message, remark, wishes)

    talk = Talk(model, asking)
    kept, remarks = sift(check, [brief], talk.ask(prompt_for, [brief]), {}, wishes)
    kept, lost = mend(talk, check, kept, remarks, wishes)
    problems = [*talk.problems, *(refused(model.name, each) for each in lost)]
    if not (kept or problems):
        problems = [_problem("model", "missing", f"The model {model.name} wrote nothing usable for {brief.name}.")]
    return Written(kept, [problem.model_copy(update={"action": _KEPT}) for problem in problems])


def rewrite_by_template(template: Writer, check: Checker, brief: Brief, message: Message, wishes: Wishes) -> Written:
    """Return the template's next wording that differs from the message and holds; a problem where it has none."""
    as_written = in_its_language(template, wishes)
    for other in _others(template, brief, message):
        if not check(other, brief, as_written):
            return Written({brief.person_id: other})
    text = f"The {template.name} writer has no other words for {brief.name}."
    return Written(problems=[_problem(template.name, "no_other_words", text)])


def _others(template: Writer, brief: Brief, message: Message) -> list[Message]:
    """The template's wordings that differ from the message, those after it first, so that all come in turn."""
    turns = (brief.model_copy(update={"variant": brief.variant + turn}) for turn in range(_VARIANTS))
    written = [template.write([turn]).get(brief.person_id) for turn in turns]
    different = list({(each.subject, each.body): each for each in written if each}.values())
    texts = [(each.subject, each.body) for each in different]
    now = (message.subject, message.body)
    place = texts.index(now) + 1 if now in texts else 0
    return [each for each in different[place:] + different[:place] if (each.subject, each.body) != now]


def _problem(provider: str, kind: str, text: str) -> Problem:
    return Problem(provider=provider, step="review", kind=kind, message=text, action=_KEPT)
