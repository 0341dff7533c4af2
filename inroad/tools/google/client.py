"""Google's own client library for Gmail, sending through a transport of ours.

The library's usual one, httplib2, sends a POST again by itself when a connection ends without an answer, which makes
a second draft; and threads that share one get each other's answers. `OneTryHttp` has its form and does neither.
"""

from __future__ import annotations

import json
import warnings
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from inroad.errors import GarbledAnswerError
from inroad.tools.google.answers import error_of
from inroad.tools.google.line import Line, Waits, safe_url
from inroad.tools.google.tokens import Tokens
from inroad.tools.http_call import RawAnswer

with warnings.catch_warnings():
    warnings.simplefilter("ignore", FutureWarning)  # google.api_core warns of packages that nothing here uses
    from googleapiclient.discovery import build_from_document  # type: ignore[import-untyped]
    from googleapiclient.discovery_cache import get_static_doc  # type: ignore[import-untyped]
    from googleapiclient.http import MediaIoBaseUpload  # type: ignore[import-untyped]
    from httplib2 import Response  # type: ignore[import-untyped]

__all__ = ["MediaIoBaseUpload", "OneTryHttp", "gmail_service"]


class OneTryHttp:
    """Sends each request of the library once, from any thread; once more only when Gmail refused the token (401)."""

    def __init__(self, line: Line, tokens: Tokens, waits: Waits, now: Callable[[], datetime]) -> None:
        self._line = line
        self._tokens = tokens
        self._waits = waits
        self._now = now

    def request(
        self,
        uri: str,
        method: str = "GET",
        body: bytes | str | None = None,
        headers: Mapping[str, str] | None = None,
        **_: Any,
    ) -> tuple[Response, bytes]:
        """See `httplib2.Http.request`, except that what is no success is raised here, before the library reads it.

        Raises:
            UnavailableError: there was no whole answer, or one that told of a failure.
            GarbledAnswerError: the answer was longer than can be read.
            InroadError: whatever else `answers.error_of` or `Tokens.bearer` have to say.
        """
        token = self._tokens.bearer()
        raw = self._send(uri, method, body, headers or {}, token)
        if raw.status == 401:
            token = self._tokens.renewed(token)
            raw = self._send(uri, method, body, headers or {}, token)
        if raw.content is None:
            raise GarbledAnswerError("Gmail answered with more than can be read; try again later.", "gmail", raw.status)
        if raw.status >= 300:
            raise error_of(raw.status, raw.headers, raw.content.replace(token.encode(), b"***"), self._now())
        return Response({**raw.headers, "status": str(raw.status)}), raw.content

    def close(self) -> None:
        """Close the connections."""
        self._line.close()

    def _send(
        self, uri: str, method: str, body: bytes | str | None, headers: Mapping[str, str], token: str
    ) -> RawAnswer:
        return self._line.send(method, uri, {**headers, "Authorization": f"Bearer {token}"}, body, self._waits)


def gmail_service(base_url: str, http: OneTryHttp) -> Any:
    """Return the library's Gmail, from the description that it ships; the base URL moves all of its addresses.

    Those are the plain ones, of batches, and of uploads.

    Raises:
        UserInputError: the base URL is not one that a login may be sent to.
    """
    described = json.loads(get_static_doc("gmail", "v1"))
    described.pop("mtlsRootUrl", None)
    described["rootUrl"] = safe_url(base_url, "GMAIL_BASE_URL") + "/"
    return build_from_document(described, http=http)
