"""The checks of `desk doctor` that ask something outside this process: the store, the mailbox, the SMTP server."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from agent.cli.doctor import Check
from agent.cli.screen import moment
from agent.errors import DeskError
from config.mistakes import SettingsError

if TYPE_CHECKING:
    from agent.bootstrap import Desk


def store(desk: Desk) -> Check:
    """Open the store as it is, ask whether it is whole and of the shape this version needs."""
    import sqlalchemy as sa

    url = desk.settings.store.url
    if not url and not desk.home.database.exists():
        return Check("store", True, f"none yet; the first start makes {desk.home.database}")
    try:
        with desk.store.look():
            return Check("store", True, url.rpartition("@")[2] or str(desk.home.database))
    except (DeskError, SettingsError) as error:
        advice = "no answer: mend [store]; older than this version: desk db upgrade; damaged: restore the newest backup"
        return Check("store", False, str(error), advice)
    except (sa.exc.SQLAlchemyError, ImportError) as error:
        told = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
        return Check("store", False, f"the database does not answer: {told}", "mend `url` in [store], or its server")


def broker(desk: Desk) -> Check:
    """Tell whether the server that wakes workers takes a connection."""
    import socket
    from urllib.parse import urlsplit

    url = urlsplit(desk.settings.broker.url)
    if url.scheme == "memory":
        return Check("broker", True, "within the process")
    where = (url.hostname or "localhost", url.port or _PORTS[url.scheme])
    try:
        socket.create_connection(where, timeout=_BROKER_SECONDS).close()
    except OSError as error:
        told = f"{where[0]}:{where[1]} does not answer: {error.strerror or error}"
        return Check("broker", False, told, "mend `url` in [broker], or start its server")
    return Check("broker", True, f"{where[0]}:{where[1]} answers")


_PORTS = {"redis": 6379, "rediss": 6379, "amqp": 5672, "amqps": 5671}
_BROKER_SECONDS = 5


def frozen(desk: Desk) -> Check | None:
    """Say why no letter leaves, where one of us or a restore has seen to that; None where letters go."""
    from outbox import ledger

    with desk.store.look() as connection:
        found = ledger.freezes(connection)
    if not found:
        return None
    zone = desk.settings.agency.timezone
    told = "; ".join(f"{f.kind} since {moment(f.since, zone)}{f': {f.why}' if f.why else ''}" for f in found)
    return Check("frozen", None, f"no letter leaves ({told})", "desk thaw lets them go")


def waiting(desk: Desk) -> Check:
    """Say what waits for a person, what is stuck, and when mail was last seen and a letter last accepted."""
    from agent.store import inbox_list, pulses
    from outbox import ledger
    from outbox.tables import Phase

    with desk.store.look() as connection:
        person = inbox_list.counts(connection).get("person", 0)
        letters = ledger.counts(connection)
        last = pulses.all_pulses(connection)
    stuck = {phase: letters[phase] for phase in (Phase.HELD, Phase.REFUSED, Phase.UNKNOWN) if letters.get(phase)}
    told = [f"mails for a person: {person}"] if person else []
    told += [f"letters {_STUCK[phase]}: {number}" for phase, number in stuck.items()]
    told += [f"last {name} {moment(at, desk.settings.agency.timezone)}" for name, at in sorted(last.items())]
    advice = [f"desk outbox list --phase {phase}" for phase in stuck]
    advice = ["desk inbox list --state person", *advice] if person else advice
    return Check("waiting", None if advice else True, "; ".join(told) or "nothing", "see: " + " and ".join(advice))


_STUCK = {"held": "held", "refused": "refused", "unknown": "in doubt"}


@dataclass(frozen=True, slots=True)
class MailboxFound:
    """How the mailbox answered, and when its newest mail was received."""

    check: Check
    newest: datetime | None = None


def mailbox(desk: Desk) -> MailboxFound:
    """Log in to the mailbox, open the folder and look at the newest mail; nothing is changed there."""
    section = desk.settings.mailbox
    where = section.path if section.kind == "maildir" else f"{section.user} at {section.host}"
    box = desk.open_mailbox()
    try:
        state = box.open()
        newest = [mail.received_at for mail in box.fetch(box.uids_after(state.uidnext - 2)[-1:])]
        detail = f"{where}: {section.folder} holds {state.exists} mails"
        return MailboxFound(Check("mailbox", True, detail), max(newest, default=None))
    except (DeskError, SettingsError) as error:
        advice = f"mend [mailbox] in agency.toml or its secret ({where})"
        return MailboxFound(Check("mailbox", False, str(error), advice))
    finally:
        box.close()


def smtp(desk: Desk) -> Check:
    """Connect and log in where letters are handed in; no letter is begun."""
    from outbox.transports import TransportError

    section = desk.settings.smtp
    transport = desk.open_transport()
    try:
        transport.open()
    except (TransportError, SettingsError) as error:
        return Check("SMTP", False, str(error), "mend [smtp] in agency.toml or its secret")
    finally:
        transport.close()
    if section.kind == "folder":
        return Check("SMTP", None, f"letters are kept in {section.path} and none is sent", 'kind = "smtp" sends')
    return Check("SMTP", True, f"{section.host}:{section.port} takes our login")
