"""Columns that many tables share."""

from __future__ import annotations

import sqlalchemy as sa

_EVIDENCE = ("quote", "place", "certainty")


def evidence() -> tuple[sa.Column[str], ...]:
    """Return the columns that say where a row was read: words, place and certainty (empty for what nobody read)."""
    return tuple(sa.Column(name, sa.Text, nullable=False, server_default="") for name in _EVIDENCE)


def identity() -> sa.Column[int]:
    """Return the row's number."""
    return sa.Column("id", sa.Integer, primary_key=True)


def ref(name: str, target: str, *, nullable: bool = False) -> sa.Column[int]:
    """Return an indexed reference to another table's row."""
    return sa.Column(name, sa.Integer, sa.ForeignKey(target), nullable=nullable, index=True)
