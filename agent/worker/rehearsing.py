"""A dry run: everything is done but sending. Each letter is written to a file, told in a line, and held."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from agent.bootstrap import Desk
from agent.store.acts import Cause
from outbox import ledger
from outbox.ledger import LetterRow
from outbox.tables import Frozen, Phase
from outbox.transports import Envelope
from outbox.transports.folder import FolderTransport

HELD = "dry run"
_CAUSE = Cause("command", "run --dry-run", "desk", "dry.run")

Say = Callable[[LetterRow, Path], None]


def begin_dry_run(desk: Desk) -> None:
    """Freeze the store, so that no process on it sends until somebody runs the desk for good."""
    with desk.store.begin("dry.begin", _CAUSE) as work:
        ledger.put_freeze(work.connection, Frozen.DRY_RUN, work.now, "a dry run")


def end_dry_run(desk: Desk) -> int:
    """Hold what a dry run left queued, and let letters go from now on; return how many are held by it now.

    What was written in a dry run never leaves by itself: `desk outbox release` sends it, one by one.
    """
    with desk.store.begin("dry.end", _CAUSE) as work:
        frozen = [f.kind for f in ledger.freezes(work.connection)]
        if Frozen.DRY_RUN not in frozen:
            return 0
        if Frozen.RESTORED not in frozen:  # a restored store's letters are compared with their copies first
            ledger.hold_all(work.connection, HELD)
        return ledger.thaw(work.connection, [Frozen.DRY_RUN])


class Rehearsing:
    """In the place of `Sending`: letters go into files and are held, and no connection is opened."""

    def __init__(self, desk: Desk, folder: Path, say: Say) -> None:
        self._desk, self._say = desk, say
        self._files = FolderTransport(folder)

    def send(self, _row_id: int | None = None) -> None:
        """Write each letter that is due into its file, hold it, and tell it."""
        for row in self._due():
            file = self._write(row)
            with self._desk.store.begin("dry.hold", _CAUSE) as work:
                held = ledger.hold(work.connection, row.id, HELD)
            if held:
                self._say(row, file)

    def resolve_doubts(self) -> None:
        """Leave letters in doubt of an earlier run as they are."""

    def stop(self) -> None:
        """Do nothing: each letter is a step of its own."""

    def _due(self) -> list[LetterRow]:
        now = self._desk.clock.now()
        with self._desk.store.look() as connection:
            queued = ledger.letters(connection, [Phase.QUEUED], limit=1000)[::-1]
        return [row for row in queued if row.due <= now]

    def _write(self, row: LetterRow) -> Path:
        with self._desk.store.look() as connection:
            content = ledger.content(connection, row.id)
        self._files.open()
        self._files.begin(Envelope("", row.recipient, row.message_id, len(content)))
        self._files.feed(content)
        self._files.finish()
        return self._files.path_of(row.message_id)
