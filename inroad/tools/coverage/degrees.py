"""Whether somebody has the degree that a requirement asks for: its level, its field, and whether it is finished."""

from __future__ import annotations

import re

from inroad.analysis import CvSection, DegreeLevel, Requirement
from inroad.tools.cleaning.degree_words import UNFINISHED, fold
from inroad.tools.coverage.facts import CvFacts
from inroad.tools.coverage.findings import STRENGTHS, Finding, listed
from inroad.tools.coverage.lines import best_evidence
from inroad.tools.coverage.words import stems
from inroad.tools.coverage.years import years_of
from inroad.tools.jd.degrees import degree_order

# The highest first; a text is folded before, so that "Ph.D." is "phd".
_PATTERNS: tuple[tuple[DegreeLevel, str], ...] = (
    (
        "doctorate",
        r"\bph ?d\b|\bd ?phil\b|doctor|doktor|\bdr\b|promotion|promoviert|dottorato|doutor|\bmd\b|\bjd\b|\bed ?d\b",
    ),
    (
        "master",
        r"(?<!scrum )\bmaster|\bmaest|\bmestr|\bm ?sc\b|\bms\b|\bm ?a\b|\bmba\b|\bm ?eng\b|\bm ?ed\b|\bmfa\b|\bmph\b",
    ),
    (
        "master",
        r"\bllm\b|\bmpa\b|\bmtech\b|diplom\b|diplom-|magister|staatsexamen|magistrale|bac ?\+ ?5|ingenieur d|\bdrs\b",
    ),
    (
        "bachelor",
        r"bachelor|\bb ?sc\b|\bbs\b|\bb ?a\b|\bb ?eng\b|\bbba\b|\bb ?tech\b|\bb ?com\b|\bbfa\b|\bllb\b|\bb ?ed\b",
    ),
    (
        "bachelor",
        r"licence|licenciat|\bgrado\b|laurea|bacharel|graduacao|\bhbo\b|undergraduate|4-year|four-year|\bbsn\b",
    ),
    ("associate", r"associate|\ba ?a ?s?\b(?= in| ,|$)|\bbts\b|\bdut\b|bac ?\+ ?2|2-year|two-year|foundation degree"),
    (
        "vocational",
        r"ausbildung|apprentic|vocational|lehre\b|geselle|meister|\bmbo\b|formacion profesional|\bcap\b|berufs",
    ),
    (
        "secondary",
        r"high school|\bged\b|secondary|abitur|baccalaureat\b|bachillerato|matura|a-levels?|diploma di|\bhavo\b"
        r"|\bvwo\b",
    ),
)
_NEAR = re.compile(
    r"\b(?:(?:related|similar|comparable|relevant|technical|quantitative|adjacent"
    r"|stem)\b(?!\s+(?:\w+\s+)?(?:experience|work|role))"
    r"|equivalent (?:field|discipline|subject|degree)|verwandt\w*|ähnlich\w*|vergleichbar\w*|similaire|connexe|afín"
    r"|afines|affine)",
    re.IGNORECASE,
)
# Fields of study that postings mean by "or a related field"; stems in English of words that name one.
_FAMILIES = tuple(
    frozenset(line.split())
    for line in (
        "comput informat softwar cyber cybersecur cs ai artifici machin data",
        "electr electron mechan mechatron civil chemic aerospac industri structur robot automot engin",
        "math mathemat statist physic econometr quantit actuari",
        "busi econom financ account market commerc manag mba administr logist entrepreneurship",
        "biolog biochemistri chemistri genet biotechnolog pharmacolog neurosci microbiolog life ecolog",
        "design graphic art media film fashion illustr",
        "law legal polit intern public govern",
        "communic journal english literatur linguist histori philosophi languag",
        "psycholog sociolog anthropolog social educ pedagog",
        "nurs medicin health pharmaci clinic therapi",
    )
)

# Fields as they are called elsewhere, folded, with the stems of their English names.
_ABROAD = {
    "informatik": "comput", "wirtschaftsinformatik": "comput", "informatique": "comput", "informatica": "comput",
    "betriebswirtschaft": "busi administr", "betriebswirtschaftslehre": "busi administr", "bwl": "busi administr",
    "bedrijfskunde": "busi administr", "volkswirtschaft": "econom", "volkswirtschaftslehre": "econom", "vwl": "econom",
    "economie": "econom", "economia": "econom", "wirtschaftswissenschaften": "econom busi", "mathematik": "mathemat",
    "mathematiques": "mathemat", "matematicas": "mathemat", "matematica": "mathemat", "wiskunde": "mathemat",
    "physik": "physic", "physique": "physic", "fisica": "physic", "maschinenbau": "mechan engin",
    "elektrotechnik": "electr engin", "ingenieurwesen": "engin", "ingenieria": "engin", "ingegneria": "engin",
    "engenharia": "engin", "ingenierie": "engin", "jura": "law", "rechtswissenschaft": "law", "droit": "law",
    "derecho": "law", "psychologie": "psycholog", "psicologia": "psycholog", "chemie": "chemistri",
    "chimie": "chemistri", "biologie": "biolog", "biologia": "biolog", "medizin": "medicin", "pflege": "nurs",
    "datenwissenschaft": "data",
}  # fmt: skip


def level_of(text: str) -> DegreeLevel:
    """Return the level of the degree that a text names, the highest of several; "" where it names none."""
    plain = fold(text)
    return next((level for level, pattern in _PATTERNS if re.search(pattern, plain)), "")


def check_degree(requirement: Requirement, cv: CvFacts) -> Finding:
    """Return how far the studies of a CV have the level and the field that are asked for."""
    found = [_check(section, requirement, cv) for section in cv.sections_of("education")]
    top = max(found, key=lambda finding: STRENGTHS.index(finding.strength), default=_none(requirement))
    if top.strength in ("missing", "related") and requirement.or_experience and cv.positions:
        says = (
            f"{top.says} The line takes experience instead, and the CV shows {years_of(cv.positions):g} years of work."
        )
        return Finding("partly", says, top.evidence, top.missing)
    return top


def _none(requirement: Requirement) -> Finding:
    return Finding("missing", "The CV names no studies.", (), (_wanted(requirement),))


def _check(section: CvSection, requirement: Requirement, cv: CvFacts) -> Finding:
    lines = cv.by_section[section.path]
    evidence = best_evidence(lines[:2])
    told = _told(section)
    level, name = level_of(told), told or section.organisation
    if not level:
        return Finding("related", f"{name} does not say which degree it led to.", evidence, (_wanted(requirement),))
    if degree_order(level) < degree_order(requirement.degree):
        return Finding("related", f"{name} is below the degree that is asked.", evidence, (_wanted(requirement),))
    if _is_unfinished(section, cv):
        return Finding("partly", f"{name} is not finished.", evidence, (_wanted(requirement),))
    if not _has_field(told, requirement):
        fields = listed(requirement.fields, "or")
        return Finding(
            "partly", f"{name} has the level that is asked, in another field than {fields}.", evidence, (fields,)
        )
    return Finding("covered", f"{name} is what is asked, or more.", evidence)


def _told(section: CvSection) -> str:
    named = [
        line.text for line in section.lines if line.path.rpartition(".")[2] in ("studyType", "degree", "area", "field")
    ]
    return ", ".join(named) or section.title


def _wanted(requirement: Requirement) -> str:
    level = {"": "a degree", "secondary": "a school-leaving certificate", "vocational": "a vocational training"}.get(
        requirement.degree, f"a {requirement.degree}'s degree" if requirement.degree != "doctorate" else "a doctorate"
    )
    return f"{level} in {listed(requirement.fields, 'or')}" if requirement.fields else level


def _is_unfinished(section: CvSection, cv: CvFacts) -> bool:
    if section.current or UNFINISHED.search(fold(_told(section))):
        return True
    return bool(section.until) and section.until > cv.today.isoformat()[: len(section.until)]


def _field_words(text: str) -> set[str]:
    """The words of a field of study by their stems in English; "science" tells nothing."""
    words = fold(text).split()
    known = " ".join(_ABROAD.get(word, "") for word in words).split()
    return {*stems(" ".join(word for word in words if word not in _ABROAD)), *known} - {"scienc"}


def _has_field(told: str, requirement: Requirement) -> bool:
    """Whether a study is in one of the fields, or near one where the line takes that."""
    wanted = [_field_words(field) for field in requirement.fields if not _is_open(field)]
    if not wanted:
        return True
    has = _field_words(told)
    if any(field and field <= has for field in wanted):
        return True
    near = bool(_NEAR.search(requirement.quote.text))
    return near and any(family & has and any(family & field for field in wanted) for family in _FAMILIES)


def _is_open(field: str) -> bool:
    """Whether a field is none: "a related field", "a technical discipline"."""
    return not set(stems(_NEAR.sub(" ", field))) - {"field", "disciplin", "subject", "area", "major", "degre"}
