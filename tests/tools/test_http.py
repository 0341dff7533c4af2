from __future__ import annotations

import copy
import gzip
import logging
import os
import pickle
import signal
import socket
import threading
import traceback
import tracemalloc
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from inroad.errors import (
    BadKeyError,
    GarbledAnswerError,
    InroadError,
    NotFoundError,
    OutOfCreditError,
    ProviderError,
    RateLimitedError,
    RefusedQueryError,
    UnavailableError,
    UserInputError,
)
from inroad.tools.breaker import LeftAloneError
from inroad.tools.http import Answer, JsonClient, Limit, Meaning, Patience, Provider, Throttle, Timing, usual_meaning
from inroad.tools.http_watch import Watch, follow, watched
from tests.tools.provider_server import (
    ProviderServer,
    Reply,
    Request,
    closed_port,
    end_after,
    expired_certificate,
    reply,
    reset_after,
    serving,
)

CANARY = "canary-5e1f-key"
NOW = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
GOOD = reply({"data": [1]})
SLOW_DOWN = reply({"error": {"type": "rate_limit_error", "message": "Too many calls"}}, 429)
DOWN = reply({"error": {"message": "oops"}}, 503)
QUICK = Patience(connect=2, read=2, total=100)


@dataclass
class Time:
    """A clock that goes on only when somebody sleeps."""

    at: float = 1000.0
    sleeps: list[float] = field(default_factory=list)

    def sleep(self, seconds: float) -> None:
        self.sleeps.append(round(seconds, 3))
        self.at += seconds

    def timing(self) -> Timing:
        return Timing(self.sleep, lambda: self.at, lambda: NOW + timedelta(seconds=self.at - 1000), chance=lambda: 0.0)


@pytest.fixture
def time() -> Time:
    return Time()


def provider(url: str, **changes: Any) -> Provider:
    given = {
        "id": "pdl",
        "name": "People Data Labs",
        "base_url": f"{url}/v5/",
        "key": SecretStr(CANARY),
        "key_variable": "PDL_API_KEY",
        "url_variable": "PDL_BASE_URL",
    }
    return Provider(**{**given, **changes})


def client(url: str, time: Time, **options: Any) -> JsonClient:
    return JsonClient(provider(url), **{"timing": time.timing(), "patience": QUICK, **options})


def ask(url: str, time: Time, *, repeatable: bool = False, **options: Any) -> Answer:
    with client(url, time, **options) as asking:
        return asking.post("person/search", {"size": 1}, repeatable=repeatable)


def failure(url: str, time: Time, *, repeatable: bool = False, **options: Any) -> ProviderError:
    with pytest.raises(ProviderError) as caught:
        ask(url, time, repeatable=repeatable, **options)
    return caught.value


def test_a_good_answer_and_what_was_sent(time: Time) -> None:
    with serving(reply({"data": [{"id": "a"}]}, headers={"X-Call-Credits-Spent": "2"})) as server:
        with client(server.url, time) as asking:
            answer = asking.post("person/search", {"size": 2, "query": {"term": "é"}})
            asking.get("/job_title/enrich", {"job_title": "a&b", "field": ["x", "y"], "n": 2})
        assert (answer.status, answer.body, answer.headers["x-call-credits-spent"]) == (
            200,
            {"data": [{"id": "a"}]},
            "2",
        )
        posted, got = server.requests
    assert (posted.method, posted.target) == ("POST", "/v5/person/search")
    assert posted.body == b'{"size": 2, "query": {"term": "\\u00e9"}}'
    assert (posted.headers["x-api-key"], posted.headers["content-type"]) == (CANARY, "application/json")
    assert (got.method, got.target, got.body) == (
        "GET",
        "/v5/job_title/enrich?job_title=a%26b&field=x&field=y&n=2",
        b"",
    )
    assert got.headers["x-api-key"] == CANARY
    assert server.connections == 1
    assert time.sleeps == []


def test_a_key_may_have_a_header_and_a_prefix_of_its_own(time: Time, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    with serving(GOOD) as server:
        of = provider(server.url, key_header="Authorization", key_prefix="Bearer ")
        with JsonClient(of, timing=time.timing()) as asking:
            asking.get("x")
        assert server.requests[0].headers["authorization"] == f"Bearer {CANARY}"
        assert "x-api-key" not in server.requests[0].headers


def test_cookies_are_not_kept(time: Time) -> None:
    with serving(reply({}, headers={"Set-Cookie": "session=1"})) as server:
        with client(server.url, time) as asking:
            asking.get("a")
            asking.get("b")
        assert [request.headers.get("cookie") for request in server.requests] == [None, None]


@pytest.mark.parametrize(
    ("status", "kind", "text"),
    [
        (400, RefusedQueryError, "refuses the question (400: no such clause); change what is asked for, or report it."),
        (401, BadKeyError, "does not accept the key in PDL_API_KEY for this call (401: no such clause); check the key"),
        (402, OutOfCreditError, "says that the credits of the account are used up (402: no such clause); top it up"),
        (403, BadKeyError, "does not accept the key in PDL_API_KEY for this call (403: no such clause)"),
        (404, NotFoundError, "has nothing that matches (404: no such clause)"),
        (405, RefusedQueryError, "refuses the question (405: no such clause)"),
        (408, UnavailableError, "is not able to answer at present (408: no such clause); try again later."),
        (422, RefusedQueryError, "refuses the question (422: no such clause)"),
        (451, RefusedQueryError, "refuses the question (451: no such clause)"),
        (500, UnavailableError, "is not able to answer at present (500: no such clause)"),
        (502, UnavailableError, "is not able to answer at present (502: no such clause)"),
        (599, UnavailableError, "is not able to answer at present (599: no such clause)"),
    ],
)
def test_a_status_is_an_error(time: Time, status: int, kind: type[ProviderError], text: str) -> None:
    with serving(reply({"status": status, "error": {"message": " no such\n clause. "}}, status)) as server:
        error = failure(server.url, time)
        assert len(server.requests) == 1
    assert type(error) is kind
    assert str(error).startswith(f"People Data Labs {text}")
    assert (error.provider, error.status) == ("pdl", status)
    assert error.may_have_acted == isinstance(error, UnavailableError)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({"error": "short"}, "400: short"),
        ({"error": {"type": ["a", "b"], "message": None}}, "400: a"),
        ({"detail": [{"loc": ["x"], "message": "wrong"}]}, "400: wrong"),
        ({"detail": {"error": "deep"}}, "400: deep"),
        ({"errors": [{"id": "wrong_params", "code": 400, "details": "missing"}]}, "400: missing"),
        ({"other": "x"}, "400"),
        (["first", "second"], "400: first"),
        (7, "400"),
        ({"error": f"your key {CANARY} \x1b[31m"}, "400: your key *** [31m"),
        ({"error": "x" * 300}, f"400: {'x' * 199}…"),
    ],
)
def test_what_a_provider_says_is_found_and_made_harmless(time: Time, body: Any, said: str) -> None:
    with serving(reply(body, 400)) as server:
        assert f"refuses the question ({said});" in str(failure(server.url, time))


def test_a_provider_may_give_statuses_a_meaning_of_its_own(time: Time) -> None:
    own: dict[int, Meaning] = {403: "too_fast", 429: "no_credit", 202: "not_ready", 222: "unavailable"}

    def meaning(status: int, body: Any) -> Meaning:
        return own.get(status) or usual_meaning(status, body)

    working = reply({"data": None}, 202)
    with serving(reply({}, 403), working, working, GOOD) as server:
        assert ask(server.url, time, meaning=meaning).body == {"data": [1]}
        assert time.sleeps == [5.0, 0.5, 1.0]
    with serving(reply({}, 429)) as server:
        assert type(failure(server.url, time, meaning=meaning)) is OutOfCreditError
    with serving(reply({}, 222)) as server:
        assert type(failure(server.url, time, meaning=meaning)) is UnavailableError
    with serving(working) as server:
        error = failure(server.url, time, meaning=meaning)
        assert len(server.requests) == 15
    assert isinstance(error, UnavailableError)
    assert str(error) == "People Data Labs is still at work on its answer (202); try again later."
    with serving(GOOD) as server:
        assert type(failure(server.url, time, meaning=lambda *_: "garbled")) is GarbledAnswerError


@pytest.mark.parametrize(
    ("headers", "pauses"),
    [
        ({"Retry-After": "7"}, [7.0]),
        ({"Retry-After": "0.5"}, [0.5]),
        ({"Retry-After": "Mon, 02 Nov 2026 09:30:20 GMT"}, [20.0]),
        ({"Retry-After": "Mon, 02 Nov 2026 09:30:20 GMT", "Date": "Mon, 02 Nov 2026 09:30:11 GMT"}, [9.0]),
        ({"x-ratelimit-reset": "2026-11-02T09:30:31Z"}, [31.0]),
        ({"x-ratelimit-reset": "2026-11-02T09:30:31"}, [31.0]),
        ({"x-ratelimit-reset": "2026-11-02T10:30:31+01:00", "Retry-After": "3"}, [3.0]),
        ({"x-ratelimit-reset": "2026-11-02T09:29:00Z"}, [5.0]),
        ({"x-ratelimit-reset": "6m0s"}, [5.0]),
        ({"Retry-After": "soon"}, [5.0]),
        ({"Retry-After": "nan"}, [5.0]),
        ({"Retry-After": "0"}, [5.0]),
        ({}, [5.0]),
    ],
)
def test_too_many_calls_are_waited_out_also_when_the_call_is_not_repeatable(
    time: Time, headers: dict[str, str], pauses: list[float]
) -> None:
    with serving(reply({}, 429, headers), GOOD) as server:
        assert ask(server.url, time).body == {"data": [1]}
        assert len(server.requests) == 2
    assert time.sleeps == pauses


@pytest.mark.parametrize(
    ("headers", "told", "text"),
    [
        ({"Retry-After": "66"}, 66.0, "try again in 66 seconds."),
        ({"Retry-After": "inf"}, None, "try again in a minute."),
        ({"x-ratelimit-reset": "2026-11-02T11:30:00Z"}, 7200.0, "try again in 7200 seconds."),
    ],
)
def test_a_long_pause_is_not_waited_for(time: Time, headers: dict[str, str], told: float | None, text: str) -> None:
    with serving(reply({}, 429, headers)) as server:
        error = failure(server.url, time)
        assert len(server.requests) == (1 if told else 4)
    assert isinstance(error, RateLimitedError)
    assert error.retry_after == told
    assert str(error) == f"People Data Labs asks for fewer calls (429); {text}"


def test_too_many_calls_end_in_an_error_after_four(time: Time) -> None:
    with serving(SLOW_DOWN) as server:
        error = failure(server.url, time)
        assert len(server.requests) == 4
    assert type(error) is RateLimitedError
    assert time.sleeps == [5.0, 15.0, 45.0]
    assert str(error) == "People Data Labs asks for fewer calls (429: Too many calls); try again in a minute."


def test_a_failing_provider_is_asked_again_where_that_does_no_harm(time: Time) -> None:
    with serving(DOWN, DOWN, DOWN, GOOD) as server:
        assert ask(server.url, time, repeatable=True).body == {"data": [1]}
    assert time.sleeps == [0.25, 0.5, 1.0]
    with serving(DOWN, GOOD) as server:
        error = failure(server.url, time)
        assert len(server.requests) == 1
    assert isinstance(error, UnavailableError)
    assert error.sent
    with serving(DOWN, DOWN, DOWN, DOWN, GOOD) as server:
        assert type(failure(server.url, time, repeatable=True)) is UnavailableError
        assert len(server.requests) == 4


def test_a_failing_provider_may_tell_how_long_to_wait(time: Time) -> None:
    with serving(reply({}, 503, {"Retry-After": "12"}), GOOD) as server:
        assert ask(server.url, time, repeatable=True).status == 200
    assert time.sleeps == [12.0]


def test_chance_keeps_threads_apart(time: Time) -> None:
    timing = Timing(time.sleep, lambda: time.at, lambda: NOW, chance=lambda: 0.5)
    with serving(SLOW_DOWN, reply({}, 429, {"Retry-After": "2"}), DOWN, GOOD) as server:
        ask(server.url, time, repeatable=True, timing=timing)
    assert time.sleeps == [5.5, 2.5, 1.5]


def test_no_pause_goes_beyond_the_deadline(time: Time) -> None:
    with serving(SLOW_DOWN) as server:
        error = failure(server.url, time, patience=Patience(total=20))
        assert len(server.requests) == 2
    assert type(error) is RateLimitedError
    assert time.sleeps == [5.0]


def test_connection_refused_is_asked_again_and_certainly_not_sent(time: Time) -> None:
    error = failure(closed_port(), time)
    assert isinstance(error, UnavailableError)
    assert not error.sent
    assert not error.may_have_acted
    assert time.sleeps == [0.25, 0.5, 1.0]
    assert str(error) == (
        "People Data Labs could not be reached (connection refused, or no such host); try again later, or look at "
        "PDL_BASE_URL."
    )


def test_no_such_host_is_certainly_not_sent(time: Time) -> None:
    error = failure(f"https://{'x' * 70}.example", time)
    assert isinstance(error, UnavailableError)
    assert not error.sent
    assert "has no address that can be asked" in str(error)


HALF = reply({"data": ["x" * 5000]})[:-3000]
CHUNKED = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
TO_THE_END = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n"
BAD_GZIP = reply(raw=gzip.compress(b"{}")[:9] + b"!" * 20, headers={"Content-Encoding": "gzip"})
BROKEN_OFF = "broke off the connection"
TOO_SLOW = "did not finish its answer within 0.15 seconds"
EMPTY_GZIP = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + gzip.compress(b"")[:10]
EMPTY_BLOCK = b"\x00\x00\x00\xff\xff"


@pytest.mark.parametrize(
    ("broken", "text"),
    [
        (lambda server: reset_after(HALF), BROKEN_OFF),
        (lambda server: end_after(HALF), BROKEN_OFF),
        (lambda server: end_after(b""), BROKEN_OFF),
        (lambda server: reset_after(b""), BROKEN_OFF),
        (lambda server: end_after(b"not HTTP at all\r\n\r\n"), BROKEN_OFF),
        (lambda server: end_after(CHUNKED + b'8\r\n{"a": 1}\r\n'), BROKEN_OFF),
        (lambda server: BAD_GZIP, BROKEN_OFF),
        (lambda server: server.hang, "did not answer in time"),
        (lambda server: server.drip(b"", b"H"), TOO_SLOW),
        (lambda server: server.drip(b"HTTP/1.1 200 OK\r\n", b"X-More: 1\r\n"), TOO_SLOW),
        (lambda server: server.drip(CHUNKED, b"1\r\n \r\n"), TOO_SLOW),
        (lambda server: server.drip(HALF, b"x"), TOO_SLOW),
        (lambda server: server.drip(TO_THE_END, b" "), TOO_SLOW),
        (lambda server: server.drip(EMPTY_GZIP, EMPTY_BLOCK), TOO_SLOW),
    ],
)
def test_an_answer_that_never_becomes_whole(time: Time, broken: Callable[[ProviderServer], Reply], text: str) -> None:
    patience = {TOO_SLOW: Patience(total=0.15), BROKEN_OFF: QUICK}.get(text, Patience(read=0.05))
    with serving() as server:
        server.replies[:] = [broken(server), GOOD]
        error = failure(server.url, time, patience=patience)
        assert len(server.requests) <= 1
    assert isinstance(error, UnavailableError)
    assert error.sent
    assert error.may_have_acted
    assert text in str(error)


def test_a_broken_answer_is_asked_for_again_where_that_does_no_harm(time: Time) -> None:
    with serving(reset_after(HALF), end_after(b""), GOOD) as server:
        assert ask(server.url, time, repeatable=True).body == {"data": [1]}


def test_a_packed_answer_is_unpacked(time: Time) -> None:
    packed = gzip.compress(b'{"a": [1, 2]}')
    with serving(reply(raw=packed, headers={"Content-Encoding": "gzip"})) as server:
        assert ask(server.url, time).body == {"a": [1, 2]}


def test_an_answer_in_chunks_is_put_together(time: Time) -> None:
    with serving(end_after(CHUNKED + b'3\r\n{"a\r\n5\r\n": 1}\r\n0\r\n\r\n')) as server:
        assert ask(server.url, time).body == {"a": 1}


def test_a_body_is_capped_also_one_that_unpacks_to_more(time: Time) -> None:
    bomb = gzip.compress(b" " * 200_000_000, compresslevel=1)
    with serving(reply(raw=bomb, headers={"Content-Encoding": "gzip"})) as server:
        tracemalloc.start()
        error = failure(server.url, time)
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert type(error) is GarbledAnswerError
    assert str(error).startswith("People Data Labs answered with more than can be read (status 200);")
    assert most < 40_000_000
    for length, fits in ((1000, True), (1001, False)):
        with serving(reply(raw=b'"' + b"x" * (length - 2) + b'"')) as server:
            if fits:
                assert len(ask(server.url, time, body_cap=1000).body) == 998
            else:
                assert type(failure(server.url, time, body_cap=1000)) is GarbledAnswerError


def test_the_status_of_an_error_counts_whatever_its_body_is(time: Time) -> None:
    with serving(reply(raw=b"x" * 5000, status=500)) as server:
        assert type(failure(server.url, time, body_cap=1000)) is UnavailableError
    with serving(reply(raw=b"<html>", status=402, kind="text/html")) as server:
        assert type(failure(server.url, time)) is OutOfCreditError
    with serving(reply(raw=b"<html>", status=404, kind="text/html")) as server:
        error = failure(server.url, time)
    assert type(error) is GarbledAnswerError
    assert str(error) == (
        "People Data Labs answered with something that is not its API (status 404); look at PDL_BASE_URL, or try "
        "again later."
    )


@pytest.mark.parametrize(
    ("answer", "what"),
    [
        (reply(raw=b"<html>hello</html>", kind="text/html; charset=utf-8"), "text/html in place of JSON"),
        (reply(raw=b'{"a": 1}', kind="text/plain"), "text/plain in place of JSON"),
        (reply(raw=b'{"a": [1, 2'), "JSON that is cut off or broken"),
        (reply(raw=b'{"a": NaN}'), "JSON that is cut off or broken"),
        (reply(raw=b'{"a": -Infinity}'), "JSON that is cut off or broken"),
        (reply(raw=b'{"a": 1e999}'), "JSON that is cut off or broken"),
        (reply(raw=b'{"a": ' + b"9" * 5000 + b"}"), "JSON that is cut off or broken"),
        (reply(raw=b"[" * 100_000), "JSON that is cut off or broken"),
        (reply(raw=b"\xff\xfe\xfa"), "JSON that is cut off or broken"),
        (reply(raw=b""), "nothing"),
        (reply(raw=b" \n"), "nothing"),
    ],
)
def test_an_answer_that_is_not_json(time: Time, answer: bytes, what: str) -> None:
    with serving(answer) as server:
        error = failure(server.url, time, repeatable=True)
        assert len(server.requests) == 1
    assert type(error) is GarbledAnswerError
    assert error.may_have_acted
    assert str(error) == (
        f"People Data Labs answered with {what} (status 200); look at PDL_BASE_URL, or try again later."
    )


@pytest.mark.parametrize("kind", ["application/json; charset=utf-8", "application/problem+json", "text/json", ""])
def test_what_is_called_json_or_nothing_is_read(time: Time, kind: str) -> None:
    with serving(reply({"a": 1.5}, kind=kind)) as server:
        assert ask(server.url, time).body == {"a": 1.5}


def test_no_content_is_an_answer_without_a_body(time: Time) -> None:
    with serving(b"HTTP/1.1 204 No Content\r\n\r\n") as server:
        answer = ask(server.url, time)
    assert (answer.status, answer.body) == (204, None)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_no_redirect_is_followed_so_that_the_key_stays_at_home(time: Time, status: int) -> None:
    with serving(GOOD) as other, serving(reply({}, status, {"Location": f"{other.url}/x"})) as server:
        error = failure(server.url, time)
        with client(server.url, time) as asking, pytest.raises(GarbledAnswerError):
            asking.get("person/enrich")
        assert other.requests == []
    assert type(error) is GarbledAnswerError
    assert str(error).startswith("People Data Labs answered with a redirect, which the key must not follow (status 30")


@pytest.mark.parametrize(
    "url",
    [
        "http://api.example/v5",
        "http://127.0.0.1.evil.example/v5",
        "https://user:secret@api.example",
        "https://api.example/?x=1",
        "ftp://api.example",
        "api.example",
        "https://",
        "https://[::1",
        "",
    ],
)
def test_a_key_is_not_sent_to_a_doubtful_address(url: str) -> None:
    with pytest.raises(UserInputError) as caught:
        JsonClient(provider(url, base_url=url))
    assert str(caught.value).startswith("PDL_BASE_URL is not an address that a key may be sent to;")
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("url", ["https://api.example/v5/", "http://localhost:1", "http://[::1]:1", "http://127.0.0.1"])
def test_a_sound_address_is_taken(url: str) -> None:
    JsonClient(provider(url, base_url=url)).close()


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("  ", "There is no key for People Data Labs; set PDL_API_KEY."),
        ("ca\nnary", "The key in PDL_API_KEY holds characters that no key has; copy it anew."),
        ("canäry", "The key in PDL_API_KEY holds characters that no key has; copy it anew."),
    ],
)
def test_a_key_that_no_header_can_hold(key: str, text: str) -> None:
    with pytest.raises(BadKeyError) as caught:
        JsonClient(provider("https://api.example", key=SecretStr(key)))
    assert str(caught.value) == text


def test_a_certificate_that_is_not_trusted_means_nothing_was_sent(time: Time, tmp_path: Path) -> None:
    with serving(GOOD, certificate=expired_certificate(tmp_path)) as server:
        error = failure(server.url.replace("http:", "https:"), time)
    assert isinstance(error, UnavailableError)
    assert not error.sent
    assert "shows a certificate that cannot be trusted" in str(error)


def test_the_key_is_in_the_header_and_nowhere_else(
    time: Time, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    seen: list[str] = []
    chained: list[BaseException | None] = []
    echo = reply({"error": {"message": f"bad key {CANARY}"}}, 401)
    everything: list[Reply] = [
        echo,
        reply({}, 302, {"Location": "https://x.example"}),
        end_after(b""),
        reset_after(HALF),
        GOOD,
    ]
    for broken in [*everything, reply(raw=b"<", kind="text/html"), SLOW_DOWN]:
        with serving(broken) as server:
            asking = client(server.url, time)
            try:
                asking.get("person/enrich", {"a": "b"}, repeatable=True)
            except InroadError as error:
                seen += [repr(error), str(error), repr(vars(error)), "".join(traceback.format_exception(error))]
                chained += [error.__cause__, error.__context__]
            seen += [repr(asking), repr(asking.provider), repr(vars(asking)), repr(vars(asking._wire))]
            asking.close()
            assert {request.headers["x-api-key"] for request in server.requests} == {CANARY}
            seen += [f"{each.target} {each.body!r}" for each in server.requests]
    seen += [failure(closed_port(), time).args[0], caplog.text, *capfd.readouterr()]
    assert "/v5/person/enrich?a=b" in caplog.text
    assert [text for text in seen if CANARY in text] == []
    assert set(chained) == {None}


@pytest.mark.parametrize(
    "error",
    [
        BadKeyError("a", "pdl", 401),
        RateLimitedError("a", "pdl", 429, 7.5),
        UnavailableError("a", "pdl", None, sent=False, retry_after=2),
        GarbledAnswerError("a", "pdl", 200),
    ],
)
def test_an_error_can_be_handed_to_another_process(error: ProviderError) -> None:
    for twin in (pickle.loads(pickle.dumps(error)), copy.copy(error)):
        assert (type(twin), str(twin), vars(twin)) == (type(error), "a", vars(error))


def test_threads_ask_side_by_side_on_connections_that_are_kept(time: Time) -> None:
    together = threading.Barrier(8, timeout=10)

    def wait_for_all(request: Request) -> bytes:
        together.wait()
        return reply({"n": int(request.target.rpartition("=")[2])})

    with serving(wait_for_all) as server, client(server.url, time) as asking, ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda n: asking.get("x", {"n": n}).body["n"], range(32)))
        assert server.connections == 8
    assert answers == list(range(32))


def test_a_throttle_lets_a_burst_through_and_then_makes_wait(time: Time) -> None:
    throttle = Throttle([Limit(3, 1), Limit(5, 60)], clock=lambda: time.at, sleep=time.sleep)
    waited = [round(throttle.wait(), 2) for _ in range(6)]
    assert waited == [0, 0, 0, 1.0, 0, 59.0]
    assert len(time.sleeps) == 2


def test_no_window_of_a_throttle_holds_more_than_its_limit(time: Time) -> None:
    throttle = Throttle([Limit(4, 1.5)], clock=lambda: time.at, sleep=time.sleep)
    went: list[float] = []
    for n in range(40):
        throttle.wait()
        went.append(time.at)
        time.at += (n % 7) * 0.13
    assert all(later - earlier >= 1.5 for earlier, later in zip(went, went[4:], strict=False))
    assert went[-1] - went[0] < 1.25 * 1.5 * 39 / 4 + 2


def test_a_throttle_needs_a_limit() -> None:
    with pytest.raises(ValueError, match="a throttle needs a limit"):
        Throttle([])


def test_threads_share_a_throttle_and_lose_no_call() -> None:
    shared = Time()
    lock = threading.Lock()

    def sleep(seconds: float) -> None:
        with lock:
            shared.sleep(seconds)

    throttle = Throttle([Limit(5, 60)], clock=lambda: shared.at, sleep=sleep)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: throttle.wait(), range(40)))
    assert shared.at - 1000 >= 7 * 60


def test_a_call_waits_at_the_throttle_of_its_path_and_keeps_its_time(time: Time) -> None:
    search, rest = (Throttle([Limit(1, 60)], clock=lambda: time.at, sleep=time.sleep) for _ in range(2))
    with (
        serving(GOOD) as server,
        client(server.url, time, throttles={"person/search": search, "": rest}, patience=Patience(total=10)) as asking,
    ):
        for path in ("person/search", "person/enrich", "company/clean", "person/search"):
            asking.get(path)
        assert len(server.requests) == 4
    assert time.sleeps == [pytest.approx(60, abs=0.01)]


def test_a_pause_that_the_provider_asks_for_holds_everybody(time: Time) -> None:
    throttle = Throttle([Limit(100, 60)], clock=lambda: time.at, sleep=time.sleep)
    impatient = Patience(attempts=1)
    with (
        serving(reply({}, 429, {"Retry-After": "30"}), GOOD) as server,
        client(server.url, time, throttles={"": throttle}, patience=impatient) as asking,
    ):
        with pytest.raises(RateLimitedError):
            asking.get("a")
        assert asking.get("b").status == 200
    assert time.sleeps == [30.0]


@pytest.mark.parametrize("name", ["REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"])
def test_authorities_of_the_users_own_that_cannot_be_read(
    name: str, time: Time, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("REQUESTS_CA_BUNDLE", raising=False)
    monkeypatch.setenv(name, "nosuch.pem")
    with pytest.raises(UserInputError, match="cannot be read; look at it"):
        client("https://api.example", time)


def test_a_child_of_this_process_cuts_what_takes_too_long_as_well() -> None:
    with watched(60):
        child = os.fork()
        if child == 0:
            os._exit(0 if _is_cut() else 1)
    assert os.waitpid(child, 0)[1] == 0


def _is_cut() -> bool:
    """Read what never comes, under a watch that is short; the alarm ends a child whose watch does not."""
    signal.alarm(30)
    ours, theirs = socket.socketpair()
    with ours, theirs, watched(0.01) as watch:
        follow(ours)
        return ours.recv(1) == b"" and watch.has_cut


def test_a_proxy_is_used_and_does_not_see_the_key(time: Time, monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(reply({}, 502)) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.url)
        error = failure("https://api.example", time, patience=Patience(attempts=1))
        (request,) = proxy.requests
    assert (request.method, request.target) == ("CONNECT", "api.example:443")
    assert CANARY not in str(request)
    assert isinstance(error, UnavailableError)
    assert not error.sent
    assert "could not be reached through the proxy of this machine" in str(error)


def test_a_connection_that_comes_after_the_time_is_over_is_cut_at_once() -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        watch = Watch()
        watch.cut()
        watch.follow(ours)
        assert (theirs.recv(1), watch.has_cut) == (b"", True)
        theirs.close()
        watch.follow(ours)
    watch.follow(ours)


def test_a_call_that_waited_while_the_key_was_refused_is_spared(time: Time) -> None:
    waits, answered, at = threading.Event(), threading.Event(), [0.0]

    def sleep(seconds: float) -> None:
        waits.set()
        answered.wait()
        at[0] += seconds

    def refused(request: Request) -> bytes:
        waits.wait()
        return reply({"error": "no"}, 401)

    throttle = Throttle([Limit(1, 1)], clock=lambda: at[0], sleep=sleep)
    with serving(refused, GOOD) as server, client(server.url, time, throttles={"": throttle}) as asking:
        with ThreadPoolExecutor(2) as pool:
            calls = [pool.submit(asking.post, "person/search", {}) for _ in range(2)]
            done = next(call for call in as_completed(calls))
            answered.set()
        assert isinstance(done.exception(), BadKeyError)
        assert all(isinstance(call.exception(), BadKeyError) for call in calls)
        assert len(server.requests) == 1
        assert asking.post("person/search", {}).body == {"data": [1]}


def test_a_provider_that_fails_call_after_call_is_left_alone_and_tried_once_after_its_rest(time: Time) -> None:
    with serving(DOWN) as server, client(server.url, time) as asking:
        errors = [_error_of(asking) for _ in range(7)]
        assert [type(error) for error in errors] == [UnavailableError] * 5 + [LeftAloneError] * 2
        assert len(server.requests) == 5
        time.at += 30
        assert type(_error_of(asking)) is UnavailableError
        assert type(_error_of(asking)) is LeftAloneError
        assert len(server.requests) == 6
        server.replies[:] = [GOOD]
        time.at += 30
        assert asking.post("x", {}).body == {"data": [1]}
        assert asking.post("x", {}).body == {"data": [1]}
    assert time.sleeps == []


def test_a_call_that_waits_to_be_repeated_gives_up_when_the_provider_is_left_alone(time: Time) -> None:
    others: list[ProviderError] = []

    def sleep(seconds: float) -> None:
        time.sleep(seconds)
        if not others:
            others.extend(_error_of(asking) for _ in range(5))

    timing = Timing(sleep, lambda: time.at, lambda: NOW, chance=lambda: 0.0)
    with serving(DOWN) as server, client(server.url, time, timing=timing) as asking:
        with pytest.raises(LeftAloneError):
            asking.post("x", {}, repeatable=True)
        assert len(server.requests) == 6
    assert {type(error) for error in others} == {UnavailableError}


def test_the_question_at_fault_is_asked_as_often_as_it_comes(time: Time) -> None:
    with serving(reply({}, 404)) as server, client(server.url, time) as asking:
        assert {type(_error_of(asking)) for _ in range(8)} == {NotFoundError}
        assert len(server.requests) == 8


def _error_of(asking: JsonClient) -> ProviderError:
    with pytest.raises(ProviderError) as caught:
        asking.post("x", {})
    return caught.value
