"""What has to be asked about a SOW: one short question for each thing it does not say or contradicts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from parsers.contract import Conflict, Parsed
from parsers.sow.facts import SowFacts
from templates.formats import date_text
from templates.labels import field_label

_ASK = {
    "client": "Which company is the client?",
    "project": "What shall we call the project?",
    "start_date": "When does the work start?",
    "end_date": "By when must everything be delivered?",
    "deliverables": "What exactly do we hand over?",
    "milestones": "Which milestones, with dates, did we agree?",
    "effort": "How many hours of which role were sold?",
    "fee_total": "What is the total fee, and in which currency?",
    "payments": "When do we invoice, and how much each time?",
    "contacts": "Who is our contact at the client, with a mail address?",
}
MOST = 9
_ISO = re.compile(r"(?<![\d-])\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?![\d-])")


@dataclass(frozen=True, slots=True)
class NewQuestion:
    """One numbered question about one field of the SOW."""

    number: int
    field: str
    text: str


def questions_about(parsed: Parsed[SowFacts], locale: str) -> tuple[NewQuestion, ...]:
    """Return the questions about a SOW, contradictions first, nine at most, numbered from 1."""
    texts = [(conflict.field, _doubt(conflict, locale)) for conflict in parsed.conflicts]
    doubtful = {field for field, _ in texts}
    texts += [(field, _ASK[field]) for field in _ASK if field in _unsaid(parsed) and field not in doubtful]
    return tuple(NewQuestion(number, field, text) for number, (field, text) in enumerate(texts[:MOST], start=1))


def in_words(text: str, locale: str) -> str:
    """Return `text` with its ISO dates written the way of the agency's locale."""
    return _ISO.sub(lambda found: date_text(date.fromisoformat(found.group()), locale), text)


def _doubt(conflict: Conflict, locale: str) -> str:
    said = in_words(conflict.why, locale)
    return f"{field_label(conflict.field)}: {said[:1].lower()}{said[1:]} What is right?"


def _unsaid(parsed: Parsed[SowFacts]) -> set[str]:
    missing = set(parsed.missing)
    if not any(contact.value.email for contact in parsed.facts.contacts):
        missing.add("contacts")
    return missing
