"""Pages: JSON-LD where they carry it, else what a page says of itself when it is plainly a posting."""

from __future__ import annotations

import re

from bs4 import BeautifulSoup

from inroad.errors import PostingError
from inroad.tools.postings.choosing import choose_job
from inroad.tools.postings.company_names import board_of
from inroad.tools.postings.found import RawPosting
from inroad.tools.postings.headlines import is_title, read_headline
from inroad.tools.postings.html_text import parse_html, text_of
from inroad.tools.postings.jsonld import page_jobs
from inroad.tools.postings.labels import labelled_fields
from inroad.tools.postings.tidy import one_line

_SIGNS = re.compile(
    r"\b(?:responsibilit|requirement|qualification|what you.ll|your role|about the role|we offer"
    r"|we are looking|we.re looking|experience|salary|full[- ]time|part[- ]time|apply|candidate|aufgaben"
    r"|anforderungen|bewerb|vollzeit|missions|profil|candidature|postule|requisitos|responsabilidades|experiencia|candidat|esperienza)",
    re.IGNORECASE,
)
_FEWEST_SIGNS = 3
_SHORTEST_TEXT = 200
_BOARD_NAMES = re.compile(
    r"linkedin|indeed|glassdoor|greenhouse|lever|ashby|workable|smartrecruiters|monster|ziprecruiter|wellfound|jobs?\b"
    r"|careers?\b",
    re.IGNORECASE,
)
_FURNITURE = ["nav", "aside", "form", "footer", "button"]


def read_page(markup: str, *, job: str, company: str, name: str) -> RawPosting:
    """Return the posting of a page.

    Args:
        markup: the page's HTML.
        job: which of several JobPostings, "" when the user named none.
        company: the company as the user says it, "" when they do not.
        name: what the file is called in an error.

    Raises:
        PostingError: it holds no posting, a broken one, or several of which none was chosen.
    """
    page = parse_html(markup)
    try:
        jobs = page_jobs(page)
    except ValueError as error:
        raise PostingError(
            f"{name} has JobPosting data that cannot be read ({error}): paste its text into a file."
        ) from error
    if jobs:
        return choose_job(jobs, job, name).read()
    return _read_words(page, company, name)


def _read_words(page: BeautifulSoup, company: str, name: str) -> RawPosting:
    url = _canonical(page)
    shown, site = _meta(page, "og:title") or _tag_text(page, "title"), _meta(page, "og:site_name")
    heading = _only_heading(page)
    links = [str(tag["href"]) for tag in page.find_all("a", href=True)]
    text = text_of(_main_part(page))
    if len(text) < _SHORTEST_TEXT or len({sign.casefold() for sign in _SIGNS.findall(text)}) < _FEWEST_SIGNS:
        raise PostingError(f"{name} is a page without a job posting: save the page of one job, or its text.")
    fields = labelled_fields(text.split("\n")[:60])
    headline = read_headline([_without_site(shown)], company)
    return RawPosting(
        title=fields.get("title", "") or (heading if is_title(heading) else "") or headline.title,
        source="html",
        company=fields.get("company", "") or headline.company or ("" if _BOARD_NAMES.search(site) else site),
        board=board_of(url),
        locations=(fields.get("location", "") or headline.place).split(";"),
        workplace=fields.get("workplace", ""),
        url=url,
        text=text,
        links=links,
    )


def _canonical(page: BeautifulSoup) -> str:
    link = page.find("link", rel="canonical", href=True)
    return str(link["href"]) if link else _meta(page, "og:url")


def _meta(page: BeautifulSoup, key: str) -> str:
    tag = page.find("meta", attrs={"property": key}) or page.find("meta", attrs={"name": key})
    return one_line(str(tag.get("content") or "")) if tag else ""


def _tag_text(page: BeautifulSoup, name: str) -> str:
    tag = page.find(name)
    return one_line(tag.get_text(" ")) if tag else ""


def _only_heading(page: BeautifulSoup) -> str:
    headings = page.find_all("h1")
    return one_line(headings[0].get_text(" ")) if len(headings) == 1 else ""


def _without_site(shown: str) -> str:
    """A page's title without the name of the site at its end ("... | LinkedIn")."""
    return re.sub(r" [|–-] (?:LinkedIn|Indeed(?:\.com)?|Glassdoor|Greenhouse|Lever|Careers|Jobs)$", "", shown)


def _main_part(page: BeautifulSoup) -> BeautifulSoup:
    for tag in page.find_all(_FURNITURE):
        tag.decompose()
    part = page.find("main") or page.find("article") or page.find("body") or page
    return parse_html(str(part))
