from __future__ import annotations

import pytest

from inroad.analysis import CvLanguage, CvLine, CvSection, Strength
from inroad.state import Place
from tests.analysis_records import CV, LINE, asks, cv_of, found, gaps_of, line, only_gap

GERMAN = CvLanguage(code="de", name="German", level="native", path="languages[0]")


@pytest.mark.parametrize(
    ("strength", "missing", "used", "remedy"),
    [
        ("partly", "6 years of Python", 2.5, "address"),
        ("partly", "6 years of Python", 3.5, "address"),
        ("partly", "6 years of Python", 0.0, "address"),
        ("missing", "Python", 0.0, "do_not_apply"),
        ("related", "Python", 0.0, "learn"),
    ],
)
def test_years_with_a_skill_stand_in_the_way_only_where_the_cv_proves_it(
    strength: Strength, missing: str, used: float, remedy: str
) -> None:
    requirement = asks(1, "6 years of Python", skills=["python"], years={"at_least": 6})
    by_skill = {"python": used} if used else {}
    gap = only_gap(requirement, found(1, strength, [missing]), cv=cv_of(), years=12, **by_skill)
    assert gap.remedy == remedy


@pytest.mark.parametrize(
    ("used", "remedy", "what"),
    [
        (2.0, "address", "Say in the letter how it stands, in plain numbers"),
        (5.0, "reword", "Say it in the posting's words"),
    ],
)
def test_one_of_several_skills_that_is_there_is_not_to_be_learnt(used: float, remedy: str, what: str) -> None:
    requirement = asks(1, "3 years of Rust or Python", skills=["rust", "python"], any_of=True, years={"at_least": 3})
    gap = only_gap(requirement, found(1, "partly", ["one of Rust or Python"], [LINE]), python=used)
    assert gap.remedy == remedy
    assert gap.what.startswith(what)


def test_years_of_another_kind_of_work_are_no_proof_of_too_few() -> None:
    requirement = asks(1, "6 years in public gardens", years={"at_least": 6})
    gap = only_gap(requirement, found(1, "missing", ["6 years of this work"]), years=12)
    assert (gap.remedy, gap.what) == (
        "address",
        "Say in the letter which of your work comes nearest to this, if any does.",
    )


def test_a_cv_without_dates_is_told_to_add_them() -> None:
    gap = only_gap(
        asks(1, "6 years", years={"at_least": 6}), found(1, "missing", ["6 years of experience"]), years=None
    )
    assert (gap.remedy, gap.what) == ("address", "Put the dates of your positions into the CV.")


@pytest.mark.parametrize(
    ("languages", "text", "what"),
    [
        ([], "", "Put into the CV which languages you speak, and how well."),
        ([GERMAN], "I have built ledgers and led the team that runs them.", "Put into the CV which languages"),
        ([GERMAN], "Ich habe die Buchhaltung gebaut und das Team geleitet.", "Do not apply unless you speak"),
    ],
)
def test_a_cv_shows_the_language_that_it_is_written_in(languages: list[CvLanguage], text: str, what: str) -> None:
    section = CvSection(path="work[0]", kind="work", lines=[CvLine(path="work[0].summary", text=text)])
    requirement = asks(1, "Fluent English", languages=[{"code": "en", "level": "fluent"}])
    gap = only_gap(requirement, found(1, "missing", ["English"]), cv=cv_of(section, languages=languages))
    assert gap.what.startswith(what)


def test_leave_to_work_is_asked_of_a_cv_without_a_place() -> None:
    requirement = asks(1, "Right to work in the UK")
    assert only_gap(requirement, found(1, "missing"), cv=cv_of(place=Place())).remedy == "address"


def test_a_skill_that_is_only_wished_for_is_near_nothing() -> None:
    wish = line("interests[0].name", "I would like to learn Docker", "docker")
    told = gaps_of(
        (asks(1, "Docker", skills=["docker"]), found(1, "related", ["Docker"], [wish])),
        (asks(2, "Kubernetes", skills=["kubernetes"]), found(2, "missing", ["Kubernetes"])),
        cv=cv_of(),
    )
    assert [gap.why for gap in told.gaps] == [
        "So it is. The CV shows nothing near it; a beginning can be made in weeks."
    ] * 2


def test_many_skills_are_named_in_part() -> None:
    skills = ["jenkins", "terraform", "ansible", "splunk", "grafana"]
    requirement = asks(1, "Jenkins, Terraform, Ansible, Splunk and Grafana", skills=skills)
    gap = only_gap(requirement, found(1, "missing", [skill.capitalize() for skill in skills]))
    assert gap.what.startswith("Begin to learn Jenkins, Terraform, Ansible and 2 more before")


def test_long_lines_of_the_cv_are_cut_and_lines_without_an_entry_have_their_path() -> None:
    evidence = line("projects[3].description", "word " * 40)
    gap = only_gap(asks(1, "Words"), found(1, "related", ["Words"], [evidence]))
    assert gap.what.endswith("word word…” (projects[3].description).")


def test_an_entry_is_named_where_no_line_says_more_than_its_title() -> None:
    title = line("work[1].position", "Software Engineer")
    gap = only_gap(asks(1, "Software"), found(1, "partly", ["Software"], [title]))
    assert gap.what.endswith("in the entry “Software Engineer, Bolt Example”.")
    gap = only_gap(asks(1, "Software"), found(1, "partly", ["Software"], [title, LINE]))
    assert gap.what.endswith(
        "in the line “Built the ledger in Python on Docker” (Senior Software Engineer, Acme Example)."
    )


@pytest.mark.parametrize("missing", ["practice in Git", "depth in Git"])
def test_a_skill_that_is_only_named_wants_what_was_done_with_it(missing: str) -> None:
    gap = only_gap(
        asks(1, "Git", skills=["git"]), found(1, "partly", [missing], [line("skills[0].keywords[0]", "Git")])
    )
    assert (gap.remedy, gap.what) == (
        "reword",
        "Say what you did with Git, if you did something with it, in the line “Git” (skills[0].keywords[0]).",
    )


def test_a_line_that_says_more_of_a_language_that_is_there() -> None:
    requirement = asks(1, "English, Italian is a plus", languages=[{"code": "en"}])
    gap = only_gap(requirement, found(1, "partly", ["Italian"], [line("languages[0].language", "English")]))
    assert (gap.remedy, gap.what) == ("address", "Say in the letter how well you speak the language, as it is.")


@pytest.mark.parametrize(
    ("text", "remedy"),
    [("Fluent English and French or Dutch", "address"), ("Fluent English, French and Dutch", "do_not_apply")],
)
def test_one_language_of_several_will_do_where_the_line_says_or(text: str, remedy: str) -> None:
    needs = [{"code": code, "level": "fluent"} for code in ("en", "fr", "nl")]
    french = CvLanguage(code="fr", name="French", level="fluent", path="languages[1]")
    cv = cv_of(languages=[*CV.languages, french])
    assert only_gap(asks(1, text, languages=needs), found(1, "partly", ["Dutch"]), cv=cv).remedy == remedy


def test_readiness_is_to_be_said() -> None:
    gap = only_gap(asks(1, "Willing to travel up to 30%"), found(1, "missing"))
    assert (gap.remedy, gap.what) == ("address", "Say in the letter that you are ready for it, if you are.")
