from pathlib import Path

import pytest

from inroad.errors import PostingError
from inroad.state import Place, Posting
from inroad.tools.postings.files import FilePostingReader

EXAMPLES = Path(__file__).parents[3] / "examples" / "postings"


def read(text: str, **options: str) -> Posting:
    return FilePostingReader().read_text(text, **options)


def front(*lines: str, body: str = "We weld.") -> str:
    return "\n".join(["---", *lines, "---", "", body])


def test_the_example_is_read_whole() -> None:
    posting = FilePostingReader().read(str(EXAMPLES / "markdown.md"))
    assert (posting.title, posting.company) == ("Technical Writer", "Acme Robotics")
    assert posting.locations == ["Austin, TX", "Lisbon, Portugal"]
    assert (posting.source, posting.language, posting.remote) == ("markdown", "en", False)
    assert posting.url == "https://www.acme-robotics.example/jobs/technical-writer"
    assert posting.links == [
        "https://docs.acme-robotics.example/archive",
        "https://docs.acme-robotics.example/draft",
    ]
    lines = posting.text.split("\n")
    assert lines[:2] == ["The role", "Location: Austin, TX; Lisbon, Portugal"]
    assert lines[2].startswith(
        "Acme Robotics builds mobile arms that pick, pack and stack in warehouses which were never"
    )
    assert "- Follow six installations from unpacking to the first pallet, and write down what people ask" in lines
    assert "- The nerve to ask an engineer the same question three times" in lines
    assert "- Rewrite the forty pages that are opened most, with a technician at your side." in lines
    assert "{" not in posting.text
    assert "made from the front matter" not in posting.text


@pytest.mark.parametrize(
    ("lines", "title", "company"),
    [
        (["title: Welder", "company: Acme"], "Welder", "Acme"),
        (["Job Title: Welder", "Organization: Acme"], "Welder", "Acme"),
        (["position: Welder", "employer: Acme"], "Welder", "Acme"),
        (["role: Welder", "hiring-organization: {name: Acme}"], "Welder", "Acme"),
        (['title: "Acme: Welder"'], "Welder", "Acme"),
        (["title: Acme: Welder", "tags: jobs"], "Welder", "Acme"),
        (["title: 'Software Engineer: Backend'", "company: Acme"], "Software Engineer: Backend", "Acme"),
        (["title: 2024", "company: 10x"], "2024", "10x"),
        (["title: Welder # the name", "company: Acme", "date: 2024-13-45"], "Welder", "Acme"),
        (["title: Welder # the name", "company: Acme # ours", "  broken: [", "x: {{ y }}"], "Welder", "Acme"),
        (["# title: No", "title: 'Welder'  # yes", "\tcompany: No", "company: Acme"], "Welder", "Acme"),
        (["- not a mapping: x", "title: Welder", "company: Acme"], "Welder", "Acme"),
    ],
)
def test_title_and_company_are_read_from_whole_and_broken_front_matter(
    lines: list[str], title: str, company: str
) -> None:
    posting = read(front(*lines))
    assert (posting.title, posting.company, posting.source) == (title, company, "markdown")


def test_an_org_is_not_taken_from_a_title_that_begins_with_a_job() -> None:
    with pytest.raises(PostingError, match="which company 'Software Engineer: Backend' is at"):
        read(front("title: 'Software Engineer: Backend'"))


@pytest.mark.parametrize(
    ("lines", "locations", "address", "remote"),
    [
        (["location: Austin, TX"], ["Austin, TX"], Place(), False),
        (["locations:", "  - Austin, TX", "  - Lisbon"], ["Austin, TX", "Lisbon"], Place(), False),
        (["place: Austin; Lisbon"], ["Austin", "Lisbon"], Place(), False),
        (
            ["location:", "  city: Austin", "  state: TX", "  country: US"],
            ["Austin, TX, US"],
            Place(city="Austin", region="TX", country="US"),
            False,
        ),
        (["location: Anywhere in the U.S. (remote)"], ["Anywhere in the U.S. (remote)"], Place(), True),
        (["remote: true"], [], Place(), True),
        (["location: Austin", "remote: no"], ["Austin"], Place(), False),
        (["workplace: hybrid"], [], Place(), False),
    ],
)
def test_places_are_read_from_front_matter(
    lines: list[str], locations: list[str], address: Place, remote: bool
) -> None:
    posting = read(front("title: Welder", "company: Acme", *lines))
    assert (posting.locations, posting.address, posting.remote) == (locations, address, remote)


@pytest.mark.parametrize(
    ("lines", "url", "source_id"),
    [
        (["apply_url: https://acme.example/1", "job_id: 17"], "https://acme.example/1", "17"),
        (["application link: https://acme.example/1"], "https://acme.example/1", ""),
        (["link: not an address"], "", ""),
        (["information link: https://acme.example/i", "id: a-b"], "https://acme.example/i", "a-b"),
    ],
)
def test_address_and_id_are_read_from_front_matter(lines: list[str], url: str, source_id: str) -> None:
    posting = read(front("title: Welder", "company: Acme", *lines))
    assert (posting.url, posting.source_id) == (url, source_id)


def test_labelled_lines_of_the_body_fill_what_front_matter_leaves_open() -> None:
    body = "**Job title:** {{ page.title }}\n\n**Company:** Acme\n\n**Location:** Austin, TX (remote)\n"
    posting = read(front("title: Welder", body=body))
    assert (posting.title, posting.company, posting.locations) == ("Welder", "Acme", ["Austin, TX (remote)"])
    assert posting.remote is True
    assert posting.text == "Company: Acme\nLocation: Austin, TX (remote)"


def test_templates_comments_and_marks_are_not_text() -> None:
    body = (
        "{% comment ---- %}\nNot this.\n{% endcomment ---- %}\n<!-- nor\nthis -->\n"
        "## What *you* do ##\n\n{% include pay.html %}Weld **steel** and `copper`\nall day.{{ x }}\n\n"
        "* [ ] One\n  more\n+ Two\n1) Three\n\n> A quote\n\n![x](https://a.example/i.png) See [us](https://a.example/us).\n"
        "<p>Snake_case_stays</p>\n"
    )
    posting = read(front("title: Welder", "company: Acme", body=body))
    assert posting.text.split("\n") == [
        "What you do",
        "Weld steel and copper all day.",
        "- One more",
        "- Two",
        "- Three",
        "A quote",
        "See us. Snake_case_stays",
    ]
    assert posting.links == ["https://a.example/us"]


def test_markdown_without_front_matter_is_read_by_its_first_lines(tmp_path: Path) -> None:
    path = tmp_path / "job.md"
    path.write_text("# Welder at Acme Robotics\n\nAustin, TX\n\nWe weld.\n", encoding="utf-8")
    posting = FilePostingReader().read(str(path))
    assert (posting.title, posting.company, posting.locations) == ("Welder", "Acme Robotics", ["Austin, TX"])
    assert posting.source == "markdown"


def test_a_rule_of_dashes_is_no_front_matter() -> None:
    posting = read("---\nWelder at Acme\n---\nWe weld.")
    assert (posting.title, posting.company, posting.source) == ("Welder", "Acme", "text")


def test_a_company_named_by_title_and_text_is_taken() -> None:
    body = "You lead research at QRS. People who join QRS stay. We meet at QRS North."
    assert read(front("title: QRS Research Lead", body=body)).company == "QRS"
    with pytest.raises(PostingError, match="give it with --company"):
        read(front("title: QRS Research Lead", body="You lead research at QRS."))


def test_deeply_nested_front_matter_does_no_harm() -> None:
    posting = read(front("title: Welder", "company: Acme", "x: " + "[" * 2_000))
    assert (posting.title, posting.company) == ("Welder", "Acme")
