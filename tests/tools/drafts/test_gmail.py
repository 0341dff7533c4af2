from __future__ import annotations

import base64
import json
import re
import socket
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP
from itertools import count
from pathlib import Path
from typing import Any, cast
from urllib.parse import parse_qs, urlsplit

import pytest

from inroad.errors import (
    BadKeyError,
    GarbledAnswerError,
    InroadError,
    NotFoundError,
    OutOfCreditError,
    OutputError,
    ProviderError,
    RateLimitedError,
    RefusedQueryError,
    UnavailableError,
    UserInputError,
)
from inroad.state import Draft, Email, Message, Sender
from inroad.tools.drafts import Outgoing
from inroad.tools.drafts.gmail import GmailDrafts, drafts_url, gmail_drafts
from inroad.tools.drafts.mime import build, message_id
from inroad.tools.google.client import gmail_service
from inroad.tools.google.gmail import JSON_BYTES, GmailCalls
from inroad.tools.google.tokens import Tokens
from inroad.tools.http import Patience, Timing
from tests.tools.provider_server import (
    ProviderServer,
    Reply,
    Request,
    closed_port,
    end_after,
    reply,
    reset_after,
    serving,
)

NOW = datetime(2026, 3, 14, 9, 26, 53, tzinfo=UTC)
KEY = "c0ffee" * 10 + "beef"
TOKEN = "ya29.a-token-that-nobody-may-see"
URL = "https://mail.google.com/mail/?authuser=ada%40mail.example#drafts"
MADE = reply({"id": "r1", "message": {"id": "m1"}})
NONE = reply({"resultSizeEstimate": 0})


def outgoing(
    key: str = KEY,
    body: str = "Hi Priya,\n\nA question.\n",
    subject: str = "A question",
    attachment: str = "",
    address: str = "priya@acme.example",
) -> Outgoing:
    return Outgoing(
        key=key,
        recipient_name="Priya Raman",
        recipient=Email(address=address),
        sender=Sender(name="Ada", email="ada@mail.example"),
        message=Message(subject=subject, body=body, writer="template"),
        attachment=attachment,
    )


def login_file(folder: Path, **changed: Any) -> Path:
    held = {
        "token": TOKEN,
        "refresh_token": "1//refresh",
        "token_uri": "https://oauth2.mail.example/token",
        "client_id": "client",
        "client_secret": "shh",
        "expiry": "2099-01-01T00:00:00Z",
        "account": "ada@mail.example",
    }
    file = folder / "gmail.json"
    file.write_text(json.dumps({**held, **changed}))
    return file


class Pauses:
    """A clock that moves only by what is slept."""

    def __init__(self) -> None:
        self.slept: list[float] = []

    def timing(self) -> Timing:
        return Timing(sleep=self.slept.append, clock=lambda: sum(self.slept), now=lambda: NOW, chance=lambda: 0.5)


Made = Callable[..., tuple[GmailDrafts, Pauses]]


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Made]:
    made: list[GmailCalls] = []

    def make(
        url: str, max_bytes: int = 10**8, at_once: int = 8, turn_seconds: float = 60, **changed: Any
    ) -> tuple[GmailDrafts, Pauses]:
        pauses = Pauses()
        tokens = Tokens(login_file(tmp_path, **changed), timing=pauses.timing())
        made.append(GmailCalls(tokens, url, timing=pauses.timing()))
        return GmailDrafts(
            made[-1], lambda: NOW, max_bytes=max_bytes, at_once=at_once, turn_seconds=turn_seconds
        ), pauses

    yield make
    for calls in made:
        calls.close()


def refusal(status: int, reason: str = "", headers: dict[str, str] | None = None, **more: Any) -> bytes:
    errors = [{"domain": "usageLimits", "reason": reason}] if reason else []
    return reply({"error": {"code": status, "message": "No.", "errors": errors, **more}}, status, headers)


def sent_raw(request: Request) -> EmailMessage:
    raw = json.loads(request.body)["message"]["raw"]
    return message_from_bytes(base64.urlsafe_b64decode(raw), policy=SMTP)


def without_boundary(mail: bytes) -> bytes:
    """The mail, but for what the library makes up anew each time."""
    return re.sub(rb"=_[0-9a-f]{32}", b"", mail)


def posts(server: ProviderServer) -> list[Request]:
    return [request for request in server.requests if request.method == "POST"]


class Mailbox:
    """Drafts as Gmail shows them; `search` finds by recipient, with its Message-ID or after a while only if told to."""

    def __init__(self, *drafts: dict[str, Any], searched: bool = True, page: int = 500) -> None:
        self.drafts = {draft["id"]: draft for draft in drafts}
        self.searched = searched
        self.page = page
        self.queries: list[str] = []

    def __call__(self, request: Request) -> bytes:
        parts = urlsplit(request.target)
        asked = parse_qs(parts.query)
        if parts.path.endswith("/drafts") and request.method == "GET":
            return self._list(asked)
        draft = self.drafts.get(parts.path.rpartition("/")[2])
        assert asked["format"] == ["full"]
        return reply(draft) if draft else refusal(404)

    def _list(self, asked: dict[str, list[str]]) -> bytes:
        query = asked.get("q", [""])[0]
        self.queries.append(query)
        hit = not query or (self.searched and query.startswith("to:priya@acme.example"))
        found = [{"id": name, "message": {"id": f"m-{name}"}} for name in self.drafts] if hit else []
        start = int(asked.get("pageToken", ["0"])[0])
        answer: dict[str, Any] = {"drafts": found[start : start + self.page]} if found else {}
        if start + self.page < len(found):
            answer["nextPageToken"] = str(start + self.page)
        return reply(answer)


def shown(
    draft_id: str,
    like: Outgoing | None = None,
    drop: tuple[str, ...] = (),
    body: str | None = None,
    **headers: str,
) -> dict[str, Any]:
    """A draft as `drafts.get` gives it: the mail that we build, without some headers, with others changed."""
    like = like or outgoing()
    mail = message_from_bytes(build(like, NOW), policy=SMTP)
    kept = [(name, str(value)) for name, value in mail.items() if name not in drop and name not in headers]
    listed = [{"name": name, "value": value} for name, value in [*kept, *headers.items()]]
    text = base64.urlsafe_b64encode((like.message.body if body is None else body).encode()).decode().rstrip("=")
    plain = {"mimeType": "text/plain", "filename": "", "body": {"data": text}}
    html = {"mimeType": "text/html", "filename": "", "body": {"data": "PHA-"}}
    inner = {"mimeType": "multipart/alternative", "body": {"size": 0}, "parts": [plain, html]}
    return {"id": draft_id, "message": {"payload": {"headers": listed, "body": {}, "parts": [inner]}}}


def test_a_draft_is_one_post_of_a_mail_that_is_plain_ascii(place: Made) -> None:
    with serving(MADE) as server:
        drafts, _ = place(server.url)
        said = drafts.create(outgoing(subject="Ünïcode", body="Grüße\n"))
    assert said == Draft(kind="gmail", id="r1", message_id=f"<inroad.{KEY}@mail.example>", url=URL)
    (request,) = server.requests
    assert (request.method, urlsplit(request.target).path) == ("POST", "/gmail/v1/users/me/drafts")
    assert request.headers["authorization"] == f"Bearer {TOKEN}"
    raw = base64.urlsafe_b64decode(json.loads(request.body)["message"]["raw"])
    assert without_boundary(raw) == without_boundary(build(outgoing(subject="Ünïcode", body="Grüße\n"), NOW))
    assert raw.isascii()
    assert sent_raw(request)["X-Inroad-Key"] == KEY


def test_eight_threads_are_given_their_own_drafts(place: Made) -> None:
    def answer(request: Request) -> bytes:
        return reply({"id": f"draft-of-{sent_raw(request)['X-Inroad-Key']}"})

    with serving(answer) as server:
        drafts, _ = place(server.url)
        keys = [f"{number:064x}" for number in range(80)]
        with ThreadPoolExecutor(8) as pool:
            made = list(pool.map(lambda key: drafts.create(outgoing(key=key)).id, keys))
    assert made == [f"draft-of-{key}" for key in keys]
    assert len(server.requests) == 80
    assert server.connections <= 8


def test_no_more_calls_go_out_at_once_than_are_allowed(place: Made) -> None:
    meeting = threading.Barrier(3, timeout=10)
    lock, present, most = threading.Lock(), count(), []
    inside: set[int] = set()

    def answer(request: Request) -> bytes:
        me = next(present)
        with lock:
            inside.add(me)
            most.append(len(inside))
        meeting.wait()  # passed only when three are inside together
        with lock:
            inside.discard(me)
        return MADE

    with serving(answer) as server:
        drafts, _ = place(server.url, at_once=3)
        with ThreadPoolExecutor(9) as pool:
            list(pool.map(lambda number: drafts.create(outgoing(key=f"{number:064x}")), range(9)))
    assert max(most) == 3


def test_a_draft_does_not_wait_for_its_turn_without_end(place: Made) -> None:
    inside, go_on = threading.Event(), threading.Event()

    def answer(request: Request) -> bytes:
        inside.set()
        go_on.wait(10)
        return MADE

    with serving(answer) as server, ThreadPoolExecutor(1) as pool:
        drafts, _ = place(server.url, at_once=1, turn_seconds=0.01)
        first = pool.submit(drafts.create, outgoing())
        assert inside.wait(10)
        with pytest.raises(UnavailableError, match="Too many drafts wait for Gmail") as caught:
            drafts.create(outgoing(key="f" * 64))
        go_on.set()
        assert first.result().id == "r1"
    assert not caught.value.may_have_acted
    assert len(posts(server)) == 1


@pytest.mark.parametrize(
    "dropped",
    [end_after(b""), reset_after(b""), end_after(b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n{"), end_after(b"HT")],
    ids=["closed", "reset", "cut in its body", "cut in its status"],
)
@pytest.mark.parametrize("kept_alive", [False, True])
def test_a_dropped_connection_is_never_posted_again(place: Made, dropped: Reply, kept_alive: bool) -> None:
    with serving(*([MADE] if kept_alive else []), dropped, MADE) as server:
        drafts, pauses = place(server.url)
        if kept_alive:
            drafts.create(outgoing(key="a" * 64))
        with pytest.raises(UnavailableError, match=r"Gmail .*; try again later, or look at GMAIL_BASE_URL") as caught:
            drafts.create(outgoing())
    assert caught.value.may_have_acted
    assert len(posts(server)) == 1 + kept_alive
    assert pauses.slept == []


def test_a_connection_that_the_server_closed_meanwhile_is_made_anew_and_posted_once(place: Made) -> None:
    closed = threading.Event()

    def last(connection: socket.socket) -> None:
        connection.sendall(MADE)
        connection.shutdown(socket.SHUT_RDWR)
        closed.set()

    with serving(last, MADE) as server:
        drafts, _ = place(server.url)
        drafts.create(outgoing(key="a" * 64))
        assert closed.wait(10)
        drafts.create(outgoing())
    assert len(posts(server)) == 2


def test_nobody_at_the_other_end_is_tried_again_and_certainly_made_nothing(place: Made) -> None:
    drafts, pauses = place(closed_port())
    with pytest.raises(UnavailableError, match="could not be reached") as caught:
        drafts.create(outgoing())
    assert not caught.value.may_have_acted
    assert pauses.slept == [0.75, 1.5, 3.0, 6.0]


@pytest.mark.parametrize(
    ("answer", "pause"),
    [
        (refusal(429), 0.75),
        (refusal(429, headers={"Retry-After": "7"}), 7.5),
        (refusal(403, "rateLimitExceeded"), 0.75),
        (refusal(403, "userRateLimitExceeded"), 0.75),
        (refusal(403, details=[{"reason": "RATE_LIMIT_EXCEEDED"}]), 0.75),
        (reply({"error": {"status": "RESOURCE_EXHAUSTED"}}, 403), 0.75),
        (reply({"error": {"message": "Too fast. Retry after 2026-03-14T09:27:03.000Z"}}, 429), 10.5),
        (reply({"error": {"message": "Too fast. Retry after 2026-03-14T09:00:00.000Z"}}, 429), 0.75),
    ],
)
def test_too_many_calls_are_waited_for(place: Made, answer: bytes, pause: float) -> None:
    with serving(answer, MADE) as server:
        drafts, pauses = place(server.url)
        assert drafts.create(outgoing()).id == "r1"
    assert pauses.slept == [pause]
    assert [request.method for request in server.requests] == ["POST", "POST"]


@pytest.mark.parametrize("status", [500, 502, 503, 504, 408])
def test_after_a_failure_the_mailbox_is_looked_into_before_the_draft_is_sent_again(place: Made, status: int) -> None:
    with serving(refusal(status), NONE, NONE, NONE, MADE) as server:
        drafts, _ = place(server.url)
        assert drafts.create(outgoing()).id == "r1"
    assert [request.method for request in server.requests] == ["POST", "GET", "GET", "GET", "POST"]


def test_a_draft_that_was_made_in_spite_of_the_failure_is_adopted(place: Made) -> None:
    with serving(refusal(502), Mailbox(shown("r7"))) as server:
        drafts, _ = place(server.url)
        assert drafts.create(outgoing()).id == "r7"
    assert len(posts(server)) == 1


def test_what_failed_to_the_end_may_have_been_made(place: Made) -> None:
    with serving(refusal(500), NONE, NONE, NONE, refusal(429, headers={"Retry-After": "900"})) as server:
        drafts, _ = place(server.url)
        with pytest.raises(UnavailableError, match="asks for fewer calls") as caught:
            drafts.create(outgoing())
    assert caught.value.may_have_acted
    with serving(refusal(503), NONE, NONE, NONE, refusal(503), NONE, NONE, NONE, refusal(503)) as server:
        drafts, pauses = place(server.url)
        with pytest.raises(UnavailableError, match=r"not able to answer at present \(503: No\)") as failed:
            drafts.create(outgoing())
    assert failed.value.may_have_acted
    assert len(pauses.slept) > 2


def test_a_pause_that_is_too_long_is_not_waited_for(place: Made) -> None:
    with serving(refusal(429, headers={"Retry-After": "21"}), MADE) as server:
        drafts, pauses = place(server.url)
        with pytest.raises(RateLimitedError, match=r"fewer calls \(429: No\); try again in 21 seconds") as caught:
            drafts.create(outgoing())
    assert (caught.value.retry_after, caught.value.may_have_acted, pauses.slept) == (21.0, False, [])
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    ("answer", "kind", "words"),
    [
        (refusal(400, "invalidArgument"), RefusedQueryError, r"refuses the draft \(400: No\)"),
        (refusal(404), NotFoundError, r"nothing there \(404: No\); look at GMAIL_BASE_URL"),
        (refusal(403, "dailyLimitExceeded"), OutOfCreditError, "go on tomorrow"),
        (refusal(403, "accessNotConfigured"), BadKeyError, "not switched on in the Google Cloud project"),
        (refusal(403, details=[{"reason": "SERVICE_DISABLED"}]), BadKeyError, "switch it on there"),
        (refusal(403, "insufficientPermissions"), BadKeyError, "run `inroad login gmail` again and tick"),
        (refusal(403, "domainPolicy"), BadKeyError, "ask who runs the account"),
        (reply([], 403), BadKeyError, r"let this login in \(403\)"),
        (reply(raw=b"<html>", status=413), OutputError, "attach a smaller file"),
        (reply(raw=b"<html>"), GarbledAnswerError, "not its API"),
        (reply([1]), GarbledAnswerError, "not its API"),
        (reply({"message": {}}), GarbledAnswerError, "not its API"),
        (reply(status=302, headers={"Location": "https://elsewhere.example/"}), RefusedQueryError, "302"),
        (reply({"error": {"message": f"Bad token {TOKEN}\n!"}}, 400), RefusedQueryError, r"Bad token \*\*\* !"),
    ],
)
def test_what_gmail_refuses_is_a_sentence_and_not_sent_again(
    place: Made, answer: bytes, kind: type[InroadError], words: str
) -> None:
    with serving(answer, MADE) as server:
        drafts, _ = place(server.url)
        with pytest.raises(kind, match=words) as caught:
            drafts.create(outgoing())
    assert len(server.requests) == 1
    assert TOKEN not in repr(caught.value)
    assert caught.value.__context__ is None
    assert isinstance(caught.value, OutputError) or cast("ProviderError", caught.value).provider == "gmail"


@pytest.mark.parametrize(
    ("change", "query"),
    [
        ({}, "to:priya@acme.example"),
        ({"body": "Quite other words.\n"}, "to:priya@acme.example"),
        ({"body": "Other.", "Subject": "Another", "To": "x@acme.example"}, "to:priya@acme.example"),
        ({"drop": ("X-Inroad-Key",), "body": "Other.\n"}, "to:priya@acme.example"),
        (
            {"drop": ("X-Inroad-Key", "Message-ID"), "body": "Hi Priya, \r\n\r\n\r\nA\u00a0question.\r\n\r\n"},
            "to:priya@acme.example",
        ),
        ({"drop": ("X-Inroad-Key",), "Message-ID": "<CA+x@mail.gmail.com>"}, "to:priya@acme.example"),
        (
            {"drop": ("X-Inroad-Key", "Message-ID"), "To": "PRIYA@acme.example", "Subject": "=?utf-8?q?A_question?="},
            "to:priya@acme.example",
        ),
    ],
    ids=["as made", "edited", "all edited", "by Message-ID", "by its words", "Message-ID replaced", "encoded"],
)
def test_a_draft_is_known_again(place: Made, change: dict[str, Any], query: str) -> None:
    mailbox = Mailbox(shown("r1", outgoing(key="f" * 64)), shown("r2", **change))
    with serving(mailbox) as server:
        drafts, _ = place(server.url)
        assert drafts.find(outgoing()) == Draft(
            kind="gmail", id="r2", message_id=message_id(KEY, "a@mail.example"), url=URL
        )
    assert mailbox.queries == [f"rfc822msgid:inroad.{KEY}@mail.example", query]
    assert posts(server) == []


@pytest.mark.parametrize(
    ("made", "body"),
    [
        (outgoing(address="Ana@Bücher.example"), None),
        (outgoing(body="Hi\x07Priya,\x1b\n"), "Hi Priya,\r\n"),
        (outgoing(subject="About Software Engineer – Zürich at Société Générale d’Été"), None),
    ],
    ids=["a domain in other letters", "control characters", "a long subject"],
)
def test_a_draft_is_known_by_what_the_mail_holds(place: Made, made: Outgoing, body: str | None) -> None:
    mailbox = Mailbox(shown("r2", made, drop=("X-Inroad-Key", "Message-ID"), body=body))
    with serving(mailbox) as server:
        drafts, _ = place(server.url)
        found = drafts.find(made)
    assert found is not None
    assert found.id == "r2"


@pytest.mark.parametrize(
    "other",
    [
        shown("r1", outgoing(key="f" * 64)),
        shown("r1", drop=("X-Inroad-Key", "Message-ID"), body="Other words."),
        shown("r1", drop=("X-Inroad-Key", "Message-ID", "Subject")),
        shown("r1", drop=("X-Inroad-Key", "Message-ID"), To="someone@acme.example"),
        shown("r1", drop=("X-Inroad-Key", "Message-ID"), To="priya@acme.example, b@acme.example"),
        {"id": "r1", "message": {"payload": {"mimeType": "text/plain", "body": {"data": "a"}, "headers": "?"}}},
        {"id": "r1"},
    ],
)
def test_another_draft_is_not_taken_for_it(place: Made, other: dict[str, Any]) -> None:
    mailbox = Mailbox(other)
    with serving(mailbox) as server:
        drafts, _ = place(server.url)
        assert drafts.find(outgoing()) is None
    assert mailbox.queries[-2:] == ["to:priya@acme.example", ""]
    assert len([request for request in server.requests if "/drafts/r1" in request.target]) == 1


def test_bodies_that_are_no_base64_or_stand_alone_are_read_as_far_as_they_go(place: Made) -> None:
    bare = shown("r2", drop=("X-Inroad-Key", "Message-ID"))
    payload = bare["message"]["payload"]
    payload |= {"mimeType": "text/plain", "body": payload["parts"][0]["parts"][0]["body"], "parts": None}
    broken = shown("r1", drop=("X-Inroad-Key", "Message-ID"))
    broken["message"]["payload"]["parts"][0]["parts"][0]["body"]["data"] = "a"
    with serving(Mailbox(broken, bare)) as server:
        drafts, _ = place(server.url)
        found = drafts.find(outgoing())
    assert found is not None
    assert found.id == "r2"


def test_all_pages_are_looked_through_and_what_is_gone_meanwhile_is_passed_over(place: Made) -> None:
    others = [shown(f"r{number}", outgoing(key=f"{number:064x}")) for number in range(1, 5)]
    mailbox = Mailbox(*others, shown("r9"), page=2)
    with serving(mailbox) as server:
        drafts, _ = place(server.url)
        assert drafts.find(outgoing()) is not None
        mailbox.drafts["r2"] = {}  # listed, and gone when it is asked for
        assert drafts.find(outgoing()) is not None
    assert mailbox.queries.count("to:priya@acme.example") == 6


def test_pages_that_go_round_in_a_circle_are_told_and_left(place: Made) -> None:
    with serving(reply({"drafts": [], "nextPageToken": "2"}), reply({"drafts": [], "nextPageToken": "2"})) as server:
        with pytest.raises(GarbledAnswerError, match="not its API"):
            place(server.url)[0].find(outgoing())
        assert len(server.requests) == 2


def test_a_draft_that_the_search_does_not_know_yet_is_found_among_the_newest(place: Made) -> None:
    mailbox = Mailbox(shown("r1", outgoing(key="f" * 64)), shown("r2"), searched=False)
    with serving(mailbox) as server:
        drafts, _ = place(server.url)
        found = drafts.find(outgoing())
    assert found is not None
    assert found.id == "r2"
    many = Mailbox(*(shown(f"r{number}", outgoing(key=f"{number:064x}")) for number in range(60)), searched=False)
    with serving(many) as server:
        assert place(server.url)[0].find(outgoing()) is None
    assert len(server.requests) == 3 + 50


def test_a_deleted_draft_is_not_found(place: Made) -> None:
    with serving(NONE) as server:
        assert place(server.url)[0].find(outgoing()) is None


def test_looking_is_repeated_whatever_happened(place: Made) -> None:
    replies: list[Reply] = [
        end_after(b""),
        refusal(503),
        refusal(429),
        reply({"drafts": [{"id": "r2"}]}),
        reset_after(b""),
    ]
    with serving(*replies, reply(shown("r2"))) as server:
        drafts, pauses = place(server.url)
        assert drafts.find(outgoing()) is not None
    assert pauses.slept == [0.75, 1.5, 3.0, 0.75]


def test_looking_is_given_up_in_the_end(place: Made) -> None:
    with serving(refusal(503)) as server:
        drafts, _ = place(server.url)
        with pytest.raises(UnavailableError, match="try again later"):
            drafts.find(outgoing())
    assert len(server.requests) == 5


def test_a_large_mail_goes_to_the_upload_address_as_it_is(place: Made, tmp_path: Path) -> None:
    resume = tmp_path / "resume.pdf"
    resume.write_bytes(b"x" * JSON_BYTES)
    with serving(MADE) as server:
        drafts, _ = place(server.url)
        assert drafts.create(outgoing(attachment=str(resume))).id == "r1"
    (request,) = server.requests
    parts = urlsplit(request.target)
    assert parts.path == "/upload/gmail/v1/users/me/drafts"
    assert parse_qs(parts.query)["uploadType"] == ["media"]
    assert request.headers["content-type"] == "message/rfc822"
    assert without_boundary(request.body) == without_boundary(build(outgoing(attachment=str(resume)), NOW))


def test_a_mail_that_is_too_large_is_said_before_anything_is_asked(place: Made, tmp_path: Path) -> None:
    resume = tmp_path / "resume.pdf"
    resume.write_bytes(b"x" * 3_000_000)
    with serving(MADE) as server:
        drafts, _ = place(server.url, max_bytes=2 * 1024**2)
        with pytest.raises(OutputError, match=r"priya@acme.example has 4 MB; Gmail takes 2 MB: attach a smaller file"):
            drafts.create(outgoing(attachment=str(resume)))
    assert server.requests == []


def test_a_path_before_the_address_moves_all_calls(place: Made, tmp_path: Path) -> None:
    resume = tmp_path / "resume.pdf"
    resume.write_bytes(b"x" * JSON_BYTES)
    with serving(MADE) as server:
        drafts, _ = place(f"{server.url}/google/")
        drafts.create(outgoing())
        drafts.create(outgoing(attachment=str(resume)))
    assert [urlsplit(request.target).path for request in server.requests] == [
        "/google/gmail/v1/users/me/drafts",
        "/google/upload/gmail/v1/users/me/drafts",
    ]
    assert gmail_service(f"{server.url}/google", cast("Any", object())).new_batch_http_request()._batch_uri == (
        f"{server.url}/google/batch"
    )


@pytest.mark.parametrize("url", ["http://gmail.example", "https://u:p@gmail.example", "gmail", "http://[", ""])
def test_an_address_that_no_login_may_be_sent_to_is_refused(place: Made, url: str) -> None:
    with pytest.raises(UserInputError, match="GMAIL_BASE_URL holds an address that no login may be sent to"):
        place(url)


def test_checking_asks_whose_mailbox_it_is(place: Made) -> None:
    with serving(reply({"emailAddress": "ada@mail.example"})) as server:
        place(server.url)[0].check()
    assert [urlsplit(request.target).path for request in server.requests] == ["/gmail/v1/users/me/profile"]
    with serving(refusal(403, "accessNotConfigured")) as server, pytest.raises(BadKeyError, match="not switched on"):
        place(server.url)[0].check()


@pytest.mark.parametrize(("minutes", "calls"), [(0, 1), (9, 1), (10, 2), (-1, 2)])
def test_a_login_that_was_let_in_lately_is_not_asked_about_again(minutes: int, calls: int, tmp_path: Path) -> None:
    moments = [NOW, NOW + timedelta(minutes=minutes)]
    with serving(*[reply({"emailAddress": "ada@mail.example"})] * 2) as server:
        asked = GmailCalls(Tokens(login_file(tmp_path)), server.url)
        drafts = GmailDrafts(asked, lambda: moments.pop(0))
        drafts.check()
        drafts.check()
        asked.close()
    assert len(server.requests) == calls


def test_a_login_that_was_not_let_in_is_asked_about_again(place: Made) -> None:
    with serving(refusal(403, "accessNotConfigured"), reply({"emailAddress": "ada@mail.example"})) as server:
        drafts = place(server.url)[0]
        with pytest.raises(BadKeyError):
            drafts.check()
        drafts.check()
    assert len(server.requests) == 2


def test_without_a_login_it_is_said_what_to_run(tmp_path: Path) -> None:
    drafts = gmail_drafts(tmp_path / "none.json", "https://gmail.example", lambda: NOW)
    attempts: list[Callable[[], object]] = [
        drafts.check,
        lambda: drafts.create(outgoing()),
        lambda: drafts.find(outgoing()),
    ]
    for attempt in attempts:
        with pytest.raises(OutputError, match=r"Nobody is logged in to Gmail .*; run `inroad login gmail`\."):
            attempt()


def test_an_account_that_the_file_does_not_tell_is_asked_for_once_before_the_draft(place: Made) -> None:
    profile = reply({"emailAddress": "ada+jobs@mail.example"})
    with serving(profile, MADE) as server:
        drafts, _ = place(server.url, account=None)
        assert {drafts.create(outgoing()).url for _ in range(2)} == {drafts_url("ada+jobs@mail.example")}
    assert [request.method for request in server.requests] == ["GET", "POST", "POST"]
    assert (
        drafts_url("ada+jobs@mail.example") == "https://mail.google.com/mail/?authuser=ada%2Bjobs%40mail.example#drafts"
    )


def test_a_token_that_is_refused_is_renewed_once_and_the_draft_posted_once_more(place: Made) -> None:
    with serving(refusal(401), MADE) as server, serving(reply({"access_token": "new", "expires_in": 3599})) as google:
        drafts, _ = place(server.url, token_uri=f"{google.url}/token")
        assert drafts.create(outgoing()).id == "r1"
    assert [request.headers["authorization"] for request in server.requests] == [f"Bearer {TOKEN}", "Bearer new"]
    with serving(refusal(401)) as server, serving(reply({"access_token": "new", "expires_in": 3599})) as google:
        drafts, _ = place(server.url, token_uri=f"{google.url}/token")
        with pytest.raises(BadKeyError, match=r"does not accept the login \(401: No\); run `inroad login gmail` again"):
            drafts.create(outgoing())
    assert (len(server.requests), len(google.requests)) == (2, 1)


def test_an_answer_without_end_is_cut_off(place: Made) -> None:
    endless = reply({"id": "x" * 33_000_000})
    with serving(endless) as server:
        drafts, _ = place(server.url)
        with pytest.raises(GarbledAnswerError, match="more than can be read") as caught:
            drafts.create(outgoing())
    assert caught.value.may_have_acted


def test_an_answer_that_drips_is_cut_off_and_not_asked_for_again(tmp_path: Path) -> None:
    with serving(MADE) as server:
        server.replies.insert(0, server.drip(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n", b"x"))
        calls = GmailCalls(Tokens(login_file(tmp_path)), server.url, patience=Patience(total=0.1))
        with pytest.raises(UnavailableError, match=r"did not finish its answer within 0\.1 seconds") as caught:
            GmailDrafts(calls, lambda: NOW).create(outgoing())
        calls.close()
    assert caught.value.may_have_acted
    assert len(posts(server)) == 1
