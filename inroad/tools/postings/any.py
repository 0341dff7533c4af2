"""The reader of whatever names a posting: a file, an address, or a job in MongoDB."""

from __future__ import annotations

import re

from inroad.errors import PostingError
from inroad.state import Posting
from inroad.tools.jobs import JobBoard, is_job
from inroad.tools.postings import PostingReader
from inroad.tools.postings.tidy import one_line

_URL = re.compile(r"\s*[a-z][a-z0-9+.-]*://", re.IGNORECASE)


def is_address(ref: str) -> bool:
    """Tell whether a posting is named by its address."""
    return _URL.match(ref) is not None


class AnyPostingReader:
    """Reads postings from files, from addresses and from a board of jobs; a `PostingReader`."""

    def __init__(
        self,
        files: PostingReader | None = None,
        addresses: PostingReader | None = None,
        jobs: JobBoard | None = None,
    ) -> None:
        self._files = files
        self._addresses = addresses
        self._jobs = jobs

    def read(self, ref: str, *, job: str = "", company: str = "") -> Posting:
        """Return the posting that `ref` names: "mongo:<_id>", an address when it begins with a scheme, else a file.

        Raises:
            PostingError: see the readers; or a job is named, and there is no MongoDB.
            StoreError: MongoDB cannot be asked.
        """
        if is_job(ref):
            return self._board(ref).read(ref, company=company)
        reader = self._reader_of_addresses() if is_address(ref) else self._reader_of_files()
        return reader.read(ref, job=job, company=company)

    def read_text(self, text: str, *, company: str = "") -> Posting:
        """Return the posting in a text that was pasted; addresses in it are not followed.

        Raises:
            PostingError: as in `read`.
        """
        return self._reader_of_files().read_text(text, company=company)

    # The readers are loaded when something is read: most commands read no posting, and most runs no page.
    def _reader_of_files(self) -> PostingReader:
        if self._files is None:
            from inroad.tools.postings.files import FilePostingReader

            self._files = FilePostingReader()
        return self._files

    def _reader_of_addresses(self) -> PostingReader:
        if self._addresses is None:
            from inroad.tools.postings.url import UrlPostingReader

            self._addresses = UrlPostingReader()
        return self._addresses

    def _board(self, ref: str) -> JobBoard:
        if self._jobs is None:
            raise PostingError(f"{one_line(ref)} is a job in MongoDB: set MONGODB_URI, and INROAD_DB.")
        return self._jobs
