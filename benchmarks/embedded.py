"""A thousand postings with embedded parts only: CPU for each, and whether memory grows.

The network holds 5,000 people at 1,000 companies, five each; each posting is at another of them. Drafts are .eml files,
progress and store are SQLite files, and a batch does the work in one process. CPU is that of the whole process, all
threads together; one posting is worked on at a time, since with nothing to wait for more threads only get into each
other's way. As in `inroad batch`, garbage collection passes over what the first posting has loaded. Memory is the most
that the process ever held, so that it can only grow. The first run, at another store, loads the libraries and the
network and is not counted.
"""

from __future__ import annotations

import csv
import random
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from benchmarks.hosted import RESUME
from benchmarks.lines import Line, at_most
from benchmarks.market import OPENINGS, Opening, write_posting
from inroad.graph.batch import create_batch, leave_loaded_alone, run_batch
from inroad.graph.run import Step
from inroad.settings import Context, Tools
from inroad.state import JobInput
from inroad.tools.addresses.mx import UnaskedMxResolver
from inroad.tools.store.batches import Item
from inroad.tools.store.draft_caps import Caps
from inroad.tools.store.sqlite import SqliteStore

POSTINGS, COMPANIES, AT_EACH, JOBS = 1_000, 1_000, 5, 1
EARLY = 100
_FIRST = [
    "Ada",
    "Ben",
    "Cleo",
    "Dan",
    "Eva",
    "Finn",
    "Gus",
    "Hana",
    "Ivo",
    "Jo",
    "Kai",
    "Lea",
    "Mia",
    "Noa",
    "Oli",
    "Pia",
    "Quin",
    "Rea",
    "Sam",
    "Tia",
]
_LAST = [
    "Abara",
    "Brandt",
    "Cruz",
    "Duong",
    "Eriksen",
    "Gruber",
    "Haddad",
    "Ito",
    "Jansen",
    "Kimura",
    "Lund",
    "Moreau",
    "Novak",
    "Okafor",
    "Petrov",
    "Rossi",
]
_HEADERS = ["First Name", "Last Name", "URL", "Email Address", "Company", "Position", "Connected On"]
_NAMES = ("North", "South", "River", "Stone", "Amber", "Cedar", "Silver", "Harbor", "Maple", "Falcon")
_KINDS = ("Robotics", "Foods", "Health", "Energy", "Freight", "Media", "Systems", "Labs", "Bank", "Games")
_ENDS = ("Works", "House", "Partners", "Union", "Point", "Line", "Field", "Bridge", "Gate", "Yard")


class _Memory:
    """Notes how much memory there was when so many postings were done, in MB."""

    def __init__(self) -> None:
        self.done = 0
        self.early = 0.0

    def __call__(self, item: Item, step: Step | None) -> None:
        if step is None and item.is_over:
            self.done += 1
            if self.done == EARLY:
                self.early = peak_memory()


def lines(postings: int = POSTINGS) -> list[Line]:
    """Return the lines of this benchmark; they take about a minute."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        network = write_network(folder / "Connections.csv")
        with _embedded(folder / "before") as context:
            _run(folder, network, context, 2, None)
        leave_loaded_alone()
        memory = _Memory()
        with _embedded(folder / "home") as context:
            began = time.process_time()
            drafts = _run(folder, network, context, postings, memory)
            seconds = time.process_time() - began
    milliseconds = 1000 * seconds / postings
    grown = peak_memory() - memory.early
    note = f"{drafts / postings:.1f} drafts a posting"
    return [
        Line(
            f"{postings} embedded postings, CPU of each", milliseconds, at_most(40), milliseconds, unit="ms", note=note
        ),
        Line(f"{postings} embedded postings, memory grown since the 100th", grown, at_most(20), grown, unit="MB"),
    ]


def company(number: int) -> str:
    """Return one of a thousand names, all of them of three words that many others have too."""
    return f"{_NAMES[number % 10]} {_ENDS[number // 10 % 10]} {_KINDS[number // 100 % 10]}"


def write_network(path: Path) -> Path:
    """Write the file of connections, in LinkedIn's form."""
    chance = random.Random(8)
    titles = [title for opening in OPENINGS for title in (opening.title, opening.second)]
    titles += ["Engineering Manager", "Technical Recruiter", "Talent Acquisition Partner", "Head of Operations"]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(_HEADERS)
        for number in range(COMPANIES * AT_EACH):
            at = number % COMPANIES
            first, last = chance.choice(_FIRST), f"{chance.choice(_LAST)}{chr(97 + number // COMPANIES)}"
            url = f"https://www.linkedin.com/in/{first}-{last}-{number}".lower()
            email = f"{first}.{last}@made-up-{at}.example".lower()
            writer.writerow([first, last, url, email, company(at), chance.choice(titles), "03 Jan 2023"])
    return path


def peak_memory() -> float:
    """Return the most memory that this process ever held, in MB."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)


@contextmanager
def _embedded(home: Path) -> Iterator[Context]:
    home.mkdir()
    with closing(SqliteStore(home / "inroad.sqlite")) as store:
        tools = Tools(store=store, home=home, mail_servers=UnaskedMxResolver(), caps=Caps(0, 0))
        yield Context(look_up_mail_servers=False).with_tools(tools)


def _run(folder: Path, network: Path, context: Context, postings: int, memory: _Memory | None) -> int:
    """Work on a batch, and return how many drafts it made."""
    paths = [str(write_posting(folder, _opening(number), number)) for number in range(postings)]
    job = JobInput(network=[str(network)], sender=str(RESUME), max_contacts=8)
    batch = create_batch(job, paths, context)
    totals = run_batch(batch.batch_id, context, JOBS, memory)
    if totals.failed or not totals.drafts:
        said = next((item.error for item in context.tools.batches.items(batch.batch_id) if item.error), "")
        raise RuntimeError(f"{totals.failed} of {postings} postings failed, {totals.drafts} drafts were made. {said}")
    return totals.drafts


def _opening(number: int) -> Opening:
    return OPENINGS[number % len(OPENINGS)]._replace(company=company(number))
