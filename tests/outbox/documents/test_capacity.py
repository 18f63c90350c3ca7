"""The capacity workbook: every figure visible without calculating, and the same when LibreOffice calculates."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from outbox.documents.capacity import build
from outbox.documents.capacity.facts import CapacityBook
from templates.phrases import phrases
from tests.documents_office import converted
from tests.outbox.documents.capacity_samples import book


def _content(facts: CapacityBook) -> bytes:
    return build(facts)[0].content


def _values(content: bytes) -> dict[tuple[str, str], object]:
    """Return what a reader that does not calculate sees, cell by cell."""
    sheets = load_workbook(BytesIO(content), data_only=True).worksheets
    return {(s.title, c.coordinate): c.value for s in sheets for row in s.iter_rows() for c in row}


def _formulas(content: bytes) -> list[tuple[str, str]]:
    sheets = load_workbook(BytesIO(content)).worksheets
    return [(s.title, c.coordinate) for s in sheets for row in s.iter_rows() for c in row if c.data_type == "f"]


def test_every_formula_has_its_value_beside_it() -> None:
    content = _content(book())
    values, formulas = _values(content), _formulas(content)
    assert len(formulas) > 150
    assert [cell for cell in formulas if values[cell] is None and cell[0] != "Capacity"] == []
    assert values["Capacity", "C6"] == pytest.approx(153.5 / 204.8)
    assert values["Capacity", "F7"] == "over"
    assert values["Summary", "C5"] == pytest.approx(140.8)


@pytest.mark.live
def test_libreoffice_calculates_the_same(tmp_path: Path) -> None:
    content = _content(book())
    calculated = _values(converted(content, "book.xlsx", "xlsx", tmp_path))
    ours = _values(content)
    for cell in _formulas(content):
        expected = ours[cell]
        if isinstance(expected, (int, float)):
            assert calculated[cell] == pytest.approx(expected), cell
        else:
            assert (calculated[cell] or "") == (expected or ""), cell


def test_text_never_becomes_a_formula() -> None:
    facts = book()
    evil = replace(facts.people[0], name='=HYPERLINK("http://x.example")', skills="@SUM(1)", title="+1")
    content = _content(replace(facts, people=(evil, *facts.people[1:])))
    cells = load_workbook(BytesIO(content))["Capacity"]
    assert [cells[name].data_type for name in ("A5", "B5")] == ["s", "s"]
    assert str(cells["A5"].value).startswith("=HYPERLINK")


def test_sheets_are_ready_to_read_print_and_edit() -> None:
    file = load_workbook(BytesIO(_content(book())))
    assert file.sheetnames == ["Summary", "Capacity", "Deployment", "Projects", "At risk", "Assumptions", "_lists"]
    deployment = file["Deployment"]
    assert deployment.freeze_panes == "G5"
    assert deployment.auto_filter.ref == "A4:O30"
    assert (deployment.page_setup.orientation, deployment.print_title_rows) == ("landscape", "$1:$4")
    assert deployment.column_dimensions["A"].hidden
    assert {v.type for v in deployment.data_validations.dataValidation} == {"decimal", "list"}
    capacity: Any = file["Capacity"]
    assert capacity._charts
    assert file["_lists"].sheet_state == "hidden"
    assert file["_lists"]["C1"].value == "wb-0011223344"


def test_the_same_facts_give_the_same_bytes() -> None:
    assert _content(book()) == _content(book())


def test_an_agency_without_projects_gets_a_workbook_all_the_same() -> None:
    empty = replace(book(), rows=(), projects=(), findings=(), assumptions=(), people=book().people[:1])
    values = _values(_content(empty))
    assert "Nothing is wrong in the weeks ahead" in str(values["Summary", "A9"])


def test_the_agencys_own_words_are_used_and_a_wrong_name_is_told(tmp_path: Path) -> None:
    own = tmp_path / "workbook" / "capacity.toml"
    own.parent.mkdir()
    own.write_text('[sheets]\nsummary = "Überblick"\n', encoding="utf-8")
    assert phrases("capacity", tmp_path)[0].say("sheets", "summary") == "Überblick"
    own.write_text('[finding]\nidle = "{person} {salary}"\n', encoding="utf-8")
    words, (fault,) = phrases("capacity", tmp_path)
    assert "it may use these names: hours, person, week" in str(fault)
    assert words.say("sheets", "summary") == "Summary"


def test_the_file_is_a_plain_archive_without_links_or_macros() -> None:
    names = zipfile.ZipFile(BytesIO(_content(book()))).namelist()
    assert not [name for name in names if "external" in name.lower() or "vba" in name.lower()]
