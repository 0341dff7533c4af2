"""Processes that may be killed: a server that has run everything once forks each of them."""

from __future__ import annotations

import multiprocessing

PROCESSES = multiprocessing.get_context("forkserver")
# One server serves a whole pytest process, so that there is one list for all tests.
PROCESSES.set_forkserver_preload(["tests.graph.warm"])
