"""Every error that inroad raises on purpose, in one tree.

InroadError
├── UserInputError       what the user gave cannot be used; exit code 2
│   ├── PostingError     a posting that cannot be read, or that lacks its company
│   │   └── SeveralJobsError  a file with several jobs, of which none was chosen; `jobs` are their ids
│   ├── FetchError       an address that may not be fetched, or cannot be; `status` is the HTTP status, if one came
│   ├── NetworkFileError a CSV of contacts that cannot be read
│   ├── SenderError      a resume or sender file that cannot be used
│   ├── OutputError      a folder or file that cannot be written
│   └── RunNotFoundError no run of that name is in the store
├── StoreError           the store on disk cannot be read or written
├── BudgetSpentError     the next call would pass the budget; nothing was asked
└── ProviderError        a provider of data failed; `provider` says which, `may_have_acted` whether it may charge
    ├── BadKeyError          it does not accept the key, or the key does not reach this far
    ├── OutOfCreditError     the account's credits or quota are used up
    ├── RateLimitedError     too many calls; `retry_after` says for how long, where it is known
    ├── RefusedQueryError    it does not take the question as it was put
    │   └── ContextTooLongError  the question is longer than a model can read
    ├── NotFoundError        it has nothing that matches
    ├── ObjectedError        the person has asked it not to be processed; nothing of them may be used
    ├── UnavailableError     it cannot be reached, broke off or failed; `sent` says whether the request may have arrived
    └── GarbledAnswerError   it answered with something that is not the JSON it promises

The text of each is one sentence that says what happened and what to do, fit to be shown as it is.
"""

from __future__ import annotations

from collections.abc import Sequence


class InroadError(Exception):
    """The root: catching it catches whatever inroad raises on purpose."""


class UserInputError(InroadError, ValueError):
    """Something that the user gave cannot be used; a ValueError too, whose text LangGraph's server lets through."""


class PostingError(UserInputError):
    """A posting cannot be read, or lacks what a run needs."""


class SeveralJobsError(PostingError):
    """A posting holds several jobs, and none was chosen; `jobs` are what each can be chosen by."""

    def __init__(self, message: str, jobs: Sequence[str]) -> None:
        super().__init__(message)
        self.jobs = jobs


class FetchError(UserInputError):
    """An address may not be fetched, or cannot be; `status` is the HTTP status, None when none came."""

    def __init__(self, message: str, status: int | None = None) -> None:
        super().__init__(message)
        self.status = status


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


class BudgetSpentError(InroadError):
    """The next call would pass the budget; it was not made."""


class ProviderError(InroadError):
    """A provider of data failed.

    `provider` is its short name ("pdl"), `status` the HTTP status where one came. What is set here
    survives pickling, so that a worker process can hand the error on.
    """

    def __init__(self, message: str, provider: str = "", status: int | None = None) -> None:
        super().__init__(message)
        self.provider = provider
        self.status = status

    @property
    def may_have_acted(self) -> bool:
        """Whether the provider may have carried the call out, and may charge for it."""
        return False


class BadKeyError(ProviderError):
    """The provider does not accept the key, or the key's plan does not reach this far."""


class OutOfCreditError(ProviderError):
    """The account's credits or quota are used up."""


class RateLimitedError(ProviderError):
    """Too many calls; the provider did not act. `retry_after` is in seconds, None when it is not known."""

    def __init__(
        self, message: str, provider: str = "", status: int | None = None, retry_after: float | None = None
    ) -> None:
        super().__init__(message, provider, status)
        self.retry_after = retry_after


class RefusedQueryError(ProviderError):
    """The provider does not take the question as it was put."""


class ContextTooLongError(RefusedQueryError):
    """The question is longer than the model can read; a shorter one may be asked."""


class NotFoundError(ProviderError):
    """The provider has nothing that matches."""


class ObjectedError(ProviderError):
    """The person has asked the provider not to be processed, and is to be left alone."""


class UnavailableError(ProviderError):
    """The provider cannot be reached, broke off or failed.

    `sent` says whether the request may have reached it; `retry_after` is in seconds, where it told.
    """

    def __init__(
        self,
        message: str,
        provider: str = "",
        status: int | None = None,
        sent: bool = True,
        retry_after: float | None = None,
    ) -> None:
        super().__init__(message, provider, status)
        self.sent = sent
        self.retry_after = retry_after

    @property
    def may_have_acted(self) -> bool:
        """Whether the provider may have carried the call out, and may charge for it."""
        return self.sent


class GarbledAnswerError(ProviderError):
    """The provider answered with something that is not the JSON it promises."""

    @property
    def may_have_acted(self) -> bool:
        """Whether the provider may have carried the call out, and may charge for it."""
        return True
