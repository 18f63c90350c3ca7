"""The first working day of a week: the workbook to the leads, and to each person their own week and nobody else's."""

from __future__ import annotations

from datetime import date, timedelta

from agent.domain.planning.calendar import IsoWeek
from agent.domain.planning.capacity import PersonCalendar, day_capacity, week_capacity
from agent.domain.planning.working_days import first_working_day
from agent.services.office import Office, address_of
from agent.services.planning.capacity_facts import hours
from agent.services.planning.capacity_mail import letter_facts, make_book
from agent.services.planning.situation import Situation, look
from agent.services.post import post
from agent.store import cases
from agent.store.acts import Cause
from agent.store.unit_of_work import UnitOfWork
from config.public_holidays import holidays_of
from config.settings import Person, Role
from outbox.letters.capacity import capacity
from outbox.letters.my_week import MyWeek, OwnMilestone, OwnProject, WaitsForYou, my_week

_SOON = timedelta(days=14)
_MOST_WAITING = 5


def start_week(office: Office) -> int:
    """Post the week's letters where today is its first working day; return how many people were written to."""
    today = office.today(office.store.clock.now())
    agency = office.settings.agency
    if first_working_day(today, holidays_of(agency.country, agency.region, (today.year,))) != today:
        return 0
    told = [_tell_lead(office, lead, today) for lead in office.settings.with_role(Role.LEAD)]
    told += [_tell_person(office, person, today) for person in office.settings.people]
    return sum(told)


def _cause(today: date) -> Cause:
    return Cause("routine", f"week.start {today.isoformat()}", "desk", "week.start")


def _tell_lead(office: Office, lead: Person, today: date) -> bool:
    with office.store.begin("week.lead", _cause(today)) as work:
        now = look(office, work.connection, today)
        if _is_away(now, lead):
            return False
        book, file = make_book(office, work, now, now.weeks(office.settings.planning.weeks), lead)
        said = letter_facts(office, book, file, None)
        letter = capacity(office.desk, address_of(lead), said, file, cause=now.this_week.monday.isoformat())
        return post(office, work, letter) is not None


def _tell_person(office: Office, person: Person, today: date) -> bool:
    """Post a person's own week; who is away all week is left in peace."""
    with office.store.begin("week.person", _cause(today)) as work:
        now = look(office, work.connection, today)
        calendar = next((one for one in now.people if one.id == person.email), None)
        if calendar is None or _is_away(now, person):
            return False
        letter = my_week(office.desk, address_of(person), _week_of(office, work, now, calendar))
        return post(office, work, letter) is not None


def _is_away(now: Situation, person: Person) -> bool:
    calendar = next((one for one in now.people if one.id == person.email), None)
    return calendar is not None and not week_capacity(calendar, now.this_week).delivery


def _week_of(office: Office, work: UnitOfWork, now: Situation, person: PersonCalendar) -> MyWeek:
    week = now.this_week
    own = [one for one in now.certain if one.person == person.id and one.week == week]
    codes = {one.project for one in own}
    return MyWeek(
        monday=week.monday,
        room=hours(week_capacity(person, week).delivery),
        projects=tuple(
            OwnProject(one.project, now.title(one.project), hours(one.minutes), one.task or "") for one in own
        ),
        milestones=_milestones(now, codes),
        waiting=_waiting(office, work, now, person.id),
        away=_away(person, week),
    )


def _milestones(now: Situation, codes: set[str]) -> tuple[OwnMilestone, ...]:
    found = [
        OwnMilestone(row.code, stone.title, stone.due_on)
        for row in now.projects
        if row.code in codes
        for stone in now.milestones.get(row.id, ())
        if stone.due_on is not None and now.today <= stone.due_on <= now.today + _SOON
    ]
    return tuple(sorted(found, key=lambda one: (one.due, one.code, one.title)))


def _waiting(office: Office, work: UnitOfWork, now: Situation, person: str) -> tuple[WaitsForYou, ...]:
    codes = {row.id: row.code for row in now.projects}
    return tuple(
        WaitsForYou(case.question, codes.get(case.project_id or 0, ""), office.today(case.opened_at))
        for case in cases.waiting_on(work.connection, person, _MOST_WAITING)
    )


def _away(person: PersonCalendar, week: IsoWeek) -> tuple[date, ...]:
    days = ((day, day_capacity(person, day)) for day in week.days())
    return tuple(day for day, capacity in days if capacity.gross and not capacity.present)
