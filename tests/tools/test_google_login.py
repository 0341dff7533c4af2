from __future__ import annotations

import json
import logging
import multiprocessing
import stat
import threading
import webbrowser
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit, urlunsplit

import pytest
import requests

from inroad.errors import BadKeyError, InroadError, OutputError, UnavailableError, UserInputError
from inroad.tools.google import COMPOSE_SCOPE
from inroad.tools.google.line import Line, Waits
from inroad.tools.google.login import login
from inroad.tools.google.token_file import read_login
from inroad.tools.google.tokens import Tokens
from inroad.tools.http import Timing
from tests.tools.provider_server import Reply, Request, closed_port, end_after, reply, serving

SECRETS = ("ya29.old", "1//refresh", "shh-client-secret", "4/code", "ya29.new")
FRESH = reply({"access_token": "ya29.new", "expires_in": 3599, "scope": COMPOSE_SCOPE, "token_type": "Bearer"})


def held(url: str, **changed: Any) -> dict[str, Any]:
    return {
        "token": "ya29.old",
        "refresh_token": "1//refresh",
        "token_uri": f"{url}/token",
        "client_id": "client-1",
        "client_secret": "shh-client-secret",
        "expiry": "2020-01-01T00:00:00Z",
        "account": "ada@mail.example",
        **changed,
    }


def token_file(folder: Path, url: str, **changed: Any) -> Path:
    file = folder / "gmail.json"
    file.write_text(json.dumps(held(url, **changed)))
    return file


def timing(slept: list[float] | None = None) -> Timing:
    slept = [] if slept is None else slept
    return Timing(sleep=slept.append, clock=lambda: sum(slept), chance=lambda: 0.5)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def has_no_secret(text: str) -> bool:
    return not any(secret in text for secret in SECRETS)


def test_a_token_that_holds_good_is_used_as_it_is(tmp_path: Path) -> None:
    with serving(FRESH) as google:
        tokens = Tokens(token_file(tmp_path, google.url, expiry="2099-01-01T02:00:00+02:00"))
        assert (tokens.bearer(), tokens.account) == ("ya29.old", "ada@mail.example")
    assert google.requests == []
    assert has_no_secret(repr(tokens))


@pytest.mark.parametrize(
    "changed", [{}, {"expiry": None}, {"expiry": "soon"}, {"token": None}, {"expiry": "2020-01-01"}]
)
def test_one_that_has_run_out_is_renewed_and_kept(tmp_path: Path, changed: dict[str, Any]) -> None:
    with serving(FRESH) as google:
        file = token_file(tmp_path, google.url, **changed)
        assert Tokens(file).bearer() == "ya29.new"
        assert Tokens(file).bearer() == "ya29.new"
    (asked,) = google.requests
    assert (asked.method, asked.target) == ("POST", "/token")
    assert dict(parse_qsl(asked.body.decode())) == {
        "grant_type": "refresh_token",
        "client_id": "client-1",
        "client_secret": "shh-client-secret",
        "refresh_token": "1//refresh",
        "scope": COMPOSE_SCOPE,
    }
    kept = json.loads(file.read_text())
    assert {name: kept[name] for name in ("token", "refresh_token", "token_uri", "account")} == {
        "token": "ya29.new",
        "refresh_token": "1//refresh",
        "token_uri": f"{google.url}/token",
        "account": "ada@mail.example",
    }
    assert (mode(file), mode(tmp_path / "gmail.json.lock")) == (0o600, 0o600)
    assert sorted(path.name for path in tmp_path.glob("*.json*")) == ["gmail.json", "gmail.json.lock"]


def test_many_threads_renew_once(tmp_path: Path) -> None:
    with serving(FRESH) as google:
        tokens = Tokens(token_file(tmp_path, google.url))
        with ThreadPoolExecutor(8) as pool:
            assert set(pool.map(lambda _: tokens.bearer(), range(32))) == {"ya29.new"}
            assert set(pool.map(lambda _: tokens.renewed("ya29.older"), range(8))) == {"ya29.new"}
    assert len(google.requests) == 1


def test_what_was_refused_is_renewed_although_it_has_not_run_out(tmp_path: Path) -> None:
    with serving(FRESH) as google:
        tokens = Tokens(token_file(tmp_path, google.url, expiry="2099-01-01T00:00:00Z"))
        assert tokens.bearer() == "ya29.old"
        assert tokens.renewed("ya29.old") == "ya29.new"
        assert tokens.renewed("ya29.old") == "ya29.new"
    assert len(google.requests) == 1


def take_token(file: str, ready: Any, answers: Any) -> None:
    ready.wait()
    answers.put(Tokens(Path(file)).bearer())


def test_processes_side_by_side_renew_once(tmp_path: Path) -> None:
    spawn = multiprocessing.get_context("spawn")
    ready, answers = spawn.Barrier(4), spawn.Queue()
    with serving(FRESH) as google:
        file = token_file(tmp_path, google.url)
        workers = [spawn.Process(target=take_token, args=(str(file), ready, answers)) for _ in range(4)]
        for worker in workers:
            worker.start()
        taken = [answers.get(timeout=60) for _ in workers]
        for worker in workers:
            worker.join()
    assert taken == ["ya29.new"] * 4
    assert len(google.requests) == 1


def refused(error: str, status: int = 400) -> bytes:
    return reply({"error": error, "error_description": "Token 1//refresh has been expired or revoked."}, status)


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (refused("invalid_grant"), r"has ended the Gmail login .* end after 7 days\); run `inroad login gmail` again"),
        (refused("invalid_client", 401), "no longer knows the client .* check GMAIL_CLIENT_SECRETS"),
        (refused("invalid_scope"), "does not renew the Gmail login; run `inroad login gmail` again"),
        (reply(raw=b"<html>ya29.new", status=404), "does not renew the Gmail login"),
        (reply({"token": "ya29.new"}), "does not renew the Gmail login"),
    ],
)
def test_a_login_that_has_ended_is_one_sentence_without_secrets(tmp_path: Path, answer: bytes, words: str) -> None:
    with serving(answer) as google:
        file = token_file(tmp_path, google.url)
        with pytest.raises(BadKeyError, match=words) as caught:
            Tokens(file, timing=timing()).bearer()
    assert len(google.requests) == 1
    assert has_no_secret(str(caught.value))
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__
    assert not caught.value.may_have_acted
    assert json.loads(file.read_text()) == held(google.url)


@pytest.mark.parametrize(
    "passing", [reply({}, 503), reply({}, 429), refused("temporarily_unavailable"), end_after(b"")]
)
def test_a_token_endpoint_that_fails_is_asked_again(tmp_path: Path, passing: Reply) -> None:
    slept: list[float] = []
    with serving(passing, passing, FRESH) as google:
        assert Tokens(token_file(tmp_path, google.url), timing=timing(slept)).bearer() == "ya29.new"
    assert slept == [0.75, 1.5]
    with serving(passing) as google, pytest.raises(UnavailableError, match="Google's login ") as caught:
        Tokens(token_file(tmp_path, google.url), timing=timing()).bearer()
    assert len(google.requests) == 3
    assert not caught.value.may_have_acted


def test_a_login_that_nobody_answers_for(tmp_path: Path) -> None:
    with pytest.raises(UnavailableError, match="Google's login could not be reached"):
        Tokens(token_file(tmp_path, closed_port()), timing=timing()).bearer()


@pytest.mark.parametrize(
    ("base_url", "advice"),
    [
        ("https://gmail.googleapis.com", "try again later, or check your internet connection."),
        ("https://mail.example", "try again later, or look at GMAIL_BASE_URL."),
    ],
)
def test_googles_own_address_is_no_setting_to_look_at(
    base_url: str, advice: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_PROXY", "*")
    line = Line("Gmail", base_url, "GMAIL_BASE_URL")
    with pytest.raises(UnavailableError) as caught:
        line.send("GET", closed_port(), {}, None, Waits(5, 5, 5))
    line.close()
    assert str(caught.value).endswith(f"; {advice}")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"not json ya29.old", "it is not JSON"),
        (b"\xff", "it is not JSON"),
        (b"[]", "it holds no login"),
        (json.dumps(held("https://x.example", refresh_token="")).encode(), "it lacks refresh_token"),
        (json.dumps(held("http://x.example")).encode(), "GMAIL_TOKEN_FILE holds an address"),
    ],
)
def test_a_login_file_that_cannot_be_used(tmp_path: Path, content: bytes, words: str) -> None:
    file = tmp_path / "gmail.json"
    file.write_bytes(content)
    with pytest.raises(UserInputError, match=words) as caught:
        Tokens(file).bearer()
    assert has_no_secret(str(caught.value))
    assert caught.value.__cause__ is None


def test_files_that_are_not_there_or_cannot_be_read_or_written(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"Nobody is logged in to Gmail .*; run `inroad login gmail`\."):
        Tokens(tmp_path / "none.json").bearer()
    with pytest.raises(OutputError, match="cannot be read"):
        Tokens(tmp_path).bearer()
    with serving(FRESH) as google:
        file = token_file(tmp_path, google.url)
        (tmp_path / "gmail.json.lock").mkdir()
        with pytest.raises(OutputError, match=r"cannot be renewed where it is .*; set GMAIL_TOKEN_FILE"):
            Tokens(file).bearer()
    assert google.requests == []


# ------------------------------------------------------------------------------------------------ the login


class Google:
    """Google's page, its token endpoint and Gmail's profile, in one."""

    def __init__(self, token: bytes | None = None, profile: bytes | None = None, **back: str) -> None:
        self.token = token or reply(
            {
                "access_token": "ya29.new",
                "refresh_token": "1//refresh",
                "expires_in": 3599,
                "scope": COMPOSE_SCOPE,
                "token_type": "Bearer",
            }
        )
        self.profile = profile or reply({"emailAddress": "ada@mail.example"})
        self.back = back or {"code": "4/code"}
        self.consents: list[dict[str, list[str]]] = []
        self.exchanges: list[dict[str, str]] = []

    def __call__(self, request: Request) -> bytes:
        parts = urlsplit(request.target)
        if parts.path == "/auth":
            asked = parse_qs(parts.query)
            self.consents.append(asked)
            back = urlunsplit(
                urlsplit(asked["redirect_uri"][0])._replace(query=urlencode({"state": asked["state"][0], **self.back}))
            )
            return reply({}, 302, {"Location": back})
        if parts.path == "/token":
            self.exchanges.append(dict(parse_qsl(request.body.decode())))
            return self.token
        assert parts.path == "/gmail/v1/users/me/profile"
        assert request.headers["authorization"] == "Bearer ya29.new"
        return self.profile


def client_file(folder: Path, url: str, kind: str = "installed", **changed: Any) -> Path:
    client = {
        "client_id": "client-1",
        "client_secret": "shh-client-secret",
        "auth_uri": f"{url}/auth",
        "token_uri": f"{url}/token",
        "redirect_uris": ["http://localhost"],
        **changed,
    }
    file = folder / "client.json"
    file.write_text(json.dumps({kind: client}))
    return file


class Browser:
    """A browser that follows Google's page back to inroad, in the background as browsers do."""

    def __init__(self) -> None:
        self.pages: list[str] = []
        self.threads: list[threading.Thread] = []

    def __call__(self, url: str) -> None:
        self.threads.append(threading.Thread(target=lambda: self.pages.append(requests.get(url, timeout=10).text)))
        self.threads[-1].start()


@pytest.fixture
def browser() -> Iterator[Browser]:
    opened = Browser()
    yield opened
    for thread in opened.threads:
        thread.join()


def test_a_login_from_end_to_end(tmp_path: Path, browser: Browser, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    google = Google()
    shown: list[str] = []
    file = tmp_path / "new" / "google" / "gmail.json"
    with serving(google) as server:
        secrets = client_file(tmp_path, server.url)
        account = login(secrets, file, show=shown.append, browse=browser, base_url=server.url)
        assert Tokens(file).bearer() == "ya29.new"
    assert account == Tokens(file).account == "ada@mail.example"
    assert (mode(file), mode(file.parent)) == (0o600, 0o700)
    (consent,) = google.consents
    assert (consent["scope"], consent["access_type"], consent["prompt"]) == ([COMPOSE_SCOPE], ["offline"], ["consent"])
    assert consent["code_challenge_method"] == ["S256"]
    (exchange,) = google.exchanges
    assert (exchange["code"], exchange["grant_type"]) == ("4/code", "authorization_code")
    assert len(shown) == 2
    assert shown[0].startswith(f"Your browser opens this address; come back from there: {server.url}/auth?")
    port = urlsplit(consent["redirect_uri"][0]).port
    assert f"ssh -L {port}:localhost:{port} " in shown[1]
    assert shown[1].endswith("This waits for 5 minutes.")
    browser.threads[0].join()
    assert browser.pages[0].startswith("inroad is logged in")
    assert read_login(file).refresh_token == "1//refresh"
    assert read_login(file).token_uri == f"{server.url}/token"
    assert not any(secret in caplog.text for secret in ("ya29.new", "1//refresh", "shh-client-secret"))


def test_a_second_login_takes_the_place_of_the_first(tmp_path: Path, browser: Browser) -> None:
    with serving(Google()) as server:
        file = token_file(tmp_path, server.url, account="other@mail.example", refresh_token="1//other")
        file.chmod(0o644)
        login(client_file(tmp_path, server.url), file, show=print, browse=browser, base_url=server.url)
    assert (Tokens(file).account, read_login(file).refresh_token) == ("ada@mail.example", "1//refresh")
    assert mode(file) == 0o600


def test_without_a_browser_the_address_is_shown_and_opened_by_hand(tmp_path: Path, browser: Browser) -> None:
    with serving(Google()) as server:
        secrets = client_file(tmp_path, server.url)
        shown: list[str] = []

        def by_hand(text: str) -> None:
            shown.append(text)
            if "http" in text:
                browser(text[text.index("http") :])

        login(secrets, tmp_path / "t.json", False, show=by_hand, browse=no_browser, base_url=server.url)
        login(secrets, tmp_path / "t.json", show=by_hand, browse=no_browser, base_url=server.url)
    assert shown[0].startswith("Open this address, then come back: http")
    assert shown[4] == "No browser could be opened; open the address above by hand."


def no_browser(url: str) -> bool:
    raise webbrowser.Error("could not locate runnable browser")


def given(**changed: Any) -> bytes:
    token = {"access_token": "ya29.new", "refresh_token": "1//refresh", "expires_in": 3599, "scope": COMPOSE_SCOPE}
    return reply({name: value for name, value in {**token, **changed}.items() if value is not None})


@pytest.mark.parametrize(
    ("google", "kind", "words"),
    [
        (Google(error="access_denied"), UserInputError, "Access to Gmail was denied in the browser"),
        (Google(given(scope="openid")), UserInputError, "right to make drafts was not given .* tick it"),
        (Google(given(refresh_token=None)), BadKeyError, "a login that cannot be renewed"),
        (Google(refused("invalid_client", 401)), BadKeyError, r"has refused the login \(invalid_client\)"),
        (Google(refused("invalid_grant")), BadKeyError, r"has refused the login \(invalid_grant\)"),
        (Google(code="4/code", state="another"), BadKeyError, r"has refused the login \(mismatching_state\)"),
        (Google(reply({}, 503)), BadKeyError, r"has refused the login \(missing_token\)"),
    ],
)
def test_a_login_that_is_not_to_be(
    tmp_path: Path, browser: Browser, google: Google, kind: type[InroadError], words: str
) -> None:
    with serving(google) as server, pytest.raises(kind, match=words) as caught:
        login(client_file(tmp_path, server.url), tmp_path / "t.json", show=print, browse=browser, base_url=server.url)
    assert not (tmp_path / "t.json").exists()
    assert caught.value.__context__ is None
    assert has_no_secret(str(caught.value))


def test_a_token_endpoint_that_hangs_up(tmp_path: Path, browser: Browser) -> None:
    with serving(Google()) as server:
        secrets = client_file(tmp_path, server.url, token_uri=f"{closed_port()}/token")
        with pytest.raises(UnavailableError, match=r"asked \(ConnectionError\); check your internet connection"):
            login(secrets, tmp_path / "t.json", show=print, browse=browser, base_url=server.url)


def test_nobody_consents(tmp_path: Path) -> None:
    with pytest.raises(
        UnavailableError, match=r"Nobody has consented in the browser in time; run `inroad login gmail`"
    ):
        login(
            client_file(tmp_path, "https://google.example"),
            tmp_path / "t.json",
            False,
            show=print,
            consent_seconds=0.01,
        )


def test_a_project_whose_gmail_is_switched_off_keeps_the_login(tmp_path: Path, browser: Browser) -> None:
    off = reply({"error": {"code": 403, "errors": [{"reason": "accessNotConfigured"}]}}, 403)
    with serving(Google(profile=off)) as server, pytest.raises(BadKeyError, match="not switched on"):
        login(client_file(tmp_path, server.url), tmp_path / "t.json", show=print, browse=browser, base_url=server.url)
    assert Tokens(tmp_path / "t.json").bearer() == "ya29.new"


def broken(text: str) -> Callable[[Path], Path]:
    def make(folder: Path) -> Path:
        (folder / "client.json").write_text(text)
        return folder / "client.json"

    return make


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda folder: folder / "none.json", "There is no file .*none.json with your OAuth client; download"),
        (lambda folder: folder, "cannot be read"),
        (broken("shh-client-secret"), "it is not JSON"),
        (broken("[]"), "not of the type Desktop app"),
        (lambda folder: client_file(folder, "https://g.example", "web"), "not of the type Desktop app"),
        (lambda folder: client_file(folder, "https://g.example", client_secret=""), "it lacks client_secret"),
        (lambda folder: client_file(folder, "http://g.example"), "GMAIL_CLIENT_SECRETS holds an address"),
    ],
)
def test_a_client_that_cannot_be_used(tmp_path: Path, make: Callable[[Path], Path], words: str) -> None:
    with pytest.raises(UserInputError, match=words) as caught:
        login(make(tmp_path), tmp_path / "t.json", show=print, browse=no_browser)
    assert has_no_secret(str(caught.value))


def test_a_place_that_cannot_be_written_is_a_sentence(tmp_path: Path, browser: Browser) -> None:
    (tmp_path / "file").write_text("")
    with serving(Google()) as server:
        secrets = client_file(tmp_path, server.url)
        with pytest.raises(OutputError, match="set GMAIL_TOKEN_FILE to another place"):
            login(secrets, tmp_path / "file" / "t.json", show=print, browse=browser, base_url=server.url)
