"""The facts of a reading as numbered entries in groups, and its contradictions, each with where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from decimal import Decimal

from parsers.contract import Certainty, Finding, Parsed
from parsers.sow.facts import Money, SowFacts
from templates.formats import date_text, money_text, number_text
from templates.labels import field_label

_GROUPS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("Who and what", "who", ("client", "agency", "project", "reference")),
    ("Dates", "date", ("effective_date", "start_date", "end_date")),
    ("Fee", "money", ("fee_total",)),
    ("Deliverables", "work", ("deliverables",)),
    ("Milestones", "date", ("milestones",)),
    ("Effort", "work", ("effort",)),
    ("Payments", "money", ("payments",)),
    ("Terms", "term", ("assumptions", "out_of_scope", "client_duties", "warranty")),
    ("Contacts", "who", ("contacts",)),
    ("Signatures", "sign", ("signatures",)),
)
_UNNAMED = ("title", "role", "label", "name")  # what a thing is called needs no name before it
_SAID = {"due_text": "", "due": "due ", "due_computed": "comes to ", "hours": "", "rate": "at ", "percent": ""}


@dataclass(frozen=True, slots=True)
class Entry:
    """One fact: its number on the page, what it is called, its value in words, and the span it was read from."""

    number: int
    label: str
    value: str
    detail: str
    place: str
    note: str  # "worked out" or "from its position" where the quote does not say the value in so many words
    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Group:
    """Entries of one kind under their heading."""

    title: str
    kind: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """What contradicts what: the sentence, and the entries that mark both places."""

    label: str
    why: str
    entries: tuple[Entry, ...]


def groups_of(parsed: Parsed[SowFacts]) -> tuple[Group, ...]:
    """Return the facts in groups, numbered in the order of the list; empty groups are left out."""
    made: list[Group] = []
    number = 0
    for title, kind, names in _GROUPS:
        found = [(name, finding) for name in names for finding in _findings(parsed.facts, name)]
        entries = tuple(_entry(number + at, name, kind, one) for at, (name, one) in enumerate(found, 1))
        number += len(entries)
        if entries:
            made.append(Group(title, kind, entries))
    return tuple(made)


def contradictions_of(parsed: Parsed[SowFacts], first: int) -> tuple[Contradiction, ...]:
    """Return the contradictions, their places numbered on from `first`."""
    made: list[Contradiction] = []
    for conflict in parsed.conflicts:
        places = tuple(
            Entry(first + at, "", place.quote, "", _where(place), "", "conflict", place.place.start, place.place.end)
            for at, place in enumerate(conflict.places)
        )
        first += len(places)
        made.append(Contradiction(field_label(conflict.field), conflict.why, places))
    return tuple(made)


def _findings(facts: SowFacts, name: str) -> tuple[Finding[object], ...]:
    held = getattr(facts, name)
    return held if isinstance(held, tuple) else () if held is None else (held,)


def _entry(number: int, name: str, kind: str, one: Finding[object]) -> Entry:
    title, details = _said(one.value)
    note = {Certainty.COMPUTED: "worked out", Certainty.INFERRED: "from its position"}.get(one.certainty, "")
    return Entry(
        number, field_label(name), title, ", ".join(details), _where(one), note, kind, one.place.start, one.place.end
    )


def _said(value: object) -> tuple[str, list[str]]:
    """Return a value in words: what it is called, and the parts that are there."""
    if not is_dataclass(value) or isinstance(value, (type, Money)):
        return _words(value), []
    named = {item.name: getattr(value, item.name) for item in fields(value)}
    title = next((_words(named[name]) for name in _UNNAMED if named.get(name)), "no name")
    return title, list(_details({name: part for name, part in named.items() if name not in _UNNAMED}))


def _details(parts: dict[str, object]) -> Iterator[str]:
    unit = str(parts.pop("unit", "") or "")
    for name, part in parts.items():
        if part is None or part == "unknown":
            continue
        words = _words(part)
        if name == "hours":
            words = f"{words} {unit}s"
        elif name == "rate":
            words = f"{words} per {unit}"
        elif name == "percent":
            words = f"{words}%"
        yield f"{_SAID.get(name, '')}{words}"


def _words(value: object) -> str:
    match value:
        case Money():
            return money_text(value.amount, value.currency)
        case date():
            return date_text(value)
        case Decimal():
            return number_text(value)
        case _:
            return str(value)


def _where(finding: Finding[object]) -> str:
    """Return the place without the file's name, which stands above."""
    return str(finding.place).removeprefix(finding.place.file).removeprefix(", ")
