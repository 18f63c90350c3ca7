"""An agency's eight weeks for the capacity workbook: part-time, leave, an overload, tentative work, hostile names."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from outbox.documents.capacity.facts import (
    AssumptionLine,
    CapacityBook,
    DeploymentLine,
    FindingLine,
    PersonLine,
    ProjectLine,
    WeekFigures,
)

MONDAY = date(2027, 1, 11)
WEEKS = tuple(MONDAY + timedelta(weeks=number) for number in range(8))
_TEAM = (
    ("Ana Silva", "Head of Delivery", "planning 5, ux 3", 40),
    ("Jon Berg", "Developer", "backend 3, frontend 4", 32),
    ("Maria Costa", "Designer", "design 4, ux 5", 40),
    ("Tom O'Neil", "QA Engineer", "qa 4", 24),
    ("=Zoë & Sons", "Developer", "frontend 5", 40),
)
_WORK = (
    ("Ana Silva", "NORTHWIND-01", "Booking website relaunch", "Project Manager", False, (6, 6, 6, 6, 6, 6, 6, 6)),
    ("Jon Berg", "NORTHWIND-01", "Booking website relaunch", "Frontend", False, (0, 16, 16, 16, 25.5, 16, 16, 0)),
    ("Jon Berg", "HARB-02", "Customer portal", "Backend", False, (16, 8, 8, 8, 8, 0, 0, 0)),
    ("Maria Costa", "NORTHWIND-01", "Booking website relaunch", "UX Designer", False, (24, 24, 16, 8, 0, 0, 0, 0)),
    ("Maria Costa", "HOLD-3", "Harbour & Vale loyalty app", "Design", True, (0, 0, 8, 16, 24, 24, 0, 0)),
    ("=Zoë & Sons", "HARB-02", "Customer portal", "Frontend", False, (30, 30, 30, 30, 30, 12, 0, 0)),
)


def book() -> CapacityBook:
    """Return the workbook's facts."""
    rows = tuple(
        DeploymentLine(f"row{n:02d}", who, code, title, task, tentative, tuple(Decimal(str(h)) for h in hours))
        for n, (who, code, title, task, tentative, hours) in enumerate(_WORK, start=1)
    )
    people = tuple(_person(*member, rows) for member in _TEAM)
    return CapacityBook(
        "Bright Harbour Studio",
        date(2027, 1, 11),
        "en-GB",
        "wb-0011223344",
        WEEKS,
        people,
        rows,
        _projects(rows),
        _findings(),
        (
            AssumptionLine(
                "HARB-02", "460 h of work", "The SOW gives no hours: € 46,000 at the blended rate of € 100."
            ),
            AssumptionLine("Maria Costa", "away 25 to 29 January", "her mail of 4 January: “off that week”"),
        ),
    )


def _person(name: str, title: str, skills: str, hours: int, rows: tuple[DeploymentLine, ...]) -> PersonLine:
    weeks = []
    for number in range(len(WEEKS)):
        gross = Decimal(hours)
        leave = gross if (name, number) in (("Maria Costa", 2), ("Tom O'Neil", 5)) else Decimal(0)
        delivery = (gross - leave) * Decimal("0.8")
        planned = sum((r.hours[number] for r in rows if r.person == name and not r.tentative), Decimal(0))
        tentative = sum((r.hours[number] for r in rows if r.person == name and r.tentative), Decimal(0))
        idle = gross - leave - delivery
        weeks.append(WeekFigures(gross, Decimal(0), leave, idle, delivery, planned, tentative))
    return PersonLine(name, title, skills, tuple(weeks))


def _projects(rows: tuple[DeploymentLine, ...]) -> tuple[ProjectLine, ...]:
    def booked(code: str) -> Decimal:
        return sum((sum(row.hours, Decimal(0)) for row in rows if row.project == code), Decimal(0))

    start, end = date(2027, 1, 11), date(2027, 4, 9)
    north = booked("NORTHWIND-01") + 12  # some of it lies after the weeks shown
    return (
        ProjectLine(
            "HARB-02",
            "Customer portal",
            "Harbour & Vale Ltd",
            "Ana Silva",
            "signed",
            start,
            end,
            None,
            booked("HARB-02"),
        ),
        ProjectLine(
            "NORTHWIND-01",
            "Booking website relaunch",
            "Northwind Travel Ltd.",
            "Ana Silva",
            "signed",
            start,
            end,
            Decimal(420),
            north,
            "Design system",
            date(2027, 2, 15),
        ),
        ProjectLine(
            "HOLD-3",
            "Harbour & Vale loyalty app",
            "Harbour & Vale Ltd",
            "",
            "tentative",
            None,
            None,
            Decimal(72),
            booked("HOLD-3"),
        ),
    )


def _findings() -> tuple[FindingLine, ...]:
    week = WEEKS[4]
    return (
        FindingLine("over", "Jon Berg", "HARB-02, NORTHWIND-01", week, Decimal("7.9")),
        FindingLine("over", "Maria Costa", "NORTHWIND-01", WEEKS[2], Decimal(16)),
        FindingLine("unstaffed", "", "NORTHWIND-01", None, Decimal(132), date(2027, 4, 9)),
        FindingLine("idle", "Tom O'Neil", "", WEEKS[1], Decimal("19.2")),
        FindingLine("room", "Ana Silva", "", None, Decimal(104)),
    )
