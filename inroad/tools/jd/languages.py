"""Which spoken languages a line asks for, and how well: "fluent in German", "Englischkenntnisse (C1)"."""

from __future__ import annotations

import re

from inroad.analysis import LanguageLevel, LanguageNeed
from inroad.tools.jd.folding import folded

# ISO 639-1, with the names in English, in the language itself, and in those that the rules read.
_NAMES = {
    "en": "english|englisch\\w*|anglais\\w*|inglés|inglese|engels\\w*|inglês|angielsk\\w+|英語",
    "de": "german|deutsch\\w*|allemand|alemán|tedesco|duits\\w*|alemão|niemieck\\w+|ドイツ語",
    "fr": "french|französisch\\w*|français|francés|francese|frans|franse|francês|francusk\\w+|フランス語",
    "es": "spanish|spanisch\\w*|espagnol|español|castellano|spagnolo|spaans\\w*|espanhol",
    "it": "italian|italienisch\\w*|italien|italiano|italiaans\\w*",
    "pt": "portuguese|portugiesisch\\w*|portugais|portugués|portoghese|portugees\\w*|português",
    "nl": "dutch|niederländisch\\w*|néerlandais|neerlandés|holandés|olandese|nederlands\\w*|holandês",
    "pl": "polish|polnisch\\w*|polonais|polaco|polacco|pools\\w*|polski\\w*",
    "ja": "japanese|japanisch\\w*|japonais|japonés|giapponese|japans\\w*|japonês|日本語",
    "zh": "chinese|mandarin|chinesisch\\w*|chinois|chino|cinese|chinees\\w*|cantonese|中国語",
    "ko": "korean|koreanisch\\w*|coréen|韓国語",
    "ru": "russian|russisch\\w*|russe|ruso|russo",
    "ar": "arabic|arabisch\\w*|arabe|árabe|arabo",
    "tr": "turkish|türkisch\\w*|turc|turco|turks\\w*",
    "sv": "swedish|schwedisch\\w*|suédois|sueco|svedese|zweeds\\w*|svenska",
    "da": "danish|dänisch\\w*|danois|danés|deens\\w*|dansk",
    "no": "norwegian|norwegisch\\w*|norvégien|noruego|noors\\w*|norsk",
    "fi": "finnish|finnisch\\w*|finnois|suomi",
    "cs": "czech|tschechisch\\w*|tchèque",
    "hu": "hungarian|ungarisch\\w*", "ro": "romanian|rumänisch\\w*", "uk": "ukrainian|ukrainisch\\w*",
    "el": "greek|griechisch\\w*", "he": "hebrew|hebräisch\\w*", "hi": "hindi", "vi": "vietnamese", "th": "thai",
    "id": "bahasa indonesia", "ms": "bahasa melayu|malay", "ca": "catalan|catalán|català",
}  # fmt: skip
_ANY = re.compile(
    r"(?<![a-zà-ÿ0-9])(?:" + "|".join(rf"(?P<{code}>{names})" for code, names in _NAMES.items()) + r")(?![a-zà-ÿ0-9])"
)
# The words that make a language's name one that is to be spoken, before it or after it.
_SPEAKS = re.compile(
    r"\b(?:some|fluen\w+|speak\w*|spoken|written|writing|native|bilingual|trilingual|proficien\w+|conversational"
    r"|mother tongue|language\w*|verbal|oral|command|knowledge|communicat\w+|read|write|business[- ]level|"
    r"sprach\w*|sprich\w*|sprech\w*|fließend\w*|verhandlungssicher\w*|muttersprach\w*|wort und schrift|kenntnisse"
    r"|sehr gute?[snmr]?|gute?[snmr]?|sicher\w*|parl\w+|courant\w*|bilingue|maîtrise\w*|langue|écrit|oral|lu"
    r"|niveau|hablad\w+|escrit\w+|idioma|nivel|fluid\w+|avanzad\w+|dominio"
    r"|vloeiend|beheers\w*|spreek\w*|taal|woord en geschrift|moedertaal|uitstekend\w*|goed|goede|fluente|parlato"
    r"|scritto|madrelingua|conoscenza|ottim\w+|buon\w*|fluência|fluente|avançado|domínio|znajomość|płynn\w+"
    r"|[abc][12]\b|level|skills?|proficiency|required|plus|preferred|must|both|excellent|strong|good|basic"
    r"|advanced|intermediate|professional|working|full)|[abc][12]|\b(?:and|or|und|et|y|/)\s?$|ビジネスレベル|ネイティブ|レベル"
)
_OTHER_THING = re.compile(
    r"^(?:[- ](?:market|customer|client|compan|law|team|office|government|border|regulat|tax|speaking (?:market"
    r"|countr|customer|client)|food|cuisine|cooking|passport|citizen|teacher|literature|banks?|universit|startup"
    r"|industry|bulldog|breakfast|courses?|lessons?|gaap|-based|quarter|railway|media|press|economy|school"
    r"|multinational|investor|people|users?|version)|sprachige?[nmrs]? (?:raum|markt|länder|kund))|^(?:land|er|e"
    r"|en)?(?:weit|landweit)"
)
_DENIED = re.compile(r"\b(?:no|not|kein|keine|without|ohne)\s+(?:need for )?$")
_LEVELS: tuple[tuple[LanguageLevel, re.Pattern[str]], ...] = (
    ("basic", re.compile(r"\b(?:basic|beginner|elementary|a1|a2|grundkenntnisse|grundlegende?\w*|notions|bases"
        r"|débutant|básic[oa]s?|basis\w*|bas[ei]|scolastic[oa])\b")),
    ("native", re.compile(r"\b(?:native|mother tongue|muttersprach\w*|langue maternelle|natif|native"
        r"|lengua materna|nativ[oa]|moedertaal|madrelingua|língua materna)\b|ネイティブ")),
    ("fluent", re.compile(r"\b(?:fluen\w+|c1|c2|verhandlungssicher\w*|fließend\w*|sehr gut\w*|excellent\w*"
        r"|proficien\w+|bilingual|trilingual|business[- ](?:level|fluent|english|professional)|advanced"
        r"|full(?: professional)?|strong|flawless|impeccable|perfect|outstanding|exceptional|superb"
        r"|professional(?: working)?|courant\w*|bilingue|parfait\w*|avancé|avanzad\w+|fluid\w+|alto|alta|vloeiend"
        r"|uitstekend\w*|fluente\w*|ottim\w+|eccellente|avançad[oa]|fluência|biegł\w+|bardzo dobr\w+"
        r"|in wort und schrift|sichere?[snmr]?)\b|ビジネスレベル|上級")),
    ("good", re.compile(r"\b(?:good|conversational|working|intermediate|upper[- ]intermediate|b1|b2|gute?[snmr]?"
        r"|solide\w*|bonne?|intermédiaire|buon\w*|intermedi[oa]|medio|goede?|bom|boa|dobr\w+|comfortable"
        r"|professionnel\w*)\b|日常会話")),
)  # fmt: skip
_NEAR = 48
_CLAUSE = re.compile(r"[.;\n]|\b(?:but|while|aber|mais|pero|maar|ma)\b")


def languages_of(text: str) -> list[LanguageNeed]:
    """Return the languages that a line asks to be spoken, each once, in order.

    A language's name alone is none: a market, a law or a company can be French.
    """
    line = folded(text)
    found: dict[str, LanguageNeed] = {}
    for match in _ANY.finditer(line):
        code = match.lastgroup or ""
        if code not in found and _is_spoken(line, match):
            found[code] = LanguageNeed(code=code, level=_level(line, match))
    return list(found.values())


def names_language(text: str) -> bool:
    """Tell whether a text names a language, spoken or not."""
    return bool(_ANY.search(folded(text)))


def _is_spoken(line: str, match: re.Match[str]) -> bool:
    if _OTHER_THING.match(line[match.end() : match.end() + 30]):
        return False
    before, after = line[max(0, match.start() - _NEAR) : match.start()], line[match.end() : match.end() + _NEAR]
    if _DENIED.search(before):
        return False
    is_alone = len(line.split()) <= 2
    return (
        is_alone
        or "kenntnis" in match.group()
        or "sprach" in match.group()
        or bool(_SPEAKS.search(before) or _SPEAKS.search(after))
    )


def _level(line: str, match: re.Match[str]) -> LanguageLevel:
    """The level in the words around: of those before the name the nearest, else the first behind it."""
    before = _CLAUSE.split(line[max(0, match.start() - _NEAR) : match.start()])[-1]
    after = _CLAUSE.split(line[match.end() : match.end() + _NEAR])[0]
    following = _ANY.search(after)
    behind = _first_level((after[: following.start()] if following else after).split(",")[0])
    if behind:
        return behind
    hits = ((hit.end(), len(hit.group()), level) for level, words in _LEVELS for hit in words.finditer(before))
    last = max(hits, default=None)
    return last[2] if last else _first_level(after)


def _first_level(words: str) -> LanguageLevel:
    found = ((level, pattern.search(words)) for level, pattern in _LEVELS)
    hits = [(hit.start(), -len(hit.group()), level) for level, hit in found if hit]
    return min(hits)[2] if hits else ""
