"""What is said of "I" rests on the sender's facts, of "you" on the person's, of "we both" on common ground.

The subject of a claim is the pronoun in front of it in the same sentence ("As ... at ..., you": the one behind it).
Facts of the posting and the company may stand beside either, but not where a sentence says that somebody worked,
studied or lives there, or has that title: then only their own facts count.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

from inroad.tools.writing import Reason
from inroad.tools.writing.checking.greeting import signature_start
from inroad.tools.writing.checking.look import Claim, Look

Subject = Literal["I", "you", "we", ""]

_I = r"\bI\b(?:['’](?:m|ve|d|ll)\b)?|\b[Mm]y\b|\b[Mm]ine\b|\b[Mm]yself\b"
_YOU = r"\b[Yy]ou(?:['’](?:re|ve|d|ll))?\b|\b[Yy]ours?\b|\b[Yy]ourself\b"
_WE = r"\b[Ww]e\b(?:['’](?:re|ve|d|ll))?|\b[Oo]urs?\b|\bus\b"
_PRONOUN = re.compile(f"(?P<I>{_I})|(?P<you>{_YOU})|(?P<we>{_WE})")
# "to you", "ask you": here the person is not who something is said of.
_OBJECT = re.compile(
    r"\b(?:to|with|for|about|of|from|ask(?:ing|ed)?|tell(?:ing)?|told|thank|thanks|show(?:ing)?|send(?:ing)?|sent|give"
    r"|giving|gave|writ(?:e|ing)|contact(?:ing)?|reach(?:ing)?|hear(?:ing)? from|bother(?:ing)?|email(?:ing)?"
    r"|messag(?:e|ing)|let|catch|offer(?:ing)?|bring|meet(?:ing)?|assure|pester(?:ing)?|join(?:ing)?|help(?:ing)?"
    r"|call(?:ing)?|found|find|by|between|on|like|than|to\s+\w+|sav(?:e|ing)|spar(?:e|ing))\s+$",
    re.IGNORECASE,
)
_WISH = re.compile(
    r"\b(?:would|['’]d|like|love|hope|hoping|want\w*|appl(?:y|ying|ied|ication)|interest\w*|keen|eager|wish|plan\w*"
    r"|consider\w*|saw|see|seen|read|reading|notic\w+|came across|learn|hear|heard|ask\w*|curious|question\w*"
    r"|openings?|postings?|excited|explore|exploring|what|how|who|whether|could|might|writ(?:e|ing)|wrote|reach\w*"
    r"|look\w*|found|find"
    r"|role of|roles? (?:at|as)|position at|follow\w*|wonder\w*|hop\w+|understand\w*|know\w*|may|join\b|contact\w*"
    r"|relocat\w+|open to|willing|happy to|glad to|ready to|move to|next)\b",
    re.IGNORECASE,
)
_EMPLOYED = re.compile(
    r"(?:\b(?:work(?:ed|ing|s)?|employed|intern(?:ed|ing|ship)?|spent|spend|career|stint|tenure|time|years?|months?"
    r"|days|job|role|position|experience|projects?|team|colleagues?|manager|boss|hired|started|consult(?:ed|ing|ant)|freelanc\w*|volunteer\w*|temp(?:ed|ing)|moonlight\w*|apprentic\w*|advis\w+|gigs?"
    r"|contract(?:ed|ing|or)|engineer|developer|manager|designer|analyst|lead|led|built|shipped|ran|made|helped"
    r"|designed|launched)\b[^.;:!?]*|\b(?:am|was|were|been|['’]m|['’]ve been)\b(?:\s+[\w-]+){0,6})\s(?:at|for|with|by"
    r"|in|of|inside|within)\s+(?:the\s+)?$"
    r"|\b(?:joined|left|joining|founded|co-founded|quit|represent(?:ed)?)\s+(?:the\s+)?$|\bmy\s+(?:current\s+"
    r"|former\s+|previous\s+|last\s+|first\s+|old\s+)?(?:employer|company|firm|workplace),?\s+(?:is\s+"
    r"|was\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)
_STUDIED = re.compile(
    r"\b(?:stud(?:ied|y|ying|ies)|graduat\w+|attend\w*|went|go|degree|alum\w*|bachelor\S*|master\S*|ph\.?d|mba|bsc|msc"
    r"|major\w*|enrol\w+|class|classmates?|students?|campus|finish\w*|complet\w+|earn\w*|hold|holds|receiv\w+|did|got"
    r"|alma mater|years|time|days|school|university|college|from|diploma|thesis|research)\b[^.;!?]*(?:\s|^)(?:at|from"
    r"|to|of|in|with|is|was|attended|attend|finished|attending)?\s*(?:the\s+)?$",
    re.IGNORECASE,
)
_LIVED = re.compile(
    r"(?:\b(?:live[ds]?|living|based|resid\w+|grew up|raised|born|come|comes|coming|came|hail|mov(?:ed|ing)|relocated"
    r"|located|home(?:town)?|native|growing up|settled)\b|\b(?:I am|I['’]m)(?: (?:also|here|currently|now|originally"
    r"|myself))?)\b[^.;:!?]{0,30}\s(?:in|from|to|of|near|around|outside|here in|is)\s+(?:the\s+)?$|\b(?:my"
    r"|our)\s+(?:home ?town|home|native|city|town)\b[^.;:!?]{0,12}$",
    re.IGNORECASE,
)
_TITLED = re.compile(
    r"(?:\bam|['’]m|\bwas|\bbeen|\bas|\bbecame|\bmyself|\bme|['’]re|\bare|\bwere)\s+(?:currently\s+|now\s+|also\s+"
    r"|both\s+|still\s+)?(?:an?\s+|the\s+)?(?:(?:current|former|fellow|senior|junior|passionate|experienced|longtime"
    r"|part-time|freelance|trained|certified|lead|principal|working)\s+)?$",
    re.IGNORECASE,
)
_SKILLED = re.compile(
    r"\b(?:experience|background|expertise|skilled|proficient|fluent|certified|expert|trained|versed|knowledge|speak"
    r"|studied|taught|years"
    r"|work(?:ed)?\s+(?:\w+\s+)?(?:with|in)|use|used|built|wrote|write|code|coded|programmed|speciali[sz]\w*|done|did"
    r"|strengths?)\b[^.;:!?]{0,40}$",
    re.IGNORECASE,
)
_IS_ASKED = re.compile(r"\b(?:how|what|which|whether|if|where)\b|\?", re.IGNORECASE)
_HANDED_OVER = re.compile(r"\b(?:find|see|attach\w*|enclos\w*|look|open)\b", re.IGNORECASE)
_QUOTE_OPEN = re.compile(r"[“„][^“”„]*$|^[^\"]*\"(?:[^\"]*\"[^\"]*\")*[^\"]*$")
_OF_THE_ROLE = re.compile(r"\b(?:which|role|position|opening|job|team|office|company|posting)\b", re.IGNORECASE)
_WRITE = re.compile(r"\bwr(?:ote|ite|iting)\b")
_AS_FRONT = re.compile(
    r"(?:^|[,;:(]\s|\b(?:because|and|that|since),?\s)as\s+(?:an?\s|the\s|somebody|someone|you\w*\s)?[^,;:!?]*$",
    re.IGNORECASE,
)
_AT_FRONT = re.compile(
    r"^\W*(?:\w+\s){0,4}?(?:at|for|with|in|from|before|after|during|while|since|as)\b", re.IGNORECASE
)
_NEXT_PRONOUN = re.compile(rf"^[^;:!?.]{{0,90}}?(?:(?P<I>{_I})|(?P<you>{_YOU})|(?P<we>{_WE}))")
_PAST = re.compile(
    r"^\s+(?:have\s+|also\s+|was\s+|had\s+|mostly\s+|recently\s+)?(?:\w{2,}ed|built|led|ran|made|wrote|taught|grew|cut"
    r"|took|won|was|were|had|spent|did|set|kept|held|met|sold|work|learnt|brought|began|wrote|rewrote|oversaw)\b"
)
_NEVER = re.compile(r"\b(?:never|not|no)\b|n['’]t\b", re.IGNORECASE)
_THERE = re.compile(
    r"^[^.!?\n]{0,40}\bhaving\s+(?:\w+\s+){0,2}\w+ed\s+there\b|^[^.!?\n]{0,40}\b(?:I|my)\b[^.!?\n]{0,30}\b(?:worked|years?|months|time|days|stint|internship|spent|was|summers?|job)\b"
    r"[^.!?\n]{0,20}\bthere\b"
)
_AT = re.compile(r"\b(?:at|for|with)\s+(?:the\s+)?$", re.IGNORECASE)
_DID_THERE = re.compile(r",?\s(?:where\s)?I(?:['’]ve|\shave)?\s(?:(?!when|while)[\w-]+\s){1,6}$")
_MOVES = re.compile(
    r"\b(?:would|['’]d|to move|to relocate|willing|open to|happy to|moving to|relocat\w+|hop\w+|plan\w*)\b"
)
_PAST_FRONT = re.compile(
    r"(?:^|[,:;]\s|\b(?:and|while|when|side:)\s)(?:\w+\s){0,5}?(?:at|for|with|in)\s+(?:the\s+)?$", re.IGNORECASE
)
_I_BEHIND = re.compile(r"(?:\s*\([^)]*\))?,?\s*(?:where\s)?I\b(?:['’]ve)?")
_OF_YOU, _BOTH = re.compile(_YOU), re.compile(r"\bboth\b")
_FIRST_PERSON, _I_NEXT = re.compile(rf"{_I}|\bme\b|{_WE}"), re.compile(rf"[^,;]{{0,40}}(?:{_I})")
_MODAL = re.compile(r"\b(?:could|can|would|might|may|should|shall|let|if|whether)\b", re.IGNORECASE)


class _Said(NamedTuple):
    """A claim as far as it tells of whom it is: its kind, whose facts have it and of which kinds, what is around it."""

    kind: str
    owners: frozenset[str]
    kinds: frozenset[str]
    sorts: frozenset[str]
    before: str
    after: str


def reasons(look: Look, claims: Iterable[Claim]) -> Iterator[Reason]:
    """Yield a reason for each supported claim that is said of somebody else than its fact is about."""
    end = signature_start(look.body.text)
    supported = [claim for claim in claims if claim.text is look.body and claim.sources]
    yield from _done_elsewhere(look, supported)
    for claim in supported:
        if wrong := _signed_wrongly(claim) if claim.start >= end else _said_wrongly_of(_said(claim)):
            yield Reason(kind="attribution", words=claim.words, says=_says(claim, wrong))


def _done_elsewhere(look: Look, claims: list[Claim]) -> Iterator[Reason]:
    """A reason for each number of what the sender did that is put at an employer where they did not do it."""
    text = look.body.text
    numbers = [claim for claim in claims if claim.kind == "number"]
    places = [claim for claim in claims if any(s.sort == "employer" for s in claim.sources)] if numbers else []
    for place in places:
        if not _AT.search(text[: place.start][-12:]):
            continue
        for number in numbers:
            if place.start > number.start or not _DID_THERE.match(text[place.end : number.start]):
                continue
            where = [look.brief.get(_where_id(source.id)) for source in number.sources]
            if all(where) and not any(_is_named(place, text) for text in where):
                says = f"The facts do not say that “{number.words}” was at {place.words}: say it of where it was done."
                yield Reason(kind="attribution", words=place.words, says=says)


def _where_id(fact_id: str) -> str:
    """The id of the employer at which the sender did what a fact says; a letter's facts hold lines of the CV too."""
    return fact_id.replace(".did", ".worked_at").replace("sender.line.", "sender.line_at.")


def _is_named(place: Claim, employer: str) -> bool:
    return any(source.text in employer or employer in source.text for source in place.sources)


def _said(claim: Claim) -> _Said:
    text = claim.text
    start, end = text.sentence_at(claim.start)
    kinds, sorts = zip(*((source.kind, source.sort) for source in claim.sources), strict=True)
    before, after = text.text[start : claim.start], text.text[claim.end : end]
    return _Said(claim.kind, frozenset(claim.owners), frozenset(kinds), frozenset(sorts), before, after)


@lru_cache(maxsize=512)  # the messages of a posting, and of a sender, share sentences
def _said_wrongly_of(said: _Said) -> Subject:
    """Of whom a claim is said who has no such fact; "" when nothing is wrong."""
    if "common" in said.owners:
        return ""  # what both share may be said of either
    subject, between = _subject(said.before, said.after)
    if _is_of_i(said, subject, between):
        wrong: Subject = "I"
    elif (subject == "you" and _is_of_you(said, between)) or (subject == "we" and _is_of_us(said, between)):
        wrong = subject
    else:
        return ""
    return "" if _says_nothing(said, between) else wrong


def _says_nothing(said: _Said, between: str) -> bool:
    """Whether it is a quotation (see `quotes`), the name under a short note, or a skill that somebody lacks.

    Or the attached file ("You will find CV.pdf attached"), which is the sender's whoever finds it.
    """
    if said.kinds == {"attachment"} and _HANDED_OVER.search(f"{said.before} {said.after}"):
        return True
    if _QUOTE_OPEN.search(said.before) or (said.kind == "skill" and _NEVER.search(between)):
        return True
    return said.owners == {"sender"} and said.sorts == {"name"}


def _is_of_i(said: _Said, subject: Subject, between: str) -> bool:
    """Whether it is said of the sender, and no fact of theirs has it."""
    if said.owners & {"sender", "common"}:
        return False
    if said.sorts == {"employer"} and _THERE.match(said.after):
        return True
    if subject != "I":
        return False
    if _is_strict(said, between) or (said.kind == "skill" and _is_skilled(between)):
        return True
    is_of_person = said.owners <= {"person"} and not _OF_YOU.search(f"{said.before} {said.after}")
    return is_of_person and not _is_wish(said, between)


def _is_of_you(said: _Said, between: str) -> bool:
    """Whether it is said of the person, and no fact of theirs has it."""
    around = f"{said.before} {said.after}"
    if (said.kind == "skill" or said.sorts <= {"title", "prose"}) and _IS_ASKED.search(around):
        return False
    if said.owners <= {"sender"} and not _has_first_person(between, said.after):
        return True
    is_titled = said.kind == "title" and _TITLED.search(said.before) and not _WISH.search(between)
    return bool(is_titled) and not said.owners & {"person", "common"}


def _is_of_us(said: _Said, between: str) -> bool:
    """Whether it is said of both, and only one of the two has it."""
    if "common" in said.owners or _MODAL.search(said.before):
        return False
    is_of_one = bool(said.sorts & {"employer", "school", "place"}) and said.owners <= {"person", "sender"}
    return _is_strict(said, between) or (is_of_one and bool(_BOTH.search(between)))


def _subject(before: str, after: str) -> tuple[Subject, str]:
    """Whom the claim is about, and the words between the pronoun and the claim."""
    last = None
    for match in _PRONOUN.finditer(before):
        if not (match["you"] and match["you"].lower() in ("you", "yours") and _OBJECT.search(before[: match.start()])):
            last = match
    front = _AS_FRONT.search(before)
    if (front and (last is None or last.start() < front.start())) or (last is None and _AT_FRONT.search(before)):
        following = _NEXT_PRONOUN.match(after)
        if following:
            return _which(following), before
    return (_which(last), before[last.start() :]) if last else ("", before)


def _which(match: re.Match[str]) -> Subject:
    return "I" if match["I"] else "you" if match["you"] else "we"


def _is_strict(said: _Said, between: str) -> bool:
    """Whether the sentence says that the sender worked, studied or lives there, or has that title."""
    if said.kind == "title" or "title" in said.sorts:
        return bool(_TITLED.search(said.before)) and not _WISH.search(between)
    if _is_past_front(said):
        return True
    if "employer" in said.sorts and _EMPLOYED.search(between) and not _WISH.search(between):
        return True
    if "school" in said.sorts and _STUDIED.search(between) and not _WISH.search(between):
        return True
    return (
        "place" in said.sorts
        and bool(_LIVED.search(between))
        and not _OF_THE_ROLE.search(between)
        and not _MOVES.search(between)
    )


def _is_skilled(between: str) -> bool:
    """Whether the sentence says that the sender has a skill, and not that they would like to hear of it."""
    return bool(_SKILLED.search(between)) and not _WISH.search(between)


def _is_wish(said: _Said, between: str) -> bool:
    """Whether the sentence asks or wishes; "I wrote" is a wish in front of a name, and a claim in front of a skill."""
    return bool(_WISH.search(_WRITE.sub("", between) if said.kind == "skill" else between))


def _is_past_front(said: _Said) -> bool:
    """Whether it is "At X I built": a front that says where the sender did something."""
    pronoun = _I_BEHIND.match(said.after)
    is_past = bool(pronoun and _PAST.match(said.after[pronoun.end() :]))
    return is_past and bool(_PAST_FRONT.search(said.before)) and not _PRONOUN.search(said.before)


def _has_first_person(between: str, after: str) -> bool:
    return bool(_FIRST_PERSON.search(between) or _I_NEXT.match(after))


def _signed_wrongly(claim: Claim) -> Subject:
    """What stands under a mail is said of the sender."""
    of_sender = {"sender", "common", *(("posting",) if claim.kind in ("number", "date") else ())}
    return "" if claim.owners & of_sender else "I"


def _says(claim: Claim, subject: Subject) -> str:
    owner = " and ".join(sorted(claim.owners))
    whose = {"I": "the sender", "you": "the person", "we": "both the sender and the person"}[subject]
    said = f"“{claim.words}” is said of {whose}, but only {owner} facts have it."
    return f"{said} Say it of whom it is true, or leave it out."
