"""How the text of a title is cut into parts and words, and what its words say of the level.

Written by hand from general knowledge of postings and profiles; the levels are those of People Data Labs.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from anyascii import anyascii

from inroad.state import Level

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

_WRITTEN_OUT: dict[str, str] = {
    "sr": "senior", "snr": "senior", "jr": "junior", "jnr": "junior", "jun": "junior",
    "mgr": "manager", "mngr": "manager", "mgmt": "management", "engr": "engineer", "engg": "engineering",
    "dev": "developer", "developper": "developer", "dir": "director", "exec": "executive",
    "asst": "assistant", "assoc": "associate", "coord": "coordinator", "rep": "representative",
    "reps": "representative", "ops": "operations", "op": "operations", "mktg": "marketing",
    "spec": "specialist", "svc": "service", "svcs": "services", "svp": "vp", "evp": "vp", "avp": "vp",
    "gvp": "vp", "rvp": "vp", "frontend": "frontend", "admins": "admin", "acct": "account",
    "prof": "professor", "superv": "supervisor", "supv": "supervisor", "prin": "principal",
    "stellvertretende": "deputy", "stellvertretender": "deputy", "programme": "program",
    "solution": "solutions", "op.": "operations", "archt": "architect", "tech.": "technical",
    "centre": "center", "labour": "labor", "mid": "", "level": "level",
}  # fmt: skip
_PAIRS: dict[tuple[str, str], str] = {
    ("back", "end"): "backend", ("front", "end"): "frontend", ("full", "stack"): "fullstack",
    ("co", "founder"): "cofounder", ("co", "founding"): "cofounding", ("vice", "president"): "vp",
    ("e", "commerce"): "ecommerce", ("co", "owner"): "owner", ("pre", "sales"): "presales",
    ("on", "site"): "onsite", ("part", "time"): "parttime", ("full", "time"): "fulltime",
    ("co", "op"): "coop", ("web", "site"): "website", ("work", "study"): "workstudy",
    ("health", "care"): "healthcare", ("team", "leader"): "teamlead", ("team", "lead"): "teamlead",
    ("teamleader", ""): "teamlead", ("v", "p"): "vp", ("working", "student"): "werkstudent",
    ("cyber", "security"): "cybersecurity", ("help", "desk"): "helpdesk", ("life", "cycle"): "lifecycle",
}  # fmt: skip
_SINGLE: dict[str, str] = {
    "teamleader": "teamlead", "teamlead": "teamlead", "teamleiter": "teamlead", "teamleiterin": "teamlead",
    "teamleitung": "teamlead", "gruppenleiter": "teamlead", "praktikant": "intern", "praktikantin": "intern",
    "praktikum": "intern", "internship": "intern", "interns": "intern", "stagiaire": "intern",
    "stagista": "intern", "tirocinio": "intern", "becario": "intern", "becaria": "intern",
    "practicante": "intern", "practicas": "intern", "estagiario": "intern", "estagio": "intern",
    "alternance": "apprentice", "alternant": "apprentice", "apprenti": "apprentice",
    "apprenticeship": "apprentice", "azubi": "apprentice", "auszubildender": "apprentice",
    "auszubildende": "apprentice", "ausbildung": "apprentice", "traineeship": "trainee",
    "werkstudentin": "werkstudent", "cofounder": "founder",
}  # fmt: skip
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


def parts_of(title: str) -> list[Words]:
    """Return the words of each part of a title, head first.

    Gender markers, endings for several genders, numbers of requisitions, the employer after "at" and
    parts about former work are left out; words are folded to ASCII and abbreviations are written out.
    """
    text = title if title.isascii() else anyascii(unicodedata.normalize("NFKC", title))
    text = _NO_JOB.sub(" ", _EMPLOYER.sub(" | ", _NUMBER.sub(" ", _ENDINGS.sub("", _GENDER.sub(" ", text)))))
    parts = (words_of(part) for part in _CUT.split(text))
    return [part for part in parts if part and part[0] not in {"ex", "former", "formerly", "previously"}]


def words_of(text: str) -> Words:
    """Return the folded words of a part of a title, or of a name in the table."""
    folded = (text if text.isascii() else anyascii(text)).lower()
    for symbol, word in _SYMBOLS.items():
        if symbol in folded:
            folded = folded.replace(symbol, word)
    written = (_WRITTEN_OUT.get(word, word) for word in _WORD.findall(folded))
    return _with_engineers(_joined([word for word in written if word]))


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
    if not _CHIEFS.isdisjoint(words) or ("chief" in words and "officer" in words):
        said.add("cxo")
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


def _joined(words: Sequence[str]) -> list[str]:
    joined: list[str] = []
    for word in words:
        pair = _PAIRS.get((joined[-1], word)) if joined else None
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
