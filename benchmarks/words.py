"""How many planted lies the check finds, how often it is wrong about an honest message, and what a model takes.

`python -m benchmarks.words [--show]` plants made-up claims of eight kinds in honest messages, prints the share that the
check finds by kind, and how many honest messages it refuses; `--show` prints what was missed and what was refused.
A lie counts as found when the check has a reason against the message with it, and none against the same message
without it. Then it measures calls, tokens and time of messages by the sandbox's model (see `words_time`), which takes
about a minute. The exit code is 1 when a goal is missed.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass

from benchmarks.words_data import briefs
from benchmarks.words_honest import honest
from benchmarks.words_lies import LIE_KINDS, Lie, lying
from benchmarks.words_time import CONTACTS, Run, runs
from inroad.sandbox.model.reading import Contact
from inroad.sandbox.model.writer import compose
from inroad.settings import Context
from inroad.state import Message
from inroad.tools.writing import Brief, Reason, Wishes
from inroad.tools.writing.checking import check
from inroad.tools.writing.template import TemplateWriter

LIES_A_KIND = 60
HONEST = {"composed": 280, "model's": 60, "template": 60}
NEEDED_RECALL = 0.99
ALLOWED_ALARMS = 0.02
ALLOWED_TIME = 0.4
SIZES = (1, 2, 4, CONTACTS)


@dataclass(frozen=True)
class Case:
    """A message with what was asked for; a planted one has the lie and the message as it was before."""

    brief: Brief
    message: Message
    origin: str
    lie: Lie | None = None
    before: Message | None = None


def planted() -> Iterator[Case]:
    """Yield messages with one lie each, the same number of every kind."""
    pool = briefs()
    for kind in LIE_KINDS:
        for number in range(LIES_A_KIND):
            brief = pool[number % len(pool)]
            before = honest(brief, f"{kind}/{number}")
            message, lie = lying(before, brief, kind, number)
            yield Case(brief, message, kind, lie, before)


def honest_ones() -> Iterator[Case]:
    """Yield honest messages by the composer, by the sandbox's model and by the template."""
    pool = briefs()
    for number in range(HONEST["composed"]):
        brief = pool[number % len(pool)]
        yield Case(brief, honest(brief, f"honest/{number}"), "composed")
    for brief in pool[: HONEST["model's"]]:
        yield Case(brief, by_model(brief), "model's")
    for brief in pool[: HONEST["template"]]:
        yield Case(brief, TemplateWriter().write([brief])[brief.person_id], "template")


def by_model(brief: Brief) -> Message:
    """Return what the sandbox's model writes."""
    facts = {fact.id: fact.text for fact in brief.facts}
    contact = Contact(brief.person_id, brief.name, brief.persona, brief.kind, "en", facts)
    written = compose(contact)
    used = [fact for fact in brief.facts if fact.id in written.fact_ids]
    return Message(subject=written.subject, body=f"{written.body}\n", writer="sandbox", facts=used)


def reasons(case: Case, message: Message) -> list[Reason]:
    """Return what the check has against a message."""
    return check(message, case.brief, Wishes())


def is_found(case: Case) -> bool:
    """Tell whether the check refuses the lie, and nothing but the lie."""
    return case.before is not None and bool(reasons(case, case.message)) and not reasons(case, case.before)


def main(*, show: bool) -> int:
    """Print the table and the line of JSON; return the exit code."""
    lies, honest_cases = list(planted()), list(honest_ones())
    missed = [case for case in lies if not is_found(case)]
    alarms = [(case, found) for case in honest_cases if (found := reasons(case, case.message))]
    if show:
        _show(missed, alarms)
    recall, false_alarms = 1 - len(missed) / len(lies), len(alarms) / len(honest_cases)
    by_kind = {kind: 1 - share for kind, share in _shares(lies, missed).items()}
    by_origin = _shares(honest_cases, [case for case, _ in alarms])
    spoilt = sum(case.before is not None and bool(reasons(case, case.before)) for case in missed)
    print(f"planted lies: {len(lies)}, found {recall:.1%}; {spoilt} of the missed are refused without the lie too")
    _print_shares(by_kind, "found")
    print(f"honest messages: {len(honest_cases)}, wrongly refused {false_alarms:.1%}")
    _print_shares(by_origin, "refused")
    figures = {"lies": len(lies), "recall": recall, "recall_by_kind": by_kind}
    figures |= {"honest": len(honest_cases), "false_alarms": false_alarms, "false_alarms_by_origin": by_origin}
    ratio, measured = timed()
    print(json.dumps(figures | {"time_ratio": ratio, "runs": [asdict(run) for run in measured]}))
    return 0 if recall >= NEEDED_RECALL and false_alarms <= ALLOWED_ALARMS and ratio <= ALLOWED_TIME else 1


def timed() -> tuple[float, list[Run]]:
    """Print what messages take by how many are written in one call; return the default's time by that of one call."""
    default = Context().messages_per_call
    measured = runs(check, sorted({*SIZES, default}))
    print(f"{CONTACTS} messages by the sandbox's model; tokens and calls for each contact:")
    for run in measured:
        tokens = f"{run.input_tokens:6.0f} tokens in, {run.output_tokens:4.0f} out"
        print(f"  {run.messages_per_call} in a call: {run.seconds:6.1f} s, {run.calls:5.3f} calls, {tokens}")
    seconds = {run.messages_per_call: run.seconds for run in measured}
    ratio = seconds[default] / seconds[CONTACTS]
    print(f"  {default} in a call, the default, take {ratio:.2f} of the time of one call for all")
    return ratio, measured


def _shares(cases: Sequence[Case], struck: Sequence[Case]) -> dict[str, float]:
    """Return by origin the share of cases that were struck."""
    all_of, struck_of = Counter(case.origin for case in cases), Counter(case.origin for case in struck)
    return {origin: struck_of[origin] / count for origin, count in all_of.items()}


def _print_shares(shares: dict[str, float], says: str) -> None:
    for origin, share in shares.items():
        print(f"  {origin:10} {share:7.1%} {says}")


def _show(missed: list[Case], alarms: list[tuple[Case, list[Reason]]]) -> None:
    for case in missed:
        before = reasons(case, case.before) if case.before else []
        why = f"refused without it: {_said(before)}" if before else "not seen"
        assert case.lie is not None
        print(f"missed {case.lie.kind}, {case.lie.where}: {case.lie.words!r} ({why})")
    for case, found in alarms:
        print(f"wrong about {case.origin} {case.brief.person_id}: {_said(found)}")


def _said(found: list[Reason]) -> str:
    return "; ".join(f"{reason.kind} {reason.words!r}" for reason in found)


if __name__ == "__main__":
    sys.exit(main(show="--show" in sys.argv[1:]))
