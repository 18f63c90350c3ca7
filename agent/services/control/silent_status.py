"""Nobody answered the status questions: remind them of what is open, then tell their leads, then leave it to Friday."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from agent.domain.control.asking import Ask, Asked
from agent.domain.control.items import Item
from agent.domain.control.ladder import Rung, read_ladder
from agent.services.control.ask_status import in_letter, titles_of
from agent.services.control.work import items_of
from agent.services.office import Office, address_of
from agent.services.post import new_message_id, post
from agent.store import asked, cases, work_items
from agent.store.asked import AskedRow
from agent.store.cases import CaseRow
from agent.store.unit_of_work import UnitOfWork
from agent.store.work_items import WorkItemRow
from outbox.identifiers import mark_of
from outbox.letters.status import WorkLine
from outbox.letters.status_reminder import StatusReminder, status_reminder
from outbox.letters.status_silent import StatusSilent, status_silent


def take_step(office: Office, work: UnitOfWork, case: CaseRow, rung: Rung) -> None:
    """Take one step; a case about which everything was said in the meantime ends instead."""
    left = asked.open_questions(work.connection, case.id)
    rows = {row.id: row for row in _rows(work, left)}
    if not left:
        cases.answer(work, case.id, "all was said", "desk")
    elif rung is Rung.REMIND:
        _remind(office, work, case, left, rows)
    elif rung is Rung.LEAD:
        _tell_leads(office, work, case, list(rows.values()))


def _rows(work: UnitOfWork, left: list[AskedRow]) -> list[WorkItemRow]:
    found = work_items.by_ids(work.connection, [row.item_id for row in left])
    projects = {row.project_id for row in found.values()}
    return [row for row in work_items.of_projects(work.connection, projects) if row.id in found]


def _remind(
    office: Office, work: UnitOfWork, case: CaseRow, left: list[AskedRow], rows: dict[int, WorkItemRow]
) -> None:
    person = office.settings.person(case.asked)
    if person is None:
        return
    today = work.now.astimezone(office.zone).date()
    items = {item.id: item for item in items_of(rows.values(), {}, today)}
    questions = {row.number: _again(row, items[row.item_id]) for row in left}
    message_id = new_message_id(office)
    facts = StatusReminder(
        today,
        _asked_on(office, case),
        in_letter(questions, titles_of(work), person.timezone or office.settings.agency.timezone),
        _told_next(office, case, rows),
        mark_of(message_id),
    )
    letter = status_reminder(office.desk, address_of(person), facts, case_id=case.id, step=case.steps_taken)
    post(office, work, letter, message_id=message_id)


def _again(row: AskedRow, item: Item) -> Asked:
    return Asked(item, Ask(row.ask), item.due, item.last)


def _told_next(office: Office, case: CaseRow, rows: dict[int, WorkItemRow]) -> str:
    """Return who hears of it at the next step, "" where the ladder tells no lead."""
    steps = read_ladder(case.ladder)[case.steps_taken + 1 :]
    if not any(step.rung is Rung.LEAD for step in steps):
        return ""
    leads = {row.lead for row in rows.values() if row.lead.lower() != case.asked.lower()}
    names = sorted(person.name for lead in leads if (person := office.settings.person(lead)) is not None)
    return " and ".join(names)


def _tell_leads(office: Office, work: UnitOfWork, case: CaseRow, rows: list[WorkItemRow]) -> None:
    """Tell each lead of what is theirs, and nobody else; a lead who was asked is not told of their own silence."""
    person = office.settings.person(case.asked)
    name = person.name if person is not None else case.asked
    by_lead: defaultdict[str, list[WorkItemRow]] = defaultdict(list)
    for row in rows:
        by_lead[row.lead].append(row)
    for lead, theirs in by_lead.items():
        to = office.settings.person(lead)
        if to is not None and lead.lower() != case.asked.lower():
            lines = tuple(WorkLine(row.code, row.title, row.due_on) for row in theirs)
            codes = tuple(dict.fromkeys(line.code for line in lines))
            facts = StatusSilent(name, _asked_on(office, case), codes, lines)
            letter = status_silent(office.desk, address_of(to), facts, case_id=case.id, step=case.steps_taken)
            post(office, work, letter)


def _asked_on(office: Office, case: CaseRow) -> date:
    return case.opened_at.astimezone(office.zone).date()
