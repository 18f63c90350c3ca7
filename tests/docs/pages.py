"""The pages people read, and what stands in them: links, headings as anchors, make targets, names in back-quotes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
GUIDE = ROOT / "docs" / "guide"
DECISIONS = ROOT / "docs" / "decisions"

_LINK = re.compile(r"(?<!`)\[(?:[^\]\[]|\\.)*\]\(([^)\s]+)\)")
_FENCE = re.compile(r"(?ms)^ *```.*?^ *```")


@dataclass(frozen=True)
class Page:
    """One Markdown file."""

    path: Path

    @property
    def name(self) -> str:
        """Its path from the root of the checkout."""
        return str(self.path.relative_to(ROOT))

    @property
    def text(self) -> str:
        """All of it."""
        return self.path.read_text(encoding="utf-8")

    @property
    def prose(self) -> str:
        """It without its blocks of code."""
        return _FENCE.sub("", self.text)

    @property
    def links(self) -> list[str]:
        """The targets of its links, pictures included."""
        return _LINK.findall(self.prose)

    @property
    def anchors(self) -> set[str]:
        """What a link may name behind #, as code hosts make it of a heading."""
        return {_anchor(title) for title in re.findall(r"(?m)^#+ (.+)$", self.prose)}

    def section(self, title: str) -> str:
        """Return what stands under a heading, up to the next of its level or above."""
        found = re.search(rf"(?ms)^(#+) {re.escape(title)}$\n(.*?)(?=^#{{1,3}} |\Z)", self.text)
        return found[2] if found else ""


def pages() -> Iterator[Page]:
    """Yield the pages at the root and below docs/."""
    for path in (*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))):
        yield Page(path)


def _anchor(title: str) -> str:
    plain = re.sub(r"[^\w\- ]", "", title.replace("`", "").lower())
    return plain.strip().replace(" ", "-")
