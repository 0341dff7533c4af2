"""The reader of whatever names a posting: a file, or an address."""

from __future__ import annotations

import re

from inroad.state import Posting
from inroad.tools.postings import PostingReader
from inroad.tools.postings.files import FilePostingReader
from inroad.tools.postings.url import UrlPostingReader

_URL = re.compile(r"\s*[a-z][a-z0-9+.-]*://", re.IGNORECASE)


class AnyPostingReader:
    """Reads postings from files and from addresses; a `PostingReader`."""

    def __init__(self, files: PostingReader | None = None, addresses: PostingReader | None = None) -> None:
        self._files = files or FilePostingReader()
        self._addresses = addresses or UrlPostingReader()

    def read(self, ref: str, *, job: str = "", company: str = "") -> Posting:
        """Return the posting that `ref` names: an address when it begins with a scheme, else a file's path.

        Raises:
            PostingError: see the two readers.
        """
        reader = self._addresses if _URL.match(ref) else self._files
        return reader.read(ref, job=job, company=company)

    def read_text(self, text: str, *, company: str = "") -> Posting:
        """Return the posting in a text that was pasted; addresses in it are not followed.

        Raises:
            PostingError: as in `read`.
        """
        return self._files.read_text(text, company=company)
