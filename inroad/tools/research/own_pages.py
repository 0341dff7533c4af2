"""Which pages of a company are worth reading: its first page, and what that calls "about us" and "news"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from urllib.parse import urldefrag, urlsplit

from inroad.reference.mail_kinds import is_hosting_site, registrable_domain
from inroad.state import CompanyInfo
from inroad.tools.cleaning.companies import names_company
from inroad.tools.research import WebText
from inroad.tools.research.relevance import host_of, is_own

# Beside the first page, the best of each kind.
MOST_PAGES = 3
_KINDS = (
    re.compile(
        r"^/(?:[a-z]{2}(?:-[a-z]{2})?/)?(?:company/?|about(?:-us)?|about/company|company/about(?:-us)?|who-we-are"
        r"|our-story|ueber-uns"
        r"|uber-uns|unternehmen|a-propos|qui-sommes-nous|entreprise|sobre(?:-nosotros|-nos)?|quienes-somos|quem-somos"
        r"|over-ons|chi-siamo"
        r"|azienda)/?(?:index\.html?)?$",
        re.IGNORECASE,
    ),
    re.compile(
        r"^/(?:[a-z]{2}(?:-[a-z]{2})?/)?(?:news(?:room)?|press(?:-room|-releases)?|company/news|about/news|media"
        r"|aktuelles|presse|actualites"
        r"|noticias|prensa|nieuws|pers|notizie|stampa|imprensa)/?(?:index\.html?)?$",
        re.IGNORECASE,
    ),
)


def first_page(company: CompanyInfo, urls: Iterable[str]) -> str:
    """Return a company's first page: at its domain, else at that of the found addresses whose name is the company's."""
    if company.domain:
        return f"https://{company.domain}/"
    domains = dict.fromkeys(registrable_domain(host_of(url)) for url in urls)
    named = [
        each for each in domains if names_company(each.partition(".")[0], company.name) and not is_hosting_site(each)
    ]
    # Of several sites with the name one is another company's, and which cannot be told.
    return f"https://{named[0]}/" if len(named) == 1 else ""


def further_pages(first: WebText, company: CompanyInfo, found: Iterable[str] = ()) -> list[str]:
    """Return what else to read of a company's site: of what its first page points to, and what was found elsewhere."""
    own = [urldefrag(link).url for link in (*first.links, *found) if is_own(link, company)]
    return [best for kind in _KINDS if (best := _shortest(own, kind)) and best.rstrip("/") != first.url.rstrip("/")]


def _shortest(links: Sequence[str], kind: re.Pattern[str]) -> str:
    fitting = sorted({link for link in links if kind.match(urlsplit(link).path)}, key=lambda link: (len(link), link))
    return fitting[0] if fitting else ""
