"""The checks of `desk doctor` on time: signs of life that must be young, and runs of the schedule that fell out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING

from agent.cli.doctor import Check
from agent.errors import DeskError
from config.home import Home
from config.mistakes import SettingsError

if TYPE_CHECKING:
    from agent.bootstrap import Desk

_LOOK_BACK = timedelta(days=7)
_MOST = 5


def beats(home: Home) -> Iterator[Check]:
    """Yield whether the desk shows signs of life: one check for each that is too old, one that all are young."""
    from agent.bootstrap import build
    from agent.services.control.second_path import look

    try:
        with build(home) as desk:
            if not desk.settings.store.url and not home.database.exists():
                yield Check("life", False, "the desk never ran here", "start it: desk run")
                return
            troubles = look(desk.office, never_too=True).troubles
    except (DeskError, SettingsError) as error:
        yield Check("life", False, str(error), "desk doctor says more")
        return
    for trouble in troubles:
        yield Check("life", False, trouble, "look into the log, and run: desk doctor")
    if not troubles:
        yield Check("life", True, "the mailbox is looked into, letters leave, and the schedule ticks")


def schedule(desk: Desk) -> Check:
    """Name the runs of the schedule that were missed or failed within a week."""
    from agent.services.control.fallen import said_of
    from agent.store import slot_list

    with desk.store.look() as connection:
        fallen = slot_list.fallen(connection, desk.clock.now() - _LOOK_BACK)
    if not fallen:
        return Check("schedule", True, "no run fell out within a week")
    more = [f"and {len(fallen) - _MOST} more before"] if len(fallen) > _MOST else []
    told = [said_of(desk.office, slot) for slot in reversed(fallen[-_MOST:])]
    return Check(
        "schedule", None, "\n".join([*told, *more]), "missed: keep the desk running; failed: the log says where"
    )
