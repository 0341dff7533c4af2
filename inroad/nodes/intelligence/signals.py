"""Sorting sentences about companies: by the model, which only points at them, ten companies a call; else by rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import NamedTuple

from inroad.analysis import Statement
from inroad.errors import ProviderError
from inroad.log import in_context
from inroad.nodes.facts.outside_text import safe_text
from inroad.prompts.classify_signals import Said, Signal, Signals, classify_prompt
from inroad.state import CompanyInfo, Problem
from inroad.tools.research.statements import Candidate
from inroad.tools.writing import Model

COMPANIES_A_CALL = 10
_AT_ONCE = 4


class Unsorted(NamedTuple):
    """The sentences that were found about one company."""

    company: CompanyInfo
    candidates: Sequence[Candidate]


class Sorted(NamedTuple):
    """The statements that they make, the most useful first, and what went wrong."""

    statements: list[Statement]
    problems: list[Problem]


def sort_signals(found: Sequence[Unsorted], model: Model | None) -> list[Sorted]:
    """Return the statements for each company, in the order given; companies without a sentence ask nothing."""
    if model is None:
        return [Sorted(by_rules(each.candidates), []) for each in found]
    told = [each for each in found if each.candidates]
    batches = [told[start : start + COMPANIES_A_CALL] for start in range(0, len(told), COMPANIES_A_CALL)]
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        asked = pool.map(in_context(partial(_by_model, model)), batches)
        sorted_ones = iter([each for batch in asked for each in batch])
    return [next(sorted_ones) if each.candidates else Sorted([], []) for each in found]


def by_rules(candidates: Iterable[Candidate]) -> list[Statement]:
    """Return those whose words tell what they are about."""
    return [each.as_statement(each.topic) for each in candidates if each.topic]


def _by_model(model: Model, batch: Sequence[Unsorted]) -> list[Sorted]:
    """One call; where the model fails the rules sort, and every company of the call says so."""
    numbered = [
        {f"c{place}.{number}": candidate for number, candidate in enumerate(each.candidates, 1)}
        for place, each in enumerate(batch, 1)
    ]
    said = [
        Said(_named(each.company), {number: candidate.text for number, candidate in numbers.items()})
        for each, numbers in zip(batch, numbered, strict=True)
    ]
    try:
        answer = model.ask(classify_prompt(said), Signals)
    except ProviderError as error:
        problem = _problem(type(error).__name__, str(error), "sorted by rules")
        return [Sorted(by_rules(each.candidates), [problem]) for each in batch]
    notes = [_problem("method", note, "asked in the other way") for note in answer.notes]
    by_number = _each_once(answer.value.signals)
    return [Sorted(_pointed_at(numbers, by_number), notes) for numbers in numbered]


def _pointed_at(numbers: Mapping[str, Candidate], signals: Mapping[str, Signal]) -> list[Statement]:
    """What the model finds of use, the most useful first; a sentence that it says nothing of is left to the rules."""
    high: list[Statement] = []
    some: list[Statement] = []
    for number, candidate in numbers.items():
        signal = signals.get(number)
        if signal is None:
            some += by_rules([candidate])
        elif signal.topic != "none" and signal.relevance != "none":
            (high if signal.relevance == "high" else some).append(candidate.as_statement(signal.topic, by_model=True))
    return high + some


def _each_once(signals: Iterable[Signal]) -> dict[str, Signal]:
    """The first signal of each sentence."""
    first: dict[str, Signal] = {}
    for signal in signals:
        first.setdefault(signal.sentence.strip(), signal)
    return first


def _named(company: CompanyInfo) -> CompanyInfo:
    return CompanyInfo(name=safe_text(company.name), domain=company.domain)


def _problem(kind: str, message: str, action: str) -> Problem:
    return Problem(provider="model", step="research", kind=kind, message=message, action=action)
