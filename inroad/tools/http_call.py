"""What goes over the way out for the JSON providers: who is asked, what, and the answer as it came."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import SecretStr

Params = Mapping[str, str | int | float | list[str]]


@dataclass(frozen=True)
class Provider:
    """Who is asked, and with which key.

    `id` is the short name ("pdl") of ledger and problems, `name` the one for sentences. The key
    travels in the header `key_header`, after `key_prefix` ("Bearer "); the two variables are the
    settings that hold the key and the base URL.
    """

    id: str
    name: str
    base_url: str
    key: SecretStr
    key_variable: str
    url_variable: str
    key_header: str = "X-Api-Key"
    key_prefix: str = ""


@dataclass(frozen=True)
class Call:
    """One question: `repeatable` when asking it twice does no harm and costs nothing."""

    method: str
    path: str
    params: Params | None = None
    body: Any = None
    repeatable: bool = False


@dataclass(frozen=True)
class RawAnswer:
    """An answer before it is understood: its headers in any case; `content` is None when it was longer than the cap."""

    status: int
    headers: Mapping[str, str]
    content: bytes | None
