"""`desk read` on mails: each kind with what belongs to it, decided without a store."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.desk import desk
from tests.samples import mails
from tests.samples.sow import signed_sow, template_sow

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
HISTORY = "\n\nOn Mon, 23 Nov 2026 at 09:00, Desk <desk@agency.example> wrote:\n> How is ACME?\n"
CALENDAR = (
    b"From: sam@agency.example\nSubject: Declined: Kickoff\nDate: Tue, 24 Nov 2026 10:00:00 +0000\n"
    b"Message-ID: <a@b.example>\nContent-Type: text/calendar; method=REPLY\n\nBEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\n"
    b"METHOD:REPLY\nBEGIN:VEVENT\nUID:1\nSUMMARY:Kickoff\nATTENDEE;PARTSTAT=DECLINED:mailto:sam@agency.example\n"
    b"DTSTART;VALUE=DATE:20261222\nEND:VEVENT\nEND:VCALENDAR\n"
)


def _mail(text: str, subject: str = "Re: Status", *more: str) -> bytes:
    head = ("From: Sam <sam@agency.example>", f"Subject: {subject}", "Date: Tue, 24 Nov 2026 23:30:00 -0800", *more)
    return "\n".join((*head, "Message-ID: <a@b.example>", "Content-Type: text/plain; charset=utf-8", "", text)).encode()


def _read(folder: Path, raw: bytes) -> dict[str, Any]:
    file = folder / "a.eml"
    file.write_bytes(raw)
    said = desk("read", "--json", file)
    assert said.code == 0
    found: dict[str, Any] = json.loads(said.out)
    return found


def test_a_status_reply_tells_its_changes_with_their_quotes(tmp_path: Path) -> None:
    found = _read(tmp_path, _mail(f"wireframes done, need until Friday{HISTORY}"))
    assert (found["kind"], found["reply"]) == ("status_reply", "wireframes done, need until Friday")
    assert found["changes"] == [
        {"what": "done", "project": None, "milestone": "wireframes", "value": None, "quote": "wireframes done"},
        {"what": "new_date", "project": None, "milestone": None, "value": "2026-11-27", "quote": "need until Friday"},
    ]
    assert list(found)[:7] == ["file", "kind", "from", "subject", "reply", "forwarded", "note"]


def test_relative_days_are_seen_from_the_senders_own_day(tmp_path: Path) -> None:
    (leave,) = _read(tmp_path, _mail(f"off tomorrow{HISTORY}"))["leave"]
    assert (leave["first"], leave["quote"]) == ("2026-11-25", "off tomorrow")


def test_a_decision_reply_tells_each_number(tmp_path: Path) -> None:
    found = _read(tmp_path, _mail("1a, 2 ask Ann\n\n> 1. Hire?\n> 2. Swap?", "Re: Decisions"))
    assert found["kind"] == "decision_reply"
    assert [(d["number"], d["choice"], d["who"]) for d in found["decisions"]] == [
        (1, "option", None),
        (2, "ask", "Ann"),
    ]


def test_an_automatic_reply_tells_the_absence_it_states(tmp_path: Path) -> None:
    text = "I am away until 4 December. Please contact Jo Doe (jo@acme.example)."
    found = _read(tmp_path, _mail(text, "Automatic reply: Status", "Auto-Submitted: auto-replied"))
    assert found["kind"] == "auto_reply"
    assert found["absence"]["days"][0]["last"] == "2026-12-04"
    assert found["absence"]["substitute_address"] == "jo@acme.example"


def test_an_answer_to_an_invitation_tells_who_declined(tmp_path: Path) -> None:
    found = _read(tmp_path, CALENDAR)
    assert found["kind"] == "calendar"
    assert found["events"][0]["attendees"] == [{"address": "sam@agency.example", "name": "", "answer": "declined"}]


def test_a_bounce_tells_whom_it_did_not_reach(tmp_path: Path) -> None:
    found = _read(tmp_path, mails.bounce())
    assert found["kind"] == "bounce"
    assert found["bounces"][0]["permanent"] is True


@pytest.mark.parametrize(("sow", "kind"), [(signed_sow(), "signed_sow"), (template_sow(), "draft_sow")])
def test_a_sow_inside_an_attached_mail_names_the_mail(tmp_path: Path, sow: bytes, kind: str) -> None:
    inner = mails.mail(mails.CLIENT, subject="Our SOW", attachments=[("SOW.docx", WORD, sow)], stamped=None)
    found = _read(tmp_path, mails.attached_forward(inner))
    assert (found["kind"], [d["file"] for d in found["attachments"]]) == (kind, ["SOW.docx"])


def test_a_sow_pasted_into_the_text_is_read(tmp_path: Path) -> None:
    pasted = (
        "Statement of Work\n\nClient: ACME Ltd\nProvider: Kestrel & Quay Ltd\nProject: Website relaunch\n"
        "Start date: 12 January 2027\nEnd date: 30 April 2027\n\nDeliverables\n- Wireframes\n- Website\n\n"
        "Fees\nThe total fee is EUR 24,000, payable net 30 days by invoice.\n\nAssumptions\n- The client gives copy.\n"
        "\nMilestones\n- Kickoff: 12 January 2027\n- Launch: 30 April 2027\n\n"
        "Signatures\n\nFor ACME Ltd: ____________\n"
    )
    found = _read(tmp_path, _mail(f"Hi, here is the draft.\n\n{pasted}", "SOW draft"))
    assert found["kind"] == "draft_sow"
    assert found["attachments"][0]["file"] == "text of the mail"


def test_a_forward_tells_its_date_as_written_and_as_a_moment(tmp_path: Path) -> None:
    head = "---------- Forwarded message ---------\nFrom: Carla <c@client.example>\nDate: Mon, 9 Nov 2026 at 16:12"
    found = _read(tmp_path, _mail(f"use Sam\n\n{head}\nSubject: SOW\nTo: Sam <s@a.example>\n\nSigned.", "Fwd: SOW"))
    told = found["forwarded"]
    assert (told["date"], told["date_iso"]) == ("Mon, 9 Nov 2026 at 16:12", "2026-11-09T16:12:00")
    assert (found["note"], told["text"], found["changes"]) == ("use Sam", "Signed.", [])


def test_a_mailbox_of_several_mails_is_refused_in_a_sentence(tmp_path: Path) -> None:
    one = b"From sam@agency.example Tue Nov 24 10:00:00 2026\n" + _mail("hi") + b"\n\n"
    file = tmp_path / "box.eml"
    file.write_bytes(one * 2)
    said = desk("read", "--json", file)
    assert said.code == 1
    assert "several mails" in json.loads(said.out)["error"]
