"""How many real postings are read right, against labels that a person's reading gave.

Run it with the folder that holds the postings: `python benchmarks/postings.py FOLDER`. It prints, for
title, company, main place, all places and country, the share that is right and each miss; the exit code
is 1 when a share is under 98 %. The labels (`tests/tools/postings/labels.json`) hold no posting: they are
found by the first 16 hex digits of a SHA-256, taken of the canonical JSON of one job (Ashby, Greenhouse
and Lever payloads) or of the bytes of the file (HTML and Markdown).

A label gives `title`, `company` (every spelling that a reader would accept; none when no company is named),
`locations` in the posting's order, `country` in English ("" where it is not told), and at times `main`
(other ways to write the first place) and `may_refuse` (to ask for the company is right as well).
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NotRequired, TypedDict

from inroad.errors import PostingError
from inroad.state import Posting
from inroad.tools.cleaning.places import EmbeddedPlaceCleaner
from inroad.tools.postings.files import FilePostingReader

LABELS = Path(__file__).parents[1] / "tests" / "tools" / "postings" / "labels.json"
NEEDED = 0.98
STAND_IN = "Stand-In Company"

Score = dict[str, list[bool]]


class Label(TypedDict):
    """What a careful reader says of one posting."""

    title: str
    company: list[str]
    locations: list[str]
    country: str
    main: NotRequired[list[str]]
    may_refuse: NotRequired[bool]


def short_hash(content: bytes) -> str:
    """The key of a label: the first 16 hex digits of the content's SHA-256."""
    return hashlib.sha256(content).hexdigest()[:16]


def jobs_in(path: Path) -> Iterator[tuple[str, str]]:
    """The key and the job id of each job in a file; the id is empty when the file is one posting."""
    if path.suffix != ".json":
        yield short_hash(path.read_bytes()), ""
        return
    payload = json.loads(path.read_text(encoding="utf-8"))
    for job in payload["jobs"] if isinstance(payload, dict) and "jobs" in payload else payload:
        canonical = json.dumps(job, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        yield short_hash(canonical.encode()), str(job["id"]) if "id" in job else ""


def labelled_jobs(folder: Path, labels: dict[str, Label]) -> Iterator[tuple[Path, str, Label]]:
    """Every posting under the folder that has a label; files of other kinds are passed over."""
    for path in sorted(p for p in folder.rglob("*") if p.suffix in {".json", ".html", ".md"}):
        for key, job in jobs_in(path):
            if key in labels:
                yield path, job, labels[key]


def same(left: str, right: str) -> bool:
    """Whether two names are equal but for case and white space."""
    return " ".join(left.split()).casefold() == " ".join(right.split()).casefold()


def read(path: Path, job: str, label: Label) -> tuple[Posting | None, str]:
    """The posting and the reader's refusal; a refused one is read once more with the company given."""
    reader = FilePostingReader()
    try:
        return reader.read(str(path), job=job), ""
    except PostingError as refusal:
        said = str(refusal)
    try:
        return reader.read(str(path), job=job, company=(label["company"] or [STAND_IN])[0]), said
    except PostingError:
        return None, said


def company_right(posting: Posting, refusal: str, label: Label) -> bool:
    """Whether the company is an accepted one, or was rightly asked for."""
    if refusal:
        return not label["company"] or label.get("may_refuse", False)
    return any(same(posting.company, name) for name in label["company"])


def places_right(posting: Posting, label: Label) -> tuple[bool, bool]:
    """Whether the main place is right, and whether all places are, in their order."""
    if not label["locations"] or not posting.locations:
        equal = label["locations"] == posting.locations
        return equal, equal
    accepted = label.get("main", label["locations"][:1])
    main = any(same(posting.locations[0], place) for place in accepted)
    rest = [" ".join(place.split()).casefold() for place in posting.locations[1:]]
    return main, main and rest == [place.casefold() for place in label["locations"][1:]]


def compare(posting: Posting, refusal: str, label: Label) -> Iterator[tuple[str, bool, str]]:
    """What was compared, whether it is right, and the reader's and the labelled value in a line."""
    title = " ".join(posting.title.split()) == label["title"]
    yield "title", title, f"{posting.title!r}, not {label['title']!r}"
    answer = refusal or repr(posting.company)
    yield "company", company_right(posting, refusal, label), f"{answer}, not {label['company']}"
    main, every = places_right(posting, label)
    yield "main place", main, f"{posting.locations[:1]}, not {label.get('main', label['locations'][:1])}"
    yield "all places", every, f"{posting.locations}, not {label['locations']}"
    if label["country"]:
        country = EmbeddedPlaceCleaner().strategy(posting).country
        yield "country", same(country, label["country"]), f"{country!r}, not {label['country']!r}"


def score(folder: Path, labels: dict[str, Label]) -> Score:
    """Read and compare every labelled posting, printing the misses and what could not be read."""
    right: Score = defaultdict(list)
    for path, job, label in labelled_jobs(folder, labels):
        name = f"{path.name} {job}".strip()
        posting, refusal = read(path, job, label)
        if refusal:
            print(f"refused     {name}: {refusal}")
        if posting is None:
            for what in ("title", "company", "main place", "all places"):
                right[what].append(False)
            continue
        for what, good, line in compare(posting, refusal, label):
            right[what].append(good)
            if not good:
                print(f"{what:<11} {name}: {line}")
    return right


def main(folder: Path) -> int:
    """Print the shares; 1 when one is under what is needed or when a labelled posting was not found."""
    labels: dict[str, Label] = json.loads(LABELS.read_text(encoding="utf-8"))
    right = score(folder, labels)
    for what, answers in right.items():
        print(f"{what:<11} {sum(answers):>4} of {len(answers)} = {sum(answers) / len(answers):.1%}")
    missing = len(labels) - len(right["title"])
    print(f"labels whose posting was not found: {missing}")
    short = any(sum(answers) < NEEDED * len(answers) for answers in right.values())
    return 1 if short or missing else 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python benchmarks/postings.py FOLDER")
    sys.exit(main(Path(sys.argv[1])))
