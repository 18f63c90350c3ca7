"""Outside help as planning sees it: one calendar for each role that agency.toml says can be bought."""

from __future__ import annotations

from decimal import Decimal

from agent.domain.planning.capacity import HOUR, PersonCalendar, Skill
from agent.domain.planning.skills import wanted_skill
from config.settings import Settings

_PREFIX = "outside:"
_LEVEL = 3


def outside_people(settings: Settings, skills: tuple[str, ...]) -> tuple[PersonCalendar, ...]:
    """Return a calendar for each role of outside help; a role nobody of ours has is its own skill."""
    return tuple(
        PersonCalendar(
            f"{_PREFIX}{one.role.lower()}",
            pattern=(*([round(one.hours * HOUR / 5)] * 5), 0, 0),
            skills=(Skill(wanted_skill(one.role, skills).skill, _LEVEL),),
            outside=True,
        )
        for one in settings.planning.outside
    )


def outside_name(settings: Settings, person: str) -> str:
    """Return what outside help is called, "" for one of our own."""
    names = {f"{_PREFIX}{one.role.lower()}": f"outside help, {one.role}" for one in settings.planning.outside}
    return names.get(person, "")


def price_of(settings: Settings, person: str, minutes: int) -> Decimal:
    """Return what so many minutes of outside help cost, 0 for one of our own."""
    rates = {f"{_PREFIX}{one.role.lower()}": one.rate for one in settings.planning.outside}
    return (Decimal(str(rates.get(person, 0))) * minutes / HOUR).quantize(Decimal("0.01"))
