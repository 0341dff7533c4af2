"""Read the posting, the CV and the notes, and say which company and what kind of role it is."""

from __future__ import annotations

import time
from pathlib import Path

from langgraph.runtime import Runtime

from inroad.analysis import AnalysisInput, AnalysisState, MasterCv
from inroad.errors import UserInputError
from inroad.nodes import Update
from inroad.nodes.check_inputs import usable_sender
from inroad.nodes.cleaners import domain_given
from inroad.nodes.read_posting import job_id, opening_of, pool_problems
from inroad.settings import Context, Tools
from inroad.state import CompanyInfo, Posting
from inroad.tools.resume import read_master_cv
from inroad.tools.store.runs import new_run_id

_LONGEST_NOTES = 100_000


def read_inputs(state: AnalysisState, runtime: Runtime[Context]) -> Update:
    """Read all that the user gives, so that what is wrong with it is told before any work.

    Title and company are read by the shipped tables: what they cost nothing for is enough here.

    Raises:
        PostingError: there is no posting, or it cannot be read.
        SenderError: the CV or the sender cannot be used.
        UserInputError: the notes or another input cannot be used.
    """
    tools = runtime.context.tools
    opening = opening_of(tools.postings, state)
    usable_sender(state.model_copy(update={"drafts": "none"}), tools)
    tools.check_network(state)
    return {
        "started": state.started or time.time(),
        "run_id": state.run_id or new_run_id(),
        "job_id": state.job_id or job_id(opening),
        "opening": opening,
        "jd": opening.text,
        "master_cv": read_cv(state.cv),
        "own_notes": read_notes(state.notes),
        "employer": employer_of(opening, state, tools),
        "enrichment": tools.titles.clean(opening.title),
        "problems": pool_problems(opening),
    }


def read_cv(path: str) -> MasterCv | None:
    """Return the CV, None where none is given. Raises SenderError where it cannot be used."""
    return read_master_cv(Path(path)) if path else None


def read_notes(path: str) -> str:
    """Return the text of the user's notes, "" where there are none.

    Raises:
        UserInputError: the file cannot be read, is no text, or is too long for notes.
    """
    if not path:
        return ""
    try:
        text = Path(path).read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UserInputError(f"The notes {path} cannot be read as text in UTF-8; give a plain text file.") from error
    if len(text) > _LONGEST_NOTES:
        raise UserInputError(f"The notes {path} are longer than {_LONGEST_NOTES} characters; give what matters.")
    return text


def employer_of(opening: Posting, job: AnalysisInput, tools: Tools) -> CompanyInfo:
    """Return the company of a posting, by the shipped tables, with the domain that the user gives.

    Raises:
        UserInputError: the domain that the user gives is none.
    """
    company = tools.companies.clean(opening)
    return company.model_copy(update={"domain": domain_given(job.domain)}) if job.domain else company
