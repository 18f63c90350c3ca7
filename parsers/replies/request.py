"""Work somebody asks about: "can we do 120h design and 200h dev by 15 March?"; roles with hours, and by when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from parsers.fields.dates import Order, find_dates, with_year
from parsers.replies.days import month_start

MAX_CHARS = 5_000
_HOURS_OF_A_DAY = 8
_DAYS_OF_A_WEEK = 5

_FIGURE = re.compile(
    r"(?<![\w.,])(?P<figure>\d{1,5}(?:[.,]\d{1,2})?)\s?"
    r"(?P<unit>hours?|hrs?|h|person[- ]?days?|days?|d|weeks?|wks?|w|stunden|std|tage|pt|wochen)\b\.?",
    re.IGNORECASE,
)
_ROLE_AFTER = re.compile(r"\s*(?:of|for|in|on|von|für)?\s*(?P<role>[^\W\d_][\w /&-]{1,40})")
_ROLE_BEFORE = re.compile(r"(?P<role>[^\W\d_][\w /&-]{1,40}?)\s*[:=(–-]?\s*$")
_END = re.compile(
    r"\s*(?:,|;|\?|\.|\n|\+|\)|$|\b(?:and|plus|by|bis|und|before|until|from|starting|for|with|to|at|in|is|are|work|we|need)\b)"
)
_ROLE_STOP = re.compile(
    r"\b(?:and|plus|by|bis|und|before|until|from|starting|for|with|to|at|in|is|are|work|we|need)\b.*$", re.IGNORECASE
)
_ASKS = re.compile(
    r"\?|\b(?:can we|could we|can you|is it (?:possible|feasible)|feasib\w*|do we have|when (?:can|could)|earliest|"
    r"how soon|would we|are we able|schaffen wir|können wir)\b",
    re.IGNORECASE,
)
_DUE = re.compile(
    r"\b(?:by|before|until|till|due|deadline|no later than|bis(?: zum)?|spätestens)\b(?: (?:the|is))?:?\s*",
    re.IGNORECASE,
)
_START = re.compile(
    r"\b(?:from|starting(?: on)?|start(?:s|ing)?(?: on)?|beginning|ab)\b(?: (?:in|the|is))?:?\s*", re.IGNORECASE
)
_SPEECH = ("can we", "could we", "hi ", "hello", "do we", "we ")
_CLIENT = re.compile(r"\bfor (?:the )?(?:client )?(?P<client>[A-Z][\w&.'-]*(?: [A-Z&][\w&.'-]*){0,3})")


@dataclass(frozen=True, slots=True)
class WorkLine:
    """Work of one role in hours, and the words it was read from."""

    role: str
    hours: Decimal
    quote: str


@dataclass(frozen=True, slots=True)
class WorkRequest:
    """What is asked: the work, from when, by when; `asks` says whether it is put as a question."""

    work: tuple[WorkLine, ...]
    start: date | None = None
    due: date | None = None
    client: str = ""
    asks: bool = False
    unread: tuple[str, ...] = ()


def read_request(visible: str, today: date, order: Order | None = None) -> WorkRequest | None:
    """Return the work a text speaks of, None where it names no hours of any role."""
    text = "\n".join(line for line in visible[:MAX_CHARS].split("\n") if not line.lstrip().startswith(">"))
    found = list(_lines(text))
    work = tuple(item for item in found if isinstance(item, WorkLine))
    if not work:
        return None
    client = _CLIENT.search(text)
    return WorkRequest(
        work,
        start=_day_after(_START, text, today, order),
        due=_day_after(_DUE, text, today, order),
        client=client["client"].strip(" .") if client else "",
        asks=bool(_ASKS.search(text)),
        unread=tuple(item for item in found if isinstance(item, str)),
    )


def _lines(text: str) -> Iterator[WorkLine | str]:
    """Yield each figure with its role; a figure whose role cannot be told is given as its words."""
    end = 0
    for match in _FIGURE.finditer(text):
        role, until = _role_after(text, match.end())
        start = match.start()
        if not role:
            before = _ROLE_BEFORE.search(text, end, match.start())
            role = _clean(before["role"]) if before else ""
            start = before.start("role") if before and role else start
            until = match.end()
        end = until
        quote = " ".join(text[start:until].split())
        yield WorkLine(role, _hours(match), quote) if role else quote


def _role_after(text: str, position: int) -> tuple[str, int]:
    match = _ROLE_AFTER.match(text, position)
    if match is None:
        return "", position
    words = match["role"]
    line = words.split("\n", 1)[0]
    role = _ROLE_STOP.sub("", line).strip(" -")
    if not role or not _END.match(text, match.start("role") + line.find(role) + len(role)):
        return "", position
    return _clean(role), match.start("role") + line.find(role) + len(role)


def _clean(role: str) -> str:
    words = " ".join(_ROLE_STOP.sub("", role).split()).strip(" -:")
    return (
        words if 2 <= len(words) <= 40 and not words.lower().startswith(("can we", "could we", "hi ", "hello")) else ""
    )


def _hours(match: re.Match[str]) -> Decimal:
    figure, unit = Decimal(match["figure"].replace(",", ".")), match["unit"].lower()
    if unit.startswith(("d", "person", "t", "pt")):
        return figure * _HOURS_OF_A_DAY
    return figure * _HOURS_OF_A_DAY * _DAYS_OF_A_WEEK if unit.startswith("w") else figure


def _day_after(word: re.Pattern[str], text: str, today: date, order: Order | None) -> date | None:
    """Return the one day that stands right after a word like "by"; a day without year lies ahead."""
    for match in word.finditer(text):
        rest = text[match.end() : match.end() + 40]
        span = next(iter(find_dates(rest, order)), None)
        if span is not None and span.start <= 2:
            ahead = (today, date(today.year + 1, today.month, min(today.day, 28)))
            return span.value or with_year(span, ahead)
        words = re.match(r"(?:the )?(?:(?:mid|end|early|late|beginning)[ -]?(?:of )?)?[^\W\d_]+(?: 20\d\d)?", rest)
        if words and (day := month_start(words.group(), today)):
            return day
    return None
