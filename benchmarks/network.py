"""How long a search through a large network takes, and how much memory.

Writes a file of made-up people to a temporary folder, searches it in a process of its own, and prints
the figures: `python -m benchmarks.network [ROWS]`.
"""

from __future__ import annotations

import csv
import random
import subprocess
import sys
import tempfile
from pathlib import Path

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
_SEARCH = """
import resource, sys, time
from pathlib import Path
from inroad.state import CompanyInfo, Strategy, TitleInfo
from inroad.tools.people import PeopleQuery
from inroad.tools.people.network import NetworkSource
company = CompanyInfo(name="Acme Robotics", key="acmerobotics")
plan = {"who": ["peers"], "title": TitleInfo(), "strategy": Strategy(), "kind": "network", "size": 8}
query = PeopleQuery(company=company, **plan)
start = time.perf_counter()
source = NetworkSource([Path(sys.argv[1])], {})
found = source.search(query).found
seconds = time.perf_counter() - start
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(f"{found} people found in {seconds:.2f} s, peak memory {peak:.0f} MB")
"""


def main() -> None:
    """Write the file, search it, print what it took."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "Connections.csv"
        companies = write_network(path, rows)
        print(f"{rows} rows, {companies} company names as written, {path.stat().st_size / 1e6:.1f} MB")
        done = subprocess.run([sys.executable, "-c", _SEARCH, str(path)], check=True, capture_output=True, text=True)
        print(done.stdout.strip())


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


if __name__ == "__main__":
    main()
