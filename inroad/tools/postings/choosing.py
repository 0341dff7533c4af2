"""Which of several jobs is meant."""

from __future__ import annotations

from inroad.errors import PostingError, SeveralJobsError
from inroad.tools.postings.found import FoundJob
from inroad.tools.postings.tidy import one_line

MOST_LISTED = 20
_LONGEST_TITLE = 80


def choose_job(jobs: list[FoundJob], job: str, name: str) -> FoundJob:
    """Return the job that `job` names, or the only one when it is "".

    Args:
        jobs: the jobs of a payload.
        job: an id, compared exactly; "" when the user named none.
        name: what the file is called in an error.

    Raises:
        SeveralJobsError: there are several and none was named; the message lists them.
        PostingError: there is none, or none of that id; the message lists what is there.
    """
    wanted = job.strip()
    if not jobs:
        raise PostingError(f"{name} holds no job: save the page or payload of a board that has one.")
    if not wanted and len(jobs) > 1:
        told = f"{name} holds {len(jobs)} jobs, choose one with --job ID: {_listing(jobs)}."
        raise SeveralJobsError(told, [found.key for found in jobs])
    chosen = [found for found in jobs if not wanted or wanted in found.names]
    if not chosen:
        raise PostingError(f"{name} has no job {one_line(wanted)!r}, choose one with --job ID: {_listing(jobs)}.")
    return chosen[0]


def _listing(jobs: list[FoundJob]) -> str:
    listed = "; ".join(f"{one_line(job.key)} ({_short(job.title)})" for job in jobs[:MOST_LISTED])
    more = len(jobs) - MOST_LISTED
    return f"{listed}; and {more} more" if more > 0 else listed


def _short(title: str) -> str:
    line = one_line(title) or "without a title"
    return line if len(line) <= _LONGEST_TITLE else line[: _LONGEST_TITLE - 1].rstrip() + "…"
