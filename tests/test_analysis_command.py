"""`inroad analyse` and `inroad rank` as a user types them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli_runner import NETWORK, POSTING, CommandLine
from tests.conftest import EXAMPLES

CV = ("--cv", str(EXAMPLES / "resume.json"))


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> CommandLine:
    return CommandLine(capsys, monkeypatch)


def test_a_posting_is_analysed(command: CommandLine, tmp_path: Path) -> None:
    ended = command("analyse", POSTING, *CV, *NETWORK, "--max-contacts", "3", "--out", "report.md")
    assert ended.code == 0
    assert "Acme Robotics" in ended.out
    assert "of 100" in ended.out
    report = (tmp_path / "report.md").read_text(encoding="utf-8")
    assert report.startswith("# ")
    assert "Acme Robotics" in report


def test_the_whole_of_it_as_json(command: CommandLine) -> None:
    ended = command("analyse", POSTING, *CV, *NETWORK, "--max-contacts", "3", "--json")
    assert ended.code == 0
    found = ended.json
    assert found["fit"]["score"] == pytest.approx(sum(part["points"] for part in found["fit"]["parts"]))
    assert found["jd"]["requirements"]
    assert len(found["contacts"]) == 3
    again = command("analyse", POSTING, *CV, *NETWORK, "--max-contacts", "3", "--json").json
    assert set(again["kept"]) >= {"jd", "coverage", "gaps", "contacts", "fit"}


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        (("--only", "jd", "--without", "gaps"), "--only and --without exclude each other."),
        (
            ("--only", "soup"),
            "There is no layer 'soup'; the layers are jd, coverage, gaps, research, contacts, fit, output.",
        ),
        (("--from", "the start"), "There is no layer 'the start'; "),
        (("--cv", "nowhere.json"), "There is no sender file"),
        (("--notes", "nowhere.txt"), "The notes "),
        (("--who", "friends"), "--who"),
        (("--budget", "lots"), "budget"),
    ],
)
def test_a_bad_option_is_told_in_a_sentence(command: CommandLine, options: tuple[str, ...], complaint: str) -> None:
    ended = command("analyse", POSTING, *options)
    assert ended.code == 2
    assert complaint in ended.complaint


def test_without_a_cv_it_ends_with_3_and_says_so(command: CommandLine) -> None:
    ended = command("analyse", POSTING, "--without", "contacts", "--json")
    assert ended.code == 3
    assert "--cv" in ended.err
    assert ended.json["jd"]["requirements"]


def test_postings_are_ranked(command: CommandLine, tmp_path: Path) -> None:
    folder = [str(EXAMPLES / "postings" / name) for name in ("plain.txt", "ashby.json", "jsonld.html")]
    ended = command("rank", *folder, *CV, "--out", "ranking.md")
    assert ended.code == 0
    assert (tmp_path / "ranking.md").read_text(encoding="utf-8").startswith("# ")
    ranked = command("rank", *folder, *CV, "--json").json["ranked"]
    scores = [each["fit"]["score"] for each in ranked]
    assert scores == sorted(scores, reverse=True)
    assert len(scores) == len(folder)


def test_a_bad_posting_stops_no_other_and_is_named(command: CommandLine, tmp_path: Path) -> None:
    Path("empty.md").write_text("", encoding="utf-8")
    ended = command("rank", POSTING, "empty.md", "gone.html", *CV, "--json")
    assert ended.code == 3
    assert len(ended.json["ranked"]) == 1
    assert [Path(each["posting"]).name for each in ended.json["failed"]] == ["empty.md", "gone.html"]
    assert json.loads(ended.out)


def test_when_the_time_is_over_it_says_what_is_waited_for(
    command: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PIPELINE_TIMEOUT", "0.000001")
    ended = command("analyse", POSTING, *CV, *NETWORK)
    assert ended.code == 3
    assert "Calls that are still out are waited for, so that what they cost is kept." in ended.err
