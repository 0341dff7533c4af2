"""HTML to plain text, and the addresses that it points to."""

from __future__ import annotations

import re

from bs4 import BeautifulSoup, Tag

from inroad.tools.postings.tidy import plain_text, unescape_entities, without_controls, without_halves

_BLOCKS = [
    *("address", "article", "aside", "blockquote", "dd", "div", "dl", "dt", "fieldset", "figure", "footer"),
    *("form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "main", "nav", "ol", "p", "pre", "section"),
    *("table", "tr", "ul"),
]
_UNSEEN = ["script", "style", "template", "noscript", "svg", "iframe", "head"]
_TAG = re.compile(r"<(?:/?[a-zA-Z]|!--)")
_ESCAPED_TAG = re.compile(r"&(?:amp;)*lt;(?:/?[a-zA-Z]|!--)")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*>")
_ADDRESS = re.compile(r"https?://[^\s<>\"'`\\^{}|]+", re.IGNORECASE)
_CLOSED_TAG = re.compile(r"<(/?)(?:a|article|b|div|em|font|i|main|ol|section|span|strong|table|u|ul)\b", re.IGNORECASE)
# Any other tag, but for those that are never closed or need not be.
_OTHER_TAG = re.compile(
    r"<(/?)(?!(?:area|base|br|col|dd|dt|embed|hr|img|input|li|link|meta|option|p|param|source|td|th|tr|track|wbr)\b)[a-z]",
    re.IGNORECASE,
)
_ANY_TAG = re.compile(r"<[^<>]{0,2000}>")
# The parser's work grows with the depth; a page nested deeper than this is read as bare text.
_DEEPEST = 500
# Scripts hold much that looks like a tag which is never closed, so other tags count only in their masses.
_DEEPEST_OF_OTHERS = 20_000
# Each tag costs a third of a millisecond; the largest pages of boards have some ten thousand.
_MOST_TAGS = 60_000
# Both are control characters, so no text that was cleaned holds them.
_BREAK, _ITEM = "\x1e", "\x1f"


def has_tags(text: str) -> bool:
    """Tell whether a text holds HTML tags."""
    return _TAG.search(text) is not None


def unescaped_html(text: str) -> str:
    """Return HTML whose tags were written as entities ("&lt;p&gt;") as HTML; other texts as they are."""
    for _ in range(3):
        if has_tags(text) or _ESCAPED_TAG.search(text) is None:
            return text
        text = unescape_entities(text)
    return text


def parse_html(text: str) -> BeautifulSoup:
    """Return the parsed page or fragment; broken HTML is read as a browser would."""
    text = without_halves(text)
    if text.count("<") > _MOST_TAGS or (
        _depth(text, _CLOSED_TAG) > _DEEPEST or _depth(text, _OTHER_TAG) > _DEEPEST_OF_OTHERS
    ):
        text = _ANY_TAG.sub(" ", text)
    return BeautifulSoup(_DECLARATION.sub("", text), "lxml")


def _depth(text: str, tag: re.Pattern[str]) -> int:
    """How deeply tags of a kind are nested, at most."""
    depth = deepest = 0
    for match in tag.finditer(text):
        depth = max(0, depth + (-1 if match.group(1) else 1))
        deepest = max(deepest, depth)
    return deepest


def html_to_text(text: str) -> str:
    """Return the text of a piece of HTML, one paragraph or list item a line; items begin with "- ".

    Escaped HTML is unescaped first, and entities that were escaped twice are resolved.
    """
    markup = unescaped_html(text)
    if not has_tags(markup):
        return plain_text(unescape_entities(markup))
    return text_of(parse_html(f"<div>{without_controls(markup)}</div>"))


def text_of(tree: Tag) -> str:
    """Return the text of a parsed tree as `html_to_text` does; the tree is changed by it."""
    for tag in tree.find_all(_UNSEEN):
        tag.decompose()
    for tag in tree.find_all("br"):
        tag.replace_with(_BREAK)
    for tag in tree.find_all("li"):
        tag.insert(0, _BREAK + _ITEM)
        tag.append(_BREAK)
    for tag in tree.find_all(["td", "th"]):
        tag.append(" ")
    for tag in tree.find_all(_BLOCKS):
        tag.insert(0, _BREAK)
        tag.append(_BREAK)
    return plain_text(unescape_entities("\n".join(_lines(tree.get_text()))))


def _lines(marked: str) -> list[str]:
    lines: list[str] = []
    starts_item = False
    for piece in marked.split(_BREAK):
        starts_item = starts_item or _ITEM in piece
        line = " ".join(piece.replace(_ITEM, "").split())
        if line:
            lines.append(f"- {line}" if starts_item else line)
            starts_item = False
    return lines


def links_in_html(text: str) -> list[str]:
    """Return the targets of the links in a piece of HTML, escaped or not, in order."""
    markup = unescaped_html(text)
    if not has_tags(markup):
        return []
    return [str(tag["href"]).strip() for tag in parse_html(f"<div>{markup}</div>").find_all("a", href=True)]


def links_in_text(text: str) -> list[str]:
    """Return the http(s) addresses that are written out in a text, in order."""
    return [match.group().rstrip(".,;:!?)]*_") for match in _ADDRESS.finditer(text)]
