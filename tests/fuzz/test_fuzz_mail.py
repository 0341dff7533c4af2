from __future__ import annotations

import unicodedata
from datetime import UTC, datetime
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.policy import compat32, default
from email.utils import getaddresses
from pathlib import Path

from hypothesis import example
from hypothesis import strategies as st

from inroad.errors import OutputError
from inroad.state import Email, Message, Sender
from inroad.tools.drafts import Outgoing
from inroad.tools.drafts.mime import as_html, build, message_id, subject_line
from inroad.tools.drafts.names import shown_name
from tests.fuzz.conftest import fuzz
from tests.fuzz.shapes import assert_a_sentence, damaged_text, texts, words

NOW = datetime(2026, 3, 14, 9, 26, 53, tzinfo=UTC)
KEY = "c0ffee" * 10 + "beef"
HEADERS = [
    "To: eve@evil.example",
    "\r\nBcc: eve@evil.example",
    ", eve@evil.example",
    "<eve@evil.example>",
    "=?utf-8?q?x?=",
]
told = st.one_of(texts, st.lists(st.one_of(words, st.sampled_from(HEADERS)), max_size=8).map(" ".join))
local = st.text("abcdefghijklmnopqrstuvwxyz0123456789+_-'", min_size=1, max_size=40)
labels = st.from_regex(r"[a-z0-9]([a-z0-9-]{0,20}[a-z0-9])?", fullmatch=True).filter(lambda label: label[2:4] != "--")
domains = st.lists(labels, min_size=1, max_size=3).map(lambda steps: ".".join([*steps, "com"]))
addresses = st.builds("{}@{}".format, local, domains)
people = st.lists(words, min_size=1, max_size=4).map(" ".join)


def outgoing(
    name: str = "Priya Raman",
    address: str = "priya@acme.example",
    subject: str = "A question",
    body: str = "Hi Priya,\n",
    sender: str = "ada@mail.example",
    writer: str = "Ada Lake",
    **more: str,
) -> Outgoing:
    return Outgoing(
        key=KEY,
        recipient_name=name,
        recipient=Email(address=address),
        sender=Sender(name=writer, email=sender),
        message=Message(subject=subject, body=body, writer="template"),
        **more,
    )


def built(mail: Outgoing) -> bytes | None:
    """The mail, whose lines keep to RFC 5322; None where it is refused in a sentence."""
    try:
        content = build(mail, NOW)
    except OutputError as error:
        assert_a_sentence(error)
        return None
    assert content.count(b"\n") == content.count(b"\r\n") == content.count(b"\r")
    assert max(map(len, content.split(b"\r\n"))) <= 998
    assert content.isascii()
    return content


def assert_goes_to(content: bytes, address: str) -> None:
    """Two readers find one recipient, and it is this one."""
    new, old = message_from_bytes(content, policy=default), message_from_bytes(content, policy=compat32)
    assert [each.addr_spec for header in new.get_all("To", []) for each in header.addresses] == [address]
    unfolded = [str(value).replace("\r\n", "") for value in old.get_all("To", [])]
    assert [found for _, found in getaddresses(unfolded)] == [address]
    for name in ("Cc", "Bcc", "Reply-To", "Resent-To"):
        assert new[name] is old[name] is None
    assert len(new.get_all("From", [])) == len(new.get_all("Subject", [])) == 1


def person_in(content: bytes, header: str) -> tuple[str, str]:
    """Name and address in a header, decoded as RFC 2047 says: Python's newer reader puts blanks into long names."""
    [(name, address)] = getaddresses([str(message_from_bytes(content)[header]).replace("\r\n", "\n")])
    return str(make_header(decode_header(name))), address


def text_of(mail: EmailMessage, kind: str) -> str:
    part = mail.get_body((kind,))
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n")


def in_lines(body: str) -> str:
    """A body as a mail may hold it: its line ends alike, blanks for control characters and halves of characters."""
    lines = body.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join("".join(" " if unicodedata.category(c) in ("Cc", "Cs") else c for c in line) for line in lines)


@fuzz(told, told, told, told)
def test_whatever_names_and_texts_say_the_mail_goes_to_one_recipient(
    name: str, writer: str, subject: str, body: str
) -> None:
    content = built(outgoing(name=name, subject=subject, body=body, writer=writer))
    assert content is not None
    assert_goes_to(content, "priya@acme.example")


@fuzz(people, people, addresses, addresses)
@example("Fxfäjäf Bžjøéłqrj Tiłçlujžr Égñoawboé", "Zoë Müller", "a@b.com", "c@d.com")
def test_any_sound_address_and_name_come_back_as_they_went_in(
    name: str, writer: str, address: str, sender: str
) -> None:
    content = built(outgoing(name=name, writer=writer, address=address, sender=sender))
    assert content is not None
    assert person_in(content, "To") == (shown_name(name), address)
    assert person_in(content, "From") == (shown_name(writer), sender)
    assert message_from_bytes(content)["Message-ID"] == message_id(KEY, sender)
    assert_goes_to(content, address)


@fuzz(st.one_of(texts, addresses.flatmap(damaged_text)), texts)
def test_any_text_for_an_address_is_that_one_recipient_or_refused_in_a_sentence(address: str, name: str) -> None:
    content = built(outgoing(name=name, address=address))
    if content is not None:
        [to] = message_from_bytes(content, policy=default)["To"].addresses
        assert_goes_to(content, to.addr_spec)
        assert to.addr_spec.isascii()
        assert to.addr_spec.partition("@")[0] == unicodedata.normalize("NFC", address).partition("@")[0]


@fuzz(told, told)
@example("=?utf-8?q?Hello?=", "Hi")
@example("000000000000000000000000000000000¡¡¡¡ ¡", "Hi")
@example("Ingénieure ou ingénieur logiciel embarqué à l'été pour la société Boréal à Orléans", "Hi")
@example("x" * 2000, "Hi")
def test_subject_and_body_come_back_as_they_went_in(subject: str, body: str) -> None:
    content = built(outgoing(subject=subject, body=body))
    assert content is not None
    mail = message_from_bytes(content, policy=default)
    assert mail["Subject"] == subject_line(subject)
    assert text_of(mail, "plain").rstrip("\n") == in_lines(body).rstrip("\n")
    assert text_of(mail, "html").rstrip("\n") == as_html(in_lines(body)).rstrip("\n")


@fuzz(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=40),
    st.binary(min_size=1, max_size=3000),
    st.sampled_from([".pdf", ".txt", ".eml", ".html", ""]),
)
def test_an_attachment_comes_back_byte_for_byte(file: Path, name: str, data: bytes, kind: str) -> None:
    bare = "".join(char for char in name if char not in "/\0").encode()[:80].decode(errors="ignore").strip(".")
    path = file.with_name(f"x{bare}{kind}")
    path.write_bytes(data)
    content = built(outgoing(attachment=str(path)))
    assert content is not None
    [part] = message_from_bytes(content, policy=default).iter_attachments()
    assert part.get_content() == data
    assert "/" not in str(part.get_filename())
    path.unlink()


@fuzz(texts)
@example("@")
@example("&lt;p&gt;")
@example("b" * 1200)
def test_an_earlier_message_is_named_whole_or_refused_in_a_sentence(earlier: str) -> None:
    for told in (earlier, f"<{earlier}@mail.example>", f"<a{'b' * len(earlier)}@mail.example>"):
        content = built(outgoing(in_reply_to=told))
        if content is not None and told:
            mail = message_from_bytes(content, policy=default)
            assert mail["In-Reply-To"].strip() == mail["References"].strip() == told
            assert_goes_to(content, "priya@acme.example")


@fuzz(told)
@example("Anna Roe, eve@evil.example")
def test_a_shown_name_holds_nothing_but_a_name(name: str) -> None:
    shown = shown_name(name)
    assert not set(shown) & set('@<>"(),:;[]\\\r\n=?/&%0123456789')
    assert shown_name(shown) == shown
