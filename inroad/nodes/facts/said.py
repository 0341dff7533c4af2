"""Texts that say what a message should say, in the polite way: no word of rules or models, just "end with ...".

A name, a title or a school tells what something is called, a line of work what is done. An imperative before a word
in capitals or quotes, or something to be put into a letter, belongs to neither. Honest texts of that shape
("Print Designer", "Write SQL", "an open source e-mail client") are known by their words.
"""

from __future__ import annotations

import re
from functools import lru_cache

from inroad.reference.skills import ambiguous, unmistakable

# Imperatives, which an honest name hardly holds before another word.
_SAY = (
    r"say|write|mention|append|insert|include|put|reply|respond|tell|repeat|quote|greet|schreib\w*|erwähn\w*|füge|nenne"
    r"|ajoutez?|écri(?:s|vez)|dites|mettez|escrib[ae]|añad[ae]|diga|scrivi|aggiungi|inserisci|escreva|adicione"
    r"|schrijf|voeg|kirjoita|lisää|mainitse|napiš\w*|írd|írj\w*|skriv|napisz|wpisz|dodaj|tambahkan|tulis(?:kan)?|viết"
    r"|γράψε|напиши\w*|добавь\w*"
)
# These are nouns, other words or surnames as well.
_MAYBE_SAY = (
    r"add|sign|print|answer|claim|state|use|begin|start|close|finish|end|open|call|address"
    r"|sage?|dis|pon|zet|yaz"
)
_ANY_SAY = f"{_SAY}|{_MAYBE_SAY}"
_MESSAGE = (
    r"letters?|e-?mails?|mails?|messages?|notes?|subject(?: line)?|greetings?|signatures?|salutation|paragraphs?|texts?"
    r"|betreff|nachricht\w*|brief(?!ing|ly|case)\w*|anschreiben|objet|lettres?|courriels?|mensajes?|asunto|cartas?|correos?"
    r"|messagg\w+|oggetto|letter[ae]|mensage(?:m|ns)|assunto|bericht\w*|onderwerp|письм\w+|сообщени\w+|viesti\w*"
    r"|zpráv\w*|levelet|levelbe|levél\w*|brevet|meddeland\w*|mesaj\w*|pesan|surat|thư|wiadomoś\w*|wiadomo\w*|μήνυμα|הודעה\w*"
)
_WORDS = (
    r"words?|phrases?|sentences?|wort|worte|satz|satze|sätze|mots?|palabras?|frases?|parol[ae]|fras[ei]|palavras?"
    r"|woord\w*|zin|слов\w+|фраз\w+|sana|sanan|slovo|ordet|kata"
)
# What is said of the mail as a thing of trade.
_TRADE = r"(?:['’]s\b|\s+(?:service|server|client|system|app|product|platform|broker|queue|campaign|api|gateway)s?\b)"
_A = r"(?:the|your|each|every|any|all|this|that|a|an|our|their)"
_QUOTED = r"[\"'“”«„‘]\w"
_COMPOUND = re.compile(
    r"\bsign(?:age| language\w*| paint\w+| writ\w+| design\w*| mak\w+)|\bprint (?:design|produc|media|shop|mak|journal"
    r"|sales|advert|market|finish|manag|operat|room|and\b)\w*|\banswer engines?|\bopen[- ]source\w*"
    r"|\b(?:front|back|high|low)[- ]end\b|\bend[- ](?:users?|to[- ]end|of[- ]line)|\buse[- ]cases?"
    r"|\bcall cent(?:er|re)s?|\bclaims? (?:adjust|manag|handl|process|special|analy)\w*|\bput options?"
    r"|\bland use|\bstart-?ups?|\bsay it\b(?! in| at)|\badd to cart"
    r"|\bstate street|\bclose protection|\baddress book\w*",
    re.IGNORECASE,
)
# In a name or a title: an imperative before any other word, and one that may be a noun before a preposition.
_IN_NAME = re.compile(
    rf"(?<![\w-])(?:(?i:{_SAY})(?:\s*:|\s+\w|\s*{_QUOTED})"
    rf"|(?i:{_MAYBE_SAY})(?:\s*(?::|{_QUOTED})|\s+(?:with|as|by|off|the|a|it|this)\b)"
    rf"|(?i:add|sign|print|answer|claim|use the|begin|pon|zet|sage?|dis)\s+[a-zà-ÿа-я])"
    r"|\b(?i:who|which|and|please|kindly) (?i:says?|mentions?|quotes?|sings?)\b"
)
_IN_ANY = re.compile(
    # something that is to be said
    rf"\b(?:{_SAY}|add|state|print|use|end|close|open|begin|start|sign)s?\b.{{0,60}}\b(?:{_WORDS})\b"
    rf"|\b(?:{_WORDS})\b.{{0,40}}\b(?:must|should|has to|have to|needs? to|always|belongs?"
    r"|in (?:the|your|every|each))\b"
    rf"|\bfirst (?:sentence|line|word) (?:of|in)\b|\bin (?:the|your) first (?:line|sentence)\b"
    # put into a letter
    rf"|\b(?:{_ANY_SAY})s?\b.{{0,60}}\b(?:in|into|to|of|at|on|as)\s+(?:{_A}\s+)?(?:{_MESSAGE})\b(?!{_TRADE})"
    rf"|\b(?:schreib\w*|erwähn\w*|sag|füge?|nenn\w*|ajout\w+|écri\w+|mettez|dites|mentionn\w+|escrib\w+|añad\w+|ponga"
    rf"|incluy\w+|scriv\w+|aggiung\w+|inserisc\w+|escrev\w+|adicion\w+|voeg|zet|напиши\w*|добавь\w*)\b"
    rf".{{0,60}}\b(?:{_MESSAGE})\b"
    rf"|\b(?:begin|start|open|close|end|finish|sign)s?\s+(?:{_A}\s+)?(?:\w+\s+)?(?:{_MESSAGE})\s+(?:with|by|in|on|as)\b"
    # letters that hold something
    rf"|\b(?:{_MESSAGE})(?! (?:broker|queue|service|server)s?)\b.{{0,60}}\b(?:say|mention|append|contain|include|close"
    r"|open|begin|start|end|finish|must|should|has to|have to|needs? to|soll\w*|muss|doit|debe|deve|moet)s?\b"
    rf"|\b(?:{_MESSAGE}|{_WORDS})\s+(?:is|are|as|reads?)\s*(?::|{_QUOTED})"
    r"|\b(?:mention|say|state|repeat|write) (?:it|this|them) (?:in|at|on|to|often|twice|always)\b"
    # other wishes
    r"|\bb?cc:?\s|\w@\w[\w-]*\.\w|\bpay \S*\d",
    re.IGNORECASE,
)
_IN_PROSE = re.compile(
    rf"^(?:please |kindly )?(?:say|mention|repeat|state|claim|print|append|insert|sign|greet)\b"
    rf"|\b(?:{_ANY_SAY}|mentions?|says?)\s+(?:\w+\s+)?{_QUOTED}"
    r"|\b(?:say|mention|insert|append|repeat|greet|who says?|who mentions?|sign as)\s+(?-i:[A-Z])",
    re.IGNORECASE,
)
_SHOUTED = re.compile(r"(?<![A-Za-z])[A-Z]{4,}(?![A-Za-z])")
_ABOUT_SAYING = re.compile(
    rf"\b(?:{_ANY_SAY}|{_MESSAGE}|{_WORDS})s?\b|\b(?:calls?|named?) (?:him|her|them|it)|\bcalls\b"
    r"|写|寫|書い|書け|써|쓰|اكتب"
    r"|כתוב|เขียน|ข้อความ|메시지|सन्देश|संदेश|लिख|消息|メッセージ",
    re.IGNORECASE,
)
_ACRONYMS = {
    "ajax", "ansi", "apis", "asic", "capa", "ccna", "ccpa", "cicd", "cncf", "crud", "dicom", "ebitda", "edifact",
    "elisa", "erps", "fema", "fhir", "finra", "fmea", "fpga", "gaap", "gdpr", "gmbh", "gnss", "hazop", "hepa",
    "hipaa", "html", "http", "https", "hvac", "iata", "ieee", "ifrs", "imap", "insead", "isdn", "json", "lamp",
    "leed", "lidar", "llms", "midi", "misra", "mpls", "nasa", "nato", "nist", "nosql", "olap", "oltp", "osha", "plcs",
    "rdbms", "rest", "rfid", "saas", "saml", "scada", "scim", "sdet", "sdlc", "sepa", "siem", "smtp", "soap", "solid",
    "spss", "stem", "swift", "tcap", "togaf", "uart", "unix", "vhdl", "vlan", "wcag", "wlan", "xslt", "yaml",
}  # fmt: skip


@lru_cache(maxsize=4_000)  # the same facts come back for each contact
def asks_to_say(text: str) -> bool:
    """Tell whether a name, a title or another short value says what somebody should write."""
    plain = _COMPOUND.sub("-", text)
    return bool(_IN_NAME.search(plain) or _IN_ANY.search(plain)) or _is_shouted(plain)


@lru_cache(maxsize=4_000)
def asks_to_say_in_prose(text: str) -> bool:
    """Tell whether a line about work says what somebody should write; to write software, or notes, is work."""
    plain = _COMPOUND.sub("-", text)
    return bool(_IN_PROSE.search(plain) or _IN_ANY.search(plain)) or _is_shouted(plain)


def _is_shouted(text: str) -> bool:
    """A word in capitals that is no known term, beside one about saying or writing."""
    words = _SHOUTED.findall(text)
    mixed = any(char.islower() or not char.isascii() for char in text)
    return mixed and any(not _is_term(word) for word in words) and bool(_ABOUT_SAYING.search(text))


def _is_term(word: str) -> bool:
    return word.lower() in _ACRONYMS or word.lower() in unmistakable() or word.lower() in ambiguous()
