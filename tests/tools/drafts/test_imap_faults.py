"""Connections that break and servers that refuse, with a real mail server."""

from __future__ import annotations

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from inroad.errors import (
    OutOfCreditError,
    OutputError,
    ProviderError,
    RefusedQueryError,
    UnavailableError,
)
from inroad.tools.drafts.imap_session import Patience
from tests.imap_proxy import CuttingProxy, Verdict, once
from tests.imap_server import Dovecot
from tests.tools.drafts.conftest import Place
from tests.tools.drafts.test_imap import in_folder, outgoing


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


def test_a_login_that_is_not_answered_is_told(dovecot: Dovecot, user: str, place: Place) -> None:
    with CuttingProxy(dovecot, once("up", b"AUTHENTICATE", "swallow")) as proxy:
        drafts = place(dovecot.account(user, port=proxy.port), patience=Patience(connect=10, read=0.5, total=10))
        with pytest.raises(UnavailableError, match="did not answer in time") as caught:
            drafts.create(outgoing())
        assert not caught.value.may_have_acted
