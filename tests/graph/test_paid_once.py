"""Nobody is paid for twice: not those who turned out to have left either, in one run or in the next."""

from __future__ import annotations

import json
from pathlib import Path

from pydantic import SecretStr

from inroad.graph.run import run_outreach
from inroad.sandbox import KEY, Expectations, Limits, Sandbox
from inroad.sandbox.pdl import LIMITS
from inroad.settings import Context, Tools
from inroad.state import JobInput, JobState
from inroad.tools.addresses.mx import UnaskedMxResolver
from inroad.tools.pdl import pdl_client
from inroad.tools.store.sqlite import SqliteStore

COMPANY = "Umber Construction"


def _job(folder: Path, title: str) -> JobInput:
    posting = {
        "id": title,
        "title": title,
        "location": "Dallas, TX",
        "jobUrl": f"https://jobs.ashbyhq.com/umber-construction/{title}",
        "descriptionPlain": f"{COMPANY} builds houses that people like to live in.",
    }
    path = folder / f"{title}.json"
    path.write_text(json.dumps({"jobs": [posting]}))
    return JobInput(posting=str(path), company=COMPANY, drafts="none", max_contacts=24)


def _paid(state: JobState) -> list[str]:
    """The id of each record that cost a credit, as often as it did."""
    paid = [found for found in state.found.values() if found.credits]
    used = [own_id for found in paid for person in found.people for own_id in person.provider_ids]
    return used + [own_id for found in paid for own_id in found.left_out]


def test_nobody_is_paid_for_twice(tmp_path: Path) -> None:
    expected = Expectations(headquarters={COMPANY: "dallas, texas"}, titles={COMPANY: ["Project Manager", "Estimator"]})
    store = SqliteStore(tmp_path / "inroad.sqlite")
    with (
        Sandbox(expectations=expected, limits={path: Limits() for path in LIMITS}) as sandbox,
        pdl_client(SecretStr(KEY), sandbox.pdl_url, per_minute=100_000) as client,
    ):
        tools = Tools(store=store, home=tmp_path, mail_servers=UnaskedMxResolver(), pdl=client)
        context = Context().with_tools(tools)
        first, second = (run_outreach(_job(tmp_path, title), context) for title in ("Project Manager", "Estimator"))
    store.close()
    assert any(found.left_out for found in first.found.values())
    assert second.output is not None
    assert sum(found.credits for found in second.found.values()) > 0
    paid = [*_paid(first), *_paid(second)]
    assert (
        len(paid) == len(set(paid)) == sum(found.credits for each in (first, second) for found in each.found.values())
    )
