"""`inroad demo`: the command, as a user runs it."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from inroad import cli
from inroad.errors import UserInputError


def _demo(monkeypatch: pytest.MonkeyPatch, *words: str) -> int:
    monkeypatch.setattr(sys, "argv", ["inroad", "demo", *words])
    with pytest.raises(SystemExit) as end:
        cli.main()
    return int(end.value.code or 0)


def test_the_demo_shows_made_up_people_and_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert _demo(monkeypatch, "--json") == 0
    said = capsys.readouterr()
    assert "Everybody in this demo is made up" in said.err
    report = json.loads(said.out)
    assert {contact["persona"] for contact in report["contacts"]} == {"peer", "manager", "recruiter"}
    assert all(contact["email"]["address"].endswith(".example") for contact in report["contacts"])
    assert report["spend"]["pdl"]["credits"] == 9
    assert len(list((tmp_path / "demo-out").glob("*.eml"))) == 8
    assert not (tmp_path / "inroad").exists()


def test_the_demo_takes_a_posting_of_ones_own(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    posting = tmp_path / "posting.txt"
    posting.write_text("Data Analyst at Northwind Traders\n\nLocation: Marfa, TX\n\nYou build our reports.\n")
    assert _demo(monkeypatch, str(posting), "--out", "mine") in (0, 3)
    assert "Data Analyst at Northwind Traders" in capsys.readouterr().out
    assert list((tmp_path / "mine").glob("*.eml"))


def test_without_the_extra_the_demo_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    from inroad.demo import run_demo

    monkeypatch.setitem(sys.modules, "inroad.sandbox", None)
    with pytest.raises(UserInputError, match=r"pip install 'inroad\[demo\]'"):
        run_demo("", Path("out"))
