"""Company names: one key for the ways in which people write the same company.

The key is the name without legal form, decoration, accents, case, blanks and punctuation:
"ACME Robotics LLC" and "Acme-Robotics GmbH" are both "acmerobotics". A name has further keys where
it may be written in another way; two names are the same company when the first key of one is among
the keys of the other:

* a letter that German or the Nordic languages also write with two: "Müller" is "muller" and "mueller",
  so it is the same as "Muller" and as "Mueller", while those two stay apart;
* an ending that is a web domain: "Acquisition.com" is also "acquisition". "Login.gov" stays whole.

Subsidiaries are not guessed: "Acme" is not "Acme Robotics".
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from anyascii import anyascii
from cleanco.clean import prepare_default_terms  # type: ignore[import-untyped]

from inroad.reference.mail_kinds import is_disposable, is_free_mail, is_hosting_site, registrable_domain
from inroad.state import CompanyInfo, Posting

# Legal forms in cleanco's list that are words, places or names in their own right ("Co-op", "Acme UK").
_NOT_A_FORM = """
ad aat at ba bl bm ca cio coop cpt da dat do ec ee ent ep et etat eu fa gp gte ij ik koop nl oe ok pp ps
scoop sd sem sep ses sf sp ss stg ud uk vat xt
"""
_ASIAN_FORMS = re.compile(
    "株式会社|有限会社|合同会社|股份有限公司|有限责任公司|有限公司|주식회사|\\((?:株|有|주)\\)|（(?:株|有|주)）"
)
_FORMS_IN_FRONT = frozenset({"ooo", "oao", "zao", "pao", "pt"})
# "The", the forms in front, and an "&" that is read as "and" come before what the key starts with.
_INITIALS_IN_FRONT = frozenset({"t", "&"} | {form[0] for form in _FORMS_IN_FRONT})
_SECOND_LETTERS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})
_DECORATION = re.compile(
    r"\s+[|•·‖]\s.*$"
    r"|\s*[-–—:,]\s*(?:we(?:'|’)?\s?a?re hiring|hiring|now hiring|join us|acquired by|now part of|part of"
    r"|formerly|previously|ex[- ]|an? [\w&. ]+ company)\b.*$"
    r"|\s+(?:is hiring|acquired by|now part of|f/k/a)\b.*$",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"\s+[(\[（][^()\[\]（）]*[)\]）](?=[\s,]|$)")
_WEB_ENDING = re.compile(r"(?<=\w)\.(?:com|io|ai|co|app|net|org|dev|tech|xyz|so)(?=$|[\s,])", re.IGNORECASE)
_LINK = re.compile(r"(?:https?://|www\.)([\w.-]+\.[a-z]{2,})", re.IGNORECASE)
_MAIL_DOMAIN = re.compile(r"@([\w-]+(?:\.[\w-]+)*\.[a-z]{2,})(?![\w-])", re.IGNORECASE)
_LONG_NAME = 6
_OWN_SITE = re.compile(r"(?:www|careers?|jobs?|work|join|about|blog|en|de|fr|es)\.", re.IGNORECASE)
_WORDS_AROUND = ("get", "try", "use", "join", "hello", "my", "team", "hq", "inc", "labs", "app", "corp")


class EmbeddedCompanyCleaner:
    """Says which company a posting is about, from nothing but the posting."""

    def clean(self, posting: Posting) -> CompanyInfo:
        """Return name, key and, only where the posting tells it for certain, the domain."""
        name = " ".join(posting.company.split())
        return CompanyInfo(name=name, key=company_key(name), domain=_domain_told(posting, name))


def company_key(name: str) -> str:
    """Return the key by which a company is matched, or "" for a name without letters and digits."""
    keys = company_keys(name)
    return keys[0] if keys else ""


@lru_cache(maxsize=100_000)
def company_keys(name: str) -> tuple[str, ...]:
    """Return all keys of a company's name, the first one the key; none for an empty name."""
    plain = _undecorated(unicodedata.normalize("NFC", name))
    lower = plain.casefold()
    spellings = [lower, lower.translate(_SECOND_LETTERS), _WEB_ENDING.sub("", lower)]
    return tuple(dict.fromkeys(key for key in map(_key_of, dict.fromkeys(spellings)) if key))


def same_company(a: str, b: str) -> bool:
    """Say whether two names are ways to write the same company; an empty one never is."""
    keys_a, keys_b = company_keys(a), company_keys(b)
    if not keys_a or not keys_b:
        return False
    return keys_a[0] in keys_b or keys_b[0] in keys_a


def may_be_same(name: str, keys: tuple[str, ...]) -> bool:
    """Say cheaply whether a name is worth its own keys when it is compared with the keys of another.

    False only where the first letter shows that the two differ; so that a large network is searched
    without taking every name in it apart.
    """
    first = next((char for char in name if char.isalnum() or char == "&"), "").lower()
    return not first.isascii() or first in _INITIALS_IN_FRONT or any(key.startswith(first) for key in keys)


def names_company(label: str, name: str) -> bool:
    """Say whether a domain's label ("acme-robotics") spells the company's name."""
    return _joined(label) in company_keys(name)


def _undecorated(name: str) -> str:
    """Return a name without what people put after it: slogans, batches, owners, in that order."""
    text = _ASIAN_FORMS.sub(" ", name).strip()
    for pattern in (_DECORATION, _BRACKETS, _DECORATION):
        text = pattern.sub("", text) or text
    return text


def _key_of(name: str) -> str:
    return _joined("".join(_without_form(_words(name))))


def _words(name: str) -> list[str]:
    """Split a folded name into words; dots and hyphens join, so that "S.p.A." is one word."""
    text = name.casefold().replace("&", " and ").replace("+", " and " if " + " in name else "+")
    text = re.sub(r"\bco\.\s*kg", "co kg", text)
    text = "".join(_spaced(char) for char in text)
    return _latin(text).split()


def _spaced(char: str) -> str:
    if char.isalnum() or char in " /":
        return char
    return "" if char in ".-'’`´™®©" or unicodedata.category(char)[0] in "CM" else " "


def _latin(text: str) -> str:
    return text if text.isascii() else anyascii(text).casefold()


def _joined(text: str) -> str:
    return "".join(char for char in _latin(text.casefold()) if char.isalnum())


def _without_form(words: list[str]) -> list[str]:
    """Drop articles and legal forms from both ends, as long as a word is left."""
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    if len(words) > 1 and words[0] in _FORMS_IN_FRONT:
        words = words[1:]
    while length := _form_length(words):
        words = words[:-length]
    return words


def _form_length(words: list[str]) -> int:
    """Count the words of the longest legal form that ends a name and leaves something of it."""
    forms = _legal_forms()
    for length in range(min(4, len(words) - 1), 0, -1):
        if tuple(words[-length:]) in forms:
            return length
    return 0


@cache
def _legal_forms() -> frozenset[tuple[str, ...]]:
    terms = (" ".join(parts).replace("&", "and").split() for _, parts in prepare_default_terms())
    own = ("and co kg", "and co kgaa", "co ltd", "private limited", "publ", "ug", "pbc", "oü", "oue")
    every = {tuple(term) for term in terms} | {tuple(_latin(term).split()) for term in own}
    return frozenset(every - {(word,) for word in _NOT_A_FORM.split()})


def _domain_told(posting: Posting, name: str) -> str:
    """Return the domain that a posting gives as its employer's own, or "" when it leaves a doubt."""
    told = _most_frequent(
        domain for domain in _own_domains(_MAIL_DOMAIN.findall(posting.text)) if _mail_fits(domain, name)
    )
    if told:
        return told
    pages = [*_hosts([posting.url, *posting.links]), *_LINK.findall(posting.text)]
    return _most_frequent(domain for domain in _own_domains(_sites(pages)) if _spells(domain, name))


def _hosts(links: Iterable[str]) -> list[str]:
    return [host for link in links for host in _LINK.findall(link)[:1]]


def _sites(hosts: Iterable[str]) -> Iterator[str]:
    """Yield the hosts that are a company's site; a product or an app may live at another domain."""
    for host in hosts:
        if registrable_domain(host) in (host.lower(), _OWN_SITE.sub("", host.lower(), count=1)):
            yield host


def _own_domains(hosts: Iterable[str]) -> Iterator[str]:
    """Yield the registrable domains that may be an employer's own."""
    for domain in map(registrable_domain, hosts):
        if domain and not (is_hosting_site(domain) or is_free_mail(domain) or is_disposable(domain)):
            yield domain


def _spells(domain: str, name: str) -> bool:
    """Say whether a domain is the company's name, with its ending ("login.gov") or without."""
    return names_company(domain.split(".", 1)[0], name) or names_company(domain, name)


def _mail_fits(domain: str, name: str) -> bool:
    """Say whether a mail domain is the name, alone or with a word before or after it ("getacme.com").

    A longer name may stand with any word, a short one only with those that companies use so.
    """
    label = _joined(domain.split(".", 1)[0])
    return _spells(domain, name) or any(_is_with_a_word(label, key) for key in company_keys(name))


def _is_with_a_word(label: str, key: str) -> bool:
    if len(key) >= _LONG_NAME:
        return label.startswith(key) or label.endswith(key)
    return label in {word + key for word in _WORDS_AROUND} | {key + word for word in _WORDS_AROUND}


def _most_frequent(domains: Iterable[str]) -> str:
    """Return the domain named most often, or "" when none is or two are named equally often."""
    ranked = Counter(domains).most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return ""
    return ranked[0][0]
