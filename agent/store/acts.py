"""Acts and changes: which cause changed which row, before and after, in a hash chain nobody can quietly edit."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal

import sqlalchemy as sa

from agent.store import tables as t

Value = str | int | bool | Decimal | date | datetime | None


@dataclass(frozen=True, slots=True)
class Cause:
    """Who or what sets a change in motion: a mail, a routine or a command, and under which rule."""

    kind: Literal["mail", "routine", "command"]
    ref: str
    actor: str
    rule: str


@dataclass(frozen=True, slots=True)
class ActRow:
    """One act as it stands in the log."""

    id: int
    cause: str
    cause_ref: str
    actor: str
    rule: str
    at: datetime
    undoes: int | None


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One changed row; `before` and `after` are json objects, "" before a new row and after one that was taken out."""

    act_id: int
    noun: str
    row_id: int
    before: str
    after: str


class ActLog:
    """The acts of one transaction; the act's row is made when the first change needs it."""

    def __init__(self, connection: sa.Connection, cause: Cause, now: datetime, undoes: int | None = None) -> None:
        self._connection = connection
        self._cause = cause
        self._now = now
        self._undoes = undoes
        self._act_id: int | None = None
        self._changes: list[str] = []

    @property
    def id(self) -> int:
        """Return the act's number, opening it when this is the first time it is asked for."""
        if self._act_id is None:
            self._act_id = self._open()
        return self._act_id

    def undo_of(self, act_id: int) -> None:
        """Say that the present act undoes another; to be said before the first change."""
        self._undoes = act_id

    def insert(self, table: sa.Table, **values: Value) -> int:
        """Insert a row under this act and return its id."""
        statement = sa.insert(table).values(**values).returning(table.c.id)
        row_id: int = self._connection.execute(statement).scalar_one()
        self._note(table.name, row_id, "", _dump(values))
        return row_id

    def update(self, table: sa.Table, row_id: int, **values: Value) -> None:
        """Change a row under this act; what it was before is kept."""
        columns = [table.c[name] for name in values]
        before = self._connection.execute(sa.select(*columns).where(table.c.id == row_id)).one()._asdict()
        if before == values:
            return
        self._connection.execute(sa.update(table).where(table.c.id == row_id).values(**values))
        self._note(table.name, row_id, _dump(before), _dump(values))

    def remove(self, table: sa.Table, row_id: int) -> None:
        """Take a row out under this act; all it held is kept, so that an undo puts it back."""
        gone = sa.delete(table).where(table.c.id == row_id).returning(*table.c)
        before = self._connection.execute(gone).one()._asdict()
        self._note(table.name, row_id, _dump(before), "")

    def seal(self) -> None:
        """Chain this act to the one before it; called once, just before the commit."""
        if self._act_id is None:
            return
        head = self._connection.execute(
            sa.update(t.chain).where(t.chain.c.id == 1).values(head=t.chain.c.head).returning(t.chain.c.head)
        ).scalar_one()
        row = self._connection.execute(sa.select(t.act).where(t.act.c.id == self._act_id)).one()
        digest = chained(head, _act_text(row), self._changes)
        self._connection.execute(
            sa.update(t.act).where(t.act.c.id == self._act_id).values(previous_hash=head, hash=digest)
        )
        self._connection.execute(sa.update(t.chain).where(t.chain.c.id == 1).values(head=digest))

    def _open(self) -> int:
        statement = sa.insert(t.act).values(
            cause=self._cause.kind,
            cause_ref=self._cause.ref,
            actor=self._cause.actor,
            rule=self._cause.rule,
            at=self._now,
            undoes=self._undoes,
            previous_hash="",
            hash="",
        )
        act_id: int = self._connection.execute(statement.returning(t.act.c.id)).scalar_one()
        return act_id

    def _note(self, noun: str, row_id: int, before: str, after: str) -> None:
        self._connection.execute(
            sa.insert(t.change).values(act_id=self.id, noun=noun, row_id=row_id, before=before, after=after)
        )
        self._changes.append(_change_text(noun, row_id, before, after))


def chained(previous: str, act: str, changes: list[str]) -> str:
    """Return the hash that ties an act and its changes to the act before it."""
    return hashlib.sha256("\n".join([previous, act, *changes]).encode()).hexdigest()


def verify_chain(connection: sa.Connection) -> int | None:
    """Return the number of the first act that does not follow from the one before it, or None when all do."""
    head: str = ""
    changes: dict[int, list[str]] = {}
    for row in connection.execute(sa.select(t.change).order_by(t.change.c.id)):
        changes.setdefault(row.act_id, []).append(_change_text(row.noun, row.row_id, row.before, row.after))
    # Acts are sealed one after another under the chain's row lock, so following the hashes gives their order.
    rows = {str(row.previous_hash): row for row in connection.execute(sa.select(t.act))}
    for _ in range(len(rows)):
        if head not in rows:
            break
        row = rows.pop(head)
        if chained(head, _act_text(row), changes.get(row.id, [])) != row.hash:
            return int(row.id)
        head = row.hash
    if rows:
        return min(int(row.id) for row in rows.values())
    tail = connection.execute(sa.select(t.chain.c.head)).scalar_one()
    return None if tail == head else -1


def acts_on(connection: sa.Connection, noun: str, row_ids: list[int]) -> list[tuple[ActRow, ChangeRow]]:
    """Return the changes of these rows with their acts, oldest first."""
    join = sa.join(t.change, t.act, t.change.c.act_id == t.act.c.id)
    statement = (
        sa.select(t.act, t.change.c.noun, t.change.c.row_id, t.change.c.before, t.change.c.after)
        .select_from(join)
        .where(t.change.c.noun == noun, t.change.c.row_id.in_(row_ids))
        .order_by(t.change.c.id)
    )
    return [
        (
            ActRow(r.id, r.cause, r.cause_ref, r.actor, r.rule, r.at, r.undoes),
            ChangeRow(r.id, r.noun, r.row_id, r.before, r.after),
        )
        for r in connection.execute(statement)
    ]


def undo(log: ActLog, connection: sa.Connection, act_id: int) -> list[ChangeRow]:
    """Put back what the act changed; return the changes that stay because a later act changed the row again.

    A new row stays too, unless its table says that its rows may be taken out.
    """
    kept: list[ChangeRow] = []
    rows = connection.execute(
        sa.select(t.change).where(t.change.c.act_id == act_id).order_by(t.change.c.id.desc())
    ).all()
    for row in rows:
        change = ChangeRow(act_id, row.noun, row.row_id, row.before, row.after)
        if not _put_back(log, connection, t.metadata.tables[row.noun], change):
            kept.append(change)
    return kept


def _put_back(log: ActLog, connection: sa.Connection, table: sa.Table, change: ChangeRow) -> bool:
    """Undo one change; False when the row is not as the change left it."""
    after, before = json.loads(change.after or "{}"), json.loads(change.before or "{}")
    columns = [table.c[name] for name in after or before]
    found = connection.execute(sa.select(*columns).where(table.c.id == change.row_id)).one_or_none()
    if not change.after:
        if found is None:
            log.insert(table, **{name: _typed(table.c[name], value) for name, value in before.items()})
        return found is None
    if found is None or json.loads(_dump(found._asdict())) != after:
        return False
    if before:
        log.update(table, change.row_id, **{name: _typed(table.c[name], value) for name, value in before.items()})
    elif table.info.get("removable"):
        log.remove(table, change.row_id)
    else:
        return False
    return True


def _typed(column: sa.Column[Any], value: Any) -> Value:
    """Turn a json value back into what the column holds."""
    if value is None:
        return None
    python = column.type.python_type
    if python is datetime:
        return datetime.fromisoformat(value)
    if python is date:
        return date.fromisoformat(value)
    if python is Decimal:
        return Decimal(value)
    return python(value)  # type: ignore[no-any-return]


def _dump(values: dict[str, Value]) -> str:
    return json.dumps(values, default=_plain, sort_keys=True, ensure_ascii=False)


def _plain(value: object) -> str:
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    raise TypeError(f"{type(value).__name__} cannot stand in the act log")


def _act_text(row: Any) -> str:
    return json.dumps([row.id, row.cause, row.cause_ref, row.actor, row.rule, row.at.isoformat(), row.undoes])


def _change_text(noun: str, row_id: int, before: str, after: str) -> str:
    return json.dumps([noun, row_id, before, after], ensure_ascii=False)
