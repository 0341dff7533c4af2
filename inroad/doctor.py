"""Check that everything is in place, and say what to do where it is not."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from inroad.errors import InroadError
from inroad.settings import Context, Settings, Tools, config_file, read_settings
from inroad.state import JobInput, Record
from inroad.tools.people.csv_files import read_tables
from inroad.tools.sender import read_sender


class Finding(Record):
    """One thing that was looked at: `ok`, `missing` (fine, but worth having) or `wrong`."""

    what: str
    state: Literal["ok", "missing", "wrong"]
    says: str


def examine(context: Context) -> list[Finding]:
    """Return a finding for each part: Python, settings, store, drafts, sender, network, mail servers."""
    try:
        settings = read_settings()
    except InroadError as error:
        return [_python(), Finding(what="settings", state="wrong", says=str(error))]
    return [_python(), _settings(), *_store(context), _sender(settings), *_network(settings)]


def _python() -> Finding:
    version = ".".join(map(str, sys.version_info[:3]))
    return Finding(what="python", state="ok", says=version)


def _settings() -> Finding:
    file = config_file()
    says = f"read from {file}" if file.is_file() else f"defaults and environment; {file} may hold yours"
    return Finding(what="settings", state="ok", says=says)


def _store(context: Context) -> Iterator[Finding]:
    try:
        tools = context.tools
        runs = len(tools.runs.list())
    except InroadError as error:
        yield Finding(what="store", state="wrong", says=str(error))
        return
    yield Finding(what="store", state="ok", says=f"{runs} runs in {tools.home}")
    yield _drafts(tools)
    yield _mail_servers(tools.mail_servers.has_mx("gmail.com"))


def _drafts(tools: Tools) -> Finding:
    try:
        tools.drafts(JobInput()).check()
    except InroadError as error:
        return Finding(what="drafts", state="wrong", says=str(error))
    return Finding(what="drafts", state="ok", says=f"eml files under {tools.home / 'drafts'}")


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
    return Finding(what="network", state="ok", says=f"{size} people in {file}")
