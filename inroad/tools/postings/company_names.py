"""How a company writes itself, told from its job board's address and the posting's own words."""

from __future__ import annotations

import re
from collections import Counter
from urllib.parse import parse_qs, unquote, urlsplit

from inroad.tools.postings.tidy import letters_and_digits, one_line

_BOARD_HOSTS = re.compile(r"^(?:jobs\.ashbyhq\.com|jobs(?:\.eu)?\.lever\.co|(?:job-)?boards(?:\.eu)?\.greenhouse\.io)$")
_DOMAIN_TAIL = re.compile(r"(?<=[^.\s])\.[a-z]{2,4}(?:\.[a-z]{2})?$", re.IGNORECASE)
_CAREER_TAIL = re.compile(r"(?<=\w\w\w)[-_ ]?(?:careers?|jobs?|hiring|recruiting)$", re.IGNORECASE)
_ATTACHED_DOMAIN = re.compile(r"\.(?:com|io|ai|co|dev|fi|app|org|net|gov)\b(?!/)")
_NOT_PROSE = re.compile(r"https?://\S+|\bwww\.\S+|\S+@\S+")
_TOKEN = re.compile(r"[^\W_]+|&")
_NEXT_WORD = re.compile(r" ([A-Z][a-z]+)\b")
_UPPER_WORDS = frozenset({"ai", "hr", "io", "tv", "uk", "us", "usa", "vc"})
# Words that company names end in, as boards glue them on ("marianaminerals").
_LAST_WORDS = re.compile(
    r"^([a-z]{4,})(ai|bank|bio|capital|care|cloud|crops|data|energy|financial|foods|fusion|games|group|health|hr|labs"
    r"|logistics|media|medical|minerals|money|power|robotics|security|software|solutions|studios?|systems|tech"
    r"|technologies|therapeutics|works)$"
)
_TWO_WORDS = re.compile(r"^([A-Z][a-z]{3,})([A-Z][a-z]{3,})$")
_LONGEST_RUN = 5
_SHORTEST_KEY = 3

_NAME = r"[A-Z0-9][\w&.'’-]*(?: (?:(?:of|and|the) )?[A-Z0-9&][\w&.'’-]*){0,3}?"
_INTRODUCTIONS = (
    re.compile(
        rf"^(?:[Aa]bout|ABOUT|[Ww]hy|WHY|[Ll]ife at|[Jj]oin|JOIN|Über|À propos de|Sobre) ({_NAME})[:?!]?$",
        re.M,
    ),
    re.compile(rf"(?:^|[.!?:] |\n)(?:At|AT|Bei|Chez|En) ({_NAME}),? (?:we|our|you|wir|nous)\b", re.M),
    re.compile(rf"(?:^|[.!?] )({_NAME}) (?:is|was|helps|has|builds|makes|provides|ist|est|es) [a-z]", re.M),
)
_NOT_NAMES = frozenset(
    {
        *("a", "about", "all", "an", "and", "applicants", "as", "at", "candidates", "employment", "everyone"),
        *(
            "he",
            "he/she",
            "here",
            "how",
            "if",
            "in",
            "it",
            "job",
            "join",
            "me",
            "my",
            "one",
            "our",
            "overview",
        ),
        *(
            "position",
            "pay",
            "role",
            "salary",
            "she",
            "that",
            "the",
            "their",
            "there",
            "these",
            "they",
            "this",
        ),
        *("team", "travel", "us", "we", "what", "where", "who", "why", "work", "working", "you", "your"),
        *(
            "das",
            "der",
            "die",
            "du",
            "es",
            "este",
            "il",
            "la",
            "le",
            "les",
            "sie",
            "the",
            "uns",
            "vous",
            "wir",
        ),
    }
)


def board_of(url: str) -> str:
    """Return the company's part of a job board's address, "" for any other address.

    Boards carry it as the first part of the path ("https://jobs.lever.co/acme/..."); Greenhouse's
    embedded form carries it as `for` in the query.
    """
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return ""
    if not _BOARD_HOSTS.match(host):
        return ""
    first = parts.path.strip("/").split("/")[0]
    token = parse_qs(parts.query).get("for", [""])[0] if first == "embed" else first
    return one_line(unquote(token))


def company_from_board(board: str, text: str) -> str:
    """Return the name of the company whose board is called `board`, as the posting's text spells it.

    In order: the most frequent run of words which, folded to letters and digits, equals the board's
    name; the short name by which the text introduces the company, completed from the board's name
    ("Neo" and "neofinancial" give "Neo Financial"); another name that the text introduces in two
    ways; the board's name with its words capitalised.
    """
    base = _CAREER_TAIL.sub("", _DOMAIN_TAIL.sub("", board))
    prose = _NOT_PROSE.sub(" ", text)
    keys = {letters_and_digits(name) for name in (board, base, _DOMAIN_TAIL.sub("", board))}
    return (
        _spelling(prose, {key for key in keys if len(key) >= _SHORTEST_KEY})
        or _completed(prose, base)
        or company_from_text(text)
        or _capitalised(base)
    )


def company_from_text(text: str) -> str:
    """Return the name that a text introduces as the company in at least two ways, "" when none.

    The ways are a heading "About X", "At X, we ..." and a sentence that begins "X is ...".
    """
    prose = _NOT_PROSE.sub(" ", text)
    ways = Counter(key for names in _introduced(prose) for key in {letters_and_digits(name) for name in names})
    best = [key for key, count in ways.items() if count > 1 and len(key) >= _SHORTEST_KEY]
    if not best:
        return ""
    return _spelling(prose, {max(best, key=lambda key: (ways[key], len(key)))})


def company_from_title(title: str, text: str) -> str:
    """Return the name that a title begins with when the text calls it the place of work, else "".

    "TTS Research Lead" names TTS if the text says "at TTS" or "join TTS" at least twice.
    """
    words = title.split()
    for length in range(min(3, len(words) - 1), 0, -1):
        name = " ".join(words[:length])
        if not all(word[0].isupper() for word in words[:length]):
            continue
        uses = re.findall(rf"\b(?:[Aa]t|[Jj]oin|[Ww]ithin) {re.escape(name)}\b(?! [A-Z])", text)
        if len(uses) > 1:
            return name
    return ""


def _introduced(prose: str) -> list[list[str]]:
    found = [[_bare(match) for match in pattern.findall(prose)] for pattern in _INTRODUCTIONS]
    return [[name for name in names if name.split()[0].casefold() not in _NOT_NAMES] for names in found]


def _bare(name: str) -> str:
    return re.sub(r"['’]s?$", "", name).rstrip(".'’-")


def _spelling(prose: str, keys: set[str]) -> str:
    """The spelling that the prose uses most, among the runs of words that fold to one of the keys."""
    quiet, loud = _spellings(prose, keys)
    counts = quiet or loud
    if not counts:
        return ""
    cased = Counter({name: n for name, n in counts.items() if name != name.lower()})
    small = Counter({name: n for name, n in counts.items() if name == name.lower()})
    if small and (_introduces(prose, small) if not cased else small.total() >= 3 * cased.total()):
        return small.most_common(1)[0][0]
    if not cased:
        return ""
    best = cased.most_common(1)[0][0]
    if not quiet and len(best) > 5:
        return best.title()
    return _with_constant_companion(prose, best, cased.total())


def _spellings(prose: str, keys: set[str]) -> tuple[Counter[str], Counter[str]]:
    """Count the spellings in ordinary lines and, apart, in lines that are all capitals."""
    quiet: Counter[str] = Counter()
    loud: Counter[str] = Counter()
    for line in prose.split("\n"):
        (loud if line.isupper() and len(line) > 3 else quiet).update(_runs(line, keys))
    return quiet, loud


def _runs(line: str, keys: set[str]) -> list[str]:
    tokens = [match.span() for match in _TOKEN.finditer(line)]
    runs: list[str] = []
    index = 0
    while index < len(tokens):
        length = _run_length(line, tokens[index : index + _LONGEST_RUN], keys)
        if length:
            end = tokens[index + length - 1][1]
            domain = _ATTACHED_DOMAIN.match(line, end)
            runs.append(line[tokens[index][0] : domain.end() if domain else end])
        index += length or 1
    return runs


def _run_length(line: str, tokens: list[tuple[int, int]], keys: set[str]) -> int:
    first = letters_and_digits(line[slice(*tokens[0])])
    if not any(key.startswith(first) for key in keys):  # as with most words
        return 0
    for length in range(len(tokens), 0, -1):
        if letters_and_digits(line[tokens[0][0] : tokens[length - 1][1]]) in keys:
            return length
    return 0


def _introduces(prose: str, names: Counter[str]) -> bool:
    pattern = r"\b(?:[Aa]bout|[Aa]t|[Jj]oin|[Ff]or) {0}\b|\b{0} (?:is|has|was)\b|\b{0}[’']s\b"
    return any(re.search(pattern.replace("{0}", re.escape(name)), prose) for name in names)


def _with_constant_companion(prose: str, name: str, total: int) -> str:
    """Complete a name with the word that follows it every second time or more ("Acme" -> "Acme Robotics")."""
    after = Counter(
        following.group(1)
        for match in re.finditer(rf"\b{re.escape(name)}(?!\w)", prose)
        if (following := _NEXT_WORD.match(prose, match.end()))
    )
    if not after:
        return name
    word, count = after.most_common(1)[0]
    return f"{name} {word}" if count > 1 and 2 * count >= total else name


def _completed(prose: str, base: str) -> str:
    """A short name that the text introduces, completed so that it says what the board's name says."""
    key = letters_and_digits(base)
    for name in (name for names in _introduced(prose) for name in names):
        short = letters_and_digits(name)
        if len(short) < _SHORTEST_KEY or short == key or not key.startswith(short):
            continue
        longer = re.search(rf"\b{re.escape(name)}(?: [A-Z]\w+)+", prose)
        if longer and letters_and_digits(longer.group()).startswith(key):
            return longer.group()
        return f"{_quieter(prose, name, short)} {_capitalised(_rest(base, len(short)))}"
    return ""


def _quieter(prose: str, name: str, key: str) -> str:
    return _spelling(prose, {key}) or name


def _rest(base: str, letters: int) -> str:
    """What of a board's name follows its first so many letters and digits."""
    for index in range(len(base)):
        if len(letters_and_digits(base[:index])) == letters:
            return base[index:].strip("-_ .")
    return base


def _capitalised(slug: str) -> str:
    words = [part for word in re.split(r"[-_\s]+", slug) if word for part in _apart(word)]
    return " ".join(_capitalised_word(word) for word in words)


def _apart(word: str) -> list[str]:
    """The two words that a board's name glues together, where their joint is plain to see."""
    match = _TWO_WORDS.match(word) or _LAST_WORDS.match(word)
    return list(match.groups()) if match else [word]


def _capitalised_word(word: str) -> str:
    if word in _UPPER_WORDS:
        return word.upper()
    return word if word != word.lower() or word == "and" else word[:1].upper() + word[1:]
