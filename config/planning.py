"""What the planner has to know of the agency: when people are away, when they work, and what may be booked unasked."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from config.section import Section

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
Country = Annotated[str, Field(pattern=r"^([A-Z]{2})?$")]
WorkingHours = Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d$")]
HoursOfDay = Annotated[float, Field(ge=0, le=16)]


class Leave(Section):
    """Days somebody is away, both ends included; `hours` a day where it is not the whole day."""

    first: date = Field(alias="from")
    last: date = Field(alias="to")
    hours: float | None = Field(None, gt=0, le=16)
    note: str = ""


class OutsideRole(Section):
    """Help the agency can buy: a role, what an hour costs, and how many hours a week there are to be had."""

    role: str = Field(min_length=1)
    rate: float = Field(gt=0)
    hours: float = Field(40, gt=0, le=400)


class Planning(Section):
    """How capacity is counted, what a plan may look like, and what is booked without asking."""

    weeks: int = Field(8, ge=1, le=52)
    non_delivery: float = Field(0.2, ge=0, lt=1)
    working_hours: WorkingHours = "09:00-17:00"
    least_slice: float = Field(4, ge=0.25, le=40)
    auto_book: bool = False
    auto_book_hours: float = Field(80, ge=0)
    tentative_days: int = Field(10, ge=1, le=120)
    blended_rate: float | None = Field(None, gt=0)
    outside: tuple[OutsideRole, ...] = ()
