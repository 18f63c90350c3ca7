"""The kickoff document for the team."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from io import BytesIO

from docx import Document

from outbox.documents.facts import Sourced, TeamRow
from outbox.documents.kickoff import Kickoff, build, words
from outbox.documents.sources import QUOTE_CHARS
from tests.outbox.documents.samples import BARE, BIG_KICKOFF, FILE, KICKOFF, MINIMAL_KICKOFF, PROJECT
from tests.outbox.documents.word_text import empty_cells, headings, text_of


def test_it_has_the_sections_a_team_starts_from() -> None:
    assert headings(build(KICKOFF).content) == [
        "Scope", "What we deliver", "Out of scope", "Assumptions", "Team and roles", "People the SOW names", "Timeline",
        "At a glance", "Ways of working", "What the client does", "Open questions", "Notes", "Sources",
    ]  # fmt: skip


def test_the_file_is_named_after_the_project_and_says_it_is_internal() -> None:
    built = build(KICKOFF)
    assert built.name == "HARB-01 Kickoff (internal).docx"
    assert built.attachment().name == built.name
    assert "Internal: for the team of Northlight Studio only" in text_of(built.content)


def test_a_project_code_cannot_lead_the_file_out_of_its_folder() -> None:
    odd = Kickoff(replace(BARE, code="../../etc/x\x00"))
    assert build(odd).name == "etc-x- Kickoff (internal).docx"


def test_every_fact_leads_to_its_place_and_words() -> None:
    text = text_of(build(KICKOFF).content)
    assert "SOW 2026-014 under the Master Services Agreement of 3 March 2025\u00a0[1]" in text
    assert f"{FILE}, page 1\n“SOW No. 2026-014”" in text
    assert text.count("[21]") == 2  # the launch milestone, and the question that doubts it


def test_the_same_words_at_the_same_place_are_one_source() -> None:
    fact = Sourced("Photography", "a.pdf, page 1", "no photography")
    sources = words(Kickoff(PROJECT, exclusions=(fact, fact)))["sources"]
    assert sources == [{"number": "1", "place": "a.pdf, page 1", "quote": "no photography"}]


def test_a_long_quote_is_cut_at_a_word() -> None:
    fact = Sourced("Photography", "a.pdf, page 1", "photography " * 40)
    text = text_of(build(Kickoff(PROJECT, exclusions=(fact,))).content)
    quote = text.partition("“")[2].partition("”")[0]
    assert quote.endswith("photography …")
    assert len(quote) <= QUOTE_CHARS + 2


def test_a_role_nobody_takes_and_a_date_the_sow_lacks_are_said() -> None:
    text = text_of(build(KICKOFF).content)
    assert "Frontend engineer" in text
    assert "not staffed yet" in text
    assert "two weeks after launch" in text


def test_a_column_no_row_has_a_word_for_is_left_out() -> None:
    undated = replace(KICKOFF, scope=tuple(replace(row, due=None, due_text="") for row in KICKOFF.scope))
    text = text_of(build(undated).content)
    assert "Deliverable\nDue\n" in text_of(build(KICKOFF).content)
    assert "Deliverable\n1\n" in text
    assert "The SOW dates none of them." in text


def test_the_effort_is_summed_only_where_every_role_has_the_same_unit() -> None:
    assert "472.5 hours" in text_of(build(KICKOFF).content)
    mixed = (*KICKOFF.team, TeamRow("Writer", Decimal(3), "day"))
    assert words(replace(KICKOFF, team=mixed))["team_total"] is None


def test_dates_follow_the_agencys_locale() -> None:
    assert "January 30, 2026" in text_of(build(replace(KICKOFF, project=replace(PROJECT, locale="en-US"))).content)


def test_a_sow_that_says_nothing_still_reads_well() -> None:
    text = text_of(build(MINIMAL_KICKOFF).content)
    for sentence in (
        "The SOW names no deliverable.",
        "The SOW sells no effort by role.",
        "The SOW names no milestone.",
    ):
        assert sentence in text
    assert "None" not in text
    assert "in brackets" not in text


def test_the_text_ends_in_a_paragraph_of_no_height_after_the_last_table() -> None:
    *_, table, last, section = Document(BytesIO(build(KICKOFF).content)).element.body
    assert [element.tag.rpartition("}")[2] for element in (table, last, section)] == ["tbl", "p", "sectPr"]
    assert last.pPr.spacing_line is not None


def test_no_cell_is_empty() -> None:
    assert [empty_cells(build(k).content) for k in (KICKOFF, BIG_KICKOFF, MINIMAL_KICKOFF)] == [0, 0, 0]
