"""Every dedupe key, spelled here and nowhere else, from ids and ISO dates: a letter with the same key leaves once."""

from __future__ import annotations

import hashlib
from urllib.parse import quote

LENGTH = 300


def receipt(document_digest: str, recipient: str) -> str:
    """One receipt for each signed document and person who sent it."""
    return _key("receipt", document_digest, recipient.lower())


def client_asked(mail_id: int, document_digest: str) -> str:
    """One question for each mail and signed document in it that names no client."""
    return _key("client_asked", mail_id, document_digest)


def sow_not_signed(document_digest: str, recipient: str) -> str:
    """One answer for each unsigned document and person who sent it."""
    return _key("sow_not_signed", document_digest, recipient.lower())


def kickoff(project_code: str, sow_version: int) -> str:
    """One kickoff letter to the lead for each version of a project's agreement."""
    return _key("kickoff", project_code, sow_version)


def kickoff_client(project_code: str, sow_version: int) -> str:
    """One client edition for each version of a project's agreement."""
    return _key("kickoff_client", project_code, sow_version)


def client_released(project_code: str, sow_version: int) -> str:
    """One echo for each client edition that was let go."""
    return _key("client_released", project_code, sow_version)


def unreadable(mail_id: int) -> str:
    """One failure answer for each mail."""
    return _key("unreadable", mail_id)


def copy_noted(mail_id: int) -> str:
    """One note for each mail that brought a known document again."""
    return _key("copy_noted", mail_id)


def sow_changed(mail_id: int, position: int) -> str:
    """One list of changed terms for each person and each paper of a mail."""
    return _key("sow_changed", mail_id, position)


def answers_applied(mail_id: int) -> str:
    """One echo for each reply whose answers were applied."""
    return _key("answers_applied", mail_id)


def not_understood(mail_id: int) -> str:
    """One question back for each unclear reply."""
    return _key("not_understood", mail_id)


def project_withdrawn(mail_id: int) -> str:
    """One echo for each person and reply that took a project back, or tried to."""
    return _key("project_withdrawn", mail_id)


def capacity(recipient: str, cause: str) -> str:
    """One capacity workbook for each reader and mail that asked, or Monday."""
    return _key("capacity", recipient.lower(), cause)


def staffing(plan_id: int) -> str:
    """One proposal for each plan."""
    return _key("staffing", plan_id)


def plan_booked(recipient: str, cause: str) -> str:
    """One echo for each person and mail or plan that booked something."""
    return _key("plan_booked", recipient.lower(), cause)


def leave(recipient: str, cause: str) -> str:
    """One letter about leave for each person and mail that told it, or proposed leave."""
    return _key("leave", recipient.lower(), cause)


def repair(plan_id: int, recipient: str) -> str:
    """One letter about a repair for each person it concerns."""
    return _key("repair", plan_id, recipient.lower())


def feasibility(recipient: str, cause: str) -> str:
    """One answer for each person and plan, and one for each rival of it."""
    return _key("feasibility", recipient.lower(), cause)


def hold_released(hold_id: int) -> str:
    """One note for each hold."""
    return _key("hold_released", hold_id)


def my_week(recipient: str, monday_iso: str) -> str:
    """One letter for each person and week."""
    return _key("my_week", recipient.lower(), monday_iso)


def workbook_applied(mail_id: int, file: str) -> str:
    """One echo for each workbook that came back with a mail."""
    return _key("workbook_applied", mail_id, file)


def client_held(mail_id: int) -> str:
    """One echo for each reply that held a client letter back."""
    return _key("client_held", mail_id)


def approval_void(mail_id: int) -> str:
    """One answer for each reply that came twice, too late or to an older edition."""
    return _key("approval_void", mail_id)


def help_given(mail_id: int) -> str:
    """One help for each mail that asks for it."""
    return _key("help_given", mail_id)


def status_given(mail_id: int) -> str:
    """One status for each mail that asks for it."""
    return _key("status_given", mail_id)


def not_yours(mail_id: int) -> str:
    """One answer for each mail of a colleague who may not do what it asks."""
    return _key("not_yours", mail_id)


def handed_on(subject_id: str, sender: str) -> str:
    """One note for each thing (a letter or a mail, "letter-9") and colleague who spoke of it."""
    return _key("handed_on", subject_id, sender.lower())


def needs_person(admin: str, beat_iso: str) -> str:
    """One digest for each admin and beat; `beat_iso` is the beat's ISO date or time."""
    return _key("needs_person", admin.lower(), beat_iso)


def template_fault(admin: str, fault: str) -> str:
    """One notice for each admin and fault, as the fault says itself."""
    return _key("template_fault", admin.lower(), hashlib.sha256(fault.encode()).hexdigest())


def alarm(admin: str, trouble: str, subject_id: str, day_iso: str) -> str:
    """One alarm for each admin, trouble and thing in trouble ("" for the desk as a whole) a day."""
    return _key("alarm", admin.lower(), trouble, subject_id, day_iso)


def canary(beat_iso: str) -> str:
    """One letter to itself for each beat."""
    return _key("canary", beat_iso)


def status_request(person: str, day_iso: str) -> str:
    """One status request for each person and day, where they are."""
    return _key("status_request", person.lower(), day_iso)


def status_echo(mail_id: int) -> str:
    """One echo for each reply that said how work goes."""
    return _key("status_echo", mail_id)


def case_step(kind: str, case_id: int, step: int, recipient: str) -> str:
    """One letter for each step of a case's ladder and person it goes to."""
    return _key(kind, case_id, step, recipient.lower())


def blocker_freed(blocker_id: int, act_id: int, recipient: str) -> str:
    """One notice for each freeing of a blocker and person it goes to."""
    return _key("blocker_freed", blocker_id, act_id, recipient.lower())


def project_status(mail_id: int, project_code: str) -> str:
    """One answer for each mail that asks about a project, and project it means."""
    return _key("project_status", mail_id, project_code)


def date_moved(mail_id: int, recipient: str) -> str:
    """One notice for each mail that moved dates, and lead it concerns."""
    return _key("date_moved", mail_id, recipient.lower())


def _key(kind: str, *parts: str | int) -> str:
    """Join the parts so that different parts never give the same key; a long key ends in the digest of the whole."""
    key = "/".join([kind, *(quote(str(part), safe="@:+") for part in parts)])
    if len(key) <= LENGTH:
        return key
    return f"{key[: LENGTH - 65]}#{hashlib.sha256(key.encode()).hexdigest()}"
