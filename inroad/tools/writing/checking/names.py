"""Every name (of an employer, a school, a product, a place, a person) is one that a fact gives.

In English and in languages that write plain nouns small, a name is seen by its capital; at the beginning of a
sentence a plain English word is none (`reference.common_words`). German writes nouns large: there a name is two
capitals in a row, a capital behind "bei", a mixture of cases, or a name of the tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from inroad.reference.common_words import is_plain
from inroad.reference.well_known import first_words, well_known
from inroad.tools.writing.checking.contact_details import spans_of_details
from inroad.tools.writing.checking.dates import is_date_word
from inroad.tools.writing.checking.german import may_be_noun
from inroad.tools.writing.checking.greeting import spans_of_names
from inroad.tools.writing.checking.knowledge import Knowledge
from inroad.tools.writing.checking.look import Claim, Look
from inroad.tools.writing.checking.name_words import (
    BY,
    CLOSING,
    FORMAL,
    HARMLESS,
    IN_FRONT,
    MEETING_PLACES,
    OWN_NAMES,
    REPLY_SIGNS,
    ROLE_WORDS,
    SHORT_FORMS,
    SMALL_WORDS,
)
from inroad.tools.writing.checking.naming import MOST_WORDS, known_from, school_meant, touch
from inroad.tools.writing.checking.number_words import is_number_word
from inroad.tools.writing.checking.places import is_known_place, is_large_place
from inroad.tools.writing.checking.reading import Text, Word, words_of
from inroad.tools.writing.checking.skills import is_denied

_BEI = re.compile(r"\b(?:bei|der Firma|der Universität|der Hochschule)\s+$")
_NO_VOWEL = re.compile(r"[bcdfghjklmnpqrstvwxz]{3,6}")
_BEFORE_PLACES = frozenset({"in", "from", "to", "near", "around", "at", "outside", "of"})
_IN = re.compile(r"\b(?:in|aus|nach|von)\s+$")


def find(look: Look) -> Iterator[Claim]:
    """Yield every name of a message with the facts that hold it, none for one that no fact holds."""
    for text in look.texts:
        taken = [*spans_of_details(text.text), *spans_of_names(text)]
        large = _large_sentences(text) if text is look.subject else _large_lines(text)
        behind = 0
        for at in _worth_a_look(look.known, text):
            word = text.words[at]
            if at < behind or not _may_name(look, text, at) or any(start <= word.start < end for start, end in taken):
                continue
            length, sources = known_from(look.known, text, at)
            is_chance = length == 1 and all(source.sort == "prose" for source in sources)
            if (not length or is_chance) and _is_ordinary(look, text, at, large):
                continue
            behind = at + (length or _unknown_length(look, text, at, large))
            yield Claim("name", text, word.start, text.words[behind - 1].end, sources)


def _worth_a_look(known: Knowledge, text: Text) -> list[int]:
    """The places of words that may be names."""
    places = text.places(_perhaps_names)
    if known.small_names:
        small = [at for at, word in enumerate(text.words) if word.key in known.small_names]
        return sorted({*places, *small})
    return places


@lru_cache(maxsize=512)  # the messages of a posting, and of a sender, share sentences
def _perhaps_names(sentence: str) -> tuple[int, ...]:
    """The places of words that may be names; which of those at the edges are, the sentences beside them tell."""
    words = words_of(sentence)
    return tuple(
        at
        for at, word in enumerate(words)
        if word.is_capital or not at or _is_small_name(words, at) or _may_go_on(words, at)
    )


def _may_go_on(words: Sequence[Word], at: int) -> bool:
    """Whether a name may begin here whose words stand in the next sentence as well."""
    is_near_end = at >= len(words) - 2
    return is_near_end and (words[at].key in first_words() or words[at - 1].key in _BEFORE_PLACES)


def _may_name(look: Look, text: Text, at: int) -> bool:
    word = text.words[at]
    if word.is_capital:
        looks_like_one = word.key not in HARMLESS or bool(word.key == "qa" and len(word.text) == 2)
    else:
        looks_like_one = word.key in look.known.small_names or _is_small_name(text.words, at)
    return looks_like_one and not _is_other_word(look, text, at) and not is_denied(text, at)


def _is_other_word(look: Look, text: Text, at: int) -> bool:
    """Whether it is a number, a date, an initial, the sign of a reply or the language of the message."""
    word = text.words[at]
    if word.key == OWN_NAMES.get(look.language) or (word.first and word.key in REPLY_SIGNS):
        return True
    if word.text.isdigit() or is_date_word(word.text, look.language) or is_number_word(word.text, look.language):
        return True
    return len(word.key) == 1 and word.key in look.known.first_letters


def _is_small_name(words: Sequence[Word], at: int) -> bool:
    """Whether a name that everybody knows, or a large place, begins here in lower case."""
    word = words[at]
    if _is_well_known(words, at) and not _is_way_to_meet(words, at):
        return True
    if _NO_VOWEL.fullmatch(word.key) and word.key not in SHORT_FORMS and word.text.isalpha():
        return True
    return bool(at) and words[at - 1].key in _BEFORE_PLACES and is_large_place(_keys(words, at))


def _keys(words: Sequence[Word], at: int) -> tuple[str, ...]:
    return tuple(word.key for word in words[at : at + 3])


def _is_well_known(words: Sequence[Word], at: int) -> bool:
    if words[at].key not in first_words():
        return False
    keys = _keys(words, at)
    return any(keys[:length] in well_known() for length in (1, 2, 3))


def _is_way_to_meet(words: Sequence[Word], at: int) -> bool:
    return words[at].key in MEETING_PLACES and at > 0 and words[at - 1].key in BY


def _large_sentences(text: Text) -> set[int]:
    """The sentences in which most words have a capital, such as the subject of a mail: there it says nothing."""
    counts: dict[int, list[int]] = {}
    for word in text.words:
        if len(word.key) > 3 and word.text[0].isalpha():
            count = counts.setdefault(word.sentence, [0, 0])
            count[0] += word.text[0].isupper()
            count[1] += 1
    return {number for number, (large, words) in counts.items() if words >= 2 and large >= 0.7 * words}


def _large_lines(text: Text) -> set[int]:
    """The lines of a body that are no sentences and whose words all have a capital ("Many Thanks And Best Wishes")."""
    small = {word.sentence for word in text.words if len(word.key) > 3 and not word.is_capital}
    return {
        n
        for n in range(len(text.sentences))
        if n not in small and text.sentence(n).rstrip()[-1:] not in (".", "!", "?")
    }


def _is_ordinary(look: Look, text: Text, at: int, large: set[int]) -> bool:
    """Whether a word that no fact holds has its capital for another reason than being a name."""
    word = text.words[at]
    if _is_way_to_meet(text.words, at) or _is_closing(text, word) or word.key in FORMAL.get(look.language, ()):
        return True
    is_free = word.first or word.sentence in large
    is_odd = any(map(str.isupper, word.text[1:])) or (any(map(str.isdigit, word.text)) and not word.text.isdigit())
    if look.language == "en":
        plain = is_plain(word.key) and not (is_odd and not word.text.isupper())
        if plain and is_free:
            return True
        if word.key in CLOSING and not is_odd and _is_short_line(text, word):
            return True
        return _is_department(text, at)
    if _is_in_tables(text, at):
        return False
    next_is_large = _next_is_large(look, text, at)
    if look.language == "de":
        if (
            _IN.search(text.text[max(0, word.start - 8) : word.start])
            and is_known_place(word.key)
            and not may_be_noun(word.text)
        ):
            return False
        behind_bei = bool(_BEI.search(text.text[max(0, word.start - 16) : word.start]))
        if word.key in IN_FRONT and next_is_large:
            return False
        return may_be_noun(word.text) or (not is_odd and not next_is_large and not behind_bei)
    return is_free and not is_odd and (not next_is_large or word.key in SMALL_WORDS)


def _is_closing(text: Text, word: Word) -> bool:
    """Whether a word stands alone, with a comma, on one of the last lines: "Groetjes,"."""
    sentence = text.sentence(word.sentence).strip()
    return sentence == f"{word.text}," and len(text.sentences) - word.sentence <= 3 and word.sentence > 0


def _is_short_line(text: Text, word: Word) -> bool:
    return len(text.sentence(word.sentence)) <= 40


def _is_department(text: Text, at: int) -> bool:
    """Whether it is a plain word in front of "team" or "role": "the Engineering team"."""
    word, rest = text.words[at], text.words[at + 1 : at + 2]
    if word.key in ROLE_WORDS:
        return True
    return is_plain(word.key) and bool(rest) and rest[0].key in ROLE_WORDS and word.sentence == rest[0].sentence


def _is_in_tables(text: Text, at: int) -> bool:
    if text.words[at].first and text.words[at].text.casefold() != text.words[at].key:
        return False
    if _is_well_known(text.words, at) or is_large_place(_keys(text.words, at)):
        return True
    return bool(school_meant(" ".join(word.text for word in text.words[at : at + 3])))


def _next_is_large(look: Look, text: Text, at: int) -> bool:
    """Whether a capital follows that is neither a polite "you" nor, in German, a plain noun."""
    following = text.words[at + 1 : at + 2]
    if not following or not touch(text, text.words[at], following[0]) or not following[0].is_capital:
        return False
    word = following[0]
    return word.key not in FORMAL.get(look.language, ()) and not (look.language == "de" and may_be_noun(word.text))


def _unknown_length(look: Look, text: Text, at: int, large: set[int]) -> int:
    """How many words from here on belong to a name that no fact holds."""
    length = 1
    while at + length < len(text.words) and length < MOST_WORDS:
        word, previous = text.words[at + length], text.words[at + length - 1]
        if not touch(text, previous, word) or not word.is_capital or word.key in HARMLESS:
            break
        if known_from(look.known, text, at + length)[0] or (word.sentence in large and is_plain(word.key)):
            break
        length += 1
    return length
