"""The documentation is held to the code."""

from __future__ import annotations

import re
import shlex
import shutil
import sys
from pathlib import Path

import pytest
import typer

from inroad import cli
from inroad.graph.intelligence import graph as intelligence
from inroad.graph.outreach import graph
from inroad.settings import Settings

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
ARCHITECTURE = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
COMMAND = typer.main.get_command(cli.app)


def _blocks() -> list[str]:
    blocks = re.findall(r"^```(\w*)\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
    return [text for language, text in blocks if not language]


def _readme_commands() -> list[str]:
    lines = [line.strip() for block in _blocks() for line in block.splitlines()]
    return [line for line in lines if line.startswith("inroad ") and "posting.html" not in line]


def _commands() -> dict[str, typer.core.TyperCommand]:
    found = {}
    for name, command in COMMAND.commands.items():  # type: ignore[attr-defined]
        below = getattr(command, "commands", None)
        found.update({f"{name} {sub}": each for sub, each in below.items()} if below else {name: command})
    return found


def test_the_graph_in_the_readme_is_the_one_that_runs() -> None:
    drawn = re.search(r"```mermaid\n(.*?)```", README, re.DOTALL)
    assert drawn is not None
    assert drawn.group(1).strip() == graph.get_graph().draw_mermaid().strip()


def test_the_pipeline_in_the_architecture_is_the_one_that_runs() -> None:
    drawn = re.search(r"```mermaid\n(.*?)```", ARCHITECTURE, re.DOTALL)
    assert drawn is not None
    assert drawn.group(1).strip() == intelligence.get_graph().draw_mermaid().strip()


def test_every_command_is_in_the_readme_and_no_other() -> None:
    listed = set(re.findall(r"^\| `inroad ([a-z]+(?: [a-z]+)?)", README, re.MULTILINE))
    assert listed == set(_commands())


def test_every_option_of_run_is_in_the_readme_and_no_other() -> None:
    listed = set(re.findall(r"^\| `(--[a-z-]+)", README, re.MULTILINE))
    options = {option for parameter in _commands()["run"].params for option in parameter.opts}
    assert listed == {option for option in options if option.startswith("--")}


def test_every_command_and_option_has_help() -> None:
    for name, command in _commands().items():
        assert command.help, name
        for parameter in command.params:
            if parameter.param_type_name == "option":
                assert getattr(parameter, "help", None), f"{name} {parameter.name}"


def test_every_setting_is_in_the_readme() -> None:
    for name in Settings.model_fields:
        assert f"`{name.upper()}`" in README


def test_the_house_in_the_architecture_is_the_one_that_stands() -> None:
    drawing = re.search(r"```\ninroad/\n(.*?)```", ARCHITECTURE, re.DOTALL)
    assert drawing is not None
    drawn = set(re.findall(r"^  (\w+)(?:/|\.py)", drawing.group(1), re.MULTILINE))
    stands = {
        path.stem for path in (ROOT / "inroad").iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()
    }
    assert drawn == stands
    tools = {path.name for path in (ROOT / "inroad" / "tools").iterdir() if (path / "__init__.py").exists()}
    assert set(re.findall(r"^    (\w+)/", drawing.group(1), re.MULTILINE)) == tools


def test_there_are_commands_to_try_in_the_readme() -> None:
    assert len(_readme_commands()) == 6


@pytest.mark.parametrize("line", _readme_commands())
def test_the_readmes_commands_do_what_they_say(
    line: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.setattr(sys, "argv", shlex.split(line))
    with pytest.raises(SystemExit) as end:
        cli.main()
    assert end.value.code in (0, None), capsys.readouterr()
    assert capsys.readouterr().out
