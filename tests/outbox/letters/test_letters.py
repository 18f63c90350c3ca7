"""Every letter is whole: folder, file and example; both bodies; a reason; one subject line; links to mail only."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

import outbox.letters
from outbox.letter import Address, Thread
from outbox.letters.kickoff import Kickoff, kickoff
from outbox.letters.receipt import Receipt, receipt
from templates.render import letter_kinds
from templates.shelf import BUILT_IN, PARTS
from tests.outbox.letters.examples import DESK, DIGEST, MAKERS, facts, letter

KINDS = sorted(MAKERS)
SAM = Address("sam@northlight.example", "Sam Ortiz")


class Links(HTMLParser):
    """Collects what an html page refers to."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.tags: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.found += [value or "" for name, value in attrs if name in {"href", "src", "background", "action"}]


def test_each_kind_has_one_folder_and_one_file_and_one_example() -> None:
    (folder,) = outbox.letters.__path__
    files = {path.stem for path in Path(folder).glob("*.py")} - {"__init__", "desk", "facts", "status"}
    assert files == set(letter_kinds()) == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_each_folder_holds_subject_text_html_and_example(kind: str) -> None:
    assert {path.name for path in (BUILT_IN / kind).iterdir()} >= {*PARTS, "example.toml"}


@pytest.mark.parametrize("kind", KINDS)
def test_a_letter_says_why_you_got_it_in_text_and_html(kind: str) -> None:
    made = letter(kind)
    assert made.kind == kind
    assert made.why.startswith("You get this because")
    assert made.why in made.text
    assert re.sub(r"<[^>]+>|&\w+;", "", made.html).count("You get this because") == 1


@pytest.mark.parametrize("kind", KINDS)
def test_a_letter_links_to_mail_only_and_loads_nothing(kind: str) -> None:
    page = Links(letter(kind).html)
    assert all(link.startswith("mailto:") for link in page.found)
    assert not page.tags & {"img", "script", "link", "iframe", "form", "video", "object", "svg"}
    assert "url(" not in letter(kind).html
    assert "@import" not in letter(kind).html


@pytest.mark.parametrize("kind", KINDS)
def test_a_letter_has_no_gap_and_no_leftover(kind: str) -> None:
    made = letter(kind)
    for body in (made.text, made.html, made.subject):
        assert not re.search(r"\{\{ (?!facts)|\{%|%\}|\bNone\b|desk:\d", body.replace("\u200b", ""))
    assert "\n\n\n" not in made.text
    assert not re.search(r"[ \t]\n", made.text)
    assert not re.search(r"\s[.,;:](\s|$)", made.text)


@pytest.mark.parametrize("kind", KINDS)
def test_a_letters_key_names_its_kind(kind: str) -> None:
    assert letter(kind).dedupe_key.startswith(f"{kind}/")


def test_only_the_clients_letter_is_held_and_only_an_alarm_is_urgent() -> None:
    assert [kind for kind in KINDS if letter(kind).held] == ["kickoff_client"]
    assert [kind for kind in KINDS if letter(kind).urgent] == ["alarm"]


def test_the_clients_letter_has_no_internal_word() -> None:
    made = letter("kickoff_client")
    for word in ("HARB-01", "desk", "SOW", "rate", "internal", "handoff"):
        assert word.lower() not in (made.text + made.subject).lower().replace("desk@", "")


def test_an_answer_keeps_the_subject_of_its_thread() -> None:
    thread = Thread("<1@mail.example>", ("<0@mail.example>",), "RE: Fwd: Signed SOW\r\nBcc: a@b.example")
    made = receipt(DESK, SAM, facts(Receipt, "receipt"), document_digest=DIGEST, thread=thread)
    assert made.subject == "Re: Signed SOW Bcc: a@b.example"
    assert made.thread is thread


def test_a_letter_that_answers_nothing_says_what_it_is_about() -> None:
    made = receipt(DESK, SAM, facts(Receipt, "receipt"), document_digest=DIGEST)
    assert made.subject == "HARB-01 is set up: Customer portal rebuild"


def test_the_documents_go_with_the_letter() -> None:
    assert [file.name for file in letter("receipt").attachments] == ["HARB-01 Kickoff.docx", "HARB-01 Handoff.docx"]


def test_the_button_opens_a_reply_that_says_ok_and_finds_its_letter() -> None:
    page = letter("kickoff").html
    (link,) = [found for found in Links(page).found if "body=" in found]
    assert link == (
        "mailto:desk@northlight.example?subject="
        "Re%3A%20HARB-01%20Customer%20portal%20rebuild%3A%20kickoff%2C%20one%20approval&body=ok"
    )


def test_without_a_client_address_the_lead_is_not_asked_to_send_it() -> None:
    made = kickoff(
        DESK, SAM, Kickoff("HARB-01", "Portal", "Harbour", (), Address("mara@northlight.example")), sow_version=1
    )
    assert "ok" not in made.text.lower().split()
    assert "gives no mail address for the client" in made.text
    assert "body=ok" not in made.html


def test_what_could_not_be_read_comes_first() -> None:
    text = letter("unreadable").text
    assert text.index("Orchard SOW") < text.index("Harbour-Vale SOW")
