"""Staffing a signed project: its effort becomes tasks, the planner's answer a letter to the lead; small plans book."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from agent.domain.planning.capacity import HOUR, Absence, PersonCalendar
from agent.domain.planning.plan import Choice, Plan
from agent.domain.planning.shifts import Shift, shifts_between
from agent.domain.planning.staffing import staff
from agent.domain.planning.work import Assumed, Piece, Stone, Window, Wishes, assume, role_of, skills_of, tasks_of
from agent.domain.planning.working_days import working_days_after
from agent.services.office import Office, address_of
from agent.services.planning import wishes as kept
from agent.services.planning.booking import book, bookings_of
from agent.services.planning.capacity_facts import hours
from agent.services.planning.situation import HORIZON_WEEKS, Situation, effort_minutes
from agent.services.planning.threads import thread_of
from agent.services.post import post
from agent.store import assumptions, plans, proposals
from agent.store.projects import ProjectRow
from agent.store.proposals import ProposalRow
from agent.store.unit_of_work import UnitOfWork
from outbox.letters.plan_booked import PlanBooked, plan_booked
from outbox.letters.staffing import EmptySeat, LateSeat, Seat, Staffing, staffing
from templates.formats import money_text, number_text


@dataclass(frozen=True, slots=True)
class _Made:
    """A project's plan with what it was made from."""

    project: ProjectRow
    pieces: tuple[Piece, ...]
    assumed: str
    ground: str
    plan: Plan
    shifts: tuple[Shift, ...]

    @property
    def total(self) -> int:
        """All the work, in minutes."""
        return sum(piece.minutes for piece in self.pieces)


def make(office: Office, row: ProposalRow, now: Situation) -> Callable[[UnitOfWork], None]:
    """Solve a project's staffing; return what writes and tells it."""
    project = next((one for one in now.projects if one.id == row.project_id), None)
    if project is None:
        return lambda work: proposals.settle(work, row.id, "dropped")
    wanted = kept.load(row.wishes)
    made = _solve(office, project, now, wanted.wishes)
    if made is None:
        return lambda work: proposals.settle(work, row.id, "no hours")

    def settle(work: UnitOfWork) -> None:
        _note_assumption(work, made)
        if _may_book(office, made, wanted) and not book(work, now, made.shifts, office.settings.agency.locale):
            _tell_booked(office, work, row, now, made)
        else:
            _propose(office, work, row, now, made, wanted)

    return settle


def _solve(office: Office, project: ProjectRow, now: Situation, wishes: Wishes) -> _Made | None:
    pieces, assumed, ground = _work(office, project, now)
    if not pieces:
        return None
    window = Window(_start(office, project, now.today), project.ends_on)
    stones = [Stone(m.title, m.due_on) for m in now.milestones.get(project.id, ()) if m.due_on]
    least = round(office.settings.planning.least_slice * HOUR)
    tasks = tasks_of(project.code, pieces, window, stones, now.people, wishes, least)
    people = unavailable(now.people, wishes, now.today)
    others = [one for one in now.allocations if one.project != project.code]
    own = [one for one in now.certain if one.project == project.code]
    plan = staff(people, tasks, now.today, HORIZON_WEEKS, others)
    placed = [replace(one, task=role_of(one.task or "")) for one in plan.allocations]
    return _Made(project, pieces, assumed, ground, plan, shifts_between(own, placed))


def unavailable(people: tuple[PersonCalendar, ...], wishes: Wishes, today: date) -> tuple[PersonCalendar, ...]:
    """Return the calendars with those days closed on which a lead says that somebody cannot."""
    until = dict(wishes.not_before)
    return tuple(
        replace(person, leave=(*person.leave, Absence(today, until[person.id] - timedelta(days=1))))
        if person.id in until and until[person.id] > today
        else person
        for person in people
    )


def _work(office: Office, project: ProjectRow, now: Situation) -> tuple[tuple[Piece, ...], str, str]:
    """Return a project's work; where it is assumed, what is assumed and what that rests on."""
    sold = tuple(Piece(row.role, effort_minutes(row)) for row in now.effort.get(project.id, ()))
    if any(piece.minutes for piece in sold):
        return sold, "", ""
    rate = office.settings.planning.blended_rate
    with office.store.look() as connection:
        agreed = plans.plan_of(connection, project.id)
    titles = [project.title, *(d.title for d in agreed.deliverables), *(m.title for m in agreed.milestones)]
    past = [one for one in now.past if one.code != project.code]
    price = None if rate is None else Decimal(str(rate))
    found = assume(project.fee_total, titles, project.client, past, price, skills_of(now.people))
    if found is None:
        return (), "", ""
    return found.pieces, *_assumption(office, project, found, price)


def _assumption(office: Office, project: ProjectRow, found: Assumed, rate: Decimal | None) -> tuple[str, str]:
    locale = office.settings.agency.locale
    total = number_text(hours(sum(piece.minutes for piece in found.pieces)), locale)
    parts = ", ".join(f"{piece.role} {number_text(hours(piece.minutes), locale)} h" for piece in found.pieces)
    fee = money_text(project.fee_total or Decimal(0), project.currency, locale)
    if found.like:
        return f"{total} h of work ({parts})", f"The SOW gives no hours: scaled by the fee, {fee}, from {found.like}."
    price = money_text(rate or Decimal(0), project.currency, locale)
    return f"{total} h of work ({parts})", f"The SOW gives no hours: {fee} at the blended rate of {price} an hour."


def _start(office: Office, project: ProjectRow, today: date) -> date:
    if project.starts_on is not None and project.starts_on > today:
        return project.starts_on
    first = today + timedelta(days=1)
    return first if project.starts_on else working_days_after(first, office.settings.policy.kickoff_days)


def _note_assumption(work: UnitOfWork, made: _Made) -> None:
    assumptions.settle(work, made.project.id)
    if made.assumed:
        assumptions.add(work, made.project.id, made.assumed, made.ground)


def _may_book(office: Office, made: _Made, wanted: kept.Wanted) -> bool:
    """Return whether the agency's policy lets this plan be booked unasked."""
    planning = office.settings.planning
    clean = not (made.plan.unplaced or made.plan.lateness or made.assumed or wanted.unclear)
    return planning.auto_book and clean and made.total <= planning.auto_book_hours * HOUR


def _tell_booked(office: Office, work: UnitOfWork, row: ProposalRow, now: Situation, made: _Made) -> None:
    proposals.settle(work, row.id, "booked", made.shifts, "policy")
    lead = office.settings.person(made.project.lead)
    if lead is None:
        return
    said = PlanBooked("policy", made.project.code, bookings_of(now, made.shifts))
    letter = plan_booked(office.desk, address_of(lead), said, cause=f"plan {row.id}")
    proposals.sent_with(work, row.id, post(office, work, letter, project_id=made.project.id))


def _propose(
    office: Office, work: UnitOfWork, row: ProposalRow, now: Situation, made: _Made, wanted: kept.Wanted
) -> None:
    proposals.settle(work, row.id, "proposed" if made.shifts else "impossible", made.shifts)
    lead = office.settings.person(row.asked) or office.settings.person(made.project.lead)
    if lead is None:
        return
    said = _facts(now, made, wanted)
    thread = thread_of(work.connection, row.mail_id) if wanted.again else None
    letter = staffing(office.desk, address_of(lead), said, plan_id=row.id, thread=thread)
    letter_id = post(office, work, letter, mail_id=row.mail_id, project_id=made.project.id)
    proposals.sent_with(work, row.id, letter_id)


def _facts(now: Situation, made: _Made, wanted: kept.Wanted) -> Staffing:
    plan, project = made.plan, made.project
    return Staffing(
        code=project.code,
        title=project.title,
        client=project.client,
        total=hours(made.total),
        seats=tuple(_seat(now, made, choice) for choice in plan.reasons),
        empty=tuple(EmptySeat(role_of(u.task), hours(u.minutes), u.obstacle.value) for u in plan.unplaced),
        late=tuple(LateSeat(role_of(late.task), late.due.day, late.finish) for late in plan.lateness),
        assumed=(f"{made.assumed}. {made.ground} Is that right?",) if made.assumed else (),
        unclear=wanted.unclear,
        finish=plan.finish(project.code),
        due=project.ends_on,
        again=wanted.again,
    )


def _seat(now: Situation, made: _Made, choice: Choice) -> Seat:
    place = next(one for one in made.plan.placements if one.task == choice.task)
    minutes = sum(one.minutes for one in made.plan.allocations if one.task == choice.task)
    second = choice.second
    return Seat(
        role=role_of(choice.task),
        hours=hours(minutes),
        people=tuple(now.name(person) for person in choice.people),
        first=place.first,
        last=place.last,
        ground=choice.ground.value,
        second=now.name(second.person) if second else "",
        second_done=second.finish if second else None,
    )
