"""What a user may set, where it is read from, and the context that makes the tools.

Each setting has one name everywhere: in the environment, in a `.env` file of the present folder,
and in `config.toml` in the user's config folder. The environment wins, then `.env`.
"""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import platformdirs
from pydantic import BaseModel, ConfigDict, Field, PrivateAttr, SecretStr, ValidationError, field_validator
from pydantic_settings import (
    BaseSettings,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from inroad.errors import BadKeyError, OutputError, UserInputError
from inroad.state import CompanyInfo, DraftKind, JobInput
from inroad.tools.addresses import AddressFinder, BulkMatcher, EmailVerifier
from inroad.tools.addresses.domains import AddressesTogether, KnownAddresses
from inroad.tools.addresses.mx import DnsMxResolver, MxResolver, UnaskedMxResolver
from inroad.tools.addresses.parts import Parts, Providers
from inroad.tools.addresses.waterfall import Waterfall
from inroad.tools.budget import Budget
from inroad.tools.cache import PaidCache
from inroad.tools.cleaning import CompanyCleaner, PlaceCleaner, TitleCleaner
from inroad.tools.cleaning.companies import EmbeddedCompanyCleaner
from inroad.tools.cleaning.places import EmbeddedPlaceCleaner
from inroad.tools.cleaning.titles import EmbeddedTitleCleaner
from inroad.tools.drafts import Drafts
from inroad.tools.drafts.eml import EmlDrafts
from inroad.tools.drafts.mailboxes import Mailboxes
from inroad.tools.google import GMAIL_URL
from inroad.tools.http import JsonClient, Timing
from inroad.tools.jobs import JobBoard
from inroad.tools.ledger import Ledger
from inroad.tools.paths import whole_path
from inroad.tools.people import PeopleSource
from inroad.tools.people.network import NetworkSource
from inroad.tools.postings import PostingReader
from inroad.tools.postings.any import AnyPostingReader
from inroad.tools.store import Store, retention
from inroad.tools.store.batches import Batches
from inroad.tools.store.draft_caps import Caps, DraftPlaces
from inroad.tools.store.draft_ledger import DraftLedger
from inroad.tools.store.library import Library
from inroad.tools.store.opening import Mongo, open_store
from inroad.tools.store.presence import Presence
from inroad.tools.store.runs import Runs
from inroad.tools.store.suppression import Suppression
from inroad.tools.till import Till
from inroad.tools.wording import refusal
from inroad.tools.writing import Model, Writer
from inroad.tools.writing.kept import KeptModel
from inroad.tools.writing.model import AT_ONCE, OPENAI_URL, Method, StructuredModel, model_access, read_price
from inroad.tools.writing.template import TemplateWriter

# What belongs to a provider is loaded where there is a key for it.
if TYPE_CHECKING:
    from inroad.tools.addresses.apollo import ApolloTens
    from inroad.tools.cleaning.pdl import PdlDesk


def config_file() -> Path:
    """Return where `config.toml` is read from."""
    return Path(platformdirs.user_config_dir("inroad")) / "config.toml"


class _AnyCase(TomlConfigSettingsSource):
    """A TOML file whose keys may be written as in the environment, in capitals."""

    def _read_file(self, file_path: Any) -> dict[str, Any]:
        return {key.lower(): value for key, value in super()._read_file(file_path).items()}


class Settings(BaseSettings):
    """What a user may set outside the command line; the defaults of the like-named options."""

    model_config = SettingsConfigDict(env_file=".env", env_ignore_empty=True, extra="ignore")

    inroad_home: Path = Field(default_factory=lambda: Path(platformdirs.user_data_dir("inroad")))
    inroad_max_contacts: int = Field(8, ge=1, le=100)
    inroad_sender: str = ""
    inroad_network: Annotated[list[str], NoDecode] = Field(default_factory=list)
    inroad_drafts: DraftKind = "eml"
    inroad_budget: str = ""
    inroad_log_file: str = ""
    inroad_db: str = "inroad"
    mongodb_uri: SecretStr = SecretStr("")
    inroad_broker: SecretStr = SecretStr("")
    inroad_redis: SecretStr = SecretStr("")
    inroad_daily_cap: int = Field(Caps.daily, ge=0)
    inroad_company_cap: int = Field(Caps.company, ge=0)
    inroad_retention_days: int = Field(retention.DAYS, ge=0, le=36_500)
    gmail_client_secrets: str = ""
    gmail_token_file: str = ""
    gmail_base_url: str = GMAIL_URL
    imap_host: str = ""
    imap_user: str = ""
    imap_password: SecretStr = SecretStr("")
    imap_drafts: str = ""
    pdl_api_key: SecretStr = SecretStr("")
    pdl_base_url: str = "https://api.peopledatalabs.com/v5"
    pdl_per_minute: int | None = Field(None, ge=1)
    hunter_api_key: SecretStr = SecretStr("")
    hunter_base_url: str = "https://api.hunter.io/v2"
    hunter_per_second: int | None = Field(None, ge=1)
    apollo_api_key: SecretStr = SecretStr("")
    apollo_base_url: str = "https://api.apollo.io/api/v1"
    apollo_per_minute: int | None = Field(None, ge=1)
    openai_api_key: SecretStr = SecretStr("")
    openai_base_url: str = OPENAI_URL
    openai_per_minute: int | None = Field(None, ge=1)
    openai_at_once: int = Field(AT_ONCE, ge=1)
    inroad_model: str = ""
    inroad_model_method: Method = "json_schema"
    inroad_model_price: Annotated[tuple[float, float] | None, NoDecode] = None

    @field_validator("inroad_model_price", mode="before")
    @classmethod
    def _read_price(cls, value: object) -> object:
        return read_price(value) if isinstance(value, str) else value

    @field_validator("inroad_network", mode="before")
    @classmethod
    def _split_paths(cls, value: object) -> object:
        """Several files stand in one variable as folders do in PATH."""
        return [part for part in value.split(os.pathsep) if part] if isinstance(value, str) else value

    @field_validator("inroad_home", mode="after")
    @classmethod
    def _expand_home(cls, value: Path) -> Path:
        return whole_path(value)

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """The order in which the places are asked; an earlier one wins."""
        toml = _AnyCase(settings_cls, config_file())
        return init_settings, env_settings, dotenv_settings, toml


def read_settings() -> Settings:
    """Return the settings in force.

    Raises:
        UserInputError: a value does not fit its setting, or `config.toml` is not valid TOML.
    """
    try:
        return Settings()
    except ValidationError as error:
        name = str(error.errors()[0]["loc"][0]).upper()
        raise UserInputError(f"The setting {name} {refusal(error)}.") from error
    except (ValueError, RecursionError) as error:
        raise UserInputError(f"The settings cannot be read: {error}; look at {config_file()} and at .env.") from error


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
    markets: Sequence[PeopleSource] = ()
    pdl: JsonClient | None = None
    hunter: JsonClient | None = None
    apollo: JsonClient | None = None
    mailboxes: Mailboxes = field(default_factory=Mailboxes)
    caps: Caps = field(default_factory=Caps)
    retention_days: int = retention.DAYS
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


class Context(BaseModel):
    """Connections and limits of a run; LangGraph does not store it, so a resumed run gets it anew.

    The fields are plain values, so that LangGraph Studio shows them as a form. The tools are made
    on first use, from the settings; tests pass their own with `with_tools`.
    """

    model_config = ConfigDict(extra="forbid")

    home: str = Field("", description="Where inroad keeps its files; empty: INROAD_HOME.")
    look_up_mail_servers: bool = Field(True, description="Ask DNS whether an address's domain takes mail.")
    broaden_rounds: int = Field(6, ge=0, le=20, description="How often a search may be made broader.")
    refetch_rounds: int = Field(5, ge=0, le=50, description="How many more pages to read for alumni.")
    messages_per_call: int = Field(1, ge=1, le=20, description="How many messages are written in one go.")

    _tools: Tools | None = PrivateAttr(None)
    _lock: Any = PrivateAttr(default_factory=threading.Lock)

    @property
    def tools(self) -> Tools:
        """The tools, made on first use.

        Raises:
            UserInputError: a setting is not usable.
            StoreError: the store cannot be opened.
        """
        with self._lock:
            if self._tools is None:
                self._tools = self._make_tools()
            return self._tools

    def with_tools(self, tools: Tools) -> Context:
        """Return this context with the given tools."""
        copy = self.model_copy()
        copy._tools = tools
        return copy

    def _make_tools(self) -> Tools:
        settings = read_settings()
        home = whole_path(self.home) if self.home else settings.inroad_home
        _make_folder(home)
        return self.tools_on(open_store(home, mongo_of(settings)), settings, home)

    def tools_on(self, store: Store, settings: Settings, home: Path) -> Tools:
        """Return the tools that the settings describe, on a store that is open already.

        Raises:
            UserInputError: a key cannot be sent, or an address is not one that a key may be sent to.
        """
        mongo = mongo_of(settings)
        jobs = _jobs(mongo) if mongo else None
        timing = _timing(settings)
        return Tools(
            store=store,
            home=home,
            mongo=mongo,
            jobs=jobs,
            postings=AnyPostingReader(jobs=jobs),
            mail_servers=DnsMxResolver() if self.look_up_mail_servers else UnaskedMxResolver(),
            pdl=_client(partial(_pdl, settings.pdl_per_minute, timing), settings, "pdl"),
            hunter=_client(partial(_hunter, settings.hunter_per_second, timing), settings, "hunter"),
            apollo=_client(partial(_apollo, settings.apollo_per_minute, timing), settings, "apollo"),
            model=_model(settings, timing),
            mailboxes=_mailboxes(settings, home),
            caps=Caps(settings.inroad_daily_cap, settings.inroad_company_cap),
            retention_days=settings.inroad_retention_days,
        )


def gmail_login_file(settings: Settings, home: Path) -> Path:
    """Return the file that keeps the Gmail login."""
    told = settings.gmail_token_file
    return whole_path(told) if told else home / "google" / "gmail.json"


def mongo_of(settings: Settings) -> Mongo | None:
    """Return where MongoDB is, None where it is not set."""
    return Mongo(settings.mongodb_uri, settings.inroad_db) if settings.mongodb_uri.get_secret_value().strip() else None


def _timing(settings: Settings) -> Timing:
    """The clock of this machine; limits are shared with others where there is a Redis, be it only that of the queue."""
    from inroad.tools.throttle_redis import RedisLimits, is_redis

    if settings.inroad_redis.get_secret_value().strip():
        return Timing(shared=RedisLimits(settings.inroad_redis))
    if is_redis(settings.inroad_broker.get_secret_value()):
        return Timing(shared=RedisLimits(settings.inroad_broker, "INROAD_BROKER"))
    return Timing()


def _jobs(mongo: Mongo) -> JobBoard:
    # pymongo is loaded only where it is used.
    from inroad.tools.postings.mongo import MongoJobs

    return MongoJobs(mongo)


def _mailboxes(settings: Settings, home: Path) -> Mailboxes:
    return Mailboxes(
        gmail_login=gmail_login_file(settings, home),
        gmail_url=settings.gmail_base_url,
        imap_host=settings.imap_host,
        imap_user=settings.imap_user,
        imap_password=settings.imap_password,
        imap_folder=settings.imap_drafts,
    )


def _budget(job: JobInput) -> Budget:
    return Budget.parse(job.budget) if job.budget else Budget()


def _pdl(per_minute: int | None, timing: Timing, key: SecretStr, url: str) -> JsonClient:
    from inroad.tools.pdl import pdl_client

    return pdl_client(key, url, per_minute=per_minute, timing=timing)


def _hunter(per_second: int | None, timing: Timing, key: SecretStr, url: str) -> JsonClient:
    from inroad.tools.hunter import hunter_client

    return hunter_client(key, url, per_second=per_second, timing=timing)


def _apollo(per_minute: int | None, timing: Timing, key: SecretStr, url: str) -> JsonClient:
    from inroad.tools.apollo import apollo_client

    return apollo_client(key, url, per_minute=per_minute, timing=timing)


def _client(make: Callable[[SecretStr, str], JsonClient], settings: Settings, provider: str) -> JsonClient | None:
    """A provider's client, where there is a key."""
    key: str = getattr(settings, f"{provider}_api_key").get_secret_value().strip()
    if not key:
        return None
    try:
        return make(SecretStr(key), getattr(settings, f"{provider}_base_url"))
    except BadKeyError as error:
        raise UserInputError(str(error)) from error


def _model(settings: Settings, timing: Timing) -> Model | None:
    """The model that writes, where the user has set one up."""
    access = model_access(
        key=settings.openai_api_key,
        base_url=settings.openai_base_url,
        model=settings.inroad_model,
        method=settings.inroad_model_method,
        price=settings.inroad_model_price,
        per_minute=settings.openai_per_minute,
        at_once=settings.openai_at_once,
    )
    try:
        return StructuredModel(access, timing=timing) if access else None
    except BadKeyError as error:
        raise UserInputError(str(error)) from error


def _make_folder(home: Path) -> None:
    try:
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise OutputError(
            f"The folder {home} cannot be made ({error.strerror}); set INROAD_HOME to another."
        ) from error
