"""What each requirement weighs within its posting, 0 to 1.

The rule: a must begins with 1.0, a nice-to-have with 0.45. Words that insist ("required", "must", "expert",
"extensive") add 0.15, words that soften ("basic", "exposure to", "some") take 0.1. The order adds up to 0.15, most for
the first. A skill of the line that the title names adds 0.25, one that the text names three times or more adds 0.1. A
line that the text repeats word for word gets 0.1 more. One that names nothing that can be checked (no skill, years,
degree or language) weighs a quarter less. At last all are divided by the greatest, so that one weighs 1, and rounded
to two digits.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from inroad.analysis import Requirement
from inroad.tools.jd.folding import folded
from inroad.tools.skills import find_skills

_BASE = {"must": 1.0, "nice": 0.45}
_INSISTS = re.compile(
    r"\b(?:required|must|mandatory|essential|expert\w*|extensive|deep|strong|proven|minimum|at least|zwingend"
    r"|unbedingt|mindestens|fundierte\w*|sehr gute?\w*"
    r"|indispensable|impérati\w+|imprescindible|mínimo|vereist|minimaal|indispensabile|obrigatório)\b"
)
_SOFTENS = re.compile(
    r"\b(?:basic|exposure|some|familiar\w*|interest|willing\w*|grundkenntnisse|erste|notions|nociones|enige|base)\b"
)
_OFTEN = 3


def weighed(requirements: Sequence[Requirement], title: str, text: str) -> list[Requirement]:
    """Return the requirements with their weights."""
    if not requirements:
        return []
    in_title = {skill.name for skill in find_skills(title)}
    named = Counter(skill.name for skill in find_skills(text))
    repeats = Counter(folded(line).strip(" -*•·.;") for line in text.split("\n"))
    count = len(requirements)
    raw = [_raw(each, 0.15 * (1 - place / count), in_title, named, repeats) for place, each in enumerate(requirements)]
    most = max(raw)
    return [
        each.model_copy(update={"weight": round(weight / most, 2)})
        for each, weight in zip(requirements, raw, strict=True)
    ]


def _raw(each: Requirement, for_order: float, in_title: set[str], named: Counter[str], repeats: Counter[str]) -> float:
    line = folded(each.quote.text)
    weight = _BASE[each.need] + for_order
    weight += 0.15 if _INSISTS.search(line) else 0
    weight -= 0.1 if _SOFTENS.search(line) else 0
    weight += 0.25 if in_title.intersection(each.skills) else 0
    weight += 0.1 if any(named[skill] >= _OFTEN for skill in each.skills) else 0
    weight += 0.1 if repeats[line.strip(" -*•·.;")] > 1 else 0
    can_be_checked = each.skills or each.years or each.degree or each.languages
    return weight if can_be_checked else weight * 0.75
