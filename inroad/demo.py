"""`inroad demo`: the whole graph against the sandbox, in a throw-away home; everybody in it is made up."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import SecretStr

from inroad.errors import UserInputError
from inroad.graph.run import Watch, run_outreach
from inroad.settings import Context, Tools
from inroad.state import JobInput, JobState
from inroad.tools.apollo import apollo_client
from inroad.tools.cleaning.places import EmbeddedPlaceCleaner
from inroad.tools.hunter import hunter_client
from inroad.tools.pdl import pdl_client
from inroad.tools.postings.files import FilePostingReader
from inroad.tools.store.sqlite import SqliteStore

if TYPE_CHECKING:
    from inroad.sandbox import Sandbox

MADE_UP = "Everybody in this demo is made up, and so are their addresses; the providers are stand-ins on your machine."

# A population in which the demo's posting finds all three kinds of people, by all sources of addresses.
_SEED = 13
# The stand-in is no account of anybody's; there is no reason to wait for its rate limit.
_CALLS_PER_MINUTE = 6_000


def run_demo(posting: str, folder: Path, watch: Watch | None = None) -> JobState:
    """Run a posting (or the one that comes with inroad) against the sandbox; drafts go to `folder`.

    Raises:
        UserInputError: the posting cannot be read, or the extra `demo` is not installed.
    """
    job = JobInput(
        posting=posting or _shipped("posting.json"), sender=_shipped("resume.json"), out=str(folder.absolute())
    )
    with _sandbox_for(job.posting) as sandbox, _tools(sandbox) as tools:
        return run_outreach(job, Context().with_tools(tools), watch)


@contextmanager
def _tools(sandbox: Sandbox) -> Iterator[Tools]:
    """The tools of a user with a key for each provider, in a home that is thrown away."""
    key = SecretStr("sandbox-key")
    with (
        tempfile.TemporaryDirectory() as home,
        pdl_client(key, sandbox.pdl_url, per_minute=_CALLS_PER_MINUTE) as pdl,
        hunter_client(key, sandbox.hunter_url) as hunter,
        apollo_client(key, sandbox.apollo_url) as apollo,
        closing(SqliteStore(Path(home) / "inroad.sqlite")) as store,
    ):
        yield Tools(
            store=store, home=Path(home), mail_servers=sandbox.mail_servers, pdl=pdl, hunter=hunter, apollo=apollo
        )


@contextmanager
def _sandbox_for(posting: str) -> Iterator[Sandbox]:
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
        yield sandbox


def _shipped(name: str) -> str:
    return str(resources.files("inroad") / "sandbox" / "data" / name)
