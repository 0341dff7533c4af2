"""To forget a person reaches everything that is kept, the progress of runs that did not end included."""

from __future__ import annotations

import shutil
import socket
from datetime import timedelta
from pathlib import Path

import pytest

from inroad.errors import UserInputError
from inroad.graph.access import about
from inroad.graph.forgetting import forget
from inroad.graph.progress import opened
from inroad.graph.run import Step, decide, resume_outreach, review, run_outreach
from inroad.graph.unfinished import drop_one, holding, threads
from inroad.settings import Context, Tools
from inroad.state import Decision, Draft, JobInput, JobState
from inroad.tools.addresses.mx import UnaskedMxResolver
from inroad.tools.cache import Paid
from inroad.tools.postings.any import AnyPostingReader
from inroad.tools.postings.mongo import JOBS, MongoJobs
from inroad.tools.store.draft_ledger import DraftSlot
from inroad.tools.store.mongo import MongoStore
from inroad.tools.store.mongo_connection import database
from inroad.tools.store.opening import Mongo
from inroad.tools.store.whom import Whom
from tests.conftest import EXAMPLES, NOW
from tests.mongo_server import mongo

__all__ = ["mongo"]

NAME, SLUG, ADDRESS = "Zyxwanda Quortlebee", "zyxwanda-quortlebee", "zyx.quort@acme-robotics.example"
PROFILE = f"https://www.linkedin.com/in/{SLUG}"
# In any form: the bytes of a name, an address, a profile or a file's name.
TRACES = (b"zyxwanda", b"quortlebee", b"zyx.quort")


@pytest.fixture
def order(job: JobInput, tmp_path: Path) -> JobInput:
    """The example's posting and network, in which stands one more: somebody who cannot be mistaken."""
    network = tmp_path / "network.csv"
    shutil.copy(EXAMPLES / "network" / "Connections.csv", network)
    with network.open("a", encoding="utf-8") as file:
        file.write(
            f"Zyxwanda,Quortlebee,{PROFILE},{ADDRESS},Acme Robotics,Senior Robotics Software Engineer,01 Mar 2021\n"
        )
    return job.model_copy(update={"network": [str(network)], "max_contacts": 4, "run_id": "r_first"})


def paused(order: JobInput) -> JobInput:
    return order.model_copy(update={"review": True, "run_id": "r_paused"})


def traces(home: Path) -> list[str]:
    """The files that hold any trace of the person, in their bytes or their name."""
    files = [path for path in home.rglob("*") if path.is_file()]
    return [
        f"{path.name}: {trace.decode()}"
        for path in files
        for trace in TRACES
        if trace in path.read_bytes().lower() or trace in path.name.lower().encode()
    ]


def names(state: JobState) -> list[str]:
    return [f"{contact.first_name} {contact.last_name}" for contact in state.contacts]


def buy(tools: Tools) -> None:
    """Records of the person as providers leave them, one of them by an address that was only tried."""
    person = {"id": "q1", "full_name": NAME.lower(), "linkedin_url": f"linkedin.com/in/{SLUG}", "work_email": ADDRESS}
    tools.paid.put_records("pdl", "person", {"q1": Paid(person, ("acme robotics",), (f"linkedin:{SLUG}",), 1)})
    listed = {"domain": "acme-robotics.example", "emails": [{"value": ADDRESS, "last_name": "Quortlebee"}]}
    keys = (f"email:{ADDRESS}", "name:zyxwanda quortlebee@acme robotics", "name:jo lindt@acme robotics")
    tools.paid.put_records("hunter", "address", {"domain": Paid(listed, people=keys)})
    tools.paid.put_records("hunter", "address", {"check": Paid({"status": "valid"}, people=(f"email:{ADDRESS}",))})


@pytest.mark.parametrize("text", [ADDRESS, f"{PROFILE}/", f"{NAME}@Acme Robotics, Inc."])
def test_no_byte_of_the_person_is_left_and_nobody_finds_them_again(
    text: str, order: JobInput, context: Context, tools: Tools
) -> None:
    run_outreach(paused(order), context)
    assert NAME in names(run_outreach(order, context))
    buy(tools)
    tools.suppression.add([ADDRESS], f"{NAME} asked me", tools.clock())
    assert traces(tools.home)

    said = forget(text, tools)

    assert said[:3] == [
        f"{NAME} is erased from the library.",
        "Taken out of 1 report; 1 draft file and 3 bought records removed.",
        "The run r_paused was dropped, since it held a person who was to be forgotten; start it anew.",
    ]
    assert traces(tools.home) == []
    run = tools.runs.get("r_paused")
    assert (run.state, run.error, tools.runs.report("r_paused")) == (
        "dropped",
        "it held a person who was to be forgotten.",
        None,
    )
    assert tools.suppression.suppressed([ADDRESS, PROFILE, f"{NAME}@Acme Robotics"]) == {
        ADDRESS,
        PROFILE,
        f"{NAME}@Acme Robotics",
    }
    again = run_outreach(order.model_copy(update={"run_id": "r_again"}), context)
    assert NAME not in names(again)
    assert len(again.contacts) == 4
    assert traces(tools.home / "drafts") == []
    assert all("uortlebee" not in str(report) for _, report in tools.runs.reports())


def test_a_person_of_a_paused_run_alone_is_forgotten_with_it(order: JobInput, context: Context, tools: Tools) -> None:
    run_outreach(paused(order), context)
    assert tools.library.everyone() == []
    (held,) = about(ADDRESS, tools).unfinished
    assert (held.run_id, held.state) == ("r_paused", "paused")
    assert PROFILE in {each.get("linkedin") for each in held.people}
    said = forget(PROFILE, tools)
    assert said[0] == f"{PROFILE} was not in the library."
    assert traces(tools.home) == []
    for act in (lambda: resume_outreach("r_paused", context), lambda: review("r_paused", context)):
        with pytest.raises(UserInputError, match=r"The run r_paused was dropped: it held a person .* Start it anew\."):
            act()
    assert tools.suppression.suppressed([ADDRESS]) == {ADDRESS}


class StoppedError(Exception):
    """The process is gone."""


@pytest.mark.parametrize("step", ["gather", "draft"])
def test_a_run_that_died_is_dropped_with_every_checkpoint(
    step: str, order: JobInput, context: Context, tools: Tools
) -> None:
    def watch(seen: Step) -> None:
        if (seen.name, seen.what) == (step, "ended"):
            raise StoppedError

    with pytest.raises(StoppedError):
        run_outreach(order, context, watch)
    assert threads(tools) == {"r_first"}
    assert traces(tools.home)
    forget(ADDRESS, tools)
    assert (traces(tools.home), threads(tools)) == ([], set())
    assert tools.runs.get("r_first").state == "dropped"


def test_runs_that_do_not_hold_them_go_on(order: JobInput, job: JobInput, context: Context, tools: Tools) -> None:
    run_outreach(job.model_copy(update={"review": True, "run_id": "r_other"}), context)
    run_outreach(order, context)
    forget(ADDRESS, tools)
    asked = review("r_other", context)
    state = decide("r_other", {each.person_id: Decision(do="keep") for each in asked.messages}, context)
    assert tools.runs.get("r_other").state == "done"
    assert state.contacts


def test_a_namesake_of_another_profile_keeps_their_run(order: JobInput, context: Context, tools: Tools) -> None:
    run_outreach(paused(order), context)
    forget("https://www.linkedin.com/in/another-quortlebee", tools)
    assert tools.runs.get("r_paused").state == "paused"
    whom = Whom(profiles=frozenset([f"linkedin.com/in/{SLUG}"]))
    assert [run.run_id for run in holding(whom, tools)] == ["r_paused"]


def test_a_run_that_is_going_on_is_named_and_nothing_is_erased(order: JobInput, context: Context, tools: Tools) -> None:
    run_outreach(paused(order), context)
    run = tools.runs.get("r_paused")
    assert tools.runs.hold(run, f"{socket.gethostname()}:1")
    with pytest.raises(UserInputError, match=r"The run r_paused is in review in another process .* on the suppression"):
        forget(ADDRESS, tools)
    assert tools.runs.get("r_paused").state == "paused"
    assert threads(tools) == {"r_paused"}
    assert tools.suppression.suppressed([ADDRESS]) == {ADDRESS}


def test_progress_that_a_finished_run_left_behind_goes_as_well(order: JobInput, context: Context, tools: Tools) -> None:
    state = run_outreach(paused(order), context)
    assert state.output is not None
    tools.runs.finish("r_paused", state.output.model_dump(mode="json"), 0, tools.clock())
    forget(ADDRESS, tools)
    assert (tools.runs.get("r_paused").state, traces(tools.home)) == ("done", [])


def test_what_a_killed_run_wrote_and_did_not_record_is_removed(order: JobInput, context: Context, tools: Tools) -> None:
    run_outreach(order, context)
    (person_id,) = [entry.person_id for entry in tools.library.everyone() if entry.name == NAME]
    slot = DraftSlot(sender="ada@mail.example", person_id=person_id, job_id="j2", step="introduction")
    tools.ledger.claim(slot, owner="r", lease=timedelta(minutes=5), now=tools.clock())
    (tools.home / "drafts" / f"{SLUG}-{slot.key[:16]}.eml").write_text("Hi")
    (tools.home / "drafts" / ".draft-half").write_text(f"To: {ADDRESS}\n")
    assert "3 draft files" in forget(ADDRESS, tools)[1]
    assert traces(tools.home) == []


def test_drafts_in_mailboxes_are_named(order: JobInput, context: Context, tools: Tools) -> None:
    run_outreach(order, context)
    slot = DraftSlot(
        sender="ada@mail.example", person_id="p_x", job_id="j", step="s", known_as=[f"linkedin:{SLUG}", "pdl:q1"]
    )
    claim = tools.ledger.claim(slot, owner="r", lease=timedelta(minutes=5), now=tools.clock())
    draft = Draft(kind="gmail", id="d", message_id="<m@x>", url="https://mail.example/#drafts")
    tools.ledger.record(claim.key, draft, tools.clock())
    assert forget(ADDRESS, tools)[-1] == (
        f"The draft to {NAME} is left in your mailbox (https://mail.example/#drafts); delete it there."
    )


def test_a_user_drops_a_paused_run(order: JobInput, context: Context, tools: Tools) -> None:
    run_outreach(paused(order), context)
    run_outreach(order, context)
    drafts = sorted((tools.home / "drafts").iterdir())
    assert drop_one("r_paused", tools).state == "dropped"
    assert threads(tools) == set()
    assert sorted((tools.home / "drafts").iterdir()) == drafts
    with pytest.raises(UserInputError, match="The run r_first is done; there is nothing to drop"):
        drop_one("r_first", tools)
    assert drop_one("r_paused", tools).error == "you gave it up."
    with opened(tools) as saver:
        assert list(saver.list(None)) == []


@pytest.fixture
def at_mongo(mongo: Mongo, tmp_path: Path) -> Tools:
    """The tools of a user whose store, progress and jobs lie in MongoDB."""
    jobs = MongoJobs(mongo, clock=lambda: NOW)
    return Tools(
        store=MongoStore(mongo, clock=lambda: NOW),
        home=tmp_path / "inroad",
        mongo=mongo,
        jobs=jobs,
        postings=AnyPostingReader(jobs=jobs),
        mail_servers=UnaskedMxResolver(),
        clock=lambda: NOW,
    )


def documents(mongo: Mongo) -> dict[str, bytes]:
    """All that a database holds, by collection, as bytes in lower case."""
    there = database(mongo)
    return {name: repr(list(there[name].find())).lower().encode() for name in there.list_collection_names()}


def test_in_mongodb_too_nothing_of_the_person_is_left(order: JobInput, at_mongo: Tools, mongo: Mongo) -> None:
    context = Context().with_tools(at_mongo)
    title, words = (
        "Senior Robotics Software Engineer",
        "You will plan the paths of robots, in Python, with a small team.",
    )
    for job_id in ("one", "two"):
        database(mongo)[JOBS].insert_one({"_id": job_id, "title": title, "company": "Acme Robotics", "text": words})
    run_outreach(paused(order).model_copy(update={"posting": "mongo:one"}), context)
    assert NAME in names(run_outreach(order.model_copy(update={"posting": "mongo:two"}), context))
    buy(at_mongo)
    holding_them = {name for name, held in documents(mongo).items() if any(trace in held for trace in TRACES)}
    assert {"contacts", "run-reports", "drafts", "paid_records", "progress", JOBS} <= holding_them
    forget(ADDRESS, at_mongo)
    left = {name for name, held in documents(mongo).items() if any(trace in held for trace in TRACES)}
    assert (left, traces(at_mongo.home)) == (set(), [])
    assert at_mongo.runs.get("r_paused").state == "dropped"
    assert at_mongo.suppression.suppressed([PROFILE]) == {PROFILE}


def test_a_posting_that_names_them_is_forgotten_with_what_was_asked(
    order: JobInput, context: Context, tools: Tools
) -> None:
    jd = f"Robotics Engineer at Acme Robotics\n\nQuestions go to {NAME} ({ADDRESS})."
    tools.runs.start("r_asked", order.model_copy(update={"jd": jd}).model_dump(mode="json"), tools.clock())
    tools.runs.fail("r_asked", f"No answer for {ADDRESS}.", 1, tools.clock())
    forget(f"{NAME}@Acme Robotics", tools)
    forget(ADDRESS, tools)
    assert traces(tools.home) == []
    assert tools.runs.get("r_asked").error == "No answer for (forgotten)."
