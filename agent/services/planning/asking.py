"""An ask for feasibility: a plain question or an unsigned SOW becomes a wanted answer, and never a project."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from agent.domain.planning.capacity import HOUR
from agent.domain.planning.staff import may_open_project
from agent.domain.planning.work import Piece
from agent.services.mail.incoming import Incoming
from agent.services.office import Office
from agent.store import proposals
from agent.store.mailroom import State
from agent.store.unit_of_work import UnitOfWork
from outbox.identifiers import without_marks
from parsers.fields.dates import Order
from parsers.mail.reply import visible
from parsers.replies.request import read_request
from parsers.sow.facts import SowFacts

_HOURS_OF_A_DAY = 8


@dataclass(frozen=True, slots=True)
class Ask:
    """What is asked: a title, pieces of work, from when, by when; `stones` are (title, ISO date) of milestones."""

    key: str
    title: str
    client: str
    pieces: tuple[Piece, ...]
    start: date | None = None
    due: date | None = None
    fee: Decimal | None = None
    titles: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()


def take_question(office: Office, work: UnitOfWork, incoming: Incoming) -> tuple[State, str] | None:
    """Ask for the answer to "can we do 120h design by 15 March?"; None for other words and other people."""
    if not may_open_project(incoming.person):
        return None
    order = Order.MONTH_FIRST if office.settings.agency.locale.endswith("-US") else Order.DAY_FIRST
    found = read_request(visible(incoming.mail.text), office.today(work.now), order)
    if found is None or not found.asks:
        return None
    subject = without_marks(incoming.mail.subject).strip()
    pieces = tuple(Piece(line.role, round(line.hours * HOUR)) for line in found.work)
    title = subject or " + ".join(line.quote for line in found.work)
    ask = Ask(f"mail:{incoming.id}", title, found.client, pieces, found.start, found.due, unread=found.unread)
    want_answer(work, incoming, ask)
    return State.HANDLED, f"asks whether {sum(p.minutes for p in pieces) // HOUR} h can be done"


def ask_of_sow(digest: str, file: str, facts: SowFacts) -> Ask | None:
    """Return what an unsigned SOW asks for; None where it gives neither work nor a fee."""
    pieces = tuple(
        Piece(f.value.role, round(f.value.hours * HOUR * (_HOURS_OF_A_DAY if f.value.unit == "day" else 1)))
        for f in facts.effort
        if f.value.hours
    )
    fee = facts.fee_total.value.amount if facts.fee_total else None
    if not pieces and fee is None:
        return None
    titles = (*(f.value.title for f in facts.deliverables), *(f.value.title for f in facts.milestones))
    start = facts.start_date or facts.effective_date
    return Ask(
        f"sow:{digest}",
        facts.project.value if facts.project else file,
        facts.client.value if facts.client else "",
        pieces,
        start.value if start else None,
        facts.end_date.value if facts.end_date else None,
        fee,
        titles,
    )


def want_answer(work: UnitOfWork, incoming: Incoming, ask: Ask) -> None:
    """Ask for the answer, under the present act."""
    proposals.want(work, "feasibility", incoming.person.email, mail_id=incoming.id, wishes=dump(ask))


def dump(ask: Ask) -> str:
    """Return an ask as json."""
    return json.dumps(
        {
            "key": ask.key,
            "title": ask.title,
            "client": ask.client,
            "pieces": [(piece.role, piece.minutes) for piece in ask.pieces],
            "start": ask.start.isoformat() if ask.start else "",
            "due": ask.due.isoformat() if ask.due else "",
            "fee": str(ask.fee) if ask.fee is not None else "",
            "titles": ask.titles,
            "unread": ask.unread,
        },
        ensure_ascii=False,
    )


def load(text: str) -> Ask:
    """Return the ask that `dump` wrote."""
    kept = json.loads(text)
    return Ask(
        kept["key"],
        kept["title"],
        kept["client"],
        tuple(Piece(role, minutes) for role, minutes in kept["pieces"]),
        date.fromisoformat(kept["start"]) if kept["start"] else None,
        date.fromisoformat(kept["due"]) if kept["due"] else None,
        Decimal(kept["fee"]) if kept["fee"] else None,
        tuple(kept["titles"]),
        tuple(kept["unread"]),
    )
