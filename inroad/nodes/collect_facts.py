"""The facts that each message may rest on, each with its source.

A value that does not read as what it should be (a title with a web address in it, a sentence of the
posting that asks for something else) is left out: a message is better short than odd.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from anyascii import anyascii
from langgraph.runtime import Runtime

from inroad.nodes import Update
from inroad.nodes.posting_lines import telling_lines
from inroad.nodes.ranking import common_employer
from inroad.settings import Context
from inroad.state import Contact, Fact, JobState, Person, Posting, Sender, Work
from inroad.tools.cleaning.companies import same_company
from inroad.tools.cleaning.schools import SchoolCleaner, is_of_school, resolve_school

_TITLE_ENDS = re.compile(r"\s+(?:@|at|bei|chez|en)\s+|\s*[|•·–—]\s*|\s+[-/]\s+|;\s|\(", re.IGNORECASE)
_PICTURES = re.compile(r"[\U0001f000-\U0001faff\u2190-\u2bff\ufe0f\u200d]+")
_WORD = re.compile(r"[^\W\d_]+")
_PLAIN = re.compile(r"[\w&+#.,/'’ -]{2,60}")
_ODD = re.compile(r"https?:|www\.|\w\.(com|org|io|example)\b|[a-z]\.net/|\d{5}|[<>{}\[\]=$%]", re.IGNORECASE)
# These say nothing without what follows the comma: "Director, Product Marketing".
_VAGUE = re.compile(
    r"(?:(?:senior|sr\.?|associate|assistant|executive|group)\s+)*"
    r"(?:manager|director|vp|vice president|head|lead|principal|associate|specialist)",
    re.IGNORECASE,
)
_INITIALISMS = {
    "ai", "api", "aws", "bi", "cad", "ceo", "cfo", "cmo", "coo", "cpo", "crm", "cto", "dba", "erp", "evp", "gis", "gtm",
    "hr", "hvac", "ii", "iii", "ios", "it", "iv", "ml", "nlp", "php", "pr", "qa", "qc", "rn", "sap", "sdet", "sdr",
    "seo", "sql", "sre", "svp", "swe", "tv", "ui", "uk", "us", "ux", "vp",
}  # fmt: skip
_FORMS_OF_ADDRESS = {"dr", "mr", "mrs", "ms", "miss", "prof", "professor", "sir", "herr", "frau"}
_SMALL = {"and", "at", "for", "in", "of", "on", "the", "to", "with"}

# Verbs in the past that do not end in -ed, as resumes use them to begin a line.
_IRREGULAR_PAST = {
    "began", "brought", "built", "caught", "chose", "cut", "did", "drew", "drove", "found", "gave", "grew",
    "held", "kept", "laid", "led", "made", "met", "oversaw", "put", "ran", "rebuilt", "rewrote", "rose",
    "sang", "saw", "set", "shot", "shrank", "sold", "spearheaded", "spent", "split", "spoke", "sped", "stood",
    "taught", "thought", "told", "took", "undertook", "understood", "won", "wrote",
}  # fmt: skip
# Words in -ed that begin a line of a resume without saying what was done.
_NOT_PAST = {
    "accomplished", "advanced", "certified", "dedicated", "detailed", "embed", "exceed", "experienced", "feed",
    "indeed", "limited", "motivated", "need", "proceed", "seasoned", "seed", "skilled", "speed", "succeed", "talented",
}  # fmt: skip
_LINES_IN_USE = 4
# What templates of resumes leave behind, and what people put where they have nothing to say.
_PLACEHOLDER = re.compile(
    r"[{}\[\]<>]|\b(?:TODO|TBD|TBA|XXX|XYZ|FIXME)\b|\b(?:lorem ipsum|your (?:name|company|title|school))\b"
    r"|^(?:n/?a|none)$",
    re.IGNORECASE,
)
_NOT_A_JOB = re.compile(
    r"^(?:former|ex|previous|retired|aspiring|incoming|future|student|open to|looking|seeking|unemployed)\b"
    r"|\b(?:retired|open to work|looking for|seeking)\b",
    re.IGNORECASE,
)
_EMPLOYER_IN_TITLE = re.compile(r"(?:\bat\b|@)\s+([^|•·,(]+)", re.IGNORECASE)
_NO_PLACE = re.compile(
    r"[/|]|\b(?:office|hq|headquarters|area|remote|hybrid|anywhere|worldwide)\b|^(?-i:[A-Z]{4,})$", re.IGNORECASE
)
_FIRST_SENTENCE = re.compile(r"(?<=[a-z0-9)%])\. (?=[A-Z])")
_NO_PROSE = re.compile(r"https?:|www\.|[<>{}\n]")
_NO_EMPLOYER = {"freelance", "freelancer", "self-employed", "self employed", "independent", "various"}


def collect_facts(state: JobState, runtime: Runtime[Context]) -> Update:
    """List for each contact the facts about posting, person and sender, and what they share."""
    if state.opening is None or state.profile is None:
        raise ValueError("this step comes after read_posting and check_inputs")
    shared = [
        *_posting_facts(state.opening),
        *_sender_facts(state.profile, state, runtime.context.tools.clock().year),
    ]
    lines = telling_lines(state.opening.text, state.profile) if state.opening.language == "en" else []
    facts = {}
    for number, contact in enumerate(state.contacts):
        person = state.people[contact.person_id]
        facts[contact.person_id] = [
            *shared,
            *_line_facts(contact, lines, number, state.opening),
            *_person_facts(person, contact, state.opening),
            *_common_facts(person, contact, state.profile),
        ]
    return {"facts": facts}


def _posting_facts(opening: Posting) -> Iterator[Fact]:
    values = {
        "posting.title": plain_title(opening.title),
        "posting.company": opening.company,
        "posting.place": _short(opening.locations[0]) if opening.locations else "",
    }
    yield from _facts(values, f"posting: {opening.source}")


def _line_facts(contact: Contact, lines: Sequence[str], number: int, opening: Posting) -> Iterator[Fact]:
    """A line about the work for those who know the work; neighbours get different ones, as far as they last."""
    knows_the_work = contact.persona in ("peer", "manager")
    line = lines[number % min(len(lines), _LINES_IN_USE)] if lines and knows_the_work else ""
    yield from _facts({"posting.line": line}, f"posting: {opening.source}")


def _person_facts(person: Person, contact: Contact, opening: Posting) -> Iterator[Fact]:
    source = person.provenance[0] if person.provenance else None
    values = {
        "person.first_name": plain_first_name(person.first_name),
        "person.title": plain_title(person.title) if _is_their_job(person.title, opening.company) else "",
        # the posting's spelling of the same company reads better than a profile's
        "person.company": opening.company,
        "person.connected": f"{person.connected_on:%B %Y}" if person.connected_on else "",
        "person.school": contact.alumni.school if contact.alumni else "",
    }
    for fact in _facts(values, source.source if source else "unknown"):
        yield fact.model_copy(update={"date": source.date}) if source else fact


def _common_facts(person: Person, contact: Contact, sender: Sender) -> Iterator[Fact]:
    school = contact.alumni.school if contact.alumni else ""
    own = [entry.school for entry in sender.education if entry.school and len(resolve_school(entry.school)) <= 1]
    shares_school = bool(school) and any(is_of_school(school, SchoolCleaner().clean(name)) for name in own)
    same_town = sender.hometown and sender.hometown.casefold() == person.hometown.casefold()
    values = {
        "common.school": school if shares_school else "",
        "common.employer": common_employer(person, sender),
        "common.town": person.hometown if same_town else "",
    }
    yield from _facts(values, f"{person.provenance[0].source if person.provenance else 'unknown'}; {sender.source}")


def _sender_facts(sender: Sender, state: JobState, this_year: int) -> Iterator[Fact]:
    current = next((work for work in sender.work if work.current and work.position and work.employer), None)
    done = _best_highlight(sender.work, state.jd)
    studies = [(f"{e.field} at {e.school}", e.end_year) for e in sender.education if e.field and e.school]
    values = {
        "sender.name": sender.name,
        "sender.role": plain_title(current.position) if current else plain_title(sender.label),
        "sender.employer": current.employer if current else "",
        "sender.study": next((study for study, end in studies if end and end < this_year), ""),
        "sender.studies": next((study for study, end in studies if end and end > this_year), ""),
        "sender.did": done[0],
        "sender.worked_at": done[1],
        "sender.phone": sender.phone,
        "sender.url": sender.url,
        "sender.attachment": Path(state.attach).name,
    }
    yield from _facts(values, sender.source)


def _facts(values: dict[str, str], source: str) -> Iterator[Fact]:
    kept = {name: text for name, text in values.items() if text and not _PLACEHOLDER.search(text)}
    return (Fact(id=name, text=text, source=source) for name, text in kept.items())


def _is_their_job(title: str, company: str) -> bool:
    """Whether a title, as people write it over themselves, is what they do at this company now."""
    employer = _EMPLOYER_IN_TITLE.search(title)
    return not _NOT_A_JOB.search(title) and (employer is None or same_company(employer[1], company))


def plain_title(title: str) -> str:
    """Return a title without what people hang behind it, or "" when it does not read as one."""
    whole = " ".join(_PICTURES.sub(" ", title).split())
    head = _before_comma(_TITLE_ENDS.split(whole, maxsplit=1)[0].lstrip(" -").rstrip(" .,-"))
    if not _PLAIN.fullmatch(head) or _ODD.search(head) or not any(map(str.isalpha, head)):
        return ""
    return _title_case(head) if _needs_case(head) else head


def plain_first_name(name: str) -> str:
    """Return a first name as one greets with it, or "" when it does not read as a name.

    Two letters in capitals (JD), or more without a vowel, are initials and stay.
    """
    if not _reads_as_name(name) or name.strip(".").lower() in _FORMS_OF_ADDRESS:
        return ""
    folded = anyascii(name).lower()
    shouted = name.isupper() and len(name) > 2 and bool(set(folded) & set("aeiouy"))
    return _WORD.sub(lambda word: word.group().capitalize(), name) if shouted or name.islower() else name


def _before_comma(title: str) -> str:
    head, _, rest = title.partition(", ")
    return title if rest and _VAGUE.fullmatch(head) else head


def _needs_case(title: str) -> bool:
    """In capitals or without any; a title of short words in capitals (CTO, QA LEAD) may be meant so."""
    return title.islower() or (title.isupper() and any(len(word) > 4 for word in title.split()))


def _title_case(title: str) -> str:
    return re.sub(r"[^\W_]+", lambda word: _cased(word.group().lower(), first=not word.start()), title)


def _cased(word: str, *, first: bool) -> str:
    if word in _INITIALISMS:
        return word.upper()
    return word if word in _SMALL and not first else word.capitalize()


def _reads_as_name(name: str) -> bool:
    """At least two letters of any script, with the marks that names have."""
    letters = [char for char in name if unicodedata.category(char)[0] in "LM"]
    return 2 <= len(letters) <= 40 and set(name) - set(letters) <= set(" '’.-") and name[0] in letters


def _short(place: str) -> str:
    """A place without what stands in brackets behind it ("Austin, TX (Hybrid)"), if it reads as one."""
    place = re.sub(r"\s*\([^)]*\)", "", place).strip()
    return place if len(place) <= 40 and not _ODD.search(place) and not _NO_PLACE.search(place) else ""


def _best_highlight(work: Iterable[Work], jd: str) -> tuple[str, str]:
    """The line of the resume that shares most words with the posting, as "built ...", and its employer."""
    wanted = _words(jd)
    lines = [(phrase, w.employer) for w in work for line in w.highlights if (phrase := _past_phrase(line))]
    if not lines:
        return "", ""
    done, employer = max(lines, key=lambda line: len(_words(line[0]) & wanted))
    return done, "" if employer.casefold() in _NO_EMPLOYER else employer


def _past_phrase(line: str) -> str:
    """A highlight as it goes on after "I": "Built a tool." becomes "built a tool"; "" when it does not fit."""
    first, _, rest = _FIRST_SENTENCE.split(line.strip(" .;"))[0].partition(" ")
    verb = first.lower()
    fits = verb in _IRREGULAR_PAST or (verb.isalpha() and verb.endswith("ed") and verb not in _NOT_PAST)
    text = f"{verb} {rest}"
    return text if fits and rest and len(text.split()) <= 28 and not _NO_PROSE.search(text) else ""


def _words(text: str) -> set[str]:
    return {word for word in re.findall(r"[a-z0-9+#]+", text.lower()) if len(word) > 3}
