"""Keys that are planted, and the search for them in whatever a run leaves behind."""

from __future__ import annotations

import base64
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

# So much of a secret in one piece is a leak: an echo that was cut off tells most of it.
_PIECE = 12
_ARGV_EVENTS = ("subprocess.Popen", "os.exec", "os.posix_spawn", "os.spawn", "os.system")
_STARTED: list[list[str]] = []


@dataclass
class Canaries:
    """The secrets by name, and how often a place was searched for one and held none."""

    secrets: dict[str, str]
    tried: int = 0
    found: list[str] = field(default_factory=list)

    def search(self, place: str, content: bytes | str) -> None:
        """Look for each secret in a place, as it is and in the forms that requests bring it to."""
        data = content.encode(errors="surrogateescape") if isinstance(content, str) else content
        for name, secret in self.secrets.items():
            self.tried += 1
            if any(piece in data for piece in _pieces(secret)):
                self.found.append(f"{name} in {place}")

    def search_files(self, folder: Path, *, but: Iterable[Path] = ()) -> None:
        """Look into every file under a folder, whatever its kind, but for those that are there to keep a secret."""
        for file in sorted(folder.rglob("*")):
            if file.is_file() and file not in but:
                self.search(str(file.relative_to(folder)), file.read_bytes())
            self.search("file names", str(file))

    @property
    def held(self) -> int:
        """How many of the searches found nothing."""
        return self.tried - len(self.found)


def _pieces(secret: str) -> Iterator[bytes]:
    for start in range(max(1, len(secret) - _PIECE + 1)):
        piece = secret[start : start + _PIECE]
        yield from {piece.encode(), piece.upper().encode(), piece.lower().encode()}
    yield secret[::-1].encode()
    yield secret.encode("utf-16-le")
    yield quote(secret, safe="").encode()
    for shift in range(3):  # a text within a longer one that is packed in base64 takes one of three forms
        packed = base64.b64encode(b"x" * shift + secret.encode()).decode()
        yield packed[4 if shift else 0 : -4].encode()


@contextmanager
def started_processes() -> Iterator[list[list[str]]]:
    """Give the argv of every process that is started within the block."""
    _STARTED.clear()
    yield _STARTED


def _note(event: str, arguments: tuple[object, ...]) -> None:
    if event in _ARGV_EVENTS:
        _STARTED.append([str(each) for each in arguments])


# A hook of the interpreter cannot be taken out again; it only notes.
sys.addaudithook(_note)
