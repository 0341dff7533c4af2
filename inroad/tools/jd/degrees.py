"""Which degree a line asks for, in which fields, and whether experience will do instead.

Of several the lowest counts ("Bachelor's or Master's"), for it is enough. A "university degree" of no kind is a
bachelor's; a professional training ("Ausbildung", "mbo", "BTS") is vocational.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from inroad.analysis import DegreeLevel
from inroad.tools.jd.folding import folded

_ORDER: tuple[DegreeLevel, ...] = ("secondary", "vocational", "associate", "bachelor", "master", "doctorate")
_LEVELS: dict[DegreeLevel, re.Pattern[str]] = {
    "doctorate": re.compile(r"\bph\.?\s?d\b|\bdoctora(?:te|l)\b|\bdoctorat\b|\bdoctorado\b|\bdottorato\b"
        r"|\bdoutora\w+|\bpromotion (?:in|im)\b|\bpromoviert|\bdoktorat|\bgepromoveerd"),
    "master": re.compile(r"\bmaster(?:'?s|s)?(?:[- ](?:degree|level|abschluss|studium|student\w*|grad|s)"
        r"|\b(?=\W*(?:in\b|of (?:science|arts|eng|business|laws)|or\b|/|,|und|oder|preferred|student|$|\)|degree"
        r"|candidate|ou|of|o\b|en\b|required)))|\bm\.?sc\b|\bmba\b|\bm\.?eng\b|\bbac ?\+ ?[56]\b|\bdiplom(?:-"
        r"|studium|ingenieur|\b(?= in|/| oder))|\bmagist\w+|\bmáster\b|\blaurea magistrale\b|\bmestrado\b"
        r"|\bwo[- ](?:niveau|opleiding|master|diploma)|\bjuris doctor\b"),
    "bachelor": re.compile(r"\bbachelor(?:'?s|s)?\b|\bb\.?sc\b|\bb\.?eng\b|\bundergraduate degree\b"
        r"|\b(?:university|college|four[- ]year|4[- ]year|academic|relevant|technical|stem|engineering"
        r"|computer science|finance|business|law|nursing|hochschul)[- ]degree\b|\bdegree\b(?! of (?:autonomy"
        r"|freedom|responsib|independence|flexib|certainty|accuracy|detail))|\b(?:abgeschlossenes |hochschul"
        r"|universitäts|fach|informatik|wirtschafts|naturwissenschaftliches |technisches |laufendes |dein(?:em)? "
        r"|im )?\w*studium\b|\bstudienabschluss\b|\bhochschulabschluss\b|\bimmatrikuliert|\beingeschrieben\w*"
        r"|\blicence (?:en|de|pro)\b|\blicenciatura\b|\bgrado (?:en|universitario)\b|\btitulación\b"
        r"|\bcarrera (?:universitaria|en"
        r"|de)\b|\blaurea(?:to|ta|nd\w)?\b|\bbac ?\+ ?[34]\b|\bhbo\b|\bgraduação\b|\bensino superior\b"
        r"|\bdiplôme (?:d'ingénieur|universitaire|supérieur)|\bécole (?:d'ingénieurs?|de commerce)"
        r"|\bwykształcenie wyższe|学士|大学卒"),
    "associate": re.compile(r"\bassociate(?:'?s|s)? degree\b|\bassociate of (?:arts|science)\b"
        r"|\btwo[- ]year degree\b|\b2[- ]year degree\b|\bbac ?\+ ?2\b"),
    "vocational": re.compile(r"\b\w*ausbildung\b(?! (?:zu|an)\b)|\bapprenticeship\b|\bvocational\b"
        r"|\btrade school\b|\bmbo\b|\bbts\b|\bdut\b|\bbep\b|\bhnd\b|\bformación profesional\b"
        r"|\btechnical diploma\b|\bensino técnico\b|\bdiploma professionale\b"),
    "secondary": re.compile(r"\bhigh[- ]school\b|\bged\b|\bsecondary school\b|\ba-levels?\b|\ba levels\b"
        r"|\babitur\b|\bbaccalauréat\b|\bbachillerato\b|\bdiploma di maturità\b|\bensino médio\b"
        r"|\bschulabschluss\b|\bhavo\b|\bvwo\b|\bwykształcenie średnie"),
}  # fmt: skip
# In small letters these are other words ("ms office", "ba" as a role).
_LETTERS: dict[DegreeLevel, re.Pattern[str]] = {
    "bachelor": re.compile(r"\b(?:B\.?S\.?|B\.?A\.?|BBA|BSN|LL\.?B)(?=\W*(?:/|,|or\b|in\b|degree|and\b|preferred"
        r"|required|$|\)|from\b|\+))"),
    "master": re.compile(r"\b(?:M\.?S\.?|M\.?A\.?|M\.?Ed|MSN|J\.?D)\.?(?=\W*(?:/|or\b|in [A-Z]|degree|\)|preferred))"),
}  # fmt: skip
_NO_DEGREE = re.compile(
    r"\bdegree (?:is |are )?not (?:required|necessary|needed)|\bno (?:\w+ )?degree\b|\b(?:scrum|web|quiz"
    r"|school)\s?master\b|\bmaster(?:ing|ed|ful|y| data| plan| schedule| file|'s? of ceremon)\b|\bhigh degree\b"
    r"|\bto (?:a|some) degree\b|\b360[- ]degree"
)
_OR_EXPERIENCE = re.compile(
    r"\b(?:or|and/or|/) ?(?:an? |the |have |possess )?(?:\w+ |\w+/){0,3}?(?:equivalent|comparable|similar|relevant"
    r"|commensurate|related|practical|professional|real[- ]world|proven|hands-on|industry|work"
    r"|\d+\+? years)\b[^.;]{0,50}?(?:experience|background|training|combination|$)"
    r"|\bequivalent (?:combination|practical|work|professional|industry)?\s?(?:of )?(?:\w+ ){0,3}experience"
    r"|\bor equivalent\b|\bin lieu of\b|\bexperience (?:may|can) (?:be )?substitut"
    r"|\boder (?:eine? )?(?:\w+ )?(?:vergleichbare?\w*|gleichwertige?\w*|entsprechende?\w*|ähnliche?\w*)"
    r"|\bou (?:une )?(?:expérience|formation)? ?(?:équivalente?|similaire)|\bo (?:una )?(?:experiencia"
    r"|formación)? ?(?:equivalente|similar)|\bof (?:een )?(?:vergelijkbare?|gelijkwaardige?)|\bo (?:esperienza"
    r"|titolo) equivalente|\bou (?:experiência )?equivalente"
)
_FIELDS = re.compile(
    r"(?:\b(?:degree|bachelor(?:['’]?s)?|master(?:['’]?s)?|ph\.?\s?d\.?|b\.?sc\.?|m\.?sc\.?|bs|ba|ms|diploma"
    r"|studies|studying|background|majoring|major|mba|studium(?: der| des| im bereich)?|abschluss|ausbildung"
    r"|fachrichtung|studiengang|licenciatura|grado|titulación|carrera|laurea|diplôme|formation|graduação"
    r"|opleiding|bac ?\+ ?[2-6])\)?(?: degree| studium)?(?:,? or higher| level)?"
    r"\s+(?:in|of|im bereich|der|des|im|en|de|em|di|richting|als)\s+(?!a\b|an\b|the job|experience"
    r"|related experience))(?P<fields>[^.;()\n]{3,160})",
    re.IGNORECASE,
)
_SPLIT = re.compile(
    r"\s*(?:,|/|\bor\b|\band\b(?! (?:Management|Technology|Engineering|Sciences?|Design|Economics"
    r"|Communications?)\b)|\boder\b|\bund\b|\bou\b|\bo\b|\by\b|\bof\b(?=\s)|\be\b)\s*",
    re.IGNORECASE,
)
_NO_FIELD = re.compile(
    r"\b(?:related|relevant|similar|equivalent|comparable|technical (?:field|discipline)|other|field|discipline"
    r"|experience|vergleichbar\w*|ähnlich\w*|verwandt\w*|einschlägig\w*|similaire|équivalent\w*|similar|afín"
    r"|gelijk\w*|preferred|required|plus|years?|have|with|is|are|ability|skills|work|strong|knowledge|degree"
    r"|university|proven|a|an|your|our|progress|higher)\b",
    re.IGNORECASE,
)
_FIELD_END = re.compile(
    r"\s+(?:with|from|is|are|preferred|required|at|and (?:a|\d)|plus|oder|who|that|by|mit|an einer|for|including"
    r"|\+|–|-|expected|graduating|between)\b.*|\s[–—-]\s.*",
    re.IGNORECASE,
)


class DegreeAsked(NamedTuple):
    """A degree, the fields of study as written, and whether experience will do instead."""

    level: DegreeLevel
    fields: list[str]
    or_experience: bool


def names_degree(text: str) -> bool:
    """Tell whether a line names a degree or a training."""
    return bool(_levels(text))


def degree_of(text: str) -> DegreeAsked:
    """Return the degree that a line asks for, "" where it asks for none."""
    levels = _levels(text)
    if not levels:
        return DegreeAsked("", [], False)
    level = min(levels, key=_ORDER.index)
    return DegreeAsked(level, _fields(text), bool(_OR_EXPERIENCE.search(folded(text))))


def degree_order(level: DegreeLevel) -> int:
    """Return the place of a degree from the lowest up, -1 for none."""
    return _ORDER.index(level) if level else -1


def _levels(text: str) -> list[DegreeLevel]:
    line = _NO_DEGREE.sub(" ", folded(text))
    found = [level for level, words in _LEVELS.items() if words.search(line)]
    found += [level for level, words in _LETTERS.items() if level not in found and words.search(text)]
    named = [level for level in found if level != "bachelor" or not _is_other_degree(line, found)]
    return named or found


def _is_other_degree(line: str, found: list[DegreeLevel]) -> bool:
    """Whether the word "degree" belongs to a master's, a doctorate or an associate's that is named with it."""
    return len(found) > 1 and not re.search(
        r"\bbachelor|\bb\.?sc\b|\bb\.?[as]\b|\bundergraduate|\bstudium\b|\bhbo\b|\blicenc|\bgrado\b|\blaurea\b"
        r"|\b(?:college|university) degree\b|\bbac ?\+",
        line,
    )


def _fields(text: str) -> list[str]:
    """The fields of study, as written: "computer science", "Physik"."""
    match = _FIELDS.search(text)
    if not match:
        return []
    words = _FIELD_END.sub("", match["fields"])
    pieces = (piece.strip(" ,:'\"’") for piece in _SPLIT.split(words))
    fields = [piece for piece in pieces if 2 <= len(piece) <= 45 and not _NO_FIELD.search(piece)]
    return list(dict.fromkeys(fields))[:8]
