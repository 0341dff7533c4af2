"""The reader of posting addresses: asks the job board for its JSON, else reads the page."""

from __future__ import annotations

from dataclasses import replace

from inroad.errors import FetchError, PostingError
from inroad.state import Posting
from inroad.tools.postings.board_pages import BoardPage, board_page, canonical, embedded_page
from inroad.tools.postings.boards import board_jobs
from inroad.tools.postings.choosing import choose_job
from inroad.tools.postings.company_names import board_of
from inroad.tools.postings.decoding import LARGEST_FILE, decode
from inroad.tools.postings.files import FilePostingReader, raw_posting
from inroad.tools.postings.finishing import finish
from inroad.tools.postings.found import FoundJob, RawPosting
from inroad.tools.postings.values import parse_exact_json
from inroad.tools.web import Fetch, Page
from inroad.tools.web.fetch import fetch as fetch_page
from inroad.tools.web.fetch import shown


class UrlPostingReader:
    """Reads postings from the web; a `PostingReader`."""

    def __init__(self, fetch: Fetch = fetch_page) -> None:
        self._fetch = fetch

    def read(self, ref: str, *, job: str = "", company: str = "") -> Posting:
        """Return the posting at the address `ref`.

        An address on Ashby, Greenhouse or Lever, or of a page that shows a Greenhouse job, is read
        from the board's public JSON; when that fails, and for any other, the page itself is read.

        Args:
            ref: an http or https address. It becomes the posting's `url`, without what only tracks readers.
            job: which job, by its id, when the address is that of several.
            company: the company's name when the user says it; it wins over the page's.

        Raises:
            PostingError: it cannot be fetched or read, holds several jobs and none is chosen, or lacks
                its title or company.
        """
        url = canonical(ref)
        try:
            raw = self._raw(url, job, company)
        except FetchError as error:
            raise PostingError(str(error)) from error
        return finish(replace(raw, url=url), company=company, name=shown(url))

    def read_text(self, text: str, *, company: str = "") -> Posting:
        """Return the posting in a text that was pasted.

        Raises:
            PostingError: as in `read`.
        """
        return FilePostingReader().read_text(text, company=company)

    def _raw(self, url: str, job: str, company: str) -> RawPosting:
        known = board_page(url)
        raw = self._from_board(known, job, shown(url)) if known else None
        return raw or self._from_page(url, known, job, company)

    def _from_board(self, known: BoardPage, job: str, name: str) -> RawPosting | None:
        """The posting in a board's JSON, None when the board gives none that is of use.

        A board of several jobs is of use, and so is none of them being the one that the user named:
        the error then lists what there is.
        """
        jobs = self._jobs(known)
        wanted = job.strip() or known.job
        if jobs is None or (known.job and not any(wanted in found.names for found in jobs)):
            return None
        raw = choose_job(jobs, wanted, name).read()
        return replace(raw, board=raw.board or known.board)

    def _jobs(self, known: BoardPage) -> list[FoundJob] | None:
        for source in known.sources:
            try:
                jobs = board_jobs(parse_exact_json(_text(self._fetch(source, largest=LARGEST_FILE), source)))
            except (FetchError, PostingError, ValueError):  # the page itself may still be had
                continue
            if jobs is not None:
                return jobs
        return None

    def _from_page(self, url: str, known: BoardPage | None, job: str, company: str) -> RawPosting:
        page = self._fetch(url)
        name = shown(url)
        if known and known.job and known.job not in page.url.casefold():
            raise PostingError(f"{name} leads to another page, so the job is probably closed: check the address.")
        text = _text(page, name)
        if page.content_type.endswith("json"):
            _check_json(text, name)
        embedded = None if known else embedded_page(url, text)
        raw = self._from_board(embedded, job, name) if embedded else None
        if raw is None:
            is_markdown = page.content_type.endswith("markdown")
            raw = raw_posting(text, job, company, name, is_markdown=is_markdown)
        return replace(raw, board=raw.board or board_of(url))


def _text(page: Page, name: str) -> str:
    """A page's text: UTF-8 when it is that, else in the charset that its header names, else as a file is read."""
    if not page.body.strip():
        raise PostingError(f"{name} is empty: check the address.")
    return decode(_as_named(page), name)


def _check_json(text: str, name: str) -> None:
    """What comes as JSON is not to be taken for anything else, nor made whole, as a file that a user has saved is."""
    try:
        value = parse_exact_json(text)
    except ValueError as error:
        raise PostingError(f"{name} is JSON that is cut off or broken: try again later.") from error
    if not isinstance(value, (dict, list)):
        raise PostingError(f"{name} is JSON without a job posting: check the address.")


def _as_named(page: Page) -> bytes:
    """The body in UTF-8 when the header's charset says how to read it, else as it is."""
    try:
        page.body.decode("utf-8")
    except UnicodeDecodeError:
        try:
            return page.body.decode(page.charset or "utf-8").encode()
        except (UnicodeError, LookupError):
            return page.body
    return page.body
