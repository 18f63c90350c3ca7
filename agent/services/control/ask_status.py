"""The status round: on the agency's days, at the hour where each person is, one mail to each with their questions."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from agent.domain.control.asking import Asked, questions_for
from agent.domain.control.items import Item, Said
from agent.domain.control.ladder import read_ladder, step_due
from agent.domain.control.working_time import WorkingHours, is_open
from agent.services.control.hours import hours_of_people, is_here
from agent.services.control.work import running_items
from agent.services.office import Office, address_of
from agent.services.post import new_message_id, post
from agent.store import asked, cases, projects
from agent.store.acts import Cause
from agent.store.asked import AskedRow
from agent.store.unit_of_work import UnitOfWork
from config.planning import WEEKDAYS
from config.settings import Person
from outbox.identifiers import mark_of
from outbox.letters.status import WorkQuestion
from outbox.letters.status_request import StatusRequest, status_request

_RULE = "status.round"


def ask_everybody(office: Office) -> int:
    """Ask each person whose hour it is and who was not asked today; return how many were asked."""
    now = office.store.clock.now()
    with office.store.look() as connection:
        hours_of = hours_of_people(office, connection, now.astimezone(office.zone).date())
        waiting = [p for p in office.settings.people if _is_due(office, p, hours_of(p), now)]
        waiting = [p for p in waiting if cases.known(connection, _key(p, hours_of(p).local_day(now))) is None]
    return sum(ask_one(office, person) for person in waiting)


def ask_one(office: Office, person: Person) -> bool:
    """Ask one person what is theirs and due; False where there is nothing to ask, or it was asked already."""
    with office.store.begin("status.ask", Cause("routine", _RULE, "desk", _RULE)) as work:
        hours = hours_of_people(office, work.connection, work.now.astimezone(office.zone).date())(person)
        today = hours.local_day(work.now)
        items = running_items(work.connection, today)
        horizon = timedelta(days=office.settings.status.horizon_days)
        questions = questions_for(person.email.lower(), items, today, horizon)
        if not questions or cases.known(work.connection, _key(person, today)) is not None:
            return False
        _write(office, work, person, hours, today, questions)
        return True


def _write(
    office: Office, work: UnitOfWork, person: Person, hours: WorkingHours, today: date, questions: tuple[Asked, ...]
) -> None:
    _withdraw_older(work, person)
    message_id = new_message_id(office)
    lines = in_letter(dict(enumerate(questions, start=1)), titles_of(work), hours.zone)
    codes = tuple(dict.fromkeys(line.code for line in lines))
    facts = StatusRequest(today, codes, lines, mark_of(message_id))
    letter = status_request(office.desk, address_of(person), facts)
    letter_id = post(office, work, letter, message_id=message_id)
    ladder = office.settings.status.ladder
    case_id = cases.open_case(
        work,
        cases.NewCase(
            business_key=_key(person, today),
            kind="status",
            project_id=None,
            asked=person.email,
            number=0,
            question="how the work goes",
            letter_id=letter_id,
            ladder=ladder,
            step_at=step_due(read_ladder(ladder), 0, work.now, hours),
        ),
    )
    asked.put(work, case_id, [AskedRow(n, q.item.id, q.ask.value) for n, q in enumerate(questions, start=1)])


def in_letter(questions: Mapping[int, Asked], titles: Mapping[str, str], zone: str) -> tuple[WorkQuestion, ...]:
    """Return questions by their numbers as a letter prints them."""
    return tuple(_line(number, one, titles, zone) for number, one in questions.items())


def titles_of(work: UnitOfWork) -> dict[str, str]:
    """Return the titles of projects by their codes."""
    return {row.code: row.title for row in projects.list_projects(work.connection)}


def _line(number: int, one: Asked, titles: Mapping[str, str], zone: str) -> WorkQuestion:
    item, last = one.item, one.last
    return WorkQuestion(
        number,
        item.project,
        titles.get(item.project, ""),
        item.title,
        one.ask.value,
        one.day,
        last.quote if last else "",
        last.at.astimezone(ZoneInfo(zone)).date() if last else None,
        _percent(item),
    )


def _percent(item: Item) -> int:
    shares = [s.value for s in item.said if s.said is Said.PERCENT]
    return int(shares[-1]) if shares else -1


def _withdraw_older(work: UnitOfWork, person: Person) -> None:
    """End what was asked in an earlier round and never answered: one question at a time stands open."""
    for case in cases.open_of(work.connection, "status", person.email):
        cases.withdraw(work, case.id, "asked again")


def _is_due(office: Office, person: Person, hours: WorkingHours, now: datetime) -> bool:
    today = hours.local_day(now)
    asks_at = datetime.combine(today, time.fromisoformat(office.settings.status.at), ZoneInfo(hours.zone))
    return (
        is_here(person, today)
        and is_round_day(office.settings.status.days, hours, today)
        and is_open(hours, now)
        and now >= min(asks_at, hours.span(today)[1] - timedelta(hours=1))
    )


def is_round_day(days: tuple[str, ...], hours: WorkingHours, today: date) -> bool:
    """Return whether today is a day of the round, or the first working day after one that was off."""
    day = today
    while hours.works_on(today):
        if WEEKDAYS[day.weekday()] in days:
            return True
        day -= timedelta(days=1)
        if hours.works_on(day) or (today - day).days > 14:
            return False
    return False


def _key(person: Person, today: date) -> str:
    return f"status:{person.email.lower()}:{today.isoformat()}"
