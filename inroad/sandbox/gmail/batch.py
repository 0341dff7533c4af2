"""Batches: many calls in one body, answered in their order, each for itself."""

from __future__ import annotations

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import parse_qsl, urlsplit

from inroad.sandbox.gmail.protocol import Answer, Call, RefusedError, wrong
from inroad.sandbox.gmail.uploads import Part, parts, split

MOST = 100
"""How many calls a batch may have, as the guide to batches says."""
_BOUNDARY = "batch_of_the_sandbox"
_PATHS = {
    "/batch": "/gmail/",
    "/batch/gmail/v1": "/gmail/v1/",
    "/batch/drive/v3": "/drive/v3/",
}


@dataclass(frozen=True)
class BatchAnswer:
    """The answers of a batch as they are sent."""

    content_type: str
    content: bytes


def answered(call: Call, ask: Callable[[Call], Answer], workers: int) -> BatchAnswer:
    """Ask for every part of a batch, so many at once, and put the answers together in the order of the parts.

    Raises:
        RefusedError: it is no batch, or has no calls or too many.
    """
    start = _PATHS.get(call.path)
    if start is None or call.method != "POST":
        raise RefusedError(404, "notFound", "Not Found")
    if call.media_type() != "multipart/mixed":
        raise RefusedError(400, "badRequest", "A batch is sent as multipart/mixed")
    found = parts(call.headers["content-type"], call.body)
    if not 0 < len(found) <= MOST:
        raise wrong(f"A batch has 1 to {MOST} calls, not {len(found)}")

    def one(part: Part) -> Answer:
        try:
            return ask(_inner(part, call, start))
        except RefusedError as refused:
            return Answer(refused.status, refused.body())

    with ThreadPoolExecutor(workers) as pool:
        answers = list(pool.map(one, found))
    pieces = [_piece(part, answer) for part, answer in zip(found, answers, strict=True)]
    body = b"".join(pieces) + f"--{_BOUNDARY}--\r\n".encode()
    return BatchAnswer(f"multipart/mixed; boundary={_BOUNDARY}", body)


def _inner(part: Part, outer: Call, start: str) -> Call:
    """Return the call of a part; it is authorized as the batch is unless it says otherwise."""
    if part.headers.get("content-type", "").partition(";")[0].strip() != "application/http":
        raise RefusedError(400, "badRequest", "A part of a batch is application/http")
    line, _, rest = part.body.partition(b"\n")
    found = re.fullmatch(r"([A-Z]+) (/\S*)(?: HTTP/1\.1)?", line.decode("utf-8", "replace").strip())
    if not found:
        raise RefusedError(400, "badRequest", "A part begins with a method and a path, without a host")
    target = urlsplit(found[2])
    if not target.path.startswith(start):
        raise RefusedError(400, "badRequest", f"{target.path} cannot be asked for in this batch")
    headers, body = split(rest)
    body = body.rstrip(b"\r\n")
    if int(headers.get("content-length", len(body))) != len(body):
        raise RefusedError(400, "badRequest", "The content-length of a part is not that of its body")
    shared = {name: outer.headers[name] for name in ("authorization",) if name in outer.headers}
    return Call(found[1], target.path, dict(parse_qsl(target.query)), shared | headers, body, outer.host)


def _piece(part: Part, answer: Answer) -> bytes:
    own = part.headers.get("content-id", "")
    names = [f"--{_BOUNDARY}", "Content-Type: application/http"]
    if own:
        names.append(f"Content-ID: <response-{own.removeprefix('<')}")
    content = answer.content
    inner = [
        f"HTTP/1.1 {answer.status} {HTTPStatus(answer.status).phrase}",
        *(["Content-Type: application/json; charset=UTF-8"] if content else []),
        f"Content-Length: {len(content)}",
        *(f"{name}: {value}" for name, value in answer.headers.items()),
    ]
    return "\r\n".join([*names, "", *inner, "", ""]).encode() + content + b"\r\n"
