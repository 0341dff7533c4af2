"""What a model sees in a prompt: the contacts in its JSON, the language asked for, and remarks on a contact."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]
_OPENING = re.compile(r"[{\[]")
_DECODER = json.JSONDecoder()
_SHARED = ("posting", "sender", "company")
_NAMES = {
    "en": ("english", "englisch", "anglais"),
    "de": ("german", "deutsch"),
    "fr": ("french", "français"),
    "es": ("spanish", "español"),
}
_ASKS_FOR = re.compile(
    r"\blanguage\b[^.\n]{0,60}?(?:[:=] ?|\bis |[\"'`(])(en|de|fr|es)\b"
    r"|\b(?:in|auf|en|language\W{1,6})\s*(english|german|french|spanish|deutsch|français|español)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Contact:
    """One person to write to: their facts by id in the order given, and what the prompt remarks on them."""

    contact_id: str
    name: str
    persona: str
    kind: str
    language: str
    facts: Mapping[str, str]
    remarks: str = ""


@dataclass(frozen=True)
class Seen:
    """A prompt as the model sees it: the contacts, and every text in it, that of JSON values by itself.

    `given` are the JSON objects outside the rules; `language` is the one asked for (ISO 639-1).
    """

    contacts: list[Contact] = field(default_factory=list)
    data: list[str] = field(default_factory=list)
    rules: list[str] = field(default_factory=list)
    given: list[Json] = field(default_factory=list)
    language: str = "en"


def text_of(content: Any) -> str:
    """Return the text of a message's content, which is a string or a list of parts."""
    if isinstance(content, list):
        return "\n".join(str(part.get("text", "")) for part in content if isinstance(part, dict))
    return content if isinstance(content, str) else ""


def read(messages: Sequence[Json]) -> Seen:
    """Look through the messages of a call."""
    rules, data, blocks, loose, given = [], [], [], [], []
    for message in messages:
        text = text_of(message.get("content"))
        values, rest = _split(text)
        blocks += values
        loose.append(rest)
        if message.get("role") in ("system", "developer"):
            rules.append(rest)
        else:
            data += rest.splitlines()
            given += [value for value in values if isinstance(value, dict)]
        data += [part for value in values for part in _strings(value)]
    around = "\n".join(loose)
    return Seen(_contacts(blocks, around), data, rules, given, _language("", around))


def _split(text: str) -> tuple[list[Any], str]:
    """Return the JSON values in a text, and the text around them."""
    values, rest, at = [], [], 0
    while start := _OPENING.search(text, at):
        try:
            value, end = _DECODER.raw_decode(text, start.start())
        except ValueError:
            value, end = None, start.end()
        if value:
            values.append(value)
            rest.append(text[at : start.start()])
        else:
            rest.append(text[at:end])
        at = end
    return values, "".join([*rest, text[at:]])


def _contacts(blocks: Sequence[Any], around: str) -> list[Contact]:
    """Return the contacts of the block that has the most of them; of equals the last one."""
    best: list[Json] = []
    root = None
    for block in blocks:
        for node in _nodes(block):
            listed = _people_in(node)
            if listed and len(listed) >= len(best):
                best, root = listed, block
    shared = _shared_facts(root)
    return [_contact(one, root, shared, around) for one in best]


def _people_in(node: Any) -> list[Json]:
    if not isinstance(node, list):
        return []
    return [part for part in node if isinstance(part, dict) and "contact_id" in part and "facts" in part]


def _contact(one: Json, root: Any, shared: Mapping[str, str], around: str) -> Contact:
    top = root if isinstance(root, dict) else {}
    contact_id = str(one["contact_id"])
    return Contact(
        contact_id=contact_id,
        name=str(one.get("name", "")),
        persona=str(one.get("persona", "")),
        kind=str(one.get("kind") or top.get("kind") or "introduction"),
        language=_language(str(one.get("language") or top.get("language") or ""), around),
        facts={**shared, **_facts(one["facts"])},
        remarks=_remarks(one, root, around),
    )


def _facts(listed: Any) -> dict[str, str]:
    if isinstance(listed, dict):
        return {str(name): str(text) for name, text in listed.items()}
    return {
        str(fact["id"]): str(fact["text"]) for fact in listed if isinstance(fact, dict) and {"id", "text"} <= set(fact)
    }


def _shared_facts(root: Any) -> dict[str, str]:
    """Return the facts that stand beside the list of contacts, because they hold for all."""
    shared: dict[str, str] = {}
    for node in _nodes(root, into_contacts=False):
        if isinstance(node, list):
            shared |= _facts(node)
        elif isinstance(node, dict):
            shared |= {name: text for name, text in node.items() if _is_shared(name) and isinstance(text, str)}
    return shared


def _is_shared(name: str) -> bool:
    return name.partition(".")[0] in _SHARED and "." in name


def _remarks(one: Json, root: Any, around: str) -> str:
    """Return all that is said of one contact beside their facts: then they are written to in other words."""
    contact_id = str(one["contact_id"])
    known = {"contact_id", "name", "persona", "kind", "language", "facts"}
    said = [json.dumps(value) for name, value in one.items() if name not in known and value]
    for node in _nodes(root, into_contacts=False):
        if isinstance(node, dict):
            said += [json.dumps(node[contact_id])] if contact_id in node else []
            said += [json.dumps(node)] if node.get("contact_id") == contact_id else []
    named = re.compile(rf"(?<![\w-]){re.escape(contact_id)}(?![\w-])")
    said += [line for line in around.splitlines() if named.search(line)]
    return "\n".join(said)


def _language(named: str, around: str) -> str:
    asked = _ASKS_FOR.search(around)
    wanted = (named or (asked and (asked[1] or asked[2])) or "").casefold()
    return next((code for code, names in _NAMES.items() if wanted in (code, *names)), "en")


def _nodes(value: Any, *, into_contacts: bool = True) -> Iterator[Any]:
    yield value
    if not into_contacts and _people_in(value):
        return
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for part in parts:
        yield from _nodes(part, into_contacts=into_contacts)


def _strings(value: Any) -> Iterator[str]:
    for node in _nodes(value):
        if isinstance(node, str):
            yield node
        elif isinstance(node, dict):
            yield from (str(name) for name in node)
