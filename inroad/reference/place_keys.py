"""The key by which a place name is looked up, the same when the tables are built and when they are read."""

import re

from anyascii import anyascii

_SHORT = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort", "twp": "township"}


def fold(text: str) -> str:
    """Return the look-up key of a place name: ASCII, lower case, words apart, "St." and "Saint" alike.

    Initials are joined ("D.C." is "dc"), as are words cut by an apostrophe ("Coeur d'Alene").
    """
    plain = anyascii(text).lower().replace("&", " and ")
    plain = re.sub(r"\b(\w)\.(?=\w\b)", r"\1", plain)
    plain = re.sub(r"[’'`´ʻ]", "", plain)
    words = re.sub(r"[^a-z0-9]+", " ", plain).split()
    joined = re.sub(r"\b([do]) (?=[a-z]{2})", r"\1", " ".join(words))
    return " ".join(_SHORT.get(word, word) for word in joined.split())
