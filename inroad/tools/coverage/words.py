"""The words of a text that carry its content, by their stems.

Stems are those of the Snowball algorithms, in the language of the text. What every posting says ("strong",
"experience", "ability to") carries nothing. The lists are written by hand from general knowledge.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache, lru_cache
from threading import Lock
from typing import Protocol

import snowballstemmer  # type: ignore[import-untyped]
from anyascii import anyascii

_LANGUAGES = {
    "en": "english",
    "de": "german",
    "fr": "french",
    "es": "spanish",
    "it": "italian",
    "pt": "portuguese",
    "nl": "dutch",
}
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_PART = re.compile(r"['’](?:s|re|ve|ll|d|t)$")

# Words without content, and what postings and CVs say around everything.
_EMPTY = """
a about above across after again all along also an and another any are around as at away be because been before being
below between both but by can could did do does doing done down during each either else e g eg etc every few for from
further get give given go had has have having he help her here high his how however i ie if in including into is it
its just keep know known least less like ll look lot made make making many may me might more most much must my need
needed needs neither new no nor not of off on once one only onto or other others our out over own per please plus
rather re s same see several shall she should similar since so some such t take than that the their them then there
these they this those through to together too toward towards two under until up upon us use used user-friendly using
usually various very via vs was way we well were what when where whether which while who whom whose why will with
within without would year years yes yet you your yours ability able accomplished adept advantage aptitude best
practice practices asset background basic beneficial bonus capable capability capacity comfort comfortable command
competence competent comprehensive confident considered consistent consistently deep demonstrable demonstrate
demonstrated demonstrating desirable desire desired develop eager effective effectively enthusiasm enthusiastic
essential established excellent exceptional excited expected experience experienced experiences expert expertise
exposure extensive extremely familiar familiarity first fluency fluent following genuine good grade great hands
handson hands-on highly ideal ideally important in-depth interest interested keen knowledge knowledgeable level
mandatory mastery max mid min minimum months nice optional outstanding passion passionate plenty possess practical
preferable preferably preferred prior professional proficiency proficient proven qualification qualifications
qualified readiness ready really recent record relevant required requirement requirements role roles senior sense
significant skill skilled skills solid sound speaking specific strong successful successfully superb thorough
thoroughly track understand understanding understands useful value versed verbal verbally oral orally written spoken
willing willingness work worked working world-class yoe candidate candidates position job applicant environment
equivalent related real world type kind area areas field fields plus least industry company companies
und oder der die das den dem des ein eine einen einem einer eines mit ohne im in am an auf aus bei bis durch fur gegen
nach seit uber um unter von vor zu zum zur ist sind sein hast hat haben du sie ihr dich dir wir uns unser dein deine
sowie auch als wie mehr gern idealerweise wunschenswert gute guter gutes sehr sichere sicherer erfahrung erfahrungen
kenntnis kenntnisse fundierte erste mehrjahrige mindestens jahre jahr berufserfahrung umgang bereich verstandnis
fahigkeit fahigkeiten vorteil von-vorteil
et ou le la les l un une des du de d en dans avec sans pour par sur au aux est sont etre avoir votre vos vous nous
notre bonne bon solide solides experience connaissance connaissances maitrise ans annees competence competences atout
y o el los las una unos unas del al con sin para por sobre es son ser tener su sus tu tus experiencia conocimiento
conocimientos anos nivel dominio capacidad e ed il lo gli i uno della delle dei di da con per tra fra esperienza
conoscenza anni buona ottima capacita os as um uma do dos da das em com sem para esperiencia experiencia conhecimento
conhecimentos anos het een van op met voor bij naar ervaring kennis jaar goede
"""
# Words that are in so many lines of CVs that to share them alone says little; by their stems in English.
_COMMON = """
team work project product data custom client develop design manag build system process support busi servic user lead
creat softwar applic tool engin technolog technic program deliv implement solut improv oper peopl platform own
collabor stakehold cross function qualiti plan drive result complex multipl environ standard organis perform report
problem solv communic partner fast pace self dynam independ detail attent learn
"""
_SAME = {
    "led": "lead", "leader": "lead", "leadership": "lead", "built": "build", "wrote": "write", "written": "write",
    "taught": "teach", "teacher": "teach", "ran": "run", "grew": "grow", "grown": "grow", "sold": "sell",
    "held": "hold", "spoke": "speak", "drove": "drive", "driven": "drive", "brought": "bring", "analyst": "analysi",
    "analyz": "analysi", "analys": "analysi", "analyt": "analysi", "organiz": "organis", "optim": "optimis",
    "programm": "program", "coach": "mentor", "mentorship": "mentor", "hire": "recruit", "supervisor": "supervis",
    "trainer": "train", "curricula": "curriculum", "teammat": "team", "budgetari": "budget",
}  # fmt: skip


# Words of which every text of some length is full, none of them shared by two of the languages.
_TELLING = {
    "en": "the and of with for to from by was were that their this into",
    "de": "und der die das mit für von den dem eine einer bei wurde sowie zur zum durch",
    "fr": "et les des une pour dans avec sur aux du par est au ses",
    "es": "el los las una para con por del y su sus como",
    "it": "il gli della delle dei di nel nella per che sono alla degli",
    "pt": "os das dos uma para com em não ao na no pela pelo",
    "nl": "het een van voor en met op naar bij zijn werd aan ook",
}
_FEWEST = 4
# A stemmer holds the word that it works on, so that two threads with one would spoil each other's.
_ONE_AT_A_TIME = Lock()


class _Stemmer(Protocol):
    def stemWord(self, word: str) -> str: ...  # noqa: N802


def stems(text: str, language: str = "en") -> list[str]:
    """Return the stems of a text's content words, each once, in order; none of a word without content."""
    words = (_PART.sub("", word) for word in _WORD.findall(text.lower()))
    return list(dict.fromkeys(stem for word in words if (stem := _stem(word, language))))


def language_of_lines(text: str, otherwise: str) -> str:
    """Return the ISO 639-1 code of the language of a CV, `otherwise` where its words do not tell.

    Lists of names and of skills mislead statistics of letters; the small words of the language do not lie in them.
    """
    words = Counter(_WORD.findall(text.lower()))
    counts = {code: sum(words[word] for word in small.split()) for code, small in _TELLING.items()}
    best = max(counts, key=lambda code: counts[code])
    return best if counts[best] >= _FEWEST else otherwise


def can_read(language: str) -> bool:
    """Tell whether the words of a language (ISO 639-1) are known: what it says of years and numbers is understood."""
    return language in _LANGUAGES


def is_common(stem: str) -> bool:
    """Tell whether a stem is in so many CVs that it tells little."""
    return stem in _common()


@lru_cache(maxsize=50_000)
def _stem(word: str, language: str) -> str:
    """The stem of a word, "" of one that carries nothing."""
    plain = anyascii(word).lower()
    if plain in _empty() or plain.isdigit() or len(plain) < 2:
        return ""
    with _ONE_AT_A_TIME:
        stem = str(_stemmer(_LANGUAGES.get(language, "english")).stemWord(word))
    return _SAME.get(stem, stem)


@cache
def _stemmer(algorithm: str) -> _Stemmer:
    stemmer: _Stemmer = snowballstemmer.stemmer(algorithm)
    return stemmer


@cache
def _empty() -> frozenset[str]:
    return frozenset(_EMPTY.split())


@cache
def _common() -> frozenset[str]:
    return frozenset(_COMMON.split())
