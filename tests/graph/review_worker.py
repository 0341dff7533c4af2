"""Reviews in a process of its own, which may kill itself at a chosen point."""

from __future__ import annotations

import os
import signal
from multiprocessing.connection import Connection
from pathlib import Path

from inroad.errors import UserInputError
from inroad.graph.run import decide, held_for_review
from inroad.nodes.review import waiting
from tests.graph.dying_worker import dying_context

Answer = dict[str, dict[str, str]]


def decide_and_die(home: Path, run_id: str, decisions: Answer, point: str, count: int) -> None:
    """Go on with a paused run until death."""
    decide(run_id, decisions, dying_context(home, point, count))


def look_and_die(home: Path, run_id: str) -> None:
    """Die while the user is being asked."""
    with held_for_review(run_id, dying_context(home, "before nothing", 1)):
        os.kill(os.getpid(), signal.SIGKILL)


def ask_until_told(home: Path, run_id: str, end: Connection) -> None:
    """Keep a run in review from the first word on, until told to stop."""
    with held_for_review(run_id, dying_context(home, "before nothing", 1)):
        end.send("held")
        end.recv()


def decide_and_tell(home: Path, run_id: str, decisions: Answer, end: Connection) -> None:
    """Wait for a word, decide, and send how many messages wait on, or the sentence of a refusal."""
    context = dying_context(home, "before nothing", 1)
    end.recv()
    try:
        end.send(len(waiting(decide(run_id, decisions, context))))
    except UserInputError as error:
        end.send(str(error))
