"""What a posting says, in parts: by rules first, by a model where they are unsure, merged and held to the text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from inroad.analysis import JdStructure, Quote, Requirement, SkillMention
from inroad.errors import ProviderError
from inroad.nodes.facts.outside_text import gives_orders
from inroad.nodes.intelligence import Tell
from inroad.prompts.structure_jd import JdAnswer, structure_prompt
from inroad.state import Posting, Problem
from inroad.tools.jd.asking import is_aside
from inroad.tools.jd.lines import Line, lines_of
from inroad.tools.jd.quoting import found_in, overlap
from inroad.tools.jd.read import READ_AT_MOST, Reading, read_jd, with_requirements
from inroad.tools.jd.requirements import MOST_OF_A_REQUIREMENT, requirement
from inroad.tools.skills import normal_name
from inroad.tools.writing import Model

# What a model is shown of a posting, in characters; what asks for something stands within.
_SHOWN_AT_MOST = 24_000
_SKILL_AT_MOST = 60
# Postings address their reader so; only to somebody who could be a model is it an order.
_ADDRESSED = re.compile(
    r"\b(you(?: are|['’]re)) an? (?!(?:\w+[ ,-]+){0,4}(?:ai(?! \w+(?:er|ist|or|ian)\b)|assistant|bot|chatbot|model"
    r"|llm|gpt|agent|dan)\b)",
    re.IGNORECASE,
)


class _Held(NamedTuple):
    """What of a model's answer stands in the posting, and how many of its items do not."""

    requirements: list[Requirement]
    responsibilities: list[Quote]
    skills: list[SkillMention]
    team: Quote | None
    dropped: int


def structure(posting: Posting, model: Model | None, tell: Tell) -> tuple[JdStructure, list[Problem]]:
    """Return what a posting says, each part with its place in the text, and what went wrong on the way.

    The model is asked at most once, and only where the rules doubt: they know the posting's language too little, found
    nothing that is asked for, or found it in running text alone (`tools/jd/read.py`). What the rules read under a
    heading stands; of the rest the model's word goes first. An item of the model that does not stand in the text word
    for word is dropped and counted. A model that fails is a problem, and the rules stand alone.
    """
    tell("rules", "Reading the posting by rules")
    reading = read_jd(posting, _is_order)
    if model is None or not reading.doubts or not posting.text.strip():
        return reading.structure, []
    tell("model", f"Asking {model.name} about what the rules cannot place")
    try:
        answer = _asked(model, posting)
    except ProviderError as error:
        return reading.structure, [_failed(model, error)]
    tell("check", "Looking up each item of the answer in the posting")
    held = _held(answer, posting)
    tell("merge", "Putting both together")
    return _merged(reading, held, posting), [_not_there(model, held.dropped)] if held.dropped else []


def _is_order(text: str) -> bool:
    return gives_orders(_ADDRESSED.sub(r"\1 ", text))


def _asked(model: Model, posting: Posting) -> JdAnswer:
    """The model's answer about the lines that give no orders.

    Raises:
        ProviderError: the model could not be asked, or did not answer in the shape that was asked for.
    """
    lines = [line.text for line in lines_of(posting.text[:_SHOWN_AT_MOST]) if not _is_order(line.text)]
    title = "" if _is_order(posting.title) else posting.title
    return model.ask(structure_prompt(title, posting.language, lines), JdAnswer).value


def _held(answer: JdAnswer, posting: Posting) -> _Held:
    """What of the answer stands in the text, outside of lines that give orders."""
    text = posting.text[:READ_AT_MOST]
    orders = [line for line in lines_of(text) if _is_order(line.text)]
    asked = [(_place(text, item.quote, orders), item.need) for item in answer.requirements]
    tasks = [_place(text, words, orders) for words in answer.responsibilities]
    skills = [_place(text, words, orders) for words in answer.skills]
    team = _place(text, answer.team, orders) if answer.team.strip() else None
    found = [quote for quote, _ in asked] + tasks + skills + ([team] if answer.team.strip() else [])
    return _Held(
        requirements=[
            requirement(0, quote, need, 1.0)
            for quote, need in asked
            if quote and len(quote.text) <= MOST_OF_A_REQUIREMENT and not is_aside(quote.text)
        ],
        responsibilities=[quote for quote in tasks if quote],
        skills=[
            SkillMention(name=normal_name(quote.text), quote=quote)
            for quote in skills
            if quote and len(quote.text) <= _SKILL_AT_MOST
        ],
        team=team,
        dropped=found.count(None),
    )


def _place(text: str, words: str, orders: Sequence[Line]) -> Quote | None:
    quote = found_in(text, words)
    return None if quote and any(line.start < quote.end and quote.start < line.end for line in orders) else quote


def _merged(reading: Reading, held: _Held, posting: Posting) -> JdStructure:
    rules = reading.structure
    firm = [each for each in rules.requirements if each.quote.start not in reading.loose]
    loose = [each for each in rules.requirements if each.quote.start in reading.loose]
    added = _apart(held.requirements, [each.quote for each in firm])
    loose = _apart(loose, [each.quote for each in added])
    named = {skill.name for skill in rules.skills}
    new_skills = {skill.name: skill for skill in held.skills if skill.name not in named}
    found = [*firm, *loose, *added]
    merged = rules.model_copy(
        update={
            "team": rules.team or held.team,
            "responsibilities": rules.responsibilities or _tasks(held.responsibilities, found),
            "skills": [*rules.skills, *new_skills.values()],
            "unsure": [each for each in rules.unsure if each not in reading.doubts or not found],
        }
    )
    return with_requirements(merged, found, posting)


def _apart(requirements: Sequence[Requirement], taken: Sequence[Quote]) -> list[Requirement]:
    """The requirements that share no words with what is taken, or with each other."""
    kept: list[Requirement] = []
    for each in requirements:
        if not any(overlap(each.quote, other) for other in [*taken, *(one.quote for one in kept)]):
            kept.append(each)
    return kept


def _tasks(quotes: Sequence[Quote], requirements: Sequence[Requirement]) -> list[Quote]:
    kept: list[Quote] = []
    for quote in sorted(quotes, key=lambda each: (each.start, each.end)):
        if not any(overlap(quote, other) for other in [*kept, *(each.quote for each in requirements)]):
            kept.append(quote)
    return kept


def _failed(model: Model, error: ProviderError) -> Problem:
    action = f"read the posting by rules alone, without {model.name}"
    return Problem(provider="model", step="jd", kind=type(error).__name__, message=str(error), action=action)


def _not_there(model: Model, dropped: int) -> Problem:
    items = "1 item that does not stand" if dropped == 1 else f"{dropped} items that do not stand"
    message = f"The answer of {model.name} about the posting has {items} in its text."
    return Problem(provider="model", step="jd", kind="not_in_text", message=message, action="left that out")
