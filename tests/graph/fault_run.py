"""One whole run while one provider has one fault, and all that came of it."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from inroad import outreach
from inroad.errors import InroadError
from inroad.graph.run import exit_code
from inroad.sandbox import CREDITS, Expectations, Limits, Sandbox, faster
from inroad.sandbox.pdl import LIMITS
from inroad.settings import Context, Tools
from inroad.state import JobState
from inroad.tools.http import Patience as HttpPatience
from inroad.tools.postings.any import AnyPostingReader
from inroad.tools.postings.url import UrlPostingReader
from inroad.tools.store.sqlite import SqliteStore
from inroad.tools.web.connections import Patience
from tests.faulty_server import EXPIRED, REFUSED, FaultyMailServer, FaultyServer, Healthy, in_front_of
from tests.graph.fault_providers import NOW, PATHS, Pauses, Urls, clients, gmail_of, imap_of, patience_with, struck_at
from tests.graph.once_job import write_posting
from tests.tools.provider_server import ProviderServer, Request, closed_port, expired_certificate, reply, serving
from tests.tools.web.loopback_web import PRIVATE, LoopbackWeb, certificate

COMPANY, TITLE, DOMAIN = "Bluefin Robotics", "Backend Engineer", "bluefin-robotics.example"
WANTED = 4
# A user's own people, who are among the sandbox's: one with an address, one whom Hunter finds, and one whom neither
# Hunter nor Apollo knows, so that the company's pattern is looked for.
NETWORK = [
    ("June", "Whitfield", "june-whitfield-dh9c6u-example", f"jwhitfield@{DOMAIN}"),
    ("George", "Stone", "george-stone-kopd4u-example", ""),
    ("Mateo", "Espinoza", "mateo-espinoza-daygfv-example", ""),
]
ON_FILE = "June Whitfield"
OWN_NAMES = frozenset(f"{first} {last}" for first, last, *_ in NETWORK)
KEYS = {name: f"{name}-canary-5e1f9c27ab" for name in ("pdl", "hunter", "apollo", "model", "imap")}
PAGE = "http://jobs.bluefin.example/job-1"


@dataclass(frozen=True)
class World:
    """What all cells share: the healthy providers, and the files of the user."""

    sandbox: Sandbox
    folder: Path
    expired: Path
    trusted: Path


@dataclass(frozen=True)
class Outcome:
    """What came of a run.

    `kinds` are the problems that name the provider, without that of a later call that was spared; `repeated` says
    whether a question was put again after a pause. `error` is what the run ended with in place of a report.
    """

    kinds: tuple[str, ...]
    repeated: bool
    exit_code: int
    error: str
    report: str
    names: frozenset[str]
    drafts: int
    followed: int
    paused: float
    secrets: tuple[str, ...]


@contextmanager
def world_in(folder: Path) -> Iterator[World]:
    """Start the healthy providers, and write the files of a user."""
    _write_files(folder)
    expected = Expectations(headquarters={COMPANY: "austin, texas"}, titles={COMPANY: TITLE})
    limits = faster(10_000) | {path: Limits() for path in LIMITS}
    accounts = dict.fromkeys(KEYS.values(), CREDITS)
    with Sandbox(0, expected, accounts=accounts, limits=limits, sleep=lambda _: None) as sandbox:
        sandbox.prepare(COMPANY)
        yield World(sandbox, folder, expired_certificate(folder), certificate(folder, "localhost"))


def struck_run(world: World, provider: str, fault: str, folder: Path) -> Outcome:
    """Do the run, in a home of its own under a folder."""
    login, secrets = _login(world, folder, expired=provider == "google token")
    pauses = Pauses()
    with ExitStack() as stack:
        elsewhere = stack.enter_context(serving(reply({})))
        server = stack.enter_context(closing(_server(world, provider, fault, elsewhere)))
        url = _url(server, fault)
        urls = Urls(world.sandbox.url, url, provider, fault)
        _point_to(login, urls)
        made = stack.enter_context(clients(urls, KEYS, pauses.timing))
        mailboxes = stack.enter_context(
            imap_of(url, KEYS["imap"], world.trusted) if provider == "imap" else gmail_of(urls, login, pauses.timing)
        )
        store = stack.enter_context(closing(SqliteStore(folder / "home" / "inroad.sqlite", clock=lambda: NOW)))
        tools = Tools(
            store=store,
            home=folder / "home",
            mail_servers=world.sandbox.mail_servers,
            pdl=made.pdl,
            hunter=made.hunter,
            apollo=made.apollo,
            model=made.model,
            mailboxes=mailboxes,
            postings=_postings(url, fault),
            clock=lambda: NOW,
        )
        state, error = _ended(_job(world, provider, fault), Context().with_tools(tools))
        run = tools.runs.get("r_1")
    return Outcome(
        kinds=_kinds(provider, state, error),
        repeated=pauses.longest > 0,
        exit_code=exit_code(state) if state else run.exit_code or 0,
        error=str(error or ""),
        report=state.output.model_dump_json() if state and state.output else "",
        names=frozenset(f"{each.first_name} {each.last_name}" for each in state.contacts) if state else frozenset(),
        drafts=sum(each.draft is not None for each in state.contacts) if state else 0,
        followed=len(elsewhere.requests),
        paused=pauses.longest,
        secrets=(*KEYS.values(), *secrets),
    )


def _ended(job: dict[str, object], context: Context) -> tuple[JobState | None, InroadError | None]:
    """The state of a run that ended by itself, or the sentence that it ended with."""
    try:
        return outreach(context, **job), None
    except InroadError as error:
        return None, error


def _job(world: World, provider: str, fault: str) -> dict[str, object]:
    page = PAGE.replace("http:", "https:") if fault == EXPIRED else PAGE
    kind = PATHS[provider][0]
    return {
        "posting": page if provider == "posting" else str(world.folder / "posting.json"),
        "company": COMPANY,
        "sender": str(world.folder / "ada.toml"),
        "network": [str(world.folder / "network.csv")],
        "max_contacts": WANTED,
        "drafts": kind if kind in ("gmail", "imap") else "eml",
        "run_id": "r_1",
    }


def _server(world: World, provider: str, fault: str, elsewhere: ProviderServer) -> FaultyServer | FaultyMailServer:
    if provider == "imap":
        return FaultyMailServer(fault, world.expired if fault == EXPIRED else world.trusted)
    healthy = _page(world) if provider == "posting" else in_front_of(world.sandbox.url)
    leads_to = f"http://{PRIVATE}" if provider == "posting" else elsewhere.url
    certificate_ = world.expired if fault == EXPIRED else None
    return FaultyServer(healthy, struck_at(provider), fault, elsewhere=leads_to, certificate=certificate_)


def _page(world: World) -> Healthy:
    """The posting at its address."""
    content = (world.folder / "posting.json").read_bytes()

    def page(request: Request) -> bytes:
        return reply(raw=content)

    return page


def _url(server: ProviderServer, fault: str) -> str:
    if fault == REFUSED:
        return closed_port()
    return server.url.replace("http:", "https:") if fault == EXPIRED else server.url


def _postings(url: str, fault: str) -> AnyPostingReader:
    """A reader for which the posting's host is the server, and this machine one that is not of the public web."""
    web = LoopbackWeb()
    web.hosts["jobs.bluefin.example"] = [("127.0.0.1", int(url.rsplit(":", 1)[1]))]
    web.hosts[PRIVATE] = [(PRIVATE, 80)]
    usual = patience_with(fault, HttpPatience(total=20))
    return AnyPostingReader(addresses=UrlPostingReader(web.fetch(Patience(usual.connect, usual.read, usual.total))))


def _login(world: World, folder: Path, *, expired: bool) -> tuple[Path, tuple[str, ...]]:
    """A login for Gmail outside of the home, and what in it is secret."""
    gmail = world.sandbox.gmail
    data = gmail.authorized_user(world.sandbox.gmail_url)
    secrets = tuple(str(data[name]) for name in ("token", "refresh_token", "client_secret"))
    if expired:
        data["expiry"] = f"{NOW - timedelta(days=400):%Y-%m-%dT%H:%M:%SZ}"
    file = folder / "login" / "gmail.json"
    file.parent.mkdir(parents=True)
    file.write_text(json.dumps(data))
    return file, secrets


def _point_to(login: Path, urls: Urls) -> None:
    """Let the login name the token endpoint of this cell."""
    data = json.loads(login.read_text())
    data["token_uri"] = urls.of("gmail", "/token")
    login.write_text(json.dumps(data))


def _kinds(provider: str, state: JobState | None, error: InroadError | None) -> tuple[str, ...]:
    if error is not None:
        return (type(error).__name__,)
    named = {each.kind for each in state.problems if each.provider == PATHS[provider][0]} if state else set()
    return tuple(sorted(named - {"LeftAloneError"} or named))


def _write_files(folder: Path) -> None:
    (folder / "ada.toml").write_text('name = "Ada Example"\nemail = "ada@mail.example"\n')
    write_posting(folder / "posting.json", COMPANY, TITLE)
    with (folder / "network.csv").open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines)
        writer.writerow(["First Name", "Last Name", "URL", "Email Address", "Company", "Position", "Connected On"])
        for first, last, slug, address in NETWORK:
            url = f"https://www.linkedin.com/in/{slug}"
            writer.writerow([first, last, url, address, COMPANY, TITLE, "12 Mar 2021"])
