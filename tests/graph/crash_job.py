"""What the killed runs are about: by house, the runs that follow each other there."""

from __future__ import annotations

import csv
from pathlib import Path

from inroad.sandbox import Expectations
from inroad.state import JobInput
from tests.conftest import EXAMPLES
from tests.graph.once_job import write_posting

HOUSES = ("files", "mailbox", "alumni")
SCHOOL, TITLE = "University of Miami", "Backend Engineer"
SMALL, LARGER = COMPANIES = ("Tiny Kites", "Brass Kettle")
EXPECTED = Expectations(
    headquarters=dict.fromkeys(COMPANIES, "austin, texas"), titles=dict.fromkeys(COMPANIES, TITLE), schools=[SCHOOL]
)


def jobs_of(house: str, folder: Path) -> tuple[JobInput, ...]:
    """Return the runs of a house, with the files that `write_files` has written to the folder.

    In "files" drafts are files, in "mailbox" they are reviewed, lie in Gmail, and are followed up, at a company whose
    domain takes any name; in "alumni" the search goes over pages.
    """
    if house == "mailbox":
        job = _job(folder, SMALL, "r_1").model_copy(update={"drafts": "gmail", "max_contacts": 3})
        return job.model_copy(update={"review": True}), job.model_copy(update={"kind": "follow_up", "run_id": "r_2"})
    if house == "alumni":
        return (_job(folder, LARGER, "r_1").model_copy(update={"school": SCHOOL}),)
    return (_job(folder, LARGER, "r_1"),)


def write_files(folder: Path) -> None:
    """Write the postings, and a network of one."""
    for company in COMPANIES:
        write_posting(folder / f"{company}.json", company, TITLE)
    with (folder / "network.csv").open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines)
        writer.writerow(["First Name", "Last Name", "URL", "Email Address", "Company", "Position", "Connected On"])
        url, address = "https://www.linkedin.com/in/ana-almeida-example", "ana.almeida@tiny-kites.example"
        writer.writerow(["Ana", "Almeida", url, address, SMALL, "Software Engineer", "12 Mar 2021"])


def _job(folder: Path, company: str, name: str) -> JobInput:
    return JobInput(
        posting=str(folder / f"{company}.json"),
        company=company,
        network=[str(folder / "network.csv")],
        sender=str(EXAMPLES / "resume.json"),
        max_contacts=4,
        run_id=name,
    )
