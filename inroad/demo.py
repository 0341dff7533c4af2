"""`inroad demo`: the whole graph against the sandbox, in a throw-away home; everybody in it is made up."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import resources
from pathlib import Path

from pydantic import SecretStr

from inroad.errors import UserInputError
from inroad.graph.run import Watch, run_outreach
from inroad.settings import Context, Tools
from inroad.state import JobInput, JobState
from inroad.tools.addresses.mx import UnaskedMxResolver
from inroad.tools.cleaning.places import EmbeddedPlaceCleaner
from inroad.tools.pdl import pdl_client
from inroad.tools.postings.files import FilePostingReader
from inroad.tools.store.sqlite import SqliteStore

MADE_UP = "Everybody in this demo is made up, and so are their addresses; the provider is a stand-in on your machine."

# A population in which the posting that comes with the demo finds people of all three kinds.
_SEED = 5
# The stand-in is no account of anybody's; there is no reason to wait for its rate limit.
_CALLS_PER_MINUTE = 6_000


def run_demo(posting: str, folder: Path, watch: Watch | None = None) -> JobState:
    """Run a posting (or the one that comes with inroad) against the sandbox; drafts go to `folder`.

    Raises:
        UserInputError: the posting cannot be read, or the extra `demo` is not installed.
    """
    with _sandbox_for(posting or _shipped("posting.json")) as pdl_url, tempfile.TemporaryDirectory() as home:
        store = SqliteStore(Path(home) / "inroad.sqlite")
        client = pdl_client(SecretStr("sandbox-key"), pdl_url, per_minute=_CALLS_PER_MINUTE)
        tools = Tools(store=store, home=Path(home), mail_servers=UnaskedMxResolver(), pdl=client)
        job = JobInput(
            posting=posting or _shipped("posting.json"), sender=_shipped("resume.json"), out=str(folder.absolute())
        )
        try:
            return run_outreach(job, Context().with_tools(tools), watch)
        finally:
            client.close()
            store.close()


@contextmanager
def _sandbox_for(posting: str) -> Iterator[str]:
    """Start the sandbox with the posting's company where the posting is, and with its title among the people's."""
    try:
        from inroad.sandbox import Expectations, Sandbox
    except ImportError as error:
        raise UserInputError("The demo needs a small web server: pip install 'inroad[demo]'.") from error
    opening = FilePostingReader().read(posting)
    place = EmbeddedPlaceCleaner().strategy(opening)
    # The sandbox knows a metropolitan area only where People Data Labs has a name for it.
    headquarters = {opening.company: place.metro} if place.metro else {}
    expected = Expectations(headquarters=headquarters, titles={opening.company: opening.title})
    with Sandbox(_SEED, expected) as sandbox:
        yield sandbox.pdl_url


def _shipped(name: str) -> str:
    return str(resources.files("inroad") / "sandbox" / "data" / name)
