"""Mail that nobody wrote: five layers of evidence, and people's mail that only looks like it."""

from __future__ import annotations

import pytest

from parsers.mail.machine import Evidence, MachineKind, detect


def evidence(subject: str = "Status", sender: str = "carla@client.example", text: str = "", **headers: str) -> Evidence:
    """Return evidence with these headers, written like auto_submitted="auto-replied"."""
    return Evidence({name.replace("_", "-"): [value] for name, value in headers.items()}, subject, sender, text)


def kind_of(found: Evidence) -> MachineKind | None:
    """Return the kind the detector gives, None for a person's mail."""
    machine = detect(found)
    return None if machine is None else machine.kind


@pytest.mark.parametrize(
    ("found", "kind"),
    [
        (evidence(auto_submitted="auto-replied"), MachineKind.AUTO_REPLY),
        (evidence(auto_submitted="auto-generated; owner-email=x"), MachineKind.AUTO_REPLY),
        (evidence(auto_submitted="auto-replied", subject="Undelivered Mail Returned to Sender"), MachineKind.BOUNCE),
        (evidence(precedence="auto_reply"), MachineKind.AUTO_REPLY),
        (evidence(precedence="bulk", subject="Automatische Antwort: Status"), MachineKind.AUTO_REPLY),
        (evidence(precedence="bulk"), MachineKind.LIST),
        (evidence(x_autoreply="yes"), MachineKind.AUTO_REPLY),
        (evidence(list_id="<x.example>"), MachineKind.LIST),
        (evidence(x_failed_recipients="ghost@x.example"), MachineKind.BOUNCE),
        (evidence(return_path="<>"), MachineKind.BOUNCE),
        (evidence(return_path="< >", subject="Réponse automatique : Status"), MachineKind.AUTO_REPLY),
        (evidence(sender="mailer-daemon@x.example"), MachineKind.BOUNCE),
        (evidence(sender="MAILER-DAEMON@x.example".lower(), subject="hi"), MachineKind.BOUNCE),
        (evidence(sender="noreply@x.example"), MachineKind.AUTO_REPLY),
        (evidence(sender="do-not-reply@x.example"), MachineKind.AUTO_REPLY),
        (evidence(x_auto_response_suppress="All", subject="Automatic reply: Status"), MachineKind.AUTO_REPLY),
        (evidence(x_auto_response_suppress="OOF", subject="不在: Status 自動返信"), MachineKind.AUTO_REPLY),
        (evidence(content_type="multipart/report; report-type=disposition-notification"), MachineKind.RECEIPT),
        (evidence(content_type="multipart/report; report-type=delivery-status"), MachineKind.BOUNCE),
        (evidence(content_type="text/calendar; method=REPLY"), MachineKind.CALENDAR),
        (evidence(content_class="urn:content-classes:calendarmessage"), MachineKind.CALENDAR),
    ],
)
def test_a_machine_is_known_by_each_layer(found: Evidence, kind: MachineKind) -> None:
    assert kind_of(found) is kind


@pytest.mark.parametrize(
    "found",
    [
        evidence(),
        evidence(auto_submitted="no"),
        evidence(x_auto_response_suppress="DR, OOF, AutoReply"),
        evidence(subject="Out of office next week: who takes ACME?"),
        evidence(subject="Automatic reply feature for ACME"),
        evidence(sender="postmaster@small-agency.example", subject="SOW for ACME"),
        evidence(sender="nora.reply@x.example"),
        evidence(return_path="<carla@client.example>"),
        evidence(precedence="normal"),
    ],
)
def test_a_persons_mail_is_not_taken_for_a_machines(found: Evidence) -> None:
    assert kind_of(found) is None


def test_a_sow_with_an_invitation_beside_it_is_a_persons_mail() -> None:
    ics = ("text/calendar", b"BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\n")
    assert kind_of(Evidence({}, "Kickoff", "a@b.example", "", (ics,))) is MachineKind.CALENDAR
    assert kind_of(Evidence({}, "Kickoff", "a@b.example", "", (ics, ("application/pdf", b"%PDF")))) is None


@pytest.mark.parametrize(
    "subject",
    ["Automatic reply: Status", "Abwesenheitsnotiz: Status", "Réponse automatique : Status", "Autosvar: Status"],
)
def test_the_prefix_of_a_mail_program_needs_no_other_evidence(subject: str) -> None:
    assert kind_of(evidence(subject=subject)) is MachineKind.AUTO_REPLY
    assert kind_of(evidence(subject=f"Re: {subject}")) is None
