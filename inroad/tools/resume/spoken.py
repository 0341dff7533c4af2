"""Spoken languages by the names that resumes give them, and how well somebody says they speak one.

Written by hand from general knowledge: the names in English, in the language itself, and in German, French, Spanish,
Italian, Portuguese and Dutch; levels by their common words, by the European framework (A1 to C2) and by the scale of
business networks ("professional working proficiency").
"""

from __future__ import annotations

import re
from functools import cache

from anyascii import anyascii

from inroad.analysis import LanguageLevel

_NAMES = """
ar arabic arabisch arabe arabo; bg bulgarian bulgarisch; bn bengali bangla; ca catalan catala katalanisch;
cs czech cestina tschechisch tcheque checo ceco tsjechisch; da danish dansk danisch danois danes danese deens;
de german deutsch allemand aleman tedesco alemao duits; el greek griechisch grec griego greco grego grieks ellinika;
en english englisch anglais ingles inglese engels; es spanish spanisch espagnol espanol castellano spagnolo espanhol
spaans castilian; et estonian eesti; eu basque euskara; fa persian farsi dari; fi finnish suomi finnisch finnois fines;
fr french franzosisch franzoesisch francais frances francese frans; ga irish gaelic gaeilge; gu gujarati;
he hebrew ivrit hebraisch; hi hindi; hr croatian hrvatski kroatisch; hu hungarian magyar ungarisch hongrois;
id indonesian bahasa; ig igbo; it italian italienisch italien italiano italiaans;
ja japanese japanisch japonais japones giapponese nihongo japans; ka georgian; kn kannada;
ko korean koreanisch coreen coreano hangugeo; lt lithuanian lietuviu; lv latvian latviesu; ml malayalam; mr marathi;
ms malay; nl dutch nederlands niederlandisch niederlaendisch neerlandais holandes neerlandes olandese flemish vlaams;
no norwegian norsk norwegisch noors; pa punjabi panjabi; pl polish polski polnisch polonais polaco polacco pools;
pt portuguese portugues portugiesisch portugais portoghese portugees; ro romanian romana rumanisch roumain rumano;
ru russian russkij russisch russe ruso russo; sk slovak slovencina; sl slovenian slovenscina; sr serbian srpski;
sv swedish svenska schwedisch suedois sueco svedese zweeds; sw swahili kiswahili; ta tamil; te telugu; th thai;
tl tagalog filipino; tr turkish turkce turkisch tuerkisch turc turco turks; uk ukrainian ukrainisch; ur urdu;
vi vietnamese; yo yoruba; zh chinese mandarin cantonese chinesisch chinois chino cinese chinees putonghua zhongwen;
zu zulu
"""
# The first that fits decides: "limited working proficiency" is no working proficiency.
_LEVELS: tuple[tuple[LanguageLevel, str], ...] = (
    (
        "basic",
        r"basic|beginner|elementary|limited|conversation|novice|\ba[12]\b|\bb1\b|grundkenntnis|anfanger|learning",
    ),
    ("basic", r"notions|debutant|scolaire|basico|principiante|di base|elementare|schulkenntnis|\bsome\b"),
    ("native", r"(?<!non.)(?<!near.)(?<!not )native|natif|nativ[oa]|mother tongue|first language|bilingu|zweisprachig"),
    ("native", r"tweetalig|mutters|madre|maternelle|materna|moedertaal"),
    (
        "fluent",
        r"fluen|flies+end|full professional|\bc[12]\b|proficient\b|verhandlungss|courant|fluid|corrente|vloeiend",
    ),
    ("fluent", r"excellent|near.native|business level|expert|master|advanced|avance|avanzad|avancad|avanzat|gevorderd"),
    (
        "good",
        r"good|gut\b|gute\b|intermediate|working|professional|\bb2\b|bon\b|bueno|buono|bom\b|goed|intermed|konvers",
    ),
)


@cache
def _codes() -> dict[str, str]:
    rows = (row.split() for row in _NAMES.split(";"))
    return {name: code for code, *names in rows for name in names}


def language_code(name: str) -> str:
    """Return the ISO 639-1 code of a language by its name, "" where the name is not known."""
    words = re.findall(r"[a-z]+", anyascii(name).lower())
    return next((_codes()[word] for word in words if word in _codes()), "")


def language_level(text: str) -> LanguageLevel:
    """Return how well a language is spoken by what a resume says of it, "" where that tells nothing.

    In doubt the lower one: what is said to serve for conversation is basic.
    """
    plain = anyascii(text).lower()
    return next((level for level, pattern in _LEVELS if re.search(pattern, plain)), "")
