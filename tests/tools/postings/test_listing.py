from __future__ import annotations

import io
import os
import sys
import tracemalloc
from pathlib import Path

import pytest

from inroad.errors import UserInputError
from inroad.tools.postings.listing import Listed, list_postings, place_of


def listed(*named: str, lists: tuple[str, ...] = (), stdin: bytes = b"") -> Listed:
    return list_postings(named, lists, io.BytesIO(stdin))


def names(found: Listed) -> list[str]:
    """The postings, files by their paths below the present folder."""
    here = f"{Path.cwd()}{os.sep}"
    return [posting.removeprefix(here) for posting in found.postings]


def write(*files: str) -> None:
    for file in map(Path, files):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("Welder at Acme\n")


def test_files_addresses_and_jobs_in_their_order() -> None:
    write("a.md")
    found = listed("https://acme.example/jobs/1", "a.md", "mongo:507f1f77bcf86cd799439011")
    assert names(found) == ["https://acme.example/jobs/1", "a.md", "mongo:507f1f77bcf86cd799439011"]
    assert found.repeated == 0


def test_a_folder_holds_what_ends_as_postings_do() -> None:
    wanted = [
        "jobs/a.html",
        "jobs/b.HTM",
        "jobs/c.json",
        "jobs/deep/er/d.md",
        "jobs/e.txt",
        "jobs/readme_first.md",
        "jobs/acme_files/f.md",
    ]
    left = [
        "jobs/.hidden.md",
        "jobs/.git/x.md",
        "jobs/README.md",
        "jobs/Sources.txt",
        "jobs/LICENSE.txt",
        "jobs/photo.png",
        "jobs/contacts.csv",
        "jobs/noending",
        "jobs/a_files/frame.html",
    ]
    write(*wanted, *left)
    assert sorted(names(listed("jobs"))) == sorted(wanted)


def test_what_is_named_itself_is_never_left_out() -> None:
    write("README.md", ".hidden")
    assert names(listed("README.md", ".hidden")) == ["README.md", ".hidden"]


@pytest.mark.parametrize("files", [[], ["jobs/photo.png"]])
def test_a_folder_without_postings(files: list[str]) -> None:
    Path("jobs").mkdir()
    write(*files)
    with pytest.raises(UserInputError, match=r"The folder .*jobs holds no postings; they end in \.html"):
        listed("jobs")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read all")
def test_a_folder_that_may_not_be_read(tmp_path: Path) -> None:
    write("jobs/deep/a.md")
    Path("jobs/deep").chmod(0)
    with pytest.raises(UserInputError, match="cannot be read"):
        listed("jobs")


def test_a_list_with_blank_lines_and_comments() -> None:
    write("a.md", "jobs/b.md")
    Path("list.txt").write_text(
        "\ufeff# mine\r\n\r\na.md\r\n   \n  https://acme.example/1  \n#b.md\njobs\nmongo:7\n", "utf-8"
    )
    assert names(listed(lists=("list.txt",))) == ["a.md", "https://acme.example/1", "jobs/b.md", "mongo:7"]


def test_a_list_may_come_from_stdin() -> None:
    assert names(listed(lists=("-",), stdin=b"a.md\n\nb.md")) == ["a.md", "b.md"]


def test_paths_of_a_list_are_those_of_here_else_of_its_folder() -> None:
    write("here.md", "lists/there.md", "lists/here.md")
    Path("lists/list.txt").write_text("here.md\nthere.md\nnowhere.md\n")
    assert names(listed(lists=("lists/list.txt",))) == ["here.md", "lists/there.md", "nowhere.md"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("posting\na.md\n", ["a.md"]),
        ("Company, URL ,Note\nAcme,https://acme.example/1,x\nAcme,,\n,https://acme.example/2,\n", None),
        ("company;LINK\nAcme;https://acme.example/1\n\n;https://acme.example/2\n", None),
        ("link\tfile\nhttps://acme.example/1\t\n\ta.md\n", ["https://acme.example/1", "a.md"]),
        ("file,url\n,https://acme.example/1\na.md,https://acme.example/2\n", None),
        ('posting\n"a ""b"".md"\n#c.md\n', ['a "b".md']),
        ("\ufeffposting\na.md", ["a.md"]),
        ("posting\n", []),
    ],
)
def test_a_table(text: str, expected: list[str] | None) -> None:
    Path("list.csv").write_text(text, "utf-8")
    wanted = ["https://acme.example/1", "https://acme.example/2"] if expected is None else expected
    assert names(listed("list.csv")) == wanted
    assert names(listed(lists=("list.csv",))) == wanted


def test_a_table_without_a_column_of_postings() -> None:
    Path("list.csv").write_text("company,title\nAcme,Welder\n")
    with pytest.raises(UserInputError, match=r"list\.csv has no column of postings; name one of its columns posting"):
        listed("list.csv")


@pytest.mark.parametrize("name", ["none.csv", "list.txt"])
def test_a_list_that_is_not_there(name: str) -> None:
    with pytest.raises(UserInputError, match="cannot be read"):
        listed(lists=(name,))


def test_each_posting_counts_once() -> None:
    write("jobs/a.md")
    Path("link.md").symlink_to("jobs/a.md")
    found = listed(
        *("jobs/a.md", "./jobs/../jobs/a.md", "link.md", "jobs"),
        *("https://Acme.example/1?utm_source=x", "https://acme.example/1#top", "https://acme.example/1"),
        *("mongo:7", "mongo:7"),
    )
    assert names(found) == ["jobs/a.md", "https://Acme.example/1?utm_source=x", "mongo:7"]
    assert found.repeated == 6


@pytest.mark.parametrize("row", ["none.md", "~nobody-of-that-name/a.md", "x" * 5000, "a\x01.md", "http://", "empty"])
def test_a_row_that_is_no_posting_stays_among_them(row: str) -> None:
    Path("empty").mkdir()
    write("a.md")
    found = listed(lists=("-",), stdin=f"{row}\na.md\n".encode())
    assert len(found.postings) == 2
    assert names(found)[1] == "a.md"
    assert row.rpartition("/")[2] in found.postings[0]


@pytest.mark.parametrize("name", ["", "  "])
def test_an_argument_that_is_empty(name: str) -> None:
    with pytest.raises(UserInputError, match="without a name"):
        listed(name)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names")
def test_a_file_whose_name_is_no_text_is_still_one_posting() -> None:
    Path("jobs").mkdir()
    Path(os.fsdecode(b"jobs/caf\xe9.md")).write_text("Welder at Acme\n")
    (posting,) = listed("jobs").postings
    assert posting.encode().endswith(b"caf\\udce9.md")


def test_ten_thousand_rows() -> None:
    def peak(rows: int) -> int:
        text = "".join(f"https://acme{row % (rows // 2)}.example/jobs/{row % (rows // 2)}\n" for row in range(rows))
        tracemalloc.start()
        found = listed(lists=("-",), stdin=text.encode())
        assert (len(found.postings), found.repeated) == (rows // 2, rows // 2)
        peaked = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return peaked

    assert peak(10_000) < 12 * peak(1_000)


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("https://jobs.lever.co/acme/0f4bb1f2-30c5-4d0b-9d3a-6a5f0c6f1d10", "jobs.lever.co/acme"),
        ("https://boards.greenhouse.io/acme/jobs/4011001?utm_source=x", "boards.greenhouse.io/acme"),
        ("https://Careers.Acme.example/jobs/1", "careers.acme.example"),
        ("https://[::1", ""),
    ],
)
def test_where_an_address_lies(address: str, place: str) -> None:
    assert place_of(address) == place


def test_a_quotation_mark_that_takes_in_the_rows_below_is_told() -> None:
    Path("list.csv").write_text('posting\na.md\n"b.md\nc.md\n')
    with pytest.raises(UserInputError, match=r"list\.csv cannot be read \(line 4: a quotation mark is never closed\)"):
        listed("list.csv")


@pytest.mark.parametrize(
    ("name", "complaint"),
    [
        ("list.bin", "The list list.bin is no text; give a file with one posting a line."),
        ("jobs", "The list jobs is a folder; give it without --list."),
    ],
)
def test_what_is_no_list_is_refused_before_its_lines_are_taken_for_postings(name: str, complaint: str) -> None:
    write("jobs/a.md")
    Path("list.bin").write_bytes(bytes(range(256)) * 4)
    with pytest.raises(UserInputError) as caught:
        listed(lists=(name,))
    assert str(caught.value) == complaint
