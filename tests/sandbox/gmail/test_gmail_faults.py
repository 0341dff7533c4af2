"""What goes wrong on purpose at the stand-in for Google, and what Google's own client makes of it."""

from __future__ import annotations

import math
import socket
from threading import Event
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests

from inroad.sandbox import Sandbox

DRAFTS = "/gmail/v1/users/me/drafts"


def _reason(reply: requests.Response) -> str:
    error = reply.json()["error"]
    assert error["code"] == reply.status_code
    assert error["errors"][0]["message"] == error["message"]
    reason: str = error["errors"][0]["reason"]
    return reason


def _waited(thing: Event) -> None:
    thing.wait(30)


def test_refusals_on_purpose(google: Sandbox, ask: Any, draft: Any) -> None:
    google.gmail.refuse("drafts.create", 500, "backendError", after=1, times=2)
    assert [ask("POST", DRAFTS, json=draft()).status_code for _ in range(4)] == [200, 500, 500, 200]
    google.gmail.refuse("drafts.create", 403, "dailyLimitExceeded", times=math.inf)
    assert [_reason(ask("POST", DRAFTS, json=draft())) for _ in range(2)] == ["dailyLimitExceeded"] * 2
    assert ask("GET", DRAFTS).status_code == 200


@pytest.mark.parametrize(
    ("fault", "status", "reason"),
    [
        ({"kind": "rate_limited"}, 429, "rateLimitExceeded"),
        ({"kind": "server_error", "status": 503}, 503, "backendError"),
        ({"kind": "server_error", "status": 403}, 403, "userRateLimitExceeded"),
    ],
)
@pytest.mark.parametrize("path", [DRAFTS, "/upload/gmail/v1/users/me/drafts", "/batch", "/drive/v3/files"])
def test_faults_answer_in_the_shape_of_google(
    steady_google: Sandbox, ask_steady: Any, path: str, fault: Any, status: int, reason: str
) -> None:
    steady_google.faults.add(path, **fault)
    reply = ask_steady("POST", path, json={})
    assert (reply.status_code, _reason(reply)) == (status, reason)


@pytest.mark.parametrize(
    ("kind", "made", "asked"),
    [("reset_before", 0, 1), ("reset_after", 1, 1), ("hang_up_before", 1, 2), ("hang_up_after", 2, 2)],
)
def test_a_dropped_connection_and_what_the_client_makes_of_it(
    google: Sandbox, gmail: Any, draft: Any, kind: Any, made: int, asked: int
) -> None:
    """Google's client raises when the connection is reset, and silently posts again when it was closed."""
    google.faults.add(f"POST {DRAFTS}", kind)
    call = gmail.users().drafts().create(userId="me", body=draft())
    if asked == 1:
        with pytest.raises(ConnectionError):
            call.execute()
    else:
        call.execute()
    assert (google.mailbox.made, len(google.history.of(DRAFTS))) == (made, asked)
    assert google.history.of(DRAFTS)[0].status == 0


def test_a_fault_may_be_of_one_http_method(google: Sandbox, ask: Any, draft: Any) -> None:
    google.faults.add(f"POST {DRAFTS}", "server_error")
    assert ask("GET", DRAFTS).status_code == 200
    assert [ask("POST", DRAFTS, json=draft()).status_code for _ in range(2)] == [500, 200]


def test_a_batch_is_cut_after_some_were_made(google: Sandbox, gmail: Any, draft: Any) -> None:
    google.gmail.refuse("drafts.create", 503, "backendError", after=2, times=math.inf)
    google.faults.add("/batch", "reset_after")
    batch = gmail.new_batch_http_request()
    for number in range(4):
        batch.add(gmail.users().drafts().create(userId="me", body=draft(subject=f"Robots {number}")))
    with pytest.raises(ConnectionError):
        batch.execute()
    assert [draft.mail["Subject"] for draft in google.mailbox.drafts] == ["Robots 0", "Robots 1"]


def test_half_a_call_does_nothing(google: Sandbox, ask: Any) -> None:
    token = google.gmail.issue_token().access
    head = f"POST /upload{DRAFTS}?uploadType=media HTTP/1.1\r\nHost: sandbox\r\nAuthorization: Bearer {token}\r\n"
    split = urlsplit(google.gmail_url)
    with socket.create_connection((split.hostname, split.port), 30) as half:
        half.sendall(f"{head}Content-Type: message/rfc822\r\nContent-Length: 100\r\n\r\nSubject: Hi".encode())
        half.shutdown(socket.SHUT_WR)
        assert half.recv(1000) == b""
    assert ask("GET", DRAFTS).json() == {"resultSizeEstimate": 0}
    assert [exchange.method for exchange in google.history.exchanges] == ["GET"]


def test_a_time_out_after_the_draft_was_made(draft: Any) -> None:
    go = Event()
    with Sandbox(sleep=lambda _: _waited(go)) as google:
        google.faults.add(DRAFTS, "drip", seconds=100)
        headers = {"Authorization": f"Bearer {google.gmail.issue_token().access}"}
        with pytest.raises(requests.exceptions.ConnectionError, match="Read timed out"):
            requests.post(google.gmail_url + DRAFTS, json=draft(), headers=headers, timeout=0.2)
        assert google.mailbox.made == 1
        go.set()
