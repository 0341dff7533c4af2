"""Google's consent page and token endpoint, the refresh by Google's own client, and what the history never holds."""

from __future__ import annotations

import base64
import hashlib
import json
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests

from inroad.sandbox import Sandbox
from inroad.sandbox.gmail import CLIENT_ID, CLIENT_SECRET, COMPOSE, DRIVE_FILE

BACK = "http://localhost:9/"
VERIFIER = "v" * 43
CHALLENGE = base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).decode().rstrip("=")
CLIENT = {"client_id": CLIENT_ID, "client_secret": CLIENT_SECRET}


def _consent(google: Sandbox, **changes: Any) -> requests.Response:
    asked = {
        "client_id": CLIENT_ID,
        "redirect_uri": BACK,
        "response_type": "code",
        "scope": f"{COMPOSE} {DRIVE_FILE}",
        "state": "s & t",
        "access_type": "offline",
        "code_challenge": CHALLENGE,
        "code_challenge_method": "S256",
    }
    url = google.gmail.client_secrets(google.gmail_url)["installed"]["auth_uri"]
    return requests.get(url, params=asked | changes, timeout=30, allow_redirects=False)


def _back(reply: requests.Response) -> dict[str, str]:
    assert reply.status_code == 302
    assert reply.headers["location"].startswith(BACK)
    return {name: values[0] for name, values in parse_qs(urlsplit(reply.headers["location"]).query).items()}


def _token(google: Sandbox, **form: str | None) -> requests.Response:
    return requests.post(f"{google.gmail_url}/token", data=CLIENT | form, timeout=30)


def _exchange(google: Sandbox, granted: str, **changes: str | None) -> requests.Response:
    form: dict[str, str | None] = {"grant_type": "authorization_code", "code": granted}
    return _token(google, **(form | {"redirect_uri": BACK, "code_verifier": VERIFIER} | changes))


def test_consent_then_code_then_refresh(google: Sandbox, ask: Any) -> None:
    back = _back(_consent(google))
    assert (back["state"], back["scope"]) == ("s & t", f"{COMPOSE} {DRIVE_FILE}")
    first = _exchange(google, back["code"]).json()
    assert set(first) == {"access_token", "expires_in", "scope", "token_type", "refresh_token"}
    assert (first["expires_in"], first["token_type"], first["scope"]) == (3599, "Bearer", f"{COMPOSE} {DRIVE_FILE}")
    assert ask("GET", "/gmail/v1/users/me/drafts", token=first["access_token"]).status_code == 200
    second = _token(google, grant_type="refresh_token", refresh_token=first["refresh_token"]).json()
    assert set(second) == {"access_token", "expires_in", "scope", "token_type"}
    assert ask("GET", "/gmail/v1/users/me/drafts", token=second["access_token"]).status_code == 200
    used = _exchange(google, back["code"])
    assert (used.status_code, used.json()["error"]) == (400, "invalid_grant")


def test_a_refresh_token_comes_once_unless_consent_is_asked_for_again(google: Sandbox) -> None:
    def has_refresh(**changes: str) -> bool:
        return "refresh_token" in _exchange(google, _back(_consent(google, **changes))["code"]).json()

    assert [has_refresh(), has_refresh(), has_refresh(prompt="consent")] == [True, False, True]
    assert has_refresh(prompt="consent", access_type="online") is False


def test_what_the_user_answers(google: Sandbox) -> None:
    google.gmail_switches.unticked = [DRIVE_FILE]
    assert _exchange(google, _back(_consent(google))["code"]).json()["scope"] == COMPOSE
    google.gmail_switches.consent = "denied"
    assert _back(_consent(google)) == {"error": "access_denied", "state": "s & t"}
    assert _back(_consent(google, redirect_uri=f"{BACK}?a=1", state=None)) == {"a": "1", "error": "access_denied"}


@pytest.mark.parametrize(
    ("changes", "status", "error"),
    [
        ({"client_id": "other"}, 401, "invalid_client"),
        ({"scope": ""}, 400, "invalid_request"),
        ({"response_type": "token"}, 400, "unsupported_response_type"),
        ({"redirect_uri": "http://evil.example/"}, 400, "redirect_uri_mismatch"),
        ({"redirect_uri": "urn:ietf:wg:oauth:2.0:oob"}, 400, "redirect_uri_mismatch"),
    ],
)
def test_wrong_consent(steady_google: Sandbox, changes: dict[str, str], status: int, error: str) -> None:
    reply = _consent(steady_google, **changes)
    assert (reply.status_code, reply.json()["error"]) == (status, error)


@pytest.mark.parametrize(
    ("changes", "status", "error"),
    [
        ({"code": "4/x"}, 400, "invalid_grant"),
        ({"code_verifier": "w" * 43}, 400, "invalid_grant"),
        ({"code_verifier": None}, 400, "invalid_grant"),
        ({"redirect_uri": "http://localhost:10/"}, 400, "redirect_uri_mismatch"),
        ({"client_id": "other"}, 401, "invalid_client"),
        ({"client_secret": "other"}, 401, "invalid_client"),
        ({"grant_type": "password"}, 400, "unsupported_grant_type"),
    ],
)
def test_wrong_codes(steady_google: Sandbox, changes: dict[str, str | None], status: int, error: str) -> None:
    reply = _exchange(steady_google, _back(_consent(steady_google))["code"], **changes)
    assert (reply.status_code, reply.json()["error"]) == (status, error)


def test_a_plain_challenge(google: Sandbox) -> None:
    back = _back(_consent(google, code_challenge=VERIFIER, code_challenge_method="plain"))
    assert _exchange(google, back["code"]).status_code == 200


@pytest.mark.parametrize(("secret", "status"), [(CLIENT_SECRET, 200), ("other", 401)])
def test_the_client_may_name_itself_by_basic_authentication(google: Sandbox, secret: str, status: int) -> None:
    form = {"grant_type": "refresh_token", "refresh_token": google.gmail.issue_token().refresh}
    reply = requests.post(f"{google.gmail_url}/token", data=form, auth=(CLIENT_ID, secret), timeout=30)
    assert reply.status_code == status


def test_the_token_endpoint_is_strict(google: Sandbox) -> None:
    url = f"{google.gmail_url}/token"
    for reply in (requests.get(url, timeout=30), requests.post(url, json=CLIENT, timeout=30)):
        assert (reply.status_code, reply.json()["error"]) == (400, "invalid_request")
    garbled = requests.post(url, data=CLIENT, headers={"Authorization": "Basic %%"}, timeout=30)
    assert (garbled.status_code, garbled.json()["error"]) == (401, "invalid_client")
    refresh = google.gmail.issue_token().refresh
    more = _token(google, grant_type="refresh_token", refresh_token=refresh, scope=DRIVE_FILE)
    assert (more.status_code, more.json()["error"]) == (400, "invalid_scope")


def test_the_files_for_tests_fit(google: Sandbox) -> None:
    held = google.gmail.authorized_user(google.gmail_url)
    assert held["expiry"] == "2027-01-15T08:59:59Z"
    assert held["token_uri"] == google.gmail.client_secrets(google.gmail_url)["installed"]["token_uri"]
    assert _token(google, grant_type="refresh_token", refresh_token=held["refresh_token"]).status_code == 200


def _credentials(google: Sandbox) -> Any:
    from google.oauth2.credentials import Credentials

    held = google.gmail.authorized_user(google.gmail_url)
    names = ("token", "refresh_token", "token_uri", "client_id", "client_secret", "scopes")
    return Credentials(**{name: held[name] for name in names})  # type: ignore[no-untyped-call]


def test_the_client_refreshes_after_a_401(google: Sandbox, service: Any) -> None:
    credentials = _credentials(google)
    before = credentials.token
    google.gmail.tokens.expire()
    service(credentials=credentials).users().getProfile(userId="me").execute()
    assert credentials.token != before
    assert [exchange.status for exchange in google.history.exchanges] == [401, 200, 200]


def test_a_revoked_token_ends_the_client(google: Sandbox, service: Any) -> None:
    from google.auth.exceptions import RefreshError

    gmail = service(credentials=_credentials(google))
    gmail.users().getProfile(userId="me").execute()
    google.gmail.tokens.revoke()
    with pytest.raises(RefreshError, match="invalid_grant: Token has been expired or revoked"):
        gmail.users().getProfile(userId="me").execute()


def test_the_token_endpoint_is_down_for_a_while(google: Sandbox) -> None:
    google.faults.add("/token", "server_error", times=2, status=503)
    refresh = google.gmail.issue_token().refresh
    replies = [_token(google, grant_type="refresh_token", refresh_token=refresh) for _ in range(3)]
    assert [reply.status_code for reply in replies] == [503, 503, 200]
    assert replies[0].json()["error"] == "backend_error"


def test_the_history_keeps_no_secret(google: Sandbox, service: Any, draft: Any) -> None:
    back = _back(_consent(google))
    first = _exchange(google, back["code"]).json()
    _token(google, grant_type="refresh_token", refresh_token=first["refresh_token"])
    credentials = _credentials(google)
    gmail = service(credentials=credentials)
    batch = gmail.new_batch_http_request()
    batch.add(gmail.users().drafts().create(userId="me", body=draft()))
    batch.execute()
    requests.get(f"{google.gmail_url}/gmail/v1/users/me/drafts?access_token={first['access_token']}", timeout=30)
    kept = "".join(
        json.dumps([exchange.path, dict(exchange.params), dict(exchange.headers)]) + exchange.body.decode()
        for exchange in google.history.exchanges
    )
    assert "grant_type=refresh_token" in kept
    assert "POST /gmail/v1/users/me/drafts" in kept
    secrets = [back["code"], VERIFIER, first["access_token"], first["refresh_token"], CLIENT_SECRET, credentials.token]
    assert [secret for secret in secrets if secret in kept] == []
    assert "authorization" not in kept.lower().replace("grant_type=authorization_code", "")
