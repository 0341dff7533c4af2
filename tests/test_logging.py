"""What is told to the logger "inroad", and how the command line writes it to a file."""

from __future__ import annotations

import json
import logging
import re
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from inroad import log
from inroad.commands.log_file import JsonLines, Lines
from inroad.errors import NotFoundError, StoreError, UnavailableError
from inroad.sandbox import CREDITS, MODEL, Expectations, Limits, Sandbox, faster
from inroad.sandbox.pdl import LIMITS
from inroad.tools.breaker import MOST_FAILURES, REST_SECONDS, Breaker
from inroad.tools.http import JsonClient, Timing
from inroad.tools.http_call import Provider
from inroad.tools.store import Collection
from inroad.tools.store.sqlite import SqliteStore
from inroad.tools.store.suppression import Suppression
from tests.cli_runner import NETWORK, POSTING, SENDER, CommandLine
from tests.conftest import NOW
from tests.reliability import RELIABILITY, Figure
from tests.security.canaries import Canaries
from tests.tools.provider_server import ProviderServer, reply

EXPECTED = Expectations(headquarters={"Acme Robotics": "austin, texas"}, titles={"Acme Robotics": "Backend Engineer"})
LINE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z (debug|info|warning|error) run=(\S+) step=(\S+) (\w+)(.*)")


class Listener(logging.Handler):
    """Keeps what it hears."""

    def __init__(self) -> None:
        super().__init__()
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)

    def of(self, event: str) -> list[dict[str, Any]]:
        """The fields of these events, in order."""
        return [vars(record) for record in self.records if vars(record)["event"] == event]

    @property
    def messages(self) -> list[str]:
        return [record.getMessage() for record in self.records]


@pytest.fixture
def heard() -> Iterator[Listener]:
    """What an embedder's handler hears."""
    listener = Listener()
    log.LOGGER.addHandler(listener)
    log.LOGGER.setLevel(logging.DEBUG)
    yield listener
    log.LOGGER.setLevel(logging.NOTSET)
    log.LOGGER.removeHandler(listener)


@pytest.fixture
def inroad(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> CommandLine:
    return CommandLine(capsys, monkeypatch)


def _run(*options: str) -> tuple[str, ...]:
    return ("run", POSTING, *NETWORK, *SENDER, "--max-contacts", "3", "--json", *options)


def _lines(file: Path) -> list[re.Match[str]]:
    found = [LINE.fullmatch(line) for line in file.read_text(encoding="ascii").splitlines()]
    assert all(found)
    return [line for line in found if line]


def _events(file: Path) -> list[str]:
    return [line[4] for line in _lines(file)]


def test_a_record_has_a_line_and_fields(heard: Listener) -> None:
    with log.run_scope("r_1"), log.step_scope("search"):
        log.event("provider_call", provider="pdl", status=200, seconds=0.25, error="", attempt=None)
    log.event("bare")
    first, last = heard.records
    assert first.getMessage() == "provider_call provider=pdl status=200 seconds=0.25"
    fields = {key: vars(first)[key] for key in ("event", "run", "provider", "status", "seconds")}
    assert fields == {"event": "provider_call", "run": "r_1", "provider": "pdl", "status": 200, "seconds": 0.25}
    assert re.fullmatch(r"search#\d+", vars(first)["step"])
    assert not {"error", "attempt"} & set(vars(first))
    assert last.getMessage() == "bare"
    assert not {"run", "step"} & set(vars(last))
    assert first.funcName == "test_a_record_has_a_line_and_fields"


def test_importing_configures_nothing_and_says_nothing() -> None:
    probe = """
import logging, sys
from inroad import log
log.event("quiet", logging.ERROR, path="/v5")
print(logging.getLogger().handlers, log.LOGGER.level, log.LOGGER.propagate, "logging.config" in sys.modules)
"""
    ended = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    assert (ended.stdout, ended.stderr) == ("[] 0 True False\n", "")


@pytest.mark.parametrize(
    "text",
    [
        "a\n2026-01-01T00:00:00.000Z info run=r_2 step=- run_ended",
        "a\r\nb",
        "\x1b[2J\x1b]0;x\x07",
        "a\u2028b\x85c",
        "\u202eslorp",
        "x run=r_2 exit_code=0",
        '"quoted\\"',
        "half a pair \ud83d",
        "a\0b",
        "Zoë",
        "%s %(run)s %d",
    ],
)
@pytest.mark.parametrize("form", [Lines(), JsonLines()])
def test_texts_from_outside_forge_no_line(form: logging.Formatter, text: str, heard: Listener) -> None:
    with log.run_scope(text):
        log.event("provider_call", path=text)
    written = form.format(heard.records[0])
    assert written.isascii()
    assert written.isprintable()
    if isinstance(form, JsonLines):
        assert json.loads(written)["path"] == json.loads(written)["run"] == text
    else:
        run, path = re.findall(r'(?<==)"(?:[^"\\]|\\.)*"', written)
        assert json.loads(run) == json.loads(path) == text
        assert re.sub(r'"(?:[^"\\]|\\.)*"', "", written).endswith("info run= step=- provider_call path=")


def test_a_long_text_is_cut(heard: Listener) -> None:
    log.event("provider_call", path="/" + "x" * 5_000)
    assert len(heard.messages[0]) < 400


def test_threads_of_two_runs_are_told_apart(heard: Listener) -> None:
    both = threading.Barrier(2)

    def branch(number: int) -> None:
        both.wait(10)
        log.event("inner", number=number)
        log.count("cache_hits", number)

    def run(run_id: str) -> int:
        with log.run_scope(run_id), log.step_scope("verify") as counts, ThreadPoolExecutor(2) as pool:
            list(pool.map(log.in_context(branch), [1, 2]))
            return counts()["cache_hits"]

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(run, ["r_1", "r_2"])) == [3, 3]
    inner = [(each["run"], each["number"]) for each in heard.of("inner")]
    assert sorted(inner) == [("r_1", 1), ("r_1", 2), ("r_2", 1), ("r_2", 2)]
    assert len({(each["run"], each["step"]) for each in heard.of("inner")}) == 2


def test_nothing_is_counted_when_nobody_listens() -> None:
    with log.step_scope("search") as counts:
        log.count("cache_hits", 3)
    assert counts() == {}


def _client(url: str) -> JsonClient:
    key = SecretStr("s3cret-key")
    provider = Provider("pdl", "People Data Labs", f"{url}/v5", key, "PDL_API_KEY", "PDL_BASE_URL")
    return JsonClient(provider, timing=Timing(sleep=lambda _: None, chance=lambda: 0.5))


def test_calls_and_retries_are_told_without_query_body_and_key(heard: Listener) -> None:
    server = ProviderServer(reply({}, 503), reply({"found": 1}), reply({}, 404))
    with closing(server), _client(server.url) as client:
        client.get("person/enrich", {"email": "zoe@acme.example"}, repeatable=True)
        with pytest.raises(NotFoundError):
            client.post("person/search", {"name": "Zoe Fabre"})
    told = [
        [each.get(name) for name in ("provider", "method", "path", "status", "attempt", "error")]
        for each in heard.of("provider_call")
    ]
    assert told == [
        ["pdl", "GET", "/v5/person/enrich", 503, 1, "UnavailableError"],
        ["pdl", "GET", "/v5/person/enrich", 200, 2, None],
        ["pdl", "POST", "/v5/person/search", 404, 1, "NotFoundError"],
    ]
    (again,) = heard.of("retry")
    assert (again["levelname"], again["attempt"], again["pause"]) == ("WARNING", 1, 0.375)
    assert not re.search("zoe|fabre|s3cret", "\n".join(heard.messages), re.IGNORECASE)


def test_a_breaker_tells_when_it_opens_and_closes(heard: Listener) -> None:
    moment = 0.0
    breaker = Breaker("pdl", "People Data Labs", lambda: moment)
    for _ in range(MOST_FAILURES):
        with pytest.raises(UnavailableError), breaker.call():
            raise UnavailableError("down", "pdl")
    moment = REST_SECONDS
    for _ in range(2):
        with breaker.call():
            pass
    assert heard.messages == ["breaker_opened provider=pdl seconds=30", "breaker_closed provider=pdl"]


def test_trouble_with_the_store_is_told(heard: Listener, tmp_path: Path) -> None:
    (tmp_path / "store").write_bytes(b"no database, but a text that is long enough to be one" * 20)
    with pytest.raises(StoreError):
        SqliteStore(tmp_path / "store")
    assert heard.messages == ["store_trouble store=sqlite error=DatabaseError code=26"]


def test_a_suppressed_person_is_told_by_hash_only(heard: Listener, tmp_path: Path) -> None:
    store = SqliteStore(tmp_path / "store")
    listed = Suppression(store)
    listed.add(["zoe@acme.example"], "asked for it", NOW)
    assert listed.suppressed(["zoe@acme.example", "ann@acme.example"]) == {"zoe@acme.example"}
    store.close()
    assert len(heard.messages) == 1
    assert re.fullmatch("suppression_hit hash=[0-9a-f]{12}", heard.messages[0])


def test_a_log_file_has_the_run_step_by_step(inroad: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / "a.log"
    ended = inroad("--log-file", str(file), *_run())
    lines = _lines(file)
    assert ended.code == 0
    assert file.stat().st_mode & 0o777 == 0o600
    assert {line[2] for line in lines} == {ended.json["run_id"]}
    assert [(line[3], line[4]) for line in (lines[0], lines[-1])] == [("-", "run_started"), ("-", "run_ended")]
    assert lines[-1][5] == " exit_code=0 contacts=3 drafts=3 problems=0"
    begun, over = ([line[3] for line in lines if line[4] == f"step_{what}"] for what in ("started", "ended"))
    assert sorted(begun) == sorted(over)
    assert len(set(begun)) == len(begun) > 10
    made = [line for line in lines if line[4] == "draft_made"]
    assert {line[3].partition("#")[0] for line in made} == {"draft"}
    people = {f" kind=eml person_id={each['person_id']}" for each in ended.json["contacts"]}
    assert {line[5] for line in made} == people


def test_json_lines(inroad: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    ended = inroad("--log-json", "--log-file", str(file), *_run())
    records = [json.loads(line) for line in file.read_text(encoding="ascii").splitlines()]
    assert {record["run"] for record in records} == {ended.json["run_id"]}
    assert records[0]["event"] == "run_started"
    assert set(records[-1]) == {"time", "level", "event", "run", "exit_code", "contacts", "drafts", "problems"}
    assert records[1]["step"].startswith(("read_posting#", "check_inputs#"))


def test_a_pause_and_what_follows(inroad: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / "a.log"
    waits = inroad("--log-file", str(file), *_run("--review")).json["run_id"]
    assert _events(file)[-2:] == ["step_paused", "run_paused"]
    inroad("--log-file", str(file), "review", waits, "--keep-all", "--json")
    events = _events(file)
    rest = events[events.index("run_paused") + 1 :]
    assert (rest[0], rest[-1]) == ("run_resumed", "run_ended")
    assert {line[2] for line in _lines(file)} == {waits}


def test_a_run_that_fails(inroad: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / "a.log"
    assert inroad("--log-file", str(file), "run", "none.html", "--drafts", "none").code == 2
    told = [(line[1], line[4], line[5]) for line in _lines(file)]
    assert told[-1] == ("error", "run_failed", " error=PostingError exit_code=2")
    assert ("error", "step_failed") in {each[:2] for each in told}
    assert "none.html" not in file.read_text()


@pytest.mark.parametrize("place", ["environment", ".env"])
def test_the_setting_names_the_file(
    place: str, inroad: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if place == "environment":
        monkeypatch.setenv("INROAD_LOG_FILE", "set.log")
    else:
        (tmp_path / ".env").write_text("INROAD_LOG_FILE=set.log\n")
    assert inroad(*_run()).code == 0
    assert "run_ended" in _events(tmp_path / "set.log")
    before = (tmp_path / "set.log").read_bytes()
    assert inroad("--log-file", "option.log", *_run()).code == 0
    assert "run_ended" in _events(tmp_path / "option.log")
    assert (tmp_path / "set.log").read_bytes() == before


def test_the_log_is_appended_to_a_file_that_keeps_its_mode(inroad: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / "a.log"
    file.write_text("before\n")
    file.chmod(0o640)
    inroad("--log-file", str(file), *_run())
    assert file.read_text().startswith("before\n2")
    assert file.stat().st_mode & 0o777 == 0o640


def test_without_a_log_file_nothing_is_written_and_none_is_left_open(inroad: CommandLine, tmp_path: Path) -> None:
    logged = inroad("--log-file", "a.log", *_run())
    size = (tmp_path / "a.log").stat().st_size
    plain = inroad(*_run())
    assert (tmp_path / "a.log").stat().st_size == size
    assert [each["person_id"] for each in plain.json["contacts"]] == [
        each["person_id"] for each in logged.json["contacts"]
    ]
    assert log.LOGGER.level == logging.NOTSET
    assert [type(handler) for handler in log.LOGGER.handlers] == [logging.NullHandler]


@pytest.mark.parametrize(("file", "why"), [("no/such/a.log", "No such file"), (".", "Is a directory")])
@pytest.mark.parametrize("command", ["run", "runs", "demo"])
def test_a_file_that_cannot_be_written_ends_it_before_any_work(
    command: str, file: str, why: str, inroad: CommandLine, tmp_path: Path
) -> None:
    ended = inroad("--log-file", file, *({"run": _run()}.get(command, (command,))))
    assert ended.code == 2
    assert why in ended.complaint
    assert "--log-file" in ended.complaint
    assert ended.out == ""
    assert not (tmp_path / "inroad").exists()


def test_a_level_that_there_is_not(inroad: CommandLine) -> None:
    ended = inroad("--log-level", "loud", *_run())
    assert (ended.code, ended.complaint) == (2, "--log-level is info or debug, not 'loud'.")


KEYS = {
    "PDL_API_KEY": "pdl0c4n4ry3b8d1f6a9e2c7b4d5f8a1e",
    "HUNTER_API_KEY": "hun0c4n4ry/2f7b9d+4e1c8a6d3b5f9e",
    "APOLLO_API_KEY": "apo0c4n4ry9c2e7a4d1f8b6e3a5c9d2f",
    "OPENAI_API_KEY": "sk-c4n4ry4a8e2d6f1b9c3e7a5d8f2b6",
}


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> Iterator[Sandbox]:
    """Providers that know these keys, and settings that name them."""
    limits = faster(1_000) | {path: Limits() for path in LIMITS}
    with Sandbox(0, EXPECTED, accounts=dict.fromkeys(KEYS.values(), CREDITS), limits=limits) as sandbox:
        addresses = {
            "PDL_BASE_URL": sandbox.pdl_url,
            "HUNTER_BASE_URL": sandbox.hunter_url,
            "APOLLO_BASE_URL": sandbox.apollo_url,
            "OPENAI_BASE_URL": sandbox.model_url,
        }
        quick = {"INROAD_MODEL": MODEL, "PDL_PER_MINUTE": "100000", "HUNTER_PER_SECOND": "10000"}
        for name, value in {**KEYS, **addresses, **quick, "APOLLO_PER_MINUTE": "10000"}.items():
            monkeypatch.setenv(name, value)
        yield sandbox


def _people(home: Path) -> set[str]:
    """Names, addresses and profiles of everybody whose record was bought or reported."""
    store = SqliteStore(home / "inroad.sqlite")
    texts = json.dumps(
        [document for name in ("paid_records", "contacts") for _, document in store.scan(Collection(name))]
    )
    store.close()
    found = re.findall(r'"(?:full_name|name|work_email|email|value|linkedin_username)": "([^"]{4,})"', texts)
    return {text.casefold() for text in found} - {"acme robotics"}


@pytest.mark.parametrize("form", [(), ("--log-json",)])
def test_a_served_run_logs_neither_keys_nor_people(
    form: tuple[str, ...],
    inroad: CommandLine,
    served: Sandbox,
    tmp_path: Path,
    record_property: Callable[[str, object], None],
) -> None:
    file = tmp_path / "a.log"
    ended = inroad("--log-file", str(file), "--log-level", "debug", *form, *_run("--company", "Acme Robotics"))
    text, people = file.read_text(encoding="ascii").casefold(), _people(tmp_path / "inroad")
    providers = {"pdl", "hunter", "model"}
    assert ended.code == 0
    assert all(re.search(rf'provider"?[=:] ?"?{name}\b', text) for name in providers)
    assert "credits_charged" in text
    assert "cache_misses" in text
    assert len(people) > 20
    assert [each for each in people if each in text] == []
    canaries = Canaries(KEYS)
    canaries.search("the log file", text)
    canaries.search("the log file", file.read_bytes())
    assert canaries.found == []
    record_property(RELIABILITY, Figure("canary secrets", canaries.tried, canaries.held).row())


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_disk_that_fills_up_stops_no_run(inroad: CommandLine) -> None:
    ended = inroad("--log-file", "/dev/full", *_run())
    assert ended.code == 0
    assert len(ended.json["contacts"]) == 3
    assert ended.err.count("/dev/full is incomplete") == 1
