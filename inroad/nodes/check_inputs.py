"""Read who writes, and make sure before anything else that drafts can be made."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from langgraph.runtime import Runtime

from inroad.errors import SenderError, UserInputError
from inroad.nodes import Update
from inroad.nodes.cleaners import first_answer
from inroad.settings import Context, Tools
from inroad.state import JobInput, JobState, Problem, Sender, wants_drafts
from inroad.tools.budget import PROVIDERS, Budget
from inroad.tools.cleaning.schools import SchoolCleaner
from inroad.tools.drafts.mime import check_attachment
from inroad.tools.postings.language import check_language
from inroad.tools.sender import read_sender
from inroad.tools.writing.style import read_style


def check_inputs(state: JobState, runtime: Runtime[Context]) -> Update:
    """Read the sender; check the attachment and the place for drafts.

    Raises:
        SenderError: there is no usable sender although drafts are wanted.
        OutputError: the attachment or the place for drafts cannot be used.
        ProviderError: the mailbox for drafts does not let the login in, or cannot be asked.
        UserInputError: the file of examples or the budget cannot be read, or a run is to stop for a review that has
            nowhere to keep its progress.
    """
    if state.review and not _can_pause(runtime):
        raise UserInputError(
            "A review needs a place for the progress: compile the graph with a checkpointer, or use run_outreach."
        )
    profile = usable_sender(state, runtime.context.tools)
    schools, problems = _schools(state, runtime.context.tools)
    return {
        "schools": schools,
        "problems": problems,
        "profile": profile,
    }


def usable_sender(job: JobInput, tools: Tools) -> Sender | None:
    """Return who writes, if somebody does, once all else that the user has to put right is found to be usable.

    Raises:
        SenderError, OutputError, ProviderError, UserInputError: as `check_inputs`.
    """
    if wants_drafts(job) and not job.dry_run:
        if not job.sender:
            raise SenderError("Drafts need a sender: give --sender FILE, or --drafts none for a list of people.")
        tools.drafts(job).check()
    if job.attach:
        check_attachment(Path(job.attach))
    read_style(job.style)
    check_language(job.language)
    if job.budget:
        Budget.parse(job.budget, PROVIDERS)
    return read_sender(Path(job.sender)) if job.sender else None


def _can_pause(runtime: Runtime[Context]) -> bool:
    """An interrupt stops a run in any case, but only with a checkpointer, and so a thread, can it go on."""
    return runtime.execution_info is not None and runtime.execution_info.thread_id is not None


def _schools(state: JobState, tools: Tools) -> tuple[list[str], list[Problem]]:
    """All spellings of the school that alumni are wanted of, the provider's own in front where it can be asked.

    Raises:
        UserInputError: the name is one that several schools share.
    """
    if not state.school:
        return [], []
    names = list(SchoolCleaner().clean(state.school).names)
    return first_answer("check_inputs", [partial(spell, names) for spell in tools.school_spellers(state)])
