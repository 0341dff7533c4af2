"""How well the larger pipeline reads postings and CVs, and what it takes.

`python -m benchmarks.intelligence [FOLDER] [--show]` measures without a key, on the labelled set of this folder:
precision and recall of must-have against nice-to-have (a requirement counts as found where a reader's line and ours
share most of their words; ours that no line has count against the precision), the precision of `covered`, and how many
items do not occur in the text. Then CPU per posting, all layers without a model. With a FOLDER of postings also the
share that has a title, must-haves and skills. With the sandbox's model and its delays: model calls per posting, and the
time against its critical path (the longest of the first layers' calls, and the letter's). `--show` prints each miss.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import NamedTuple

from rapidfuzz import fuzz

from benchmarks.hosted import hosted
from benchmarks.labelled import Labelled, cv_path, postings
from benchmarks.labelled import Line as LabelledLine
from benchmarks.lines import Line, at_least, at_most, table
from benchmarks.market import OPENINGS, expectations, write_posting
from benchmarks.sandbox_process import COMPLETIONS, SLOW, Place, Plan, Seen, sandbox_process
from inroad.analysis import AnalysisInput, CvCoverage, JdStructure, Quote, Requirement
from inroad.errors import InroadError
from inroad.graph.analysis import run_analysis
from inroad.nodes.intelligence import tell_nobody
from inroad.nodes.intelligence.cv_coverage import cover
from inroad.nodes.intelligence.jd_structure import structure
from inroad.settings import Context, Tools
from inroad.state import Posting
from inroad.tools.addresses.mx import UnaskedMxResolver
from inroad.tools.postings.any import AnyPostingReader
from inroad.tools.postings.listing import list_postings
from inroad.tools.resume import read_master_cv
from inroad.tools.store.sqlite import SqliteStore

TODAY = date(2026, 11, 1)
COMPANY = "Meadowlark Works"  # for those that name none in a way that is sure
SAME = 85  # of 100, by the words that both share
HOSTED = 6


class Read(NamedTuple):
    """A labelled posting as the rules read it."""

    labelled: Labelled
    posting: Posting
    jd: JdStructure


def read_all(folder: Path) -> list[Read]:
    """Read the labelled set by the rules."""
    found = []
    for labelled in postings():
        path = folder / labelled.name
        path.write_text(labelled.text, encoding="utf-8")
        posting = AnyPostingReader().read(str(path), company=COMPANY)
        found.append(Read(labelled, posting, structure(posting, None, tell_nobody)[0]))
    return found


class Matched(NamedTuple):
    """Ours beside the reader's: the same line twice, or one of them alone."""

    ours: Requirement | None
    theirs: LabelledLine | None


def matched(read: Read) -> Iterator[Matched]:
    """Yield each requirement with the reader's line, each at most once, in the order of ours; then the lines left."""
    left = list(read.labelled.lines)
    for ours in read.jd.requirements:
        best = max(left, key=lambda line: _alike(ours, line), default=None)
        if best is None or _alike(ours, best) < SAME:
            yield Matched(ours, None)
        else:
            left.remove(best)
            yield Matched(ours, best)
    yield from (Matched(None, line) for line in left)


def _alike(ours: Requirement, line: LabelledLine) -> float:
    return fuzz.token_sort_ratio(ours.quote.text.casefold(), line.text.casefold())


class Scores(NamedTuple):
    """Right ones among those said, among those there are, and each miss in a line."""

    right: int
    said: int
    there: int
    misses: list[str]

    @property
    def precision(self) -> float:
        """Which share of what was said is right."""
        return self.right / self.said if self.said else 0.0

    @property
    def recall(self) -> float:
        """Which share of what is there was said rightly."""
        return self.right / self.there if self.there else 0.0


def needs(reads: Sequence[Read]) -> Scores:
    """Score must-have against nice-to-have."""
    pairs = [(read.labelled.name, pair) for read in reads for pair in matched(read)]
    right = sum(bool(p.ours and p.theirs and p.ours.need == p.theirs.need) for _, p in pairs)
    misses = [
        f"{name}: ours {_said(p.ours)}, theirs {_said(p.theirs)}"
        for name, p in pairs
        if not (p.ours and p.theirs and p.ours.need == p.theirs.need)
    ]
    said, there = sum(p.ours is not None for _, p in pairs), sum(p.theirs is not None for _, p in pairs)
    return Scores(right, said, there, misses)


def _said(line: Requirement | LabelledLine | None) -> str:
    """A line in a few words, with its need."""
    if line is None:
        return "none"
    return f"{line.need}: {line.quote.text if isinstance(line, Requirement) else line.text}"


def coverage(reads: Sequence[Read]) -> Scores:
    """Score `covered` against the CVs that the lines are labelled for."""
    right = said = there = 0
    misses: list[str] = []
    for read in reads:
        pairs = {pair.ours.id: pair.theirs for pair in matched(read) if pair.ours and pair.theirs}
        for cv in read.labelled.cvs:
            found = cover(read.jd, read_master_cv(cv_path(cv)), TODAY)
            for each in found.requirements:
                theirs = pairs.get(each.requirement)
                if theirs is None:
                    continue
                label = theirs.strengths[cv]
                right += label == each.strength == "covered"
                said += each.strength == "covered"
                there += label == "covered"
                if (label == "covered") != (each.strength == "covered"):
                    misses.append(f"{read.labelled.name} {cv}: {each.strength}, is {label}: {theirs.text} ({each.why})")
    return Scores(right, said, there, misses)


def invented(posting: Posting, jd: JdStructure) -> list[Quote]:
    """Return the quotes that do not stand where they say."""
    parts = {"title": posting.title, "text": posting.text, "location": posting.location}
    return [quote for quote in quotes(jd) if parts[quote.part][quote.start : quote.end] != quote.text or not quote.text]


def quotes(jd: JdStructure) -> Iterator[Quote]:
    """Yield every quote of a structure."""
    yield from (each.quote for each in jd.requirements)
    yield from jd.responsibilities
    yield from (skill.quote for skill in jd.skills)
    yield from (asked.quote for asked in jd.languages)
    yield from (deadline.quote for deadline in jd.deadlines)
    alone = (jd.title, jd.seniority_quote, jd.team, jd.work_mode_quote, jd.pay and jd.pay.quote)
    yield from (quote for quote in alone if quote)


def not_in_cv(found: CvCoverage, cv: Path) -> list[str]:
    """Return the evidence that is no line of the CV."""
    lines = {line.path: line.text for section in read_master_cv(cv).sections for line in section.lines}
    return [
        evidence.text
        for each in found.requirements
        for evidence in each.evidence
        if lines.get(evidence.path) != evidence.text
    ]


def embedded_cpu(folder: Path) -> float:
    """Return the CPU seconds of one posting, all layers without a model and without people to search for."""
    files = [folder / labelled.name for labelled in postings()]
    with closing(SqliteStore(folder / "home" / "inroad.sqlite")) as store:
        tools = Tools(store=store, home=folder / "home", mail_servers=UnaskedMxResolver())
        context = Context().with_tools(tools)
        jobs = [
            AnalysisInput(posting=str(file), company=COMPANY, cv=str(cv_path("dev")), drafts="none") for file in files
        ]
        run_analysis(jobs[0], context)  # loads libraries and tables
        began = time.process_time()
        for job in jobs[1:]:
            run_analysis(job, context)
        return (time.process_time() - began) / len(jobs[1:])


class Share(NamedTuple):
    """Of how many postings there are, how many have it."""

    has: Counter[str]
    of: int


def folder_shares(folder: Path) -> Share:
    """Read a folder of postings; count those with a title, a must-have, a skill, and whatever is invented."""
    has: Counter[str] = Counter()
    of = 0
    for name in list_postings([str(folder)], [], sys.stdin.buffer).postings:
        try:
            posting = AnyPostingReader().read(name)
        except InroadError:  # a file with several jobs, or none: counted by the postings benchmark
            continue
        of += 1
        jd = structure(posting, None, tell_nobody)[0]
        has["title"] += jd.title is not None
        has["must-haves"] += bool(jd.of_need("must"))
        has["skills"] += bool(jd.skills)
        has["invented"] += len(invented(posting, jd))
    return Share(has, of)


class Hosted(NamedTuple):
    """What postings took with the sandbox's model, in the mean: calls, seconds, and those of the critical path."""

    calls: float
    ratio: float
    seconds: float
    bound: float


def with_a_model() -> Hosted:
    """Analyse postings one after another with all parts hosted, at the pace of the goals."""
    calls, took, bounds = [], [], []
    openings = OPENINGS[: HOSTED + 1]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with sandbox_process(Plan(expectations(folder, openings))) as sandbox:
            sandbox.prepare([opening.company for opening in openings])
            for number, opening in enumerate(openings):
                if number:  # the one before loads the libraries, and is not counted
                    sandbox.set_pace(SLOW)
                sandbox.clear()
                with hosted(sandbox.place, folder / f"home-{number}", **_research(sandbox.place)) as context:
                    path = write_posting(folder, opening, number)
                    began = time.perf_counter()
                    state = run_analysis(
                        AnalysisInput(posting=str(path), cv=str(cv_path("dev")), drafts="none", max_contacts=8), context
                    )
                    seconds = time.perf_counter() - began
                if state.error:
                    raise RuntimeError(f"The measurement failed: {state.error}")
                seen = sandbox.seen()
                if number:
                    calls.append(sum(each.path == COMPLETIONS for each in seen))
                    took.append(seconds)
                    bounds.append(critical_path(seen))
    return Hosted(sum(calls) / len(calls), sum(took) / sum(bounds), sum(took) / len(took), sum(bounds) / len(bounds))


def _research(place: Place) -> dict[str, str]:
    """The settings of the sources for company research."""
    return {
        "SERPER_API_KEY": place.key,
        "SERPER_BASE_URL": f"{place.url}/serper",
        "TAVILY_API_KEY": place.key,
        "TAVILY_BASE_URL": f"{place.url}/tavily",
    }


def critical_path(seen: Sequence[Seen]) -> float:
    """Return the seconds of the longest chain of calls, as they went: each begins after the last that ended before."""
    longest: list[tuple[float, float]] = []  # when a call ended, and the chain up to it
    for call in sorted(seen, key=lambda each: each.ended):
        before = max((chain for ended, chain in longest if ended <= call.began), default=0.0)
        longest.append((call.ended, before + call.seconds))
    return max(chain for _, chain in longest)


def lines(postings_folder: Path | None = None, *, show: bool = False) -> list[Line]:
    """Return the lines of this benchmark."""
    with tempfile.TemporaryDirectory() as name:
        reads = read_all(Path(name))
        need, covered = needs(reads), coverage(reads)
        made_up = sum(len(invented(read.posting, read.jd)) for read in reads)
        made_up += sum(
            len(not_in_cv(cover(read.jd, read_master_cv(cv_path(cv)), TODAY), cv_path(cv)))
            for read in reads
            for cv in read.labelled.cvs
        )
        cpu = embedded_cpu(Path(name))
    if show:
        print("\n".join([*need.misses, *covered.misses]))
    model = with_a_model()
    said = [
        Line("must or nice, precision", need.precision, at_least(0.9), note=f"{need.right} of {need.said}"),
        Line("must or nice, recall", need.recall, at_least(0.85), note=f"{need.right} of {need.there} lines"),
        Line("covered, precision", covered.precision, at_least(0.9), note=f"{covered.right} of {covered.said}"),
        Line("covered, recall", covered.recall, at_least(0), note=f"{covered.right} of {covered.there}; no goal"),
        Line("items that occur nowhere", made_up, at_most(0)),
        Line("CPU of a posting, all layers, no model", cpu * 1000, at_most(150), unit="ms"),
        Line("model calls a posting", model.calls, at_most(4)),
        Line("a posting, of its critical path", model.ratio, at_most(1.25), model.seconds, model.bound, unit="s"),
    ]
    return [*said, *(_of_folder(postings_folder) if postings_folder else [])]


def _of_folder(folder: Path) -> Iterator[Line]:
    share = folder_shares(folder)
    for what in ("title", "must-haves", "skills"):
        yield Line(
            f"postings of the folder with {what}, %",
            100 * share.has[what] / share.of,
            at_least(0),
            note=f"{share.of} postings",
        )
    yield Line("postings of the folder: items that occur nowhere", share.has["invented"], at_most(0))


def main() -> int:
    """Measure and print; the exit code says whether all goals are met."""
    arguments = [each for each in sys.argv[1:] if each != "--show"]
    said = lines(Path(arguments[0]) if arguments else None, show="--show" in sys.argv)
    print(table(said))
    return int(not all(line.is_met for line in said))


if __name__ == "__main__":
    sys.exit(main())
