"""How the text of a title is cut into parts and words. Written by hand from general knowledge."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from anyascii import anyascii

Words = tuple[str, ...]

_GENDER = re.compile(
    r"[(\[]?\b(?:gn|[mwfdxvhi])(?:\s*[/|,*:]\s*(?:gn|div|[mwfdxvhi])\b){1,3}[)\]]?"
    r"|[(\[](?:all genders?|alle geschlechter|any gender|gn|[mwfdxhv])[)\]]|\ball genders?\b",
    re.IGNORECASE,
)
# Entwickler:in, Entwickler*innen, Leiter/-in, Vendeur(se), Ingeniero/a
_ENDINGS = re.compile(
    r"(?<=[a-z]{3})(?:[:*_·/]-?|\(-?|-)(?:innen|in|rice|euse|trice|se|ne|ra|a|e)\b\)?(?!-)", re.IGNORECASE
)
# No job: an invitation to leave one's name.
_NO_JOB = re.compile(
    r"\b(?:talent (?:community|pool|network)|(?:general|open|speculative|spontaneous|future) "
    r"(?:inquiry|enquiry|application|interest|opportunit\w+)|initiativbewerbung|candidature spontanee)\b.*",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"#\s*\d+|\b(?:req|r|jr|job\s*id|id|ref)\s*[-_:#.]*\s*\d{3,}\b|\b\d{4,}\b", re.IGNORECASE)
_EMPLOYER = re.compile(r"(?:\s+(?:at|bei|chez|presso|@)\s+|\s*@\s*)(?:(?!\s[-–—]\s)[^|,;•·()])*", re.IGNORECASE)
_CUT = re.compile(r"\s[-–—]+\s?|\s?[-–—]+\s|[–—|,;:()\[\]{}•·!?\"“”~→>]|\s/\s/\s|\.\s*(?=\||$)")
_WORD = re.compile(r"[a-z0-9]+")
_SYMBOLS = {"c++": "cpp", "c#": "csharp", ".net": " dotnet", "&": " and ", "+": " and ", "'": "", "’": ""}


def _pairs(text: str) -> dict[str, str]:
    """Read a table of words: `written=meant`, with white space between the pairs."""
    return dict(pair.split("=") for pair in text.split())


_WRITTEN_OUT = _pairs(
    """
    sr=senior snr=senior jr=junior jnr=junior jun=junior mgr=manager mngr=manager mgmt=management
    engr=engineer engg=engineering dev=developer developper=developer dir=director exec=executive
    asst=assistant assoc=associate coord=coordinator rep=representative reps=representative
    ops=operations op=operations mktg=marketing spec=specialist svc=service svcs=services svp=vp
    evp=vp avp=vp gvp=vp rvp=vp admins=admin acct=account prof=professor superv=supervisor
    supv=supervisor prin=principal stellvertretende=deputy stellvertretender=deputy
    programme=program solution=solutions archt=architect centre=center labour=labor
    """
)
_JOINED = _pairs(
    """
    back+end=backend front+end=frontend full+stack=fullstack co+founder=cofounder
    co+founding=cofounding vice+president=vp e+commerce=ecommerce co+owner=owner pre+sales=presales
    on+site=onsite part+time=parttime full+time=fulltime co+op=coop web+site=website
    work+study=workstudy health+care=healthcare team+leader=teamlead team+lead=teamlead v+p=vp
    working+student=werkstudent new+grad=newgrad new+graduate=newgrad cyber+security=cybersecurity
    help+desk=helpdesk life+cycle=lifecycle
    """
)
_SINGLE = _pairs(
    """
    teamleader=teamlead teamlead=teamlead teamleiter=teamlead teamleiterin=teamlead
    teamleitung=teamlead gruppenleiter=teamlead praktikant=intern praktikantin=intern
    praktikum=intern internship=intern interns=intern stagiaire=intern stagista=intern
    tirocinio=intern becario=intern becaria=intern practicante=intern practicas=intern
    estagiario=intern estagio=intern alternance=apprentice alternant=apprentice apprenti=apprentice
    apprenticeship=apprentice azubi=apprentice auszubildender=apprentice auszubildende=apprentice
    ausbildung=apprentice traineeship=trainee werkstudentin=werkstudent cofounder=founder
    """
)
_NOT_NOW = frozenset({"ex", "former", "formerly", "previously", "aspiring"})
_WISHES = frozenset({("looking", "for"), ("open", "to"), ("actively", "seeking"), ("actively", "looking")})
# After one of these stands for whom or with what somebody works, not what they are.
PREPOSITIONS = frozenset(
    [
        "to",
        "for",
        "with",
        "in",
        "within",
        "from",
        "by",
        "on",
        "using",
        "supporting",
        "pour",
        "para",
        "per",
        "fur",
        "of",
        "de",
    ]
)
LEADERS = frozenset(
    [
        "head",
        "vp",
        "director",
        "chief",
        "manager",
        "lead",
        "leader",
        "leiter",
        "leiterin",
        "leitung",
        "supervisor",
        "president",
        "directeur",
        "directrice",
        "directora",
        "direttore",
        "direttrice",
        "diretor",
        "responsable",
        "responsabile",
        "jefe",
        "jefa",
        "teamlead",
        "gerente",
        "bereichsleiter",
        "abteilungsleiter",
        "leadership",
    ]
)


def parts_of(title: str) -> list[Words]:
    """Return the words of each part of a title, head first.

    Gender markers, endings for several genders, numbers of requisitions, the employer after "at" and
    parts about former work are left out; words are folded to ASCII and abbreviations are written out.
    """
    text = title if title.isascii() else anyascii(unicodedata.normalize("NFKC", title))
    text = _NO_JOB.sub(" ", _EMPLOYER.sub(" | ", _NUMBER.sub(" ", _ENDINGS.sub("", _GENDER.sub(" ", text)))))
    parts = (_without_wishes(words_of(part)) for part in _CUT.split(text))
    return [part for part in parts if part and part[0] not in _NOT_NOW]


def words_of(text: str) -> Words:
    """Return the folded words of a part of a title, or of a name in the table."""
    folded = (text if text.isascii() else anyascii(text)).lower()
    for symbol, word in _SYMBOLS.items():
        if symbol in folded:
            folded = folded.replace(symbol, word)
    written = (_WRITTEN_OUT.get(word, word) for word in _WORD.findall(folded))
    return _with_engineers(_joined([word for word in written if word]))


def _without_wishes(words: Words) -> Words:
    """What somebody looks for, or has retired from, is not what they do."""
    if words[:1] == ("retired",):
        return ("retired",)
    if words[:1] == ("seeking",) or words[:2] in _WISHES:
        return ("open", "to", "work")
    return words


def _joined(words: Sequence[str]) -> list[str]:
    joined: list[str] = []
    for word in words:
        pair = _JOINED.get(f"{joined[-1]}+{word}") if joined else None
        if pair:
            joined[-1] = pair
        else:
            joined.append(word)
    return [_SINGLE.get(word, word) for word in joined]


def _with_engineers(words: list[str]) -> Words:
    """Write out "eng": a VP Eng leads engineering, a Software Eng is an engineer."""
    for index, word in enumerate(words):
        if word == "eng":
            words[index] = "engineering" if index == 0 or words[index - 1] in LEADERS | {"of"} else "engineer"
    return tuple(words)
