"""A file's bytes as text, whatever wrote them."""

from __future__ import annotations

import codecs
import re
import stat
from pathlib import Path

from charset_normalizer import from_bytes

from inroad.errors import PostingError
from inroad.tools.postings.tidy import one_line

LARGEST_FILE = 20 * 1024 * 1024
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SIGNATURES = (
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"PK\x03\x04", "a Word or zip file"),
    (b"\xd0\xcf\x11\xe0", "a Word file"),
    (b"\x1f\x8b", "a compressed file"),
    (b"{\\rtf", "a rich text file"),
)
_DECLARED = re.compile(rb"charset=[\"']?([A-Za-z0-9_-]{2,20})|encoding=[\"']([A-Za-z0-9_-]{2,20})", re.IGNORECASE)
# Told apart by their letters' frequency; Western first, as ties go to the first.
_OLD_ENCODINGS = [
    "cp1252",
    "cp1250",
    "cp1251",
    "cp1253",
    "cp1254",
    "shift_jis",
    "euc_jp",
    "euc_kr",
    "gb18030",
    "big5",
]
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def shown_name(ref: str) -> str:
    """Return a file's name as an error may show it: on one line, without control characters."""
    return one_line(ref) or "the file without a name"


def read_file(ref: str) -> str:
    """Return the text of a file, its line ends those of Unix.

    Raises:
        PostingError: there is no such file, it is a folder, empty, binary, over 20 MB or unreadable.
    """
    name = shown_name(ref)
    data = _bytes_of(Path(ref), name)
    if not data.strip():
        raise PostingError(f"{name} is empty: give a file that holds the posting.")
    return decode(data, name)


def _bytes_of(path: Path, name: str) -> bytes:
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise PostingError(f"{name} is a folder: give the file of one posting.")
        if not stat.S_ISREG(status.st_mode):
            raise PostingError(f"{name} is not an ordinary file: save the posting to a file and give that.")
        if status.st_size > LARGEST_FILE:
            raise PostingError(f"{name} is larger than 20 MB: give a file that holds only the posting.")
        return path.read_bytes()
    except PostingError:
        raise
    except FileNotFoundError as error:
        raise PostingError(f"{name} does not exist: give the path of a posting's file.") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise PostingError(f"{name} cannot be read ({reason}): give a file that you may read.") from error


def decode(data: bytes, name: str) -> str:
    """Return the text that bytes hold: by their mark, as UTF-8, as they declare, or by statistics.

    Raises:
        PostingError: they are no text.
    """
    kind = next((kind for signature, kind in _SIGNATURES if data.startswith(signature)), "")
    if kind:
        raise _not_text(name, kind)
    text = _by_mark(data)
    if text is None and b"\x00" in data:
        text = _without_mark(data)
    elif text is None:
        text = _as_utf8(data) or _as_declared(data) or _as_guessed(data)
    if text is None or _is_binary(text):
        raise _not_text(name, "a binary file")
    return text.replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff")


def _not_text(name: str, kind: str) -> PostingError:
    return PostingError(f"{name} is {kind}, not text: save the posting as text or HTML and give that.")


def _by_mark(data: bytes) -> str | None:
    encoding = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), "")
    return data.decode(encoding, "replace") if encoding else None


def _without_mark(data: bytes) -> str | None:
    """UTF-16 without its mark, told by the zero bytes that its ASCII characters have."""
    half = len(data) // 2
    odd, even = data[1::2].count(0), data[0::2].count(0)
    if max(odd, even) < 0.3 * half or min(odd, even) > 0.05 * half:
        return None
    return data.decode("utf-16-le" if odd > even else "utf-16-be", "replace")


def _as_utf8(data: bytes) -> str | None:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _as_declared(data: bytes) -> str | None:
    match = _DECLARED.search(data[:2_048])
    encoding = (match.group(1) or match.group(2)).decode("ascii") if match else ""
    if encoding.lower().replace("-", "") in ("", "utf8"):
        return None
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _as_guessed(data: bytes) -> str | None:
    if len(_BINARY.findall(data[:65_536])) > 0.01 * len(data[:65_536]):
        return None
    best = from_bytes(data[:65_536], cp_isolation=_OLD_ENCODINGS).best()
    return data.decode(best.encoding if best else "cp1252", "replace")


def _is_binary(text: str) -> bool:
    start = text[:65_536]
    odd = sum(1 for char in start if char == "\ufffd" or (char < " " and char not in "\t\n\r\x0b\x0c\x1b"))
    return odd > 0.02 * len(start)
