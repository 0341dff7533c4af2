"""An analysis as a report in Markdown, and many of them as a ranked list. Texts from outside are shown as text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from inroad.analysis import (
    Analysis,
    ApplicationStrategy,
    CvCoverage,
    Dossier,
    Evidence,
    Fit,
    FitPart,
    GapAnalysis,
    JdStructure,
    RoledContact,
    Statement,
    ToDo,
)
from inroad.tools.fit.words import (
    ADVICE,
    PART,
    REMEDY,
    ROLE,
    TOPIC,
    address_verdict,
    bar,
    best_and_worst,
    by_role,
    by_topic,
    headline,
    left_out,
    reasons_of,
    section_titles,
    spent,
    unreached,
    verdict,
    whole,
)
from inroad.tools.markdown_text import escaped, link, quoted, table

_BAR = 10
_EVIDENCE = 2
_LONG = 160
_CUT = 300


def analysis_markdown(analysis: Analysis) -> str:
    """Return the report of an analysis; what there is nothing of is left out."""
    blocks = (
        *_head(analysis),
        *_titled("What to do first", _strategy(analysis.strategy)),
        *_titled("How well it fits", _fit(analysis.fit)),
        *_titled("What the posting asks for", _requirements(analysis.jd, analysis.coverage)),
        *_titled("What is missing", _gaps(analysis.gaps)),
        *_titled("Your CV, section by section", _sections(analysis.coverage)),
        *_titled("The company", _company(analysis.company)),
        *_titled("People", _contacts(analysis.contacts)),
        *_titled("Cover letter", _letter(analysis)),
        *_titled("Not reached", _not_reached(analysis)),
        *_titled("Problems", [_problem(each.message, each.action) for each in analysis.problems]),
        *_titled("Spent", [f"- {escaped(name)}: {spent(each)}" for name, each in analysis.spend.items()]),
    )
    return "\n".join(blocks).strip() + "\n"


def ranking_markdown(analyses: Sequence[Analysis]) -> str:
    """Return a list of postings in the order given, with the points of each part and the reasons."""
    if not analyses:
        return "# Postings, best first\n\nThere is none.\n"
    rows = [_rank_row(number, analysis) for number, analysis in enumerate(analyses, 1)]
    blocks = [
        "# Postings, best first",
        "",
        *table(["#:", "score:", "", "posting", "advice"], rows),
        *_titled("Points", _points(analyses)),
        *_titled("Why", [_reason(number, analysis) for number, analysis in enumerate(analyses, 1)]),
    ]
    return "\n".join(blocks).strip() + "\n"


def _titled(title: str, lines: Sequence[str]) -> list[str]:
    return ["", f"## {title}", "", *lines] if lines else []


def _head(analysis: Analysis) -> Iterator[str]:
    yield f"# {escaped(headline(analysis))}"
    yield ""
    if told := verdict(analysis):
        yield f"**{told}.** {escaped(analysis.gaps.why) if analysis.gaps else ''}".rstrip()
        yield ""
    posting = analysis.posting
    where = link("the posting", posting.url) if posting.url else ""
    yield " · ".join(filter(None, [escaped(posting.location), where, f"run {escaped(analysis.run_id)}"]))


def _strategy(strategy: ApplicationStrategy | None) -> list[str]:
    if strategy is None:
        return []
    lists = (
        ("Write first", strategy.write_first),
        ("Stress", strategy.stress),
        ("Fix before", strategy.fix),
    )
    lines = [escaped(strategy.summary)] if strategy.summary else []
    for title, todos in lists:
        lines += ["", f"**{title}**", "", *_numbered(todos)] if todos else []
    return lines[1:] if lines[:1] == [""] else lines


def _numbered(todos: Iterable[ToDo]) -> Iterator[str]:
    return (f"{number}. {escaped(todo.do)} {escaped(todo.why)}".rstrip() for number, todo in enumerate(todos, 1))


def _fit(fit: Fit | None) -> list[str]:
    if fit is None:
        return []
    rows = [
        (PART[part.name], f"{part.points:g} of {part.most:g}", _part_bar(part), escaped(part.why)) for part in fit.parts
    ]
    total = ("**all**", f"**{fit.score:g} of {whole(fit.parts):g}**", "", "The sum of the parts.")
    return table(["part", "points:", "", "why"], [*rows, total])


def _part_bar(part: FitPart) -> str:
    drawn = bar(part.points / part.most if part.most else 0, _BAR)
    return drawn if part.known else drawn.replace("█", "▒")


def _requirements(jd: JdStructure | None, coverage: CvCoverage | None) -> list[str]:
    if jd is None or not jd.requirements:
        return []
    ordered = [*jd.of_need("must"), *jd.of_need("nice")]
    if coverage is None:
        return table(["", "need", "requirement"], [(r.id, r.need, _cut(r.quote.text)) for r in ordered])
    rows, titles = [], section_titles(coverage)
    for requirement in ordered:
        found = coverage.of(requirement.id)
        strength, evidence = (found.strength, _evidence(found.evidence, titles)) if found else ("", "")
        rows.append((requirement.id, requirement.need, _cut(requirement.quote.text), strength, evidence))
    return table(["", "need", "requirement", "in your CV", "evidence"], rows)


def _evidence(evidence: Sequence[Evidence], titles: Mapping[str, str]) -> str:
    told = [
        f"“{_cut(each.text, _LONG)}” ({escaped(titles.get(each.section, each.path))})" for each in evidence[:_EVIDENCE]
    ]
    more = len(evidence) - _EVIDENCE
    return "; ".join([*told, f"and {more} more"] if more > 0 else told)


def _gaps(gaps: GapAnalysis | None) -> list[str]:
    if gaps is None or not gaps.gaps:
        return []
    rows = [
        (
            gap.requirement,
            f"{_cut(gap.text, _LONG)} ({gap.need}, {gap.strength})",
            f"**{REMEDY[gap.remedy]}**",
            f"{escaped(gap.what)} {escaped(gap.why)}",
        )
        for gap in gaps.gaps
    ]
    return table(["", "asked for", "remedy", "what to do"], rows)


def _sections(coverage: CvCoverage | None) -> list[str]:
    if coverage is None or not coverage.sections:
        return []
    serving = [each for each in coverage.sections if each.requirements]
    rows = [
        (
            escaped(each.title or each.section),
            bar(each.share, _BAR),
            f"{each.share:.0%} of {each.lines}",
            ", ".join(map(escaped, each.requirements)),
        )
        for each in serving
    ]
    idle = [escaped(each.title or each.section) for each in coverage.sections if not each.requirements]
    lines = table(["section", "", "lines in use:", "serves"], rows) if rows else []
    lines += ["", f"Nothing here rests on: {'; '.join(idle)}."] if idle else []
    return [*lines, *(f"- {escaped(remark)}" for remark in coverage.remarks)]


def _company(dossier: Dossier | None) -> list[str]:
    if dossier is None:
        return []
    lines = []
    for topic, statements in by_topic(dossier.statements):
        lines += [f"**{TOPIC[topic]}**", "", *map(_statement, statements), ""]
    kept = f"Looked up on {dossier.from_cache.isoformat()}." if dossier.from_cache else ""
    part = "" if dossier.complete else "Not every source could be asked."
    return [*lines, *filter(None, [" ".join(filter(None, [kept, part]))])]


def _statement(statement: Statement) -> str:
    date = statement.date.isoformat() if statement.date else f"no date, read {statement.seen_on.isoformat()}"
    return f"- {_cut(statement.text)} ({link(statement.source, statement.url)}, {date})"


def _contacts(contacts: Sequence[RoledContact]) -> list[str]:
    lines = []
    for role, group in by_role(contacts):
        lines += [
            f"**{ROLE[role].capitalize()}**",
            "",
            *table(["who", "title", "address", "why"], map(_row, group)),
            "",
        ]
    return lines[:-1]


def _row(contact: RoledContact) -> tuple[str, str, str, str]:
    name = f"{contact.first_name} {contact.last_name}".strip() or contact.person_id
    profile = contact.linkedin if "://" in contact.linkedin else f"https://{contact.linkedin}"
    who = link(name, profile) if contact.linkedin else escaped(name)
    email = contact.email
    address = f"{escaped(email.address)} ({address_verdict(email)})" if email.address else "none"
    return who, escaped(contact.title), address, escaped(reasons_of(contact))


def _letter(analysis: Analysis) -> list[str]:
    if analysis.letter is None:
        return []
    return [*quoted(analysis.letter.text), "", f"Written by {escaped(analysis.letter.writer)}."]


def _not_reached(analysis: Analysis) -> list[str]:
    lines = [f"- {each.layer}: {escaped(each.why)}" for each in unreached(analysis)]
    return [*lines, f"- {told}"] if (told := left_out(analysis)) else lines


def _problem(message: str, action: str) -> str:
    return f"- {escaped(message)}{f' ({escaped(action)})' if action else ''}"


def _rank_row(number: int, analysis: Analysis) -> tuple[str, str, str, str, str]:
    fit = analysis.fit
    score, drawn = (f"{fit.score:g}", bar(fit.score / (whole(fit.parts) or 1), _BAR)) if fit else ("", "")
    name = link(headline(analysis), analysis.posting.url)
    return str(number), score, drawn, name, ADVICE[analysis.gaps.advice] if analysis.gaps else ""


def _points(analyses: Sequence[Analysis]) -> list[str]:
    rows = []
    for number, analysis in enumerate(analyses, 1):
        points = {part.name: _points_told(part) for part in analysis.fit.parts} if analysis.fit else {}
        rows.append((str(number), *(points.get(name, "") for name in PART)))
    lines = table(["#:", *(f"{name}:" for name in PART.values())], rows)
    return [*lines, "", "In brackets: nothing is known of it, so it counts half."]


def _points_told(part: FitPart) -> str:
    return f"{part.points:g}" if part.known else f"({part.points:g})"


def _reason(number: int, analysis: Analysis) -> str:
    told = [escaped(analysis.gaps.why)] if analysis.gaps else []
    ends = best_and_worst(analysis.fit.parts) if analysis.fit else []
    told += [f"{'For' if sign == '+' else 'Against'} it, {PART[part.name]}: {escaped(part.why)}" for sign, part in ends]
    told += [f"Not reached: {escaped(each.why)}" for each in unreached(analysis)]
    return f"{number}. **{escaped(headline(analysis))}.** {' '.join(told)}".rstrip()


def _cut(text: str, length: int = _CUT) -> str:
    """A text that is escaped only after it was cut, so that no mark loses its backslash."""
    return escaped(text if len(text) <= length else f"{text[: length - 1].rstrip()}…")
