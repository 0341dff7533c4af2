"""A text as the check reads it: sentences, words, and for each word the key by which it is compared."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

from anyascii import anyascii

# Past this many characters a message is far too long anyway (see `shape`), so nothing behind it is read.
READ_AT_MOST = 8_000
# A line of at least this length that ends without a stop was broken by an editor, not by the writer.
_FULL_LINE = 50

_WORD = re.compile(r"[^\W_]+(?:[’'.][^\W_]+)*(?:\+\+|#(?!\w))?")
_STOP = re.compile(r"(?<=[.!?…。！？])[\"'”’»)\]]*\s+(?=[\"'“„«(\[¿¡]*[^\W\d_])|\n")
# Behind a sentence ("Ph.D. in" goes on), or a line that ends in a comma, such as a greeting.
_BEHIND_PIECE = re.compile(r"[.!?](?<![Pp][Hh][Dd]\.)(?<![Pp][Hh]\.[Dd]\.)\s+|,\s*\n\s*")
_NO_STOP = re.compile(
    r"(?:\b(?:[Dd]r|M[rs]|Mrs|[Pp]rof|St|[JjSs]r|Inc|Ltd|Co|Corp|vs|e\.g|i\.e|etc|approx|No|bzw|z\.[Bb]|ca|[Ss]ra|Mme"
    r"|[Dd]ott)|(?<![&/\w])(?<!P\.)[A-Za-z])\.$"
)
# In front of a name French and Italian write an article so: "l'Agence", "d'Anna".
_ELIDED = re.compile(r"(?:[ldcjmnst]|qu|all|dell)[’'](?=[^\W\d_])")
_AFTER_PAUSE = re.compile(r"(?:^|[:\"“„«»(\[¿¡•*|–—]|\s-)\s*$")
_POSSESSIVE = re.compile(r"[’'](?:s|S)?$")
_DIGIT, _LETTER = re.compile(r"\d"), re.compile(r"[^\W\d_]")
_COUNT = re.compile(r"\d+(?:st|nd|rd|th|s|k|m|x|h|am|pm|er|e|o|a|º|ª)")
_DROPPED = str.maketrans("", "", ".'’ʼ")


class Word(NamedTuple):
    """A word of a text: as it stands, in lower case, its key, the key without a plural's ending, where it is.

    At the beginning of a sentence (`first`) a capital says nothing. `is_capital` tells that it is written as a name may
    be: a capital anywhere, letters among digits, or a script that knows no capitals.
    """

    text: str
    lower: str
    key: str
    form: str
    start: int
    end: int
    sentence: int
    first: bool
    is_capital: bool


@dataclass(frozen=True, slots=True)
class Text:
    """A text with its sentences (from, to), its words, and the place among them at which each sentence begins."""

    text: str
    sentences: tuple[tuple[int, int], ...]
    words: tuple[Word, ...]
    beginnings: tuple[int, ...]

    def sentence(self, number: int) -> str:
        """Return the words of a sentence as they stand."""
        start, end = self.sentences[number]
        return self.text[start:end]

    def sentence_at(self, place: int) -> tuple[int, int]:
        """Return from where to where the sentence goes that has a character; the whole text where none does."""
        number = bisect_right(self.sentences, place, key=itemgetter(0)) - 1
        is_in = number >= 0 and place < self.sentences[number][1]
        return self.sentences[number] if is_in else (0, len(self.text))

    def places(self, find: Callable[[str], Sequence[int]]) -> list[int]:
        """Return the places of those words that something finds in the sentences, each by itself.

        Messages share sentences, so whatever finds them should keep what it found.
        """
        found = ((first, find(self.text[start:end])) for (start, end), first in self._spans())
        return [first + at for first, places in found for at in places]

    def _spans(self) -> Iterator[tuple[tuple[int, int], int]]:
        return zip(self.sentences, self.beginnings, strict=True)


def read(text: str) -> Text:
    """Take a text apart; what stands beyond `READ_AT_MOST` characters is not read."""
    plain = unicodedata.normalize("NFKC", text[:READ_AT_MOST]).replace("\r\n", "\n").replace("\r", "\n")
    sentences = tuple(_sentences(plain))
    words: list[Word] = []
    beginnings = []
    for number, (start, end) in enumerate(sentences):
        beginnings.append(len(words))
        words += _moved(words_of(plain[start:end]), number, start)
    return Text(plain, sentences, tuple(words), tuple(beginnings))


@lru_cache(maxsize=4_000)
def key_of(word: str) -> str:
    """Return the key of a word: without case, accents, dots, apostrophes and a possessive "s"."""
    bare = _POSSESSIVE.sub("", word).translate(_DROPPED).casefold()
    return bare if bare.isascii() else anyascii(bare).lower().replace(" ", "") or bare


@lru_cache(maxsize=64)  # each part of the check asks for those of the message at hand
def pieces(text: str) -> tuple[tuple[int, str], ...]:
    """Return the sentences of a text and its lines that end in a comma, roughly, and where each begins.

    A pattern that cannot reach over such an end finds in the pieces what it finds in the text, and messages share them.
    """
    gaps = [(gap.start() + 1, gap.end()) for gap in _BEHIND_PIECE.finditer(text)]
    starts, ends = [0, *(end for _, end in gaps)], [*(start for start, _ in gaps), len(text)]
    return tuple((start, text[start:end]) for start, end in zip(starts, ends, strict=True))


@lru_cache(maxsize=512)  # names and lines of a signature come back with each message
def keys_of(text: str) -> tuple[str, ...]:
    """Return the keys of the words of a text, one form for one and several, "&" and "and" alike."""
    spelled = unicodedata.normalize("NFKC", text).replace("&", " and ").replace("+ ", " and ")
    return tuple(singular(key_of(word)) for word in _WORD.findall(spelled))


@lru_cache(maxsize=4_000)
def singular(key: str) -> str:
    """Return one form for a word and its plural; never read aloud, only compared."""
    if len(key) > 4 and key.endswith("ies"):
        return key[:-3] + "y"
    return key[:-1] if len(key) > 3 and key.endswith("s") and not key.endswith("ss") else key


@lru_cache(maxsize=4_000)
def stem(key: str) -> str:
    """Return what is left of a word without the commonest endings, for words that need not be the same."""
    for ending in ("ations", "ation", "ings", "ing", "ers", "ies", "ry", "ed", "er", "es", "s", "y", "e"):
        if key.endswith(ending) and len(key) - len(ending) >= 3:
            bare = key[: -len(ending)]
            return bare[:-1] if len(bare) > 3 and bare[-1] == bare[-2] else bare
    return key


def _sentences(text: str) -> list[tuple[int, int]]:
    spans = []
    start = 0
    for stop in _STOP.finditer(text):
        if stop.group() == "\n" and _goes_on(text, stop.start()):
            continue
        if "\n" not in stop.group() and _NO_STOP.search(text[max(start, stop.start() - 12) : stop.start()]):
            continue
        spans.append((start, stop.start()))
        start = stop.end()
    spans.append((start, len(text)))
    return [span for span in spans if text[span[0] : span[1]].strip()]


def _goes_on(text: str, at: int) -> bool:
    """Whether the sentence goes on behind a line break."""
    line = text[text.rfind("\n", 0, at) + 1 : at].rstrip()
    after = text[at + 1 : at + 2]
    return len(line) >= _FULL_LINE and line[-1] not in ".!?:;," and (after.isalnum() or after in "(\"'“")


def _moved(words: Iterable[Word], sentence: int, by: int) -> list[Word]:
    """The words of a sentence that stands by itself as words of its text."""
    return [
        Word._make((text, lower, key, form, start + by, end + by, sentence, first, is_capital))
        for text, lower, key, form, start, end, _, first, is_capital in words
    ]


@lru_cache(maxsize=512)  # the messages of a posting, and of a sender, share sentences
def words_of(sentence: str) -> tuple[Word, ...]:
    """Return the words of a sentence, counted from its beginning."""
    found: list[Word] = []
    for match in _WORD.finditer(sentence):
        before = sentence[max(0, match.start() - 3) : match.start()]
        is_first = not found or bool(_AFTER_PAUSE.search(before))
        elided = _ELIDED.match(match.group())
        begin = match.start() + (elided.end() if elided and match.group()[elided.end()].isupper() else 0)
        word = sentence[begin : match.end()]
        key = key_of(word)
        where = begin, match.end(), 0
        found.append(Word(word, word.lower(), key, singular(key), *where, is_first, _is_capital(word)))
    return tuple(found)


def _is_capital(word: str) -> bool:
    return (not word.islower() and (any(map(str.isupper, word)) or _is_mixed(word) or _is_caseless(word))) or _is_mixed(
        word
    )


def _is_mixed(word: str) -> bool:
    return not word.isalpha() and bool(_DIGIT.search(word) and _LETTER.search(word)) and not _COUNT.fullmatch(word)


def _is_caseless(word: str) -> bool:
    """Whether it is of a script that knows no capitals, such as Chinese, Hebrew or Arabic."""
    return word[0].isalpha() and not word[0].islower() and not word[0].isupper()
