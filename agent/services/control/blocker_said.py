"""A reply about a blocker: freed, by which day, or who else can free it; `still blocked` opens it again."""

from __future__ import annotations

import re
from datetime import datetime, time
from zoneinfo import ZoneInfo

from agent.domain.control.items import Said, Statement
from agent.domain.control.people import person_named
from agent.domain.control.working_time import next_open
from agent.inbox.message import sent_day
from agent.services.control import blocking
from agent.services.control.assess import assess
from agent.services.control.hours import hours_of_people
from agent.services.mail.incoming import Incoming
from agent.services.office import Office
from agent.services.post import post
from agent.store import blockers, cases, projects, statements, work_items
from agent.store.blockers import BlockerRow
from agent.store.mailroom import State
from agent.store.unit_of_work import UnitOfWork
from config.settings import Person
from outbox.ledger import LetterRow
from outbox.letters.status import Noted
from outbox.letters.status_echo import StatusEcho, status_echo
from parsers.mail.reply import visible
from parsers.replies.command import CommandKind, read_command
from parsers.replies.signals import What
from parsers.replies.status import Change, read_status
from parsers.replies.topics import Candidate

Settled = tuple[State, str]

_FREED = re.compile(
    r"\W{0,3}(?:it'?s |it is |all |now |is )*"
    r"(?:freed?|unblocked|solved|resolved|fixed|sorted|done|frei|erledigt|gelöst)\b",
    re.IGNORECASE,
)
_STILL = re.compile(r"\W{0,3}(?:no,? )?(?:it'?s |it is )?(?:still|not) (?:blocked|free|freed|solved)\b", re.IGNORECASE)
_MOST_NAME = 60  # characters: "Ask Jon", "that is Mia's"


def take_blocker(office: Office, work: UnitOfWork, incoming: Incoming, letter: LetterRow) -> Settled | None:
    """Apply a reply to the letter about a blocker; None for words that say none of it."""
    row = blockers.of_letter(work.connection, letter.dedupe_key)
    if row is None:
        return None
    text = visible(incoming.mail.text).strip()
    if _STILL.match(text):
        return _again(office, work, incoming, row, text)
    if row.freed_at is not None:
        return State.HANDLED, f"blocker {row.id} was freed already"
    if _is_free(incoming, row, text):
        blocking.free(office, work, row, incoming.person.email, text)
        return _noted(office, work, incoming, row, Said.FREED, text)
    day = _day(incoming, row, text)
    if day is not None:
        return _promise(office, work, incoming, row, day)
    named = person_named(text, office.settings.people) if len(text) <= _MOST_NAME else None
    if named is not None and named.email != row.owner:
        return _hand_on(office, work, incoming, row, named)
    return None


def _is_free(incoming: Incoming, row: BlockerRow, text: str) -> bool:
    command = read_command(text, incoming.person.name)
    said = {change.what for change in _changes(incoming, row, text)}
    told = bool(said & {What.DONE, What.UNBLOCKED}) and not said & {What.NOT_DONE, What.BLOCKED, What.WAITING}
    return bool(_FREED.match(text)) or told or (command is not None and command.kind is CommandKind.OK)


def _changes(incoming: Incoming, row: BlockerRow, text: str) -> tuple[Change, ...]:
    today = sent_day(incoming.mail) or incoming.received_at.date()
    return read_status(text, today, (Candidate(row.code, "", (row.item,) if row.item else ()),))


def _day(incoming: Incoming, row: BlockerRow, text: str) -> str | None:
    return next((c.value for c in _changes(incoming, row, text) if c.what is What.NEW_DATE and c.value), None)


def _promise(office: Office, work: UnitOfWork, incoming: Incoming, row: BlockerRow, day: str) -> Settled:
    """Ask again on the day that was named, not before."""
    if row.case_id is not None:
        hours = hours_of_people(office, work.connection, incoming.received_at.date())(incoming.person)
        at = datetime.combine(datetime.fromisoformat(day).date(), time(12), ZoneInfo(hours.zone))
        cases.postpone(work, cases.by_id(work.connection, row.case_id), next_open(hours, at))
    return _noted(office, work, incoming, row, Said.NEW_DATE, visible(incoming.mail.text), day)


def _hand_on(office: Office, work: UnitOfWork, incoming: Incoming, row: BlockerRow, to: Person) -> Settled:
    blocking.hand_on(office, work, row, to.email)
    return _noted(office, work, incoming, row, Said.BLOCKED, visible(incoming.mail.text), to.name)


def _again(office: Office, work: UnitOfWork, incoming: Incoming, row: BlockerRow, text: str) -> Settled:
    """Open what was called free once more, on the word of whoever it stops."""
    if row.freed_at is None:
        return _noted(office, work, incoming, row, Said.BLOCKED, text)
    project = projects.project_by_id(work.connection, row.project_id)
    item = work_items.by_ids(work.connection, [row.item_id])[row.item_id] if row.item_id is not None else None
    owner = office.settings.person(row.owner)
    said = Statement(Said.BLOCKED, incoming.person.email, incoming.received_at, text, owner.name if owner else "")
    blocking.open_blocker(office, work, project, item, said, client=row.side == "client")
    return _noted(office, work, incoming, row, Said.BLOCKED, text)


def _noted(
    office: Office, work: UnitOfWork, incoming: Incoming, row: BlockerRow, said: Said, quote: str, value: str = ""
) -> Settled:
    """Keep what was said, judge the project anew and echo it."""
    words = Statement(said, incoming.person.email, incoming.received_at, quote[:500], value)
    statements.note(work, row.project_id, row.item_id, words, incoming.id)
    assess(office, work, [row.project_id])
    day = datetime.fromisoformat(value).date() if said is Said.NEW_DATE else None
    line = Noted(row.code, row.item or "", f"blocker_{said.value}", quote[:500], value, day)
    letter = status_echo(
        office.desk,
        incoming.sender,
        StatusEcho(incoming.origin(office), (line,)),
        mail_id=incoming.id,
        thread=incoming.thread,
    )
    post(office, work, letter, mail_id=incoming.id, project_id=row.project_id)
    return State.HANDLED, f"blocker {row.id}: {said.value}"
