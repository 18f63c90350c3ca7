"""Alarms: one letter a day to the admin for each trouble, ahead of all other letters."""

from __future__ import annotations

from datetime import date

from agent.services.office import Office
from agent.services.post import post
from agent.store.unit_of_work import UnitOfWork
from outbox.letters.alarm import Alarm, LetterInTrouble, Trouble, alarm


def tell_admin(
    office: Office,
    work: UnitOfWork,
    trouble: Trouble,
    said: str,
    *,
    letter: LetterInTrouble | None = None,
    where: str = "",
    waiting: int = 0,
    day: date | None = None,
) -> None:
    """Post an alarm; the same trouble with the same thing is told once a day (`day`: today unless told)."""
    day = day or work.now.astimezone(office.zone).date()
    facts = Alarm(trouble, said, day, letter, waiting, where)
    post(office, work, alarm(office.desk, office.admin, facts))
