"""The committed Word templates are what the design draws, and what an agency can restyle in Word."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import Any

import pytest
from docx import Document

from templates.documents import BUILT_IN
from templates.word.design import DESIGNS, draw
from tests.templates.word_files import W


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def opened(name: str) -> Any:
    return Document(str(BUILT_IN / f"{name}.docx"))


@pytest.mark.parametrize("name", DESIGNS)
def test_the_committed_template_is_what_the_design_draws(name: str) -> None:
    assert parts((BUILT_IN / f"{name}.docx").read_bytes()) == parts(draw(name))


@pytest.mark.parametrize("name", DESIGNS)
def test_headings_and_lists_are_words_own_styles(name: str) -> None:
    used = {paragraph.style.name for paragraph in opened(name).paragraphs}
    assert {"Heading 1", "Heading 2", "List Bullet"} <= used


@pytest.mark.parametrize("name", DESIGNS)
def test_a_table_repeats_its_head_and_divides_no_row(name: str) -> None:
    tables = opened(name).tables
    rows = [row for table in tables for row in table._tbl.iter(f"{W}tr")]
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
    looped = [table for table in tables if "{%tr for" in "".join(t.text or "" for t in table._tbl.iter(f"{W}t"))]
    assert looped
    assert all(table._tbl.find(f"{W}tr/{W}trPr/{W}tblHeader") is not None for table in looped)


@pytest.mark.parametrize("name", DESIGNS)
def test_header_and_footer_carry_code_agency_and_page_fields(name: str) -> None:
    section = opened(name).sections[0]
    assert "{{ code }}" in section.header.paragraphs[0].text
    assert "{{ agency }}" in section.header.paragraphs[0].text
    fields = [i.text.strip() for i in section.footer._element.iter(f"{W}instrText")]
    assert fields == ["PAGE", "NUMPAGES"]


@pytest.mark.parametrize("name", DESIGNS)
def test_the_page_is_a4_and_its_text_fits_a_letter_sheet(name: str) -> None:
    section = opened(name).sections[0]
    assert (round(section.page_width.cm, 1), round(section.page_height.cm, 1)) == (21.0, 29.7)
    assert min(section.left_margin.cm, section.right_margin.cm, section.top_margin.cm, section.bottom_margin.cm) > 2


@pytest.mark.parametrize("name", DESIGNS)
def test_colour_and_font_come_from_the_theme_so_that_word_changes_them_in_one_place(name: str) -> None:
    entries = parts((BUILT_IN / f"{name}.docx").read_bytes())
    theme = "".join(entries["word/theme/theme1.xml"].decode().split())
    assert '<a:accent1><a:srgbClrval="125E63"' in theme
    assert theme.count('<a:latintypeface="Arial"') >= 2
    assert b'w:themeColor="accent1"' in entries["word/styles.xml"]
    assert b'w:asciiTheme="minorHAnsi"' in entries["word/styles.xml"]


@pytest.mark.parametrize("name", DESIGNS)
def test_nothing_of_the_blank_document_it_was_drawn_on_is_left(name: str) -> None:
    assert not [entry for entry in parts(draw(name)) if "thumbnail" in entry or "Effects" in entry or "custom" in entry]
