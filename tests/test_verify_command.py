"""`inroad verify` from outside, with a verifier on loopback."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.cli_runner import CommandLine, Ended
from tests.tools.provider_server import ProviderServer, Request, reply, serving

ADA = "ada.lovel@acme.example"
BEN = "ben.okoro@acme.example"


@pytest.fixture
def inroad(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> CommandLine:
    return CommandLine(capsys, monkeypatch)


def answered(request: Request) -> bytes:
    """What Hunter says: mail to "ada..." arrives, "gone..." is no mailbox, "out..." objected."""
    [email] = parse_qs(urlsplit(request.target).query)["email"]
    if email.startswith("out"):
        return reply({"errors": [{"id": "claimed_email", "code": 451, "details": "Claimed."}]}, 451)
    status, score = ("invalid", 3) if email.startswith("gone") else ("valid", 94)
    return reply({"data": {"status": status, "score": score, "email": email, "block": False}})


@pytest.fixture
def hunter(monkeypatch: pytest.MonkeyPatch) -> Iterator[ProviderServer]:
    with serving(answered) as server:
        _use(server, monkeypatch)
        yield server


def _use(server: ProviderServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HUNTER_API_KEY", "key-of-a-test")
    monkeypatch.setenv("HUNTER_BASE_URL", server.url)
    monkeypatch.setenv("HUNTER_PER_SECOND", "1000")


def test_an_object_is_printed(inroad: CommandLine, hunter: ProviderServer) -> None:
    ended = inroad("verify", ADA, "gone@acme.example", "--json")
    assert set(ended.json) == {"addresses", "spend", "problems"}
    ada, gone = ended.json["addresses"]
    assert set(ada) == {"address", "status", "source", "score", "checked_at", "trail"}
    assert (ada["address"], ada["status"], ada["source"], ada["score"]) == (ADA, "verified", "hunter", 94)
    assert ada["trail"][-1] == f"{ADA} is verified: it takes mail, with a score of 94 (80 is needed)."
    assert (gone["status"], gone["score"]) == ("rejected", 3)
    assert ended.json["spend"] == {"hunter": {"calls": 2, "credits": 1.0, "saved": 0.0}}
    assert (ended.code, ended.json["problems"]) == (0, [])
    assert [request.headers["x-api-key"] for request in hunter.requests] == ["key-of-a-test"] * 2


def test_a_table_is_printed_and_progress_is_on_stderr(
    inroad: CommandLine, hunter: ProviderServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    ended = inroad("verify", ADA)
    assert ended.code == 0
    for text in (ADA, "verified", "94", "it takes mail, with a score of 94", "hunter: 1 call, 0.5 credits, 0 saved"):
        assert text in ended.out
    assert ended.err == "checking addresses: 1 of 1\n"


def test_what_was_checked_costs_nothing_again(inroad: CommandLine, hunter: ProviderServer) -> None:
    first, second = inroad("verify", ADA, "--json").json, inroad("verify", ADA, "--json").json
    assert second["addresses"] == first["addresses"]
    assert second["spend"] == {"hunter": {"calls": 0, "credits": 0.0, "saved": 0.5}}
    assert len(hunter.requests) == 1


def test_a_file_and_stdin_are_read(
    inroad: CommandLine, hunter: ProviderServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "list.csv").write_text(f"name,email\nAda,{ADA}\n")
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(f"# more\n{BEN}\n{ADA}\n".encode())))
    ended = inroad("verify", "list.csv", "-", "--json")
    assert [each["address"] for each in ended.json["addresses"]] == [ADA, BEN]


def test_who_objects_is_never_written_to(inroad: CommandLine, hunter: ProviderServer) -> None:
    ended = inroad("verify", "out@acme.example", "--json")
    assert (ended.code, ended.json["addresses"][0]["status"]) == (0, "suppressed")
    again = inroad("verify", "out@acme.example", "--json")
    assert again.json["addresses"][0]["trail"] == ["It is on your suppression list and was not checked."]
    assert len(hunter.requests) == 1


def test_personal_addresses_are_allowed_by_the_option(inroad: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    said = {"status": "webmail", "score": 95, "email": "ada@gmail.com", "webmail": True}
    with serving(reply({"data": said})) as server:
        _use(server, monkeypatch)
        assert inroad("verify", "ada@gmail.com", "--json").json["addresses"][0]["status"] == "risky"
        ended = inroad("verify", "ada@gmail.com", "--personal", "--json")
    assert ended.json["addresses"][0]["status"] == "verified"


@pytest.mark.parametrize("limit", ["0.5", "hunter=0.5"])
def test_the_budget_holds(inroad: CommandLine, hunter: ProviderServer, limit: str) -> None:
    ended = inroad("verify", ADA, BEN, "--budget", limit, "--json")
    assert sorted(each["status"] for each in ended.json["addresses"]) == ["unverified", "verified"]
    assert [problem["kind"] for problem in ended.json["problems"]] == ["BudgetSpentError"]
    assert (ended.code, ended.json["spend"]["hunter"]["credits"]) == (3, 0.5)


def test_the_budget_may_be_set(inroad: CommandLine, hunter: ProviderServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INROAD_BUDGET", "0")
    assert inroad("verify", ADA).code == 3
    assert inroad("verify", ADA, "--budget", "1").code == 0


@pytest.mark.parametrize(("status", "kind"), [(401, "BadKeyError"), (429, "OutOfCreditError")])
def test_a_refusal_of_all_ends_with_4(
    inroad: CommandLine, monkeypatch: pytest.MonkeyPatch, status: int, kind: str
) -> None:
    with serving(reply({"errors": [{"details": "No."}]}, status)) as server:
        _use(server, monkeypatch)
        ended = inroad("verify", ADA, BEN, "careers@acme.example", "--json")
        assert len(server.requests) == 1
    assert ended.code == 4
    assert [each["status"] for each in ended.json["addresses"]] == ["unverified", "unverified", "rejected"]
    assert [problem["kind"] for problem in ended.json["problems"]] == [kind]
    assert ended.json["spend"] == {}


def test_without_a_key_it_says_so_and_ends_with_3(inroad: CommandLine) -> None:
    ended = inroad("verify", ADA, "--json")
    assert (ended.code, ended.json["addresses"][0]["status"]) == (3, "unverified")
    assert [(problem["kind"], problem["action"]) for problem in ended.json["problems"]] == [
        ("no_verifier", "set HUNTER_API_KEY")
    ]
    assert "! Nobody was asked" in inroad("verify", ADA).out


@pytest.mark.parametrize(
    ("args", "complaint"),
    [
        (("gone.csv",), "'gone.csv' is no e-mail address, and there is no file of that name."),
        (("empty.txt",), "There is no address to check; give one, a file of them, or - for stdin."),
        ((ADA, "--budget", "much"), "The budget 'much' cannot be read; "),
    ],
)
def test_wrong_input_ends_with_2(inroad: CommandLine, args: tuple[str, ...], complaint: str, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("# nobody\n")
    ended = inroad("verify", *args)
    assert (ended.code, ended.out) == (2, "")
    assert ended.complaint.startswith(complaint)


def test_no_argument_is_misuse(inroad: CommandLine) -> None:
    ended = inroad("verify")
    assert (ended.code, ended.out) == (2, "")


def test_ctrl_c_ends_with_130(inroad: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(request: Request) -> bytes:
        import _thread

        _thread.interrupt_main()
        return answered(request)

    with serving(interrupt) as server:
        _use(server, monkeypatch)
        ended = inroad("verify", ADA)
    assert (ended.code, ended.out) == (130, "")
    assert ended.complaint.startswith("Stopped; ")


def test_the_installed_command_reads_any_encoding() -> None:
    installed = Path(sys.executable).parent / "inroad"
    given = f"{ADA}\nä@acme.example\n".encode("utf-16")
    ended = subprocess.run([installed, "verify", "-", "--json"], input=given, capture_output=True, check=False)
    shown = Ended(ended.returncode, ended.stdout.decode(), ended.stderr.decode())
    assert (shown.code, shown.json["spend"]) == (3, {})
    assert [each["address"] for each in shown.json["addresses"]] == [ADA, "ä@acme.example"]
    assert "Traceback" not in shown.err
