"""A last look at facts before anybody writes with them: those that speak of the message to be written go.

What gives orders in so many words was left out when the facts were made (`facts/outside_text.py`); this catches the
polite ones ("each letter closes with the phrase ..."). A fact tells of work, places and people, and has no reason to
speak of letters and what they should say. A check of the message cannot do this: what is asked for stands in a fact.
"""

from __future__ import annotations

import re

from inroad.nodes.facts.outside_text import gives_orders
from inroad.state import Fact, Problem
from inroad.tools.writing import Brief, fact_kind

_SAY = (
    r"say|write|mention|append|insert|include|put|reply|respond|answer|tell|state|claim|repeat|print|output|sign|add|use"
    r"|begin|start|close|finish|end|open|contain|greet|call|address|schreib\w*|erwahn\w*|erwähn\w*|sag|sage|fuge|füge"
    r"|nenn\w*|ajout\w+|ecri\w+|écri\w+|mets|mettez|dis|dites|mentionn\w+|escrib\w+|anad\w+|añad\w+|pon|ponga|incluy\w+"
    r"|mencion\w+|scriv\w+|aggiung\w+|inserisc\w+|escrev\w+|adicion\w+|inclu\w+|schrijf|voeg|zet|напиши\w*|добавь\w*"
)
_TEXT = (
    r"words?|phrases?|sentences?|letters?|e-?mails?|mails?|messages?|notes?|subject(?: line)?|greetings?|signatures?"
    r"|salutation|paragraphs?|wort\w*|worte|satz|satze|sätze|betreff|nachricht\w*|brief\w*|anschreiben|mots?|objet|lettres?"
    r"|courriels?|palabras?|frases?|mensajes?|asunto|cartas?|correos?|parol[ae]|fras[ei]|messagg\w+|oggetto|letter[ae]"
    r"|palavras?|mensagens?|mensagem|assunto|woord\w*|zin|bericht\w*|onderwerp|слов\w+|фраз\w+|письм\w+|сообщени\w+"
)
# Verbs that an honest name or title hardly holds before a word in small letters ("open source" and "front end" do).
_SAY_IN_NAME = (
    r"say|write|mention|append|insert|put|reply with|respond|answer|tell|claim|repeat|print|sign|add|use the|begin"
    r"|greet|schreib\w*|erwähn\w*|sage?|füge|nenne|ajoutez?|écri(?:s|vez)|dites?|mettez|escrib[ae]|añad[ae]|pon|diga|scrivi"
    r"|aggiungi|inserisci|escreva|adicione|schrijf|voeg|zet|напиши\w*|добавь\w*"
)
_SAID_IN_NAME = re.compile(rf"(?<![\w-])(?i:{_SAY_IN_NAME})(?:\s*(?::|[\"'“«])|\s+(?:[a-zà-ÿа-я]))")
# In a line of prose: an order to say something in a letter, or what letters should hold.
_SAID_IN_TEXT = re.compile(
    r"^(?:please |kindly )?(?:say|mention|repeat|state|claim|print|append|insert|sign|greet)\b"
    rf"|\b(?:{_SAY})s?\b.{{0,60}}\b(?:{_TEXT})\b"
    rf"|\b(?:{_TEXT})\b.{{0,60}}\b(?:{_SAY}|must|should|has to|have to|needs? to"
    r"|always|is|are|soll\w*|muss|doit|debe|deve|moet)s?\b",
    re.IGNORECASE,
)
_PROSE = {"posting.line", "sender.did"}


def without_orders(brief: Brief) -> tuple[Brief, list[Problem]]:
    """Return the brief without facts that say what a message should say, and a problem for each source of such."""
    odd = [fact for fact in brief.facts if _is_order(fact)]
    kept = [fact for fact in brief.facts if fact not in odd]
    return brief.model_copy(update={"facts": kept}), [_left_out(source) for source in sorted({f.source for f in odd})]


def _is_order(fact: Fact) -> bool:
    pattern = _SAID_IN_TEXT if fact_kind(fact.id) in _PROSE else _SAID_IN_NAME
    return gives_orders(fact.text) or bool(pattern.search(fact.text))


def _left_out(source: str) -> Problem:
    text = f"A text of the source {source!r} reads as an order about the message, not as a fact."
    return Problem(provider="inroad", step="write", kind="order", message=text, action="left it out")
