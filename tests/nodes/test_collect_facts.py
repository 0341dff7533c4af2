from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any, cast

import pytest
from langgraph.runtime import Runtime

from inroad.nodes.collect_facts import collect_facts, plain_first_name, plain_title
from inroad.settings import Context, Tools
from inroad.state import Alumni, Contact, Education, Fact, JobState, Person, Posting, Provenance, Sender, Work
from inroad.tools.addresses.mx import UnaskedMxResolver
from inroad.tools.store.sqlite import SqliteStore
from tests.conftest import NOW

DAY = date(2026, 3, 1)
UNUSED = Path("unused")
NO_STORE = cast("SqliteStore", None)
RUNTIME = Runtime(
    context=Context().with_tools(
        Tools(store=NO_STORE, home=UNUSED, mail_servers=UnaskedMxResolver(), clock=lambda: NOW)
    )
)


def state(person: dict[str, Any], sender: dict[str, Any], posting: dict[str, Any], **more: Any) -> JobState:
    somebody = Person(person_id="p1", provenance=[Provenance(source="network", date=DAY)], **person)
    contact = Contact(
        person_id="p1",
        first_name="",
        last_name="",
        title="",
        company="",
        location="",
        linkedin="",
        persona="peer",
        alumni=more.pop("alumni", None),
    )
    return JobState(
        opening=Posting(**{"title": "Engineer", "company": "Acme", "source": "text", **posting}),
        profile=Sender(**{"name": "Ada", "email": "ada@mail.example", "source": "me.json", **sender}),
        people={"p1": somebody},
        contacts=[contact],
        **more,
    )


def facts(
    person: dict[str, Any] | None = None,
    sender: dict[str, Any] | None = None,
    posting: dict[str, Any] | None = None,
    **more: Any,
) -> dict[str, str]:
    made = state(person or {}, sender or {}, posting or {}, **more)
    found: list[Fact] = collect_facts(made, RUNTIME)["facts"]["p1"]
    return {fact.id: fact.text for fact in found}


def test_what_is_not_known_is_not_there() -> None:
    assert facts() == {
        "posting.title": "Engineer",
        "posting.company": "Acme",
        "person.company": "Acme",
        "sender.name": "Ada",
    }


def test_all_that_is_known_is_there_with_its_source() -> None:
    made = state(
        {
            "first_name": "MARIA",
            "title": "Lead Engineer at Acme",
            "connected_on": date(2021, 3, 12),
            "hometown": "dayton",
        },
        {
            "label": "ignored",
            "hometown": "Dayton",
            "phone": "1",
            "url": "u",
            "work": [
                Work(employer="Borealis", position="Developer | Python", current=True, highlights=["Built robots."]),
            ],
            "education": [Education(school="UT Austin", field="Physics", end_year=2020)],
        },
        {"locations": ["Austin, TX (Hybrid)"], "text": "Tasks\n- Keep the delivery robots of two cities running"},
        attach="/home/ada/resume.pdf",
        alumni=Alumni(school="University of Texas at Austin"),
    )
    found = {fact.id: (fact.text, fact.source, fact.date) for fact in collect_facts(made, RUNTIME)["facts"]["p1"]}
    assert found == {
        "posting.title": ("Engineer", "posting: text", None),
        "posting.company": ("Acme", "posting: text", None),
        "posting.place": ("Austin, TX", "posting: text", None),
        "posting.line": ("Keep the delivery robots of two cities running", "posting: text", None),
        "sender.name": ("Ada", "me.json", None),
        "sender.role": ("Developer", "me.json", None),
        "sender.employer": ("Borealis", "me.json", None),
        "sender.study": ("Physics at UT Austin", "me.json", None),
        "sender.did": ("built robots", "me.json", None),
        "sender.worked_at": ("Borealis", "me.json", None),
        "sender.phone": ("1", "me.json", None),
        "sender.url": ("u", "me.json", None),
        "sender.attachment": ("resume.pdf", "me.json", None),
        "person.first_name": ("Maria", "network", DAY),
        "person.title": ("Lead Engineer", "network", DAY),
        "person.company": ("Acme", "network", DAY),
        "person.connected": ("March 2021", "network", DAY),
        "person.school": ("University of Texas at Austin", "network", DAY),
        "common.school": ("University of Texas at Austin", "network; me.json", None),
        "common.town": ("dayton", "network; me.json", None),
    }


def test_a_former_employer_is_shared() -> None:
    person = {"past_employers": ["Quill & Co."]}
    assert facts(person, {"work": [Work(employer="Quill")]})["common.employer"] == "Quill & Co."
    assert "common.employer" not in facts(person, {"work": [Work(employer="Acme")]})


def test_nothing_is_quoted_from_a_posting_in_another_language() -> None:
    text = "Tasks\n- Keep the delivery robots of two cities running"
    assert "posting.line" not in facts(posting={"text": text, "language": "de"})


@pytest.mark.parametrize(
    ("highlights", "did"),
    [
        (["Cut costs", "Planned robots for warehouses"], "planned robots for warehouses"),
        (["Built it. Led them."], "built it"),
        (["Responsible for robots", "Skilled in robots", "robots: built"], None),
        (["Built " + "x " * 30], None),
        (["Built a page at https://evil.example"], None),
        (["Built <b>robots</b>"], None),
        (["Built"], None),
    ],
)
def test_the_highlight_nearest_to_the_posting_is_chosen(highlights: list[str], did: str | None) -> None:
    work = [Work(employer="Freelance", highlights=highlights)]
    found = facts(sender={"work": work}, jd="We build robots for warehouses")
    assert found.get("sender.did") == did
    assert "sender.worked_at" not in found


@pytest.mark.parametrize(
    ("title", "plain"),
    [
        ("🚀 Senior Engineer | hiring!", "Senior Engineer"),
        ("SENIOR BACKEND ENGINEER", "Senior Backend Engineer"),
        ("VP OF AI/ML SALES", "VP of AI/ML Sales"),
        ("qa engineer ii", "QA Engineer II"),
        ("=cmd|' /C calc'!A0", ""),
        ("<b>Engineer</b>", ""),
        ("Engineer at Acme", "Engineer"),
        ("ENGINEER @ ACME", "Engineer"),
        ("https://evil.example", ""),
        ("evil.example/login", ""),
        (".NET Developer", ".NET Developer"),
        ("UI/UX Designer", "UI/UX Designer"),
        ("Software Engineer, Backend", "Software Engineer"),
        ("Senior Director, Product Marketing", "Senior Director, Product Marketing"),
        ("Engineer (Remote)", "Engineer"),
        ("CTO", "CTO"),
        ("C++ Engineer", "C++ Engineer"),
        ("12345", ""),
        ("--", ""),
        ("", ""),
        ("x" * 61, ""),
    ],
)
def test_titles_are_plain_or_left_out(title: str, plain: str) -> None:
    assert plain_title(title) == plain


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("MARIA", "Maria"),
        ("ANNA", "Anna"),
        ("JD", "JD"),
        ("DJK", "DJK"),
        ("maria", "Maria"),
        ("JEAN-PIERRE", "Jean-Pierre"),
        ("Ana María", "Ana María"),
        ("Jose\u0301", "Jose\u0301"),
        ("王芳", "王芳"),
        ("McKenna", "McKenna"),
        ("J.", ""),
        ("<b>Maria</b>", ""),
        ("Maria https://evil.example", ""),
        ("{person}", ""),
        ("", ""),
    ],
)
def test_first_names_are_greeted_with_or_left_out(name: str, plain: str) -> None:
    assert plain_first_name(name) == plain


def test_it_comes_after_the_steps_that_it_needs() -> None:
    with pytest.raises(ValueError, match="comes after"):
        collect_facts(JobState(), RUNTIME)


@pytest.mark.parametrize(
    ("end_year", "fact"),
    [(2025, "sender.study"), (2027, "sender.studies"), (2026, ""), (None, "")],
)
def test_a_degree_is_finished_only_when_its_year_is_over(end_year: int | None, fact: str) -> None:
    entry = {"school": "UT Austin", "field": "Physics", "end_year": end_year}
    found = facts(sender={"education": [entry]})
    told = {name: text for name, text in found.items() if name.startswith("sender.stud")}
    assert told == ({fact: "Physics at UT Austin"} if fact else {})


@pytest.mark.parametrize(
    "title",
    [
        "Senior Recruiter at Other Corp",
        "Student at MIT",
        "Former Engineering Manager",
        "Retired",
        "Open to work",
        "Aspiring Data Scientist",
        "TBD",
        "XXX",
    ],
)
def test_what_is_not_their_job_here_is_not_said_of_them(title: str) -> None:
    assert "person.title" not in facts({"title": title})


def test_an_employer_in_a_title_that_is_the_company_is_no_other() -> None:
    assert facts({"title": "Staff Engineer @ ACME, Inc."})["person.title"] == "Staff Engineer"


def test_placeholders_of_a_resume_are_no_facts() -> None:
    work = [
        {"employer": "{company}", "position": "TODO", "highlights": ["Built [placeholder] for you"], "current": True}
    ]
    told = facts(sender={"work": work})
    assert not {"sender.role", "sender.employer", "sender.did", "sender.worked_at"} & told.keys()


@pytest.mark.parametrize("first_name", ["Dr.", "Mr", "prof"])
def test_a_form_of_address_is_no_first_name(first_name: str) -> None:
    assert "person.first_name" not in facts({"first_name": first_name})
