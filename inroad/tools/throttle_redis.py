"""Limits that all processes and machines share, counted in a Redis: together they never pass them.

The moments of the last calls stand there in a list, the newest first. A script looks and counts in one go, by the clock
of the server: those of several machines differ, and with them a window would hold more than its limit. (The bucket for
Redis of pyrate-limiter takes the time from its caller.) Calls do not go out while Redis does not answer: they wait for
it, some time.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from pydantic import SecretStr

from inroad.errors import StoreError, UserInputError
from inroad.tools.throttle import Limit
from inroad.tools.turns import Line

if TYPE_CHECKING:
    from redis import Redis

_SCHEMES = ("redis", "rediss")
_REPEATS = 2
# A Redis that is started anew, or whose place another one takes, is back within this time, in seconds.
PATIENCE = 60.0
_ASK_AGAIN = 1.0

# KEYS: the calls, the pause. ARGV: limit by limit the number of calls, and the microseconds in which there may be so
# many. What it returns is for how many microseconds to wait; 0 when the call was counted in.
_TAKE = """
local clock = redis.call('TIME')
local now = clock[1] * 1000000 + clock[2]
local wait = tonumber(redis.call('GET', KEYS[2]) or 0) - now
local most, longest = 0, 0
for i = 1, #ARGV, 2 do
  local calls, window = tonumber(ARGV[i]), tonumber(ARGV[i + 1])
  local last = redis.call('LINDEX', KEYS[1], calls - 1)
  if last then wait = math.max(wait, last + window - now) end
  most, longest = math.max(most, calls), math.max(longest, window)
end
if wait > 0 then return string.format('%.0f', wait) end
redis.call('LPUSH', KEYS[1], string.format('%.0f', now))
redis.call('LTRIM', KEYS[1], 0, most - 1)
redis.call('PEXPIRE', KEYS[1], math.ceil(longest / 1000) + 1)
return '0'
"""

# A pause is never made shorter by a later one.
_HOLD = """
local clock = redis.call('TIME')
local till = clock[1] * 1000000 + clock[2] + ARGV[1]
if till > tonumber(redis.call('GET', KEYS[1]) or 0) then
  redis.call('SET', KEYS[1], string.format('%.0f', till), 'PX', math.ceil(ARGV[1] / 1000) + 1)
end
"""


class RedisThrottle:
    """Lets calls through within all of its limits, and makes the others wait; one for all machines.

    Of those who wait in this process, the work that began first goes first (see `turns`).
    """

    def __init__(
        self,
        redis: Redis,
        name: str,
        limits: Sequence[Limit],
        sleep: Callable[[float], None],
        patience: float = PATIENCE,
    ) -> None:
        """Make a throttle; `name` says what is limited, in all processes the same.

        `patience` is for how many seconds a Redis that is away is waited for.

        Raises ValueError when there is no limit.
        """
        if not limits:
            raise ValueError("a throttle needs a limit")
        # The braces keep both keys in one place, where Redis is a cluster.
        self._calls, self._pause = f"inroad:{{{name}}}:calls", f"inroad:{{{name}}}:pause"
        self._limits = [number for limit in limits for number in (limit.calls, round(limit.seconds * 1_000_000))]
        self._take = redis.register_script(_TAKE)
        self._hold = redis.register_script(_HOLD)
        self._sleep = sleep
        self._patience = patience
        self._away_since: float | None = None
        self._line = Line()

    def wait(self) -> float:
        """Wait until one more call may go out, and count it; how many seconds that took.

        Raises:
            StoreError: Redis has not answered for as long as there is patience; the call must not go out.
        """
        began = time.monotonic()
        with self._line.turn():
            while (seconds := self._taken_once_there(began)) > 0:
                self._sleep(seconds)
        return time.monotonic() - began

    def hold(self, seconds: float) -> None:
        """Let nobody through for so long, on any machine: the provider has asked for a pause.

        Raises:
            StoreError: Redis does not answer.
        """
        with _in_words():
            self._hold(keys=[self._pause], args=[round(seconds * 1_000_000)])

    def _taken_once_there(self, began: float) -> float:
        """What `_taken` says, as soon as Redis answers: one that does not is asked again each second."""
        while True:
            try:
                seconds = self._taken()
            except StoreError as error:
                if not _is_away(error.__cause__):
                    raise
                self._away_since = self._away_since or time.monotonic()
                # Those in the line behind have waited as long for it, those who come later have not.
                if time.monotonic() >= max(began, self._away_since) + self._patience:
                    raise
                self._sleep(_ASK_AGAIN)
            else:
                self._away_since = None
                return seconds

    def _taken(self) -> float:
        with _in_words():
            return int(self._take(keys=[self._calls, self._pause], args=self._limits)) / 1_000_000


class RedisLimits:
    """Makes the throttles of all providers, in one Redis."""

    def __init__(self, url: SecretStr, variable: str = "INROAD_REDIS", timeout: float = 5) -> None:
        """Name the Redis; nothing is connected yet. `timeout` is for a connection or an answer, in seconds.

        Raises:
            UserInputError: `url`, from the setting `variable`, is none of a Redis, or the extra `scale` is not there.
        """
        self._redis = _client(url.get_secret_value(), variable, timeout)

    def throttle(
        self,
        name: str,
        key: SecretStr,
        limits: Sequence[Limit],
        sleep: Callable[[float], None],
        patience: float = PATIENCE,
    ) -> RedisThrottle:
        """Return the throttle of that name for whoever has this key: a provider counts the calls of each key."""
        whose = hashlib.sha256(key.get_secret_value().encode()).hexdigest()[:12]
        return RedisThrottle(self._redis, f"{name}:{whose}", limits, sleep, patience)

    def check(self) -> None:
        """Make sure that it answers.

        Raises:
            StoreError: it does not.
        """
        with _in_words():
            self._redis.ping()


def is_redis(url: str) -> bool:
    """Tell whether an address is one of a Redis."""
    return url.partition("://")[0] in _SCHEMES


def _client(url: str, variable: str, timeout: float) -> Redis:
    try:
        from redis import Redis
        from redis.backoff import ExponentialBackoff
        from redis.retry import Retry
    except ImportError as error:
        raise UserInputError(
            f"{variable} is set, and the package for it is not there; `pip install 'inroad[scale]'` brings it."
        ) from error
    try:
        if not is_redis(url) or not urlsplit(url).hostname:
            raise ValueError
        return Redis.from_url(
            url,
            socket_timeout=timeout,
            socket_connect_timeout=timeout,
            retry=Retry(ExponentialBackoff(cap=1, base=0.1), _REPEATS),
        )
    except ValueError:
        raise UserInputError(
            f"{variable} is not usable; it looks like redis://:password@host:6379/0, or rediss:// for TLS."
        ) from None  # the error has the address, and with it the password


def _is_away(error: BaseException | None) -> bool:
    """Tell whether Redis may be back soon; one that does not let inroad in stays like that."""
    from redis.exceptions import AuthenticationError, AuthorizationError, ConnectionError, TimeoutError

    is_shut = isinstance(error, AuthenticationError | AuthorizationError)
    return isinstance(error, ConnectionError | TimeoutError) and not is_shut


@contextmanager
def _in_words() -> Iterator[None]:
    from redis.exceptions import AuthenticationError, NoPermissionError, RedisError

    try:
        yield
    except (AuthenticationError, NoPermissionError) as error:
        raise StoreError(
            "The Redis that keeps the rate limits does not let inroad in; check user and password in INROAD_REDIS "
            "(or INROAD_BROKER)."
        ) from error
    except RedisError as error:
        raise StoreError(
            f"The Redis that keeps the rate limits does not answer ({type(error).__name__}), and no provider is asked "
            "without it; start it, or look at INROAD_REDIS (or INROAD_BROKER)."
        ) from error
