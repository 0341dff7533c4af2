"""What batches of the tests are asked for: postings in files, and people whom the sender knows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from inroad.state import JobInput
from tests.conftest import EXAMPLES

COMPANIES = ("Brightly Labs", "Copperfield", "Delta Foods")


@pytest.fixture
def network() -> str:
    """Two people at each company, and one more who recruits."""
    rows = ["First Name,Last Name,URL,Email Address,Company,Position,Connected On"]
    for company in COMPANIES:
        domain = f"{company.split()[0].lower()}.example"
        rows += [
            f"Ada,Lindt,,ada.lindt@{domain},{company},Welder,03 Jan 2023",
            f"Ben,Moreau,,ben.moreau@{domain},{company},Senior Welder,03 Jan 2023",
        ]
    Path("network.csv").write_text("\n".join(rows))
    return str(Path("network.csv").absolute())


@pytest.fixture
def asked(network: str) -> JobInput:
    return JobInput(network=[network], sender=str(EXAMPLES / "resume.json"), max_contacts=2)


@pytest.fixture
def posting() -> Callable[..., str]:
    """Make a posting's file; its path."""

    def make(name: str, company: str = COMPANIES[0]) -> str:
        file = Path(f"{name}.txt").absolute()
        file.write_text(f"Welder\n{company}\nAustin, TX\n\nAt {company} you will weld ships, and mend {name} cranes.\n")
        return str(file)

    return make
