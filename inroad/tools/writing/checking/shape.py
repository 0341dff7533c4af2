"""The length of the body, and a subject that is one short line."""

from __future__ import annotations

from collections.abc import Iterator

from inroad.tools.writing import Reason
from inroad.tools.writing.checking.look import Look

FEWEST_WORDS, MOST_WORDS = 30, 180
MOST_CHARACTERS_ON_LINKEDIN = 200
LONGEST_SUBJECT = 70
# Shorter than this, capitals are an acronym or two and no shouting.
_SHORT = 8
_REPLIES = ("re:", "fw:", "fwd:", "aw:", "wg:", "tr:", "sv:", "antw:", "rv:", "r:", "res:")


def reasons(look: Look) -> Iterator[Reason]:
    """Yield a reason for a body that is too short or too long and for each flaw of the subject."""
    yield from _body(look)
    if look.brief.kind != "linkedin" or look.message.subject:
        yield from _subject(look)


def _body(look: Look) -> Iterator[Reason]:
    body = look.message.body.strip()
    words = len(body.split())
    if not body:
        yield _reason("length", "", "The message is empty: write one.")
    elif look.brief.kind == "linkedin":
        if len(body) > MOST_CHARACTERS_ON_LINKEDIN:
            says = f"The note has {len(body)} characters: bring it down to {MOST_CHARACTERS_ON_LINKEDIN} at most."
            yield _reason("length", body[:40], says)
    elif not FEWEST_WORDS <= words <= MOST_WORDS:
        says = f"The message has {words} words: write {FEWEST_WORDS} to {MOST_WORDS}."
        yield _reason("length", body[:40], says)


def _subject(look: Look) -> Iterator[Reason]:
    subject = look.message.subject
    shown = subject[:LONGEST_SUBJECT]
    if not subject.strip():
        yield _reason("subject", "", "The subject is empty: write one.")
    if len(subject) > LONGEST_SUBJECT:
        yield _reason(
            "subject", shown, f"The subject has {len(subject)} characters: at most {LONGEST_SUBJECT} will do."
        )
    if len(subject.splitlines()) > 1:
        yield _reason("subject", shown, "Write the subject on one line.")
    letters = "".join(filter(str.isalpha, _without_facts(look, subject)))
    if len(letters) > _SHORT and letters.isupper():
        yield _reason("subject", shown, "Do not write the subject in capitals.")
    if subject.strip().lower().startswith(_REPLIES) and look.brief.kind != "follow_up":
        yield _reason("subject", shown, "Take the reply sign off the subject: this is a first message.")


def _without_facts(look: Look, subject: str) -> str:
    """The subject without names that are in capitals themselves."""
    for saying in look.known.sayings:
        subject = subject.replace(saying.text, "")
    return subject


def _reason(kind: str, words: str, says: str) -> Reason:
    return Reason(kind=kind, words=words, says=says)
