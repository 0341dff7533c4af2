import os
from pathlib import Path

import pytest

from inroad.errors import PostingError
from inroad.tools.postings import PostingReader
from inroad.tools.postings.files import FilePostingReader

READER: PostingReader = FilePostingReader()
TEXT = "Ingénieur soudeur\nCompany: Société Acmé\nLocation: Besançon\nNous préférons l'été, même à Noël.\n"


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        b"\xef\xbb\xbf" + TEXT.encode(),
        TEXT.encode("utf-16"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
        TEXT.encode("utf-32"),
        TEXT.encode("cp1252"),
        TEXT.replace("\n", "\r\n").encode("latin-1"),
    ],
    ids=["utf-8", "utf-8-bom", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "latin-1"],
)
def test_text_is_read_in_any_common_encoding(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "job.txt"
    path.write_bytes(data)
    posting = READER.read(str(path))
    assert (posting.title, posting.company, posting.locations) == (
        "Ingénieur soudeur",
        "Société Acmé",
        ["Besançon"],
    )
    assert posting.text.count("\n") == 3


def test_an_encoding_that_a_page_declares_is_believed(tmp_path: Path) -> None:
    path = tmp_path / "job.html"
    body = '{"@type": "JobPosting", "title": "Сварщик", "hiringOrganization": "Акме", "description": "x"}'
    page = f'<meta charset="windows-1251"><script type="application/ld+json">{body}</script>'
    path.write_bytes(page.encode("cp1251"))
    posting = READER.read(str(path))
    assert (posting.title, posting.company) == ("Сварщик", "Акме")


def test_an_encoding_that_does_not_exist_is_not_believed(tmp_path: Path) -> None:
    path = tmp_path / "job.txt"
    path.write_bytes(b"charset=nonsense\nTitle: Soud\xe9e\nCompany: Acme\n")
    assert READER.read(str(path)).title == "Soudée"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is empty: give a file that holds the posting"),
        (b" \n\t ", "is empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "is an image, not text: save the posting as text or HTML"),
        (b"%PDF-1.7 ...", "is a PDF, not text"),
        (b"PK\x03\x04" + bytes(50), "is a Word or zip file, not text"),
        (bytes(range(256)) * 20, "is a binary file, not text"),
        (bytes([1, 2, 3, 0x81, 0xFF]) * 50, "is a binary file, not text"),
        (b"\x01\x02\x03\x04abc" * 50, "is a binary file, not text"),
        (b"\xff\xfe" + bytes([0, 0xD8]) * 50, "is a binary file, not text"),
    ],
)
def test_a_file_that_is_no_text_is_refused(tmp_path: Path, data: bytes, reason: str) -> None:
    path = tmp_path / "job.bin"
    path.write_bytes(data)
    with pytest.raises(PostingError, match=reason) as caught:
        READER.read(str(path))
    assert str(caught.value).startswith(str(path))


def test_paths_that_are_no_readable_file_are_refused(tmp_path: Path) -> None:
    with pytest.raises(PostingError, match=r"no\.txt does not exist: give the path of a posting's file"):
        READER.read(str(tmp_path / "no.txt"))
    with pytest.raises(PostingError, match="is a folder: give the file of one posting"):
        READER.read(str(tmp_path))
    with pytest.raises(PostingError, match="cannot be read"):
        READER.read("a\x00b")
    with pytest.raises(PostingError, match="cannot be read"):
        READER.read(str(tmp_path / ("x" * 5_000)))
    fifo = tmp_path / "pipe"
    os.mkfifo(fifo)
    with pytest.raises(PostingError, match="is not an ordinary file"):
        READER.read(str(fifo))


def test_a_file_of_more_than_twenty_megabytes_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "big.txt"
    with path.open("wb") as file:
        file.truncate(20 * 1024 * 1024 + 1)
    with pytest.raises(PostingError, match=r"big\.txt is larger than 20 MB"):
        READER.read(str(path))


@pytest.mark.parametrize("ref", ["https://jobs.example/1", "HTTP://jobs.example", "mongodb://x/1"])
def test_an_address_is_refused_with_what_to_do(ref: str) -> None:
    with pytest.raises(PostingError, match="is an address: save the page to a file and give the file"):
        READER.read(ref)


def test_a_name_with_a_line_break_gives_an_error_of_one_line(tmp_path: Path) -> None:
    path = tmp_path / "a\nb\x1b[31m.txt"
    path.write_text("We weld.", encoding="utf-8")
    with pytest.raises(PostingError) as caught:
        READER.read(str(path))
    assert "\n" not in str(caught.value)
    assert "\x1b" not in str(caught.value)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("  \n", "the pasted text is empty"),
        ("https://jobs.example/1\n", "the pasted text is only an address"),
        ("x" * (20 * 1024 * 1024 + 1), "the pasted text is larger than 20 MB"),
    ],
)
def test_pasted_text_that_is_no_posting_is_refused(text: str, reason: str) -> None:
    with pytest.raises(PostingError, match=reason):
        READER.read_text(text)


@pytest.mark.parametrize(
    "text",
    ["[" * 200_000, '{"jobs": ' + "[" * 200_000, '{"a":' * 200_000, '[{"a": ' + '"x' * 1_100_000],
    ids=["lists", "jobs", "objects", "long"],
)
def test_json_that_is_too_deep_or_too_broken_is_refused(text: str) -> None:
    with pytest.raises(PostingError, match="looks like JSON but cannot be read"):
        READER.read_text(text)


def test_deeply_nested_pages_do_no_harm() -> None:
    with pytest.raises(PostingError, match="is a page without a job posting"):
        READER.read_text("<html><body>" + "<div>" * 20_000 + "x")
    content = '{"title": "Welder", "absolute_url": "", "company_name": "Acme", "content": "' + "<b>" * 20_000 + 'x"}'
    assert READER.read_text(content).text in ("", "x")


def test_json_with_small_faults_is_repaired() -> None:
    broken = '{"title": "Welder", "absolute_url": "https://a.example/1", "company_name": "Acme",}'
    assert READER.read_text(broken).title == "Welder"
    with pytest.raises(PostingError, match="looks like JSON but cannot be read"):
        READER.read_text('{"')
