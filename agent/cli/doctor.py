"""`desk doctor`: is everything there that the desk needs, and what to do where it is not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Annotated

import typer

from agent.cli.screen import json_line, printable
from agent.cli.shared import AsJson, home_of

_MARK = {True: ("ok", "green"), None: ("note", "yellow"), False: ("FAIL", "bold red")}


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at: `ok` is None where it is no failure but worth a word; `advice` says what to do then."""

    name: str
    ok: bool | None
    detail: str
    advice: str = ""


LastBeat = Annotated[
    bool, typer.Option("--last-beat", help="Only look whether the signs of life are young enough; for cron.")
]


def doctor(context: typer.Context, as_json: AsJson = False, last_beat: LastBeat = False) -> None:
    """Check settings, secrets, mailbox, SMTP, store, templates, LibreOffice, OCR, clock and disk; a line for each.

    Logs in to the mailbox and the SMTP server and sends nothing. Ends with 1 where anything failed.
    With --last-beat only the signs of life count: whether mail was looked for, letters leave, the schedule ticks.

    Example: desk --home /srv/desk doctor
    """
    from agent.cli.beat_checks import beats
    from agent.cli.checks import examine

    home = home_of(context)
    failed = [check for check in _told(beats(home) if last_beat else examine(home), as_json) if check.ok is False]
    if failed:
        raise typer.Exit(1)


def _told(checks: Iterable[Check], as_json: bool) -> Iterator[Check]:
    """Print each check as soon as it is known."""
    for check in checks:
        json_line(check) if as_json else _print(check)
        yield check


def _print(check: Check) -> None:
    from rich.console import Console
    from rich.text import Text

    mark, style = _MARK[check.ok]
    first, *more = check.detail.splitlines() or [""]
    text = Text.assemble((f"{mark:<6}", style), f"{check.name:<13}", printable(first))
    for line in [*more, *([f"-> {check.advice}"] if check.advice and check.ok is not True else [])]:
        text.append(f"\n{'':19}{printable(line)}")
    Console(highlight=False, soft_wrap=True).print(text)
