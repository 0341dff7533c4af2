"""Batches, uploads and Drive, through Google's own client and as raw bytes."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from googleapiclient.errors import HttpError, MediaUploadSizeError  # type: ignore[import-untyped]
from googleapiclient.http import MediaIoBaseUpload  # type: ignore[import-untyped]

from inroad.sandbox import Sandbox
from inroad.sandbox.gmail import DRIVE_FILE
from inroad.sandbox.gmail.message import parsed, text
from inroad.sandbox.gmail.uploads import PIECE

DRAFTS = "/gmail/v1/users/me/drafts"
UPLOAD = "/upload/gmail/v1/users/me/drafts"


class Kept:
    """What a batch has called back with, in its order."""

    def __init__(self) -> None:
        self.found: list[tuple[str, Any, int]] = []

    def __call__(self, request_id: str, response: Any, error: HttpError | None) -> None:
        self.found.append((request_id, response, error.status_code if error else 200))


def _batch(gmail: Any, bodies: dict[str, Any]) -> Kept:
    kept = Kept()
    batch = gmail.new_batch_http_request(callback=kept)
    for name, body in bodies.items():
        batch.add(gmail.users().drafts().create(userId="me", body=body), request_id=name)
    batch.execute()
    return kept


def _media(raw: bytes, **given: Any) -> MediaIoBaseUpload:
    return MediaIoBaseUpload(io.BytesIO(raw), given.pop("kind", "message/rfc822"), **given)


def test_a_batch_keeps_the_order(google: Sandbox, gmail: Any, draft: Any) -> None:
    names = ["jane@acme.example", "ü/ä + %", "n" * 90]
    kept = _batch(gmail, {name: draft(subject=f"Robots {number}") for number, name in enumerate(names)})
    assert [(name, status) for name, _, status in kept.found] == [(name, 200) for name in names]
    made = {draft.id: draft.mail["Subject"] for draft in google.mailbox.drafts}
    assert [made[response["id"]] for _, response, _ in kept.found] == ["Robots 0", "Robots 1", "Robots 2"]
    assert google.gmail.quota.used(google.mailbox.address) == 30


def test_a_part_fails_while_the_others_are_made(google: Sandbox, gmail: Any, draft: Any) -> None:
    google.gmail.refuse("drafts.create", 429, "rateLimitExceeded", after=1, times=2)
    kept = _batch(gmail, {str(number): draft(subject=f"Robots {number}") for number in range(4)})
    assert [status for _, _, status in kept.found] == [200, 429, 429, 200]
    assert [draft.mail["Subject"] for draft in google.mailbox.drafts] == ["Robots 0", "Robots 3"]


def test_all_kinds_of_calls_fit_in_a_batch(google: Sandbox, gmail: Any, mail: Any) -> None:
    one, two = google.mailbox.create(mail()), google.mailbox.create(mail())
    kept = Kept()
    batch = gmail.new_batch_http_request(callback=kept)
    drafts = gmail.users().drafts()
    batch.add(drafts.get(userId="me", id=one.id, format="minimal"))
    batch.add(drafts.delete(userId="me", id=two.id))
    batch.add(drafts.get(userId="me", id=two.id))
    batch.add(gmail.users().messages().list(userId="me"))
    batch.execute()
    assert [status for _, _, status in kept.found] == [200, 200, 404, 403]
    assert (kept.found[0][1]["id"], kept.found[1][1]) == (one.id, "")


def test_parts_run_one_after_another_by_default(google: Sandbox, gmail: Any, draft: Any, clock: Any) -> None:
    google.gmail_switches.latency = 0.25
    google.gmail_switches.concurrency = 1
    kept = _batch(gmail, {str(number): draft() for number in range(3)})
    assert ([status for _, _, status in kept.found], clock.slept) == ([200, 200, 200], [0.25] * 3)


def test_a_batch_of_more_than_a_hundred_is_refused_whole(google: Sandbox, gmail: Any, draft: Any) -> None:
    google.gmail_switches.units = None
    body = draft()
    with pytest.raises(HttpError, match="1 to 100 calls, not 101"):
        _batch(gmail, {str(number): body for number in range(101)})
    assert google.mailbox.drafts == []
    assert len(_batch(gmail, {str(number): body for number in range(100)}).found) == 100


def _raw_batch(ask: Any, *parts: str, path: str = "/batch/gmail/v1", boundary: str = "b", **rest: Any) -> Any:
    body = "".join(f"--b\r\nContent-Type: application/http\r\nContent-ID: <{part}" for part in parts) + "--b--\r\n"
    return ask("POST", path, data=body, headers={"Content-Type": f"multipart/mixed; boundary={boundary}"}, **rest)


def test_a_batch_as_it_is_on_the_wire(google: Sandbox, ask: Any) -> None:
    reply = _raw_batch(ask, "item1>\r\n\r\nGET /gmail/v1/users/me/profile\r\n\r\n\r\n")
    assert reply.status_code == 200
    assert reply.headers["content-type"] == "multipart/mixed; boundary=batch_of_the_sandbox"
    head, inner, rest = reply.text.split("\r\n\r\n", 2)
    content, end = rest.rsplit("\r\n--", 1)
    assert head == "--batch_of_the_sandbox\r\nContent-Type: application/http\r\nContent-ID: <response-item1>"
    assert inner.split("\r\n")[:2] == ["HTTP/1.1 200 OK", "Content-Type: application/json; charset=UTF-8"]
    assert json.loads(content)["emailAddress"] == google.mailbox.address
    assert end == "batch_of_the_sandbox--\r\n"


@pytest.mark.parametrize(
    ("part", "status", "message"),
    [
        ("1>\r\n\r\nGET https://gmail.googleapis.com/gmail/v1/users/me/profile\r\n\r\n\r\n", 400, "without a host"),
        ("1>\r\n\r\nGET /drive/v3/files\r\n\r\n\r\n", 400, "cannot be asked for in this batch"),
        ("1>\r\n\r\nPOST /upload/gmail/v1/users/me/drafts\r\n\r\n\r\n", 400, "cannot be asked for in this batch"),
        ("1>\r\n\r\nGET /gmail/v1/users/me/profile\r\nContent-Length: 7\r\n\r\n{}\r\n", 400, "content-length"),
        ("1>\r\n\r\nGET /gmail/v1/users/me/labels\r\n\r\n\r\n", 404, "Not Found"),
        ("1>\r\n\r\nGET /gmail/v1/users/me/profile\r\nAuthorization: Bearer x\r\n\r\n\r\n", 401, "authentication"),
        ("1>\r\nContent-Type: text/plain\r\n\r\nGET /gmail/v1/users/me/profile\r\n\r\n\r\n", 400, "application/http"),
    ],
)
def test_a_wrong_part_is_refused_alone(ask_steady: Any, part: str, status: int, message: str) -> None:
    reply = _raw_batch(ask_steady, part, "2>\r\n\r\nGET /gmail/v1/users/me/profile\r\n\r\n\r\n")
    assert reply.status_code == 200
    assert reply.text.count("HTTP/1.1 200 OK") == 1
    assert f"HTTP/1.1 {status} " in reply.text
    assert message in reply.text


@pytest.mark.parametrize(
    ("given", "status", "message"),
    [
        ({"boundary": ""}, 400, "Missing boundary"),
        ({"boundary": "other"}, 400, "without an end"),
        ({"path": "/batch/people/v1"}, 404, "Not Found"),
    ],
)
def test_what_is_no_batch_is_refused(ask_steady: Any, given: Any, status: int, message: str) -> None:
    reply = _raw_batch(ask_steady, "1>\r\n\r\nGET /gmail/v1/users/me/profile\r\n\r\n\r\n", **given)
    assert (reply.status_code, message in reply.json()["error"]["message"]) == (status, True)


def test_a_batch_needs_its_media_type(ask: Any) -> None:
    assert ask("POST", "/batch", json={}).status_code == 400
    assert ask("GET", "/batch").status_code == 404
    assert _raw_batch(ask).json()["error"]["message"] == "A batch has 1 to 100 calls, not 0"


@pytest.mark.parametrize("given", [{}, {"body": {}}, {"resumable": True}, {"body": {}, "resumable": True}])
def test_uploads_of_the_client(google: Sandbox, gmail: Any, mail: Any, given: dict[str, Any]) -> None:
    body = {"body": given["body"]} if "body" in given else {}
    media = _media(mail(body="Hello Zoë"), resumable=given.get("resumable", False))
    made = gmail.users().drafts().create(userId="me", media_body=media, **body).execute()
    (kept,) = google.mailbox.drafts
    assert made["id"] == kept.id
    assert text(parsed(kept.raw)).strip() == "Hello Zoë"
    kinds = {(False, False): "media", (False, True): "multipart"}
    kind = kinds.get((given.get("resumable", False), "body" in given), "resumable")
    assert google.history.of(UPLOAD)[0].params["uploadType"] == kind


def test_a_draft_is_updated_by_upload(google: Sandbox, gmail: Any, mail: Any) -> None:
    made = google.mailbox.create(mail())
    media = _media(mail(subject="Machines"), resumable=True)
    gmail.users().drafts().update(userId="me", id=made.id, media_body=media).execute()
    assert [(draft.id, draft.mail["Subject"]) for draft in google.mailbox.drafts] == [(made.id, "Machines")]


def test_a_resumable_upload_in_pieces(google: Sandbox, gmail: Any, mail: Any) -> None:
    raw = mail(body="x" * 70 + "\n") + b"y" * 2 * PIECE
    request = gmail.users().drafts().create(userId="me", media_body=_media(raw, resumable=True, chunksize=PIECE))
    seen = []
    answer = None
    while answer is None:
        progress, answer = request.next_chunk()
        seen.append(progress.resumable_progress if progress else None)
    assert seen == [PIECE, 2 * PIECE, None]
    assert google.mailbox.drafts[0].raw.endswith(b"y" * 2 * PIECE)


def test_a_lost_answer_of_a_resumable_upload_can_be_asked_for_again(google: Sandbox, ask: Any, mail: Any) -> None:
    place = _begun(ask, {"X-Upload-Content-Type": "message/rfc822"})
    before = ask("PUT", place, headers={"Content-Range": "bytes */*"})
    assert (before.status_code, "range" in before.headers) == (308, False)
    made = ask("PUT", place, data=mail())
    again = ask("PUT", place, headers={"Content-Range": "bytes */*"})
    assert (made.status_code, made.json()) == (200, again.json())
    assert google.mailbox.made == 1


def _begun(ask: Any, headers: dict[str, str]) -> str:
    reply = ask("POST", UPLOAD, params={"uploadType": "resumable"}, headers=headers)
    assert (reply.status_code, reply.content) == (200, b"")
    place: str = reply.headers["location"]
    return place


@pytest.mark.parametrize(
    ("given", "piece"),
    [("bytes 0-2/10", b"abc"), ("bytes 5-7/8", b"abc"), ("bytes 0-9/10", b"abc"), ("lines 1", b"abc")],
)
def test_pieces_must_fit(google: Sandbox, ask: Any, given: str, piece: bytes) -> None:
    place = _begun(ask, {"X-Upload-Content-Type": "message/rfc822"})
    assert ask("PUT", place, data=piece, headers={"Content-Range": given}).status_code == 400
    assert google.mailbox.drafts == []


def test_an_unknown_upload_is_not_found(ask: Any) -> None:
    assert ask("PUT", UPLOAD, params={"upload_id": "none"}, data=b"x").status_code == 404


def test_too_large_is_refused_before_and_after_it_came(google: Sandbox, gmail: Any, ask: Any, draft: Any) -> None:
    google.gmail_switches.upload_limit = 100
    headers = {"X-Upload-Content-Type": "message/rfc822", "X-Upload-Content-Length": "101"}
    begun = ask("POST", UPLOAD, params={"uploadType": "resumable"}, headers=headers)
    simple = ask(
        "POST", UPLOAD, params={"uploadType": "media"}, data=b"x" * 101, headers={"Content-Type": "message/rfc822"}
    )
    for reply in (begun, simple, ask("POST", DRAFTS, json=draft())):
        assert (reply.status_code, reply.json()["error"]["errors"][0]["reason"]) == (413, "uploadTooLarge")
    with pytest.raises(MediaUploadSizeError):
        gmail.users().drafts().create(userId="me", media_body=_media(b"x" * 36_700_161))
    assert google.mailbox.drafts == []


@pytest.mark.parametrize(
    ("kind", "content_type", "body", "message"),
    [
        ("media", "text/plain", b"x", "Media type 'text/plain' is not supported. Valid media types: [message/*]"),
        ("", "message/rfc822", b"x", "uploadType must be media, multipart or resumable"),
        ("multipart", "message/rfc822", b"x", "is sent as multipart/related"),
        ("multipart", "multipart/related; boundary=b", b"--b\n\n{}\n--b--", "has two parts"),
        ("multipart", "multipart/related; boundary=b", b"--b\n\n{\n--b\n\nx\n--b--", "Parse Error"),
        ("media", "message/rfc822", b" ", "Missing draft message"),
    ],
)
def test_wrong_uploads(ask_steady: Any, kind: str, content_type: str, body: bytes, message: str) -> None:
    reply = ask_steady("POST", UPLOAD, params={"uploadType": kind}, data=body, headers={"Content-Type": content_type})
    assert reply.status_code == 400
    assert message in reply.json()["error"]["message"]


def test_a_multipart_upload_keeps_every_byte(google: Sandbox, ask: Any) -> None:
    head = b"To: jane@acme.example\r\nFrom: sandy@sandbox.example\r\nDate: now\r\nMessage-ID: <a@b>\r\n\r\n"
    mail = head + b"--b2\r\n\xff\r\n"
    types = (b"application/json\r\n\r\n{}", b"message/rfc822\r\n\r\n" + mail)
    body = b"".join(b"--b\r\nContent-Type: %b\r\n" % part for part in types) + b"--b--"
    headers = {"Content-Type": "multipart/related; boundary=b"}
    assert ask("POST", UPLOAD, params={"uploadType": "multipart"}, data=body, headers=headers).status_code == 200
    assert google.mailbox.drafts[0].raw == mail


def test_drive_takes_a_resume(google: Sandbox, service: Any) -> None:
    files = service("drive", "v3", scopes=[DRIVE_FILE]).files()
    media = _media(b"%PDF \xff", kind="application/pdf")
    body = {"name": "resume.pdf", "appProperties": {"hash": "h1"}}
    made = files.create(body=body, media_body=media, fields="id,webViewLink,size").execute()
    link = "https://drive.google.com/file/d/sandbox-file-1/view?usp=drivesdk"
    assert made == {"id": "sandbox-file-1", "webViewLink": link, "size": "6"}
    (file,) = google.gmail.drive.files
    assert (file.content, file.metadata["name"], file.metadata["parents"]) == (b"%PDF \xff", "resume.pdf", ["root"])
    plain = files.create(body={"name": "resume.pdf"}).execute()
    octets = "application/octet-stream"
    assert plain == {"kind": "drive#file", "id": "sandbox-file-2", "name": "resume.pdf", "mimeType": octets}
    with pytest.raises(HttpError, match="one parent"):
        files.create(body={"parents": ["a", "b"]}).execute()
    with pytest.raises(HttpError, match="Cannot find field in a file"):
        files.create(body={"title": "resume.pdf"}).execute()


def test_drive_needs_its_own_scope(google: Sandbox, service: Any) -> None:
    with pytest.raises(HttpError) as caught:
        service("drive", "v3").files().create(body={}).execute()
    assert caught.value.error_details[0]["reason"] == "insufficientPermissions"
    assert google.gmail.drive.files == []
