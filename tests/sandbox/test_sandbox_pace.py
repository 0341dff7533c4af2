"""How long the sandbox's calls take: uneven delays, and a model that serves only so many at once."""

import statistics
from threading import Event, Thread

import requests

from inroad.sandbox import KEY, MODEL, Faults, ModelSwitches, Sandbox


def test_even_delays_are_as_long_as_told() -> None:
    assert Faults().stretch("path", b"body") == 1.0


def test_uneven_delays_hang_on_seed_and_call_and_are_as_long_in_the_mean() -> None:
    factors = [Faults(uneven=7).stretch("path", number) for number in range(5_000)]
    assert min(factors) >= 0.5
    assert max(factors) <= 3
    assert 0.98 < statistics.mean(factors) < 1.02
    assert max(factors) > 2.2
    assert Faults(uneven=7).stretch("path", 0) == factors[0] != Faults(uneven=8).stretch("path", 0)


def test_an_uneven_delay_is_slept_by_that_much() -> None:
    slept: list[float] = []
    with Sandbox(sleep=slept.append) as sandbox:
        sandbox.faults.uneven = 7
        sandbox.faults.delay("/v5/company/clean", 2)
        for name in ("Bluefin Robotics", "Larkspur Books"):
            requests.get(f"{sandbox.pdl_url}/company/clean", {"name": name}, headers={"X-Api-Key": KEY}, timeout=10)
    assert len(set(slept)) == 2
    assert all(1 <= seconds <= 6 for seconds in slept)


def test_the_history_says_when_a_call_came_and_was_answered() -> None:
    moments = iter(range(100, 1_000))
    with Sandbox(clock=lambda: float(next(moments))) as sandbox:
        requests.get(f"{sandbox.model_url}/models", headers={"Authorization": f"Bearer {KEY}"}, timeout=10)
        (exchange,) = sandbox.history.exchanges
    assert 100 <= exchange.began < exchange.ended


def test_a_model_refuses_more_calls_than_it_serves_at_once() -> None:
    inside, over = Event(), Event()

    def wait(seconds: float) -> None:
        inside.set()
        over.wait(10)

    statuses: list[int] = []

    def ask(sandbox: Sandbox) -> None:
        asked = {"model": MODEL, "messages": [{"role": "user", "content": "Hello"}]}
        key = {"Authorization": f"Bearer {KEY}"}
        answer = requests.post(f"{sandbox.model_url}/chat/completions", json=asked, headers=key, timeout=10)
        statuses.append(answer.status_code)

    with Sandbox(model=ModelSwitches(seconds_to_first_token=1, at_once=1), sleep=wait) as sandbox:
        first = Thread(target=ask, args=(sandbox,))
        first.start()
        inside.wait(10)
        ask(sandbox)
        over.set()
        first.join()
        ask(sandbox)
    assert statuses == [429, 200, 200]
