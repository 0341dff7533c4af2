"""Embedders over real HTTP, answers as `/embeddings` gives them, and an account of what they took."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from pydantic import SecretStr

from inroad.sandbox import EMBEDDER, KEY
from inroad.tools.coverage.embeddings import Embedder
from inroad.tools.http import Patience, Timing
from inroad.tools.writing import Usage
from inroad.tools.writing.model import Access
from tests.tools.provider_server import ProviderServer, Reply, reply, serving

USAGE = {"prompt_tokens": 7, "total_tokens": 7}


class Account:
    """What was put down to whom, once where it has a name."""

    def __init__(self) -> None:
        self.took: list[tuple[str, Usage]] = []
        self.names: set[tuple[str, str]] = set()

    def __call__(self, purse: str, provider: str, usage: Usage, once: str = "") -> None:
        assert provider == "embeddings"
        if not once or (purse, once) not in self.names:
            self.took.append((purse, usage))
        self.names.add((purse, once))


@contextmanager
def embedder_at(url: str, pauses: list[float] | None = None, **access: Any) -> Iterator[Embedder]:
    timing = Timing(sleep=(pauses if pauses is not None else []).append, chance=lambda: 0.0)
    reached = Access(**{"model": EMBEDDER, "base_url": url, "key": SecretStr(KEY), **access})
    embedder = Embedder(reached, patience=Patience(connect=5, read=5, total=30, attempts=3), timing=timing)
    yield embedder
    embedder.close()


@contextmanager
def embedder_on(*replies: Reply, pauses: list[float] | None = None) -> Iterator[tuple[Embedder, ProviderServer]]:
    with serving(*replies) as server, embedder_at(f"{server.url}/v1", pauses) as embedder:
        yield embedder, server


def given(*vectors: list[float], usage: Any = USAGE) -> bytes:
    """An answer with these vectors in their order."""
    data = [{"object": "embedding", "index": index, "embedding": each} for index, each in enumerate(vectors)]
    return reply({"object": "list", "data": data, "usage": usage})
