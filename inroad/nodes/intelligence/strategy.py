"""How to go about an application: whom to write to first, what to stress, what to fix, by what the layers found."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from inroad.analysis import (
    ApplicationStrategy,
    ContactRole,
    CvCoverage,
    Dossier,
    Evidence,
    Fit,
    Gap,
    GapAnalysis,
    JdStructure,
    Remedy,
    Requirement,
    RoledContact,
    ToDo,
)
from inroad.nodes.facts.outside_text import safe_text

_MOST, _MOST_FIXES = 5, 10
_LONGEST = 140
_KNOWN = re.compile(r"You (?:have been|are) connected\b")
# Whom a line reaches best: who decides, who knows the work, who runs the process, and last who is far above it.
_ORDER: dict[ContactRole, int] = {"hiring_manager": 0, "team_peer": 1, "recruiter": 2, "executive": 3, "other": 4}
_REASONS: dict[ContactRole, str] = {
    "hiring_manager": "they likely lead the team that hires",
    "team_peer": "they do such work and can tell what the team needs",
    "recruiter": "they know whether the role is open and who decides",
    "executive": "they can pass a name on, though they stand far above the role",
    "other": "they know the company from the inside",
}
_REMEDIES: dict[Remedy, int] = {"do_not_apply": 0, "reword": 1, "address": 2, "learn": 3}
_NOTHING = "There is too little to go by: read the posting, and give a CV and contacts for a plan."


def advise(
    jd: JdStructure | None,
    coverage: CvCoverage | None,
    gaps: GapAnalysis | None,
    dossier: Dossier | None,
    contacts: list[RoledContact] | None,
    fit: Fit | None,
) -> ApplicationStrategy:
    """Return the plan that can be made of what there is; each of the parts may be missing.

    Those who know the user come first, then alumni, then by role; in each group those with a usable address.
    """
    first = _in_order(contacts or [])[:_MOST]
    return ApplicationStrategy(
        summary=_summary(gaps, fit, first, jd, coverage),
        write_first=[_write_to(contact, place) for place, contact in enumerate(first, 1)],
        stress=[*_stress(jd, coverage), *_mention(dossier)],
        fix=[*_fix(gaps), *_remarks(coverage)],
    )


def _in_order(contacts: Sequence[RoledContact]) -> list[RoledContact]:
    """Who can be reached, the best first; equals stay in the order of the search."""
    reached = [contact for contact in contacts if _is_usable(contact) or contact.linkedin]
    return sorted(
        reached,
        key=lambda each: (not _is_known(each), each.alumni is None, _ORDER[each.role], not _is_usable(each)),
    )


def _is_usable(contact: RoledContact) -> bool:
    return bool(contact.email.address) and contact.email.status != "none"


def _is_known(contact: RoledContact) -> bool:
    """Whether the user knows them: the reasons of the search tell."""
    return any(_KNOWN.match(reason) for reason in contact.why)


def _write_to(contact: RoledContact, place: int) -> ToDo:
    where = f"at {contact.email.address}" if _is_usable(contact) else "on LinkedIn, as no address is known"
    then = "first" if place == 1 else "then"
    return ToDo(do=f"Write {then} to {_who(contact)} {where}.", why=_why(contact), rests_on=[contact.person_id])


def _who(contact: RoledContact) -> str:
    name = safe_text(f"{contact.first_name} {contact.last_name}") or contact.person_id
    title = safe_text(contact.title)
    return f"{name} ({title})" if title else name


def _why(contact: RoledContact) -> str:
    reasons = [
        "you know each other" if _is_known(contact) else "",
        f"they went to {contact.alumni.school}" if contact.alumni else "",
        _REASONS[contact.role],
    ]
    told = ", and ".join(filter(None, reasons))
    doubt = " The address is not sure." if contact.email.status in ("risky", "unverified") else ""
    return f"{told[0].upper()}{told[1:]}.{doubt}"


def _stress(jd: JdStructure | None, coverage: CvCoverage | None) -> Iterator[ToDo]:
    """The requirements that the CV covers, what must be met and weighs most first, each with its line."""
    if jd is None or coverage is None:
        return
    ordered = sorted(jd.requirements, key=lambda each: (each.need != "must", -each.weight))
    covered = [(each, found) for each in ordered if (found := coverage.of(each.id)) and found.strength == "covered"]
    for requirement, found in covered[:_MOST]:
        evidence = found.evidence[0] if found.evidence else None
        yield ToDo(
            do=f"Stress “{_short(requirement.quote.text)}”.",
            why=_covered_by(requirement, evidence),
            rests_on=[requirement.id, *([evidence.section] if evidence else [])],
        )


def _covered_by(requirement: Requirement, evidence: Evidence | None) -> str:
    kind = "It must be met" if requirement.need == "must" else "It is nice to have"
    shown = f"your CV shows it: “{_short(evidence.text)}” ({evidence.path})" if evidence else "your CV shows it"
    return f"{kind} (weight {requirement.weight:.2f}), and {shown}."


def _mention(dossier: Dossier | None) -> Iterator[ToDo]:
    """The newest thing that a page says of what the company does now."""
    said = [each for topic in ("news", "product", "hiring") for each in (dossier.on(topic) if dossier else [])]
    dated = [each for each in said if each.date and safe_text(each.text)]
    if newest := max(dated, key=lambda each: (each.date, each.text), default=None):
        yield ToDo(
            do=f"Mention what is new there, if it bears on your work: “{_short(safe_text(newest.text))}”.",
            why=f"It was said on {newest.date} ({newest.url}).",
        )


def _fix(gaps: GapAnalysis | None) -> list[ToDo]:
    """What stands in the way first, then what takes an evening, then what the letter says, then what takes weeks."""
    ordered = sorted(
        gaps.gaps if gaps else [], key=lambda gap: (_REMEDIES[gap.remedy], gap.need != "must", -gap.weight)
    )
    return [_see_to(gap) for gap in ordered[:_MOST_FIXES]]


def _see_to(gap: Gap) -> ToDo:
    sections = dict.fromkeys(evidence.section for evidence in gap.evidence)
    return ToDo(
        do=gap.what,
        why=f"“{_short(gap.text)}”: {gap.why}",
        rests_on=[gap.requirement, *sections],
    )


def _remarks(coverage: CvCoverage | None) -> list[ToDo]:
    """What is odd in the CV itself, or keeps the posting from being held against it."""
    remarks = coverage.remarks if coverage else []
    return [ToDo(do=_look_at(remark), why=remark) for remark in remarks[:_MOST]]


def _look_at(remark: str) -> str:
    is_of_posting = remark.startswith("The posting ")
    return "Read the posting yourself before you decide." if is_of_posting else "Look at your CV once more."


def _summary(
    gaps: GapAnalysis | None,
    fit: Fit | None,
    first: Sequence[RoledContact],
    jd: JdStructure | None,
    coverage: CvCoverage | None,
) -> str:
    """Two or three plain sentences; that there is no use in applying is said before all else."""
    sentences = [_advice(gaps), _fit(fit), _first_step(first, jd, coverage)]
    return " ".join(filter(None, sentences)) or _NOTHING


def _advice(gaps: GapAnalysis | None) -> str:
    if gaps is None:
        return ""
    match gaps.advice:
        case "do_not_apply":
            lead = "Do not apply."
        case "apply_with_gaps":
            lead = "Apply, with gaps."
        case "apply":
            lead = "Apply."
        case _:
            lead = ""
    return f"{lead} {gaps.why}".strip()


def _fit(fit: Fit | None) -> str:
    if fit is None or not fit.parts:
        return ""
    most = sum(part.most for part in fit.parts)
    unknown = [part.name.replace("_", " ") for part in fit.parts if not part.known]
    guessed = f", half points where nothing is known ({', '.join(unknown)})" if unknown else ""
    return f"The fit is {fit.score:.0f} of {most:.0f}{guessed}."


def _first_step(first: Sequence[RoledContact], jd: JdStructure | None, coverage: CvCoverage | None) -> str:
    if first:
        return f"Begin with a line to {_who(first[0])}."
    if jd and coverage and coverage.requirements:
        return "Nobody to write to is known, so the application itself has to carry it."
    return ""


def _short(text: str) -> str:
    """Text of a length that a list can hold, without the mark at its end."""
    line = " ".join(text.split()).rstrip(" .;,")
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1].rstrip()}…"
