"""The way out for the JSON providers: one client for each, with retries, a throttle and time-outs.

    client = JsonClient(provider, throttles={"": Throttle([Limit(10, 60)])})
    answer = client.post("person/search", {"size": 2, "query": ...})

A call is asked again by itself only when that does no harm: when the provider certainly did not
act (connection refused, too many calls), or when the caller says that it is `repeatable`. A provider
that fails call after call is left alone for a while (see `breaker.py`).
"""

from __future__ import annotations

import logging
import random
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import count
from types import TracebackType
from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic import SecretStr

from inroad import log
from inroad.errors import BadKeyError, OutOfCreditError, ProviderError, RateLimitedError, UnavailableError
from inroad.tools.breaker import Breaker, LeftAloneError
from inroad.tools.http_call import Call, Params, Provider, RawAnswer
from inroad.tools.http_meaning import (
    Meaning,
    MeaningOf,
    NoJsonError,
    NotReadyError,
    error_of,
    garbled,
    parsed,
    usual_meaning,
)
from inroad.tools.provider_calls import provider_call, told_retry
from inroad.tools.store import utc_now
from inroad.tools.throttle import Limit, Pace, Throttle

if TYPE_CHECKING:
    from tenacity import RetryCallState

    from inroad.tools.throttle_redis import RedisLimits

__all__ = [
    "Answer",
    "JsonClient",
    "Limit",
    "Meaning",
    "Pace",
    "Patience",
    "Provider",
    "Throttle",
    "Timing",
    "usual_meaning",
]

BODY_CAP = 10_000_000


class Answer(NamedTuple):
    """A good answer: the HTTP status, the parsed JSON (None for 204), the headers in any case."""

    status: int
    body: Any
    headers: Mapping[str, str]


@dataclass(frozen=True)
class Patience:
    """How long to wait, in seconds, and how often to ask.

    `connect` and `read` are for one request, `total` for the call with all its repeats (the queue
    at the throttle apart). A provider that wants a pause longer than `longest_pause` is not waited for.
    An answer that is not ready yet counts among no `attempts`: the pauses before it is asked for again
    may add up to `polling`.
    """

    connect: float = 5
    read: float = 30
    total: float = 150
    attempts: int = 4
    longest_pause: float = 65
    polling: float = 60


@dataclass(frozen=True)
class Timing:
    """What tells the time and passes it; tests bring their own. `chance` gives 0 to 1.

    `shared` keeps the limits where they hold for all machines together.
    """

    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    now: Callable[[], datetime] = utc_now
    chance: Callable[[], float] = random.random
    shared: RedisLimits | None = None

    def pace(self, name: str, key: SecretStr, limits: Sequence[Limit]) -> Pace:
        """Return what keeps the calls of a key within limits; `name` says what is asked."""
        if self.shared:
            return self.shared.throttle(name, key, limits, self.sleep)
        return Throttle(limits, clock=self.clock, sleep=self.sleep)


class JsonClient:
    """Asks one provider; all threads share it, its connections and its throttles."""

    def __init__(
        self,
        provider: Provider,
        *,
        meaning: MeaningOf = usual_meaning,
        throttles: Mapping[str, Pace] | None = None,
        patience: Patience | None = None,
        timing: Timing | None = None,
        body_cap: int = BODY_CAP,
    ) -> None:
        """Make ready to ask; nothing is connected yet.

        `meaning` says what a status means at this provider. `throttles` are by path, "" for the
        paths that have none of their own. `body_cap` is in bytes, after unpacking.

        Raises:
            UserInputError: the base URL is not one that a key may be sent to.
            BadKeyError: there is no key, or it holds what no header can.
        """
        self.provider = provider
        self._meaning = meaning
        self._throttles = dict(throttles or {})
        self._patience = patience or Patience()
        self._timing = timing or Timing()
        # What talks HTTP takes a while to load; who only names these types does without.
        from inroad.tools.http_wire import Wire

        self._wire = Wire(provider, cap=body_cap)
        self._breaker = Breaker(provider.id, provider.name, self._timing.clock)
        self._numbers = count()
        self._refusals: dict[str, tuple[int, ProviderError]] = {}

    def __enter__(self) -> JsonClient:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"JsonClient({self.provider.id!r})"

    def close(self) -> None:
        """Close the connections."""
        self._wire.close()

    def get(self, path: str, params: Params | None = None, *, repeatable: bool = False) -> Answer:
        """Ask by GET; `path` is under the base URL, a list among `params` is sent as repeated keys.

        Raises:
            ProviderError: one of its kinds, when there is no good answer in the end.
        """
        return self._ask(Call("GET", path, params, repeatable=repeatable))

    def post(self, path: str, body: Any, params: Params | None = None, *, repeatable: bool = False) -> Answer:
        """Ask by POST with a JSON body; otherwise like `get`.

        Raises:
            ProviderError: one of its kinds, when there is no good answer in the end.
        """
        return self._ask(Call("POST", path, params, body, repeatable))

    def _ask(self, call: Call) -> Answer:
        with self._breaker.call() as trial:
            deadline = self._timing.clock() + self._patience.total
            return self._repeated(_Asking(call, deadline, next(self._numbers), trial))

    def _repeated(self, asking: _Asking) -> Answer:
        from tenacity import Retrying

        retrying = Retrying(
            sleep=self._timing.sleep,
            retry=asking.may_be_repeated,
            wait=lambda state: self._pause(asking, state),
            stop=lambda state: self._is_enough(asking, state),
            before_sleep=partial(told_retry, self.provider.id),
            reraise=True,
        )
        answer: Answer = retrying(self._attempt, asking)
        return answer

    def _attempt(self, asking: _Asking) -> Answer:
        throttle = self._throttles.get(asking.call.path, self._throttles.get(""))
        if throttle:
            waited = throttle.wait()
            asking.deadline += waited
            if waited > 0.001:
                log.event("throttled", logging.DEBUG, provider=self.provider.id, seconds=round(waited, 4))
        self._breaker.go_on(asking.trial)
        self._heed_refusal(asking)
        try:
            return self._answered(asking)
        except (BadKeyError, OutOfCreditError) as error:
            self._refusals[asking.call.path] = next(self._numbers), error
            raise
        except RateLimitedError as error:
            if throttle and error.retry_after and error.retry_after <= self._patience.longest_pause:
                throttle.hold(error.retry_after)
            raise
        except NotReadyError:
            asking.polls += 1
            raise

    def _answered(self, asking: _Asking) -> Answer:
        """One request, and what its answer means."""
        call, address = asking.call, self._wire.address_of(asking.call)
        asking.attempts += 1
        with provider_call(self.provider.id, call.method, address, route=call.path, attempt=asking.attempts) as outcome:
            raw = self._wire.exchange(
                call,
                connect=self._patience.connect,
                read=self._patience.read,
                total=max(asking.deadline - self._timing.clock(), 0.001),
            )
            outcome.status = raw.status
            return self._understood(raw)

    def _heed_refusal(self, asking: _Asking) -> None:
        """Spare a call that waited while another was refused for good; one that is made later is tried."""
        number, error = self._refusals.get(asking.call.path, (-1, None))
        if error and asking.number < number:
            raise type(error)(str(error), error.provider, error.status)

    def _understood(self, raw: RawAnswer) -> Answer:
        body, flaw = _read(raw)
        meaning = self._meaning(raw.status, body)
        if meaning == "ok" and flaw:
            raise garbled(self.provider, raw, flaw)
        if meaning == "ok":
            return Answer(raw.status, body, raw.headers)
        raise error_of(self.provider, meaning, raw, body, self._timing.now())

    def _pause(self, asking: _Asking, state: RetryCallState) -> float:
        """What the provider told, or ever longer; a bit of chance keeps threads from coming together.

        PDL tells no pause in some answers, and its window is a minute: 5, 15 and 45 seconds reach over it.
        """
        error = _failure(state)
        chance = self._timing.chance()
        if told := _told(error):
            return told + chance
        if isinstance(error, NotReadyError):
            return min(2.0 ** (asking.polls - 1), 10.0) * (0.5 + chance / 2)
        failures = state.attempt_number - asking.polls
        if isinstance(error, RateLimitedError):
            return min(5.0 * 3.0 ** (failures - 1), self._patience.longest_pause) + chance
        return min(0.5 * 2.0 ** (failures - 1), 20.0) * (0.5 + chance / 2)

    def _is_enough(self, asking: _Asking, state: RetryCallState) -> bool:
        if isinstance(_failure(state), NotReadyError):
            too_often = state.idle_for + state.upcoming_sleep > self._patience.polling
        else:
            too_often = state.attempt_number - asking.polls >= self._patience.attempts
        return (
            too_often
            or (_told(_failure(state)) or 0) > self._patience.longest_pause
            or self._timing.clock() + state.upcoming_sleep >= asking.deadline
        )


@dataclass
class _Asking:
    """A call under way.

    `deadline` is the moment (of the clock) at which it is given up, `number` its place among all calls, `trial` whether
    it is to show that the provider works again, `polls` how often the answer was not ready, `attempts` how often it was
    asked.
    """

    call: Call
    deadline: float
    number: int
    trial: bool
    polls: int = 0
    attempts: int = 0

    def may_be_repeated(self, state: RetryCallState) -> bool:
        error = _failure(state)
        if isinstance(error, (RateLimitedError, NotReadyError)):
            return True
        if isinstance(error, LeftAloneError):
            return False
        return isinstance(error, UnavailableError) and (self.call.repeatable or not error.sent)


def _failure(state: RetryCallState) -> BaseException | None:
    return state.outcome.exception() if state.outcome else None


def _told(error: BaseException | None) -> float | None:
    return error.retry_after if isinstance(error, (RateLimitedError, UnavailableError)) else None


def _read(raw: RawAnswer) -> tuple[Any, str]:
    """The JSON, and what is wrong with it: an error's status counts even when its body is nonsense."""
    try:
        return parsed(raw), ""
    except NoJsonError as flaw:
        return None, str(flaw)
