"""What came of reading or opening one file."""

from __future__ import annotations

from dataclasses import dataclass

from agent.reading.layout import Layout
from parsers.contract import Help, Parsed
from parsers.replies.deployment import Deployment
from parsers.sow.facts import SowFacts


@dataclass(frozen=True, slots=True)
class Reading:
    """One file as read in the child: its facts, or one sentence for its sender saying why there are none.

    `kind` is "sow", "workbook" or "other"; `media_type` is what the bytes are. `died` says that the child ended
    before it answered (memory, time, a crash): the third death of one file puts it before a person. `confidence`
    (0 to 100) says how surely its pictures were read, None where there are none. `needs` is the help that was wanted
    and not at hand. `layout` is there only where it was asked for; `detail` is for the log only.
    `deployment` holds the rows of a capacity workbook of ours that came back.
    """

    name: str
    kind: str = "other"
    media_type: str = "application/octet-stream"
    parsed: Parsed[SowFacts] | None = None
    error: str | None = None
    died: bool = False
    flags: frozenset[str] = frozenset()
    text_length: int = 0
    confidence: int | None = None
    needs: Help | None = None
    layout: Layout | None = None
    detail: str = ""
    deployment: Deployment | None = None


@dataclass(frozen=True, slots=True)
class Member:
    """A file inside another; its name is display text, its type a claim or ""."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Opened:
    """The files inside a file, or one sentence saying why it was not opened; `died` as in `Reading`."""

    name: str
    members: tuple[Member, ...] = ()
    error: str | None = None
    died: bool = False
