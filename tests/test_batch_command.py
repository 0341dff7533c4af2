"""`inroad batch` and `inroad status`, as a user types them."""

from __future__ import annotations

import json
import os
import re
import signal
import stat
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from inroad.settings import Context
from inroad.tools.store import this_process
from inroad.tools.store.batches import Entry
from tests.cli_runner import SENDER, CommandLine, Ended

ROOT = Path(__file__).parents[1]
COMPANIES = ("Brightly Labs", "Copperfield")


@pytest.fixture
def inroad(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> CommandLine:
    rows = ["First Name,Last Name,URL,Email Address,Company,Position,Connected On"]
    rows += [
        f"{name},Lindt,,{name.lower()}@{company.split()[0].lower()}.example,{company},Welder,03 Jan 2023"
        for company in COMPANIES
        for name in ("Ada", "Ben")
    ]
    Path("network.csv").write_text("\n".join(rows))
    Path("people.csv").write_text("name,company\nAda,Acme\n")
    Path("jobs").mkdir()
    for number, company in enumerate(COMPANIES):
        text = f"Welder\n{company}\nAustin, TX\n\nAt {company} you will weld ships and mend cranes.\n"
        Path("jobs", f"{number}.txt").write_text(text)
    return CommandLine(capsys, monkeypatch)


OPTIONS = ("--network", "network.csv", *SENDER, "--max-contacts", "2")


def lines(ended: Ended) -> list[dict[str, Any]]:
    return [json.loads(line) for line in ended.out.splitlines()]


def batch_of(ended: Ended) -> str:
    found = re.search(r"b_[0-9a-f]{10}", ended.out + ended.err)
    assert found
    return found[0]


def test_a_folder(inroad: CommandLine) -> None:
    ended = inroad("batch", "jobs", *OPTIONS)
    assert ended.code == 0
    assert re.search(r"batch b_\w+: 2 postings, 2 done\n4 contacts, 4 drafts, 0 credits; nothing was sent\.", ended.out)
    over = [line for line in ended.err.splitlines() if " of 2: Welder at " in line]
    assert len(over) == 2
    assert all("2 contacts, 2 drafts," in line for line in over)


def test_one_object_a_line(inroad: CommandLine) -> None:
    ended = inroad("batch", "jobs/0.txt", "none.txt", *OPTIONS, "--json")
    assert ended.code == 3
    *postings, last = lines(ended)
    done, failed = sorted(postings, key=lambda line: str(line["state"]))
    assert done.keys() == {"batch", "number", "posting", "job", "state", "run_id", "exit_code", "error", "report"}
    assert (done["state"], done["number"], done["exit_code"], len(done["report"]["contacts"])) == ("done", 1, 0, 2)
    assert done["posting"] == str(Path("jobs/0.txt").absolute())
    assert (failed["state"], failed["exit_code"], failed["report"]) == ("failed", 2, None)
    assert "none.txt does not exist" in failed["error"]
    assert last["batch"] == done["batch"]
    assert (last["totals"]["done"], last["totals"]["failed"]) == (1, 1)


def test_a_file_of_lines_is_appended_to(inroad: CommandLine) -> None:
    ended = inroad("batch", "jobs/0.txt", *OPTIONS, "--out-jsonl", "out.jsonl")
    assert inroad("batch", "jobs/1.txt", *OPTIONS, "--out-jsonl", "out.jsonl").code == 0
    written = [json.loads(line) for line in Path("out.jsonl").read_text().splitlines()]
    assert [line.get("number", "totals") for line in written] == [1, "totals", 1, "totals"]
    assert written[0]["report"]["posting"]["company"] == "Brightly Labs"
    assert written[2]["report"]["posting"]["company"] == "Copperfield"
    assert stat.S_IMODE(Path("out.jsonl").stat().st_mode) == 0o600
    assert not ended.out.startswith("{")


def test_a_file_that_cannot_be_written_is_told_before_any_work(inroad: CommandLine) -> None:
    ended = inroad("batch", "jobs", *OPTIONS, "--out-jsonl", "none/out.jsonl")
    assert (ended.code, ended.out) == (2, "")
    assert re.match(r"The file .*out\.jsonl cannot be written \(No such file", ended.complaint)
    assert inroad("status", "--json").json == []


def test_lists_and_tables_and_what_is_named_twice(inroad: CommandLine) -> None:
    Path("list.txt").write_text("# mine\n\njobs/0.txt\nhttp://127.0.0.1:9/dead\njobs/0.txt\n")
    Path("table.CSV").write_text("Company,URL,File\nAcme,,jobs/1.txt\nAcme,http://127.0.0.1:9/dead,\n,,\n")
    ended = inroad("batch", "table.CSV", "--list", "list.txt", *OPTIONS, "--json")
    assert ended.code == 3
    names = sorted(Path(line["posting"]).name for line in lines(ended)[:-1])
    assert names == ["0.txt", "1.txt", "dead"]
    assert "2 postings named more than once: each is worked on once." in ended.err


def test_none_could_be_used(inroad: CommandLine) -> None:
    ended = inroad("batch", "none.txt", "nothing.md", *OPTIONS)
    assert ended.code == 2
    assert "2 failed" in ended.out
    assert f"`inroad batch --resume {batch_of(ended)} --retry-failed` tries those again." in ended.out


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        ([], "Give postings (files, folders, addresses, --list, --jobs-query), or --resume BATCH."),
        (["jobs", "--resume", "b_1"], "Give postings"),
        (["jobs", "--retry-failed"], "--retry-failed goes with --resume BATCH."),
        (["--resume", "b_1"], "No batch named 'b_1' is in the store; `inroad status` lists those that are."),
        (["--list", "none.txt"], "none.txt cannot be read"),
        (["jobs", "--kind", "poem"], "--kind takes"),
        (["jobs"], "Drafts need a sender"),
        (["--jobs-query", "{}"], "--jobs-query asks MongoDB: set MONGODB_URI, and INROAD_DB."),
        (["people.csv"], "has no column of postings"),
        (["jobs", "--network", "none.csv", "--drafts", "none"], "none.csv cannot be read"),
    ],
)
def test_what_is_wrong_is_told_before_there_is_a_batch(
    arguments: list[str], complaint: str, inroad: CommandLine
) -> None:
    ended = inroad("batch", *arguments)
    assert (ended.code, ended.out) == (2, "")
    assert complaint in ended.complaint
    assert inroad("status", "--json").json == []


def test_it_goes_on(inroad: CommandLine) -> None:
    ended = inroad("batch", "jobs/0.txt", "late.txt", *OPTIONS)
    batch = batch_of(ended)
    Path("late.txt").write_text(Path("jobs/1.txt").read_text())
    again = inroad("batch", "--resume", batch)
    assert again.code == 3
    retried = inroad("batch", "--resume", batch, "--retry-failed", "--json")
    assert retried.code == 0
    first, last = lines(retried)
    assert (first["number"], first["state"], last["totals"]["done"]) == (2, "done", 2)


def test_paused_ones_are_told(inroad: CommandLine) -> None:
    ended = inroad("batch", "jobs", *OPTIONS, "--review")
    assert ended.code == 0
    assert "2 to review" in ended.out
    assert f"2 runs to review: `inroad status {batch_of(ended)}` lists them" in ended.out
    shown = inroad("status", batch_of(ended))
    assert shown.code == 0
    runs = re.findall(r"`inroad review (r_\w+)`", shown.out)
    assert len(set(runs)) == 2
    assert inroad("review", runs[0], "--keep-all", "--json").code == 0


def test_what_was_reviewed_is_seen_by_status_and_when_it_goes_on(inroad: CommandLine) -> None:
    batch = batch_of(inroad("batch", "jobs", *OPTIONS, "--review"))
    runs = [item.run_id for item in Context().tools.batches.items(batch)]
    assert inroad("review", runs[0], "--keep-all", "--json").code == 0
    shown = inroad("status", batch)
    assert "2 postings, 2 done, 1 to review" in shown.out
    assert f"`inroad review {runs[0]}`" not in shown.out
    assert inroad("review", runs[1], "--keep-all", "--json").code == 0
    (last,) = lines(inroad("batch", "--resume", batch, "--json"))
    assert (last["totals"]["paused"], last["totals"]["drafts"]) == (0, 4)


def test_what_the_file_lacks_of_a_batch_is_written(inroad: CommandLine) -> None:
    batch = batch_of(inroad("batch", "jobs", "none.txt", *OPTIONS, "--out-jsonl", "out.jsonl"))
    told = sorted(Path("out.jsonl").read_text().splitlines(), key=lambda line: json.loads(line).get("number", 9))
    Path("out.jsonl").write_text(f"{told[1]}\n[]\n{told[0][:90]}")
    again = inroad("batch", "--resume", batch, "--out-jsonl", "out.jsonl", "--json")
    assert len(lines(again)) == 1
    assert "Line 3 of " in again.err
    assert "Line 2 of " not in again.err
    written = Path("out.jsonl").read_text().splitlines()
    assert written[:3] == [told[1], "[]", told[0][:90]]
    assert [json.loads(line).get("number", "totals") for line in written[3:]] == [1, 3, "totals"]
    assert written[3:5] == [told[0], told[2]]
    inroad("batch", "--resume", batch, "--out-jsonl", "out.jsonl")
    assert len(Path("out.jsonl").read_text().splitlines()) == 7


def test_a_dry_run_shows_the_plan_of_each(inroad: CommandLine) -> None:
    ended = inroad("batch", "jobs", *OPTIONS, "--dry-run")
    assert ended.code == 0
    plans = [line for line in ended.out.splitlines() if "; search " in line]
    assert [plan.split(":")[0] for plan in plans] == ["1", "2"]
    assert plans[0].startswith("1: Welder at Brightly Labs: ")
    assert "network (up to " in plans[0]
    assert "0 drafts" in ended.out


def test_what_was_asked_for_cannot_be_changed_later(inroad: CommandLine) -> None:
    batch = batch_of(inroad("batch", "jobs", *OPTIONS))
    for option, value in (("--budget", "5"), ("--network", "network.csv"), ("--max-contacts", "3")):
        ended = inroad("batch", "--resume", batch, option, value)
        assert ended.code == 2
        assert ended.complaint == f"{option} is as it was when the batch began; leave it out with --resume."


def test_those_that_got_fewer_are_counted(inroad: CommandLine) -> None:
    ended = inroad("batch", "jobs", *OPTIONS[:-1], "3")
    assert ended.code == 3
    assert "2 of them with fewer people or drafts than asked for.\n" in ended.out


def test_what_a_dead_process_left_is_not_told_as_work(inroad: CommandLine) -> None:
    batches = Context().tools.batches
    batch = batches.create({}, [Entry("/jobs/1.txt")] * 2, datetime.now(UTC), "0")
    for item, owner in zip(batches.items(batch.batch_id), ("elsewhere:1:a", f"{this_process()}:another"), strict=True):
        batches.take(item, owner, datetime.now(UTC), timedelta(minutes=1), "r_1")
    told = inroad("status", batch.batch_id).out
    assert "1: 1.txt: at work (elsewhere:1:a), run r_1\n" in told
    assert f"2: 1.txt: left by a process that has died ({this_process()}:another), run r_1\n" in told
    assert f"2 postings open: when nobody is at work, `inroad batch --resume {batch.batch_id}` goes on." in told


def test_status(inroad: CommandLine) -> None:
    assert inroad("status").out == "There is no batch yet: `inroad batch POSTING...` makes one.\n"
    ended = inroad("batch", "jobs/0.txt", "none.txt", *OPTIONS)
    batch = batch_of(ended)
    (listed,) = inroad("status", "--json").json
    assert (listed["batch_id"], listed["items"], listed["totals"]["failed"]) == (batch, 2, 1)
    assert batch in inroad("status").out
    shown = inroad("status", batch)
    assert "1 done, 1 failed" in shown.out
    assert "2: none.txt: " in shown.out
    assert "does not exist" in shown.out
    told = inroad("status", batch, "--json").json
    assert [item["number"] for item in told["told"]] == [2]
    assert inroad("status", "b_9").complaint.startswith("No batch named 'b_9'")


def test_what_a_terminal_would_obey_is_not_printed(inroad: CommandLine) -> None:
    Path("odd\x1b[31m.txt").write_text("x")
    ended = inroad("batch", "odd\x1b[31m.txt", *OPTIONS, "--json")
    assert "\x1b" not in ended.out + ended.err
    assert lines(ended)[0]["posting"].endswith("odd\x1b[31m.txt")


def test_control_c_stops_it_to_go_on_later(inroad: CommandLine) -> None:
    for number in range(30):
        Path("jobs", f"more{number}.txt").write_text(
            Path("jobs/0.txt").read_text().replace("Brightly", f"Firm{number}")
        )
    command = [sys.executable, "-c", "from inroad.cli import main; main()", "batch", "jobs", *OPTIONS, "--jobs", "2"]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)}
    )
    assert process.stderr
    while " of 32: " not in (line := process.stderr.readline()):
        assert line
    process.send_signal(signal.SIGINT)
    _, told = process.communicate()
    assert process.returncode == 130
    (batch,) = inroad("status", "--json").json
    assert f"inroad: Stopped; go on with `inroad batch --resume {batch['batch_id']}`.\n" in told
    assert batch["totals"]["running"] == 0
    assert 0 < batch["totals"]["waiting"] < 32, told
    ended = inroad("batch", "--resume", batch["batch_id"], "--json")
    assert lines(ended)[-1]["totals"]["done"] == 32
    assert {run["state"] for run in inroad("runs", "--json").json} == {"done"}
