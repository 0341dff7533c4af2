"""Small graphs that a saver of progress has to carry through whatever happens to them."""

from __future__ import annotations

import operator
import random
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from threading import Condition
from typing import Annotated, Any

from langchain_core.runnables import RunnableConfig
from langgraph.graph import END, START, StateGraph
from langgraph.types import Command, Send, interrupt
from typing_extensions import TypedDict


class Log(TypedDict):
    """What was done, in order; `count` is whatever the last step said."""

    done: Annotated[list[str], operator.add]
    count: int


class BoomError(Exception):
    """A step that fails the first time."""


class Calls:
    """How often each step was begun; and how many tasks of the step that is going on have told what they came to."""

    def __init__(self) -> None:
        self.begun: Counter[str] = Counter()
        self._kept: Counter[str] = Counter()
        self._change = Condition()

    def kept(self, config: Any) -> None:
        """Take note that a task's writes are kept."""
        names = config["configurable"]
        if not names.get("checkpoint_ns"):
            with self._change:
                self._kept[names["checkpoint_id"]] += 1
                self._change.notify_all()

    def step(self, name: str, *, fails_after: int | None = None, asks: int = 0) -> Callable[[Any, RunnableConfig], Any]:
        """Return a step that tells its name, and asks so many questions.

        Where it is to fail, it does so at its first begin, once so many others of the graph were kept: LangGraph keeps
        no more of them when it has seen an error.
        """

        def run(state: Any, config: RunnableConfig) -> Any:
            at = config["configurable"]["checkpoint_map"][""]
            with self._change:
                self.begun[name] += 1
                if fails_after is not None and self.begun[name] == 1:
                    assert self._change.wait_for(lambda: self._kept[at] >= fails_after, 10)
                    raise BoomError(name)
            answers = [interrupt(f"{name} {number}?") for number in range(asks)]
            return {"done": [f"{name}:{state.get('item', '')}{''.join(answers)}"]}

        return run


def _graph() -> Any:
    return StateGraph(Log)


def line(calls: Calls) -> Any:
    """Three steps, one after another."""
    return _graph().add_sequence([(name, calls.step(name)) for name in "abc"]).add_edge(START, "a")


def branches(calls: Calls) -> Any:
    """Sends with payloads of their own, of which one fails at first; then a join."""
    graph = _graph().add_node("a", calls.step("a")).add_node("end", calls.step("end")).add_edge(START, "a")
    graph.add_node("work", calls.step("work")).add_node("hard", calls.step("hard", fails_after=3))
    sends = [*(Send("work", {"item": item}) for item in "xyz"), Send("hard", {"item": "w"})]
    graph.add_conditional_edges("a", lambda _: sends, ["work", "hard"])
    return graph.add_edge("work", "end").add_edge("hard", "end").add_edge("end", END)


def loop(calls: Calls) -> Any:
    """A step that is taken until it was taken four times; it fails once on the way."""

    def turn(state: Log, config: RunnableConfig) -> dict[str, Any]:
        calls.step(f"turn {state['count']}", fails_after=0 if state["count"] == 2 else None)({}, config)
        return {"done": ["turn"], "count": state["count"] + 1}

    graph = _graph().add_node("turn", turn).add_edge(START, "turn")
    return graph.add_conditional_edges("turn", lambda state: "turn" if state["count"] < 4 else END, ["turn", END])


def questions(calls: Calls) -> Any:
    """Two questions in one step; then four steps side by side, of which two ask and one fails."""
    graph = _graph().add_node("a", calls.step("a", asks=2)).add_edge(START, "a")
    for name, asks, fails_after in (("b", 1, None), ("c", 2, None), ("d", 0, 3), ("e", 0, None)):
        graph.add_node(name, calls.step(name, asks=asks, fails_after=fails_after)).add_edge("a", name)
    return graph.add_node("end", calls.step("end")).add_edge(list("bcde"), "end")


def nested(calls: Calls) -> Any:
    """A graph within: it asks, and fails; beside it a step that is done at once."""
    inner = _graph().add_sequence([("i", calls.step("i")), ("j", calls.step("j", asks=1, fails_after=1))])
    graph = _graph().add_node("inner", inner.add_edge(START, "i").compile()).add_node("beside", calls.step("beside"))
    graph.add_edge(START, "inner").add_edge(START, "beside").add_node("end", calls.step("end"))
    return graph.add_edge(["inner", "beside"], "end")


def jumps(calls: Calls) -> Any:
    """A step that says itself where to go, which asks."""

    def jump(state: Log, config: RunnableConfig) -> Command[Any]:
        return Command(
            update={"count": 7, **calls.step("jump")(state, config)}, goto=["left", Send("right", {"item": "s"})]
        )

    graph = _graph().add_node("jump", jump, destinations=("left", "right")).add_edge(START, "jump")
    return graph.add_node("left", calls.step("left", asks=1)).add_node("right", calls.step("right", fails_after=1))


def drawn(seed: int) -> Callable[[Calls], Any]:
    """Layers of steps with edges drawn between them; some fail, some ask."""

    def build(calls: Calls) -> Any:
        dice = random.Random(seed)
        graph, before = _graph(), [START]
        for depth in range(dice.randint(2, 5)):
            layer = [f"n{depth}{number}" for number in range(dice.randint(1, 4))]
            failing = dice.choice([*layer, ""])
            for name in layer:
                fails_after = len(layer) - 1 if name == failing else None
                graph.add_node(name, calls.step(name, fails_after=fails_after, asks=dice.choice((0, 0, 0, 1, 2))))
                for source in dice.sample(before, dice.randint(1, len(before))):
                    graph.add_edge(source, name)
            before = layer
        return graph

    build.__name__ = f"drawn{seed}"
    return build


GRAPHS = [line, branches, loop, questions, nested, jumps, *(drawn(seed) for seed in range(12))]


def way_through(open_graph: Callable[[], Any], run_id: str) -> list[Any]:
    """Take a graph to its end, through failures and questions; what its saver told at each stop.

    `open_graph` returns the compiled graph, each time as a process would that has just begun.
    """
    config: Any = {"configurable": {"thread_id": run_id}}
    order: Any = {"done": [], "count": 0}
    told = []
    while True:
        graph = open_graph()
        with suppress(BoomError):
            graph.invoke(order, config, durability="sync")
        seen = graph.get_state(config, subgraphs=True)
        told.append(_essence(seen))
        if not seen.next:
            return told
        order = Command(resume={each.id: f"{each.value}!" for each in seen.interrupts}) if seen.interrupts else None


def _essence(seen: Any) -> Any:
    """All that does not differ from run to run, as ids do."""
    tasks = [
        (task.name, str(task.error), [each.value for each in task.interrupts], task.state and _essence(task.state))
        for task in seen.tasks
    ]
    return seen.values, sorted(seen.next), sorted(tasks, key=str), seen.metadata["source"], seen.metadata["step"]
