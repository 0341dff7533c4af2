"""Whether a line asks for what must be met or for what is nice to have, by its own words."""

from __future__ import annotations

import re

from inroad.analysis import Need
from inroad.tools.jd.folding import folded
from inroad.tools.jd.languages import names_language

_NICE = re.compile(
    r"\b(?:is|are|as|would be|be|it'?s|being|considered) (?:also |always |seen as |considered |definitely "
    r"|really )?(?:an? )?(?:big |huge |strong |nice |definite |added |great |clear |real |major |serious )?(?:plus"
    r"|bonus|advantage|asset|nice[- ]to[- ]have|advantageous|beneficial|desirable|desired|helpful|preferred"
    r"|optional|welcome|ideal|appreciated|valued|useful)\b"
    r"|\b(?:an? )(?:big |huge |strong |nice |definite |added |great )?(?:plus|bonus|advantage"
    r"|asset)\b(?! (?:manage|alloc|class|system|structure|payment|plan|pool))|\bplus\)?[.!]?$|\bpluspunkt\w*"
    r"|\bnice[- ]to[- ]haves?\b|\bgood[- ]to[- ]have\b|\bpreferred\b|\bpreferable\b|\bbonus(?: points)?(?: if| for"
    r"|:)|^bonus\b|\bdesirable\b|\badvantageous\b|\bbeneficial\b|\boptional\b|\bnot (?:strictly "
    r"|absolutely )?(?:required|necessary|mandatory|essential|a must)\b"
    r"|\bwould be (?:great|nice|ideal|helpful|fantastic|awesome|amazing)|\bextra (?:credit|points)\b"
    r"|\b(?:strong )?preference (?:for|given|will)\b"
    r"|\bvon (?:großem )?vorteil\b|\bwünschenswert\b|\bwillkommen\b|\bein plus\b|\bnice to have\b|\bhilfreich\b"
    r"|\bkein muss\b|\bplus,? aber\b|\bgern gesehen\b|\brundet\b"
    r"|\b(?:est|serait|sont|seraient) (?:un |une |de )?(?:réel |vrai |gros )?(?:plus|atouts?|appréciée?s?"
    r"|souhaitée?s?|bienvenue?s?|avantage)\b|\bun (?:plus|atout)\b|\b(?:souhaité|apprécié)e?s?\b|\batout\b"
    r"|\bse valora\w*|\bvaloraremos\b|\bvalorable\b|\bdeseable\b|\bun plus\b|\bno (?:excluyente|imprescindible"
    r"|obligatori\w+)\b|\bsería (?:un|ideal|genial)|\bsuma puntos\b"
    r"|\b(?:is|zijn) (?:een )?(?:pré|plus|meegenomen)\b|\been (?:pré|plus|pluspunt)\b|\bbij voorkeur\b"
    r"|\bmooi meegenomen\b|\bgewenst\b"
    r"|\btitolo preferenziale\b|\bgradit[oaei]\b|\bpreferibil\w+\b|\bun (?:vantaggio|plus)\b"
    r"|\bnon (?:indispensabile|obbligatori[oa])\b"
    r"|\b(?:um )?diferencial\b|\bdesejáve(?:l|is)\b|\bserá (?:um|uma) (?:plus|mais|vantagem)|\bmile widzian\w+"
    r"|\bdodatkowym atutem\b|歓迎|尚可|あれば",
)
# At the front of a sentence these hold for all of it; further on only for what follows.
_NICE_FIRST = re.compile(
    r"^\W*(?:and |und )?(?:ideally|preferably|bonus|optionally|nice to have|extra|idealerweise|gerne?|optional"
    r"|wünschenswert|im idealfall|idéalement|de préférence|un plus|idealmente|preferiblemente|preferentemente"
    r"|bij voorkeur|idealiter|preferibilmente|preferencialmente|mile widzian\w+|preferred|plus)\b|\b(?:you|we|du"
    r"|sie|candidates?|they|applicants?) (?:will |would |also |may |might )?(?:ideally|preferably)\b"
)
_MUST = re.compile(
    r"\b(?:is|are|as|be) (?:strictly |absolutely |an? )?(?:required|requirement|mandatory|essential"
    r"|must(?:[- ]have)?|necessary|needed|non-negotiable|imperative|compulsory|indispensable)\b|\bmust(?:[- ]have"
    r"| (?:have|be|hold|possess|speak))\b|\b(?:required|mandatory|essential)\)?[.!:]?$|\brequired\b(?=\W*[;,(])"
    r"|^\W*(?:required|must[- ]have|mandatory|essential)\b"
    r"|\b(?:zwingend|unbedingt|erforderlich|vorausgesetzt|voraussetzung|notwendig|setzen wir voraus"
    r"|unerlässlich)\b|\b(?:exigée?s?|requise?s?|indispensables?|impérati\w+|obligatoires?)\b|\b(?:imprescindible"
    r"|obligatori[oa]|indispensable|requerid[oa]|excluyente)\b"
    r"|\b(?:vereist|verplicht|noodzakelijk|een must|een vereiste)\b|\b(?:obbligatori[oa]|richiest[oaei]"
    r"|indispensabile|necessari[oa])\b|\b(?:obrigatóri[oa]|indispensável|necessári[oa]|exigid[oa])\b"
    r"|\b(?:wymagan[aey]|konieczn[aey])\b|必須"
)
_TAIL = re.compile(
    r"(?:[,;(–—-]|\.\s)\s*(?:and |but |or |und |et |y |e |en )?(?:ideally|preferably|idealerweise|vorzugsweise"
    r"|idéalement|de préférence|idealmente|preferiblemente|bij voorkeur|idealiter|preferibilmente"
    r"|preferencialmente|optionally|bonus|plus)\b.*"
    r"|\((?:[^()]{0,80}\b)?(?:preferred|a plus|nice[- ]to[- ]have|ideally|bonus|optional|desirable|von vorteil"
    r"|un plus|een pré)\)"
)
_PREFERRED_TAIL = re.compile(
    r",(?!\s*(?:and|or|und|oder|et|ou|is|are|would|but|as|which|especially)\b)\s*(?:with )?[^,;]{2,70}$"
)
_NOUN = re.compile(
    r"\b(?:languages?|experience|degree|knowledge|skills?|years?|background|familiarity|understanding|ability|diploma"
    r"|proficiency|fluen\w+|bachelor\S*|master\S*|ba|bs|bsc|certification|license"
    r"|erfahrung|kenntnisse|studium|ausbildung|abschluss|expérience|connaissances?|maîtrise|diplôme|experiencia"
    r"|conocimientos?|ervaring|kennis|esperienza|conoscenza|experiência|conhecimentos?)\b"
)
_SAYS_MUCH = re.compile(rf"{_NOUN.pattern}|\b(?:fluent|native|madrelingua|courant|fließend)\b")
# In brackets alone they speak of the whole line.
_BARE_TAILS = frozenset(
    f"({words})"
    for words in (
        "preferred", "a plus", "nice to have", "nice-to-have", "bonus", "optional", "ideally", "desirable",
        "von vorteil", "un plus", "een pré",
    )
)  # fmt: skip
_NOT_NEED = re.compile(
    r"\bpreferred (?:name|pronouns|vendor|supplier|partner|stock|method|location|employer|provider)|\bas (?:needed"
    r"|required|necessary)\b|\b(?:if|when|where|travel) (?:needed|required|necessary)\b"
)


def need_of(text: str, under: Need) -> Need:
    """Return what a line asks for: as its own words say, else as the heading says that it stands under."""
    line = _NOT_NEED.sub(" ", folded(text))
    if _NICE_FIRST.search(line):
        return "nice"
    rest = without_wishes(line)
    if _NICE.search(rest):
        return "nice"
    return "must" if _MUST.search(rest) else under


def names_need(text: str) -> bool:
    """Tell whether a line says itself that something must be or would be nice."""
    line = folded(text)
    return bool(_NICE.search(line) or _MUST.search(line))


def without_wishes(text: str) -> str:
    """Return a line without a part at its end that is only wished for: "..., ideally in a bank", "(Go preferred)".

    Where the line says nothing else, it is given back whole.
    """
    plain = folded(text)
    tail = _TAIL.search(plain)
    if (
        tail
        and _is_enough(text[: tail.start()] + text[tail.end() :], 1 if tail.group().startswith("(") else 3)
        and len(plain) == len(text)
        and tail.group() not in _BARE_TAILS
    ):
        return text[: tail.start()] + text[tail.end() :]
    last = _PREFERRED_TAIL.search(plain)
    is_wish = bool(last and _NICE.search(last.group()) and _SAYS_MUCH.search(plain, 0, last.start()))
    own = bool(last and (_NOUN.search(last.group()) or "preferred" in last.group() or names_language(last.group())))
    if last and is_wish and own and len(plain) == len(text):
        return text[: last.start()]
    return text


def _is_enough(text: str, words: int) -> bool:
    return len(text.split()) >= words
