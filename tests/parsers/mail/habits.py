"""Our own cases of what mail programs and people do, in four tables; each falls into one of two halves by its name.

`SEEN` cases were there to tune on, `HELD` cases were only counted; `benchmarks.mail` prints both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

CASES = Path(__file__).parent / "cases"
ANSWER = "Wireframes: done.\nCopy is still with the client, so give us two more days."
HISTORY = "How is ACME?\n\nRegards\nDesk"
FIELDS = ("name", "address", "subject", "date", "iso", "note", "text")


@dataclass(frozen=True, slots=True)
class Case:
    """One mail; `wanted` is the visible reply, or of a forward its fields, with none where it forwards nothing."""

    name: str
    subject: str
    text: str
    wanted: str
    fields: tuple[tuple[str, str], ...] | None = None

    @property
    def held(self) -> bool:
        """Whether this case was held out while the rules were tuned."""
        return crc32(self.name.encode()) % 2 == 0


def replies() -> tuple[Case, ...]:
    """Return every case of a reply."""
    return (*_attributions(), *_reply_blocks(), *_footers(), *_written())


def forwards() -> tuple[Case, ...]:
    """Return every case of a forward, or of what looks like one."""
    return (*_forwarded(), *_forward_blocks())


def _attributions() -> Iterator[Case]:
    for name, line, *plain in _rows("attributions.txt"):
        history = HISTORY if plain else "\n".join(f"> {part}".rstrip() for part in HISTORY.split("\n"))
        yield Case(f"attribution/{name}", "Re: Status", f"{ANSWER}\n\n{_unfolded(line)}\n\n{history}\n", ANSWER)


def _reply_blocks() -> Iterator[Case]:
    for language, *labels in _rows("blocks.txt"):
        yield Case(f"block/{language}", "Re: Status", f"{ANSWER}\n\n{_block(labels)}\n\n{HISTORY}\n", ANSWER)


def _forward_blocks() -> Iterator[Case]:
    for language, *labels in _rows("blocks.txt"):
        fields = (("name", "Jo Doe"), ("address", "jo@acme.example"), ("subject", "Status"), ("note", ANSWER))
        text = f"{ANSWER}\n\n{_block(labels)}\n\n{HISTORY}\n"
        yield Case(f"forward-block/{language}", "Fwd: Status", text, "", (*fields, ("text", HISTORY)))


def _block(labels: list[str]) -> str:
    values = ("Jo Doe <jo@acme.example>", "09.11.2026 09:00", "Desk <desk@agency.example>", "Status")
    return "\n".join(f"{label}: {value}" for label, value in zip(labels, values, strict=True))


def _footers() -> Iterator[Case]:
    for number, (language, line) in enumerate(_rows("footers.txt")):
        quoted = "\n\nOn Mon, 9 Nov 2026 at 09:00, Desk <desk@agency.example> wrote:\n> How?" if number % 2 else ""
        yield Case(f"footer/{language}/{line}", "Re: Status", f"{ANSWER}\n\n{line}\n{quoted}", ANSWER)


def _written() -> Iterator[Case]:
    for name, subject, text, wanted in _blocks("replies.txt"):
        yield Case(f"reply/{name}", subject or "Re: Status", text, wanted)


def _forwarded() -> Iterator[Case]:
    for name, subject, text, wanted in _blocks("forwards.txt"):
        rows = [line.partition(":") for line in wanted.split("\n") if ":" in line]
        fields = tuple((key, value.strip()) for key, _, value in rows)
        yield Case(f"forward/{name}", subject, text, wanted, fields or None)


def _rows(file: str) -> Iterator[list[str]]:
    for line in (CASES / file).read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split(" | ")


def _blocks(file: str) -> Iterator[tuple[str, str, str, str]]:
    for block in re.split(r"(?m)^=== ", (CASES / file).read_text("utf-8"))[1:]:
        head, _, rest = block.partition("\n")
        name, _, subject = head.partition(" | ")
        text, _, wanted = rest.partition("--- want\n")
        yield name, subject, text, wanted


def _unfolded(line: str) -> str:
    return line.replace("\\n", "\n")
