"""`desk capacity`: who is full and who has room, week by week, on the screen, as JSON or as the workbook."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from agent.cli.screen import json_line, say, table
from agent.cli.shared import AsJson, desk_of
from agent.errors import UsageError

if TYPE_CHECKING:
    from agent.bootstrap import Desk
    from outbox.documents.capacity.facts import CapacityBook

Weeks = Annotated[int | None, typer.Option(metavar="N", min=1, max=52, help="How many weeks; else [planning] weeks.")]
Xlsx = Annotated[Path | None, typer.Option(metavar="FILE", help="Write the workbook to this new file.")]


def capacity(context: typer.Context, weeks: Weeks = None, xlsx: Xlsx = None, as_json: AsJson = False) -> None:
    """Show everybody's utilisation week by week, and what needs attention.

    Example: desk capacity --weeks 12 --xlsx capacity.xlsx
    """
    with desk_of(context) as desk:
        book = _book(desk, weeks or desk.settings.planning.weeks)
        if xlsx is not None:
            _write(desk, book, xlsx)
        elif as_json:
            _print_json(book)
        else:
            _print(desk, book)


def _book(desk: Desk, weeks: int) -> CapacityBook:
    from agent.services.planning.capacity_facts import capacity_book
    from agent.services.planning.situation import look

    today = desk.office.today(desk.clock.now())
    with desk.store.look() as connection:
        now = look(desk.office, connection, today)
    return capacity_book(desk.office, now, now.weeks(weeks), "")


def _write(desk: Desk, book: CapacityBook, target: Path) -> None:
    from outbox.documents.capacity import build

    if target.exists():
        raise UsageError(f"{target} exists; name a new file")
    file, _ = build(book, desk.home.templates)
    try:
        target.write_bytes(file.content)
    except OSError as error:
        raise UsageError(f"{target} cannot be written: {error.strerror}") from None
    say(f"Wrote {target}.")


def _print_json(book: CapacityBook) -> None:
    for person in book.people:
        for monday, week in zip(book.weeks, person.weeks, strict=True):
            figures = {name: getattr(week, name) for name in week.__slots__}
            json_line({"person": person.name, "week": monday, **figures, "free": week.delivery - week.planned})


def _print(desk: Desk, book: CapacityBook) -> None:
    from outbox.documents.capacity.said import sentence
    from templates.phrases import phrases

    rows = []
    for person in book.people:
        shares = [f"{100 * w.planned / w.delivery:.0f}%" if w.delivery else "away" for w in person.weeks]
        rows.append((person.name, *shares))
    head = ("person", *(f"{monday:%d %b}" for monday in book.weeks))
    table(head, rows, "Nobody in agency.toml does project work: give people skills.", short=len(head))
    words, _ = phrases("capacity", desk.home.templates)
    for finding in book.findings:
        say(f"- {sentence(words, finding, book.locale)}")
