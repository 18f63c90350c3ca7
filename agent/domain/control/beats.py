"""Signs of life: which of them are older than they may be, each as one sentence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Beats:
    """When each thing last happened, None for never; `letter_due` is since when the oldest letter waits to leave."""

    mailbox_watched: datetime | None = None
    mail_seen: datetime | None = None
    letter_accepted: datetime | None = None
    letter_due: datetime | None = None
    schedule: datetime | None = None


@dataclass(frozen=True, slots=True)
class BeatLimits:
    """How old each may be; `mail` is None where no letter of ours comes home, so that a quiet inbox proves nothing."""

    watch: timedelta
    mail: timedelta | None
    letter: timedelta
    schedule: timedelta


def overdue(beats: Beats, limits: BeatLimits, now: datetime, *, never_too: bool = False) -> tuple[str, ...]:
    """Return what is older than its limit; with `never_too` also what never happened at all."""
    told = [
        _stale("the mailbox was last looked into", beats.mailbox_watched, limits.watch, now, never_too),
        _stale("the schedule last ticked", beats.schedule, limits.schedule, now, never_too),
    ]
    if limits.mail is not None:
        told.append(_stale("the last mail was seen", beats.mail_seen, limits.mail, now, never_too))
    if beats.letter_due is not None and now - beats.letter_due > limits.letter:
        told.append(f"a letter has waited to leave for {_span(now - beats.letter_due)}")
    return tuple(sentence for sentence in told if sentence)


def _stale(what: str, at: datetime | None, limit: timedelta, now: datetime, never_too: bool) -> str:
    if at is None:
        return f"{what}: never" if never_too else ""
    return f"{what} {_span(now - at)} ago, {_span(limit)} is the limit" if now - at > limit else ""


def _span(span: timedelta) -> str:
    minutes = int(span.total_seconds() // 60)
    if minutes < 120:
        return f"{minutes} minutes"
    return f"{minutes // 60} hours" if minutes < 48 * 60 else f"{minutes // 1440} days"
