"""A sandbox on a real loopback port whose time stands still, and a way to ask it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import requests

from inroad.sandbox import KEY, Expectations, Limits, Sandbox
from inroad.sandbox.pdl import LIMITS

EXPECTED = Expectations(
    headquarters={"Acme Robotics, Inc.": "austin, texas"},
    titles={"Acme Robotics": "Robotics Software Engineer"},
    schools=["University of Miami"],
)


class Clock:
    """Time that moves only when a test moves it, or when something sleeps."""

    def __init__(self) -> None:
        self.now = 1_800_000_000.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


Ask = Callable[..., requests.Response]


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def sandbox(clock: Clock) -> Iterator[Sandbox]:
    """A sandbox without rate limits."""
    unlimited = {path: Limits() for path in LIMITS}
    with Sandbox(expectations=EXPECTED, limits=unlimited, clock=clock, sleep=clock.sleep) as running:
        yield running


@pytest.fixture
def ask(sandbox: Sandbox) -> Ask:
    """POST to an endpoint with a valid key."""

    def post(path: str, **body: Any) -> requests.Response:
        return requests.post(f"{sandbox.pdl_url}/{path}", json=body, headers={"X-Api-Key": KEY}, timeout=30)

    return post


@pytest.fixture(scope="module")
def steady() -> Iterator[Sandbox]:
    """A sandbox that the tests of a file share, because none of them changes it."""
    unlimited = {path: Limits() for path in LIMITS}
    with Sandbox(expectations=EXPECTED, limits=unlimited) as running:
        yield running


@pytest.fixture(scope="module")
def ask_steady(steady: Sandbox) -> Ask:
    """POST to the shared sandbox."""

    def post(path: str, **body: Any) -> requests.Response:
        return requests.post(f"{steady.pdl_url}/{path}", json=body, headers={"X-Api-Key": KEY}, timeout=30)

    return post
