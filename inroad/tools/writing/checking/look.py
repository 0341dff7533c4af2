"""What each part of the check is given, and what those parts that look for claims give back."""

from __future__ import annotations

from dataclasses import dataclass

from inroad.state import Message
from inroad.tools.writing import Brief, Wishes
from inroad.tools.writing.checking.knowledge import Knowledge, Saying
from inroad.tools.writing.checking.reading import Text, read


@dataclass(frozen=True, slots=True)
class Look:
    """A message taken apart, what it may say, and how the user wants it; `language` is in two letters."""

    message: Message
    brief: Brief
    wishes: Wishes
    known: Knowledge
    subject: Text
    body: Text
    language: str

    @property
    def texts(self) -> tuple[Text, Text]:
        """The subject and the body."""
        return self.subject, self.body


@dataclass(frozen=True, slots=True)
class Claim:
    """Something said that a fact must say too: its kind, where it stands, and the facts that do."""

    kind: str
    text: Text
    start: int
    end: int
    sources: tuple[Saying, ...]

    @property
    def words(self) -> str:
        """The words as they stand."""
        return self.text.text[self.start : self.end]

    @property
    def owners(self) -> set[str]:
        """Of whom the facts are that say it."""
        return {source.owner for source in self.sources}


def look_at(message: Message, brief: Brief, wishes: Wishes) -> Look:
    """Take a message apart."""
    language = wishes.language[:2].lower()
    return Look(message, brief, wishes, Knowledge(brief), read(message.subject), read(message.body), language)
