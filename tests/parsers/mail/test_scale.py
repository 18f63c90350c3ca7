"""Hostile shapes cost in proportion to their size: lines of Python run are counted, no clock decides."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from types import FrameType
from typing import Any

import pytest

from parsers.mail.address import addresses, read_mailbox
from parsers.mail.failed import failed_recipients
from parsers.mail.forward import chain, unwrap
from parsers.mail.header import parameters
from parsers.mail.html import html_to_text
from parsers.mail.reply import answers, visible
from parsers.replies.answers import read_answers
from parsers.replies.command import read_command
from parsers.replies.decision import read_decisions
from parsers.replies.leave import read_leave
from parsers.replies.note import read_note
from parsers.replies.status import read_status

DAY = date(2026, 11, 24)

SHAPES = {
    "newlines": "\n",
    "blank lines with spaces": "\r\n \r\n",
    "dashes": "-",
    "spaces": " ",
    "digits": "1",
    "underscores": "_",
    "On x": "On x",
    "On x lines": "On x\n",
    "sentences": "On Mon, 9 Nov 2026 at 09:00, Jo <jo@x.example> wrote:\n",
    "sentences in one line": "On 9 Nov 2026 09:00 Jo <j@x.example> wrote: ",
    "half sentences": "On Mon, 9 Nov 2026\n",
    "quotes": "> \n",
    "deep quotes": "> > > ",
    "labels": "From: a@b.example\n",
    "recipients": "To: a@b.example, c@d.example\n",
    "colons": ":\n",
    "numbers": "1:\n",
    "signatures": "--\n",
    "rules": "-----\n",
    "separators": "---------- Forwarded message ----------\n",
    "rules and labels": "_____\nFrom: a@b.example\nTo: x\n",
    "phones": "Sent from my iPhone\n",
    "disclaimers": "disclaimer:\n\n",
    "mailto": "<mailto:",
    "at signs": "a@",
    "brackets": "(",
    "escapes": '"\\',
    "tags": "<b>",
    "line breaks": "<br>",
    "paragraphs": "<p>a",
    "nested quotes": "<blockquote>",
    "nested cells": "<table><tr><td>",
    "items": "<ul><li>",
    "hidden": "<p style='display:none'>",
    "group wise": ">>> a 1.1.2026 10:00 >>>\n",
    "reply lines": "--- above this line",
    "introductions": "Jo <jo@x.example>:\n",
    "wrapped verbs": "scritto:\n",
    "banners": "CAUTION: external\n",
    "spaced labels": "From: a@b.example\n\n",
    "days": "Mon Tue Wed Thu ",
    "percents": "50% 40% ",
}
READERS: dict[str, Callable[[str], object]] = {
    "visible": visible,
    "html_to_text": html_to_text,
    "answers": answers,
    "unwrap": lambda text: unwrap("Fwd: x", text),
    "chain": lambda text: chain("Fwd: x", text),
    "read_mailbox": read_mailbox,
    "addresses": addresses,
    "parameters": parameters,
    "read_command": read_command,
    "read_answers": read_answers,
    "read_status": lambda text: read_status(text, DAY),
    "read_decisions": lambda text: read_decisions(text, (1, 2)),
    "read_leave": lambda text: read_leave(text, DAY),
    "read_note": lambda text: read_note(text, DAY, ("Sam Sales",)),
    "failed_recipients": failed_recipients,
}


def steps(reader: Callable[[str], object], text: str) -> int:
    """Return how many lines of Python a reader runs over a text."""
    count = 0

    def trace(frame: FrameType, event: str, argument: Any) -> Any:
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        reader(text)
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("shape", SHAPES)
def test_twice_the_text_is_at_most_little_more_than_twice_the_work(reader: str, shape: str) -> None:
    size = 6_000
    text = (SHAPES[shape] * size)[: 2 * size]
    once, twice = steps(READERS[reader], text[:size]), steps(READERS[reader], text)
    assert twice <= 2.3 * once + 500


@pytest.mark.parametrize("shape", SHAPES)
def test_the_longest_text_of_each_shape_is_read(shape: str) -> None:
    text = (SHAPES[shape] * 131_072)[:131_072]
    assert len(visible(text)) <= len(text)
    assert isinstance(html_to_text(text[:20_000]), str)
