"""The progress of runs that are not done, copied to where another store keeps it."""

from __future__ import annotations

from typing import Any

from langgraph.checkpoint.base import (
    BaseCheckpointSaver,
    ChannelVersions,
    Checkpoint,
    CheckpointTuple,
    copy_checkpoint,
)
from langgraph.checkpoint.serde.types import ERROR

from inroad.errors import StoreError
from inroad.graph.processes import is_alive, taken
from inroad.graph.progress import opened, thread
from inroad.settings import Tools

_Saver = BaseCheckpointSaver[Any]


def refuse_while_at_work(tools: Tools) -> None:
    """Make sure that no process is at a run, whose progress would be torn.

    Raises:
        UserInputError: one is.
    """
    for run in tools.runs.list():
        if is_alive(run, tools):
            raise taken(run)


def copy_progress(source: Tools, target: Tools) -> list[str]:
    """Copy where the paused, stopped and failed runs of the source stand; the ids of those that can go on there.

    Raises:
        StoreError: the progress cannot be read or written, or is not the same afterwards.
        UserInputError: MongoDB is one of them, and the extra `mongo` is not installed.
    """
    run_ids = [run.run_id for run in source.runs.list() if run.state != "done"]
    with opened(source) as here, opened(target) as there:
        return [run_id for run_id in run_ids if _copy(run_id, here, there)]


def _copy(run_id: str, here: _Saver, there: _Saver) -> bool:
    """Copy the last checkpoint with what its unfinished step has written; False where a run has none."""
    found = here.get_tuple(thread(run_id))
    if found is None:
        return False
    there.delete_thread(run_id)
    wanted = _counted_anew(found.checkpoint, there)
    place = there.put(_before(found), wanted, found.metadata, wanted["channel_versions"])
    for task_id, writes in _writes(found).items():
        there.put_writes(place, writes, task_id)
    copied = there.get_tuple(thread(run_id))
    if copied is None or (copied.checkpoint, _writes(copied)) != (wanted, _writes(found)):
        raise StoreError(f"The progress of the run {run_id} is not the same after copying; copy again when it is idle.")
    return True


def _counted_anew(checkpoint: Checkpoint, there: _Saver) -> Checkpoint:
    """The checkpoint with the versions of its channels as the other side counts them, in the same order."""
    seen = checkpoint["versions_seen"]
    old = {version for versions in (checkpoint["channel_versions"], *seen.values()) for version in versions.values()}
    new: dict[Any, Any] = {}
    last = None
    for version in sorted(old):
        last = new[version] = there.get_next_version(last, None)
    counted = copy_checkpoint(checkpoint)
    counted["channel_versions"] = _renamed(checkpoint["channel_versions"], new)
    counted["versions_seen"] = {node: _renamed(versions, new) for node, versions in seen.items()}
    return counted


def _renamed(versions: ChannelVersions, new: dict[Any, Any]) -> ChannelVersions:
    return {channel: new[version] for channel, version in versions.items()}


def _before(found: CheckpointTuple) -> Any:
    """The configuration under which a checkpoint is put: that of the one before it, which stays behind."""
    names = found.config["configurable"]
    parent = (found.parent_config or {}).get("configurable", {}).get("checkpoint_id")
    kept = {"thread_id": names["thread_id"], "checkpoint_ns": names.get("checkpoint_ns", "")}
    return {"configurable": {**kept, "checkpoint_id": parent}}


def _writes(found: CheckpointTuple) -> dict[str, list[tuple[str, Any]]]:
    """What each task has written, errors left out: the task is done again, and may say so anew."""
    by_task: dict[str, list[tuple[str, Any]]] = {}
    for task_id, channel, value in found.pending_writes or []:
        if channel != ERROR:
            by_task.setdefault(task_id, []).append((channel, value))
    return by_task
