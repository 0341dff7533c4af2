"""Likeness by vectors of meaning, from any server that speaks OpenAI's protocol; an extra, never needed.

Source of the wire: OpenAI's reference of `POST /embeddings`. A call holds at most `MOST_TEXTS` texts, none of them
blank (OpenAI refuses such a call whole) and none longer than `LONGEST` characters: small models read no more.
"""

from __future__ import annotations

import base64
import math
import struct
import threading
import uuid
from collections.abc import Iterable, Mapping, Sequence
from operator import mul
from typing import Any, NamedTuple

from pydantic import BaseModel, ValidationError

from inroad.errors import GarbledAnswerError, NotFoundError, RefusedQueryError
from inroad.tools.cache import Cached, Paid, PaidCache, question_key
from inroad.tools.http import JsonClient, Meaning, Patience, Timing
from inroad.tools.store import Document
from inroad.tools.writing import UnusableAnswerError, Usage
from inroad.tools.writing.kept import Account
from inroad.tools.writing.model import Access, provider_at, throttles_at
from inroad.tools.writing.model_meaning import meaning, used

NAME = "embeddings"
MOST_TEXTS = 100
LONGEST = 1000
# Nobody waits long for an extra.
PATIENCE = Patience(connect=10, read=30, total=60, attempts=3)
# A hundred vectors of the longest kind, each number written out.
_BODY_CAP = 30_000_000

Vector = tuple[float, ...]
"""Numbers of single precision; its length is 1, or 0 where a text has no direction."""


class Embedded(NamedTuple):
    """The vectors of some texts, in their order, and what they took."""

    vectors: list[Vector]
    usage: Usage


class Embedder:
    """Asks a model for the vectors of texts; all threads share it. `server` is the address at which it is asked."""

    def __init__(self, access: Access, *, patience: Patience = PATIENCE, timing: Timing | None = None) -> None:
        """Make ready to ask; nothing is connected yet.

        Raises:
            UserInputError: the base URL is not one that a key may be sent to.
            BadKeyError: the key holds what no header can.
        """
        self.name = access.model
        self.server = access.base_url
        self._client = _client(access, patience, timing or Timing())
        self._slots = threading.BoundedSemaphore(access.at_once)

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def embed(self, texts: Sequence[str]) -> Embedded:
        """Return the vectors of at most `MOST_TEXTS` texts that are not blank.

        Raises:
            UnusableAnswerError: the answer does not give each text its vector.
            ProviderError: the model could not be asked.
        """
        asked = {"model": self.name, "input": list(texts), "encoding_format": "float"}
        try:
            with self._slots:
                # Asking twice does no harm but cost.
                body = self._client.post(NAME, asked, repeatable=True).body
        except NotFoundError as error:
            says = f"There are no embeddings by {self.name} at {self.server}; set INROAD_EMBEDDINGS to a model it has."
            raise RefusedQueryError(says, NAME, error.status) from None
        usage = used(body.get("usage"), price=None)
        try:
            return Embedded(_vectors_in(body, len(texts)), usage)
        except ValueError:
            raise UnusableAnswerError(
                f"The model {self.name} did not give each text its vector; try again, or set INROAD_EMBEDDINGS to "
                "another.",
                NAME,
                usage,
            ) from None


class KeptLikeness:
    """The `Likeness` of texts by the angle between their vectors; what was paid for is kept.

    A vector is kept for 30 days by the model and a hash of the text, without the text, and what it took is put down to
    who asked as for the answers of `KeptModel`: once, also after a death between the keeping and the account.
    Of several threads with the same texts, one asks.
    """

    def __init__(self, embedder: Embedder, kept: PaidCache, purse: str, account: Account) -> None:
        """Stand before an embedder; `account` (see `Ledger.used`) is told of each call, be its answer of use or not."""
        self._embedder = embedder
        self._kept = kept
        self._purse = purse
        self._account = account

    def alike(self, a: Sequence[str], b: Sequence[str]) -> list[list[float]]:
        """Return a row for each text of `a` with a number from 0 to 1 for each of `b`; a blank text is like none.

        Raises:
            ProviderError: the vectors cannot be had.
        """
        vectors = self._vectors([*a, *b])
        rows, columns = ([vectors.get(self._id(text), ()) for text in texts] for texts in (a, b))
        return [[_likeness(row, column) for column in columns] for row in rows]

    def _vectors(self, texts: Iterable[str]) -> dict[str, Vector]:
        """The vectors of texts by their ids."""
        wanted = {self._id(text): _asked(text) for text in texts if _asked(text)}
        with self._kept.alone(NAME, "vector", wanted):
            there = self._there(wanted)
            vectors = there | self._made({id_: text for id_, text in wanted.items() if id_ not in there})
            if len({len(vector) for vector in vectors.values()}) > 1:
                # The server gives another model's vectors by the same name than when these were kept.
                vectors = self._made(wanted)
        return vectors

    def _there(self, ids: Iterable[str]) -> dict[str, Vector]:
        kept: dict[str, Cached[Document]] = self._kept.get_records(NAME, "vector", ids)
        owed = [each.value for each in kept.values() if each.value["owed_by"] == self._purse]
        for one in {each["charge"]: each for each in owed}.values():
            self._settle(one)
        return {id_: _unpacked(each.value["vector"]) for id_, each in kept.items()}

    def _made(self, wanted: Mapping[str, str]) -> dict[str, Vector]:
        """The vectors of texts by their ids, asked for and kept call by call."""
        ids = list(wanted)
        made: dict[str, Vector] = {}
        for start in range(0, len(ids), MOST_TEXTS):
            some = ids[start : start + MOST_TEXTS]
            answer = self._answered([wanted[id_] for id_ in some])
            new = dict(zip(some, answer.vectors, strict=True))
            self._keep(new, answer.usage)
            made |= new
        return made

    def _answered(self, texts: Sequence[str]) -> Embedded:
        try:
            return self._embedder.embed(texts)
        except GarbledAnswerError as error:
            self._account(self._purse, NAME, error.usage if isinstance(error, UnusableAnswerError) else Usage())
            raise

    def _keep(self, vectors: Mapping[str, Vector], usage: Usage) -> None:
        call = {"usage": usage.model_dump(mode="json"), "owed_by": self._purse, "charge": uuid.uuid4().hex[:16]}
        records = {id_: Paid({"vector": _packed(vector), **call}) for id_, vector in vectors.items()}
        self._kept.put_records(NAME, "vector", records)
        self._settle(call)

    def _settle(self, call: Document) -> None:
        self._account(self._purse, NAME, Usage.model_validate(call["usage"]), once=call["charge"])

    def _id(self, text: str) -> str:
        return question_key({"model": self._embedder.name, "server": self._embedder.server, "text": _asked(text)})


class _One(BaseModel):
    index: int
    embedding: list[float]


class _Reply(BaseModel):
    data: list[_One]


def _client(access: Access, patience: Patience, timing: Timing) -> JsonClient:
    return JsonClient(
        provider_at(access, NAME, f"The server of the embeddings by {access.model}"),
        meaning=_meaning,
        throttles=throttles_at(access, NAME, timing),
        patience=patience,
        timing=timing,
        body_cap=_BODY_CAP,
    )


def _meaning(status: int, body: Any) -> Meaning:
    """As with the model's answers, which have another shape."""
    is_list = isinstance(body, dict) and isinstance(body.get("data"), list) and not body.get("error")
    return "ok" if 200 <= status < 300 and is_list else meaning(status, body)


def _vectors_in(body: Any, count: int) -> list[Vector]:
    """The vectors of an answer, in the order of the texts, whatever the order of the answer.

    Raises:
        ValueError: it does not hold just one for each text, all of one length.
    """
    try:
        by_index = {one.index: one.embedding for one in _Reply.model_validate(body).data}
    except ValidationError as error:
        raise ValueError(str(error)) from error
    vectors = [by_index.get(index, []) for index in range(count)]
    if len(body["data"]) != count or not all(vectors) or len({len(vector) for vector in vectors}) != 1:
        raise ValueError("not one vector for each text")
    return [_unpacked(_packed(_directed(vector))) for vector in vectors]


def _directed(numbers: Sequence[float]) -> Vector:
    """The same direction at the length of 1; without any direction all are 0."""
    length = math.hypot(*numbers)
    if not 0 < length < math.inf:
        return (0.0,) * len(numbers)
    return tuple(number / length for number in numbers)


def _packed(vector: Vector) -> str:
    """Numbers of single precision in base64: a quarter of what they take written out."""
    return base64.b64encode(struct.pack(f"<{len(vector)}f", *vector)).decode("ascii")


def _unpacked(text: str) -> Vector:
    packed = base64.b64decode(text)
    return struct.unpack(f"<{len(packed) // 4}f", packed)


def _likeness(a: Vector, b: Vector) -> float:
    """The cosine of the angle between two directions; those that point away from each other are as little alike."""
    cosine: float = sum(map(mul, a, b))
    return min(max(cosine, 0.0), 1.0)


def _asked(text: str) -> str:
    """The part of a text that is asked for, "" of a blank one."""
    return " ".join(text.split())[:LONGEST]
