"""Workbooks as they show, each cell known by its sheet and name."""

from __future__ import annotations

from parsers.contract import Document, Source
from parsers.formats import read
from tests.files.excel import c, row, xlsx

_STYLES = (
    '<numFmts><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/><numFmt numFmtId="165" formatCode="[$€-407] #,##0.00"/>'
    '<numFmt numFmtId="166" formatCode="#,##0 &quot;days&quot;"/></numFmts>'
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="9"/>'
    '<xf numFmtId="166"/></cellXfs>'
)


def reading(rows: str, strings: tuple[str, ...] = ()) -> Document:
    return read(Source("SOW.xlsx", xlsx({"Effort": rows}, strings, _STYLES)))


def grid(document: Document) -> list[list[str]]:
    return [[document.text[cell.start : cell.end] for cell in row] for row in document.tables[0].rows]


def test_a_sheet_is_a_table_with_its_name_and_cells_are_named_as_in_excel() -> None:
    rows = row(2, c("B2", "0", "s"), c("C2", "1", "s")) + row(4, c("B4", "2", "s"), c("C4", "40"))
    document = reading(rows, ("Role", "Hours", "Designer"))
    assert grid(document) == [["Role", "Hours"], ["Designer", "40"]]
    assert document.tables[0].title == "Effort"
    assert document.place(document.text.index("40"), document.text.index("40") + 2).cell == "Effort!C4"


def test_dates_money_and_shares_show_as_in_excel() -> None:
    cells = (c("A1", "46034", style=1), c("B1", "1200.5", style=2), c("C1", "0.2", style=3), c("D1", "5", style=4))
    assert grid(reading(row(1, *cells))) == [["2026-01-12", "€1,200.50", "20%", "5"]]


def test_numbers_show_without_the_noise_of_fractions() -> None:
    assert grid(reading(row(1, c("A1", "0.30000000000000004"), c("B1", "1E3"), c("C1", "1", "b")))) == [
        ["0.3", "1000", "yes"]
    ]


def test_gaps_between_cells_are_empty_cells() -> None:
    assert grid(reading(row(1, c("A1", "1"), c("D1", "2")))) == [["1", "", "", "2"]]


def test_a_cell_far_to_the_right_does_not_make_the_table_wide() -> None:
    document = reading(row(1, c("A1", "1"), c("XFD1", "2")))
    assert grid(document) == [["1"]]
    assert "truncated" in document.flags


def test_hidden_sheets_are_left_out_and_flagged() -> None:
    content = xlsx({"Fees": row(1, c("A1", "10")), "Margin": row(1, c("A1", "90"))}, hidden=("Margin",))
    document = read(Source("SOW.xlsx", content))
    assert "90" not in document.text
    assert document.flags == {"hidden sheets"}


def grid_of(content: bytes) -> list[list[str]]:
    document = read(Source("SOW.xlsx", content))
    return [[document.text[cell.start : cell.end] for cell in line] for line in document.tables[0].rows]


def test_merged_cells_are_repeated_by_reference() -> None:
    rows = row(1, c("A1", "0", "s"), c("B1", "1", "s")) + row(2, c("B2", "2", "s")) + row(3, c("A3", "7"), c("B3", "8"))
    content = xlsx({"Fees": rows}, ("Design", "Hours", "Rate"), merged=("A1:A2", "A3:B3", "Z9:ZZ99", "nonsense"))
    assert grid_of(content) == [["Design", "Hours"], ["Design", "Rate"], ["7", "7"]]


def test_hidden_rows_and_columns_are_left_out_and_flagged() -> None:
    rows = row(1, c("A1", "1"), c("B1", "2"), c("C1", "3")) + '<row r="2" hidden="1"><c r="A2"><v>9</v></c></row>'
    content = xlsx({"Fees": rows}, columns='<col min="2" max="2" hidden="1"/>')
    assert grid_of(content) == [["1", "", "3"]]
    assert read(Source("SOW.xlsx", content)).flags == {"hidden cells"}


def test_dates_counted_from_1904_are_right_too() -> None:
    styles = '<cellXfs><xf numFmtId="14"/></cellXfs>'
    assert grid_of(xlsx({"Plan": row(1, c("A1", "44572"))}, styles=styles, from_1904=True)) == [["2026-01-12"]]


def test_formulas_nobody_calculated_are_flagged() -> None:
    content = xlsx({"Fees": row(1, c("A1", "5"), '<c r="B1"><f>A1*2</f></c>', '<c r="C1"><f>A1</f><v>5</v></c>')})
    document = read(Source("SOW.xlsx", content))
    assert (document.text, document.flags) == ("Fees\n5\t\t5", frozenset({"formulas without values"}))


def test_a_currency_is_told_by_the_number_format() -> None:
    codes = ("[$€-407] #,##0.00", '#,##0 "SEK"', '"£"#,##0', "[$CHF] #,##0.00", "0.0%")
    own = "".join(f'<numFmt numFmtId="{170 + n}" formatCode="{escape(code)}"/>' for n, code in enumerate(codes))
    xfs = "".join(f'<xf numFmtId="{170 + n}"/>' for n in range(len(codes)))
    cells = [c(f"{'ABCDE'[n]}1", "1250.5" if n < 4 else "0.125", style=n) for n in range(5)]
    content = xlsx({"Fees": row(1, *cells)}, styles=f"<numFmts>{own}</numFmts><cellXfs>{xfs}</cellXfs>")
    assert grid_of(content) == [["€1,250.50", "SEK 1,250.50", "£1,250.50", "CHF 1,250.50", "12.5%"]]


def escape(code: str) -> str:
    return code.replace('"', "&quot;")
