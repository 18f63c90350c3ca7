"""Values are never template, a broken override falls back, and the same input gives the same bytes."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document

from templates.documents import Properties, override_path, render_word
from templates.fault import BrokenTemplateError
from templates.word.engine import clean, fill
from templates.word.offers import OFFERS, sample
from tests.templates.word_files import edited, text_of


def context(**words: object) -> dict[str, object]:
    return {**sample(OFFERS["kickoff"], True), **words}


def filled(**words: object) -> str:
    return text_of(render_word("kickoff", context(**words))[0])


@pytest.mark.parametrize(
    "title",
    [
        "{{ 7*7 }}",
        "{% for x in y %}",
        "{_{ 7*7 }_}",
        "{%p if lead %}",
        "{# note #}",
        "A & B <Portal> \"x\" 'y'",
        "€ 5 – “ok”",
    ],
)
def test_text_of_a_sow_is_printed_as_it_stands(title: str) -> None:
    assert title in filled(title=title)


def test_control_and_direction_characters_are_left_out() -> None:
    assert "Web site line two end" in filled(title="Web\x00 si\u202ete\nline\ttwo\x0b\ud800 end\uffff")


def test_a_joiner_inside_a_word_is_kept() -> None:
    assert "می\u200cخواهم" in filled(title="می\u200cخواهم")


def test_forty_thousand_characters_are_visibly_cut() -> None:
    text = filled(notes=[{"text": "word " * 8_000}])
    assert "… [cut here: 35,999 more characters]" in text
    assert clean("word " * 800) == ("word " * 800).strip()


def test_a_filter_of_the_agency_sees_the_text_and_not_its_xml(tmp_path: Path) -> None:
    path = edited(tmp_path, "kickoff", ("{{ lead }}", "{{ lead | upper }}"))
    assert "R&D {TEAM}" in text_of(fill(path, context(lead="R&D {Team}")))


def test_a_template_cannot_reach_into_python(tmp_path: Path) -> None:
    home = tmp_path / "templates"
    edited(home / "word", "kickoff", ("{{ lead }}", "{{ lead.__class__.__mro__ }}"))
    content, faults = render_word("kickoff", context(), home)
    assert "object" not in text_of(content)
    assert faults[0].phrase == "{{ lead.__class__.__mro__ }}"


def test_the_agencys_own_template_goes_first(tmp_path: Path) -> None:
    edited(tmp_path / "word", "kickoff", ("Ways of working", "How we do it here"))
    content, faults = render_word("kickoff", context(), tmp_path)
    assert "How we do it here" in text_of(content)
    assert faults == ()


def test_a_broken_override_falls_back_and_names_the_phrase(tmp_path: Path) -> None:
    edited(tmp_path / "word", "kickoff", ("{{ lead }}", "{{ laed }}"))
    content, faults = render_word("kickoff", context(lead="Marta"), tmp_path)
    assert "Marta" in text_of(content)
    assert [fault.phrase for fault in faults] == ["{{ laed }}"]


def test_an_override_that_is_no_word_file_falls_back(tmp_path: Path) -> None:
    override_path(tmp_path, "kickoff").parent.mkdir()
    override_path(tmp_path, "kickoff").write_bytes(b"PK\x03\x04 broken")
    content, faults = render_word("kickoff", context(lead="Marta"), tmp_path)
    assert "Marta" in text_of(content)
    assert "does not open as a Word document" in faults[0].advice


def test_rows_that_docxtpl_would_mend_by_dropping_text_are_a_fault(tmp_path: Path) -> None:
    edited(tmp_path / "word", "kickoff", ("{%p if notes %}", "{% if notes %}"))
    content, faults = render_word("kickoff", context(notes=[]), tmp_path)
    assert "Sources" in text_of(content)
    assert faults[0].phrase == "{%p endif %}"


def test_a_context_that_lacks_a_name_is_an_error_and_not_a_gap() -> None:
    words = context()
    del words["client"]
    with pytest.raises(BrokenTemplateError, match="client"):
        render_word("kickoff", words)


def test_the_same_input_gives_the_same_bytes() -> None:
    properties = Properties("Kickoff", "Northlight", date(2026, 1, 8))
    first, second = (render_word("kickoff", context(), None, properties)[0] for _ in range(2))
    assert first == second


def test_the_file_names_its_author_and_title() -> None:
    title = "A & B {{ 7*7 }} " + "x" * 300
    content, _ = render_word("kickoff", context(), None, Properties(title, "R&D Studio", date(2026, 1, 8)))
    core = Document(BytesIO(content)).core_properties
    assert core.title.startswith("A & B {{ 7*7 }} xxx")
    assert (core.author, core.created.date()) == ("R&D Studio", date(2026, 1, 8))
