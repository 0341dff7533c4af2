"""What was found for one thing that a requirement asks for, and what several come to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from inroad.analysis import Evidence, Requirement, RequirementCoverage, Strength

STRENGTHS: tuple[Strength, ...] = ("missing", "related", "partly", "covered")
_MOST_EVIDENCE = 6


@dataclass(frozen=True)
class Finding:
    """How far one thing is covered, by which lines, what is missing of it, and a sentence why."""

    strength: Strength
    says: str
    evidence: tuple[Evidence, ...] = ()
    missing: tuple[str, ...] = ()


def joined(requirement: Requirement, findings: Sequence[Finding]) -> RequirementCoverage:
    """Return what all findings come to: covered when all are, partly when one is, at least in part."""
    strengths = {finding.strength for finding in findings}
    if strengths == {"covered"}:
        strength: Strength = "covered"
    elif strengths & {"covered", "partly"}:
        strength = "partly"
    else:
        strength = max(strengths, key=STRENGTHS.index)
    return RequirementCoverage(
        requirement=requirement.id,
        strength=strength,
        evidence=_each_once([each for finding in findings for each in finding.evidence]),
        missing=list(dict.fromkeys(each for finding in findings for each in finding.missing)),
        why=" ".join(dict.fromkeys(_sentence(finding.says) for finding in findings)),
    )


def best(findings: Sequence[Finding]) -> Finding:
    """Return the strongest finding, the first of equals."""
    return max(findings, key=lambda finding: STRENGTHS.index(finding.strength))


def listed(names: Sequence[str], word: str = "and") -> str:
    """Return names as a sentence lists them: "a, b and c"."""
    return f" {word} ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def _sentence(says: str) -> str:
    """A sentence with its capital; a name that has one within keeps its own writing (iOS)."""
    first = says.split(maxsplit=1)[0]
    return says[:1].upper() + says[1:] if first.islower() else says


def _each_once(evidence: Sequence[Evidence]) -> list[Evidence]:
    """The lines, each once with all its skills; no more than a reader looks at."""
    found: dict[str, Evidence] = {}
    for each in evidence:
        before = found.get(each.path)
        skills = list(dict.fromkeys([*(before.skills if before else []), *each.skills]))
        found[each.path] = each.model_copy(update={"skills": skills})
    return [*found.values()][:_MOST_EVIDENCE]
