"""The cover letter: by the model, held to the facts and sent back once, or else by the template."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from inroad.analysis import CoverLetter, CvCoverage, Dossier, GapAnalysis, JdStructure, MasterCv, RoledContact
from inroad.errors import ContextTooLongError, GarbledAnswerError, ProviderError
from inroad.nodes.intelligence.letter_facts import letter_brief
from inroad.nodes.writing import occurs
from inroad.prompts.repair_letter import repair_letter_prompt
from inroad.prompts.write_letter import WrittenLetter, letter_prompt
from inroad.state import Message, Posting, Problem, Tone
from inroad.tools.writing import Brief, Model, Prompt, Reason, Wishes, fact_kind
from inroad.tools.writing.checking import check_letter
from inroad.tools.writing.letter_template import LANGUAGES, compose_letter, letter_subject

_BY_TEMPLATE = "wrote the letter with the template"
_TURNS = 2
_LAST_RESORT = frozenset({
    "person.name", "person.first_name", "posting.title", "posting.company", "sender.name", "sender.email",
})  # fmt: skip
# A letter can do without these; each round of the template leaves out one more kind.
_SPARED = (
    frozenset({"company.statement"}),
    frozenset({"posting.requirement", "posting.place"}),
    frozenset({"posting.gap", "posting.unmet"}),
)
# The facts of which there may be many.
_RICH = frozenset({
    "posting.requirement", "sender.line", "sender.line_at", "sender.experience", "company.statement", "sender.did",
})  # fmt: skip


def write_letter(
    posting: Posting,
    cv: MasterCv,
    jd: JdStructure | None,
    coverage: CvCoverage | None,
    gaps: GapAnalysis | None,
    dossier: Dossier | None,
    contacts: list[RoledContact],
    model: Model | None,
    language: str,
    tone: Tone,
    today: date,
) -> tuple[CoverLetter | None, list[Problem]]:
    """Return a letter that the check finds nothing wrong with, None where none can be had, and what went wrong.

    The model is asked at most twice: what does not hold goes back once with the reasons, what cannot be used is asked
    for once more. It writes in any language, the template in `LANGUAGES`, and else in English. A letter is addressed to
    the first contact who is the hiring manager, and else to the team.
    """
    brief = letter_brief(posting, cv, jd, coverage, gaps, dossier, contacts, today)
    wishes = Wishes(language=language, tone=tone)
    letter, problems = _by_model(model, brief, wishes) if model else (None, [])
    if letter is None:
        letter, more = _by_template(brief, wishes)
        problems = [*problems, *more]
    return letter, problems


def _by_model(model: Model, brief: Brief, wishes: Wishes) -> tuple[CoverLetter | None, list[Problem]]:
    prompt, problems = letter_prompt(brief, wishes), list[Problem]()
    for turn in range(1, _TURNS + 1):
        try:
            answer = model.ask(prompt, WrittenLetter)
        except ContextTooLongError as error:
            problems.append(_failed(error, turn, "left out the less telling facts"))
            brief = _shorter(brief)
            prompt = letter_prompt(brief, wishes)
            continue
        except GarbledAnswerError as error:
            problems.append(_failed(error, turn, "asked once more"))
            prompt = _once_more(prompt)
            continue
        except ProviderError as error:
            return None, [*problems, _failed(error, _TURNS)]
        problems += [_problem("model", "method", note, "asked in the other way") for note in answer.notes]
        written, reasons = _checked(answer.value, model.name, prompt, brief, wishes)
        if not reasons:
            return written, problems
        if turn == _TURNS:
            problems.append(_unsupported(model.name, reasons))
        prompt = repair_letter_prompt(brief, answer.value.body, reasons, wishes)
    return None, problems


def _checked(
    answer: WrittenLetter, writer: str, prompt: Prompt, brief: Brief, wishes: Wishes
) -> tuple[CoverLetter, list[Reason]]:
    """The letter of an answer, and what is wrong with it."""
    body = answer.body.replace("\r\n", "\n").strip() + "\n"
    facts = [fact for fact in brief.facts if fact.id in answer.fact_ids or occurs(fact, body)]
    message = Message(subject=_subject(brief, wishes), body=body, writer=writer, facts=facts, version=prompt.version)
    return _letter(message, brief), check_letter(message, brief, wishes)


def _by_template(brief: Brief, wishes: Wishes) -> tuple[CoverLetter | None, list[Problem]]:
    """The first of the template's letters that holds, each with fewer facts than the one before."""
    wanted = wishes.model_copy(update={"language": wishes.language if wishes.language in LANGUAGES else "en"})
    why = "the facts are too few: a letter needs your name, and the role or the company."
    for some in _fewer_and_fewer(brief):
        message = compose_letter(some, wanted.language)
        if message is None:
            break
        reasons = check_letter(message, some, wanted)
        if not reasons:
            return _letter(message, brief), _in_english(wishes)
        why = _listed(reasons)
    text = f"The template has no true letter: {why}"
    return None, [_problem("template", "no_letter", text, "wrote no letter")]


def _fewer_and_fewer(brief: Brief) -> Iterator[Brief]:
    """The brief, then without what a letter can do without, and last with hardly more than the names."""
    yield brief
    spared: frozenset[str] = frozenset()
    for kinds in _SPARED:
        spared |= kinds
        yield brief.model_copy(update={"facts": [fact for fact in brief.facts if fact_kind(fact.id) not in spared]})
    yield brief.model_copy(update={"facts": [fact for fact in brief.facts if fact.id in _LAST_RESORT]})


def _in_english(wishes: Wishes) -> list[Problem]:
    if wishes.language in LANGUAGES:
        return []
    text = f"The letter is to be in another language ({wishes.language}), which the template does not write."
    return [_problem("template", "language", text, "wrote in English")]


def _letter(message: Message, brief: Brief) -> CoverLetter:
    """The letter as it is kept: with the facts that it uses, and those that they rest on."""
    used = {fact.id for fact in message.facts}
    needed = used | {base for fact in message.facts for base in fact.rests_on}
    return CoverLetter(
        text=f"{message.subject}\n\n{message.body}" if message.subject else message.body,
        writer=message.writer,
        facts=[fact for fact in brief.facts if fact.id in needed],
        version=message.version,
    )


def _subject(brief: Brief, wishes: Wishes) -> str:
    return letter_subject(brief, wishes.language if wishes.language in LANGUAGES else "en")


def _shorter(brief: Brief) -> Brief:
    """The brief with half of what requirements, CV and company say; the names stay."""
    rich = [fact for fact in brief.facts if fact_kind(fact.id) in _RICH]
    left_out = {fact.id for fact in rich[len(rich) // 2 :]}
    return brief.model_copy(update={"facts": [fact for fact in brief.facts if fact.id not in left_out]})


def _once_more(prompt: Prompt) -> Prompt:
    return prompt.model_copy(update={"asking": "once more"})


def _failed(error: ProviderError, turn: int, action: str = "") -> Problem:
    return _problem("model", type(error).__name__, str(error), action if turn < _TURNS else _BY_TEMPLATE)


def _unsupported(model: str, reasons: Iterable[Reason]) -> Problem:
    text = f"The letter that the model {model} wrote does not hold: {_listed(reasons)}"
    return _problem("model", "unsupported", text, _BY_TEMPLATE)


def _listed(reasons: Iterable[Reason]) -> str:
    return " ".join(reason.says if reason.says.endswith((".", "!", "?")) else f"{reason.says}." for reason in reasons)


def _problem(provider: str, kind: str, message: str, action: str) -> Problem:
    return Problem(provider=provider, step="letter", kind=kind, message=message, action=action)
