"""When people are asked how work goes, and what silence leads to."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from config.section import Section

Day = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
Clock = Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
Ladder = Annotated[
    str,
    Field(
        pattern=r"^((remind|lead|founder|default) [1-9]\d{0,2}h(, (remind|lead|founder|default) [1-9]\d{0,2}h){0,7})?$"
    ),
]


class Status(Section):
    """The status round, the ladders, and when a project counts as unheard; hours are working hours."""

    days: tuple[Day, ...] = ("wed",)
    at: Clock = "10:00"
    horizon_days: int = Field(9, ge=1, le=60)
    stale_days: int = Field(9, ge=2, le=60)
    ladder: Ladder = "remind 8h, lead 8h, founder 16h"
    blocker_ladder: Ladder = "remind 8h, lead 16h, founder 24h"
    client_days: int = Field(5, ge=1, le=60)
    letters_per_person_per_day: int = Field(3, ge=1, le=50)

    @model_validator(mode="after")
    def _once(self) -> Status:
        if len(set(self.days)) != len(self.days):
            raise ValueError("days names a day twice")
        return self
