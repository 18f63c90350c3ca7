"""The log is one line an event, with nobody's address in it."""

from __future__ import annotations

import contextlib
import io
import logging
from collections.abc import Iterator
from contextlib import redirect_stderr

import pytest
import structlog

from agent.cli.logs import Harmless, log_to_stderr


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """Send the log into memory for one test."""
    said = io.StringIO()
    with redirect_stderr(said):
        log_to_stderr()
    yield said
    structlog.reset_defaults()
    logging.basicConfig(force=True)


def test_an_event_is_one_line_of_its_name_and_pairs(log: io.StringIO) -> None:
    structlog.get_logger().info("mail.sorted", id=12, why="it carries SOW.docx")
    _time, level, rest = log.getvalue().split(" ", 2)
    assert (level, rest) == ("info", "mail.sorted id=12 why='it carries SOW.docx'\n")


def test_addresses_are_redacted_wherever_they_stand(log: io.StringIO) -> None:
    structlog.get_logger().warning("letter.refused", to="ana.silva@agency.example", said="550 <bo@x.example> unknown")
    assert "to=a***@agency.example" in log.getvalue()
    assert "<b***@x.example>" in log.getvalue()
    assert "silva" not in log.getvalue()


def test_a_line_break_cannot_forge_another_event(log: io.StringIO) -> None:
    structlog.get_logger().info("mail.kept", subject="a\n2026 info letter.sent")
    assert log.getvalue().count("\n") == 1


def test_what_libraries_log_is_redacted_too(log: io.StringIO) -> None:
    logging.getLogger("dramatiq").warning("mail of %s\nwas lost", "ana@agency.example")
    assert log.getvalue().endswith(" WARNING dramatiq 'mail of a***@agency.example\\nwas lost'\n")


def test_an_error_keeps_its_traceback_below_the_line(log: io.StringIO) -> None:
    try:
        raise ZeroDivisionError("ana@agency.example")
    except ZeroDivisionError:
        structlog.get_logger().exception("step.failed", actor="mail.handle")
    head, *below = log.getvalue().splitlines()
    assert head.endswith("error step.failed actor=mail.handle")
    assert below[-1] == "ZeroDivisionError: a***@agency.example"


def test_a_line_that_cannot_be_written_harms_nobody() -> None:
    with open("/dev/full", "w", encoding="utf-8") as full:
        stream = Harmless(full)
        for _ in range(5_000):
            print("mail.sorted", file=stream, flush=True)
        with contextlib.suppress(OSError):
            full.close()
