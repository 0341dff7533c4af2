"""Whether a line shows an activity without its name: "Mentored four engineers" shows mentoring.

Only for what is done and not used: the words of a technology are left alone ("reacted" shows no React). A title of a
position shows what it names ("Marketing Manager"), another line only by a form of the verb.
"""

from __future__ import annotations

import re
from functools import lru_cache

from inroad.tools.coverage.kinds import kinds_of
from inroad.tools.coverage.lines import Line
from inroad.tools.coverage.words import stems

_WORD = re.compile(r"[^\W\d_]+")
_POSITION = re.compile(r"(?:work|volunteer)\[\d+\]\.(?:position|title)")
_PAST = frozenset({"led", "built", "wrote", "taught", "ran", "grew", "sold", "held", "drove", "spoke", "forecast"})
# "Led a working group", but not "Led workshops for the team": no other thing stands between.
_LEADS = re.compile(
    r"\b(?:led|lead(?:s|ing)?|manag(?:ed|es|ing)|supervis(?:ed|es|ing)|head(?:ed|s|ing)|direct(?:ed|ing)|ran|leite\w*|führte"
    r"|dirig\w+|encadr\w+)(?:,?\s+(?!for\b|with\b|to\b|by\b|at\b|on\b|in\b|of\b|across\b|für\b|mit\b)[\w'’-]+){0,4}?\s+"
    r"(?:teams?|staff|people|employees|(?:working )?groups?|engineers|developers|analysts|designers|marketers|nurses"
    r"|accountants|technicians|assistants|consultants|colleagues|teachers|interns|representatives|researchers|scientists"
    r"|workers|clerks|volunteers|direct reports|mitarbeiter\w*|personas|personnes)\b"
    r"(?!\s+(?:meeting|building|event|workshop))",
    re.IGNORECASE,
)
# Skills that are the whole of a trade: whoever has such a title has done it.
TRADES = {
    "software engineering": "software",
    "software development": "software",
    "programming": "software",
    "nursing": "nursing",
    "teaching": "primary_and_secondary",
    "product management": "product_management",
    "project management": "project_management",
    "recruiting": "recruiting",
    "recruitment": "recruiting",
    "accounting": "accounting",
    "customer success": "customer_success",
    "customer service": "customer_support",
    "customer support": "customer_support",
    "business development": "business_development",
}
_LEADING = frozenset({"people management", "team leadership", "team management", "leadership", "line management"})


def shows(line: Line, skill: str) -> bool:
    """Tell whether a line of what somebody did shows a skill (by its normal name) by other words than its name."""
    if skill in _LEADING:
        return leads(line)
    if _POSITION.fullmatch(line.at.path) and skill in TRADES and TRADES[skill] in kinds_of(line.at.text):
        return True
    wanted = _stems_of(skill)
    if not wanted or not wanted <= line.stems:
        return False
    if _POSITION.fullmatch(line.at.path):
        return True
    return " " not in skill and is_done(skill) and any(_is_verb(line, stem) for stem in wanted)


def is_done(skill: str) -> bool:
    """Tell whether a skill is what somebody does (teaching, marketing), and not what they use."""
    return skill in TRADES or skill in _LEADING or (skill.endswith("ing") and " " not in skill)


@lru_cache(maxsize=5_000)
def _stems_of(skill: str) -> frozenset[str]:
    return frozenset(stems(skill))


def leads(line: Line) -> bool:
    """Tell whether a line says that people were led."""
    return bool(_LEADS.search(line.at.text))


def _is_verb(line: Line, stem: str) -> bool:
    """Whether a stem stands in a line as a verb: at its beginning, in the past, or with its ending."""
    words = _WORD.findall(line.at.text)
    verbs = [word for at, word in enumerate(words) if at == 0 or word.endswith(("ed", "ing")) or word.lower() in _PAST]
    return any(stems(verb, line.language) == [stem] for verb in verbs)
