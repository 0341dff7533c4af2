"""How a company makes e-mail addresses of names: learnt from addresses that are known, then filled."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from inroad.tools.addresses.mail_kinds import mail_kind
from inroad.tools.addresses.names import FirstShape, LastShape, NameForms, Script, address_forms, every_form

Example = tuple[str, str, str]
Choice = TypeVar("Choice")

# The most usual first: where the examples fit two alike, the earlier one is taken.
TEMPLATES = (
    "{first}.{last}",
    "{f}{last}",
    "{first}",
    "{first}{l}",
    "{first}{last}",
    "{first}_{last}",
    "{f}.{last}",
    "{last}.{first}",
    "{first}-{last}",
    "{last}{f}",
    "{last}",
    "{first}.{l}",
    "{f}_{last}",
    "{last}_{first}",
    "{last}-{first}",
    "{last}{first}",
    "{last}.{f}",
    "{f}-{last}",
    "{l}{first}",
    "{l}.{first}",
    "{first}_{l}",
    "{first}-{l}",
    "{f}{l}",
)
_ENOUGH = 2
_FILLABLE = re.compile(r"(?:\{(?:first|last|f|l)\}|[._-])+")


@dataclass(frozen=True)
class Pattern:
    """A company's way: the template of the part before the "@", and how names are spelt in it.

    `agreeing` of `known` examples have it; both are 0 where a provider told it.
    """

    template: str
    script: Script
    first_shape: FirstShape
    last_shape: LastShape
    agreeing: int
    known: int


def learn(examples: Iterable[Example]) -> Pattern | None:
    """Return the pattern that addresses of one domain show, or None.

    Two people must agree on it, and the others must not outnumber them; two patterns with as much
    behind them cancel each other. Addresses of roles count for nothing, nor do people without a name.

    Args:
        examples: first name, last name, address.
    """
    usable = [example for example in _distinct(examples) if mail_kind(example[2]) == "company"]
    fitting = [(example, _templates_of(example)) for example in usable]
    matches = {template: [each for each, templates in fitting if template in templates] for template in TEMPLATES}
    template = max(TEMPLATES, key=lambda each: len(matches[each]))
    best = matches[template]
    if len(best) < _ENOUGH or len(usable) - len(best) > len(best):
        return None
    if any(len(other) == len(best) and other != best for other in matches.values()):
        return None
    return _spelt(template, best, len(usable))


def fill(pattern: Pattern, first: str, last: str) -> str | None:
    """Return the part before the "@" that a pattern gives a name, or None where the name lacks a part."""
    for form in every_form(first, last):
        if (form.script, form.first_shape, form.last_shape) == _style(pattern):
            return _filled(pattern.template, form)
    return None


def fillings(pattern: Pattern, first: str, last: str) -> list[str]:
    """Return what a pattern may give a name, each once: its own spelling, then the other usual ones.

    Nothing where the name lacks a part, or where the pattern's own spelling gives nothing.
    """
    own = fill(pattern, first, last)
    if own is None:
        return []
    others = (_filled(pattern.template, form) for form in address_forms(first, last))
    return list(dict.fromkeys([own, *(other for other in others if other)]))


def told(template: str) -> Pattern | None:
    """Return the pattern that a provider tells ("{f}{last}"), None where it cannot be filled."""
    if not _FILLABLE.fullmatch(template):
        return None
    return Pattern(template, script="plain", first_shape="leading", last_shape="joined", agreeing=0, known=0)


def _distinct(examples: Iterable[Example]) -> list[Example]:
    """Return examples with a name, one for each address."""
    named = [example for example in examples if address_forms(example[0], example[1])]
    return list({example[2].lower(): example for example in reversed(named)}.values())[::-1]


def _templates_of(example: Example) -> set[str]:
    """Return the templates that an address may be made by."""
    first, last, address = example
    forms, local = address_forms(first, last), _local(address)
    return {template for template in TEMPLATES if any(_filled(template, form) == local for form in forms)}


def _spelt(template: str, examples: Sequence[Example], known: int) -> Pattern:
    """Return the pattern with the spelling that most of the examples use, where they tell."""
    fitting = [_fitting_forms(template, example) for example in examples]
    return Pattern(
        template=template,
        script=_chosen([{form.script for form in forms} for forms in fitting], "plain"),
        first_shape=_chosen([{form.first_shape for form in forms} for forms in fitting], "leading"),
        last_shape=_chosen([{form.last_shape for form in forms} for forms in fitting], "joined"),
        agreeing=len(examples),
        known=known,
    )


def _fitting_forms(template: str, example: Example) -> list[NameForms]:
    first, last, address = example
    return [form for form in every_form(first, last) if _filled(template, form) == _local(address)]


def _chosen(possible: Sequence[set[Choice]], usual: Choice) -> Choice:
    """Return what the most examples can be, the usual one unless another fits more of them."""
    votes = Counter(choice for choices in possible for choice in choices)
    best = max(votes.values())
    return usual if votes[usual] == best else sorted(votes, key=lambda choice: (-votes[choice], str(choice)))[0]


def _style(pattern: Pattern) -> tuple[Script, FirstShape, LastShape]:
    return pattern.script, pattern.first_shape, pattern.last_shape


def _filled(template: str, form: NameForms) -> str | None:
    parts = {
        "{first}": form.first,
        "{last}": form.last,
        "{f}": form.first_initial,
        "{l}": form.last_initial,
    }
    text = template
    for mark, part in parts.items():
        if mark in template and not part:
            return None
        text = text.replace(mark, part)
    return text


def _local(address: str) -> str:
    return address.rpartition("@")[0].lower()
