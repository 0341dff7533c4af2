from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from inroad.errors import PostingError
from inroad.tools.postings import PostingReader
from inroad.tools.postings.any import AnyPostingReader
from inroad.tools.postings.board_pages import BoardPage, board_page, canonical, embedded_page
from inroad.tools.postings.url import UrlPostingReader
from inroad.tools.web import LARGEST_PAGE
from tests.tools.provider_server import ProviderServer, Request, reply
from tests.tools.web.loopback_web import LoopbackWeb, certificate

EXAMPLES = Path(__file__).parents[3] / "examples" / "postings"
ID = "11111111-2222-4333-8444-555555555555"
OTHER = "99999999-2222-4333-8444-555555555555"
ASHBY = "https://jobs.ashbyhq.com/acme-robotics"
ASHBY_API = "https://api.ashbyhq.com/posting-api/job-board/acme-robotics?includeCompensation=true"
GREENHOUSE = "https://boards.greenhouse.io/acmerobotics"
GREENHOUSE_API = "https://boards-api.greenhouse.io/v1/boards/acmerobotics/jobs"
LEVER = "https://jobs.lever.co/acmerobotics"
LEVER_API = "https://api.lever.co/v0/postings/acmerobotics"
NOT_FOUND = reply({"error": "not found"}, 404)
WORDS = """<title>Welder - Acme Robotics</title><main><h1>Welder</h1><p>Company: Acme Robotics</p>
<p>Your role: full-time welding. What you'll do: weld, and look after the welds of others for as long as they hold.</p>
<h2>Responsibilities</h2><p>Weld.</p><h2>Requirements</h2><p>Experience with welding. Apply now.</p></main>"""


HOSTS = (
    "jobs.ashbyhq.com",
    "api.ashbyhq.com",
    "boards.greenhouse.io",
    "job-boards.eu.greenhouse.io",
    "boards-api.greenhouse.io",
    "boards-api.eu.greenhouse.io",
    "jobs.lever.co",
    "api.lever.co",
    "acme.example",
)


class Answers:
    """The whole web of a test: what is at each address; everything else is not found."""

    def __init__(self, certificate: Path) -> None:
        self.pages: dict[str, bytes] = {}
        self.asked: list[str] = []
        self._server = ProviderServer(self._answer, certificate=certificate)
        web = LoopbackWeb()
        for host in HOSTS:
            web.put(host, self._server)
        self.reader: PostingReader = UrlPostingReader(web.fetch())

    def close(self) -> None:
        self._server.close()

    def put(self, url: str, body: Any, kind: str = "text/html; charset=utf-8") -> None:
        """Put a text, bytes of a whole answer, or JSON at an address."""
        if isinstance(body, str):
            body = reply(raw=body.encode(), kind=kind)
        self.pages[url] = body if isinstance(body, bytes) else reply(body)

    def _answer(self, request: Request) -> bytes:
        url = f"https://{request.headers['host']}{request.target}"
        self.asked.append(url)
        return self.pages.get(url, NOT_FOUND)


@pytest.fixture(scope="module")
def pem(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return certificate(tmp_path_factory.mktemp("tls"), *HOSTS)


@pytest.fixture
def answers(pem: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Answers]:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(pem))
    made = Answers(pem)
    yield made
    made.close()


def ashby(id: str = ID, title: str = "Welder") -> dict[str, Any]:
    return {
        "id": id,
        "title": title,
        "location": "Austin, TX",
        "jobUrl": f"{ASHBY}/{id}",
        "descriptionHtml": "<p>At Acme Robotics, we weld.</p>",
    }


def greenhouse(id: int = 4011, **fields: Any) -> dict[str, Any]:
    return {
        "id": id,
        "internal_job_id": 7,
        "title": "Welder",
        "location": {"name": "Austin, TX"},
        "absolute_url": f"{GREENHOUSE}/jobs/{id}",
        "company_name": "Acme Robotics",
        "content": "&lt;p&gt;We weld.&lt;/p&gt;",
        **fields,
    }


def lever(id: str = ID, title: str = "Welder") -> dict[str, Any]:
    return {
        "id": id,
        "text": title,
        "categories": {"location": "Austin, TX"},
        "hostedUrl": f"{LEVER}/{id}",
        "description": "<div>At Acme Robotics, we weld.</div>",
    }


def jsonld(title: str = "Welder", **fields: str) -> str:
    job = {
        "@type": "JobPosting",
        "title": title,
        "description": "We weld.",
        "hiringOrganization": {"name": "Acme Robotics"},
        **fields,
    }
    return f'<html><script type="application/ld+json">{json.dumps(job)}</script></html>'


def test_an_ashby_address_is_read_from_the_board(answers: Answers) -> None:
    answers.put(ASHBY_API, {"jobs": [ashby(OTHER, "Cook"), ashby()]})
    posting = answers.reader.read(f"{ASHBY}/{ID.upper()}/application?utm_source=x&gh_src=y#form")
    assert (posting.title, posting.company, posting.locations) == ("Welder", "Acme Robotics", ["Austin, TX"])
    assert (posting.source, posting.source_id, posting.text) == ("ashby", ID, "At Acme Robotics, we weld.")
    assert posting.url == f"{ASHBY}/{ID.upper()}"
    assert answers.asked == [ASHBY_API]


def test_a_greenhouse_address_is_read_from_its_one_job(answers: Answers) -> None:
    answers.put(f"{GREENHOUSE_API}/4011?content=true", greenhouse())
    posting = answers.reader.read(f"{GREENHOUSE}/jobs/4011?gh_src=abc&t=1")
    assert (posting.title, posting.company, posting.source) == ("Welder", "Acme Robotics", "greenhouse")
    assert (posting.url, posting.source_id) == (f"{GREENHOUSE}/jobs/4011?t=1", "4011")
    assert answers.asked == [f"{GREENHOUSE_API}/4011?content=true"]


def test_a_european_greenhouse_address_is_asked_for_at_both_hosts(answers: Answers) -> None:
    european = GREENHOUSE_API.replace("boards-api", "boards-api.eu")
    answers.put(f"{european}/4011?content=true", greenhouse())
    posting = answers.reader.read("https://job-boards.eu.greenhouse.io/acmerobotics/jobs/4011")
    assert (posting.title, posting.url) == (
        "Welder",
        "https://job-boards.eu.greenhouse.io/acmerobotics/jobs/4011",
    )
    assert answers.asked == [f"{GREENHOUSE_API}/4011?content=true", f"{european}/4011?content=true"]


def test_a_lever_address_is_read_from_its_one_job(answers: Answers) -> None:
    answers.put(f"{LEVER_API}/{ID}?mode=json", lever())
    posting = answers.reader.read(f"{LEVER}/{ID}/apply?lever-source%5B%5D=LinkedIn&lever-origin=applied")
    assert (posting.title, posting.company, posting.source) == ("Welder", "Acme Robotics", "lever")
    assert (posting.url, posting.source_id) == (f"{LEVER}/{ID}", ID)


@pytest.mark.parametrize(
    ("address", "source", "payload", "listed"),
    [
        (ASHBY, ASHBY_API, {"jobs": [ashby(), ashby(OTHER, "Cook")]}, f"{ID} (Welder); {OTHER} (Cook)"),
        (LEVER, f"{LEVER_API}?mode=json", [lever(), lever(OTHER, "Cook")], f"{ID} (Welder); {OTHER} (Cook)"),
        (
            GREENHOUSE,
            f"{GREENHOUSE_API}?content=true",
            {"jobs": [greenhouse(), greenhouse(4012, title="Cook")]},
            "4011 (Welder); 4012 (Cook)",
        ),
    ],
    ids=["ashby", "lever", "greenhouse"],
)
def test_the_page_of_a_board_lists_its_jobs(
    answers: Answers, address: str, source: str, payload: Any, listed: str
) -> None:
    answers.put(source, payload)
    with pytest.raises(PostingError) as caught:
        answers.reader.read(address)
    assert str(caught.value) == f"{address} holds 2 jobs, choose one with --job ID: {listed}."
    with pytest.raises(PostingError, match="has no job '1', choose one with --job ID"):
        answers.reader.read(address, job="1")
    chosen = listed.split("; ")[1].split(" ")[0]
    posting = answers.reader.read(address, job=chosen)
    assert (posting.title, posting.source_id, posting.url) == ("Cook", chosen, address)


def test_the_page_of_an_empty_board_is_told(answers: Answers) -> None:
    answers.put(ASHBY_API, {"jobs": []})
    with pytest.raises(PostingError, match="holds no job"):
        answers.reader.read(ASHBY)


@pytest.mark.parametrize(
    "answer",
    [
        NOT_FOUND,
        reply(raw=b"<p>Hello", kind="text/html"),
        reply(raw=b"", kind="application/json"),
        reply(raw=b"[" * 100_000, kind="application/json"),
        reply({"status": 200, "message": "no"}),
        reply({"jobs": [ashby(OTHER)]}),
        reply({"jobs": []}),
        reply([]),
    ],
    ids=["404", "HTML", "empty", "deep", "another shape", "not on the board", "an empty board", "an empty list"],
)
def test_the_page_is_read_when_the_board_is_of_no_use(answers: Answers, answer: bytes) -> None:
    answers.put(ASHBY_API, answer)
    answers.put(f"{ASHBY}/{ID}", jsonld(url="https://acme.example/elsewhere"))
    posting = answers.reader.read(f"{ASHBY}/{ID}")
    assert (posting.title, posting.source, posting.url) == ("Welder", "jsonld", f"{ASHBY}/{ID}")
    assert answers.asked == [ASHBY_API, f"{ASHBY}/{ID}"]


def test_a_board_may_be_larger_than_a_page(answers: Answers) -> None:
    answers.put(ASHBY_API, {"jobs": [ashby() | {"descriptionPlain": "x" * LARGEST_PAGE}]})
    assert answers.reader.read(f"{ASHBY}/{ID}").source == "ashby"


def test_a_job_that_leads_to_its_board_is_closed(answers: Answers) -> None:
    address = f"{GREENHOUSE}/jobs/4011"
    answers.put(address, reply(raw=b"", status=302, headers={"Location": f"{GREENHOUSE}?error=true"}))
    answers.put(f"{GREENHOUSE}?error=true", WORDS)
    with pytest.raises(PostingError, match="leads to another page, so the job is probably closed: check the address"):
        answers.reader.read(address)


@pytest.mark.parametrize(
    ("markup", "title"),
    [
        ('<script src="https://boards.greenhouse.io/embed/job_board/js?for=acmerobotics"></script>', "From the board"),
        ('<iframe src="https://boards.greenhouse.io/embed/job_app?token=4011&amp;for=acmerobotics">', "From the board"),
        ('<script src="https://boards.greenhouse.io/embed/job_board/js?for=another"></script>', "Welder"),
        ("<p>no board here", "Welder"),
    ],
)
def test_a_company_page_that_shows_a_greenhouse_job(answers: Answers, markup: str, title: str) -> None:
    address = "https://acme.example/careers/?gh_jid=4011"
    answers.put(address, markup + jsonld())
    answers.put(f"{GREENHOUSE_API}/4011?content=true", greenhouse(title="From the board"))
    posting = answers.reader.read(f"{address}&utm_campaign=x")
    assert (posting.title, posting.company, posting.url) == (title, "Acme Robotics", address)


def test_a_page_is_read_from_its_words(answers: Answers) -> None:
    answers.put("https://acme.example/welder?id=7", WORDS)
    posting = answers.reader.read("https://ACME.example/welder?fbclid=1&id=7&utm_medium=x#top")
    assert answers.asked == ["https://acme.example/welder?id=7"]
    assert (posting.title, posting.company, posting.source) == ("Welder", "Acme Robotics", "html")
    assert posting.url == "https://acme.example/welder?id=7"


def test_text_and_markdown_pages_are_read(answers: Answers) -> None:
    answers.put("https://acme.example/a", "Welder\nCompany: Acme\nWe weld.", "text/plain")
    answers.put("https://acme.example/b", "# Welder\n\nCompany: Acme\n\nWe weld.", "text/markdown")
    answers.put("https://acme.example/c", {"jobs": [ashby()]})
    sources = [answers.reader.read(f"https://acme.example/{page}").source for page in "abc"]
    assert sources == ["text", "markdown", "ashby"]


@pytest.mark.parametrize("charset", ["shift_jis", "nonsense", "utf-8", ""])
def test_the_charset_of_the_header_is_believed_when_it_fits(answers: Answers, charset: str) -> None:
    text = "Title: 溶接工\nCompany: Acme\n私たちは溶接をします。経験のある方を歓迎します。"
    raw = text.encode("shift_jis")
    answers.put("https://acme.example/job", reply(raw=raw, kind=f"text/plain; charset={charset}"))
    assert answers.reader.read("https://acme.example/job").title == "溶接工"


@pytest.mark.parametrize(
    ("body", "kind", "reason"),
    [
        ("", "text/html", r"https://acme\.example/job is empty: check the address"),
        ("%PDF-1.7", "text/plain", r"https://acme\.example/job is a PDF, not text"),
        ("<p>Hello", "text/html", r"https://acme\.example/job is a page without a job posting"),
        ('{"a": 1}', "application/json", r"https://acme\.example/job is JSON, but not an Ashby"),
        ("x", "image/png", r"https://acme\.example/job is no text that can be read \(image/png\)"),
    ],
)
def test_a_page_that_is_no_posting_is_told(answers: Answers, body: str, kind: str, reason: str) -> None:
    answers.put("https://acme.example/job?token=canary", body, kind)
    with pytest.raises(PostingError, match=reason) as caught:
        answers.reader.read("https://acme.example/job?token=canary")
    assert "canary" not in str(caught.value)


@pytest.mark.parametrize(
    "address", ["https://acme.example/gone", f"{ASHBY}/{ID}", "https://127.0.0.1/", "ftp://acme.example/", "http://[x"]
)
def test_what_cannot_be_fetched_is_a_posting_error(answers: Answers, address: str) -> None:
    with pytest.raises(PostingError):
        answers.reader.read(address)


def test_the_company_that_the_user_names_wins(answers: Answers) -> None:
    answers.put(f"{LEVER_API}/{ID}?mode=json", lever())
    assert answers.reader.read(f"{LEVER}/{ID}", company="Acme Corp").company == "Acme Corp"


def test_either_reader_is_chosen_by_what_names_the_posting(answers: Answers) -> None:
    answers.put("https://acme.example/job", jsonld())
    reader: PostingReader = AnyPostingReader(addresses=answers.reader)
    assert reader.read("HTTPS://acme.example/job").source == "jsonld"
    assert reader.read(str(EXAMPLES / "ashby.json")).source == "ashby"
    assert reader.read_text("Welder\nCompany: Acme\nWe weld.").company == "Acme"
    assert answers.reader.read_text("Welder\nCompany: Acme\nWe weld.").company == "Acme"
    with pytest.raises(PostingError, match=r"^file:/+etc/passwd is no http or https address"):
        reader.read("file:///etc/passwd")


def test_the_usual_reader_asks_no_private_address() -> None:
    with pytest.raises(PostingError, match="is not on the public internet, so it is not asked"):
        AnyPostingReader().read("http://127.0.0.1/job")


@pytest.mark.parametrize(
    ("url", "board", "job", "sources"),
    [
        (f"{ASHBY}/{ID}", "acme-robotics", ID, (ASHBY_API,)),
        (f"{ASHBY}/", "acme-robotics", "", (ASHBY_API,)),
        (f"{ASHBY}/form/pool", "acme-robotics", "", (ASHBY_API,)),
        (
            f"https://jobs.ashbyhq.com/Acme%20Co%2F/{ID}",
            "Acme Co/",
            ID,
            ("https://api.ashbyhq.com/posting-api/job-board/Acme%20Co%2F?includeCompensation=true",),
        ),
        (f"{GREENHOUSE}/jobs/4011", "acmerobotics", "4011", (f"{GREENHOUSE_API}/4011?content=true",)),
        (f"{GREENHOUSE}?gh_jid=4011", "acmerobotics", "4011", (f"{GREENHOUSE_API}/4011?content=true",)),
        (f"{GREENHOUSE}/jobs/none", "acmerobotics", "", (f"{GREENHOUSE_API}?content=true",)),
        (
            "https://job-boards.greenhouse.io/embed/job_app?for=acmerobotics&token=4011",
            "acmerobotics",
            "4011",
            (f"{GREENHOUSE_API}/4011?content=true",),
        ),
        (
            f"https://jobs.eu.lever.co/acme/{ID}",
            "acme",
            ID,
            (f"https://api.eu.lever.co/v0/postings/acme/{ID}?mode=json",),
        ),
    ],
)
def test_board_addresses(url: str, board: str, job: str, sources: tuple[str, ...]) -> None:
    assert board_page(url) == BoardPage(board, job, sources)


@pytest.mark.parametrize(
    "url",
    [
        "https://jobs.ashbyhq.com/",
        "https://jobs.lever.co",
        "https://boards.greenhouse.io/",
        "https://boards.greenhouse.io/embed/job_app?token=4011",
        f"https://jobs.lever.co.evil.example/acme/{ID}",
        f"https://evil.example/jobs.lever.co/acme/{ID}",
        "https://acme.example/jobs/4011?gh_jid=4011",
        "http://[x",
    ],
)
def test_other_addresses_are_no_boards(url: str) -> None:
    assert board_page(url) is None


def test_an_embedded_job_needs_a_number_and_a_board() -> None:
    script = "https://boards.eu.greenhouse.io/embed/job_board/js?for=acme"
    found = embedded_page("https://acme.example/?gh_jid=4011", f"<script src='{script}'>")
    assert found is not None
    assert (found.board, found.job, len(found.sources)) == ("acme", "4011", 2)
    assert embedded_page("https://acme.example/?gh_jid=../x", f"<script src='{script}'>") is None
    assert embedded_page("https://acme.example/", f"<script src='{script}'>") is None


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (" HTTPS://Acme.Example/Jobs/1?UTM_source=a&b=%20c&gclid=1#x ", "https://acme.example/Jobs/1?b=+c"),
        ("https://acme.example/apply?q=%C3%BC&x", "https://acme.example/apply?q=%C3%BC&x"),
        (f"{LEVER}/{ID}/apply/?lever-via=x", f"{LEVER}/{ID}"),
        ("https://Me:Pass@acme.example/?trk=1", "https://Me:Pass@acme.example/"),
        ("http://[x", "http://[x"),
    ],
)
def test_addresses_are_kept_without_what_tracks_readers(url: str, expected: str) -> None:
    assert canonical(url) == expected
