"""Forty made-up postings, and a run of the graph against the sandbox; for the benchmarks of the market search."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple, cast

from pydantic import SecretStr

from inroad.graph.run import Watch, run_outreach
from inroad.sandbox import KEY, Expectations, Limits, Sandbox
from inroad.settings import Context, Tools
from inroad.state import DraftKind, JobInput, JobState
from inroad.tools.addresses.mx import UnaskedMxResolver
from inroad.tools.cleaning.places import EmbeddedPlaceCleaner
from inroad.tools.http import Answer, JsonClient
from inroad.tools.pdl import SEARCH, pdl_client
from inroad.tools.postings.files import FilePostingReader
from inroad.tools.store.sqlite import SqliteStore

SEED = 0
_PATHS = ("person/search", "company/clean", "location/clean", "school/clean", "job_title/enrich")
_NO_LIMITS = {f"/v5/{path}": Limits() for path in _PATHS}
_TEXT = (
    "{company} looks for a {title}. You will work with a small team that plans its own weeks, talks to the people who "
    "use what it makes, and writes down what it learns. You bring some years of practice, patience with things that "
    "are not finished, and clear written English. We offer fair pay, paid leave and a budget for learning."
)


class Opening(NamedTuple):
    """A posting, a second one at the same company, and a school that alumni may be asked of."""

    company: str
    title: str
    place: str
    second: str
    school: str = ""


# The second posting is now in the field of the first, now in quite another.
OPENINGS = (
    Opening("Bluefin Robotics", "Senior Software Engineer", "Austin, TX", "Backend Engineer", "Stanford University"),
    Opening("Tallgrass Payments", "Product Manager, Risk", "New York, NY", "Data Analyst", "New York University"),
    Opening("Orchard Lane Health", "Registered Nurse", "Nashville, TN", "Nurse Practitioner"),
    Opening("Kestrel Avionics", "Mechanical Engineer II", "Wichita, KS", "Accountant"),
    Opening("Larkspur Books", "Graphic Designer", "Portland, OR", "Senior Graphic Designer"),
    Opening("Moss & Weir Partners", "Financial Analyst", "Chicago, IL", "HR Generalist", "Northwestern University"),
    Opening("Copperline Energy", "Electrical Engineer", "Houston, TX", "Controls Engineer"),
    Opening("Juniper Freight", "Logistics Coordinator", "Memphis, TN", "Software Engineer"),
    Opening("Saltmarsh Foods", "Quality Assurance Manager", "Salisbury, MD", "Quality Engineer"),
    Opening("Ninefold Analytics", "Data Scientist", "San Francisco, CA", "Account Executive", "Harvard University"),
    Opening("Ridgeway Insurance", "Claims Adjuster", "Hartford, CT", "Senior Claims Adjuster"),
    Opening("Halcyon Games", "Gameplay Programmer", "Seattle, WA", "Marketing Manager", "University of Washington"),
    Opening("Ferrous Tool", "CNC Machinist", "Rockford, IL", "Machinist"),
    Opening("Alder Legal Services", "Paralegal", "Washington, DC", "Office Manager"),
    Opening("Quillfeather Media", "Content Marketing Manager", "Remote, United States", "Content Strategist"),
    Opening("Brightwater Utilities", "Civil Engineer", "Boise, ID", "Payroll Specialist"),
    Opening("Sundial Semiconductors", "Hardware Engineer", "San Jose, CA", "Firmware Engineer", "Cornell University"),
    Opening("Pinecrest Schools", "High School Math Teacher", "Bozeman, MT", "Guidance Counselor"),
    Opening("Marigold Pharmacy", "Pharmacist", "Phoenix, AZ", "Pharmacy Technician"),
    Opening("Driftwood Hotels", "Front Desk Manager", "Miami, FL", "Sous Chef"),
    Opening("Thistle & Oak", "Store Manager", "Denver, CO", "Assistant Store Manager"),
    Opening("Northgate Bioworks", "Research Associate", "Boston, MA", "DevOps Engineer", "Boston University"),
    Opening("Palisade Security", "Security Engineer", "Arlington, VA", "Security Analyst"),
    Opening("Umber Construction", "Project Manager", "Dallas, TX", "Estimator"),
    Opening("Cinder Cloud", "Site Reliability Engineer", "Remote", "Cloud Engineer"),
    Opening("Lodestar Logistics", "Warehouse Supervisor", "Columbus, OH", "Business Analyst"),
    Opening("Fernhill Software", "Customer Success Manager", "Atlanta, GA", "Customer Support Specialist"),
    Opening("Vantage Harbor", "Accountant", "Charlotte, NC", "Recruiter", "Duke University"),
    Opening("Grauwald Maschinen", "Process Engineer", "Munich, Germany", "Quality Engineer"),
    Opening("Tidewater Robotics", "Robotics Technician", "Pittsburgh, PA", "Sales Engineer"),
    Opening("Whitlock Advisory", "Management Consultant", "London, United Kingdom", "Strategy Associate"),
    Opening("Maple Grid", "Data Engineer", "Toronto, Canada", "Executive Assistant"),
    Opening("Sixpence Bank", "Loan Officer", "Minneapolis, MN", "Mortgage Loan Officer"),
    Opening("Opaline Studio", "UX Designer", "Los Angeles, CA", "Buyer", "University of Southern California"),
    Opening("Greystone Aggregates", "Environmental Health and Safety Specialist", "Provo, UT", "Safety Manager"),
    Opening("Bellwether HR", "Talent Acquisition Partner", "Raleigh, NC", "Frontend Engineer"),
    Opening("Coral Reef Telecom", "Network Engineer", "Singapore", "Systems Administrator"),
    Opening("Windrow Farms", "Agronomist", "Ames, IA", "Supply Chain Analyst"),
    Opening("Aurelia Labs", "Machine Learning Engineer", "Cambridge, MA", "Research Scientist", "Columbia University"),
    Opening("Stonebridge Rail", "Maintenance Technician", "Kansas City, MO", "Payroll Specialist"),
)  # fmt: skip


@dataclass
class CountingClient:
    """Passes calls on, and keeps the id of each person record that the sandbox returned, as often as it did."""

    client: JsonClient
    returned: list[str] = field(default_factory=list)

    def post(self, path: str, body: Any, **more: Any) -> Answer:
        """Ask, and count."""
        answer = self.client.post(path, body, **more)
        if path == SEARCH:
            self.returned += [record["id"] for record in answer.body.get("data") or []]
        return answer

    def get(self, path: str, **more: Any) -> Answer:
        """Ask; only searches are counted."""
        return self.client.get(path, **more)


@dataclass
class Desk:
    """A store with a client of the sandbox; all runs at one desk share what was paid for."""

    sandbox: Sandbox
    folder: Path
    client: CountingClient
    tools: Tools

    def run(self, job: JobInput, watch: Watch | None = None) -> JobState:
        """Run the graph once."""
        return run_outreach(job, Context().with_tools(self.tools), watch)

    def job(self, opening: Opening, number: int, **asked: Any) -> JobInput:
        """Write the posting and its sender, and return what to run."""
        drafts: DraftKind = "eml"
        return JobInput(
            posting=str(write_posting(self.folder, opening, number)),
            sender=str(_write_sender(self.folder, number)),
            drafts=drafts,
            **asked,
        )


@contextmanager
def desk(folder: Path, opening: Opening, schools: tuple[str, ...] = ()) -> Iterator[Desk]:
    """Start a sandbox that holds the posting's company, and open a store and a client for it."""
    with Sandbox(SEED, expectations(folder, [opening], schools), limits=_NO_LIMITS) as sandbox:
        sandbox.prepare(opening.company)
        store = SqliteStore(folder / "inroad.sqlite")
        with pdl_client(SecretStr(KEY), sandbox.pdl_url, per_minute=60_000) as client:
            counting = CountingClient(client)
            tools = Tools(store=store, home=folder, mail_servers=UnaskedMxResolver(), pdl=cast(JsonClient, counting))
            yield Desk(sandbox, folder, counting, tools)
        store.close()


def expectations(folder: Path, openings: Sequence[Opening], schools: Sequence[str] = ()) -> Expectations:
    """Return what the population has to hold: each company where its posting is, with people who do such work."""
    seats = {opening.company: _seat(folder, opening) for opening in openings}
    return Expectations(
        headquarters={company: seat for company, seat in seats.items() if seat},
        titles={opening.company: [opening.title, opening.second] for opening in openings},
        schools=schools,
    )


def _seat(folder: Path, opening: Opening) -> str:
    place = EmbeddedPlaceCleaner().strategy(FilePostingReader().read(str(write_posting(folder, opening, 0))))
    return place.metro or (f"{place.city}, {place.region or place.country}" if place.city else "")


def write_posting(folder: Path, opening: Opening, number: int) -> Path:
    """Write the posting: the payload of a job board, or for every fourth place plain text."""
    text = _TEXT.format(company=opening.company, title=opening.title)
    if len(opening.place) % 4 == 0:
        path = folder / f"posting-{number}.txt"
        path.write_text(f"{opening.title}\nCompany: {opening.company}\nLocation: {opening.place}\n\n{text}\n")
        return path
    job = {
        "id": f"job-{number}",
        "title": opening.title,
        "location": opening.place,
        "isRemote": opening.place.startswith("Remote"),
        "jobUrl": f"https://jobs.ashbyhq.com/{opening.company.lower().replace(' ', '-')}/job-{number}",
        "descriptionPlain": f"About {opening.company}\n\n{text}",
        "companyName": opening.company,
    }
    path = folder / f"posting-{number}.json"
    path.write_text(json.dumps({"apiVersion": "1", "companyName": opening.company, "jobs": [job]}))
    return path


def _write_sender(folder: Path, number: int) -> Path:
    name = ("Ada Winterfeld", "Bruno Castellan", "Cleo Marchetti")[number]
    path = folder / f"sender-{number}.toml"
    path.write_text(f'name = "{name}"\nemail = "{name.lower().replace(" ", ".")}@mail.example"\n')
    return path
