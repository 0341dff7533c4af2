"""Drafts as Google's own client makes, finds, changes and deletes them."""

from __future__ import annotations

import base64
import json
from typing import Any

import pytest
from googleapiclient.discovery_cache import get_static_doc  # type: ignore[import-untyped]
from googleapiclient.errors import HttpError  # type: ignore[import-untyped]

from inroad.sandbox import Sandbox
from inroad.sandbox.gmail import ACCOUNT, METHODS, Draft


def _body(draft: Draft, kind: str) -> str:
    part: Any = draft.mail.get_body((kind,))
    content: str = part.get_content()
    return content


def _ids(gmail: Any, **query: Any) -> list[str]:
    listed = gmail.users().drafts().list(userId="me", **query).execute()
    return [item["id"] for item in listed.get("drafts", [])]


def test_a_draft_is_made_and_shown(google: Sandbox, gmail: Any, draft: Any, clock: Any) -> None:
    made = gmail.users().drafts().create(userId="me", body=draft(X_Inroad_Key="k1", Message_ID="<k1@inroad>")).execute()
    (kept,) = google.mailbox.drafts
    message = {"id": kept.message_id, "threadId": kept.message_id, "labelIds": ["DRAFT"]}
    assert made == {"id": kept.id, "message": message}
    assert dict(kept.mail.items()) | {"MIME-Version": "", "Content-Type": ""} == {
        "To": "jane@acme.example",
        "Subject": "Robots",
        "X-Inroad-Key": "k1",
        "Message-ID": "<k1@inroad>",
        "From": ACCOUNT,
        "Date": "Fri, 15 Jan 2027 08:00:00 -0000",
        "MIME-Version": "",
        "Content-Type": "",
    }
    full = gmail.users().drafts().get(userId="me", id=kept.id).execute()["message"]
    assert full["snippet"] == "Hello Jane"
    assert full["internalDate"] == "1800000000000"
    assert full["sizeEstimate"] == len(kept.raw)
    assert {"name": "To", "value": "jane@acme.example"} in full["payload"]["headers"]
    plain, html = full["payload"]["parts"]
    assert (plain["partId"], plain["mimeType"], html["mimeType"]) == ("0", "text/plain", "text/html")
    assert base64.urlsafe_b64decode(plain["body"]["data"]).decode().strip() == "Hello Jane"


@pytest.mark.parametrize(
    ("form", "own"),
    [("minimal", set()), ("full", {"payload"}), ("raw", {"raw"}), ("metadata", {"payload"}), ("RAW", {"raw"})],
)
def test_forms_of_a_draft(google: Sandbox, ask: Any, mail: Any, form: str, own: set[str]) -> None:
    made = google.mailbox.create(mail())
    message = ask("GET", f"/gmail/v1/users/me/drafts/{made.id}", params={"format": form}).json()["message"]
    common = {"id", "threadId", "labelIds", "snippet", "historyId", "internalDate", "sizeEstimate"}
    assert set(message) == common | own
    if form == "metadata":
        assert set(message["payload"]) == {"mimeType", "headers"}
    if own == {"raw"}:
        assert base64.urlsafe_b64decode(message["raw"]) == made.raw


def test_attachments_are_named_but_not_shown(google: Sandbox, gmail: Any) -> None:
    raw = (
        b"To: jane@acme.example\r\nSubject: Robots\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
        b"--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nHello\r\n"
        b'--b\r\nContent-Type: application/pdf; name="cv.pdf"\r\n'
        b'Content-Disposition: attachment; filename="cv.pdf"\r\n\r\n%PDF\r\n--b--\r\n'
    )
    made = google.mailbox.create(raw)
    payload = gmail.users().drafts().get(userId="me", id=made.id).execute()["message"]["payload"]
    attached = payload["parts"][1]
    assert (attached["filename"], attached["body"]) == ("cv.pdf", {"attachmentId": "attachment-1", "size": 4})
    assert _ids(gmail, q="has:attachment") == [made.id]


def test_odd_mails_are_shown_all_the_same(google: Sandbox, gmail: Any) -> None:
    odd = google.mailbox.create(b"Subject: =?nowhere?q?Robots?=\nContent-Type: text/plain; charset=nowhere\n\nHello")
    bare = google.mailbox.create(b"Subject: Robots\r\nContent-Type: text/html\r\n\r\n<p>Hello</p>")
    headless = google.mailbox.create(b"Subject: Robots")
    snippets = [
        gmail.users().drafts().get(userId="me", id=made.id).execute()["message"]["snippet"]
        for made in (odd, bare, headless)
    ]
    assert snippets == ["Hello", "", ""]
    edited = google.mailbox.edit(bare.id, body="Hi")
    assert edited.mail.get_content().strip() == "<div>Hi</div>"
    assert _ids(gmail, q="subject:nowhere") == [odd.id]


def test_edits_keep_the_draft_id_and_renew_the_message_id(google: Sandbox, gmail: Any, draft: Any) -> None:
    first = gmail.users().drafts().create(userId="me", body=draft()).execute()
    drafts = gmail.users().drafts()
    same = drafts.update(userId="me", id=first["id"], body=draft(body="Hello again")).execute()
    other = drafts.update(userId="me", id=first["id"], body=draft(subject="Machines")).execute()
    assert first["id"] == same["id"] == other["id"]
    assert len({made["message"]["id"] for made in (first, same, other)}) == 3
    assert same["message"]["threadId"] == first["message"]["threadId"] != other["message"]["threadId"]
    assert [kept.mail["Subject"] for kept in google.mailbox.drafts] == ["Machines"]


def test_a_draft_is_deleted_for_good(google: Sandbox, gmail: Any, mail: Any) -> None:
    made = google.mailbox.create(mail())
    assert gmail.users().drafts().delete(userId="me", id=made.id).execute() == ""
    assert google.mailbox.drafts == []
    drafts = gmail.users().drafts()
    for call in (drafts.get(userId="me", id=made.id), drafts.delete(userId="me", id=made.id)):
        with pytest.raises(HttpError) as caught:
            call.execute()
        assert (caught.value.status_code, caught.value.reason) == (404, "Requested entity was not found.")


def test_an_empty_list_has_no_drafts(gmail: Any) -> None:
    assert gmail.users().drafts().list(userId="me").execute() == {"resultSizeEstimate": 0}


def test_pages_hold_while_drafts_come_in(google: Sandbox, gmail: Any, mail: Any) -> None:
    made = [google.mailbox.create(mail(subject=f"Robots {number}")).id for number in range(5)]
    drafts = gmail.users().drafts()
    call = drafts.list(userId="me", maxResults=2)
    seen = []
    while call is not None:
        page = call.execute()
        assert set(page["drafts"][0]) == {"id", "message"}
        assert set(page["drafts"][0]["message"]) == {"id", "threadId"}
        assert page["resultSizeEstimate"] >= 5
        seen.append([item["id"] for item in page["drafts"]])
        google.mailbox.create(mail(subject="Later"))
        call = drafts.list_next(call, page)
    assert seen == [[made[4], made[3]], [made[2], made[1]], [made[0]]]


def test_what_gmail_does_not_keep(google: Sandbox, gmail: Any, draft: Any) -> None:
    google.gmail_switches.keeps_message_id = False
    google.gmail_switches.keeps_x_headers = False
    body = draft(X_Inroad_Key="k1", Message_ID="<k1@inroad>", From="Mallory <mallory@evil.example>")
    made = gmail.users().drafts().create(userId="me", body=body).execute()
    (kept,) = google.mailbox.drafts
    assert kept.mail["Message-ID"] == f"<{made['message']['id']}@mail.gmail.com>"
    assert "X-Inroad-Key" not in kept.mail
    assert kept.mail["From"] == ACCOUNT
    assert _body(kept, "plain").strip() == "Hello Jane"


def test_own_name_in_from_is_kept(google: Sandbox, mail: Any) -> None:
    made = google.mailbox.create(mail(From=f"Sandy Example <{ACCOUNT}>"))
    assert made.mail["From"] == f"Sandy Example <{ACCOUNT}>"
    assert made.raw.count(b"From:") == 1


def test_a_draft_joins_a_thread_only_with_headers_and_subject(google: Sandbox, gmail: Any, draft: Any) -> None:
    drafts = gmail.users().drafts()
    first = drafts.create(userId="me", body=draft()).execute()["message"]["threadId"]
    answers = {"In_Reply_To": "<a@inroad>", "References": "<a@inroad>"}

    def made(thread: str, **headers: str) -> str:
        body = draft(**headers)
        body["message"]["threadId"] = thread
        answer: str = drafts.create(userId="me", body=body).execute()["message"]["threadId"]
        return answer

    assert made(first, **answers) == first
    assert made(first) != first
    assert made(first, subject="Machines", **answers) != first
    with pytest.raises(HttpError) as caught:
        made("0123456789abcdef", **answers)
    assert caught.value.status_code == 404


def test_profile(google: Sandbox, gmail: Any, mail: Any) -> None:
    google.mailbox.create(mail())
    profile = gmail.users().getProfile(userId=ACCOUNT).execute()
    assert profile == {"emailAddress": ACCOUNT, "messagesTotal": 1, "threadsTotal": 1, "historyId": "1001"}


def test_sending_is_possible_and_an_alarm(google: Sandbox, service: Any, draft: Any, mail: Any) -> None:
    gmail = service(scopes=["https://mail.google.com/"])
    made = google.mailbox.create(mail(subject="One"))
    assert google.mailbox.sent == []
    first = gmail.users().drafts().send(userId="me", body={"id": made.id}).execute()
    replaced = google.mailbox.create(mail(subject="Old"))
    gmail.users().drafts().send(userId="me", body={"id": replaced.id} | draft(subject="Two")).execute()
    gmail.users().drafts().send(userId="me", body=draft(subject="Three")).execute()
    gmail.users().messages().send(userId="me", body=draft(subject="Four")["message"]).execute()
    assert first["labelIds"] == ["SENT"]
    assert [mail.mail["Subject"] for mail in google.mailbox.sent] == ["One", "Two", "Three", "Four"]
    assert (google.mailbox.drafts, google.mailbox.sent_by_user) == ([], [])
    with pytest.raises(HttpError, match="Missing draft message"):
        gmail.users().drafts().send(userId="me", body={}).execute()


def test_what_the_user_does(google: Sandbox, mail: Any) -> None:
    box = google.mailbox
    one, two, three = (box.create(mail(subject=name, X_Inroad_Key=name)) for name in ("One", "Two", "Three"))
    edited = box.edit(one.id, subject="Eins — neu", body="Grüße")
    assert (edited.id, edited.message_id != one.message_id, edited.thread_id != one.thread_id) == (one.id, True, True)
    assert edited.mail["Subject"] == "Eins — neu"
    assert _body(edited, "plain").strip() == "Grüße"
    assert _body(edited, "html").strip() == "<div>Grüße</div>"
    assert "X-Inroad-Key" not in edited.mail
    box.delete(two.id)
    sent = box.send(three.id)
    assert [draft.id for draft in box.drafts] == [one.id]
    assert (box.sent, box.sent_by_user, box.made) == ([], [sent], 3)
    for act in (box.edit, box.delete, box.send, box.draft):
        with pytest.raises(KeyError):
            act(two.id)


def test_an_edit_may_keep_headers(google: Sandbox, mail: Any) -> None:
    google.gmail_switches.edit_rewrites = False
    made = google.mailbox.create(mail(X_Inroad_Key="k1", Message_ID="<k1@inroad>"))
    edited = google.mailbox.edit(made.id, body="New")
    assert (edited.mail["X-Inroad-Key"], edited.mail["Message-ID"]) == ("k1", "<k1@inroad>")
    assert edited.thread_id == made.thread_id


def test_messages_for_those_who_may_read(google: Sandbox, service: Any, mail: Any) -> None:
    gmail = service(scopes=["https://www.googleapis.com/auth/gmail.readonly"])
    made, sent = google.mailbox.create(mail()), google.mailbox.create(mail(subject="Sent"))
    gone = google.mailbox.send(sent.id)
    messages = gmail.users().messages()
    listed = messages.list(userId="me").execute()["messages"]
    assert [item["id"] for item in listed] == [gone.message_id, made.message_id]
    assert messages.get(userId="me", id=made.message_id).execute()["labelIds"] == ["DRAFT"]
    assert messages.get(userId="me", id=gone.message_id, format="minimal").execute()["labelIds"] == ["SENT"]
    with pytest.raises(HttpError, match="not found"):
        messages.get(userId="me", id=sent.message_id).execute()


def test_scopes_and_paths_are_those_of_the_discovery_documents() -> None:
    users = json.loads(get_static_doc("gmail", "v1"))["resources"]["users"]
    files = json.loads(get_static_doc("drive", "v3"))["resources"]["files"]
    places = {"drafts": users["resources"]["drafts"], "messages": users["resources"]["messages"], "files": files}
    for method in METHODS:
        group, _, name = method.name.rpartition(".")
        document = places.get(group, users)["methods"][name]
        assert (method.http, set(method.scopes)) == (document["httpMethod"], set(document["scopes"])), method.name
