"""An analysis at a terminal, and many of them as a ranked list: the essentials, in 80 columns and up.

Texts from outside are shown as text: neither markup nor escapes of theirs are obeyed, and what is one line stays one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.table import Column, Table
from rich.text import Text

from inroad.analysis import (
    Advice,
    Analysis,
    ApplicationStrategy,
    CvCoverage,
    Dossier,
    Fit,
    FitPart,
    Gap,
    JdStructure,
    Remedy,
    RoledContact,
    Strength,
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
from inroad.tools.outside_text import plain, plain_line

_BAR = 10
_LONG = 150
_SAID = 2
_ADVICE_STYLE: dict[Advice, str] = {
    "apply": "green",
    "apply_with_gaps": "yellow",
    "do_not_apply": "red",
    "cannot_tell": "dim",
}
_STRENGTH_STYLE: dict[Strength, str] = {"covered": "green", "partly": "yellow", "related": "yellow", "missing": "red"}
_REMEDY_STYLE: dict[Remedy, str] = {"reword": "green", "learn": "cyan", "address": "yellow", "do_not_apply": "red"}


def show_analysis(console: Console, analysis: Analysis) -> None:
    """Print an analysis: the advice, the fit, what is covered and what is missing, the company, people, what next."""
    _head(console, analysis)
    if analysis.fit:
        _section(console, "How well it fits", _fit(analysis.fit))
    if analysis.jd and analysis.jd.requirements:
        _section(console, "What the posting asks for", _requirements(analysis.jd, analysis.coverage))
    if analysis.gaps and analysis.gaps.gaps:
        _section(console, "What is missing", _gaps(analysis.gaps.gaps))
    if analysis.company and analysis.company.statements:
        _section(console, "The company", _company(analysis.company))
    if analysis.contacts:
        _section(console, "People", _contacts(analysis.contacts))
    if analysis.letter:
        _section(console, f"Cover letter, by {analysis.letter.writer}", Text(plain(analysis.letter.text.strip())))
    _foot(console, analysis)


def show_ranking(console: Console, analyses: Sequence[Analysis]) -> None:
    """Print postings in the order given, each with its score, the advice and the reasons."""
    if not analyses:
        console.print(_text("There is no posting to rank."))
        return
    table = Table(
        Column("", justify="right"),
        Column("score", justify="right", no_wrap=True),
        Column("posting", overflow="fold", ratio=2),
        Column("why", overflow="fold", ratio=3),
        expand=True,
        show_lines=True,
    )
    for number, analysis in enumerate(analyses, 1):
        score = f"{analysis.fit.score:g}" if analysis.fit else ""
        table.add_row(str(number), score, _posting(analysis), _reasons(analysis))
    console.print(table)


def _head(console: Console, analysis: Analysis) -> None:
    console.print(_text(headline(analysis), "bold"))
    console.print(_text(" · ".join(filter(None, [analysis.posting.location, f"run {analysis.run_id}"])), "dim"))
    if told := verdict(analysis):
        style = _ADVICE_STYLE[analysis.gaps.advice] if analysis.gaps else ""
        console.print(_text(told, f"bold {style}".strip()))
    if analysis.gaps and analysis.gaps.why:
        console.print(_text(analysis.gaps.why))


def _section(console: Console, title: str, content: Table | Text) -> None:
    console.print()
    console.rule(_text(title), align="left", characters="─")
    console.print(content)


def _fit(fit: Fit) -> Table:
    table = Table.grid(
        Column(no_wrap=True), Column(justify="right", no_wrap=True), Column(no_wrap=True), "", padding=(0, 1)
    )
    for part in fit.parts:
        points = f"{part.points:g}/{part.most:g}"
        table.add_row(PART[part.name], points, _part_bar(part), _text(part.why, "" if part.known else "dim"))
    table.add_row("all", f"{fit.score:g}/{whole(fit.parts):g}", "", "", style="bold")
    return table


def _part_bar(part: FitPart) -> Text:
    drawn = bar(part.points / part.most if part.most else 0, _BAR)
    return Text(drawn, style="cyan" if part.known else "dim")


def _requirements(jd: JdStructure, coverage: CvCoverage | None) -> Table:
    table = Table(Column("need", no_wrap=True), Column("requirement", overflow="fold", ratio=3), expand=True)
    if coverage:
        table.add_column("in your CV", no_wrap=True)
        table.add_column("where", overflow="fold", ratio=2)
    titles = section_titles(coverage)
    for requirement in [*jd.of_need("must"), *jd.of_need("nice")]:
        cells: list[str | Text] = [requirement.need, _text(_cut(requirement.quote.text))]
        if coverage:
            found = coverage.of(requirement.id)
            strength: Strength = found.strength if found else "missing"
            where = dict.fromkeys(titles.get(each.section, each.path) for each in found.evidence) if found else {}
            cells += [Text(strength, style=_STRENGTH_STYLE[strength]), _text(_few(list(where)))]
        table.add_row(*cells)
    return table


def _few(names: Sequence[str]) -> str:
    more = [f"and {len(names) - _SAID} more"] if len(names) > _SAID else []
    return "; ".join([*names[:_SAID], *more])


def _gaps(gaps: Iterable[Gap]) -> Table:
    """A block for each gap: the remedy, what is asked for, what to do and why."""
    table = Table.grid(Column(no_wrap=True), Column(overflow="fold"), padding=(0, 1))
    for gap in gaps:
        remedy = Text(REMEDY[gap.remedy], style=_REMEDY_STYLE[gap.remedy])
        asked = _text(f"{_cut(gap.text)} ({gap.need}, {gap.strength})", "bold")
        table.add_row(remedy, asked.append("\n").append(_text(gap.what)).append("\n").append(_text(gap.why, "dim")))
    return table


def _company(dossier: Dossier) -> Table:
    table = Table.grid(Column(no_wrap=True), Column(overflow="fold"), padding=(0, 1))
    for topic, statements in by_topic(dossier.statements):
        for each in statements[:_SAID]:
            date = each.date.isoformat() if each.date else f"no date, read {each.seen_on.isoformat()}"
            table.add_row(TOPIC[topic], _text(_cut(each.text)).append("\n").append(_text(f"{each.url}, {date}", "dim")))
    return table


def _contacts(contacts: Sequence[RoledContact]) -> Table:
    table = Table.grid(Column(no_wrap=True), Column(overflow="fold"), padding=(0, 1))
    for role, group in by_role(contacts):
        for contact in group:
            table.add_row(Text(ROLE[role], style="cyan"), _contact(contact))
    return table


def _contact(contact: RoledContact) -> Text:
    name = f"{contact.first_name} {contact.last_name}".strip() or contact.person_id
    text = _text(name, "bold").append(_text(f", {contact.title}" if contact.title else ""))
    email = contact.email
    address = f"{email.address} ({address_verdict(email)})" if email.address else "no address"
    text.append("\n").append(_text(address, "green" if email.status == "verified" else "yellow"))
    why = reasons_of(contact)
    return text.append("\n").append(_text(why, "dim")) if why else text


def _foot(console: Console, analysis: Analysis) -> None:
    console.print()
    for each in unreached(analysis):
        console.print(_text(f"! {each.layer} was not reached: {each.why}", "yellow"))
    for problem in analysis.problems:
        action = f" ({problem.action})" if problem.action else ""
        console.print(_text(f"! {problem.message}{action}", "yellow"))
    for name, spend in analysis.spend.items():
        console.print(_text(f"{name}: {spent(spend)}", "dim"))
    if told := left_out(analysis):
        console.print(_text(told, "dim"))
    if analysis.strategy and (plan := _plan(analysis.strategy)).row_count:
        _section(console, "What to do first", plan)


def _plan(strategy: ApplicationStrategy) -> Table:
    """The first of what to put right, whom to write to and what to stress; a report has all of it."""
    table = Table.grid(Column(no_wrap=True), Column(overflow="fold"), padding=(0, 1))
    for name, todos in (("fix", strategy.fix), ("write", strategy.write_first), ("stress", strategy.stress)):
        for todo in todos[:_SAID]:
            table.add_row(Text(name, style="cyan"), _todo(todo))
    return table


def _todo(todo: ToDo) -> Text:
    text = _text(_cut(todo.do), "bold")
    return text.append("\n").append(_text(_cut(todo.why), "dim")) if todo.why else text


def _posting(analysis: Analysis) -> Text:
    text = _text(headline(analysis), "bold")
    if analysis.posting.location:
        text.append("\n").append(_text(_cut(analysis.posting.location), "dim"))
    if analysis.gaps:
        text.append("\n").append(Text(ADVICE[analysis.gaps.advice], style=_ADVICE_STYLE[analysis.gaps.advice]))
    return text


def _reasons(analysis: Analysis) -> Text:
    told = [_text(analysis.gaps.why)] if analysis.gaps else []
    ends = best_and_worst(analysis.fit.parts) if analysis.fit else []
    told += [_text(f"{sign} {PART[part.name]}: {part.why}", "dim") for sign, part in ends]
    told += [_text(f"! {each.layer} was not reached: {each.why}", "yellow") for each in unreached(analysis)]
    return Text("\n").join(told)


def _cut(text: str) -> str:
    return text if len(text) <= _LONG else f"{text[: _LONG - 1].rstrip()}…"


def _text(text: str, style: str = "") -> Text:
    """One line that is shown as it is, whatever it holds."""
    return Text(plain_line(text), style=style)
