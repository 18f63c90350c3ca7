"""One project on the screen: its facts, and a table for each kind of thing that hangs on it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from agent.cli.screen import heading, moment, pairs, table

if TYPE_CHECKING:
    from agent.bootstrap import ProjectView

Part = tuple[str, Sequence[str], list[Sequence[object]]]


def show(view: ProjectView, zone: str) -> None:
    """Print a project; times are those of `zone`."""
    row = view.row
    heading(f"{row.code}  {row.title}")
    pairs(
        [
            ("client", row.client),
            ("lead", row.lead),
            ("stage", row.stage),
            ("starts", row.starts_on),
            ("ends", row.ends_on),
            ("fee", _money(row.fee_total, row.currency)),
            ("opened", moment(row.opened_at, zone)),
        ]
    )
    for title, columns, rows in (*_agreed(view), *_done(view, zone)):
        if rows:
            heading(title)
            table(columns, rows, "")


def _agreed(view: ProjectView) -> Iterator[Part]:
    """Yield what the agreement says, each row with where it was read."""
    plan, currency = view.plan, view.row.currency
    yield (
        "deliverables",
        ("due", "what", "accepted when", "read in"),
        [(d.due_on, d.title, d.acceptance, _where(d.place)) for d in plan.deliverables],
    )
    yield (
        "milestones",
        ("due", "what", "pays", "read in"),
        [(m.due_on or m.due_text, m.title, _money(m.amount, currency), _where(m.place)) for m in plan.milestones],
    )
    yield (
        "effort",
        ("amount", "role", "rate", "read in"),
        [(_amount(e.hours, e.unit), e.role, _money(e.rate, currency), _where(e.place)) for e in plan.effort],
    )
    yield (
        "payments",
        ("due", "what", "amount", "read in"),
        [
            (p.due_on or p.due_text, p.label, _money(p.amount, currency) or _percent(p.percent), _where(p.place))
            for p in plan.payments
        ],
    )
    yield (
        "terms",
        ("kind", "text", "read in"),
        [(t.kind.replace("_", " "), t.text, _where(t.place)) for t in plan.terms],
    )


def _done(view: ProjectView, zone: str) -> Iterator[Part]:
    """Yield what became of it: questions, documents, letters and who set what in motion."""
    yield (
        "questions and approvals",
        ("no.", "asked", "question", "state", "answer"),
        [(c.number, c.asked, c.question, c.state, c.answer) for c in view.cases],
    )
    yield (
        "documents",
        ("id", "name", "kind", "made"),
        [(d.id, d.name, d.kind, moment(d.made_at, zone)) for d in view.documents],
    )
    yield (
        "letters",
        ("id", "to", "letter", "phase", "why"),
        [(x.id, x.recipient, x.kind, x.phase, x.reason) for x in view.letters],
    )
    yield (
        "acts",
        ("at", "by", "cause", "rule"),
        [(moment(a.at, zone), a.actor, f"{a.cause} {a.cause_ref}", a.rule) for a in view.acts],
    )


def _where(place: str) -> str:
    """Say a stored place in words."""
    from parsers.contract import Place

    return str(Place(**json.loads(place))) if place else ""


def _money(amount: object, currency: str | None) -> str:
    return f"{amount:,} {currency or ''}".strip() if amount is not None else ""


def _amount(hours: object, unit: str) -> str:
    return f"{hours:g} {unit}s" if hours is not None else ""


def _percent(share: object) -> str:
    return f"{share:g}%" if share is not None else ""
