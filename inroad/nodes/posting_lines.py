"""One line of a posting that says something concrete about the work, to be quoted word for word."""

from __future__ import annotations

import re
from collections.abc import Iterator

from inroad.state import Sender

MIN_WORDS, MAX_WORDS = 6, 17

_WORK_HEADING = re.compile(
    r"responsib|what you('|’)?(ll| will)? (be )?(do|work|own)|you will|you('|’)ll|the role|your role|the job|this role"
    r"|day.to.day|^\W*role\W*$|your mission|your impact|tasks|duties|what we need you|objectives",
    re.IGNORECASE,
)
_OTHER_HEADING = re.compile(
    r"requirement|qualification|who you are|you have|you bring|\babout\b(?! the (role|job|position))|benefit|perks"
    r"|\boffer|compensation|salary|equal|apply|process|skills|experience|we are|we('|’)re|values|nice to have|bonus"
    r"|why |you might|good fit|looking for|you('|’)ll (need|get|bring|love|enjoy|have|thrive)|ideal|stack|excites",
    re.IGNORECASE,
)
_NOT_QUOTABLE = re.compile(
    r"\b(?:that you|your (?:message|mail|email|reply|answer|note)|write that|say that|tell (?:them|him|her|me))\b|"
    r"https?:|www\.|@|\w\.(com|net|org|io|co|ai|dev|example)\b|[$€£<>{}\[\]\"“”|_*#\\]|\d{3}|\b(usd|eur|gbp|dollars?)\b"
    r"|bitcoin|gift card|wire transfer|password|passport|bank account|salary|benefit|insurance|visa|equal opportunity"
    r"|apply|click|resume|gender|race\b|disabilit|ignore|instruction|prompt|please|e-?mail|whatsapp|telegram"
    r"|motivated|confiden|years? of|must (be|have)|duties as|our values|company values"
    r"|\b(write|reply|talk|speak) to\b|\bcontact (us|me)\b"
    r"|\band more\b|\betc\b|\bI\b|\b(this|the) (posting|message)\b|\bthis role\b",
    re.IGNORECASE,
)
_LABEL = re.compile(r"^[A-Z][\w/&’' -]{2,50}(:| [–—-]) +(?=[A-Z])")
_YOU = re.compile(r"^(In this role,? )?You(('|’)ll| will)? (also )?(be )?(?=[a-z])")
_FIRST_SENTENCE = re.compile(r"(?<=[a-z)])[.!] (?=[A-Z])")
_STUTTER = re.compile(r"\b(\w+) \1\b", re.IGNORECASE)
_ING = re.compile(r"[a-z]{2,}ing")
_NOT_A_TASK = frozenset(
    [
        "accounting",
        "according",
        "advertising",
        "amazing",
        "banking",
        "beginning",
        "being",
        "during",
        "engineering",
        "everything",
        "exciting",
        "existing",
        "having",
        "including",
        "looking",
        "marketing",
        "meeting",
        "outstanding",
        "pricing",
        "programming",
        "regarding",
        "reporting",
        "something",
        "training",
        "understanding",
        "working",
    ]
)
# What people do at work, as postings begin their lines with it.
_VERBS = frozenset(
    [
        "achieve",
        "act",
        "adapt",
        "address",
        "administer",
        "advance",
        "advise",
        "advocate",
        "align",
        "analyse",
        "analyze",
        "apply",
        "architect",
        "assemble",
        "assess",
        "assist",
        "assume",
        "audit",
        "automate",
        "balance",
        "bring",
        "build",
        "calibrate",
        "capture",
        "care",
        "carry",
        "champion",
        "clean",
        "close",
        "coach",
        "collaborate",
        "collect",
        "communicate",
        "compile",
        "complete",
        "conceive",
        "conduct",
        "configure",
        "connect",
        "consult",
        "contribute",
        "coordinate",
        "craft",
        "create",
        "cultivate",
        "curate",
        "debug",
        "decide",
        "define",
        "deliver",
        "demonstrate",
        "deploy",
        "design",
        "detect",
        "determine",
        "develop",
        "devise",
        "diagnose",
        "discover",
        "dispatch",
        "document",
        "draft",
        "drive",
        "edit",
        "elevate",
        "embed",
        "enable",
        "engage",
        "enhance",
        "ensure",
        "establish",
        "estimate",
        "evaluate",
        "evolve",
        "examine",
        "execute",
        "expand",
        "explore",
        "extend",
        "facilitate",
        "fix",
        "forecast",
        "foster",
        "gather",
        "generate",
        "grow",
        "guide",
        "handle",
        "help",
        "identify",
        "implement",
        "improve",
        "influence",
        "inform",
        "innovate",
        "inspect",
        "install",
        "integrate",
        "interpret",
        "introduce",
        "investigate",
        "iterate",
        "keep",
        "launch",
        "lead",
        "learn",
        "leverage",
        "liaise",
        "maintain",
        "make",
        "manage",
        "measure",
        "mentor",
        "migrate",
        "model",
        "moderate",
        "monitor",
        "negotiate",
        "onboard",
        "operate",
        "optimise",
        "optimize",
        "orchestrate",
        "organise",
        "organize",
        "oversee",
        "own",
        "participate",
        "partner",
        "perform",
        "pioneer",
        "plan",
        "prepare",
        "present",
        "prioritise",
        "prioritize",
        "process",
        "produce",
        "promote",
        "propose",
        "prospect",
        "prototype",
        "provide",
        "publish",
        "qualify",
        "raise",
        "recommend",
        "reconcile",
        "record",
        "recruit",
        "reduce",
        "refine",
        "report",
        "represent",
        "research",
        "resolve",
        "respond",
        "review",
        "run",
        "safeguard",
        "scale",
        "schedule",
        "scope",
        "secure",
        "sell",
        "serve",
        "set",
        "shape",
        "ship",
        "shoot",
        "solve",
        "source",
        "spearhead",
        "specify",
        "steer",
        "streamline",
        "strengthen",
        "study",
        "supervise",
        "supply",
        "support",
        "synthesise",
        "synthesize",
        "teach",
        "test",
        "track",
        "train",
        "translate",
        "troubleshoot",
        "uncover",
        "understand",
        "update",
        "validate",
        "verify",
        "work",
        "write",
    ]
)


def telling_lines(text: str, sender: Sender) -> list[str]:
    """Return the lines from the part about the work, those nearest to the sender's own skills first."""
    skills = {word for skill in sender.skills for word in _terms(skill)}
    return sorted(dict.fromkeys(_quotable(text)), key=lambda line: -len(skills & _terms(line)))


def _terms(text: str) -> set[str]:
    words = (word.strip(".,;:()") for word in text.casefold().split())
    return {word for word in words if len(word) > 2} - {"and", "the", "for", "with"}


def _quotable(text: str) -> Iterator[str]:
    """The lines under a heading about the work, until one about something else."""
    inside = False
    for raw in text.splitlines():
        line = raw.strip().lstrip("-*•·‣– ").strip()
        if _is_heading(line, is_item=line != raw.strip()):
            inside = _still_inside(line, inside)
        elif inside and (task := _task(line)):
            yield task


def _is_heading(line: str, *, is_item: bool) -> bool:
    """A short line that ends like one or reads like one; a list item has to end with a colon."""
    if not line or len(line.split()) > 8:
        return False
    return line.endswith(":") or (not is_item and not line.endswith(".") and bool(_known_heading(line)))


def _known_heading(line: str) -> re.Match[str] | None:
    return _OTHER_HEADING.search(line) or _WORK_HEADING.search(line)


def _still_inside(heading: str, inside: bool) -> bool:
    """A heading that says neither is one within the part."""
    if _OTHER_HEADING.search(heading):
        return False
    return inside or bool(_WORK_HEADING.search(heading))


def _task(line: str) -> str:
    """The line without a label in front, when it names something to do in a length to be quoted; else ""."""
    task = _YOU.sub("", _FIRST_SENTENCE.split(_LABEL.sub("", line))[0]).rstrip(" .;:,")
    fits = MIN_WORDS <= len(task.split()) <= MAX_WORDS and task.isprintable()
    return task if fits and _names_a_task(task) and not _NOT_QUOTABLE.search(line) else ""


def _names_a_task(task: str) -> bool:
    """One statement, not a headline, that says what is done to what: "Build ...", "Building ..."."""
    first = task.split()[0].lower().rstrip(",")
    begins = first in _VERBS or (bool(_ING.fullmatch(first)) and first not in _NOT_A_TASK)
    words = task.split()
    is_headline = sum(word[0].isupper() for word in words) * 2 > len(words)
    objects = [word for word in words if len(word) > 3 and word.lower().strip(",") not in _VERBS]
    is_plain = not re.search(r"[.!?;:] ", task) and not _STUTTER.search(task)
    return begins and not is_headline and len(objects) > 1 and is_plain
