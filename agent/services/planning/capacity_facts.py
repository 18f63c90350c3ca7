"""The capacity workbook's facts from the situation: minutes become hours, addresses become names."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from agent.domain.planning import findings as rules
from agent.domain.planning.calendar import IsoWeek
from agent.domain.planning.capacity import WeekCapacity
from agent.domain.planning.demand import Allocation
from agent.domain.planning.findings import Finding, FindingKind, Promise
from agent.services.office import Office
from agent.services.planning.situation import Situation
from outbox.documents.capacity.facts import (
    AssumptionLine,
    CapacityBook,
    DeploymentLine,
    FindingLine,
    PersonLine,
    ProjectLine,
    WeekFigures,
)
from templates.formats import date_text

_HOUR = Decimal(60)


def hours(minutes: int) -> Decimal:
    """Return minutes as hours, to a hundredth."""
    return (Decimal(minutes) / _HOUR).quantize(Decimal("0.01")).normalize() + 0


def findings_of(now: Situation) -> tuple[Finding, ...]:
    """Return what is wrong with the weeks ahead, worst first."""
    known = frozenset(person.id for person in now.everyone)
    weeks = now.capacity(now.weeks(9))
    people = rules.people_findings(weeks, now.overloads(), known, now.this_week)
    promises = [Promise(row.code, now.sold(row.id), row.ends_on) for row in now.projects]
    return rules.worst_first([*people, *rules.project_findings(promises, now.certain, now.earlier)])


def capacity_book(office: Office, now: Situation, weeks: tuple[IsoWeek, ...], token: str) -> CapacityBook:
    """Return all the workbook shows of these weeks."""
    names = unique_names(now)
    lines = deployment_lines(now, weeks, names)
    return CapacityBook(
        agency=office.settings.agency.name,
        written=now.today,
        locale=office.settings.agency.locale,
        token=token,
        weeks=tuple(week.monday for week in weeks),
        people=tuple(_people(office, now, weeks, names)),
        rows=lines,
        projects=tuple(_projects(now)),
        findings=tuple(finding_line(now, finding, names) for finding in findings_of(now)),
        assumptions=tuple(_assumptions(office, now, names)),
    )


def unique_names(now: Situation) -> dict[str, str]:
    """Return a name for every address of the situation; two people of one name bear their addresses too."""
    everybody = dict.fromkeys([*(p.id for p in now.people), *(one.person for one in now.allocations)])
    shown = [now.name(address) for address in everybody]
    return {a: n if shown.count(n) == 1 else f"{n} ({a})" for a, n in zip(everybody, shown, strict=True)}


def row_key(person: str, project: str, task: str) -> str:
    """Return what finds a row of Deployment again, wherever it was moved or whatever was renamed in it."""
    return hashlib.sha256("\n".join((person, project, task)).encode()).hexdigest()[:12]


def deployment_lines(now: Situation, weeks: tuple[IsoWeek, ...], names: dict[str, str]) -> tuple[DeploymentLine, ...]:
    """Return a line for each person, project and task, by person and project."""
    lines: dict[tuple[str, str, str, bool], dict[IsoWeek, int]] = {}
    for one in now.allocations:
        if one.week in weeks:
            slot = lines.setdefault((one.person, one.project, one.task or "", one.tentative), {})
            slot[one.week] = slot.get(one.week, 0) + one.minutes
    ordered = sorted(lines, key=lambda slot: (names[slot[0]].casefold(), slot[3], slot[1], slot[2]))
    return tuple(_line(now, slot, lines[slot], weeks, names) for slot in ordered)


def _line(
    now: Situation,
    slot: tuple[str, str, str, bool],
    minutes: dict[IsoWeek, int],
    weeks: tuple[IsoWeek, ...],
    names: dict[str, str],
) -> DeploymentLine:
    person, project, task, tentative = slot
    booked = tuple(hours(minutes.get(week, 0)) for week in weeks)
    key = row_key(person, project, task)
    return DeploymentLine(key, names[person], project, now.title(project), task, tentative, booked)


def _people(office: Office, now: Situation, weeks: tuple[IsoWeek, ...], names: dict[str, str]) -> Iterable[PersonLine]:
    capacity: dict[str, list[WeekCapacity]] = {}
    for one in now.capacity(weeks):
        capacity.setdefault(one.person, []).append(one)
    for calendar in now.people:
        person = office.settings.person(calendar.id)
        skills = ", ".join(f"{skill} {level}" for skill, level in sorted(person.skills.items())) if person else ""
        title = person.title if person else ""
        yield PersonLine(names[calendar.id], title, skills, tuple(map(_figures, capacity[calendar.id])))
    for gone in sorted({one.person for one in now.allocations} - {calendar.id for calendar in now.people}):
        own = [one for one in now.allocations if one.person == gone]
        yield PersonLine(names[gone], "", "", tuple(_gone(own, week) for week in weeks))


def _figures(one: WeekCapacity) -> WeekFigures:
    return WeekFigures(
        *map(
            hours,
            (one.gross, one.holidays, one.leave, one.non_delivery, one.delivery, one.planned, one.tentative),
        )
    )


def _gone(own: list[Allocation], week: IsoWeek) -> WeekFigures:
    nothing = Decimal(0)
    planned = hours(sum(one.minutes for one in own if one.week == week and not one.tentative))
    return WeekFigures(nothing, nothing, nothing, nothing, nothing, planned, nothing)


def _projects(now: Situation) -> Iterable[ProjectLine]:
    for row in now.projects:
        booked = sum(one.minutes for one in now.certain if one.project == row.code)
        sold = now.sold(row.id)
        title, due = _next_milestone(now, row.id)
        yield ProjectLine(
            row.code,
            row.title,
            row.client,
            now.name(row.lead),
            row.stage,
            row.starts_on,
            row.ends_on,
            None if sold is None else hours(sold),
            hours(booked),
            title,
            due,
        )
    for hold in now.holds:
        minutes = sum(one.minutes for one in now.held(hold.id))
        yield ProjectLine(
            now.hold_code(hold.id),
            hold.title,
            hold.client,
            now.name(hold.asked_by),
            "tentative",
            None,
            hold.promised_on,
            hours(minutes),
            hours(minutes),
        )


def _next_milestone(now: Situation, project_id: int) -> tuple[str, date | None]:
    ahead = [m for m in now.milestones.get(project_id, ()) if m.due_on is not None and m.due_on >= now.today]
    first = min(ahead, key=lambda m: (m.due_on or now.today, m.position), default=None)
    return (first.title, first.due_on) if first else ("", None)


def finding_line(now: Situation, finding: Finding, names: dict[str, str]) -> FindingLine:
    """Return a finding as workbook and letters show it."""
    return FindingLine(
        finding.kind.value,
        names.get(finding.person, finding.person),
        _titled(now, finding),
        finding.week.monday if finding.week else None,
        hours(finding.minutes),
        finding.day,
    )


def _titled(now: Situation, finding: Finding) -> str:
    """Return the project with its title where the finding is about one project."""
    if finding.kind in (FindingKind.LATE, FindingKind.UNSTAFFED):
        return f"{finding.project} {now.title(finding.project)}"
    return finding.project


def _assumptions(office: Office, now: Situation, names: dict[str, str]) -> Iterable[AssumptionLine]:
    for row in now.assumed:
        yield AssumptionLine(row.project, row.text, row.ground)
    locale = office.settings.agency.locale
    for leave in now.leave:
        if leave.person in names:
            days = f"{date_text(leave.first_on, locale)} – {date_text(leave.last_on, locale)}"
            yield AssumptionLine(names[leave.person], days, leave.quote)
