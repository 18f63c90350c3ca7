"""What was read of a SOW, line by line, as a letter shows it to the person who sent it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from agent.domain.planning.note import note_value
from outbox.documents.sources import distinct_quote
from outbox.letters.facts import MilestoneLine, ReadLine
from parsers.contract import Certainty, Finding
from parsers.replies.note import NoteFact
from parsers.sow.facts import Effort, Money, SowFacts
from templates.formats import date_text, money_text, number_text
from templates.labels import field_label

_MOST_IN_A_LIST = 12


def read_lines(facts: SowFacts, locale: str) -> tuple[ReadLine, ...]:
    """Return the facts of a SOW in the order a person asks for them, each with its words and place."""
    lines = [
        _line("client", facts.client, str),
        _line("project", facts.project, str),
        _line("reference", facts.reference, str),
        _line("effective_date", facts.effective_date, lambda day: date_text(day, locale)),
        _line("start_date", facts.start_date, lambda day: date_text(day, locale)),
        _line("end_date", facts.end_date, lambda day: date_text(day, locale)),
        _line("fee_total", facts.fee_total, lambda money: _money(money, locale)),
        _many("deliverables", [f.value.title for f in facts.deliverables], facts.deliverables),
        _many("milestones", [_dated(f.value.title, f.value.due, locale) for f in facts.milestones], facts.milestones),
        _many("effort", [_effort(f.value, locale) for f in facts.effort], facts.effort),
        _many("payments", [f.value.label for f in facts.payments], facts.payments),
    ]
    return tuple(line for line in lines if line is not None)


def note_lines(notes: Sequence[NoteFact], locale: str) -> tuple[ReadLine, ...]:
    """Return what the sender's own note says, each with its words; it is theirs and stands in no SOW."""
    return tuple(
        ReadLine(field_label(fact.told.value), note_value(fact, locale), fact.quote, "your mail") for fact in notes
    )


def milestone_lines(facts: SowFacts) -> tuple[MilestoneLine, ...]:
    """Return the timeline as the lead's letter shows it."""
    return tuple(MilestoneLine(f.value.title, f.value.due, f.value.due_text or "") for f in facts.milestones)


def _line(field: str, finding: Finding[object] | None, say: Callable[..., str]) -> ReadLine | None:
    if finding is None:
        return None
    computed = " (worked out)" if finding.certainty is Certainty.COMPUTED else ""
    said = say(finding.value)
    return ReadLine(field_label(field), said + computed, distinct_quote(said, finding.quote), str(finding.place))


def _many(field: str, texts: list[str], findings: tuple[Finding[object], ...]) -> ReadLine | None:
    if not texts:
        return None
    shown = "; ".join(texts[:_MOST_IN_A_LIST])
    more = f"; and {len(texts) - _MOST_IN_A_LIST} more" if len(texts) > _MOST_IN_A_LIST else ""
    return ReadLine(f"{field_label(field)} ({len(texts)})", shown + more, "", str(findings[0].place))


def _dated(title: str, due: date | None, locale: str) -> str:
    return title if due is None else f"{title} ({date_text(due, locale)})"


def _effort(effort: Effort, locale: str) -> str:
    if effort.hours is None:
        return effort.role
    unit = "d" if effort.unit == "day" else "h"
    return f"{effort.role} {number_text(effort.hours, locale)} {unit}"


def _money(money: Money, locale: str) -> str:
    return money_text(money.amount, money.currency, locale)
