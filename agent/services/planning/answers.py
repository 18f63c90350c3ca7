"""Answers to the receipt's numbered questions: applied, echoed, and undone on `undo`."""

from __future__ import annotations

from dataclasses import dataclass, field

from agent.domain.planning.answered_date import date_in
from agent.services.mail.incoming import Incoming
from agent.services.office import Office
from agent.services.post import post
from agent.store import acts, cases, projects
from agent.store import tables as t
from agent.store.cases import CaseRow
from agent.store.mailroom import State
from agent.store.projects import ProjectRow
from agent.store.unit_of_work import UnitOfWork
from outbox.ledger import LetterRow
from outbox.letters.answers_applied import AnswersApplied, Applied, Unapplied, answers_applied
from outbox.letters.facts import Question
from parsers.mail.reply import visible
from parsers.replies.answers import NumberedAnswer, read_answers
from parsers.replies.command import CommandKind, read_command
from templates.formats import date_text
from templates.labels import field_label

# Which answers are dates, and the column of the project each of them sets.
_DATES = {"start_date": "starts_on", "end_date": "ends_on"}


@dataclass
class _Echo:
    """What the echo says of one reply."""

    applied: list[Applied] = field(default_factory=list)
    unapplied: list[Unapplied] = field(default_factory=list)


def take_answers(office: Office, work: UnitOfWork, incoming: Incoming, letter: LetterRow) -> tuple[State, str] | None:
    """Apply a reply's numbered answers to the questions of its letter; None when it holds none."""
    answers = read_answers(visible(incoming.mail.text))
    asked = {case.number: case for case in _asked(work, letter)}
    if not answers or not asked:
        return None
    project = projects.project_by_id(work.connection, next(iter(asked.values())).project)
    echo = _Echo()
    for answer in answers:
        _apply(office, work, incoming, project, asked.get(answer.number), answer, echo)
    _post_echo(office, work, incoming, letter, project, echo)
    done = ", ".join(str(line.number) for line in echo.applied)
    return State.HANDLED, f"answers to {project.code} applied: {done or 'none'}"


def _asked(work: UnitOfWork, letter: LetterRow) -> list[CaseRow]:
    """Return the questions of the letter's project that were put to its reader, in whichever letter of the thread."""
    if letter.project_id is None:
        return []
    of_project = cases.of_project(work.connection, letter.project_id)
    return [case for case in of_project if case.kind == "question" and case.asked.lower() == letter.recipient]


def _apply(
    office: Office,
    work: UnitOfWork,
    incoming: Incoming,
    project: ProjectRow,
    case: CaseRow | None,
    answer: NumberedAnswer,
    echo: _Echo,
) -> None:
    if case is None:
        echo.unapplied.append(Unapplied(answer.number, answer.quote, "There is no question with this number."))
        return
    new = answer.text
    if case.field in _DATES:
        today = incoming.received_at.astimezone(office.zone).date()
        day = date_in(answer.text, today, office.settings.agency.locale)
        if day is None:
            echo.unapplied.append(Unapplied(answer.number, answer.quote, "It gives no date that can be read."))
            return
        new = date_text(day, office.settings.agency.locale)
        work.log.update(t.project, project.id, **{_DATES[case.field]: day})
    cases.answer(work, case.id, new, incoming.person.email)
    echo.applied.append(Applied(answer.number, field_label(case.field), case.answer, new, answer.quote))


def _post_echo(
    office: Office, work: UnitOfWork, incoming: Incoming, letter: LetterRow, project: ProjectRow, echo: _Echo
) -> None:
    rest = [case for case in _asked(work, letter) if case.state == "open"]
    said = AnswersApplied(
        mail=incoming.origin(office),
        code=project.code,
        title=project.title,
        applied=tuple(echo.applied),
        unapplied=tuple(echo.unapplied),
        still_open=tuple(Question(case.number, case.question) for case in rest),
    )
    echoed = answers_applied(office.desk, incoming.sender, said, mail_id=incoming.id, thread=incoming.thread)
    letter_id = post(office, work, echoed, mail_id=incoming.id, project_id=project.id)
    for case in rest:  # what is still open can be answered in the echo's thread too
        if letter_id is not None:
            work.log.update(t.case, case.id, letter_id=letter_id)


def undo_answers(office: Office, work: UnitOfWork, incoming: Incoming, letter: LetterRow) -> tuple[State, str] | None:
    """Put back what the echoed answers changed; further answers in the same thread are taken as answers."""
    command = read_command(visible(incoming.mail.text), incoming.person.name)
    if command is None or command.kind is not CommandKind.UNDO:
        return take_answers(office, work, incoming, letter)
    if letter.act_id is None or letter.project_id is None:
        return None
    work.log.undo_of(letter.act_id)
    before = {case.id: case for case in cases.of_project(work.connection, letter.project_id)}
    kept = acts.undo(work.log, work.connection, letter.act_id)
    after = {case.id: case for case in cases.of_project(work.connection, letter.project_id)}
    changed = [before[i] for i in before if before[i].state != after[i].state]
    project = projects.project_by_id(work.connection, letter.project_id)
    said = AnswersApplied(
        mail=incoming.origin(office),
        code=project.code,
        title=project.title,
        applied=tuple(Applied(c.number, field_label(c.field), c.answer, "open again", "undo") for c in changed),
        unapplied=tuple(Unapplied(0, "undo", "It was changed again since, and stays.") for _ in kept[:1]),
        still_open=tuple(Question(c.number, c.question) for c in after.values() if c.state == "open"),
    )
    echo = answers_applied(office.desk, incoming.sender, said, mail_id=incoming.id, thread=incoming.thread)
    post(office, work, echo, mail_id=incoming.id, project_id=project.id)
    return State.HANDLED, f"undid act {letter.act_id}"
