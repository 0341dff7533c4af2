"""Progress that an earlier inroad left in the file, brought into the tables of today.

It kept each checkpoint of a run as a whole, in the tables `checkpoints` and `writes`; of those only the newest is of
use. They go once it was brought over, all in one transaction.
"""

from __future__ import annotations

import json
from itertools import groupby
from operator import itemgetter
from typing import Any

from langchain_core.runnables import RunnableConfig
from langgraph.checkpoint.base import ChannelVersions, Checkpoint

from inroad.graph.progress_file import ProgressFile
from inroad.graph.progress_sqlite import SqliteProgress

_THERE = "SELECT 1 FROM sqlite_master WHERE name = 'checkpoints'"
_NEWEST = (
    "SELECT thread_id, checkpoint_ns, max(checkpoint_id), parent_checkpoint_id, metadata, type, checkpoint "
    "FROM checkpoints GROUP BY thread_id, checkpoint_ns"
)
_WRITES = (
    "SELECT task_id, task_path, channel, type, value FROM writes "
    "WHERE thread_id = ? AND checkpoint_ns = ? AND checkpoint_id = ? ORDER BY task_id, task_path, idx"
)


def bring_over(file: ProgressFile, saver: SqliteProgress) -> None:
    """Bring over what an earlier inroad left, if it left anything."""
    if not file.rows(_THERE):
        return
    with file.writing() as connection:
        if not file.rows(_THERE):  # another process was quicker
            return
        for run_id, graph, checkpoint_id, parent_id, metadata, *typed in file.rows(_NEWEST):
            names = {"thread_id": run_id, "checkpoint_ns": graph}
            before: RunnableConfig = {"configurable": names | {"checkpoint_id": parent_id}}
            checkpoint = _counted(saver.serde.loads_typed(tuple(typed)))
            place = saver.put(before, checkpoint, json.loads(metadata), checkpoint["channel_versions"])
            writes = file.rows(_WRITES, (run_id, graph, checkpoint_id))
            for (task_id, path), rows in groupby(writes, itemgetter(0, 1)):
                values = [(channel, saver.serde.loads_typed((kind, body))) for *_, channel, kind, body in rows]
                saver.put_writes(place, values, task_id, path)
        connection.execute("DROP TABLE checkpoints")
        connection.execute("DROP TABLE writes")


def _counted(checkpoint: Checkpoint) -> Checkpoint:
    """The checkpoint with whole numbers as versions, which were texts: a number, a dot, and something random."""
    seen = {node: _numbers(versions) for node, versions in checkpoint["versions_seen"].items()}
    return {**checkpoint, "channel_versions": _numbers(checkpoint["channel_versions"]), "versions_seen": seen}


def _numbers(versions: dict[str, Any]) -> ChannelVersions:
    return {channel: int(str(version).partition(".")[0]) for channel, version in versions.items()}
