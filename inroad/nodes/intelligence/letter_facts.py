"""The facts that a cover letter may rest on, each with where it is written: the posting, the CV, a page.

Beside what a message has: each requirement, the lines of the CV that bear on it, word for word, with their place in
the CV as source; what is said of the company, with the page and its date; years reckoned from the CV's dates; and the
gaps that a letter should name. Text that gives orders becomes no fact. What a user notes of a company for themselves
(topic "note") is not for the company to read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from inroad.analysis import (
    CvCoverage,
    CvSection,
    Dossier,
    Evidence,
    Gap,
    GapAnalysis,
    JdStructure,
    MasterCv,
    Requirement,
    RoledContact,
    Topic,
)
from inroad.nodes.facts.order import chosen_and_ordered
from inroad.nodes.facts.posting import posting_facts
from inroad.nodes.facts.said import asks_to_say_in_prose
from inroad.nodes.facts.sender import sender_facts
from inroad.nodes.facts.values import employer_name, facts_of, plain_first_name, plain_name
from inroad.state import Fact, Posting, Sender, Work
from inroad.tools.fit.learning import is_soft
from inroad.tools.skills import find_skills, normal_name
from inroad.tools.wording import counted
from inroad.tools.writing import Brief, fact_kind

_MOST_REQUIREMENTS, _MOST_LINES, _LINES_EACH, _MOST_SAID, _MOST_SKILLS = 12, 8, 2, 5, 5
_TOPICS: tuple[Topic, ...] = ("product", "what", "tech", "news", "hiring")
_AT_WORK = frozenset({"work", "volunteer"})
# What somebody is called, learnt or says of themselves shows less than what they did, or stands elsewhere in a letter.
_NO_EVIDENCE = frozenset({"education", "interests", "references", "summary"})
_EDGES = " .,;:!?-–•*"
_JOINED = re.compile(r"\s+(?:&|and|or|und|oder|et|ou|y|o|e)\s+")


def letter_brief(
    posting: Posting,
    cv: MasterCv,
    jd: JdStructure | None,
    coverage: CvCoverage | None,
    gaps: GapAnalysis | None,
    dossier: Dossier | None,
    contacts: Sequence[RoledContact] | None,
    today: date,
) -> Brief:
    """Return all that a letter may use, the most telling first; whoever is missing among the parts is left out."""
    asked = _weightiest(jd)
    numbers = {each.id: at for at, each in enumerate(jd.requirements if jd else [], 1)}
    lines = _evidence(asked, coverage, cv)
    reader = next((each for each in contacts or [] if _is_surely_hiring(each)), None)
    shown = [f"posting.requirement.{numbers[each.id]}" for each in asked]
    facts = [
        *_reader_facts(reader),
        *_usual_facts(posting, cv, lines, today),
        *_email(cv.sender),
        *(fact for each in asked for fact in _requirement_fact(each, numbers[each.id], posting)),
        *_line_facts(lines, numbers, cv, shown),
        *_gap_facts(gaps, coverage, jd, posting),
        *_years(jd, coverage, cv.sender.source),
        *_company_facts(dossier),
    ]
    return Brief(
        person_id=reader.person_id if reader else "",
        name=_name(reader) if reader else "",
        persona="manager" if reader else "other",
        variant=0,
        facts=facts,
    )


def _weightiest(jd: JdStructure | None) -> list[Requirement]:
    """The requirements that a letter may speak of: what must be met first, then by weight, then in their order."""
    found = sorted(jd.requirements if jd else [], key=lambda each: (each.need != "must", -each.weight))
    return found[:_MOST_REQUIREMENTS]


def _is_surely_hiring(contact: RoledContact) -> bool:
    """Whether the letter may be addressed to somebody: a guess would put a wrong name on it."""
    return contact.role == "hiring_manager" and contact.role_sure and bool(_name(contact))


def _name(contact: RoledContact) -> str:
    return plain_name(contact.first_name, contact.last_name)


def _reader_facts(reader: RoledContact | None) -> Iterator[Fact]:
    if reader is None:
        return
    values = {"person.name": _name(reader), "person.first_name": plain_first_name(reader.first_name)}
    yield from facts_of(values, "contacts")


def _usual_facts(
    posting: Posting, cv: MasterCv, lines: Sequence[tuple[Evidence, list[str]]], today: date
) -> list[Fact]:
    """What a message would have of posting and sender; what the sender did is what the requirements rest on."""
    paths = {evidence.text.strip(_EDGES): evidence.path for evidence, _ in lines}
    sender = _with_only(_begun(cv.sender, today), set(paths))
    facts = [*posting_facts(posting), *sender_facts(sender, posting.text, "", today.year)]
    return [_with_path(fact, paths) for fact in chosen_and_ordered(facts, posting.text)]


def _begun(sender: Sender, today: date) -> Sender:
    """The sender without positions that are still to come: nobody works there at present."""
    work = [each for each in sender.work if each.since <= today.isoformat()[: len(each.since)]]
    return sender.model_copy(update={"work": work})


def _with_only(sender: Sender, texts: set[str]) -> Sender:
    """The sender with only those highlights, where there are any among them."""
    work = [_kept(each, texts) for each in sender.work]
    return sender.model_copy(update={"work": work}) if any(each.highlights for each in work) else sender


def _kept(work: Work, texts: set[str]) -> Work:
    return work.model_copy(update={"highlights": [line for line in work.highlights if line.strip(_EDGES) in texts]})


def _with_path(fact: Fact, paths: dict[str, str]) -> Fact:
    """What the sender did, with the place of its line in the CV as its source."""
    if fact_kind(fact.id) != "sender.did":
        return fact
    path = next((path for text, path in paths.items() if text[1:].startswith(fact.text[1:])), fact.source)
    return fact.model_copy(update={"source": path})


def _email(sender: Sender) -> Iterator[Fact]:
    yield from facts_of({"sender.email": sender.email}, sender.source)


def _requirement_fact(requirement: Requirement, number: int, posting: Posting) -> Iterator[Fact]:
    yield from _said(f"posting.requirement.{number}", requirement.quote.text, f"posting: {posting.source}")


def _said(fact_id: str, text: str, source: str, day: date | None = None) -> Iterator[Fact]:
    """A fact of a line from outside, none where it says what somebody should write."""
    if not asks_to_say_in_prose(text):
        yield from facts_of({fact_id: text}, source, day)


def _evidence(
    asked: Sequence[Requirement], coverage: CvCoverage | None, cv: MasterCv
) -> list[tuple[Evidence, list[str]]]:
    """The lines of the CV that requirements rest on, each once, with the ids of those requirements.

    Those of requirements that are covered come before those of which only a part is.
    """
    sections = {section.path: section for section in cv.sections}
    found: dict[str, tuple[Evidence, list[str]]] = {}
    covered = [each for requirement in asked if coverage and (each := coverage.of(requirement.id))]
    for each in sorted(covered, key=lambda each: each.strength != "covered"):
        if each.strength not in ("covered", "partly"):
            continue
        usable = [line for line in each.evidence if _tells(line, sections.get(line.section))]
        usable.sort(key=lambda line: sections[line.section].kind not in _AT_WORK)
        for line in usable[:_LINES_EACH]:
            found.setdefault(line.path, (line, []))[1].append(each.requirement)
    return list(found.values())[:_MOST_LINES]


def _tells(line: Evidence, section: CvSection | None) -> bool:
    """Whether a line is one to be told in a letter: not what a position was called, and not what stands elsewhere."""
    if section is None or section.kind in _NO_EVIDENCE:
        return False
    return section.kind not in _AT_WORK or line.text not in section.title


def _line_facts(
    lines: Iterable[tuple[Evidence, list[str]]], numbers: dict[str, int], cv: MasterCv, shown: Sequence[str]
) -> Iterator[Fact]:
    """The lines themselves, and where each was, for what was done at work."""
    sections = {section.path: section for section in cv.sections}
    for number, (evidence, ids) in enumerate(lines, 1):
        bases = [base for each in ids if (base := f"posting.requirement.{numbers[each]}") in shown]
        line = [
            fact.model_copy(update={"rests_on": bases})
            for fact in facts_of({f"sender.line.{number}": evidence.text}, evidence.path)
        ]
        at = _employer(sections.get(evidence.section)) if line else ""
        yield from (*line, *facts_of({f"sender.line_at.{number}": at}, evidence.section))


def _employer(section: CvSection | None) -> str:
    return employer_name(section.organisation) if section and section.kind in _AT_WORK else ""


def _gap_facts(
    gaps: GapAnalysis | None, coverage: CvCoverage | None, jd: JdStructure | None, posting: Posting
) -> Iterator[Fact]:
    """The gaps that a letter should name: a skill that is not there, or too few years, of what must be met.

    What a CV does not tell (leave to work, manners) is no gap that could be named truly, and a field of study that may
    be another is none.
    """
    numbers = {each.id: at for at, each in enumerate(jd.requirements if jd else [], 1)}
    studies = {each.id for each in jd.requirements if each.degree or each.fields} if jd else set()
    told: set[str] = set()
    for gap in gaps.gaps if gaps else []:
        if gap.remedy != "address" or gap.need != "must" or gap.requirement in studies:
            continue
        unmet = _unmet(gap, coverage)
        number, source = numbers.get(gap.requirement, 0), f"posting: {posting.source}"
        if (unmet and unmet.casefold() not in told) or (not unmet and _lacks_years(gap, coverage)):
            told.add(unmet.casefold())
            yield from _said(f"posting.gap.{number}", gap.text, source)
            yield from _said(f"posting.unmet.{number}", unmet, source)


def _unmet(gap: Gap, coverage: CvCoverage | None) -> str:
    """The first skill of a gap that the CV does not have, as the posting spells it; "" for none with a name.

    With the one behind it, where the posting joins two by a word ("Kubernetes and Kafka").
    """
    missing = {normal_name(each) for each in _missing(gap, coverage)}
    named = [each for each in find_skills(gap.text) if each.name in missing and not is_soft(each.name)]
    if not named:
        return ""
    is_pair = len(named) > 1 and named[0].name != named[1].name
    last = named[1] if is_pair and _JOINED.fullmatch(gap.text[named[0].end : named[1].start]) else named[0]
    return gap.text[named[0].start : last.end]


def _lacks_years(gap: Gap, coverage: CvCoverage | None) -> bool:
    """Whether years of work are all that a gap is about."""
    missing = _missing(gap, coverage)
    return gap.strength == "partly" and bool(missing) and all("year" in each.split(" of ")[0] for each in missing)


def _missing(gap: Gap, coverage: CvCoverage | None) -> list[str]:
    found = coverage.of(gap.requirement) if coverage else None
    return found.missing if found else []


def _years(jd: JdStructure | None, coverage: CvCoverage | None, source: str) -> Iterator[Fact]:
    """Whole years of work, all and with the skills that the posting names."""
    if coverage is None:
        return
    spelled = {each.name: each.quote.text for each in reversed(jd.skills if jd else [])}
    told = [(spelled[name], used) for name, used in coverage.years_by_skill.items() if name in spelled and used >= 1]
    years = int(coverage.years or 0)
    values = {"sender.experience": f"{counted(years, 'year')} of work" if years else ""}
    for number, (name, used) in enumerate(sorted(told, key=lambda each: (-each[1], each[0]))[:_MOST_SKILLS], 1):
        values[f"sender.experience.{number}"] = f"{counted(int(used), 'year')} with {name}"
    yield from facts_of(values, f"{source}: dates of work")


def _company_facts(dossier: Dossier | None) -> Iterator[Fact]:
    """What is said of the company, the most telling topic first, each with its page and date."""
    said = [each for topic in _TOPICS for each in (dossier.on(topic) if dossier else [])]
    made = (
        fact for each in said for fact in _said("company.statement", each.text, each.url, each.date or each.seen_on)
    )
    for number, fact in enumerate(list(made)[:_MOST_SAID], 1):
        yield fact.model_copy(update={"id": f"company.statement.{number}"})
