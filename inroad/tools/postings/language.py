"""Which language a posting is written in."""

from __future__ import annotations

# Below this many letters the statistics of a text say little.
_ENOUGH_LETTERS = 40
_ENOUGH_TEXT = 6_000


def language_of(text: str) -> str:
    """Return the ISO 639-1 code of the language of a text; "en" when it is too short to tell."""
    if sum(char.isalpha() for char in text) < _ENOUGH_LETTERS:
        return "en"
    # The model takes more than half a second to load, so only a run that reads a posting pays for it.
    import py3langid  # type: ignore[import-untyped]

    code, _ = py3langid.classify(text[:_ENOUGH_TEXT])
    return str(code)
