"""The reader of posting files: tells the format, chooses the job, returns the posting."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from inroad.errors import PostingError
from inroad.state import Posting
from inroad.tools.postings.boards import board_jobs
from inroad.tools.postings.choosing import choose_job
from inroad.tools.postings.decoding import LARGEST_FILE, read_file, shown_name
from inroad.tools.postings.finishing import finish
from inroad.tools.postings.found import RawPosting
from inroad.tools.postings.jsonld import jsonld_jobs
from inroad.tools.postings.markdown import has_front_matter, read_markdown
from inroad.tools.postings.pages import read_page
from inroad.tools.postings.plain import read_plain
from inroad.tools.postings.tidy import one_line
from inroad.tools.postings.values import parse_exact_json, parse_json

_PASTED = "the pasted text"
_URL = re.compile(r"^\s*[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_JSON = re.compile(r"^\s*(?:\{\s*(?:[\"'}]|//)|\[\s*(?:[\[{\]\"]|$))")
_HTML_START = re.compile(r"^\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype|[a-z])", re.IGNORECASE | re.DOTALL)
_HTML_ANYWHERE = re.compile(r"<script[^>]+ld\+json|<html[\s>]|<body[\s>]", re.IGNORECASE)
_MARKDOWN_NAMES = (".md", ".markdown", ".mdx", ".mkd")
_MARKDOWN_SIGNS = re.compile(r"^#{1,3} \S|^\*\*[^*\n]+\*\*|\]\(https?://", re.MULTILINE)
_KNOWN = "an Ashby, Greenhouse or Lever payload, or schema.org JobPosting data"


class FilePostingReader:
    """Reads postings from files, and from texts that were pasted; a `PostingReader`."""

    def read(self, ref: str, *, job: str = "", company: str = "") -> Posting:
        """Return the posting in the file at the path `ref`.

        Args:
            ref: a file's path: HTML, JSON of a job board, Markdown or plain text, up to 20 MB.
            job: which job, by its id, when the file holds several.
            company: the company's name when the user says it; it wins over the file's.

        Raises:
            PostingError: it cannot be read, holds several jobs and none is chosen, or lacks its
                title or company.
        """
        if _URL.match(ref):
            raise PostingError(f"{shown_name(ref)} is an address: save the page to a file and give the file.")
        is_markdown = Path(ref).suffix.casefold() in _MARKDOWN_NAMES
        return _posting(read_file(ref), job, company, shown_name(ref), is_markdown=is_markdown)

    def read_text(self, text: str, *, company: str = "") -> Posting:
        """Return the posting in a text that was pasted: any of the formats that a file may have.

        Raises:
            PostingError: as in `read`.
        """
        if not text.strip():
            raise PostingError(f"{_PASTED} is empty: paste the posting.")
        if len(text) > LARGEST_FILE:
            raise PostingError(f"{_PASTED} is larger than 20 MB: paste only the posting.")
        if _URL.match(text) and len(text.split()) == 1:
            raise PostingError(f"{_PASTED} is only an address: paste the posting itself.")
        plain = text.replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff")
        return _posting(plain, "", company, _PASTED, is_markdown=False)


def _posting(text: str, job: str, company: str, name: str, *, is_markdown: bool) -> Posting:
    raw = raw_posting(text, job, company, name, is_markdown=is_markdown)
    return finish(raw, company=company, name=name)


def raw_posting(text: str, job: str, company: str, name: str, *, is_markdown: bool) -> RawPosting:
    """Return the posting in a text of any format, before the last touches.

    Args:
        text: HTML, JSON of a job board, Markdown or plain text.
        job: which job, by its id, when there are several; "" when the user named none.
        company: the company as the user says it, "" when they do not.
        name: what the text's source is called in an error.
        is_markdown: whether it is called Markdown, by a file's name or a page's type.

    Raises:
        PostingError: it holds no posting, a broken one, or several of which none was chosen.
    """
    if text.lstrip()[:1] in ("{", "["):
        payload = _payload(text, name)
        if payload is not None:
            return _from_payload(payload, job, name)
    if _is_html(text):
        return read_page(text, job=job, company=company, name=name)
    if is_markdown or has_front_matter(text) or _MARKDOWN_SIGNS.search(text):
        return read_markdown(text, company=company)
    return read_plain(text, company=company)


def _is_html(text: str) -> bool:
    return _HTML_START.match(text[:4_096]) is not None or _HTML_ANYWHERE.search(text) is not None


def _payload(text: str, name: str) -> Any:
    """The value of a JSON text; None where a text only begins like JSON, as "[Remote] Welder" does."""
    looks_like_json = _JSON.match(text) is not None
    try:
        return parse_json(text) if looks_like_json else parse_exact_json(text)
    except ValueError as error:
        if not looks_like_json:
            return None
        reason = f"{name} looks like JSON but cannot be read ({one_line(str(error))}): save it again, whole."
        raise PostingError(reason) from error


def _from_payload(payload: Any, job: str, name: str) -> RawPosting:
    jobs = board_jobs(payload)
    if jobs is None:
        jobs = jsonld_jobs(payload)
        if not jobs:
            raise PostingError(f"{name} is JSON, but not {_KNOWN}: save the job's page as HTML or text instead.")
    return choose_job(jobs, job, name).read()
