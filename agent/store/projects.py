"""Clients, projects and what their SOWs say: written under an act, read as frozen rows."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime
from decimal import Decimal

import sqlalchemy as sa

from agent.store import tables as t
from agent.store.unit_of_work import UnitOfWork
from parsers.contract import Finding
from parsers.sow.facts import Money, SowFacts

_SCALARS = ("client", "agency", "project", "reference", "effective_date", "start_date", "end_date", "fee_total")


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """A project as a listing shows it."""

    id: int
    code: str
    title: str
    client: str
    client_code: str
    lead: str
    stage: str
    starts_on: date | None
    ends_on: date | None
    fee_total: Decimal | None
    currency: str | None
    opened_at: datetime


def client_codes(connection: sa.Connection) -> list[tuple[str, str]]:
    """Return (code, name) of every client in the store."""
    return [(r.code, r.name) for r in connection.execute(sa.select(t.client.c.code, t.client.c.name))]


def project_codes(connection: sa.Connection, client_code: str) -> list[str]:
    """Return the codes of a client's projects."""
    statement = (
        sa.select(t.project.c.code)
        .join(t.client, t.client.c.id == t.project.c.client_id)
        .where(t.client.c.code == client_code)
    )
    return list(connection.execute(statement).scalars())


def client_id(work: UnitOfWork, code: str, name: str) -> int:
    """Return the client's id, adding the client when it is new."""
    found = work.connection.execute(sa.select(t.client.c.id).where(t.client.c.code == code)).scalar_one_or_none()
    return int(found) if found is not None else work.log.insert(t.client, code=code, name=name)


def sow_by_key(connection: sa.Connection, business_key: str) -> str | None:
    """Return the code of the project that this very SOW opened."""
    statement = sa.select(t.project.c.code).join(t.sow, t.sow.c.project_id == t.project.c.id)
    return connection.execute(statement.where(t.sow.c.business_key == business_key)).scalar_one_or_none()


def references(connection: sa.Connection, client_code: str) -> list[tuple[str, str]]:
    """Return (agreement reference, project code) of this client's SOWs that bear one, the oldest first."""
    statement = (
        sa.select(t.sow.c.reference, t.project.c.code)
        .join(t.project, t.sow.c.project_id == t.project.c.id)
        .join(t.client, t.client.c.id == t.project.c.client_id)
        .where(t.client.c.code == client_code, t.sow.c.reference != "", t.project.c.stage != "lost")
        .order_by(t.sow.c.id)
    )
    return [(row.reference, row.code) for row in connection.execute(statement)]


def reading_of(connection: sa.Connection, project_id: int) -> str:
    """Return what was read of the SOW a project runs on (its latest version), as json (`parsers/wire.py`)."""
    statement = (
        sa.select(t.document.c.parsed)
        .join(t.sow, t.sow.c.document_id == t.document.c.id)
        .where(t.sow.c.project_id == project_id)
        .order_by(t.sow.c.version.desc())
        .limit(1)
    )
    return str(connection.execute(statement).scalar_one())


def free_sow(work: UnitOfWork, project_id: int) -> None:
    """Let the SOW of a project that was taken back open another one, and ask again for the client it had left blank."""
    for row in work.connection.execute(sa.select(t.sow).where(t.sow.c.project_id == project_id)).all():
        work.log.update(t.sow, row.id, business_key=f"lost:{row.id}:{row.business_key}")
        asked = t.case.c.business_key == row.business_key.replace("sow:", "client:", 1)
        for case_id in work.connection.execute(sa.select(t.case.c.id).where(asked)).scalars():
            work.log.update(t.case, case_id, state="open", answer="", answered_by="", answered_at=None)


def brought_by(connection: sa.Connection, project_id: int) -> str:
    """Return the address of the person whose mail brought the project's SOW first, "" where it is not known."""
    statement = (
        sa.select(t.mail.c.person)
        .join(t.document, t.document.c.mail_id == t.mail.c.id)
        .join(t.sow, t.sow.c.document_id == t.document.c.id)
        .where(t.sow.c.project_id == project_id)
        .order_by(t.sow.c.version)
        .limit(1)
    )
    return connection.execute(statement).scalar_one_or_none() or ""


def project_alike(connection: sa.Connection, client_code: str, title: str, fee: Decimal) -> str | None:
    """Return the code of this client's project with the same title and fee: the same agreement in another file."""
    statement = (
        sa.select(t.project.c.code)
        .join(t.client, t.client.c.id == t.project.c.client_id)
        .where(t.client.c.code == client_code, sa.func.lower(t.project.c.title) == title.lower())
        .where(t.project.c.fee_total == fee, t.project.c.stage != "lost")
        .limit(1)
    )
    return connection.execute(statement).scalar_one_or_none()


@dataclass(frozen=True, slots=True)
class NewProject:
    """What a signed SOW opens."""

    code: str
    client_id: int
    title: str
    lead: str
    document_id: int
    business_key: str


def open_project(work: UnitOfWork, new: NewProject, facts: SowFacts) -> int:
    """Write the project, its SOW as version 1 and every fact with its evidence; return the project's id."""
    fee = facts.fee_total.value if facts.fee_total else None
    project_id = work.log.insert(
        t.project,
        code=new.code,
        client_id=new.client_id,
        title=new.title,
        lead=new.lead,
        stage="signed",
        starts_on=facts.start_date.value if facts.start_date else None,
        ends_on=facts.end_date.value if facts.end_date else None,
        currency=fee.currency if fee else None,
        fee_total=fee.amount if fee else None,
        opened_at=work.now,
    )
    sow_id = work.log.insert(
        t.sow,
        project_id=project_id,
        version=1,
        document_id=new.document_id,
        reference=facts.reference.value if facts.reference else "",
        business_key=new.business_key,
    )
    _write_scalars(work, sow_id, facts)
    _write_plan(work, project_id, facts)
    _write_money(work, project_id, facts)
    _write_terms(work, project_id, facts)
    _write_people(work, new.client_id, sow_id, facts)
    return project_id


def _write_scalars(work: UnitOfWork, sow_id: int, facts: SowFacts) -> None:
    for name in _SCALARS:
        finding: Finding[object] | None = getattr(facts, name)
        if finding is not None:
            work.log.insert(t.fact, sow_id=sow_id, field=name, value=_text(finding.value), **_evidence(finding))


def _write_plan(work: UnitOfWork, project_id: int, facts: SowFacts) -> None:
    for position, item in enumerate(facts.deliverables, start=1):
        work.log.insert(
            t.deliverable,
            project_id=project_id,
            position=position,
            title=item.value.title,
            due_on=item.value.due or item.value.due_computed,
            acceptance=item.value.acceptance,
            **_evidence(item),
        )
    for position, stone in enumerate(facts.milestones, start=1):
        work.log.insert(
            t.milestone,
            project_id=project_id,
            position=position,
            title=stone.value.title,
            due_on=stone.value.due or stone.value.due_computed,
            due_text=stone.value.due_text,
            amount=stone.value.amount.amount if stone.value.amount else None,
            **_evidence(stone),
        )


def _write_money(work: UnitOfWork, project_id: int, facts: SowFacts) -> None:
    for position, item in enumerate(facts.effort, start=1):
        work.log.insert(
            t.effort,
            project_id=project_id,
            position=position,
            role=item.value.role,
            hours=item.value.hours,
            rate=item.value.rate.amount if item.value.rate else None,
            unit=item.value.unit,
            **_evidence(item),
        )
    for position, part in enumerate(facts.payments, start=1):
        work.log.insert(
            t.payment,
            project_id=project_id,
            position=position,
            label=part.value.label,
            amount=part.value.amount.amount if part.value.amount else None,
            percent=part.value.percent,
            due_on=part.value.due or part.value.due_computed,
            due_text=part.value.due_text,
            **_evidence(part),
        )


def _write_terms(work: UnitOfWork, project_id: int, facts: SowFacts) -> None:
    warranty = (facts.warranty,) if facts.warranty else ()
    groups: tuple[tuple[str, Iterable[Finding[str]]], ...] = (
        ("assumption", facts.assumptions),
        ("out_of_scope", facts.out_of_scope),
        ("client_duty", facts.client_duties),
        ("warranty", warranty),
    )
    for kind, findings in groups:
        for position, item in enumerate(findings, start=1):
            work.log.insert(
                t.term, project_id=project_id, position=position, kind=kind, text=item.value, **_evidence(item)
            )


def _write_people(work: UnitOfWork, client_id: int, sow_id: int, facts: SowFacts) -> None:
    for person in facts.contacts:
        if person.value.side != "agency":
            work.log.insert(
                t.contact,
                client_id=client_id,
                name=person.value.name,
                role=person.value.role,
                email=person.value.email,
                **_evidence(person),
            )
    for item in facts.signatures:
        work.log.insert(
            t.signature,
            sow_id=sow_id,
            side=item.value.side.value,
            name=item.value.name,
            title=item.value.title,
            signed_on=item.value.date,
            mark=item.value.mark,
            **_evidence(item),
        )


def _evidence(finding: Finding[object]) -> dict[str, str]:
    return {
        "quote": finding.quote,
        "place": json.dumps(asdict(finding.place), ensure_ascii=False),
        "certainty": finding.certainty.value,
    }


def _text(value: object) -> str:
    if isinstance(value, Money):
        return f"{value.amount} {value.currency or ''}".strip()
    return value.isoformat() if isinstance(value, date) else str(value)


_LISTING = sa.select(
    t.project.c.id,
    t.project.c.code,
    t.project.c.title,
    t.client.c.name.label("client"),
    t.client.c.code.label("client_code"),
    t.project.c.lead,
    t.project.c.stage,
    t.project.c.starts_on,
    t.project.c.ends_on,
    t.project.c.fee_total,
    t.project.c.currency,
    t.project.c.opened_at,
).join(t.client, t.client.c.id == t.project.c.client_id)


def list_projects(connection: sa.Connection) -> list[ProjectRow]:
    """Return every project, by code."""
    return [ProjectRow(**r._mapping) for r in connection.execute(_LISTING.order_by(t.project.c.code))]


def by_ids(connection: sa.Connection, project_ids: Iterable[int]) -> list[ProjectRow]:
    """Return these projects, by code."""
    rows = connection.execute(_LISTING.where(t.project.c.id.in_(list(project_ids))).order_by(t.project.c.code))
    return [ProjectRow(**r._mapping) for r in rows]


def led_by(connection: sa.Connection, lead: str) -> list[ProjectRow]:
    """Return the projects this person leads, by code."""
    wanted = _LISTING.where(sa.func.lower(t.project.c.lead) == lead.lower()).order_by(t.project.c.code)
    return [ProjectRow(**r._mapping) for r in connection.execute(wanted)]


def project_by_code(connection: sa.Connection, code: str) -> ProjectRow | None:
    """Return the project with this code, blind to case."""
    row = connection.execute(_LISTING.where(t.project.c.code == code.upper())).one_or_none()
    return None if row is None else ProjectRow(**row._mapping)


def project_by_id(connection: sa.Connection, project_id: int) -> ProjectRow:
    """Return a project that must exist."""
    return ProjectRow(**connection.execute(_LISTING.where(t.project.c.id == project_id)).one()._mapping)
