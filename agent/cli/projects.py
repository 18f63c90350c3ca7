"""`desk projects` and `desk project CODE`: what the store holds."""

from __future__ import annotations

from typing import Annotated

import typer

from agent.cli.screen import json_line, table
from agent.cli.shared import AsJson, desk_of
from agent.errors import UsageError

Code = Annotated[str, typer.Argument(metavar="CODE", help="The project's code, such as ACME-01.")]


def projects(context: typer.Context, as_json: AsJson = False) -> None:
    """List every project with its client, lead, stage and dates.

    Example: desk projects --json | jq -r .code
    """
    from agent.store.projects import list_projects

    with desk_of(context) as desk, desk.store.look() as connection:
        rows = list_projects(connection)
    if as_json:
        for row in rows:
            json_line(row)
        return
    table(
        ("code", "client", "title", "lead", "stage", "starts", "ends"),
        [(r.code, r.client, r.title, r.lead, r.stage, r.starts_on, r.ends_on) for r in rows],
        "No projects yet: a signed SOW sent to the inbox makes one.",
    )


def project(context: typer.Context, code: Code, as_json: AsJson = False) -> None:
    """Show one project: dates, deliverables, milestones, effort, open questions, documents and letters.

    Example: desk project ACME-01
    """
    with desk_of(context) as desk:
        view, zone = desk.project(code), desk.settings.agency.timezone
    if view is None:
        raise UsageError(f"There is no project {code}; `desk projects` lists them.")
    if as_json:
        json_line(view)
        return
    from agent.cli.project_view import show

    show(view, zone)
