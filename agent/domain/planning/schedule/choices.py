"""Why these people: the ground of each choice, and who was second best."""

from __future__ import annotations

from agent.domain.planning.plan import Candidate, Choice, Ground
from agent.domain.planning.schedule.filling import NEVER, finish_alone
from agent.domain.planning.schedule.laying import Laid, Preferences
from agent.domain.planning.schedule.state import Schedule


def choices(made: Schedule) -> tuple[Choice, ...]:
    """Return for each placed task who does it and why, tasks by id; everything else is taken as it stands."""
    wishes = made.preferences()
    found = [_choice(made, number, where, wishes) for number, where in enumerate(made.placed) if where is not None]
    return tuple(sorted(found, key=lambda one: one.task))


def _choice(made: Schedule, number: int, where: Laid, wishes: Preferences) -> Choice:
    given, team = made.given, {person for person, _ in where.parts}
    start = made.ready(number)
    made.remove(number)
    second = _second(made, number, given.jobs[number].ready if start is None else start, team, wishes)
    ground = _ground(made, number, team, where.last, second)
    made.put(number, where)
    task, days = given.tasks[number], given.grid.days
    people = tuple(sorted(given.people[person].id for person in team))
    return Choice(task.id, task.project, people, ground, days[where.last], _candidate(made, number, second))


def _second(made: Schedule, number: int, start: int, team: set[int], wishes: Preferences) -> tuple[int, int] | None:
    """Return the best of the others and the day on which they would be done alone."""
    job = made.given.jobs[number]
    others = [(finish_alone(made.free, person, job, start), person) for person in job.people if person not in team]
    best = min(others, key=lambda one: wishes.rank(job, one[1], one[0]), default=None)
    return None if best is None else (best[1], best[0])


def _candidate(made: Schedule, number: int, second: tuple[int, int] | None) -> Candidate | None:
    if second is None:
        return None
    person, finish = second
    day = made.given.grid.days[finish] if finish < NEVER else None
    knows = bool(made.on_project.get((person, made.given.jobs[number].project)))
    return Candidate(made.given.people[person].id, day, knows)


def _ground(made: Schedule, number: int, team: set[int], last: int, second: tuple[int, int] | None) -> Ground:
    """Return the first ground that holds; the job itself is taken off, so that it is no reason for itself."""
    job = made.given.jobs[number]
    if team & job.wanted:
        return Ground.ASKED_FOR
    if second is None:
        return Ground.ONLY_ONE
    if any((number, person) in made.told for person in team):
        return Ground.ALREADY_TOLD
    if second[1] > max(last, job.latest):
        return Ground.EARLIEST
    if any(made.on_project.get((person, job.project)) for person in team):
        return Ground.KNOWS_PROJECT
    return Ground.EARLIEST if second[1] > last else _by_load(made, team, second[0])


def _by_load(made: Schedule, team: set[int], second: int) -> Ground:
    return Ground.LEAST_LOADED if all(made.load[one] <= made.load[second] for one in team) else Ground.BALANCE
