"""Working time: when a person may be written to, and the moment so many working hours later, in their own zone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

_WEEK = frozenset(range(5))
_FARTHEST = timedelta(days=800)  # somebody away for longer is nobody's to wait for


@dataclass(frozen=True, slots=True)
class WorkingHours:
    """When somebody works: local hours of the days of the week (Monday is 0), without the days off.

    `off` holds whole days: public holidays, leave. A day's span is the time from `opens` to `closes` as the wall clock
    of `zone` shows it, so a day on which the clocks change may be an hour shorter or longer.
    """

    zone: str
    opens: time = time(9)
    closes: time = time(17)
    days: frozenset[int] = _WEEK
    off: frozenset[date] = frozenset()

    def works_on(self, day: date) -> bool:
        """Return whether `day` is a working day."""
        return day.weekday() in self.days and day not in self.off

    def local_day(self, moment: datetime) -> date:
        """Return the date of `moment` where the person is."""
        return moment.astimezone(ZoneInfo(self.zone)).date()

    def span(self, day: date) -> tuple[datetime, datetime]:
        """Return the working hours of `day`, in UTC."""
        zone = ZoneInfo(self.zone)
        opens = datetime.combine(day, self.opens, zone)
        closes = datetime.combine(day, self.closes, zone)
        return opens.astimezone(UTC), closes.astimezone(UTC)


def is_open(hours: WorkingHours, moment: datetime) -> bool:
    """Return whether `moment` lies in somebody's working hours."""
    day = hours.local_day(moment)
    opens, closes = hours.span(day)
    return hours.works_on(day) and opens <= moment < closes


def next_open(hours: WorkingHours, moment: datetime) -> datetime:
    """Return `moment` itself within working hours, else when the next ones begin; ValueError if none ever do."""
    day = hours.local_day(moment)
    last = day + _FARTHEST
    while day <= last:
        opens, closes = hours.span(day)
        if hours.works_on(day) and moment < closes:
            return max(moment, opens)
        day += timedelta(days=1)
    raise ValueError("these hours never open again")


def after(hours: WorkingHours, moment: datetime, wait: timedelta) -> datetime:
    """Return the moment at which `wait` of working time has passed since `moment`; it lies in working hours."""
    moment = next_open(hours, moment)
    while True:
        closes = hours.span(hours.local_day(moment))[1]
        if moment + wait < closes:
            return moment + wait
        wait -= closes - moment
        moment = next_open(hours, closes)


def working_days_between(hours: WorkingHours, first: date, last: date) -> int:
    """Return the number of working days after `first` up to and with `last`; 0 where `last` is not later."""
    days = (first + timedelta(days=n) for n in range(1, (last - first).days + 1))
    return sum(hours.works_on(day) for day in days)
