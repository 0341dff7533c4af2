"""Read who writes, and make sure before anything else that drafts can be made."""

from __future__ import annotations

from pathlib import Path

from langgraph.runtime import Runtime

from inroad.errors import SenderError
from inroad.nodes import Update
from inroad.settings import Context
from inroad.state import JobState
from inroad.tools.drafts.mime import check_attachment
from inroad.tools.sender import read_sender


def check_inputs(state: JobState, runtime: Runtime[Context]) -> Update:
    """Read the sender; check the attachment and the place for drafts.

    Raises:
        SenderError: there is no usable sender although drafts are wanted.
        OutputError: the attachment or the place for drafts cannot be used.
    """
    if state.drafts != "none" and not state.dry_run:
        if not state.sender:
            raise SenderError("Drafts need a sender: give --sender FILE, or --drafts none for a list of people.")
        runtime.context.tools.drafts(state).check()
    if state.attach:
        check_attachment(Path(state.attach))
    return {"profile": read_sender(Path(state.sender)) if state.sender else None}
