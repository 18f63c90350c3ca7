"""Each command, letter, document, routine, state and phase is named where people look for it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
import typer

from agent.cli.app import build
from agent.store.mailroom import State
from agent.worker.routines import SCHEDULE
from outbox.tables import Phase
from templates.render import letter_kinds
from templates.word.offers import OFFERS
from tests.docs.pages import DECISIONS, GUIDE, Page

COMMANDS = Page(GUIDE / "commands.md")
LETTERS = Page(GUIDE / "letters.md")
OPERATIONS = Page(GUIDE / "operations.md")
DOCUMENTS = Page(GUIDE / "documents.md")


def _commands(group: Any, words: tuple[str, ...] = ("desk",)) -> Iterator[tuple[str, Any]]:
    for name, command in sorted(group.commands.items()):
        if hasattr(command, "commands"):
            yield from _commands(command, (*words, name))
        else:
            yield " ".join((*words, name)), command


LEAVES = dict(_commands(typer.main.get_command(build())))


def _headings(page: Page) -> set[str]:
    return {name for line in re.findall(r"(?m)^### (.+)$", page.prose) for name in re.findall(r"`([^`]+)`", line)}


def test_every_command_has_a_section_and_none_is_left_of_one_that_is_gone() -> None:
    assert _headings(COMMANDS) == set(LEAVES)


@pytest.mark.parametrize("command", sorted(LEAVES))
def test_a_command_is_shown_with_what_it_prints(command: str) -> None:
    words = command.removeprefix("desk ")
    assert re.search(rf"(?m)^\$ desk (--home \S+ )?{re.escape(words)}\b", COMMANDS.text)


@pytest.mark.parametrize("command", sorted(LEAVES))
def test_every_option_is_named(command: str) -> None:
    own = {name for param in LEAVES[command].params for name in param.opts if name.startswith("--")}
    assert [name for name in sorted(own - {"--help"}) if name not in COMMANDS.text] == []


def test_every_letter_has_a_row_and_a_section_and_none_is_left_of_one_that_is_gone() -> None:
    assert _headings(LETTERS) == set(letter_kinds())
    assert set(re.findall(r"(?m)^\| \[`(\w+)`\]", LETTERS.text)) == set(letter_kinds())


def test_every_document_is_named() -> None:
    assert set(re.findall(r"(?m)^\| [^|]+ \| `([\w-]+)\.docx` \|", DOCUMENTS.text)) == set(OFFERS)


def test_every_routine_is_named_and_no_other() -> None:
    section = OPERATIONS.section("The schedule")
    assert set(re.findall(r"(?m)^\| `([\w.]+)` \|", section)) == {name for name, *_ in SCHEDULE}


def test_every_state_of_a_mail_is_explained() -> None:
    assert set(re.findall(r"(?m)^\| `(\w+)` \|", OPERATIONS.section("Mail"))) == {state.value for state in State}


def test_every_phase_of_a_letter_is_explained_to_admins_and_in_the_sending_rule() -> None:
    phases = {phase.value for phase in Phase}
    rule = Page(DECISIONS / "0001-the-sending-rule.md")
    assert set(re.findall(r"(?m)^\| `(\w+)` \|", OPERATIONS.section("Letters"))) == phases
    assert set(re.findall(r"(?m)^\| `(\w+)` \|", rule.text)) == phases
