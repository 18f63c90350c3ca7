"""What was said becomes true: items move, blockers open and end, and whoever a moved date affects is told once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from agent.domain.control.items import Said
from agent.domain.control.telling import Told
from agent.services.control import blocking
from agent.services.control.assess import assess
from agent.services.mail.incoming import Incoming
from agent.services.office import Office, address_of
from agent.services.post import post
from agent.store import blockers, projects, statements, work_items
from agent.store import tables as t
from agent.store.projects import ProjectRow
from agent.store.unit_of_work import UnitOfWork
from agent.store.work_items import WorkItemRow
from outbox.letters.date_moved import DateMoved, Moved, date_moved
from outbox.letters.status import Noted


def apply_said(office: Office, work: UnitOfWork, incoming: Incoming, told: Sequence[Told]) -> tuple[Noted, ...]:
    """Write everything that was told under the present act; return a line for each change."""
    rows = {row.code: row for row in projects.list_projects(work.connection)}
    items = work_items.by_ids(work.connection, [one.item.id for one in told if one.item is not None])
    noted: list[Noted] = []
    for one in told:
        item = items[one.item.id] if one.item is not None else None
        noted.append(_apply(office, work, incoming, one, rows[one.project], item))
    _tell_moved(office, work, incoming, noted, rows)
    assess(office, work, {rows[one.project].id for one in told})
    return tuple(noted)


def _apply(
    office: Office, work: UnitOfWork, incoming: Incoming, one: Told, project: ProjectRow, item: WorkItemRow | None
) -> Noted:
    said = one.statement
    statements.note(work, project.id, item.id if item is not None else None, said, incoming.id)
    day, old = None, None
    if said.said is Said.NEW_DATE and item is not None and said.value:
        day, old = date.fromisoformat(said.value), item.due_on
        work.log.update(t.work_item, item.id, due_on=day)
    elif said.said is Said.PERCENT and item is not None:
        work.log.update(t.work_item, item.id, percent=int(float(said.value)))
    elif said.said is Said.DONE and item is not None:
        work.log.update(t.work_item, item.id, done_on=incoming.received_at.astimezone(office.zone).date(), percent=100)
    elif said.said is Said.NOT_DONE and item is not None and item.done_on is not None:
        work.log.update(t.work_item, item.id, done_on=None)
    elif said.said in (Said.BLOCKED, Said.WAITING_CLIENT):
        client = said.said is Said.WAITING_CLIENT or "client" in said.value.casefold()
        blocking.open_blocker(office, work, project, item, said, client=client)
    if said.said in (Said.DONE, Said.FREED):
        _free(office, work, project, item, said.by, said.quote)
    return Noted(project.code, item.title if item else "", said.said.value, said.quote, said.value, day, old)


def _free(office: Office, work: UnitOfWork, project: ProjectRow, item: WorkItemRow | None, by: str, quote: str) -> None:
    """End what stopped this piece of work; words about the project as a whole end all that stops it."""
    for row in blockers.still_open(work.connection, [project.id]):
        if item is None or row.item_id in (None, item.id):
            blocking.free(office, work, row, by, quote)


def _tell_moved(
    office: Office, work: UnitOfWork, incoming: Incoming, noted: Sequence[Noted], rows: dict[str, ProjectRow]
) -> None:
    """Tell each lead whose dates somebody else moved, in one letter."""
    by_lead: defaultdict[str, list[Moved]] = defaultdict(list)
    for one in noted:
        if one.day is not None and rows[one.code].lead.lower() != incoming.person.email.lower():
            by_lead[rows[one.code].lead].append(Moved(one.code, one.item, one.day, one.old, one.quote))
    for lead, moved in by_lead.items():
        person = office.settings.person(lead)
        if person is not None:
            facts = DateMoved(incoming.person.name, tuple(moved))
            post(office, work, date_moved(office.desk, address_of(person), facts, mail_id=incoming.id))
