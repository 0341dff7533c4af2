"""Which language a text is in, with and without the statistics."""

from __future__ import annotations

import subprocess
import sys

import pytest

from inroad.tools.postings.language import language_of

ENGLISH = "Could you tell me, in a few lines or on a short call, what somebody new in this role should be good at? "
GERMAN = "Könnten Sie mir in ein paar Zeilen sagen, was man in dieser Stelle von Anfang an gut können sollte? "
PROBE = """
import sys
from inroad.tools.postings.language import language_of
for text in sys.argv[1:]:
    print(language_of(text), "py3langid" in sys.modules)
"""


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Hallo zusammen", "en"),
        (ENGLISH, "en"),
        (GERMAN, "de"),
        (GERMAN * 2 + ENGLISH, "de"),
        (
            "今回の募集では、分散システムの設計と運用に経験のある方を探しています。" * 3 + "We are a team in Tokyo. ",
            "ja",
        ),
        ("Sviluppiamo software per la logistica e cerchiamo uno sviluppatore. Please apply in English.", "it"),
    ],
)
def test_language(text: str, code: str) -> None:
    assert language_of(text) == code


def test_plain_english_needs_no_statistics() -> None:
    ended = subprocess.run([sys.executable, "-c", PROBE, ENGLISH, GERMAN], capture_output=True, text=True, check=True)
    assert ended.stdout == "en False\nde True\n"
