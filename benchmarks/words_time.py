"""How long messages by a model take, and how many calls and tokens, by how many are written in one call.

The sandbox's model takes 15 ms for each token that it writes; all calls are made side by side, as the graph does.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from pydantic import SecretStr

from benchmarks.words_data import briefs
from inroad.nodes.writing import Written, write_batch
from inroad.sandbox import KEY, MODEL, ModelSwitches, Sandbox
from inroad.tools.cache import PaidCache
from inroad.tools.store.sqlite import SqliteStore
from inroad.tools.writing import Brief, Checker, Model, Usage, Wishes
from inroad.tools.writing.kept import KeptModel
from inroad.tools.writing.model import Access, StructuredModel
from inroad.tools.writing.template import TemplateWriter

CONTACTS = 8
SECONDS_PER_TOKEN = 0.015


@dataclass(frozen=True)
class Run:
    """What it took to write to all contacts: seconds in all, calls and tokens for each contact."""

    messages_per_call: int
    seconds: float
    calls: float
    input_tokens: float
    output_tokens: float


def runs(check: Checker, sizes: Sequence[int]) -> list[Run]:
    """Return what each number of messages in one call took."""
    known = [brief for brief in briefs() if len(brief.facts) > 10][:CONTACTS]
    with Sandbox(model=ModelSwitches(seconds_per_token=SECONDS_PER_TOKEN)) as sandbox:
        model = StructuredModel(Access(MODEL, sandbox.model_url, SecretStr(KEY)))
        write_batch(model, TemplateWriter(), check, known[:1], Wishes())
        measured = [_run(model, check, known, size) for size in sizes]
        model.close()
    return measured


def _run(model: Model, check: Checker, known: Sequence[Brief], size: int) -> Run:
    usages: list[Usage] = []

    def account(purse: str, provider: str, usage: Usage, once: str = "") -> None:
        usages.append(usage)

    def write(batch: Sequence[Brief]) -> Written:
        return write_batch(counted, TemplateWriter(), check, batch, Wishes())

    batches = [known[start : start + size] for start in range(0, len(known), size)]
    with TemporaryDirectory() as folder, ThreadPoolExecutor(len(batches)) as pool:
        counted = KeptModel(model, PaidCache(SqliteStore(Path(folder) / "kept.sqlite")), "", account)
        started = time.perf_counter()
        list(pool.map(write, batches))
        seconds = time.perf_counter() - started
    return Run(
        messages_per_call=size,
        seconds=seconds,
        calls=sum(usage.calls for usage in usages) / len(known),
        input_tokens=sum(usage.input_tokens for usage in usages) / len(known),
        output_tokens=sum(usage.output_tokens for usage in usages) / len(known),
    )
