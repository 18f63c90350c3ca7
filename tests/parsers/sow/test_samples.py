"""The agency's own SOWs, as Word files, are read completely right."""

from datetime import date
from decimal import Decimal

import pytest

from parsers.contract import Limits, Parsed, Source
from parsers.formats import read
from parsers.sow.facts import Money, Side, Signed, SowFacts
from parsers.sow.read import kind_of, read_sow
from tests.samples.sow import SampleSigner, Sow, part_signed_sow, signed_sow, template_sow, unsigned_sow

OTHER = Sow(
    client="Blue Heron Health, Inc.",
    agency="Cobalt & Finch Agency LLC",
    project="Patient intake app",
    reference="CF-0042",
    effective=date(2026, 5, 1),
    start=date(2026, 5, 11),
    end=date(2026, 8, 28),
    fee=Decimal("118500"),
    currency="USD",
    client_signer=SampleSigner("Alice Greer", "VP Digital", "alice@blueheron.example"),
    agency_signer=SampleSigner("Morgan Finch", "Partner", "morgan@cobaltfinch.example"),
    signed_on=date(2026, 5, 2),
)


def sow_in(content: bytes) -> Parsed[SowFacts]:
    return read_sow(read(Source("sow.docx", content), Limits()))


@pytest.mark.parametrize("sow", [Sow(), OTHER])
def test_the_header_is_read(sow: Sow) -> None:
    facts = sow_in(signed_sow(sow)).facts
    found = (
        facts.client,
        facts.agency,
        facts.project,
        facts.reference,
        facts.effective_date,
        facts.start_date,
        facts.end_date,
    )
    assert [one and one.value for one in found] == [
        sow.client, sow.agency, sow.project, sow.reference, sow.effective, sow.start, sow.end,
    ]  # fmt: skip


@pytest.mark.parametrize("sow", [Sow(), OTHER])
def test_the_plan_is_read(sow: Sow) -> None:
    facts = sow_in(signed_sow(sow)).facts
    assert [(one.value.title, one.value.due, one.value.acceptance) for one in facts.deliverables] == [
        (item.title, sow.due(item), item.acceptance) for item in sow.deliverables
    ]
    assert [(one.value.title, one.value.due) for one in facts.milestones] == [
        (f"{item.title} accepted", sow.due(item)) for item in sow.deliverables
    ]


@pytest.mark.parametrize("sow", [Sow(), OTHER])
def test_the_money_is_read(sow: Sow) -> None:
    facts = sow_in(signed_sow(sow)).facts
    assert facts.fee_total is not None
    assert facts.fee_total.value == Money(sow.fee, sow.currency)
    assert [(one.value.role, one.value.hours, one.value.rate) for one in facts.effort] == [
        (role.role, Decimal(role.hours), Money(Decimal(role.rate), sow.currency)) for role in sow.roles
    ]
    assert [(one.value.label, one.value.percent) for one in facts.payments] == [
        (label, Decimal(share)) for label, share in sow.shares
    ]
    assert sum(one.value.amount.amount for one in facts.payments if one.value.amount) == sow.fee


def test_the_terms_and_contacts_are_read() -> None:
    sow = Sow()
    facts = sow_in(signed_sow(sow)).facts
    for found, stated in (
        (facts.assumptions, sow.assumptions),
        (facts.out_of_scope, sow.exclusions),
        (facts.client_duties, sow.duties),
    ):
        assert [one.value for one in found] == [words.rstrip(".") for words in stated]
    assert facts.warranty is not None
    assert "30 days" in facts.warranty.value
    assert [(one.value.name, one.value.email, one.value.side) for one in facts.contacts] == [
        (sow.client_signer.name, sow.client_signer.email, Side.CLIENT),
        (sow.agency_signer.name, sow.agency_signer.email, Side.AGENCY),
    ]


@pytest.mark.parametrize("sow", [Sow(), OTHER])
def test_a_signed_sow_is_signed_and_free_of_conflicts(sow: Sow) -> None:
    parsed = sow_in(signed_sow(sow))
    assert parsed.facts.signed is Signed.SIGNED
    assert parsed.missing == ()
    assert parsed.conflicts == ()
    assert [(one.value.side, one.value.name, one.value.date) for one in parsed.facts.signatures] == [
        (Side.CLIENT, sow.client_signer.name, sow.signed_on),
        (Side.AGENCY, sow.agency_signer.name, sow.signed_on),
    ]


def test_printed_names_beside_blank_lines_are_no_signatures() -> None:
    facts = sow_in(unsigned_sow()).facts
    assert facts.signed is Signed.UNSIGNED
    assert [one.value.mark for one in facts.signatures] == [None, None]


def test_one_signature_of_two_is_part_signed() -> None:
    facts = sow_in(part_signed_sow()).facts
    assert facts.signed is Signed.PART_SIGNED
    assert [(one.value.side, one.value.mark) for one in facts.signatures] == [
        (Side.CLIENT, None),
        (Side.AGENCY, "/s/ Jonas Brandt"),
    ]


def test_an_empty_form_is_a_template_and_states_nothing() -> None:
    parsed = sow_in(template_sow())
    assert parsed.facts.signed is Signed.TEMPLATE
    stated = [one for one in parsed.facts.findings() if one not in parsed.facts.signatures]
    assert stated == []
    assert [(one.value.name, one.value.mark) for one in parsed.facts.signatures] == [(None, None), (None, None)]
    assert "client" in parsed.missing


def test_a_sow_is_known_as_one() -> None:
    assert kind_of(read(Source("sow.docx", signed_sow()), Limits())) == "sow"
