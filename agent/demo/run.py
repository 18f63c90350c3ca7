"""The demo from end to end: a home, mails into its inbox, the real path, and everything laid out to be opened."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from agent.bootstrap import Desk, build
from agent.demo.day import DAWN, Day, StandingClock
from agent.demo.files import Paper, export
from agent.demo.home import rebuilt
from agent.demo.replies import answers_to, letter_to, questions_of, reply
from agent.demo.telling import LetterTold, MailTold, bare, tell_letters, tell_mails
from agent.inbox.message import read_mail
from config.home import Home

LEAD, SALES = "maren@kestrelquay.example", "priya@kestrelquay.example"

_MAILS = Path(__file__).with_name("mails")
_PAUSE = timedelta(minutes=17)  # between the last mail and each reply

Step = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Shown:
    """What a demo leaves: its home, the day it plays on, and what happened."""

    home: Path
    agency: str
    day: date
    mails: tuple[MailTold, ...]
    letters: tuple[LetterTold, ...]
    papers: tuple[Paper, ...]


def run(folder: Path, step: Step) -> Shown:
    """Play the demo in `folder`; `step` hears in plain words what is being done. `UsageError` where it may not."""
    with rebuilt(folder) as home:
        step("making the sample agency and its store")
        return _play(home, step)


def _play(home: Home, step: Step) -> Shown:
    clock = StandingClock()
    with build(home, clock) as desk:
        day = Day(desk, clock)
        for number, raw in enumerate(_mails(desk, clock), start=1):
            step(f"mail {number}: {_words(raw)}")
            day.receive(raw)
        step("telling the admin what waits")
        day.end()
        step("laying out the documents and letters")
        papers = export(desk)
        return Shown(
            home.path, desk.settings.agency.name, DAWN.date(), tell_mails(desk), tell_letters(desk, papers), papers
        )


def _mails(desk: Desk, clock: StandingClock) -> Iterator[bytes]:
    """Yield the day's mails; the two replies are written when the letters they answer are there."""
    for file in sorted(_MAILS.glob("*.eml")):
        yield file.read_bytes()
    asked_to_approve = letter_to(desk, "kickoff", LEAD)
    if asked_to_approve is not None:
        yield reply(desk, asked_to_approve, "ok", clock.now() + _PAUSE)
    asked = letter_to(desk, "receipt", SALES)
    questions = questions_of(desk, asked) if asked else ()
    if asked is not None and questions:
        yield reply(desk, asked, answers_to(questions), clock.now() + _PAUSE)


def _words(raw: bytes) -> str:
    """Return a mail as one names it: who sent it, and its subject."""
    mail = read_mail(raw)
    return f"{mail.from_name or mail.from_email}, {bare(mail.subject)}"
