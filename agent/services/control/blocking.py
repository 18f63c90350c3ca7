"""A blocker: opened on somebody's word, put to the one who can free it, and freed on a word; whoever waits is told."""

from __future__ import annotations

from datetime import date

from agent.domain.control.items import Statement
from agent.domain.control.ladder import Rung, read_ladder, step_due
from agent.domain.control.people import person_named
from agent.services.control.hours import hours_of_people
from agent.services.office import Office, address_of
from agent.services.post import new_message_id, post
from agent.store import blockers, cases, projects, work_items
from agent.store import tables as t
from agent.store.blockers import BlockerRow, NewBlocker
from agent.store.cases import CaseRow
from agent.store.projects import ProjectRow
from agent.store.unit_of_work import UnitOfWork
from agent.store.work_items import WorkItemRow
from config.settings import Person
from outbox.identifiers import mark_of
from outbox.letters.blocker import Blocked, blocker
from outbox.letters.blocker_freed import Freed, blocker_freed


def open_blocker(
    office: Office, work: UnitOfWork, project: ProjectRow, item: WorkItemRow | None, said: Statement, *, client: bool
) -> int:
    """Write a blocker down and ask the one who can free it; the same one, said again, stays one."""
    item_id = item.id if item is not None else None
    for known in blockers.still_open(work.connection, [project.id]):
        if known.item_id == item_id and (known.side == "client") == client:
            return known.id
    owner = _owner(office, project, said, client)
    new = NewBlocker(
        project.id, item_id, said.value or said.quote, "client" if client else "agency", owner, said.by, said.quote
    )
    blocker_id = blockers.open_blocker(work, new)
    _ask(office, work, blocker_id)
    return blocker_id


def _owner(office: Office, project: ProjectRow, said: Statement, client: bool) -> str:
    """Return who can free it: the person the words name, else the project's lead (who talks to the client, too)."""
    named = None if client else person_named(said.value, office.settings.people)
    return named.email if named is not None and named.email.lower() != said.by.lower() else project.lead


def _ask(office: Office, work: UnitOfWork, blocker_id: int) -> None:
    row = blockers.by_id(work.connection, blocker_id)
    assert row is not None  # noqa: S101 - it was written just now
    owner = office.settings.person(row.owner)
    ladder = office.settings.status.blocker_ladder
    due = None
    if owner is not None and ladder:
        hours = hours_of_people(office, work.connection, work.now.astimezone(office.zone).date())(owner)
        due = step_due(read_ladder(ladder), 0, work.now, hours)
    new = cases.NewCase(
        business_key=f"blocker:{row.id}:{row.owner.lower()}:{work.log.id}",
        kind="blocker",
        project_id=row.project_id,
        asked=row.owner,
        number=0,
        question=row.what,
        ladder=ladder,
        step_at=due,
    )
    case_id = cases.open_case(work, new)
    work.log.update(t.blocker, row.id, case_id=case_id)
    if owner is not None and row.owner.lower() != row.by.lower():
        _write(office, work, row, owner, "owner", case_id, 0)


def take_step(office: Office, work: UnitOfWork, case: CaseRow, rung: Rung) -> None:
    """Ask again, or tell the lead; a blocker that was freed ends its case instead."""
    row = blockers.of_case(work.connection, case.id)
    if row is None or row.freed_at is not None:
        cases.answer(work, case.id, "freed", "desk")
        return
    reader = row.owner if rung is Rung.REMIND else row.lead
    person = office.settings.person(reader)
    if rung in (Rung.REMIND, Rung.LEAD) and person is not None:
        role = "owner" if reader.lower() == row.owner.lower() else "lead"
        _write(office, work, row, person, role, case.id, case.steps_taken + 1)


def _write(office: Office, work: UnitOfWork, row: BlockerRow, to: Person, role: str, case_id: int, step: int) -> None:
    project = projects.project_by_id(work.connection, row.project_id)
    message_id = new_message_id(office)
    since, today = row.since.astimezone(office.zone).date(), work.now.astimezone(office.zone).date()
    facts = Blocked(
        role="owner" if role == "owner" else "lead",
        code=row.code,
        title=project.title,
        what=row.what,
        quote=row.quote,
        by=_name(office, row.by),
        owner=_name(office, row.owner),
        item=row.item or "",
        due=_due(work, row),
        since=since,
        days=(today - since).days,
        mark=mark_of(message_id),
    )
    letter = blocker(office.desk, address_of(to), facts, case_id=case_id, step=step)
    post(office, work, letter, project_id=row.project_id, message_id=message_id)


def hand_on(office: Office, work: UnitOfWork, row: BlockerRow, owner: str) -> None:
    """Put a blocker to somebody else; its ladder begins anew with them."""
    if row.case_id is not None:
        cases.withdraw(work, row.case_id, f"handed on to {owner}")
    work.log.update(t.blocker, row.id, owner=owner)
    _ask(office, work, row.id)


def free(office: Office, work: UnitOfWork, row: BlockerRow, by: str, quote: str) -> None:
    """End a blocker and its asking; whoever was stopped, and the lead, are told once, but not who said it."""
    blockers.free(work, row.id, by)
    if row.case_id is not None and cases.by_id(work.connection, row.case_id).state == "open":
        cases.answer(work, row.case_id, "freed", by)
    told = {by.lower()}
    for reader, role in ((row.by, "reporter"), (row.lead, "lead")):
        person = office.settings.person(reader)
        if person is None or person.email.lower() in told:
            continue
        told.add(person.email.lower())
        facts = Freed(
            role="reporter" if role == "reporter" else "lead",
            code=row.code,
            title=projects.project_by_id(work.connection, row.project_id).title,
            what=row.what,
            quote=quote,
            freed_by=_name(office, by),
            item=row.item or "",
            due=_due(work, row),
        )
        letter = blocker_freed(office.desk, address_of(person), facts, blocker_id=row.id, act_id=work.log.id)
        post(office, work, letter, project_id=row.project_id)


def _due(work: UnitOfWork, row: BlockerRow) -> date | None:
    if row.item_id is None:
        return None
    return work_items.by_ids(work.connection, [row.item_id])[row.item_id].due_on


def _name(office: Office, email: str) -> str:
    person = office.settings.person(email)
    return person.name if person is not None else email
