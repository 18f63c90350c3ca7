"""Wishes as they are kept with a plan: what a lead asked for, and the words that were not understood."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date

from agent.domain.planning.work import Wishes
from parsers.replies.staffing import WishList


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is kept: the wishes, what was unclear in the last reply, and whether there was a reply at all."""

    wishes: Wishes = field(default_factory=Wishes)
    unclear: tuple[str, ...] = ()
    again: bool = False


def dump(wanted: Wanted) -> str:
    """Return what is kept as json."""
    wishes = wanted.wishes
    return json.dumps(
        {
            "wanted": wishes.wanted,
            "barred": wishes.barred,
            "not_before": [(who, day.isoformat()) for who, day in wishes.not_before],
            "unclear": wanted.unclear,
            "again": wanted.again,
        },
        ensure_ascii=False,
    )


def load(text: str) -> Wanted:
    """Return what `dump` wrote; "" is nothing wished for."""
    if not text:
        return Wanted()
    kept = json.loads(text)
    wishes = Wishes(
        tuple((who, role) for who, role in kept["wanted"]),
        tuple((who, role) for who, role in kept["barred"]),
        tuple((who, date.fromisoformat(day)) for who, day in kept["not_before"]),
    )
    return Wanted(wishes, tuple(kept["unclear"]), kept["again"])


def wishes_from(read: WishList) -> Wishes:
    """Return what was read of a reply as wishes for the planner."""
    return Wishes(
        tuple((one.person, one.role) for one in read.wishes if one.kind == "use"),
        tuple((one.person, one.role) for one in read.wishes if one.kind == "bar"),
        tuple((one.person, one.day) for one in read.wishes if one.kind == "not before" and one.day),
    )
