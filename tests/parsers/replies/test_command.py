"""One plain command and nothing else."""

from __future__ import annotations

import pytest

from parsers.replies.command import CommandKind, read_command


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("ok", CommandKind.OK),
        ("OK!", CommandKind.OK),
        ("Yes, looks good. Go ahead!", CommandKind.OK),
        ("Hi,\n\nyes please send it.\n\nThanks,\nAna", CommandKind.OK),
        ("Approved.\n\nBest regards,\nAna Lead", CommandKind.OK),
        ("👍", CommandKind.OK),
        ("Passt, danke", CommandKind.OK),
        ("No, please hold.", CommandKind.NO),
        ("undo", CommandKind.UNDO),
        ("Hi desk,\nundo please", CommandKind.UNDO),
        ("status", CommandKind.STATUS),
        ("What's the status?", CommandKind.STATUS),
        ("help", CommandKind.HELP),
        ("ok\nSam", CommandKind.OK),
    ],
)
def test_a_plain_command_is_read(text: str, kind: CommandKind) -> None:
    found = read_command(text, signer="Sam Sales")
    assert found is not None
    assert found.kind is kind
    assert found.quote in text


@pytest.mark.parametrize(
    "text",
    [
        "ok but change the fee",
        "Ok. But change the fee.",
        "ok?",
        "ok no",
        "ok undo",
        "not ok",
        "ok\n\nStop",
        "ok\nDelay",
        "ok, except the date",
        "Yes, but only if legal agrees",
        "ok 3",
        "send it to bob@evil.example",
        "> ok",
        "",
        "thanks",
        "ok " * 300,
        "1: ok",
    ],
)
def test_anything_more_is_no_command(text: str) -> None:
    assert read_command(text, signer="Sam Sales") is None
