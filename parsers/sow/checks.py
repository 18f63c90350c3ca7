"""What a SOW leaves out that a delivery team needs, and where it contradicts itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from parsers.contract import Conflict, Finding
from parsers.sow.dates import Dates
from parsers.sow.facts import Money, SowFacts
from parsers.sow.fees import Total, strongest
from parsers.sow.view import View

_NEEDED = (
    "client", "agency", "project", "reference", "effective_date", "start_date", "end_date", "deliverables",
    "milestones",
    "effort", "fee_total", "payments", "client_duties", "assumptions", "out_of_scope", "warranty", "contacts",
)  # fmt: skip


def missing_in(facts: SowFacts) -> tuple[str, ...]:
    """Return the names of the fields that a delivery team needs and the document does not state."""
    return tuple(name for name in _NEEDED if not getattr(facts, name))


def conflicts_in(view: View, facts: SowFacts, dates: Dates, totals: tuple[Total, ...]) -> tuple[Conflict, ...]:
    """Return the contradictions, each with the quotes of both sides."""
    return (
        *_two_dates("effective_date", dates.effective),
        *_two_dates("start_date", dates.start),
        *_two_dates("end_date", dates.end),
        *_open_orders(view, dates),
        *_order_of_dates(facts),
        *_late(facts),
        *_two_totals(totals),
        *_sums(facts),
        *_no_hours(facts),
    )


def _two_dates(name: str, found: tuple[Finding[date], ...]) -> Iterator[Conflict]:
    other = next((one for one in found[1:] if one.value != found[0].value), None)
    if other is not None:
        yield Conflict(
            name, f"Two dates are given: {found[0].value} and {other.value}.", (_words(found[0]), _words(other))
        )


def _open_orders(view: View, dates: Dates) -> Iterator[Conflict]:
    for name, span in dates.open_order:
        readings = " or ".join(str(value) for value in span.readings)
        yield Conflict(name, f"The date can be read as {readings}.", (view.plain(span.start, span.end),))


def _order_of_dates(facts: SowFacts) -> Iterator[Conflict]:
    first, last = facts.start_date or facts.effective_date, facts.end_date
    if first is not None and last is not None and last.value < first.value:
        yield Conflict(
            "end_date", f"The end {last.value} is before the start {first.value}.", (_words(first), _words(last))
        )


def _late(facts: SowFacts) -> Iterator[Conflict]:
    last = facts.end_date
    if last is None:
        return
    dated: list[tuple[str, Finding[object], date | None]] = [
        ("milestones", one, one.value.due or one.value.due_computed) for one in facts.milestones
    ]
    dated += [("deliverables", one, one.value.due or one.value.due_computed) for one in facts.deliverables]
    told: set[tuple[int, int]] = set()
    for name, one, due in dated:
        span = (one.place.start, one.place.end)
        if due is not None and due > last.value and span not in told:
            told.add(span)
            yield Conflict(name, f"Due {due}, after the end {last.value}.", (_words(one), _words(last)))


def _two_totals(totals: tuple[Total, ...]) -> Iterator[Conflict]:
    best = strongest(totals)
    other = next((one for one in best[1:] if one.finding.value.amount != best[0].finding.value.amount), None)
    if other is not None:
        first = best[0].finding
        why = f"Two totals are given: {first.value.amount:,} and {other.finding.value.amount:,}."
        yield Conflict("fee_total", why, (_words(first), _words(other.finding)))


def _sums(facts: SowFacts) -> Iterator[Conflict]:
    total = facts.fee_total
    amounts = [one.value.amount for one in facts.payments]
    if total is not None and len(amounts) > 1 and all(amounts):
        yield from _sum(total, "payments", facts.payments[0], amounts)
    shares = [one.value.percent for one in facts.payments if one.value.percent is not None]
    if len(shares) > 1 and len(shares) == len(facts.payments) and sum(shares) != 100:
        places = (_words(facts.payments[0]), _words(facts.payments[-1]))
        yield Conflict("payments", f"The shares add up to {sum(shares)}%, not 100%.", places)
    paid = [one.value.amount for one in facts.milestones]
    if total is not None and not facts.payments and len(paid) > 1 and all(paid):
        yield from _sum(total, "milestones", facts.milestones[0], paid)


def _sum(total: Finding[Money], name: str, first: Finding[object], amounts: list[Money | None]) -> Iterator[Conflict]:
    known = [amount for amount in amounts if amount is not None]
    added = sum((amount.amount for amount in known), Decimal(0))
    if {amount.currency for amount in known} == {total.value.currency} and added != total.value.amount:
        yield Conflict(
            name,
            f"The amounts add up to {added:,}, the total says {total.value.amount:,}.",
            (_words(first), _words(total)),
        )


def _no_hours(facts: SowFacts) -> Iterator[Conflict]:
    counted = any(one.value.hours is not None for one in facts.effort)
    for one in facts.effort:
        if counted and one.value.hours is None:
            yield Conflict("effort", f"No hours are given for {one.value.role}.", (_words(one),))


def _words(finding: Finding[object]) -> Finding[str]:
    return Finding(finding.quote, finding.quote, finding.place, finding.certainty)
