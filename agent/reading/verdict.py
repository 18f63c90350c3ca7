"""What came of reading one file."""

from __future__ import annotations

from dataclasses import dataclass

from parsers.contract import Parsed
from parsers.replies.deployment import Deployment
from parsers.sow.facts import SowFacts


@dataclass(frozen=True, slots=True)
class Reading:
    """One file as read in the child: its facts, or one sentence for its sender saying why there are none.

    `kind` is "sow", "workbook" or "other"; `media_type` is what the bytes are. `died` says that the child ended
    before it answered (memory, time, a crash): the third death of one file puts it before a person. `detail` is for
    the log only. `deployment` holds the rows of a capacity workbook of ours that came back.
    """

    name: str
    kind: str = "other"
    media_type: str = "application/octet-stream"
    parsed: Parsed[SowFacts] | None = None
    error: str | None = None
    died: bool = False
    flags: frozenset[str] = frozenset()
    text_length: int = 0
    detail: str = ""
    deployment: Deployment | None = None
