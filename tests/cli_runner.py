"""The command line in this process: its exit code, stdout and stderr."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from inroad.cli import main
from tests.conftest import EXAMPLES

POSTING = str(EXAMPLES / "postings" / "ashby.json")
OTHER_POSTING = str(EXAMPLES / "postings" / "plain.txt")
NETWORK = ("--network", str(EXAMPLES / "network" / "Connections.csv"))
SENDER = ("--sender", str(EXAMPLES / "resume.json"))


@dataclass(frozen=True)
class Ended:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """What stdout holds, which must be JSON and nothing else."""
        return json.loads(self.out)

    @property
    def names(self) -> list[str]:
        """The first names of the report's contacts."""
        return [contact["first_name"] for contact in self.json["contacts"]]

    @property
    def complaint(self) -> str:
        """The one line of stderr that is no progress."""
        lines = [line for line in self.err.splitlines() if line.startswith("inroad: ")]
        assert len(lines) == 1
        assert self.err.endswith(f"{lines[0]}\n")
        return lines[0].removeprefix("inroad: ")


@dataclass(frozen=True)
class CommandLine:
    """Runs commands as a terminal would."""

    capsys: pytest.CaptureFixture[str]
    monkeypatch: pytest.MonkeyPatch

    def __call__(self, *args: str) -> Ended:
        self.monkeypatch.setattr("sys.argv", ["inroad", *args])
        self.capsys.readouterr()
        with pytest.raises(SystemExit) as end:
            main()
        out, err = self.capsys.readouterr()
        return Ended(end.value.code if isinstance(end.value.code, int) else 0, out, err)

    def run(self, *options: str, posting: str = POSTING, size: int = 3) -> Ended:
        """Run the example posting with the example network and sender."""
        return self("run", posting, *NETWORK, *SENDER, "--max-contacts", str(size), "--json", *options)


def drafts(home: Path) -> list[str]:
    """The names of the draft files under a home, and of whatever else lies among them."""
    return sorted(file.name for file in (home / "drafts").rglob("*")) if (home / "drafts").exists() else []
