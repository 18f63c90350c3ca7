"""`desk projects` and `desk project CODE`: what the store holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from agent.cli.screen import json_line, table
from agent.cli.shared import AsJson, desk_of
from agent.errors import UsageError

if TYPE_CHECKING:
    from agent.bootstrap import Desk

Log = Annotated[bool, typer.Option("--log", help="Show every change of it with its cause instead.")]
Code = Annotated[str, typer.Argument(metavar="CODE", help="The project's code, such as ACME-01.")]


def projects(context: typer.Context, as_json: AsJson = False) -> None:
    """List every project with its health, client, lead, stage and dates.

    Example: desk projects --json | jq -r .code
    """
    from dataclasses import asdict

    from agent.store.healths import latest
    from agent.store.projects import list_projects

    with desk_of(context) as desk, desk.store.look() as connection:
        rows = list_projects(connection)
        health = {project: str(row.health.verdict) for project, row in latest(connection).items()}
    if as_json:
        for row in rows:
            json_line({**asdict(row), "health": health.get(row.id)})
        return
    table(
        ("code", "health", "client", "title", "lead", "stage", "starts", "ends"),
        [
            (r.code, health.get(r.id), r.client, r.title, r.lead.partition("@")[0], r.stage, r.starts_on, r.ends_on)
            for r in rows
        ],
        "No projects yet: a signed SOW sent to the inbox makes one.",
        short=2,
    )


def project(context: typer.Context, code: Code, log: Log = False, as_json: AsJson = False) -> None:
    """Show one project: dates, deliverables, milestones, effort, open questions, documents and letters.

    Example: desk project ACME-01 --log
    """
    with desk_of(context) as desk:
        view, zone = desk.project(code), desk.settings.agency.timezone
        if view is None:
            raise UsageError(f"There is no project {code}; `desk projects` lists them.")
        if log:
            _log(desk, view.row.id, zone, as_json)
            return
    if as_json:
        json_line(view)
        return
    from agent.cli.project_view import show

    show(view, zone)


def _log(desk: Desk, project_id: int, zone: str, as_json: bool) -> None:
    from agent.cli.project_log import show_log
    from agent.store.project_log import of_project

    with desk.store.look() as connection:
        rows = of_project(connection, project_id)
    if not as_json:
        show_log(rows, zone)
    for row in rows if as_json else ():
        json_line(row)
