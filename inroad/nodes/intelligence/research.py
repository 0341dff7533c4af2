"""What is known of a company: from the web where there are keys, from the posting and the user's notes in any case.

Every statement is copied word for word from where it is written. What was looked up is kept for seven days, so that
the same company is asked for once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from inroad.analysis import Dossier
from inroad.nodes.facts.outside_text import gives_orders
from inroad.nodes.intelligence import Tell, tell_nobody
from inroad.nodes.intelligence.signals import Sorted, Unsorted, by_rules, sort_signals
from inroad.state import CompanyInfo, Posting, Problem
from inroad.tools.cleaning.companies import company_key
from inroad.tools.research import ResearchParts
from inroad.tools.research.asking import Asking, Told, ask_all, price_of
from inroad.tools.research.cache import KeptResearch
from inroad.tools.research.relevance import why_left_out
from inroad.tools.research.statements import Candidate, best, candidates, of_notes, of_posting, picked
from inroad.tools.wording import counted

# How many sentences of a company are sorted, those that tell most by their words first.
_MOST_SENTENCES = 30


class Wanted(NamedTuple):
    """A company to be researched, with the posting that it is named in and the user's notes about it."""

    company: CompanyInfo
    posting: Posting | None = None
    notes: str = ""


class _Case(NamedTuple):
    """One company: all that was wanted of it, what is kept, and whom to ask."""

    key: str
    company: CompanyInfo
    wanted: list[Wanted]
    kept: KeptResearch
    asking: Asking


class _Sifted(NamedTuple):
    """The sentences of texts that may be used, and the addresses of those that give orders to whoever reads them."""

    usable: list[Candidate]
    ordering: list[Candidate]


def research(
    company: CompanyInfo, posting: Posting, notes: str, parts: ResearchParts, tell: Tell = tell_nobody
) -> tuple[Dossier, list[Problem]]:
    """Return the dossier of a posting's company, and what went wrong on the way."""
    (result,) = research_many([Wanted(company, posting, notes)], parts, tell).values()
    return result


def research_many(
    wanted: Sequence[Wanted], parts: ResearchParts, tell: Tell = tell_nobody
) -> dict[str, tuple[Dossier, list[Problem]]]:
    """Return the dossiers of many companies by their keys, each company asked for once.

    All sources are asked side by side; the model sorts what they told of ten companies a call. What is kept and fresh
    is not asked for again: neither a whole dossier, nor the sources that one has.
    """
    cases = _cases(wanted, parts)
    to_ask = [case for case in cases if case.asking.sources]
    _tell_what_is_kept(cases, tell)
    told = dict(zip((case.key for case in to_ask), _asked([case.asking for case in to_ask], parts, tell), strict=True))
    sorted_ones = _sorted(to_ask, told, parts, tell)
    today = parts.clock().date()
    return {case.key: _result(case, told.get(case.key, []), sorted_ones.get(case.key), parts, today) for case in cases}


def _cases(wanted: Sequence[Wanted], parts: ResearchParts) -> list[_Case]:
    by_key: dict[str, list[Wanted]] = {}
    for each in wanted:
        by_key.setdefault(each.company.key or company_key(each.company.name), []).append(each)
    return [_case(key, of_one, parts) for key, of_one in by_key.items()]


def _case(key: str, wanted: list[Wanted], parts: ResearchParts) -> _Case:
    """A company without a name that can be searched for has its posting alone."""
    company = next((each.company for each in wanted if each.company.domain), wanted[0].company)
    kept = parts.cache.get(key, company.domain)
    missing = [name for name in parts.askable if key and name not in kept.sources]
    return _Case(key, company, wanted, kept, Asking(company, missing, [each.url for each in kept.statements]))


def _tell_what_is_kept(cases: Iterable[_Case], tell: Tell) -> None:
    for case in cases:
        if case.kept.since:
            tell("cache", f"{case.company.name} was looked up on {case.kept.since} ({', '.join(case.kept.sources)}).")


def _asked(askings: Sequence[Asking], parts: ResearchParts, tell: Tell) -> list[list[Told]]:
    if not askings:
        return []
    prices = [f"{name} {credits:g}" for name, credits in price_of(askings, parts).items()]
    whom = askings[0].company.name if len(askings) == 1 else counted(len(askings), "company", "companies")
    tell("search", f"Asks about {whom}; credits at the most: {', '.join(prices)}.")
    return ask_all(askings, parts)


def _sorted(cases: Sequence[_Case], told: dict[str, list[Told]], parts: ResearchParts, tell: Tell) -> dict[str, Sorted]:
    """What the sources told, sifted and sorted, with a problem for what gave orders."""
    if not cases:
        return {}
    sifted = [_sift(told[case.key]) for case in cases]
    usable = sum(len(each.usable) for each in sifted)
    tell("model" if parts.model else "rules", f"Sorts {counted(usable, 'sentence')}.")
    unsorted = [
        Unsorted(case.company, best(each.usable, _MOST_SENTENCES)) for case, each in zip(cases, sifted, strict=True)
    ]
    done = sort_signals(unsorted, parts.model)
    return {
        case.key: Sorted(one.statements, [*_of_orders(each.ordering, case.company), *one.problems])
        for case, each, one in zip(cases, sifted, done, strict=True)
    }


def _sift(told: Iterable[Told]) -> _Sifted:
    found = [
        each
        for one in told
        for text in one.texts
        if not why_left_out(text, one.company)
        for each in candidates(text, one.company)
    ]
    return _parted(found)


def _parted(found: Iterable[Candidate]) -> _Sifted:
    """What gives orders is left out with all that it stands in."""
    sifted = _Sifted([], [])
    for each in found:
        (sifted.ordering if gives_orders(each.around) else sifted.usable).append(each)
    return sifted


def _result(
    case: _Case, told: Sequence[Told], sorted_one: Sorted | None, parts: ResearchParts, today: date
) -> tuple[Dossier, list[Problem]]:
    """The dossier of one company; what was looked up now is kept first."""
    new = sorted_one.statements if sorted_one else []
    said = {each.source: [one for one in new if one.source == each.source] for each in told if each.answered}
    if said:
        parts.cache.put(case.key, case.company.name, case.company.domain, said)
    at_hand = _parted(each for one in case.wanted for each in _at_hand(one, today))
    dossier = Dossier(
        company=case.company,
        statements=picked([*by_rules(at_hand.usable), *case.kept.statements, *new]),
        complete=not case.key or all(name in case.kept.sources or name in said for name in parts.sources),
        from_cache=case.kept.since,
    )
    problems = [problem for each in told for problem in each.problems]
    return dossier, [
        *problems,
        *(sorted_one.problems if sorted_one else []),
        *_of_orders(at_hand.ordering, case.company),
    ]


def _at_hand(wanted: Wanted, today: date) -> list[Candidate]:
    """What needs no asking: the user's notes, and what the posting says of its company."""
    of_the_posting = of_posting(wanted.posting, wanted.company, today) if wanted.posting else []
    return [*of_notes(wanted.notes, today), *of_the_posting]


def _of_orders(ordering: Sequence[Candidate], company: CompanyInfo) -> list[Problem]:
    """One problem a source, with the first place; the words themselves are not repeated."""
    by_source: dict[str, list[Candidate]] = {}
    for each in ordering:
        by_source.setdefault(each.source, []).append(each)
    return [
        Problem(
            provider=source,
            step="research",
            kind="orders",
            message=f"{counted(len(found), 'text')} about {company.name} ({found[0].url}) "
            f"{'gives' if len(found) == 1 else 'give'} orders to whoever reads it.",
            action="left it out" if len(found) == 1 else "left them out",
        )
        for source, found in by_source.items()
    ]
