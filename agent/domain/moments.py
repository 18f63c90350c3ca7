"""How long ago something was, by a clock that may have been ahead when it was noted."""

from __future__ import annotations

from datetime import datetime, timedelta


def is_recent(moment: datetime, span: timedelta, now: datetime) -> bool:
    """Return whether `moment` lies less than `span` before `now`.

    One that lies after `now` was noted by a clock that has been set back since: it says nothing and holds nothing up.
    """
    return timedelta() <= now - moment < span
