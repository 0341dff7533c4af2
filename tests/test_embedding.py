"""inroad inside another program."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from langgraph.checkpoint.memory import InMemorySaver
from langgraph.graph import START, StateGraph

import inroad
from inroad import Context, JobInput, JobState, Settings, outreach
from inroad.errors import PostingError
from inroad.settings import Tools
from inroad.state import JobInput as StateJobInput
from tests.conftest import EXAMPLES

NETWORK = [str(EXAMPLES / "network" / name) for name in ("Connections.csv", "alumni.csv")]
ORDER: dict[str, Any] = {
    "posting": str(EXAMPLES / "postings" / "ashby.json"),
    "network": NETWORK,
    "sender": str(EXAMPLES / "resume.json"),
    "max_contacts": 3,
}
OTHER = ORDER | {"posting": str(EXAMPLES / "postings" / "plain.txt")}


def test_the_public_names() -> None:
    records = ["AnalysisInput", "AnalysisState", "Context", "JobInput", "JobState", "Settings"]
    assert sorted(inroad.__all__) == [*records, "analyse", "analyse_async", "outreach"]
    assert all(getattr(inroad, name) for name in inroad.__all__)
    assert JobInput is StateJobInput
    assert issubclass(JobState, JobInput)
    assert Settings().inroad_max_contacts == 8
    with pytest.raises(AttributeError, match="module 'inroad' has no attribute 'nosuch'"):
        inroad.nosuch  # noqa: B018


def test_the_state_has_the_names_of_the_pipeline(context: Context) -> None:
    state = outreach(context, **ORDER, jd_structured={"team": "Planning"})
    assert isinstance(state, JobState)
    assert state.output is not None
    assert state.contacts == state.output.contacts
    assert state.job_id == state.output.job_id == "5d0c2b1e-7f36-4a51-9a0e-3c1f6f2b8a44"
    assert state.company_info.name == "Acme Robotics"
    assert state.enrichment.role == "engineering"
    assert "Acme Robotics" in state.jd
    assert state.error == ""
    assert all(contact.draft and Path(contact.draft.path).is_file() for contact in state.contacts)


def test_without_a_context_the_settings_count(tmp_path: Path) -> None:
    state = outreach(**ORDER)
    assert [contact.draft and Path(contact.draft.path).parent for contact in state.contacts] == [
        tmp_path / "inroad" / "drafts"
    ] * 3


def test_a_pasted_posting(context: Context) -> None:
    text = Path(OTHER["posting"]).read_text(encoding="utf-8")
    state = outreach(context, jd=text, network=NETWORK, drafts="none", max_contacts=2)
    assert (state.company_info.name, len(state.contacts)) == ("Acme Robotics", 2)


def test_what_cannot_be_used_is_raised(context: Context) -> None:
    with pytest.raises(PostingError, match="There is no posting"):
        outreach(context, drafts="none")


def test_two_runs_at_once_on_one_home(tmp_path: Path) -> None:
    orders = [ORDER, OTHER]
    with ThreadPoolExecutor(2) as pool:
        states = list(pool.map(lambda order: outreach(Context(home=str(tmp_path / "home")), **order), orders))
    written = [contact for state in states for contact in state.contacts if contact.draft]
    left_alone = [problem for state in states for problem in state.problems if problem.step == "draft"]
    assert all(contact.email.status == "unverified" for state in states for contact in state.contacts)
    assert [len(state.contacts) for state in states] == [3, 3]
    assert len(written) + len(left_alone) == 6
    assert len({contact.person_id for contact in written}) == len(written)
    assert sorted(contact.draft.path for contact in written if contact.draft) == sorted(
        str(file) for file in (tmp_path / "home" / "drafts").iterdir()
    )


def test_two_runs_at_once_with_one_context(context: Context, tools: Tools) -> None:
    with ThreadPoolExecutor(2) as pool:
        states = list(pool.map(lambda _: outreach(context, **ORDER), range(2)))
    first, second = ([contact.person_id for contact in state.contacts] for state in states)
    assert first == second
    assert len(list((tools.home / "drafts").iterdir())) == 3
    assert {run.state for run in tools.runs.list()} == {"done"}


def test_inside_a_running_loop(context: Context) -> None:
    async def embedded() -> JobState:
        return await asyncio.to_thread(outreach, context, **ORDER)

    assert len(asyncio.run(embedded()).contacts) == 3


def test_within_a_graph_of_somebody_elses_a_run_keeps_its_own_progress(context: Context) -> None:
    def find(state: dict[str, Any]) -> dict[str, Any]:
        return {"found": len(outreach(context, **ORDER, run_id="r_within").contacts)}

    saver = InMemorySaver()
    graph: Any = StateGraph(dict)
    graph.add_node("find", find)
    graph.add_edge(START, "find")
    graph.compile(checkpointer=saver).invoke({}, {"configurable": {"thread_id": "theirs"}})
    assert set(saver.storage) == {"theirs"}
    assert set(saver.storage["theirs"]) == {""}
    assert context.tools.runs.get("r_within").state == "done"
