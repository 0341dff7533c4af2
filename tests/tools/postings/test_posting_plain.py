from pathlib import Path

import pytest

from inroad.errors import PostingError
from inroad.state import Posting
from inroad.tools.postings.files import FilePostingReader

EXAMPLES = Path(__file__).parents[3] / "examples" / "postings"


def read(*lines: str, **options: str) -> Posting:
    return FilePostingReader().read_text("\n".join(lines), **options)


def test_the_example_is_read_whole() -> None:
    posting = FilePostingReader().read(str(EXAMPLES / "plain.txt"))
    assert posting.title == "Product Designer, Operator Tools"
    assert posting.company == "Acme Robotics"
    assert posting.locations == ["Austin, TX (Hybrid)"]
    assert (posting.source, posting.remote, posting.url, posting.source_id) == ("text", False, "", "")
    assert posting.links == ["https://www.acme-robotics.example/interviews"]
    lines = posting.text.split("\n")
    assert lines[5].startswith("You are the second designer")
    assert lines[5].endswith("with a notebook and without a laptop.")
    assert lines[7].startswith("- Redesign the stop-and-recover flow, which is used forty times")


@pytest.mark.parametrize(
    ("lines", "title", "company", "locations"),
    [
        (("Title: Welder", "Company: Acme", "Location: Austin, TX"), "Welder", "Acme", ["Austin, TX"]),
        (
            ("Position - x", "JOB TITLE : Welder", "Employer: Acme", "Where: A; B"),
            "Welder",
            "Acme",
            ["A", "B"],
        ),
        (("**Position:** Welder", "__Employer__: Acme", "📍 Location: Porto"), "Welder", "Acme", ["Porto"]),
        (("Job title", "Company: Acme", "Title:", "Welder"), "Welder", "Acme", []),
        (("Stelle: Schweißer (m/w/d)", "Firma: Acme", "Ort: Köln"), "Schweißer (m/w/d)", "Acme", ["Köln"]),
        (("Welder at Acme Robotics", "Austin, TX"), "Welder", "Acme Robotics", ["Austin, TX"]),
        (("Welder @ Acme Robotics (Remote)",), "Welder", "Acme Robotics", ["Remote"]),
        (("Welder at Acme Robotics in Austin",), "Welder", "Acme Robotics", ["Austin"]),
        (("Welder at Acme - Austin, TX",), "Welder", "Acme", ["Austin, TX"]),
        (("Acme Robotics is hiring a Senior Welder!",), "Senior Welder", "Acme Robotics", []),
        (("Acme is looking for an Engineer in Porto.",), "Engineer", "Acme", ["Porto"]),
        (("Sales Engineer - Acme Robotics - Austin",), "Sales Engineer", "Acme Robotics", ["Austin"]),
        (("Sales Engineer | Acme Robotics | Austin",), "Sales Engineer", "Acme Robotics", ["Austin"]),
        (
            ("Welder", "Acme Robotics", "Austin, TX (Hybrid)"),
            "Welder",
            "Acme Robotics",
            ["Austin, TX (Hybrid)"],
        ),
        (
            ("Welder", "Acme", "Austin, Texas, United States · 2 weeks ago"),
            "Welder",
            "Acme",
            ["Austin, Texas, United States"],
        ),
        (("Welder", "Acme · Austin, TX (On-site)", "Apply"), "Welder", "Acme", ["Austin, TX (On-site)"]),
        (("Acme Robotics: Welding Engineer", "We weld."), "Welding Engineer", "Acme Robotics", []),
        (("Welder", "", "About Acme", "Acme is a maker of arms.", "At Acme, we weld."), "Welder", "Acme", []),
        (("[Remote] Welder", "Company: Acme"), "[Remote] Welder", "Acme", []),
    ],
)
def test_title_company_and_place_are_told(
    lines: tuple[str, ...], title: str, company: str, locations: list[str]
) -> None:
    posting = read(*lines)
    assert (posting.title, posting.company, posting.locations) == (title, company, locations)


@pytest.mark.parametrize(
    ("lines", "title", "locations"),
    [
        (("Welder", "We make arms."), "Welder", []),
        (("Sales Engineer - Backend - Remote", "We make arms."), "Sales Engineer - Backend - Remote", []),
        (("Welder", "Austin, TX", "We make arms."), "Welder", ["Austin, TX"]),
        (("Sales Engineer - Acme - Austin",), "Sales Engineer", ["Austin"]),
    ],
)
def test_the_company_that_the_user_names_is_not_searched_for(
    lines: tuple[str, ...], title: str, locations: list[str]
) -> None:
    posting = read(*lines, company="Acme")
    assert (posting.title, posting.company, posting.locations) == (title, "Acme", locations)


@pytest.mark.parametrize(
    "lines",
    [
        ("Welder", "We make arms for warehouses and more."),
        ("Software Engineer - Backend", "We make arms."),
        ("We are hiring a Welder", "Apply today."),
        ("Welder", "About us", "We is a company."),
    ],
)
def test_a_company_that_cannot_be_told_is_not_guessed(lines: tuple[str, ...]) -> None:
    with pytest.raises(PostingError, match=r"^the pasted text does not say which company .* give it with --company\.$"):
        read(*lines)


@pytest.mark.parametrize(
    "lines",
    [
        ("The quick brown fox jumps over the lazy dog.",),
        ("Job description", "We make arms."),
        ("Dear Sam,", "this is a job."),
        ("word " * 30,),
        ("12345",),
        ("Company: Acme", "Location: Austin"),
    ],
)
def test_a_title_that_cannot_be_told_is_not_guessed(lines: tuple[str, ...]) -> None:
    with pytest.raises(PostingError, match="has no job title: put it in the first line"):
        read(*lines, company="Acme")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Remote: yes", True),
        ("Remote: no", False),
        ("Workplace type: Remote", True),
        ("Work model: hybrid remote", False),
        ("Location: Remote - Germany", True),
        ("Location: Hybrid remote in Austin", False),
        ("Location: Austin (no remote)", False),
        ("You work with remote sites.", False),
    ],
)
def test_remote_is_what_the_text_says(line: str, expected: bool) -> None:
    assert read("Welder", "Company: Acme", line).remote is expected


def test_address_and_id_are_read_from_labels() -> None:
    posting = read("Welder", "Company: Acme", "Apply: https://acme.example/jobs/1", "Job ID: R-17")
    assert (posting.url, posting.source_id) == ("https://acme.example/jobs/1", "R-17")
    assert read("Welder", "Company: Acme", "Apply: by post").url == ""


def test_long_lines_after_a_label_are_paragraphs() -> None:
    posting = read("Welder", "Company: Acme", "Location: " + "far away " * 30)
    assert posting.locations == []


def test_odd_spaces_and_line_ends_are_folded() -> None:
    posting = FilePostingReader().read_text("\ufeffWelder\u00a0 II\r\nCompany:\tAcme\r\n\r\n\u2028• One\u200b\r• Two")
    assert (posting.title, posting.company) == ("Welder II", "Acme")
    assert posting.text == "Welder II\nCompany: Acme\n- One\n- Two"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (
            "Wir suchen eine Schweißerin für unser Werk in Köln. Sie führen ein kleines Team.",
            "de",
        ),
        (
            "Nous recherchons une personne pour souder nos pièces en acier dans notre atelier de Grenoble.",
            "fr",
        ),
        (
            "私たちはロボットを作る会社です。溶接の経験がある方を探しています。東京の工場で一緒に働きましょう。お待ちしています。",
            "ja",
        ),
        ("Wir suchen.", "en"),
    ],
)
def test_the_language_is_told_from_the_text(text: str, language: str) -> None:
    assert read("X", text, company="Acme").language == language


def test_paragraphs_that_were_broken_at_a_width_are_joined() -> None:
    posting = read(
        "Welder",
        "Company: Acme",
        "",
        "You weld the frames of arms that lift pallets all night long in",
        "warehouses from Porto to Austin.",
        "- Keep the seams clean and the tools in the place where the next",
        "  shift finds them",
        "- Rest",
    )
    assert posting.text.split("\n")[2:] == [
        "You weld the frames of arms that lift pallets all night long in warehouses from Porto to Austin.",
        "- Keep the seams clean and the tools in the place where the next shift finds them",
        "- Rest",
    ]


@pytest.mark.parametrize(
    ("text", "title", "company"),
    [
        ("Acme Robotics\nSenior Firmware Engineer\nAustin, TX (On-site)", "Senior Firmware Engineer", "Acme Robotics"),
        ("Skip to main content\nData Analyst at Acme Robotics\n", "Data Analyst", "Acme Robotics"),
        ("Verfahrenstechniker (m/w/d) bei Acme Robotics", "Verfahrenstechniker (m/w/d)", "Acme Robotics"),
        ("Chargée de recrutement chez Acme Robotics", "Chargée de recrutement", "Acme Robotics"),
        (
            "We at Birchwood Health are looking for a Registered Nurse to join our team in Tampa, FL.",
            "Registered Nurse",
            "Birchwood Health",
        ),
    ],
)
def test_first_lines_as_people_paste_them(text: str, title: str, company: str) -> None:
    posting = FilePostingReader().read_text(text)
    assert (posting.title, posting.company) == (title, company)
