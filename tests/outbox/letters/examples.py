"""Every letter as its own function makes it, from the invented facts that lie beside its templates."""

from __future__ import annotations

import types
import typing
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from enum import Enum

from outbox.letter import Address, Attachment, Letter, Thread
from outbox.letters.alarm import Alarm, alarm
from outbox.letters.answers_applied import AnswersApplied, answers_applied
from outbox.letters.approval_void import ApprovalVoid, approval_void
from outbox.letters.blocker import Blocked, blocker
from outbox.letters.blocker_freed import Freed, blocker_freed
from outbox.letters.canary import Canary, canary
from outbox.letters.capacity import Capacity, capacity
from outbox.letters.client_asked import ClientAsked, client_asked
from outbox.letters.client_held import ClientHeld, client_held
from outbox.letters.client_released import ClientReleased, client_released
from outbox.letters.copy_noted import CopyNoted, copy_noted
from outbox.letters.date_moved import DateMoved, date_moved
from outbox.letters.desk import Desk, Masthead
from outbox.letters.feasibility import Feasibility, feasibility
from outbox.letters.handed_on import HandedOn, handed_on
from outbox.letters.help_given import HelpGiven, help_given
from outbox.letters.hold_released import HoldReleased, hold_released
from outbox.letters.kickoff import Kickoff, kickoff
from outbox.letters.kickoff_client import KickoffClient, kickoff_client
from outbox.letters.leave import LeaveTold, leave
from outbox.letters.my_week import MyWeek, my_week
from outbox.letters.needs_person import NeedsPerson, needs_person
from outbox.letters.not_understood import NotUnderstood, not_understood
from outbox.letters.not_yours import NotYours, not_yours
from outbox.letters.plan_booked import PlanBooked, plan_booked
from outbox.letters.project_status import ProjectStatus, project_status
from outbox.letters.project_withdrawn import ProjectWithdrawn, project_withdrawn
from outbox.letters.receipt import Receipt, receipt
from outbox.letters.repair import RepairPlan, repair
from outbox.letters.sow_changed import SowChanged, sow_changed
from outbox.letters.sow_not_signed import NotSigned, sow_not_signed
from outbox.letters.staffing import Staffing, staffing
from outbox.letters.status_echo import StatusEcho, status_echo
from outbox.letters.status_given import StatusGiven, status_given
from outbox.letters.status_reminder import StatusReminder, status_reminder
from outbox.letters.status_request import StatusRequest, status_request
from outbox.letters.status_silent import StatusSilent, status_silent
from outbox.letters.template_fault import BrokenTemplates, template_fault
from outbox.letters.unreadable import Unreadable, unreadable
from outbox.letters.workbook_applied import WorkbookApplied, workbook_applied
from templates.render import Words, example

T = typing.TypeVar("T")

DESK = Desk(Words(None), Masthead("Northlight Studio", "desk@northlight.example"))
DIGEST = "d" * 64
BOOK = Attachment("Capacity.xlsx", "application/octet-stream", b"book")
EDITION = Attachment("Kickoff.docx", "application/octet-stream", b"edition")

MAKERS: dict[str, Callable[[Desk, Address, Thread | None], Letter]] = {
    "canary": lambda desk, to, thread: canary(desk, to, facts(Canary, "canary")),
    "capacity": lambda desk, to, thread: capacity(
        desk, to, facts(Capacity, "capacity"), BOOK, cause="mail 7", thread=thread
    ),
    "blocker": lambda desk, to, thread: blocker(desk, to, facts(Blocked, "blocker"), case_id=4, step=0),
    "blocker_freed": lambda desk, to, thread: blocker_freed(
        desk, to, facts(Freed, "blocker_freed"), blocker_id=4, act_id=9
    ),
    "project_status": lambda desk, to, thread: project_status(
        desk, to, facts(ProjectStatus, "project_status"), mail_id=7, thread=thread
    ),
    "date_moved": lambda desk, to, thread: date_moved(desk, to, facts(DateMoved, "date_moved"), mail_id=7),
    "alarm": lambda desk, to, thread: alarm(desk, to, facts(Alarm, "alarm")),
    "answers_applied": lambda desk, to, thread: answers_applied(
        desk, to, facts(AnswersApplied, "answers_applied"), mail_id=7, thread=thread
    ),
    "client_released": lambda desk, to, thread: client_released(
        desk, to, facts(ClientReleased, "client_released"), sow_version=1, thread=thread
    ),
    "copy_noted": lambda desk, to, thread: copy_noted(
        desk, to, facts(CopyNoted, "copy_noted"), mail_id=7, thread=thread
    ),
    "kickoff": lambda desk, to, thread: kickoff(desk, to, facts(Kickoff, "kickoff"), sow_version=1),
    "kickoff_client": lambda desk, to, thread: kickoff_client(
        desk, to, facts(KickoffClient, "kickoff_client"), EDITION, project_code="HARB-01", sow_version=1
    ),
    "my_week": lambda desk, to, thread: my_week(desk, to, facts(MyWeek, "my_week")),
    "needs_person": lambda desk, to, thread: needs_person(
        desk, to, facts(NeedsPerson, "needs_person"), beat_iso="2027-01-04"
    ),
    "not_yours": lambda desk, to, thread: not_yours(desk, to, facts(NotYours, "not_yours"), mail_id=7, thread=thread),
    "handed_on": lambda desk, to, thread: handed_on(desk, to, facts(HandedOn, "handed_on"), subject_id="letter-9"),
    "client_asked": lambda desk, to, thread: client_asked(
        desk, to, facts(ClientAsked, "client_asked"), mail_id=7, digest=DIGEST, thread=thread
    ),
    "project_withdrawn": lambda desk, to, thread: project_withdrawn(
        desk, to, facts(ProjectWithdrawn, "project_withdrawn"), mail_id=7, thread=thread
    ),
    "client_held": lambda desk, to, thread: client_held(
        desk, to, facts(ClientHeld, "client_held"), mail_id=7, thread=thread
    ),
    "approval_void": lambda desk, to, thread: approval_void(
        desk, to, facts(ApprovalVoid, "approval_void"), mail_id=7, thread=thread
    ),
    "help_given": lambda desk, to, thread: help_given(
        desk, to, facts(HelpGiven, "help_given"), mail_id=7, thread=thread
    ),
    "status_given": lambda desk, to, thread: status_given(
        desk, to, facts(StatusGiven, "status_given"), mail_id=7, thread=thread
    ),
    "not_understood": lambda desk, to, thread: not_understood(
        desk, to, facts(NotUnderstood, "not_understood"), mail_id=7, thread=thread
    ),
    "feasibility": lambda desk, to, thread: feasibility(
        desk, to, facts(Feasibility, "feasibility"), cause="plan 3", thread=thread
    ),
    "hold_released": lambda desk, to, thread: hold_released(desk, to, facts(HoldReleased, "hold_released"), hold_id=3),
    "leave": lambda desk, to, thread: leave(desk, to, facts(LeaveTold, "leave"), cause="mail 7", thread=thread),
    "plan_booked": lambda desk, to, thread: plan_booked(
        desk, to, facts(PlanBooked, "plan_booked"), cause="mail 7", thread=thread
    ),
    "staffing": lambda desk, to, thread: staffing(desk, to, facts(Staffing, "staffing"), plan_id=3, thread=thread),
    "receipt": lambda desk, to, thread: receipt(
        desk, to, facts(Receipt, "receipt"), document_digest=DIGEST, thread=thread
    ),
    "repair": lambda desk, to, thread: repair(desk, to, facts(RepairPlan, "repair"), plan_id=3, thread=thread),
    "sow_changed": lambda desk, to, thread: sow_changed(
        desk, to, facts(SowChanged, "sow_changed"), mail_id=7, position=1, thread=thread
    ),
    "sow_not_signed": lambda desk, to, thread: sow_not_signed(
        desk, to, facts(NotSigned, "sow_not_signed"), document_digest=DIGEST, thread=thread
    ),
    "status_echo": lambda desk, to, thread: status_echo(
        desk, to, facts(StatusEcho, "status_echo"), mail_id=7, thread=thread
    ),
    "status_reminder": lambda desk, to, thread: status_reminder(
        desk, to, facts(StatusReminder, "status_reminder"), case_id=3, step=1
    ),
    "status_request": lambda desk, to, thread: status_request(desk, to, facts(StatusRequest, "status_request")),
    "status_silent": lambda desk, to, thread: status_silent(
        desk, to, facts(StatusSilent, "status_silent"), case_id=3, step=2
    ),
    "template_fault": lambda desk, to, thread: template_fault(desk, to, facts(BrokenTemplates, "template_fault")),
    "workbook_applied": lambda desk, to, thread: workbook_applied(
        desk, to, facts(WorkbookApplied, "workbook_applied"), mail_id=7, thread=thread
    ),
    "unreadable": lambda desk, to, thread: unreadable(
        desk, to, facts(Unreadable, "unreadable"), mail_id=7, thread=thread
    ),
}


def letter(kind: str, desk: Desk = DESK) -> Letter:
    """Return letter `kind` about its example, in the thread the example answers."""
    shown = example(kind)
    thread = Thread("<1@mail.example>", (), shown["reply"]) if shown["reply"] else None
    return MAKERS[kind](desk, _value(Address, shown["to"]), thread)


def facts(shape: type[T], kind: str) -> T:
    """Return the example's facts as the letter's own frozen type; a name that does not fit raises TypeError."""
    return _value(shape, example(kind)["facts"])  # type: ignore[no-any-return]


def _value(shape: typing.Any, given: typing.Any) -> typing.Any:
    """Return `given` (namespaces, tuples, plain values) as the type `shape`."""
    if is_dataclass(shape) and isinstance(shape, type):
        hints, names = typing.get_type_hints(shape), {field.name for field in fields(shape)}
        if unknown := set(vars(given)) - names:
            raise TypeError(f"{shape.__name__} has no {sorted(unknown)}")
        return shape(**{name: _value(hints[name], value) for name, value in vars(given).items()})
    if typing.get_origin(shape) is tuple:
        return tuple(_value(typing.get_args(shape)[0], item) for item in given)
    if isinstance(shape, types.UnionType):
        return None if given is None else _value(typing.get_args(shape)[0], given)
    if shape is bytes:
        return str(given).encode()
    if isinstance(shape, type) and issubclass(shape, Enum):
        return shape(given)
    return given
