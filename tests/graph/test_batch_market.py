"""A batch with keys, against the sandbox: what is paid for at one posting of a company serves the next."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import SecretStr

from inroad.graph.batch import batch_code, create_batch, run_batch
from inroad.sandbox import CREDITS, KEY, Expectations, Limits, Sandbox, faster
from inroad.sandbox.pdl import LIMITS
from inroad.settings import Context, Tools
from inroad.state import JobInput
from inroad.tools.apollo import apollo_client
from inroad.tools.http import Timing
from inroad.tools.hunter import hunter_client
from inroad.tools.pdl import pdl_client

COMPANIES = ("Bluefin Robotics", "Acme Robotics")
EXPECTED = Expectations(
    headquarters=dict.fromkeys(COMPANIES, "austin, texas"), titles=dict.fromkeys(COMPANIES, "Backend Engineer")
)


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    limits = faster(1_000) | {path: Limits() for path in LIMITS}
    with Sandbox(0, EXPECTED, limits=limits, accounts={KEY: CREDITS}, sleep=lambda _: None) as sandbox:
        yield sandbox


@pytest.fixture
def keyed(sandbox: Sandbox, tools: Tools) -> Context:
    """A context with a key for each provider; nobody waits."""
    timing, secret = Timing(sleep=lambda _: None, chance=lambda: 0.0), SecretStr(KEY)
    tools.mail_servers = sandbox.mail_servers
    tools.pdl = pdl_client(secret, sandbox.pdl_url, per_minute=100_000, timing=timing)
    tools.hunter = hunter_client(secret, sandbox.hunter_url, per_second=10_000, timing=timing)
    tools.apollo = apollo_client(secret, sandbox.apollo_url, per_minute=10_000, timing=timing)
    sandbox.history.clear()
    return Context().with_tools(tools)


def postings() -> list[str]:
    """Two postings at each company, mixed."""
    files = []
    for number in range(4):
        company = COMPANIES[number % 2]
        posting = {
            "id": f"job-{number}",
            "title": "Backend Engineer",
            "location": "Austin, TX",
            "jobUrl": f"https://jobs.ashbyhq.com/{company.split()[0].lower()}/job-{number}",
            "descriptionPlain": f"{company} builds things that last. You will work on number {number}.",
        }
        file = Path(f"{number}.json").absolute()
        file.write_text(json.dumps({"jobs": [posting]}))
        files.append(str(file))
    return files


def test_the_work_for_a_company_is_done_once(keyed: Context, sandbox: Sandbox) -> None:
    tools = keyed.tools
    batch = create_batch(JobInput(max_contacts=3, drafts="none"), postings(), keyed)
    totals = run_batch(batch.batch_id, keyed, 4)
    assert (totals.done, totals.contacts, batch_code(totals)) == (4, 12, 0)
    first, second, third, fourth = tools.batches.items(batch.batch_id)
    assert [Path(item.posting).stem for item in (first, second, third, fourth)] == ["0", "2", "1", "3"]
    assert first.company == second.company
    calls = Counter(each.path for each in sandbox.history.exchanges)
    assert calls["/v5/company/clean"] == 2
    assert calls["/v2/domain-search"] <= 2
    assert min(first.credits, third.credits) > 0
    assert second.credits < first.credits / 4
    assert fourth.credits < third.credits / 4


def test_the_budget_is_that_of_all_postings(keyed: Context) -> None:
    tools = keyed.tools
    batch = create_batch(JobInput(max_contacts=3, drafts="none", budget="pdl=4"), postings(), keyed)
    totals = run_batch(batch.batch_id, keyed, 4)
    assert (totals.done, batch_code(totals)) == (4, 3)
    runs = [tools.spending.spent(item.run_id) for item in tools.batches.items(batch.batch_id)]
    assert 0 < sum(spend["pdl"].credits for spend in runs if "pdl" in spend) <= 4
    assert tools.spending.spent(batch.batch_id)["pdl"].credits <= 4
