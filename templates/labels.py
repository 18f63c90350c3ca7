"""What the fields of a SOW are called when we speak of them to a person."""

from __future__ import annotations

_FIELDS = {  # as a label, and in the middle of a sentence
    "client": ("Client", "the client's name"),
    "agency": ("Agency", "the agency's name"),
    "project": ("Project", "the project's name"),
    "reference": ("Reference", "an agreement reference"),
    "effective_date": ("Effective date", "the effective date"),
    "start_date": ("Start", "the start date"),
    "end_date": ("End", "the end date"),
    "deliverables": ("Deliverables", "the deliverables"),
    "milestones": ("Milestones", "the milestones"),
    "effort": ("Effort", "the effort by role"),
    "fee_total": ("Total fee", "the total fee"),
    "payments": ("Payments", "the payment schedule"),
    "assumptions": ("Assumptions", "the assumptions"),
    "out_of_scope": ("Out of scope", "what is out of scope"),
    "client_duties": ("Client duties", "what the client provides"),
    "warranty": ("Warranty", "the warranty"),
    "contacts": ("Contacts", "the contacts"),
    "signatures": ("Signatures", "the signatures"),
    "wanted": ("Wanted", "who is wanted"),
    "barred": ("Not wanted", "who is not wanted"),
    "urgent": ("Urgent", "that it is urgent"),
}


def field_words(field: str) -> str:
    """Return the field as words in the middle of a sentence, e.g. "the start date"."""
    return _FIELDS[field][1] if field in _FIELDS else field.replace("_", " ")


def field_label(field: str) -> str:
    """Return the field as a label, e.g. "Start"."""
    return _FIELDS[field][0] if field in _FIELDS else field.replace("_", " ").capitalize()
