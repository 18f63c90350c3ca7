"""Every command of `desk` on one page, in the groups in which the help shows them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from agent.cli import (
    backup,
    blockers,
    capacity,
    db,
    demo,
    doctor,
    freeze,
    inbox,
    init,
    outbox,
    projects,
    read,
    run,
    templates,
)
from agent.cli.shared import Shared

START, RUN, LOOK, UPKEEP = "Start here", "Run the desk", "Look and act", "Upkeep"

Commands = Mapping[str, Callable[..., None]]

_EPILOG = (
    "--home and --debug may stand anywhere in the line. Exit codes: 0 done; 1 not done, or a check failed (one "
    "sentence on stderr says why); 2 called wrongly; 130 stopped by Ctrl-C."
)


class Panels(TyperGroup):
    """A group whose help lists its commands by panel, in plain text: rich's own help takes 0.2 s to load."""

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Write each panel with its commands and the first paragraph of their help."""
        panels: dict[str, list[tuple[str, str]]] = {}
        for name in self.list_commands(ctx):
            command: Any = self.get_command(ctx, name)
            panel = command.rich_help_panel if isinstance(command.rich_help_panel, str) else "Commands"
            panels.setdefault(panel, []).append((name, _first_paragraph(command.help)))
        for panel, rows in panels.items():
            with formatter.section(panel):
                formatter.write_dl(rows)


class Listing(Panels):
    """A group that lists when nothing else is asked for: `desk inbox` is `desk inbox list`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put `list` where its name was left out."""
        named = bool(args) and (not args[0].startswith("-") or args[0] == "--help")
        return super().parse_args(ctx, args if named else ["list", *args])


def build() -> typer.Typer:
    """Return the command line with all its commands."""
    app = typer.Typer(
        cls=Panels,
        invoke_without_command=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
    )
    app.callback(epilog=_EPILOG)(desk)
    _add(app, START, {"init": init.init, "demo": demo.demo, "doctor": doctor.doctor})
    _add(app, RUN, {"run": run.run, "watch": run.watch, "work": run.work, "schedule": run.schedule})
    _add(app, RUN, {"freeze": freeze.freeze, "thaw": freeze.thaw})
    _add(app, LOOK, {"projects": projects.projects, "project": projects.project, "read": read.read})
    _add(app, LOOK, {"capacity": capacity.capacity})
    stops: Commands = {"list": blockers.listing, "open": blockers.open_, "free": blockers.free}
    _group(app, LOOK, "blockers", stops)
    mails: Commands = {"list": inbox.listing, "show": inbox.show, "replay": inbox.replay, "drop": inbox.drop}
    _group(app, LOOK, "inbox", mails)
    letters: Commands = {
        "list": outbox.listing,
        "show": outbox.show,
        "retry": outbox.retry,
        "release": outbox.release,
        "drop": outbox.drop,
    }
    _group(app, LOOK, "outbox", letters)
    _group(app, UPKEEP, "templates", {"check": templates.check})
    _group(app, UPKEEP, "db", {"upgrade": db.upgrade})
    _add(app, UPKEEP, {"backup": backup.backup, "restore": backup.restore})
    return app


def desk(
    context: typer.Context,
    home: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="The agency's home. Else DESK_HOME, else the current folder."),
    ] = None,
    debug: Annotated[bool, typer.Option("--debug", help="Show the details of an unexpected error.")] = False,
    version: Annotated[bool, typer.Option("--version", help="Print the version and stop.")] = False,
) -> None:
    """Delivery Desk runs an agency's delivery operations from a shared inbox.

    New here? `desk demo` shows what it does; `desk init DIR` begins your own.
    """
    if version:
        from importlib.metadata import version as version_of

        typer.echo(f"desk {version_of('delivery-desk')}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())
        raise typer.Exit(2)
    context.obj = Shared(home, debug)


def _add(app: typer.Typer, panel: str, commands: Commands) -> None:
    for name, command in commands.items():
        app.command(name, rich_help_panel=panel)(command)


def _first_paragraph(text: str) -> str:
    return " ".join(text.split("\n\n")[0].split())


_GROUPS = {
    "blockers": "What stops work: list it (also without a further word), write one down, free one.",
    "inbox": "What came in: list it (also without a further word), show one mail, run one again, drop one.",
    "outbox": "What leaves: list it (also without a further word), show one letter, let it go, repeat it, drop it.",
    "templates": "Your own letters and Word files: check them.",
    "db": "The store: bring it to the shape this version needs.",
}


def _group(app: typer.Typer, panel: str, name: str, commands: Commands) -> None:
    """Add commands that share a first word."""
    kind = Listing if "list" in commands else Panels
    group = typer.Typer(cls=kind, no_args_is_help=kind is Panels, help=_GROUPS[name], rich_markup_mode=None)
    for word, command in commands.items():
        group.command(word)(command)
    app.add_typer(group, name=name, rich_help_panel=panel)
