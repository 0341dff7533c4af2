import json
from pathlib import Path
from typing import Any

import pytest

from inroad.errors import PostingError
from inroad.state import Place, Posting
from inroad.tools.postings.files import FilePostingReader

EXAMPLES = Path(__file__).parents[3] / "examples" / "postings"


def node(**fields: Any) -> dict[str, Any]:
    return {
        "@context": "https://schema.org",
        "@type": "JobPosting",
        "title": "Welder",
        "description": "<p>We weld.</p>",
        "hiringOrganization": {"@type": "Organization", "name": "Acme Robotics"},
        **fields,
    }


def script(content: str, kind: str = "application/ld+json") -> str:
    return f'<html><head><script type="{kind}">{content}</script></head><body></body></html>'


def read(markup: str, **options: str) -> Posting:
    return FilePostingReader().read_text(markup, **options)


def read_node(**fields: Any) -> Posting:
    return read(script(json.dumps(node(**fields))))


def test_the_example_is_read_whole() -> None:
    posting = FilePostingReader().read(str(EXAMPLES / "jsonld.html"))
    assert posting.title == "Ingénieure ou ingénieur logiciel embarqué (F/H)"
    assert posting.company == "Atelier Boréal"
    assert posting.locations == ["Grenoble, Auvergne-Rhône-Alpes, FR"]
    assert posting.address == Place(city="Grenoble", region="Auvergne-Rhône-Alpes", country="FR")
    assert (posting.source, posting.source_id, posting.language) == ("jsonld", "AB-2071", "fr")
    assert posting.url == "https://carrieres.atelier-boreal.example/offres/ab-2071"
    assert posting.links == ["https://www.atelier-boreal.example/stations"]
    lines = posting.text.split("\n")
    assert lines[2] == "Vos missions"
    assert lines[3] == "- Écrire le micrologiciel de la nouvelle carte de mesure, en C et en Rust"
    assert "sont trop belles" in lines[11]


GOOD = json.dumps(node())


@pytest.mark.parametrize(
    "markup",
    [
        script(GOOD),
        script(GOOD, kind="Application/LD+JSON; charset=utf-8"),
        script(f"<!-- {GOOD} -->"),
        script(f"<!--\n{GOOD}\n//-->"),
        script(f"//<![CDATA[\n{GOOD}\n//]]>"),
        script(f"/*<![CDATA[*/{GOOD}/*]]>*/"),
        script(f"{GOOD};"),
        script(GOOD.replace('"Welder"', '"Wel\nder"').replace("Wel\nder", "Welder\n")),
        script(GOOD.replace("}}", "},}")),
        script(GOOD.replace('"@type"', '"\\u0040type"')),
        script(GOOD.replace('"JobPosting"', '["Thing", "JobPosting"]')),
        script(GOOD.replace('"JobPosting"', '"http://schema.org/JobPosting"')),
        script(json.dumps([{"@type": "Organization", "name": "Other"}, node()])),
        script(json.dumps({"@context": "x", "@graph": [{"@type": "WebSite", "name": "Other"}, node()]})),
        script('{"@type": "Organization", "name": "Other"}') + script(GOOD),
        script("var x = 1;") + script(GOOD),
        script(GOOD) + script(GOOD),
        f'<?xml version="1.0"?>{script(GOOD)}',
        GOOD,
        json.dumps({"@graph": [node()]}),
    ],
)
def test_data_is_found_however_it_is_written(markup: str) -> None:
    posting = read(markup)
    assert (posting.title, posting.company, posting.text) == ("Welder", "Acme Robotics", "We weld.")
    assert posting.source == "jsonld"


@pytest.mark.parametrize(
    ("fields", "title", "company"),
    [
        ({"hiringOrganization": "Acme Inc."}, "Welder", "Acme Inc."),
        ({"hiringOrganization": [{"name": "Acme Inc."}]}, "Welder", "Acme Inc."),
        ({"hiringOrganization": {"legalName": "Acme GmbH"}}, "Welder", "Acme GmbH"),
        ({"title": None, "name": "Cook &amp; Baker"}, "Cook & Baker", "Acme Robotics"),
        ({"title": ["Cook"]}, "Cook", "Acme Robotics"),
        ({"title": {"@value": "Cook"}}, "Cook", "Acme Robotics"),
        ({"hiringOrganization": None, "url": "https://jobs.lever.co/blue-door/1"}, "Welder", "Blue Door"),
    ],
)
def test_title_and_company_are_found_in_their_many_forms(fields: dict[str, Any], title: str, company: str) -> None:
    posting = read_node(**fields)
    assert (posting.title, posting.company) == (title, company)


def test_an_organization_that_is_referred_to_is_looked_up() -> None:
    graph = {
        "@graph": [
            {"@type": "Organization", "@id": "#org", "name": "Blue Door"},
            node(hiringOrganization={"@id": "#org"}),
        ]
    }
    assert read(script(json.dumps(graph))).company == "Blue Door"


PARIS = {"@type": "PostalAddress", "addressLocality": "Paris", "addressRegion": "Île-de-France"}


@pytest.mark.parametrize(
    ("fields", "locations", "address"),
    [
        ({}, [], Place()),
        (
            {"jobLocation": {"address": PARIS}},
            ["Paris, Île-de-France"],
            Place(city="Paris", region="Île-de-France"),
        ),
        (
            {"jobLocation": [{"address": PARIS}, {"address": {"addressCountry": {"name": "Spain"}}}]},
            ["Paris, Île-de-France", "Spain"],
            Place(city="Paris", region="Île-de-France"),
        ),
        ({"jobLocation": "Austin, TX"}, ["Austin, TX"], Place()),
        ({"jobLocation": {"address": "1 Main St, Austin, TX"}}, ["1 Main St, Austin, TX"], Place()),
        (
            {"jobLocation": {"name": "Paris, France", "address": {"addressLocality": "Paris"}}},
            ["Paris, France"],
            Place(city="Paris"),
        ),
        (
            {"jobLocation": {"name": "Head office", "address": {"addressLocality": "Paris"}}},
            ["Paris"],
            Place(city="Paris"),
        ),
        (
            {"jobLocation": {"address": {"addressLocality": "Singapore", "addressCountry": "Singapore"}}},
            ["Singapore"],
            Place(city="Singapore", country="Singapore"),
        ),
        (
            {"jobLocation": {"address": {"addressLocality": "Remote", "addressCountry": "US"}}},
            ["Remote, US"],
            Place(country="US"),
        ),
    ],
)
def test_places_are_read_from_objects_lists_and_strings(
    fields: dict[str, Any], locations: list[str], address: Place
) -> None:
    posting = read_node(**fields)
    assert (posting.locations, posting.address) == (locations, address)


def test_telecommute_is_remote_in_the_areas_it_names() -> None:
    posting = read_node(
        jobLocationType="TELECOMMUTE", applicantLocationRequirements=[{"@type": "Country", "name": "USA"}]
    )
    assert (posting.remote, posting.locations, posting.address) == (True, ["USA"], Place(country="USA"))
    two = read_node(jobLocationType=["telecommute"], applicantLocationRequirements=[{"name": "USA"}, "Canada"])
    assert (two.remote, two.locations, two.address) == (True, ["USA", "Canada"], Place())
    assert read_node(jobLocation="Austin, TX").remote is False


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({"description": "&lt;p&gt;One&amp;nbsp;two&lt;/p&gt;&lt;ul&gt;&lt;li&gt;Three"}, "One two\n- Three"),
        ({"description": "&amp;lt;b&amp;gt;One&amp;lt;/b&amp;gt;"}, "One"),
        ({"description": "One&nbsp;Two&nbsp;three"}, "One\nTwo three"),
        ({"description": "One\n\n • Two\n• Three"}, "One\n- Two\n- Three"),
        ({"responsibilities": ["Cut", "Weld"]}, "We weld.\nResponsibilities\n- Cut\n- Weld"),
        ({"qualifications": "We weld."}, "We weld."),
        ({"description": None, "skills": "Steel"}, "Skills\nSteel"),
        (
            {"description": "<p>A<br>B</p><table><tr><td>C</td><td>D</td></tr></table><script>x</script>"},
            "A\nB\nC D",
        ),
    ],
)
def test_the_text_is_plain_with_one_item_a_line(fields: dict[str, Any], text: str) -> None:
    assert read(json.dumps(node(**fields))).text == text


@pytest.mark.parametrize(
    ("identifier", "expected"),
    [
        ("A-1", "A-1"),
        (17, "17"),
        ({"value": 18}, "18"),
        ([{"name": "Acme"}, {"value": "B"}], "B"),
        (None, ""),
    ],
)
def test_the_identifier_is_the_source_id(identifier: object, expected: str) -> None:
    assert read_node(identifier=identifier).source_id == expected


def test_several_postings_are_chosen_by_identifier_or_number(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(script(json.dumps([node(identifier="A-1"), node(title="Cook")])), encoding="utf-8")
    reader = FilePostingReader()
    assert reader.read(str(page), job="A-1").title == "Welder"
    assert reader.read(str(page), job="2").title == "Cook"
    with pytest.raises(PostingError, match=r"holds 2 jobs, choose one with --job ID: A-1 \(Welder\); 2 \(Cook\)\."):
        reader.read(str(page))


def test_broken_beyond_repair_is_said() -> None:
    deep = '{"@type": "JobPosting", "title": ' + "[" * 100_000
    with pytest.raises(PostingError, match="has JobPosting data that cannot be read"):
        read(script(deep))


WORDS = "<p>We are looking for a welder. Requirements: experience with steel. Apply today, full-time.</p>" * 3


@pytest.mark.parametrize(
    ("head", "body", "title", "company", "locations"),
    [
        (
            '<meta property="og:title" content="Welder at Acme Robotics">',
            WORDS,
            "Welder",
            "Acme Robotics",
            [],
        ),
        (
            "<title>Acme Robotics hiring Welder in Austin, TX | LinkedIn</title>",
            WORDS,
            "Welder",
            "Acme Robotics",
            ["Austin, TX"],
        ),
        (
            '<meta property="og:site_name" content="Acme Robotics"><title>x</title>',
            f"<h1>Welder</h1>{WORDS}<p>Location: Lisbon; Porto</p>",
            "Welder",
            "Acme Robotics",
            ["Lisbon", "Porto"],
        ),
        (
            "<title>Welder</title>",
            f"<nav>Company: Wrong</nav><main><p>Company: Acme Robotics</p>{WORDS}</main>",
            "Welder",
            "Acme Robotics",
            [],
        ),
        (
            '<link rel="canonical" href="https://jobs.lever.co/acmerobotics/1"><title>Welder</title>',
            WORDS,
            "Welder",
            "Acme Robotics",
            [],
        ),
    ],
)
def test_a_page_without_data_is_read_by_its_words(
    head: str, body: str, title: str, company: str, locations: list[str]
) -> None:
    posting = read(f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>")
    assert (posting.title, posting.company, posting.locations) == (title, company, locations)
    assert posting.source == "html"
    assert "We are looking for a welder." in posting.text


@pytest.mark.parametrize(
    "body",
    ["", "<h1>Soup</h1>" + "<p>Cut the onions and stir them into the pot.</p>" * 20, "<p>Apply. Salary.</p>"],
)
def test_a_page_without_a_posting_is_refused(body: str) -> None:
    with pytest.raises(PostingError, match="is a page without a job posting"):
        read(f"<html><head><title>Soup at Home</title></head><body>{body}</body></html>")


def test_a_board_is_not_taken_for_the_company() -> None:
    head = '<meta property="og:site_name" content="LinkedIn"><title>Welder</title>'
    page = f"<html><head>{head}</head>{WORDS}</html>"
    with pytest.raises(PostingError, match="give it with --company"):
        read(page)
    assert read(page, company="Acme").company == "Acme"
