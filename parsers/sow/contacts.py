"""People the document names to talk to: contact tables and lists, project managers, addresses beside names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from parsers.contract import Finding
from parsers.fields.people import EMAIL, find_names, looks_like_name, looks_like_title
from parsers.sow.facts import Contact, Side
from parsers.sow.grids import Column, Grid, entries, filled
from parsers.sow.parties import Party, side_of_name, side_of_words
from parsers.sow.sections import Section, Topic, about
from parsers.sow.view import Line, View

_LABELLED = re.compile(
    r"^\W*(?P<role>(?:[A-Z][\w’'/&-]*[ ]){0,3}(?:contact|project manager|project lead|project sponsor"
    r"|sponsor|account manager|product owner|point of contact|delivery lead|technical lead"
    r"|representative|ansprechpartner)(?:[ ]\([^)]{1,30}\))?)\s*[:–-]\s*",
    re.IGNORECASE,
)


def read_contacts(
    view: View, sections: tuple[Section, ...], grids: tuple[Grid, ...], parties: tuple[Party, ...]
) -> tuple[Finding[Contact], ...]:
    """Return the contacts in reading order, each person once."""
    found = [
        *(item for grid in grids if grid.has(Column.PERSON) for item in _from_grid(view, grid, parties)),
        *(item for section in about(sections, Topic.CONTACTS) for item in _from_section(view, section, parties)),
        *(item for line in view.lines if line.cell is None and (item := _labelled(view, line, parties))),
    ]
    seen: dict[str, Finding[Contact]] = {}
    for item in sorted(found, key=lambda one: (one.value.email is None, one.place.start)):
        seen.setdefault(item.value.name.lower(), item)
    return tuple(sorted(seen.values(), key=lambda one: one.place.start))


def _from_grid(view: View, grid: Grid, parties: tuple[Party, ...]) -> Iterator[Finding[Contact]]:
    if (
        not (grid.has(Column.EMAIL) or grid.has(Column.ROLE) or grid.has(Column.SIDE))
        or grid.has(Column.RATE)
        or grid.has(Column.HOURS)
    ):
        return
    for row in entries(grid):
        person = filled(view, grid.cell(row, Column.PERSON))
        if person is None or not looks_like_name(view.text[person[0] : person[1]]):
            continue
        start, end = row.span
        mail = EMAIL.search(view.text, start, end)
        role, side = (filled(view, grid.cell(row, column)) for column in (Column.ROLE, Column.SIDE))
        words = view.text[side[0] : side[1]] if side else view.text[start:end]
        name = view.text[person[0] : person[1]]
        value = Contact(
            name, view.text[role[0] : role[1]] if role else None, mail.group() if mail else None, _side(words, parties)
        )
        yield view.document.finding(value, start, end)


def _from_section(view: View, section: Section, parties: tuple[Party, ...]) -> Iterator[Finding[Contact]]:
    team = section.title is not None and re.search(r"team|personnel", section.title.text, re.IGNORECASE)
    for line in section.lines:
        names = find_names(view.text, line.start, line.end)
        names = names[:1] if "@" in line.text else names  # a title after the name can look like one
        if len(names) != 1 or len(line.text) > 140 or not _mostly_name(line, names[0].name):
            continue
        mail = EMAIL.search(line.text)
        side = _side(line.text, parties)
        if side is Side.UNKNOWN and team:
            side = Side.AGENCY
        yield view.document.finding(
            Contact(names[0].name, _role(line.text, names[0].name), mail.group() if mail else None, side),
            line.start,
            line.end,
        )


def _labelled(view: View, line: Line, parties: tuple[Party, ...]) -> Finding[Contact] | None:
    match = _LABELLED.match(line.text)
    if match is None or len(line.text) > 160:
        return None
    names = find_names(view.text, line.start + match.end(), line.end)
    if not names or names[0].start - line.start - match.end() > 4:
        return None
    mail = EMAIL.search(line.text)
    role = match["role"].strip(" *")
    return view.document.finding(
        Contact(names[0].name, role, mail.group() if mail else None, _side(line.text, parties)), line.start, line.end
    )


def _mostly_name(line: Line, name: str) -> bool:
    """Return whether a line is about one person: the name, perhaps a title and an address, no sentence."""
    rest = EMAIL.sub("", line.text).replace(name, "")
    return not line.text.rstrip().endswith(".") and (len(rest.split()) <= 7 or "@" in line.text)


def _role(text: str, name: str) -> str | None:
    rest = EMAIL.sub(" ", text).replace(name, " ")
    for part in re.split(r"[,;:()|–—<>\t]|\s-\s", rest):
        plain = part.strip(" *_•-")
        if plain and looks_like_title(plain):
            return plain
    return None


def _side(words: str, parties: tuple[Party, ...]) -> Side:
    lowered = words.lower()
    for party in parties:
        if party.name.value.lower() in lowered:
            return party.side
    return side_of_words(words) if side_of_words(words) is not Side.UNKNOWN else side_of_name(words, parties)
