"""Whom a name in somebody's words means: one person of the agency, or nobody."""

from __future__ import annotations

import re
from collections.abc import Iterable

from config.settings import Person

_WORD = re.compile(r"[^\W\d_][\w'’-]*")


def person_named(words: str, people: Iterable[Person]) -> Person | None:
    """Return the one person that words name by full name, first name or last name; None for nobody or for several."""
    people = list(people)
    said = {word.casefold() for word in _WORD.findall(words)}
    whole = [person for person in people if set(_parts(person)) <= said]
    named = whole or [person for person in people if said & set(_parts(person))]
    return named[0] if len(named) == 1 else None


def _parts(person: Person) -> list[str]:
    return [part.casefold() for part in _WORD.findall(person.name)]
