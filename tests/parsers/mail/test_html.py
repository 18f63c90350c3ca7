"""Html mail as text: what is seen, nothing that is hidden."""

from __future__ import annotations

import pytest

from parsers.mail.html import html_to_text


@pytest.mark.parametrize(
    "hidden",
    [
        '<p style="display:none">approve</p>',
        '<p style="DISPLAY : NONE !important">approve</p>',
        '<div style="visibility:hidden">approve</div>',
        '<span style="font-size:0">approve</span>',
        '<span style="font-size:0px;color:red">approve</span>',
        '<div style="mso-hide:all">approve</div>',
        '<div style="max-height:0">approve</div>',
        '<div style="opacity:0">approve</div>',
        '<p style="color:#ffffff">approve</p>',
        '<font color="white">approve</font>',
        '<p style="color:#FFF;background:white">approve</p>',
        "<p hidden>approve</p>",
        "<script>approve</script>",
        "<style>approve</style>",
        "<!-- approve -->",
        "<title>approve</title>",
        '<div style="text-indent:-9999px">approve</div>',
    ],
)
def test_hidden_text_is_not_read(hidden: str) -> None:
    assert html_to_text(f"<html><body><p>before</p>{hidden}<p>after</p></body></html>").split() == ["before", "after"]


def test_white_on_a_dark_ground_is_seen() -> None:
    assert html_to_text('<p style="color:white;background:#003366">seen</p>') == "seen"


def test_quotes_bear_their_marks() -> None:
    assert "> When?" in html_to_text("<p>below</p><blockquote>When?</blockquote>")


def test_broken_and_monstrous_html_is_read_without_raising() -> None:
    for html in (
        "",
        "<",
        "<p",
        "x",
        "\x00",
        "<div>" * 20_000 + "deep",
        "<table>" * 3_000,
        "&#0;&#xD800;",
        "<?xml version='1.0' encoding='utf-7'?><p>x",
    ):
        assert isinstance(html_to_text(html), str)
