"""What the tests of faults share: the process that forks agents, and rigs at the start of each journey."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.faults.forking import Agents, agents
from tests.faults.journeys import JOURNEYS, Journey
from tests.faults.rig import Rig
from tests.servers.sink import Sink, sink
from tests.store.conftest import sqlite_store as a_sqlite_store

sqlite_store = a_sqlite_store
Stage = Callable[[str], Rig]


@pytest.fixture(scope="session", name="agents")
def _agents() -> Iterator[Agents]:
    """Run one process that forks agents."""
    with agents() as running:
        yield running


@pytest.fixture(scope="session")
def ended(agents: Agents, tmp_path_factory: pytest.TempPathFactory) -> Stage:
    """Return the rigs of journeys that ended undisturbed, each made when it is first asked for."""
    made: dict[str, Rig] = {}

    def end(name: str) -> Rig:
        if name not in made:
            with sink() as server:
                made[name] = Rig(tmp_path_factory.mktemp("ended"), agents, server)
                begin(JOURNEYS[name], made[name], end)
                made[name].finish()
        return made[name]

    return end


@pytest.fixture
def begun(agents: Agents, ended: Stage, tmp_path: Path, smtp: Sink) -> Stage:
    """Return a rig at the start of a journey: what must have happened has, and its mail lies in the mailbox."""

    def start(name: str) -> Rig:
        rig = Rig(tmp_path, agents, smtp)
        begin(JOURNEYS[name], rig, ended)
        return rig

    return start


def begin(journey: Journey, rig: Rig, ended: Stage) -> None:
    """Bring a rig to the start of a journey."""
    if journey.after:
        rig.copied_from(ended(journey.after))
    rig.plant(journey.mail(rig))
