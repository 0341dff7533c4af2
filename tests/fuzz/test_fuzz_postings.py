from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, example
from hypothesis import strategies as st

from inroad.errors import PostingError
from inroad.state import Posting
from inroad.tools.postings.files import FilePostingReader
from inroad.tools.postings.html_text import html_to_text, links_in_html, links_in_text
from inroad.tools.postings.tidy import one_line
from tests.conftest import EXAMPLES
from tests.fuzz.conftest import fuzz
from tests.fuzz.shapes import assert_a_sentence, damaged_bytes, damaged_json, damaged_text, json_values, texts, words

READER = FilePostingReader()
FILES = {path.suffix: path.read_bytes() for path in (EXAMPLES / "postings").glob("*.[!j]*")}
BOARDS = {name: json.loads((EXAMPLES / "postings" / f"{name}.json").read_bytes()) for name in ("ashby", "lever")}
BOARDS["greenhouse"] = json.loads((EXAMPLES / "postings" / "greenhouse.json").read_bytes())["jobs"][0]
SCHEMA: dict[str, Any] = {
    "@context": "https://schema.org",
    "@graph": [
        {"@id": "#firm", "@type": "Organization", "name": "Acme Robotics"},
        {
            "@type": ["JobPosting"],
            "title": "Field Engineer",
            "identifier": {"@type": "PropertyValue", "value": "AB-1"},
            "url": "https://jobs.acme.example/ab-1",
            "hiringOrganization": {"@id": "#firm"},
            "jobLocation": [{"address": {"addressLocality": "Austin", "addressRegion": "TX", "addressCountry": "US"}}],
            "jobLocationType": "TELECOMMUTE",
            "description": "<p>Keep the robots running.</p><ul><li>Nights</li></ul>",
            "responsibilities": ["Repair", "Report"],
        },
    ],
}
# A title as boards have it: words, none of which reads as a label or an organisation.
titles = st.lists(words, min_size=1, max_size=5).map(" ".join)


def read(text: str) -> Posting | None:
    """The posting in a text, which can be kept and read again; None where it is refused with a sentence."""
    try:
        posting = READER.read_text(text)
    except PostingError as error:
        assert_a_sentence(error)
        return None
    assert_is_sound(posting)
    return posting


def assert_is_sound(posting: Posting) -> None:
    assert Posting.model_validate_json(posting.model_dump_json()) == posting
    assert posting.title.strip()
    assert posting.company.strip()
    for line in (posting.title, posting.company, posting.url, posting.source_id, *posting.locations, *posting.links):
        assert line == one_line(line)
    assert "\n\n" not in posting.text
    assert not any(unicodedata.category(char) in ("Cc", "Cs") for char in posting.text.replace("\n", ""))


def page(*blocks: str, body: str = "<h1>Field Engineer</h1>") -> str:
    scripts = "".join(f'<script type="application/ld+json">{block}</script>' for block in blocks)
    return f"<!doctype html><html><head>{scripts}</head><body>{body}</body></html>"


@fuzz(st.one_of(st.binary(max_size=400), *map(damaged_bytes, FILES.values())))
def test_any_bytes_in_a_file_are_a_posting_or_refused_in_a_sentence(file: Path, data: bytes) -> None:
    file.write_bytes(data)
    try:
        assert_is_sound(READER.read(str(file)))
    except PostingError as error:
        assert_a_sentence(error)


@fuzz(texts)
def test_any_text_is_a_posting_or_refused_in_a_sentence(text: str) -> None:
    read(text)


@pytest.mark.parametrize("name", ["plain.txt", "markdown.md", "jsonld.html"])
@fuzz(st.data())
def test_a_damaged_text_markdown_or_page_is_a_posting_or_refused_in_a_sentence(name: str, data: st.DataObject) -> None:
    read(data.draw(damaged_text((EXAMPLES / "postings" / name).read_text(encoding="utf-8"))))


@pytest.mark.parametrize("board", sorted(BOARDS))
@fuzz(st.data())
def test_a_damaged_payload_of_a_board_is_a_posting_or_refused_in_a_sentence(board: str, data: st.DataObject) -> None:
    payload = data.draw(damaged_json(BOARDS[board]))
    read(json.dumps(payload, ensure_ascii=data.draw(st.booleans())))


@pytest.mark.parametrize("board", sorted(BOARDS))
@fuzz(st.data())
def test_a_payload_of_a_board_whose_json_is_broken_is_a_posting_or_refused(board: str, data: st.DataObject) -> None:
    read(data.draw(damaged_text(json.dumps(BOARDS[board]))))


@fuzz(json_values)
def test_any_json_is_a_posting_or_refused_in_a_sentence(value: Any) -> None:
    read(json.dumps(value))


@fuzz(damaged_json(SCHEMA), st.sampled_from([json.dumps, lambda value: page(json.dumps(value))]))
def test_damaged_schema_data_is_a_posting_or_refused_in_a_sentence(value: Any, write: Callable[[Any], str]) -> None:
    read(write(value))


@fuzz(damaged_text(json.dumps(SCHEMA, indent=1)), texts)
def test_broken_schema_data_in_a_page_is_a_posting_or_refused_in_a_sentence(block: str, body: str) -> None:
    read(page(block, block, body=body))


def greenhouse(title: str, company: str) -> str:
    url = "https://boards.greenhouse.io/acme/jobs/4011001"
    return json.dumps({"absolute_url": url, "title": title, "company_name": company, "content": "&lt;p&gt;x&lt;/p&gt;"})


def schema(title: str, company: str) -> str:
    return page(json.dumps({"@type": "JobPosting", "title": title, "hiringOrganization": {"name": company}}))


def front_matter(title: str, company: str) -> str:
    return f'---\njob_title: "{title}"\ncompany: "{company}"\n---\n## The role\n\nYou keep the robots running.\n'


def labelled(title: str, company: str) -> str:
    return f"Job title: {title}\nCompany: {company}\n\nYou keep the robots of two cities running.\n"


@pytest.mark.parametrize("write", [greenhouse, schema, front_matter, labelled])
@fuzz(titles, titles)
def test_title_and_company_come_back_as_they_were_written(
    write: Callable[[str, str], str], title: str, company: str
) -> None:
    posting = READER.read_text(write(title, company))
    assert (posting.title, posting.company) == (title, company)


@fuzz(
    titles, titles, st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]), st.sampled_from(["\n", "\r\n", "\r"])
)
def test_a_file_reads_the_same_in_any_encoding_and_with_any_line_ends(
    file: Path, title: str, company: str, encoding: str, end: str
) -> None:
    text = labelled(title, company)
    file.write_bytes(text.replace("\n", end).encode(encoding))
    assert READER.read(str(file)) == READER.read_text(text)


@fuzz(
    st.one_of(
        texts, damaged_text("<p>One<br>two</p><ul><li>three <b>four</b></li></ul><a href='https://a.example'>x</a>")
    )
)
@example("<p>half a character \ud800</p>")
def test_html_comes_down_to_plain_lines(markup: str) -> None:
    text = html_to_text(markup)
    lines = text.split("\n")
    assert lines == [""] or all(line and line == " ".join(line.split()) for line in lines)
    assert not any(unicodedata.category(char) in ("Cc", "Cs") for line in lines for char in line)
    assert all(isinstance(link, str) for link in [*links_in_html(markup), *links_in_text(markup)])


@fuzz(st.sampled_from(["script", "style", "template", "noscript", "svg", "iframe"]), titles, texts)
def test_what_a_page_does_not_show_is_not_in_its_text(tag: str, seen: str, hidden: str) -> None:
    assume("<" not in hidden)
    text = html_to_text(f"<p>{seen}</p><{tag}>canary7 {hidden}</{tag}>")
    assert text == seen


@fuzz(st.lists(titles, min_size=1, max_size=5))
def test_the_items_of_a_list_come_back_one_a_line(items: list[str]) -> None:
    markup = "".join(f"<li>{item}</li>" for item in items)
    assert html_to_text(f"<ul>{markup}</ul>") == "\n".join(f"- {item}" for item in items)
