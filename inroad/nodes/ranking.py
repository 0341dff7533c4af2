"""Who is worth writing to: a score with its reasons, in words that a user can agree or argue with."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from inroad.state import (
    Alumni,
    Candidate,
    JobState,
    Level,
    Person,
    Persona,
    Sender,
    Strategy,
    TitleInfo,
    Who,
)
from inroad.tools.cleaning import PlaceCleaner, TitleCleaner
from inroad.tools.cleaning.companies import same_company
from inroad.tools.cleaning.degrees import degree_at
from inroad.tools.cleaning.schools import SchoolCleaner, SchoolInfo, resolve_school, school_key

PERSONA_POINTS: dict[Persona, int] = {"peer": 30, "manager": 30, "recruiter": 25, "other": 5}
HR_POINTS = 12
TRAINEE_POINTS = 10
SAME_JOB_POINTS = 8
KNOWN_POINTS = 25
SCHOOL_POINTS = 20
EMPLOYER_POINTS = 12
PLACE_POINTS = 10
LEVEL_POINTS = 10
COUNTRY_POINTS = 4
HOMETOWN_POINTS = 6

# People Data Labs' levels from the bottom to the top; a title without one is the common rank and file.
_RANKS: dict[Level, int] = {
    "unpaid": 0,
    "training": 0,
    "entry": 1,
    "senior": 3,
    "manager": 4,
    "director": 5,
    "vp": 6,
    "partner": 7,
    "owner": 7,
    "cxo": 7,
}
_NO_LEVEL = 2
_MANAGES = 4

# Words of a title that tell rank or kind of work, and say nothing of its subject.
_NO_SUBJECT = {
    "senior", "junior", "lead", "leader", "principal", "staff", "head", "chief", "director", "manager",
    "managing", "management", "vice", "president", "associate", "assistant", "intern", "internship", "trainee",
    "student", "working", "specialist", "expert", "engineer", "engineering", "analyst", "developer",
    "designer", "representative", "coordinator", "consultant", "executive", "officer", "partner", "agent",
    "artist", "technician", "team", "teams", "product", "business", "customer", "client", "account",
    "operations", "service", "services", "project", "program", "technical", "global", "regional",
    "international", "general", "with", "from", "remote", "part", "time", "full", "group", "level",
}  # fmt: skip

_PERSONA_OF: dict[Who, Persona] = {"peers": "peer", "managers": "manager", "recruiters": "recruiter"}


@dataclass
class _Score:
    """Points and the sentence for each of them."""

    points: int = 0
    why: list[str] = field(default_factory=list)

    def add(self, points: int, why: str) -> None:
        self.points += points
        self.why.append(why)


def rank(
    state: JobState, people: Iterable[Person], places: PlaceCleaner, titles: TitleCleaner, today: date
) -> list[Candidate]:
    """Return those whom the user asked for: the best of each kind, then best first, equals by name."""
    schools = schools_asked(state)
    alumni = [(person, alumni_of(person, schools, students=state.students, today=today)) for person in people]
    scored = [(_candidate(state, person, school, places, titles), person) for person, school in alumni]
    asked = [(candidate, person) for candidate, person in scored if _is_asked_for(state, candidate)]
    asked.sort(key=lambda pair: (-pair[0].score, pair[1].last_name.casefold(), pair[1].name, pair[1].person_id))
    return mixed([candidate for candidate, _ in asked])


def mixed(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return the best peer, manager and recruiter first, then the others, both in the order given.

    So that whoever asks for all three gets all three, as far as there are any.
    """
    first = {c.persona: c.person_id for c in reversed(candidates) if c.persona != "other"}
    return sorted(candidates, key=lambda candidate: candidate.person_id not in first.values())


def rank_of(title: TitleInfo) -> int:
    """Return how high a title stands, 0 to 7."""
    return max((_RANKS[level] for level in title.levels), default=_NO_LEVEL)


def persona_of(title: TitleInfo, role: TitleInfo) -> Persona:
    """Return what a person with this title is to somebody who applies for this role."""
    if title.sub_role == "recruiting" or (title.role == "human_resources" and role.role != "human_resources"):
        return "recruiter"
    if not _same_field(title, role):
        return "other"
    return "manager" if rank_of(title) >= max(_MANAGES, rank_of(role) + 1) else "peer"


def alumni_of(person: Person, schools: Iterable[SchoolInfo], *, students: bool, today: date) -> Alumni | None:
    """Return the first school of the list that a person has a degree from, or None."""
    checks = (degree_at(person.education, school, students=students, today=today) for school in schools)
    return next((check for check in checks if isinstance(check, Alumni)), None)


def schools_asked(state: JobState) -> list[SchoolInfo]:
    """Return the school that the user asks for, else those of the user's own that can only be one school."""
    if state.school:
        return [SchoolCleaner().clean(state.school)]
    names = [entry.school for entry in state.profile.education if entry.school] if state.profile else []
    return [SchoolCleaner().clean(name) for name in names if school_key(name) and len(resolve_school(name)) <= 1]


def _candidate(
    state: JobState, person: Person, alumni: Alumni | None, places: PlaceCleaner, titles: TitleCleaner
) -> Candidate:
    title = titles.clean(person.title)
    persona = persona_of(title, state.enrichment)
    score = _Score()
    _persona_points(score, persona, person, title, state)
    _level_points(score, persona, rank_of(title) - rank_of(state.enrichment), bool(person.title))
    _place_points(score, state.strategy, places.locate(person.location) if person.location else None)
    _common_points(score, person, state.profile, alumni)
    return Candidate(person_id=person.person_id, persona=persona, score=score.points, why=score.why, alumni=alumni)


def _same_field(title: TitleInfo, role: TitleInfo) -> bool:
    """The same role, a similar title, or a word for the subject in common: fraud analyst, fraud agent."""
    if title.role and title.role == role.role:
        return True
    if title.cleaned_name and title.cleaned_name in (role.cleaned_name, *role.similar_titles):
        return True
    return bool(_subjects(title.title) & _subjects(role.title))


def _subjects(title: str) -> set[str]:
    """The words of a title's head that tell its subject, not its rank or its kind of work."""
    words = re.findall(r"[^\W\d_]{4,}", re.split(r"\s[-–—|@]\s|\bat\b|[(|]", title.casefold())[0])
    return {word for word in words if word not in _NO_SUBJECT}


def _is_asked_for(state: JobState, candidate: Candidate) -> bool:
    """People in other fields fill up when no kind is asked for in particular."""
    if state.school and candidate.alumni is None:
        return False
    if candidate.persona == "other":
        return set(state.who) == set(_PERSONA_OF)
    return candidate.persona in {_PERSONA_OF[who] for who in state.who}


def _persona_points(score: _Score, persona: Persona, person: Person, title_info: TitleInfo, state: JobState) -> None:
    title = person.title or "no title known"
    role = state.enrichment.role.replace("_", " ")
    reasons: dict[Persona, str] = {
        "peer": f"Works in the same field, {role}: {title}." if role else f"Does the same work: {title}.",
        "manager": f"Leads people in the same field, {role}: {title}.",
        "recruiter": f"Recruits for the company: {title}.",
        "other": f"Works at the company: {title}.",
    }
    if persona == "recruiter" and title_info.sub_role != "recruiting":
        score.add(HR_POINTS, f"Works in human resources, where hiring often lies: {title}.")
    elif persona == "peer" and "training" in title_info.levels:
        score.add(TRAINEE_POINTS, f"{reasons[persona]} Still in training.")
    else:
        score.add(PERSONA_POINTS[persona], reasons[persona])
    if persona == "peer" and title_info.cleaned_name and title_info.cleaned_name == state.enrichment.cleaned_name:
        score.add(SAME_JOB_POINTS, "Has the same job.")


def _level_points(score: _Score, persona: Persona, steps: int, has_title: bool) -> None:
    """A peer is best at the same level, a manager one or two levels up."""
    if persona == "peer" and has_title and abs(steps) <= 1:
        score.add(
            LEVEL_POINTS - 4 * abs(steps),
            "At the level of the role." if steps == 0 else "Near the role's level.",
        )
    if persona == "manager" and 1 <= steps <= 2:
        score.add(LEVEL_POINTS, "One or two levels above the role.")


def _place_points(score: _Score, wanted: Strategy, place: Strategy | None) -> None:
    if place is None:
        return
    same_metro = bool(wanted.metro) and place.metro == wanted.metro
    same_city = bool(wanted.city) and (place.city, place.country) == (wanted.city, wanted.country)
    if same_metro or same_city:
        score.add(PLACE_POINTS, f"In the same place as the role: {place.city or wanted.city}.")
    elif wanted.country and place.country == wanted.country:
        score.add(COUNTRY_POINTS, f"In the same country as the role: {place.country}.")


def _common_points(score: _Score, person: Person, sender: Sender | None, alumni: Alumni | None) -> None:
    if person.known:
        since = f" since {person.connected_on:%B %Y}" if person.connected_on else ""
        score.add(KNOWN_POINTS, f"You have been connected{since}." if since else "You are connected.")
    if person.stale and person.provenance:
        score.add(0, f"Known from a record of {person.provenance[0].date.isoformat()}, which may be out of date.")
    if alumni:
        degree = f" ({alumni.degree})" if alumni.degree else ""
        score.add(SCHOOL_POINTS, f"Went to {alumni.school}{degree}.")
    if sender is None:
        return
    if employer := common_employer(person, sender):
        score.add(EMPLOYER_POINTS, f"You both worked for {employer}.")
    if sender.hometown and person.hometown.casefold() == sender.hometown.casefold():
        score.add(HOMETOWN_POINTS, f"You both come from {person.hometown}.")


def common_employer(person: Person, sender: Sender) -> str:
    """Return a former employer of the person for whom the sender worked as well, or ""."""
    employers = [work.employer for work in sender.work if work.employer]
    return next((past for past in person.past_employers if any(same_company(past, e) for e in employers)), "")
