"""`status ACME` and `why is ACME red?` by mail: answered with the verdict, its reasons and their words."""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa

from agent.domain.control.health import Health, Limits, Reason, health_of
from agent.domain.control.named import Nameable, projects_named
from agent.domain.control.seeing import may_see
from agent.services.control.assess import facts_of
from agent.services.control.work import items_of, team_of
from agent.services.mail.incoming import Incoming
from agent.services.office import Office
from agent.services.post import post
from agent.store import healths, projects, statements, work_items
from agent.store.mailroom import State
from agent.store.projects import ProjectRow
from agent.store.unit_of_work import UnitOfWork
from outbox.letters.project_status import ProjectStatus, StatusItem, StatusReason, project_status
from parsers.mail.reply import visible
from parsers.replies.inquiry import read_inquiry

_MOST = 5


def answer_inquiry(office: Office, work: UnitOfWork, incoming: Incoming) -> tuple[State, str] | None:
    """Answer a question about how a project does; None for other words, and for a name that no project bears."""
    inquiry = read_inquiry(visible(incoming.mail.text), incoming.mail.subject)
    if inquiry is None:
        return None
    rows = {row.id: row for row in projects.list_projects(work.connection)}
    named = projects_named(inquiry.about, (_nameable(row) for row in rows.values()))
    if not named:
        return None
    seen = [rows[one.id] for one in named if _may_see(office, work, incoming, rows[one.id])]
    if not seen:
        return State.PERSON, f"{incoming.person.name} does not work on {named[0].code} and may not see it"
    for row in seen[:_MOST]:
        answer_about(office, work, incoming, row)
    return State.HANDLED, f"told how {', '.join(row.code for row in seen[:_MOST])} does"


def answer_about(office: Office, work: UnitOfWork, incoming: Incoming, row: ProjectRow) -> None:
    """Post the answer about one project, as it stands now."""
    said = status_of(office, work.connection, row, incoming)
    letter = project_status(office.desk, incoming.sender, said, mail_id=incoming.id, thread=incoming.thread)
    post(office, work, letter, mail_id=incoming.id, project_id=row.id)


def status_of(office: Office, connection: sa.Connection, row: ProjectRow, incoming: Incoming) -> ProjectStatus:
    """Return how a project does, as the letter says it."""
    kept = healths.history(connection, row.id)
    health = kept[-1].health if kept else _judged(office, connection, row, incoming)
    since = kept[-1].at.astimezone(office.zone).date() if kept else None
    before = next((old.health.verdict.value for old in reversed(kept[:-1]) if old.health.verdict != health.verdict), "")
    heard = statements.last_heard(connection, [row.id]).get(row.id)
    return ProjectStatus(
        incoming.origin(office),
        row.code,
        row.title,
        health.verdict.value,
        since,
        before,
        health.confidence if health.confidence is not None else -1,
        heard.astimezone(office.zone).date() if heard else None,
        tuple(_reason(office, reason) for reason in health.reasons),
        tuple(_items(connection, row)),
    )


def _judged(office: Office, connection: sa.Connection, row: ProjectRow, incoming: Incoming) -> Health:
    today = incoming.received_at.astimezone(office.zone).date()
    return health_of(
        facts_of(office, connection, [row.id], today)[row.id], today, Limits(stale=office.settings.status.stale_days)
    )


def _reason(office: Office, reason: Reason) -> StatusReason:
    person = office.settings.person(reason.by) if reason.by else None
    by = person.name if person is not None else reason.by
    return StatusReason(
        reason.verdict.value, reason.sign.value, reason.about, reason.day, reason.days, reason.quote, by
    )


def _items(connection: sa.Connection, row: ProjectRow) -> Iterable[StatusItem]:
    for item in work_items.of_projects(connection, [row.id]):
        percent = item.percent if item.percent is not None else -1
        yield StatusItem(item.title, item.done_on is not None, item.done_on or item.due_on, percent)


def _may_see(office: Office, work: UnitOfWork, incoming: Incoming, row: ProjectRow) -> bool:
    today = incoming.received_at.astimezone(office.zone).date()
    owners = {
        owner
        for item in items_of(work_items.of_projects(work.connection, [row.id]), team_of(work.connection, today), today)
        for owner in item.owners
    }
    return may_see(incoming.person, row.lead, owners)


def _nameable(row: ProjectRow) -> Nameable:
    return Nameable(row.id, row.code, row.client_code, row.client, row.title)
