"""Characters are kept: names as facts write them, nothing hidden, nothing broken, no letters of another script."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from anyascii import anyascii

from inroad.tools.writing import Reason
from inroad.tools.writing.checking.look import Look
from inroad.tools.writing.checking.reading import READ_AT_MOST

_HIDDEN = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u115f\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0e\ufeff\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
_CONTROL_IN_LINE = re.compile(r"[\r\n\t]")
_BROKEN = re.compile(
    "\ufffd|Ã[\u0080-\u00bf¡-¿€-™]|Â[\u00a0-\u00bf]|â€[™œ\u009d“”˜¦]?|[ÐÑ][\u0080-\u00bf]{1}|ï»¿|Ãƒ|&#x?[0-9a-f]{2,5};"
    "|\\\\u[0-9a-fA-F]{4}|=[CE][0-9A-F]=[0-9A-F]{2}"
)
_WORD = re.compile(r"[^\W\d_]+")
_SECOND_LETTERS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "ß": "ss", "æ": "ae"})
_SCRIPTS = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE")
_EMOJI = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf]")


def reasons(look: Look) -> Iterator[Reason]:
    """Yield a reason for each kind of character that should not be there, and for names that lost theirs."""
    for raw in (look.message.subject[:READ_AT_MOST], look.message.body[:READ_AT_MOST]):
        if hidden := _HIDDEN.search(_as_facts_have_it(look, raw)):
            name = f"U+{ord(hidden.group()):04X}"
            yield _reason(name, f"Write without the hidden character {name}.")
        if broken := _BROKEN.search(raw):
            yield _reason(broken.group(), f"“{broken.group()}” is a broken character: write the letter that was meant.")
        yield from _mixed(raw)
        yield from _stripped(look, raw)
    if control := _CONTROL_IN_LINE.search(look.message.subject):
        yield _reason(repr(control.group()), "The subject must have no line breaks or tabs.")


def _as_facts_have_it(look: Look, text: str) -> str:
    """The text without the names of facts: those of some scripts need joiners."""
    for saying in look.known.sayings:
        if not saying.text.isascii():
            text = text.replace(saying.text, "")
    return text.replace("\u200d", "") if _EMOJI.search(text) else text


def _mixed(text: str) -> Iterator[Reason]:
    """Words of letters of two scripts, as are used to hide an address."""
    if text.isascii():
        return
    for word in _WORD.findall(text):
        if not word.isascii() and len({script for char in word if (script := _script(char))}) > 1:
            yield _reason(word, f"“{word}” has look-alike letters of another script: write it in one.")


def _script(char: str) -> str:
    name = unicodedata.name(char, "").split(" ")[0]
    if name == "FULLWIDTH" or "MATHEMATICAL" in name:
        return name
    return name if name in _SCRIPTS else ""


def _stripped(look: Look, text: str) -> Iterator[Reason]:
    """Names that are written without the marks that their facts have."""
    sayings = look.known.sayings
    with_marks = [saying for saying in sayings if saying.sort != "prose" and not saying.text.isascii()]
    marked = {word for saying in with_marks for word in _names(saying.text) if not word.isascii()}
    if not marked:
        return
    plain = {word for saying in sayings for word in _names(saying.text) if word.isascii()}
    written = set(_names(text))
    for word in sorted(marked):
        bare = {anyascii(word).casefold(), word.casefold().translate(_SECOND_LETTERS)} - {word.casefold()}
        for found in sorted(written - plain):
            if found.casefold() in bare and found not in marked:
                yield _reason(found, f"Write “{word}” as the fact does, not “{found}”.")


def _names(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFC", text))


def _reason(words: str, says: str) -> Reason:
    return Reason(kind="characters", words=words, says=says)
