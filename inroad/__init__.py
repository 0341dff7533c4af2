"""inroad: from a job posting to the right people, an address for each, and honest drafts.

from inroad import outreach

state = outreach(posting="posting.html", network=["Connections.csv"], sender="resume.json")
for contact in state.contacts:
    print(contact.first_name, contact.email.status, contact.why)
"""

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

__all__ = ["Context", "JobInput", "JobState", "Settings", "outreach"]

if TYPE_CHECKING:
    from inroad.settings import Context, Settings
    from inroad.state import JobInput, JobState

_HOMES = {
    "Context": "inroad.settings",
    "Settings": "inroad.settings",
    "JobInput": "inroad.state",
    "JobState": "inroad.state",
}


def outreach(context: "Context | None" = None, **job: Any) -> "JobState":
    """Run the outreach graph for one posting and return its final state; `output` is the report.

    With `review=True` it comes back before drafts are made; `inroad.graph.run.review` shows what waits, and
    `inroad.graph.run.decide` goes on.

    Args:
        context: connections and limits; the user's settings when left out.
        **job: the fields of `JobInput`.

    Raises:
        UserInputError: something in the input cannot be used.
        StoreError: the store cannot be used.
    """
    from inroad.graph.run import run_outreach
    from inroad.settings import Context
    from inroad.state import JobInput

    return run_outreach(JobInput(**job), context or Context())


def __getattr__(name: str) -> Any:
    """Import what is asked for: `inroad --help` has to come at once, and needs none of it."""
    if name not in _HOMES:
        raise AttributeError(f"module 'inroad' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
