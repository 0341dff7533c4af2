"""Drafts by IMAP, against a real mail server."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes
from email.policy import SMTP
from pathlib import Path

import pytest

from inroad.errors import (
    OutOfCreditError,
    OutputError,
)
from inroad.state import Draft, Email, Message, Sender
from inroad.tools.drafts import Outgoing
from tests.imap_server import Dovecot
from tests.tools.drafts.conftest import NOW, Place

KEY = "c0ffee" * 10 + "beef"
OWN_ID = f"<inroad.{KEY}@mail.example>"


def outgoing(
    key: str = KEY,
    body: str = "Hi Priya.\n\nSee you, José.\n",
    attachment: str = "",
    address: str = "priya@acme.example",
    subject: str = "Eine Frage – très court",
) -> Outgoing:
    return Outgoing(
        key=key,
        recipient_name="Priya Raman",
        recipient=Email(address=address),
        sender=Sender(name="Ada", email="ada@mail.example"),
        message=Message(subject=subject, body=body, writer="template"),
        attachment=attachment,
    )


def in_folder(dovecot: Dovecot, user: str, folder: str = "Drafts") -> list[bytes]:
    """The mails that the user's own program shows."""
    with dovecot.client(user) as client:
        client.select_folder(folder, readonly=True)
        uids = client.search("UNDELETED")
        return [answer[b"BODY[]"] for answer in client.fetch(uids, ["BODY.PEEK[]"]).values()]


def act(dovecot: Dovecot, user: str, *steps: tuple[str, ...], folder: str = "Drafts") -> None:
    """Do something with all mails of the folder, as the user would."""
    with dovecot.client(user) as client:
        client.select_folder(folder)
        for step, *arguments in steps:
            getattr(client, step)(*([] if step == "expunge" else [client.search()]), *arguments)


def put(dovecot: Dovecot, user: str, mail: bytes, folder: str = "Drafts") -> None:
    with dovecot.client(user) as client:
        client.append(folder, mail, flags=[b"\\Draft"], msg_time=NOW)


@pytest.mark.parametrize("starttls", [False, True])
def test_a_draft_is_appended_and_found_again(dovecot: Dovecot, user: str, place: Place, starttls: bool) -> None:
    drafts = place(dovecot.account(user, starttls=starttls))
    drafts.check()
    assert drafts.find(outgoing()) is None
    made = drafts.create(outgoing())
    assert made == Draft(kind="imap", id=made.id, message_id=OWN_ID)
    assert re.fullmatch(r"Drafts;[1-9]\d*;1", made.id)
    assert drafts.find(outgoing()) == made
    assert drafts.find(outgoing(key="f" * 64)) is None


def test_the_draft_is_marked_as_draft_and_seen_and_dated(dovecot: Dovecot, user: str, place: Place) -> None:
    place().create(outgoing())
    with dovecot.client(user) as client:
        client.normalise_times = False
        client.select_folder("Drafts")
        [answer] = client.fetch([1], ["FLAGS", "INTERNALDATE", "BODY.PEEK[]"]).values()
    assert {b"\\Draft", b"\\Seen"} <= set(answer[b"FLAGS"])
    assert answer[b"INTERNALDATE"] == NOW
    mail = message_from_bytes(answer[b"BODY[]"], policy=SMTP)
    assert (mail["Subject"], mail["To"], mail["X-Inroad-Key"]) == (
        "Eine Frage – très court",
        "Priya Raman <priya@acme.example>",
        KEY,
    )


def test_a_place_that_was_closed_connects_again(place: Place) -> None:
    drafts = place()
    made = drafts.create(outgoing())
    drafts.close()
    assert drafts.find(outgoing()) == made


@pytest.mark.parametrize(
    "steps",
    [
        [("delete_messages",)],
        [("delete_messages",), ("expunge",)],
        [("move", "INBOX")],
    ],
)
def test_a_draft_that_was_deleted_or_moved_is_not_found(
    dovecot: Dovecot, user: str, place: Place, steps: list[tuple[str, ...]]
) -> None:
    drafts = place()
    drafts.create(outgoing())
    act(dovecot, user, *steps)
    assert drafts.find(outgoing()) is None


def saved_anew(dovecot: Dovecot, user: str, **changes: str) -> None:
    """What a mail program does when the user saves a draft: another mail, and the first one goes; "" leaves out."""
    [before] = in_folder(dovecot, user)
    mail = message_from_bytes(before, policy=SMTP)
    for name, value in changes.items():
        header = name.replace("_", "-")
        del mail[header]
        if value:
            mail[header] = value
    act(dovecot, user, ("delete_messages",), ("expunge",))
    put(dovecot, user, mail.as_bytes())


@pytest.mark.parametrize(
    ("changes", "message_id"),
    [
        ({"X_Inroad_Key": ""}, OWN_ID),
        ({"Message_ID": "<new@program.example>"}, "<new@program.example>"),
        ({"Message_ID": ""}, ""),
        ({"Message_ID": "<new@program.example>", "X_Inroad_Key": ""}, "<new@program.example>"),
        ({"Message_ID": "", "X_Inroad_Key": "", "To": "PRIYA@acme.example"}, ""),
    ],
)
def test_a_draft_that_was_saved_anew_is_found(
    dovecot: Dovecot, user: str, place: Place, changes: dict[str, str], message_id: str
) -> None:
    drafts = place()
    drafts.create(outgoing())
    saved_anew(dovecot, user, **changes)
    found = drafts.find(outgoing())
    assert found is not None
    assert (found.id.split(";")[2], found.message_id) == ("2", message_id)


@pytest.mark.parametrize(
    "made",
    [
        outgoing(address="Ana@Bücher.example"),
        outgoing(body="Hi\x07Priya,\x1b\n"),
        outgoing(subject="About Software Engineer – Zürich at Société Générale d’Été"),
    ],
    ids=["a domain in other letters", "control characters", "a long subject"],
)
def test_a_draft_without_our_marks_is_known_by_what_the_mail_holds(
    dovecot: Dovecot, user: str, place: Place, made: Outgoing
) -> None:
    drafts = place()
    drafts.create(made)
    saved_anew(dovecot, user, Message_ID="", X_Inroad_Key="")
    found = drafts.find(made)
    assert found is not None
    assert found.id.split(";")[2] == "2"


@pytest.mark.parametrize(
    "changes",
    [
        {"Message_ID": f"<x{OWN_ID[1:]}", "X_Inroad_Key": f"{KEY}0"},
        {"Message_ID": "", "X_Inroad_Key": "", "To": "sam@acme.example"},
        {"Message_ID": "", "X_Inroad_Key": "", "To": "priya@acme.example, sam@acme.example"},
        {"Message_ID": "", "X_Inroad_Key": "", "Subject": "Other"},
    ],
)
def test_a_mail_that_only_resembles_the_draft_is_not_it(
    dovecot: Dovecot, user: str, place: Place, changes: dict[str, str]
) -> None:
    drafts = place()
    drafts.create(outgoing())
    saved_anew(dovecot, user, **changes)
    assert drafts.find(outgoing()) is None


def test_the_same_headers_with_another_text_are_another_mail(dovecot: Dovecot, user: str, place: Place) -> None:
    drafts = place()
    drafts.create(outgoing())
    saved_anew(dovecot, user, Message_ID="", X_Inroad_Key="")
    assert drafts.find(outgoing(body="Something else.\n")) is None


def test_a_mail_whose_text_cannot_be_read_is_another(dovecot: Dovecot, user: str, place: Place) -> None:
    drafts = place()
    subject = "=?utf-8?q?Eine_Frage_=E2=80=93_tr=C3=A8s_court?="
    for kind in ("text/plain; charset=nosuch", "image/png"):
        head = f"To: priya@acme.example\r\nSubject: {subject}\r\nContent-Type: {kind}\r\n\r\n"
        put(dovecot, user, head.encode() + b"Hi Priya.\r\n")
    assert drafts.find(outgoing()) is None
    put(dovecot, user, f"To: priya@acme.example\r\nSubject: {subject}\r\n\r\nHi\r\n Priya.\r\n".encode())
    found = drafts.find(outgoing(body="Hi Priya.\n"))
    assert found is not None
    assert found.id.endswith(";3")


@pytest.mark.parametrize(
    "header", ['To:  .:."', "To: =?@", "To: .[[", "To: =?utf-8?q?. @[", "Message-ID: <", "X: \u2028"]
)
def test_a_broken_mail_beside_it_does_no_harm(dovecot: Dovecot, user: str, place: Place, header: str) -> None:
    drafts = place()
    put(dovecot, user, f"{header}\r\n\r\nHi.\r\n".encode())
    assert drafts.find(outgoing()) is None
    assert drafts.create(outgoing()) == drafts.find(outgoing())


@pytest.fixture(scope="module")
def unmarked() -> Iterator[Dovecot]:
    """A mail server that marks no folder, and takes drafts of 20,000 bytes at most."""
    with Dovecot(mailboxes="", more="imap_capability = +APPENDLIMIT=20000") as running:
        yield running


@pytest.mark.parametrize(
    ("folders", "wanted", "found"),
    [
        (["Drafts"], "", "Drafts"),
        (["Drafts"], "inbox", "INBOX"),
        (["Entwürfe"], "", "Entwürfe"),
        (["[Gmail]/Drafts"], "", "[Gmail]/Drafts"),
        (["INBOX/Drafts"], "", "INBOX/Drafts"),
        (["INBOX/Drafts", "Drafts"], "", "Drafts"),
        (["Projects/Drafts", "Brouillons"], "", "Brouillons"),
        (["Drafts", "Bewerbungen/Entwürfe & „mehr“"], "Bewerbungen/Entwürfe & „mehr“", "Bewerbungen/Entwürfe & „mehr“"),
        (['a "b" \\ {3}'], 'a "b" \\ {3}', 'a "b" \\ {3}'),
    ],
)
def test_the_folder_is_the_wanted_one_or_one_of_a_usual_name(
    unmarked: Dovecot, user: str, place: Place, folders: list[str], wanted: str, found: str
) -> None:
    with unmarked.client(user) as client:
        for folder in folders:
            client.create_folder(folder)
    drafts = place(unmarked.account(user), folder=wanted, context=unmarked.context())
    made = drafts.create(outgoing())
    assert made.id.rsplit(";", 2)[0] == found
    assert drafts.find(outgoing()) == made
    assert len(in_folder(unmarked, user, found)) == 1


@pytest.mark.parametrize(
    ("wanted", "says"),
    [
        ("", r"^No folder of the mailbox is marked for drafts; set IMAP_DRAFTS to one of: .*Näheres.*\.$"),
        ("Enwürfe", r"^There is no folder 'Enwürfe' in the mailbox; set IMAP_DRAFTS to one of: .*INBOX.*\.$"),
        ("Drafts\r\nA1 DELETE INBOX", r"^There is no folder 'Drafts A1 DELETE INBOX' in"),
    ],
)
def test_no_folder_is_told_with_those_there_are(
    unmarked: Dovecot, user: str, place: Place, wanted: str, says: str
) -> None:
    with unmarked.client(user) as client:
        client.create_folder("Näheres")
    drafts = place(unmarked.account(user), folder=wanted, context=unmarked.context())
    with pytest.raises(OutputError, match=says):
        drafts.check()


def test_many_folders_are_not_all_told(unmarked: Dovecot, user: str, place: Place) -> None:
    with unmarked.client(user) as client:
        for number in range(30):
            client.create_folder(f"Box {number:02}")
    with pytest.raises(OutputError, match=r"Box \d\d and 11 more\.$"):
        place(unmarked.account(user), context=unmarked.context()).check()


def test_a_folder_that_goes_away_is_a_sentence(unmarked: Dovecot, user: str, place: Place) -> None:
    drafts = place(unmarked.account(user), context=unmarked.context())
    with unmarked.client(user) as client:
        client.create_folder("Drafts")
        drafts.check()
        client.delete_folder("Drafts")
    with pytest.raises(OutputError, match=r"not there any more \(\[TRYCREATE\].*set IMAP_DRAFTS\.$"):
        drafts.create(outgoing())


def test_a_draft_over_the_servers_limit_is_not_sent(unmarked: Dovecot, user: str, place: Place, tmp_path: Path) -> None:
    with unmarked.client(user) as client:
        client.create_folder("Drafts")
    (tmp_path / "cv.pdf").write_bytes(b"%PDF" * 5000)
    drafts = place(unmarked.account(user), context=unmarked.context())
    with pytest.raises(OutputError, match=r"^The draft has 29 kB and the mailbox takes 20 kB; make"):
        drafts.create(outgoing(attachment=str(tmp_path / "cv.pdf")))
    drafts.create(outgoing())
    assert len(in_folder(unmarked, user)) == 1


FULL = """
mail_plugins = quota
plugin {
  quota = count:User quota
  quota_vsizes = yes
  quota_rule = *:bytes=9000
}
"""


def test_a_full_mailbox_is_a_sentence_and_what_fits_is_made(user: str, place: Place, tmp_path: Path) -> None:
    (tmp_path / "cv.pdf").write_bytes(b"%PDF" * 5000)
    with Dovecot(more=FULL) as small:
        drafts = place(small.account(user), context=small.context())
        with pytest.raises(OutOfCreditError, match=r"is full \(\[OVERQUOTA\].*\); make room") as caught:
            drafts.create(outgoing(attachment=str(tmp_path / "cv.pdf")))
        assert not caught.value.may_have_acted
        drafts.create(outgoing())
        assert len(in_folder(small, user)) == 1
        drafts.close()
