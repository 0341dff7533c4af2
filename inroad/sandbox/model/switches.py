"""How the stand-in for a language model behaves, and what goes wrong with it on purpose."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from threading import Lock
from typing import Literal, get_args

LieKind = Literal["employer", "school", "number", "date", "relation", "product", "place", "skill"]
LIE_KINDS: tuple[LieKind, ...] = get_args(LieKind)
MODEL = "sandbox-writer"
EMBEDDER = "sandbox-embedder"
EVERYBODY = "*"


@dataclass
class ModelSwitches:
    """What may be set of the model, also while the sandbox runs; by default it writes honest messages at once.

    A switch holds for every call, or for as many as `times` says of it by name (`times={"refuses": 1}`); when those
    are used up, it is off.

    - Time: `seconds_per_token` for each token written, `seconds_to_first_token` once a call. More calls than
      `at_once` under way (None is no limit) are refused with 429.
    - Who is served: `models` are the names that are known, `embedders` those for embeddings, `context_tokens` the
      longest prompt.
    - The messages: `lies` is the kind of claim to invent by contact id ("*" is everybody, "letter" the cover letter).
      `drops` leaves the last contact out, `repeats` gives the first one twice, `unknown_id` names the last one by an id
      that nobody has; of lists of sentences and people likewise. `obeys` does what any text of the prompt asks for.
      `invents` makes up one thing in what is not a message: an item that the posting does not hold, a sentence that
      was not there, a role that nobody can have, a skill.
    - Embeddings: `out_of_order` gives them the last first, each with its index; `too_few` leaves the last one out.
    - The shape: `refuses`, `cut_off` (half the text, finish_reason "length"), `breaks_off` (200 with finish_reason
      "error"), `error_as_200` (200 with an error in place of an answer), `prose`, `fenced` (JSON in a Markdown
      fence), `empty`.
    - The status: `rate_limited` (429, with `retry_after` in seconds unless None), `quota_gone` (429, no money),
      `unpaid` (402 as OpenRouter and DeepSeek have it), `status` (that 5xx; 0 is off), `hangs` (for `hang_seconds`).
    - The dialect: `no_json_schema` and `no_forced_tool` refuse these with 400, as DeepSeek does.
    """

    seconds_per_token: float = 0.0
    seconds_to_first_token: float = 0.0
    at_once: int | None = None
    models: tuple[str, ...] = (MODEL,)
    embedders: tuple[str, ...] = (EMBEDDER,)
    context_tokens: int = 128_000
    lies: Mapping[str, LieKind] = field(default_factory=dict)
    drops: bool = False
    repeats: bool = False
    unknown_id: bool = False
    obeys: bool = False
    invents: bool = False
    out_of_order: bool = False
    too_few: bool = False
    refuses: bool = False
    cut_off: bool = False
    breaks_off: bool = False
    error_as_200: bool = False
    prose: bool = False
    fenced: bool = False
    empty: bool = False
    rate_limited: bool = False
    retry_after: float | None = 1.0
    quota_gone: bool = False
    unpaid: bool = False
    status: int = 0
    hangs: bool = False
    hang_seconds: float = 600.0
    no_json_schema: bool = False
    no_forced_tool: bool = False
    times: dict[str, float] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock, repr=False)

    def take(self, name: str) -> bool:
        """Return whether a switch is on for this call, and count the call; safe for many threads."""
        with self._lock:
            left = self.times.get(name, math.inf)
            if not getattr(self, name) or left <= 0:
                return False
            self.times[name] = left - 1
            return True
