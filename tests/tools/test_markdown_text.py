from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from inroad.tools.markdown_text import escaped, link, quoted, table

MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def tokens(markdown: str) -> list[Token]:
    """All tokens of a text, those within lines too."""
    found: list[Token] = []
    for token in MARKDOWN.parse(markdown):
        found += [token, *(token.children or [])]
    return found


def kinds(markdown: str) -> set[str]:
    return {token.type for token in tokens(markdown)}


def read(markdown: str) -> str:
    """What a reader sees of a text."""
    return "".join(token.content for token in tokens(markdown) if token.type in ("text", "code_inline"))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("C++ and C#", r"C++ and C\#"),
        ("[here](https://evil.example)", r"\[here\](https\://evil.example)"),
        ("<img src=x onerror=alert(1)>", r"\<img src=x onerror=alert(1)\>"),
        ("a | b", r"a \| b"),
        ("# Not a heading", r"\# Not a heading"),
        ("- no list", r"\- no list"),
        ("1. no list", r"1\. no list"),
        ("2019 was good", "2019 was good"),
        ("+ no list", r"\+ no list"),
        ("5+ years", r"5\+ years"),
        ("*bold* _it_ ~~gone~~ `code`", r"\*bold\* \_it\_ \~\~gone\~\~ \`code\`"),
        ("$90,000 &amp; more", r"\$90,000 \&amp; more"),
        ("www.evil.example", r"www\.evil.example"),
        ("mail ada@mail.example", r"mail ada\@mail.example"),
        ("back\\slash", r"back\\slash"),
        ("two\nlines\tand \x1b[31mred", r"two lines and ?\[31mred"),
        ("", ""),
    ],
)
def test_marks_are_escaped(text: str, shown: str) -> None:
    assert escaped(text) == shown


@given(st.text(alphabet=st.sampled_from("ab1 \\`*_[]()<>#|~&$!-+=.:/@\n\t{}^\"'wh:"), max_size=60))
def test_a_text_is_seen_as_it_is_whatever_it_holds(text: str) -> None:
    for markdown in (f"say {escaped(text)}", f"- {escaped(text)}", f"> {escaped(text)}"):
        assert kinds(markdown) <= {
            *("paragraph_open", "paragraph_close", "inline", "text"),
            *("bullet_list_open", "bullet_list_close", "list_item_open", "list_item_close"),
            *("blockquote_open", "blockquote_close"),
        }
    assert read(f"say {escaped(text)}") == f"say {' '.join(text.split())}".rstrip()


@given(st.lists(st.text(alphabet=st.sampled_from("ab|\\`<[-\n :"), max_size=12), min_size=2, max_size=2))
def test_a_cell_stays_in_its_column(cells: list[str]) -> None:
    lines = table(["one", "two:"], [[escaped(cell) for cell in cells]])
    found = [token.type for token in tokens("\n".join(lines))]
    assert (found.count("tr_open"), found.count("td_open"), found.count("table_open")) == (2, 2, 1)


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://news.example/a b", "[here](<https://news.example/a%20b>)"),
        ("https://news.example/?q=1&r=2#top", "[here](<https://news.example/?q=1&r=2#top>)"),
        ("https://news.example/>|<x", "[here](<https://news.example/%3E%7C%3Cx>)"),
        ("https://news.example/ü", "[here](<https://news.example/%C3%BC>)"),
        ("javascript:alert(1)", "here"),
        ("data:text/html,x", "here"),
        ("posting", "here"),
        ("https://", "here"),
        ("https://[half", "here"),
        ("", "here"),
    ],
)
def test_only_addresses_of_the_web_become_links(url: str, shown: str) -> None:
    assert link("here", url) == shown


def test_a_link_goes_where_its_address_says_and_no_further() -> None:
    markdown = link("here](https://evil.example) [x", "https://news.example/)](https://evil.example")
    hrefs = [token.attrs["href"] for token in tokens(markdown) if token.type == "link_open"]
    assert hrefs == ["https://news.example/%29%5D%28https://evil.example"]


def test_a_letter_keeps_its_lines() -> None:
    assert quoted("Dear Ada,\n\n# I\nam\n") == ["> Dear Ada,", ">", "> \\# I\\", "> am"]
