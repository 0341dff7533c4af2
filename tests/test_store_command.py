"""`inroad store copy`: everything moves between SQLite and MongoDB, runs that wait among it."""

from __future__ import annotations

import os
import socket
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from inroad.tools.store import Store
from inroad.tools.store.copying import COLLECTIONS
from inroad.tools.store.library import LIBRARY
from inroad.tools.store.mongo import MongoStore
from inroad.tools.store.mongo_connection import client
from inroad.tools.store.opening import Mongo
from inroad.tools.store.runs import Runs
from inroad.tools.store.schema import Migration, bring_up_to_date
from inroad.tools.store.sqlite import SqliteStore
from tests.cli_runner import CommandLine, drafts
from tests.conftest import NOW
from tests.mongo_server import mongo

__all__ = ["mongo"]


@pytest.fixture
def inroad(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> CommandLine:
    return CommandLine(capsys, monkeypatch)


@pytest.fixture
def in_mongo(mongo: Mongo, monkeypatch: pytest.MonkeyPatch) -> Callable[[bool], None]:
    """Set MongoDB as the store, or take it away."""
    monkeypatch.setenv("INROAD_DB", mongo.database)

    def change(wanted: bool) -> None:
        if wanted:
            monkeypatch.setenv("MONGODB_URI", mongo.uri.get_secret_value())
        else:
            monkeypatch.delenv("MONGODB_URI", raising=False)

    return change


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """INROAD_HOME."""
    return tmp_path / "inroad"


def _kept(store: Store) -> dict[str, dict[str, Any]]:
    return {collection.name: dict(store.scan(collection)) for collection in COLLECTIONS}


def _kept_in(folder: Path) -> dict[str, dict[str, Any]]:
    with SqliteStore(folder / "inroad.sqlite") as store:
        return _kept(store)


def test_to_mongodb_and_back(
    inroad: CommandLine, home: Path, tmp_path: Path, mongo: Mongo, in_mongo: Callable[[bool], None]
) -> None:
    assert inroad.run().code == 0
    in_mongo(True)
    told = inroad("store", "copy", "--to", "mongo", "--json")
    assert (told.code, told.json["runs"]) == (0, [])
    counts = {each["collection"]: (each["documents"], each["written"]) for each in told.json["collections"]}
    assert counts["contacts"] == counts["drafts"] == (3, 3)
    assert counts["runs"] == counts["run-reports"] == (1, 1)
    there = _kept(MongoStore(mongo))
    assert there == _kept_in(home)
    assert inroad("contacts", "list", "--json").json == inroad("contacts", "list", "--json").json
    back = inroad("store", "copy", "--to", f"sqlite:{tmp_path / 'new'}", "--json")
    assert [each["sha256"] for each in back.json["collections"]] == [
        each["sha256"] for each in told.json["collections"]
    ]
    assert _kept_in(tmp_path / "new") == there


def test_the_table_and_the_progress(inroad: CommandLine, tmp_path: Path) -> None:
    inroad.run()
    told = inroad("store", "copy", "--to", f"sqlite:{tmp_path / 'new'}")
    assert told.code == 0
    [row] = [line for line in told.out.splitlines() if line.startswith("│ contacts")]
    assert [cell.strip() for cell in row.strip("│").split("│")][:3] == ["contacts", "3", "3"]
    assert "copying contacts: 3\n" in told.err
    again = inroad("store", "copy", "--to", f"sqlite:{tmp_path / 'new'}")
    [row] = [line for line in again.out.splitlines() if line.startswith("│ contacts")]
    assert [cell.strip() for cell in row.strip("│").split("│")][:3] == ["contacts", "3", "0"]


def test_a_run_that_waits_for_its_review_goes_on_there(
    inroad: CommandLine, home: Path, in_mongo: Callable[[bool], None]
) -> None:
    paused = inroad.run("--review")
    run_id, waits = paused.json["run_id"], inroad("review", paused.json["run_id"], "--json").json
    in_mongo(True)
    told = inroad("store", "copy", "--from", "sqlite", "--to", "mongo")
    assert f"\nRuns that can go on there: {run_id}. Go on with each in one place only.\n" in told.err
    assert told.err.endswith("use one of the two only, and remove the other; each forgets for itself.\n")
    assert inroad("review", run_id, "--json").json == waits
    assert drafts(home) == []
    done = inroad("review", run_id, "--keep-all", "--json")
    assert (done.code, done.names, len(drafts(home))) == (0, paused.names, 3)


def test_a_run_that_waits_in_mongodb_goes_on_in_sqlite(
    inroad: CommandLine, home: Path, in_mongo: Callable[[bool], None]
) -> None:
    in_mongo(True)
    run_id = inroad.run("--review").json["run_id"]
    told = inroad("store", "copy", "--to", "sqlite", "--json")
    assert told.json["runs"] == [run_id]
    in_mongo(False)
    assert inroad("review", run_id, "--keep-all", "--json").code == 0
    assert len(drafts(home)) == 3


def test_a_run_that_failed_is_done_again_there_as_often_as_it_takes(
    inroad: CommandLine, home: Path, tmp_path: Path, in_mongo: Callable[[bool], None]
) -> None:
    me = tmp_path / "me.toml"
    failed = inroad.run("--sender", str(me))
    assert failed.code == 2
    run_id = inroad("runs", "--json").json[0]["run_id"]
    in_mongo(True)
    assert inroad("store", "copy", "--to", "mongo", "--json").json["runs"] == [run_id]
    assert inroad("resume", run_id, "--json").complaint == failed.complaint
    me.write_text('name = "Ada Example"\nemail = "ada@sender.example"\n')
    assert inroad("resume", run_id, "--json").code == 0
    assert len(drafts(home)) == 3


def test_a_run_whose_progress_is_gone_stays_behind(inroad: CommandLine, home: Path, tmp_path: Path) -> None:
    inroad.run("--review")
    with sqlite3.connect(home / "progress.sqlite") as progress:
        progress.execute("DELETE FROM heads")
    progress.close()
    told = inroad("store", "copy", "--to", f"sqlite:{tmp_path / 'new'}", "--json")
    assert (told.code, told.json["runs"]) == (0, [])


def test_nothing_is_copied_while_a_run_goes_on(inroad: CommandLine, home: Path, tmp_path: Path) -> None:
    process = f"{socket.gethostname()}:{os.getppid()}"
    with SqliteStore(home / "inroad.sqlite") as store:
        Runs(store).start("r_busy", {}, NOW, process)
    told = inroad("store", "copy", "--to", f"sqlite:{tmp_path / 'new'}")
    assert (told.code, told.complaint) == (2, f"The run r_busy is going on in another process ({process}).")
    assert not any(_kept_in(tmp_path / "new").values())


def test_a_target_that_holds_something_else_is_left_alone(inroad: CommandLine, tmp_path: Path) -> None:
    inroad.run()
    with SqliteStore(tmp_path / "new" / "inroad.sqlite") as store:
        store.put_many(LIBRARY, {"somebody": {"n": 1}})
    told = inroad("store", "copy", "--to", f"sqlite:{tmp_path / 'new'}")
    assert (told.code, told.out) == (2, "")
    assert told.complaint.startswith("The target holds other documents already (in contacts); nothing was copied")


def test_a_target_of_a_newer_program_is_left_alone(inroad: CommandLine, tmp_path: Path) -> None:
    inroad.run()
    with SqliteStore(tmp_path / "new" / "inroad.sqlite") as store:
        bring_up_to_date(store, (Migration(2, lambda _: None),))
    told = inroad("store", "copy", "--to", f"sqlite:{tmp_path / 'new'}")
    assert (told.code, told.complaint.split(";")[0]) == (
        1,
        "The store was written by a newer inroad (its schema is 2, this program knows 1)",
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--to", "sqlite"], "Both are the same store; name another one with --to or --from."),
        (["--to", "mongo"], "There is no MongoDB; set MONGODB_URI."),
        (
            ["--to", "mysql://x"],
            "A store is named mongo, sqlite, sqlite:FOLDER or mongodb://...; this is none of them.",
        ),
        (["--to", "sqlite:"], "A store is named mongo, sqlite, sqlite:FOLDER or mongodb://...; this is none of them."),
        (["--to", ""], "A store is named mongo, sqlite, sqlite:FOLDER or mongodb://...; this is none of them."),
        (
            ["--to", "sqlite:/nowhere/a.sqlite"],
            "sqlite: takes a folder, in which the store is inroad.sqlite; /nowhere/a.sqlite is a file.",
        ),
        (
            ["--from", "sqlite:/nowhere", "--to", "sqlite"],
            "There is no store in /nowhere (no inroad.sqlite); name its folder with --from.",
        ),
    ],
)
def test_stores_that_cannot_be_meant(inroad: CommandLine, home: Path, arguments: list[str], said: str) -> None:
    SqliteStore(home / "inroad.sqlite").close()
    told = inroad("store", "copy", *arguments)
    assert (told.code, told.complaint) == (2, said)


def test_a_password_is_warned_of_and_never_repeated(inroad: CommandLine, home: Path) -> None:
    SqliteStore(home / "inroad.sqlite").close()
    uri = "mongodb://me:canary@127.0.0.1:1/?serverSelectionTimeoutMS=50"
    told = inroad("store", "copy", "--to", uri)
    assert told.code == 1
    assert told.err.startswith("A password in a command can be seen by others on this machine: set MONGODB_URI")
    assert "canary" not in told.out + told.err
    client(Mongo(SecretStr(uri))).close()


def test_a_uri_is_a_store_of_the_same_database(
    inroad: CommandLine, mongo: Mongo, in_mongo: Callable[[bool], None]
) -> None:
    in_mongo(False)
    inroad.run()
    told = inroad("store", "copy", "--to", mongo.uri.get_secret_value())
    assert (told.code, "password" in told.err) == (0, False)
    assert len(_kept(MongoStore(mongo))["contacts"]) == 3
