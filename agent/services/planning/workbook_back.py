"""The capacity workbook comes back edited: what fits is booked and echoed, the rest is named with its reason."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date

from agent.domain.planning.calendar import IsoWeek
from agent.domain.planning.merging import Edit, Ground, Merge, Refused, merge
from agent.domain.planning.shifts import Slot, minutes_by_slot
from agent.services.mail.incoming import Incoming
from agent.services.office import Office
from agent.services.planning.capacity_facts import hours, row_key, unique_names
from agent.services.planning.situation import Situation, look
from agent.services.post import post
from agent.store import allocations, workbooks
from agent.store.unit_of_work import UnitOfWork
from config.settings import Person, Role
from outbox.letters.workbook_applied import AppliedCell, RefusedCell, WorkbookApplied, workbook_applied
from parsers.replies.deployment import Deployment

_MAY_PLAN = frozenset({Role.LEAD, Role.FOUNDER, Role.ADMIN})
_MOST_IN_A_LETTER = 40


def take_workbook(office: Office, work: UnitOfWork, incoming: Incoming, sent: Deployment, file: str) -> str:
    """Merge a returned workbook into the plan and echo what became of it; return that in one line."""
    why_not = _not_taken(work, incoming.person, sent)
    if why_not:
        _echo(office, work, incoming, WorkbookApplied(incoming.origin(office), file, not_taken=why_not))
        return why_not
    now = look(office, work.connection, office.today(work.now))
    ground = _ground(work, now, sent.token)
    found = merge(ground, list(_edits(sent)), now.everyone, now.certain)
    allocations.shift(work, found.shifts, now.ids)
    _echo(office, work, incoming, _facts(office, incoming, now, found, file))
    return f"{len(found.shifts)} cells applied, {len(found.refused)} refused"


def _not_taken(work: UnitOfWork, person: Person, sent: Deployment) -> str:
    """Return why nothing of a workbook can be taken, "" where it can; one sentence."""
    if not _MAY_PLAN.intersection(person.roles):
        return "Only leads, the founder and admins may change the plan."
    if workbooks.by_token(work.connection, sent.token) is None:
        return "It is no copy that this desk sent; ask for a fresh one with “capacity?”."
    if sent.truncated:
        return "It has more than 5,000 rows; send the copy you got, with your changes in it."
    return ""


def _ground(work: UnitOfWork, now: Situation, token: str) -> Ground:
    kept = workbooks.by_token(work.connection, token)
    assert kept is not None  # noqa: S101 - looked up a moment ago in this transaction
    base: dict[Slot, int] = {}
    for person, project, task, week, minutes in json.loads(kept.rows)["rows"]:
        base[person, project, IsoWeek.parse(week), task] = minutes
    names = {" ".join(name.lower().split()): address for address, name in now.names.items()}
    names |= {" ".join(name.lower().split()): address for address, name in unique_names(now).items()}
    return Ground(
        rows={row_key(person, project, task): (person, project, task) for person, project, _, task in base},
        base=base,
        shown=frozenset(IsoWeek.of(date.fromisoformat(day)) for day in json.loads(kept.rows)["weeks"]),
        now=minutes_by_slot(now.allocations),
        names=names,
        projects=frozenset(now.ids),
        tentative=lambda code: allocations.hold_number(code) is not None,
    )


def _edits(sent: Deployment) -> Iterable[Edit]:
    for row in sent.rows:
        cells = {IsoWeek.of(date.fromisoformat(cell.week)): cell.text for cell in row.cells}
        yield Edit(row.key, row.person, row.project, row.task, cells)


def _facts(office: Office, incoming: Incoming, now: Situation, found: Merge, file: str) -> WorkbookApplied:
    applied = tuple(
        AppliedCell(now.name(s.person), s.project, s.task, s.week.monday, hours(s.before), hours(s.after))
        for s in found.shifts
    )
    refused = tuple(_refused(now, one) for one in found.refused)
    return WorkbookApplied(
        incoming.origin(office),
        file,
        applied=applied[:_MOST_IN_A_LETTER],
        more_applied=max(0, len(applied) - _MOST_IN_A_LETTER),
        refused=refused[:_MOST_IN_A_LETTER],
        more_refused=max(0, len(refused) - _MOST_IN_A_LETTER),
    )


def _refused(now: Situation, one: Refused) -> RefusedCell:
    week = one.week.monday if one.week else None
    return RefusedCell(now.name(one.person), one.project, one.why.value, week, one.text)


def _echo(office: Office, work: UnitOfWork, incoming: Incoming, said: WorkbookApplied) -> None:
    letter = workbook_applied(office.desk, incoming.sender, said, mail_id=incoming.id, thread=incoming.thread)
    post(office, work, letter, mail_id=incoming.id)
