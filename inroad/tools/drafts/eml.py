"""Drafts as `.eml` files, which every mail program opens."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Callable
from datetime import datetime
from email.parser import BytesHeaderParser
from email.policy import SMTP
from pathlib import Path

from anyascii import anyascii

from inroad.errors import OutputError
from inroad.state import Draft
from inroad.tools.drafts import Outgoing
from inroad.tools.drafts.mime import build, message_id, one_line
from inroad.tools.drafts.names import shown_name

_TEMPORARY = ".draft-"
_STALE_SECONDS = 3600


class EmlDrafts:
    """A folder of `.eml` files, one for each draft; a file that is there is never overwritten."""

    kind = "eml"

    def __init__(self, folder: Path, clock: Callable[[], datetime]) -> None:
        self._folder = folder
        self._clock = clock

    def check(self) -> None:
        """Make the folder and try to write there.

        Raises:
            OutputError: the folder cannot be made or written.
        """
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            tempfile.TemporaryFile(dir=self._folder).close()
        except OSError as error:
            raise OutputError(
                f"No drafts can be written to {one_line(str(self._folder))} ({error.strerror}); "
                "choose another folder with --out."
            ) from error

    def find(self, outgoing: Outgoing) -> Draft | None:
        """Return the draft of that key which is in the folder already; what a killed run left half-written is removed.

        Only here is the folder looked through, for it may hold thousands: a draft is looked for after a crash alone.

        Raises:
            OutputError: it is there and cannot be read.
        """
        try:
            self._sweep()
            path = next(self._folder.glob(f"*-{short(outgoing.key)}.eml"), None)
            if path is None:
                return None
            mail = BytesHeaderParser(policy=SMTP).parsebytes(path.read_bytes())
        except OSError as error:
            name = one_line(str(error.filename))
            raise OutputError(
                f"The draft {name} cannot be read ({error.strerror}); make it readable, or remove it."
            ) from error
        return Draft(kind=self.kind, id=outgoing.key, message_id=str(mail["Message-ID"]), path=str(path))

    def _sweep(self) -> None:
        """Remove half-written files once nobody can still be at them; nothing else is ours."""
        old = self._clock().timestamp() - _STALE_SECONDS
        for path in self._folder.glob(f"{_TEMPORARY}*"):
            if not path.is_symlink() and path.is_file() and path.stat().st_mtime < old:
                path.unlink(missing_ok=True)

    def create(self, outgoing: Outgoing) -> Draft:
        """Write the file whole or not at all; one of that name, which holds the key, is kept as it is.

        The folder is not searched: `find` comes before where a draft may be there.

        Raises:
            OutputError: the folder cannot be written, or the attachment cannot be read.
        """
        content = build(outgoing, self._clock())
        path = self._folder / f"{file_stem(outgoing.recipient_name)}-{short(outgoing.key)}.eml"
        try:
            _write_once(path, content)
            path.stat()
        except OSError as error:
            raise OutputError(
                f"The draft {one_line(str(path))} cannot be written ({error.strerror}); "
                "choose another folder with --out."
            ) from error
        return Draft(
            kind=self.kind,
            id=outgoing.key,
            message_id=message_id(outgoing.key, outgoing.sender.email),
            path=str(path),
        )


def file_stem(name: str) -> str:
    """Return a person's name as the start of a file name: ASCII letters, at most 60; "contact" for anything else."""
    return re.sub(r"[^a-z0-9]+", "-", anyascii(shown_name(name)).lower()).strip("-")[:60].strip("-") or "contact"


def short(key: str) -> str:
    """Return as much of a draft's key as keeps file names apart."""
    return key[:16]


def _write_once(path: Path, content: bytes) -> None:
    """Write to a temporary file and link it into place: readers see all of it or nothing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=_TEMPORARY)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        _link(Path(temporary), path)
    finally:
        Path(temporary).unlink(missing_ok=True)


def _link(temporary: Path, path: Path) -> None:
    """A hard link fails where the file exists, so that two writers make one; some disks have no links."""
    try:
        os.link(temporary, path)
    except FileExistsError:
        return
    except OSError:
        if not path.exists():
            temporary.replace(path)
