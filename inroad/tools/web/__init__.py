"""Pages of the public web, fetched on a user's behalf."""

from dataclasses import dataclass
from typing import Protocol

LARGEST_PAGE = 5 * 1024 * 1024


@dataclass(frozen=True)
class Page:
    """A page as it came.

    `url` is where it was in the end, after redirects, without a fragment. `content_type` is in lower
    case and without its parameters ("text/html"); `charset` is the one that it named, "" for none.
    """

    url: str
    content_type: str
    charset: str
    body: bytes


class Fetch(Protocol):
    """Fetches one page."""

    def __call__(self, url: str, *, largest: int = LARGEST_PAGE) -> Page:
        """Return the page at an address.

        Args:
            url: an http or https address.
            largest: how many bytes it may have, after unpacking.

        Raises:
            FetchError: it may not be fetched, or cannot be.
        """
        ...
