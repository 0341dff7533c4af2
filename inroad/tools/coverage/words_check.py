"""A requirement in plain words against the lines of a CV: what shares its words, and how much that proves.

Precision goes before recall: `covered` only where one line of what somebody did says all of it. Soft skills and what no
CV tells (a permit, readiness to travel) are never covered by words alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from inroad.analysis import Evidence
from inroad.tools.coverage.doing import leads
from inroad.tools.coverage.facts import CvFacts
from inroad.tools.coverage.findings import Finding
from inroad.tools.coverage.lines import Line, Standing, best_evidence
from inroad.tools.coverage.words import is_common, stems

_PERSONAL = re.compile(
    r"\b(?:authori[sz]\w+ to work|work authori[sz]ation|eligib\w+|visa|sponsor\w*|clearance|citizen\w*|driv\w+ licen\w+"
    r"|travel(?:ling|ing)? (?:up to|as|is|required|may|will|to|for|regularly|occasionally|within|internationally)"
    r"|% (?:of )?travel|to travel|lift\w* (?:up|\d)|background (?:check|screen)\w*|relocat\w*|(?:night|rotating"
    r"|weekend|evening)[- ]shifts?|weekends|overtime|(?:based|located|reside|living|live) in"
    r"|\d+ years? (?:old|of age)|vaccin\w*|able to (?:sit|stand|commute)|commut\w+|on-?site (?:at|in|work|\d)"
    r"|availab(?:le|ility) (?:to|for|on|from)|reisebereit\w*"
    r"|führerschein|arbeitserlaubnis|permis|disponib\w+|legally)\b",
    re.IGNORECASE,
)
_SOFT = re.compile(
    r"\b(?:communicat(?:ion|or|ing|e)|interpersonal|team[- ]?(?:player|work)|self[- ](?:motivat|start|direct|driven)\w*"
    r"|attention to detail|detail[- ]orient\w*|problem[- ]solv\w*|curio\w+|proactive\w*|adaptab\w+|flexib\w+"
    r"|ownership|mindset|attitude|organi[sz]ation(?:al)? skills|time management|work ethic|multi-?task\w*"
    r"|independent\w*|collaborative|empath\w+"
    r"|positive|resilien\w+|humble|fast[- ]paced|ambigu\w+|passion\w*|willing\w*|eager\w*|desire|love|enjoy"
    r"|thrive\w*|comfortable"
    r"|kommunikat\w+|teamfähig\w*|eigeninitiative|selbstständig\w*|zuverlässig\w*|belastbar\w*|esprit d|autonom\w+)\b",
    re.IGNORECASE,
)
_EXPERIENCE = re.compile(
    r"\b(?:experience\w*|track record|history of|erfahrung\w*|expérience|experiencia|esperienza)\b", re.I
)
_LEADING = re.compile(r"\b(?:leading|managing|supervising|leadership)\b", re.IGNORECASE)
_LEADS_ONLY = re.compile(
    r"(?:\W*\b(?:experience\w*|proven|previous|prior|demonstrated|in|with|of|leading|managing|supervising"
    r"|leadership|and|or|mentoring"
    r"|developing|growing|a|an|small|teams?|people|staff|employees|direct reports|track record)\b)+\W*",
    re.IGNORECASE,
)
_CERTIFIED = re.compile(r"\b(?:certifi\w+|licen[sc]\w+|accredit\w+|zertifi\w+|certificad\w*)\b", re.IGNORECASE)
_CERTIFYING = frozenset(
    {"certif", "certifi", "licens", "licenc", "accredit", "activ", "valid", "current", "hold", "state"}
)
_MANY = 5
_NEARLY_ALL = 0.8
_HALF = 0.5


def check_words(text: str, language: str, cv: CvFacts) -> Finding:
    """Return how far a requirement that names nothing else is there by its words; `language` is the posting's."""
    if _PERSONAL.search(text):
        return Finding("missing", "A CV does not tell this; say it yourself where it is asked.", (), (text,))
    if not cv.is_comparable:
        says = (
            f"The CV is written in another language ({cv.language}) than the posting, so plain words were not compared."
        )
        return Finding("missing", says, (), (text,))
    wanted = stems(text, language)
    if _LEADING.search(text) and _LEADS_ONLY.fullmatch(text.strip()):
        return _of_leading(text, cv)
    if _CERTIFIED.search(text):
        return _certificate(text, wanted, cv)
    if listed := [line for line in cv.lines if line.section.kind == "skills" and _is_item(line, wanted)]:
        return Finding(
            "covered", "It is named among the skills, but no line shows what was done.", best_evidence(listed)
        )
    return _by_words(text, wanted, cv)


def check_certificate(text: str, language: str, cv: CvFacts) -> list[Finding]:
    """Return how far a certificate is there that a line asks for beside skills; nothing where it asks for none."""
    return [_certificate(text, stems(text, language), cv)] if _CERTIFIED.search(text) and cv.is_comparable else []


def unmatched(rest: str, language: str, cv: CvFacts, sections: frozenset[str]) -> list[str]:
    """Return the telling words of a text, by their stems, that neither some sections nor lists of what is known say."""
    near = (line for line in cv.lines if line.section.path in sections or line.standing == Standing.NAMED)
    said = {stem for line in near for stem in line.stems}
    return [stem for stem in stems(rest, language) if stem not in said and not is_common(stem)]


def _certificate(text: str, wanted: Sequence[str], cv: CvFacts) -> Finding:
    """A certificate is there when one in the CV has all its words; to have done the work is none."""
    named = [stem for stem in wanted if stem not in _CERTIFYING]
    held = [line for line in cv.lines if line.section.kind == "certificates" and set(named) & line.stems]
    whole = [line for line in held if named and set(named) <= line.stems]
    if whole:
        return Finding("covered", "The CV names this certificate.", best_evidence(whole))
    if held:
        return Finding(
            "related", "The CV names a certificate of the same field, but not this one.", best_evidence(held), (text,)
        )
    return Finding("missing", "The CV does not name this certificate.", (), (text,))


def _of_leading(text: str, cv: CvFacts) -> Finding:
    lines = [line for line in cv.lines if line.standing == Standing.DONE and leads(line)]
    if not lines:
        return _nowhere(text)
    return Finding("covered", "The CV says that people were led.", best_evidence(lines))


def _by_words(text: str, wanted: Sequence[str], cv: CvFacts) -> Finding:
    ranked = sorted(_candidates(cv), key=lambda line: -_score(line, wanted))
    top = ranked[0] if ranked and _score(ranked[0], wanted) else None
    if not top:
        return _nowhere(text)
    shared = [stem for stem in wanted if stem in _with_title(top, cv)]
    lines = [line for line in ranked if _score(line, wanted) >= max(1.0, _score(top, wanted) / 2)]
    evidence = best_evidence(lines[:3]) if lines else best_evidence([top])
    return _judged(text, wanted, shared, top.standing, evidence)


def _judged(
    text: str, wanted: Sequence[str], shared: Sequence[str], standing: Standing, evidence: tuple[Evidence, ...]
) -> Finding:
    telling = [stem for stem in shared if not is_common(stem)]
    share = len(shared) / len(wanted)
    is_soft = bool(_SOFT.search(text))
    if standing == Standing.DONE and not is_soft and _is_whole(text, wanted, shared, telling):
        return Finding("covered", "One line of the CV says all of it.", evidence)
    if standing == Standing.DONE and telling and len(shared) > 1 and share >= _HALF:
        says = (
            "A line of the CV speaks of it; a soft skill wants an example."
            if is_soft
            else "A line of the CV says part of it."
        )
        return Finding("partly", says, evidence, (text,))
    if telling and (len(shared) > 1 or len(wanted) <= 3):
        return Finding("related", "A line of the CV is about something near it.", evidence, (text,))
    return _nowhere(text)


def _is_item(line: Line, wanted: Sequence[str]) -> bool:
    """Whether an item of a list of skills is just what is wanted."""
    return bool(wanted) and line.standing == Standing.NAMED and line.stems == set(wanted)


def _is_whole(text: str, wanted: Sequence[str], shared: Sequence[str], telling: Sequence[str]) -> bool:
    if len(wanted) == 1:
        return bool(telling) and bool(_EXPERIENCE.search(text))
    enough = len(shared) >= _NEARLY_ALL * len(wanted) if len(wanted) >= _MANY else len(shared) == len(wanted)
    return bool(telling) and enough


def _nowhere(text: str) -> Finding:
    return Finding("missing", "No line of the CV says this.", (), (text,))


def _candidates(cv: CvFacts) -> list[Line]:
    return [line for line in cv.lines if line.standing >= Standing.LITTLE]


def _score(line: Line, wanted: Sequence[str]) -> float:
    """How much of what is wanted a line says by itself; a telling word counts twice, what was done before a claim."""
    shared = [stem for stem in wanted if stem in line.stems]
    return sum(1.0 if is_common(stem) else 2.0 for stem in shared) * (1.0 if line.standing == Standing.DONE else 0.6)


def _with_title(line: Line, cv: CvFacts) -> frozenset[str]:
    """The words of a line together with those of the position that it belongs to."""
    if line.standing != Standing.DONE or line.section.kind not in ("work", "volunteer", "projects"):
        return line.stems
    return line.stems | cv.by_section[line.section.path][0].stems
