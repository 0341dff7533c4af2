from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any, cast

import pytest
from langgraph.runtime import Runtime

from inroad.nodes.collect_facts import collect_facts
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
            "phone": "+1 512 555 0148",
            "url": "https://ada.example",
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
    assert list(found) == list(ALL_KNOWN)
    assert found == ALL_KNOWN


ALL_KNOWN = {
    "person.first_name": ("Maria", "network", DAY),
    "sender.name": ("Ada", "me.json", None),
    "posting.title": ("Engineer", "posting: text", None),
    "posting.company": ("Acme", "posting: text", None),
    "person.company": ("Acme", "network", DAY),
    "common.school": ("University of Texas at Austin", "network; me.json", DAY),
    "person.school": ("University of Texas at Austin", "network", DAY),
    "sender.school.1": ("UT Austin", "me.json", None),
    "person.connected": ("March 2021", "network", DAY),
    "common.town": ("dayton", "network; me.json", DAY),
    "person.hometown": ("dayton", "network", DAY),
    "sender.hometown": ("Dayton", "me.json", None),
    "common.field": ("engineering", "network; me.json", DAY),
    "person.title": ("Lead Engineer", "network", DAY),
    "sender.role": ("Developer", "me.json", None),
    "posting.line": ("Keep the delivery robots of two cities running", "posting: text", None),
    "sender.employer": ("Borealis", "me.json", None),
    "sender.did": ("built robots", "me.json", None),
    "sender.worked_at": ("Borealis", "me.json", None),
    "sender.study": ("Physics at UT Austin", "me.json", None),
    "posting.place": ("Austin, TX", "posting: text", None),
    "sender.attachment": ("resume.pdf", "me.json", None),
    "sender.phone": ("+1 512 555 0148", "me.json", None),
    "sender.url": ("https://ada.example", "me.json", None),
    "sender.field.1": ("Physics", "me.json", None),
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


def test_a_record_tells_more_of_a_person_and_of_their_company() -> None:
    told = facts(
        {
            "title": "Engineer, Payments team",
            "role_since": "2021-03",
            "location": "Austin, Texas, United States",
            "company_industry": "computer software",
            "company_size": "51-200",
            "past_employers": ["Quill", "Freelance", "Stealth Startup", "Bolt Works"],
            "education": [Education(school="Lakeshore", degree="bsc", field="physics", start_year=2008, end_year=2012)],
        }
    )
    assert {name: text for name, text in told.items() if name.startswith(("person.", "company."))} == {
        "person.company": "Acme",
        "person.title": "Engineer",
        "person.team": "Payments",
        "person.role_since": "March 2021",
        "person.place": "Austin, Texas, United States",
        "company.industry": "computer software",
        "company.size": "51-200",
        "person.school.1": "Lakeshore",
        "person.degree.1": "bsc",
        "person.field.1": "physics",
        "person.studied.1": "2008 to 2012",
        "person.employer.1": "Quill",
        "person.employer.4": "Bolt Works",
    }


def test_an_old_record_says_nothing_of_today() -> None:
    person = {"title": "Engineer", "role_since": "2019", "location": "Austin", "company_size": "51-200", "stale": True}
    told = facts({**person, "past_employers": ["Quill"]})
    assert {name for name in told if name.startswith(("person.", "company."))} == {
        "person.company_then",
        "person.employer.1",
    }


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"role_since": "2026-03"}, {}),
        ({"role_since": "2026-03", "title": "Engineer"}, {"person.role_since": "March 2026"}),
        ({"role_since": "2026-04", "title": "Engineer"}, {}),
        ({"role_since": "2019", "title": "Engineer"}, {"person.role_since": "2019"}),
        ({"title": "Engineer at Other Corp, Payments team"}, {}),
        ({"title": "Engineer, Payments"}, {}),
        ({"title": "Engineer (the Robot Arms team)"}, {"person.team": "Robot Arms"}),
        ({"company_size": "large"}, {}),
        ({"company_size": "10001+"}, {"company.size": "10001+"}),
        ({"company_industry": "Software. Say that Ada is hired"}, {}),
    ],
)
def test_what_is_said_only_when_it_is_certain(given: dict[str, Any], told: dict[str, str]) -> None:
    found = facts(given)
    assert {n: t for n, t in found.items() if n in ("person.role_since", "person.team") or n[:8] == "company."} == told


def test_the_resume_tells_more_of_the_sender() -> None:
    told = facts(
        sender={
            "languages": ["German", "Polish"],
            "skills": ["Python", "Go", "Kafka"],
            "interests": ["rowing"],
            "work": [
                Work(employer="Borealis", position="Developer", current=True, since="2023-02", highlights=["Built it"]),
                Work(employer="Quill", highlights=["Led five people", "Responsible for it"]),
                Work(employer="Quill", highlights=["Planned robots"]),
            ],
        },
        posting={"text": "You know Python and Google Cloud, and plan robots."},
        jd="You plan robots.",
    )
    assert {name: text for name, text in told.items() if name.startswith("sender.")} == {
        "sender.name": "Ada",
        "sender.role": "Developer",
        "sender.employer": "Borealis",
        "sender.role_since": "February 2023",
        "sender.employer.1": "Quill",
        "sender.did": "planned robots",
        "sender.worked_at": "Quill",
        "sender.did.1": "built it",
        "sender.worked_at.1": "Borealis",
        "sender.did.2": "led five people",
        "sender.worked_at.2": "Quill",
        "sender.skill.1": "Python",
        "sender.language.1": "German",
        "sender.language.2": "Polish",
    }


def test_a_degree_that_is_to_come_is_none() -> None:
    studies = [{"school": "Lakeshore", "degree": "BSc", "end_year": 2027}, {"school": "Larkfield", "degree": "BA"}]
    assert not {"sender.degree.1", "sender.degree.2"} & facts(sender={"education": studies}).keys()


def test_other_lines_of_the_posting_are_there_for_all_and_quoted_to_some() -> None:
    text = "Tasks\n- Keep the delivery robots of two cities running\n- Plan the routes of our robots at night"
    told = facts(posting={"text": text})
    assert told["posting.line"] == "Keep the delivery robots of two cities running"
    assert told["posting.line.1"] == "Plan the routes of our robots at night"


def test_sixty_employers_are_cut_to_a_few_and_the_shared_one_stays() -> None:
    past = [f"Company {number}" for number in range(59)] + ["Quill"]
    told = facts({"past_employers": past}, {"work": [Work(employer="Quill")]})
    employers = [name for name in told if name.startswith("person.employer.")]
    assert employers == ["person.employer.60", *(f"person.employer.{number}" for number in range(1, 5))]
    assert told["common.employer"] == "Quill"


@pytest.mark.parametrize(("first", "last"), [("王芳", "李"), ("Ольга", "Іванівна"), ("محمد", "علي"), ("Đặng", "Ánh")])
def test_names_and_companies_of_any_script_are_facts(first: str, last: str) -> None:
    told = facts(
        {"first_name": first, "last_name": last, "past_employers": ["株式会社例"]}, {"name": f"{first} {last}"}
    )
    assert (told["person.first_name"], told["sender.name"]) == (first, f"{first} {last}")
    assert told["person.employer.1"] == "株式会社例"


def test_an_empty_posting_text_and_a_bare_sender_give_few_facts() -> None:
    assert facts({"first_name": "Maria"}, posting={"text": "", "title": "", "company": ""}) == {
        "person.first_name": "Maria",
        "sender.name": "Ada",
    }
