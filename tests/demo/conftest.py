"""One run of the demo, looked at by many tests."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from agent.demo.run import Shown, run


@dataclass(frozen=True, slots=True)
class Played:
    """What a demo left, and the steps it named."""

    shown: Shown
    steps: tuple[str, ...]


@pytest.fixture(scope="session")
def played(tmp_path_factory: pytest.TempPathFactory) -> Played:
    """Play the demo once, in a folder of its own."""
    steps: list[str] = []
    shown = run(tmp_path_factory.mktemp("demo") / "home", steps.append)
    return Played(shown, tuple(steps))
