"""A question about how a project does: "status ACME", "how is the portal going?", "why is ACME red?"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

MAX_CHARS = 600  # a longer mail asks more than this

_COLOUR = r"(?:red|amber|yellow|green|unknown|late|delayed|at risk|off track)"
_ABOUT = r"(?P<about>[^\n?!]{1,80}?)"
_SHAPES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        (
            "why",
            rf"why\s+(?:is|are|was|did)\s+{_ABOUT}\s+(?:(?:now|still|turning|turned|go|gone|going)\s+)?{_COLOUR}\b",
        ),
        ("why", rf"warum\s+ist\s+{_ABOUT}\s+(?:rot|gelb|grün)\b"),
        ("status", rf"(?:project\s+)?status\s*(?:of|on|for|:)?\s+(?:the\s+)?{_ABOUT}\s*(?:please|pls)?\s*[?.!]*\s*\Z"),
        (
            "status",
            rf"(?:how|where)\s+(?:is|are|does|do)\s+(?:we\s+with\s+)?{_ABOUT}\s+(?:doing|going|do|stand|at)\s*\??",
        ),
        ("status", rf"what(?:'s|’s| is)\s+the\s+(?:status|state)\s+(?:of|on|with)\s+{_ABOUT}\s*\?"),
    )
)
_LEAD = re.compile(r"(?:hi|hello|hey|hallo|dear|moin)\b[^,\n]{0,40}[,!]?\s*\n+", re.IGNORECASE)


class InquiryKind(StrEnum):
    """What is wanted: how it stands, or why it stands so."""

    STATUS = "status"
    WHY = "why"


@dataclass(frozen=True, slots=True)
class Inquiry:
    """What is asked, about what (as it was called), and the words."""

    kind: InquiryKind
    about: str
    quote: str


def read_inquiry(visible: str, subject: str = "") -> Inquiry | None:
    """Return the inquiry a mail makes, from its text or, where that is empty, its subject; None for anything else."""
    text = visible.strip() or subject.strip()
    if not text or len(text) > MAX_CHARS:
        return None
    opened = _LEAD.match(text)
    text = text[opened.end() :] if opened else text
    line = text.split("\n", 1)[0].strip()
    for kind, shape in _SHAPES:
        found = shape.match(line)
        if found:
            return Inquiry(InquiryKind(kind), found["about"].strip(" \"'“”.,"), found.group().strip())
    return None
