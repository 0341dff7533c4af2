"""What the server of processes imports: all workers, and one run, after which tables are read and modules loaded."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from inroad.graph.run import run_outreach
from inroad.settings import Context, Tools
from inroad.tools.addresses.mx import UnaskedMxResolver
from inroad.tools.store.sqlite import SqliteStore
from tests.graph import crash_preload, dying_worker, once_worker, review_worker
from tests.graph.once_job import job_for_eight, write_files

__all__ = ["crash_preload", "dying_worker", "once_worker", "review_worker"]


def _run(home: Path) -> None:
    write_files(home)
    with closing(SqliteStore(home / "inroad.sqlite")) as store:
        context = Context().with_tools(Tools(store=store, home=home, mail_servers=UnaskedMxResolver()))
        run_outreach(job_for_eight(home, market=False), context)


with TemporaryDirectory(prefix="inroad-warm-") as folder:
    _run(Path(folder))
