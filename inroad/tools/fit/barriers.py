"""What a line of a posting asks for that no practice makes up for: a licence, a clearance, leave or readiness to work.

Patterns written by hand from general knowledge of postings in seven languages.
"""

from __future__ import annotations

import re
from typing import Literal

from inroad.reference import places

Barrier = Literal["", "licence", "clearance", "permit", "driving", "readiness"]

_DRIVING = (
    r"driv(?:er|ers|er'?s|er’s|ing)\s+licen[cs]e|führerschein|fahrerlaubnis|permis\s+(?:de\s+conduire|b\b)"
    r"|carn[eé]t\s+de\s+conducir|permiso\s+de\s+conducir|rijbewijs|patente\s+(?:di\s+guida|b\b)|carta\s+de\s+condução"
)
_PERMIT = (
    r"(?:authori[sz](?:ed|ation)|eligib(?:le|ility)|right|permi(?:t|ssion)|legally\s+\w+)\s+to\s+(?:\w+\s+)?work\b"
    r"|work(?:ing)?\s+(?:permit|visa|authori[sz]ation|rights)|visa\s+(?:sponsorship|status)|sponsor(?:ship)?\s+(?:\w+\s+)?visa"
    r"|(?:u\.?s\.?|united\s+states|eu|uk|canadian|australian)\s+(?:citizen|person\b|national)|citizenship|green\s+card"
    r"|arbeitserlaubnis|arbeitsgenehmigung|aufenthaltstitel|permis\s+de\s+travail|autorisation\s+de\s+travail"
    r"|permiso\s+de\s+trabajo|werkvergunning|permesso\s+di\s+(?:lavoro|soggiorno)"
    r"|(?:permissão|autorização|visto)\s+de\s+trabalho"
)
_CLEARANCE = (
    r"(?:security|secret|government|federal|q|l|sc|dv|nv1|nv2|polygraph|dod|public\s+trust)\s+clear(?:ance|ed)|ts\s*/\s*sci"
    r"|top\s+secret|\bclearance\b|sicherheits(?:über|ueber)prüfung|habilitation\s+(?:secret|confidentiel|de\s+sécurité)"
    r"|habilitación\s+de\s+seguridad|nulla\s+osta\s+di\s+sicurezza|veiligheidsonderzoek"
)
_LICENCE = (
    r"\b(?:registered|licensed|licenced|board[\s-]certified|chartered)\s+"
    r"(?:(?:practical|vocational|clinical|professional|civil|public|general|mental|structural)\s+)*"
    r"(?:nurses?|physicians?|doctors?|pharmacists?|therapists?|psychologists?|counsel+ors?|social\s+workers?|attorneys?|lawyers?"
    r"|engineers?|architects?|accountants?|electricians?|plumbers?|teachers?|dentists?|veterinarians?|surveyors?|aestheticians?"
    r"|estheticians?|cosmetologists?|producers?|agents?|brokers?|health\s+counsel+ors?|assistants?|technicians?|pilots?)\b"
    r"|\b(?:rn|lpn|lvn|nursing|medical|state|professional|teaching|law|pharmacy|real\s+estate|insurance|engineering|pilot'?s?"
    r"|electrical|contractor'?s?|cosmetology|esthetician|securities|clinical)\s+(?:\w+\s+)?licen[cs](?:e|es|ure)\b"
    r"|\bbar\s+(?:admission|membership|licen[cs]e)|(?:admitted|admission)\s+to\s+(?:the|a)\s+(?:\w+\s+){0,3}bar\b"
    r"|\bmember\s+(?:of|in)\s+(?:the\s+)?(?:\w+\s+)?(?:state\s+)?bar\b|\bp\.?e\.?\s+licen[cs]e"
    r"|approbation\b|berufserlaubnis|staatsexamen|gewerbeschein|kammerzulassung|diplôme\s+d.état|colegiad[oa]\b"
    r"|big-registratie|iscrizione\s+all.albo|registo\s+profissional"
)
_READINESS = (
    r"\b(?:willing|able|ability|ready|readiness|availab\w+|flexib\w+|open|comfortable|happy)\b[^.;]{0,40}"
    r"\b(?:travel\w*|relocat\w*|commut\w*|shifts?|weekends?|evenings?|nights?|overtime|on-?call|on-?site|lift)\b"
    r"|\btravel (?:up to|required|is required|\d)|\b\d+ ?% travel|\bbackground (?:check|screen)|\bdrug (?:test|screen)"
    r"|reisebereit|schichtbereit|umzugsbereit|disponibilité (?:pour|à)|disponibilidad (?:para|de)|reisbereid"
)
_KINDS: tuple[tuple[Barrier, re.Pattern[str]], ...] = (
    ("driving", re.compile(_DRIVING, re.IGNORECASE)),
    ("clearance", re.compile(_CLEARANCE, re.IGNORECASE)),
    ("permit", re.compile(_PERMIT, re.IGNORECASE)),
    ("licence", re.compile(_LICENCE, re.IGNORECASE)),
    ("readiness", re.compile(_READINESS, re.IGNORECASE)),
)
_CAN_FOLLOW = re.compile(
    r"\b(?:ability|able|eligib\w+|willing\w*|qualif\w+)\s+(?:for|to)\s+(?:\w+\s+){0,3}"
    r"(?:obtain|get|acquire|gain|receive|maintain|undergo|pass|hold|\w+\s+clearance|clearance)\b"
    r"|\b(?:work|working|progress)\w*\s+toward|\bin\s+process\b|bereitschaft",
    re.IGNORECASE,
)
_NAME = re.compile(r"\b[A-Z][\w.'’-]*(?:\s+(?:of\s+|the\s+)?[A-Z][\w.'’-]*){0,2}")


def barrier_in(text: str) -> Barrier:
    """Return which of them a line asks for, "" for none, or where it is enough to be able to get it."""
    found = [kind for kind, pattern in _KINDS if pattern.search(text)]
    if not found or (found[0] in ("licence", "clearance") and _CAN_FOLLOW.search(text)):
        return ""
    return found[0]


def countries_in(text: str) -> frozenset[str]:
    """Return the countries (ISO 3166 alpha-2) that a line names, by names with a capital and codes such as "US"."""
    return frozenset(code for match in _NAME.finditer(text) for code in _countries_of(match.group()))


def _countries_of(name: str) -> frozenset[str]:
    """The countries of a name, of its words where it means nothing as a whole."""
    if found := _country(name):
        return found
    words = name.split()
    return frozenset(code for word in words for code in _country(word)) if len(words) > 1 else frozenset()


def _country(name: str) -> frozenset[str]:
    key = places.fold(name)
    wide = places.wide_region(key)
    if wide:
        return wide
    areas = places.areas(key)
    is_code = len(key) <= 3 and name.replace(".", "") != name.replace(".", "").upper()
    return frozenset({areas[0].country}) if areas and not areas[0].region and not is_code else frozenset()
