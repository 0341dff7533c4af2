"""Every error that inroad raises on purpose, in one tree.

InroadError
├── UserInputError       what the user gave cannot be used; exit code 2
│   ├── PostingError     a posting that cannot be read, or that lacks its company
│   ├── NetworkFileError a CSV of contacts that cannot be read
│   ├── SenderError      a resume or sender file that cannot be used
│   └── OutputError      a folder or file that cannot be written
├── StoreError           the store on disk cannot be read or written
└── RunNotFoundError          no run of that name is in the store; exit code 2

The text of each is one sentence that says what happened and what to do, fit to be shown as it is.
"""


class InroadError(Exception):
    """The root: catching it catches whatever inroad raises on purpose."""


class UserInputError(InroadError, ValueError):
    """Something that the user gave cannot be used; a ValueError too, whose text LangGraph's server lets through."""


class PostingError(UserInputError):
    """A posting cannot be read, or lacks what a run needs."""


class NetworkFileError(UserInputError):
    """A file of contacts cannot be read."""


class SenderError(UserInputError):
    """A resume or sender file cannot be used."""


class OutputError(UserInputError):
    """A folder or file that the user named cannot be written."""


class StoreError(InroadError, RuntimeError):
    """The store cannot be read or written."""


class RunNotFoundError(UserInputError):
    """No run of that name is in the store."""
