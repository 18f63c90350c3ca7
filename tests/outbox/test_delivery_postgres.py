"""Several senders on one PostgreSQL ledger: each letter is claimed by one of them and leaves once."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
import sqlalchemy as sa

from outbox.delivery import Pace
from outbox.tables import Phase
from outbox.transports.login import Account
from outbox.transports.smtp import SmtpTransport
from tests.outbox.desk import Rig, a_letter, tables_on
from tests.servers.sink import Sink

pytestmark = pytest.mark.live


@pytest.fixture
def engine(postgres: str) -> Iterator[sa.Engine]:
    made = tables_on(postgres)
    yield made
    made.dispose()


def test_three_senders_send_each_letter_once(engine: sa.Engine, smtp: Sink) -> None:
    pace = Pace(per_minute=1000)
    rigs = [Rig(engine, SmtpTransport(Account("127.0.0.1", smtp.port, security="none")), pace) for _ in range(3)]
    ids = rigs[0].post(*(a_letter(f"k{n}", f"p{n}@client.example") for n in range(90)))
    threads = [threading.Thread(target=rig.delivery.send_due) for rig in rigs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(mail.raw for mail in smtp.accepted) == sorted(rigs[0].content(i) for i in ids)
    assert rigs[0].phases() == [Phase.SENT] * 90
