"""The part that each contact plays towards this posting: by rules, and by one question to the model where unsure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import get_args

from inroad.analysis import ContactRole, JdStructure, RoledContact
from inroad.errors import ProviderError
from inroad.nodes.facts.outside_text import safe_text
from inroad.nodes.intelligence.role_rules import Verdict, opening_of, role_by_rules
from inroad.prompts.contact_roles import RolesGiven, roles_prompt
from inroad.state import Contact, Posting, Problem, TitleInfo
from inroad.tools.writing import Model

_BY_RULES = "kept the rules' best guess"
_SAYS: dict[ContactRole, str] = {
    "hiring_manager": "likely leads the team that hires",
    "team_peer": "likely works in the team, or does such work",
    "recruiter": "likely has to do with hiring",
    "executive": "likely stands far above the role",
    "other": "likely works on something else",
}


def give_roles(
    contacts: list[Contact],
    posting: Posting,
    jd: JdStructure | None,
    enrichment: TitleInfo,
    model: Model | None,
) -> tuple[list[RoledContact], list[Problem]]:
    """Return the contacts in their order, each with a role and why, and what went wrong.

    The model is asked at most once, about those of whom the rules are not sure, by numbers and titles; its answer
    counts only where it gives one known role to a number that it was asked about. Else the rules' guess stays.
    """
    opening = opening_of(posting, jd, enrichment)
    verdicts = [role_by_rules(contact, opening) for contact in contacts]
    unsure = {f"c{at}": safe_text(contacts[at].title) for at, verdict in enumerate(verdicts) if not verdict.sure}
    told, problems = _asked(model, posting, jd, unsure) if model and unsure else ({}, [])
    roled = [_roled(contact, verdicts[at], told.get(f"c{at}")) for at, contact in enumerate(contacts)]
    return roled, problems


def _roled(contact: Contact, verdict: Verdict, told: ContactRole | None) -> RoledContact:
    fields = {name: getattr(contact, name) for name in Contact.model_fields}
    if told is None:
        return RoledContact(**fields, role=verdict.role, role_why=verdict.why, role_sure=verdict.sure)
    why = f"By the title, {_SAYS[told]}, as the model reads it: {safe_text(contact.title)}."
    return RoledContact(**fields, role=told, role_why=why, role_by="model", role_sure=False)


def _asked(
    model: Model, posting: Posting, jd: JdStructure | None, titles: Mapping[str, str]
) -> tuple[dict[str, ContactRole], list[Problem]]:
    """What the model says of these titles, and a problem where it does not."""
    team = safe_text(jd.team.text) if jd and jd.team else ""
    try:
        answer = model.ask(roles_prompt(safe_text(posting.title), team, titles), RolesGiven)
    except ProviderError as error:
        return {}, [_problem(type(error).__name__, str(error))]
    told = _usable(answer.value, titles)
    problems = [_problem("method", note, "asked in the other way") for note in answer.notes]
    if missing := [each for each in titles if each not in told]:
        text = f"The model {model.name} gave no usable role for {len(missing)} of {len(titles)} titles."
        problems.append(_problem("missing", text))
    return told, problems


def _usable(answer: RolesGiven, titles: Mapping[str, str]) -> dict[str, ContactRole]:
    """The roles that are roles, of ids that were asked about and are answered once."""
    times = Counter(each.id for each in answer.contacts)
    given: Sequence[tuple[str, str]] = [(each.id, each.role) for each in answer.contacts if times[each.id] == 1]
    return {each: role for each, said in given if each in titles and (role := _known(said))}


def _known(said: str) -> ContactRole | None:
    return next((role for role in get_args(ContactRole) if role == said), None)


def _problem(kind: str, message: str, action: str = _BY_RULES) -> Problem:
    return Problem(provider="model", step="contacts", kind=kind, message=message, action=action)
