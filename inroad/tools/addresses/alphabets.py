"""Names in letters that are read in more than one way: each by the habit of its own language.

The language is told by letters that only it has, in either part of the name; without any, the usual reading of the
alphabet stays. Sources: Ukraine's decree 55 of 2010, Bulgaria's transliteration act of 2009, ELOT 743 for Greek,
passports and web sites for Serbian and Macedonian.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping

_UKRAINIAN = re.compile("[іїєґ]|[а-я]['’ʼ][яюєї]")
_BELARUSIAN = re.compile("ў|і.*ы|ы.*і")
_SERBIAN = re.compile("[ђћљњџј]")
_MACEDONIAN = re.compile("[ѓќѕ]")
# Russian has this letter too, but only before one of four vowels.
_BULGARIAN = re.compile("ъ(?![еёюя])")
_GREEK = re.compile("[α-ω]")
_KANA = re.compile("[぀-ヿ]")
_HAN = re.compile("[㐀-䶿一-鿿]")

_IN_UKRAINIAN = {"г": "h", "ґ": "g", "и": "y", "і": "i", "й": "i", "є": "ie", "ї": "i", "ю": "iu", "я": "ia"}
_AT_FIRST = {"й": "y", "є": "ye", "ї": "yi", "ю": "yu", "я": "ya"}
_IN_BELARUSIAN = {"г": "h"}
_IN_SERBIAN = {"ш": "s", "ж": "z", "ч": "c", "ц": "c", "х": "h", "џ": "dz"}
_IN_MACEDONIAN = {"ѓ": "gj", "ќ": "kj", "ѕ": "dz", "ц": "c", "х": "h"}
_IN_BULGARIAN = {"щ": "sht", "х": "h"}

# The letter after "αυ", "ευ" or "ηυ" says whether it is voiced; what stands for two letters comes first.
_IN_GREEK = (
    (re.compile("ο[υύ]"), "ou"),
    (re.compile("([αεη])[υύ](?=[θκξπσςτφχψ]|$|[ -])"), r"\1f"),
    (re.compile("([αεη])[υύ]"), r"\1v"),
    (re.compile("γ(?=[γξχ])"), "n"),
    (re.compile("(?<![α-ωά-ώ])μπ"), "b"),
)

# Chinese family names of two characters; another name of two or more is Japanese or Korean.
_DOUBLE = """
欧阳 歐陽 司马 司馬 上官 诸葛 諸葛 司徒 夏侯 东方 東方 皇甫 尉迟 尉遲 公孙 公孫 令狐 慕容 宇文 长孙 長孫 端木 轩辕 軒轅
独孤 獨孤 南宫 南宮 西门 西門 申屠 太史 呼延 万俟
"""
# Family names that are not read as the character is elsewhere.
_READ = dict(
    pair.split(":")
    for pair in """
曾:zeng 单:shan 單:shan 仇:qiu 解:xie 查:zha 翟:zhai 朴:piao 区:ou 區:ou 盖:ge 蓋:ge 尉迟:yuchi 尉遲:yuchi 万俟:moqi
""".split()  # noqa: SIM905
)


def by_language(first: str, last: str) -> tuple[str, str]:
    """Return both parts of a name with the letters that its language reads in its own way already in Latin.

    Letters that are read alike everywhere stay. A part in characters that are not read as Chinese is empty: how a
    Japanese name is said cannot be told from them.
    """
    both = unicodedata.normalize("NFC", f"{first} {last}").lower()
    if _HAN.search(both) and _is_japanese(both, last):
        return _without_han(first), _without_han(last)
    for is_it, spell in _SPELLINGS:
        if is_it(both):
            return spell(_lower(first)), spell(_lower(last))
    return first, _READ.get(last.strip(), last)


def _is_japanese(both: str, last: str) -> bool:
    han = "".join(_HAN.findall(last))
    return bool(_KANA.search(both)) or (len(han) > 1 and han not in _DOUBLE.split())


def _without_han(part: str) -> str:
    return "" if _HAN.search(part) else part


def _lower(text: str) -> str:
    return unicodedata.normalize("NFC", text).lower()


def _ukrainian(text: str) -> str:
    begun = re.sub("(?<![а-яіїєґʼ'’])[йєїюя]", lambda letter: _AT_FIRST[letter[0]], text)
    return _replaced(begun.replace("зг", "zgh"), _IN_UKRAINIAN)


def _greek(text: str) -> str:
    for wanted, latin in _IN_GREEK:
        text = wanted.sub(latin, text)
    return text


def _with(letters: Mapping[str, str]) -> Callable[[str], str]:
    return lambda text: _replaced(text, letters)


def _replaced(text: str, letters: Mapping[str, str]) -> str:
    return "".join(letters.get(letter, letter) for letter in text)


_SPELLINGS: tuple[tuple[Callable[[str], object], Callable[[str], str]], ...] = (
    (_BELARUSIAN.search, _with(_IN_BELARUSIAN)),
    (_UKRAINIAN.search, _ukrainian),
    (_MACEDONIAN.search, _with(_IN_MACEDONIAN)),
    (_SERBIAN.search, _with(_IN_SERBIAN)),
    (_BULGARIAN.search, _with(_IN_BULGARIAN)),
    (_GREEK.search, _greek),
)
