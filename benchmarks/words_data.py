"""Made-up people, companies and schools, and briefs about them with many facts or few."""

from __future__ import annotations

from datetime import date
from random import Random

from inroad.state import Fact, Persona
from inroad.tools.writing import Brief

PEOPLE = (
    "Ana Cruz", "Bo Itoh", "Chen Wei", "Dara Odhiambo", "Emre Yıldız", "Fatou Diarra", "Goran Kovač", "Hana Novák",
    "Ivo Brandt", "Jonas Ekström", "Kofi Abara", "Lena Gruber", "Mila Duong", "Nils Haugen", "Priya Raman",
    "Quinn Sáenz", "Rosa López", "Søren Møller", "Tomás Peña", "Uma Desai", "Vera Pohl", "Wanda Król", "Xavier Roux",
    "Yuki Mori", "Zoë Jansen", "Aoife Byrne", "Björn Lund", "Camille Lefèvre", "Dmitri Orlov", "Elif Kaya",
)  # fmt: skip
SENDERS = ("Robin Vale", "Sam Oakes", "Noor Haddad", "Jamie Fennel", "Iris Thorne", "Mateo Ruíz")
_MAKERS = (
    "Norwick", "Halvane", "Quillon", "Brasset", "Tiveden", "Marlowe", "Ostrava Field", "Penhale", "Calder & Finch",
    "Juniper Row", "Lindqvist", "Ferrante", "Okavi", "Zellmoor", "Dunmere", "Sable Creek",
)  # fmt: skip
_TRADES = ("Robotics", "Foods", "Health", "Energy", "Logistics", "Media", "Systems", "Labs", "Analytics", "Bank", "")
_SCHOOLS = (
    "University of Elmstead", "Harrowgate College", "Corvane State University", "Lakemoor Institute of Technology",
    "Universidad de Valdehierro", "Technische Universität Neuhofen", "St. Aldric's College", "Ashbury Business School",
)  # fmt: skip
_STUDIES = ("computer science", "economics", "mechanical engineering", "linguistics", "statistics", "law", "biology")
_DEGREES = ("bachelor of science", "master of science", "bachelor of arts", "mba")
PLACES = ("Austin, Texas", "Leeds", "Utrecht", "Porto", "Denver, Colorado", "Graz", "Malmö", "Cork", "Toulouse")
_TITLES: dict[Persona, tuple[str, ...]] = {
    "peer": (
        "Data Engineer", "Senior Software Engineer", "Product Designer", "Financial Analyst", "Account Executive",
        "Backend Developer", "Research Scientist", "Content Strategist", "Mechanical Engineer", "QA Analyst",
    ),
    "manager": (
        "Engineering Manager", "Head of Data", "Director of Operations", "Design Lead", "VP Finance",
        "Manager, Field Services", "Team Lead Platform",
    ),
    "recruiter": ("Technical Recruiter", "Talent Partner", "Recruiting Coordinator", "Senior Recruiter"),
    "other": ("Office Manager", "Customer Success Manager", "Legal Counsel", "Chief of Staff"),
}  # fmt: skip
_ROLES = (
    "Data Engineer", "Software Engineer", "Product Manager", "Financial Analyst", "UX Designer",
    "Supply Chain Planner", "Machine Learning Engineer", "Marketing Manager", "Nurse Educator",
    "Site Reliability Engineer",
)  # fmt: skip
_LINES = (
    "You will build pipelines in Python and SQL that feed our forecasting team.",
    "You own the roadmap for our warehouse software from idea to launch.",
    "Together with operations you find out where deliveries are late, and why.",
    "You design, test and document APIs that our partners rely on.",
    "We are looking for somebody who enjoys explaining numbers to people who do not.",
    "You keep 40 clinics supplied with the right material at the right time.",
    "You will shape how we measure quality across 12 production lines.",
    "Experience with Kafka or another message broker is a plus.",
    "You turn interviews with customers into prototypes within days.",
    "Work with nurses, planners and engineers on one shared schedule.",
)
_DID = (
    "built a planning tool that 60 drivers use every morning",
    "cut the nightly build from 45 to 12 minutes",
    "led a team of 5 through the move to a new warehouse",
    "wrote the billing service in Go and Postgres",
    "redesigned the onboarding of new customers",
    "trained 200 colleagues on the new reporting tool",
    "moved 3 million records to a new database without downtime",
    "set up the first tests for a payments team",
    "reduced returns by 18 percent with better size charts",
    "ran the monthly forecast for four product lines",
    "introduced code reviews and weekly retrospectives",
    "designed a dashboard for the sales team in Tableau",
)  # fmt: skip
_SKILLS = (
    "Python", "SQL", "Go", "Figma", "Tableau", "Excel", "Kafka", "negotiation", "Spark", "React", "forecasting",
    "technical writing", "project management", "R",
)  # fmt: skip
_INTERESTS = ("chess", "trail running", "choir singing", "open source", "beekeeping")
_LANGUAGES = ("English", "Spanish", "German", "Dutch", "Tamil")
_FIELDS = ("engineering", "finance", "marketing", "research")
_MONTHS = ("January", "March", "April", "June", "September", "November")


def briefs(count: int = 60, seed: int = 11) -> list[Brief]:
    """Return briefs of all personas; every third knows much, every third hardly anything."""
    return [_brief(Random(f"{seed}/{number}"), number) for number in range(count)]


def text_of(brief: Brief) -> str:
    """Return all that a brief says, in lower case."""
    return "\n".join([brief.name, *(fact.text for fact in brief.facts)]).casefold()


def _brief(chance: Random, number: int) -> Brief:
    persona: Persona = chance.choices(("peer", "manager", "recruiter", "other"), (5, 2, 2, 1))[0]
    name = PEOPLE[number % len(PEOPLE)]
    company, earlier, own = chance.sample([f"{maker} {chance.choice(_TRADES)}".strip() for maker in _MAKERS], 3)
    values = {
        "person.first_name": name.split()[0],
        "sender.name": chance.choice(SENDERS),
        "posting.title": chance.choice(_ROLES),
        "posting.company": company,
        "person.company": company,
    }
    richness = number % 3
    if richness:
        values |= _known(chance, persona, own)
    if richness == 2:
        values |= _much(chance, earlier)
    facts = [Fact(id=fact_id, text=text, source="made up", date=date(2026, 1, 5)) for fact_id, text in values.items()]
    return Brief(person_id=f"p{number}", name=name, persona=persona, variant=number, facts=facts)


def _known(chance: Random, persona: Persona, own: str) -> dict[str, str]:
    """What is usually known: titles, a line of the posting, the sender's work."""
    values = {
        "person.title": chance.choice(_TITLES[persona]),
        "posting.line": chance.choice(_LINES),
        "posting.place": chance.choice(PLACES),
        "sender.role": chance.choice(_ROLES),
        "sender.employer": own,
        "sender.did": chance.choice(_DID),
        "sender.worked_at": own,
        "sender.study": f"{chance.choice(_STUDIES)} at {chance.choice(_SCHOOLS)}",
        "sender.attachment": "resume.pdf",
    }
    return {name: text for name, text in values.items() if chance.random() < 0.85}


def _much(chance: Random, earlier: str) -> dict[str, str]:
    """What a good record adds, with some common ground; what is shared is a fact of either side as well."""
    school, skill, interest = chance.choice(_SCHOOLS), chance.choice(_SKILLS), chance.choice(_INTERESTS)
    first = chance.randrange(2005, 2018)
    values = {
        "person.role_since": f"{chance.choice(_MONTHS)} {chance.randrange(2018, 2026)}",
        "person.place": chance.choice(PLACES),
        "person.employer.1": earlier,
        "person.degree.1": chance.choice(_DEGREES),
        "person.field.1": chance.choice(_STUDIES),
        "person.studied.1": f"{first} to {first + 4}",
        "person.skill.1": skill,
        "sender.skill.1": skill,
        "sender.skill.2": chance.choice(_SKILLS),
        "sender.language.1": chance.choice(_LANGUAGES),
        "sender.role_since": f"{chance.choice(_MONTHS)} {chance.randrange(2018, 2026)}",
        "company.industry": chance.choice(("logistics", "health care", "banking", "food production")),
        "company.size": chance.choice(("51-200", "201-500", "1001-5000")),
    }
    shared = {
        "school": {"common.school": school, "person.school.1": school, "sender.school.1": school},
        "employer": {"common.employer": earlier, "sender.employer.1": earlier},
        "connected": {"person.connected": f"{chance.choice(_MONTHS)} {chance.randrange(2015, 2026)}"},
        "skill": {"common.skill.1": skill},
        "interest": {"common.interest.1": interest, "person.interest.1": interest, "sender.interest.1": interest},
        "field": {"common.field": chance.choice(_FIELDS)},
    }
    for kind in chance.sample(sorted(shared), 2):
        values |= shared[kind]
    return values
