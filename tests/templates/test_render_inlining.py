"""The style sheet goes into a template's source and changes nothing else in it."""

from __future__ import annotations

import re

import pytest
from jinja2 import Environment

from templates.inlining import inlined
from templates.plain import harmless
from templates.render import example, letter_kinds
from templates.shelf import BUILT_IN, Shelf

CSS = "td { color: red } .big { font-size: 20px } @media print { .big { color: black } }"


def test_tags_between_the_rows_of_a_table_stay_where_they_are() -> None:
    source = "<table>{% for cell in cells %}<tr><td>{{ cell }}</td></tr>{% endfor %}</table>"
    page = Environment(autoescape=True).from_string(inlined(source, CSS)).render(cells=["a", "b"])
    assert re.findall(r'<tr><td style="color: red;">(.)</td></tr>', page) == ["a", "b"]


def test_a_tag_in_an_attribute_and_one_with_a_bracket_stay_whole() -> None:
    source = '<a class="big" href="mailto:{{ to }}">{% if n > 1 %}<b title="{{ n > 1 }}">{{ n }}</b>{% endif %}</a>'
    page = Environment(autoescape=True).from_string(inlined(source, CSS)).render(to="a@b.example", n=2)
    assert page == ('<a class="big" href="mailto:a@b.example" style="font-size: 20px;"><b title="True">2</b></a>')


def test_a_whole_page_keeps_the_rules_that_only_a_style_sheet_can_say() -> None:
    page = inlined("<!doctype html><html><head></head><body><p class='big'>x</p></body></html>", CSS)
    assert '<p class="big" style="font-size: 20px;">' in page
    assert "@media print" in page
    assert "td {" not in page


@pytest.mark.parametrize("kind", letter_kinds())
def test_a_letters_html_is_the_same_with_and_without_styles(kind: str) -> None:
    context = harmless(example(kind))
    plain, styled = (Shelf((BUILT_IN,), style=style).render(kind, context).html for style in (False, True))
    assert 'style="' in styled
    assert bare(plain) == bare(styled)


def bare(page: str) -> str:
    """Return the page without styles, in the spelling of a serialised page."""
    page = re.sub(r"<style>.*?</style>| style=\"[^\"]*\"", "", page, flags=re.S).replace("<!doctype", "<!DOCTYPE")
    return re.sub(r"\s+", "", page.replace("&amp;", "&").replace("&#34;", '"').replace("&#39;", "'"))
