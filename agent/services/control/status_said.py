"""A reply that says how work goes: read in plain words or by number, applied, echoed line by line, undone on `undo`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from agent.domain.control.items import Item
from agent.domain.control.telling import Doubt, told_by
from agent.domain.control.working_time import WorkingHours
from agent.inbox.message import sent_day
from agent.services.control.apply_said import apply_said
from agent.services.control.assess import assess
from agent.services.control.hours import hours_of_people
from agent.services.control.work import running_items
from agent.services.mail.incoming import Incoming
from agent.services.office import Office
from agent.services.post import post
from agent.store import acts, asked, cases, projects, statements
from agent.store.mailroom import State
from agent.store.projects import ProjectRow
from agent.store.unit_of_work import UnitOfWork
from outbox.ledger import LetterRow
from outbox.letters.status import Noted, Unclear
from outbox.letters.status_echo import StatusEcho, status_echo
from parsers.mail.reply import visible
from parsers.replies.answers import read_answers
from parsers.replies.command import CommandKind, read_command
from parsers.replies.signals import What
from parsers.replies.status import Asked, Change, read_status
from parsers.replies.topics import Candidate

Settled = tuple[State, str]


@dataclass(frozen=True, slots=True)
class _Frame:
    """What a reply can be about: the items its writer may speak of, and those a letter asked about by number."""

    items: tuple[Item, ...]
    numbered: dict[int, Item]
    projects: dict[str, ProjectRow]
    hours: WorkingHours
    today: date


def take_status(office: Office, work: UnitOfWork, incoming: Incoming, letter: LetterRow) -> Settled | None:
    """Apply what a reply to a status letter says; an echo's answer may also be `undo`, or nothing at all."""
    command = read_command(visible(incoming.mail.text), incoming.person.name)
    if letter.kind == "status_echo" and command is not None and command.kind is CommandKind.UNDO:
        return _undo(office, work, incoming, letter)
    frame = _frame(office, work, incoming, letter)
    changes = _read(incoming, frame)
    if letter.kind in ("status_echo", "project_status", "date_moved") and not _says(changes):
        return (State.HANDLED, "it says nothing new about the work") if letter.kind == "status_echo" else None
    return _apply(office, work, incoming, frame, changes)


def take_free_status(office: Office, work: UnitOfWork, incoming: Incoming) -> Settled | None:
    """Apply what a colleague says of their work unasked; None unless every word of it can be placed."""
    frame = _frame(office, work, incoming, None)
    changes = _read(incoming, frame)
    if not _says(changes) or any(change.what in (What.UNCLEAR, What.QUESTION) for change in changes):
        return None
    return _apply(office, work, incoming, frame, changes)


def _says(changes: Sequence[Change]) -> bool:
    return any(change.what not in (What.UNCLEAR, What.QUESTION) for change in changes)


def _frame(office: Office, work: UnitOfWork, incoming: Incoming, letter: LetterRow | None) -> _Frame:
    me = incoming.person.email.lower()
    day = work.now.astimezone(office.zone).date()
    hours = hours_of_people(office, work.connection, day)(incoming.person)
    rows = {row.code: row for row in projects.list_projects(work.connection)}
    items = running_items(work.connection, day)
    own = tuple(item for item in items if me in item.owners or rows[item.project].lead.lower() == me)
    numbered: dict[int, Item] = {}
    case = cases.last_of(work.connection, "status", incoming.person.email, letter.posted_at) if letter else None
    if letter is not None and case is not None and letter.kind in ("status_request", "status_reminder", "status_echo"):
        by_id = {item.id: item for item in items}
        questions = asked.of_case(work.connection, case.id)
        numbered = {row.number: by_id[row.item_id] for row in questions if row.item_id in by_id}
    today = sent_day(incoming.mail) or hours.local_day(incoming.received_at)
    return _Frame(tuple(dict.fromkeys((*numbered.values(), *own))), numbered, rows, hours, today)


def _read(incoming: Incoming, frame: _Frame) -> tuple[Change, ...]:
    """Return what a reply says: answers by number, each about its item; else its words, with all they may mean."""
    text = visible(incoming.mail.text)
    answers = [answer for answer in read_answers(text) if answer.number in frame.numbered]
    if answers:
        pairs = ((frame.numbered[answer.number], answer.text) for answer in answers)
        return tuple(change for item, said in pairs for change in _about(item, said, frame))
    one = next(iter(frame.numbered.values())) if len(frame.numbered) == 1 else None
    return read_status(
        text, frame.today, _candidates(frame.items, frame), Asked(one.project, one.title) if one is not None else None
    )


def _about(item: Item, said: str, frame: _Frame) -> tuple[Change, ...]:
    found = read_status(said, frame.today, _candidates((item,), frame), Asked(item.project, item.title))
    return found or (Change(What.UNCLEAR, said, item.project),)


def _candidates(items: Sequence[Item], frame: _Frame) -> tuple[Candidate, ...]:
    codes = dict.fromkeys(item.project for item in items)
    return tuple(
        Candidate(
            code,
            frame.projects[code].title,
            tuple(item.title for item in items if item.project == code),
            (frame.projects[code].client, frame.projects[code].client_code),
        )
        for code in codes
    )


def _apply(
    office: Office, work: UnitOfWork, incoming: Incoming, frame: _Frame, changes: Sequence[Change]
) -> Settled | None:
    by, at = incoming.person.email, incoming.received_at
    told, doubts = told_by(changes, frame.items, tuple(frame.numbered.values()), by, at, frame.hours)
    if not told and not doubts:
        return None
    noted = apply_said(office, work, incoming, told)
    _close(work, incoming)
    facts = StatusEcho(incoming.origin(office), noted, tuple(_question(doubt) for doubt in doubts))
    _echo(office, work, incoming, facts)
    said = ", ".join(f"{one.code} {one.item} {one.said}".replace("  ", " ") for one in noted)
    return State.HANDLED, f"noted: {said or 'nothing'}{'; one question back' if doubts else ''}"


def _close(work: UnitOfWork, incoming: Incoming) -> None:
    """End what this person was asked once everything of it was spoken about."""
    for case in cases.open_of(work.connection, "status", incoming.person.email):
        if not asked.open_questions(work.connection, case.id):
            cases.answer(work, case.id, f"mail {incoming.id}", incoming.person.email)


def _question(doubt: Doubt) -> Unclear:
    return Unclear(doubt.quote, doubt.which)


def _echo(office: Office, work: UnitOfWork, incoming: Incoming, facts: StatusEcho) -> None:
    letter = status_echo(office.desk, incoming.sender, facts, mail_id=incoming.id, thread=incoming.thread)
    post(office, work, letter, mail_id=incoming.id)


def _undo(office: Office, work: UnitOfWork, incoming: Incoming, letter: LetterRow) -> Settled | None:
    """Take back what the echoed reply changed; what was changed again since stays and is named."""
    if letter.act_id is None:
        return None
    work.log.undo_of(letter.act_id)
    said = statements.of_act(work.connection, letter.act_id)
    kept = {row.row_id for row in acts.undo(work.log, work.connection, letter.act_id) if row.noun == "work_item"}
    for case in cases.opened_by(work.connection, letter.act_id):
        cases.withdraw(work, case.id, "undone")
    assess(office, work, {row.project_id for row in said})
    undone = tuple(Noted(row.code, row.item or "", "undone", row.quote) for row in said if row.item_id not in kept)
    stays = tuple(dict.fromkeys(f"{row.code}, {row.item}" for row in said if row.item_id in kept))
    _echo(office, work, incoming, StatusEcho(incoming.origin(office), undone, undone=True, kept=stays))
    return State.HANDLED, f"undid act {letter.act_id}"
