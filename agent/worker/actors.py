"""The actors: each takes an id (or nothing), calls one use case and never raises; the rows say what happened."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import dramatiq
import structlog
from dramatiq.errors import BrokerError

log = structlog.get_logger()

Step = Callable[[int | None], object]


class Actors:
    """The steps of the agent declared on a broker, and the way to nudge them."""

    def __init__(self, broker: dramatiq.Broker, steps: Mapping[str, Step]) -> None:
        self._actors = {name: self._declare(broker, name, step) for name, step in steps.items()}

    def wake(self, name: str, row_id: int | None = None) -> None:
        """Nudge an actor; a broker that is away loses nothing, because the sweep finds the row again."""
        try:
            self._actors[name].send(row_id)
        except (BrokerError, OSError) as error:
            log.warning("nudge.lost", actor=name, error=type(error).__name__)

    @staticmethod
    def _declare(broker: dramatiq.Broker, name: str, step: Step) -> dramatiq.Actor[..., None]:
        def perform(row_id: int | None = None) -> None:
            try:
                step(row_id)
            except Exception:  # the process lives on; the row's lease runs out and it is tried again
                log.exception("step.failed", actor=name, row=row_id)

        declare = dramatiq.actor(broker=broker, actor_name=name, queue_name=name.partition(".")[0])
        return declare(perform)
