"""Every query for what is due uses an index; none walks a table that grows with history."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
import sqlalchemy as sa

from agent.store import arrivals, mailroom, slots, waiting_list
from agent.store.acts import Cause
from agent.store.mailroom import State
from agent.store.unit_of_work import Store
from outbox import ledger
from tests.conversation import NOW

CAUSE = Cause("command", "test", "tester", "test.rule")

DUE: dict[str, Callable[[sa.Connection], object]] = {
    "mail to sort": lambda c: mailroom.claim(c, State.KEPT, "me", NOW, 10),
    "mail left behind": lambda c: mailroom.waiting(c, NOW),
    "mail for a person": lambda c: waiting_list.untold(c, 10),
    "mail to file": lambda c: arrivals.to_file(c, "desk", "INBOX", 7),
    "letters to send": lambda c: ledger.claim(c, "me", NOW, 10),
    "the next letter": lambda c: ledger.next_due(c),
    "whether senders died": lambda c: ledger.abandoned(c),
    "letters of dead senders": lambda c: ledger.recover_expired(c, NOW),
    "letters in doubt": lambda c: ledger.in_doubt(c),
    "doubts that are over": lambda c: ledger.unknown_due(c, NOW),
    "letters to one address": lambda c: ledger.posted_to(c, "a@b.example", NOW - timedelta(hours=1), NOW),
    "put off too far": lambda c: mailroom.pull_back(c, NOW),
    "routines": lambda c: slots.routines(c),
    "slots": lambda c: slots.open_slots(c),
}


@contextmanager
def _statements(engine: sa.Engine) -> Iterator[list[tuple[str, object]]]:
    seen: list[tuple[str, object]] = []

    def note(_conn: object, _cursor: object, text: str, values: object, _context: object, _many: object) -> None:
        seen.append((text, values))

    sa.event.listen(engine, "before_cursor_execute", note)
    yield seen
    sa.event.remove(engine, "before_cursor_execute", note)


@pytest.mark.parametrize("name", DUE)
def test_a_due_query_uses_an_index(sqlite_store: Store, name: str) -> None:
    with _statements(sqlite_store.engine) as seen, sqlite_store.begin("test", CAUSE) as work:
        DUE[name](work.connection)
    with sqlite_store.engine.connect() as connection:
        asked = [
            (text, values) for text, values in seen if text.lstrip().upper().startswith(("SELECT", "UPDATE", "WITH"))
        ]
        assert asked
        for text, values in asked:
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {text}", values).all()  # type: ignore[arg-type]
            steps = [str(row[3]) for row in plan if str(row[3]) != "SCAN due_now"]  # the few rows just found by index
            assert not [step for step in steps if step.startswith("SCAN") and "USING" not in step], (text, steps)
