"""Text from outside as a fact may hold it: nothing hidden in it, and nothing that speaks to a model.

A name, a title or a line of a posting is data. What looks like an order to whoever reads it is left out
altogether, also where it is written backwards, in look-alike letters or in a code: a fact less is no harm.
"""

from __future__ import annotations

import codecs
import html
import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import unquote

from anyascii import anyascii

# Zero-width and direction marks, which names of some scripts hold as well.
_INVISIBLE = re.compile("[\u00ad\u034f\u061c\u180e\u200b-\u200f\u2060-\u2064\ufe00-\ufe0f\ufeff]")
# Overrides of direction, tags, further selectors and private characters: nobody writes them into a name.
_HIDING = re.compile(
    "[\u202a-\u202e\u2066-\u2069\ue000-\uf8ff\U000e0000-\U000e01ef\U000f0000-\U0010ffff]|[\u0300-\u036f]{3}"
)
# Longer than any word: base64, hexadecimal digits and the like.
_CODED = re.compile(r"[A-Za-z0-9+/=_-]{36,}")
_SPELLED_OUT = re.compile(r"(?<!\w)\w(?:[\W_]{1,3}\w(?!\w)){4,}")
_DIGITS_FOR_LETTERS = str.maketrans("013457@$", "oieastas")

_MARKUP = r"<\|?\s*/?(?:im_|system|user|assistant|endof|instruction|prompt|facts?|data)|\[/?inst\]|<<sys|#{2,} ?\w|```"
_ENGLISH = (
    r"\bignor\w*|\bdisregard\w*|\bjail ?break\w*"
    r"|\b(?:all|any|these|those|the|your|my|our|previous|prior|above|hidden|secret|earlier)"
    r" (?:\w+ )?instructions\b"
    r"|\binstructions?\s*(?::|and (?:write|say|add|put)\b)"
    r"|\boverrid\w+ (?:the|all|any|your|every|previous|prior)"
    r"|\bforget (?:all|any|about|every|the|what|your|previous|prior)|\bbypass (?:the|all|any|your)"
    r"|\b(?:system|developer) (?:prompt|message|instruction)|\b(?:system|assistant|user|developer|human|ai) ?:"
    r"|\b(?:new|following) (?:instruction|directive|prompt)s?\b"
    r"|\b(?:previous|prior|above) (?:instruction|directive|prompt|rule|order)s?\b"
    r"|\byou are (?:now|no longer|an? )|\bfrom now on\b|\bpretend\b|\brole.?play\b"
    r"|\bact as (?:if|though|an? (?:ai|assistant|human|model))\b"
    r"|\bas an ai\b|\b(?:note|message|attention|dear|hey|hello|hi),? ?(?:to )?(?:the |any )?"
    r"(?:ai|llm|language model|assistant|chatbot|bot|model)s?\b"
    r"|\b(?:ai|llm|language model|assistant|chatbot|bot|model|writer)s? "
    r"(?:must|should|shall|has to|have to|reading|please)"
    r"|\bif you are an? (?:ai|llm|language|model|bot|assistant)"
    r"|\b(?:say|mention|state|claim|tell|confirm|promise|assure)\b.{0,30}\bthat\b|\bwrite that\b"
    r"|\b(?:say|mention|tell|praise|reveal)\b.{0,30}\b(?:them|him|her|me|your?)\b"
    r"|\b(?:say|write|mention|tell|add|include|insert|append|output|print|repeat|reveal)\b.{0,30}"
    r"\b(?:your|the (?:following|words?|phrase|sentence|reader|recipient|message|mail))\b"
    r"|\b(?:respond|reply|answer) (?:only|with|in|using|to me|as)\b"
    r"|\bin (?:your|the|every|each) (?:message|e-?mail|mail|reply|answer|response|output|letter|subject)\b"
    r"|\b(?:do not|don.t|never) (?:mention|say|tell|use|write|follow|reveal|check)\b"
    r"|\b(?:hire|recommend|approve) (?:this|the) (?:candidate|applicant|person)"
)
# The same for other languages that use Latin letters, without accents; "ignor-" is above.
_LATIN = (
    r"\bmissacht\w*|\bvergiss\b|\bvergessen sie|\banweisung\w*|\bschreib\w*,? (?:dass|folgend)|\berwahn\w*,? dass"
    r"|\bsage?,? dass|\bantworte\w* (?:nur|mit|auf)|\bdu bist (?:jetzt|nun|ab)|\bab jetzt\b"
    r"|\boubli(?:e|ez)\b|\bpas compte\b|\bconsignes?\b|\brepond(?:s|ez) (?:uniq|seul|avec|en)"
    r"|\b(?:dis|dites|ecris|ecrivez|mentionnez?) que\b|\btu es (?:maintenant|desormais)|\bdesormais\b"
    r"|\bolvid(?:a|e|ar)\b|\binstrucci\w+|\bcaso omiso\b|\bresponde (?:solo|con|en)\b|\ba partir de (?:ahora|agora)\b"
    r"|\b(?:escribe|escriba|di|diga|menciona|escreva|mencione) que\b|\beres ahora\b"
    r"|\besquec(?:a|e|er)\b|\binstruc(?:oes|ao)\b|\bdesconsider\w*|\bresponda (?:apenas|so|com|em)\b|\bvoce agora\b"
    r"|\bdimentic\w+|\bistruzion\w+|\brispond\w+ (?:solo|con|in)\b|\b(?:scrivi|menziona) che\b|\bd.ora in poi\b"
    r"|\bnegeer\w*|\bvergeet\b|\binstructies\b|\bantwoord (?:alleen|met|in)\b|\b(?:schrijf|zeg|vermeld) dat\b"
    r"|\bvanaf nu\b"
    r"|\bzignoruj\w*|\bzapomnij\w*|\binstrukcj\w*|\bpolecen\w*|\bnapisz\b|\bod teraz\b|\binstruktioner\w*"
    r"|\byoksay\w*|\bgoz ardi\b|\btalimat\w*|\bunut\b|\babaikan\b|\blupakan\b|\binstruksi\w*|\bperintah\b"
    r"|\bbo qua\b|\bphot lo\b|\bhuong dan\b|\bzanedb\w*|\bpokyn\w*"
)
_OTHER_SCRIPTS = (
    "игнорир|забудь|инструкци|указани|напиши|ответь|скажи|ігнору|інструкці|αγνόησ|οδηγίες|"
    "忽略|无视|無視|忘记|忘記|指令|提示词|提示詞|你现在是|請寫|请写|请说|请回|指示|命令|プロンプト|忘れ|と書|と答え|返信し|"
    "무시|지시|명령|프롬프트|잊어|당신은 이제|تجاهل|تعليمات|أنت الآن|اكتب أن|התעלם|הוראות|"
    "अनदेखा|नज़रअंदाज़|निर्देश|भूल जा|ละเว้น|เพิกเฉย|คำสั่ง"
)
_ORDER = re.compile("|".join((_MARKUP, _ENGLISH, _LATIN, _OTHER_SCRIPTS)))


def safe_text(text: str) -> str:
    """Return text as one line without invisible characters, or "" when it hides something or gives orders."""
    if _HIDING.search(text):
        return ""
    seen = "".join(char if char.isprintable() else " " for char in _INVISIBLE.sub("", text))
    line = " ".join(seen.split())
    return "" if gives_orders(line) else line


@lru_cache(maxsize=4_000)  # the same facts come back for each contact
def gives_orders(text: str) -> bool:
    """Tell whether text looks like an instruction to its reader, in one of many languages or in disguise."""
    return bool(_CODED.search(text)) or any(_ORDER.search(reading) for reading in _readings(text))


def _readings(text: str) -> Iterator[str]:
    """The ways in which a text may be meant."""
    plain = unicodedata.normalize("NFKC", html.unescape(unquote(text))).casefold()
    folded = anyascii(plain).lower()
    yield plain
    yield folded
    yield folded.translate(_DIGITS_FOR_LETTERS)
    yield folded[::-1]
    yield codecs.decode(folded, "rot13")
    if spelled := _SPELLED_OUT.search(folded):
        yield re.sub(r"[\W_]", "", spelled.group())
