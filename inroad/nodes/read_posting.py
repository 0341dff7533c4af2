"""Read the posting, and give the job and the run their names."""

from __future__ import annotations

import hashlib
import re

from langgraph.runtime import Runtime

from inroad.errors import PostingError
from inroad.nodes import Update
from inroad.settings import Context
from inroad.state import JobInput, JobState, Posting, Problem
from inroad.tools.cleaning.companies import company_key
from inroad.tools.postings import PostingReader
from inroad.tools.store.runs import new_run_id

_POOL = re.compile(
    r"\b(?:talent (?:community|pool|network)|general (?:inquiry|interest|application)|future (?:opportunities|openings)"
    r"|speculative application|spontaneous application|initiativbewerbung|candidature spontan[ée]e)\b",
    re.IGNORECASE,
)
_POOL_PROBLEM = Problem(
    provider="inroad",
    step="read_posting",
    kind="talent_pool",
    message="This posting collects people for later and is no opening; messages about it will read oddly.",
    action="went on",
)


def read_posting(state: JobState, runtime: Runtime[Context]) -> Update:
    """Read the file that the input names, or the text that it brings.

    Raises:
        PostingError: there is neither, or what there is cannot be read.
    """
    opening = opening_of(runtime.context.tools.postings, state)
    return {
        "problems": pool_problems(opening),
        "opening": opening,
        "jd": opening.text,
        "job_id": state.job_id or job_id(opening),
        "run_id": state.run_id or new_run_id(),
    }


def pool_problems(opening: Posting) -> list[Problem]:
    """Return the problem of a posting that collects people for later, and none of an opening."""
    return [_POOL_PROBLEM] if _POOL.search(opening.title) else []


def job_id(opening: Posting) -> str:
    """Return the source's own id, else a hash of company, title, place and text."""
    if opening.source_id:
        return opening.source_id
    parts = (company_key(opening.company), opening.title, opening.location, opening.text)
    folded = "|".join(re.sub(r"\W+", " ", part).casefold().strip() for part in parts)
    return "j_" + hashlib.sha256(folded.encode()).hexdigest()[:16]


def opening_of(reader: PostingReader, job: JobInput) -> Posting:
    """Return the posting that the input brings or names.

    Raises:
        PostingError: there is none, or it cannot be read.
    """
    if job.opening:
        return job.opening
    if job.posting:
        return reader.read(job.posting, job=job.job, company=job.company)
    if job.jd.strip():
        return reader.read_text(job.jd, company=job.company)
    raise PostingError("There is no posting: give a file, or the posting's text.")
