"""The requirements of a posting: which lines ask, whether it must be or is nice to be, and what each asks for.

A line under a heading that asks is a requirement as far as it asks for something; a paragraph there is read sentence by
sentence. Where no heading asks, sentences of the running text that ask their reader do (`asking.asks_reader`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from inroad.analysis import FoundBy, Need, Quote, Requirement
from inroad.tools.jd.asking import asks, asks_reader, is_no_requirement
from inroad.tools.jd.degrees import degree_of, names_degree
from inroad.tools.jd.folding import bare, folded
from inroad.tools.jd.headings import Part
from inroad.tools.jd.languages import languages_of
from inroad.tools.jd.lines import Line, sentences_of
from inroad.tools.jd.needs import names_need, need_of, without_wishes
from inroad.tools.jd.sections import Placed
from inroad.tools.jd.years import years_of
from inroad.tools.skills import find_skills

# A longer line is a text about something, and no requirement.
MOST_OF_A_REQUIREMENT = 700
_FOR_ANY = frozenset[Part](["must", "nice"])
_RUNNING_TEXT = frozenset[Part](["", "role", "tasks", "other", "must", "nice"])
_ANY_OF = re.compile(
    r"\b(?:one of|one or more|at least one|any of|either|such as|e\.g\.?|for example|like|or similar|or equivalent"
    r"|similar to|eine[rs]? der|mindestens eine|entweder|z\.\s?b\.?|wie|par exemple|tels? que|comme|como"
    r"|por ejemplo|zoals|bijvoorbeeld|come|ad esempio|tali come|preferably one)\b"
)
# Behind a list these say that others than those listed will do.
_OPEN_END = re.compile(r"or (?:equivalent|similar)|similar")
_OR = re.compile(r"\b(?:or|and/or|oder|bzw\.?|ou|o|of)\b|/")
_AND = re.compile(r"\b(?:and(?!/or)|und|et|y|e|en)\b|&")
_PARAGRAPH = 160


class Asked(NamedTuple):
    """A line that asks, before its parts are read; `told` says that a heading asks, and not only its own words."""

    line: Line
    need: Need
    told: bool


def asked_lines(placed: Sequence[Placed], text: str, is_order: Callable[[str], bool]) -> list[Asked]:
    """Return the lines that ask for something, in order, none twice; lines that order a reader about are left out."""
    told = [each for place in placed if place.part in _FOR_ANY for each in _under_heading(place, text)]
    loose = list(_in_running_text(placed, text, strictly=bool(told)))
    found = sorted([*told, *loose], key=lambda each: each.line.start)
    return _each_once([each for each in found if not is_order(each.line.text)])


def requirement(number: int, quote: Quote, need: Need, weight: float) -> Requirement:
    """Return what a line asks for: skills, years, degree and languages, read from its own words alone."""
    core = without_wishes(quote.text) if need == "must" else quote.text
    degree = degree_of(core)
    skills = list(dict.fromkeys(skill.name for skill in find_skills(core) if not _is_field(skill.name, degree.fields)))
    return Requirement(
        id=f"r{number}",
        need=need,
        quote=quote,
        skills=skills,
        any_of=len(skills) > 1 and any_of(core),
        years=years_of(core),
        degree=degree.level,
        or_experience=degree.or_experience,
        fields=degree.fields,
        languages=languages_of(core),
        weight=weight,
    )


def any_of(text: str) -> bool:
    """Tell whether one of the skills of a line is enough: between the first and the last of them stands "or" alone."""
    found = find_skills(text)
    if len(found) < 2:
        return False
    for marker in _ANY_OF.finditer(folded(text)):
        named = sum(skill.end <= marker.start() for skill in found)
        is_behind = named == len(found) and bool(_OPEN_END.match(marker.group()))
        if is_behind or (named <= 1 and found[0].start - marker.end() < 40):
            return True
    between = folded(" ; ".join(text[first.end : second.start] for first, second in pairwise(found)))
    return bool(_OR.search(between)) and not _AND.search(between)


def quote_of(line: Line, by: FoundBy = "rules") -> Quote:
    """Return a line as a quote of the posting's text."""
    return Quote(text=line.text, start=line.start, end=line.end, by=by)


def _is_field(skill: str, fields: Sequence[str]) -> bool:
    """Whether a skill is a field of study of the same line: asked for as a degree, and not beside it."""
    return any(skill == field.lower() for field in fields)


def _under_heading(place: Placed, text: str) -> Iterator[Asked]:
    line, under = place.line, _need(place.part)
    if len(line.text) > MOST_OF_A_REQUIREMENT or line.text.endswith((":", "：")):
        return
    sentences = [sentence for sentence in sentences_of(line, text) if not _is_fragment(sentence)]
    needs = [need_of(sentence.text, under) for sentence in sentences]
    if len(sentences) > 1 and (len(set(needs)) > 1 or _is_paragraph(line)):
        yield from (
            Asked(sentence, need, told=True)
            for sentence, need in zip(sentences, needs, strict=True)
            if _asks_for_something(sentence.text, is_item=False)
        )
    elif _asks_for_something(line.text, is_item=_is_item(line) and place.told):
        yield Asked(line, needs[0] if len(set(needs)) == 1 else need_of(line.text, under), told=True)


def _need(part: Part) -> Need:
    return "nice" if part == "nice" else "must"


def _is_paragraph(line: Line) -> bool:
    return not line.bullet and len(line.text) > _PARAGRAPH


def _is_item(line: Line) -> bool:
    is_short = len(line.text) <= _PARAGRAPH and not line.text.endswith((".", "!")) and len(line.text.split()) > 1
    return bool(line.bullet) or line.cells > 1 or is_short


def _is_fragment(sentence: Line) -> bool:
    return len(sentence.text.split()) < 2 and not find_skills(sentence.text)


def _asks_for_something(text: str, *, is_item: bool) -> bool:
    """An item of a list asks unless it says that it does not; another line has to ask by its words."""
    if is_no_requirement(text) or not any(map(str.isalpha, text)):
        return False
    if is_item:
        return len(text) >= 4 or bool(find_skills(text))
    return asks(text) or _says_facts(text) or names_need(text)


def _says_facts(text: str) -> bool:
    return bool(find_skills(text) or years_of(text) or names_degree(text) or languages_of(text))


def _in_running_text(placed: Sequence[Placed], text: str, *, strictly: bool) -> Iterator[Asked]:
    """Sentences that ask outside of the lists; where lists ask, only sentences that say so and name what for."""
    for place in placed:
        if place.part not in _RUNNING_TEXT or (place.part in _FOR_ANY and place.told):
            continue
        if strictly and place.part not in ("", "role", "tasks"):
            continue
        for sentence in sentences_of(place.line, text):
            if len(sentence.text) <= MOST_OF_A_REQUIREMENT and _asks_loosely(sentence.text, strictly=strictly):
                yield Asked(sentence, need_of(sentence.text, "must"), told=False)


_STRICT = re.compile(
    r"\b(?:is|are) (?:required|mandatory|essential|a must|preferred|desirable|a plus|an advantage)\b|\bmust have\b"
    r"|\bmust be (?:fluent|licensed|certified|proficient|enrolled|authori[sz]ed|able)\b|\b(?:required"
    r"|preferred)\.?$|\bnice to have\b|\byou (?:must|should|will|need to)? ?have (?:at least|a minimum|\d)"
    r"|\b(?:looking|search(?:ing)?) for (?:an? |someone|somebody|candidates)[^.]{0,80}\b(?:with|who has)\b"
    r"|erforderlich|vorausgesetzt|von vorteil|wünschenswert|\bexigé|\brequis\b|un plus\b|imprescindible|se valora"
    r"|vereist|een pré"
)


def _asks_loosely(text: str, *, strictly: bool) -> bool:
    if is_no_requirement(text):
        return False
    if strictly:
        return _says_facts(text) and bool(_STRICT.search(folded(text)))
    return asks_reader(text) and (_says_facts(text) or names_need(text))


def _each_once(found: Sequence[Asked]) -> list[Asked]:
    """The lines without those that say the same again."""
    seen: set[str] = set()
    once = []
    for each in found:
        key = bare(each.line.text)
        if key not in seen:
            seen.add(key)
            once.append(each)
    return once
