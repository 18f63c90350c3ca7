"""Work to be planned: effort as tasks with windows from milestones, and hours assumed where none are sold."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from agent.domain.planning.calendar import IsoWeek
from agent.domain.planning.capacity import HOUR, PersonCalendar
from agent.domain.planning.demand import Due, Task
from agent.domain.planning.skills import shares_word, wanted_skill

_SEPARATOR = ":"
_ALL_ALONG = "planning"  # management runs along with the project instead of being done at its beginning
_LAST = "qa"
_MOST_PEOPLE = 3
_BIG = 120 * HOUR  # work of one role beyond this may be shared by several people


@dataclass(frozen=True, slots=True)
class Piece:
    """Work of one role, in minutes."""

    role: str
    minutes: int


@dataclass(frozen=True, slots=True)
class Stone:
    """A dated milestone."""

    title: str
    due: date


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a lead asked for: people on a role ("" for every role) or off it, and days before which somebody cannot.

    `not_before` names people; the start of the whole work stands under "".
    """

    wanted: tuple[tuple[str, str], ...] = ()  # person, role
    barred: tuple[tuple[str, str], ...] = ()
    not_before: tuple[tuple[str, date], ...] = ()

    def joined(self, more: Wishes) -> Wishes:
        """Return these wishes with later ones; who is wanted now is barred no more, and the other way round."""
        return Wishes(
            _without(self.wanted, more.barred) + more.wanted,
            _without(self.barred, more.wanted) + more.barred,
            (*(one for one in self.not_before if one[0] not in dict(more.not_before)), *more.not_before),
        )


@dataclass(frozen=True, slots=True)
class Window:
    """From when to when the work of a project may lie; a due day that a client was promised is hard."""

    start: date
    due: date | None
    hard: bool = True


def task_id(project: str, role: str) -> str:
    """Return the name a project's role has among all tasks."""
    return f"{project}{_SEPARATOR}{role}"


def role_of(task: str) -> str:
    """Return the role a task is of."""
    return task.partition(_SEPARATOR)[2]


def tasks_of(
    project: str,
    pieces: Sequence[Piece],
    window: Window,
    stones: Sequence[Stone],
    people: Sequence[PersonCalendar],
    wishes: Wishes = Wishes(),
    least_a_week: int = 4 * HOUR,
) -> tuple[Task, ...]:
    """Return a task for each role; what a milestone names is due with it, and testing begins after the last but one.

    A wish for a person that names no role is one for the roles whose skill that person has.
    """
    ordered = sorted(stones, key=lambda stone: stone.due)
    return tuple(
        _task(project, piece, window, ordered, people, wishes, least_a_week)
        for piece in _merged(pieces)
        if piece.minutes > 0
    )


def _task(
    project: str,
    piece: Piece,
    window: Window,
    stones: Sequence[Stone],
    people: Sequence[PersonCalendar],
    wishes: Wishes,
    least: int,
) -> Task:
    wanted = wanted_skill(piece.role, skills_of(people))
    able = frozenset(person.id for person in people if person.level(wanted.skill))
    asked = frozenset(
        person for person in _named(wishes.wanted, piece.role) if person in able or _by_role(wishes, person)
    )
    due = _due(piece, window, stones)
    earliest = _earliest(wanted.skill, window, stones)
    return Task(
        task_id(project, piece.role),
        project,
        piece.minutes,
        skill=wanted.skill,
        level=1,
        earliest=max(earliest, dict(wishes.not_before).get("", earliest)),
        due=Due(due, hard=window.hard) if due else None,
        wanted=asked,
        barred=_named(wishes.barred, piece.role) - asked,
        only_wanted=bool(asked),
        least_a_week=min(least, piece.minutes),
        most_a_week=_most_a_week(wanted.skill, piece.minutes, earliest, due, least),
        most_people=_MOST_PEOPLE if piece.minutes > _BIG else 1,
    )


def skills_of(people: Iterable[PersonCalendar]) -> tuple[str, ...]:
    """Return every skill that somebody has."""
    return tuple(sorted({skill.name for person in people for skill in person.skills}))


def _by_role(wishes: Wishes, person: str) -> bool:
    return any(role for who, role in wishes.wanted if who == person)


def _due(piece: Piece, window: Window, stones: Sequence[Stone]) -> date | None:
    named = [stone.due for stone in stones if shares_word(piece.role, stone.title) and stone.due >= window.start]
    return named[-1] if named else window.due


def _earliest(skill: str, window: Window, stones: Sequence[Stone]) -> date:
    inside = [stone.due for stone in stones if stone.due > window.start]
    if skill != _LAST or len(inside) < 2:
        return window.start
    return inside[-2]


def _most_a_week(skill: str, minutes: int, first: date, due: date | None, least: int) -> int | None:
    if skill != _ALL_ALONG or due is None:
        return None
    weeks = max(1, IsoWeek.of(due) - IsoWeek.of(first))
    return max(least, -(-minutes // weeks))


def _merged(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Return one piece for each role: a SOW may list a role in several phases."""
    minutes: dict[str, int] = {}
    for piece in pieces:
        role = " ".join(piece.role.split())
        minutes[role] = minutes.get(role, 0) + piece.minutes
    return tuple(Piece(role, amount) for role, amount in minutes.items())


def _named(pairs: Iterable[tuple[str, str]], role: str) -> frozenset[str]:
    return frozenset(person for person, of in pairs if not of or of == role or shares_word(of, role))


def _without(pairs: tuple[tuple[str, str], ...], gone: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    return tuple(pair for pair in pairs if pair not in gone and (pair[0], "") not in gone)


@dataclass(frozen=True, slots=True)
class PastProject:
    """What a project of before was sold for, and its work."""

    code: str
    title: str
    client: str
    fee: Decimal
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Assumed:
    """Work that no document states: `like` is the past project it was scaled from, "" for fee over rate."""

    pieces: tuple[Piece, ...]
    like: str = ""


def assume(
    fee: Decimal | None,
    titles: Sequence[str],
    client: str,
    past: Sequence[PastProject],
    rate: Decimal | None,
    skills: Iterable[str],
) -> Assumed | None:
    """Return the work a fee stands for: scaled from a past project of its kind, else fee over rate on named skills.

    None where neither can be said: then the hours are asked for and nothing is planned.
    """
    if not fee:
        return None
    alike = [one for one in past if one.fee and one.pieces and _alike(one, titles, client)]
    if alike:
        best = min(alike, key=lambda one: (abs(one.fee - fee), one.code))
        scaled = tuple(Piece(piece.role, _quarters(piece.minutes * fee / best.fee)) for piece in best.pieces)
        return Assumed(scaled, best.code)
    named = sorted({w.skill for title in titles if (w := wanted_skill(title, skills)).known})
    if rate is None or not named:
        return None
    each = _quarters(fee / rate * HOUR / len(named))
    return Assumed(tuple(Piece(skill, each) for skill in named))


def _alike(past: PastProject, titles: Sequence[str], client: str) -> bool:
    return past.client == client or any(shares_word(past.title, title) for title in titles[:1])


def _quarters(minutes: Decimal) -> int:
    return max(15, round(minutes / 15) * 15)
