"""The sixth layer: how well a CV fits a posting, in parts that add up, and the order of many postings."""

from __future__ import annotations

from collections.abc import Sequence

from inroad.analysis import (
    Advice,
    Analysis,
    CvCoverage,
    Dossier,
    Fit,
    FitName,
    FitPart,
    JdStructure,
    MasterCv,
    Need,
    Pay,
    RoledContact,
)
from inroad.state import Posting
from inroad.tools.fit.domain import judge_domain
from inroad.tools.fit.experience import judge_experience
from inroad.tools.fit.judged import Judged
from inroad.tools.fit.nearness import Nearness, is_remote, nearest
from inroad.tools.fit.outlook import judge_outlook
from inroad.tools.fit.shown import language_of_cv
from inroad.tools.fit.strengths import counted_strengths, share_covered
from inroad.tools.fit.warmth import judge_warmth

# Half is what decides whether an application is read at all, the other half whether it is worth the user's time.
MOST: dict[FitName, float] = {
    "must_haves": 40,
    "nice_to_haves": 10,
    "experience": 15,
    "domain": 10,
    "place": 8,
    "pay": 5,
    "company": 4,
    "contacts": 8,
}
_UNKNOWN = 0.5
# Half points for all that is not known would put a posting that says nothing before those that were judged.
_PLACES: dict[Advice, int] = {"apply": 0, "apply_with_gaps": 0, "cannot_tell": 1, "do_not_apply": 2}
_ON_SITE: dict[Nearness, Judged] = {
    "same place": Judged(1.0, "It is where you live: {}."),
    "same region": Judged(0.6, "It is in your region, perhaps too far for every day: {}."),
    "somewhere here": Judged(0.5, "It is somewhere in your country: {}."),
    "same country": Judged(0.25, "It is in your country, but you would have to move: {}."),
    "same part of the world": Judged(0.25, "It is in your part of the world, but you may have to move: {}."),
    "abroad": Judged(0.0, "It is in another country: {}."),
}
_REMOTE: dict[Nearness, Judged] = {
    "same place": Judged(1.0, "It is remote, and where you live: {}."),
    "same region": Judged(1.0, "It is remote, from your region: {}."),
    "somewhere here": Judged(1.0, "It is remote, from your country: {}."),
    "same country": Judged(1.0, "It is remote, from your country: {}."),
    "same part of the world": Judged(1.0, "It is remote, from your part of the world: {}."),
    "abroad": Judged(0.2, "It is remote, but from another country, which may rule you out: {}."),
}


def reckon_fit(
    posting: Posting,
    jd: JdStructure | None,
    cv: MasterCv | None,
    coverage: CvCoverage | None,
    dossier: Dossier | None,
    contacts: list[RoledContact] | None,
) -> Fit:
    """Return how well a CV fits a posting; None stands for what is not known, and counts half.

    Each part is rounded to a tenth, and the score is their sum. Nothing but what is given decides.
    """
    judged: dict[FitName, Judged] = {
        "must_haves": _judge_needs(jd, cv, coverage, "must"),
        "nice_to_haves": _judge_needs(jd, cv, coverage, "nice"),
        "experience": judge_experience(jd, cv, coverage),
        "domain": judge_domain(posting, jd, cv, coverage, dossier),
        "place": _judge_place(posting, jd, cv),
        "pay": _judge_pay(jd.pay if jd else None),
        "company": judge_outlook(dossier),
        "contacts": judge_warmth(contacts),
    }
    parts = [_part(name, each) for name, each in judged.items()]
    return Fit(score=round(sum(part.points for part in parts), 1), parts=parts)


def rank(analyses: Sequence[Analysis]) -> list[Analysis]:
    """Return the analyses, best first: by score, equals by the id of the job.

    Those of which no requirement could be read come after those that were judged, then those that advise against
    applying, and those without a fit last.
    """
    return sorted(analyses, key=_rank_key)


def _rank_key(analysis: Analysis) -> tuple[bool, int, float, str, str, str]:
    advice = analysis.gaps.advice if analysis.gaps else "apply"
    score = analysis.fit.score if analysis.fit else 0.0
    return analysis.fit is None, _PLACES[advice], -score, analysis.job_id, analysis.run_id, analysis.model_dump_json()


def _part(name: FitName, judged: Judged) -> FitPart:
    most, known = MOST[name], judged.value is not None
    value = _UNKNOWN if judged.value is None else judged.value
    why = judged.why if known else f"{judged.why} This counts half."
    return FitPart(name=name, points=round(most * value, 1), most=most, why=why, known=known)


def _judge_needs(jd: JdStructure | None, cv: MasterCv | None, coverage: CvCoverage | None, need: Need) -> Judged:
    noun = "must-have" if need == "must" else "nice-to-have"
    asked = jd.of_need(need) if jd else []
    if jd is None or not asked:
        return Judged(None, f"The posting names no {noun} that could be read.")
    if cv is None or coverage is None:
        return Judged(None, f"The posting names {len(asked)} {noun}s, and there is no CV to hold against them.")
    found = {each.requirement: each.strength for each in coverage.requirements}
    judged = [(each, found.get(each.id, "missing")) for each in asked]
    share = share_covered(judged, jd.language == language_of_cv(cv))
    return Judged(share, counted_strengths([strength for _, strength in judged], noun))


def _judge_place(posting: Posting, jd: JdStructure | None, cv: MasterCv | None) -> Judged:
    near, place = nearest(cv.place, posting) if cv else ("unknown", "")
    mode = jd.work_mode if jd else ""
    remote = mode == "remote" or (not mode and is_remote(posting))
    if near != "unknown":
        judged = (_REMOTE if remote else _ON_SITE)[near]
        return Judged(judged.value, judged.why.format(place))
    if remote and not posting.locations:
        return Judged(1.0, "It is remote, and no place is named.")
    return Judged(None, "The place of the posting or of the CV is not known.")


def _judge_pay(pay: Pay | None) -> Judged:
    """What the user expects is not known, so the pay is told and weighs nothing."""
    if pay is None:
        return Judged(None, "The posting does not say what it pays.")
    return Judged(None, f"The posting pays “{pay.quote.text}”; what you expect is not known.")
