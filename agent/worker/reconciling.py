"""A restored store is compared with the mailbox before anything leaves.

What came since the backup is read again, and what the desk wrote since is known by its copies. Then, and only then,
letters go again.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from threading import Event

import structlog

from agent.bootstrap import Desk
from agent.inbox.mailbox import Mailbox
from agent.inbox.message import read_mail
from agent.inbox.watcher import RECONCILE_OVER, Watcher
from agent.services.control import restored
from agent.services.copies import Copies
from agent.services.mail.handle import handle_one
from agent.services.mail.keep import StoreKeeper
from agent.services.mail.sort import sort_batch
from agent.services.office import Office
from agent.services.planning.making import make_plan
from agent.store import own_letters, proposals
from agent.store.own_letters import OwnLetter
from agent.worker.routines import routines_of, run_slots
from agent.worker.scheduler import install, tick
from outbox import ledger
from outbox.tables import Frozen, Phase

_FETCHED = 50  # mails in one commit

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Compared:
    """What comparing a restored store with the mailbox found; `hindrance` is why letters do not go yet, or ""."""

    mails: int
    sent_before: int
    to_send: int
    unsettled: int = 0  # mails that are still on their way; the comparison must come again
    hindrance: str = ""


def is_restored(desk: Desk) -> datetime | None:
    """Return the moment of the backup while the store is a restored one that was not compared yet."""
    with desk.store.look() as connection:
        return next((f.since for f in ledger.freezes(connection) if f.kind is Frozen.RESTORED), None)


def compare(desk: Desk, since: datetime, stop: Event | None = None) -> Compared:
    """Read again what came since the backup, find what was sent, and thaw when nothing is open; it may be repeated.

    Raises `MailboxError` when the mailbox does not answer. Runs alone: no worker, no schedule beside it.
    """
    mails = _take_in(desk, since, stop or Event())
    while sort_batch(desk.office):
        pass
    copies = restored.known_copies(desk.office, since, _from_folder(desk))
    before = len(copies)
    _work_again(desk, copies)
    restored.note_told(desk.office, copies)
    restored.settle_known(desk.office, copies)
    unsettled = _unsettled(desk)
    found = Compared(mails, before - len(copies), _to_send(desk), unsettled, _hindrance(desk, unsettled))
    if not found.hindrance:
        restored.thaw_restored(desk.office)
    log.info("store.compared", mails=mails, sent_before=found.sent_before, to_send=found.to_send, why=found.hindrance)
    return found


def _take_in(desk: Desk, since: datetime, stop: Event) -> int:
    """Keep what the store does not have: in the inbox, where mail was filed, and among what was sent."""
    mailbox, keeper = desk.open_mailbox(stop), StoreKeeper(desk.office)
    watcher = Watcher(mailbox, keeper, desk.settings.mailbox, desk.clock, stop, _warn)
    try:
        new = watcher.pass_once() + watcher.reconcile()
        folders = mailbox.beside()
    finally:
        watcher.close()
    return new + sum(_take_in_folder(desk.open_mailbox(stop, folder), keeper, since) for folder in folders)


def _warn(said: str) -> None:
    log.warning("mailbox.strange", why=said)


def _take_in_folder(mailbox: Mailbox, keeper: StoreKeeper, since: datetime) -> int:
    try:
        state = mailbox.open()
        where = (mailbox.account, mailbox.folder, state.uidvalidity)
        uids = keeper.unkept(*where, mailbox.uids_since(since - RECONCILE_OVER))
        batches = (uids[at : at + _FETCHED] for at in range(0, len(uids), _FETCHED))
        return sum(keeper.keep(*where, found) for part in batches if (found := list(mailbox.fetch(part))))
    finally:
        mailbox.close()


def _work_again(desk: Desk, copies: Copies) -> None:
    """Do what the mails and the schedule of that time ask for, in their order; each letter meets its copy."""
    office = replace(desk.office, copies=copies)
    while due := _due(desk):
        for mail_id in due:
            handle_one(office, mail_id)
            _make_plans(office)
    routines = routines_of(desk.settings)
    install(desk.store, routines)
    tick(desk.store, routines)
    run_slots(office)
    _make_plans(office)


def _make_plans(office: Office) -> None:
    """Make the plans that are wanted, so that their letters meet their copies, too."""
    with office.store.look() as connection:
        wanted = proposals.wanted(connection)
    for plan_id in wanted:
        make_plan(office, plan_id)


def _due(desk: Desk) -> list[int]:
    with desk.store.look() as connection:
        return own_letters.in_order(connection, desk.clock.now())


def _to_send(desk: Desk) -> int:
    with desk.store.look() as connection:
        return ledger.counts(connection).get(Phase.QUEUED, 0)


def _unsettled(desk: Desk) -> int:
    with desk.store.look() as connection:
        return own_letters.on_their_way(connection)


def _hindrance(desk: Desk, unsettled: int) -> str:
    if unsettled:
        return f"{unsettled} mails are not settled yet"
    if desk.settings.smtp.kind == "smtp" and not desk.settings.smtp.echo:
        return "without `echo` in [smtp] there are no copies of what was sent"
    return ""


def _from_folder(desk: Desk) -> list[OwnLetter]:
    """Return the letters that lie in a folder, where letters go into one instead of leaving."""
    path = desk.settings.smtp.path
    if desk.settings.smtp.kind != "folder" or path is None:
        return []
    found = [_own_letter(file) for file in sorted((path / "new").glob("*.eml"))]
    restored.keep_copies(desk.office, found)
    return found


def _own_letter(file: Path) -> OwnLetter:
    raw = file.read_bytes()
    written = read_mail(raw).date or datetime.fromtimestamp(file.stat().st_mtime, UTC)
    return OwnLetter(raw, restored.digest(raw), written)
