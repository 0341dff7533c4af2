from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from inroad.errors import SenderError
from inroad.state import Education, Place, Sender, Work
from inroad.tools.sender import read_sender

BASICS = {"name": "Ada Winterfeld", "email": "ada@Mail.Example"}


def resume(folder: Path, content: Any) -> Path:
    path = folder / "resume.json"
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return path


def test_a_resume_with_nulls_and_missing_parts_stays_empty_where_it_is_empty(tmp_path: Path) -> None:
    data: dict[str, Any] = {
        "basics": {**BASICS, "label": None, "location": None, "url": ""},
        "work": None,
        "skills": [None, {}],
    }
    expected = Sender(name="Ada Winterfeld", email="ada@mail.example", source="resume.json")
    assert read_sender(resume(tmp_path, data)) == expected


def test_everything_that_a_resume_says_is_read(tmp_path: Path) -> None:
    data = {
        "basics": {
            **BASICS,
            "label": " Backend\n Developer ",
            "website": "https://ada.example",
            "phone": 5550148,
            "location": {"city": "Austin", "region": "Texas", "countryCode": "US"},
            "hometown": "Dayton",
        },
        "work": [
            {"company": "Borealis", "position": "Developer", "startDate": "2023", "highlights": ["Built it", None, ""]}
        ],
        "education": [
            {"institution": "Lakeshore", "studyType": "BSc", "area": "CS", "endDate": "2020-05-15"},
            {"institution": "Larkfield", "endDate": "May 2014"},
            "not an entry",
        ],
        "skills": [{"name": "Backend", "keywords": ["Python", "Backend"]}, "Linux"],
    }
    sender = read_sender(resume(tmp_path, data))
    assert sender.label == "Backend Developer"
    assert (sender.url, sender.phone, sender.hometown) == ("https://ada.example", "5550148", "Dayton")
    assert sender.place == Place(city="Austin", region="Texas", country="US")
    [work] = sender.work
    assert (work.employer, work.position, work.highlights) == ("Borealis", "Developer", ["Built it"])
    assert (work.current, work.since) == (True, "2023")
    assert sender.education == [
        Education(school="Lakeshore", degree="BSc", field="CS", end_year=2020),
        Education(school="Larkfield", end_year=2014),
    ]
    assert sender.skills == ["Backend", "Python", "Linux"]


@pytest.mark.parametrize(
    ("dates", "current"),
    [
        ({"startDate": "2023-01", "endDate": None}, True),
        ({"startDate": "2023-01", "endDate": ""}, True),
        ({"startDate": "2023-01", "endDate": "Present"}, True),
        ({"endDate": "present"}, True),
        ({"startDate": "2023-01", "endDate": "2024-02"}, False),
        ({}, False),
        ({"endDate": None}, False),
    ],
)
def test_a_position_is_current_when_its_dates_say_so(tmp_path: Path, dates: dict[str, Any], current: bool) -> None:
    sender = read_sender(resume(tmp_path, {"basics": BASICS, "work": [{"name": "Acme", **dates}]}))
    assert sender.work[0].current is current


def test_a_toml_file_needs_name_and_email_only(tmp_path: Path) -> None:
    path = tmp_path / "me.toml"
    path.write_bytes(b'\xef\xbb\xbfname = "Ada"\nemail = "ada@mail.example"\n')
    assert read_sender(path) == Sender(name="Ada", email="ada@mail.example", source="me.toml")


def test_a_toml_file_may_say_more(tmp_path: Path) -> None:
    path = tmp_path / "me.toml"
    path.write_text(
        'name = "Ada"\nemail = "ada@mail.example"\ntitle = "Developer"\ncity = "Austin"\nskills = ["Python"]\n'
        '[[work]]\nemployer = "Acme"\nstartDate = 2020-01-01\n[[education]]\nschool = "Larkfield"\nend_year = 2019\n'
    )
    sender = read_sender(path)
    assert (sender.label, sender.place.city, sender.skills) == ("Developer", "Austin", ["Python"])
    assert sender.work == [Work(employer="Acme", current=True, since="2020-01")]
    assert sender.education == [Education(school="Larkfield", end_year=2019)]


def test_a_byte_order_mark_does_not_matter(tmp_path: Path) -> None:
    path = tmp_path / "resume.json"
    path.write_text(json.dumps({"basics": BASICS}), encoding="utf-8-sig")
    assert read_sender(path).name == "Ada Winterfeld"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("not json", "is not valid JSON"),
        ("[]", "is no JSON Resume"),
        ("[" * 200_000, "is not valid JSON"),
        ('{"basics": {"email": "ada@mail.example"}}', "has no name;"),
        ('{"basics": []}', "has no name and no email;"),
        ('{"basics": {"name": true, "email": "ada@mail.example"}}', "has no name;"),
        ('{"basics": {"name": "Ada", "email": "ada at mail"}}', "'ada at mail' in"),
        ("{}", "has no name and no email;"),
    ],
)
def test_what_is_wrong_is_one_sentence_that_names_the_file(tmp_path: Path, content: str, says: str) -> None:
    with pytest.raises(SenderError) as caught:
        read_sender(resume(tmp_path, content))
    assert says in str(caught.value)
    assert "resume.json" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_bad_toml_names_the_file_and_shows_an_example(tmp_path: Path) -> None:
    path = tmp_path / "me.toml"
    path.write_text("name = ")
    with pytest.raises(SenderError, match=r"me\.toml is not valid TOML .*ada@mail\.example"):
        read_sender(path)


def test_no_file_a_folder_and_other_encodings_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(SenderError, match=r"There is no sender file .*none\.json"):
        read_sender(tmp_path / "none.json")
    with pytest.raises(SenderError, match=r"cannot be read \(Is a directory\)"):
        read_sender(tmp_path)
    odd = tmp_path / "a\nb.json"
    odd.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SenderError, match=r"a b\.json is no text in UTF-8"):
        read_sender(odd)


def test_interests_languages_and_the_years_of_studies_are_read(tmp_path: Path) -> None:
    data = {
        "basics": BASICS,
        "education": [{"institution": "Lakeshore", "startDate": "2016-09-01", "endDate": "2020-05-15"}],
        "interests": [{"name": "Rowing", "keywords": ["sculling"]}, "chess"],
        "languages": [
            {"language": "German", "fluency": "Native speaker"},
            {"language": "French", "fluency": "Basic"},
            {"language": None},
            "Polish",
        ],
    }
    sender = read_sender(resume(tmp_path, data))
    assert sender.interests == ["Rowing", "sculling", "chess"]
    assert sender.languages == ["German", "Polish"]
    assert (sender.education[0].start_year, sender.education[0].end_year) == (2016, 2020)


@pytest.mark.parametrize(
    ("start", "since"),
    [("2021-03-15", "2021-03"), ("2021", "2021"), (2021, "2021"), ("2021-13", "2021"), ("March 2021", ""), (None, "")],
)
def test_when_a_position_began(tmp_path: Path, start: Any, since: str) -> None:
    [work] = read_sender(resume(tmp_path, {"basics": BASICS, "work": [{"name": "Acme", "startDate": start}]})).work
    assert work.since == since
