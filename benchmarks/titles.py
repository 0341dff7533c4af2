"""How many titles of real postings get a role.

Run it with a folder of postings: `python benchmarks/titles.py FOLDER [--all]`. It prints how many of the
distinct titles got a role and those that did not; with `--all`, what every title means, to be read by eye.
Files that the reader of postings refuses are named and left out. The exit code is 1 under 95 %.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from inroad.errors import PostingError
from inroad.state import TitleInfo
from inroad.tools.cleaning.titles import EmbeddedTitleCleaner
from inroad.tools.postings.files import FilePostingReader

NEEDED = 0.95
STAND_IN = "Stand-In Company"


def job_ids(path: Path) -> list[str]:
    """The ids of the jobs in a payload of several; one empty id for a file that is one posting."""
    if path.suffix != ".json":
        return [""]
    payload = json.loads(path.read_text(encoding="utf-8"))
    jobs = payload["jobs"] if isinstance(payload, dict) and "jobs" in payload else payload
    if not isinstance(jobs, list):
        return [""]
    return [str(job["id"]) for job in jobs if isinstance(job, dict) and "id" in job]


def titles_in(folder: Path) -> Iterator[str]:
    """The title of every posting under the folder that can be read."""
    for path in sorted(p for p in folder.rglob("*") if p.suffix in {".json", ".html", ".md"}):
        refused = set()
        for job in job_ids(path):
            try:
                yield FilePostingReader().read(str(path), job=job, company=STAND_IN).title
            except PostingError as error:
                refused.add(str(error))
        for reason in sorted(refused):
            print(f"left out: {reason}")


def row(info: TitleInfo) -> str:
    """One line of the table."""
    return f"{info.title[:60]:60} | {info.cleaned_name} | {info.role}/{info.sub_role} | {', '.join(info.levels)}"


def main(folder: Path, *, show_all: bool) -> int:
    """Print the table and the share; return the exit code."""
    titles = sorted(set(titles_in(folder)))
    cleaner = EmbeddedTitleCleaner()
    cleaner.clean("software engineer")
    started = time.perf_counter()
    infos = [cleaner.clean(title) for title in titles]
    seconds = time.perf_counter() - started
    for info in infos:
        if show_all or not info.role:
            print(row(info))
    known = sum(bool(info.role) for info in infos)
    print(f"{known} of {len(infos)} distinct titles have a role ({known / max(1, len(infos)):.1%}),")
    print(f"in {1000 * seconds / max(1, len(infos)):.3f} ms each")
    return 0 if infos and known / len(infos) >= NEEDED else 1


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), show_all="--all" in sys.argv[2:]))
