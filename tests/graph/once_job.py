"""A job for eight people: of the user's own network, or of those who are for sale."""

from __future__ import annotations

import csv
import json
from pathlib import Path

from inroad.state import JobInput
from tests.conftest import EXAMPLES

WANTED = 8
COMPANY, TITLE = "Bluefin Robotics", "Backend Engineer"
PEOPLE = [
    ("Ana", "Almeida", "Senior Software Engineer"),
    ("Bruno", "Bauer", "Software Engineer"),
    ("Chloé", "Çelik", "Robotics Software Engineer"),
    ("Dara", "O'Dell", "Engineering Manager"),
    ("Émile", "Ek", "Director of Engineering"),
    ("Fatou", "Faye", "Technical Recruiter"),
    ("Goran", "Gül", "Talent Acquisition Partner"),
    ("Hana", "Horvát", "Perception Engineer"),
]


def job_for_eight(folder: Path, *, market: bool) -> JobInput:
    """Return what to run, with the files that `write_files` has written to the folder."""
    posting = folder / "market.json" if market else EXAMPLES / "postings" / "ashby.json"
    return JobInput(
        posting=str(posting),
        company=COMPANY if market else "",
        network=[] if market else [str(folder / "network.csv")],
        sender=str(EXAMPLES / "resume.json"),
        max_contacts=WANTED,
        run_id="r_1",
    )


def write_files(folder: Path) -> None:
    """Write the network of eight people, and the posting for the market."""
    _write_network(folder / "network.csv")
    write_posting(folder / "market.json", COMPANY, TITLE)


def _write_network(file: Path) -> None:
    with file.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines)
        writer.writerow(["First Name", "Last Name", "URL", "Email Address", "Company", "Position", "Connected On"])
        for number, (first, last, title) in enumerate(PEOPLE):
            url, address = f"https://www.linkedin.com/in/once-{number}-example", f"once.{number}@acme-robotics.example"
            writer.writerow([first, last, url, address, "Acme Robotics", title, "12 Mar 2021"])


def write_posting(file: Path, company: str, title: str) -> None:
    """Write a posting in Austin, as Ashby gives it."""
    posting = {
        "id": "job-1",
        "title": title,
        "location": "Austin, TX",
        "jobUrl": "https://jobs.ashbyhq.com/bluefin/job-1",
        "descriptionPlain": f"{company} builds things that last. You will work on them.",
    }
    file.write_text(json.dumps({"jobs": [posting]}))
