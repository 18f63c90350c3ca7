"""Judges a rig at rest by what was planted, what the server accepted and what lies in the store and the mailbox.

The agent is never asked what it did. The numbers are those of the invariants: I1 each mail ends in one state, I2 one
effect, I3 no letter lost, I4 none twice, I5 each with a cause, I6 only to the roster, I8 the act log holds, I9 the
mailbox is filed.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from pathlib import Path

from agent.store.acts import verify_chain
from agent.store.engine import make_engine, reading, sqlite_url
from tests.faults.rig import Rig
from tests.samples.mails import DESK

ROSTER = {f"{name}@agency.example" for name in ("sam", "lena", "fay", "ada", "mo", "desk")}
CLIENT = "dana.whitfield@northwind.example"
_KEPT = "SELECT state, reason, content FROM mail JOIN blob ON sha256 = raw_sha256"
_FOLDER_OF = {"person": ".Desk.Needs a person", "handled": ".Desk.Done", "ignored": ".Desk.Done"}


def judge_mails(rig: Rig, states: tuple[str, ...]) -> None:
    """I1, I9: each planted mail is kept byte for byte, ended in its state, and lies where that state belongs."""
    for raw, state in zip(rig.planted, states, strict=True):
        digest = hashlib.sha256(raw).hexdigest()
        kept = rig.rows(f"{_KEPT} WHERE sha256 = ?", digest)
        assert [row[0] for row in kept] == [state], kept[0][1]
        assert kept[0][2] == raw
        assert _places(rig, raw) == [_FOLDER_OF[state]]
    states_now = {str(state) for (state,) in rig.rows("SELECT DISTINCT state FROM mail")}
    assert states_now <= {"handled", "ignored", "person"}


def judge_letters(rig: Rig, letters: tuple[tuple[str, str, str], ...], extra: int = 0) -> None:
    """I3 to I6: the letters are those and no others; each that left was accepted once, at most `extra` once more."""
    rows = rig.rows("SELECT kind, recipient, phase, message_id, bytes_sha256, sent_at FROM letter")
    assert Counter(row[:3] for row in rows) == Counter(letters)
    assert rig.rows("SELECT id FROM letter WHERE mail_id IS NULL AND act_id IS NULL") == []
    arrived = Counter(hashlib.sha256(mail.raw).hexdigest() for mail in rig.accepted)
    left = {row[4] for row in rows if row[5] is not None}
    assert arrived.keys() == left
    assert sum(arrived.values()) - len(left) <= extra
    recipients = {address for mail in rig.accepted for address in mail.recipients}
    released = {CLIENT} if any(row[0] == "kickoff_client" and row[2] == "sent" for row in rows) else set()
    assert recipients <= ROSTER | {DESK} | released


def judge_store(rig: Rig, projects: int) -> None:
    """I2, I8: as many projects as agreed upon, each paper once, a whole act log and a sound file."""
    assert rig.rows("SELECT count(*) FROM project") == [(projects,)]
    assert rig.rows("SELECT count(*) FROM document GROUP BY project_id, kind, sha256 HAVING count(*) > 1") == []
    assert rig.rows("SELECT count(*) FROM document WHERE kind LIKE 'kickoff%' OR kind = 'handoff'") == [(3 * projects,)]
    assert rig.rows("PRAGMA integrity_check") == [("ok",)]
    engine = make_engine(sqlite_url(rig.database))
    with reading(engine).connect() as connection:
        broken = verify_chain(connection)
    engine.dispose()
    assert broken is None


def _places(rig: Rig, raw: bytes) -> list[str]:
    """Return the folders of the Maildir in which these bytes lie, once for each file."""
    found = [file for file in rig.inbox.rglob("*") if file.is_file() and _holds(file, raw)]
    return [str(file.parent.parent.relative_to(rig.inbox)) for file in found]


def _holds(file: Path, raw: bytes) -> bool:
    return file.stat().st_size == len(raw) and file.read_bytes() == raw
