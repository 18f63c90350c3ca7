"""What is asked of the ledger again and again uses an index: SQLite's own query plan says so."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
import sqlalchemy as sa

from outbox import ledger
from tests.outbox.desk import NOW, a_letter, put, sqlite_engine

MARK = "[D-abcdefgh]"
A_CLAIM = ledger.Claimed(1, "<a@b>", "ana@agency.example", "receipt", False, "me", 1, 1, 0)
QUESTIONS: dict[str, Callable[[sa.Connection], object]] = {
    "claim": lambda conn: ledger.claim(conn, "me", NOW, 5),
    "dotting": lambda conn: ledger.dotting(conn, A_CLAIM),
    "dotting, many": lambda conn: ledger.dotting_all(conn, "me"),
    "still held": lambda conn: ledger.still_held(conn, A_CLAIM),
    "bytes of many": lambda conn: ledger.small_contents(conn, "me"),
    "settle many": lambda conn: ledger.settle_sent_many(conn, [ledger.Sent(A_CLAIM, 250, "", NOW)] * 2),
    "settle": lambda conn: ledger.settle_sent(conn, A_CLAIM, 250, "", NOW),
    "renew": lambda conn: ledger.renew(conn, "me"),
    "abandoned": lambda conn: ledger.abandoned(conn),
    "recover": lambda conn: ledger.recover_expired(conn, NOW),
    "in doubt": lambda conn: ledger.in_doubt(conn),
    "doubts that are over": lambda conn: ledger.unknown_due(conn, NOW),
    "a copy found": lambda conn: ledger.confirm_echo(conn, "<a@b>", NOW),
    "resend": lambda conn: ledger.resend_once(conn, 1, NOW),
    "put off too far": lambda conn: ledger.pull_back(conn, NOW),
    "next due": lambda conn: ledger.next_due(conn),
    "pace": lambda conn: ledger.sending_between(conn, NOW - timedelta(minutes=1), NOW),
    "breaker": lambda conn: ledger.posted_between(conn, NOW - timedelta(hours=1), NOW),
    "hold all": lambda conn: ledger.hold_queued(conn, "breaker", {"alarm"}),
    "cap for an address": lambda conn: ledger.posted_to(conn, "ana@agency.example", NOW - timedelta(hours=1), NOW),
    "refused lately": lambda conn: ledger.refused_since(conn, NOW),
    "posted before": lambda conn: ledger.posted(conn, "k", "ana@agency.example"),
    "by Message-ID": lambda conn: ledger.by_message_id(conn, "<a@b>"),
    "by mark": lambda conn: ledger.by_mark(conn, MARK),
    "attempts": lambda conn: ledger.attempts(conn, 1),
}


@pytest.fixture(scope="module")
def conn(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sa.Connection]:
    engine = sqlite_engine(tmp_path_factory.mktemp("plans"))
    with engine.begin() as connection:
        for number in range(20):
            put(connection, a_letter(str(number)))
        yield connection
    engine.dispose()


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_question_is_answered_by_an_index(conn: sa.Connection, question: str) -> None:
    asked: list[tuple[str, tuple[object, ...]]] = []

    def listen(_c: object, _cursor: object, statement: str, parameters: tuple[object, ...], *_: object) -> None:
        asked.append((statement, parameters))

    sa.event.listen(conn, "before_cursor_execute", listen)
    QUESTIONS[question](conn)
    sa.event.remove(conn, "before_cursor_execute", listen)
    plans = [row[3] for sql, bound in asked for row in conn.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", bound)]
    assert any("SEARCH" in plan for plan in plans)
    assert [plan for plan in plans if plan.startswith(("SCAN letter", "SCAN blob", "SCAN attempt"))] == []
