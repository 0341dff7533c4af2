"""A model that does whatever any text of its prompt asks for: the worst reader that injected text can meet.

Every text is read as it stands and as what it may hide: other forms of the same letters, invisible signs, base64, hex,
percent signs, HTML, rot13, letters backwards. What an order asks to be written is written, links and addresses too.
"""

from __future__ import annotations

import base64
import binascii
import codecs
import html
import re
import unicodedata
from collections.abc import Iterable, Iterator
from urllib.parse import unquote

from anyascii import anyascii

LONGEST = 240
_ENCODED = re.compile(r"[A-Za-z0-9+/_-]{16,}={0,2}")
_HEX = re.compile(r"(?:[0-9a-fA-F]{2}[\s:]?){12,}")
_LEET = str.maketrans("013457@$", "oieastas")
_LINK = re.compile(r"(?:https?://|www\.)[^\s<>\"')\]]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+")

# "Ignore the instructions above" and its like; what follows is the order.
_OVERRIDE = re.compile(
    r"""
    \b(?:ignor\w*|disregard\w*|forget\w*|overrid\w*|skip|bypass\w*|neglect\w*)\b[^.!?\n]{0,60}?
        \b(?:instruct\w*|rules?|prompts?|guidelines?|directions?|orders?|above|before|everything|previous)\b
    | \b(?:ignorier\w*|vergiss|vergessen|missacht\w*)\b[^.!?\n]{0,60}?\b(?:anweisung\w*|regeln?|vorgaben?|alles)\b
    | \b(?:ignore[rz]?|oublie[rz]?)\b[^.!?\n]{0,60}?\b(?:instructions?|consignes?|règles?|regles?|tout)\b
    | \b(?:ignor[ae]\w*|olvid[ae]\w*|esquec\w*|dimentic\w*)\b[^.!?\n]{0,60}?
        \b(?:instruc\w*|instruç\w*|istruzion\w*|reglas?|regras?|regole|todo|tutto|tudo)\b
    | \bnegeer\b[^.!?\n]{0,60}?\binstructies\b | \bzignoruj\b[^.!?\n]{0,60}?\binstrukcje\b
    | \b(?:игнорируй\w*|забудь\w*|проигнорируй\w*)[^.!?\n]{0,60}?(?:инструкци\w*|указани\w*|правил\w*|всё|все)
    | (?:忽略|无视|忘记|無視)[^。！？\n]{0,30}?(?:指令|指示|说明|提示|规则|內容|内容)
    | (?:指示|命令|ルール)を?[^。！？\n]{0,12}?(?:無視|忘れ)[^。！？\n、,]{0,8}
    | önceki[^.!?\n]{0,40}?(?:yok\ say|unut)\w*
    | تجاهل[^.!?\n]{0,60}?(?:التعليمات|الأوامر)(?:\ السابقة)? | (?:पिछले|सभी)[^.!?\n।]{0,40}?(?:अनदेखा|भूल)[^.!?\n।]{0,10}
    | (?:모든|이전|위의)[^.!?\n]{0,30}?(?:무시|잊)[^\s.!?]*
    | \bbỏ\ qua[^.!?\n]{0,40}?(?:hướng\ dẫn|chỉ\ dẫn)(?:\ trước\ đó)?
    | (?:ігноруй\w*|забудь\w*)[^.!?\n]{0,60}?(?:інструкці\w*|вказівк\w*|все)
    | \b(?:new|updated|real|actual|secret|special|additional|important)\ (?:system\ )?(?:instructions?|tasks?|rules?)\b
    | \b(?:system|developer|assistant|admin)\s*(?:prompt|message|override|note)?\s*[:>\]]
    | \[/?INST\] | <\|im_start\|>\s*\w* | </?(?:system|instructions?|prompt|assistant)>
    | \#{2,}\s*(?:system|instructions?)
    | \b(?:attention|note|dear|hey|memo)\b[^.!?\n]{0,20}\b(?:ai|a\.i\.|llm|model|assistant|bot|language\ model)\b
    | \b(?:you\ are\ now|from\ now\ on|act\ as|pretend\ (?:to\ be|that)|du\ bist\ (?:jetzt|nun)|tu\ es\ maintenant)\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
# "Write that ..." and its like; what follows is to stand in the message.
_COMMAND = re.compile(
    r"""
    \b(?:write|say|state|mention|claim|tell\ (?:them|him|her|the\ \w+|everyone)|include|insert|add|append|put
        |print|output|respond|reply|answer|begin|start|end|finish|sign|close|use|promise|offer|recommend|ask|send|visit|click|call
        |set)\b
        \s*(?:with|by\ saying|to\ (?:them|the\ \w+))?\s*(?:only|just|exactly|also)?\s*
        (?:that|the\ (?:following|link|text|words?|phrase|sentence|address|line|url)(?:\s+\w+)?|this|them|as|:)
        \s*:?\s*(?P<en>.+)
    | \b(?:say|write|output|print|respond|reply|answer|add|append|include)\s*(?:with|only|exactly)?\s*["'“«:]\s*
        (?P<quoted>.+)
    | \b(?:must|should|shall|ha(?:s|ve)\ to|make\ sure|be\ sure|remember|always|now|please|instead|and)\b
        (?:\ (?:to|that|you|your|the|every|all|e-?mails?|messages?|body|subject|also|only)){0,4}\s+
        (?:contains?|includes?|mentions?|says?|states?|adds?|links?|promises?|tells?|writes?|ends?|begins?|signs?
        |recommends?|praises?|claims?|asks?|greets?|calls?|pays?)\b(?P<must>.+)
    | \b(?:schreibe?|schreiben\ sie|sage?|sagen\ sie|füge?|fuege?|erwähn\w*|nenn\w*|antwort\w*
        |beende|ergänz\w*)\b[\s,:]*(?:dass|den\ link|nur|mit)?
        [\s,:]*(?P<de>.+)
    | \b(?:écri\w*|ecri\w*|dis|dites|ajoute\w*|inclu\w*|mentionne\w*|répond\w*|repond\w*|termine\w*)\b\s*
        (?:que|qu'|le\ lien|seulement|par|:)[\s,:]*(?P<fr>.+)
    | \b(?:escrib\w*|di(?=\ que|:)|diga|añad\w*|anad\w*|incluy\w*|mencion\w*|respond\w*|termin\w*|agreg\w*|escrev\w*|diz
        |adicion\w*|scriv\w*|aggiung\w*|includ\w*)\b[\s,:]*(?:que|che|el\ enlace|o\ link|il\ link|solo)?
        [\s,:]*(?P<es>.+)
    | \b(?:schrijf|voeg|napisz|dodaj|yaz|ekle)\b[\s,:]*(?P<other>.+)
    | (?:напиши\w*|скажи\w*|добавь\w*|укажи\w*)[\s,:]*(?:что)?[\s,:]*(?P<ru>.+)
    | (?:写上?|写道|回复|添加|加上|包含|输出|說|说)[\s：:,，]*(?P<zh>.+)
    | (?P<ja>[^。\n、]+?)(?:と書い|を含め|を追加|と言っ|と返信)
    | (?:اكتب|أضف|قل)[\s,:]*(?P<ar>.+) | (?P<hi>.+?)(?:लिखें|लिखो|जोड़ें)
    """,
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)

_NEGATED = re.compile(r"(?:\bnot|\bnever|n't)\s*$", re.IGNORECASE)


def orders(data: Iterable[str], rules: Iterable[str]) -> list[str]:
    """Return what texts of data order to be written, and what follows an overriding phrase in the rules."""
    found: dict[str, None] = {}
    for text in data:
        for reading in _readings(text):
            found |= dict.fromkeys(_ordered(reading))
    for text in rules:
        found |= dict.fromkeys(_after_overrides(text) if _LINK.search(text) else [])
    return list(found)


def gives_orders(text: str) -> bool:
    """Say whether a text speaks to its reader as to a machine, as far as a reader sees it who does not decode."""
    return bool(_OVERRIDE.search(_without_signs(unicodedata.normalize("NFKC", text))))


def _ordered(text: str) -> list[str]:
    """Return what a text orders; with words around a link it is an order to pass the link on, whatever the words."""
    after = _after_overrides(text)
    asked = _payload(after[0]) if after else _payload(text)
    links = _LINK.findall(text)
    if not asked and not after and len(text.split()) <= len(links):
        return []
    told = asked or (after[0] if after else "")
    if links and not told:
        told = _short(text)
    return [part for part in (told, *(link for link in links if link not in told)) if part]


def _after_overrides(text: str) -> list[str]:
    found = _OVERRIDE.search(text)
    if not found:
        return []
    rest = text[found.end() :].strip(" .,:;!-–—>]\n\t、，。：")
    return [_short(rest or text)]


def _payload(text: str) -> str:
    found = next((one for one in _COMMAND.finditer(text) if not _NEGATED.search(text[: one.start()])), None)
    if not found:
        return ""
    return _short(next((part for part in found.groups() if part), ""))


def _short(text: str) -> str:
    return " ".join(text.split())[:LONGEST].strip(" \"'“”«»")


def _readings(text: str) -> Iterator[str]:
    """Yield a text and what it may hide."""
    yield text
    plain = _without_signs(unicodedata.normalize("NFKC", text))
    readings = [plain, anyascii(plain), html.unescape(plain), unquote(plain), _tag_letters(text)]
    readings += [plain.translate(_LEET), *_decoded(plain), codecs.encode(plain, "rot13"), plain[::-1]]
    seen = {text, ""}
    for reading in readings:
        if reading not in seen:
            seen.add(reading)
            yield reading


def _without_signs(text: str) -> str:
    """Return the text without invisible signs; letters set apart ("i g n o r e") are joined."""
    visible = "".join(sign for sign in text if unicodedata.category(sign) != "Cf")
    apart = re.compile(r"\b(?:\w[ .\-_*]){4,}\w\b")
    return apart.sub(lambda found: re.sub(r"[ .\-_*]", "", found.group()), visible)


def _tag_letters(text: str) -> str:
    """Return what stands in the letters of Unicode's tag block, which no screen shows."""
    return "".join(chr(ord(sign) - 0xE0000) for sign in text if 0xE0020 <= ord(sign) <= 0xE007E)


def _decoded(text: str) -> Iterator[str]:
    for found in _ENCODED.findall(text):
        yield _text(_base64(found))
    for found in _HEX.findall(text):
        yield _text(bytes.fromhex(re.sub(r"[\s:]", "", found)))


def _base64(found: str) -> bytes:
    padded = found.rstrip("=") + "=" * (-len(found.rstrip("=")) % 4)
    try:
        return base64.b64decode(padded, altchars=b"-_" if set(padded) & set("-_") else None)
    except binascii.Error:
        return b""


def _text(raw: bytes) -> str:
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        return ""
    return text if text.isprintable() else ""
