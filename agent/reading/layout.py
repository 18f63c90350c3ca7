"""A document's text and how it is laid out, for showing a reading in its place."""

from __future__ import annotations

from dataclasses import dataclass

from parsers.contract import Block, Table


@dataclass(frozen=True, slots=True)
class Layout:
    """The text that the facts quote, with its blocks and tables in reading order; `pages` is None without pages."""

    text: str
    blocks: tuple[Block, ...] = ()
    tables: tuple[Table, ...] = ()
    pages: int | None = None
