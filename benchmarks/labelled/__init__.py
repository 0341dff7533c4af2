"""Postings and CVs made up for the benchmark of the larger pipeline, each requirement line labelled by hand.

A label stands at the end of its line in `postings/`: `{must dev=c analyst=m}` says that the line must be met, that the
CV `cvs/dev.json` covers it (c; p partly, r related, m missing) and that `cvs/analyst.json` does not. The labels are
taken off before a reader sees the posting. Whatever line has none is no requirement.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple, get_args

from inroad.analysis import Need, Strength

_HERE = Path(__file__).parent
_LABEL = re.compile(r" *\{(must|nice)((?: \w+=[cprm])+)\}$")
_STRENGTHS: dict[str, Strength] = {name[0]: name for name in get_args(Strength)}
_NEEDS: dict[str, Need] = {name: name for name in get_args(Need)}


class Line(NamedTuple):
    """A requirement line, without its mark of a list, its need, and the strength of each CV."""

    text: str
    need: Need
    strengths: dict[str, Strength]


class Labelled(NamedTuple):
    """A posting as a file without labels, and its requirement lines."""

    name: str
    text: str
    lines: list[Line]

    @property
    def cvs(self) -> list[str]:
        """The CVs that the lines are labelled for."""
        return sorted({cv for line in self.lines for cv in line.strengths})


def cv_path(name: str) -> Path:
    """Return the file of a CV."""
    return _HERE / "cvs" / f"{name}.json"


def postings() -> list[Labelled]:
    """Return all postings of the set, in the order of their names."""
    return [_read(path) for path in sorted((_HERE / "postings").iterdir())]


def _read(path: Path) -> Labelled:
    plain: list[str] = []
    labelled: list[Line] = []
    for raw in path.read_text(encoding="utf-8").splitlines():
        found = _LABEL.search(raw)
        plain.append(raw[: found.start()] if found else raw)
        if found:
            strengths = {cv: _STRENGTHS[mark] for cv, mark in (pair.split("=") for pair in found[2].split())}
            text = re.sub(r"^(?:[-*•]|\d+\.)\s+", "", plain[-1])
            labelled.append(Line(text, _NEEDS[found[1]], strengths))
    return Labelled(path.name, "\n".join(plain) + "\n", labelled)
