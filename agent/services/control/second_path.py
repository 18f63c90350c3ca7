"""The second alarm path: a ping while all is well, a webhook and a file when it is not; none of them needs mail."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import structlog

from agent.domain.control.beats import BeatLimits, Beats, overdue
from agent.services.office import Office
from agent.store import pulses
from agent.store.acts import Cause
from outbox import ledger
from outbox.transports import web

log = structlog.get_logger()

SCHEDULE = "schedule"
_TOLD = "alarm on second path"
_STANDS = timedelta(hours=1)  # an alarm that was posted within it still stands
_CAUSE = Cause("routine", "desk.beat", "desk", "desk.beat")


@dataclass(frozen=True, slots=True)
class Health:
    """What is wrong now, one sentence each; nothing when all is well."""

    troubles: tuple[str, ...]
    at: datetime


def beat_outside(office: Office) -> Health:
    """Note that the schedule ticks, judge the signs of life, and say the verdict on every path that is set."""
    with office.store.begin("beat", _CAUSE) as work:
        pulses.beat(work.connection, SCHEDULE, work.now)
    health = look(office)
    alarm = office.settings.alarm
    if alarm.file is not None:
        _write(alarm.file, health)
    if health.troubles and alarm.webhook_url:
        _post(office, health, alarm.webhook_url)
    elif not health.troubles:
        _clear(office)
        if alarm.ping_url and (why := web.ping(alarm.ping_url)):
            log.warning("ping.failed", why=why)
    return health


def look(office: Office, *, never_too: bool = False) -> Health:
    """Judge the signs of life and the alarms of the last hour."""
    with office.store.look() as connection:
        now = office.store.clock.now()
        told = [row.subject for row in ledger.posted_of_kind(connection, "alarm", now - _STANDS)]
        pulse = pulses.all_pulses(connection)
        beats = Beats(
            pulse.get("mailbox watched"),
            pulse.get("mail seen"),
            pulse.get("letter accepted"),
            ledger.next_due(connection),
            pulse.get(SCHEDULE),
        )
    late = overdue(beats, limits_of(office), now, never_too=never_too)
    return Health((*late, *dict.fromkeys(told)), now)


def limits_of(office: Office) -> BeatLimits:
    """Return how old each sign of life may be; only where our own letters come home must mail be seen."""
    alarm, comes_home = office.settings.alarm, office.settings.smtp.echo
    is_loop = office.settings.smtp.kind == "smtp" and office.settings.mailbox.kind == "imap"
    return BeatLimits(
        watch=timedelta(minutes=alarm.watch_minutes),
        mail=timedelta(minutes=alarm.mail_minutes) if is_loop and comes_home else None,
        letter=timedelta(minutes=alarm.letter_minutes),
        schedule=timedelta(minutes=alarm.schedule_minutes),
    )


def _post(office: Office, health: Health, url: str) -> None:
    """POST troubles that were not posted yet; what was not taken is posted again at the next beat."""
    words = "\n".join(health.troubles)
    with office.store.look() as connection:
        if pulses.detail(connection, _TOLD) == words:
            return
    agency = office.settings.agency
    body = {
        "agency": agency.name,
        "inbox": agency.address,
        "state": "alarm",
        "at": health.at.isoformat(),
        "text": f"{agency.name}, {agency.address}: {'; '.join(health.troubles)}",
        "troubles": list(health.troubles),
    }
    if why := web.post_json(url, body):
        log.warning("webhook.failed", why=why)
        return
    _remember(office, words)


def _clear(office: Office) -> None:
    """Forget what was posted, so that the same trouble is posted again when it comes back."""
    with office.store.look() as connection:
        told = pulses.detail(connection, _TOLD)
    if told:
        _remember(office, "")


def _remember(office: Office, words: str) -> None:
    with office.store.begin("beat", _CAUSE) as work:
        pulses.beat(work.connection, _TOLD, work.now, words)


def _write(file: Path, health: Health) -> None:
    """Keep the alarm file while there is trouble; a file that cannot be written is logged and stops nothing."""
    try:
        if health.troubles:
            file.write_text(f"{health.at.isoformat()}\n" + "".join(f"{line}\n" for line in health.troubles), "utf-8")
        else:
            file.unlink(missing_ok=True)
    except OSError as error:
        log.warning("alarm_file.failed", file=str(file), why=error.strerror)
