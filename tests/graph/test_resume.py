"""Runs that are killed or stopped, and what a resume makes of them."""

from __future__ import annotations

import json
import logging
import os
import re
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from inroad.errors import RunNotFoundError, UserInputError
from inroad.graph.run import Step, resume_outreach, run_outreach
from inroad.settings import Context, Tools
from inroad.state import JobInput, JobState
from inroad.tools.addresses.mx import UnaskedMxResolver
from inroad.tools.store.sqlite import SqliteStore
from tests.conftest import EXAMPLES, NOW
from tests.graph.dying_worker import run_and_die
from tests.graph.processes import PROCESSES

RUN = "r_1"
# Where the process dies, and at which call.
POINTS = [
    ("before search", 1),
    ("after find_all", 1),
    ("before write", 2),
    ("after claim_each", 1),
    ("before create", 2),
    ("after create", 2),
    ("after record_each", 1),
    ("before save", 1),
    ("after save", 1),
    ("before finish", 1),
]


def _five() -> JobInput:
    """A job for five people, from both example networks."""
    return JobInput(
        posting=str(EXAMPLES / "postings" / "ashby.json"),
        network=[str(EXAMPLES / "network" / name) for name in ("Connections.csv", "alumni.csv")],
        sender=str(EXAMPLES / "resume.json"),
        max_contacts=5,
        run_id=RUN,
    )


@pytest.fixture
def five() -> JobInput:
    return _five()


@pytest.fixture
def small_batches(tools: Tools) -> Context:
    """As the worker's: several writers side by side."""
    return Context(messages_per_call=2).with_tools(tools)


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[JobState, Path]]:
    """The same run without a crash, and its home."""
    home = tmp_path_factory.mktemp("undisturbed")
    with closing(SqliteStore(home / "inroad.sqlite")) as store:
        tools = Tools(store=store, home=home, mail_servers=UnaskedMxResolver(), clock=lambda: NOW)
        yield run_outreach(_five(), Context(messages_per_call=2).with_tools(tools)), home


def _dies(home: Path, job: JobInput, point: str, count: int, *, resume: bool = False) -> None:
    process = PROCESSES.Process(target=run_and_die, args=(home, job, point, count), kwargs={"resume": resume})
    process.start()
    process.join()
    assert process.exitcode == -signal.SIGKILL


def _essence(state: JobState) -> list[tuple[object, ...]]:
    """What must not depend on a crash."""
    return [
        (
            c.person_id,
            c.why,
            c.email,
            c.message,
            c.draft and (c.draft.id, c.draft.message_id, Path(c.draft.path).name),
        )
        for c in state.contacts
    ]


def _files(home: Path) -> dict[str, bytes]:
    """The drafts by file name; what separates the parts of a mail is made up anew for each."""
    boundary = re.compile(rb"=_[0-9a-f]{32}")
    return {file.name: boundary.sub(b"", file.read_bytes()) for file in (home / "drafts").glob("*.eml")}


def _rows_of_progress(home: Path) -> int:
    with closing(sqlite3.connect(home / "progress.sqlite")) as connection:
        tables = ("heads", "channels", "task_writes")
        return sum(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables)


@pytest.mark.parametrize(("point", "count"), POINTS)
def test_a_killed_run_ends_as_if_nothing_had_happened(
    point: str,
    count: int,
    five: JobInput,
    small_batches: Context,
    undisturbed: tuple[JobState, Path],
    caplog: pytest.LogCaptureFixture,
) -> None:
    tools = small_batches.tools
    _dies(tools.home, five, point, count)
    assert tools.runs.get(RUN).state == "running"
    state = resume_outreach(RUN, small_batches)
    assert _essence(state) == _essence(undisturbed[0])
    assert _files(tools.home) == _files(undisturbed[1])
    assert len(_files(tools.home)) == 5
    assert (tools.runs.get(RUN).state, tools.runs.get(RUN).exit_code) == ("done", 0)
    assert _rows_of_progress(tools.home) == 0
    assert [record.message for record in caplog.records if record.levelno >= logging.WARNING] == []


def test_a_run_may_be_killed_again_and_again(
    five: JobInput, small_batches: Context, undisturbed: tuple[JobState, Path]
) -> None:
    home = small_batches.tools.home
    _dies(home, five, "after search", 1)
    _dies(home, five, "before write", 1, resume=True)
    _dies(home, five, "after create", 2, resume=True)
    assert _essence(resume_outreach(RUN, small_batches)) == _essence(undisturbed[0])
    assert _files(home) == _files(undisturbed[1])


def test_finished_steps_are_not_done_again(five: JobInput, small_batches: Context) -> None:
    _dies(small_batches.tools.home, five, "before create", 3)
    steps: list[Step] = []
    resume_outreach(RUN, small_batches, steps.append)
    assert {step.name for step in steps} == {"draft", "report"}


def test_progress_is_deleted_when_a_run_is_done(five: JobInput, context: Context) -> None:
    run_outreach(five, context)
    assert _rows_of_progress(context.tools.home) == 0


def test_the_resumed_run_remembers_what_was_asked(five: JobInput, small_batches: Context) -> None:
    asked = five.model_copy(update={"who": ["recruiters"], "max_contacts": 1})
    _dies(small_batches.tools.home, asked, "before search", 1)
    state = resume_outreach(RUN, small_batches)
    assert [contact.persona for contact in state.contacts] == ["recruiter"]


def test_an_unknown_run_cannot_be_resumed(context: Context) -> None:
    with pytest.raises(RunNotFoundError):
        resume_outreach("r_nosuch", context)


def test_a_failed_run_goes_on_when_its_input_is_put_right(five: JobInput, context: Context, tmp_path: Path) -> None:
    sender = tmp_path / "later.json"
    with pytest.raises(UserInputError):
        run_outreach(five.model_copy(update={"sender": str(sender)}), context)
    assert context.tools.runs.get(RUN).state == "failed"
    sender.write_bytes(Path(five.sender).read_bytes())
    assert len(resume_outreach(RUN, context).contacts) == 5


def test_an_error_of_ours_is_in_the_history(five: JobInput, tools: Tools) -> None:
    class Broken:
        name = "broken"
        languages = frozenset({"en"})

        def write(self, briefs: object) -> dict[str, object]:
            raise ZeroDivisionError("no words")

    tools.writer = Broken()  # type: ignore[assignment]
    with pytest.raises(ZeroDivisionError):
        run_outreach(five, Context().with_tools(tools))
    run = tools.runs.get(RUN)
    assert (run.state, run.exit_code, run.error) == ("failed", 1, "ZeroDivisionError: no words")


class Blocked:
    """A run of the installed command that waits for its network file, a pipe that nobody writes."""

    def __init__(self, job: JobInput, folder: Path) -> None:
        self.network = folder / "network.csv"
        os.mkfifo(self.network)
        options = ["--network", str(self.network), "--sender", job.sender, "--max-contacts", "3", "--json"]
        command = [str(Path(sys.executable).with_name("inroad")), "run", job.posting, *options]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        # Opening the pipe waits for its reader, so the run has come to the search.
        self.pipe = os.open(self.network, os.O_WRONLY)

    def stop(self, number: signal.Signals) -> tuple[int, str, str]:
        """Send a signal, wait for the end; return the exit code, stdout and stderr."""
        self.process.send_signal(number)
        out, err = self.process.communicate()
        os.close(self.pipe)
        self.network.unlink()
        return self.process.returncode, out, err


@pytest.fixture
def blocked(job: JobInput, tmp_path: Path) -> Iterator[Blocked]:
    run = Blocked(job, tmp_path)
    yield run
    if run.process.poll() is None:
        run.stop(signal.SIGKILL)


def test_ctrl_c_says_how_to_go_on(blocked: Blocked, job: JobInput, context: Context) -> None:
    code, out, err = blocked.stop(signal.SIGINT)
    (run,) = context.tools.runs.list()
    assert (code, out) == (130, "")
    assert err.splitlines()[-1] == f"inroad: Stopped; go on with `inroad resume {run.run_id}`."
    assert (run.state, run.exit_code) == ("stopped", 130)
    blocked.network.write_bytes(Path(job.network[0]).read_bytes())
    resumed = subprocess.run(
        [Path(sys.executable).with_name("inroad"), "resume", run.run_id, "--json"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert resumed.returncode == 0
    assert len(json.loads(resumed.stdout)["contacts"]) == 3
    assert len(_files(context.tools.home)) == 3


def test_a_run_that_another_process_is_at_is_left_alone(blocked: Blocked, context: Context) -> None:
    (run,) = context.tools.runs.list()
    with pytest.raises(UserInputError, match=f"The run {run.run_id} is going on in another process"):
        resume_outreach(run.run_id, context)
    assert blocked.process.poll() is None
