"""At what level a posting hires, by the words of its title, else by a line of its text that says so.

Who manages a thing and no people (account, product, project manager) is no manager here; staff engineers count as
principal, a staff nurse does not.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from inroad.analysis import Quote, Seniority

_THINGS = (
    r"account|product|project|program(?:me)?|community|case|social media|content|campaign|office|brand"
    r"|relationship|partner(?:ship)?s?|event|category|territory"
    r"|customer success|success|marketing|growth|communications?|delivery|release|risk|compliance|data|change"
    r"|contract|property|portfolio|crm|seo|key account"
    r"|business development|technical account|it program|policy|knowledge|quality|process|supply chain|logistics"
    r"|procurement|lifecycle|performance|digital|channel|alliance|pr|vertriebs|produkt|projekt"
)
_TITLE_WORDS: tuple[tuple[Seniority, str], ...] = (
        ("intern", r"\b(?:intern(?:ship)?s?|trainee|apprentice(?:ship)?|werkstudent\w*|working student|praktik\w+"
            r"|stagiaire|stage|alternan(?:ce|t)|becari[oa]|prácticas|tirocini\w+|stagista|estágio|estagiári[oa]"
            r"|co-?op|studentische\w*|thesis|stażyst\w+|インターン)\b"),
        ("executive", r"\b(?:chief (?!of staff|engineer|architect|scientist|designer)\w+(?: \w+)? officer"
            r"|chief (?:executive|technology|financial|operating|product|marketing|people|revenue)|c[etfoimp]o"
            r"|chro|vice president|s?e?vp|avp|(?:^|co-|, )president|geschäftsführ\w+|country manager"
            r"|managing director|general counsel)\b"),
        ("director", r"\b(?:(?<!assistant to the )director|head of|head|bereichsleit\w+|abteilungsleit\w+"
            r"|direct(?:eur|rice)|direttor[ei]|directora?|diretora?)\b"),
        ("principal", r"\b(?:principal|distinguished|fellow|staff (?!nurse|accountant|writer|physician|pharmacist"
            r"|attorney|assistant|member|and|psych|therap|chaplain|auditor))\b\s?"),
        ("manager", r"\b(?<!account )(?:(?:engineering|software|design|team|people|store|shift|general"
            r"|senior engineering|nurse|group|operations|restaurant|plant|site|branch|clinic|practice|kitchen"
            r"|warehouse|training|hr|sales|finance|accounting|support|security|research|analytics|data science"
            r"|data engineering|development|infrastructure|platform) manager|manager (?:of|,)|managing \w+"
            r"|(?<!-)supervisor|teamleit\w+|filialleit\w+|leiter(?:in)?|leitung|gerente|jefe de|capo"
            r"|superintendent|foreman)\b"),
        ("lead", r"\b(?:(?:tech(?:nical)?|team|engineering|design) lead|lead(?! generation|gen| nurturing"
            r"| management)|teamlead|responsable)\b"),
        ("senior", r"\b(?:senior|sr\.?|experienced|confirmée?|sénior|iii|iv|leitende[rn]?|expert(?:e|in)?|3)\b"),
        ("mid", r"\b(?:mid(?:[- ]level|[- ]senior|weight)?(?![- ]?(?:market|size|atlantic|west))|intermediate|ii"
            r"|professional \(mid\))\b"),
        ("junior", r"\b(?:junior|jr\.?|entry[- ]level|graduate|new ?grad|grad|associate(?= [a-z])(?! (?:director"
            r"|partner|professor|vp|general|dean|manager))|berufseinsteiger\w*|débutante?|absolvent\w*|early[- ]career"
            r"|nachwuchs\w*)\b(?! (?:school|program manager|recruiter))"),
)  # fmt: skip
_THING_MANAGER = re.compile(rf"\b(?:{_THINGS})s?[ -]?manager", re.IGNORECASE)
_TEXT_WORDS: tuple[tuple[Seniority, str], ...] = (
        ("intern", r"\b(?:this|our|the|an?|paid|summer|unpaid|\d+[- ]month) (?:\w+ ){0,2}internship\b"),
        ("junior", r"\b(?:entry[- ]level (?:role|position|job|opportunity)|junior (?:role|position)|(?:recent"
            r"|new) graduates?|(?:seniority|level|experience level):? (?:entry|junior))\b"),
        ("mid", r"\b(?:mid[- ]level (?:role|position|\w+ engineer)|(?:seniority|level|experience level):? mid)\b"),
        ("senior", r"\b(?:(?:this is a|a|looking for a|seeking a|hiring a) senior (?:role|position"
            r"|\w+ ?(?:engineer|developer|designer|manager|analyst|scientist|consultant))|(?:seniority|level"
            r"|experience level):? senior)\b"),
)  # fmt: skip
_IN_TITLE = [(level, re.compile(words, re.IGNORECASE)) for level, words in _TITLE_WORDS]
_IN_TEXT = [(level, re.compile(words, re.IGNORECASE)) for level, words in _TEXT_WORDS]


class Level(NamedTuple):
    """A level, and the words that say so."""

    level: Seniority
    quote: Quote | None


def seniority_of(title: str, text: str) -> Level:
    """Return at what level a posting hires, "" where neither its title nor its text says."""
    for level, words in _IN_TITLE:
        found = words.search(title)
        if found and not (level == "manager" and _THING_MANAGER.search(title)):
            start, end = found.start(), found.start() + len(found.group().rstrip())
            return Level(level, Quote(text=title[start:end], part="title", start=start, end=end))
    for level, words in _IN_TEXT:
        if found := words.search(text):
            return Level(level, Quote(text=found.group(), start=found.start(), end=found.end()))
    return Level("", None)
