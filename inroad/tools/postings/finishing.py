"""The last touches to a posting: names told, text cleaned, language found; or the reason why not."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from inroad.errors import PostingError
from inroad.state import Place, Posting
from inroad.tools.postings.company_names import company_from_board, company_from_text, company_from_title
from inroad.tools.postings.found import RawPosting
from inroad.tools.postings.html_text import links_in_text
from inroad.tools.postings.language import language_of
from inroad.tools.postings.remote import is_remote
from inroad.tools.postings.tidy import one_line, plain_text, unescape_entities, without_duplicates

MOST_LINKS = 50
# Real postings have up to 20,000 characters; what is longer is no posting, or means harm.
LONGEST_TEXT = 100_000
_WHERE_NAMES_STAND = 20_000
_LONGEST_LINK = 2_000
_LONGEST_NAME = 300
_BOARDS = ("ashbyhq.com", "greenhouse.io", "lever.co")


def finish(raw: RawPosting, *, company: str, name: str) -> Posting:
    """Return the posting that a reader found, cleaned and completed.

    Args:
        raw: what the format gives.
        company: the company as the user says it, "" when they do not; it wins.
        name: what the file is called in an error.

    Raises:
        PostingError: it has no title, or no company and the user named none.
    """
    text = plain_text(raw.text[: 4 * LONGEST_TEXT])[:LONGEST_TEXT]
    title = _title_of(raw, name)
    return Posting(
        title=title,
        company=_company_of(raw, company, title, text[:_WHERE_NAMES_STAND], name),
        locations=without_duplicates(raw.locations),
        address=_tidy_place(raw.address),
        remote=is_remote(raw),
        url=one_line(raw.url),
        source_id=one_line(raw.source_id),
        source=raw.source,
        text=text,
        language=language_of(text),
        links=_links([*raw.links, *links_in_text(text)], raw.url),
    )


def _title_of(raw: RawPosting, name: str) -> str:
    title = one_line(unescape_entities(raw.title))[:_LONGEST_NAME].rstrip()
    if not any(char.isalnum() for char in title):
        raise PostingError(f"{name} has no job title: put it in the first line, or in a line 'Title: ...'.")
    return title


def _company_of(raw: RawPosting, company: str, title: str, text: str, name: str) -> str:
    told = one_line(company) or one_line(unescape_entities(raw.company))
    if not told and raw.board:
        told = company_from_board(raw.board, text)
    found = told or company_from_text(text) or company_from_title(title, text)
    if not any(char.isalnum() for char in found):
        raise PostingError(f"{name} does not say which company '{title}' is at: give it with --company.")
    return found[:_LONGEST_NAME].rstrip()


def _tidy_place(place: Place) -> Place:
    city, region, country = (one_line(part) for part in (place.city, place.region, place.country))
    return Place(city="" if city.casefold() == "remote" else city, region=region, country=country)


def _links(addresses: Iterable[str], own: str) -> list[str]:
    kept = (one_line(address) for address in addresses)
    unique = dict.fromkeys(link for link in kept if link != own and _points_outside(link))
    return list(unique)[:MOST_LINKS]


def _points_outside(link: str) -> bool:
    try:
        parts = urlsplit(link)
        host = parts.hostname or ""
    except ValueError:
        return False
    if parts.scheme not in ("http", "https") or "." not in host or len(link) > _LONGEST_LINK:
        return False
    return not any(host == board or host.endswith(f".{board}") for board in _BOARDS)
