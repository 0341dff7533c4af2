"""Which language a posting is written in."""

from __future__ import annotations

import re

from inroad.errors import UserInputError
from inroad.reference.common_words import common_words

# Below this many letters the statistics of a text say little.
_ENOUGH_LETTERS = 40
_ENOUGH_TEXT = 3_000
_WORD = re.compile(r"[^\W\d_]+")
_NO_APOSTROPHES = str.maketrans("", "", "'’")
# From this share of plain English words on, in bytes as the statistics count, these say English too: texts half in
# another language reach 0.6. Looking words up takes a thirtieth of their time.
_PLAIN = 0.7
# ISO 639-1, the whole of it.
_CODES = """
    aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en
    eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja
    jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb
    nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq
    sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu
"""


def check_language(code: str) -> None:
    """Make sure that a language is named as messages are asked for: by its ISO 639-1 code, or "" for none.

    Raises:
        UserInputError: it is not.
    """
    if code and code not in _CODES.split():
        raise UserInputError(f"--language takes a code of two letters such as en, de or fr; {code!r} is none.")


def language_of(text: str) -> str:
    """Return the ISO 639-1 code of the language of a text; "en" when it is too short to tell."""
    if sum(map(str.isalpha, text)) < _ENOUGH_LETTERS:
        return "en"
    if _is_plain_english(text[:_ENOUGH_TEXT]):
        return "en"
    # The model takes more than half a second to load, so only a run that needs it pays for it.
    import py3langid  # type: ignore[import-untyped]

    code, _ = py3langid.classify(text[:_ENOUGH_TEXT])
    return str(code)


def _is_plain_english(text: str) -> bool:
    """Whether most of a text is words that a mail in English is made of."""
    words = _WORD.findall(text.lower().translate(_NO_APOSTROPHES))
    plain = "".join(filter(common_words().__contains__, words))
    return len(plain) >= _PLAIN * len("".join(words).encode())
