"""Moments as the store keeps them: UTC milliseconds in an integer column, aware datetimes in Python."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.types import TypeDecorator

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)


class Instant(TypeDecorator[datetime]):
    """An aware datetime, kept as milliseconds since 1970 UTC: compared and indexed alike on every database."""

    impl = sa.BigInteger
    cache_ok = True

    @property
    def python_type(self) -> type[datetime]:
        """What a value is in Python."""
        return datetime

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> int | None:  # noqa: ARG002
        """Turn an aware datetime into milliseconds; a naive one is a programming error."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a naive datetime cannot be stored")
        return (value - _EPOCH) // _MILLISECOND

    def process_result_value(self, value: int | None, dialect: sa.Dialect) -> datetime | None:  # noqa: ARG002
        """Turn milliseconds back into an aware datetime in UTC."""
        return None if value is None else _EPOCH + timedelta(milliseconds=value)


def whole(moment: datetime) -> datetime:
    """Return a moment as the store gives it back: without what is finer than a millisecond."""
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


class database_now(sa.sql.functions.FunctionElement[int]):
    """The database's own clock in milliseconds: leases are taken and judged by it, never by a node's clock."""

    type = sa.BigInteger()
    inherit_cache = True


def lapsed(until: sa.ColumnElement[int], longest: int) -> sa.ColumnElement[bool]:
    """Return whether a lease has run out, by the database's clock; `longest` is what one may last, in milliseconds.

    One that ends later than any lease could was taken before that clock was moved back: its holder, if it still
    lives, is fenced off by the epoch.
    """
    return sa.or_(until < database_now(), until > database_now() + longest)


@compiles(database_now, "sqlite")
def _sqlite(element: Any, compiler: Any, **kw: Any) -> str:  # noqa: ARG001
    return "CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)"


@compiles(database_now, "postgresql")
def _postgresql(element: Any, compiler: Any, **kw: Any) -> str:  # noqa: ARG001
    return "CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT)"
