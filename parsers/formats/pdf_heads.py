"""Running heads and feet: what stands at the edge of most pages, its page number aside."""

from __future__ import annotations

import re

from parsers.formats.pdf_lines import Line
from parsers.formats.pdf_write import Page

_DIGITS = re.compile(r"\d{1,9}")
_EDGE = 3  # lines at the top and at the bottom of a page that may be a running head


def running_heads(pages: list[Page]) -> set[str]:
    """Return the wordings, page numbers aside, that stand at the edge of most pages."""
    found: dict[str, list[tuple[int, str]]] = {}
    for page in pages:
        for words, line in {worded(line): line for line in edges_of(page)}.items():
            found.setdefault(words, []).append((page.number, line.text))
    least = max(2 if len(pages) == 2 else 3, len(pages) // 2)
    return {words for words, said in found.items() if len(said) >= least and _counts_pages(said)}


def _counts_pages(said: list[tuple[int, str]]) -> bool:
    """Say whether what differs from page to page is the page's number alone; "Phase 2" on page 5 is no page number."""
    pages = [page for page, _ in said]
    for numbers in zip(*(map(int, _DIGITS.findall(text)) for _, text in said), strict=True):
        offsets = {number - page for number, page in zip(numbers, pages, strict=True)}
        if len(set(numbers)) > 1 and len(offsets) > 1:
            return False
    return True


def edges_of(page: Page) -> list[Line]:
    """Return the first and the last few lines of a page."""
    return page.lines if len(page.lines) < 2 * _EDGE else page.lines[:_EDGE] + page.lines[-_EDGE:]


def worded(line: Line) -> str:
    """Return a line with its numbers left open."""
    return _DIGITS.sub("#", line.text)
