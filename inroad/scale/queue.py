"""The queue: one message a posting, with the batch, the posting's number and the version of inroad, and no more.

The queue's name has the version, so that a worker gets what it understands.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from pydantic import SecretStr

from inroad import __version__
from inroad.errors import StoreError, UserInputError

if TYPE_CHECKING:
    from celery import Celery

TASK = "inroad.posting"
_SCHEMES = ("redis", "rediss", "amqp", "amqps")
_SECONDS = 4  # for a connection

# Redis hands a message out again only after this time; what a dead worker had is sent again long before (`sweep.py`).
# RabbitMQ does so at once.
_VISIBLE_AFTER = 3600


class Queue:
    """Where messages are put for the workers of one version; `shown` is its address without a password."""

    def __init__(self, broker: SecretStr) -> None:
        """Name the broker; nothing is connected yet.

        Raises:
            UserInputError: there is no broker in the settings, or none that can be used; or Celery is not installed.
        """
        url = _usable(broker.get_secret_value().strip())
        self.name = queue_of(__version__)
        self.app = _app(url, self.name)
        self.shown = str(self.app.connection_for_write().as_uri())

    def check(self) -> None:
        """Make sure that the broker answers.

        Raises:
            StoreError: it does not.
        """
        with self._in_words(), self._connected():
            pass

    def send(self, batch_id: str, numbers: Iterable[int], version: str = __version__) -> int:
        """Put postings of a batch into the queue of a version, in this order; how many they were.

        Raises:
            StoreError: the broker does not answer; some may be in the queue.
        """
        sent = 0
        with self._in_words(), self._connected() as connection, self.app.amqp.Producer(connection) as producer:
            for number in numbers:
                message = {"batch": batch_id, "number": number, "version": version}
                self.app.send_task(TASK, kwargs=message, queue=queue_of(version), producer=producer, retry=False)
                sent += 1
        return sent

    def waiting(self) -> int:
        """How many messages are in the queue and with nobody.

        Raises:
            StoreError: the broker does not answer.
        """
        with self._in_words(), self._connected() as connection:
            try:
                return int(connection.channel().queue_declare(self.name, passive=True).message_count)
            except connection.channel_errors:  # there is no such queue: in Redis, an empty one
                return 0

    def close(self) -> None:
        """Let the connections go."""
        self.app.close()

    @contextmanager
    def _connected(self) -> Iterator[Any]:
        with self.app.connection_for_write() as connection:
            # Left to itself, Kombu sleeps for seconds before each of its own tries.
            connection.ensure_connection(max_retries=1, interval_start=0, interval_step=0, timeout=_SECONDS)
            yield connection

    @contextmanager
    def _in_words(self) -> Iterator[None]:
        from kombu.exceptions import OperationalError

        with self.app.connection_for_write() as connection:
            errors = (OperationalError, *connection.connection_errors, *connection.channel_errors)
        try:
            yield
        except errors as error:
            raise StoreError(
                f"The broker at {self.shown} does not answer ({type(error.__cause__ or error).__name__}); "
                "start it, or look at INROAD_BROKER."
            ) from error


def queue_of(version: str) -> str:
    """Return the name of the queue for a version of inroad; those that differ in the last part only share one."""
    return f"inroad-{'.'.join(version.split('.')[:2])}"


def _usable(url: str) -> str:
    if not url:
        raise UserInputError(
            "There is no queue: set INROAD_BROKER to a Redis or RabbitMQ, such as redis://localhost:6379/0."
        )
    try:
        parts = urlsplit(url)
        usable = parts.scheme in _SCHEMES and bool(parts.hostname) and parts.port != 0
    except ValueError:
        usable = False
    if not usable:
        raise UserInputError(
            "INROAD_BROKER is not usable; it looks like redis://:password@host:6379/0 (rediss:// for TLS), "
            "or amqp://user:password@host:5672/ (amqps://)."
        )
    return url


def _app(url: str, name: str) -> Celery:
    try:
        from celery import Celery
    except ImportError as error:
        raise UserInputError(
            "The queue needs Celery, which is not there; `pip install 'inroad[scale]'` brings it."
        ) from error
    app = Celery("inroad", broker=url, set_as_current=False)
    app.conf.update(_settings(is_amqp=url.startswith("amqp")), task_default_queue=name)
    return app


def _settings(*, is_amqp: bool) -> dict[str, Any]:
    """What is common to those who send and those who work; nothing but JSON is read, and no results are kept."""
    return {
        "accept_content": ["json"],
        "task_serializer": "json",
        "event_serializer": "json",
        "result_serializer": "json",
        "task_ignore_result": True,
        "task_acks_late": True,
        "task_reject_on_worker_lost": True,
        "worker_prefetch_multiplier": 1,
        "worker_enable_remote_control": False,
        "worker_hijack_root_logger": False,
        "worker_redirect_stdouts": False,
        "broker_connection_timeout": _SECONDS,
        "broker_connection_retry_on_startup": True,
        "broker_transport_options": {"confirm_publish": True}
        if is_amqp
        else {
            "visibility_timeout": _VISIBLE_AFTER,
            "socket_connect_timeout": _SECONDS,
            "socket_timeout": 30,
            "socket_keepalive": True,
        },
    }
