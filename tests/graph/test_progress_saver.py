"""Our saver does what LangGraph's own does, whatever happens to a graph; and it writes only what changed."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from langchain_core.runnables import RunnableConfig
from langgraph.checkpoint.base import empty_checkpoint
from langgraph.checkpoint.memory import InMemorySaver
from langgraph.checkpoint.serde.jsonplus import JsonPlusSerializer
from langgraph.checkpoint.serde.types import ERROR, INTERRUPT
from langgraph.graph import START, StateGraph
from langgraph.types import Send
from pydantic import BaseModel

from inroad.errors import StoreError
from inroad.graph.progress_file import ProgressFile
from inroad.graph.progress_sqlite import SqliteProgress
from tests.graph.small_graphs import GRAPHS, BoomError, Calls, Log, way_through

RUN: Any = {"configurable": {"thread_id": "r_1", "checkpoint_ns": ""}}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "progress.sqlite"


@pytest.fixture
def saver(path: Path) -> Iterator[SqliteProgress]:
    with closing(ProgressFile(path)) as file:
        yield SqliteProgress(file, JsonPlusSerializer())


def _counts(path: Path) -> dict[str, int]:
    with closing(ProgressFile(path)) as file:
        tables = ("heads", "channels", "task_writes")
        return {table: file.rows(f"SELECT count(*) FROM {table}")[0][0] for table in tables}


class Telling(SqliteProgress):
    """Tells when the writes of a task are in the file."""

    def __init__(self, file: ProgressFile, calls: Calls) -> None:
        super().__init__(file, JsonPlusSerializer())
        self._calls = calls

    def put_writes(self, config: Any, writes: Any, task_id: str, task_path: str = "") -> None:
        super().put_writes(config, writes, task_id, task_path)
        self._calls.kept(config)


class TellingMemory(InMemorySaver):
    """Tells when the writes of a task are in memory."""

    def __init__(self, calls: Calls) -> None:
        super().__init__()
        self._calls = calls

    def put_writes(self, config: Any, writes: Any, task_id: str, task_path: str = "") -> None:
        super().put_writes(config, writes, task_id, task_path)
        self._calls.kept(config)


def _in_memory(build: Callable[[Calls], Any]) -> tuple[Any, Counter[str]]:
    calls = Calls()
    saver = TellingMemory(calls)
    return way_through(lambda: build(calls).compile(checkpointer=saver), "r_1"), calls.begun


@pytest.mark.parametrize("build", GRAPHS, ids=lambda build: build.__name__)
def test_a_graph_goes_the_same_way_as_with_langgraphs_own_saver(build: Callable[[Calls], Any], path: Path) -> None:
    """Each time that it stops, the file is opened anew, as by another process."""
    calls = Calls()
    files: list[ProgressFile] = []

    def opened_anew() -> Any:
        for file in files:
            file.close()
        files[:] = [ProgressFile(path)]
        return build(calls).compile(checkpointer=Telling(files[0], calls))

    assert (way_through(opened_anew, "r_1"), calls.begun) == _in_memory(build)
    files[0].close()


def test_many_graphs_at_once_in_one_file_do_not_meet(path: Path) -> None:
    def one(number: int) -> Any:
        calls, build = Calls(), GRAPHS[number % len(GRAPHS)]
        saver = Telling(file, calls)
        return way_through(lambda: build(calls).compile(checkpointer=saver), f"r_{number}"), calls.begun

    with closing(ProgressFile(path)) as file:
        with ThreadPoolExecutor(8) as pool:
            ways = list(pool.map(one, range(18)))
        saver = SqliteProgress(file, JsonPlusSerializer())
        assert saver.run_ids() == {f"r_{number}" for number in range(18)}
        for run_id in saver.run_ids():
            saver.delete_thread(run_id)
    assert ways == [_in_memory(GRAPHS[number % len(GRAPHS)]) for number in range(18)]
    assert set(_counts(path).values()) == {0}


def test_what_a_branch_came_to_outlives_a_death_while_others_are_at_work(tmp_path: Path, path: Path) -> None:
    """The files as they are in the middle of a step are what a killed process leaves behind."""
    left, calls = tmp_path / "left", Calls()
    left.mkdir()

    def copied(_: Log, config: RunnableConfig) -> Any:
        with pytest.raises(BoomError):
            calls.step("slow", fails_after=1)({}, config)
        for name in (path.name, f"{path.name}-wal"):
            shutil.copy(path.parent / name, left)
        return {"done": ["slow"]}

    def build(step: Any) -> Any:
        graph: Any = StateGraph(Log)
        graph.add_node("quick", calls.step("quick")).add_node("slow", step)
        return graph.add_edge(START, "quick").add_edge(START, "slow")

    with closing(ProgressFile(path)) as file:
        graph = build(copied).compile(checkpointer=Telling(file, calls))
        graph.invoke({"done": [], "count": 0}, RUN, durability="sync")
    with closing(ProgressFile(left / path.name)) as file:
        graph = build(calls.step("slow")).compile(checkpointer=Telling(file, calls))
        assert graph.invoke(None, RUN, durability="sync") == {"done": ["quick:", "slow:"], "count": 0}
    assert calls.begun == {"quick": 1, "slow": 2}


def _checkpoint(values: dict[str, Any], number: int) -> Any:
    versions = dict.fromkeys(values, number)
    return {**empty_checkpoint(), "id": f"c{number}", "channel_values": values, "channel_versions": versions}


def _after(saver: SqliteProgress, place: Any, number: int, **values: Any) -> Any:
    return saver.put(place, _checkpoint(values, number), {"step": number}, dict.fromkeys(values, number))


def test_only_what_changed_is_written_and_what_went_goes(saver: SqliteProgress, path: Path) -> None:
    first = _after(saver, RUN, 1, kept="a", changed="a", gone="a")
    checkpoint = _checkpoint({"kept": "a", "changed": "b"}, 2)
    saver.put(first, checkpoint, {}, {"changed": 2, "gone": 2})
    found = saver.get_tuple(RUN)
    assert found is not None
    assert found.checkpoint["channel_values"] == {"kept": "a", "changed": "b"}
    assert found.parent_config == first
    assert saver.get_tuple(first) is None
    assert _counts(path) == {"heads": 1, "channels": 2, "task_writes": 0}


def test_writes_said_twice_stand_as_they_were_first_but_for_the_special_ones(saver: SqliteProgress) -> None:
    place = _after(saver, RUN, 1)
    for word in ("first", "second"):
        saver.put_writes(place, [("a", word), ("b", word), (ERROR, word)], "t2", "p2")
        saver.put_writes(place, [(INTERRUPT, word)], "t3", "p1")
    found = saver.get_tuple(RUN)
    assert found is not None
    assert found.pending_writes == [
        ("t3", INTERRUPT, "second"),
        ("t2", ERROR, "second"),
        ("t2", "a", "first"),
        ("t2", "b", "first"),
    ]


def test_the_next_checkpoint_lets_the_writes_that_led_to_it_go(saver: SqliteProgress, path: Path) -> None:
    place = _after(saver, RUN, 1)
    saver.put_writes(place, [("a", 1)], "t")
    following = _after(saver, place, 2, a=1)
    saver.put_writes(following, [("a", 2)], "t")
    found = saver.get_tuple(RUN)
    assert found is not None
    assert found.pending_writes == [("t", "a", 2)]
    assert _counts(path)["task_writes"] == 1


ALONE: list[dict[str, Any]] = [
    {"branch:to:next": None},
    {"__start__": 1},
    {"__pregel_tasks": [Send("next", 1)], "join:a+b:c": set()},
]
NOT_ALONE = [
    {"a": 1},
    {"branch:to:next": None, "branch:to:other": None},
    {"branch:to:next": None, "__pregel_tasks": [Send("next", 1)]},
    {"__pregel_tasks": [Send("next", 1), Send("next", 2)]},
    {"join:a+b:c": {"a", "b"}},
    {"branch:to:next": None, "join:a+b:c": {"a", "b"}},
]


@pytest.mark.parametrize("values", ALONE)
def test_what_a_step_alone_came_to_is_left_to_its_checkpoint(
    saver: SqliteProgress, path: Path, values: dict[str, Any]
) -> None:
    place = _after(saver, RUN, 1, **values)
    saver.put_writes(place, [("a", 1)], "t")
    assert _counts(path)["task_writes"] == 0
    _after(saver, place, 2, a=1)
    saver.write_held()
    assert _counts(path)["task_writes"] == 0


@pytest.mark.parametrize("values", NOT_ALONE)
def test_what_one_of_several_steps_came_to_is_written_at_once(
    saver: SqliteProgress, path: Path, values: dict[str, Any]
) -> None:
    saver.put_writes(_after(saver, RUN, 1, **values), [("a", 1)], "t")
    assert _counts(path)["task_writes"] == 1


def test_what_a_step_alone_came_to_is_written_where_no_checkpoint_follows(saver: SqliteProgress, path: Path) -> None:
    place = _after(saver, RUN, 1, **ALONE[0])
    saver.put_writes(place, [("a", 1)], "t")
    found = saver.get_tuple(RUN)
    assert found is not None
    assert found.pending_writes == [("t", "a", 1)]
    other = {"configurable": {"thread_id": "r_2", "checkpoint_ns": ""}}
    saver.put_writes(_after(saver, other, 1, **ALONE[0]), [("a", 2)], "t")
    saver.put_writes(_after(saver, {"configurable": {"thread_id": "r_3"}}, 1, **ALONE[0]), [("a", 3)], "t")
    saver.delete_thread("r_3")
    saver.write_held()
    assert _counts(path)["task_writes"] == 2


def test_an_error_or_a_pause_of_a_step_alone_is_written_at_once(saver: SqliteProgress, path: Path) -> None:
    place = _after(saver, RUN, 1, **ALONE[0])
    saver.put_writes(place, [(ERROR, "no")], "t")
    saver.put_writes(place, [(INTERRUPT, "why")], "t")
    assert _counts(path)["task_writes"] == 2


def test_who_lost_a_run_to_another_process_cannot_overwrite_it(saver: SqliteProgress) -> None:
    first = _after(saver, RUN, 1, a=1)
    _after(saver, first, 2, a=2)
    with pytest.raises(StoreError, match="Another process has gone on with the run r_1; this one ends here"):
        _after(saver, first, 3, a=3)
    found = saver.get_tuple(RUN)
    assert found is not None
    assert found.checkpoint["channel_values"] == {"a": 2}


def test_a_run_may_begin_anew(saver: SqliteProgress) -> None:
    _after(saver, RUN, 1, a=1, b=1)
    _after(saver, RUN, 2, a=2)
    found = saver.get_tuple(RUN)
    assert found is not None
    assert (found.checkpoint["channel_values"], found.parent_config) == ({"a": 2}, None)


def test_all_that_is_there_can_be_listed(saver: SqliteProgress) -> None:
    for number, run_id in enumerate(("r_1", "r_2", "r_3"), 1):
        _after(saver, {"configurable": {"thread_id": run_id, "checkpoint_ns": ""}}, number)
    _after(saver, {"configurable": {"thread_id": "r_1", "checkpoint_ns": "inner"}}, 4)

    def ids(config: Any, **options: Any) -> list[str]:
        return [each.checkpoint["id"] for each in saver.list(config, **options)]

    assert ids(None) == ["c4", "c3", "c2", "c1"]
    assert ids(None, limit=2) == ["c4", "c3"]
    assert ids(None, filter={"step": 2}) == ["c2"]
    assert ids(None, before={"configurable": {"checkpoint_id": "c3"}}) == ["c2", "c1"]
    assert ids({"configurable": {"thread_id": "r_1"}}) == ["c4", "c1"]
    assert ids(RUN) == ["c1"]
    assert ids({"configurable": {"thread_id": "r_1", "checkpoint_id": "c0"}}) == []
    assert saver.run_ids() == {"r_1", "r_2", "r_3"}
    saver.delete_thread("r_1")
    assert ids(None) == ["c3", "c2"]


def test_a_channel_that_adds_up_earlier_checkpoints_is_refused(saver: SqliteProgress) -> None:
    with pytest.raises(NotImplementedError, match="words: progress keeps the newest checkpoint alone"):
        saver.get_delta_channel_history(config=RUN, channels=["words"])


class Word(BaseModel):
    """A word in a state."""

    text: str
    weight: float = 1.0


class Words(BaseModel):
    """A state with models in it."""

    words: dict[str, list[Word]] = {}
    more: list[Word] = []


class Counting(JsonPlusSerializer):
    """Counts what it is asked to serialise, by type."""

    def __init__(self) -> None:
        super().__init__(allowed_msgpack_modules=[Word])
        self.asked: Counter[str] = Counter()

    def dumps_typed(self, obj: Any) -> tuple[str, bytes]:
        self.asked[type(obj).__name__] += 1
        return super().dumps_typed(obj)


@pytest.fixture
def of_words(path: Path) -> Iterator[tuple[SqliteProgress, Counting]]:
    with closing(ProgressFile(path)) as file:
        serde = Counting()
        yield SqliteProgress(file, serde, Words, [Word]), serde


def test_fields_of_the_state_are_kept_as_json_of_their_types(of_words: tuple[SqliteProgress, Counting]) -> None:
    saver, serde = of_words
    values: Any = {"words": {"a": [Word(text="ä", weight=0.1)]}, "more": [], "other": {"b": Word(text="b")}}
    place = _after(saver, RUN, 1, **values)
    saver.put_writes(place, [("words", values["words"])], "t")
    found = saver.get_tuple(RUN)
    assert found is not None
    assert found.checkpoint["channel_values"] == values
    assert found.pending_writes == [("t", "words", values["words"])]
    assert serde.asked == {"list": 1, "dict": 1}  # the checkpoint itself, and the channel that is no field


def test_what_json_has_no_word_for_is_kept_all_the_same(of_words: tuple[SqliteProgress, Counting]) -> None:
    saver, _ = of_words
    _after(saver, RUN, 1, more=[Word(text="half \ud83d")])
    found = saver.get_tuple(RUN)
    assert found is not None
    assert found.checkpoint["channel_values"] == {"more": [Word(text="half ?")]}


def test_orders_for_branches_are_kept_as_json(of_words: tuple[SqliteProgress, Counting]) -> None:
    saver, serde = of_words
    orders = [Send("next", Word(text="a")), Send("other", Word(text="b", weight=0.1))]
    place = _after(saver, RUN, 1, __pregel_tasks=orders)
    saver.put_writes(place, [("__pregel_tasks", orders[0])], "t")
    found = saver.get_tuple(RUN)
    assert found is not None
    assert found.checkpoint["channel_values"] == {"__pregel_tasks": orders}
    assert found.pending_writes == [("t", "__pregel_tasks", orders[0])]
    assert serde.asked == {"list": 1}


@pytest.mark.parametrize("arg", [{"text": "a"}, Words(), Word(text="half \ud83d")], ids=type)
def test_other_orders_for_branches_are_kept_all_the_same(saver: SqliteProgress, arg: Any) -> None:
    _after(saver, RUN, 1, __pregel_tasks=[Send("next", arg)])
    found = saver.get_tuple(RUN)
    assert found is not None
    [send] = found.checkpoint["channel_values"]["__pregel_tasks"]
    assert send.node == "next"
    assert type(send.arg) is type(arg)


def test_what_another_version_wrote_comes_back_as_plain_json(of_words: tuple[SqliteProgress, Counting]) -> None:
    saver, _ = of_words
    _after(saver, RUN, 1, more=[{"words": "x"}], words={})
    found = saver.get_tuple(RUN)
    assert found is not None
    assert found.checkpoint["channel_values"] == {"more": [{"words": "x"}], "words": {}}


def test_a_value_is_serialised_once_for_its_task_and_its_channel(of_words: tuple[SqliteProgress, Counting]) -> None:
    saver, serde = of_words
    place = _after(saver, RUN, 1)
    value = {"b": Word(text="b")}
    saver.put_writes(place, [("other", value)], "t")
    saver.put(place, _checkpoint({"other": value}, 2), {}, {"other": 2})
    assert serde.asked["dict"] == 1
