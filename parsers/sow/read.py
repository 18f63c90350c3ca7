"""A document in, the facts of its SOW out: every reader asked once, then what is missing or contradicts itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Literal

from parsers.contract import Certainty, Document, Finding, Parsed
from parsers.fields.dates import settle_order
from parsers.sow.checks import conflicts_in, missing_in
from parsers.sow.contacts import read_contacts
from parsers.sow.dates import Dates, read_dates, window_of
from parsers.sow.deliverables import read_deliverables
from parsers.sow.effort import read_effort
from parsers.sow.facts import Money, Side, Signed, SowFacts
from parsers.sow.fees import Total, read_totals, settled
from parsers.sow.grids import grids_of
from parsers.sow.kind import is_template, kind_of_text
from parsers.sow.labels import Pair, pairs_of
from parsers.sow.letter import side_by_letter
from parsers.sow.milestones import read_milestones
from parsers.sow.parent import read_parent
from parsers.sow.parties import Party, read_parties, side_by_prose, side_by_service
from parsers.sow.payments import read_payments
from parsers.sow.second import SecondReader, completed
from parsers.sow.sections import Section, Topic, sections_of
from parsers.sow.sign_lines import pieces_of
from parsers.sow.signatures import SignatureRead, read_signatures
from parsers.sow.signing import Signing, read_signing
from parsers.sow.terms import read_terms, read_warranty
from parsers.sow.title import read_project, read_reference
from parsers.sow.verdict import verdict
from parsers.sow.view import View, view_of


def read_sow(document: Document, second: SecondReader | None = None) -> Parsed[SowFacts]:
    """Return what `document` says of a SOW's facts, what it leaves out and where it contradicts itself.

    A `second` reader may fill what the rules leave empty, from words that stand in the document; there is none by
    default.
    """
    view = view_of(document, settle_order(document.text))
    sections, pairs = sections_of(view), pairs_of(view)
    parties, signing = _people(view, sections, pairs)
    dates = read_dates(view, pairs, sections)
    view = _anchored(view, dates, signing.signatures)
    totals = _totals(view, sections, pairs)
    facts = _facts(view, sections, pairs, parties)
    facts = replace(
        facts,
        effective_date=_first(dates.effective),
        start_date=_first(dates.start),
        end_date=_first(dates.end),
        fee_total=_fee(totals, facts),
        signatures=tuple(one.finding for one in signing.signatures),
        doubts=signing.doubts,
    )
    signed = verdict(view, signing.signatures, signing.doubts, is_template(view, pairs, facts))
    facts = replace(facts, signed=signed)
    if facts.signed is Signed.TEMPLATE:
        facts = replace(facts, milestones=tuple(one for one in facts.milestones if one.value.due or one.value.due_text))
    facts = completed(view, facts, second)
    return Parsed(facts, missing_in(facts), conflicts_in(view, facts, dates, totals))


def kind_of(document: Document) -> Literal["sow", "workbook", "other"]:
    """Return what a document is: a SOW, agreement or proposal; a workbook without one; or something else."""
    return kind_of_text(document)


def _people(view: View, sections: tuple[Section, ...], pairs: tuple[Pair, ...]) -> tuple[tuple[Party, ...], Signing]:
    """Return the parties and the signatures; each can be what tells the other's side."""
    parties = read_parties(view, pairs)
    prose = (*side_by_prose(view, sections), *side_by_letter(view))
    for side in (Side.CLIENT, Side.AGENCY):
        if not any(party.side is side for party in parties):
            parties = (*parties, *(party for party in prose if party.side is side))
    names = tuple(word for party in parties for word in (party.name.value, party.term) if word)
    pieces = pieces_of(view, sections, names)
    signatures = read_signatures(view, pieces, parties)
    if not any(party.side is Side.CLIENT for party in parties):
        named = tuple(one.party for one in signatures if one.party is not None)
        parties = (*parties, *side_by_service(view, named))
        signatures = read_signatures(view, pieces, parties)
    signing = read_signing(view, signatures, parties)
    told = tuple(
        Party(one.finding.value.side, one.party)
        for one in signing.signatures
        if one.party is not None and one.finding.value.side is not Side.UNKNOWN
    )
    return (*parties, *told), signing


def _fee(totals: tuple[Total, ...], facts: SowFacts) -> Finding[Money] | None:
    paid = [one.value.amount for one in (facts.payments or facts.milestones)]
    total = settled(totals, [amount for amount in paid if amount is not None])
    return total.finding if total else None


def _anchored(view: View, dates: Dates, signatures: tuple[SignatureRead, ...]) -> View:
    """Return the view with the dates that relative ones count from."""
    effective, start = _first(dates.effective), _first(dates.start)
    signed = [one.finding.value.date for one in signatures if one.finding.value.mark is not None]
    known = [day for day in signed if day is not None]
    return replace(
        view,
        window=window_of(dates),
        begins=start.value if start else _term_start(dates),
        effective=effective.value if effective else None,
        signed_on=max(known) if known and len(known) == len(signatures) else None,
    )


def _term_start(dates: Dates) -> date | None:
    """Return the effective date where the document counts its term from it, and so its weeks too."""
    counted = dates.end and dates.end[0].certainty is Certainty.COMPUTED and dates.effective
    return dates.effective[0].value if counted else None


def _totals(view: View, sections: tuple[Section, ...], pairs: tuple[Pair, ...]) -> tuple[Total, ...]:
    return read_totals(view, sections, pairs, grids_of(view))


def _facts(view: View, sections: tuple[Section, ...], pairs: tuple[Pair, ...], parties: tuple[Party, ...]) -> SowFacts:
    grids = grids_of(view)
    return SowFacts(
        client=_party(parties, Side.CLIENT),
        agency=_party(parties, Side.AGENCY),
        project=read_project(view, pairs, tuple(party.name.value for party in parties)),
        reference=read_reference(view, pairs),
        amends=read_parent(view),
        warranty=read_warranty(view, sections, pairs),
        deliverables=read_deliverables(view, sections, grids),
        milestones=read_milestones(view, sections, grids),
        effort=read_effort(view, grids, next((party.term for party in parties if party.side is Side.AGENCY), "")),
        payments=read_payments(view, sections, grids),
        assumptions=read_terms(view, sections, Topic.ASSUMPTIONS),
        out_of_scope=read_terms(view, sections, Topic.OUT_OF_SCOPE),
        client_duties=read_terms(view, sections, Topic.CLIENT_DUTIES),
        contacts=read_contacts(view, sections, grids, parties),
    )


def _party(parties: tuple[Party, ...], side: Side) -> Finding[str] | None:
    return next((party.name for party in parties if party.side is side), None)


def _first(found: tuple[Finding[date], ...]) -> Finding[date] | None:
    return found[0] if found else None
