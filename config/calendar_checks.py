"""Checks of the calendar settings in agency.toml: leave, working weeks, first and last days, countries and regions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from config import public_holidays
from config.lines import KeyPath
from config.planning import WEEKDAYS
from config.sentences import Raw, section_name, shown

Found = Iterator[tuple[KeyPath, str]]


def check_calendars(raw: Raw) -> Found:
    """Yield (where, sentence) for each calendar setting that cannot hold."""
    agency = raw.get("agency")
    if isinstance(agency, dict):
        yield from _place(("agency",), agency, "", raw)
    home = str(agency.get("country", "")) if isinstance(agency, dict) else ""
    for path, person in _people(raw):
        yield from _place(path, person, home, raw)
        yield from _employment(path, person, raw)
        yield from _leave(path, person, raw)
        yield from _week(path, person, raw)
        yield from _hours_of_day(path, person, raw)
    planning = raw.get("planning")
    if isinstance(planning, dict):
        yield from _hours_of_day(("planning",), planning, raw)


def _people(raw: Raw) -> Iterator[tuple[KeyPath, Raw]]:
    people = raw.get("people")
    for index, person in enumerate(people if isinstance(people, list) else ()):
        if isinstance(person, dict):
            yield ("people", index), person


def _place(path: KeyPath, table: Raw, home: str, raw: Raw) -> Found:
    country, region = table.get("country", home), table.get("region", "")
    if not isinstance(country, str) or not isinstance(region, str) or not (country or region):
        return
    if not country:
        yield (*path, "region"), f"`region` in {section_name(path, raw)} is {shown(region)}; give its `country` too."
    elif len(country) == 2 and (wrong := public_holidays.unknown(country, region)):
        key = "region" if "is no region" in wrong else "country"
        yield (*path, key), f"`{key}` in {section_name(path, raw)}: {wrong}."


def _employment(path: KeyPath, person: Raw, raw: Raw) -> Found:
    starts, ends = _day(person.get("starts")), _day(person.get("ends"))
    if starts and ends and ends < starts:
        yield (*path, "ends"), f"`ends` in {section_name(path, raw)} is {ends}, before `starts`, {starts}."


def _leave(path: KeyPath, person: Raw, raw: Raw) -> Found:
    """Yield a mistake for leave that ends before it begins, and for two of whole days that overlap."""
    taken: list[tuple[date, date, int]] = []
    leave = person.get("leave")
    for index, entry in enumerate(leave if isinstance(leave, list) else ()):
        table: Raw = entry if isinstance(entry, dict) else {}
        first, last = _day(table.get("from")), _day(table.get("to"))
        here, name = (*path, "leave", index), section_name(path, raw)
        if first is None or last is None:
            continue
        if last < first:
            yield here, f"leave number {index + 1} of {name} ends on {last}, before it begins, {first}."
            continue
        for other_first, other_last, number in taken:
            if first <= other_last and other_first <= last:
                yield (
                    here,
                    (
                        f"leave number {index + 1} of {name}, {first} to {last}, overlaps number {number}, "
                        f"{other_first} to {other_last}; make one of both."
                    ),
                )
        taken.append((first, last, index + 1))


def _week(path: KeyPath, person: Raw, raw: Raw) -> Found:
    week = person.get("week")
    if not isinstance(week, dict) or not week:
        return
    hours = [value for value in week.values() if isinstance(value, (int, float)) and not isinstance(value, bool)]
    name = section_name(path, raw)
    for day in week:
        if day not in WEEKDAYS:
            yield (*path, "week", day), f"`{day}` in `week` of {name} is no day; write {', '.join(WEEKDAYS)}."
    if hours and sum(hours) <= 0:
        yield (*path, "week"), f"`week` of {name} has no hours; give at least one day some."
    contract = person.get("hours")
    if isinstance(contract, (int, float)) and len(hours) == len(week) and abs(sum(hours) - contract) > 0.01:
        yield (
            (*path, "hours"),
            (
                f"`hours` of {name} is {contract:g}, but its `week` adds up to {sum(hours):g}; leave `hours` out or "
                "make them agree."
            ),
        )


def _hours_of_day(path: KeyPath, table: Raw, raw: Raw) -> Found:
    text = table.get("working_hours")
    begins, dash, ends = text.partition("-") if isinstance(text, str) else ("", "", "")
    if dash and len(begins) == len(ends) == 5 and ends <= begins:
        yield (
            (*path, "working_hours"),
            (f"`working_hours` in {section_name(path, raw)} is {shown(text)}; the end must come after the beginning."),
        )


def _day(value: Any) -> date | None:
    return value if type(value) is date else None
