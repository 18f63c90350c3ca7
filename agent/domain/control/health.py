"""Health: green, amber, red or unknown, each verdict with its reasons and their evidence; no green on stale data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from agent.domain.control.items import Item, Said, Statement


class Verdict(StrEnum):
    """How a project does."""

    RED = "red"
    AMBER = "amber"
    UNKNOWN = "unknown"
    GREEN = "green"


class Sign(StrEnum):
    """What a reason rests on; its words stand in the templates."""

    OVERDUE = "overdue"
    PAST_END = "past_end"
    BLOCKED = "blocked"
    BLOCKED_LONG = "blocked_long"
    CLIENT_LATE = "client_late"
    WITH_CLIENT = "with_client"
    SLIPPED = "slipped"
    BEHIND = "behind"
    RISK = "risk"
    UNLIKELY = "unlikely"
    STALE = "stale"
    NOT_STARTED = "not_started"
    NEVER_HEARD = "never_heard"
    ON_TRACK = "on_track"


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason: the sign, what it is about, since when or by how much, and the words it rests on.

    `clears` names what would take it away, in the template of the sign.
    """

    verdict: Verdict
    sign: Sign
    about: str
    day: date | None = None
    days: int = 0
    quote: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class Health:
    """The verdict on one project; `confidence` is the percentage of futures that end in time, None if not reckoned."""

    verdict: Verdict
    reasons: tuple[Reason, ...]
    confidence: int | None = None


@dataclass(frozen=True, slots=True)
class OpenBlocker:
    """What stops work, since when, whom it waits for, and the earliest date it endangers."""

    what: str
    since: date
    owner: str
    endangers: date | None
    quote: str
    client: bool = False


@dataclass(frozen=True, slots=True)
class Limits:
    """When silence, blockers and lateness count, in days of the calendar."""

    stale: int = 9
    blocked_long: int = 3
    near: int = 5
    unlikely: int = 60
    doubtful: int = 80


@dataclass(frozen=True, slots=True)
class Facts:
    """All a verdict is made from."""

    items: tuple[Item, ...]
    ends_on: date | None
    starts_on: date | None
    blockers: tuple[OpenBlocker, ...] = ()
    heard_on: date | None = None
    confidence: int | None = None


_ORDER = list(Verdict)


def health_of(facts: Facts, today: date, limits: Limits = Limits()) -> Health:
    """Return the verdict: the worst reason decides; where nothing is wrong, only fresh words make it green."""
    reasons = sorted(_reasons(facts, today, limits), key=lambda reason: _ORDER.index(reason.verdict))
    if not reasons:
        reasons = [Reason(Verdict.GREEN, Sign.ON_TRACK, _next_title(facts), _next_due(facts))]
    return Health(reasons[0].verdict, tuple(reasons), facts.confidence)


def _reasons(facts: Facts, today: date, limits: Limits) -> Iterator[Reason]:
    for item in facts.items:
        if item.done_on is None:
            yield from _of_item(item, facts, today, limits)
    for blocker in facts.blockers:
        yield _of_blocker(blocker, today, limits)
    yield from _of_confidence(facts, limits)
    yield from _of_silence(facts, today, limits)


def _of_item(item: Item, facts: Facts, today: date, limits: Limits) -> Iterator[Reason]:
    if item.due is not None and item.due < today:
        late = (today - item.due).days
        yield Reason(Verdict.RED, Sign.OVERDUE, item.title, item.due, late, **_words(item.last))
    elif item.due is not None and facts.ends_on is not None and item.due > facts.ends_on:
        yield Reason(Verdict.RED, Sign.PAST_END, item.title, item.due, (item.due - facts.ends_on).days)
    elif item.due is not None and item.agreed is not None and item.due > item.agreed:
        moved = (item.due - item.agreed).days
        yield Reason(Verdict.AMBER, Sign.SLIPPED, item.title, item.due, moved, **_words(_last(item, Said.NEW_DATE)))
    elif item.due is not None and item.percent is not None and _is_behind(item.percent, item.due, today, limits):
        yield Reason(Verdict.AMBER, Sign.BEHIND, item.title, item.due, item.percent, **_words(item.last))
    if item.last is not None and item.last.said is Said.RISK:
        yield Reason(Verdict.AMBER, Sign.RISK, item.title, item.due, 0, **_words(item.last))


def _is_behind(percent: int, due: date, today: date, limits: Limits) -> bool:
    """Return whether a piece of work due within the near days is less than half done."""
    return percent < 50 and due <= today + timedelta(days=limits.near)


def _of_blocker(blocker: OpenBlocker, today: date, limits: Limits) -> Reason:
    age = (today - blocker.since).days
    near = blocker.endangers is not None and blocker.endangers <= today + timedelta(days=limits.near)
    long = age >= limits.blocked_long
    if blocker.client:
        verdict, sign = (Verdict.RED, Sign.CLIENT_LATE) if long and near else (Verdict.AMBER, Sign.WITH_CLIENT)
    else:
        verdict, sign = (Verdict.RED, Sign.BLOCKED_LONG) if long and near else (Verdict.AMBER, Sign.BLOCKED)
    return Reason(verdict, sign, blocker.what, blocker.since, age, blocker.quote, blocker.owner)


def _of_confidence(facts: Facts, limits: Limits) -> Iterator[Reason]:
    if facts.confidence is not None and facts.confidence < limits.doubtful:
        verdict = Verdict.RED if facts.confidence < limits.unlikely else Verdict.AMBER
        yield Reason(verdict, Sign.UNLIKELY, "", facts.ends_on, facts.confidence)


def _of_silence(facts: Facts, today: date, limits: Limits) -> Iterator[Reason]:
    if facts.heard_on is None and facts.starts_on is not None and facts.starts_on > today:
        yield Reason(Verdict.UNKNOWN, Sign.NOT_STARTED, "", facts.starts_on)
    elif facts.heard_on is None:
        yield Reason(Verdict.UNKNOWN, Sign.NEVER_HEARD, "", facts.starts_on)
    elif (today - facts.heard_on).days >= limits.stale:
        yield Reason(Verdict.UNKNOWN, Sign.STALE, "", facts.heard_on, (today - facts.heard_on).days)


def _words(statement: Statement | None) -> dict[str, str]:
    return {"quote": statement.quote, "by": statement.by} if statement is not None else {}


def _last(item: Item, said: Said) -> Statement | None:
    return next((statement for statement in reversed(item.said) if statement.said is said), None)


def _next_due(facts: Facts) -> date | None:
    return min((item.due for item in facts.items if item.due is not None and item.done_on is None), default=None)


def _next_title(facts: Facts) -> str:
    due = _next_due(facts)
    return next((item.title for item in facts.items if item.due == due and item.done_on is None), "") if due else ""
