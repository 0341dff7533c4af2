"""A run that stopped anywhere goes on beside the other store as it would have gone on where it was."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from inroad.graph.progress_copy import copy_progress
from inroad.graph.run import Step, resume_outreach, run_outreach
from inroad.settings import Context, Tools
from inroad.state import JobInput, JobState
from inroad.tools.addresses.mx import UnaskedMxResolver
from inroad.tools.store.copying import copy_store
from inroad.tools.store.opening import Mongo, open_store
from tests.conftest import NOW
from tests.mongo_server import mongo

__all__ = ["mongo"]
RUN = "r_moved"


class StopError(Exception):
    """What ends a run from outside."""


def _stopping_after(steps: int) -> Callable[[Step], None]:
    left = [steps]

    def watch(step: Step) -> None:
        left[0] -= step.what == "ended"
        if not left[0]:
            raise StopError

    return watch


def _tools(home: Path, mongo: Mongo | None) -> Tools:
    store = open_store(home, mongo)
    return Tools(store=store, home=home, mongo=mongo, mail_servers=UnaskedMxResolver(), clock=lambda: NOW)


def _outcome(state: JobState) -> list[tuple[str, str | None]]:
    return [(contact.person_id, contact.message.body if contact.message else None) for contact in state.contacts]


@pytest.mark.parametrize(("steps", "to_mongo"), [(1, True), (8, True), (12, False), (14, True)])
def test_a_run_goes_on_where_its_progress_was_copied(
    job: JobInput, context: Context, mongo: Mongo, tmp_path: Path, steps: int, to_mongo: bool
) -> None:
    order = job.model_copy(update={"run_id": RUN, "max_contacts": 3, "out": str(tmp_path / "out")})
    whole = run_outreach(order.model_copy(update={"run_id": "r_whole", "out": str(tmp_path / "whole")}), context)
    ours = _tools(tmp_path / "one", None if to_mongo else mongo)
    theirs = _tools(tmp_path / "two", mongo if to_mongo else None)
    with closing(ours.store), closing(theirs.store):
        with pytest.raises(StopError):
            run_outreach(order, Context().with_tools(ours), _stopping_after(steps))
        copy_store(ours.store, theirs.store, NOW)
        assert copy_progress(ours, theirs) == copy_progress(ours, theirs) == [RUN]
        done: list[str] = []
        moved = resume_outreach(RUN, Context().with_tools(theirs), lambda step: done.append(step.name))
        assert _outcome(moved) == _outcome(whole)
        assert sorted(file.name for file in (tmp_path / "out").iterdir()) == sorted(
            file.name for file in (tmp_path / "whole").iterdir()
        )
        assert ("read_posting" in done) == (steps == 1)
        assert theirs.runs.get(RUN).state == "done"
        assert copy_progress(theirs, ours) == []
