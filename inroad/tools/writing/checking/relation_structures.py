"""Relations seen by how a sentence is built, whatever its words: a deed in the past that joins "you" and "me".

A verb in the past is one in "-ed" or one of the irregular ones, which are a closed list. Verbs of seeing and reading,
and what stands on paper (a posting, a profile, a title), join nobody.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache, lru_cache

from inroad.tools.writing.checking.gates import may_have_any
from inroad.tools.writing.checking.reading import pieces

_PAST = (
    r"(?:\w{2,}(?<!ne)(?<!fe)(?<!spe)(?<!inde)ed|ate|eaten|beat|became|began|bent|bet|bit|blew|borrowed|bought|broke"
    r"|brought|built|came|caught|chose|dealt|did|drank|drew|drove|fed|fell|felt|flew|forgave|forgot|fought|gave|got"
    r"|grew|heard|held|hid|hung|kept|knew|laid|led|left|lent|lost|made|meant|met|paid|pulled|ran|rode|rose|said|sang"
    r"|sat|saw|sent|shook|shot|showed|slept|sold|spent|spoke|stood|stole|struck|swam|swept|swore|taught|threw|told"
    r"|took|(?:baby|over|under|mis|out|re)(?:sat|heard|took|saw|wrote|told|ran|built|drew|read)|walked|went|woke|won|wore|wrote)"
)
_SOMETIMES = r"(?:(?:\w+ly|once|also|even|then|all|first|just|never|both|always|still|already|often)\s+){0,2}"
# What stands on paper may catch somebody's eye, and be read.
_ON_PAPER = (
    r"(?:posting|post|ad|advert|listing|opening|role|position|vacancy|job|title|profile|name|page|website|site|path"
    r"|background|career|company|firm|school|team|description|line|requirements?|field|work|hometown|town|skills?"
    r"|experience|history|years|industry|move|r[eé]sum[eé]|degree)"
)
_KIN = (
    r"(?:mothers?|fathers?|mums?|moms?|dads?|parents|kids|children|families|sons|daughters|dogs|wives|husbands"
    r"|grand\w+|spouses|siblings|brothers|sisters|cousins|bosses|mentors|friends)"
)
_WE_STATIONS = (
    r"(?:worked|studied|attended|graduated|shared|overlapped|grew|went|came|started|lived|were|listed|trained"
    r"|majored|earned|finished|learned|learnt|ended|left|held|connected|spent|moved|had|landed|began|chose|took|joined"
    r"|got|called|named|used)"
)
_PARTICIPLES = r"(?:involved|interested|based|needed|concerned|located|called|named|tasked|assigned|listed|qualified)"

# The person did something to the sender, or was something to them.
_DONE_TO_ME = rf"\byou\s+{_SOMETIMES}(?:had\s+)?{_PAST}\s+(?:(?:in|up|down|out|for|with|to|on|at|over|off|after)\s+)?"
_DONE_TO_ME += r"(?:me|us|my)\b(?!\s+(?:with|by)\s+permission)"
_STRUCTURES = (
    _DONE_TO_ME,
    r"\byou\s+were\s+(?:\w+\s+)?(?:enough\s+to|the\s+(?:one|first|person|reason|only)\b|there\s+(?:when|for)|my\b|our\b"
    r"|with\s+(?:me|us)\b|at\s+my\b|in\s+my\b|on\s+my\b)",
    rf"\byou\s+{_SOMETIMES}(?:lent|loaned)\b",
    # Something of the person's did something to the sender.
    rf"\byour\s+(?!(?:\w+\s+){{0,2}}{_ON_PAPER}\s+{_PAST}\s+(?:me|my)\b)(?:\w+\s+){{1,2}}{_PAST}\s+"
    rf"(?:[^.,;!?\n]{{0,30}}\s)?(?:me|us|my|our)\b(?<!made\sme)(?!\s+(?:eye|attention|interest)\b)",
    # The sender did something with what is the person's.
    rf"\bI(?:['’]ve|\s+have|\s+had)?\s+{_SOMETIMES}(?!(?:saw|read|noticed|found|looked|came|wondered|hoped|wanted"
    rf"|needed|liked|applied|sent|addressed|wrote|picked|chose|asked|understood|gathered|reviewed\s+your\s+posting)\b)"
    rf"{_PAST}\s+(?:(?!and\b|that\b|which\b|because\b|so\b|as\b|but\b|if\b|what\b|how\b|when\b|like\b)\w+\s+){{0,4}}"
    rf"your\s+(?!(?:[\w-]+\s+){{0,2}}{_ON_PAPER}s?\b)\w+",
    r"\bit\s+was\s+you\b|\bas\s+your\s+(?:former|old|past|ex|one-?time|long-?time|fellow)\b",
    r"\b(?:in|on|at|from|of)\s+your\s+\w+\s+(?:tell|say|think|speak|talk|rave)s?\b",
    rf"\b(?:my|I|we)\b[^.,!?\n]{{0,40}}\bused\s+to\b[^.,!?\n]{{0,30}}\b(?:you|your\s+(?!{_ON_PAPER}\b)\w+)\b",
    # The sender was something to the person, or somebody of the person's to the sender.
    r"\bI(?:['’]m|\s+am|\s+was|['’]ve\s+been|\s+have\s+been)\s+(?:\w+\s+)?(?:one\s+of\s+)?your\s+(?!next\b|new\b)\w+",
    rf"\byour\s+(?!{_ON_PAPER}\b)\w+\s+(?:is|was|are|were)\s+(?:my|mine|our|an?\s+(?:old|good|close|dear|former))\b",
    r"\bmy\s+(?:old|former|first|then)\s+(?:\w+\s+){1,2}\w+s\s+(?:(?:by|about|of|to|with)\s+)?you\b",
    rf"\bI\s+(?:keep|kept|love|loved|enjoy|started|stopped)\s+\w+ing\s+(?:\w+\s+)?your\s+(?!{_ON_PAPER}\b)\w+",
    r"\bthose\s+(?:\w+\s+){0,2}(?:nights|mornings|evenings|summers|lunches|trips|shifts|weekends|years|games)\b",
    # Kin and friends of both.
    rf"\bour\s+(?:\w+\s+)?{_KIN}\s+\w+|\bour\s+(?:last|previous|recent|earlier|past|old|early)\s+\w+",
    # What both did together.
    rf"\bwe\s+{_SOMETIMES}(?!{_WE_STATIONS}\b)(?P<deed>{_PAST}|split|put|set|cut|hit|shut)\b",
    r"\b(?:the|that|those|a|an|all)\s+(?:\w+\s+){1,2}we\s+(?:had|were|got|spent|took|shared|used)\b",
    rf"\byou(?:['’]re|\s+are|\s+were)\s+the\s+(?:reason\s+(?:why\s+|that\s+)?I|(?:one|person)\s+(?:who|that)\s+{_PAST})\b",
    # Somebody at the person's side who did something.
    rf"\b(?:someone|somebody|people|folks|an?\s+\w+)\s+(?:on|from|in|at|of|inside|within)\s+your\s+(?:\w+\s+)?\w+"
    rf"\s+(?:has\s+|have\s+)?(?!{_PARTICIPLES}\b){_PAST}\b",
    r"\bmy\s+(?:(?:\w+)\s+)?(?:boss|manager|supervisor|mentor|teacher|professor|adviser|advisor|colleagues?"
    r"|co-?workers?|teammates?|neighbou?rs?|director|coach|landlord|doctor|clients?)\s+[^.,;!?\n]{0,40}\b(?:you|your)\b",
)
_SUPPOSED = re.compile(
    r"\b(?:if|whether|unless|until|could|would|might|may|should|hear|learn|wonder\w*|curious|share|hope|imagine|suppose"
    r"|perhaps|maybe|thank\w*|how|what|anything|whatever|whoever|anyone|why)\b|['’]d\b",
    re.IGNORECASE,
)
# A quotation is compared with the posting elsewhere; its "we" is the company.
_QUOTED = re.compile(r"[\"“][^\"“”\n]{4,300}[\"”]")
_STOP = re.compile(r"[.!?\n]")


def find(text: str, deeds: Collection[str]) -> Iterator[tuple[int, int]]:
    """Yield where a plain statement joins sender and person by a deed; questions and wishes are none.

    `deeds` are the words of what the sender did, by facts: "we shipped" may then be the sender and their colleagues.
    """
    text = _QUOTED.sub(lambda match: "#" * len(match.group()), text)
    for begin, piece in pieces(text):
        for start, end, deed in _stated(piece):
            if deed not in deeds:
                yield begin + start, begin + end


@lru_cache(maxsize=512)  # the messages of a posting, and of a sender, share pieces
def _stated(piece: str) -> tuple[tuple[int, int, str], ...]:
    """Where a piece states such a thing, and the verb of what "we" did."""
    if not may_have_any(piece, _STRUCTURES):
        return ()
    matches = (match for pattern in _patterns() for match in pattern.finditer(piece))
    return tuple((*match.span(), match.groupdict().get("deed", "").lower()) for match in matches if _is_stated(match))


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(structure, re.IGNORECASE) for structure in _STRUCTURES)


def _is_stated(match: re.Match[str]) -> bool:
    """Whether it is neither asked nor supposed."""
    text = match.string
    begin = max(text.rfind(stop, 0, match.start()) for stop in ".!?\n") + 1
    stop = _STOP.search(text, match.end())
    is_question = stop is not None and stop.group() == "?"
    return not is_question and not _SUPPOSED.search(text, begin, match.start())
