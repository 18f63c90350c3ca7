"""Replies to a proposed plan: `ok` books it, `no` drops it, wishes make it anew, `undo` takes it back."""

from __future__ import annotations

from agent.domain.planning.shifts import shifts_between
from agent.services.mail.incoming import Incoming
from agent.services.office import Office
from agent.services.planning import wishes as kept
from agent.services.planning.booking import book, bookings_of
from agent.services.planning.situation import Situation, look
from agent.services.post import post
from agent.store import acts, proposals
from agent.store.mailroom import State
from agent.store.proposals import ProposalRow
from agent.store.unit_of_work import UnitOfWork
from outbox.ledger import LetterRow
from outbox.letters.plan_booked import PlanBooked, plan_booked
from parsers.fields.dates import Order
from parsers.mail.reply import visible
from parsers.replies.command import CommandKind, read_command
from parsers.replies.staffing import read_wishes

Settled = tuple[State, str]


def take_plan_answer(office: Office, work: UnitOfWork, incoming: Incoming, letter: LetterRow) -> Settled | None:
    """Book, drop or change the plan a letter proposed; None where the reply says none of it."""
    row = proposals.asked_by_letter(work.connection, letter.id)
    if row is None:
        return None
    text = visible(incoming.mail.text)
    command = read_command(text, incoming.person.name)
    now = look(office, work.connection, office.today(work.now))
    subject = _subject(now, row)
    if row.state not in ("proposed", "impossible"):
        return State.HANDLED, f"the plan for {subject} is {row.state} already"
    if command is not None and command.kind is CommandKind.OK and row.state == "proposed":
        return _book(office, work, incoming, row, now)
    if command is not None and command.kind is CommandKind.NO:
        proposals.settle(work, row.id, "declined")
        _echo(office, work, incoming, PlanBooked("declined", subject), row)
        return State.HANDLED, f"the plan for {subject} was dropped"
    return _change(office, work, incoming, row) if row.kind == "staffing" else None


def _book(office: Office, work: UnitOfWork, incoming: Incoming, row: ProposalRow, now: Situation) -> Settled:
    subject = _subject(now, row)
    refused = book(work, now, row.shifts, office.settings.agency.locale)
    if refused:
        proposals.settle(work, row.id, "replaced")
        if row.kind == "staffing":
            again = kept.load(row.wishes)
            _want_again(work, incoming, row, kept.Wanted(again.wishes, (), again=True))
        _echo(office, work, incoming, PlanBooked("ok", subject, refused=refused), row)
        return State.HANDLED, f"the plan for {subject} was not booked: {refused}"
    proposals.settle(work, row.id, "booked")
    _echo(office, work, incoming, PlanBooked("ok", subject, bookings_of(now, row.shifts)), row)
    return State.HANDLED, f"booked the plan for {subject}"


def _change(office: Office, work: UnitOfWork, incoming: Incoming, row: ProposalRow) -> Settled | None:
    """Take a lead's wishes and ask for the plan anew; None where nothing of the reply was understood."""
    order = Order.MONTH_FIRST if office.settings.agency.locale.endswith("-US") else Order.DAY_FIRST
    names = {person.email: person.name for person in office.settings.people}
    read = read_wishes(visible(incoming.mail.text), names, office.today(work.now), order)
    if not read.wishes:
        return None
    before = kept.load(row.wishes)
    wanted = kept.Wanted(before.wishes.joined(kept.wishes_from(read)), read.unclear, again=True)
    proposals.settle(work, row.id, "replaced")
    _want_again(work, incoming, row, wanted)
    return State.HANDLED, f"the plan is made anew with {len(read.wishes)} wishes"


def _want_again(work: UnitOfWork, incoming: Incoming, row: ProposalRow, wanted: kept.Wanted) -> None:
    proposals.want(
        work,
        row.kind,
        incoming.person.email,
        project_id=row.project_id,
        mail_id=incoming.id,
        wishes=kept.dump(wanted),
    )


def undo_plan(office: Office, work: UnitOfWork, incoming: Incoming, letter: LetterRow) -> Settled | None:
    """Take back what an echoed plan booked; None where the reply is no `undo`."""
    command = read_command(visible(incoming.mail.text), incoming.person.name)
    if command is None or command.kind is not CommandKind.UNDO or letter.act_id is None:
        return None
    work.log.undo_of(letter.act_id)
    now = look(office, work.connection, office.today(work.now))
    before = now.certain
    kept_rows = acts.undo(work.log, work.connection, letter.act_id)
    after = look(office, work.connection, now.today)
    changed = shifts_between(before, after.certain)
    stays = any(change.noun == "allocation" for change in kept_rows)
    subject = letter.subject.partition(":")[0].removeprefix("Re: ")
    said = PlanBooked("undo", subject, bookings_of(after, changed), stays=stays)
    echo = plan_booked(office.desk, incoming.sender, said, cause=f"mail {incoming.id}", thread=incoming.thread)
    post(office, work, echo, mail_id=incoming.id, project_id=letter.project_id)
    return State.HANDLED, f"undid act {letter.act_id}"


def _echo(office: Office, work: UnitOfWork, incoming: Incoming, said: PlanBooked, row: ProposalRow) -> None:
    echo = plan_booked(office.desk, incoming.sender, said, cause=f"mail {incoming.id}", thread=incoming.thread)
    post(office, work, echo, mail_id=incoming.id, project_id=row.project_id)


def _subject(now: Situation, row: ProposalRow) -> str:
    return next((one.code for one in now.projects if one.id == row.project_id), "the plan")
