"""Who signed, as an e-sign certificate tells it: in sentences, in a table of events, or by address alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from parsers.fields.people import EMAIL
from parsers.sow.view import View

_TOLD = re.compile(
    r"(?:(?<!\w)(?:(?:e-?|electronically |digitally |docu)?signed|form completed|completed) by[ :]+"
    r"(?P<after>[^\n\t(<,]{3,50})"
    r"|(?P<before>[A-Z][^\s(<:]{1,24}(?:[ ][^\s(<:]{1,24}){1,3})[ ]?(?:\([^)\n]{1,80}\))?[ ]{1,2}"
    r"(?:has )?(?:(?:e-?|electronically )?signed\b(?! by)|completed the form))",
    re.IGNORECASE,
)
_EVENT = re.compile(r"(?:^|[\n\t ])signed(?: on)?[ \t]*(?::|\n|\t)[ \t]*(?P<when>[^\n\t]{6,40})", re.IGNORECASE)
_BY_ADDRESS = re.compile(r"document signed(?: by)?[ \t]+(?P<address>[^\s@]+@[^\s@]+)", re.IGNORECASE)
_LOOK_AHEAD = 4  # cells after a name within which its address stands
_LAST = 900  # characters that the last person's events can take


@dataclass(frozen=True, slots=True)
class Signer:
    """A person whom a certificate says to have signed, with the day where it says one; `end` closes the evidence."""

    name: str
    date: date | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Cell:
    """One stretch of a line: a value between wide gaps."""

    start: int
    end: int
    text: str


def people_of(view: View, start: int, end: int) -> tuple[str, ...]:
    """Return the names that stand beside an address: signers, whether they signed or not."""
    return tuple(cell.text for cell in _people(_cells(view, start, end)))


def signers_of(view: View, start: int, end: int, printed: tuple[str, ...]) -> tuple[Signer, ...]:
    """Return who signed, each once; an address alone is taken for the one printed name it fits."""
    found: dict[str, Signer] = {}
    for one in (*_told(view, start, end), *_listed(view, start, end), *_addressed(view, start, end, printed)):
        known = found.get(one.name.lower())
        if known is None or (known.date is None and one.date is not None):
            found[one.name.lower()] = one
    return tuple(found.values())


def _cells(view: View, start: int, end: int) -> list[_Cell]:
    cells = []
    for match in re.compile(r"(?:(?![ ]{3})[^\n\t])+").finditer(view.text, start, end):
        text = match.group().strip()
        if text:
            first = match.start() + match.group().index(text)
            cells.append(_Cell(first, first + len(text), text))
    return cells


def _people(cells: list[_Cell]) -> list[_Cell]:
    people = []
    for number, cell in enumerate(cells):
        near = cells[number + 1 : number + 1 + _LOOK_AHEAD]
        stop = next((at for at, other in enumerate(near) if is_person(other.text)), len(near))
        before = cells[number - 1].text if number else ""
        addressed = any(EMAIL.search(other.text) for other in near[:stop]) or (
            EMAIL.fullmatch(before) is not None and not (number > 1 and is_person(cells[number - 2].text))
        )
        if is_person(cell.text) and addressed:
            people.append(cell)
    return people


def _told(view: View, start: int, end: int) -> Iterator[Signer]:
    """Yield the signers of lines such as "Document e-signed by Jane Doe (jane@acme.example)"."""
    for match in _TOLD.finditer(view.text, start, end):
        group = "after" if match["after"] else "before"
        name = " ".join(match[group].split()).strip(" -–:")
        if is_person(name):
            day = _day(view, match.end(), min(match.end() + 140, end)) or _day_before(view, match.start(), start)
            yield Signer(name, day, match.start(group), match.end())


def _listed(view: View, start: int, end: int) -> Iterator[Signer]:
    """Yield the signers of an event table: a name and an address, and "Signed: DATE" before the next name."""
    people = _people(_cells(view, start, end))
    for number, cell in enumerate(people):
        stop = people[number + 1].start if number + 1 < len(people) else min(end, cell.end + _LAST)
        event = _EVENT.search(view.text, cell.end, stop)
        day = _day(view, event.start("when"), event.end()) if event else None
        if event is not None and day is not None:
            yield Signer(_name(cell.text), day, cell.start, event.end())


def _addressed(view: View, start: int, end: int, printed: tuple[str, ...]) -> Iterator[Signer]:
    """Yield the signers whom a table of events knows by their address only."""
    for match in _BY_ADDRESS.finditer(view.text, start, end):
        fits = [name for name in printed if _fits(name, match["address"])]
        name = fits[0] if len(fits) == 1 else match["address"]
        yield Signer(name, _day(view, match.end(), min(match.end() + 60, end)), match.start(), match.end())


def _fits(name: str, address: str) -> bool:
    """Return whether an address is that of a name: monica.alvarez@, malvarez@, monica@."""
    local = re.sub(r"[^a-z]", "", address.split("@")[0].lower())
    words = [re.sub(r"[^a-z]", "", word.lower()) for word in name.split()]
    if len(words) < 2 or not words[0] or not words[-1]:
        return False
    return local in {"".join(words), words[0], words[-1], words[0][0] + words[-1], words[0] + words[-1][0]}


def _name(text: str) -> str:
    return text.title() if text.isupper() else text


def _day(view: View, start: int, end: int) -> date | None:
    spans = view.dates(start, end)
    return spans[0].value if spans else None


def _day_before(view: View, position: int, start: int) -> date | None:
    """Return the day of the line above, where an event's time is printed first."""
    spans = view.dates(max(start, position - 60), position)
    return spans[-1].value if spans else None


def is_person(text: str) -> bool:
    """Return whether a stretch reads as a person's name: two to five words, capital letters, no digit or label."""
    words = text.split()
    return (
        2 <= len(words) <= 5
        and all(word[:1].isupper() for word in (words[0], words[-1]))
        and not re.search(
            r"[\d@:/,]|\b(?:events?|timestamps?|status|address|level|disclosure|document|signature)\b",
            text,
            re.IGNORECASE,
        )
    )
