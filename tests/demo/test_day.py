"""The demo's mails go the whole way, and what is told of each is what the store holds."""

from __future__ import annotations

import email
import email.policy
import re
from pathlib import Path
from urllib.parse import unquote

import docx
import pytest

import agent.demo
from agent.bootstrap import build
from agent.demo.telling import MailTold
from agent.store.projects import list_projects
from config.home import Home
from tests.demo.conftest import Played

MAILS = sorted(Path(agent.demo.__file__).with_name("mails").glob("*.eml"))
TAKEN = (
    "signed SOW",
    "signed SOW",
    "part-signed SOW",
    "automatic reply",
    "unproven sender",
    "signed SOW",
    "reply to our letter",
    "reply to our letter",
)


def _words(mail: MailTold) -> str:
    return "\n".join(mail.did)


def test_each_mail_is_taken_for_what_it_is(played: Played) -> None:
    assert tuple(mail.taken_for for mail in played.shown.mails) == TAKEN


@pytest.mark.parametrize(
    ("number", "did"),
    [
        (1, "opened TARN-01"),
        (1, "sent Priya the receipt"),
        (1, "sent Maren the kickoff letter"),
        (2, "opened LARK-01"),
        (2, "sent Idris the kickoff letter"),
        (3, "sent Tom the list of what is not signed"),
        (4, "answered nothing"),
        (5, "told Ben Sato"),
        (6, "known already as TARN-01"),
        (7, "released letter 1 to callum.reid@tarnoutdoor.example"),
        (8, "answers to TARN-01 applied: 1"),
    ],
)
def test_the_desk_does_with_each_mail_what_it_should(played: Played, number: int, did: str) -> None:
    assert did in _words(played.shown.mails[number - 1])


def test_machine_and_stranger_get_no_letter(played: Played) -> None:
    for mail in played.shown.mails[3:5]:
        assert mail.did[0] == "answered nothing"
        assert "sent" not in _words(mail)
    assert not any(letter.to == "Nora Whitlock" for letter in played.shown.letters)


def test_a_client_gets_its_kickoff_only_after_an_ok(played: Played) -> None:
    states = {one.to: one.state for one in played.shown.letters if one.about == "kickoff for the client"}
    assert states == {"Callum Reid (client)": "sent, let go by Maren", "Ruth Adeyemi (client)": "held for an ok"}


def test_the_same_sow_makes_one_project_and_the_answers_reach_it(played: Played) -> None:
    with build(Home(played.shown.home)) as desk, desk.store.look() as connection:
        rows = {row.code: row for row in list_projects(connection)}
    assert set(rows) == {"TARN-01", "LARK-01"}
    assert rows["TARN-01"].ends_on is not None
    assert rows["TARN-01"].ends_on.isoformat() == "2027-03-31"


def test_every_word_file_opens_and_holds_no_unfilled_tag(played: Played) -> None:
    made = [paper.path for paper in played.shown.papers if paper.path.suffix == ".docx" and paper.kind != "sow"]
    assert len(made) == 6
    for path in made:
        text = "\n".join(docx.Document(str(path)).element.itertext())
        assert len(text) > 1000
        assert not re.search(r"{{|}}|{%|%}|\bNone\b|\bTODO\b", text)


def test_the_client_edition_names_no_rate_and_no_source(played: Played) -> None:
    editions = [paper.path for paper in played.shown.papers if paper.kind == "kickoff-client"]
    assert len(editions) == 2
    for path in editions:
        assert not re.search(r"£|\.docx|\.pdf|per hour|per day", "\n".join(docx.Document(str(path)).element.itertext()))


def test_every_letter_lies_there_as_mail_and_as_a_page(played: Played) -> None:
    for letter in played.shown.letters:
        raw = letter.page.with_suffix(".eml").read_bytes()
        subject = str(email.message_from_bytes(raw, policy=email.policy.default)["Subject"])
        page = letter.page.read_text(encoding="utf-8")
        assert f"<b>State:</b> {letter.state}" in page
        assert subject.partition("&")[0].strip() in page


def test_links_of_a_page_lead_to_the_word_files(played: Played) -> None:
    pages = [one.page for one in played.shown.letters if one.about == "kickoff letter"]
    links = [
        page.parent / unquote(link) for page in pages for link in re.findall(r'href="(\.\./[^"]+)"', page.read_text())
    ]
    assert len(links) == 6
    assert all(link.resolve().is_file() for link in links)


def test_every_step_is_named_in_words(played: Played) -> None:
    assert played.steps[0] == "making the sample agency and its store"
    assert "mail 2: Tom Alder, FW: SOW LMT-003 ticketing and membership" in played.steps
    assert len(played.steps) == len(played.shown.mails) + 3


@pytest.mark.parametrize("file", MAILS, ids=lambda path: path.stem)
def test_every_address_in_the_mails_is_invented(file: Path) -> None:
    head = re.split(rb"\r\n\r\n", file.read_bytes(), maxsplit=1)[0].decode()
    domains = re.findall(r"@([A-Za-z0-9.-]+)", head)
    assert domains
    assert all(domain.endswith(".example") for domain in domains)
