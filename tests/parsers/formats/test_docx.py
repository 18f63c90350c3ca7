"""Word files as a person sees them in Word."""

from __future__ import annotations

from parsers.contract import BlockKind, Document, Source
from parsers.formats import read
from tests.files.word import docx, p, r, tbl, tc

_HEADINGS = (
    '<w:style w:type="paragraph" w:styleId="Kop1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Deep"><w:basedOn w:val="Kop1"/></w:style>'
)
_NUMBERS = (
    '<w:abstractNum w:abstractNumId="0">'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1.%2)"/></w:lvl>'
    '</w:abstractNum><w:abstractNum w:abstractNumId="1">'
    '<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
)


def reading(body: str, **parts: str) -> Document:
    return read(Source("SOW.docx", docx(body, **parts)))


def listed(text: str, number: int, level: int = 0) -> str:
    return p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def grid(document: Document, table: int = 0) -> list[list[str]]:
    return [[document.text[c.start : c.end] for c in row] for row in document.tables[table].rows]


def test_paragraphs_come_in_order_with_their_numbers() -> None:
    document = reading(p("one") + "<w:p/>" + p("two"))
    assert document.text == "one\ntwo"
    assert [block.paragraph for block in document.blocks] == [1, 2]


def test_a_heading_is_known_by_its_style_in_any_language_and_by_inheritance() -> None:
    body = p("Scope", '<w:pStyle w:val="Kop1"/>') + p("Terms", '<w:pStyle w:val="Deep"/>') + p("text")
    document = reading(body, styles=_HEADINGS)
    assert [(b.kind, b.level) for b in document.blocks[:2]] == [(BlockKind.HEADING, 1)] * 2
    assert document.blocks[2].kind is BlockKind.PARAGRAPH


def test_a_short_bold_line_is_a_heading_and_a_bold_label_in_a_sentence_is_not() -> None:
    document = reading(p("Payment terms", run="<w:b/>") + f"<w:p>{r('Client:', '<w:b/>')}{r(' Acme')}</w:p>")
    assert [b.kind for b in document.blocks] == [BlockKind.HEADING, BlockKind.PARAGRAPH]


def test_list_items_bear_the_numbers_word_shows() -> None:
    body = listed("a", 1) + listed("b", 1, 1) + listed("c", 1, 1) + listed("d", 1) + listed("e", 1, 1) + listed("f", 2)
    assert reading(body, numbering=_NUMBERS).text.split("\n") == ["1. a", "1.a) b", "1.b) c", "2. d", "2.a) e", "• f"]


def test_a_table_gives_rows_of_cells_whose_spans_hold_their_text() -> None:
    document = reading(p("Effort") + tbl(["Role", "Hours"], ["Designer", "40"], ["", "8"]))
    assert grid(document) == [["Role", "Hours"], ["Designer", "40"], ["", "8"]]
    assert document.tables[0].title == "Effort"
    assert document.place(document.text.index("40"), document.text.index("40") + 2).cell == "table 1, row 2, column 2"


def test_merged_cells_are_repeated_by_reference() -> None:
    wide = tc("Total", '<w:gridSpan w:val="2"/>')
    tall, more = tc("Phase 1", '<w:vMerge w:val="restart"/>'), tc("", "<w:vMerge/>")
    document = reading(tbl([tall, "a", "1"], [more, "b", "2"], [wide, "3"]))
    assert grid(document) == [["Phase 1", "a", "1"], ["Phase 1", "b", "2"], ["Total", "Total", "3"]]
    first, second = document.tables[0].rows[0][0], document.tables[0].rows[1][0]
    assert (first.start, first.end) == (second.start, second.end)
    assert document.text.count("Phase 1") == 1


def test_a_nested_table_is_a_table_of_its_own_inside_its_cell() -> None:
    inner = p("before") + tbl(["x", "y"]) + p("after")
    document = reading(tbl(["Fees", tc(inner)]))
    assert grid(document, 1) == [["x", "y"]]
    assert grid(document)[0] == ["Fees", "before\nx\ty\nafter"]


def test_a_box_of_one_cell_is_no_table() -> None:
    document = reading(tbl([tc(p("Scope", '<w:pStyle w:val="Kop1"/>') + p("All of it"))]), styles=_HEADINGS)
    assert document.tables == ()
    assert document.blocks[0].kind is BlockKind.HEADING


def test_tracked_changes_are_read_as_final_text_and_flagged() -> None:
    gone = "<w:del><w:r><w:delText>12</w:delText></w:r></w:del>"
    document = reading(f"<w:p>{r('Start ')}{gone}<w:ins>{r('19')}</w:ins>{r(' May')}</w:p>")
    assert document.text == "Start 19 May"
    assert "tracked changes" in document.flags


def test_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    document = reading(p("Fee is ", "<w:rPr><w:del/></w:rPr>") + p("EUR 10"))
    assert document.text == "Fee is EUR 10"


def test_a_deleted_table_row_is_left_out() -> None:
    row = f"<w:tr><w:trPr><w:del/></w:trPr>{tc('gone')}{tc('too')}</w:tr>"
    document = reading(f"<w:tbl><w:tr>{tc('a')}{tc('b')}</w:tr>{row}</w:tbl>")
    assert grid(document) == [["a", "b"]]


def test_a_text_box_is_read_once() -> None:
    box = f"<wps:txbx><w:txbxContent>{p('In a box')}</w:txbxContent></wps:txbx>"
    twice = f"<mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    document = reading(f"<w:p>{r('Beside')}<w:r>{twice}</w:r></w:p>")
    assert document.text == "Beside\nIn a box"
    assert document.blocks[1].kind is BlockKind.NOTE


def test_content_controls_links_and_fields_are_read() -> None:
    control = f"<w:sdt><w:sdtContent>{r('Acme')}</w:sdtContent></w:sdt>"
    link = f"<w:hyperlink>{r(' Ltd')}</w:hyperlink>"
    field = f'<w:fldSimple w:instr="DATE">{r(" 2026")}</w:fldSimple>'
    around = f"<w:sdt><w:sdtContent>{p('Block')}</w:sdtContent></w:sdt>"
    assert reading(f"<w:p>{control}{link}{field}</w:p>{around}").text == "Acme Ltd 2026\nBlock"


def test_a_footnote_follows_the_paragraph_it_hangs_on() -> None:
    body = f'<w:p>{r("Fee")}<w:r><w:footnoteReference w:id="2"/></w:r></w:p>{p("Next")}'
    document = reading(body, footnotes=f'<w:footnote w:id="2">{p("net of tax")}</w:footnote>')
    assert document.text == "Fee\nnet of tax\nNext"
    assert document.blocks[1].kind is BlockKind.NOTE


def test_headers_and_footers_are_read_once_at_the_end() -> None:
    document = reading(p("Body"), header1=p("SOW-7"), footer1=p("SOW-7"))
    assert document.text == "Body\nSOW-7"


def test_hidden_text_is_left_out_and_flagged() -> None:
    document = reading(f"<w:p>{r('Fee 10')}{r(' or 90', '<w:vanish/>')}</w:p>")
    assert document.text == "Fee 10"
    assert "hidden text" in document.flags


def test_boxes_to_tick_show_whether_they_are_ticked() -> None:
    symbol = '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>'
    assert reading(f"<w:p>{symbol}{r(' fixed price')}</w:p>").text == "☒ fixed price"


def test_strict_word_files_are_read_like_the_others() -> None:
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    body = f'<w:document xmlns:w="{strict}"><w:body>{p("Strict")}</w:body></w:document>'
    from tests.files.word import packed

    assert read(Source("SOW.docx", packed({"word/document.xml": body}))).text == "Strict"


def test_moved_text_is_read_where_it_went() -> None:
    gone = p("", '<w:rPr><w:moveFrom w:id="1"/></w:rPr>')
    gone = gone.replace("<w:r>", '<w:moveFrom w:id="2"><w:r><w:t>The fee is EUR 9.</w:t></w:r></w:moveFrom><w:r>')
    come = f'<w:p><w:moveTo w:id="3">{r("The fee is EUR 9.")}</w:moveTo></w:p>'
    document = reading(gone + p("First.") + come)
    assert document.text == "First.\nThe fee is EUR 9."
    assert document.flags == {"tracked changes"}


def test_text_inserted_and_deleted_again_is_gone() -> None:
    both = f'<w:ins w:id="1"><w:del w:id="2"><w:r><w:delText>never</w:delText></w:r></w:del>{r("yes")}</w:ins>'
    assert reading(f"<w:p>{both}</w:p>").text == "yes"


def test_a_deleted_mark_at_the_end_of_a_cell_loses_nothing() -> None:
    joined = p("EUR 9", '<w:rPr><w:del w:id="1"/></w:rPr>')
    document = reading(tbl(["Fee", f"{joined}"], ["Total", "EUR 10"]) + p("Last", '<w:rPr><w:del w:id="2"/></w:rPr>'))
    assert document.text == "Fee\tEUR 9\nTotal\tEUR 10\nLast"


def test_words_struck_out_by_hand_are_left_out_and_flagged() -> None:
    document = reading(f"<w:p>{r('Fee: ')}{r('EUR 9,000', '<w:strike/>')}{r('EUR 8,000')}</w:p>")
    assert document.text == "Fee: EUR 8,000"
    assert document.flags == {"struck-out text"}


def test_an_empty_item_counts_as_it_does_in_word() -> None:
    assert reading(listed("One", 1) + listed("", 1) + listed("Three", 1), numbering=_NUMBERS).text == "1. One\n3. Three"


def test_a_list_by_a_numbering_style_bears_that_styles_numbers() -> None:
    numbers = (
        '<w:abstractNum w:abstractNumId="0"><w:styleLink w:val="Legal"/>'
        '<w:lvl w:ilvl="0"><w:numFmt w:val="upperRoman"/><w:lvlText w:val="Article %1"/></w:lvl></w:abstractNum>'
        '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="Legal"/></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    )
    assert reading(listed("Fees", 1) + listed("Term", 1), numbering=numbers).text == "Article I Fees\nArticle II Term"


def test_cells_merged_the_old_way_are_one() -> None:
    head = tc("Fees", '<w:hMerge w:val="restart"/>') + tc("", "<w:hMerge/>")
    document = reading(f"<w:tbl><w:tr>{head}</w:tr><w:tr>{tc('Design')}{tc('EUR 9')}</w:tr></w:tbl>")
    assert grid(document) == [["Fees", "Fees"], ["Design", "EUR 9"]]
