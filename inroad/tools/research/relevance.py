"""Which pages tell of a company at all: no adverts, no listings, no page about another of a similar name."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import parse_qsl, urlsplit

from inroad.reference.mail_kinds import registrable_domain
from inroad.state import CompanyInfo
from inroad.tools.cleaning.companies import company_keys, names_company
from inroad.tools.research import WebText

_PAID_MARKS = ("gclid", "msclkid", "fbclid", "dclid")
_PAID_MEDIA = ("cpc", "ppc", "paid", "paidsearch", "paid-social", "display", "cpm", "affiliate")
_AD_HOST = re.compile(r"(?:^|\.)(?:googleadservices|doubleclick|googlesyndication|taboola|outbrain|adsrvr)\.")
_AD_TITLE = re.compile(
    r"^\W*(?:ad|ads|sponsored|promoted|anzeige|werbung|annonce|anuncio|advertentie)\s*[·:|\]–—-]", re.I
)

# Boards, people's data for sale, ratings and vouchers: hosts whose pages are made of lists of others.
_LISTING_HOST = re.compile(
    r"(?:^|\.)(?:indeed|glassdoor|ziprecruiter|monster|stepstone|simplyhired|totaljobs|reed|naukri|infojobs|jooble"
    r"|adzuna|jobrapido|talent|careerbuilder|dice|wellfound|builtin|otta|themuse|remoteok|weworkremotely|remotive"
    r"|welcometothejungle|greenhouse|lever|ashbyhq|workable|smartrecruiters|recruitee|personio|teamtailor|bamboohr"
    r"|myworkdayjobs|icims|jobvite|breezy|workday|neuvoo|jobteaser|kununu|comparably|levels|teamblind|salary|payscale"
    r"|rocketreach|zoominfo|apollo|signalhire|contactout|lusha|leadiq|hunter|clearbit|theorg|datanyze|owler|growjo"
    r"|retailmenot|groupon|trustpilot|yelp|g2|capterra|getapp|softwareadvice|producthunt|alternativeto|similarweb"
    r"|facebook|instagram|tiktok|pinterest|youtube|twitter|x|threads|quora|reddit)\.[a-z]{2,3}(?:\.[a-z]{2})?$"
)
_LISTING_PATH = re.compile(r"linkedin\.[a-z]+/(?:jobs|in|pub|posts|pulse|showcase)\b|xing\.[a-z]+/(?:jobs|profile)\b")
_LISTING_TITLE = re.compile(
    # the best of this and that
    r"\b(?:top|best|beste[nrs]?|meilleur\w*|mejores|migliori|melhores)\s+(?:\d{1,3}|ten|five)\b"
    r"|^\W*\d{1,3}\+?\s+(?:\w+\s+)?"
    r"(?:best|top|great|alternatives|competitors|reasons|ways|tips|tools|companies|startups|things)\b"
    r"|\b(?:alternatives?|competitors?)\s+(?:to|of|and|for|&|\d{4})|\balternatives?\s*$|\bcompetitors\s*$|\bvs\.?\s"
    r"|\bversus\b"
    r"|\b(?:company|employee|customer|product)?\s*reviews?\b|\bratings?\b|\bsalar(?:y|ies)\b|\binterview questions?\b"
    r"|\b(?:coupons?|promo codes?|vouchers?|discount codes?|gutscheine?|codes? promo)\b"
    # directories, whose numbers are guesses
    r"|\bcompany (?:profile|information|overview)\b.*\b(?:employees|headquarters|competitors|revenue|funding"
    r"|contacts?)\b"
    # listings of jobs
    r"|\b\d[\d,.]*\+?\s+(?:\S+\s+){0,5}(?:jobs?|stellenangebote|offres d.emploi|empleos|vacatures|offerte di lavoro"
    r"|vagas)\b"
    r"|\bjobs?\s+(?:at|in|near|bei|chez|von)\b|\bjobs,? employment\b|\bjob (?:listings?|openings? in|search)\b"
    r"|\bapply now\b"
    r"|\bstellenangebote\b|\boffres d.emploi\b|\bvacatures\b|\bofertas de (?:empleo|trabajo)\b|\bvagas\b"
    # people's data for sale
    r"|\be-?mail (?:format|address|pattern)\b|\bphone number\b|\bcontact (?:info|details|number)\b|\borg chart\b"
    r"|\bstaff directory\b",
    re.IGNORECASE,
)

# Words that make another company's name of one: "Acme Foods" is not Acme.
_NAME_GOES_ON = re.compile(
    r"(?:Foods?|Bank|Insurance|Pharma\w*|Labs?|Laborator\w+|Group|Holdings?|Energy|Capital|Ventures|Partners|Media"
    r"|Systems"
    r"|Solutions|Technolog(?:y|ies)|Software|Health|Healthcare|Medical|Motors?|Motorsports?|Hotels?|Records"
    r"|University|College"
    r"|School|Institute|Foundation|Museum|Restaurant|Cafe|Bar|Brewing|Brewery|Logistics|Transport|Airlines?|Airways"
    r"|Realty"
    r"|Properties|Estates?|Construction|Builders|Plumbing|Roofing|Electric|Electronics|Robotics|Games|Studios?"
    r"|Entertainment"
    r"|Pictures|Films|Fashion|Clothing|Apparel|Jewel\w+|Cosmetics|Beauty|Sports?|Fitness|Gym|Security|Consult(?:ing"
    r"|ants)"
    r"|Advis(?:ory|ors)|Wealth|Financ(?:e|ial)|Mining|Minerals|Metals|Steel|Oil|Gas|Petroleum|Chemicals?|Plastics"
    r"|Packaging"
    r"|Farms?|Agri\w*|Travel|Tours|County|City|Township|Park|Church)"
)
_DOMAIN = re.compile(r"(?<![\w@.-])(?:www\.)?([a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,12})(?![\w-])")
_NEXT_WORD = re.compile(r"[ ]+((?:[A-Z][a-zà-ÿ]+|[A-Z]{2,})[\w’'-]*)")
_NO_NAME = re.compile(
    r"(?:[A-Z]{1,5}|Inc|Ltd|Limited|Corp\w*|Co|GmbH|Plc|Llc|Chief|President|Chair\w*|Founder|Co-?[Ff]ounder\w*|Series"
    r"|Senior|Head"
    r"|Director|Manager|Engineers?|Today|Now|In|At|On|Is|Has|Was|Will|And|Also|Ist|Hat|Sucht|Europe|Germany|France|UK"
    r"|USA|America"
    r"|Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)(?:day)?"
)


def why_left_out(found: WebText, company: CompanyInfo) -> str:
    """Return why a page tells nothing of a company that could be used, "" where it may.

    A company's own pages are believed to be about it. Of others the title or the text has to name it, as whole words
    and in its own spelling of capitals, and not as a part of a longer name ("Acme Foods"). A site whose name is the
    company's while its domain is another one's is a namesake's. What a source marks as paid for, lists of many ("Top
    10 ..."), job boards, dealers in people's data and pages of ratings are left out, whomever they name.
    """
    host = host_of(found.url)
    if not host:
        return "no address"
    if found.is_advert or _is_paid_for(found):
        return "advert"
    if is_own(found.url, company):
        return ""
    if _lists_others(host, company) or _LISTING_PATH.search(found.url.casefold()) or _LISTING_TITLE.search(found.title):
        return "listing"
    if is_namesake(host, company) or _tells_of_namesake(found, company):
        return "another company"
    return "" if names_it(f"{found.title}\n{found.text}", company) else "another company"


def is_own(url: str, company: CompanyInfo) -> bool:
    """Tell whether a page is the company's own, by its domain."""
    return bool(company.domain) and registrable_domain(host_of(url)) == (
        registrable_domain(company.domain) or company.domain.casefold()
    )


def is_namesake(host: str, company: CompanyInfo) -> bool:
    """Tell whether a host has the company's name and another domain than the one that is known to be its own."""
    own, there = registrable_domain(company.domain), registrable_domain(host)
    return bool(own and there) and there != own and names_company(there.partition(".")[0], company.name)


def names_it(text: str, company: CompanyInfo) -> bool:
    """Tell whether a text names the company: whole words, with its capitals, not within a longer name.

    In a sentence a further word with a capital makes a longer name ("Acme Foods", "Acme Northern"), unless it is a
    title, a legal form or the like ("Acme CEO"); in a headline, where all words have one, only what companies are
    called by does.
    """
    is_headline = _is_headline(text)
    mentions = (match for pattern in _spellings(company.name) for match in pattern.finditer(text))
    return any(not _goes_on(text[match.end() :], is_headline) for match in mentions)


def host_of(url: str) -> str:
    """Return the host of an http address in lower case, "" for any other."""
    try:
        parts = urlsplit(url)
        return (parts.hostname or "").casefold() if parts.scheme in ("http", "https") else ""
    except ValueError:
        return ""


def _is_paid_for(found: WebText) -> bool:
    if _AD_TITLE.search(found.title) or _AD_HOST.search(host_of(found.url)):
        return True
    parts = urlsplit(found.url)
    query = {name.casefold(): value.casefold() for name, value in parse_qsl(parts.query)}
    return "/aclk" in parts.path or any(mark in query for mark in _PAID_MARKS) or query.get("utm_medium") in _PAID_MEDIA


def _tells_of_namesake(found: WebText, company: CompanyInfo) -> bool:
    """Whether a text that is not the company's gives another domain for the same name."""
    return any(is_namesake(host, company) for host in _DOMAIN.findall(f"{found.title} {found.text[:2000]}".casefold()))


def _lists_others(host: str, company: CompanyInfo) -> bool:
    label = registrable_domain(host).partition(".")[0]
    return bool(_LISTING_HOST.search(host)) and not names_company(label, company.name)


def _is_headline(text: str) -> bool:
    words = [word for word in text.split() if len(word) > 3 and word[0].isalpha()]
    return sum(word[0].isupper() for word in words) * 3 > len(words) * 2


def _goes_on(rest: str, is_headline: bool) -> bool:
    """Whether what stands behind a name belongs to a longer one."""
    after = _NEXT_WORD.match(rest)
    if after is None:
        return False
    return bool(_NAME_GOES_ON.fullmatch(after[1])) or not (is_headline or _NO_NAME.fullmatch(after[1]))


@lru_cache(maxsize=1_000)
def _spellings(name: str) -> tuple[re.Pattern[str], ...]:
    """How a text may write the name: as it is, and without its legal form."""
    whole = " ".join(name.split())
    words = whole.split()
    shorter = [" ".join(words[:end]).rstrip(",") for end in range(len(words) - 1, 0, -1)]
    same = [each for each in shorter if company_keys(each)[:1] == company_keys(whole)[:1]]
    return tuple(_pattern(each) for each in dict.fromkeys([whole, *same]) if each)


def _pattern(name: str) -> re.Pattern[str]:
    """A name of several words in any case; of one, which may be a plain word too, only with its own capitals."""
    words = re.split(r"[\s-]+", name)
    spelt = r"[\s-]+".join(map(re.escape, words))
    if len(words) == 1:
        ways = dict.fromkeys([name, name[:1].upper() + name[1:], name.upper()])
        spelt = "|".join(map(re.escape, ways))
    return re.compile(rf"(?<![\w&'’.@/-])(?{'i' if len(words) > 1 else ''}:{spelt})(?![\w&@]|[-.]\w)")
