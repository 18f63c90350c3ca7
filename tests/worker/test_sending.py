"""What keeps letters from leaving reaches the admin, whatever it is called."""

from __future__ import annotations

from pathlib import Path

import pytest

from agent.worker.sending import Teller
from outbox.outcome import Alarm, Outcome
from outbox.tables import Phase
from tests.conversation import Conversation, sow_mail
from tests.samples.sow import signed_sow


@pytest.mark.parametrize("kind", ["login", "tls", "unreachable", "breaker"])
def test_every_alarm_of_the_delivery_becomes_a_letter_to_the_admin(tmp_path: Path, kind: str) -> None:
    with Conversation(tmp_path) as desk:
        teller = Teller(desk.desk.office, desk.clock)
        with desk.desk.store.engine.begin() as connection:
            teller.alarmed(connection, Alarm(kind, "the server said so"))
        (letter,) = desk.letters("alarm", "ada@agency.example")
        assert "the server said so" in letter.text


def test_a_letter_refused_for_good_is_told_to_the_admin_by_name(tmp_path: Path) -> None:
    with Conversation(tmp_path) as desk:
        receipt = next(w for w in desk.ask(sow_mail(("SOW.docx", signed_sow()))) if w.row.kind == "receipt").row
        outcome = Outcome(
            receipt.id, receipt.message_id, receipt.recipient, receipt.kind, Phase.REFUSED, 550, "550 no such user"
        )
        with desk.desk.store.engine.begin() as connection:
            Teller(desk.desk.office, desk.clock).settled(connection, outcome)
        (letter,) = desk.letters("alarm")
        assert "sam@agency.example" in letter.text
        assert "550 no such user" in letter.text
