import json
from pathlib import Path
from typing import Any

import pytest

from inroad.errors import PostingError
from inroad.state import Place, Posting
from inroad.tools.postings.files import FilePostingReader

EXAMPLES = Path(__file__).parents[3] / "examples" / "postings"
ASHBY_ID = "11111111-2222-4333-8444-555555555555"
LEVER_ID = "99999999-2222-4333-8444-555555555555"


def read(tmp_path: Path, payload: object, **options: str) -> Posting:
    path = tmp_path / "payload.json"
    path.write_text(json.dumps(payload), encoding="utf-8")
    return FilePostingReader().read(str(path), **options)


def ashby(**fields: Any) -> dict[str, Any]:
    return {
        "id": ASHBY_ID,
        "title": "Welder",
        "location": "Austin, TX",
        "isRemote": None,
        "jobUrl": f"https://jobs.ashbyhq.com/acme-robotics/{ASHBY_ID}",
        "descriptionHtml": "<p>At Acme Robotics, we weld.</p>",
        **fields,
    }


def greenhouse(**fields: Any) -> dict[str, Any]:
    return {
        "id": 4011,
        "internal_job_id": 7,
        "title": "Welder",
        "location": {"name": "Austin, TX"},
        "absolute_url": "https://boards.greenhouse.io/acmerobotics/jobs/4011",
        "company_name": "Acme Robotics",
        **fields,
    }


def lever(**fields: Any) -> dict[str, Any]:
    return {
        "id": LEVER_ID,
        "text": "Welder",
        "categories": {"location": "Austin, TX", "allLocations": ["Austin, TX"]},
        "hostedUrl": f"https://jobs.lever.co/acmerobotics/{LEVER_ID}",
        "description": "<div>At Acme Robotics, we weld.</div>",
        **fields,
    }


def test_the_ashby_example_is_read_whole() -> None:
    posting = FilePostingReader().read(str(EXAMPLES / "ashby.json"))
    assert posting.title == "Senior Robotics Software Engineer, Planning"
    assert posting.company == "Acme Robotics"
    assert posting.locations == ["Austin, TX (Hybrid)", "Lisbon, Portugal"]
    assert posting.address == Place(city="Austin", region="Texas", country="United States")
    assert posting.remote is False
    assert posting.url == "https://jobs.ashbyhq.com/acme-robotics/5d0c2b1e-7f36-4a51-9a0e-3c1f6f2b8a44"
    assert posting.source_id == "5d0c2b1e-7f36-4a51-9a0e-3c1f6f2b8a44"
    assert (posting.source, posting.language) == ("ashby", "en")
    assert posting.links == [
        "https://www.acme-robotics.example/hiring",
        "https://blog.acme-robotics.example/night-shift",
    ]
    lines = posting.text.split("\n")
    assert lines[0] == "About Acme Robotics"
    assert "- Calm in front of a machine that does not do what the plot says" in lines
    assert "" not in lines


def test_the_greenhouse_example_is_unescaped_and_split_into_places() -> None:
    posting = FilePostingReader().read(str(EXAMPLES / "greenhouse.json"), job="4011002")
    assert (posting.title, posting.company) == ("Data Analyst, Fleet", "Acme Robotics")
    assert posting.locations == ["Lisbon, Portugal", "Austin, Texas, United States"]
    assert (posting.source, posting.source_id) == ("greenhouse", "4011002")
    lines = posting.text.split("\n")
    assert lines[2] == "What you’ll do"
    assert lines[3] == "- Build the nightly report that says which sites got slower, and why"
    assert "&" not in posting.text
    assert posting.links == [
        "https://www.acme-robotics.example/access",
        "https://www.acme-robotics.example/handbook",
    ]


def test_the_lever_example_has_its_lists_between_description_and_end() -> None:
    posting = FilePostingReader().read(str(EXAMPLES / "lever.json"), job="0f4bb1f2-30c5-4d0b-9d3a-6a5f0c6f1d10")
    assert (posting.title, posting.company) == ("Perception Engineer", "Acme Robotics")
    assert posting.locations == ["Austin, TX", "Boston, MA"]
    assert posting.address == Place(country="US")
    assert posting.remote is False
    lines = posting.text.split("\n")
    order = [
        lines.index("The team"),
        lines.index("What you will do"),
        lines.index("- PyTorch, and the patience to profile what it does"),
        lines.index("What would help"),
    ]
    assert order == sorted(order)
    assert lines[-1].startswith("The range for this role is $150,000 to $185,000 a year")


def test_a_greenhouse_job_without_content_is_read_without_text(tmp_path: Path) -> None:
    posting = read(tmp_path, {"jobs": [greenhouse()], "meta": {"total": 1}})
    assert (posting.title, posting.company, posting.text, posting.language) == (
        "Welder",
        "Acme Robotics",
        "",
        "en",
    )


@pytest.mark.parametrize("job", [ashby(), greenhouse(), lever()], ids=["ashby", "greenhouse", "lever"])
def test_a_bare_job_is_read_like_a_wrapped_one(tmp_path: Path, job: dict[str, Any]) -> None:
    bare = read(tmp_path, job)
    assert bare == read(tmp_path, [job])
    assert bare == read(tmp_path, {"apiVersion": "1", "jobs": [job]})
    assert (bare.title, bare.company) == ("Welder", "Acme Robotics")


@pytest.mark.parametrize(
    ("payload", "asked", "expected"),
    [
        ([lever(), lever(id="b", text="Baker", hostedUrl="")], "b", "Baker"),
        ([lever(id="a", hostedUrl="https://jobs.lever.co/acmerobotics/uuid-1"), lever()], "uuid-1", "Welder"),
        ({"jobs": [ashby(id="x", title="Cook"), ashby(id="y", jobUrl="")]}, "x", "Cook"),
        ({"jobs": [greenhouse(title="Cook"), greenhouse(id=5)]}, "4011", "Cook"),
        (
            {
                "jobs": [
                    greenhouse(id=1),
                    greenhouse(id=2, title="Cook", absolute_url="https://a.example/?gh_jid=88"),
                ]
            },
            "88",
            "Cook",
        ),
        ({"jobs": [greenhouse(id=1, title="Cook"), greenhouse(id=2, absolute_url="")]}, "4011", "Cook"),
    ],
)
def test_a_job_is_chosen_by_any_of_its_ids(tmp_path: Path, payload: object, asked: str, expected: str) -> None:
    assert read(tmp_path, payload, job=asked, company="Acme").title == expected


def test_several_jobs_are_listed_when_none_is_chosen(tmp_path: Path) -> None:
    with pytest.raises(PostingError) as caught:
        read(tmp_path, {"jobs": [greenhouse(id=1), greenhouse(id=2, title="Cook\x1b[31m\n")]})
    message = str(caught.value)
    assert message.endswith("payload.json holds 2 jobs, choose one with --job ID: 1 (Welder); 2 (Cook).")
    assert "\n" not in message


def test_an_unknown_id_lists_what_is_there(tmp_path: Path) -> None:
    with pytest.raises(PostingError, match=r"has no job '401', choose one with --job ID: 4011 \(Welder\)\.$"):
        read(tmp_path, greenhouse(), job="401")


def test_a_list_of_jobs_ends_after_twenty(tmp_path: Path) -> None:
    jobs = [greenhouse(id=number, title=f"Job {number}" + "!" * 100, absolute_url="") for number in range(1, 24)]
    with pytest.raises(PostingError, match=r"20 \(Job 20!+…\); and 3 more\.$") as caught:
        read(tmp_path, {"jobs": jobs})
    assert "21 (" not in str(caught.value)


@pytest.mark.parametrize(
    ("job", "expected"),
    [
        (ashby(isRemote=True), True),
        (ashby(isRemote=False), False),
        (ashby(isRemote=None), False),
        (ashby(isRemote=True, workplaceType="Hybrid"), False),
        (ashby(isRemote=True, workplaceType="OnSite"), False),
        (ashby(isRemote=False, workplaceType="Remote"), True),
        (ashby(isRemote=True, location="Las Vegas, NV (Hybrid)"), False),
        (ashby(isRemote=False, location="New York - Remote"), True),
        (ashby(location="Austin", secondaryLocations=[{"location": "Remote"}]), True),
        (ashby(location="Worldwide"), True),
        (ashby(location="Anywhere in France"), True),
        (ashby(title="Welder (Remote)"), True),
        (ashby(title="Welder (Remote)", isRemote=False), False),
        (ashby(title="Remote Sensing Engineer", isRemote=False), False),
        (ashby(title="Welder (on-site or remote)"), False),
        (lever(workplaceType="remote"), True),
        (lever(workplaceType="onsite"), False),
        (lever(workplaceType="unspecified"), False),
        (greenhouse(location={"name": "Remote - Germany"}), True),
        (greenhouse(metadata=[{"name": "Workplace Type", "value": "Remote"}]), True),
        (greenhouse(metadata=[{"name": "Time Type", "value": "Remote"}]), False),
    ],
)
def test_remote_is_what_the_payload_says(tmp_path: Path, job: dict[str, Any], expected: bool) -> None:
    assert read(tmp_path, job).remote is expected


@pytest.mark.parametrize(
    ("job", "expected"),
    [
        (ashby(location="Austin, TX "), ["Austin, TX"]),
        (ashby(location="SF / NY"), ["SF / NY"]),
        (
            ashby(location="Austin", secondaryLocations=["Lisbon", {"location": "austin"}]),
            ["Austin", "Lisbon"],
        ),
        (ashby(location=None, address={"postalAddress": {"addressLocality": "Lisbon"}}), ["Lisbon"]),
        (ashby(location=None), []),
        (lever(categories={"location": "A", "allLocations": ["B", "A", "C"]}), ["A", "B", "C"]),
        (lever(categories={}), []),
        (
            greenhouse(location={"name": "Amsterdam, Netherlands; France; France"}),
            ["Amsterdam, Netherlands", "France"],
        ),
        (greenhouse(location=None, offices=[{"name": "Lisbon"}, {"name": "Porto"}]), ["Lisbon", "Porto"]),
    ],
)
def test_places_are_kept_as_written_in_order_and_once(tmp_path: Path, job: dict[str, Any], expected: list[str]) -> None:
    assert read(tmp_path, job).locations == expected


@pytest.mark.parametrize(
    ("job", "expected"),
    [
        (ashby(), "Acme Robotics"),
        (
            ashby(jobUrl="", applyUrl=f"https://jobs.ashbyhq.com/Rose%20Lab/{ASHBY_ID}/application"),
            "Rose Lab",
        ),
        (lever(hostedUrl="https://jobs.eu.lever.co/oneword/1"), "Oneword"),
        (greenhouse(company_name=None), "Acme Robotics"),
        (
            greenhouse(company_name="", absolute_url="https://boards.greenhouse.io/embed/job_app?for=acme&token=1"),
            "Acme",
        ),
    ],
)
def test_the_company_comes_from_the_boards_address(tmp_path: Path, job: dict[str, Any], expected: str) -> None:
    assert read(tmp_path, job).company == expected


def test_the_company_that_the_user_names_wins(tmp_path: Path) -> None:
    assert read(tmp_path, greenhouse(), company="  Acme\tHoldings ").company == "Acme Holdings"


def test_no_company_anywhere_is_refused(tmp_path: Path) -> None:
    job = greenhouse(company_name=None, absolute_url="https://jobs.example/1?gh_jid=1")
    with pytest.raises(PostingError, match=r"does not say which company 'Welder' is at: give it with --company\.$"):
        read(tmp_path, job)


def test_titles_lose_odd_characters_only(tmp_path: Path) -> None:
    title = " \x1b]0;x\x07Sr.\u00a0Welder\u200b, \x1b[1mR&amp;D\u202e – Köln 👩\u200d🔧 \x07\ud83d"
    assert read(tmp_path, ashby(title=title)).title == "Sr. Welder, R&D – Köln 👩\u200d🔧 \ufffd"


def test_companies_and_places_lose_terminal_escapes(tmp_path: Path) -> None:
    job = greenhouse(company_name="Ac\x1b[31mme\x00", location={"name": "Aus\x9b31mtin\nTX"})
    posting = read(tmp_path, job)
    assert (posting.company, posting.locations) == ("Acme", ["Austin TX"])


def test_a_job_without_title_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PostingError, match="has no job title"):
        read(tmp_path, ashby(title=None))


@pytest.mark.parametrize(
    "payload",
    [
        {"a": 1},
        {"content": [{"name": "Welder", "company": {"name": "Acme"}}], "totalFound": 1},
        {"jobs": [{"name": "Welder"}]},
        {"results": []},
        [1, 2],
        [{"title": "Welder", "company": "Acme"}],
        {},
    ],
)
def test_other_json_is_refused_in_a_clear_sentence(tmp_path: Path, payload: object) -> None:
    with pytest.raises(PostingError, match="is JSON, but not an Ashby, Greenhouse or Lever payload"):
        read(tmp_path, payload)


def test_an_empty_board_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PostingError, match="holds no job"):
        read(tmp_path, {"jobs": [], "meta": {"total": 0}})


def test_fields_of_wrong_types_do_no_harm(tmp_path: Path) -> None:
    job = ashby(location=["Lisbon"], address="x", secondaryLocations=3, isRemote="yes", descriptionHtml=None)
    posting = read(tmp_path, job, company="Acme")
    assert (posting.locations, posting.remote, posting.text) == (["Lisbon", "3"], False, "")
    broken = lever(categories="x", lists="y", country=None, workplaceType=5)
    assert read(tmp_path, broken, company="Acme").locations == []


def test_broken_addresses_are_no_board_and_no_link(tmp_path: Path) -> None:
    html = "<a href='http://[bad'>x</a><a href='mailto:a@b.example'>y</a><a href='https://localhost/'>z</a>"
    posting = read(tmp_path, greenhouse(content=html, absolute_url="http://[bad"))
    assert posting.links == []


def test_links_leave_out_the_board_and_end_at_fifty(tmp_path: Path) -> None:
    anchors = "".join(f"<a href='https://a.example/{number}'>n</a>" for number in range(60))
    html = f"<p>See http://b.example/x, or <a href='https://jobs.ashbyhq.com/acme/2'>here</a>.</p>{anchors}{anchors}"
    posting = read(tmp_path, ashby(descriptionHtml=html))
    assert posting.links == [f"https://a.example/{number}" for number in range(50)]
    few = read(tmp_path, ashby(descriptionHtml="<p>See http://b.example/x, http://b.example/x.</p>"))
    assert few.links == ["http://b.example/x"]
