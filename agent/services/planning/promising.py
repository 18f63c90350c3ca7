"""Answering an ask: the date that can be promised, what binds it, three offers, rivals; the place is held."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from agent.domain.planning.binding import Binding
from agent.domain.planning.demand import Task
from agent.domain.planning.promise import Calendar, Offer, OfferKind, Promise, promise
from agent.domain.planning.rivals import Rival, rivals
from agent.domain.planning.skills import wanted_skill
from agent.domain.planning.work import Piece, Window, assume, role_of, skills_of, tasks_of
from agent.services.office import Office, address_of
from agent.services.planning import asking
from agent.services.planning.asking import Ask
from agent.services.planning.capacity_facts import hours
from agent.services.planning.outside import price_of
from agent.services.planning.situation import Situation
from agent.services.planning.threads import origin_of, thread_of
from agent.services.post import post
from agent.store import allocations, holds, proposals
from agent.store.holds import HoldRow, NewHold
from agent.store.proposals import ProposalRow
from agent.store.unit_of_work import UnitOfWork
from outbox.letters.feasibility import Asked, Binds, Feasibility, OfferLine, RivalLine, feasibility
from templates.formats import money_text, number_text

WEEKS = 60  # how far a promise may reach
_MOST_BINDING = 4


@dataclass(frozen=True, slots=True)
class _Answer:
    """What was found out about an ask."""

    ask: Ask
    pieces: tuple[Piece, ...]
    assumed: tuple[str, ...]
    found: Promise
    against: tuple[tuple[HoldRow, tuple[Rival, Rival]], ...]


def make(office: Office, row: ProposalRow, now: Situation) -> Callable[[UnitOfWork], None]:
    """Work out the answer; return what holds the place and tells sales, and rivals of theirs."""
    ask = asking.load(row.wishes)
    pieces, assumed = _pieces(office, ask, now)
    found = promise(_calendar(now, ask), _tasks(now, ask, pieces), ask.due)
    against = tuple(_against(now, ask, pieces))
    answer = _Answer(ask, pieces, assumed, found, against)

    def settle(work: UnitOfWork) -> None:
        until = _hold(office, work, row, now, answer)
        proposals.settle(work, row.id, "answered")
        _tell(office, work, row, now, answer, until)
        for hold, pair in against:
            _tell_rival(office, work, row, hold, pair)

    return settle


def _calendar(now: Situation, ask: Ask) -> Calendar:
    start = max(ask.start or now.today, now.today + timedelta(days=1))
    others = tuple(one for one in now.allocations if not _own(now, ask, one.project))
    return Calendar(now.people, start, WEEKS, others, now.outside)


def _own(now: Situation, ask: Ask, code: str) -> bool:
    """Return whether a tentative booking is an earlier ask for the same work."""
    number = allocations.hold_number(code)
    return number is not None and any(hold.id == number and hold.business_key == ask.key for hold in now.holds)


def _tasks(now: Situation, ask: Ask, pieces: tuple[Piece, ...]) -> tuple[Task, ...]:
    """Return the work as tasks, each role being a part of the scope that could be left out."""
    start = max(ask.start or now.today, now.today + timedelta(days=1))
    made = tasks_of(ask.key.replace(":", "/"), pieces, Window(start, None), (), now.people)
    return tuple(replace(task, deliverable=role_of(task.id), most_people=3) for task in made)


def _pieces(office: Office, ask: Ask, now: Situation) -> tuple[tuple[Piece, ...], tuple[str, ...]]:
    if ask.pieces:
        return ask.pieces, ()
    rate = office.settings.planning.blended_rate
    price = None if rate is None else Decimal(str(rate))
    found = assume(ask.fee, [ask.title, *ask.titles], ask.client, now.past, price, skills_of(now.people))
    if found is None:
        return (), ()
    locale, currency = office.settings.agency.locale, office.settings.agency.currency
    total = number_text(hours(sum(piece.minutes for piece in found.pieces)), locale)
    fee = money_text(ask.fee or Decimal(0), currency, locale)
    ground = f"scaled from {found.like}" if found.like else "at the blended rate"
    return found.pieces, (f"The SOW gives no hours: {total} h for {fee}, {ground}.",)


def _against(now: Situation, ask: Ask, pieces: tuple[Piece, ...]) -> list[tuple[HoldRow, tuple[Rival, Rival]]]:
    """Return the held places that want the same hours, and what both do to each other."""
    found = []
    certain = replace(_calendar(now, ask), booked=now.certain)
    for hold in now.holds:
        other = asking.load(hold.request)
        if hold.business_key == ask.key or not pieces:
            continue
        theirs = _tasks(now, other, other.pieces)
        pair = rivals(certain, (ask.title, _tasks(now, ask, pieces)), (hold.title, theirs))
        if pair is not None:
            found.append((hold, pair))
    return found


def _hold(office: Office, work: UnitOfWork, row: ProposalRow, now: Situation, answer: _Answer) -> date | None:
    """Hold the hours of the offer as scoped; an earlier hold of the same work gives way to the new one."""
    offer, ask = answer.found.as_scoped, answer.ask
    if offer.finish is None or not answer.pieces:
        return None
    until = now.today + timedelta(days=office.settings.planning.tentative_days)
    kept = asking.dump(replace(ask, pieces=answer.pieces))
    present = holds.by_key(work.connection, ask.key)
    if present is not None:
        allocations.free_hold(work, present.id)
        holds.renew(work, present.id, kept, offer.finish, until)
        hold_id = present.id
    else:
        hold_id = holds.add(work, NewHold(ask.key, ask.title, ask.client, row.asked, kept, offer.finish, until))
    allocations.hold_back(work, hold_id, [replace(one, task=role_of(one.task or "")) for one in offer.allocations])
    return until


def _tell(
    office: Office, work: UnitOfWork, row: ProposalRow, now: Situation, answer: _Answer, until: date | None
) -> None:
    person = office.settings.person(row.asked)
    if person is None or row.mail_id is None:
        return
    skills = skills_of(now.people)
    said = Feasibility(
        mail=origin_of(office, work.connection, row.mail_id),
        title=answer.ask.title,
        work=tuple(Asked(p.role, hours(p.minutes), wanted_skill(p.role, skills).known) for p in answer.pieces),
        in_time=answer.found.in_time,
        promise=answer.found.as_scoped.finish if answer.pieces else None,
        offers=tuple(_offer(office, offer) for offer in answer.found.offers) if answer.pieces else (),
        binding=tuple(Binds(b.need, b.week.monday, b.days) for b in _worst(answer.found)),
        rivals=tuple(line for _, pair in answer.against for line in _lines(pair)),
        assumed=answer.assumed,
        unread=answer.ask.unread,
        wanted=answer.ask.due,
        held_until=until,
        currency=office.settings.agency.currency,
    )
    thread = thread_of(work.connection, row.mail_id)
    letter = feasibility(office.desk, address_of(person), said, cause=f"plan {row.id}", thread=thread)
    proposals.sent_with(work, row.id, post(office, work, letter, mail_id=row.mail_id))


def _worst(found: Promise) -> list[Binding]:
    return sorted(found.binding, key=lambda b: (-b.days, b.week, b.need))[:_MOST_BINDING]


def _offer(office: Office, offer: Offer) -> OfferLine:
    if offer.kind is not OfferKind.OUTSIDE_HELP:
        return OfferLine(offer.kind.value, offer.finish, dropped=offer.dropped or "")
    money = sum((price_of(office.settings, one.person, one.minutes) for one in offer.allocations), Decimal(0))
    return OfferLine(offer.kind.value, offer.finish, hours(offer.outside), money)


def _lines(pair: tuple[Rival, Rival]) -> tuple[RivalLine, ...]:
    return tuple(RivalLine(rival.name, rival.first, rival.second, mine=not place) for place, rival in enumerate(pair))


def _tell_rival(office: Office, work: UnitOfWork, row: ProposalRow, hold: HoldRow, pair: tuple[Rival, Rival]) -> None:
    """Tell who holds the same hours that somebody else asked for them."""
    person = office.settings.person(hold.asked_by)
    if person is None or row.mail_id is None:
        return
    ask = asking.load(hold.request)
    mine = tuple(Asked(piece.role, hours(piece.minutes)) for piece in ask.pieces)
    said = Feasibility(
        mail=origin_of(office, work.connection, row.mail_id),
        title=hold.title,
        work=mine,
        in_time=None,
        promise=hold.promised_on,
        rivals=_lines(pair),
        held_until=hold.expires_on,
        currency=office.settings.agency.currency,
        turned=True,
    )
    letter = feasibility(office.desk, address_of(person), said, cause=f"plan {row.id} hold {hold.id}")
    post(office, work, letter)
