"""Check that everything is in place, and say what to do where it is not."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Literal

from inroad.errors import BadKeyError, InroadError, ProviderError
from inroad.settings import Context, Settings, Tools, config_file, read_settings
from inroad.state import DraftKind, JobInput, Record
from inroad.tools import apollo, hunter, pdl
from inroad.tools.http import JsonClient
from inroad.tools.people.csv_files import read_tables
from inroad.tools.sender import read_sender
from inroad.tools.wording import counted


class Finding(Record):
    """One thing that was looked at: `ok`, `missing` (fine, but worth having) or `wrong`."""

    what: str
    state: Literal["ok", "missing", "wrong"]
    says: str


def examine(context: Context) -> list[Finding]:
    """Return a finding for each part: Python, settings, store, drafts, mail servers, providers, sender, network.

    The mailboxes that are set up, Hunter and Apollo are asked, by calls that cost nothing.
    """
    try:
        settings = read_settings()
    except InroadError as error:
        return [_python(), Finding(what="settings", state="wrong", says=str(error))]
    return [_python(), _settings(), *_store(context, settings), _sender(settings), *_network(settings)]


def _python() -> Finding:
    version = ".".join(map(str, sys.version_info[:3]))
    return Finding(what="python", state="ok", says=version)


def _settings() -> Finding:
    file = config_file()
    says = f"read from {file}" if file.is_file() else f"defaults and environment; {file} may hold yours"
    return Finding(what="settings", state="ok", says=says)


def _store(context: Context, settings: Settings) -> Iterator[Finding]:
    try:
        tools = context.tools
        runs = len(tools.runs.list())
    except InroadError as error:
        yield Finding(what="store", state="wrong", says=str(error))
        return
    yield Finding(what="store", state="ok", says=f"{counted(runs, 'run')} in {tools.home}")
    yield _drafts(tools)
    yield from _mailboxes(tools, settings)
    yield _mail_servers(tools.mail_servers.has_mx("gmail.com"))
    yield from _providers(tools)
    yield _model(tools)


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


def _providers(tools: Tools) -> Iterator[Finding]:
    """Whether each key is there, and is accepted where a free call tells."""
    yield _provider(pdl.NAME, tools.pdl, _pdl_says, "PDL_API_KEY adds people beyond your network")
    yield _provider(hunter.NAME, tools.hunter, _hunter_says, "HUNTER_API_KEY adds addresses found, and checks of them")
    yield _provider(apollo.NAME, tools.apollo, _apollo_says, "APOLLO_API_KEY adds addresses that others do not have")


def _model(tools: Tools) -> Finding:
    if tools.model is None:
        adds = "OPENAI_API_KEY, or OPENAI_BASE_URL with INROAD_MODEL, adds messages written by a model"
        return Finding(what="model", state="missing", says=adds)
    return Finding(what="model", state="ok", says=f"{tools.model.name}; not checked, there is no free call")


def _provider(what: str, client: JsonClient | None, says: Callable[[JsonClient], str], without: str) -> Finding:
    if client is None:
        return Finding(what=what, state="missing", says=without)
    try:
        return Finding(what=what, state="ok", says=says(client))
    except ProviderError as error:
        return Finding(what=what, state="wrong", says=str(error))


def _pdl_says(client: JsonClient) -> str:
    return f"{client.provider.key_variable} is set, not checked (there is no free call)"


def _hunter_says(client: JsonClient) -> str:
    return f"the key works{_left_at_hunter(client.get('account').body)}"


def _left_at_hunter(account: Any) -> str:
    """What is left of an account: credits, or of an older one searches and checks; "" where it does not tell."""
    requests = _part(_part(account, "data"), "requests")
    kinds = {"credits": "credits", "searches": "searches", "verifications": "checks"}
    left = {shown: _left(_part(requests, name)) for name, shown in kinds.items()}
    told = [f"{amount:g} {shown}" for shown, amount in left.items() if amount is not None]
    return f"; left are {' and '.join(told[:1] if left['credits'] is not None else told)}" if told else ""


def _left(block: dict[str, Any]) -> float | None:
    """What is left of an allowance, which Hunter calls `available`; half a credit is a number too."""
    allowed, used = _number(block.get("available")), _number(block.get("used"))
    return None if allowed is None or used is None else max(0.0, allowed - used)


def _number(value: Any) -> float | None:
    return float(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else None


def _part(body: Any, name: str) -> dict[str, Any]:
    part = body.get(name) if isinstance(body, dict) else None
    return part if isinstance(part, dict) else {}


def _apollo_says(client: JsonClient) -> str:
    """A key that is none is told by 401, or by a 200 that nobody is logged in."""
    body = client.get("auth/health").body
    if isinstance(body, dict) and body.get("is_logged_in") is False:
        raise BadKeyError(
            "Apollo does not know the key in APOLLO_API_KEY; copy it anew from its settings.", apollo.NAME
        )
    return "the key works"


def _sender(settings: Settings) -> Finding:
    if not settings.inroad_sender:
        return Finding(what="sender", state="missing", says="give --sender FILE, or set INROAD_SENDER")
    try:
        sender = read_sender(Path(settings.inroad_sender).expanduser())
    except InroadError as error:
        return Finding(what="sender", state="wrong", says=str(error))
    return Finding(what="sender", state="ok", says=f"{sender.name} <{sender.email}>")


def _network(settings: Settings) -> Iterator[Finding]:
    if not settings.inroad_network:
        yield Finding(what="network", state="missing", says="give --network Connections.csv, or set INROAD_NETWORK")
    for file in settings.inroad_network:
        yield _network_file(Path(file).expanduser())


def _network_file(file: Path) -> Finding:
    try:
        size = sum(1 for table in read_tables([file], {}) for _ in table.rows)
    except InroadError as error:
        return Finding(what="network", state="wrong", says=str(error))
    return Finding(what="network", state="ok", says=f"{counted(size, 'person', 'people')} in {file}")
