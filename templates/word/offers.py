"""What each Word template may use: the names of its texts, facts and rows, as the documents offer them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """Words to print; they may be empty."""


@dataclass(frozen=True, slots=True)
class One:
    """A thing with parts, printed part by part; where `optional` it may be absent."""

    parts: Mapping[str, Shape]
    optional: bool = True


@dataclass(frozen=True, slots=True)
class Rows:
    """Any number of things with parts, printed in a loop; there may be none."""

    parts: Mapping[str, Shape]


Shape = Text | One | Rows
Offer = Mapping[str, Shape]


def _texts(*names: str) -> dict[str, Shape]:
    return {name: Text() for name in names}


def _rows(*names: str) -> Rows:
    return Rows(_texts(*names))


_PROJECT = _texts("code", "title", "client", "agency", "lead", "address", "written")
_CELLS = Rows(_texts("kind"))
_TIMELINE = One(
    {**_texts("step", "first", "begins"), "weeks": _rows("number"), "bars": Rows({"title": Text(), "cells": _CELLS})},
)
_REFERRED = One(_texts("text", "ref"))
_PLACED = One(_texts("text", "place", "quote"))
_PLACED_ROWS = Rows(_PLACED.parts)

OFFERS: Mapping[str, Offer] = {
    "kickoff": {
        **_PROJECT,
        **dict.fromkeys(("reference", "start", "end", "warranty"), _REFERRED),
        "deliverables": _rows("title", "acceptance", "due", "ref"),
        "exclusions": _rows("text", "ref"),
        "assumptions": _rows("text", "ref"),
        "team": _rows("role", "person", "amount", "unit", "ref"),
        "team_total": One(_texts("amount", "unit")),
        "milestones": _rows("title", "due", "ref"),
        "timeline": _TIMELINE,
        "duties": _rows("text", "ref"),
        "contacts": _rows("name", "role", "email", "side", "ref"),
        "questions": Rows({**_texts("text", "asked"), "evidence": _rows("text", "ref")}),
        "notes": _rows("text"),
        "sources": _rows("number", "place", "quote"),
    },
    "kickoff-client": {
        **_PROJECT,
        **_texts("reference", "start", "end", "warranty"),
        "deliverables": _rows("title", "acceptance", "due"),
        "exclusions": _rows("text"),
        "assumptions": _rows("text"),
        "team": _rows("role", "person"),
        "milestones": _rows("title", "due"),
        "timeline": _TIMELINE,
        "duties": _rows("text"),
        "contacts": _rows("name", "role", "email"),
    },
    "handoff": {
        **_PROJECT,
        "sold_by": Text(),
        **dict.fromkeys(("reference", "start", "end", "fee", "warranty"), _PLACED),
        "deliverables": _rows("title", "acceptance", "due", "place", "quote"),
        "milestones": _rows("title", "due", "place", "quote"),
        "assumptions": _PLACED_ROWS,
        "exclusions": _PLACED_ROWS,
        "unsaid": _rows("text"),
        "rates": _rows("role", "rate", "amount", "unit", "place", "quote"),
        "payments": _rows("label", "amount", "share", "due", "place", "quote"),
        "duties": _PLACED_ROWS,
        "risks": _rows("text", "response", "place", "quote"),
        "contacts": _rows("name", "role", "email", "side", "place", "quote"),
        "signatures": _rows("side", "name", "title", "day", "mark", "place", "quote"),
        "questions": Rows({**_texts("text", "asked"), "evidence": _PLACED_ROWS}),
    },
}


def sample(parts: Offer, full: bool) -> dict[str, object]:
    """Return a context of this shape: two rows and every text where `full`, otherwise nothing but empty texts."""
    return {name: _sample(name, shape, full) for name, shape in parts.items()}


def _sample(name: str, shape: Shape, full: bool) -> object:
    if isinstance(shape, Text):
        return name if full else ""
    if isinstance(shape, Rows):
        return [sample(shape.parts, full)] * (2 if full else 0)
    return sample(shape.parts, full) if full or not shape.optional else None
