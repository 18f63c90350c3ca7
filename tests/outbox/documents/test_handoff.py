"""The handoff from sales to delivery."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from outbox.documents.facts import ContactRow, DeliverableRow, Money, Sourced, SourcedMoney
from outbox.documents.handoff import Handoff, PaymentRow, SignatureRow, build, words
from tests.outbox.documents.samples import BARE, BIG_HANDOFF, FILE, HANDOFF, MINIMAL_HANDOFF
from tests.outbox.documents.word_text import empty_cells, headings, text_of


def test_it_has_the_sections_delivery_asks_sales_for() -> None:
    assert headings(build(HANDOFF).content) == [
        "What was sold", "Milestones", "What was assumed", "What the client does", "What is not in the SOW",
        "What it does not say", "Commercial terms", "Effort and rates", "Payment schedule", "Risks", "Contacts",
        "Signatures", "Open questions",
    ]  # fmt: skip


def test_a_fact_stands_beside_its_file_page_and_quote() -> None:
    text = text_of(build(HANDOFF).content)
    assert f"€\u00a048,000\n{FILE}, page 5: “a fixed fee of EUR 48,000 excluding VAT”" in text
    assert f"€\u00a095 per hour\n{FILE}, table 1, row 2, column 3: “EUR 95”" in text


def test_a_fact_in_the_sows_own_words_is_not_quoted_twice() -> None:
    fact = Sourced("Photography and video", "a.docx, paragraph 12", "  (b) photography and video;")
    fact = replace(fact, quote="•  Photography and video.")
    assert words(Handoff(BARE, exclusions=(fact,)))["exclusions"] == [
        {"text": "Photography and video", "place": "a.docx, paragraph 12", "quote": ""}
    ]


def test_the_terms_are_marked_as_internal() -> None:
    built = build(HANDOFF)
    assert "Internal only. Nothing of this section goes to the client" in text_of(built.content)
    assert built.name == "HARB-01 Handoff (internal).docx"


def test_an_amount_without_a_currency_gets_none() -> None:
    handoff = Handoff(BARE, fee=SourcedMoney(Money(Decimal("12500.50")), "a.pdf, page 1", "12,500.50"))
    assert words(handoff)["fee"] == {"text": "12,500.50", "place": "a.pdf, page 1", "quote": ""}


def test_a_payment_shows_its_share_its_amount_or_both() -> None:
    rows = (PaymentRow("a", None, Decimal(30)), PaymentRow("b", Money(Decimal(5), "USD")), PaymentRow("c"))
    text = text_of(build(Handoff(BARE, payments=rows)).content)
    assert "a\n30%\n–" in text
    assert "b\n$5\n–" in text
    assert "c\n–\n–" in text


def test_a_blank_signature_line_is_said_to_be_unsigned() -> None:
    handoff = Handoff(BARE, signatures=(SignatureRow("client", "Claire Osei"), SignatureRow("agency")))
    assert text_of(build(handoff).content).count("not signed") == 2


def test_a_name_of_blanks_and_controls_leaves_no_empty_cell() -> None:
    blank = " \u200e\x00\n"
    handoff = Handoff(BARE, contacts=(ContactRow(blank, email=blank),), sold=(DeliverableRow(blank, source=blank),))
    assert empty_cells(build(handoff).content) == 0


def test_a_sow_that_says_nothing_still_reads_well() -> None:
    text = text_of(build(MINIMAL_HANDOFF).content)
    for sentence in ("The SOW states no total fee.", "The SOW has no signature block.", "The SOW names no contact."):
        assert sentence in text
    assert "None" not in text


def test_no_cell_is_empty() -> None:
    assert [empty_cells(build(h).content) for h in (HANDOFF, BIG_HANDOFF, MINIMAL_HANDOFF)] == [0, 0, 0]
