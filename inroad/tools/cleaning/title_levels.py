"""What the words of a title say of its level, in the ten levels of People Data Labs.

Written by hand from general knowledge of postings and profiles. I is entry, II is plain, III and up are
senior; head and director are directors; staff, principal and lead are senior; who leads a team manages it.
"""

from __future__ import annotations

from collections.abc import Sequence

from inroad.state import Level
from inroad.tools.cleaning.title_rules import Words

_TRAINING = frozenset(
    ["intern", "trainee", "apprentice", "werkstudent", "workstudy", "coop", "extern", "externship", "hiwi"]
)
_NOT_TRAINING = frozenset(
    ["program", "recruiter", "recruiting", "recruitment", "coordinator", "manager", "programs", "hiring"]
)
_SENIOR = frozenset(
    [
        "senior",
        "principal",
        "lead",
        "distinguished",
        "leitender",
        "leitende",
        "leitend",
        "seniore",
        "veteran",
        "experienced",
        "confirme",
        "experimente",
        "sior",
    ]
)
_ENTRY = frozenset(
    ["junior", "entry", "graduate", "associate", "newgrad", "beginner", "debutant", "berufseinsteiger", "absolvent"]
)
_MANAGER = frozenset(
    [
        "manager",
        "supervisor",
        "teamlead",
        "foreman",
        "leiter",
        "leiterin",
        "leitung",
        "jefe",
        "jefa",
        "gerente",
        "responsable",
        "responsabile",
        "superintendent",
        "matron",
    ]
)
_DIRECTOR = frozenset(
    [
        "director",
        "directeur",
        "directrice",
        "directora",
        "direttore",
        "direttrice",
        "diretor",
        "bereichsleiter",
        "abteilungsleiter",
    ]
)
_GRADES: dict[str, Level] = {
    "i": "entry", "1": "entry", "iii": "senior", "3": "senior", "iv": "senior", "4": "senior",
    "v": "senior", "5": "senior",
}  # fmt: skip
_NO_GRADE = frozenset({"ii", "2", "vi", "6"})
_BEFORE_PARTNER = frozenset(
    [
        "managing",
        "general",
        "senior",
        "founding",
        "equity",
        "limited",
        "venture",
        "operating",
        "junior",
        "and",
        "law",
        "ceo",
        "owner",
        "founder",
        "president",
        "executive",
        "name",
        "tax",
        "audit",
        "national",
    ]
)
_BEFORE_OWNER = frozenset(
    [
        "business",
        "and",
        "small",
        "company",
        "franchise",
        "shop",
        "store",
        "restaurant",
        "founder",
        "ceo",
        "salon",
        "agency",
        "sole",
    ]
)
_STAFF_IS_PLAIN = frozenset(
    [
        "physician",
        "nurse",
        "pharmacist",
        "therapist",
        "dentist",
        "veterinarian",
        "attorney",
        "accountant",
        "auditor",
        "writer",
        "chemist",
        "sergeant",
        "member",
        "and",
        "of",
    ]
)
_INDIVIDUAL = frozenset(
    [
        "specialist",
        "coordinator",
        "analyst",
        "associate",
        "assistant",
        "technician",
        "executive",
        "officer",
        "estimator",
        "surveyor",
        "developer",
        "engineer",
        "consultant",
        "scheduler",
        "merchandiser",
        "representative",
        "inspector",
        "administrator",
        "planner",
        "inhouse",
        "kalkulator",
        "metreur",
    ]
)
_CHIEFS = frozenset(
    [
        "ceo",
        "cto",
        "cfo",
        "coo",
        "cmo",
        "cio",
        "ciso",
        "cpo",
        "chro",
        "cro",
        "cco",
        "clo",
        "cdo",
        "cbo",
        "cso",
        "cno",
        "pdg",
    ]
)
# These say more than the ones below them, which are then left out.
_ABOVE: tuple[frozenset[Level], ...] = (
    frozenset({"cxo", "owner"}), frozenset({"partner"}), frozenset({"vp"}), frozenset({"director"}),
)  # fmt: skip


def levels_of(words: Words, matched: range = range(0)) -> set[Level]:
    """Return the levels that the words outside of the matched name say."""
    found: set[Level] = set()
    for index, word in enumerate(words):
        if index not in matched:
            found |= _levels_of_word(words, index, word, matched)
    return found


def levels_of_name(words: Words, own: Sequence[Level]) -> set[Level]:
    """Return the levels of a job that goes by a name: its own ones, and what the words of the name say.

    A manager's job under the name of somebody who leads nobody ("ecommerce specialist") is not a manager's;
    a lead is senior, the lead of a team manages it.
    """
    said = levels_of(words) & {"senior", "director", "vp", "training"}
    if "lead" in words[1:-1] or words[:2] == ("lead", "generation"):
        said.discard("senior")
    kept = set(own)
    if words[-1] in _INDIVIDUAL | {"lead"} or "vp" in said:
        kept.discard("manager")
    if "junior" in words:
        said.add("entry")
    if {"assistant", "to"}.isdisjoint(words) and (
        not _CHIEFS.isdisjoint(words) or ("chief" in words and "officer" in words)
    ):
        said.add("cxo")
    if "founder" in words and "associate" not in words:
        said.add("owner")
    return said | kept | ({"manager"} if "teamlead" in words else set())


def is_only_level(words: Words) -> bool:
    """Tell whether a part of a title says nothing but a level."""
    return bool(words) and all(
        levels_of((word,)) or word in {"and", "level", "cofounder", "staff", "position", "role"} for word in words
    )


def settled(levels: set[Level]) -> list[Level]:
    """Return levels in alphabetical order, without those that a higher one makes needless.

    A senior manager is both; a senior director is a director. Who trains is neither junior nor senior.
    """
    kept = set(levels)
    for index, above in enumerate(_ABOVE):
        if kept & above:
            lower: set[Level] = {"manager", "senior", "entry"}
            kept -= lower.union(*_ABOVE[max(index, 1) + 1 :])
            break
    if kept & {"training", "unpaid"}:
        kept -= {"senior", "entry"}
    if "entry" in kept and kept & {"manager", "senior"}:
        kept -= {"entry"}
    return sorted(kept)


def _levels_of_word(words: Words, index: int, word: str, matched: range) -> set[Level]:
    after = words[index + 1] if index + 1 < len(words) else ""
    before = words[index - 1] if index else ""
    if word in _TRAINING:
        return set() if after in _NOT_TRAINING else {"training"}
    if word in {"volunteer", "unpaid", "ehrenamtlich", "benevole"}:
        return {"unpaid"}
    if word in _GRADES:
        return {_GRADES[word]} if _is_grade(words, index, matched) else set()
    if word in _ENTRY:
        return {"entry"} if _is_entry(word, after) else set()
    return _higher_levels(word, before, after, is_after_name=index - 1 in matched)


def _higher_levels(word: str, before: str, after: str, *, is_after_name: bool) -> set[Level]:
    if word in _SENIOR or (word == "staff" and after and after not in _STAFF_IS_PLAIN):
        return {"senior"}
    if word in _MANAGER:
        return {"manager"}
    if word in _DIRECTOR:
        return {"director"}
    if word == "head":
        return {"director"} if after in {"", "of", "for", "and"} or before else {"manager"}
    if word == "vp":
        return {"vp"}
    if word == "chief":
        return {"senior"} if after in {"engineer", "architect", "scientist", "designer"} else {"cxo"}
    if word == "president":
        return {"cxo"}
    return _owners(word, before, after, is_after_name=is_after_name)


def _owners(word: str, before: str, after: str, *, is_after_name: bool) -> set[Level]:
    ends = after in {"", "and", "of", "in"}
    if word in {"founder", "proprietor", "inhaber", "inhaberin", "fondateur", "fundador", "grunder"}:
        return {"owner"}
    if word == "owner":
        return {"owner"} if ends and (not before or is_after_name or before in _BEFORE_OWNER) else set()
    if word == "partner":
        return {"partner"} if ends and (not before or is_after_name or before in _BEFORE_PARTNER) else set()
    return set()


def _is_grade(words: Words, index: int, matched: range) -> bool:
    """A number is a grade right after the name of the job, or at the end of its part."""
    return index > 0 and (index - 1 in matched or index == len(words) - 1)


def _is_entry(word: str, after: str) -> bool:
    if word == "entry":
        return after == "level"
    if word == "associate":
        return after not in {"", "director", "vp", "partner", "dean", "general", "and", "of"}
    return after not in {"school", "student", "studies", "program", "recruiter", "recruiting"}
