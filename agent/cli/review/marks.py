"""A stretch of text cut where facts begin and end, so that each piece is marked by one fact at most."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from agent.cli.review.entries import Entry


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words: the numbers of the facts that begin here, and the kind of the closest fact that covers them."""

    text: str
    pins: tuple[Entry, ...] = ()
    kind: str = ""


class Marks:
    """The facts of a document in order; each is pinned once, in the first stretch shown at or after its start."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._entries = sorted((one for one in entries if one.end > one.start), key=lambda one: (one.start, -one.end))
        self._starts = [one.start for one in self._entries]
        self._longest = max((one.end - one.start for one in self._entries), default=0)
        self._pinned: set[int] = set()

    def pieces(self, text: str, start: int, end: int) -> Iterator[Piece]:
        """Yield the pieces of `text[start:end]`."""
        covering = self._covering(start, end)
        inside = (cut for one in covering for cut in (one.start, one.end) if start < cut < end)
        cuts = sorted({start, end, *inside})
        for low, high in pairwise(cuts):
            over = [one for one in covering if one.start <= low and one.end >= high]
            closest = min(over, key=lambda one: one.end - one.start, default=None)
            yield Piece(text[low:high], tuple(self._pins(over)), closest.kind if closest else "")

    def _covering(self, start: int, end: int) -> list[Entry]:
        first = bisect_left(self._starts, start - self._longest)
        last = bisect_left(self._starts, end)
        return [one for one in self._entries[first:last] if one.end > start]

    def _pins(self, over: list[Entry]) -> Iterator[Entry]:
        for one in over:
            if one.number not in self._pinned:
                self._pinned.add(one.number)
                yield one
