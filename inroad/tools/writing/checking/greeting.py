"""The greeting has the person's name, the end has the sender's, and neither has anybody else's."""

from __future__ import annotations

import re
from collections.abc import Iterator

from inroad.reference.common_words import is_plain
from inroad.tools.writing import Reason
from inroad.tools.writing.checking.knowledge import Knowledge, names_of
from inroad.tools.writing.checking.look import Look
from inroad.tools.writing.checking.reading import Text, keys_of

_HELLO = (
    r"hi|hey|hello|hiya|dear|greetings|good\s+(?:morning|afternoon|evening|day)|hallo|guten\s+(?:tag|morgen|abend)"
    r"|grüß\s+(?:gott|dich)|servus|moin"
    r"|liebe[r]?|sehr\s+geehrte[rs]?|lieber|bonjour|bonsoir|salut|chère?|cher|hola|buenos\s+días|buenas\s+tardes"
    r"|estimad[oa]|querid[oa]|olá|oi|bom\s+dia"
    r"|boa\s+(?:tarde|noite)|car[oa]|prezad[oa]|ciao|buongiorno|buonasera|salve|gentile|gentilissim[oa]|egregi[oa]"
    r"|beste|dag|goede(?:morgen|middag|navond|dag)|geachte|hoi|hej|hei|ahoj|aloha|namaste|shalom|salaam|cześć|tere|szia"
    r"|merhaba|sveiki|zdravo|hallå|howdy|g[’']day|yo|sawubona|jambo|dia\s+dhuit|shwmae"
)
_GREETING = re.compile(
    rf"\s*(?:(?:{_HELLO})\b)[ \t,]*(?P<name>[^,!.:;\n–—]{{0,80}}?)\s*(?:[,!.:;\n–—]|\s-\s|$)", re.IGNORECASE
)
_VOCATIVE = re.compile(r"\s*(?P<name>[^\W\d_][^\s,!:;]{0,30}(?: [^\W\d_][^\s,!:;]{0,30})?)\s*(?:,|!|\s[-–—])\s*(?=\S)")
_NOBODY = frozenset(
    [
        "there",
        "again",
        "all",
        "everyone",
        "everybody",
        "team",
        "hiring",
        "recruiting",
        "the",
        "and",
        "zusammen",
        "an",
        "das",
        "à",
        "tous",
        "toute",
        "a",
        "todos",
        "equipo",
        "équipe",
        "l",
        "equipa",
        "squadra",
        "il",
        "hello",
        "hi",
    ]
)
_HONORIFICS = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "miss",
        "mx",
        "dr",
        "prof",
        "professor",
        "sir",
        "madam",
        "madame",
        "monsieur",
        "mme",
        "mlle",
        "herr",
        "herrn",
        "frau",
        "senor",
        "senora",
        "sr",
        "sra",
        "signor",
        "signora",
        "dott",
        "dottssa",
        "dottore",
        "meneer",
        "mevrouw",
        "heer",
    ]
)
_CLOSING = re.compile(
    r"^[\s>]*(?:(?:with |my |mit |un |met |con |com )?(?:very |all |many |the |viele[nm]? |herzliche[nm]? "
    r"|freundliche[nm]? |beste[nm]? |schöne[nm]? |liebe[nm]? |bien |un |cordiales |met )?"
    r"(?:best|kind(?:est)?|warm(?:est|ly)?|regards|wishes|thanks|thank you|sincerely|yours|cheers|respectfully"
    r"|gratefully|cordially|faithfully|appreciatively|looking forward|talk soon|take care|until then|in gratitude"
    r"|hopefully|all the best"
    r"|gr[uü](?:ß|ss)e?n?|dank|danke|gruß|cordialement|bien à vous|salutations|merci|amicalement|sincères|saludos"
    r"|atentamente|gracias|cordial\w*|abra[çz]os?|atenciosamente|obrigad[oa]|cumprimentos|saluti|grazie|distinti"
    r"|cordialmente|groet(?:en|jes)?|vriendelijke?|hartelijke?|bedankt|dank))\b[^\n.?]{0,40}$",
    re.IGNORECASE,
)
_MOST_LINES = 9


def reasons(look: Look) -> Iterator[Reason]:
    """Yield a reason for a wrong name in the greeting or at the end, and for a mail that nobody signs."""
    yield from _greeting(look)
    yield from _signature(look)


def spans_of_names(text: Text) -> list[tuple[int, int]]:
    """Return where the greeting stands: this file looks after the name in it."""
    match = _greeted(text.text)
    return [(0, max(1, match.end("name")))] if match else []


def signature_start(text: str) -> int:
    """Return where the closing line stands ("Kind regards,"), or the length of a text that has none."""
    lines = list(re.finditer(r"[^\n]+", text))
    for line in lines[-_MOST_LINES:]:
        if _CLOSING.match(line.group().rstrip(" ,!–—-")):
            return line.start()
    return len(text)


def _greeted(text: str) -> re.Match[str] | None:
    return _GREETING.match(text)


def _greeting(look: Look) -> Iterator[Reason]:
    text = look.body.text
    match = _greeted(text)
    if match is None:
        yield from _vocative(look, text)
        return
    named = match["name"]
    keys = [key for key in keys_of(named) if key not in _NOBODY]
    titled = [key for key in keys if key in _HONORIFICS and not look.known.find([key])]
    if titled:
        yield _reason(named, f"Leave the title out of the greeting; no fact gives one. {_right(look)}")
    elif keys and not _is_person(look.known, [key for key in keys if key not in _HONORIFICS]):
        yield _reason(named, f"The greeting names “{named}”. {_right(look)}")


def _vocative(look: Look, text: str) -> Iterator[Reason]:
    """A mail may begin with the name alone; then it is the right one."""
    match = _VOCATIVE.match(text)
    if match is None or not match["name"][0].isupper():
        return
    keys = keys_of(match["name"])
    if all(is_plain(key) or look.known.find([key]) for key in keys) or len(match["name"]) < 2:
        return
    if "\n" in text[match.start() : match.end() + 2] or look.language == "en":
        yield _reason(match["name"], f"The message begins by naming “{match['name']}”. {_right(look)}")


def _right(look: Look) -> str:
    first = look.brief.get("person.first_name")
    return f"Greet the person as “{first}”." if first else "Greet without a name."


def _is_person(known: Knowledge, keys: list[str]) -> bool:
    """Whether the words are the person's first name, their whole name, or their last name."""
    found = known.find(keys)
    if any(f.saying.owner == "person" and f.saying.sort == "name" for f in found):
        return True
    names = {key for saying in known.of("person") if saying.sort == "name" for key in saying.keys}
    return bool(keys) and set(keys) <= names


def _signature(look: Look) -> Iterator[Reason]:
    name = look.brief.get("sender.name")
    if not name or look.brief.kind == "linkedin":
        return
    text = look.body.text
    lines = [line.strip() for line in text[signature_start(text) :].splitlines() if line.strip()] or []
    last = [line.strip() for line in text.splitlines() if line.strip()][-_MOST_LINES:]
    if not any(_is_signed(line, form) for line in (lines or last[-4:]) for form in names_of(name)):
        words = (lines or last or [""])[-1][:60]
        yield _reason(
            words, f"Sign with the sender's name, “{name}”, on a line of its own at the end.", kind="signature"
        )


def _is_signed(line: str, name: str) -> bool:
    """Whether a line has the sender's whole name, or few words and among them their first name."""
    keys, whole = keys_of(line), tuple(key for key in keys_of(name) if key not in _HONORIFICS)
    has_name = f" {' '.join(whole)} " in f" {' '.join(keys)} "
    return has_name or (whole[:1] != () and whole[0] in keys and len(keys) <= 5)


def _reason(words: str, says: str, kind: str = "greeting") -> Reason:
    return Reason(kind=kind, words=words, says=says)
