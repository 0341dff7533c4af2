"""A worker that has gone deaf connects anew.

When Redis goes away while all threads are at work, what they finish cannot be acknowledged. Celery's channel counts it
as under way for ever, so it takes no more messages; and since it does not listen, it never sees that its connection is
dead.
"""

from __future__ import annotations

from typing import Any

LOOK_EVERY = 1.0  # seconds


def hearing() -> Any:
    """Return the part of Celery's consumer that looks after this."""
    from celery import bootsteps

    class Hearing(bootsteps.StartStopStep):  # type: ignore[misc]  # Celery has no types
        """Looks every second whether nothing is under way while the channel is full."""

        requires = ("celery.worker.consumer.tasks:Tasks",)

        def start(self, consumer: Any) -> None:
            """Begin to look, once there is a connection."""
            self._was_deaf = False
            self._timer = consumer.timer.call_repeatedly(LOOK_EVERY, self._look, (consumer,))

        def stop(self, consumer: Any) -> None:
            """End it with the connection."""
            self._timer.cancel()

        def _look(self, consumer: Any) -> None:
            """Have the connection made anew; a message may be about to be acknowledged, so only at the second look."""
            is_deaf = _is_deaf(consumer)
            if is_deaf and self._was_deaf:
                raise ConnectionResetError("what was done could not be acknowledged")
            self._was_deaf = is_deaf

    return Hearing


def _is_deaf(consumer: Any) -> bool:
    from celery.worker import state

    # A RabbitMQ counts by itself; only channels that Celery makes up have this.
    counted = getattr(consumer.task_consumer.channel, "qos", None)
    return counted is not None and not state.reserved_requests and not counted.can_consume()
