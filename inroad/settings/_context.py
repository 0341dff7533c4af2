"""The context of a run, which makes its tools on first use."""

from __future__ import annotations

import threading
from functools import partial
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr

from inroad.errors import OutputError
from inroad.settings import _clients as clients
from inroad.settings._clients import mongo_of
from inroad.settings._tools import Tools
from inroad.settings._values import Settings, read_settings
from inroad.tools.addresses.mx import DnsMxResolver, UnaskedMxResolver
from inroad.tools.paths import whole_path
from inroad.tools.postings.any import AnyPostingReader
from inroad.tools.store import Store
from inroad.tools.store.draft_caps import Caps
from inroad.tools.store.opening import open_store


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
        jobs = clients.jobs(mongo) if mongo else None
        timing = clients.timing(settings)
        return Tools(
            store=store,
            home=home,
            mongo=mongo,
            jobs=jobs,
            postings=AnyPostingReader(jobs=jobs),
            mail_servers=DnsMxResolver() if self.look_up_mail_servers else UnaskedMxResolver(),
            pdl=clients.client(partial(clients.pdl, settings.pdl_per_minute, timing), settings, "pdl"),
            hunter=clients.client(partial(clients.hunter, settings.hunter_per_second, timing), settings, "hunter"),
            apollo=clients.client(partial(clients.apollo, settings.apollo_per_minute, timing), settings, "apollo"),
            serper=clients.client(partial(clients.serper, settings.serper_per_second, timing), settings, "serper"),
            tavily=clients.client(partial(clients.tavily, settings.tavily_per_minute, timing), settings, "tavily"),
            firecrawl=clients.client(
                partial(clients.firecrawl, settings.firecrawl_per_minute, timing), settings, "firecrawl"
            ),
            model=clients.model(settings, timing),
            embedder=clients.embedder(settings, timing),
            embeddings_alike=settings.inroad_embeddings_alike,
            mailboxes=clients.mailboxes(settings, home),
            caps=Caps(settings.inroad_daily_cap, settings.inroad_company_cap),
            retention_days=settings.inroad_retention_days,
            pipeline_timeout=settings.pipeline_timeout,
        )


def _make_folder(home: Path) -> None:
    try:
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise OutputError(
            f"The folder {home} cannot be made ({error.strerror}); set INROAD_HOME to another."
        ) from error
