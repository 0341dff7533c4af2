"""The sandbox itself: the stand-ins on a free port of the loopback address, in a thread of this process."""

from __future__ import annotations

import asyncio
import socket
import time
from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from threading import Event, Thread
from types import TracebackType

import uvicorn
from anyio.to_thread import current_default_thread_limiter
from starlette.applications import Starlette
from starlette.routing import Route
from starlette.types import ASGIApp

from inroad.sandbox import apollo, firecrawl, gmail, hunter, pdl, serper, tavily
from inroad.sandbox.accounts import Accounts, Clock, Limits, Windows
from inroad.sandbox.connections import Connections
from inroad.sandbox.faults import Faults
from inroad.sandbox.history import History
from inroad.sandbox.middleware import FaultyServer, Sleep
from inroad.sandbox.model import LanguageModel, ModelSwitches
from inroad.sandbox.people.directory import Directory
from inroad.sandbox.people.mailboxes import MailServers
from inroad.sandbox.people.population import Expectations, Population, Truth
from inroad.sandbox.serper.results import Results as SerperResults
from inroad.sandbox.tavily.results import Results as TavilyResults
from inroad.sandbox.web_pages import Web, WebSwitches

LOOPBACK = "127.0.0.1"
KEY = "sandbox-key"
_KINDS = ("search", "enrich_job_title", "hunter", "apollo", "serper", "tavily", "firecrawl")
CREDITS = dict.fromkeys(_KINDS, 1_000_000.0)
# A call that is to take long holds a thread: the default of 40 would be a limit that no provider has.
_THREADS = 500
_GOOGLE = ("/gmail/", "/upload/", "/resumable/", "/drive/", "/batch")
_REFUSALS = {
    "/v2/": (403, hunter.refused_on_purpose),
    "/api/v1/": (429, apollo.refused_on_purpose),
    "/serper/": (429, serper.refused_on_purpose),
    "/tavily/": (429, tavily.refused_on_purpose),
    "/firecrawl/": (429, firecrawl.refused_on_purpose),
    "/token": (429, gmail.token_refused),
    **dict.fromkeys(_GOOGLE, (429, gmail.refused_on_purpose)),
}


_SLOWED = hunter.LIMITS | apollo.LIMITS | serper.LIMITS | tavily.LIMITS | firecrawl.LIMITS


def faster(factor: int) -> dict[str, Limits]:
    """Return limits for all but People Data Labs that are so many times those that they document."""
    return {path: limits.times(factor) for path, limits in _SLOWED.items()}


class Sandbox:
    """The providers' stand-ins over one made-up population.

    Use it as a context manager; `url` is where it listens, `pdl_url`, `hunter_url`, `apollo_url`, `serper_url`,
    `tavily_url`, `firecrawl_url`, `model_url` and `gmail_url` are what the clients' base addresses are set to.
    `accounts` holds the credits of each key by kind ("search" and "enrich_job_title" at People Data Labs, then one a
    provider), `limits` the calls allowed by path where they differ from the documented ones. `web` is what the search
    providers find, which `web_switches` change. `model` says how the language model behaves. `gmail` gives out tokens
    and refuses what it is told to, `mailbox` is what the drafts are in. `mail_servers` stands for the DNS. `clock`
    gives seconds since 1970, `sleep` is what delays are passed to.
    """

    def __init__(
        self,
        seed: int = 0,
        expectations: Expectations | None = None,
        *,
        accounts: Mapping[str, Mapping[str, float]] | None = None,
        limits: Mapping[str, Limits] | None = None,
        switches: pdl.Switches | None = None,
        hunter_switches: hunter.HunterSwitches | None = None,
        apollo_switches: apollo.ApolloSwitches | None = None,
        serper_switches: serper.SerperSwitches | None = None,
        tavily_switches: tavily.TavilySwitches | None = None,
        firecrawl_switches: firecrawl.FirecrawlSwitches | None = None,
        web_switches: WebSwitches | None = None,
        model: ModelSwitches | None = None,
        gmail_switches: gmail.GmailSwitches | None = None,
        clock: Clock = time.time,
        sleep: Sleep = time.sleep,
        today: date = date(2026, 10, 1),
        port: int = 0,
    ) -> None:
        self.population = Population(seed, expectations, today)
        self.accounts = Accounts(accounts if accounts is not None else {KEY: CREDITS})
        self.faults = Faults()
        self.history = History()
        self.switches = switches or pdl.Switches()
        self.hunter_switches = hunter_switches or hunter.HunterSwitches()
        self.apollo_switches = apollo_switches or apollo.ApolloSwitches()
        self.serper_switches = serper_switches or serper.SerperSwitches()
        self.tavily_switches = tavily_switches or tavily.TavilySwitches()
        self.firecrawl_switches = firecrawl_switches or firecrawl.FirecrawlSwitches()
        self.web = Web(self.population, web_switches or WebSwitches())
        self.model = model or ModelSwitches()
        self.gmail_switches = gmail_switches or gmail.GmailSwitches()
        self.gmail = gmail.Gmail(self.gmail_switches, clock, sleep)
        self.mail_servers = MailServers()
        self._directory = Directory(self.population)
        self._connections = Connections()
        allowed = {**pdl.LIMITS, **_SLOWED, **(limits or {})}
        language_model = LanguageModel(self.accounts, self.model, sleep, self.faults.stretch)
        windows = Windows(clock)
        routes = [*self._routes(windows, allowed), *self._web_routes(windows, allowed, sleep), *language_model.routes()]
        app = Starlette(routes=routes)
        self.app: ASGIApp = FaultyServer(app, self.faults, self.history, self._connections, clock, sleep, _REFUSALS)
        self._port = port

    @property
    def url(self) -> str:
        """Where the sandbox listens, without a path."""
        return f"http://{LOOPBACK}:{self._port}"

    @property
    def pdl_url(self) -> str:
        """The base address of the stand-in for People Data Labs."""
        return f"{self.url}/v5"

    @property
    def model_url(self) -> str:
        """The base address of the stand-in for a language model, as OpenAI's client takes it."""
        return f"{self.url}/v1"

    @property
    def hunter_url(self) -> str:
        """The base address of the stand-in for Hunter."""
        return f"{self.url}/v2"

    @property
    def apollo_url(self) -> str:
        """The base address of the stand-in for Apollo."""
        return f"{self.url}/api/v1"

    @property
    def serper_url(self) -> str:
        """The base address of the stand-in for Serper."""
        return f"{self.url}/serper"

    @property
    def tavily_url(self) -> str:
        """The base address of the stand-in for Tavily."""
        return f"{self.url}/tavily"

    @property
    def firecrawl_url(self) -> str:
        """The base address of the stand-in for Firecrawl, with its version."""
        return f"{self.url}/firecrawl/v2"

    @property
    def gmail_url(self) -> str:
        """The root of the stand-in for Gmail, Drive and Google's tokens: a host, since their paths say the rest."""
        return self.url

    @property
    def mailbox(self) -> gmail.Mailbox:
        """The mailbox of the account that tokens are for."""
        return self.gmail.mailbox()

    def truth(self, person_id: str) -> Truth:
        """Return what is so of the human behind a record.

        Raises:
            KeyError: no such record was given out.
        """
        return self.population.truth(person_id)

    def delivers(self, address: str) -> bool:
        """Say whether mail to an address reaches somebody; who that is says `truth`, of those who were given out.

        At a domain that accepts everything only real mailboxes count: what the others take is read by nobody.
        """
        return self._directory.delivers(address)

    def prepare(self, company: str) -> None:
        """Draw the people of a company now (up to 3,000, about a second) instead of in the first search."""
        known = self.population.company(company)
        if known:
            self._pdl.prepare(known)

    def start(self) -> None:
        """Listen, and return when calls are taken.

        Raises:
            OSError: the port is taken.
        """
        # With the protocol named, asyncio sends small answers at once instead of waiting for an acknowledgement.
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((LOOPBACK, self._port))
        except OSError:
            listener.close()
            raise
        self._port = listener.getsockname()[1]
        self._server = _ThreadServer(self._config())
        self._thread = Thread(target=self._server.run, args=([listener],), name="sandbox", daemon=True)
        self._thread.start()
        self._server.ready.wait()

    def stop(self) -> None:
        """Stop listening, close all connections, and wait until the thread has ended."""
        self._server.stop()
        self._thread.join()

    def serve_forever(self) -> None:
        """Wait until the sandbox is stopped."""
        self._thread.join()

    def __enter__(self) -> Sandbox:
        """Start."""
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop."""
        self.stop()

    def _routes(self, windows: Windows, limits: dict[str, Limits]) -> list[Route]:
        people, accounts = self.population, self.accounts
        self._pdl = pdl.PeopleDataLabs(people, accounts, windows, self.switches, limits)
        finder = hunter.Hunter(self._directory, accounts, windows, self.hunter_switches, limits, people.today)
        enricher = apollo.Apollo(self._directory, accounts, windows, self.apollo_switches, limits)
        return [*self._pdl.routes(), *finder.routes(), *enricher.routes(), *self.gmail.routes()]

    def _web_routes(self, windows: Windows, limits: dict[str, Limits], sleep: Sleep) -> list[Route]:
        web, accounts, today = self.web, self.accounts, self.population.today
        googling = SerperResults(web, self.serper_switches, today)
        reading = TavilyResults(web, self.tavily_switches, today)
        searcher = serper.Serper(googling, accounts, windows, self.serper_switches, limits)
        reader = tavily.Tavily(reading, accounts, windows, self.tavily_switches, limits)
        crawler = firecrawl.Firecrawl(web, accounts, windows, self.firecrawl_switches, limits, today, sleep)
        return [*searcher.routes(), *reader.routes(), *crawler.routes()]

    def _config(self) -> uvicorn.Config:
        return uvicorn.Config(
            self.app,
            http=self._connections.protocol(),
            loop="asyncio",
            ws="none",
            lifespan="off",
            log_config=None,
            access_log=False,
            timeout_graceful_shutdown=1,
        )


class _ThreadServer(uvicorn.Server):
    """A server that says when it is ready, stops at once, and leaves the signals of the process alone."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ready = Event()

    def run(self, sockets: list[socket.socket] | None = None) -> None:
        """Serve on bound sockets until told to stop; who waits for the start is told also if it fails."""
        try:
            super().run(sockets)
        finally:
            self.ready.set()

    def stop(self) -> None:
        """End the loop, from another thread."""
        self.should_exit = True
        self._loop.call_soon_threadsafe(self._stopped.set)

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, then say so."""
        self._loop = asyncio.get_running_loop()
        self._stopped = asyncio.Event()
        current_default_thread_limiter().total_tokens = _THREADS
        await super().startup(sockets)
        self.ready.set()

    async def main_loop(self) -> None:
        """Tick as the server does, but notice the stop without waiting for the next tick."""
        ticks = 0
        while not await self.on_tick(ticks):
            ticks += 1
            with suppress(TimeoutError):
                await asyncio.wait_for(self._stopped.wait(), 0.1)
