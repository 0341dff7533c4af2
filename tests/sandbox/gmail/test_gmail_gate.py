"""What every call to the stand-in for Google goes through, in Google's shapes, and what is refused on purpose."""

from __future__ import annotations

import base64
import json
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event
from typing import Any

import pytest
import requests
from googleapiclient.errors import HttpError  # type: ignore[import-untyped]

from inroad.sandbox import GmailSwitches, Sandbox
from inroad.sandbox.gmail import ACCOUNT

DRAFTS = "/gmail/v1/users/me/drafts"
PROFILE = "/gmail/v1/users/me/profile"


def _reason(reply: requests.Response) -> str:
    error = reply.json()["error"]
    assert error["code"] == reply.status_code
    assert error["errors"][0]["message"] == error["message"]
    reason: str = error["errors"][0]["reason"]
    return reason


def test_the_shape_of_an_error(ask: Any) -> None:
    reply = ask("GET", "/gmail/v1/users/me/messages")
    assert reply.status_code == 403
    assert reply.headers["content-type"] == "application/json; charset=UTF-8"
    message = "Request had insufficient authentication scopes."
    assert reply.json() == {
        "error": {
            "code": 403,
            "message": message,
            "errors": [{"message": message, "domain": "global", "reason": "insufficientPermissions"}],
            "status": "PERMISSION_DENIED",
        }
    }


def test_the_newer_shape_of_an_error(google: Sandbox, gmail: Any) -> None:
    google.gmail_switches.newer_errors = True
    google.gmail.refuse("getProfile", 403, "userRateLimitExceeded", "Slow down")
    with pytest.raises(HttpError) as caught:
        gmail.users().getProfile(userId="me").execute(num_retries=2)
    assert (caught.value.status_code, caught.value.reason) == (403, "Slow down")
    info = {"@type": "type.googleapis.com/google.rpc.ErrorInfo", "domain": "googleapis.com"}
    assert caught.value.error_details == [info | {"reason": "USER_RATE_LIMIT_EXCEEDED"}]


@pytest.mark.parametrize("given", ["", "Bearer ", "Bearer wrong", "Basic eDp5"])
def test_a_token_is_needed(steady_google: Sandbox, given: str) -> None:
    headers = {"Authorization": given} if given else {}
    reply = requests.get(steady_google.gmail_url + PROFILE, headers=headers, timeout=30)
    assert (reply.status_code, _reason(reply), reply.json()["error"]["status"]) == (401, "authError", "UNAUTHENTICATED")


def test_a_token_ends(google: Sandbox, ask: Any, clock: Any) -> None:
    token = google.gmail.issue_token(seconds=60).access
    clock.now += 59
    assert ask("GET", PROFILE, token=token).status_code == 200
    clock.now += 1
    assert ask("GET", PROFILE, token=token).status_code == 401
    other = google.gmail.issue_token().access
    google.gmail.tokens.expire()
    assert ask("GET", PROFILE, token=other).status_code == 401


def test_tokens_are_taken_back_in_the_middle(google: Sandbox, ask: Any) -> None:
    token = google.gmail.issue_token().access
    google.gmail.tokens.revoke(after=2)
    assert [ask("GET", PROFILE, token=token).status_code for _ in range(4)] == [200, 200, 401, 401]


@pytest.mark.parametrize(
    ("scope", "method", "path", "status"),
    [
        ("gmail.compose", "GET", DRAFTS, 200),
        ("gmail.compose", "GET", "/gmail/v1/users/me/messages/1", 403),
        ("gmail.readonly", "GET", DRAFTS, 200),
        ("gmail.readonly", "POST", DRAFTS, 403),
        ("gmail.send", "GET", DRAFTS, 403),
        ("gmail.send", "POST", f"{DRAFTS}/send", 403),
        ("gmail.metadata", "GET", PROFILE, 200),
        ("drive.file", "GET", PROFILE, 403),
    ],
)
def test_scopes(steady_google: Sandbox, ask_steady: Any, scope: str, method: str, path: str, status: int) -> None:
    token = steady_google.gmail.issue_token([f"https://www.googleapis.com/auth/{scope}"]).access
    assert ask_steady(method, path, token=token).status_code == status


def test_other_accounts_and_their_mailboxes(google: Sandbox, ask: Any, draft: Any) -> None:
    other = google.gmail.issue_token(user="robin@sandbox.example").access
    path = "/gmail/v1/users/robin%40sandbox.example/drafts"
    assert ask("POST", path, json=draft(), token=other).status_code == 200
    assert [len(google.gmail.mailbox(user).drafts) for user in (ACCOUNT, "robin@sandbox.example")] == [0, 1]
    stranger = ask("POST", path, json=draft())
    assert (stranger.status_code, _reason(stranger)) == (403, "forbidden")


@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", "/gmail/v1/users/me/labels"), ("PATCH", DRAFTS), ("POST", PROFILE), ("GET", "/drive/v3/files")],
)
def test_nothing_else_is_there(ask_steady: Any, method: str, path: str) -> None:
    reply = ask_steady(method, path)
    assert (reply.status_code, _reason(reply)) == (404, "notFound")


def _raw(text: str) -> dict[str, Any]:
    return {"message": {"raw": base64.urlsafe_b64encode(text.encode()).decode()}}


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ({"message": {"raw": "a+b/"}}, "Base64 decoding failed"),
        ({"message": {"raw": "abcde"}}, "Base64 decoding failed"),
        ({"message": {"raw": 7}}, "Base64 decoding failed"),
        ({"message": {"raw": ""}}, "Missing draft message"),
        ({"message": {"payload": {"headers": []}}}, "Missing draft message"),
        ({}, "Missing draft message"),
        ({"message": []}, "Invalid value at 'message'"),
        ({"raw": "YQ=="}, 'Unknown name "raw"'),
        ({"message": {"raw": "YQ==", "to": "x"}}, 'Unknown name "to"'),
        ({"message": {"raw": "YQ==", "threadId": 7}}, "Invalid value at 'message.thread_id'"),
        (_raw("To: nobody\r\n\r\nHello"), "Invalid To header"),
        (_raw("To: a@x.example\r\nCc: b b@x.example\r\n\r\nHello"), "Invalid Cc header"),
        ([], "Parse Error"),
    ],
)
def test_wrong_drafts(steady_google: Sandbox, ask_steady: Any, body: Any, message: str) -> None:
    reply = ask_steady("POST", DRAFTS, json=body)
    assert reply.status_code == 400
    assert message in reply.json()["error"]["message"]
    assert steady_google.mailbox.made == 0


def test_the_body_must_be_json_and_said_to_be(ask: Any) -> None:
    broken = ask("POST", DRAFTS, data=b"{", headers={"Content-Type": "application/json; charset=utf-8"})
    assert (broken.status_code, _reason(broken)) == (400, "parseError")
    unsaid = ask("POST", DRAFTS, data=b"{}", headers={"Content-Type": "text/plain"})
    assert unsaid.json()["error"]["message"] == "The body must be application/json, not text/plain"


def test_a_draft_needs_neither_recipient_nor_padding(google: Sandbox, ask: Any) -> None:
    raw = base64.urlsafe_b64encode(b"Subject: Hi\n\nHello Jane").decode()
    assert raw.endswith("=")
    assert ask("POST", DRAFTS, json={"message": {"raw": raw.rstrip("=")}}).status_code == 200
    assert google.mailbox.drafts[0].mail["Subject"] == "Hi"


@pytest.mark.parametrize(
    ("path", "params", "message"),
    [
        (DRAFTS, {"maxResults": "501"}, "maxResults"),
        (DRAFTS, {"maxResults": "0"}, "maxResults"),
        (DRAFTS, {"maxResults": "ten"}, "maxResults"),
        (DRAFTS, {"pageToken": "x"}, "Invalid pageToken"),
        (DRAFTS, {"query": "x"}, 'Unknown name "query"'),
        (DRAFTS, {"alt": "media"}, "alt=media"),
        (DRAFTS, {"fields": "drafts(id"}, "Invalid field selection"),
        (DRAFTS, {"fields": "drafts/"}, "Invalid field selection"),
        (DRAFTS, {"fields": "drafts)"}, "Invalid field selection"),
        (DRAFTS, {"fields": "drafts!id"}, "Invalid field selection"),
        (DRAFTS, {"fields": "(id)"}, "Invalid field selection"),
        (DRAFTS, {"fields": "colour"}, "Invalid field selection colour"),
        (PROFILE, {"q": "x"}, 'Unknown name "q"'),
    ],
)
def test_wrong_parameters(ask_steady: Any, path: str, params: dict[str, str], message: str) -> None:
    reply = ask_steady("GET", path, params=params)
    assert reply.status_code == 400
    assert message in reply.json()["error"]["message"]


def test_a_wrong_form_or_wrong_fields_make_nothing(google: Sandbox, ask: Any, draft: Any, mail: Any) -> None:
    assert ask("POST", DRAFTS, params={"fields": "colour"}, json=draft()).status_code == 400
    assert google.mailbox.made == 0
    made = google.mailbox.create(mail())
    assert ask("GET", f"{DRAFTS}/{made.id}", params={"format": "html"}).status_code == 400


@pytest.mark.parametrize(
    ("fields", "kept"),
    [
        ("drafts(id,message/id),nextPageToken", {"drafts": [{"id": "D", "message": {"id": "M"}}]}),
        ("drafts/message(threadId)", {"drafts": [{"message": {"threadId": "M"}}]}),
        ("*/id", {"drafts": [{"id": "D"}], "resultSizeEstimate": 1}),
        ("resultSizeEstimate, drafts/id", {"drafts": [{"id": "D"}], "resultSizeEstimate": 1}),
    ],
)
def test_partial_answers(google: Sandbox, ask: Any, mail: Any, fields: str, kept: Any) -> None:
    made = google.mailbox.create(mail())
    reply = ask("GET", DRAFTS, params={"fields": fields})
    assert json.loads(reply.text.replace(made.id, "D").replace(made.message_id, "M")) == kept


def test_units_are_spent_and_come_back(google: Sandbox, ask: Any, draft: Any, clock: Any) -> None:
    google.gmail_switches.units = 25
    statuses = [ask("POST", DRAFTS, json=draft()).status_code for _ in range(3)]
    assert (statuses, google.mailbox.made, google.gmail.quota.used(ACCOUNT)) == ([200, 200, 403], 2, 20)
    refused = ask("POST", DRAFTS, json=draft())
    assert (_reason(refused), refused.json()["error"]["errors"][0]["domain"]) == (
        "userRateLimitExceeded",
        "usageLimits",
    )
    assert ask("GET", DRAFTS).status_code == 200
    google.gmail_switches.quota_status = 429
    assert ask("GET", PROFILE).status_code == 429
    clock.now += 60
    assert ask("POST", DRAFTS, json=draft()).status_code == 200


def test_a_day_has_its_own_limit(google: Sandbox, ask: Any, clock: Any) -> None:
    google.gmail_switches.daily_units = 5
    assert ask("GET", DRAFTS).status_code == 200
    clock.now += 3600
    assert _reason(ask("GET", PROFILE)) == "dailyLimitExceeded"


def test_an_api_that_is_not_turned_on(google: Sandbox, ask: Any) -> None:
    google.gmail_switches.disabled_apis = ["gmail"]
    reply = ask("GET", PROFILE)
    assert (reply.status_code, _reason(reply)) == (403, "accessNotConfigured")


def _waited(thing: Event | Barrier) -> None:
    thing.wait(30)


def test_too_many_at_once() -> None:
    inside, go = Event(), Event()

    def sleep(_: float) -> None:
        inside.set()
        go.wait(30)

    with Sandbox(gmail_switches=GmailSwitches(concurrency=1, latency=0.25), sleep=sleep) as google:
        headers = {"Authorization": f"Bearer {google.gmail.issue_token().access}"}

        def ask() -> requests.Response:
            return requests.get(google.gmail_url + PROFILE, headers=headers, timeout=30)

        with ThreadPoolExecutor() as pool:
            first = pool.submit(ask)
            inside.wait(30)
            second = ask()
            go.set()
            assert first.result().status_code == 200
        assert (second.status_code, second.json()["error"]["message"]) == (429, "Too many concurrent requests for user")
        assert ask().status_code == 200


def test_the_calls_of_a_batch_may_be_under_way_at_once() -> None:
    meeting = Barrier(3)
    switches = GmailSwitches(batch_workers=3, latency=0.25)
    with Sandbox(gmail_switches=switches, sleep=lambda _: _waited(meeting)) as google:
        part = "--b\nContent-Type: application/http\n\nGET /gmail/v1/users/me/profile\n\n"
        headers = {
            "Authorization": f"Bearer {google.gmail.issue_token().access}",
            "Content-Type": "multipart/mixed; boundary=b",
        }
        reply = requests.post(f"{google.gmail_url}/batch", data=part * 3 + "--b--", headers=headers, timeout=30)
        assert reply.text.count("HTTP/1.1 200 OK") == 3
        assert google.gmail.quota.most_at_once == 3
