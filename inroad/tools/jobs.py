"""A board of jobs that a larger pipeline keeps: a run's posting is read there, and what came of it written back."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Protocol

from inroad.state import Posting

_JOB = re.compile(r"\s*mongo:(?!//)", re.IGNORECASE)


class JobBoard(Protocol):
    """Reads jobs, and takes what is known of them afterwards."""

    def read(self, ref: str, *, company: str = "") -> Posting:
        """Return the posting that `ref` ("mongo:<id>") names.

        Args:
            ref: the job.
            company: the company's name when the user says it; it wins over the job's.

        Raises:
            PostingError: there is no such job, or it lacks its title, company or text.
            StoreError: the board cannot be asked.
        """
        ...

    def find(self, query: str) -> Iterator[str]:
        """Return the jobs ("mongo:<id>") that a question in the board's own language finds, by their ids.

        Raises:
            UserInputError: the question cannot be understood.
            StoreError: the board cannot be asked.
        """
        ...

    def write_back(self, ref: str, fields: Mapping[str, Any]) -> bool:
        """Write these fields of JSON, and when, into the job, all others left alone; False when it is gone.

        Raises:
            StoreError: the board cannot be written.
        """
        ...


def is_job(ref: str) -> bool:
    """Tell whether a posting is named as a job of the board."""
    return _JOB.match(ref) is not None
