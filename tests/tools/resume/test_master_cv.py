from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inroad.analysis import CvLanguage, CvLine, CvSection, MasterCv
from inroad.errors import SenderError
from inroad.state import Education, Place
from inroad.tools.resume import read_master_cv
from inroad.tools.resume.sections import sections_of

BASICS = {"name": "Ada Winterfeld", "email": "ada@mail.example"}


def read(folder: Path, **parts: Any) -> MasterCv:
    path = folder / "resume.json"
    path.write_text(json.dumps({"basics": BASICS, **parts}), encoding="utf-8")
    return read_master_cv(path)


def lines(cv: MasterCv) -> dict[str, str]:
    return {line.path: line.text for section in cv.sections for line in section.lines}


def test_every_section_is_read_with_the_place_of_each_line(tmp_path: Path) -> None:
    cv = read(
        tmp_path,
        basics={**BASICS, "label": "Developer", "summary": "Builds\n things.", "location": {"city": "Graz"}},
        work=[
            {
                "name": "Borealis",
                "position": "Engineer",
                "description": "Makes maps",
                "startDate": "2021-03-01",
                "endDate": "Present",
                "summary": "Led the team",
                "highlights": ["Built it", None, "Ran it"],
                "keywords": ["Python"],
                "url": "https://borealis.example",
            }
        ],
        volunteer=[{"organization": "Mission", "position": "Cook", "startDate": "2019", "endDate": "2020"}],
        education=[{"institution": "Lakeshore", "studyType": "BSc", "area": "Maths", "courses": ["Logic"]}],
        skills=[{"name": "Backend", "level": "Beginner", "keywords": ["Go", "SQL"]}, "Linux"],
        projects=[{"name": "Maps", "description": "Draws maps", "roles": ["Author"], "entity": "Borealis"}],
        certificates=[{"name": "Diver", "issuer": "Board", "date": "2020-01-02"}],
        publications=[{"name": "On maps", "publisher": "Press", "releaseDate": "2019", "summary": "About maps"}],
        awards=[{"title": "Best map", "awarder": "Jury"}],
        languages=[{"language": "German", "fluency": "Fluent"}, "Polish"],
        interests=[{"name": "Chess", "keywords": ["blitz"]}],
        references=[{"name": "Tom Referee, 555 0100", "reference": "She is good."}],
    )
    assert lines(cv) == {
        "basics.label": "Developer",
        "basics.summary": "Builds things.",
        "work[0].position": "Engineer",
        "work[0].description": "Makes maps",
        "work[0].summary": "Led the team",
        "work[0].highlights[0]": "Built it",
        "work[0].highlights[2]": "Ran it",
        "work[0].keywords[0]": "Python",
        "volunteer[0].position": "Cook",
        "education[0].studyType": "BSc",
        "education[0].area": "Maths",
        "education[0].courses[0]": "Logic",
        "projects[0].name": "Maps",
        "projects[0].description": "Draws maps",
        "projects[0].roles[0]": "Author",
        "certificates[0].name": "Diver",
        "publications[0].name": "On maps",
        "publications[0].summary": "About maps",
        "awards[0].title": "Best map",
        "skills[0].name": "Backend",
        "skills[0].keywords[0]": "Go",
        "skills[0].keywords[1]": "SQL",
        "skills[1]": "Linux",
        "languages[0].language": "German",
        "languages[0].fluency": "Fluent",
        "languages[1]": "Polish",
        "interests[0].name": "Chess",
        "interests[0].keywords[0]": "blitz",
        "references[0].reference": "She is good.",
    }
    assert cv.summary == "Builds things."
    assert cv.place == Place(city="Graz")
    assert cv.education == [Education(school="Lakeshore", degree="BSc", field="Maths")]
    assert cv.languages == [
        CvLanguage(code="de", name="German", level="fluent", path="languages[0]"),
        CvLanguage(code="pl", name="Polish", path="languages[1]"),
    ]
    assert cv.sender.name == "Ada Winterfeld"
    assert cv.remarks == []


def test_an_entry_says_what_it_is_and_when_it_was(tmp_path: Path) -> None:
    cv = read(
        tmp_path,
        work=[{"company": "Borealis", "title": "Engineer", "startDate": "March 2021"}],
        skills=[{"name": "Backend", "level": "Beginner"}],
    )
    assert cv.sections == [
        CvSection(
            path="work[0]",
            kind="work",
            title="Engineer",
            organisation="Borealis",
            since="2021-03",
            current=True,
            lines=[CvLine(path="work[0].title", text="Engineer")],
        ),
        CvSection(
            path="skills[0]",
            kind="skills",
            title="Backend",
            level="Beginner",
            lines=[CvLine(path="skills[0].name", text="Backend")],
        ),
    ]


def test_nothing_of_who_gives_a_reference_is_kept(tmp_path: Path) -> None:
    cv = read(tmp_path, references=[{"name": "Tom Referee, 555 0100", "reference": "She is good."}])
    assert "Referee" not in cv.model_dump_json()
    assert "0100" not in cv.model_dump_json()


@pytest.mark.parametrize(
    ("parts", "says"),
    [
        ({"work": {"name": "Acme"}}, "work is no list, so nothing of it was read; write it as JSON Resume has it."),
        ({"work": ["Acme"]}, "work[0] is no object with names and values; it was taken as one line."),
        ({"work": [3.5, [1]]}, "work[1] is no object with names and values; it was left out."),
        (
            {"work": [{"position": "Cook", "startDate": "2020", "highlights": "Cooked"}]},
            "work[0].highlights is a text and no list; it was taken as one line.",
        ),
        (
            {"work": [{"position": "Cook", "startDate": "2020", "highlights": {"a": 1}}]},
            "work[0].highlights is no list; it was left out.",
        ),
        (
            {"work": [{"position": "Cook", "startDate": "2020", "highlights": ["Cooked", {"a": 1}]}]},
            "work[0].highlights holds something that is no text; that was left out.",
        ),
        (
            {"work": [{"position": "Cook", "startDate": "once"}]},
            'work[0].startDate, "once", cannot be read as a date; write it as 2021-03.',
        ),
        (
            {"work": [{"name": "Acme", "position": "Cook"}]},
            "work[0] (Acme) does not say when it began, so its time is not counted.",
        ),
        (
            {"work": [{"name": "Acme", "position": "Cook", "startDate": "2021-05", "endDate": "2020-01"}]},
            "work[0] (Acme) ends (2020-01) before it begins (2021-05), so its time is not counted.",
        ),
        ({"skills": ["Python", "Go"]}, "The resume names no position of paid work."),
        ({"skills": ["Python"]}, "The resume says next to nothing, so hardly anything can be found in it."),
        ({}, "The resume says next to nothing, so hardly anything can be found in it."),
    ],
)
def test_what_is_odd_is_a_remark_and_no_error(tmp_path: Path, parts: dict[str, Any], says: str) -> None:
    assert says in read(tmp_path, **parts).remarks


def test_positions_side_by_side_are_told_and_a_change_within_a_month_is_not(tmp_path: Path) -> None:
    cv = read(
        tmp_path,
        work=[
            {"name": "New", "position": "Cook", "startDate": "2020-06", "endDate": "Present"},
            {"name": "Side", "position": "Cook", "startDate": "2019-01", "endDate": "2019-09"},
            {"name": "Old", "position": "Cook", "startDate": "2018-01", "endDate": "2019-06"},
            {"name": "First", "position": "Cook", "startDate": "2017-01", "endDate": "2018-01"},
        ],
    )
    assert cv.remarks == ["work[2] (Old) and work[1] (Side) overlap; the months that they share are counted once."]


def test_a_text_where_a_list_belongs_is_one_line(tmp_path: Path) -> None:
    cv = read(tmp_path, work=[{"position": "Cook", "startDate": "2020", "highlights": "Cooked for 80"}])
    assert lines(cv)["work[0].highlights"] == "Cooked for 80"


def test_a_toml_file_is_a_cv_of_a_few_lines(tmp_path: Path) -> None:
    path = tmp_path / "me.toml"
    path.write_text(
        'name = "Ada"\nemail = "ada@mail.example"\nlabel = "Developer"\nschool = "Larkfield"\ndegree = "BSc"\n'
        'start_year = 2015\nend_year = 2018\nskills = ["Python"]\n[[work]]\nemployer = "Acme"\nposition = "Cook"\n'
        'startDate = 2020-01-01\nhighlights = ["Cooked"]\n[[education]]\nschool = "Lakeshore"\ndegree = "MSc"\n'
    )
    cv = read_master_cv(path)
    assert lines(cv) == {
        "basics.label": "Developer",
        "work[0].position": "Cook",
        "work[0].highlights[0]": "Cooked",
        "education[0].studyType": "BSc",
        "education[1].degree": "MSc",
        "skills[0]": "Python",
    }
    [study, _] = [section for section in cv.sections if section.kind == "education"]
    assert (study.organisation, study.since, study.until, study.current) == ("Larkfield", "2015", "2018", False)


def test_a_toml_file_with_name_and_address_alone_is_an_empty_cv(tmp_path: Path) -> None:
    path = tmp_path / "me.toml"
    path.write_text('name = "Ada"\nemail = "ada@mail.example"\n')
    assert read_master_cv(path).sections == []


def test_what_no_sender_can_be_made_of_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SenderError, match="has no name"):
        read(tmp_path, basics={"email": "ada@mail.example"})


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=12),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["name", "position", "startDate", "endDate", "highlights", "keywords", "language"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from(["work", "education", "skills", "languages", "projects"]), VALUES, max_size=3))
def test_whatever_a_file_holds_each_line_stands_where_its_path_says(data: dict[str, Any]) -> None:
    for section in sections_of(data):
        for line in section.lines:
            value: Any = data
            for step in line.path.replace("]", "").replace("[", ".").split("."):
                value = value[int(step)] if isinstance(value, list) else value[step]
            assert line.text
            assert line.text == " ".join("".join(c if c.isprintable() else " " for c in str(value)).split())
