"""Health, judged anew whenever something changed and once a day: the facts of all projects in a few queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime

import sqlalchemy as sa

from agent.domain.control.health import Facts, Limits, OpenBlocker, health_of
from agent.domain.control.items import Item
from agent.services.control.work import items_of
from agent.services.office import Office
from agent.store import blockers, healths, projects, statements, work_items
from agent.store.acts import Cause
from agent.store.blockers import BlockerRow
from agent.store.projects import ProjectRow
from agent.store.unit_of_work import UnitOfWork
from agent.store.work_items import RUNNING

_PAGE = 500


def assess_all(office: Office) -> int:
    """Judge every running project anew; return how many verdicts changed."""
    with office.store.look() as connection:
        ids = [row.id for row in projects.list_projects(connection) if row.stage in RUNNING]
    changed = 0
    for start in range(0, len(ids), _PAGE):
        with office.store.begin("health", Cause("routine", "health.daily", "desk", "health.assess")) as work:
            changed += assess(office, work, ids[start : start + _PAGE])
    return changed


def assess(office: Office, work: UnitOfWork, project_ids: Iterable[int]) -> int:
    """Judge these projects under the present act; return how many verdicts changed."""
    today = work.now.astimezone(office.zone).date()
    limits = Limits(stale=office.settings.status.stale_days)
    facts = facts_of(office, work.connection, list(project_ids), today)
    last = healths.latest(work.connection, facts)
    verdicts = {project_id: health_of(one, today, limits) for project_id, one in facts.items()}
    return sum(healths.put(work, project_id, health, last.get(project_id)) for project_id, health in verdicts.items())


def facts_of(office: Office, connection: sa.Connection, project_ids: list[int], today: date) -> dict[int, Facts]:
    """Return what is known of each of these projects, in a constant number of queries."""
    rows = {row.id: row for row in projects.by_ids(connection, project_ids)}
    items: defaultdict[int, list[Item]] = defaultdict(list)
    work_rows = work_items.of_projects(connection, project_ids)
    for row, item in zip(work_rows, items_of(work_rows, {}, today), strict=True):
        items[row.project_id].append(item)
    stopping: defaultdict[int, list[OpenBlocker]] = defaultdict(list)
    dues = {row.id: row.due_on for row in work_rows}
    for blocker in blockers.still_open(connection, project_ids):
        stopping[blocker.project_id].append(_blocker(office, blocker, dues))
    heard = statements.last_heard(connection, project_ids)
    return {id_: _facts(office, rows[id_], tuple(items[id_]), tuple(stopping[id_]), heard.get(id_)) for id_ in rows}


def _facts(
    office: Office, row: ProjectRow, items: tuple[Item, ...], stopping: tuple[OpenBlocker, ...], heard: datetime | None
) -> Facts:
    heard_on = heard.astimezone(office.zone).date() if heard is not None else None
    return Facts(items, row.ends_on, row.starts_on, stopping, heard_on)


def _blocker(office: Office, row: BlockerRow, dues: dict[int, date | None]) -> OpenBlocker:
    endangers = dues.get(row.item_id) if row.item_id is not None else None
    since = row.since.astimezone(office.zone).date()
    return OpenBlocker(row.what, since, row.owner, endangers, row.quote, row.side == "client")
