"""Check that everything is in place, and say what to do where it is not.

What is broken does not hide the rest: where the settings or the store cannot be used, all else is looked at still.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

from pydantic import SecretStr, ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource

from inroad.doctor import keeping, machine
from inroad.doctor.findings import Finding
from inroad.doctor.providers import Asked
from inroad.errors import InroadError, StoreError, UserInputError
from inroad.settings import (
    Context,
    Settings,
    Tools,
    config_file,
    gmail_login_file,
    mongo_of,
    read_settings,
)
from inroad.state import DraftKind, JobInput
from inroad.tools.paths import whole_path
from inroad.tools.people.csv_files import read_tables
from inroad.tools.sender import read_sender
from inroad.tools.store import Store
from inroad.tools.store.opening import open_store
from inroad.tools.store.sqlite import SqliteStore
from inroad.tools.writing.model import OPENAI_URL

__all__ = ["Finding", "examine"]

_KEYS = ("pdl_api_key", "hunter_api_key", "apollo_api_key", "openai_api_key")


class _WithoutFiles(Settings):
    """What the environment alone says, where a file of settings cannot be read."""

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return init_settings, env_settings


def examine(context: Context) -> list[Finding]:
    """Return a finding for each part: the machine, settings, store, drafts, mailboxes, providers, sender, network.

    The mailboxes that are set up, Hunter and Apollo are asked, by calls that cost nothing; a document is written to
    the store and removed again.
    """
    settings, of_settings = _settings()
    with ExitStack() as stack:
        tools, wrong = _opened(context, settings, stack)
        return [
            machine.python(),
            machine.extras(needs_mongo=mongo_of(settings) is not None),
            of_settings,
            *(wrong if _is_told("store", wrong) else [*wrong, *keeping.store(tools)]),
            *_of_tools(tools, settings, [] if _is_told("keys", wrong) else [Asked(tools)]),
            machine.disk(tools.home),
            *machine.permissions(tools.home, gmail_login_file(settings, tools.home)),
            _sender(settings),
            *_network(settings),
        ]


def _settings() -> tuple[Settings, Finding]:
    """The settings, of which those that are not usable count as not set, and what there is to say of them."""
    try:
        settings = read_settings()
    except InroadError as error:
        return _usable(), Finding(what="settings", state="wrong", says=str(error))
    file = config_file()
    says = f"read from {file}" if file.is_file() else f"defaults and environment; {file} may hold yours"
    return settings, Finding(what="settings", state="ok", says=says)


def _usable() -> Settings:
    try:
        return _without_wrong_ones(Settings)
    except (ValueError, RecursionError):
        return _without_wrong_ones(_WithoutFiles)


def _without_wrong_ones(source: type[Settings]) -> Settings:
    try:
        return source()
    except ValidationError as error:
        wrong = {str(each["loc"][0]) for each in error.errors()}
    except UserInputError:
        wrong = {"inroad_home"}
    defaults = {name: Settings.model_fields[name].get_default(call_default_factory=True) for name in wrong}
    return source(**defaults)


def _opened(context: Context, settings: Settings, stack: ExitStack) -> tuple[Tools, list[Finding]]:
    """The tools; without their store or their keys, and with the reason, where these cannot be used."""
    home = whole_path(context.home) if context.home else settings.inroad_home
    try:
        return context.tools, []
    except StoreError as error:
        return _without_store(error, context, settings, home, stack)
    except InroadError:  # a setting, which is told already, or what is told of part by part below
        pass
    try:
        store = open_store(home, mongo_of(settings))
    except InroadError as error:
        return _without_store(error, context, settings, home, stack)
    stack.callback(store.close)
    return _with_keys_that_can_be_used(context, store, settings, home)


def _without_store(
    error: InroadError, context: Context, settings: Settings, home: Path, stack: ExitStack
) -> tuple[Tools, list[Finding]]:
    """The tools on a store that is thrown away, which they need to be made."""
    scratch = SqliteStore(Path(stack.enter_context(TemporaryDirectory())) / "scratch.sqlite")
    stack.callback(scratch.close)
    alone = settings.model_copy(update={"mongodb_uri": SecretStr("")})
    tools, wrong = _with_keys_that_can_be_used(context, scratch, alone, home)
    return tools, [Finding(what="store", state="wrong", says=str(error)), *wrong]


def _with_keys_that_can_be_used(
    context: Context, store: Store, settings: Settings, home: Path
) -> tuple[Tools, list[Finding]]:
    try:
        return context.tools_on(store, settings, home), []
    except UserInputError as error:
        without: dict[str, object] = {**dict.fromkeys(_KEYS, SecretStr("")), "openai_base_url": OPENAI_URL}
        tools = context.tools_on(store, settings.model_copy(update=without), home)
        return tools, [Finding(what="keys", state="wrong", says=str(error))]


def _is_told(what: str, findings: list[Finding]) -> bool:
    return any(finding.what == what for finding in findings)


def _of_tools(tools: Tools, settings: Settings, providers: list[Asked]) -> Iterator[Finding]:
    """What drafts, mailboxes, name servers and, where their keys can be used, the providers show."""
    yield _drafts(tools)
    yield from _mailboxes(tools, settings)
    yield _mail_servers(tools.mail_servers.has_mx("gmail.com"))
    for asked in providers:
        yield from asked.findings()
    yield machine.clock("".join(asked.date for asked in providers), tools.clock())


def _drafts(tools: Tools) -> Finding:
    try:
        tools.drafts(JobInput()).check()
    except InroadError as error:
        return Finding(what="drafts", state="wrong", says=str(error))
    return Finding(what="drafts", state="ok", says=f"eml files under {tools.home / 'drafts'}")


def _mailboxes(tools: Tools, settings: Settings) -> Iterator[Finding]:
    """Whether drafts can be made in each mailbox that is set up, or meant to be."""
    login = tools.mailboxes.gmail_login
    if settings.inroad_drafts == "gmail" or settings.gmail_client_secrets or (login and login.exists()):
        yield _mailbox(tools, "gmail", "logged in")
    if settings.inroad_drafts == "imap" or settings.imap_host:
        yield _mailbox(tools, "imap", f"logged in at {settings.imap_host}, and a folder for drafts is there")


def _mailbox(tools: Tools, kind: DraftKind, says: str) -> Finding:
    try:
        tools.drafts(JobInput(drafts=kind)).check()
    except InroadError as error:
        return Finding(what=kind, state="wrong", says=str(error))
    return Finding(what=kind, state="ok", says=says)


def _mail_servers(answer: bool | None) -> Finding:
    if answer is None:
        return Finding(
            what="dns",
            state="missing",
            says="no name server answers; addresses are offered without that check",
        )
    return Finding(what="dns", state="ok", says="mail servers can be looked up")


def _sender(settings: Settings) -> Finding:
    if not settings.inroad_sender:
        return Finding(what="sender", state="missing", says="give --sender FILE, or set INROAD_SENDER")
    try:
        sender = read_sender(whole_path(settings.inroad_sender))
    except InroadError as error:
        return Finding(what="sender", state="wrong", says=str(error))
    return Finding(what="sender", state="ok", says=f"{sender.name} <{sender.email}>")


def _network(settings: Settings) -> Iterator[Finding]:
    if not settings.inroad_network:
        yield Finding(what="network", state="missing", says="give --network Connections.csv, or set INROAD_NETWORK")
    for file in settings.inroad_network:
        yield _network_file(file)


def _network_file(file: str) -> Finding:
    try:
        size = sum(1 for table in read_tables([whole_path(file)], {}) for _ in table.rows)
    except InroadError as error:
        return Finding(what="network", state="wrong", says=str(error))
    return Finding(what="network", state="ok", says=f"{size} people in {file}")
