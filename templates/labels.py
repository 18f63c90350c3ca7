"""What the fields of a SOW are called when we speak of them to a person."""

from __future__ import annotations

_FIELDS = {
    "client": "the client's name",
    "agency": "the agency's name",
    "project": "the project's name",
    "reference": "an agreement reference",
    "effective_date": "the effective date",
    "start_date": "the start date",
    "end_date": "the end date",
    "deliverables": "the deliverables",
    "milestones": "the milestones",
    "effort": "the effort by role",
    "fee_total": "the total fee",
    "payments": "the payment schedule",
    "assumptions": "the assumptions",
    "out_of_scope": "what is out of scope",
    "client_duties": "what the client provides",
    "warranty": "the warranty",
    "contacts": "the contacts",
    "signatures": "the signatures",
}


def field_words(field: str) -> str:
    """Return the field as words in the middle of a sentence, e.g. "the start date"."""
    return _FIELDS.get(field, field.replace("_", " "))


def field_label(field: str) -> str:
    """Return the field as a label, e.g. "Start date"."""
    words = field_words(field)
    for article in ("the ", "an ", "a "):
        words = words.removeprefix(article)
    return words[:1].upper() + words[1:]
