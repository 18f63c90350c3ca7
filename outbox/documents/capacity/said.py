"""Findings in words: the one place that turns a finding into its sentence of the workbook."""

from __future__ import annotations

from datetime import date

from outbox.documents.capacity.facts import FindingLine
from templates.formats import date_text, number_text
from templates.phrases import Phrases


def sentence(phrases: Phrases, finding: FindingLine, locale: str) -> str:
    """Return a finding as the workbook says it."""
    key = finding.kind
    if key == "unstaffed" and finding.day is None:
        key = "unstaffed_undated"
    return phrases.say(
        "finding",
        key,
        person=finding.person,
        project=finding.project,
        hours=number_text(finding.hours, locale),
        week=_day(finding.week, locale),
        day=_day(finding.day, locale),
    )


def _day(day: date | None, locale: str) -> str:
    return date_text(day, locale) if day else ""
