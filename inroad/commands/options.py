"""The options that say what is asked for of a posting, declared once for all commands that take them."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from inroad.commands.terminal import absolute
from inroad.errors import UserInputError

if TYPE_CHECKING:
    from inroad.settings import Settings
    from inroad.state import JobInput

Asked = Mapping[str, Any]
Input = TypeVar("Input", bound="JobInput")
Personal = Annotated[bool, typer.Option("--personal", help="Allow addresses that are not at the company.")]
Budget = Annotated[str | None, typer.Option(help="The most that may be spent, in credits: 40, or pdl=20,hunter=10.")]


def _asked(
    *,
    max_contacts: Annotated[
        int | None, typer.Option(min=1, max=100, help="How many people at the most.  [default: 8]")
    ] = None,
    who: Annotated[str, typer.Option(help="Whom to look for.")] = "peers,managers,recruiters",
    school: Annotated[str, typer.Option(help="Only alumni of this school.")] = "",
    network: Annotated[
        list[Path] | None,
        typer.Option(help="A CSV of people you know, e.g. Connections.csv; may be repeated."),
    ] = None,
    columns: Annotated[
        list[str] | None, typer.Option(help="Name a column of the CSV: company=Firma; may be repeated.")
    ] = None,
    sender: Annotated[
        Path | None, typer.Option(help="Who you are: a JSON Resume, or a TOML with name and email.")
    ] = None,
    kind: Annotated[
        str, typer.Option(help="What to write: introduction, referral, linkedin, follow_up or none.")
    ] = "introduction",
    tone: Annotated[str, typer.Option(help="How it should sound: friendly, formal or direct.")] = "friendly",
    language: Annotated[
        str, typer.Option(help="The language of the messages, as en or de.  [default: the posting's]")
    ] = "",
    style: Annotated[
        Path | None, typer.Option(help="A text file with messages of yours, whose style a model follows.")
    ] = None,
    attach: Annotated[Path | None, typer.Option(help="A file to attach to each draft.")] = None,
    drafts: Annotated[str | None, typer.Option(help="eml, gmail, imap or none.  [default: eml]")] = None,
    out: Annotated[Path | None, typer.Option(help="The folder for drafts.")] = None,
    company: Annotated[str, typer.Option(help="The company, when the posting does not name it.")] = "",
    domain: Annotated[str, typer.Option(help="The company's mail domain, when you know it.")] = "",
    personal: Personal = False,
    students: Annotated[
        bool, typer.Option("--students", help="With --school: people who still study there count as well.")
    ] = False,
    budget: Budget = None,
    more: Annotated[int, typer.Option(min=0, max=100, help="Find this many others than before.")] = 0,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show the plan; search nothing.")] = False,
    review: Annotated[
        bool, typer.Option("--review", help="Stop before drafts are made, to look at each message.")
    ] = False,
) -> Asked:
    """Return what the options say, by their names."""
    return {**locals()}


def takes_job_options(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options above in the place of its parameter `asked`, which holds them by their names."""
    shared = inspect.signature(_asked, eval_str=True).parameters
    takes: list[inspect.Parameter] = []
    for parameter in inspect.signature(command, eval_str=True).parameters.values():
        takes += shared.values() if parameter.name == "asked" else [parameter]

    def with_options(**given: Any) -> None:
        command(**{name: value for name, value in given.items() if name not in shared}, asked=_only(shared, given))

    with_options.__name__, with_options.__doc__ = command.__name__, command.__doc__
    with_options.__signature__ = inspect.Signature(  # type: ignore[attr-defined]
        [parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY) for parameter in takes]
    )
    with_options.__annotations__ = {parameter.name: parameter.annotation for parameter in takes}
    return with_options


def changed_options(asked: Asked) -> list[str]:
    """Return the options that were given, as they are typed: those that do not have their default."""
    shared = inspect.signature(_asked).parameters
    return [f"--{name.replace('_', '-')}" for name, value in asked.items() if value != shared[name].default]


def job_input(settings: Settings, asked: Asked, **fields: Any) -> JobInput:
    """Return what the options ask for; `fields` are those that a command has besides.

    Raises:
        UserInputError: a value does not fit its option.
    """
    from inroad.state import JobInput

    return checked(JobInput, **_with_settings(settings, asked), **fields)


def checked(shape: type[Input], **fields: Any) -> Input:
    """Return an input of a new run with these fields, each of which an option stands for.

    Raises:
        UserInputError: a value does not fit its option.
    """
    from pydantic import ValidationError

    from inroad.tools.store.runs import new_run_id
    from inroad.tools.wording import refusal

    try:
        return shape(**fields, run_id=new_run_id())
    except ValidationError as error:
        option = str(error.errors()[0]["loc"][0]).replace("_", "-")
        raise UserInputError(f"--{option} {refusal(error)}.") from error


def posting_named(text: str) -> str:
    """Return the posting that an argument names: its address, a job of the board, or a file's absolute path.

    Raises:
        UserInputError: it names nothing.
    """
    from inroad.tools.jobs import is_job

    if not text.strip():
        raise UserInputError("No posting was named; give its file or its address.")
    return text if "://" in text or is_job(text) else absolute(Path(text))


def people_asked(settings: Settings, asked: Asked) -> dict[str, Any]:
    """Return the options that say how many people, where from and for how much; what was not said is as set."""
    network = asked["network"]
    return {
        "max_contacts": asked["max_contacts"] or settings.inroad_max_contacts,
        "network": [absolute(file) for file in (settings.inroad_network if network is None else network)],
        "columns": _pairs(asked["columns"] or []),
        "budget": settings.inroad_budget if asked["budget"] is None else asked["budget"],
    }


def _with_settings(settings: Settings, asked: Asked) -> dict[str, Any]:
    """The options as fields of a JobInput: paths are whole, what was not said is as the settings say."""
    who = asked["who"]
    return {
        **asked,
        **people_asked(settings, asked),
        "who": [part.strip() for part in who.split(",") if part.strip()] or [who],
        "sender": absolute(asked["sender"] or settings.inroad_sender),
        "style": absolute(asked["style"]),
        "attach": absolute(asked["attach"]),
        "drafts": asked["drafts"] or settings.inroad_drafts,
        "out": absolute(asked["out"]),
    }


def _only(names: Mapping[str, object], given: Asked) -> Asked:
    return {name: given[name] for name in names}


def _pairs(columns: list[str]) -> dict[str, str]:
    pairs = [text.partition("=") for part in columns for text in part.split(",") if text.strip()]
    for name, equals, header in pairs:
        if not (name.strip() and equals and header.strip()):
            raise UserInputError(f"--columns takes name=header, such as company=Firma; {name!r} is neither.")
    return {name.strip(): header.strip() for name, _, header in pairs}
