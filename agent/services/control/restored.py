"""After a restore: what the desk wrote since the backup is known by its copies, so that nothing is said twice."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta

from agent.inbox.message import read_mail
from agent.inbox.triage import Kind
from agent.services.copies import KNOWN, Copies, Copy, fingerprint_of
from agent.services.office import Office
from agent.store import blobs, cases, own_letters
from agent.store.acts import Cause
from agent.store.own_letters import OwnLetter
from agent.store.unit_of_work import UnitOfWork
from outbox import ledger
from outbox.tables import Frozen, Phase

_CAUSE = Cause("routine", "store.restored", "desk", "store.restored")
_DIGEST = "needs_person"
_DAY = timedelta(days=1)


def known_copies(office: Office, since: datetime, others: Sequence[OwnLetter] = ()) -> Copies:
    """Return the copies of letters that left since the backup; `others` are copies that did not come by mail."""
    with office.store.look() as connection:
        returned = [*own_letters.came_back(connection, Kind.OWN_LETTER, since - _DAY), *others]
        found = {copy.message_id: copy for copy in map(_copy, returned)}
        rows = [ledger.by_message_id(connection, message_id) for message_id in found]
    settled = {row.message_id for row in rows if row is not None and row.phase in (Phase.SENT, Phase.REFUSED)}
    return Copies(copy for copy in found.values() if copy.message_id not in settled)


def note_told(office: Office, copies: Copies) -> int:
    """Note which waiting mails an admin was told of since the backup, by the last digest's copy."""
    digests = [copy.left_at for copy in copies if copy.of.kind == _DIGEST]
    if not digests:
        return 0
    with office.store.begin("restored.told", _CAUSE) as work:
        return own_letters.told_by(work.connection, max(digests))


def settle_known(office: Office, copies: Copies) -> int:
    """Take every letter whose copy came back for sent, held ones too; return how many those are."""
    with office.store.begin("restored.settle", _CAUSE) as work:
        return sum(_settle(work, copies, letter_id) for letter_id in ledger.unsent(work.connection))


def thaw_restored(office: Office) -> None:
    """Let letters go again, now that the store knows what was sent."""
    with office.store.begin("thaw", _CAUSE) as work:
        ledger.thaw(work.connection, [Frozen.RESTORED])
        work.nudge("outbox.send")


def digest(raw: bytes) -> str:
    """Return the digest by which bytes are kept."""
    return hashlib.sha256(raw).hexdigest()


def keep_copies(office: Office, letters: Sequence[OwnLetter]) -> None:
    """Keep the bytes of copies that did not come by mail, so that letters can refer to them."""
    with office.store.begin("restored.copies", _CAUSE) as work:
        blobs.keep(work.connection, [letter.raw for letter in letters])


def _settle(work: UnitOfWork, copies: Copies, letter_id: int) -> bool:
    row = ledger.load(work.connection, letter_id)
    of = fingerprint_of(read_mail(ledger.content(work.connection, letter_id)))
    copy = copies.take_id(row.message_id) or copies.take(of)
    if copy is None:
        return False
    case = cases.gating(work.connection, letter_id)
    if case is not None and case.state == "open":
        cases.answer(work, case.id, "ok", KNOWN)
    return ledger.adopt(work.connection, letter_id, copy.message_id, copy.raw_sha256, copy.left_at, KNOWN)


def _copy(letter: OwnLetter) -> Copy:
    mail = read_mail(letter.raw)
    return Copy(mail.message_id, letter.raw_sha256, letter.received_at, fingerprint_of(mail))
