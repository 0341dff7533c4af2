"""Inputs that are almost right: valid texts, bytes and JSON values with damage done to them."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

from hypothesis import strategies as st

HOSTILE = [
    *(
        "",
        " ",
        "\x00",
        "\x1b[31m",
        "\u202e",
        "\u2028",
        "\ud800",
        "\ufeff",
        "\r",
        "\n\n",
        "\t",
        "\x85",
        "\u200d",
        "İ",
        "ß",
    ),
    *("<script>", "<!--", "]]>", "&lt;p&gt;", "&#0;", "<p>", "</", "](", "**", "---", "{", "[", '"', "'", "\\", "%00"),
    *(
        "0",
        "-1",
        "9" * 400,
        "1e999",
        "NaN",
        "null",
        "http://[::1",
        "https://x.example/?a=b#c",
        "javascript:x",
        "@",
        "=",
    ),
    *("Title:", "Company:", "at", ";", ",", "|", "👩‍💻", "ﬁ", "Å", "A\u0301", "東京", "שלום", "x" * 500, "é" * 300),
]
hostile = st.sampled_from(HOSTILE)
# Any characters, halves of characters included: JSON can write them.
anything = st.text(st.characters(), max_size=60)
texts = st.one_of(hostile, anything, st.lists(hostile, max_size=6).map(" ".join))
json_values: st.SearchStrategy[Any] = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), texts),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(texts, inner, max_size=4)),
    max_leaves=8,
)
# What a person writes: letters of several scripts, with nothing that means something to a format.
words = st.text(st.sampled_from("abcdefghijklmnopqrstuvwxyzäéłøñçšž"), min_size=2, max_size=9).map(str.capitalize)


@st.composite
def damaged_text(draw: st.DrawFn, sound: str) -> str:
    """A text with some pieces cut out, doubled, or replaced by something hostile."""
    text = sound
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(text)))
        to = min(len(text), at + draw(st.integers(0, 30)))
        text = text[:at] + draw(st.one_of(texts, st.just(text[at:to] * 2), st.just(""))) + text[to:]
    return text


@st.composite
def damaged_bytes(draw: st.DrawFn, sound: bytes) -> bytes:
    """Bytes with some of them cut out, changed, or put in."""
    data = sound
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(data)))
        data = data[:at] + draw(st.binary(max_size=8)) + data[at + draw(st.integers(0, 8)) :]
    return data


@st.composite
def damaged_json(draw: st.DrawFn, sound: Any) -> Any:
    """A JSON value some of whose parts are gone, doubled, wrapped in a list, or another value altogether."""
    value = copy.deepcopy(sound)
    for _ in range(draw(st.integers(0, 4))):
        places = list(_places(value))
        if not places:
            return value
        holder, key = draw(st.sampled_from(places))
        way = draw(st.sampled_from(["replace", "remove", "wrap", "double", "text"]))
        if way == "remove":
            del holder[key]
        elif way == "text" and isinstance(holder[key], str):
            holder[key] = draw(damaged_text(holder[key]))
        else:
            holder[key] = _changed(holder[key], way, draw(json_values))
    return value


def _changed(value: Any, way: str, other: Any) -> Any:
    if way == "wrap":
        return [value]
    return [value, copy.deepcopy(value)] if way == "double" else other


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Everything in a JSON value, as what holds it and the key there."""
    keys = value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    for key in list(keys):
        yield value, key
        yield from _places(value[key])


def assert_a_sentence(error: Exception) -> None:
    """An error is one line that a terminal may show and any file may hold."""
    text = str(error)
    assert text.strip()
    assert "\n" not in text
    assert text.endswith((".", ")")), text
    text.encode()
