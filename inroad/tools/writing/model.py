"""The hosted writer's model: any server that speaks OpenAI's protocol, asked for answers of a given shape."""

from __future__ import annotations

import math
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from pydantic import SecretStr, ValidationError

from inroad.errors import ContextTooLongError, NotFoundError, RefusedQueryError, UserInputError
from inroad.tools.http import JsonClient, Limit, Pace, Patience, Provider, Timing
from inroad.tools.writing import ModelAnswer, Prompt, Schema, UnusableAnswerError, Usage
from inroad.tools.writing.model_meaning import is_about_shape, is_too_long, meaning

if TYPE_CHECKING:
    from inroad.tools.writing.model_wire import ModelWire

Method = Literal["json_schema", "function_calling", "json_mode"]

NAME = "model"
OPENAI_URL = "https://api.openai.com/v1"
OPENAI_MODEL = "gpt-5-mini"
# Servers that limit the calls at once allow about so many to a small account (DeepSeek names the limit in its answer).
AT_ONCE = 20
# From the strictest to the one that most servers know; each is tried when the server refuses those before it.
METHODS: tuple[Method, ...] = ("json_schema", "function_calling", "json_mode")
# A batch is thought over and written before the first byte comes.
PATIENCE = Patience(connect=10, read=120, total=300)
# A server of one's own asks for no key; the header has to hold something.
_NO_KEY = "no-key-is-needed"


@dataclass(frozen=True)
class Access:
    """Which model is asked where, by which method; `price` is in dollars per million tokens, input and output.

    `per_minute` calls at the most begin in a minute, `at_once` are under way at a time.
    """

    model: str
    base_url: str
    key: SecretStr
    method: Method = "json_schema"
    price: tuple[float, float] | None = None
    per_minute: int | None = None
    at_once: int = AT_ONCE


def model_access(
    *,
    key: SecretStr,
    base_url: str,
    model: str,
    method: Method = "json_schema",
    price: tuple[float, float] | None = None,
    per_minute: int | None = None,
    at_once: int = AT_ONCE,
    setting: str = "INROAD_MODEL",
) -> Access | None:
    """Return how the model is reached, or None when the user has not set any up.

    A key alone is enough, then the model is OpenAI's default; a server of one's own needs no key, but the model's name.
    `setting` is where the user names the model.

    Raises:
        UserInputError: a model of OpenAI's is named without a key.
    """
    base_url, key = base_url.strip().rstrip("/"), SecretStr(key.get_secret_value().strip())
    is_openai = base_url == OPENAI_URL
    if is_openai and not key.get_secret_value():
        if model:
            raise UserInputError(
                f"{setting} names {model}, but there is no key; set OPENAI_API_KEY, or OPENAI_BASE_URL for a "
                "server of your own."
            )
        return None
    if not key.get_secret_value():
        if not model:
            return None
        key = SecretStr(_NO_KEY)
    return Access(model or OPENAI_MODEL, base_url, key, method, price, per_minute, at_once)


def read_price(text: str) -> tuple[float, float]:
    """Read "0.25,2.00": the dollars for a million tokens of input and of output.

    Raises:
        ValueError: it is not two amounts.
    """
    try:
        asked, answered = (float(part) for part in text.split(","))
    except ValueError:
        asked = answered = math.nan
    if not (0 <= asked < math.inf and 0 <= answered < math.inf):
        raise ValueError('give dollars per million tokens of input and output, such as "0.25,2.00"')
    return asked, answered


class StructuredModel:
    """A model behind OpenAI's protocol; all threads share it.

    The libraries are loaded at the first question. A method that the server refuses is left for the next one, for as
    long as this object lives.
    """

    def __init__(self, access: Access, *, patience: Patience = PATIENCE, timing: Timing | None = None) -> None:
        """Make ready to ask; nothing is connected yet.

        Raises:
            UserInputError: the base URL is not one that a key may be sent to.
            BadKeyError: the key holds what no header can.
        """
        self.name = access.model
        self.server = access.base_url
        self._access = access
        self._client = _client(access, patience, timing or Timing())
        self._wire: ModelWire | None = None
        self._method = access.method
        self._lock = threading.Lock()
        self._slots = threading.BoundedSemaphore(access.at_once)

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def ask(self, prompt: Prompt, schema: type[Schema]) -> ModelAnswer[Schema]:
        """Return the answer as an instance of a schema.

        Raises:
            ContextTooLongError: the prompt is longer than the model can read.
            UnusableAnswerError: the model refused, was cut off, or answered in another shape.
            ProviderError: the model could not be asked.
        """
        first = self._method
        *before, last = METHODS[METHODS.index(first) :]
        for method in before:
            try:
                return self._ask(prompt, schema, method, first)
            except _ShapeRefusedError:
                continue
        return self._ask(prompt, schema, last, first)

    def _ask(self, prompt: Prompt, schema: type[Schema], method: Method, first: Method) -> ModelAnswer[Schema]:
        try:
            with self._slots:
                text, usage = self._loaded().ask(prompt, schema, method)
        except (RefusedQueryError, NotFoundError) as error:
            raise self._meant(error) from None
        self._method = method
        notes = [] if method == first else [self._note(first, method)]
        return ModelAnswer(self._read(text, schema, usage), usage, notes)

    def _read(self, text: str, schema: type[Schema], usage: Usage) -> Schema:
        try:
            return schema.model_validate_json(text)
        except ValidationError:
            raise UnusableAnswerError(
                f"The model {self.name} did not answer in the shape that was asked for; try again, or set "
                "INROAD_MODEL to another.",
                NAME,
                usage,
            ) from None

    def _meant(self, error: RefusedQueryError | NotFoundError) -> RefusedQueryError:
        """What a refusal is about; the text is the provider's, or comes from it."""
        said, status = str(error), error.status
        if is_too_long(said) or status == 413:
            text = f"The facts are longer than the model {self.name} can read; set INROAD_MODEL to one that reads more."
            return ContextTooLongError(text, NAME, status)
        if isinstance(error, NotFoundError) and not is_about_shape(said):
            text = f"There is no model {self.name} at {self._access.base_url}; set INROAD_MODEL to one that it has."
            return RefusedQueryError(text, NAME, status)
        return _ShapeRefusedError(said, NAME, status)

    def _note(self, first: Method, method: Method) -> str:
        return (
            f"The model's server refuses the method {first}, and answers by {method}; set INROAD_MODEL_METHOD={method} "
            "to save the question."
        )

    def _loaded(self) -> ModelWire:
        with self._lock:
            if self._wire is None:
                from inroad.tools.writing.model_wire import ModelWire

                self._wire = ModelWire(self._access, self._client)
            return self._wire


class _ShapeRefusedError(RefusedQueryError):
    """The server does not take the question, maybe for the method by which the shape is asked for."""


def _client(access: Access, patience: Patience, timing: Timing) -> JsonClient:
    provider = provider_at(access, NAME, f"The server of the model {access.model}")
    throttles = throttles_at(access, NAME, timing)
    return JsonClient(provider, meaning=meaning, throttles=throttles, patience=patience, timing=timing)


def provider_at(access: Access, id_: str, name: str) -> Provider:
    """Return the server of a model as a provider of that id, called by that name in errors."""
    return Provider(
        id=id_,
        name=name,
        base_url=access.base_url,
        key=access.key,
        key_variable="OPENAI_API_KEY",
        url_variable="OPENAI_BASE_URL",
        key_header="Authorization",
        key_prefix="Bearer ",
    )


def throttles_at(access: Access, id_: str, timing: Timing) -> dict[str, Pace]:
    """Return the throttle of a server's model, by path as `JsonClient` takes it; none where no limit is set."""
    if not access.per_minute:
        return {}
    return {"": timing.pace(f"{id_}/{access.base_url}", access.key, [Limit(access.per_minute, 60)])}
