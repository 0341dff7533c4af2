"""Postings in plain text, pasted or typed."""

from __future__ import annotations

import re

from inroad.tools.postings.found import RawPosting
from inroad.tools.postings.headlines import Headline, is_title, read_headline, split_org_title
from inroad.tools.postings.labels import labelled, labelled_fields, yes_or_no
from inroad.tools.postings.tidy import lines_of, plain_text

# Labels below this many lines belong to the text ("Role: you will ...") rather than to its head.
_HEAD_LINES = 60
# Widths at which mail programs and editors break lines.
_NARROWEST, _WIDEST = 60, 130
_STARTS_ITEM = re.compile(r"\s*(?:[-*+•·▪●◦–—]|\d{1,2}[.)])\s")


def read_plain(text: str, *, company: str = "", source: str = "text") -> RawPosting:
    """Return the posting in a plain text: labelled lines first, then what its first lines say.

    Args:
        text: the posting.
        company: the company as the user says it, "" when they do not.
        source: what the posting's `source` becomes.
    """
    lines = lines_of(text)
    fields = labelled_fields(lines[:_HEAD_LINES])
    unlabelled = [line for line in lines if labelled(line)[0] is None and any(map(str.isalnum, line))]
    known = company or fields.get("company", "")
    headline = _headline(unlabelled, known, fields.get("title", ""))
    org, title = ("", fields["title"]) if "title" in fields else _org_and_title(headline, known)
    workplace = fields.get("workplace", "")
    return RawPosting(
        title=title,
        source=source,
        company=fields.get("company", "") or headline.company or org,
        locations=(fields.get("location", "") or headline.place).split(";"),
        workplace=workplace,
        remote=yes_or_no(workplace),
        url=_address(fields.get("url", "")),
        source_id=fields.get("id", ""),
        text=plain_text(joined_lines(text)),
    )


def _headline(lines: list[str], company: str, title: str) -> Headline:
    """What the first lines say; nothing when a label tells the title and they are not a headline."""
    headline = read_headline(lines, company)
    return headline if not title or headline.company else Headline(place=headline.place)


def _org_and_title(headline: Headline, known: str) -> tuple[str, str]:
    if headline.company or known:
        return "", headline.title
    org, title = split_org_title(headline.title)
    return (org, title) if org and is_title(title) else ("", headline.title)


def _address(value: str) -> str:
    return value if value.startswith(("http://", "https://")) else ""


def joined_lines(text: str) -> str:
    """Return a text whose paragraphs were broken at a fixed width with one line a paragraph.

    A line was broken there when the first word of the next one would not have fitted into the
    width, which is that of the longest line; a text with longer lines is not broken at all.
    """
    lines = [line.rstrip() for line in text.split("\n")]
    width = max(map(len, lines), default=0)
    if not _NARROWEST <= width <= _WIDEST:
        return text
    joined: list[str] = []
    before = ""
    for line in lines:
        words = line.split()
        if words and before and len(before) + 1 + len(words[0]) > width and not _STARTS_ITEM.match(line):
            joined[-1] = f"{joined[-1]} {line.strip()}"
        else:
            joined.append(line)
        before = line
    return "\n".join(joined)
