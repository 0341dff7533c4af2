"""Which team a posting hires for: "join our Payments team", "Team: Platform", "das Team Datenplattform"."""

from __future__ import annotations

import re

from inroad.analysis import Quote

_WORD = r"(?:[A-Z0-9][\w&/+.’'-]*)"
_LABELLED = re.compile(
    r"^[ \t*•-]*(?:Team|Department|Abteilung|Équipe|Equipe|Equipo|Afdeling|Reparto"
    r"|Bereich)\s?[:：][ *]*(?P<team>[^\n.;:|*]{2,60}?)\s*$",
    re.MULTILINE,
)
_NAMED = re.compile(
    rf"\b(?:our|the|its|their|[Oo]n|within|join)\s+(?P<team>(?!Team\b|Our\b|The\b){_WORD}(?:(?:[ ]|[ ]?&[ ]?|,[ ]"
    rf"|[ ]and[ ]){_WORD}){{0,4}}[ ](?:[Tt]eam|[Dd]epartment|[Gg]roup|[Ss]quad|[Tt]ribe))\b"
    rf"|\b(?:[Uu]nser(?:em|en)?|[Dd]as|dem"
    rf"|[Ii]m)\s(?P<plain>[Tt]eam\s[„\"“]?{_WORD}(?:[ ]{_WORD}){{0,2}})(?=[\"“”]?[\s.,])"
    rf"|\b(?:[Uu]nser(?:em|en)?|[Dd]as|im|l'équipe|del equipo de|equipo de|team)\s(?P<hyphen>{_WORD}-Team)\b"
)
_IN_SMALL = re.compile(
    r"\b(?:our|the|join (?:our|the)|on the|part of (?:our|the))\s+(?P<team>(?!(?:whole|entire|founding|wider"
    r"|broader|rest|growing|small|talented|global|international|core|amazing|new|local|same|current|existing|own"
    r"|leadership|executive|management|dynamic|diverse|great|best|right|first|high|world|fast|remote|distributed"
    r"|hiring|recruiting|recruitment|talent|people|interview|our|passionate|highly|close|dedicated|larger|full"
    r"|different|other|various|responsible|customer|client|dev|cross|multi)\b)[a-z][a-z&-]+(?:\s(?!(?:team|for|of"
    r"|to|your|with|an?|in|is|at|we|that|who|as|our|the|and)\b)[a-z&-]+)?\s(?:team|department))\b"
)
_NO_TEAM = re.compile(
    r"[’']s\s|\b(?:Talent|Recruiting|People|Hiring|Leadership|Executive|Management|HR|Founding|Human Resources"
    r"|Acquisition|World|Global|Great|Series|Interview)\b"
)


def team_of(text: str) -> Quote | None:
    """Return the name of the team, as written; None where none is named."""
    labelled = _LABELLED.search(text)
    if labelled:
        return _quote(labelled, "team")
    for found in _NAMED.finditer(text):
        name = next(name for name in ("team", "plain", "hyphen") if found[name])
        if not _NO_TEAM.search(found[name]):
            return _quote(found, name)
    small = _IN_SMALL.search(text)
    return _quote(small, "team") if small else None


def _quote(found: re.Match[str], name: str) -> Quote:
    return Quote(text=found[name], start=found.start(name), end=found.end(name))
