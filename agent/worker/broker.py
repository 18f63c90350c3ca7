"""The broker by URL: in memory for one process, RabbitMQ or Redis for many. A message is a nudge, never the truth."""

from __future__ import annotations

from typing import Any

import dramatiq
from dramatiq.brokers.stub import StubBroker

_PREFETCH_TIMEOUT = 100


class _Discard(list[Any]):
    """A list that keeps nothing: what failed is told by its row, not by its message."""

    def append(self, item: Any) -> None:
        """Drop the message."""


class MemoryBroker(StubBroker):
    """dramatiq's in-process broker without its memory of failed messages."""

    def consume(self, queue_name: str, prefetch: int = 1, timeout: int = _PREFETCH_TIMEOUT) -> Any:
        """Return a consumer whose dead letters are dropped."""
        consumer: Any = super().consume(queue_name, prefetch, timeout)
        consumer.dead_letters = _Discard()
        return consumer


def make_broker(url: str) -> dramatiq.Broker:
    """Return the broker for `memory:`, `redis://...` or `amqp://...`; retries are rows, so no retry middleware."""
    scheme = url.partition(":")[0]
    if scheme == "memory":
        return MemoryBroker(middleware=[])
    if scheme in ("redis", "rediss"):
        from dramatiq.brokers.redis import RedisBroker

        redis_broker: Any = RedisBroker
        return redis_broker(url=url, middleware=[])  # type: ignore[no-any-return]
    from dramatiq.brokers.rabbitmq import RabbitmqBroker

    return RabbitmqBroker(url=url, confirm_delivery=True, middleware=[])
