"""Letters through a real SMTP server: each once, the urgent first, doubts looked for before anything goes again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from outbox import ledger
from outbox.delivery import Pace
from outbox.letter import Letter
from outbox.outcome import Outcome
from outbox.tables import Phase, letter
from outbox.transports import Envelope
from outbox.transports.login import Account
from outbox.transports.smtp import SmtpTransport
from tests.outbox.desk import DESK, Rig, a_letter, sqlite_engine
from tests.servers.sink import ACCEPT_THEN_CLOSE, ACCEPT_THEN_SILENCE, CLOSE, Sink

ECHO = DESK.email


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[sa.Engine]:
    made = sqlite_engine(tmp_path)
    yield made
    made.dispose()


def _transport(smtp: Sink, echo: str = "") -> SmtpTransport:
    return SmtpTransport(Account("127.0.0.1", smtp.port, security="none", echo=echo, timeout=0.5, dot_timeout=0.5))


@pytest.fixture
def rig(engine: sa.Engine, smtp: Sink) -> Rig:
    return Rig(engine, _transport(smtp))


def _letters(count: int) -> list[Letter]:
    return [a_letter(f"k{n}", f"p{n}@client.example") for n in range(count)]


def test_every_due_letter_leaves_once_over_one_connection(rig: Rig, smtp: Sink) -> None:
    ids = rig.post(*_letters(45))
    assert rig.delivery.send_due() == 25
    rig.hours.go_on(minutes=1, seconds=1)
    assert rig.delivery.send_due() == 20
    assert rig.delivery.send_due() == 0
    assert [mail.raw for mail in smtp.accepted] == [rig.content(i) for i in ids]
    assert [mail.recipients for mail in smtp.accepted] == [(f"p{n}@client.example",) for n in range(45)]
    assert rig.phases() == [Phase.SENT] * 45
    assert smtp.connections == 2


def test_one_step_sends_one_letter(rig: Rig, smtp: Sink) -> None:
    rig.post(*_letters(2))
    assert [rig.delivery.send_one() for _ in range(3)] == [True, True, False]
    assert len(smtp.accepted) == 2


def test_nothing_due_opens_no_connection(rig: Rig, smtp: Sink) -> None:
    rig.post(a_letter(held=True))
    assert rig.delivery.send_due() == 0
    assert smtp.connections == 0


def test_after_stop_nothing_more_is_begun_and_what_was_claimed_is_given_back(engine: sa.Engine, smtp: Sink) -> None:
    rig = Rig(engine, _transport(smtp))
    smtp.deliver = lambda recipient, raw: rig.delivery.stop()
    rig.post(*_letters(5))
    assert rig.delivery.send_due() == 1
    assert rig.phases() == [Phase.SENT, *[Phase.QUEUED] * 4]
    assert [row.tries for row in rig.rows()] == [1, 0, 0, 0, 0]


def test_one_refused_of_three_is_told_and_the_others_arrive(rig: Rig, smtp: Sink) -> None:
    smtp.refuse["p1@client.example"] = "550 5.1.1 no such user"
    rig.post(*_letters(3))
    assert rig.delivery.send_due() == 2
    assert rig.phases() == [Phase.SENT, Phase.REFUSED, Phase.SENT]
    assert "no such user" in rig.rows()[1].reason
    assert rig.heard.phases() == [Phase.SENT, Phase.REFUSED, Phase.SENT]


def test_one_put_off_of_three_leaves_later(rig: Rig, smtp: Sink) -> None:
    smtp.refuse["p1@client.example"] = "451 4.7.1 greylisted"
    rig.post(*_letters(3))
    assert rig.delivery.send_due() == 2
    smtp.refuse.clear()
    assert rig.delivery.send_due() == 0
    rig.hours.go_on(minutes=2)
    assert rig.delivery.send_due() == 1
    assert len(smtp.accepted) == 3


@pytest.mark.parametrize("fault", [ACCEPT_THEN_CLOSE, ACCEPT_THEN_SILENCE])
def test_accepted_then_silent_with_a_copy_to_find_is_sent_once(engine: sa.Engine, smtp: Sink, fault: str) -> None:
    rig = Rig(engine, _transport(smtp, echo=ECHO))
    rig.post(a_letter())
    smtp.at["dot"] = fault
    rig.delivery.send_due()
    assert rig.phases() == [Phase.UNKNOWN]
    smtp.at.clear()
    copies = b"".join(smtp.received_by(ECHO))
    assert rig.delivery.resolve_doubts(lambda message_id: message_id.encode() in copies) == 1
    rig.hours.go_on(minutes=30)
    rig.delivery.send_due()
    assert rig.phases() == [Phase.SENT]
    assert len(smtp.accepted) == 1


@pytest.mark.parametrize("fault", [ACCEPT_THEN_CLOSE, ACCEPT_THEN_SILENCE])
def test_accepted_then_silent_without_a_copy_goes_once_more_with_the_same_bytes(
    rig: Rig, smtp: Sink, fault: str
) -> None:
    rig.post(a_letter())
    smtp.at["dot"] = fault
    rig.delivery.send_due()
    smtp.at.clear()
    assert rig.delivery.resolve_doubts(lambda _: False) == 0
    rig.hours.go_on(minutes=11)
    assert rig.delivery.resolve_doubts(lambda _: False) == 1
    assert rig.delivery.send_due() == 1
    first, second = (mail.raw for mail in smtp.accepted)
    assert first == second
    assert rig.phases() == [Phase.SENT]


def test_a_second_doubt_goes_to_a_person_and_never_a_third_time(rig: Rig, smtp: Sink) -> None:
    rig.post(a_letter())
    smtp.at["dot"] = ACCEPT_THEN_CLOSE
    for _ in range(20):
        rig.delivery.send_due()
        rig.delivery.resolve_doubts(lambda _: False)
        rig.hours.go_on(minutes=11)
    assert len(smtp.accepted) == 2
    assert rig.rows()[0].reason.startswith("in doubt")
    assert rig.heard.phases()[-1] == Phase.REFUSED


def test_when_the_mailbox_cannot_be_searched_nothing_is_concluded(rig: Rig, smtp: Sink) -> None:
    def unreachable(_: str) -> bool:
        raise ConnectionResetError

    rig.post(a_letter())
    smtp.at["dot"] = CLOSE
    rig.delivery.send_due()
    rig.hours.go_on(hours=5)
    with pytest.raises(ConnectionResetError):
        rig.delivery.resolve_doubts(unreachable)
    assert rig.phases() == [Phase.UNKNOWN]


def test_letters_are_paced_and_the_urgent_go_first(engine: sa.Engine, smtp: Sink) -> None:
    rig = Rig(engine, _transport(smtp), Pace(per_minute=30))
    rig.post(*_letters(70))
    rig.post(a_letter("escalation", "founder@agency.example", urgent=True))
    per_minute = []
    for _ in range(4):
        per_minute.append(rig.delivery.send_due())
        per_minute.append(rig.delivery.send_due())
        rig.hours.go_on(seconds=61)
    assert per_minute == [30, 0, 30, 0, 11, 0, 0, 0]
    assert smtp.accepted[0].recipients == ("founder@agency.example",)


def test_a_server_that_counts_and_says_421_is_left_alone_and_loses_nothing(rig: Rig, smtp: Sink) -> None:
    def count(recipient: str, raw: bytes) -> None:
        if len(smtp.accepted) % 10 == 0:
            smtp.at["mail"] = "421 4.7.0 too many messages"

    smtp.deliver = count
    rig.post(*_letters(25))
    sent = []
    while Phase.QUEUED in rig.phases():
        sent.append(rig.delivery.send_due())
        assert rig.delivery.send_due() == 0
        smtp.at.clear()
        rig.hours.go_on(minutes=2)
    assert sent == [10, 10, 5]
    assert len({mail.raw for mail in smtp.accepted}) == len(smtp.accepted) == 25


def test_a_runaway_is_held_whole_with_one_alarm(engine: sa.Engine, smtp: Sink) -> None:
    rig = Rig(engine, _transport(smtp), Pace(per_hour=20))
    rig.post(*_letters(21))
    rig.post(replace(a_letter("alarm"), kind="alarm"))
    assert rig.delivery.send_due() == 1
    rig.post(a_letter("one more"))
    assert rig.delivery.send_due() == 0
    assert [alarm.kind for alarm in rig.heard.alarms] == ["breaker"]
    assert rig.phases().count(Phase.HELD) == 22


def test_what_a_person_lets_go_passes_the_breaker(engine: sa.Engine, smtp: Sink) -> None:
    rig = Rig(engine, _transport(smtp), Pace(per_hour=2))
    ids = rig.post(*_letters(3))
    rig.delivery.send_due()
    with engine.begin() as conn:
        assert ledger.release(conn, ids[0], "lea@agency.example", rig.hours.at)
    assert rig.delivery.send_due() == 1


def test_a_letter_taken_over_before_the_dot_is_left_without_it(engine: sa.Engine, smtp: Sink) -> None:
    class Slow(SmtpTransport):
        def begin(self, envelope: Envelope) -> None:
            super().begin(envelope)
            with engine.begin() as conn:  # what another sender does when this one sleeps too long
                conn.execute(sa.update(letter).values(owner="another", epoch=letter.c.epoch + 1))

    rig = Rig(engine, Slow(Account("127.0.0.1", smtp.port, security="none")))
    rig.post(a_letter())
    assert rig.delivery.send_due() == 0
    assert smtp.accepted == []
    assert (rig.phases(), rig.rows()[0].tries) == ([Phase.CONNECTING], 1)


def test_under_load_with_copies_to_find_a_batch_has_two_commits_not_one_a_letter(engine: sa.Engine, smtp: Sink) -> None:
    rig = Rig(engine, _transport(smtp, echo=ECHO), Pace(per_minute=1000))
    rig.post(*_letters(60))
    commits: list[str] = []
    sa.event.listen(engine, "before_cursor_execute", lambda c, k, sql, *_: commits.append(sql))
    assert rig.delivery.send_due() == 60
    dots = [sql for sql in commits if sql.startswith("UPDATE letter SET phase") and "lease_until=" in sql]
    assert len(dots) < 30  # 20 for the first batch, before a copy was seen to be taken, then one for each
    assert len({mail.raw for mail in smtp.accepted}) == len(smtp.accepted) == 60


def test_a_batch_broken_off_gives_back_what_it_did_not_begin(engine: sa.Engine, smtp: Sink) -> None:
    rig = Rig(engine, _transport(smtp, echo=ECHO), Pace(per_minute=1000))
    smtp.deliver = lambda *_: rig.delivery.stop() if len(smtp.accepted) == 25 else None
    rig.post(*_letters(60))
    assert rig.delivery.send_due() == 25
    assert rig.phases() == [Phase.SENT] * 25 + [Phase.QUEUED] * 35


def test_the_lease_is_kept_alive_while_the_server_thinks(engine: sa.Engine, smtp: Sink) -> None:
    class Thinking(SmtpTransport):
        def begin(self, envelope: Envelope) -> None:
            super().begin(envelope)
            still.append(_lease(engine))
            while _lease(engine) == still[0]:
                pass

    still: list[int] = []
    account = Account("127.0.0.1", smtp.port, security="none")
    rig = Rig(engine, Thinking(account), Pace(lease_seconds=0.3))
    rig.post(a_letter())
    assert rig.delivery.send_due() == 1


def _lease(engine: sa.Engine) -> int:
    with engine.begin() as conn:
        until: int = conn.execute(sa.select(letter.c.lease_until)).scalar_one()
        return until


def test_what_the_listener_writes_commits_with_the_verdict(engine: sa.Engine, smtp: Sink) -> None:
    rig = Rig(engine, _transport(smtp))

    def tell_the_admin(conn: sa.Connection, outcome: Outcome) -> None:
        if outcome.phase is Phase.REFUSED:
            told = a_letter(f"refused:{outcome.letter_id}", "admin@agency.example")
            ledger.post(conn, told, f"<refused.{outcome.letter_id}@agency.example>", b"told", rig.hours.at)

    rig.heard.settled = tell_the_admin  # type: ignore[method-assign]
    smtp.refuse["ana@agency.example"] = "550 gone"
    rig.post(a_letter())
    assert rig.delivery.send_due() == 1
    assert smtp.accepted[0].recipients == ("admin@agency.example",)
    assert rig.rows()[1].posted_at - rig.hours.at == timedelta()
