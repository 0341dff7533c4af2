"""Limits that machines share: together they never pass them, whatever their clocks say."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from pydantic import SecretStr
from redis import Redis

import inroad
from inroad.errors import InroadError, StoreError, UserInputError
from inroad.settings import Context, read_settings
from inroad.tools.http import Timing
from inroad.tools.store.sqlite import SqliteStore
from inroad.tools.throttle import Limit, Throttle
from inroad.tools.throttle_redis import RedisLimits, RedisThrottle
from tests.redis_server import RedisServer, redis_of_module, redis_server

__all__ = ["redis_of_module", "redis_server"]

WORKER = Path(__file__).with_name("throttle_worker.py")
KEY = SecretStr("key-of-a-test")
HOUR = 3600


class Sleeps:
    """Sleeps for as long as it is told to, and keeps the lengths."""

    def __init__(self) -> None:
        self.kept: list[float] = []

    def __call__(self, seconds: float) -> None:
        self.kept.append(seconds)
        time.sleep(seconds)


def throttle(server: RedisServer, name: str, *limits: Limit, key: SecretStr = KEY) -> tuple[RedisThrottle, Sleeps]:
    sleeps = Sleeps()
    return RedisLimits(SecretStr(server.url), timeout=0.2).throttle(name, key, limits, sleeps, patience=0), sleeps


def start(*arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-W", "error", str(WORKER), *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path(inroad.__file__).parents[1])},
    )


def calls(server: RedisServer, name: str) -> list[float]:
    """When calls went out by the server's clock, in seconds, the newest first."""
    with Redis.from_url(server.url, decode_responses=True) as asking:
        (key,) = [key for key in asking.scan_iter(match=f"*{name}*") if key.endswith(":calls")]
        return [int(moment) / 1_000_000 for moment in asking.lrange(key, 0, -1)]


def test_three_processes_never_pass_the_limit_in_any_window(redis_of_module: RedisServer) -> None:
    workers = [start(redis_of_module.url, "three", "4", "21") for _ in range(3)]
    for worker in workers:
        assert worker.stdout
        assert worker.stdout.readline() == "ready\n"
    for worker in workers:
        assert worker.stdin
        worker.stdin.write("go\n")
        worker.stdin.flush()
    assert [worker.wait(60) for worker in workers] == [0, 0, 0]
    for worker in workers:
        worker.communicate()
    went = calls(redis_of_module, "three")
    assert len(went) == 63
    assert went == sorted(went, reverse=True)
    assert all(later - earlier >= 0.15 for later, earlier in zip(went, went[7:], strict=False))


def test_calls_may_come_in_a_burst_up_to_each_limit(redis_of_module: RedisServer) -> None:
    two, sleeps = throttle(redis_of_module, "burst", Limit(2, 0.1), Limit(3, 0.3), Limit(100, HOUR))
    for _ in range(4):
        two.wait()
    went = calls(redis_of_module, "burst")[::-1]
    assert went[2] - went[0] >= 0.1
    assert went[3] - went[0] >= 0.3
    assert len(sleeps.kept) == 2


def test_a_full_limit_says_how_long_to_wait_and_keys_are_apart(redis_of_module: RedisServer) -> None:
    first, _ = throttle(redis_of_module, "hour", Limit(1, HOUR))
    first.wait()
    other, none = throttle(redis_of_module, "hour", Limit(1, HOUR), key=SecretStr("another"))
    other.wait()
    assert none.kept == []

    def told(seconds: float) -> None:
        raise InterruptedError(seconds)

    full = RedisLimits(SecretStr(redis_of_module.url)).throttle("hour", KEY, [Limit(1, HOUR)], told)
    with pytest.raises(InterruptedError) as caught:
        full.wait()
    (seconds,) = caught.value.args
    assert HOUR - 60 < seconds <= HOUR


def test_a_pause_holds_all_and_a_shorter_one_does_not_end_it(redis_of_module: RedisServer) -> None:
    mine, _ = throttle(redis_of_module, "pause", Limit(100, 1))
    theirs, sleeps = throttle(redis_of_module, "pause", Limit(100, 1))
    mine.hold(0.2)
    mine.hold(0.01)
    theirs.wait()
    assert len(sleeps.kept) == 1
    assert 0.05 < sleeps.kept[0] <= 0.2


def test_nothing_is_kept_longer_than_a_window(redis_of_module: RedisServer) -> None:
    short, _ = throttle(redis_of_module, "gone", Limit(5, 0.05))
    short.wait()
    short.hold(0.05)
    with Redis.from_url(redis_of_module.url) as asking:
        while list(asking.scan_iter(match="*gone*")):
            time.sleep(0.01)


@pytest.mark.parametrize("end", ["stop", "hang"])
def test_a_redis_that_goes_away_lets_no_call_through(redis_server: RedisServer, end: str) -> None:
    one, _ = throttle(redis_server, "away", Limit(100, 1))
    one.wait()
    redis_server.stop() if end == "stop" else redis_server.hang()
    for ask in (one.wait, lambda: one.hold(1)):
        with pytest.raises(StoreError, match=r"does not answer \(\w+\), and no provider is asked without it; start it"):
            ask()


def test_a_redis_that_was_started_anew_is_used_on(redis_server: RedisServer) -> None:
    one, _ = throttle(redis_server, "anew", Limit(100, 1))
    one.wait()
    redis_server.stop()
    redis_server.start()
    one.wait()
    assert len(calls(redis_server, "anew")) == 1


def test_a_redis_that_is_away_for_a_while_is_waited_for(redis_server: RedisServer) -> None:
    redis_server.stop()
    asked: list[float] = []

    def sleep(seconds: float) -> None:
        asked.append(seconds)
        if len(asked) == 2:
            redis_server.start()

    one = RedisLimits(SecretStr(redis_server.url), timeout=0.2).throttle("back", KEY, [Limit(100, 1)], sleep)
    one.wait()
    assert asked == [1, 1]
    assert len(calls(redis_server, "back")) == 1


def test_a_redis_that_stays_away_is_given_up(redis_server: RedisServer) -> None:
    redis_server.stop()
    asked: list[float] = []

    def sleep(seconds: float) -> None:
        asked.append(seconds)
        time.sleep(0.3)

    limits = RedisLimits(SecretStr(redis_server.url), timeout=0.2)
    with pytest.raises(StoreError, match="does not answer"):
        limits.throttle("gone", KEY, [Limit(1)], sleep, patience=0.3).wait()
    assert asked == [1]


def test_a_redis_that_does_not_let_in_is_not_waited_for(redis_server: RedisServer) -> None:
    with Redis.from_url(redis_server.url) as asking:
        asking.config_set("requirepass", "hush-hush")
    asked: list[float] = []
    with pytest.raises(StoreError, match="does not let inroad in"):
        RedisLimits(SecretStr(redis_server.url)).throttle("shut", KEY, [Limit(1)], asked.append).wait()
    assert asked == []


def test_a_redis_with_a_password_wants_it(redis_server: RedisServer) -> None:
    with Redis.from_url(redis_server.url) as asking:
        asking.config_set("requirepass", "hush-hush")
    with pytest.raises(StoreError, match="does not let inroad in; check user and password in INROAD_REDIS"):
        RedisLimits(SecretStr(redis_server.url)).check()
    RedisLimits(SecretStr(redis_server.url.replace("//", "//:hush-hush@"))).check()


@pytest.mark.parametrize(
    "url", ["localhost:6379", "http://localhost", "redis://", "redis://:hush@h:port/0", "redis://h:70000"]
)
def test_what_is_no_address_of_a_redis_is_refused_without_its_password(url: str) -> None:
    with pytest.raises(UserInputError) as caught:
        RedisLimits(SecretStr(url), "INROAD_BROKER")
    assert str(caught.value) == (
        "INROAD_BROKER is not usable; it looks like redis://:password@host:6379/0, or rediss:// for TLS."
    )
    assert caught.value.__suppress_context__


def test_a_throttle_needs_a_limit(redis_of_module: RedisServer) -> None:
    with pytest.raises(ValueError, match="a throttle needs a limit"):
        throttle(redis_of_module, "none")


def test_without_a_redis_the_limits_are_those_of_this_process() -> None:
    assert isinstance(Timing().pace("hunter/x", KEY, [Limit(1)]), Throttle)


@pytest.mark.parametrize(
    ("settings", "shared"),
    [
        ({}, False),
        ({"INROAD_REDIS": "redis://h.example"}, True),
        ({"INROAD_BROKER": "rediss://h.example"}, True),
        ({"INROAD_BROKER": "amqp://h.example"}, False),
        ({"INROAD_BROKER": "amqp://h.example", "INROAD_REDIS": "redis://h.example"}, True),
    ],
)
def test_the_settings_say_where_limits_are_kept(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, settings: dict[str, str], shared: bool
) -> None:
    for name, value in {**settings, "HUNTER_API_KEY": "key"}.items():
        monkeypatch.setenv(name, value)
    with SqliteStore(tmp_path / "s.sqlite") as store:
        client = Context().tools_on(store, read_settings(), tmp_path).hunter
        assert client is not None
        kinds = {type(each) for each in client._throttles.values()}
    assert kinds == {RedisThrottle if shared else Throttle}


def test_a_setting_that_is_no_redis_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INROAD_REDIS", "somewhere")
    with pytest.raises(InroadError, match="INROAD_REDIS is not usable"):
        _ = Context().tools
