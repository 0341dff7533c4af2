"""The stand-in for Google, asked through Google's own client and by raw requests."""

from __future__ import annotations

import base64
import json
import warnings
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from email.policy import SMTP
from typing import Any

import pytest
import requests

from inroad.sandbox import Sandbox

with warnings.catch_warnings():
    # Google's packages speak of their future versions when they are imported.
    warnings.simplefilter("ignore", FutureWarning)
    from google.oauth2.credentials import Credentials
    from google_auth_httplib2 import AuthorizedHttp  # type: ignore[import-untyped]
    from googleapiclient.discovery import build_from_document  # type: ignore[import-untyped]
    from googleapiclient.discovery_cache import get_static_doc  # type: ignore[import-untyped]
    from googleapiclient.http import build_http  # type: ignore[import-untyped]

Service = Callable[..., Any]
Ask = Callable[..., requests.Response]
Mail = Callable[..., bytes]


@pytest.fixture
def google(clock: Any) -> Iterator[Sandbox]:
    """A sandbox whose time stands still."""
    with Sandbox(clock=clock, sleep=clock.sleep) as running:
        yield running


@pytest.fixture
def service(google: Sandbox) -> Iterator[Service]:
    """Build Google's client of an API for the sandbox, with a token of these scopes."""
    opened: list[AuthorizedHttp] = []

    def build(name: str = "gmail", version: str = "v1", credentials: Any = None, **token: Any) -> Any:
        document = json.loads(get_static_doc(name, version))
        document["rootUrl"] = f"{google.gmail_url}/"
        # The base of calls is made of it where it is there.
        document["baseUrl"] = f"{google.gmail_url}/{document['servicePath']}"
        del document["mtlsRootUrl"]
        given = credentials or Credentials(google.gmail.issue_token(**token).access)  # type: ignore[no-untyped-call]
        opened.append(AuthorizedHttp(given, http=build_http()))
        return build_from_document(document, http=opened[-1])

    yield build
    for http in opened:
        http.close()


@pytest.fixture
def gmail(service: Service) -> Any:
    """Google's client of Gmail with the scope to compose."""
    return service()


@pytest.fixture
def ask(google: Sandbox) -> Ask:
    """Ask by a raw request with a token of the scope to compose, or with another."""
    return _asking(google)


@pytest.fixture(scope="module")
def steady_google() -> Iterator[Sandbox]:
    """A sandbox that the tests of a file share, because none of them changes it."""
    with Sandbox() as running:
        yield running


@pytest.fixture(scope="module")
def ask_steady(steady_google: Sandbox) -> Ask:
    """Ask the shared sandbox."""
    return _asking(steady_google)


def _asking(google: Sandbox) -> Ask:
    def request(method: str, path: str, *, token: str | None = None, **rest: Any) -> requests.Response:
        access = google.gmail.issue_token().access if token is None else token
        headers = {"Authorization": f"Bearer {access}"} | rest.pop("headers", {})
        url = path if path.startswith("http") else google.gmail_url + path
        return requests.request(method, url, headers=headers, timeout=30, allow_redirects=False, **rest)

    return request


@pytest.fixture(scope="session")
def mail() -> Mail:
    """Write a mail; headers beside To and Subject may be given by name."""

    def write(
        to: str = "jane@acme.example", subject: str = "Robots", body: str = "Hello Jane", **headers: str
    ) -> bytes:
        message = EmailMessage(policy=SMTP.clone(cte_type="7bit"))
        message["To"] = to
        message["Subject"] = subject
        for name, value in headers.items():
            message[name.replace("_", "-")] = value
        message.set_content(body)
        message.add_alternative(f"<p>{body}</p>", subtype="html")
        return message.as_bytes()

    return write


@pytest.fixture
def draft(mail: Mail) -> Callable[..., dict[str, Any]]:
    """Write a mail as the body of a draft; arguments are those of `mail`."""

    def body(**given: str) -> dict[str, Any]:
        return {"message": {"raw": base64.urlsafe_b64encode(mail(**given)).decode()}}

    return body
