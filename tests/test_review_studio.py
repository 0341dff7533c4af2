"""LangGraph Studio's server: a review is an interrupt that shows plain JSON and takes plain JSON."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import EXAMPLES
from tests.test_studio import Server


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    (tmp_path / "studio").mkdir()
    running = Server(tmp_path / "studio")
    try:
        running.wait()
        yield running
    finally:
        running.stop()


def test_a_review_at_the_server(server: Server, tmp_path: Path) -> None:
    job = {
        "posting": str(EXAMPLES / "postings" / "ashby.json"),
        "network": [str(EXAMPLES / "network" / "Connections.csv")],
        "sender": str(EXAMPLES / "resume.json"),
        "max_contacts": 2,
        "review": True,
    }
    thread = server.post("/threads", {})["thread_id"]
    path = f"/threads/{thread}/runs/wait"
    order: dict[str, Any] = {"assistant_id": "outreach", "context": {"home": str(tmp_path / "home")}}
    stopped = server.post(path, {**order, "input": job})
    (asked,) = stopped["__interrupt__"]
    first, second = asked["value"]["messages"]
    assert first["message"]["body"]
    again = server.post(path, {**order, "command": {"resume": {first["person_id"]: {"do": "skip"}}}})
    (asked,) = again["__interrupt__"]
    assert list(asked["value"]["answer"]) == [second["person_id"]]
    ended = server.post(path, {**order, "command": {"resume": asked["value"]["answer"]}})
    assert [contact["draft"] is None for contact in ended["output"]["contacts"]] == [True, False]
    assert len(list((tmp_path / "home" / "drafts").iterdir())) == 1
