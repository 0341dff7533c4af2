"""How the parts of an analysis are called, and what of it comes first, wherever a person reads it."""

from __future__ import annotations

from collections.abc import Sequence

from inroad.analysis import (
    LEFT_OUT,
    Advice,
    Analysis,
    ContactRole,
    CvCoverage,
    FitName,
    FitPart,
    NotReached,
    Remedy,
    RoledContact,
    Statement,
    Topic,
)
from inroad.state import Email, Spend
from inroad.tools.wording import counted

ADVICE: dict[Advice, str] = {
    "apply": "apply",
    "apply_with_gaps": "apply, and see to the gaps",
    "do_not_apply": "do not apply",
    "cannot_tell": "cannot tell",
}
REMEDY: dict[Remedy, str] = {
    "reword": "reword",
    "learn": "learn",
    "address": "address",
    "do_not_apply": "do not apply",
}
PART: dict[FitName, str] = {
    "must_haves": "must-haves",
    "nice_to_haves": "nice-to-haves",
    "experience": "experience",
    "domain": "domain",
    "place": "place",
    "pay": "pay",
    "company": "company",
    "contacts": "contacts",
}
ROLE: dict[ContactRole, str] = {
    "hiring_manager": "likely hiring manager",
    "team_peer": "team peer",
    "recruiter": "recruiter",
    "executive": "executive",
    "other": "other",
}
TOPIC: dict[Topic, str] = {
    "what": "What it does",
    "size": "Size",
    "product": "Products",
    "news": "News",
    "hiring": "Hiring",
    "funding": "Money",
    "tech": "Technology",
    "people": "People",
    "place": "Places",
    "note": "Notes",
}


def headline(analysis: Analysis) -> str:
    """Return title and company, as far as they are known."""
    named = " at ".join(filter(None, [analysis.posting.title, analysis.posting.company]))
    return named or analysis.job_id or "A posting"


def verdict(analysis: Analysis) -> str:
    """Return score and advice in a few words: "71.5 of 100: apply", "" where there is neither."""
    score = f"{analysis.fit.score:g} of {whole(analysis.fit.parts):g}" if analysis.fit else ""
    return ": ".join(filter(None, [score, ADVICE[analysis.gaps.advice] if analysis.gaps else ""]))


def whole(parts: Sequence[FitPart]) -> float:
    """Return the most points that there are."""
    return round(sum(part.most for part in parts), 1)


def bar(share: float, width: int) -> str:
    """Return a bar of `width` characters for a share of 0 to 1."""
    full = min(width, max(0, round(share * width)))
    return "█" * full + "░" * (width - full)


def by_role(contacts: Sequence[RoledContact]) -> list[tuple[ContactRole, list[RoledContact]]]:
    """Return the contacts under their roles, who decides first; within a role in the order given."""
    groups = [(role, [contact for contact in contacts if contact.role == role]) for role in ROLE]
    return [(role, group) for role, group in groups if group]


def by_topic(statements: Sequence[Statement]) -> list[tuple[Topic, list[Statement]]]:
    """Return what is said of a company under its topics, in the order of `TOPIC`."""
    groups = [(topic, [each for each in statements if each.topic == topic]) for topic in TOPIC]
    return [(topic, group) for topic, group in groups if group]


def address_verdict(email: Email) -> str:
    """Return how sure an address is: "verified, score 97, 2025-01-31, from hunter"."""
    score = "" if email.score is None else f"score {email.score}"
    checked = email.checked_at.date().isoformat() if email.checked_at else ""
    return ", ".join(filter(None, [email.status, score, checked, f"from {email.source}" if email.source else ""]))


def spent(spend: Spend) -> str:
    """Return what a provider was asked and charged, in one line."""
    told = [counted(spend.calls, "call"), counted(spend.credits, "credit") if spend.credits else ""]
    told.append(f"{spend.saved:g} saved" if spend.saved else "")
    told.append(f"{spend.uncertain:g} perhaps charged for calls that broke off" if spend.uncertain else "")
    told.append(f"{spend.input_tokens} tokens in, {spend.output_tokens} out" if spend.input_tokens else "")
    told.append(f"{spend.dollars:.4f} dollars" if spend.dollars is not None else "")
    return ", ".join(filter(None, told))


def best_and_worst(parts: Sequence[FitPart]) -> list[tuple[str, FitPart]]:
    """Return the part that speaks most for a posting and the one that speaks most against it, with "+" and "-".

    Must-haves are told by the advice already; what is not known speaks neither way.
    """
    told = [part for part in parts if part.known and part.name != "must_haves"]
    best = max(told, key=lambda part: (part.points / part.most, part.points), default=None)
    worst = max(told, key=lambda part: (part.most - part.points, part.most), default=None)
    for_it = [("+", best)] if best and best.points else []
    return for_it + ([("-", worst)] if worst and worst.points < worst.most else [])


def section_titles(coverage: CvCoverage | None) -> dict[str, str]:
    """Return how the sections of a CV are called where they are shown, by their paths."""
    return {each.section: each.title or each.section for each in coverage.sections} if coverage else {}


def unreached(analysis: Analysis) -> list[NotReached]:
    """Return the layers that were wanted and have no result; what the user left out is no news to them."""
    return [each for each in analysis.not_reached if each.why != LEFT_OUT]


def left_out(analysis: Analysis) -> str:
    """Return in one sentence which layers the user left out, or ""."""
    names = [each.layer for each in analysis.not_reached if each.why == LEFT_OUT]
    return f"Left out: {', '.join(names)}." if names else ""


def reasons_of(contact: RoledContact) -> str:
    """Return why a contact has their role and was chosen, each sentence once."""
    told = ""
    for reason in filter(None, [contact.role_why, *contact.why]):
        if reason.rstrip(".") not in told:
            told = f"{told} {reason}".lstrip()
    return told
