"""The machine that inroad runs on: Python, the extras, disk, permissions, clock."""

from __future__ import annotations

import os
import shlex
import shutil
import stat
import sys
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from importlib.util import find_spec
from pathlib import Path

from inroad.doctor.findings import Finding

LEAST_FREE = 200 * 1024**2
MOST_OFF = timedelta(minutes=5)
# The extras of pyproject.toml that a user may want, each with a module that only it brings, and what it is for.
_EXTRAS = {
    "demo": ("uvicorn", "`inroad demo`"),
    "mongo": ("langgraph.checkpoint.mongodb", "runs whose progress is kept in MongoDB"),
    "studio": ("langgraph_api", "LangGraph Studio"),
}


def python() -> Finding:
    """Return which Python runs."""
    version = ".".join(map(str, sys.version_info[:3]))
    return Finding(what="python", state="ok", says=version)


def is_installed(module: str) -> bool:
    """Tell whether a module is there, without loading it."""
    try:
        return find_spec(module) is not None
    except ModuleNotFoundError:
        return False


def extras(*, needs_mongo: bool, is_there: Callable[[str], bool] = is_installed) -> Finding:
    """Return which extras are installed; `needs_mongo` says that one of them cannot be done without."""
    lacking = [name for name, (module, _) in _EXTRAS.items() if not is_there(module)]
    there = ", ".join(name for name in _EXTRAS if name not in lacking) or "none"
    if not lacking:
        return Finding(what="extras", state="ok", says=there)
    adds = "; ".join(f"pip install 'inroad[{name}]' adds {_EXTRAS[name][1]}" for name in lacking)
    state = "wrong" if needs_mongo and "mongo" in lacking else "missing"
    return Finding(what="extras", state=state, says=f"installed: {there}; {adds}")


def permissions(home: Path, login: Path) -> Iterator[Finding]:
    """Yield whether others than the user get at the folder with everything, and at the file with the Gmail login."""
    if os.name == "posix" and home.is_dir():
        yield _permissions("permissions", home, "700")
    if os.name == "posix" and login.is_file():
        yield _permissions("login file", login, "600")


def disk(home: Path) -> Finding:
    """Return how much room there is where inroad keeps its files."""
    there = next(folder for folder in (home, *home.parents) if folder.is_dir())
    return room(home, shutil.disk_usage(there).free)


def room(home: Path, free: int) -> Finding:
    """Return whether so many free bytes are enough."""
    megabytes = free // 1024**2
    if free < LEAST_FREE:
        says = (
            f"{megabytes} MB are free for {home}; make room ({LEAST_FREE // 1024**2} MB at least), or move INROAD_HOME"
        )
        return Finding(what="disk", state="wrong", says=says)
    return Finding(what="disk", state="ok", says=f"{megabytes / 1024:.1f} GB free")


def clock(answered: str, now: datetime) -> Finding:
    """Return whether the clock is right: `answered` is the Date header of an answer that came `now`, "" for none."""
    told = _moment(answered)
    if told is None:
        says = "nobody was asked who tells the time; a key for Hunter or Apollo, or a network, lets inroad compare"
        return Finding(what="clock", state="missing", says=says)
    off = now - told
    if abs(off) <= MOST_OFF:
        return Finding(what="clock", state="ok", says="right to a few minutes")
    minutes, way = abs(off) // timedelta(minutes=1), "ahead" if off > timedelta() else "behind"
    says = f"{minutes} minutes {way}; set it, or let the system do so: what is fresh and whose turn it is go by it"
    return Finding(what="clock", state="wrong", says=says)


def _permissions(what: str, path: Path, mode: str) -> Finding:
    if stat.S_IMODE(path.stat().st_mode) & 0o077:
        says = f"others than you get at {path}; run: chmod {mode} {shlex.quote(str(path))}"
        return Finding(what=what, state="wrong", says=says)
    return Finding(what=what, state="ok", says=f"{path} is yours alone")


def _moment(header: str) -> datetime | None:
    try:
        told = parsedate_to_datetime(header)
    except ValueError:
        return None
    return told if told.tzinfo else None
