"""Hosts, logins and certificates, with a real mail server."""

from __future__ import annotations

import base64
import logging
import re
import ssl
from pathlib import Path

import pytest

from inroad.errors import BadKeyError, RateLimitedError, UnavailableError, UserInputError
from inroad.tools.drafts.imap_session import ImapServer, parse_server
from tests.imap_proxy import CuttingProxy
from tests.imap_server import HOST, Dovecot, certificate
from tests.tools.drafts.conftest import ODD, Place


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
        assert "try again" not in str(caught.value)
        assert str(caught.value).endswith("; check IMAP_HOST, or set SSL_CERT_FILE to the file of your own CA.")


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
    with pytest.raises(UnavailableError, match=rf"^{host}:1 .*look at IMAP_HOST\.$") as caught:
        place(type(account)(ImapServer(host, 1), user, account.password)).check()
    assert not caught.value.sent


def test_too_many_connections_are_told(other: Dovecot, user: str, place: Place) -> None:
    drafts = place(other.account(user), context=other.context())
    says = r"too many connections of this user \(.*try again later\.$"
    with other.client(user), other.client(user), pytest.raises(RateLimitedError, match=says):
        drafts.check()


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
    ["", "imaps://imap.mail.example", "ada@host", "a b", "host/inbox", "[::1"],
)
def test_what_is_no_host_is_refused(text: str) -> None:
    with pytest.raises(UserInputError, match=r"^IMAP_HOST is not a mail server's name"):
        parse_server(text)


@pytest.mark.parametrize("text", ["host:port", "host:99999"])
def test_a_port_that_is_none_is_named(text: str) -> None:
    with pytest.raises(UserInputError, match=rf"^The port in IMAP_HOST \({text}\) is none; give a number such as 993"):
        parse_server(text)
