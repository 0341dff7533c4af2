from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from inroad.analysis import (
    CvLine,
    CvSection,
    JdStructure,
    LanguageNeed,
    MasterCv,
    SectionCoverage,
    Strength,
    Years,
)
from inroad.errors import UnavailableError
from inroad.nodes.intelligence.cv_coverage import cover
from inroad.tools.jd.languages import languages_of as languages_asked
from inroad.tools.resume import read_master_cv
from tests.nodes.intelligence.cv_makers import TODAY, asked, covered, cv_of, position

BACKEND = cv_of(
    "Backend developer. Eager to learn Rust.",
    work=[
        position(
            "Senior Developer",
            "2021-04",
            "Present",
            "Built the booking service in Python with PostgreSQL",
            "Mentored three junior developers",
            description="Freight platform on Kubernetes",
        ),
        position("Web Developer", "2018-01", "2021-03", "Wrote the shop in Django"),
    ],
    volunteer=[position("Trainer", "2010-01", "2017-12", "Taught Java to beginners")],
    education=[{"institution": "Hollow", "studyType": "BSc", "area": "Informatics", "courses": ["Haskell"]}],
    certificates=[{"name": "Certified Kubernetes Administrator"}],
    skills=[
        {"name": "Languages", "level": "Advanced", "keywords": ["Go", "Excel"]},
        {"name": "New", "level": "Beginner", "keywords": ["Terraform"]},
        "Moodle",
    ],
    languages=[{"language": "English", "fluency": "Fluent"}, {"language": "German", "fluency": "A2"}, "Danish"],
    interests=["Machine learning"],
)


@pytest.mark.parametrize(
    ("text", "strength", "paths"),
    [
        ("Strong Python skills", "covered", ["work[0].highlights[0]", "work[1].highlights[0]"]),
        ("Experience with Postgres", "covered", ["work[0].highlights[0]"]),
        ("Go", "covered", ["skills[0].keywords[0]"]),
        ("Deep expertise in Go", "covered", ["skills[0].keywords[0]"]),
        ("Experience with Moodle", "covered", ["skills[2]"]),
        ("Terraform", "partly", ["skills[1].keywords[0]"]),
        ("Exposure to Terraform", "covered", ["skills[1].keywords[0]"]),
        ("Knowledge of Haskell", "partly", ["education[0].courses[0]"]),
        ("Rust", "related", ["basics.summary"]),
        ("Machine learning", "related", ["interests[0]"]),
        ("Experience with MySQL", "related", ["work[0].highlights[0]"]),
        ("Photoshop", "missing", []),
        ("Python and Photoshop", "partly", ["work[0].highlights[0]", "work[1].highlights[0]"]),
        ("Experience mentoring junior developers", "covered", ["work[0].highlights[1]"]),
        ("Experience mentoring chefs", "partly", ["work[0].highlights[1]"]),
        ("Kubernetes certification", "covered", ["certificates[0].name"]),
        ("Cisco certification", "missing", []),
        ("Willing to travel up to 20%", "missing", []),
        ("Excellent presence on a stage", "missing", []),
    ],
)
def test_a_requirement_rests_on_the_lines_that_show_it(text: str, strength: Strength, paths: list[str]) -> None:
    found = covered(asked(text), BACKEND)
    assert (found.strength, [each.path for each in found.evidence]) == (strength, paths)


@pytest.mark.parametrize(
    ("text", "strength", "why"),
    [
        ("5+ years of Python", "covered", "Python was used for 8 years of paid work; 5 years are asked."),
        ("9+ years of Python", "partly", "Python is shown in positions of 8 years; 9 years are asked."),
        (
            "2 years of Go",
            "partly",
            "Go is there, but no dated position shows it, so the 2 years asked cannot be told.",
        ),
        (
            "5 years of Java",
            "partly",
            "Java is there, but no dated position shows it, so the 5 years asked cannot be told.",
        ),
        ("6 years of professional experience", "covered", "The CV shows 8 years of paid work; 6 years are asked."),
        (
            "6 years of relevant experience",
            "partly",
            "The CV shows 8 years of paid work; 6 years are asked; whether it is of the kind that is meant, the line "
            "does not tell.",
        ),
        ("20 years of experience", "partly", "The CV shows 8 years of paid work; 20 years are asked."),
        (
            "7 years of experience as a web developer",
            "covered",
            "Positions of this kind of work make 8 years; 7 years are asked.",
        ),
        (
            "3 years of experience in beekeeping",
            "missing",
            "No line of the CV names beekeeping.",
        ),
    ],
)
def test_years_come_from_dates_of_paid_work_alone(text: str, strength: Strength, why: str) -> None:
    years = Years(at_least=float(next(word for word in text.replace("+", "").split() if word.isdigit())))
    found = covered(asked(text, years=years), BACKEND)
    assert (found.strength, found.why) == (strength, why)


@pytest.mark.parametrize(
    ("degree", "fields", "text", "strength"),
    [
        ("bachelor", ["Computer Science"], "Bachelor's in Computer Science or a related field", "covered"),
        ("bachelor", ["Informatics"], "Bachelor's in Informatics", "covered"),
        ("bachelor", ["Nursing"], "Bachelor's in Nursing", "partly"),
        ("bachelor", ["a related field"], "Bachelor's in a related field", "covered"),
        ("secondary", [], "High school diploma", "covered"),
        ("master", ["Informatics"], "Master's in Informatics", "related"),
    ],
)
def test_a_degree_has_a_level_and_a_field(degree: str, fields: list[str], text: str, strength: Strength) -> None:
    assert covered(asked(text, degree=degree, fields=fields, skills=[]), BACKEND).strength == strength


@pytest.mark.parametrize(
    ("text", "years", "strength", "why"),
    [
        (
            "7 years of experience as a web developer",
            7,
            "covered",
            "Positions of this kind of work make 8 years; 7 years",
        ),
        (
            "9 years of experience as a web developer",
            9,
            "partly",
            "Positions of this kind of work make 8 years; 9 years",
        ),
        ("1 year of experience in mentoring juniors", 1, "covered", "Positions of this kind of work make 4.8 years; 1"),
        (
            "3 years of experience in the fishing trade",
            3,
            "missing",
            "No dated position shows this kind of work; the CV",
        ),
        ("Developer experience of 3 years", 3, "covered", "Positions of this kind of work make 8 years; 3 years are"),
    ],
)
def test_years_of_a_kind_of_work_come_from_titles_and_lines(
    text: str, years: float, strength: Strength, why: str
) -> None:
    found = covered(asked(text, years=Years(at_least=years), skills=[]), BACKEND)
    assert found.strength == strength
    assert found.why.startswith(why)


@pytest.mark.parametrize(
    ("entries", "strength"),
    [
        ([position("Clerk", "2020-01", "2020-12", "Kept stock in Excel")], "partly"),
        ([position("Clerk", "2020-01", "2023-12", "Kept stock in Excel")], "covered"),
        (
            [
                position("Clerk", "2020-01", "2020-12", "Kept stock in Excel"),
                position("Clerk", "2021-01", "2021-02", "Built budgets in Excel"),
            ],
            "covered",
        ),
    ],
)
def test_deep_knowledge_takes_two_places_or_two_years(entries: list[dict[str, Any]], strength: Strength) -> None:
    assert covered(asked("Expert knowledge of Excel"), cv_of(work=entries)).strength == strength


def test_what_is_a_case_of_a_skill_and_only_named_is_partly_the_skill() -> None:
    found = covered(asked("Experience with data visualization"), cv_of(skills=["Tableau"]))
    assert (found.strength, found.why) == (
        "partly",
        "Data visualization itself is not named, but tableau is a case of it.",
    )


def test_who_leads_is_asked_for_apart_from_what_is_used() -> None:
    line = asked("Mentoring or leading frontend engineers", any_of=True, skills=["mentoring", "frontend development"])
    assert covered(line, BACKEND).strength == "partly"


def study(**entry: Any) -> MasterCv:
    return cv_of(work=[position("Cook", "2015-01", "2020-12")], education=[{"institution": "Hollow", **entry}])


@pytest.mark.parametrize(
    ("entry", "strength", "why"),
    [
        ({"studyType": "MSc", "startDate": "2025-09"}, "partly", "MSc is not finished."),
        ({"studyType": "MSc", "endDate": "2026-07"}, "partly", "MSc is not finished."),
        ({"studyType": "MSc", "endDate": "2025-07"}, "covered", "MSc is what is asked, or more."),
        ({"area": "History"}, "related", "History does not say which degree it led to."),
        (
            {"studyType": "Diplom", "area": "Betriebswirtschaft"},
            "covered",
            "Diplom, Betriebswirtschaft is what is asked",
        ),
    ],
)
def test_a_study_counts_when_it_is_finished_and_says_its_degree(
    entry: dict[str, Any], strength: Strength, why: str
) -> None:
    fields = ["business administration"] if entry.get("area") == "Betriebswirtschaft" else []
    found = covered(asked("Master's degree", degree="master", fields=fields, skills=[]), study(**entry))
    assert found.strength == strength
    assert found.why.startswith(why)


def test_experience_in_place_of_a_degree_is_partly_there() -> None:
    line = asked("Bachelor's degree or equivalent experience", degree="bachelor", or_experience=True, skills=[])
    found = covered(line, cv_of(work=[position("Cook", "2015-01", "2020-12")]))
    assert found.strength == "partly"
    assert found.why.endswith("The line takes experience instead, and the CV shows 6 years of work.")
    assert covered(line, cv_of(work=[position("Cook")])).strength == "missing"


@pytest.mark.parametrize(
    ("code", "level", "strength", "missing"),
    [
        ("en", "fluent", "covered", []),
        ("en", "", "covered", []),
        ("en", "native", "partly", ["native English"]),
        ("de", "fluent", "related", ["fluent German"]),
        ("de", "", "partly", ["German for work"]),
        ("de", "basic", "covered", []),
        ("da", "", "covered", []),
        ("da", "good", "partly", ["good Danish"]),
        ("sv", "", "missing", ["Swedish"]),
    ],
)
def test_a_language_is_there_as_well_as_the_cv_says(
    code: str, level: Any, strength: Strength, missing: list[str]
) -> None:
    names = {"en": "English", "de": "German", "da": "Danish", "sv": "Swedish"}
    line = asked(f"{names[code]}, spoken and written", languages=[LanguageNeed(code=code, level=level)], skills=[])
    found = covered(line, BACKEND)
    assert (found.strength, found.missing) == (strength, missing)


def test_the_language_that_a_cv_is_written_in_counts_as_nothing() -> None:
    cv = cv_of(work=[position("Cook", "2019", "2021", "Cooked with the others for all of the guests")])
    assert covered(asked("English", languages=[LanguageNeed(code="en")], skills=[]), cv).strength == "missing"


@pytest.mark.parametrize(
    ("text", "any_of", "strength"),
    [
        ("Experience with MySQL or PostgreSQL", True, "covered"),
        ("Photoshop or Figma", True, "missing"),
        ("Experience with databases such as MongoDB, PostgreSQL, Cassandra", False, "covered"),
        ("Databases (MongoDB, PostgreSQL or Cassandra)", False, "covered"),
        ("Photoshop and PostgreSQL", False, "partly"),
    ],
)
def test_of_alternatives_and_examples_one_is_enough(text: str, any_of: bool, strength: Strength) -> None:
    assert covered(asked(text, any_of=any_of), BACKEND).strength == strength


def test_what_is_dealt_in_or_wished_for_or_the_employers_is_not_a_skill() -> None:
    cv = cv_of(
        work=[position("Recruiter", "2018-01", "2024-01", "Recruited Java and Go engineers", description="Makes SAP")]
    )
    assert [covered(asked(text), cv).strength for text in ("Java", "SAP")] == ["related", "related"]
    assert cover(JdStructure(requirements=[asked("Java")]), cv, TODAY).years_by_skill == {}


def test_a_line_that_asks_for_more_than_its_skills_is_partly_there() -> None:
    found = covered(asked("Experience with Python for genomic laboratories"), BACKEND)
    assert found.strength == "partly"
    assert found.missing == ["genomic laboratories"]


@pytest.mark.parametrize(
    ("text", "strength"),
    [
        ("Experience negotiating leases with landlords", "covered"),
        ("Experience negotiating leases with landlords in Portugal and Spain", "partly"),
        ("Experience with landlords", "covered"),
        ("You love negotiating leases with landlords", "partly"),
        ("Negotiating treaties", "related"),
        ("Experience of leading people", "covered"),
        ("Experience with small teams and staff", "missing"),
    ],
)
def test_plain_words_are_covered_only_by_a_line_that_says_all_of_them(text: str, strength: Strength) -> None:
    cv = cv_of(work=[position("Agent", "2019", "2021", "Negotiated leases with 40 landlords", "Led a team of six")])
    assert covered(asked(text, skills=[]), cv).strength == strength


GERMAN = cv_of(
    "Kaufmann mit Erfahrung in der Leitung von Projekten und der Führung von Kunden.",
    work=[
        position("Entwickler", "2019-01", "2021-12", "Entwicklung der Dienste in Python für den Vertrieb und das Lager")
    ],
)


def test_of_a_cv_in_another_language_skills_are_compared_and_plain_words_are_not() -> None:
    jd = JdStructure(requirements=[asked("3 years of Python", years=Years(at_least=3)), asked("Vendor visits")])
    found = cover(jd, GERMAN, TODAY)
    assert [each.strength for each in found.requirements] == ["covered", "missing"]
    assert found.requirements[1].why == (
        "The CV is written in another language (de) than the posting, so plain words were not compared."
    )
    assert found.remarks == [
        "The CV is written in another language (de) than the posting (en), so only skills, years, degrees and "
        "languages were compared."
    ]


def test_sections_say_what_share_of_them_serves_which_requirement() -> None:
    jd = JdStructure(requirements=[asked("Python"), asked("Photoshop").model_copy(update={"id": "r2"})])
    shares = {each.section: each for each in cover(jd, BACKEND, TODAY).sections}
    assert shares["work[0]"] == SectionCoverage(
        section="work[0]", title="Senior Developer, Borealis", lines=4, share=0.25, requirements=["r1"]
    )
    assert shares["interests[0]"].share == 0
    assert len(shares) == len(BACKEND.sections)


def test_years_of_each_skill_are_told_the_longest_used_first() -> None:
    found = cover(JdStructure(requirements=[asked("SQL")]), BACKEND, TODAY)
    assert found.years == 8
    assert found.years_by_skill["python"] == 8
    assert found.years_by_skill["postgresql"] == found.years_by_skill["sql"] == 4.8
    assert "java" not in found.years_by_skill


def test_a_posting_without_requirements_and_a_cv_without_anything_are_told() -> None:
    found = cover(JdStructure(), cv_of(), TODAY)
    assert (found.requirements, found.sections, found.years) == ([], [], None)
    assert found.remarks == [
        "The posting names no requirement that could be read, so there is nothing to hold the CV against.",
        "No position of paid work has dates that can be used, so years of experience are not known.",
    ]


def test_years_are_not_known_where_no_position_has_dates() -> None:
    cv = cv_of(work=[position("Developer", "", "", "Wrote it in Python"), position("Cook", "2022-01", "2020-01")])
    jd = JdStructure(
        requirements=[
            asked("5 years of Python", years=Years(at_least=5)),
            asked("5 years of experience", years=Years(at_least=5)),
        ]
    )
    found = cover(jd, cv, TODAY)
    assert [each.strength for each in found.requirements] == ["partly", "missing"]
    assert found.years is None
    assert found.remarks[1].startswith("The time of work[0] (Borealis) and work[1] (Borealis) could not be reckoned")


def test_every_evidence_is_a_line_of_the_cv_and_the_same_input_gives_the_same(tmp_path: Path) -> None:
    path = tmp_path / "resume.json"
    basics = {"name": "Ada Winterfeld", "email": "ada@mail.example", "summary": "Sells  boats\nin Python."}
    path.write_text(json.dumps({"basics": basics, "skills": ["Python", "Boats"]}))
    cv = read_master_cv(path)
    jd = JdStructure(requirements=[asked("Python"), asked("Selling boats"), asked("Boats or ships")])
    told = {line.path: line.text for section in cv.sections for line in section.lines}
    first = cover(jd, cv, TODAY)
    shown = [each for requirement in first.requirements for each in requirement.evidence]
    assert shown
    assert all(told[each.path] == each.text for each in shown)
    assert cover(jd, cv, TODAY) == first


class Likening:
    """Gives the rows that were laid in, and keeps what it was asked."""

    def __init__(self, *rows: list[float]) -> None:
        self.rows = rows
        self.asked: list[tuple[list[str], list[str]]] = []

    def alike(self, a: Sequence[str], b: Sequence[str]) -> Sequence[Sequence[float]]:
        self.asked.append((list(a), list(b)))
        return self.rows


class Unreachable:
    def alike(self, a: Sequence[str], b: Sequence[str]) -> Sequence[Sequence[float]]:
        raise UnavailableError("The model for likeness cannot be reached.")


SELLER = cv_of(work=[position("Clerk", "2019", "2021", "Persuaded shops to stock our jam")], interests=["Sailing"])


@pytest.mark.parametrize(("number", "strength"), [(0.59, "missing"), (0.6, "related"), (1.0, "related")])
def test_likeness_raises_what_is_missing_to_related_and_no_further(number: float, strength: Strength) -> None:
    likeness = Likening([0.1, number])
    jd = JdStructure(
        requirements=[asked("Winning retailers", skills=[]), asked("Clerk").model_copy(update={"id": "r2"})]
    )
    before = cover(jd, SELLER, TODAY)
    found = cover(jd, SELLER, TODAY, likeness)
    assert likeness.asked == [(["Winning retailers"], ["Clerk", "Persuaded shops to stock our jam"])]
    assert found.requirements[0].strength == strength
    assert found.requirements[1] == before.requirements[1]


def test_likeness_is_not_asked_where_nothing_is_open() -> None:
    likeness = Likening()
    assert cover(JdStructure(), SELLER, TODAY, likeness).requirements == []
    assert (
        cover(JdStructure(requirements=[asked("Tact")]), cv_of(), TODAY, likeness).requirements[0].strength == "missing"
    )
    assert likeness.asked == []


def test_a_likeness_that_fails_is_an_error_for_the_caller() -> None:
    with pytest.raises(UnavailableError):
        cover(JdStructure(requirements=[asked("Tact")]), SELLER, dt.date(2026, 1, 1), Unreachable())


@pytest.mark.parametrize(
    ("text", "strength"),
    [
        ("You speak French or German", "covered"),
        ("Fluent in German/French", "covered"),
        ("You speak French and German", "partly"),
        ("You speak French, German", "partly"),
        ("You speak German or Dutch", "missing"),
    ],
)
def test_of_languages_that_are_alternatives_one_is_enough(text: str, strength: str) -> None:
    cv = cv_of(languages=[{"language": "French", "fluency": "Native"}])
    assert covered(asked(text, languages=languages_asked(text)), cv).strength == strength


@pytest.mark.parametrize("field", ["informatique", "Informatik", "computer science"])
def test_a_field_of_study_is_the_same_by_its_name_in_another_language(field: str) -> None:
    study = {"institution": "Northfjord", "studyType": "Master of Science", "area": "Computer Science"}
    asks = asked(f"Master: {field}", degree="master", fields=[field], skills=[])
    assert covered(asks, cv_of(education=[{**study, "endDate": "2017-06"}])).strength == "covered"
    assert covered(asks, cv_of(education=[{**study, "area": "Music", "endDate": "2017-06"}])).strength == "partly"


@pytest.mark.parametrize(
    ("text", "language", "strength"),
    [
        ("Pythonでの開発経験5年以上", "ja", "partly"),
        ("Pythonの開発経験", "ja", "covered"),
        ("Web-Standards wie Python, 3 Module", "de", "covered"),
    ],
)
def test_a_number_in_a_language_that_cannot_be_read_is_not_taken_for_met(
    text: str, language: str, strength: Strength
) -> None:
    line = asked(text, skills=["python"])
    assert covered(line, BACKEND, language).strength == strength


def test_what_is_odd_in_the_cv_is_among_the_remarks() -> None:
    odd = BACKEND.model_copy(update={"remarks": ['work[0].endDate, "spring", cannot be read as a date.']})
    assert odd.remarks[0] in cover(JdStructure(requirements=[asked("Python")]), odd, TODAY).remarks


def test_a_cv_of_thousands_of_lines_compares_no_line_with_each_other() -> None:
    compared = []

    class Watched(CvLine):
        def __eq__(self, other: object) -> bool:
            compared.append(other)
            return super().__eq__(other)

    lines = [Watched(path=f"work[0].highlights[{at}]", text="Built a service in Python") for at in range(300)]
    section = CvSection(path="work[0]", kind="work", title="Developer", organisation="Borealis", lines=lines)
    cv = BACKEND.model_copy(update={"sections": [section]})
    assert covered(asked("Python"), cv).strength == "covered"
    assert len(compared) < len(lines)
