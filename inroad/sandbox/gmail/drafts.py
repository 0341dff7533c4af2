"""The methods of Gmail v1 that have to do with drafts, the few of messages beside them, and the profile."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from inroad.sandbox.gmail.mailbox import Draft, Mailbox
from inroad.sandbox.gmail.message import decoded, parsed, shown
from inroad.sandbox.gmail.protocol import Answer, Call, GmailSwitches, Json, not_found, only_names, too_large, wrong
from inroad.sandbox.gmail.query import matcher
from inroad.sandbox.gmail.uploads import Content, Uploads

FORMS = ("minimal", "full", "raw", "metadata")
_DRAFT_FIELDS = ("id", "message")
_MESSAGE_FIELDS = (
    *("id", "threadId", "labelIds", "snippet", "historyId", "internalDate", "payload", "sizeEstimate", "raw"),
    "classificationLabelValues",
)
FIELDS = frozenset(
    {*_DRAFT_FIELDS, *_MESSAGE_FIELDS, "drafts", "messages", "nextPageToken", "resultSizeEstimate"}
    | {"emailAddress", "messagesTotal", "threadsTotal", "partId", "mimeType", "filename", "headers", "body", "parts"}
    | {"name", "value", "attachmentId", "size", "data"}
)
"""The names of all fields of Gmail's answers here."""


@dataclass(frozen=True)
class Asked:
    """A call that came past the gate: in whose mailbox, and the id in its path ("" for none)."""

    call: Call
    mailbox: Mailbox
    id: str


class Drafts:
    """Answers the methods; ids that are not there are the gate's KeyError."""

    def __init__(self, switches: GmailSwitches, uploads: Uploads) -> None:
        self._switches = switches
        self._uploads = uploads

    def create(self, asked: Asked) -> Answer:
        """Make a draft."""

        def make(content: Content) -> Answer:
            raw, thread = self._mail(content)
            return Answer(200, _named(asked.mailbox.create(raw, thread)))

        return self._taken(asked.call, make)

    def update(self, asked: Asked) -> Answer:
        """Replace the mail of a draft."""
        asked.mailbox.draft(asked.id)

        def make(content: Content) -> Answer:
            raw, thread = self._mail(content)
            return Answer(200, _named(asked.mailbox.update(asked.id, raw, thread)))

        return self._taken(asked.call, make)

    def get(self, asked: Asked) -> Answer:
        """Show a draft."""
        asked.call.only("format")
        form = _form(asked.call.params)
        draft = asked.mailbox.draft(asked.id)
        return Answer(200, {"id": draft.id, "message": _message(draft, "DRAFT", form)})

    def list(self, asked: Asked) -> Answer:
        """List drafts, the newest first; a list without any has no such key."""
        asked.call.only("q", "maxResults", "pageToken", "includeSpamTrash")
        q = asked.call.params.get("q", "").strip()
        found = asked.mailbox.found(matcher(q) if q else None)
        return Answer(200, _page(found, "drafts", asked.call.params, lambda draft: _named(draft, labels=False)))

    def delete(self, asked: Asked) -> Answer:
        """Delete a draft."""
        asked.call.only()
        asked.mailbox.delete(asked.id)
        return Answer(204)

    def send(self, asked: Asked) -> Answer:
        """Send a draft, or the mail in place of it; this is the alarm."""

        def make(content: Content) -> Answer:
            draft_id = str(content.metadata.get("id", ""))
            if "message" in content.metadata or content.media is not None:
                raw, thread = self._mail(content)
                if not draft_id:
                    return Answer(200, _sent(asked.mailbox.send_over_api(raw)))
                asked.mailbox.update(draft_id, raw, thread)
            return Answer(200, _sent(asked.mailbox.send_over_api(b"", draft_id or _missing())))

        return self._taken(asked.call, make)

    def send_message(self, asked: Asked) -> Answer:
        """Send a mail that is no draft; this is the alarm."""
        return self._taken(asked.call, lambda content: self._sent_at_once(asked.mailbox, content))

    def list_messages(self, asked: Asked) -> Answer:
        """List drafts and sent mails, the newest first."""
        asked.call.only("q", "maxResults", "pageToken", "includeSpamTrash", "labelIds")
        test = matcher(asked.call.params.get("q", ""))
        found = [mail for mail in asked.mailbox.mails()[::-1] if test(parsed(mail.raw))]
        return Answer(200, _page(found, "messages", asked.call.params, _ids))

    def get_message(self, asked: Asked) -> Answer:
        """Show a draft's mail or a sent one."""
        asked.call.only("format", "metadataHeaders")
        mail = next((mail for mail in asked.mailbox.mails() if mail.message_id == asked.id), None)
        if mail is None:
            raise not_found()
        label = "DRAFT" if mail in asked.mailbox.drafts else "SENT"
        return Answer(200, _message(mail, label, _form(asked.call.params)))

    def profile(self, asked: Asked) -> Answer:
        """Say whose mailbox it is, and how much is in it."""
        asked.call.only()
        mails = asked.mailbox.mails()
        counts = {"messagesTotal": len(mails), "threadsTotal": len({mail.thread_id for mail in mails})}
        history = {"historyId": str(1000 + asked.mailbox.number)}
        return Answer(200, {"emailAddress": asked.mailbox.address} | counts | history)

    def _taken(self, call: Call, make: Callable[[Content], Answer]) -> Answer:
        call.only()
        if "/upload/" in call.path:
            return self._uploads.take(call, "message/", make)
        return make(Content(call.json_body()))

    def _mail(self, content: Content) -> tuple[bytes, str]:
        """Return the mail that was sent as media or in the JSON, and the thread that it shall join."""
        only_names(content.metadata, _DRAFT_FIELDS, "a draft")
        message = content.metadata.get("message", {})
        if not isinstance(message, dict):
            raise wrong("Invalid value at 'message'")
        return self._raw(message, content.media), _thread(message)

    def _raw(self, message: Json, media: bytes | None) -> bytes:
        only_names(message, _MESSAGE_FIELDS, "a message")
        raw = decoded(message.get("raw", "")) if media is None else media
        if len(raw) > self._switches.upload_limit:
            raise too_large()
        return raw

    def _sent_at_once(self, mailbox: Mailbox, content: Content) -> Answer:
        return Answer(200, _sent(mailbox.send_over_api(self._raw(content.metadata, content.media))))


def _thread(message: Json) -> str:
    thread = message.get("threadId", "")
    if not isinstance(thread, str):
        raise wrong("Invalid value at 'message.thread_id'")
    return thread


def _missing() -> str:
    raise wrong("Missing draft message")


def _form(params: Mapping[str, str]) -> str:
    form = params.get("format", "full").lower()
    if form not in FORMS:
        raise wrong(f"Invalid value at 'format': {form}")
    return form


def _page(found: list[Draft], name: str, params: Mapping[str, str], shape: Callable[[Draft], Json]) -> Json:
    """Return one page; its token is where the next begins, whatever comes in before it meanwhile."""
    most, token = params.get("maxResults", "100"), params.get("pageToken", "")
    if not re.fullmatch(r"\d{1,4}", most) or not 1 <= int(most) <= 500:
        raise wrong("Invalid value for maxResults: it is 1 to 500")
    if token and not re.fullmatch(r"\d{1,12}", token):
        raise wrong("Invalid pageToken")
    rest = [draft for draft in found if draft.number < int(token)] if token else found
    page, more = rest[: int(most)], rest[int(most) :]
    body: Json = {name: [shape(draft) for draft in page]} if page else {}
    if more:
        body["nextPageToken"] = str(page[-1].number)
    return body | {"resultSizeEstimate": len(found)}


def _ids(draft: Draft) -> Json:
    return {"id": draft.message_id, "threadId": draft.thread_id}


def _named(draft: Draft, labels: bool = True) -> Json:
    message = _ids(draft) | ({"labelIds": ["DRAFT"]} if labels else {})
    return {"id": draft.id, "message": message}


def _sent(mail: Draft) -> Json:
    return _ids(mail) | {"labelIds": ["SENT"]}


def _message(draft: Draft, label: str, form: str) -> Json:
    dates = {"historyId": str(1000 + draft.number), "internalDate": str(int(draft.changed * 1000))}
    return _ids(draft) | {"labelIds": [label]} | dates | shown(draft.raw, form)
