"""The other faces of each letter: every state has its own words, and what is absent leaves no trace."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Literal

import pytest

from outbox.letter import Address
from outbox.letters.alarm import Alarm, LetterInTrouble, Trouble, alarm
from outbox.letters.answers_applied import AnswersApplied, Unapplied, answers_applied
from outbox.letters.client_released import ClientReleased, client_released
from outbox.letters.facts import MilestoneLine, Origin
from outbox.letters.kickoff import Kickoff, kickoff
from outbox.letters.kickoff_client import KickoffClient, kickoff_client
from outbox.letters.needs_person import NeedsPerson, needs_person
from outbox.letters.not_understood import NotUnderstood, not_understood
from outbox.letters.receipt import Receipt, receipt
from outbox.letters.sow_not_signed import Gap, NotSigned, sow_not_signed
from outbox.letters.unreadable import Unreadable, Verdict, unreadable
from tests.outbox.letters.examples import DESK, DIGEST, EDITION, facts

DAY = date(2027, 1, 4)
SAM = Address("sam@northlight.example", "Sam Ortiz")
NAMELESS = Address("mara@northlight.example")


def test_a_receipt_without_questions_asks_nothing() -> None:
    said = replace(facts(Receipt, "receipt"), questions=(), documents=(), kickoff_by=None)
    made = receipt(DESK, NAMELESS, said, document_digest=DIGEST)
    assert made.text.startswith("Hello,\n\nHARB-01 is set up, and we have no questions.")
    assert "QUESTION" not in made.text
    assert "ATTACHED" not in made.text


def test_one_question_is_one_question() -> None:
    said = facts(Receipt, "receipt")
    made = receipt(DESK, SAM, replace(said, questions=said.questions[:1]), document_digest=DIGEST)
    assert "leaves one thing open" in made.text
    assert "ONE QUESTION FOR YOU" in made.text


@pytest.mark.parametrize(
    ("state", "words"),
    [("unsigned", "is not signed"), ("part-signed", "only partly signed"), ("template", "blank template")],
)
def test_each_way_of_not_being_signed_has_its_words(
    state: Literal["unsigned", "part-signed", "template"], words: str
) -> None:
    gaps = (Gap("client"), Gap("agency", "Northlight Studio", "date"), Gap("unknown", lacks="name"))
    said = NotSigned(Origin("", DAY), "SOW.docx", state, NAMELESS, missing=gaps, blanks=("[Client Name]",))
    made = sow_not_signed(DESK, SAM, said, document_digest=DIGEST)
    assert words in made.text
    assert words in made.html
    assert "- Client: no signature\n- Northlight Studio (our side): signed, but no date" in made.text
    assert "- Still to fill in: [Client Name]" in made.text
    assert "because you sent a mail to desk@northlight.example" in made.why


def test_a_milestone_without_a_date_keeps_the_words_of_the_agreement() -> None:
    points = (MilestoneLine("Beta", due_text="week 5"), MilestoneLine("Launch"))
    made = kickoff(DESK, SAM, Kickoff("HARB-01", "Portal", "Harbour", (), NAMELESS, milestones=points), sow_version=1)
    assert "- week 5: Beta\n- no date yet: Launch" in made.text
    assert "week 5" in made.html


def test_the_clients_letter_says_no_date_that_is_not_agreed() -> None:
    said = KickoffClient("Portal", Address("ines@northlight.example", "Ines Duarte"))
    made = kickoff_client(DESK, NAMELESS, said, EDITION, project_code="HARB-01", sow_version=1)
    assert "We start" not in made.text + made.html
    assert made.text.startswith("Hello,\n\nWe look forward")
    assert made.attachments == (EDITION,)


def test_a_release_by_command_names_who_did_it() -> None:
    said = replace(facts(ClientReleased, "client_released"), by="command", released_by="Mara Lind")
    made = client_released(DESK, SAM, said, sow_version=1)
    assert "Mara Lind released it" in made.text
    assert made.why == "You get this because you lead HARB-01."


def test_a_mail_of_which_nothing_could_be_read_is_named_itself() -> None:
    verdict = Verdict("", False, "Its parts cannot be told apart.", "Send it again as a new mail.")
    made = unreadable(DESK, SAM, Unreadable(Origin("Hi", DAY), (verdict,), NAMELESS), mail_id=7)
    assert "We could not use what you sent." in made.text
    assert "- Your mail: Its parts cannot be told apart.\n  Send it again as a new mail." in made.text
    assert "FINE" not in made.text


def test_an_answer_that_could_not_be_used_is_told_first() -> None:
    said = facts(AnswersApplied, "answers_applied")
    made = answers_applied(DESK, SAM, replace(said, unapplied=(Unapplied(2, "soon", "That is no date."),)), mail_id=7)
    assert made.text.index("2. “soon”: That is no date.") < made.text.index("WHAT CHANGED")
    assert "could not be used" in made.html


def test_when_nothing_was_applied_there_is_nothing_to_undo() -> None:
    said = AnswersApplied(Origin("Re: SOW", DAY), "HARB-01", "Portal", (), (Unapplied(2, "soon", "That is no date."),))
    made = answers_applied(DESK, SAM, said, mail_id=7)
    assert "undo" not in made.text + made.html


def test_a_question_back_needs_no_project() -> None:
    said = NotUnderstood(Origin("Hi", DAY), "hm", "What shall we do with this?", (), NAMELESS)
    made = not_understood(DESK, SAM, said, mail_id=7)
    assert "We are not sure what you meant, so nothing has changed." in made.text
    assert "for example" not in made.text


def test_a_digest_of_one_is_in_the_singular() -> None:
    said = facts(NeedsPerson, "needs_person")
    made = needs_person(DESK, NAMELESS, replace(said, waiting=said.waiting[:1], earlier=0), beat_iso="2027-01-04")
    assert made.subject == "One mail waits for you"
    assert "from before" not in made.text


@pytest.mark.parametrize("trouble", list(Trouble))
def test_each_trouble_says_what_it_means_and_what_to_do(trouble: Trouble) -> None:
    about = LetterInTrouble(58, "ines@northlight.example", "Kickoff")
    with_letter = trouble in (Trouble.REFUSED, Trouble.BOUNCED, Trouble.DOUBT)
    said = Alarm(trouble, "no answer", DAY, about if with_letter else None, 3, "imap://mail.example")
    made = alarm(DESK, NAMELESS, said)
    assert made.subject in made.text
    assert "WHAT TO DO\n\n" in made.text
    assert "desk " in made.text.split("WHAT TO DO")[1]
    assert "3 letters wait" in made.text
    assert "desk outbox show ID" not in made.text


def test_the_same_trouble_is_told_once_a_day_and_another_letter_anew() -> None:
    first = Alarm(Trouble.BOUNCED, "gone", DAY, LetterInTrouble(1, "a@b.example", "x"))
    again, other = replace(first, said="still gone"), replace(first, letter=LetterInTrouble(2, "a@b.example", "x"))
    keys = [alarm(DESK, NAMELESS, said).dedupe_key for said in (first, again, other)]
    assert keys[0] == keys[1] != keys[2]
