"""Logins, certificates and connections that fail, against a real mail server."""

from __future__ import annotations

import base64
import logging
import re
import ssl
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from inroad.errors import (
    BadKeyError,
    OutOfCreditError,
    OutputError,
    ProviderError,
    RateLimitedError,
    RefusedQueryError,
    UnavailableError,
    UserInputError,
)
from inroad.tools.drafts.imap_session import ImapServer, Patience, parse_server
from tests.imap_server import HOST, CuttingProxy, Dovecot, Verdict, certificate, once
from tests.tools.drafts.conftest import Place
from tests.tools.drafts.test_imap import in_folder, outgoing

ODD = {"odd": 'pä"ss\\ wörd {3}', "plain": 'a"b\\ c{3}'}


@pytest.fixture(scope="module")
def other() -> Iterator[Dovecot]:
    """A mail server with few connections a user, and odd passwords."""
    with Dovecot(connections=2, passwords=ODD) as running:
        yield running


@pytest.mark.parametrize("password", ["wrong-password", "pä\"ss'wörd\\"])
def test_a_wrong_password_is_told_without_it(
    dovecot: Dovecot, user: str, place: Place, password: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    drafts = place(dovecot.account(user, password=password))
    with pytest.raises(BadKeyError, match=r"does not take IMAP_USER with IMAP_PASSWORD \(.*app password") as caught:
        drafts.check()
    assert caught.value.provider == "imap"
    assert caught.value.__cause__ is None
    assert password not in repr(caught.value) + caplog.text


def test_odd_passwords_are_taken_as_they_are(other: Dovecot, place: Place) -> None:
    for user, password in ODD.items():
        place(other.account(user, password=password), context=other.context()).check()


def test_a_server_without_authenticate(other: Dovecot, place: Place) -> None:
    with CuttingProxy(other, lambda *_: "pass", lambda piece: piece.replace(b"AUTH=PLAIN", b"X-NONE")) as proxy:
        plain = other.account("plain", password=ODD["plain"], port=proxy.port)
        place(plain, context=other.context()).check()
        with pytest.raises(BadKeyError, match=r"does not take IMAP_USER"):
            place(other.account("plain", password="wrong", port=proxy.port), context=other.context()).check()
        with pytest.raises(BadKeyError, match=r"takes plain letters only"):
            place(other.account("odd", password=ODD["odd"], port=proxy.port), context=other.context()).check()


def test_a_server_that_repeats_the_password(dovecot: Dovecot, user: str, place: Place) -> None:
    secret = "hush-hush"
    packed = base64.b64encode(f"\0{user}\0{secret}".encode())

    def repeat(piece: bytes) -> bytes:
        return re.sub(rb" NO [^\r]*", lambda _: b" NO no " + packed + b" " + secret.encode(), piece)

    with CuttingProxy(dovecot, lambda *_: "pass", repeat) as proxy:
        drafts = place(dovecot.account(user, port=proxy.port, password=secret))
        with pytest.raises(BadKeyError, match=r"\(no \*\*\* \*\*\*\)"):
            drafts.check()


@pytest.mark.parametrize(
    ("user", "password", "says"),
    [
        ("", "secret", "There is no login for 127.0.0.1; set IMAP_USER."),
        ("ada", "", "There is no login for 127.0.0.1; set IMAP_PASSWORD."),
        ("ada\r\nA1 LOGOUT", "secret", "IMAP_USER holds characters that no login has; copy it anew."),
        ("ada", "sec\0ret", "IMAP_PASSWORD holds characters that no login has; copy it anew."),
    ],
)
def test_a_login_that_no_server_takes_is_not_sent(
    dovecot: Dovecot, place: Place, user: str, password: str, says: str
) -> None:
    with pytest.raises(BadKeyError) as caught:
        place(dovecot.account(user, password=password)).check()
    assert str(caught.value) == says


def test_the_password_goes_to_a_trusted_certificate_only(
    dovecot: Dovecot, user: str, place: Place, tmp_path: Path
) -> None:
    nobodys = ssl.create_default_context(cafile=str(certificate(tmp_path / "other.pem", HOST)))
    for account in (dovecot.account(user), dovecot.account(user, starttls=True)):
        with pytest.raises(UnavailableError, match="certificate that cannot be trusted") as caught:
            place(account, context=nobodys).check()
        assert not caught.value.sent


def test_a_certificate_of_another_name_is_not_trusted(dovecot: Dovecot, user: str, place: Place) -> None:
    account = dovecot.account(user)
    elsewhere = type(account)(ImapServer("localhost", dovecot.port), user, account.password)
    with pytest.raises(UnavailableError, match="certificate that cannot be trusted"):
        place(elsewhere).check()


def test_the_users_own_root_is_read_from_the_environment(
    dovecot: Dovecot, user: str, monkeypatch: pytest.MonkeyPatch, place: Place
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(dovecot.certificate))
    place(context=ssl.create_default_context()).check()


def test_no_tls_no_password(user: str, place: Place) -> None:
    with Dovecot(more="ssl = no") as bare, pytest.raises(UserInputError, match=r"offers no TLS at port \d+, and the"):
        place(bare.account(user, starttls=True), context=bare.context()).check()


def test_tls_at_a_port_that_begins_without(dovecot: Dovecot, user: str, place: Place) -> None:
    with pytest.raises(UnavailableError, match="does not speak TLS there"):
        place(dovecot.account(user, port=dovecot.starttls_port)).check()


@pytest.mark.parametrize("host", [HOST, "nosuch.invalid", "a" * 70 + ".example"])
def test_a_server_that_is_not_there(dovecot: Dovecot, user: str, place: Place, host: str) -> None:
    account = dovecot.account(user)
    with pytest.raises(UnavailableError, match=r"look at IMAP_HOST\.$") as caught:
        place(type(account)(ImapServer(host, 1), user, account.password)).check()
    assert not caught.value.sent


def test_too_many_connections_are_told(other: Dovecot, user: str, place: Place) -> None:
    drafts = place(other.account(user), context=other.context())
    says = r"too many connections of this user \(.*try again later\.$"
    with other.client(user), other.client(user), pytest.raises(RateLimitedError, match=says):
        drafts.check()


def test_a_connection_cut_before_the_server_acted(dovecot: Dovecot, user: str, place: Place) -> None:
    with CuttingProxy(dovecot, once("up", b"APPEND", "cut")) as proxy:
        drafts = place(dovecot.account(user, port=proxy.port))
        with pytest.raises(UnavailableError, match="broke off the connection") as caught:
            drafts.create(outgoing())
        assert caught.value.may_have_acted
        assert drafts.find(outgoing()) is None
        assert in_folder(dovecot, user) == []
        assert drafts.find(outgoing()) is None
        assert drafts.create(outgoing()) == drafts.find(outgoing())
        drafts.close()
    assert len(in_folder(dovecot, user)) == 1


def test_a_connection_cut_in_the_middle_of_the_draft(dovecot: Dovecot, user: str, place: Place, tmp_path: Path) -> None:
    (tmp_path / "cv.pdf").write_bytes(b"%PDF" * 250_000)
    order = outgoing(attachment=str(tmp_path / "cv.pdf"))
    with CuttingProxy(dovecot, once("up", b"JVBERiVQREYl", "cut")) as proxy:
        drafts = place(dovecot.account(user, port=proxy.port))
        with pytest.raises(UnavailableError) as caught:
            drafts.create(order)
        assert caught.value.may_have_acted
        assert drafts.find(order) is None
        assert in_folder(dovecot, user) == []
        drafts.close()


@pytest.mark.parametrize(("verdict", "says"), [("cut", "broke off the connection"), ("swallow", "did not answer")])
def test_an_answer_that_is_lost_leaves_a_draft_to_be_found(
    dovecot: Dovecot, user: str, place: Place, verdict: Verdict, says: str
) -> None:
    with CuttingProxy(dovecot, once("down", b"APPENDUID", verdict)) as proxy:
        drafts = place(dovecot.account(user, port=proxy.port), patience=Patience(connect=10, read=0.5, total=10))
        with pytest.raises(UnavailableError, match=says) as caught:
            drafts.create(outgoing())
        assert caught.value.may_have_acted
        found = drafts.find(outgoing())
        assert found is not None
        assert found.id.endswith(";1")
        drafts.close()
    assert len(in_folder(dovecot, user)) == 1


@pytest.mark.parametrize("word", [b"AUTHENTICATE", b"LIST"])
def test_a_connection_cut_before_the_draft_was_sent(dovecot: Dovecot, user: str, place: Place, word: bytes) -> None:
    with CuttingProxy(dovecot, once("up", word, "cut")) as proxy:
        drafts = place(dovecot.account(user, port=proxy.port))
        with pytest.raises(UnavailableError) as caught:
            drafts.create(outgoing())
        assert not caught.value.may_have_acted
        drafts.create(outgoing())
        drafts.close()
    assert len(in_folder(dovecot, user)) == 1


def test_a_draft_has_to_be_done_in_its_time(dovecot: Dovecot, user: str, place: Place) -> None:
    with CuttingProxy(dovecot, once("down", b"APPENDUID", "swallow")) as proxy:
        drafts = place(dovecot.account(user, port=proxy.port), patience=Patience(connect=10, read=10, total=0.5))
        with pytest.raises(UnavailableError, match="broke off") as caught:
            drafts.create(outgoing())
        assert caught.value.may_have_acted
        drafts.close()


def changed(before: bytes, after: bytes) -> Callable[[bytes], bytes]:
    return lambda piece: piece.replace(before, after)


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        (b"* LIST (", b"* LIST ((", "127.0.0.1 refuses a draft"),
        (b"[UIDVALIDITY ", b"[UIDVALIDITY x", "127.0.0.1 answered with what is not IMAP"),
    ],
)
def test_an_answer_that_makes_no_sense_is_told(
    dovecot: Dovecot, user: str, place: Place, before: bytes, after: bytes, says: str
) -> None:
    with CuttingProxy(dovecot, lambda *_: "pass", changed(before, after)) as proxy:
        drafts = place(dovecot.account(user, port=proxy.port))
        with pytest.raises(ProviderError, match=says):
            drafts.find(outgoing())
        drafts.close()


@pytest.mark.parametrize(
    ("said", "kind", "says"),
    [
        (b"NO [UNAVAILABLE] Backend is down", UnavailableError, "cannot do it at the moment"),
        (b"NO [CANNOT] Never \xe2\x80\xa8\x1b[31m mind", RefusedQueryError, r"refuses a draft \(\[CANNOT\] Never"),
        (b"NO Mailbox is full " + b"x" * 500, OutOfCreditError, "…"),
        (b"BAD What?", RefusedQueryError, "What"),
    ],
)
def test_a_refusal_is_told_in_one_clean_line(
    dovecot: Dovecot, user: str, place: Place, said: bytes, kind: type[ProviderError], says: str
) -> None:
    def refuse(piece: bytes) -> bytes:
        return re.sub(rb"OK \[APPENDUID [^\r]*", lambda _: said, piece)

    with CuttingProxy(dovecot, lambda *_: "pass", refuse) as proxy:
        drafts = place(dovecot.account(user, port=proxy.port))
        with pytest.raises(kind, match=says) as caught:
            drafts.create(outgoing())
        assert str(caught.value).isprintable()
        assert len(str(caught.value)) < 400
        assert not caught.value.may_have_acted
        drafts.close()


def test_a_server_that_tells_no_place_gives_the_key_as_id(dovecot: Dovecot, user: str, place: Place) -> None:
    def silent(piece: bytes) -> bytes:
        return re.sub(rb"\[APPENDUID [^]]*\] ", b"", piece)

    with CuttingProxy(dovecot, lambda *_: "pass", silent) as proxy:
        drafts = place(dovecot.account(user, port=proxy.port))
        assert drafts.create(outgoing()).id == outgoing().key
        drafts.close()


def test_a_restarted_server_is_connected_to_again(user: str, place: Place) -> None:
    with Dovecot() as running:
        drafts = place(running.account(user), context=running.context())
        with ThreadPoolExecutor(4) as pool:
            list(pool.map(lambda number: drafts.create(outgoing(key=f"a{number}")), range(4)))
        running.stop()
        with pytest.raises(UnavailableError, match="connection refused") as caught:
            drafts.create(outgoing(key="a4"))
        assert not caught.value.may_have_acted
        running.start()
        drafts.create(outgoing(key="a4"))
        assert len(in_folder(running, user)) == 5
        drafts.close()


def test_threads_share_a_few_connections_and_make_each_draft_once(other: Dovecot, user: str, place: Place) -> None:
    drafts = place(other.account(user), context=other.context(), connections=2)
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda number: drafts.create(outgoing(key=f"k{number}")), range(24)))
        found = list(pool.map(lambda number: drafts.find(outgoing(key=f"k{number}")), range(24)))
    assert found == made
    assert len({draft.id for draft in made}) == 24
    drafts.close()
    assert len(in_folder(other, user)) == 24


def test_no_connection_that_comes_free_is_told(dovecot: Dovecot, user: str, place: Place) -> None:
    with CuttingProxy(dovecot, once("down", b"APPENDUID", "swallow")) as proxy:
        patience = Patience(connect=10, read=0.8, total=0.2)
        drafts = place(dovecot.account(user, port=proxy.port), patience=patience, connections=0)
        with pytest.raises(UnavailableError, match=r"All connections to .* are busy") as caught:
            drafts.create(outgoing())
        assert not caught.value.may_have_acted


def test_a_key_that_could_be_a_command_is_refused(place: Place) -> None:
    drafts = place()
    for attempt in (drafts.find, drafts.create):
        with pytest.raises(OutputError, match="letters and digits"):
            attempt(outgoing(key="x\r\nA1 DELETE INBOX"))


@pytest.mark.parametrize(
    ("text", "server"),
    [
        ("imap.mail.example", ImapServer("imap.mail.example", 993)),
        (" imap.mail.example ", ImapServer("imap.mail.example", 993)),
        ("imap.mail.example:143", ImapServer("imap.mail.example", 143, starttls=True)),
        ("imap.mail.example:1993", ImapServer("imap.mail.example", 1993)),
        ("[::1]:993", ImapServer("::1", 993)),
    ],
)
def test_the_host_may_have_a_port(text: str, server: ImapServer) -> None:
    assert parse_server(text) == server


@pytest.mark.parametrize(
    "text",
    ["", "imaps://imap.mail.example", "host:port", "host:99999", "ada@host", "a b", "host/inbox", "[::1"],
)
def test_what_is_no_host_is_refused(text: str) -> None:
    with pytest.raises(UserInputError, match=r"^IMAP_HOST is not a mail server's name"):
        parse_server(text)
