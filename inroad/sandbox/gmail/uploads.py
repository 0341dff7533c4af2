"""Uploads: a body alone, a body with JSON before it, or piece by piece to an address of its own."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from email import message_from_bytes
from itertools import pairwise
from threading import RLock

from inroad.sandbox.gmail.protocol import (
    Answer,
    Call,
    GmailSwitches,
    Json,
    RefusedError,
    not_found,
    parsed_object,
    too_large,
    wrong,
)

PIECE = 256 * 1024
"""All pieces of a resumable upload but the last are multiples of so many bytes."""


@dataclass(frozen=True)
class Content:
    """What was sent to a method that takes uploads; `media` is None where only JSON came."""

    metadata: Json
    media: bytes | None = None
    media_type: str = ""


@dataclass(frozen=True)
class Part:
    """One part of a multipart body, byte for byte; the names of its headers are in lower case."""

    headers: dict[str, str]
    body: bytes


@dataclass
class _Session:
    method: str
    path: str
    metadata: Json
    media_type: str
    body: bytearray = field(default_factory=bytearray)
    answer: Answer | None = None


Make = Callable[[Content], Answer]


class Uploads:
    """Takes uploads in all three ways; safe for many threads. Only mails up to the limit, and of a type, are taken."""

    def __init__(self, switches: GmailSwitches) -> None:
        self._switches = switches
        self._sessions: dict[str, _Session] = {}
        self._lock = RLock()

    def begun_by(self, call: Call) -> str:
        """Return the HTTP method that began the resumable upload that a call goes on with, its own if it does not."""
        if call.method != "PUT" or "upload_id" not in call.params:
            return call.method
        with self._lock:
            session = self._sessions.get(call.params["upload_id"])
        if session is None or session.path != call.path:
            raise not_found()
        return session.method

    def take(self, call: Call, accept: str, make: Make) -> Answer:
        """Answer an upload; what was sent is passed on once all of it is there, of media types that match `accept`.

        Raises:
            RefusedError: it is too large, of another type, or not as its kind of upload is sent.
        """
        if "upload_id" in call.params:
            return self._went_on(call, make)
        kind = call.params.get("uploadType", "")
        if kind == "resumable":
            return self._begun(call, accept)
        if kind == "media":
            content = Content({}, call.body, call.media_type())
        elif kind == "multipart":
            content = _related(call)
        else:
            raise wrong(f"uploadType must be media, multipart or resumable, not {kind or 'missing'}")
        self._check(content.media_type, len(content.media or b""), accept)
        return make(content)

    def _begun(self, call: Call, accept: str) -> Answer:
        media_type = call.headers.get("x-upload-content-type", "")
        self._check(media_type, int(call.headers.get("x-upload-content-length", "0")), accept)
        metadata = call.json_body() if call.body else {}
        upload_id = secrets.token_hex(12)
        with self._lock:
            self._sessions[upload_id] = _Session(call.method, call.path, metadata, media_type)
        place = f"{call.host}{call.path}?uploadType=resumable&upload_id={upload_id}"
        return Answer(200, headers={"location": place, "x-guploader-uploadid": upload_id})

    def _went_on(self, call: Call, make: Make) -> Answer:
        """Take a piece; who asks again after the last one gets the same answer and makes nothing twice."""
        with self._lock:
            session = self._sessions[call.params["upload_id"]]
            if session.answer:
                return session.answer
            if not self._appended(session, call):
                held = {"range": f"bytes=0-{len(session.body) - 1}"} if session.body else {}
                return Answer(308, headers=held)
            session.answer = make(Content(session.metadata, bytes(session.body), session.media_type))
            return session.answer

    def _appended(self, session: _Session, call: Call) -> bool:
        """Put a piece where it belongs, and say whether it was the last."""
        given = call.headers.get("content-range", f"bytes 0-{len(call.body) - 1}/{len(call.body)}")
        if re.fullmatch(r"bytes \*/(\d+|\*)", given):
            return False
        found = re.fullmatch(r"bytes (\d+)-(-?\d+)/(\d+|\*)", given)
        if not found or int(found[2]) - int(found[1]) + 1 != len(call.body) or int(found[1]) != len(session.body):
            raise wrong(f"Content-Range {given} does not fit what is there")
        last = found[3] != "*" and int(found[2]) + 1 == int(found[3])
        if not last and len(call.body) % PIECE:
            raise wrong(f"A piece must be a multiple of {PIECE} bytes")
        session.body += call.body
        self._check_size(len(session.body))
        return last

    def _check(self, media_type: str, size: int, accept: str) -> None:
        if not media_type.startswith(accept):
            text = f"Media type '{media_type}' is not supported. Valid media types: [{accept}*]"
            raise RefusedError(400, "badContent", text)
        self._check_size(size)

    def _check_size(self, size: int) -> None:
        if size > self._switches.upload_limit:
            raise too_large()


def parts(content_type: str, body: bytes) -> list[Part]:
    """Return the parts of a multipart body.

    Raises:
        RefusedError: there is no boundary, or no end.
    """
    boundary = message_from_bytes(f"Content-Type: {content_type}\n\n".encode()).get_boundary()
    if not boundary:
        raise RefusedError(400, "badRequest", "Missing boundary of a multipart body")
    # What belongs to the line of a boundary: the line break before it, blanks and the line break after it.
    line = re.compile(rb"(?:\A|\r?\n)--" + re.escape(boundary.encode()) + rb"(--)?[ \t]*(?=\r?\n|\Z)")
    marks = list(line.finditer(body))
    if not marks or not marks[-1][1]:
        raise RefusedError(400, "badRequest", "Multipart body without an end")
    return [_part(body[start.end() : end.start()]) for start, end in pairwise(marks)]


def split(block: bytes) -> tuple[dict[str, str], bytes]:
    """Return headers, unfolded and with names in lower case, and what follows their empty line."""
    end = re.search(rb"(?:\A|\r?\n)\r?\n", block)
    head, body = (block[: end.start()], block[end.end() :]) if end else (block, b"")
    lines = re.sub(rb"\r?\n[ \t]", b" ", head).decode("utf-8", "replace").splitlines()
    pairs = (line.partition(":") for line in lines if ":" in line)
    return {name.strip().lower(): value.strip() for name, _, value in pairs}, body


def _part(block: bytes) -> Part:
    return Part(*split(re.sub(rb"\A\r?\n", b"", block)))


def _related(call: Call) -> Content:
    if call.media_type() != "multipart/related":
        raise wrong("A multipart upload is sent as multipart/related")
    found = parts(call.headers["content-type"], call.body)
    if len(found) != 2:
        raise RefusedError(400, "badRequest", "A multipart upload has two parts: JSON and media")
    first, second = found
    return Content(parsed_object(first.body), second.body, second.headers.get("content-type", "").partition(";")[0])
