"""No placeholder, no markup, no words of a model about its work, no promise of a file that is not there."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain

from inroad.tools.writing import Reason
from inroad.tools.writing.checking.look import Look
from inroad.tools.writing.checking.reading import pieces

# Placeholders in marks, which may reach over the end of a sentence, and those in words.
_MARKED = (
    r"\[[^\[\]\n]{1,60}\]|\{\{?[^{}\n]{1,60}\}?\}|<[^<>\n]{1,60}>|«\s*\w+_\w+\s*»|%\w+%|\$\{?[A-Za-z_]{2,}\}?|__+"
    r"|\(\s*\)"
)
_NAMED = (
    r"\b[Xx]{2,}\b|\b(?:TBD|TBA|TODO|FIXME|XYZ|N/A)\b"
    r"|\b(?i:insert)\s+(?:(?i:your|the|name|company|role|title|here|a)\b)|\b(?:Your|My|First|Last|Full|Sender"
    r"|Recipient|Company|Contact)(?:['’]s)?\s+(?:Full\s+|First\s+)?(?:Name|Title|Position|Company|School|Phone|Number"
    r"|Email|Signature)\b"
    r"|\b(?i:lorem ipsum|company name here|name here|ABC (?:company|corp|inc)|acme corp here|recipient['’]?s? name"
    r"|sender['’]?s? name)\b|\b(?:Ihr|Dein) Name\b|\b(?:Votre|Nom de) (?:nom|l['’]entreprise)\b|\b(?:Tu"
    r"|Su) [Nn]ombre\b|"
    r"\b(?:None(?! (?:of|that|is|are|was|were|has|have)\b)|null|undefined|NaN)\b"
    r"|\b(?:posting|person|sender|common|company"
    r"|earlier)\.[a-z_]+\b"
)
_LINES = r"(?m:^[ \t]{0,3}#{1,6}\s)|(?m:^[ \t]*(?:---+|\*\*\*+|===+)\s*$)"
_MARKUP = (
    rf"\*\*|{_LINES}|```|`[^`\n]+`|\]\(|</?[a-zA-Z][^>\n]{{0,80}}>|&(?:amp|lt|gt|quot|nbsp|#\d{{1,5}});"
    r"|\\[nrt](?![\w])|(?<!\w)\*[^*\n]{2,60}\*(?!\w)|\{\s*\""
)
# How a model begins a line, and what it says anywhere.
_HEADS = (
    r"(?im:^[ \t]*(?:subject|betreff|objet|asunto|assunto|oggetto|onderwerp|body|to|from|cc|bcc)\s*:)"
    r"|(?im:^[ \t]*(?:sure|certainly|of course|absolutely)[,!:.] (?:here|i|below))"
)
_TALK = (
    r"\bas an? (?:(?:ai|language model|llm|large language)\b|assistant\b(?!\s+\w+))|\b(?:i am|i['’]m) an? (?:(?:ai"
    r"|language model|chatbot|llm)\b|(?:ai |virtual |writing |helpful )?assistant\b(?!\s+[a-z]))"
    r"|\bhere(?:['’]s| is| are) (?:the|a|an|your|my) (?:\w+ )?(?:e-?mails?|messages?|drafts?"
    r"|note|reply|json|text)\b"
    r"|\bhere(?:['’]s| is) (?:(?:a|an|your|my) (?:\w+ )?|the (?!short |long |brief |quick )(?:\w+ )?)version\b"
    r"|\bignor(?:e"
    r"|ing) (?:all |any |the |your )*(?:previous|prior|above|earlier|instructions?|rules)\b|\b(?:system prompt"
    r"|previous instructions|prior instructions|my instructions|the instructions|instructed to|prompt injection"
    r"|developer message|jailbreak)\b"
    r"|\b(?:let me know if you(?:['’]d"
    r"| would) like (?:me to|any) (?:change|adjust|revis|edit|tweak)\w*)|\bI (?:can(?:not|['’]t)|am unable to) (?:help"
    r"|assist|comply|write|fulfill)\b|\b(?:facts? (?:list|block|provided|given|ids?)|contact_id|fact_ids?|word count"
    r"|character count|in under \d+ (?:words|characters))\b"
    r"|\bas a (?:large )?language model\b|\bals (?:KI|sprachmodell)\b|\ben tant qu['’]IA\b|\bcomo (?:una )?IA\b"
    r"|\b(?:disregard|forget) (?:all|any|the|your|everything|previous)\b|\bich bin eine? (?:KI|Sprachmodell)\b"
)
_ATTACHED = re.compile(
    r"\b(?:attach(?:ed|ing|ment|ments)?|enclos(?:ed|ing|e|ure)|see\s+the\s+file|included?\s+(?:my|a|the)\s+(?:cv"
    r"|resume|résumé|portfolio)|(?:cv|resume|résumé|portfolio)\s+(?:is\s+)?(?:below|included|enclosed)|anbei|anhang"
    r"|angehängt|beigefügt|beiliegend|anlage"
    r"|ci-joint\w*|pi[eè]ces?\s+jointe?s?|joins?\s+(?:mon|à)|adjunt[oa]s?|anex[oa]s?|em\s+anexo|allegat[oaie]|allego"
    r"|in\s+allegato|bijgevoegd|bijlage|bijgesloten)\b",
    re.IGNORECASE,
)
_NOT_ATTACHED = re.compile(
    r"\b(?:no|without|an?y)\s+(?:an?\s+)?attachment|attach(?:ed|ing)\s+nothing|happy\s+to\s+attach"
    r"|can\s+attach|could\s+attach"
    r"|attach(?:ed)?\s+to\s+(?:the|your|this|it)\b",
    re.IGNORECASE,
)
_FILE = re.compile(r"\b[\w-]{1,60}\.(?:pdf|docx?|odt|rtf|txt|pptx?|xlsx?|zip|png|jpe?g|html?|pages)\b", re.IGNORECASE)


_Patterns = tuple[tuple[str, re.Pattern[str]], ...]

_FILES: _Patterns = (("attached", _ATTACHED), ("not attached", _NOT_ATTACHED), ("file", _FILE))
_ALL: _Patterns = (
    ("placeholder", re.compile(f"{_MARKED}|{_NAMED}")),
    ("markup", re.compile(_MARKUP)),
    ("talk", re.compile(f"{_HEADS}|{_TALK}", re.IGNORECASE)),
    *_FILES,
)
# What one of these finds may reach over the end of a sentence, or stands at the beginning of a line.
_REACHING = (
    re.compile(rf"(?=[\[\]{{<«%$_(*`&\\])(?:{_MARKED}|{_MARKUP})"),
    re.compile(rf"(?m:^)(?:{_LINES}|{_HEADS})"),
)
_IN_PIECES: _Patterns = (
    ("placeholder", re.compile(_NAMED)),
    ("talk", re.compile(_TALK, re.IGNORECASE)),
    *_FILES,
)


def reasons(look: Look) -> Iterator[Reason]:
    """Yield a reason for whatever was left in a message that is not meant for the reader."""
    sayings = sorted((s.text for s in look.known.sayings if len(s.text) > 1), key=len, reverse=True)
    for raw in (look.subject.text, look.body.text):
        left = _left_in(_without(raw, sayings))
        for words in left["placeholder"]:
            says = f"Replace the placeholder “{words}” by a fact, or leave the sentence out."
            yield Reason(kind="placeholder", words=words, says=says)
        for words in left["markup"]:
            yield Reason(kind="markup", words=words, says=f"Write plain text, without the mark-up “{words}”.")
        for words in left["talk"]:
            says = f"Leave out “{words}”: the text is what the person will read, and nothing else."
            yield Reason(kind="leftover", words=words, says=says)
        yield from _files(look, left)


def _without(text: str, sayings: list[str]) -> str:
    """The text without what it has of the facts, longest first: a title may have brackets, a company be called XX."""
    for saying in sayings:
        text = text.replace(saying, "\u2022" * len(saying))
    return text


def _left_in(text: str) -> dict[str, list[str]]:
    """What was left in a text, by kind."""
    left: dict[str, list[str]] = defaultdict(list)
    is_whole = any(pattern.search(text) for pattern in _REACHING)
    parts = [_found(text, _ALL)] if is_whole else [_found_in_piece(piece) for _, piece in pieces(text)]
    for kind, words in chain.from_iterable(parts):
        left[kind].append(words)
    return left


@lru_cache(maxsize=512)  # the messages of a posting, and of a sender, share pieces
def _found_in_piece(piece: str) -> tuple[tuple[str, str], ...]:
    return _found(piece, _IN_PIECES)


def _found(text: str, patterns: _Patterns) -> tuple[tuple[str, str], ...]:
    return tuple((kind, match.group().strip()) for kind, pattern in patterns for match in pattern.finditer(text))


def _files(look: Look, left: dict[str, list[str]]) -> Iterator[Reason]:
    if not look.known.has("sender.attachment") and not left["not attached"]:
        for words in left["attached"]:
            says = f"Nothing is attached to this message: leave out “{words}”."
            yield Reason(kind="attachment", words=words, says=says)
    for words in left["file"]:
        says = f"There is no file “{words}”: name the attached one as its fact does, or none."
        yield Reason(kind="attachment", words=words, says=says)
