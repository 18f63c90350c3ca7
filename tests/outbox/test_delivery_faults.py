"""F16: every fault at every step of SMTP, by a server that lies; no letter is lost, none is sent twice for it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
import sqlalchemy as sa

from outbox.tables import Phase
from outbox.transports.login import Account
from outbox.transports.smtp import SmtpTransport
from tests.outbox.desk import Rig, a_letter, sqlite_engine
from tests.servers.smtpliar import FAULTS, STEPS, Liar, smtp_liar

TEMPORARY = ("421", "450", "451", "452")
SESSION = ("banner", "ehlo", "auth")


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[sa.Engine]:
    made = sqlite_engine(tmp_path)
    yield made
    made.dispose()


def _rig(engine: sa.Engine, liar: Liar) -> Rig:
    account = Account(
        "127.0.0.1", liar.port, security="none", auth="password", user="desk", timeout=0.3, dot_timeout=0.3
    )
    return Rig(engine, SmtpTransport(account, lambda: "secret"))


def _expected(step: str, fault: str) -> set[Phase]:
    if step in SESSION or fault in TEMPORARY or fault == "535":
        return {Phase.QUEUED}
    if fault.isdigit():
        return {Phase.REFUSED}
    if step == "body":  # whether the end is noticed before or after the dot is the network's choice
        return {Phase.QUEUED, Phase.UNKNOWN}
    return {Phase.UNKNOWN} if step == "dot" else {Phase.QUEUED}


def _alarms(step: str, fault: str) -> int:
    lasting = fault.isdigit() and fault not in TEMPORARY
    return int(fault == "535" or (step in SESSION and lasting))


@pytest.mark.parametrize(("step", "fault"), list(product(STEPS, FAULTS)))
def test_a_fault_leaves_the_letter_where_it_belongs_and_it_arrives_once(
    engine: sa.Engine, step: str, fault: str
) -> None:
    with smtp_liar(step, fault) as liar:
        rig = _rig(engine, liar)
        [letter_id] = rig.post(a_letter())
        assert rig.delivery.send_due() == 0
        [phase] = rig.phases()
        assert phase in _expected(step, fault)
        assert len(rig.heard.alarms) == _alarms(step, fault)
        assert liar.accepted == []
        liar.step = ""
        _go_on(rig)
        arrived = [] if phase is Phase.REFUSED else [rig.content(letter_id)]
        assert liar.accepted == arrived
        assert rig.phases() == [phase if phase is Phase.REFUSED else Phase.SENT]


def _go_on(rig: Rig) -> None:
    for _ in range(3):
        rig.hours.go_on(minutes=31)
        rig.delivery.resolve_doubts(lambda _: False)
        rig.delivery.send_due()


@pytest.mark.parametrize("fault", ["550", "552", "554"])
def test_a_letter_refused_for_good_is_told_once_with_the_server_s_words(engine: sa.Engine, fault: str) -> None:
    with smtp_liar("rcpt", fault) as liar:
        rig = _rig(engine, liar)
        [letter_id] = rig.post(a_letter())
        rig.delivery.send_due()
        rig.delivery.send_due()
    assert [(o.letter_id, o.phase, o.code) for o in rig.heard.outcomes] == [(letter_id, Phase.REFUSED, int(fault))]
    assert rig.rows()[0].reason == f"{fault} no"


def test_a_refused_login_is_one_alarm_for_all_letters_and_never_a_lock_out(engine: sa.Engine) -> None:
    with smtp_liar("auth", "535") as liar:
        rig = _rig(engine, liar)
        rig.post(*(a_letter(str(n)) for n in range(5)))
        for _ in range(60):
            rig.delivery.send_due()
            rig.hours.go_on(minutes=1)
        assert rig.phases() == [Phase.QUEUED] * 5
        assert [alarm.kind for alarm in rig.heard.alarms] == ["login"]
        assert len(liar.said) <= 3
        liar.step = ""
        rig.hours.go_on(minutes=30)
        assert rig.delivery.send_due() == 5


def test_a_busy_mailbox_is_tried_from_a_minute_to_four_hours_for_two_days_then_told(engine: sa.Engine) -> None:
    with smtp_liar("rcpt", "450") as liar:
        rig = _rig(engine, liar)
        [letter_id] = rig.post(a_letter())
        start = rig.hours.at
        while rig.phases() == [Phase.QUEUED]:
            rig.hours.at = max(rig.rows()[0].due, rig.hours.at)
            rig.delivery.send_due()
    assert 48 <= (rig.hours.at - start).total_seconds() / 3600 <= 53
    assert rig.phases() == [Phase.REFUSED]
    assert set(rig.codes(letter_id)) == {450}
    assert rig.heard.phases()[-1] == Phase.REFUSED


def test_a_server_that_stays_away_is_an_alarm_after_half_an_hour_and_letters_wait(engine: sa.Engine) -> None:
    with smtp_liar("banner", "close") as liar:
        rig = _rig(engine, liar)
        rig.post(a_letter())
        for _ in range(60):
            rig.delivery.send_due()
            rig.hours.go_on(minutes=1)
        assert [alarm.kind for alarm in rig.heard.alarms] == ["unreachable"]
        assert liar.connections <= 10
    assert rig.phases() == [Phase.QUEUED]
