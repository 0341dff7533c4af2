"""Posting readers: from a file (later an address or a database) to a `Posting`."""

from typing import Protocol

from inroad.state import Posting


class PostingReader(Protocol):
    """Reads one posting."""

    def read(self, ref: str, *, job: str = "", company: str = "") -> Posting:
        """Return the posting that `ref` names.

        Args:
            ref: a file's path.
            job: which job, by its id, when the payload holds several.
            company: the company's name when the user says it; it wins over the payload's.

        Raises:
            PostingError: it cannot be read, holds several jobs and none is chosen, or lacks its company.
        """
        ...

    def read_text(self, text: str, *, company: str = "") -> Posting:
        """Return the posting in a text that was pasted: any of the formats that a file may have.

        Raises:
            PostingError: as in `read`.
        """
        ...
