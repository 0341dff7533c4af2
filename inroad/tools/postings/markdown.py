"""Postings in Markdown, with or without YAML front matter."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import yaml

from inroad.state import Place
from inroad.tools.postings.found import RawPosting
from inroad.tools.postings.headlines import split_org_title
from inroad.tools.postings.html_text import links_in_text
from inroad.tools.postings.labels import labelled, yes_or_no
from inroad.tools.postings.plain import read_plain
from inroad.tools.postings.values import list_in, object_in, text_in

_FRONT = re.compile(r"\A\s*---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_TEMPLATES = (
    (re.compile(r"\{%-?\s*comment\b"), re.compile(r"\{%-?\s*endcomment\b[^%]*%\}")),
    (re.compile(r"\{%"), re.compile(r"%\}")),
    (re.compile(r"\{\{"), re.compile(r"\}\}")),
    (re.compile(r"<!--"), re.compile(r"-->")),
)
_LABELLED_LIQUID = re.compile(r"^[^\n:]*:\**[ \t]*\{\{[^}\n]*\}\}[ \t]*$", re.MULTILINE)
_IMAGE = re.compile(r"!\[[^\[\]]{0,500}\]\([^)]{0,2000}\)")
_LINK = re.compile(r"\[([^\[\]]{0,500})\]\(\s?([^()\s]{1,2000})(?:\s[^()]{0,300})?\)")
_HTML_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_MARKS = re.compile(r"\*\*|__|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w)|`+")
_STRUCTURE = re.compile(r"^\s*(?:[-*+•]\s|\d+[.)]\s|#{1,6}\s|>|\||```)")
_ENDS_HARD = re.compile(r"(?: {2,}|\\)$")
_TOP_LEVEL = re.compile(r"^([A-Za-z][\w -]{0,40}):(?:[ \t]+(.*))?$")
_ENTRY = re.compile(r"^\s*(?:- )?\s*(?:[A-Za-z][\w ]{0,30}:)?\s*[|>]?[-+]?\s*(.*?)\s*$")
_NO_SENTENCE = re.compile(
    r"(?:(?:job[ _])?title|position|role|company|organi[sz]ation|employer|locations?|place)\s*:"
    r"|\s*(?:- )?(?:date|time|link|url)\s*:",
    re.IGNORECASE,
)
# Parsing long YAML is slow, and what a posting says of itself is at the top of it.
_LONGEST_FRONT = 200_000
_FEWEST_WORDS = 4

_TITLE = ("title", "job_title", "position", "position_title", "role", "name")
_COMPANY = ("company", "company_name", "organization", "organisation", "employer", "hiring_organization")
_LOCATION = ("location", "locations", "place", "job_location", "where", "city")
_URL = (
    "url",
    "link",
    "job_url",
    "apply_url",
    "application_link",
    "apply_link",
    "application_url",
    "external_url",
)
_URL_LAST = ("information_link", "apply")
_WORKPLACE = ("remote", "workplace", "workplace_type")
_ID = ("job_id", "requisition_id", "req_id", "id")


def has_front_matter(text: str) -> bool:
    """Tell whether a text begins with front matter: lines with keys between two lines of three dashes."""
    match = _FRONT.match(text)
    return match is not None and any(_TOP_LEVEL.match(line) for line in match.group(1).split("\n"))


def read_markdown(text: str, *, company: str = "") -> RawPosting:
    """Return the posting in a Markdown text.

    Front matter is believed first, then labelled lines of the text ("**Location:** Austin"), then
    its first lines. Comments, template tags and marks are not part of the text.

    Args:
        text: the posting.
        company: the company as the user says it, "" when they do not.
    """
    match = _FRONT.match(text) if has_front_matter(text) else None
    front = match.group(1)[:_LONGEST_FRONT] if match else ""
    source_body = _IMAGE.sub("", _without_templates(text[match.end() :] if match else text))
    keys = _front_keys(front)
    org, title = _org_and_title(keys)
    body = read_plain(_unmarked(source_body), company=company or org, source="markdown")
    front_text = "\n".join(_front_lines(front))
    raw = replace(
        body,
        text=f"{body.text}\n{front_text}".strip(),
        links=[*links_in_text(_uncommented(front)), *_link_targets(source_body), *links_in_text(source_body)],
    )
    return _with_front(raw, keys, org, title) if match else raw


def _with_front(raw: RawPosting, keys: dict[str, Any], org: str, title: str) -> RawPosting:
    places = [_place_text(place) for place in list_in(_first(keys, _LOCATION))]
    workplace = text_in(_first(keys, _WORKPLACE)) or raw.workplace
    return replace(
        raw,
        title=title or raw.title,
        company=org or raw.company,
        locations=[part for place in places for part in place.split(";")] if any(places) else raw.locations,
        address=_place(_first(keys, _LOCATION)),
        workplace=workplace,
        remote=yes_or_no(workplace),
        url=_front_url(keys) or raw.url,
        source_id=text_in(_first(keys, _ID)) or raw.source_id,
    )


def _org_and_title(keys: dict[str, Any]) -> tuple[str, str]:
    title = text_in(_first(keys, _TITLE))
    company = text_in(_first(keys, _COMPANY))
    return (company, title) if company else split_org_title(title)


def _front_url(keys: dict[str, Any]) -> str:
    for names in (_URL, _URL_LAST):
        url = text_in(_first(keys, names))
        if url.startswith(("http://", "https://")):
            return url
    return ""


def _first(keys: dict[str, Any], names: tuple[str, ...]) -> Any:
    return next((keys[name] for name in names if keys.get(name)), "")


def _place_text(place: Any) -> str:
    if not isinstance(place, dict):
        return text_in(place)
    return text_in(place) or ", ".join(part for part in _place(place).model_dump().values() if part)


def _place(place: Any) -> Place:
    parts = object_in(place)
    return Place(
        city=text_in(parts.get("city")),
        region=text_in(parts.get("region") or parts.get("state")),
        country=text_in(parts.get("country")),
    )


def _front_keys(front: str) -> dict[str, Any]:
    """The top-level keys of front matter; of its lines that read "key: value" where it is broken YAML."""
    try:
        # The base loader makes no dates or numbers, which real files get wrong, and no objects at all.
        loaded = yaml.load(front, Loader=yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError, ValueError):
        loaded = _top_level_lines(front)
    keys = loaded if isinstance(loaded, dict) else _top_level_lines(front)
    return {re.sub(r"[\s-]+", "_", str(key).strip().casefold()): value for key, value in keys.items()}


def _top_level_lines(front: str) -> dict[str, str]:
    matches = [match for line in front.split("\n") if (match := _TOP_LEVEL.match(line))]
    return {match.group(1): _scalar(match.group(2) or "") for match in matches}


def _scalar(value: str) -> str:
    """The value of a line of YAML: without its quotes, or without a comment."""
    value = value.strip()
    quoted = re.match(r"(\"|')(.*)\1(?:\s+#.*)?$", value)
    return quoted.group(2) if quoted else re.sub(r"(?:^|\s)#.*$", "", value).lstrip("|> ").strip()


def _uncommented(front: str) -> str:
    return "\n".join(line for line in front.split("\n") if not line.lstrip().startswith("#"))


def _front_lines(front: str) -> list[str]:
    """The sentences of front matter: sites keep responsibilities and requirements there as lists."""
    lines: list[str] = []
    for raw in _without_templates(_uncommented(front)).split("\n"):
        if _NO_SENTENCE.match(raw):
            continue
        match = _ENTRY.match(raw)
        value = _scalar(match.group(1)) if match else ""
        if len(value.split()) >= _FEWEST_WORDS and "://" not in value:
            lines.append(f"- {value}" if raw.lstrip().startswith("- ") else value)
    return lines


def _without_templates(text: str) -> str:
    comments, *others = _TEMPLATES
    text = _LABELLED_LIQUID.sub("", _without_spans(text, *comments))
    for opening, closing in others:
        text = _without_spans(text, opening, closing)
    return text


def _without_spans(text: str, opening: re.Pattern[str], closing: re.Pattern[str]) -> str:
    """A text without what stands between two marks; a mark that nothing closes is text."""
    kept: list[str] = []
    position = 0
    while (start := opening.search(text, position)) and (end := closing.search(text, start.end())):
        kept.append(text[position : start.start()])
        position = end.end()
    return "".join([*kept, text[position:]])


def _link_targets(text: str) -> list[str]:
    return [match.group(2).strip("<>") for match in _LINK.finditer(text)]


def _unmarked(text: str) -> str:
    """Markdown as plain text, one paragraph or list item a line, labels kept on lines of their own."""
    plain = _LINK.sub(r"\1", text)
    return "\n".join(_unmarked_line(line) for line in _paragraphs(_HTML_TAG.sub("", plain)))


def _unmarked_line(line: str) -> str:
    bare = re.sub(r"^\s*#{1,6}\s+|\s+#+\s*$|^\s*>+\s?|^\s*```\w*$", "", line)
    bullet = re.match(r"^\s*(?:[-*+•]|\d{1,3}[.)])\s+(?:\[[ xX]\]\s+)?", bare)
    content = _MARKS.sub("", bare[bullet.end() :] if bullet else bare).strip()
    return f"- {content}" if bullet and content else content


def _paragraphs(text: str) -> list[str]:
    lines: list[str] = []
    open_paragraph = False
    for line in text.split("\n"):
        if open_paragraph and line.strip() and not _STRUCTURE.match(line) and not labelled(line)[0]:
            lines[-1] = f"{lines[-1].rstrip()} {line.strip()}"
        else:
            lines.append(line)
        heading = line.lstrip().startswith(("#", "```", "|"))
        closed = heading or _ENDS_HARD.search(line) or labelled(line)[0]
        open_paragraph = bool(line.strip()) and not closed
    return lines
