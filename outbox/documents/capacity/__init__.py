"""The capacity and deployment workbook: six sheets a lead reads, plays with, edits and sends back."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from outbox.documents.capacity.facts import CapacityBook
from outbox.letter import Attachment
from templates.fault import TemplateFault
from templates.phrases import phrases as load_phrases

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def build(book: CapacityBook, home_templates: Path | None = None) -> tuple[Attachment, tuple[TemplateFault, ...]]:
    """Return the workbook as a file, and the faults of the agency's own words that were passed over.

    The same book gives the same bytes; every formula bears the value it comes to.
    """
    from openpyxl import Workbook

    from outbox.documents.capacity import deployment, grid, lists, summary
    from outbox.documents.capacity.cached import Cached, with_values
    from outbox.documents.capacity.cells import Sheet

    words, faults = load_phrases("capacity", home_templates)
    file, cached = Workbook(), Cached()
    file.remove(file.worksheets[0])
    page = words.say("book", "page")
    for name, write, repeat in (
        ("summary", summary.write, ""),
        ("capacity", grid.write, "1:4"),
        ("deployment", deployment.write, "1:4"),
        ("projects", lists.write_projects, "1:4"),
        ("risk", lists.write_risks, "1:4"),
        ("assumptions", lists.write_assumptions, "1:4"),
    ):
        sheet = Sheet(file, words.say("sheets", name), cached)
        write(sheet, book, words)
        sheet.print_on_landscape(page, repeat, book.agency)
    lists.write_lists(Sheet(file, lists.LISTS, cached), book)
    file.properties.creator = book.agency
    file.properties.title = words.say("book", "title")
    file.calculation.fullCalcOnLoad = True
    stream = BytesIO()
    file.save(stream)
    content = with_values(stream.getvalue(), cached, book.written)
    return Attachment(f"{words.say('book', 'file', day=book.written.isoformat())}.xlsx", EXCEL, content), faults
