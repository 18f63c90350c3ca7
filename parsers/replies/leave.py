"""Leave told in a person's own words: 'I am out 22 Dec to 2 Jan', 'sick today', 'off Friday afternoon'."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from parsers.fields.absences import Absence, find_absences
from parsers.mail.reply import new_text

_SICK = re.compile(r"\b(?:sick|ill|unwell|krank\w*|flu|grippe|fever)\b", re.IGNORECASE)
_OTHER = re.compile(
    r"\b(?P<who>[A-ZÄÖÜ][\w'’-]{1,20}(?: [A-ZÄÖÜ][\w'’-]{1,20})?)(?:\s(?:is|are|will be|will|has|takes|ist|wird|"
    r"hat|nimmt)|'s|’s)\s",
)
_NOBODY = frozenset(
    "i we it that this there he she they ich wir es er sie das the today tomorrow who which what".split()
)
_THIRD = re.compile(
    r"\b(?:the )?(?:clients?|customers?|kunde\w*|office|büro|he|she|they|er|team)\s(?:is|are|will be|ist|sind|"
    r"wird|has)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Leave:
    """Days away; `last` is None where no end is said, `who` a name where it is somebody else's, `part` "am" or "pm"."""

    first: date
    last: date | None
    quote: str
    part: str = ""
    sick: bool = False
    who: str = ""


def read_leave(visible: str, today: date) -> tuple[Leave, ...]:
    """Return the leave that a mail's new text states, seen from its sender's `today`; a client's is none of ours."""
    found = (_leave(absence) for absence in find_absences(new_text(visible), today))
    return tuple(leave for leave in found if leave is not None)


def _leave(absence: Absence) -> Leave | None:
    if _THIRD.search(absence.quote):
        return None
    named = _OTHER.search(absence.quote)
    who = named["who"] if named is not None and named["who"].lower() not in _NOBODY else ""
    sick = _SICK.search(absence.quote) is not None
    return Leave(absence.first, absence.last, absence.quote, absence.part, sick, who)
