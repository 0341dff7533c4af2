"""No placeholder, no markup, no words of a model about its work, no promise of a file that is not there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from inroad.tools.writing import Reason
from inroad.tools.writing.checking.look import Look

_PLACEHOLDER = re.compile(
    r"\[[^\[\]\n]{1,60}\]|\{\{?[^{}\n]{1,60}\}?\}|<[^<>\n]{1,60}>|«\s*\w+_\w+\s*»|%\w+%|\$\{?[A-Za-z_]{2,}\}?|__+"
    r"|\b[Xx]{2,}\b|\b(?:TBD|TBA|TODO|FIXME|XYZ|N/A)\b"
    r"|\b(?i:insert)\s+(?:(?i:your|the|name|company|role|title|here|a)\b)|\b(?:Your|My|First|Last|Full|Sender"
    r"|Recipient|Company|Contact)(?:['’]s)?\s+(?:Full\s+|First\s+)?(?:Name|Title|Position|Company|School|Phone|Number"
    r"|Email|Signature)\b"
    r"|\b(?i:lorem ipsum|company name here|name here|ABC (?:company|corp|inc)|acme corp here|recipient['’]?s? name"
    r"|sender['’]?s? name)\b|\b(?:Ihr|Dein) Name\b|\b(?:Votre|Nom de) (?:nom|l['’]entreprise)\b|\b(?:Tu"
    r"|Su) [Nn]ombre\b|"
    r"\b(?:None(?! (?:of|that|is|are|was|were|has|have)\b)|null|undefined|NaN)\b|\(\s*\)"
    r"|\b(?:posting|person|sender|common|company"
    r"|earlier)\.[a-z_]+\b"
)
_MARKUP = re.compile(
    r"\*\*|(?m:^[ \t]{0,3}#{1,6}\s)|```|`[^`\n]+`|\]\(|</?[a-zA-Z][^>\n]{0,80}>|&(?:amp|lt|gt|quot|nbsp|#\d{1,5});"
    r"|\\[nrt](?![\w])|(?m:^[ \t]*(?:---+|\*\*\*+|===+)\s*$)|(?<!\w)\*[^*\n]{2,60}\*(?!\w)|\{\s*\""
)
_MODEL_TALK = re.compile(
    r"\bas an? (?:(?:ai|language model|llm|large language)\b|assistant\b(?!\s+\w+))|\b(?:i am|i['’]m) an? (?:(?:ai"
    r"|language model|chatbot|llm)\b|(?:ai |virtual |writing |helpful )?assistant\b(?!\s+[a-z]))"
    r"|\bhere(?:['’]s| is| are) (?:the|a|an|your|my) (?:\w+ )?(?:e-?mails?|messages?|drafts?"
    r"|note|reply|json|text)\b"
    r"|\bhere(?:['’]s| is) (?:(?:a|an|your|my) (?:\w+ )?|the (?!short |long |brief |quick )(?:\w+ )?)version\b"
    r"|(?m:^[ \t]*(?:subject|betreff|objet|asunto|assunto|oggetto|onderwerp|body|to|from|cc|bcc)\s*:)|\bignor(?:e"
    r"|ing) (?:all |any |the |your )*(?:previous|prior|above|earlier|instructions?|rules)\b|\b(?:system prompt"
    r"|previous instructions|prior instructions|my instructions|the instructions|instructed to|prompt injection"
    r"|developer message|jailbreak)\b"
    r"|(?m:^[ \t]*(?:sure|certainly|of course|absolutely)[,!:.] (?:here|i|below))|\b(?:let me know if you(?:['’]d"
    r"| would) like (?:me to|any) (?:change|adjust|revis|edit|tweak)\w*)|\bI (?:can(?:not|['’]t)|am unable to) (?:help"
    r"|assist|comply|write|fulfill)\b|\b(?:facts? (?:list|block|provided|given|ids?)|contact_id|fact_ids?|word count"
    r"|character count|in under \d+ (?:words|characters))\b"
    r"|\bas a (?:large )?language model\b|\bals (?:KI|sprachmodell)\b|\ben tant qu['’]IA\b|\bcomo (?:una )?IA\b"
    r"|\b(?:disregard|forget) (?:all|any|the|your|everything|previous)\b|\bich bin eine? (?:KI|Sprachmodell)\b",
    re.IGNORECASE,
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


def reasons(look: Look) -> Iterator[Reason]:
    """Yield a reason for whatever was left in a message that is not meant for the reader."""
    sayings = [saying.text for saying in look.known.sayings]
    for raw in (look.subject.text, look.body.text):
        text = _without(raw, sayings)
        yield from _all(
            _PLACEHOLDER, text, "placeholder", "Replace the placeholder “{}” by a fact, or leave the sentence out."
        )
        yield from _all(_MARKUP, text, "markup", "Write plain text, without the mark-up “{}”.")
        yield from _all(
            _MODEL_TALK, text, "leftover", "Leave out “{}”: the text is what the person will read, and nothing else."
        )
        yield from _files(look, text)


def _without(text: str, sayings: list[str]) -> str:
    """The text without what it has of the facts: a title may have brackets, a company may be called XX."""
    for saying in sorted(sayings, key=len, reverse=True):
        if len(saying) > 1:
            text = text.replace(saying, "\u2022" * len(saying))
    return text


def _files(look: Look, text: str) -> Iterator[Reason]:
    if not look.known.has("sender.attachment") and not _NOT_ATTACHED.search(text):
        yield from _all(_ATTACHED, text, "attachment", "Nothing is attached to this message: leave out “{}”.")
    yield from _all(
        _FILE, text, "attachment", "There is no file “{}”: name the attached one as its fact does, or none."
    )


def _all(pattern: re.Pattern[str], text: str, kind: str, says: str) -> Iterator[Reason]:
    for match in pattern.finditer(text):
        words = match.group().strip()
        yield Reason(kind=kind, words=words, says=says.format(words))
