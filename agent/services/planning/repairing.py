"""Repairing the plan: the fewest moves go to who may make them; money and clients' dates go to the founder."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from agent.domain.planning.booking import Overload, overloads
from agent.domain.planning.capacity import HOUR
from agent.domain.planning.demand import Allocation, Due, Task
from agent.domain.planning.repair import repair as solve
from agent.domain.planning.repairing.moves import Repair
from agent.domain.planning.shifts import Shift, shifts_between
from agent.domain.planning.skills import wanted_skill
from agent.domain.planning.work import role_of, skills_of, task_id
from agent.services.office import Office, address_of
from agent.services.planning.capacity_facts import hours
from agent.services.planning.outside import price_of
from agent.services.planning.replanning import Trigger, trigger_of
from agent.services.planning.situation import HORIZON_WEEKS, Situation
from agent.services.post import post
from agent.store import proposals
from agent.store.proposals import ProposalRow
from agent.store.unit_of_work import UnitOfWork
from config.settings import Person, Role
from outbox.letters.repair import Broken, Moved, RepairPlan, repair


@dataclass(frozen=True, slots=True)
class _Made:
    """A repair with what it mends and what it leaves."""

    trigger: Trigger
    before: tuple[Overload, ...]
    found: Repair
    shifts: tuple[Shift, ...]
    outside: int
    money: Decimal

    @property
    def left(self) -> tuple[Overload, ...]:
        """What no move mends."""
        return self.found.overloads


def make(office: Office, row: ProposalRow, now: Situation) -> Callable[[UnitOfWork], None]:
    """Find the smallest repair; return what writes and tells it. A plan that is whole needs no letter."""
    trigger = trigger_of(row.wishes)
    before = overloads(now.everyone, now.certain)
    if not before:
        return lambda work: proposals.settle(work, row.id, "whole")
    made = _solve(office, now, trigger, before)
    return lambda work: _tell(office, work, row, now, made)


def _solve(office: Office, now: Situation, trigger: Trigger, before: tuple[Overload, ...]) -> _Made:
    """Repair with our own people; only where that leaves something broken, with outside help too."""
    named = tuple(replace(one, task=task_id(one.project, one.task or "")) for one in now.certain)
    tasks = tuple(_tasks(now, named))
    found = solve(now.people, tasks, named, now.today, HORIZON_WEEKS)
    if found.overloads and now.outside:
        helped = solve(now.everyone, tasks, named, now.today, HORIZON_WEEKS)
        found = helped if helped.price.broken < found.price.broken else found
    after = [replace(one, task=role_of(one.task or "") or None) for one in found.allocations if not one.tentative]
    shifts = shifts_between(now.certain, after)
    bought = [one for one in shifts if now.is_outside(one.person)]
    minutes = sum(one.after - one.before for one in bought)
    money = sum((price_of(office.settings, one.person, one.after - one.before) for one in bought), Decimal(0))
    return _Made(trigger, before, found, shifts, minutes, money)


def _tasks(now: Situation, booked: Iterable[Allocation]) -> Iterable[Task]:
    """Yield what is booked as tasks; work whose role nobody wrote down stays with the people who have it."""
    minutes: dict[str, int] = {}
    people: dict[str, set[str]] = {}
    for one in booked:
        name = one.task or ""
        minutes[name] = minutes.get(name, 0) + one.minutes
        people.setdefault(name, set()).add(one.person)
    for name in sorted(minutes):
        project = now.project(name.partition(":")[0])
        role = role_of(name)
        wanted = wanted_skill(role, skills_of(now.people)) if role else None
        known = wanted is not None and wanted.known
        yield Task(
            name,
            name.partition(":")[0],
            minutes[name],
            skill=wanted.skill if wanted and known else None,
            earliest=project.starts_on if project else None,
            due=Due(project.ends_on, hard=True) if project and project.ends_on else None,
            wanted=frozenset() if known else frozenset(people[name]),
            only_wanted=not known,
            least_a_week=min(HOUR, minutes[name]),
            most_people=len(now.everyone),
        )


def _tell(office: Office, work: UnitOfWork, row: ProposalRow, now: Situation, made: _Made) -> None:
    """Put the repair before the one who decides, and tell the other leads concerned."""
    proposals.settle(work, row.id, "proposed" if made.shifts else "impossible", made.shifts)
    leads = _leads(office, now, made)
    decides = _decides(office, row, now, made, leads)
    said = _facts(office, now, made)
    letter = repair(office.desk, address_of(decides), said, plan_id=row.id)
    proposals.sent_with(work, row.id, post(office, work, letter, mail_id=row.mail_id))
    for lead in leads:
        if lead != decides:
            told = repair(office.desk, address_of(lead), replace(said, decides=decides.name), plan_id=row.id)
            post(office, work, told, mail_id=row.mail_id)


def _decides(office: Office, row: ProposalRow, now: Situation, made: _Made, leads: list[Person]) -> Person:
    """Return who is asked: the founder where money is spent or clients' dates collide, else the lead hit most."""
    founders = office.settings.with_role(Role.FOUNDER)
    if founders and (made.money or _clash(now, made)):
        return founders[0]
    asked = office.settings.person(row.asked)
    return asked or (leads[0] if leads else office.settings.with_role(Role.LEAD)[0])


def _clash(now: Situation, made: _Made) -> bool:
    """Return whether what no move mends is work of more than one client."""
    codes = {code for one in made.left for code in one.projects}
    return len({row.client for row in now.projects if row.code in codes}) > 1


def _leads(office: Office, now: Situation, made: _Made) -> list[Person]:
    codes = {one.project for one in made.shifts} | {code for one in made.before for code in one.projects}
    addresses = dict.fromkeys(row.lead for row in now.projects if row.code in codes)
    return [person for address in addresses if (person := office.settings.person(address))]


def _facts(office: Office, now: Situation, made: _Made) -> RepairPlan:
    trigger = made.trigger
    return RepairPlan(
        cause=trigger.kind,
        person=now.name(trigger.person),
        broken=tuple(_broken(now, one) for one in made.before),
        moves=tuple(
            Moved(
                move.allocation.project,
                role_of(move.allocation.task or ""),
                hours(move.minutes),
                now.name(move.allocation.person),
                move.allocation.week.monday,
                now.name(move.person),
                move.week.monday,
            )
            for move in made.found.moves
        ),
        left=tuple(_broken(now, one) for one in made.left),
        newcomers=made.found.price.newcomers,
        outside=hours(made.outside),
        money=made.money,
        currency=office.settings.agency.currency,
        clash=_clash(now, made),
        first=date.fromisoformat(trigger.first) if trigger.first else None,
        last=date.fromisoformat(trigger.last) if trigger.last else None,
    )


def _broken(now: Situation, one: Overload) -> Broken:
    return Broken(now.name(one.person), one.week.monday, hours(one.minutes), ", ".join(one.projects))
