"""Three workers on one batch, one of them killed in the middle: everything is done, and paid for, once."""

from __future__ import annotations

import json
import os
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes
from email.policy import SMTP
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from uuid import uuid4

import pytest
from pydantic import SecretStr

from inroad.graph.batch import create_batch
from inroad.sandbox import KEY, Expectations, Limits, Sandbox
from inroad.sandbox.hunter import LIMITS as HUNTER_LIMITS
from inroad.sandbox.pdl import LIMITS as PDL_LIMITS
from inroad.scale.queue import Queue, queue_of
from inroad.scale.sweep import follow, send_batch
from inroad.settings import Context, Tools
from inroad.state import JobInput
from inroad.tools.addresses.mx import UnaskedMxResolver
from inroad.tools.store.batches import Batch, Item
from inroad.tools.store.opening import Mongo
from tests.conftest import EXAMPLES, SETTINGS
from tests.graph.processes import PROCESSES
from tests.mongo_server import server_uri, store_at
from tests.redis_server import RedisServer, redis_of_module
from tests.scale.queue_worker import work

__all__ = ["redis_of_module"]

COMPANIES = ("Tiny Kites", "Brass Kettle", "Copper Fern")
TITLES = ("Backend Engineer", "Data Engineer")
EXPECTED = Expectations(headquarters=dict.fromkeys(COMPANIES, "austin, texas"))
BUDGET = 30.0
LOOK_EVERY = 0.6
ONE_MACHINE = pytest.mark.parametrize("house", ["sqlite"], indirect=True)


@dataclass
class House:
    """A store that three workers share, the sandbox that they ask, and the queue that tells them what to do."""

    tools: Tools
    sandbox: Sandbox
    queue: Queue
    folder: Path
    workers: list[ForkServerProcess] = field(default_factory=list)

    def context(self) -> Context:
        return Context(look_up_mail_servers=False).with_tools(self.tools)

    def start_worker(self, environment: dict[str, str]) -> None:
        said = self.folder / f"worker-{len(self.workers)}.txt"
        self.workers.append(PROCESSES.Process(target=work, args=(environment, said, LOOK_EVERY)))
        self.workers[-1].start()

    def wait_for_workers(self) -> None:
        while len(self.tools.presence.workers()) < len(self.workers):
            assert all(worker.is_alive() for worker in self.workers), self.said()
            time.sleep(0.03)

    def said(self) -> str:
        return "".join(file.read_text() for file in sorted(self.folder.glob("worker-*.txt")))

    def batch(self, name: str, titles: tuple[str, ...], budget: float | None) -> Batch:
        job = JobInput(
            sender=str(EXAMPLES / "resume.json"),
            max_contacts=2,
            budget="" if budget is None else f"{budget:g}",
            out=str(self.folder / name),
        )
        return create_batch(job, list(self._postings(name, titles)), self.context())

    def _postings(self, name: str, titles: tuple[str, ...]) -> Iterator[str]:
        for number, (title, company) in enumerate((title, company) for title in titles for company in COMPANIES):
            place = {"addressLocality": "Austin", "addressRegion": "TX", "addressCountry": "US"}
            posting = {
                "@context": "https://schema.org",
                "@type": "JobPosting",
                "title": title,
                "description": f"{company} builds things that last. You will work on them.",
                "hiringOrganization": {"@type": "Organization", "name": company},
                "jobLocation": {"@type": "Place", "address": {"@type": "PostalAddress", **place}},
            }
            file = self.folder / f"{name}-{number}.html"
            file.write_text(f'<script type="application/ld+json">{json.dumps(posting)}</script>')
            yield str(file)

    def charged(self) -> float:
        return sum(self.sandbox.accounts.spent(KEY, kind) for kind in ("search", "enrich_job_title", "hunter"))


@pytest.fixture(scope="module")
def house(
    request: pytest.FixtureRequest, redis_of_module: RedisServer, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[House]:
    folder = tmp_path_factory.mktemp("house")
    unlimited = {path: Limits() for path in (*PDL_LIMITS, *HUNTER_LIMITS)}
    mongo = Mongo(SecretStr(server_uri()), f"inroad-test-{uuid4().hex[:12]}") if request.param == "mongo" else None
    place = f"{server_uri()}#{mongo.database}" if mongo else str(folder / "inroad.sqlite")
    with Sandbox(expectations=EXPECTED, limits=unlimited) as sandbox, store_at(place) as store:
        tools = Tools(store=store, home=folder, mail_servers=UnaskedMxResolver(), mongo=mongo)
        made = House(tools, sandbox, Queue(SecretStr(redis_of_module.url)), folder)
        environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith(SETTINGS)},
            "HOME": str(folder),
            "INROAD_HOME": str(folder),
            "INROAD_BROKER": redis_of_module.url,
            "PDL_API_KEY": KEY,
            "PDL_BASE_URL": sandbox.pdl_url,
            "PDL_PER_MINUTE": "100000",
            "HUNTER_API_KEY": KEY,
            "HUNTER_BASE_URL": sandbox.hunter_url,
            "HUNTER_PER_SECOND": "1000",
            **({"MONGODB_URI": server_uri(), "INROAD_DB": mongo.database} if mongo else {}),
        }
        for _ in range(3):
            made.start_worker(environment)
        made.wait_for_workers()
        yield made
        for worker in made.workers:
            worker.kill()
            worker.join()
        made.queue.close()


def _until_at_work(house: House, batch: Batch) -> Item:
    """The posting that one of the workers has in hand, once some are done."""
    while True:
        items = list(house.tools.batches.items(batch.batch_id))
        running = [item for item in items if item.state == "running"]
        if running and sum(item.is_over for item in items) >= 2:
            return running[0]
        time.sleep(0.03)


@pytest.mark.parametrize("house", ["sqlite", "mongo"], indirect=True)
def test_a_worker_that_is_killed_costs_nothing_but_its_time(house: House) -> None:
    tools = house.tools
    batch = house.batch("killed", TITLES, BUDGET)
    assert send_batch(batch.batch_id, house.queue, tools) == batch.items == 6
    dies = int(_until_at_work(house, batch).owner.split(":")[1])
    (worker,) = [worker for worker in house.workers if worker.pid == dies]
    worker.kill()
    worker.join()
    ended: list[int] = []
    totals = follow(batch.batch_id, house.queue, tools, lambda item: ended.append(item.number), print, LOOK_EVERY)
    items = list(tools.batches.items(batch.batch_id))
    assert (totals.done, totals.failed, totals.open) == (6, 0, 0), [item.error for item in items] + [house.said()]
    assert len(ended) == len(set(ended))
    assert max(item.attempts for item in items) >= 2
    assert {run.state for run in tools.runs.list()} == {"done"}
    assert len(tools.runs.list()) == 6

    mails = [message_from_bytes(file.read_bytes(), policy=SMTP) for file in (house.folder / "killed").glob("*.eml")]
    assert len(mails) == totals.drafts > 0
    assert max(Counter(str(mail["To"]) for mail in mails).values()) == 1

    spent = tools.spending.spent(batch.batch_id)
    certain, perhaps = (sum(getattr(each, what) for each in spent.values()) for what in ("credits", "uncertain"))
    assert certain <= house.charged() <= certain + perhaps <= BUDGET
    runs = [tools.spending.spent(item.run_id) for item in items]
    assert sum(each.calls for run in runs for each in run.values()) == sum(each.calls for each in spent.values())
    assert [each for item in items for each in tools.spending.list_open(item.run_id) if not each.uncertain] == []


@ONE_MACHINE
def test_what_was_worked_on_is_not_worked_on_again(house: House) -> None:
    batch = house.batch("twice", TITLES[:1], 0)
    for _ in range(2):
        send_batch(batch.batch_id, house.queue, house.tools)
    totals = follow(batch.batch_id, house.queue, house.tools, lambda item: None, print, LOOK_EVERY)
    while house.queue.waiting():
        time.sleep(0.01)
    assert totals.done == 3
    assert {item.attempts for item in house.tools.batches.items(batch.batch_id)} == {1}


@ONE_MACHINE
def test_messages_that_were_lost_are_sent_again(house: House) -> None:
    batch = house.batch("lost", TITLES[:1], 0)
    house.queue.send(batch.batch_id, [1])  # the others never came
    totals = follow(batch.batch_id, house.queue, house.tools, lambda item: None, print, LOOK_EVERY)
    assert totals.done == 3


@ONE_MACHINE
def test_a_message_of_another_version_goes_to_its_own_queue(house: House) -> None:
    batch = house.batch("other", TITLES[:1], 0)
    message = {"batch": batch.batch_id, "number": 1, "version": "7.3.9"}
    house.queue.app.send_task("inroad.posting", kwargs=message, queue=house.queue.name)
    theirs = Queue(SecretStr(str(house.queue.app.conf.broker_url)))
    theirs.name = queue_of("7.3.9")
    while not theirs.waiting():
        time.sleep(0.01)
    theirs.close()
    assert house.tools.batches.item(batch.batch_id, 1).state == "waiting"
    assert "is for inroad 7.3.9, and this worker is" in house.said()


@ONE_MACHINE
def test_workers_say_that_they_are_there_and_end_what_is_under_way_when_told_to(house: House) -> None:
    batch = house.batch("ends", TITLES[:1], 0)
    send_batch(batch.batch_id, house.queue, house.tools)
    alive = [worker for worker in house.workers if worker.is_alive()]
    assert len(house.tools.presence.workers()) >= len(alive) >= 2
    for worker in alive:
        worker.terminate()
        worker.join()
    assert {worker.exitcode for worker in alive} == {0}
    items = list(house.tools.batches.items(batch.batch_id))
    assert {item.state for item in items} <= {"waiting", "done"}
    assert not {f"{worker.pid}" for worker in alive} & {
        process.rpartition(":")[2] for process in house.tools.presence.workers()
    }
