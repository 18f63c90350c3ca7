"""Whether a document is a SOW at all, and whether it is an empty form."""

from __future__ import annotations

import re
from typing import Literal

from parsers.contract import Document
from parsers.sow.blanks import form_slots, is_generic
from parsers.sow.facts import SowFacts
from parsers.sow.labels import Pair
from parsers.sow.view import View

_NAMES = re.compile(
    r"\b(?:statements? of (?:works?|objectives)|scope of (?:work|services)|sow|work order"
    r"|(?:consulting|services?|service|development|hosting|contractor|design|maintenance|support"
    r"|outsourcing|marketing|engagement|client|project) agreement"
    r"|proposal|letter of engagement|engagement letter|leistungsbeschreibung|dienstleistungsvertrag"
    r"|werkvertrag|cahier des charges|contrat de prestation|agreement)\b",
    re.IGNORECASE,
)
_SIGNS = tuple(
    re.compile(words, re.IGNORECASE)
    for words in (
        r"\bdeliverables?\b",
        r"\bmilestones?\b|\btimeline\b|\broadmap\b",
        r"\b(?:fees?|pricing|compensation|total cost)\b",
        r"\b(?:payment (?:terms|schedule)|net \d{2}|invoices?)\b",
        r"\bout of scope\b|\bexclusions\b|\bassumptions\b",
        r"\b(?:client|customer)\b",
        r"\b(?:provider|vendor|contractor|consultant|agency|supplier)\b",
        r"\bin witness whereof\b|\bsignatures?\b|/s/|\bagreed and accepted\b",
        r"\beffective date\b|\bterm of this agreement\b|\bstart date\b",
    )
)
_TITLE = re.compile(r"\bstatements? of works?\b|\bscope of work\b|\bwork order\b", re.IGNORECASE)
_PLAN = tuple(
    re.compile(words, re.IGNORECASE | re.MULTILINE)
    for words in (
        r"^(?:\d[.) ]{1,3})?(?:project|proposal) (?:description|overview|summary)|brief description of the project",
        r"\broad ?map\b|\bmilestone \d|\bphase \d",
        r"^team(?: members)?\b|\bteam['’]?s? experience\b",
        r"\bfunding\b|\bbudget\b|\bgrants?\b",
        r"^[ \t#*_\d.]{0,8}(?:deliverables?|legal structure)\b",
    )
)
_SHEET = "spreadsheetml"
_RULED = re.compile(  # "Project: ________" and '________ ("Client")', the lines of a signature block aside
    r"^[^\w\n]{0,12}(?!(?:by|per|sign|signature|name|print|title|date|its)\b)[a-z][\w /&'’-]{2,40}:[ \t]*_{4,}[ \t]*$"
    r"|(?<!_)_{3,}[ ]{0,3}\((?:the )?[\"“]",
    re.IGNORECASE | re.MULTILINE,
)


def kind_of_text(document: Document) -> Literal["sow", "workbook", "other"]:
    """Return the kind of a document by what it calls itself and by what it speaks of."""
    text = document.text
    named = _NAMES.search(text[:2500]) is not None
    signs = sum(pattern.search(text) is not None for pattern in _SIGNS)
    if _SHEET in document.media_type or "ms-excel" in document.media_type:
        return "sow" if named and signs >= 5 else "workbook"
    if _TITLE.search(text[:300]) or (named and signs >= 2) or signs >= 5:
        return "sow"
    return "sow" if sum(pattern.search(text) is not None for pattern in _PLAN) >= 3 else "other"


def is_template(view: View, pairs: tuple[Pair, ...], facts: SowFacts) -> bool:
    """Return whether a document is a form to be filled in: its key places are blank and few of them are filled."""
    blank = sum(pair.blank for pair in pairs)
    filled = sum(not pair.blank for pair in pairs)
    places = form_slots(view.text)
    generic = sum(is_generic(line.text[line.bullet :]) for line in view.lines if line.is_item)
    scalars = (facts.client, facts.effective_date, facts.start_date, facts.end_date, facts.fee_total)
    known = sum(value is not None for value in scalars)
    if places >= 3 and known <= 2 and blank + places > 2 * filled:
        return True
    if generic >= 2 and known <= 1:
        return True
    if known == 0 and len(_RULED.findall(view.text)) >= 3:
        return True
    return known == 0 and blank + places >= (2 if blank else 3) and blank + places > filled
