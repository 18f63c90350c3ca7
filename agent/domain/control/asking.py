"""The status round: who is asked about what, in questions made from the plan and from what they said last time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from agent.domain.control.items import Item, Said, Statement


class Ask(StrEnum):
    """The question a piece of work calls for today; its words stand in the template of that name."""

    BLOCKED = "blocked"  # they said somebody blocks them: is it free?
    WITH_CLIENT = "with_client"  # they said it waits for the client: is it back?
    PROMISED = "promised"  # the day they named has come: is it done?
    OVERDUE = "overdue"  # its day has passed and nothing was said since
    DUE = "due"  # it is due within the horizon
    STALLED = "stalled"  # the same percentage as last time
    AHEAD = "ahead"  # nothing is due soon, but the project must not go unheard


@dataclass(frozen=True, slots=True)
class Asked:
    """One question to one person: about which item, why now, and the last words it builds on."""

    item: Item
    ask: Ask
    day: date | None = None
    last: Statement | None = None


HORIZON = timedelta(days=9)
_MOST = 7  # a person answers on a phone


def questions_for(person: str, items: Iterable[Item], today: date, horizon: timedelta = HORIZON) -> tuple[Asked, ...]:
    """Return what `person` is asked today, the most pressing first, seven at most; nothing that is done."""
    mine = [item for item in items if person in item.owners and item.done_on is None]
    asked = [found for item in mine if (found := _question(item, today, horizon)) is not None]
    if not asked:
        asked = [_ahead(item) for item in mine if item.due is not None][:1]
    return tuple(sorted(asked, key=_urgency)[:_MOST])


def _question(item: Item, today: date, horizon: timedelta) -> Asked | None:
    last = item.last
    if last is not None and last.said is Said.BLOCKED:
        return Asked(item, Ask.BLOCKED, item.due, last)
    if last is not None and last.said is Said.WAITING_CLIENT:
        return Asked(item, Ask.WITH_CLIENT, item.due, last)
    if last is not None and last.said is Said.NEW_DATE and item.due is not None and item.due <= today:
        return Asked(item, Ask.PROMISED, item.due, last)
    if item.due is None or item.due > today + horizon:
        return None
    if item.due < today:
        return Asked(item, Ask.OVERDUE, item.due, last)
    return Asked(item, Ask.STALLED if _stalls(item) else Ask.DUE, item.due, last)


def _stalls(item: Item) -> bool:
    """Return whether the last two percentages are the same."""
    shares = [statement.value for statement in item.said if statement.said is Said.PERCENT]
    return len(shares) >= 2 and shares[-1] == shares[-2]


def _ahead(item: Item) -> Asked:
    return Asked(item, Ask.AHEAD, item.due, item.last)


def _urgency(asked: Asked) -> tuple[int, date, int]:
    return list(Ask).index(asked.ask), asked.day or date.max, asked.item.id
