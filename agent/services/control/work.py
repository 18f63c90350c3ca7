"""What is owed and by whom: work items as the rules of control see them, with the people who do them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

import sqlalchemy as sa

from agent.domain.control.items import Item
from agent.domain.planning.calendar import IsoWeek
from agent.store import allocations, work_items
from agent.store.work_items import WorkItemRow

Team = Mapping[str, Mapping[IsoWeek, frozenset[str]]]  # by project code and week: the addresses of who is booked


def running_items(connection: sa.Connection, today: date) -> list[Item]:
    """Return the work of all running projects, each item with its owners."""
    return items_of(work_items.running(connection), team_of(connection, today), today)


def items_of(rows: Iterable[WorkItemRow], team: Team, today: date) -> list[Item]:
    """Return rows as items: owned by whom they are given to, else by who is booked then, else by the lead."""
    return [
        Item(
            row.id,
            row.code,
            row.title,
            row.due_on,
            row.agreed_on,
            _owners(row, team, today),
            row.percent,
            row.done_on,
            row.said,
        )
        for row in rows
    ]


def team_of(connection: sa.Connection, today: date) -> Team:
    """Return who is booked on which project in which week, from the week of `today` on."""
    team: defaultdict[str, defaultdict[IsoWeek, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in allocations.booked(connection, today):
        if not row.allocation.tentative:
            team[row.allocation.project][row.allocation.week].add(row.allocation.person.lower())
    return {code: {week: frozenset(people) for week, people in weeks.items()} for code, weeks in team.items()}


def _owners(row: WorkItemRow, team: Team, today: date) -> tuple[str, ...]:
    if row.owner:
        return (row.owner.lower(),)
    weeks = team.get(row.code, {})
    week = IsoWeek.of(max(row.due_on or today, today))
    booked = weeks.get(week) or weeks.get(IsoWeek.of(today)) or frozenset()
    return tuple(sorted(booked)) or (row.lead.lower(),)
