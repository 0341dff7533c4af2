"""Made-up postings, CVs and analyses for tests."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from inroad.analysis import (
    Analysis,
    ApplicationStrategy,
    CoverLetter,
    CvCoverage,
    CvLanguage,
    CvLine,
    CvSection,
    Dossier,
    Evidence,
    Gap,
    GapAnalysis,
    JdStructure,
    MasterCv,
    Need,
    NotReached,
    Quote,
    Requirement,
    RequirementCoverage,
    RoledContact,
    SectionCoverage,
    SkillMention,
    Statement,
    Strength,
    ToDo,
)
from inroad.nodes.intelligence.fit import reckon_fit
from inroad.nodes.intelligence.gaps import find_gaps
from inroad.state import Alumni, CompanyInfo, Email, Place, Posting, PostingSummary, Problem, Sender, Spend

DAY = dt.date(2026, 3, 14)


def quote(text: str) -> Quote:
    return Quote(text=text, start=0, end=len(text))


def asks(number: int, text: str, need: Need = "must", **fields: Any) -> Requirement:
    return Requirement(id=f"r{number}", need=need, quote=quote(text), **fields)


def posting_of(requirements: Sequence[Requirement], **fields: Any) -> JdStructure:
    named = dict.fromkeys(skill for requirement in requirements for skill in requirement.skills)
    skills = [SkillMention(name=name, quote=quote(name)) for name in named]
    return JdStructure(requirements=list(requirements), **{"skills": skills, **fields})


def found(
    number: int,
    strength: Strength,
    missing: Sequence[str] = (),
    evidence: Sequence[Evidence] = (),
    why: str = "So it is.",
) -> RequirementCoverage:
    return RequirementCoverage(
        requirement=f"r{number}", strength=strength, missing=list(missing), evidence=list(evidence), why=why
    )


def line(path: str, text: str, *skills: str) -> Evidence:
    return Evidence(section=path.partition(".")[0], path=path, text=text, skills=list(skills))


def work(number: int, title: str, organisation: str, since: str, until: str, *lines: str) -> CvSection:
    return CvSection(
        path=f"work[{number}]",
        kind="work",
        title=title,
        organisation=organisation,
        since=since,
        until=until,
        current=not until,
        lines=[CvLine(path=f"work[{number}].highlights[{at}]", text=text) for at, text in enumerate(lines)],
    )


def cv_of(*sections: CvSection, skills: Sequence[str] = (), **fields: Any) -> MasterCv:
    sender = Sender(name="Ada Example", email="ada@mail.example", skills=list(skills))
    place = Place(city="Austin", region="Texas", country="United States")
    return MasterCv(sender=sender, **{"place": place, "sections": list(sections), **fields})


OPENING = Posting(
    title="Senior Backend Engineer",
    company="Quillmark",
    locations=["Austin, TX"],
    url="https://quillmark.example/jobs/7",
    text="Quillmark makes payment software for banks. Banking is what we know; payments are what we do.",
)
REQUIREMENTS = [
    asks(1, "5+ years of experience with Python", skills=["python"], years={"at_least": 5}, weight=1.0),
    asks(2, "Kubernetes in production", skills=["kubernetes"], weight=0.8),
    asks(3, "You explain hard things simply", weight=0.4),
    asks(4, "Kafka", "nice", skills=["apache kafka"], weight=0.3),
]
JD = posting_of(REQUIREMENTS, seniority="senior", years={"at_least": 5})
LINE = line("work[0].highlights[0]", "Built the ledger in Python on Docker", "python", "docker")
CV = cv_of(
    work(0, "Senior Software Engineer", "Acme Example", "2019-01", "", LINE.text),
    work(1, "Software Engineer", "Bolt Example", "2015-01", "2018-12", "Wrote payment software for a bank"),
    skills=["Python", "Docker"],
    languages=[CvLanguage(code="en", name="English", level="native", path="languages[0]")],
)
COVERAGE = CvCoverage(
    requirements=[
        found(1, "covered", evidence=[LINE], why="Python was used for 7.2 years; 5 years are asked."),
        found(2, "related", ["Kubernetes"], [LINE], "No line names Kubernetes; docker is near it."),
        found(3, "missing", ["You explain hard things simply"], why="No line of the CV says this."),
        found(4, "missing", ["Kafka"], why="No line of the CV names Kafka."),
    ],
    sections=[
        SectionCoverage(
            section="work[0]", title="Senior Software Engineer", lines=1, share=1, requirements=["r1", "r2"]
        ),
        SectionCoverage(section="work[1]", title="Software Engineer", lines=1, share=0),
    ],
    years=11.2,
    years_by_skill={"python": 7.2, "docker": 7.2},
)
DOSSIER = Dossier(
    company=CompanyInfo(name="Quillmark"),
    statements=[
        Statement(
            topic="what",
            text="Quillmark sells payment software to banks.",
            url="https://quillmark.example/about",
            seen_on=DAY,
            source="serper",
        ),
        Statement(
            topic="hiring",
            text="Quillmark will add 40 engineers in Austin.",
            url="https://news.example/quillmark",
            date=dt.date(2026, 2, 1),
            seen_on=DAY,
            source="tavily",
        ),
    ],
)
CONTACTS = [
    RoledContact(
        person_id="p1",
        first_name="Grace",
        last_name="Sample",
        title="Engineering Manager",
        company="Quillmark",
        location="Austin, Texas",
        linkedin="linkedin.com/in/grace-sample",
        persona="manager",
        why=["You are connected."],
        alumni=Alumni(school="Lakeshore University"),
        email=Email(
            address="grace@quillmark.example",
            status="verified",
            source="hunter",
            score=97,
            checked_at=dt.datetime(2026, 3, 1, tzinfo=dt.UTC),
        ),
        role="hiring_manager",
        role_why="Leads the engineers of the platform.",
    ),
    RoledContact(
        person_id="p2",
        first_name="Tom",
        last_name="Sample",
        title="Recruiter",
        company="Quillmark",
        location="",
        linkedin="",
        persona="recruiter",
        role="recruiter",
    ),
]
STRATEGY = ApplicationStrategy(
    summary="Apply through Grace Sample.",
    write_first=[ToDo(do="Write to Grace Sample.", why="She leads the team and knows you.", rests_on=["p1"])],
    stress=[ToDo(do="Stress the ledger.", why="It is Python at work.", rests_on=["work[0]"])],
)


def analysis(**fields: Any) -> Analysis:
    """A whole analysis; what is given replaces a part of it."""
    gaps = find_gaps(JD, COVERAGE, CV)
    whole: dict[str, Any] = {
        "run_id": "quiet-fox",
        "job_id": "job-7",
        "posting": PostingSummary(
            title=OPENING.title, company=OPENING.company, location=OPENING.location, url=OPENING.url
        ),
        "jd": JD,
        "coverage": COVERAGE,
        "gaps": gaps,
        "company": DOSSIER,
        "contacts": CONTACTS,
        "fit": reckon_fit(OPENING, JD, CV, COVERAGE, DOSSIER, CONTACTS),
        "strategy": STRATEGY,
        "letter": CoverLetter(text="Dear Grace,\n\nI built a ledger.\nYours,\nAda", writer="template"),
        "not_reached": [NotReached(layer="research", why="The time was over.")],
        "problems": [Problem(provider="serper", step="research", kind="unavailable", message="Serper broke off.")],
        "spend": {"hunter": Spend(calls=2, credits=1.5)},
    }
    return Analysis(**{**whole, **fields})


def bare(job_id: str = "job-1") -> Analysis:
    """An analysis of which nothing was reached."""
    return Analysis(
        run_id="still-owl", job_id=job_id, posting=PostingSummary(title="", company="", location="", url="")
    )


def gaps_of(
    *pairs: tuple[Requirement, RequirementCoverage], cv: MasterCv = CV, years: float | None = 10, **by_skill: float
) -> GapAnalysis:
    coverage = CvCoverage(requirements=[each for _, each in pairs], years=years, years_by_skill=by_skill)
    return find_gaps(posting_of([requirement for requirement, _ in pairs]), coverage, cv)


def only_gap(requirement: Requirement, coverage: RequirementCoverage, **fields: Any) -> Gap:
    (gap,) = gaps_of((requirement, coverage), **fields).gaps
    return gap
