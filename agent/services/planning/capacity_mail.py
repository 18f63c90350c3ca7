"""The capacity workbook by mail: made, remembered as the base of a returned copy, and posted."""

from __future__ import annotations

import json
import secrets
from decimal import Decimal

from agent.domain.planning.calendar import IsoWeek
from agent.services.control.faults import tell_template_faults
from agent.services.mail.incoming import Incoming
from agent.services.office import Office
from agent.services.planning.capacity_facts import capacity_book
from agent.services.planning.situation import Situation, look
from agent.services.post import post
from agent.store import workbooks
from agent.store.mailroom import State
from agent.store.unit_of_work import UnitOfWork
from config.settings import Person, Role
from outbox.documents import capacity as document
from outbox.documents.capacity.facts import CapacityBook
from outbox.documents.capacity.said import sentence
from outbox.letter import Attachment
from outbox.letters.capacity import Capacity, capacity
from parsers.mail.reply import visible
from parsers.replies.capacity import read_capacity_question
from templates.phrases import phrases

_MAY_SEE = frozenset({Role.LEAD, Role.FOUNDER, Role.ADMIN, Role.SALES})
_MOST_IN_A_LETTER = 5


def may_see_capacity(person: Person) -> bool:
    """Return whether somebody may see everybody's load."""
    return bool(_MAY_SEE.intersection(person.roles))


def take_capacity_question(office: Office, work: UnitOfWork, incoming: Incoming) -> tuple[State, str] | None:
    """Answer "capacity?" with the workbook; None where the mail says anything else or its sender may not see it."""
    asked = read_capacity_question(visible(incoming.mail.text), incoming.mail.subject, incoming.person.name)
    if asked is None or not may_see_capacity(incoming.person):
        return None
    now = look(office, work.connection, office.today(work.now))
    weeks = now.weeks(asked.weeks or office.settings.planning.weeks)
    book, file = make_book(office, work, now, weeks, incoming.person)
    said = letter_facts(office, book, file, incoming)
    letter = capacity(office.desk, incoming.sender, said, file, cause=f"mail {incoming.id}", thread=incoming.thread)
    post(office, work, letter, mail_id=incoming.id)
    return State.HANDLED, f"sent the capacity of {len(weeks)} weeks"


def make_book(
    office: Office, work: UnitOfWork, now: Situation, weeks: tuple[IsoWeek, ...], reader: Person
) -> tuple[CapacityBook, Attachment]:
    """Build a copy of the workbook for one reader and remember what it shows."""
    token = f"wb-{secrets.token_hex(8)}"
    book = capacity_book(office, now, weeks, token)
    file, faults = document.build(book, office.home.templates)
    shown = {"weeks": [week.monday.isoformat() for week in weeks], "rows": base_of(now, weeks)}
    workbooks.add(work, token, reader.email, json.dumps(shown))
    tell_template_faults(office, work, faults)
    return book, file


def base_of(now: Situation, weeks: tuple[IsoWeek, ...]) -> list[list[str | int]]:
    """Return the bookings that a copy shows: person, project, task, week and minutes."""
    return [
        [one.person, one.project, one.task or "", str(one.week), one.minutes]
        for one in now.allocations
        if one.week in weeks
    ]


def letter_facts(office: Office, book: CapacityBook, file: Attachment, incoming: Incoming | None) -> Capacity:
    """Return the letter's two paragraphs."""
    words, _ = phrases("capacity", office.home.templates)
    said = [sentence(words, finding, book.locale) for finding in book.findings]
    first = [person.weeks[0] for person in book.people]

    def total(name: str) -> Decimal:
        return sum((getattr(week, name) for week in first), Decimal(0))

    return Capacity(
        monday=book.weeks[0],
        people=len(book.people),
        delivery=total("delivery"),
        planned=total("planned"),
        tentative=total("tentative"),
        file=file.name,
        findings=tuple(said[:_MOST_IN_A_LETTER]),
        more=max(0, len(said) - _MOST_IN_A_LETTER),
        mail=incoming.origin(office) if incoming else None,
    )


def readers(office: Office) -> list[Person]:
    """Return who gets the workbook on Mondays: the leads."""
    return list(office.settings.with_role(Role.LEAD))
