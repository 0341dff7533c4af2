"""inroad: from a job posting to the right people, an address for each, and honest drafts.

from inroad import outreach

state = outreach(posting="posting.html", network=["Connections.csv"], sender="resume.json")
for contact in state.contacts:
    print(contact.first_name, contact.email.status, contact.why)
"""

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

__all__ = [
    "AnalysisInput",
    "AnalysisState",
    "Context",
    "JobInput",
    "JobState",
    "Settings",
    "analyse",
    "analyse_async",
    "outreach",
]

if TYPE_CHECKING:
    from inroad.analysis import AnalysisInput, AnalysisState
    from inroad.settings import Context, Settings
    from inroad.state import JobInput, JobState

_HOMES = {
    "AnalysisInput": "inroad.analysis",
    "AnalysisState": "inroad.analysis",
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


def analyse(context: "Context | None" = None, **job: Any) -> "AnalysisState":
    """Run the larger pipeline for one posting and return its final state; `output` is the analysis.

    It works from any caller: a script, a thread, a notebook, within a running event loop.

    Args:
        context: connections and limits; the user's settings when left out.
        **job: the fields of `AnalysisInput`, such as `posting` and `cv`.

    Raises:
        UserInputError: something in the input cannot be used.
        StoreError: the store cannot be used.
    """
    from inroad.analysis import AnalysisInput
    from inroad.graph.analysis import run_analysis
    from inroad.settings import Context

    return run_analysis(AnalysisInput(**job), context or Context())


async def analyse_async(context: "Context | None" = None, **job: Any) -> "AnalysisState":
    """Do as `analyse` does, in a thread of its own, so that the event loop goes on. Raises as `analyse` does."""
    from inroad.analysis import AnalysisInput
    from inroad.graph.analysis import run_analysis_async
    from inroad.settings import Context

    return await run_analysis_async(AnalysisInput(**job), context or Context())


def __getattr__(name: str) -> Any:
    """Import what is asked for: `inroad --help` has to come at once, and needs none of it."""
    if name not in _HOMES:
        raise AttributeError(f"module 'inroad' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
