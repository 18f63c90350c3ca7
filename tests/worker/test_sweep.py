"""The sweep: what a dead process left in hand is found although nothing else is due."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa

from agent.worker.sweep import nudge_due
from tests.conversation import Conversation, sow_mail
from tests.samples.sow import part_signed_sow


@pytest.mark.parametrize(("phase", "found"), [("dotting", True), ("connecting", True), ("sent", False)])
def test_the_last_letter_of_a_dead_sender_is_taken_up(tmp_path: Path, phase: str, found: bool) -> None:
    with Conversation(tmp_path) as desk:
        desk.ask(sow_mail(("SOW.docx", part_signed_sow())))
        with desk.desk.engine.begin() as connection:
            connection.execute(sa.text(f"UPDATE letter SET phase = '{phase}', lease_until = 1"))
        woken: list[str] = []

        def wake(name: str, _row_id: int | None = None) -> None:
            woken.append(name)

        desk.desk.wake = wake
        nudge_due(desk.desk)
        assert ("outbox.send" in woken) is found
