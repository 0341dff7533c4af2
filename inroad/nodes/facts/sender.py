"""What the sender's resume says, as facts; the lists whole, to be compared and cut afterwards."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from inroad.nodes.facts.studies import study_facts
from inroad.nodes.facts.values import employer_name, facts_of, label, month_of, numbered, plain_title
from inroad.state import Education, Fact, Sender, Work
from inroad.tools.cleaning.companies import same_company
from inroad.tools.drafts.names import shown_name

# Verbs in the past that do not end in -ed, as resumes use them to begin a line.
_IRREGULAR_PAST = {
    "began", "brought", "built", "caught", "chose", "cut", "did", "drew", "drove", "found", "gave", "grew",
    "held", "kept", "laid", "led", "made", "met", "oversaw", "put", "ran", "rebuilt", "rewrote", "rose",
    "sang", "saw", "set", "shot", "shrank", "sold", "spearheaded", "spent", "split", "spoke", "sped", "stood",
    "taught", "thought", "told", "took", "undertook", "understood", "won", "wrote",
}  # fmt: skip
# Words in -ed that begin a line of a resume without saying what was done.
_NOT_PAST = {
    "accomplished", "advanced", "certified", "dedicated", "detailed", "embed", "exceed", "experienced", "feed",
    "indeed", "limited", "motivated", "need", "proceed", "seasoned", "seed", "skilled", "speed", "succeed", "talented",
}  # fmt: skip
# Participles of what was done to somebody, or of how they are, and those that are so before such a word.
_NEVER_DONE = {
    "assigned", "awarded", "based", "commended", "credited", "elected", "employed", "entrusted", "exposed", "focused",
    "honored", "honoured", "interested", "invited", "involved", "known", "located", "named", "nominated", "placed",
    "ranked", "rated", "required", "tasked",
}  # fmt: skip
_DONE_TO_THEM = {
    "accepted": {"at", "for", "into", "to"}, "appointed": {"to"}, "chosen": {"for", "from", "to"},
    "hired": {"at", "for", "from", "into", "out", "to"}, "mentored": {"in", "under"},
    "promoted": {"after", "at", "early", "for", "from", "in", "into", "to", "twice", "within"},
    "put": {"forward", "in"},
    "recognised": {"among", "for", "in", "with"}, "recognized": {"among", "for", "in", "with"},
    "recruited": {"at", "for", "from", "into", "out", "to"}, "selected": {"among", "for", "from", "out", "to"},
    "trained": {"at", "for", "in", "on", "under", "with"},
}  # fmt: skip
_FIRST_SENTENCE = re.compile(r"(?<=[a-z0-9)%])\. (?=[A-Z])")
_NO_PROSE = re.compile(r"https?:|www\.|[<>{}\n]")
_LONGEST_DID = 28
_PHONE = re.compile(r"[\d+() ./x-]{1,30}")
_MOST_DONE = 5


def sender_facts(sender: Sender, jd: str, attachment: str, this_year: int) -> list[Fact]:
    """Return all that is known of the sender; `jd` is the posting's text, `attachment` a file's path or ""."""
    values = {
        **_work(sender),
        **_studied(sender.education, this_year),
        **_done(sender.work, jd),
        **numbered("sender.skill", map(label, sender.skills)),
        **numbered("sender.interest", map(label, sender.interests)),
        **numbered("sender.language", map(label, sender.languages)),
        "sender.hometown": label(sender.hometown),
        "sender.phone": sender.phone if _PHONE.fullmatch(sender.phone) else "",
        "sender.url": sender.url if sender.url.split() == [sender.url] else "",
        "sender.attachment": Path(attachment).name,
    }
    degrees = study_facts("sender", [_in_the_past(entry, this_year) for entry in sender.education])
    return [*_own_name(sender), *facts_of(values | degrees, sender.source)]


def _own_name(sender: Sender) -> Iterator[Fact]:
    """The user's name; one that reads as a name stays, whatever it sounds like ("Ignacio Ignorato")."""
    plain = list(facts_of({"sender.name": sender.name}, sender.source))
    if plain:
        yield from plain
    elif name := shown_name(sender.name):
        yield Fact(id="sender.name", text=name, source=sender.source)


def _work(sender: Sender) -> dict[str, str]:
    """Where the sender works now, and where before: each employer once, and none of today's among the earlier."""
    current = next((work for work in sender.work if work.current and work.position and work.employer), None)
    now = employer_name(current.employer) if current else ""
    today = [work.employer for work in sender.work if work.current]
    left = [work.employer for work in sender.work if not any(same_company(work.employer, name) for name in today)]
    before = dict.fromkeys(map(employer_name, left))
    return {
        "sender.role": plain_title(current.position) if current else plain_title(sender.label),
        "sender.employer": now,
        "sender.role_since": month_of(current.since) if current and now and current.since else "",
        **numbered("sender.employer", [name for name in before if name]),
    }


def _studied(education: Iterable[Education], this_year: int) -> dict[str, str]:
    studies = [(f"{label(e.field)} at {label(e.school)}", e.end_year) for e in education if e.field and e.school]
    whole = [(study, end) for study, end in studies if end and not study.startswith(" ") and not study.endswith(" ")]
    return {
        "sender.study": next((study for study, end in whole if end < this_year), ""),
        "sender.studies": next((study for study, end in whole if end > this_year), ""),
    }


def _in_the_past(entry: Education, this_year: int) -> Education:
    """The entry without its degree, where that is still to come or may be."""
    finished = entry.end_year is not None and entry.end_year < this_year
    return entry if finished else entry.model_copy(update={"degree": ""})


def _done(work: Iterable[Work], jd: str) -> dict[str, str]:
    """The lines of the resume as "built ...", each with its employer: the one nearest to the posting, then others."""
    wanted = _words(jd)
    lines = [(phrase, w.employer) for w in work for line in w.highlights if (phrase := _past_phrase(line))]
    best_first = sorted(lines, key=lambda line: -len(_words(line[0]) & wanted))[:_MOST_DONE]
    values: dict[str, str] = {}
    for number, (phrase, employer) in enumerate(best_first):
        end = f".{number}" if number else ""
        values |= {f"sender.did{end}": phrase, f"sender.worked_at{end}": employer_name(employer)}
    return values


def _past_phrase(line: str) -> str:
    """A highlight as it goes on after "I": "Built a tool." becomes "built a tool"; "" when it does not fit."""
    first, _, rest = _FIRST_SENTENCE.split(line.strip(" .;"))[0].partition(" ")
    verb = first.lower()
    fits = verb in _IRREGULAR_PAST or (verb.isalpha() and verb.endswith("ed") and verb not in _NOT_PAST)
    text = f"{verb} {rest}"
    return (
        text
        if fits
        and rest
        and not _was_done_to_them(verb, rest)
        and len(text.split()) <= _LONGEST_DID
        and not _NO_PROSE.search(text)
        else ""
    )


def _was_done_to_them(verb: str, rest: str) -> bool:
    """Whether a participle tells what happened to somebody ("Promoted to ..."), not what they did."""
    following = rest.split()[0].lower()
    return verb in _NEVER_DONE or following in {"as", "by"} | _DONE_TO_THEM.get(verb, set())


def _words(text: str) -> set[str]:
    return {word for word in re.findall(r"[a-z0-9+#]+", text.lower()) if len(word) > 3}
