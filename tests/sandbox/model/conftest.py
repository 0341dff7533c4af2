"""A language model that the tests of a file share, all its switches as they are at first for each."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from langchain_openai import ChatOpenAI
from openai import OpenAI
from pydantic import SecretStr

from inroad.sandbox import KEY, MODEL, ModelSwitches, Sandbox
from tests.model_asking import Sleep


@pytest.fixture(scope="module")
def shared() -> Iterator[tuple[Sandbox, Sleep]]:
    sleep = Sleep()
    with Sandbox(sleep=sleep) as running:
        yield running, sleep


@pytest.fixture
def sleep(shared: tuple[Sandbox, Sleep]) -> Iterator[Sleep]:
    """The sleep of the shared sandbox, with nothing slept yet."""
    sleep = shared[1]
    sleep.slept.clear()
    sleep.over.clear()
    yield sleep
    sleep.over.set()


@pytest.fixture
def sandbox(shared: tuple[Sandbox, Sleep]) -> Sandbox:
    """The shared sandbox with all switches as they are at first."""
    vars(shared[0].model).update(vars(ModelSwitches()))
    return shared[0]


@pytest.fixture(scope="module")
def opened(shared: tuple[Sandbox, Sleep]) -> Iterator[OpenAI]:
    with OpenAI(api_key=KEY, base_url=shared[0].model_url, max_retries=0) as client:
        yield client


@pytest.fixture
def client(opened: OpenAI, sandbox: Sandbox) -> OpenAI:
    return opened


@pytest.fixture(scope="module")
def talking(shared: tuple[Sandbox, Sleep]) -> ChatOpenAI:
    return ChatOpenAI(model=MODEL, base_url=shared[0].model_url, api_key=SecretStr(KEY), max_retries=0)


@pytest.fixture
def chat(talking: ChatOpenAI, sandbox: Sandbox) -> ChatOpenAI:
    return talking
