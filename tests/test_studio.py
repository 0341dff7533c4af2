"""LangGraph Studio's server: it shows the graph with its forms, and runs a job, without a network."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests

from inroad.analysis import AnalysisInput
from inroad.graph.outreach import NODES
from inroad.settings import Context
from inroad.state import JobInput
from tests.conftest import EXAMPLES

ROOT = Path(__file__).parent.parent
_QUIET = {
    "LANGGRAPH_CLI_NO_ANALYTICS": "1",
    "LANGGRAPH_NO_VERSION_CHECK": "1",
    "LANGSMITH_TRACING": "false",
    "PYTHONUNBUFFERED": "1",
}


class Server:
    """`langgraph dev` on the repository's langgraph.json, in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        shutil.copy(ROOT / "langgraph.json", folder)
        (folder / "inroad").symlink_to(ROOT / "inroad")
        (folder / "pyproject.toml").symlink_to(ROOT / "pyproject.toml")
        port = _free_port()
        self.url = f"http://127.0.0.1:{port}"
        command = [
            str(Path(sys.executable).with_name("langgraph")),
            "dev",
            "--no-browser",
            "--no-reload",
            "--port",
            str(port),
        ]
        self._process = subprocess.Popen(
            command,
            cwd=folder,
            env=_environment(folder),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

        assert self._process.stdout
        self._reader = threading.Thread(target=self._process.stdout.read, daemon=True)

    def wait(self) -> None:
        """Read what the server says until it answers; it says something at each step of its start."""
        assert self._process.stdout
        said = []
        for line in self._process.stdout:
            said.append(line)
            if self._is_up():
                # Who says much waits for ever where nobody reads on.
                self._reader.start()
                return
        raise AssertionError("the server ended: " + "".join(said))

    def post(self, path: str, body: dict[str, Any]) -> Any:
        answer = requests.post(self.url + path, json=body, timeout=60)
        answer.raise_for_status()
        return answer.json()

    def get(self, path: str) -> Any:
        answer = requests.get(self.url + path, timeout=60)
        answer.raise_for_status()
        return answer.json()

    def stop(self) -> None:
        self._process.terminate()
        if self._reader.is_alive():
            self._reader.join()
        self._process.communicate()

    def _is_up(self) -> bool:
        try:
            return bool(requests.get(f"{self.url}/ok", timeout=5).json()["ok"])
        except requests.ConnectionError:
            return False


def _environment(folder: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "LD_LIBRARY_PATH", "TMPDIR")}
    return {**kept, **_QUIET, "HOME": str(folder), "INROAD_HOME": str(folder / "unused")}


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    running = Server(tmp_path_factory.mktemp("studio"))
    try:
        running.wait()
        yield running
    finally:
        running.stop()


@pytest.fixture(scope="module")
def assistant(server: Server) -> str:
    (found,) = server.post("/assistants/search", {"graph_id": "outreach"})
    return str(found["assistant_id"])


def _described(schema: dict[str, Any]) -> dict[str, str]:
    return {name: field.get("description", "") for name, field in schema["properties"].items()}


def test_forms_for_input_and_context(server: Server, assistant: str) -> None:
    schemas = server.get(f"/assistants/{assistant}/schemas")
    fields = {name: field.description for name, field in JobInput.model_fields.items()}
    assert _described(schemas["input_schema"]) == fields
    knobs = {name: field.description for name, field in Context.model_fields.items()}
    assert _described(schemas["context_schema"]) == knobs


def test_the_graph_has_readable_names(server: Server, assistant: str) -> None:
    drawn = server.get(f"/assistants/{assistant}/graph")
    names = [node["id"] for node in drawn["nodes"]]
    assert sorted(names) == sorted(["__start__", "__end__", *(node.__name__ for node in NODES)])


def test_a_job_runs(server: Server, assistant: str, tmp_path: Path) -> None:
    job = {
        "posting": str(EXAMPLES / "postings" / "ashby.json"),
        "network": [str(EXAMPLES / "network" / "Connections.csv")],
        "sender": str(EXAMPLES / "resume.json"),
        "max_contacts": 3,
    }
    home = tmp_path / "studio-home"
    order = {"assistant_id": assistant, "input": job, "context": {"home": str(home)}}
    answer = server.post("/runs/wait", order)
    paths = [contact["draft"]["path"] for contact in answer["output"]["contacts"]]
    assert len(paths) == 3
    assert sorted(paths) == sorted(str(file) for file in (home / "drafts").iterdir())


def test_an_analysis_runs(server: Server, tmp_path: Path) -> None:
    (found,) = server.post("/assistants/search", {"graph_id": "intelligence"})
    schemas = server.get(f"/assistants/{found['assistant_id']}/schemas")
    fields = {name: field.description for name, field in AnalysisInput.model_fields.items()}
    assert _described(schemas["input_schema"]) == fields
    job = {
        "posting": str(EXAMPLES / "postings" / "ashby.json"),
        "network": [str(EXAMPLES / "network" / "Connections.csv")],
        "cv": str(EXAMPLES / "resume.json"),
        "max_contacts": 3,
    }
    home = tmp_path / "studio-home"
    order = {"assistant_id": found["assistant_id"], "input": job, "context": {"home": str(home)}}
    answer = server.post("/runs/wait", order)
    assert answer["error"] == ""
    assert answer["output"]["not_reached"] == []
    assert len(answer["contacts"]) == 3
    assert not (home / "drafts").exists()


def test_what_the_server_keeps_lies_where_it_was_started(server: Server) -> None:
    assert (server.folder / ".langgraph_api").is_dir()
    assert not (server.folder / "unused").exists()
