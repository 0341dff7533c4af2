"""One posting with a network of 50,000 rows: how much CPU.

Each benchmark has a process of its own, so that nothing of the network has been read before. A posting with a network
of three rows comes first: it loads the libraries and the tables that ship, which are not counted. Counted is all else,
from the posting's text to the drafts: reading 50,000 rows is most of it.
"""

from __future__ import annotations

import csv
import random
import tempfile
import time
from contextlib import closing
from pathlib import Path

from benchmarks.hosted import RESUME
from benchmarks.lines import Line, at_most
from benchmarks.market import OPENINGS, write_posting
from inroad.graph.run import run_outreach
from inroad.settings import Context, Tools
from inroad.state import JobInput
from inroad.tools.addresses.mx import UnaskedMxResolver
from inroad.tools.store.draft_caps import Caps
from inroad.tools.store.sqlite import SqliteStore

ROWS = 50_000
_FIRST = [
    "Ana",
    "Bo",
    "Chen",
    "Dara",
    "Emre",
    "Fatou",
    "Goran",
    "Hana",
    "Ivo",
    "Jonas",
    "Kofi",
    "Lena",
    "Mila",
    "Nils",
    "Priya",
    "Quinn",
    "Rosa",
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
    "Kovač",
    "López",
    "Müller",
    "Nguyễn",
]
_KIND = [
    "Robotics",
    "Roofing",
    "Foods",
    "Software",
    "Health",
    "Energy",
    "Logistics",
    "Media",
    "Systems",
    "Labs",
]
_FORM = ["", ", Inc.", " LLC", " GmbH", " Ltd", " S.A.", " AB", " GmbH & Co. KG"]
_HEADERS = ["First Name", "Last Name", "URL", "Email Address", "Company", "Position", "Connected On"]


def lines() -> list[Line]:
    """Return the line of this benchmark; it takes a few seconds."""
    with tempfile.TemporaryDirectory() as name:
        _seconds(Path(name) / "before", 3)
        seconds = _seconds(Path(name) / "large", ROWS)
    return [Line(f"one posting, network of {ROWS:,} rows, CPU", seconds, at_most(1), seconds, unit="s")]


def _seconds(folder: Path, rows: int) -> float:
    """Run a posting at the company of the network that most people are at; return the CPU that it took, in seconds."""
    folder.mkdir()
    network = folder / "Connections.csv"
    write_network(network, rows)
    posting = write_posting(folder, OPENINGS[0]._replace(company="Acme Robotics"), 0)
    job = JobInput(posting=str(posting), network=[str(network)], sender=str(RESUME))
    with closing(SqliteStore(folder / "inroad.sqlite")) as store:
        tools = Tools(store=store, home=folder, mail_servers=UnaskedMxResolver(), caps=Caps(0, 0))
        context = Context(look_up_mail_servers=False).with_tools(tools)
        began = time.process_time()
        run_outreach(job, context)
        return time.process_time() - began


def write_network(path: Path, rows: int) -> int:
    """Write a file in LinkedIn's form with so many made-up people; return how many company names it holds."""
    chance = random.Random(7)
    names = set()
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write('Notes:\n"Some addresses are missing."\n\n')
        writer = csv.writer(file)
        writer.writerow(_HEADERS)
        for number in range(rows):
            row = _row(chance, number)
            names.add(row[4])
            writer.writerow(row)
    return len(names)


def _row(chance: random.Random, number: int) -> list[str]:
    first, last = chance.choice(_FIRST), chance.choice(_LAST)
    company = f"{_maker(chance)} {chance.choice(_KIND)}{chance.choice(_FORM)}"
    email = f"{first}.{number}@made-up-{number % 997}.example".lower() if number % 20 == 0 else ""
    url = f"https://www.linkedin.com/in/{first}-{number}".lower()
    return [first, last, url, email, company, "Engineer", f"{number % 28 + 1} Mar 2021"]


def _maker(chance: random.Random) -> str:
    return "Acme" if chance.random() < 0.02 else f"Maker {chance.randrange(400)}"
