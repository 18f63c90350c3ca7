"""A mail that kills whoever reads it is put aside after three deaths, its bytes kept; the others are answered."""

from __future__ import annotations

from dataclasses import replace

from tests.conversation import sow_mail
from tests.faults import oracle
from tests.faults.agent_once import POISON
from tests.faults.conftest import Stage
from tests.faults.forking import KILLED
from tests.samples.sow import Sow, part_signed_sow, signed_sow


def test_a_mail_that_kills_its_worker_three_times_is_put_before_a_person(begun: Stage) -> None:
    rig = begun("forged")
    other = part_signed_sow(Sow(client="Other Ltd."))
    rig.plant(sow_mail((POISON, signed_sow())))
    rig.plant(sow_mail(("Other.docx", other), message_id="<o@mail.agency.example>", subject="Other"))
    deadly = replace(rig.order, fault="reading kills")
    deaths = [rig.kill_at("", deadly) for _ in range(4)]
    assert deaths == [KILLED, KILLED, KILLED, 0]
    rig.finish()
    oracle.judge_mails(rig, ("person", "person", "handled"))
    ((reason,),) = rig.rows("SELECT reason FROM mail WHERE reason LIKE 'the work on it ended%'")
    assert reason == "the work on it ended 3 times without a result"
    assert len([mail for mail in rig.accepted if b"Other" in mail.raw and "sam@agency.example" in mail.recipients]) == 1
