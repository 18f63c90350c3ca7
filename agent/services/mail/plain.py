"""`help` and `status` by mail: answered to any proven colleague, in whatever thread, without changing anything."""

from __future__ import annotations

from collections import Counter

from agent.domain.planning.staff import may_open_project
from agent.domain.quality.gate import may_release
from agent.services.mail.incoming import Incoming
from agent.services.office import Office
from agent.services.post import post
from agent.store import cases, projects
from agent.store.mailroom import State
from agent.store.unit_of_work import UnitOfWork
from config.settings import Role
from outbox.identifiers import without_marks
from outbox.letters.help_given import HelpGiven, help_given
from outbox.letters.status_given import ProjectLine, StatusGiven, status_given
from parsers.mail.reply import visible
from parsers.replies.command import CommandKind, read_command

_SEE_ALL = frozenset({Role.FOUNDER, Role.ADMIN})


def answer_plainly(office: Office, work: UnitOfWork, incoming: Incoming) -> tuple[State, str] | None:
    """Answer a mail that only asks for help or for the status; None for any other."""
    words = visible(incoming.mail.text).strip() or without_marks(incoming.mail.subject)
    command = read_command(words, incoming.person.name)
    if command is not None and command.kind is CommandKind.HELP:
        return _help(office, work, incoming)
    if command is not None and command.kind is CommandKind.STATUS:
        return _status(office, work, incoming)
    return None


def _help(office: Office, work: UnitOfWork, incoming: Incoming) -> tuple[State, str]:
    person = incoming.person
    said = HelpGiven(
        incoming.origin(office), may_open_project(person), may_release(person, office.settings), office.admin
    )
    letter = help_given(office.desk, incoming.sender, said, mail_id=incoming.id, thread=incoming.thread)
    post(office, work, letter, mail_id=incoming.id)
    return State.HANDLED, "help was asked for and given"


def _status(office: Office, work: UnitOfWork, incoming: Incoming) -> tuple[State, str]:
    """Tell the projects the sender leads; a founder or admin who leads none sees all."""
    own = projects.led_by(work.connection, incoming.person.email)
    sees_all = not own and bool(_SEE_ALL.intersection(incoming.person.roles))
    rows = projects.list_projects(work.connection) if sees_all else own
    waiting = Counter(cases.unsettled(work.connection, [row.id for row in rows]))
    lines = tuple(
        ProjectLine(
            row.code,
            row.title,
            row.client,
            row.stage,
            row.starts_on,
            row.ends_on,
            waiting[row.id, "question"],
            waiting[row.id, "approval"] > 0,
            _name(office, row.lead) if sees_all else "",
        )
        for row in rows
    )
    said = StatusGiven(incoming.origin(office), lines, sees_all)
    letter = status_given(office.desk, incoming.sender, said, mail_id=incoming.id, thread=incoming.thread)
    post(office, work, letter, mail_id=incoming.id)
    return State.HANDLED, "the status was asked for and given"


def _name(office: Office, email: str) -> str:
    person = office.settings.person(email)
    return person.name if person else email
