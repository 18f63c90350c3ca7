"""Rows of scope, timeline and team as the words a template prints; a fact that is missing is an empty text."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from outbox.documents.facts import DeliverableRow, MilestoneRow, Money, TeamRow, Unit
from outbox.documents.timeline import Point, Timeline, draw
from templates.formats import date_text, money_text, number_text


def due_words(due: date | None, due_text: str, locale: str) -> str:
    """Return when something is due: the date, else the document's own words, else ""."""
    return due_text if due is None else date_text(due, locale)


def effort_words(hours: Decimal | None, unit: Unit, locale: str) -> dict[str, object]:
    """Return an amount of work as a number and its unit; the number is "" where the document says none."""
    return {"amount": "" if hours is None else number_text(hours, locale), "unit": unit}


def money_words(money: Money | None, locale: str) -> str:
    """Return an amount with its currency, or ""."""
    return "" if money is None else money_text(money.amount, money.currency, locale)


def total_effort(team: Iterable[TeamRow], locale: str) -> dict[str, object] | None:
    """Return the sum of two or more roles in one unit; None where a row has no figure or the units differ."""
    rows = tuple(team)
    figures = [row.hours for row in rows if row.hours is not None]
    if len(rows) < 2 or len(figures) < len(rows) or len({row.unit for row in rows}) > 1:
        return None
    return effort_words(sum(figures, Decimal(0)), rows[0].unit, locale)


def timeline_words(timeline: Timeline | None, locale: str) -> dict[str, object] | None:
    """Return the drawn timeline as a template takes it, or None."""
    return None if timeline is None else timeline.words(locale)


def timeline_of(
    milestones: Iterable[MilestoneRow], deliverables: Iterable[DeliverableRow], start: date | None
) -> Timeline | None:
    """Draw the dated milestones, or the dated deliverables where the milestones alone give no picture."""
    return draw([Point(row.title, row.due) for row in milestones if row.due], start) or draw(
        [Point(row.title, row.due) for row in deliverables if row.due], start
    )
