"""What the capacity and deployment workbook shows: hours as decimals, weeks by their Mondays, people by name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class WeekFigures:
    """One person's week in hours."""

    gross: Decimal
    holidays: Decimal
    leave: Decimal
    non_delivery: Decimal
    delivery: Decimal
    planned: Decimal
    tentative: Decimal


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A person with their weeks, one for each week of the book; `name` is unique in the book."""

    name: str
    title: str
    skills: str
    weeks: tuple[WeekFigures, ...]


@dataclass(frozen=True, slots=True)
class DeploymentLine:
    """A person on one task of one project; `key` finds the row again when the book comes back edited."""

    key: str
    person: str
    project: str
    title: str
    task: str
    tentative: bool
    hours: tuple[Decimal, ...]


@dataclass(frozen=True, slots=True)
class ProjectLine:
    """A project, or a hold (`stage` tells); `sold` is None where the SOW gives no hours."""

    code: str
    title: str
    client: str
    lead: str
    stage: str
    starts: date | None
    ends: date | None
    sold: Decimal | None
    booked: Decimal
    next_milestone: str = ""
    next_due: date | None = None


@dataclass(frozen=True, slots=True)
class FindingLine:
    """Something to know; `kind` chooses its words (`templates/workbook/capacity.toml`)."""

    kind: str
    person: str = ""
    project: str = ""
    week: date | None = None
    hours: Decimal = Decimal(0)
    day: date | None = None


@dataclass(frozen=True, slots=True)
class AssumptionLine:
    """What is assumed, and what it rests on."""

    about: str
    text: str
    ground: str


@dataclass(frozen=True, slots=True)
class CapacityBook:
    """The whole workbook; `token` marks this copy, so that an edited one finds what it was made from."""

    agency: str
    written: date
    locale: str
    token: str
    weeks: tuple[date, ...]
    people: tuple[PersonLine, ...]
    rows: tuple[DeploymentLine, ...]
    projects: tuple[ProjectLine, ...]
    findings: tuple[FindingLine, ...]
    assumptions: tuple[AssumptionLine, ...] = ()
