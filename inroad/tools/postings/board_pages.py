"""Which job board an address belongs to, and where that board tells the same as JSON.

The addresses are those of Ashby's posting API, Greenhouse's job board API and Lever's postings API,
all of them open to everybody and made for reading.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import SplitResult, parse_qs, parse_qsl, quote, unquote, urlencode, urlsplit, urlunsplit

_UUID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}", re.IGNORECASE)
_NUMBER = re.compile(r"\d{4,20}")
_TRACKING = re.compile(
    r"utm_\w+|gh_src|lever-(?:source|origin|via)(?:\[\])?|(?:fb|g|ms)clid|mc_[ce]id|trk|trackingid|refid", re.IGNORECASE
)
_FORMS = re.compile(r"/(?:application|apply)$")
_EMBEDDED = re.compile(
    r"(?:job-)?boards(?:\.eu)?\.greenhouse\.io/embed/job_(?:board|app)[^\"'\s<>]{0,200}?[?&;]for=([\w-]{1,100})"
)


@dataclass(frozen=True)
class BoardPage:
    """A page of a job board.

    `sources` are the addresses of its JSON, to be tried in order. `job` is the job's id in the
    page's address, "" for the page of the whole board.
    """

    board: str
    job: str
    sources: tuple[str, ...]


def canonical(url: str) -> str:
    """Return an address as it is kept: host in lower case, no fragment, nothing that only tracks readers.

    On job boards it is the job's page, not its form.
    """
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return url.strip()
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    kept = [(key, value) for key, value in pairs if not _TRACKING.fullmatch(key)]
    query = parts.query if len(kept) == len(pairs) else urlencode(kept)
    host = parts.netloc.lower() if "@" not in parts.netloc else parts.netloc
    path = _FORMS.sub("", parts.path.rstrip("/")) if _reader_of(parts) else parts.path
    return urlunsplit((parts.scheme.lower(), host, path, query, ""))


def board_page(url: str) -> BoardPage | None:
    """Return what an address is on Ashby, Greenhouse or Lever; None when it is on none of them."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    reader = _reader_of(parts)
    return reader(parts) if reader else None


def embedded_page(url: str, markup: str) -> BoardPage | None:
    """Return the Greenhouse job that a company shows on a page of its own, None when there is none.

    Such a page has the job's id as `gh_jid` in its address, and the board's name in the script or
    frame that shows the job.
    """
    job = _query(urlsplit(url), "gh_jid")
    board = _EMBEDDED.search(markup)
    return _greenhouse_page(board[1], job, eu=".eu." in board[0]) if board and _NUMBER.fullmatch(job) else None


def _reader_of(parts: SplitResult) -> Callable[[SplitResult], BoardPage | None] | None:
    return _READERS.get((parts.hostname or "").rstrip("."))


def _steps(parts: SplitResult) -> list[str]:
    return [unquote(step) for step in parts.path.split("/") if step]


def _query(parts: SplitResult, key: str) -> str:
    return parse_qs(parts.query).get(key, [""])[0]


def _uuid(steps: list[str]) -> str:
    return steps[1].lower() if len(steps) > 1 and _UUID.fullmatch(steps[1]) else ""


def _ashby(parts: SplitResult) -> BoardPage | None:
    steps = _steps(parts)
    if not steps:
        return None
    source = f"https://api.ashbyhq.com/posting-api/job-board/{_quoted(steps[0])}?includeCompensation=true"
    return BoardPage(steps[0], _uuid(steps), (source,))


def _greenhouse(parts: SplitResult) -> BoardPage | None:
    steps = _steps(parts)
    if steps[:1] == ["embed"]:
        board, job = _query(parts, "for"), _query(parts, "token")
    else:
        board = steps[0] if steps else ""
        job = steps[2] if steps[1:2] == ["jobs"] and len(steps) > 2 else _query(parts, "gh_jid")
    job = job if _NUMBER.fullmatch(job) else ""
    return _greenhouse_page(board, job, eu=".eu." in str(parts.hostname)) if board else None


def _greenhouse_page(board: str, job: str, *, eu: bool) -> BoardPage:
    rest = f"/v1/boards/{_quoted(board)}/jobs{'/' + job if job else ''}?content=true"
    # Reports differ on which of the two hosts serves European boards.
    hosts = ("boards-api.greenhouse.io", "boards-api.eu.greenhouse.io") if eu else ("boards-api.greenhouse.io",)
    return BoardPage(board, job, tuple(f"https://{host}{rest}" for host in hosts))


def _lever(parts: SplitResult) -> BoardPage | None:
    steps = _steps(parts)
    if not steps:
        return None
    job = _uuid(steps)
    host = "api.eu.lever.co" if ".eu." in str(parts.hostname) else "api.lever.co"
    source = f"https://{host}/v0/postings/{_quoted(steps[0])}{'/' + job if job else ''}?mode=json"
    return BoardPage(steps[0], job, (source,))


def _quoted(step: str) -> str:
    return quote(step, safe="")


_READERS = {
    "jobs.ashbyhq.com": _ashby,
    "boards.greenhouse.io": _greenhouse,
    "boards.eu.greenhouse.io": _greenhouse,
    "job-boards.greenhouse.io": _greenhouse,
    "job-boards.eu.greenhouse.io": _greenhouse,
    "jobs.lever.co": _lever,
    "jobs.eu.lever.co": _lever,
}
