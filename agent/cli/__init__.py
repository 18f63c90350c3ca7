"""The command `desk`: one file for each group of commands, one page (`app.py`) that lists them all."""

from __future__ import annotations

import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> None:
    """Run `desk` with `arguments` (those of the process unless given) and end the process with its exit code."""
    from agent.cli.failure import guarded

    sys.exit(guarded(sys.argv[1:] if arguments is None else arguments))
