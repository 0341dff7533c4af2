"""The clients that settings describe: each provider's where there is a key for it, and what keeps to its limits."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import SecretStr

from inroad.errors import BadKeyError, UserInputError
from inroad.settings._values import Settings
from inroad.tools.drafts.mailboxes import Mailboxes
from inroad.tools.http import JsonClient, Timing
from inroad.tools.jobs import JobBoard
from inroad.tools.paths import whole_path
from inroad.tools.store.opening import Mongo
from inroad.tools.writing import Model
from inroad.tools.writing.model import StructuredModel, model_access

# What belongs to a provider is loaded where there is a key for it.
if TYPE_CHECKING:
    from inroad.tools.coverage.embeddings import Embedder


def gmail_login_file(settings: Settings, home: Path) -> Path:
    """Return the file that keeps the Gmail login."""
    told = settings.gmail_token_file
    return whole_path(told) if told else home / "google" / "gmail.json"


def mongo_of(settings: Settings) -> Mongo | None:
    """Return where MongoDB is, None where it is not set."""
    return Mongo(settings.mongodb_uri, settings.inroad_db) if settings.mongodb_uri.get_secret_value().strip() else None


def timing(settings: Settings) -> Timing:
    """The clock of this machine; limits are shared with others where there is a Redis, be it only that of the queue."""
    from inroad.tools.throttle_redis import RedisLimits, is_redis

    if settings.inroad_redis.get_secret_value().strip():
        return Timing(shared=RedisLimits(settings.inroad_redis))
    if is_redis(settings.inroad_broker.get_secret_value()):
        return Timing(shared=RedisLimits(settings.inroad_broker, "INROAD_BROKER"))
    return Timing()


def jobs(mongo: Mongo) -> JobBoard:
    # pymongo is loaded only where it is used.
    from inroad.tools.postings.mongo import MongoJobs

    return MongoJobs(mongo)


def mailboxes(settings: Settings, home: Path) -> Mailboxes:
    return Mailboxes(
        gmail_login=gmail_login_file(settings, home),
        gmail_url=settings.gmail_base_url,
        imap_host=settings.imap_host,
        imap_user=settings.imap_user,
        imap_password=settings.imap_password,
        imap_folder=settings.imap_drafts,
    )


def pdl(per_minute: int | None, timing: Timing, key: SecretStr, url: str) -> JsonClient:
    from inroad.tools.pdl import pdl_client

    return pdl_client(key, url, per_minute=per_minute, timing=timing)


def hunter(per_second: int | None, timing: Timing, key: SecretStr, url: str) -> JsonClient:
    from inroad.tools.hunter import hunter_client

    return hunter_client(key, url, per_second=per_second, timing=timing)


def apollo(per_minute: int | None, timing: Timing, key: SecretStr, url: str) -> JsonClient:
    from inroad.tools.apollo import apollo_client

    return apollo_client(key, url, per_minute=per_minute, timing=timing)


def serper(per_second: int | None, timing: Timing, key: SecretStr, url: str) -> JsonClient:
    from inroad.tools.research.serper import serper_client

    return serper_client(key, url, per_second=per_second, timing=timing)


def tavily(per_minute: int | None, timing: Timing, key: SecretStr, url: str) -> JsonClient:
    from inroad.tools.research.tavily import tavily_client

    return tavily_client(key, url, per_minute=per_minute, timing=timing)


def firecrawl(per_minute: int | None, timing: Timing, key: SecretStr, url: str) -> JsonClient:
    from inroad.tools.research.firecrawl import firecrawl_client

    return firecrawl_client(key, url, per_minute=per_minute, timing=timing)


def client(make: Callable[[SecretStr, str], JsonClient], settings: Settings, provider: str) -> JsonClient | None:
    """A provider's client, where there is a key."""
    key: str = getattr(settings, f"{provider}_api_key").get_secret_value().strip()
    if not key:
        return None
    try:
        return make(SecretStr(key), getattr(settings, f"{provider}_base_url"))
    except BadKeyError as error:
        raise UserInputError(str(error)) from error


def model(settings: Settings, timing: Timing) -> Model | None:
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


def embedder(settings: Settings, timing: Timing) -> Embedder | None:
    """Who gives texts their vectors, where the user has named a model for it."""
    name = settings.inroad_embeddings.strip()
    access = model_access(
        key=settings.openai_api_key,
        base_url=settings.openai_base_url,
        model=name,
        per_minute=settings.openai_per_minute,
        at_once=settings.openai_at_once,
        setting="INROAD_EMBEDDINGS",
    )
    if not name or access is None:
        return None
    from inroad.tools.coverage.embeddings import Embedder

    try:
        return Embedder(access, timing=timing)
    except BadKeyError as error:
        raise UserInputError(str(error)) from error
