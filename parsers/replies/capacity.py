"""Somebody asks who has time: "capacity?", "who is free?", "send me the capacity for 12 weeks"."""

from __future__ import annotations

import re
from dataclasses import dataclass

MAX_CHARS = 300
MOST_WEEKS = 52

_ASKS = re.compile(
    r"(?:(?:please |pls |can you |could you )*(?:send|show|give)(?: me| us)? (?:the |our )?)?"
    r"(?:current |latest |full |team )*"
    r"(?:capacity|capacity and deployment|deployment|utili[sz]ation|availability|kapazität|auslastung|capacité|"
    r"capacidad)(?: (?:workbook|sheet|view|plan|planning|overview|report|übersicht))?"
    r"(?: please| pls)?"
)
_WHO = re.compile(
    r"who (?:is|'s|has)(?: still)? (?:free|available|room|time|capacity|got time|got room)|"
    r"who has (?:any )?(?:free )?(?:time|room|capacity)|wer hat (?:noch )?(?:zeit|luft|kapazität)|wer ist frei"
)
_WHEN = re.compile(
    r"(?:this|next|coming|in|for|over|the|these|diese|nächste|week|weeks|month|woche|wochen|\d{1,2}|ahead|now|today|please|pls|thanks|"
    r"and|für|\s)*"
)
_WEEKS = re.compile(r"(\d{1,2}) (?:weeks|wochen)")
_COURTESY = re.compile(
    r"^(?:hi|hello|hey|dear|hallo|moin|good morning)\b[^\n]{0,30}$|^(?:thanks|thank you|thx|danke|"
    r"cheers|best|regards|kind regards|lg|vg)\b[^\n]{0,30}$"
)


@dataclass(frozen=True, slots=True)
class CapacityQuestion:
    """A wish for the capacity workbook; `weeks` is None where no number was said."""

    weeks: int | None
    quote: str


def read_capacity_question(visible: str, subject: str = "", signer: str = "") -> CapacityQuestion | None:
    """Return the question where a mail asks for nothing else; the subject counts where the text is empty."""
    lines = [line for line in _lines(visible[: 4 * MAX_CHARS]) if line != signer.lower() and line not in signer.lower()]
    text = " ".join(lines) or " ".join(_lines(subject))
    if not text or len(text) > MAX_CHARS:
        return None
    asked = text.strip(" ?!.")
    for pattern in (_ASKS, _WHO):
        found = pattern.match(asked)
        if found and _WHEN.fullmatch(asked[found.end() :].strip(" ?!.,")):
            weeks = _WEEKS.search(asked)
            number = min(int(weeks[1]), MOST_WEEKS) if weeks else None
            return CapacityQuestion(number or None, text)
    return None


def _lines(text: str) -> list[str]:
    own = (line for line in text.split("\n") if not line.lstrip().startswith(">"))
    lines = (" ".join(line.lower().split()).strip(" ,;") for line in own)
    return [line for line in lines if line and not _COURTESY.match(line)]
