"""The reader of whatever names a posting: a file, an address, or a job in MongoDB."""

from __future__ import annotations

import re

from inroad.errors import PostingError
from inroad.state import Posting
from inroad.tools.jobs import JobBoard, is_job
from inroad.tools.postings import PostingReader
from inroad.tools.postings.decoding import shown_name
from inroad.tools.postings.files import FilePostingReader
from inroad.tools.postings.url import UrlPostingReader

_URL = re.compile(r"\s*[a-z][a-z0-9+.-]*://", re.IGNORECASE)


class AnyPostingReader:
    """Reads postings from files, from addresses and from a board of jobs; a `PostingReader`."""

    def __init__(
        self,
        files: PostingReader | None = None,
        addresses: PostingReader | None = None,
        jobs: JobBoard | None = None,
    ) -> None:
        self._files = files or FilePostingReader()
        self._addresses = addresses or UrlPostingReader()
        self._jobs = jobs

    def read(self, ref: str, *, job: str = "", company: str = "") -> Posting:
        """Return the posting that `ref` names: "mongo:<_id>", an address when it begins with a scheme, else a file.

        Raises:
            PostingError: see the readers; or a job is named, and there is no MongoDB.
            StoreError: MongoDB cannot be asked.
        """
        if is_job(ref):
            return self._board(ref).read(ref, company=company)
        reader = self._addresses if _URL.match(ref) else self._files
        return reader.read(ref, job=job, company=company)

    def read_text(self, text: str, *, company: str = "") -> Posting:
        """Return the posting in a text that was pasted; addresses in it are not followed.

        Raises:
            PostingError: as in `read`.
        """
        return self._files.read_text(text, company=company)

    def _board(self, ref: str) -> JobBoard:
        if self._jobs is None:
            raise PostingError(f"{shown_name(ref)} is a job in MongoDB: set MONGODB_URI, and INROAD_DB.")
        return self._jobs
