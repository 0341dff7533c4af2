"""Gmail's search in drafts, as far as it is needed to find one again: words, phrases and a few operators."""

from __future__ import annotations

import re
from collections.abc import Callable

from inroad.sandbox.gmail.message import Mail, addresses, header, text
from inroad.sandbox.gmail.protocol import wrong

_TERM = re.compile(r'(-?)(?:([A-Za-z0-9_]+):)?(?:"([^"]*)"|\(([^()]*)\)|([^\s"()]+))')
_HEADERS = frozenset({"to", "cc", "bcc", "from"})
_MISSING = frozenset(
    {"after", "before", "older", "newer", "older_than", "newer_than", "label", "filename", "category", "deliveredto"}
    | {"list", "larger", "smaller", "size", "around"}
)
_Test = Callable[[Mail], bool]


def matcher(q: str) -> _Test:
    """Return what says whether a draft is found; all terms must match, one that begins with "-" must not.

    Words are compared whole and without case, a phrase in quotes is words in a row. An address after `to:` and its
    like is compared as a whole.

    Raises:
        RefusedError: the search has an operator that Gmail knows and this stand-in does not.
    """
    tests = [_term(*found.groups("")) for found in _TERM.finditer(q)]
    return lambda mail: all(test(mail) for test in tests)


def _term(minus: str, operator: str, phrase: str, group: str, word: str) -> _Test:
    if word in ("OR", "AND", "AROUND") or "{" in word or operator.lower() in _MISSING:
        raise wrong(f"This stand-in does not search by {operator or word}")
    values = group.split() if group else [phrase or word]
    wanted = [_test(operator.lower(), value) for value in values]
    return lambda mail: all(test(mail) for test in wanted) != bool(minus)


def _test(operator: str, value: str) -> _Test:
    if operator == "subject":
        return lambda mail: _in_a_row(value, header(mail, "Subject"))
    if operator in _HEADERS:
        return lambda mail: _is_of(value, mail, operator)
    if operator == "rfc822msgid":
        return lambda mail: header(mail, "Message-ID").strip(" <>") == value.strip("<>")
    if operator in ("in", "is"):
        found = value.lower() in ("draft", "drafts", "anywhere")
        return lambda _: found
    if operator == "has":
        return lambda mail: value == "attachment" and any(part.get_filename() for part in mail.walk())
    whole = f"{operator}:{value}" if operator else value
    return lambda mail: any(_in_a_row(whole, place) for place in _places(mail))


def _is_of(value: str, mail: Mail, name: str) -> bool:
    if "@" in value:
        return value.lower() in addresses(mail, name)
    return _in_a_row(value, header(mail, name))


def _places(mail: Mail) -> list[str]:
    return [*(header(mail, name) for name in ("Subject", "To", "Cc", "Bcc", "From")), text(mail)]


def _in_a_row(phrase: str, within: str) -> bool:
    wanted, words = _words(phrase), _words(within)
    return any(words[at : at + len(wanted)] == wanted for at in range(len(words) - len(wanted) + 1)) and bool(wanted)


def _words(line: str) -> list[str]:
    return re.findall(r"\w+", line.lower())
