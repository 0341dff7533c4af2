"""Which part somebody plays towards an opening, by the rules: what their title says beside the opening's.

The same field and a rank above the opening's lead to its hiring manager, the same field alone to a peer. What leads
the company (cxo, vp, owner, partner) is an executive also at a company that may be small: its size is not known here,
and a founder taken for the hiring manager would be addressed as the head of a team that others lead. Only where the
role itself leads people are the executives of its field those who hire for it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from anyascii import anyascii

from inroad.analysis import ContactRole, JdStructure
from inroad.nodes.facts.outside_text import safe_text
from inroad.nodes.facts.values import is_their_job
from inroad.nodes.ranking import rank_of
from inroad.state import Contact, Posting, TitleInfo
from inroad.tools.cleaning.titles import EmbeddedTitleCleaner

Nearness = Literal["same", "branch", "beside", "far", "unknown"]

_MANAGES = 4
_EXECUTIVE = frozenset({"cxo", "vp", "owner", "partner"})
# Roles so broad that two of their branches may have nothing to do with each other, and branches that work together.
_BROAD = frozenset({
    "creative", "education", "engineering", "finance", "health", "operations", "product", "professional_service",
    "public_service", "research", "trade",
})  # fmt: skip
_BRANCHES = (
    frozenset({"software", "web", "devops", "data_engineering", "qa_engineering"}),
    frozenset({"data_engineering", "data_science"}),
    frozenset({"devops", "network", "security", "information_technology"}),
    frozenset({"mechanical", "industrial", "electrical", "hardware"}),
    frozenset({"accounting", "bookkeeping", "financial", "planning_and_analysis"}),
)
# Roles that sit in one team on the same subject.
_TOGETHER = (
    frozenset({"engineering", "product", "analyst", "research"}),
    frozenset({"sales", "sales_engineering", "partnerships", "marketing", "support"}),
    frozenset({"finance", "legal", "analyst"}),
)
_NO_HIRING = frozenset({"training", "talent_analytics"})
# Words of a title that name no team and no subject.
_WORDS_NO_TEAM = """
senior junior lead leader leading principal staff head chief director manager managing management vice president
associate assistant intern internship trainee student working specialist expert engineer engineering analyst
developer designer representative coordinator consultant executive officer partner agent artist technician team
teams squad group department division business general global regional international national remote hybrid onsite
part time full stack software backend frontend back front end web the and for with from all new member development
deputy acting interim scientist architect administrator owner founder founding cofounder role position office
ingenieur ingenieurin entwickler entwicklerin leiter leiterin leitung abteilung bereich mitarbeiter mitarbeiterin
responsable directeur directrice chef cheffe equipe charge chargee jefe jefa equipo gerente encargado encargada
ingeniero ingeniera ingenieure developpeur developpeuse desarrollador desarrolladora und der die das des les los las
level graduate fulltime contract permanent freelance temporary
"""
_NO_TEAM = frozenset(_WORDS_NO_TEAM.split())
_TAIL = re.compile(r",\s|\s[-–—|/•·]\s|\(|\s(?:of|for|bei|für|fur|de)\s", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{3,}|\d[^\W_]+")

_TITLES = EmbeddedTitleCleaner()


@dataclass(frozen=True)
class Opening:
    """The opening as titles are held against it: what its title means, and the words for its team and its subject."""

    company: str
    info: TitleInfo
    team: frozenset[str]
    subject: frozenset[str]
    places: frozenset[str]


@dataclass(frozen=True)
class Verdict:
    """A role with its sentence; where the rules are not sure, it is their best guess."""

    role: ContactRole
    why: str
    sure: bool = True


@dataclass(frozen=True)
class _Side:
    """What a title says beside the opening: its meaning, how near the work is, and the words that both name.

    `is_general`: it names the role of the opening and no subject at all, as "Engineering Manager" does.
    """

    title: str
    info: TitleInfo
    near: Nearness
    shared: tuple[str, ...]
    other_team: bool
    is_general: bool

    @property
    def team(self) -> str:
        """The words that both name, as a reader may take them in."""
        return ", ".join(self.shared)


def opening_of(posting: Posting, jd: JdStructure | None, enrichment: TitleInfo) -> Opening:
    """Return the opening of a posting, by what is known of its title and its team."""
    title = jd.title.text if jd and jd.title else posting.title
    known = bool(enrichment.role or enrichment.cleaned_name or enrichment.levels)
    places = _words(posting.location)
    team = _words(f"{_tail(title)} {jd.team.text if jd and jd.team else ''}") - places
    return Opening(
        company=posting.company,
        info=enrichment if known else _TITLES.clean(title),
        team=team,
        subject=(_words(title) | team) - places,
        places=places,
    )


def role_by_rules(contact: Contact, opening: Opening) -> Verdict:
    """Return the role of a contact towards the opening, as far as their title tells."""
    title = safe_text(contact.title)
    if not title:
        if contact.persona == "recruiter":
            return Verdict("recruiter", "Was found as a recruiter; no title is known.")
        return Verdict("other", "No title is known that would tell what they do.")
    if not is_their_job(title, opening.company):
        return Verdict("other", f"The title does not say that they do this at {opening.company} now: {title}.")
    side = _side(title, contact, opening)
    return _in_personnel(side, opening) or _at_the_top(side, opening) or _in_the_work(side, opening)


def _side(title: str, contact: Contact, opening: Opening) -> _Side:
    info = _TITLES.clean(title)
    places = opening.places | _words(contact.location)
    own, team = _words(title), _words(_tail(title)) - places
    other = bool(team and opening.team) and not team & opening.team
    general = not own and bool(info.role) and info.role == opening.info.role
    return _Side(title, info, _nearness(info, opening.info), tuple(sorted(own & opening.subject)), other, general)


def _in_personnel(side: _Side, opening: Opening) -> Verdict | None:
    """Whoever recruits, whatever for; those of personnel in the field of the role are judged as its field."""
    info = side.info
    if info.role != "human_resources" or _EXECUTIVE & set(info.levels):
        return None
    if opening.info.role == "human_resources":
        recruits = info.sub_role == "recruiting" and not _is_above(info, opening)
        return Verdict("recruiter", f"Recruits for the company: {side.title}.") if recruits else None
    if info.sub_role == "recruiting":
        return Verdict("recruiter", f"Recruits for the company: {side.title}.")
    if info.sub_role in _NO_HIRING:
        return Verdict("other", f"Works in personnel, but not on hiring: {side.title}.")
    return Verdict("recruiter", f"Works in human resources, where hiring often lies: {side.title}.")


def _at_the_top(side: _Side, opening: Opening) -> Verdict | None:
    """Whoever leads the company or a field of it."""
    if not _EXECUTIVE & set(side.info.levels):
        return None
    leads_field = side.near in ("same", "branch")
    if leads_field and rank_of(opening.info) >= _MANAGES and _is_above(side.info, opening):
        why = f"Leads the field of the role, which leads people itself and may report to them: {side.title}."
        return Verdict("hiring_manager", why)
    field = "the field of the role" if leads_field else "the company, or a part of it"
    return Verdict("executive", f"Leads {field}, likely far above the role: {side.title}.")


def _in_the_work(side: _Side, opening: Opening) -> Verdict:
    if side.info.sub_role == "executive":
        return Verdict("other", f"Leads a part of the company that the title does not name: {side.title}.", sure=False)
    if _is_above(side.info, opening):
        return _leader(side)
    return _colleague(side)


def _leader(side: _Side) -> Verdict:
    """Somebody who leads people, above the role."""
    in_team = f"Leads people in the field of the role, and names its subject ({side.team}): {side.title}."
    if side.near in ("same", "branch"):
        if side.other_team and not side.shared:
            return Verdict("other", f"Leads people in the field of the role, but in another team: {side.title}.", False)
        plain = f"Leads people in the field of the role: {side.title}."
        return Verdict("hiring_manager", in_team if side.shared else plain)
    if side.near == "beside" and side.shared:
        return Verdict("hiring_manager", f"Leads people on the subject of the role ({side.team}): {side.title}.", False)
    if side.near == "unknown" and side.shared:
        return Verdict("hiring_manager", f"Leads people on the subject of the role ({side.team}): {side.title}.", False)
    if side.is_general:
        return Verdict("hiring_manager", f"Leads people, likely in the field of the role: {side.title}.", False)
    if side.near == "far":
        return Verdict("other", f"Leads people in another field: {side.title}.")
    return Verdict("other", f"Leads people; the title does not say whether in the role's field: {side.title}.", False)


def _colleague(side: _Side) -> Verdict:
    """Somebody who is not above the role."""
    if side.near in ("same", "branch"):
        subject = f", on the same subject ({side.team})" if side.shared else ""
        return Verdict("team_peer", f"Works in the field of the role{subject}: {side.title}.")
    if side.near in ("beside", "unknown") and side.shared:
        return Verdict("team_peer", f"Works on the subject of the role ({side.team}): {side.title}.", False)
    if side.is_general:
        return Verdict("team_peer", f"Works in a field near that of the role: {side.title}.", False)
    if side.near == "far":
        return Verdict("other", f"Works in another field: {side.title}.")
    return Verdict("other", f"The title does not tell whether they work in the role's field: {side.title}.", False)


def _is_above(info: TitleInfo, opening: Opening) -> bool:
    """Whether somebody leads people, and stands above the role."""
    return rank_of(info) >= max(_MANAGES, rank_of(opening.info) + 1)


def _nearness(info: TitleInfo, role: TitleInfo) -> Nearness:
    """How near two kinds of work are: the same, a branch beside it, one that sits in the same team, or far."""
    if info.cleaned_name and info.cleaned_name in (role.cleaned_name, *role.similar_titles):
        return "same"
    if not info.role or not role.role:
        return "unknown"
    if info.role != role.role:
        return "beside" if _in_one(_TOGETHER, info.role, role.role) else "far"
    if info.sub_role == role.sub_role:
        return "same"
    is_branch = info.role not in _BROAD or not (info.sub_role and role.sub_role)
    return "branch" if is_branch or _in_one(_BRANCHES, info.sub_role, role.sub_role) else "beside"


def _in_one(groups: tuple[frozenset[str], ...], one: str, other: str) -> bool:
    return any({one, other} <= group for group in groups)


def _tail(title: str) -> str:
    """What stands behind the first comma, dash or "of" of a title: "Payments" of "Engineering Manager, Payments"."""
    return " ".join(_TAIL.split(title)[1:])


def _words(text: str) -> frozenset[str]:
    """The words of a text that may name a team or a subject."""
    words = (anyascii(word).casefold() for word in _WORD.findall(text))
    return frozenset(word for word in words if word not in _NO_TEAM)
