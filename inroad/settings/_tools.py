"""The parts that a run uses, one for each role."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from inroad.settings._values import PIPELINE_TIMEOUT
from inroad.state import CompanyInfo, JobInput
from inroad.tools.addresses import AddressFinder, BulkMatcher, EmailVerifier
from inroad.tools.addresses.domains import AddressesTogether, KnownAddresses
from inroad.tools.addresses.mx import MxResolver
from inroad.tools.addresses.parts import Parts, Providers
from inroad.tools.addresses.waterfall import Waterfall
from inroad.tools.budget import Budget
from inroad.tools.cache import PaidCache
from inroad.tools.cleaning import CompanyCleaner, PlaceCleaner, TitleCleaner
from inroad.tools.cleaning.companies import EmbeddedCompanyCleaner
from inroad.tools.cleaning.places import EmbeddedPlaceCleaner
from inroad.tools.cleaning.titles import EmbeddedTitleCleaner
from inroad.tools.coverage import LEAST, Likeness
from inroad.tools.drafts import Drafts
from inroad.tools.drafts.eml import EmlDrafts
from inroad.tools.drafts.mailboxes import Mailboxes
from inroad.tools.http import JsonClient
from inroad.tools.jobs import JobBoard
from inroad.tools.ledger import Ledger
from inroad.tools.people import PeopleSource
from inroad.tools.people.network import NetworkSource
from inroad.tools.postings import PostingReader
from inroad.tools.postings.any import AnyPostingReader
from inroad.tools.store import Store, retention
from inroad.tools.store.batches import Batches
from inroad.tools.store.draft_caps import Caps, DraftPlaces
from inroad.tools.store.draft_ledger import DraftLedger
from inroad.tools.store.library import Library
from inroad.tools.store.opening import Mongo
from inroad.tools.store.presence import Presence
from inroad.tools.store.runs import Runs
from inroad.tools.store.suppression import Suppression
from inroad.tools.till import Till
from inroad.tools.writing import Model, Writer
from inroad.tools.writing.kept import KeptModel
from inroad.tools.writing.template import TemplateWriter

# What belongs to a provider is loaded where there is a key for it.
if TYPE_CHECKING:
    from inroad.tools.addresses.apollo import ApolloTens
    from inroad.tools.cleaning.pdl import PdlDesk
    from inroad.tools.coverage.embeddings import Embedder
    from inroad.tools.research import PageReader, ResearchParts, WebSearch
    from inroad.tools.research.cache import CompanyResearch


@dataclass(kw_only=True)
class Tools:
    """The parts that a run uses, one for each role; what a test wants to replace it passes in."""

    store: Store
    home: Path
    mail_servers: MxResolver
    postings: PostingReader = field(default_factory=AnyPostingReader)
    titles: TitleCleaner = field(default_factory=EmbeddedTitleCleaner)
    companies: CompanyCleaner = field(default_factory=EmbeddedCompanyCleaner)
    places: PlaceCleaner = field(default_factory=EmbeddedPlaceCleaner)
    writer: Writer = field(default_factory=TemplateWriter)
    model: Model | None = None
    embedder: Embedder | None = None
    embeddings_alike: float = LEAST
    markets: Sequence[PeopleSource] = ()
    pdl: JsonClient | None = None
    hunter: JsonClient | None = None
    apollo: JsonClient | None = None
    serper: JsonClient | None = None
    tavily: JsonClient | None = None
    firecrawl: JsonClient | None = None
    mailboxes: Mailboxes = field(default_factory=Mailboxes)
    caps: Caps = field(default_factory=Caps)
    retention_days: int = retention.DAYS
    pipeline_timeout: float = PIPELINE_TIMEOUT
    mongo: Mongo | None = None
    jobs: JobBoard | None = None
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    _networks: dict[str, tuple[NetworkSource, AddressFinder]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def sources(self, job: JobInput) -> dict[str, PeopleSource]:
        """Return the people sources by name, what costs nothing first."""
        found: list[PeopleSource] = [self._network(job)[0]] if job.network else []
        if self.pdl:
            from inroad.tools.people.pdl import BoughtPeople, PdlPeople

            found.append(BoughtPeople(self.spending, self.paid))
            found.append(PdlPeople(self.pdl, self.spending, self.paid, _budget(job), self.clock))
        return {source.name: source for source in [*found, *self.markets]}

    def check_network(self, job: JobInput) -> None:
        """Read the user's network, if there is one, so that what is wrong with it is told before any work.

        Raises:
            NetworkFileError: a file cannot be read or understood.
        """
        if job.network:
            self._network(job)[0].check()

    def title_cleaners(self, job: JobInput) -> list[TitleCleaner]:
        """Return the cleaners to ask one after another; the last one always answers."""
        desk = self._desk(job)
        if desk is None:
            return [self.titles]
        from inroad.tools.cleaning.pdl import PdlTitleCleaner

        return [PdlTitleCleaner(desk, self.titles), self.titles]

    def company_cleaners(self, job: JobInput) -> list[CompanyCleaner]:
        """Return the cleaners to ask one after another; the last one always answers."""
        desk = self._desk(job)
        if desk is None:
            return [self.companies]
        from inroad.tools.cleaning.pdl import PdlCompanyCleaner

        return [PdlCompanyCleaner(desk, self.companies), self.companies]

    def place_cleaners(self, job: JobInput) -> list[PlaceCleaner]:
        """Return the cleaners to ask one after another; the last one always answers."""
        desk = self._desk(job)
        if desk is None:
            return [self.places]
        from inroad.tools.cleaning.pdl import PdlPlaceCleaner

        return [PdlPlaceCleaner(desk, self.places), self.places]

    def school_spellers(self, job: JobInput) -> list[Callable[[list[str]], list[str]]]:
        """Return what finds all spellings of a school, to be asked one after another; the last changes nothing."""
        desk = self._desk(job)
        if desk is None:
            return [list]
        from inroad.tools.cleaning.pdl import school_names

        return [partial(school_names, desk), list]

    def _desk(self, job: JobInput) -> PdlDesk | None:
        if self.pdl is None or job.dry_run or job.kind == "follow_up":
            return None
        from inroad.tools.cleaning.pdl import PdlDesk

        return PdlDesk(self.pdl, self._till(job.run_id, _budget(job)))

    def addresses(self, job: JobInput, company: CompanyInfo) -> AddressFinder:
        """Return the address finder, which learns from the user's network and from what was bought."""
        network, alone = self._network(job)
        if not (self.pdl or self.hunter or self.apollo):
            return alone
        known = self._known(network, company) if self.pdl else network
        return Waterfall(Parts(known, self.mail_servers, self.hosted(job), self._is_suppressed))

    def _known(self, network: NetworkSource, company: CompanyInfo) -> KnownAddresses:
        """Who knows a company's addresses for nothing: the user's network, and what was bought."""
        from inroad.tools.people.pdl import BoughtAddresses

        return AddressesTogether(network, BoughtAddresses(self.paid, company.key))

    def verifier(self, purse: str, budget: Budget) -> EmailVerifier | None:
        """Return who checks addresses, None without a key."""
        if self.hunter is None:
            return None
        from inroad.tools.addresses.hunter import HunterVerifier

        return HunterVerifier(self.hunter, self._till(purse, budget))

    def hosted(self, job: JobInput) -> Providers:
        """Return the hosted parts for addresses, as far as there are keys."""
        till = self._till(job.run_id, _budget(job))
        matcher = self._matcher(till)
        if self.hunter is None:
            return Providers(matcher=matcher)
        from inroad.tools.addresses.hunter import HunterDomains, HunterFinder, HunterVerifier

        return Providers(
            finder=HunterFinder(self.hunter, till),
            matcher=matcher,
            verifier=HunterVerifier(self.hunter, till),
            directory=HunterDomains(self.hunter, till),
        )

    def _matcher(self, till: Till) -> BulkMatcher | None:
        if self.tens is None:
            return None
        from inroad.tools.addresses.apollo import ApolloMatcher

        return ApolloMatcher(self.tens.turn(), till)

    def model_for(self, run_id: str) -> Model | None:
        """Return the model on a run's account, with its answers kept; None where none is set up."""
        return KeptModel(self.model, self.paid, run_id, self.spending.used) if self.model else None

    def likeness(self, run_id: str) -> Likeness | None:
        """Return what says how alike texts are, on a run's account, with its vectors kept; None where none is set."""
        if self.embedder is None:
            return None
        from inroad.tools.coverage.embeddings import KeptLikeness

        return KeptLikeness(self.embedder, self.paid, run_id, self.spending.used)

    def research(self, job: JobInput) -> ResearchParts:
        """Return whom company research may ask, on a run's account; nobody in a dry run."""
        from inroad.tools.research import ResearchParts

        parts = ResearchParts(
            cache=self.company_research,
            clock=self.clock,
            searches=self._web_searches(job),
            readers=self._page_readers(job),
            model=self.model_for(job.run_id),
        )
        return parts.offline() if job.dry_run else parts

    def _web_searches(self, job: JobInput) -> list[WebSearch]:
        found: list[WebSearch] = []
        if self.serper:
            from inroad.tools.research.serper import SerperSearch

            found.append(SerperSearch(self.serper, self._till(job.run_id, _budget(job))))
        if self.tavily:
            from inroad.tools.research.tavily import TavilySearch

            found.append(TavilySearch(self.tavily, self._till(job.run_id, _budget(job))))
        return found

    def _page_readers(self, job: JobInput) -> list[PageReader]:
        if self.firecrawl is None:
            return []
        from inroad.tools.research.firecrawl import FirecrawlReader

        return [FirecrawlReader(self.firecrawl, self._till(job.run_id, _budget(job)))]

    def drafts(self, job: JobInput) -> Drafts:
        """Return the place for drafts.

        Raises:
            UserInputError: a mailbox is wanted that is not set up.
        """
        if job.drafts == "gmail":
            return self.mailboxes.gmail(self.clock)
        if job.drafts == "imap":
            return self.mailboxes.imap(self.clock)
        return EmlDrafts(Path(job.out) if job.out else self.home / "drafts", self.clock)

    @cached_property
    def library(self) -> Library:
        """The people of earlier reports."""
        return Library(self.store)

    @cached_property
    def suppression(self) -> Suppression:
        """The people who are never to be written to."""
        return Suppression(self.store)

    @cached_property
    def ledger(self) -> DraftLedger:
        """The drafts that exist."""
        return DraftLedger(self.store)

    @cached_property
    def draft_places(self) -> DraftPlaces:
        """How many drafts there may be."""
        return DraftPlaces(self.store, self.ledger, self.caps)

    @cached_property
    def spending(self) -> Ledger:
        """What calls cost, by run."""
        return Ledger(self.store, self.clock)

    @cached_property
    def paid(self) -> PaidCache:
        """What was paid for."""
        return PaidCache(self.store, self.clock)

    @cached_property
    def company_research(self) -> CompanyResearch:
        """What was found out about companies."""
        from inroad.tools.research.cache import CompanyResearch

        return CompanyResearch(self.store, self.clock)

    @cached_property
    def tens(self) -> ApolloTens | None:
        """The calls of ten that all postings share; None without a key for them."""
        if self.apollo is None:
            return None
        from inroad.tools.addresses.apollo import tens_of

        return tens_of(self.apollo)

    @cached_property
    def runs(self) -> Runs:
        """The history of runs."""
        return Runs(self.store)

    @cached_property
    def presence(self) -> Presence:
        """Who is at work."""
        return Presence(self.store, self.clock)

    @cached_property
    def batches(self) -> Batches:
        """The batches of postings."""
        return Batches(self.store)

    def _till(self, purse: str, budget: Budget) -> Till:
        return Till(self.spending, self.paid, budget, purse)

    def _is_suppressed(self, address: str) -> bool:
        return bool(self.suppression.suppressed([address]))

    def _network(self, job: JobInput) -> tuple[NetworkSource, AddressFinder]:
        """The user's own network and who learns from it, read once for the same files and columns."""
        key = json.dumps([job.network, job.columns], sort_keys=True)
        with self._lock:
            if key not in self._networks:
                network = NetworkSource([Path(file) for file in job.network], job.columns)
                self._networks[key] = (
                    network,
                    Waterfall(Parts(network, self.mail_servers, is_suppressed=self._is_suppressed)),
                )
            return self._networks[key]


def _budget(job: JobInput) -> Budget:
    return Budget.parse(job.budget) if job.budget else Budget()
