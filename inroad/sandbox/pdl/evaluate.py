"""Finds the records that a query means, through columns of values that are made when first asked for."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Any, Literal

from inroad.sandbox.pdl.query import Bool, Clause, Everything, Leaf
from inroad.sandbox.records import Entry

Mapping = Literal["both", "keyword", "text"]
"""How the fields are indexed of which the mapping is not confirmed."""

UNCONFIRMED = frozenset(
    {"job_title", "job_company_name", "skills", "experience.title.name", "experience.company.name"}
    | {"education.school.name", "education.majors"}
)
TEXT = frozenset(
    {"headline", "summary", "job_summary", "experience.summary", "education.summary", "education.raw"}
    | {"experience.title.raw", "experience.company.raw"}
)
_WORD = re.compile(r"\w+(?:['’.]\w+)*")
_DATE = re.compile(r"\d{4}(-\d{2}){0,2}")
_OBJECT = object()
Column = dict[Any, set[int]]


class Table:
    """Records that can be searched; rows are numbers from 0."""

    def __init__(self, entries: Sequence[Entry], mapping: Mapping = "both") -> None:
        self.entries = entries
        self._mapping = mapping
        self._columns: dict[str, Column] = {}
        self._words: dict[str, Column] = {}
        self._all = frozenset(range(len(entries)))

    def rows(self, clause: Clause) -> set[int] | frozenset[int]:
        """Return the rows that meet a clause."""
        if isinstance(clause, Everything):
            return self._all
        if isinstance(clause, Bool):
            return self._bool(clause)
        return _FINDERS[clause.kind](self, clause)

    def _bool(self, clause: Bool) -> set[int]:
        found = set(self._all)
        for inner in clause.must:
            found &= self.rows(inner)
        for inner in clause.must_not:
            found -= self.rows(inner)
        if clause.at_least <= 0:
            return found
        held: dict[int, int] = defaultdict(int)
        for inner in clause.should:
            for row in self.rows(inner):
                held[row] += 1
        return {row for row in found if held.get(row, 0) >= clause.at_least}

    def column(self, field: str) -> Column:
        """Return the rows of each whole value of a field."""
        if field not in self._columns:
            column: Column = defaultdict(set)
            parts = field.split(".")
            for row, entry in enumerate(self.entries):
                for value in _values(entry.record, parts):
                    column[value if value is _OBJECT else _key(value)].add(row)
            self._columns[field] = dict(column)
        return self._columns[field]

    def terms(self, field: str) -> Column:
        """Return the rows of each indexed term: of words where the field is a text, else of whole values."""
        text = field in TEXT or (field in UNCONFIRMED and self._mapping == "text")
        return self.words(field) if text else self.column(field)

    def is_analysed(self, field: str) -> bool:
        """Say whether a field can be searched by single words."""
        return field in TEXT or (field in UNCONFIRMED and self._mapping != "keyword")

    def words(self, field: str) -> Column:
        """Return the rows of each word of a field."""
        if field not in self._words:
            column: Column = defaultdict(set)
            for value, rows in self.column(field).items():
                for word in _words(value):
                    column[word] |= rows
            self._words[field] = dict(column)
        return self._words[field]


def _values(node: Any, parts: Sequence[str]) -> Iterator[Any]:
    """Yield the values at a dotted path, across the entries of arrays."""
    if isinstance(node, list):
        for item in node:
            yield from _values(item, parts)
    elif isinstance(node, dict):
        if not parts:
            yield _OBJECT
        elif parts[0] in node:
            yield from _values(node[parts[0]], parts[1:])
    elif node is not None and not parts:
        yield node


def _key(value: Any) -> str:
    """Return a value as the index holds it, so that 5 and "5" are the same."""
    return str(value).lower() if isinstance(value, bool) else str(value)


@lru_cache(maxsize=50_000)
def _words(value: Any) -> tuple[str, ...]:
    return tuple(_WORD.findall(value.lower())) if isinstance(value, str) else ()


def _term(table: Table, clause: Leaf) -> set[int]:
    return set(table.terms(clause.field).get(_key(clause.value), ()))


def _terms(table: Table, clause: Leaf) -> set[int]:
    column = table.terms(clause.field)
    return set().union(*(column.get(_key(value), ()) for value in clause.value))


def _exists(table: Table, clause: Leaf) -> set[int]:
    return set().union(*table.column(clause.field).values())


def _match(table: Table, clause: Leaf) -> set[int]:
    if not table.is_analysed(clause.field):
        return set(table.column(clause.field).get(_key(clause.value), ()))
    found = [table.words(clause.field).get(word, set()) for word in _words(_key(clause.value))]
    if not found:
        return set()
    return set.intersection(*found) if clause.every_word else set().union(*found)


def _match_phrase(table: Table, clause: Leaf) -> set[int]:
    if not table.is_analysed(clause.field):
        return set(table.column(clause.field).get(_key(clause.value), ()))
    phrase = _words(_key(clause.value))
    return _where(table.column(clause.field), lambda value: _holds(_words(value), phrase))


def _holds(words: tuple[str, ...], phrase: tuple[str, ...]) -> bool:
    starts = range(len(words) - len(phrase) + 1)
    return bool(phrase) and any(words[start : start + len(phrase)] == phrase for start in starts)


def _prefix(table: Table, clause: Leaf) -> set[int]:
    return _where(table.terms(clause.field), lambda value: value.startswith(clause.value))


def _wildcard(table: Table, clause: Leaf) -> set[int]:
    pattern = re.escape(clause.value).replace(r"\*", ".*").replace(r"\?", ".")
    return _where(table.terms(clause.field), lambda value: re.fullmatch(pattern, value, re.DOTALL) is not None)


def _range(table: Table, clause: Leaf) -> set[int]:
    return _where(table.terms(clause.field), lambda value: _within(value, clause.value))


def _within(value: str, bounds: dict[str, Any]) -> bool:
    return all(_compared(value, _key(bound), name) for name, bound in bounds.items())


def _compared(value: str, bound: str, name: str) -> bool:
    """Compare as numbers if both are, as dates if both are, else as text."""
    left, right = _number(value), _number(bound)
    pair: tuple[Any, Any] = (value, bound)
    if left is not None and right is not None:
        pair = (left, right)
    elif _DATE.fullmatch(value) and _DATE.fullmatch(bound):
        pair = (_full_date(value), _full_date(bound))
    low, high = pair
    return bool({"gt": low > high, "gte": low >= high, "lt": low < high, "lte": low <= high}[name])


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _full_date(text: str) -> str:
    return text + "-01" * (2 - text.count("-"))


def _where(column: Column, holds: Callable[[str], bool]) -> set[int]:
    return set().union(*(rows for value, rows in column.items() if value is not _OBJECT and holds(value)))


_FINDERS: dict[str, Callable[[Table, Leaf], set[int]]] = {
    "term": _term,
    "terms": _terms,
    "exists": _exists,
    "match": _match,
    "match_phrase": _match_phrase,
    "prefix": _prefix,
    "wildcard": _wildcard,
    "range": _range,
}
