"""What the dossier of a company tells of its prospects: it hires, it got money, it lets people go.

Ages are counted back from the day on which a statement was read. Praise is none of it.
"""

from __future__ import annotations

import re

from inroad.analysis import Dossier, Statement, Topic
from inroad.tools.fit.judged import Judged

_LAYOFF = re.compile(
    r"\blay(?:ing)?[- ]?offs?\b|\blaid off\b|\b(?:job|staff|headcount|workforce) (?:cuts?|reductions?)\b"
    r"|\bcut(?:s|ting)? (?:\S+ ){0,3}(?:jobs|staff|workforce|employees)\b|\bredundanc|\bhiring freeze|\bbankrupt"
    r"|\binsolven|\bchapter 11\b|\bshut(?:s|ting)? down\b|\bentlass|\bstellenabbau|\bkündigungswelle|\blicenciement"
    r"|\bplan social\b|\bdespidos?\b|\bconcurso de acreedores\b|\bquiebra\b|\bontslag|\bfailliet|\blicenziament"
    r"|\bfalliment|\bdemiss(?:ão|ões)\b|\bfalência\b",
    re.IGNORECASE,
)
_OURS = ("posting", "notes")
_TELLING: tuple[Topic, ...] = ("hiring", "funding", "news")
_FRESH_DAYS = 365
_START, _HIRES, _FUNDED, _LETS_GO = 0.5, 0.25, 0.25, -0.5
_SHOWN = 100


def judge_outlook(dossier: Dossier | None) -> Judged:
    """Return what hiring, money and layoffs of the last twelve months come to; None where nothing is told of them.

    The posting itself and the user's notes are no news of a company. A statement without a date counts as fresh.
    """
    told = [each for topic in _TELLING for each in (dossier.on(topic) if dossier else []) if each.source not in _OURS]
    fresh = [each for each in told if each.date is None or (each.seen_on - each.date).days <= _FRESH_DAYS]
    if not fresh:
        return Judged(None, "Nothing fresh is known of the company's hiring, money or layoffs.")
    cuts = [each for each in fresh if _LAYOFF.search(each.text)]
    others = [each for each in fresh if each not in cuts]
    signals = [
        (_LETS_GO, "It lets people go or is in trouble", cuts),
        (_HIRES, "It hires", [each for each in others if each.topic == "hiring"]),
        (_FUNDED, "It got money", [each for each in others if each.topic == "funding"]),
    ]
    value = _START + sum(points for points, _, found in signals if found)
    sentences = [f"{says}: {_quoted(found[0])}." for _, says, found in signals if found]
    news = f"There is news, which speaks neither for nor against it: {_quoted(fresh[0])}."
    return Judged(min(1.0, max(0.0, value)), " ".join(sentences) or news)


def _quoted(statement: Statement) -> str:
    text = statement.text if len(statement.text) <= _SHOWN else f"{statement.text[: _SHOWN - 1].rstrip()}…"
    return f"“{text}” ({statement.date.isoformat()})" if statement.date else f"“{text}” (no date)"
