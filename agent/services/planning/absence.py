"""Leave by mail: a person's words, a calendar entry or an out-of-office's dates become leave; undo takes it back."""

from __future__ import annotations

from dataclasses import dataclass

from agent.domain.planning.absences import Days, impossible, joined, projects_hit
from agent.services.mail.incoming import Incoming
from agent.services.office import Office, address_of
from agent.services.planning.leave_days import days_of, days_of_event, events_of_leave
from agent.services.planning.replanning import want_repair
from agent.services.planning.situation import look
from agent.services.post import post
from agent.store import acts, leaves
from agent.store import tables as t
from agent.store.leaves import LeaveRow
from agent.store.mailroom import State
from agent.store.unit_of_work import UnitOfWork
from config.settings import Person, Role
from outbox.ledger import LetterRow
from outbox.letter import Address
from outbox.letters.leave import LeaveLine, LeaveTold, leave
from parsers.mail.absence import read_absence
from parsers.mail.calendar import read_calendar
from parsers.mail.reply import visible
from parsers.replies.command import CommandKind, read_command
from parsers.replies.leave import Leave, read_leave

Settled = tuple[State, str]
_MOST_OF_A_MAIL = 300  # letters; whoever writes more says more than leave
_MAY_SPEAK_FOR_OTHERS = frozenset({Role.LEAD, Role.FOUNDER, Role.ADMIN})


@dataclass(frozen=True, slots=True)
class _Told:
    """Days of one person as they were told."""

    person: Person
    days: Days
    quote: str
    kind: str = "leave"


def take_leave(office: Office, work: UnitOfWork, incoming: Incoming) -> Settled | None:
    """Book the leave a mail states; None where it states none or says much more."""
    text = visible(incoming.mail.text)
    found = read_leave(text, incoming.received_at.astimezone(office.zone).date())
    if not found and not text.strip():
        found = read_leave(incoming.mail.subject, incoming.received_at.astimezone(office.zone).date())
    if not found or len(text) > _MOST_OF_A_MAIL + sum(len(one.quote) for one in found):
        return None
    told = [_told(office, incoming, one) for one in found]
    if any(one is None for one in told):
        return None  # it is about somebody the sender may not speak for, or nobody knows
    return _book(office, work, incoming, [one for one in told if one is not None])


def take_calendar(office: Office, work: UnitOfWork, incoming: Incoming) -> Settled | None:
    """Book the leave of an invitation or .ics that a colleague sends about their own absence; None without one."""
    parts = [part.content for part in incoming.mail.attachments if part.claimed_type == "text/calendar"]
    events = [event for content in parts for event in read_calendar(content)]
    found = events_of_leave(events, incoming.person)
    told = [
        _Told(incoming.person, days, event.summary)
        for event in found
        if event.method != "cancel" and (days := days_of_event(event, office, incoming.person))
    ]
    return _book(office, work, incoming, told) if told else None


def take_auto_reply(office: Office, work: UnitOfWork, incoming: Incoming) -> Settled | None:
    """Put an out-of-office's dates before a lead as a proposal; None without dates. The machine gets no answer."""
    sent = (incoming.mail.date or incoming.received_at).astimezone(office.zone).date()
    absences = read_absence(incoming.mail.text, sent, incoming.person.email).absences
    proposed = 0
    for absence in absences:
        days = days_of(Leave(absence.first, absence.last, absence.quote, absence.part), incoming.person)
        if absence.last is None or impossible(days, office.today(work.now)) or _known(work, incoming.person, days):
            continue
        _propose(office, work, incoming, _Told(incoming.person, days, absence.quote))
        proposed += 1
    return (State.HANDLED, f"proposed {proposed} leave from an out-of-office") if proposed else None


def _told(office: Office, incoming: Incoming, found: Leave) -> _Told | None:
    person: Person | None = incoming.person
    if found.who and found.who.lower() not in incoming.person.name.lower():
        if not _MAY_SPEAK_FOR_OTHERS.intersection(incoming.person.roles):
            return None
        named = [one for one in office.settings.people if found.who.lower() in one.name.lower()]
        person = named[0] if len(named) == 1 else None
    if person is None:
        return None
    return _Told(person, days_of(found, person), found.quote, "sick" if found.sick else "leave")


def _book(office: Office, work: UnitOfWork, incoming: Incoming, told: list[_Told]) -> Settled:
    """Write the leave, ask for the plan to be checked where it is hit, and echo all."""
    now = look(office, work.connection, office.today(work.now))
    lines: list[LeaveLine] = []
    hit: set[str] = set()
    for one in told:
        why_not = impossible(one.days, office.today(work.now))
        days, note = (one.days, "") if why_not else _write(work, one)
        struck = () if why_not or note == "known" else projects_hit(one.person.email, days, now.certain)
        hit.update(struck)
        lines.append(LeaveLine(one.person.name, days.first, days.last, one.quote, bool(days.minutes), note, why_not))
        if struck:
            want_repair(work, now, one.person.email, one.kind, days, incoming.id)
    said = LeaveTold("noted", tuple(lines), tuple(sorted(hit)), mail=incoming.origin(office))
    letter = leave(office.desk, incoming.sender, said, cause=f"mail {incoming.id}", thread=incoming.thread)
    post(office, work, letter, mail_id=incoming.id)
    return State.HANDLED, f"noted leave of {', '.join(dict.fromkeys(one.person.name for one in told))}"


def _write(work: UnitOfWork, told: _Told) -> tuple[Days, str]:
    """Write leave, joined with booked leave that it meets; say "joined" or "known" where there was some."""
    days, note = told.days, ""
    for row in leaves.of_person(work.connection, told.person.email):
        present = Days(row.first_on, row.last_on, row.minutes)
        if row.state == "booked" and present.covers(days):
            return present, "known"
        if row.state == "booked" and days.minutes is None and row.minutes is None and present.meets(days):
            days, note = joined(days, present), "joined"
            work.log.remove(t.leave, row.id)
    leaves.add(work, told.person.email, (days.first, days.last), minutes=days.minutes, kind=told.kind, quote=told.quote)
    return days, note


def _known(work: UnitOfWork, person: Person, days: Days) -> bool:
    own = (Days(leave.first, leave.last) for leave in person.leave)
    kept = (Days(row.first_on, row.last_on, row.minutes) for row in leaves.of_person(work.connection, person.email))
    return any(one.covers(days) for one in (*own, *kept))


def _propose(office: Office, work: UnitOfWork, incoming: Incoming, told: _Told) -> None:
    lead = _lead_for(office, work, told)
    row_id = leaves.add(
        work,
        told.person.email,
        (told.days.first, told.days.last),
        minutes=told.days.minutes,
        kind=told.kind,
        state="proposed",
        quote=told.quote,
    )
    line = LeaveLine(told.person.name, told.days.first, told.days.last, told.quote, bool(told.days.minutes))
    said = LeaveTold("proposed", (line,), contact=Address(told.person.email, told.person.name))
    letter = leave(office.desk, address_of(lead), said, cause=f"leave {row_id}")
    work.log.update(t.leave, row_id, letter_id=post(office, work, letter, mail_id=incoming.id))


def _lead_for(office: Office, work: UnitOfWork, told: _Told) -> Person:
    """Return the lead of a project the person is booked on then, else the first lead."""
    now = look(office, work.connection, office.today(work.now))
    for code in projects_hit(told.person.email, told.days, now.certain):
        project = now.project(code)
        lead = office.settings.person(project.lead) if project else None
        if lead is not None:
            return lead
    return office.settings.with_role(Role.LEAD)[0]


def take_leave_answer(office: Office, work: UnitOfWork, incoming: Incoming, letter: LetterRow) -> Settled | None:
    """Apply `ok` or `no` to proposed leave, or `undo` to leave that was noted; None for other words."""
    command = read_command(visible(incoming.mail.text), incoming.person.name)
    asked = [row for row in leaves.asked_by_letter(work.connection, letter.id) if row.state == "proposed"]
    if command is None:
        return None if asked else take_leave(office, work, incoming)
    if command.kind is CommandKind.UNDO and letter.act_id is not None:
        return _undo(office, work, incoming, letter.act_id)
    if asked and command.kind is CommandKind.OK:
        return _accept(office, work, incoming, asked[0])
    if asked and command.kind is CommandKind.NO:
        work.log.update(t.leave, asked[0].id, state="declined")
        return State.HANDLED, "the proposed leave was declined"
    return None


def _accept(office: Office, work: UnitOfWork, incoming: Incoming, row: LeaveRow) -> Settled:
    work.log.update(t.leave, row.id, state="booked")
    now = look(office, work.connection, office.today(work.now))
    days = Days(row.first_on, row.last_on, row.minutes)
    struck = projects_hit(row.person, days, now.certain)
    if struck:
        want_repair(work, now, row.person, row.kind, days, incoming.id)
    line = LeaveLine(now.name(row.person), row.first_on, row.last_on, row.quote, row.minutes is not None)
    said = LeaveTold("noted", (line,), struck, mail=incoming.origin(office))
    echo = leave(office.desk, incoming.sender, said, cause=f"mail {incoming.id}", thread=incoming.thread)
    post(office, work, echo, mail_id=incoming.id)
    return State.HANDLED, f"booked the proposed leave of {now.name(row.person)}"


def _undo(office: Office, work: UnitOfWork, incoming: Incoming, act_id: int) -> Settled:
    work.log.undo_of(act_id)
    before = leaves.of_act(work.connection, act_id)
    acts.undo(work.log, work.connection, act_id)
    now = look(office, work.connection, office.today(work.now))
    lines = tuple(LeaveLine(now.name(r.person), r.first_on, r.last_on, r.quote, r.minutes is not None) for r in before)
    said = LeaveTold("undone", lines, mail=incoming.origin(office))
    echo = leave(office.desk, incoming.sender, said, cause=f"mail {incoming.id}", thread=incoming.thread)
    post(office, work, echo, mail_id=incoming.id)
    return State.HANDLED, f"undid act {act_id}"
