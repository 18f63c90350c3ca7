"""Pen strokes are told from rules, dots, blots, stamps and print; noise tells nothing and costs little."""

from __future__ import annotations

import random

import pytest
from PIL import Image, ImageDraw

from parsers.formats.strokes import is_signature, shapes_in
from tests.samples.signatures.pens import looped

SIZE = (500, 120)  # at two dots a point


def drawn(*lines: list[tuple[float, float]], width: int = 3) -> Image.Image:
    image = Image.new("L", SIZE, 255)
    for line in lines:
        ImageDraw.Draw(image).line(line, fill=0, width=width)
    return image


def signed(image: Image.Image) -> bool:
    return is_signature(shapes_in(image, 0.5, 0.0, 0.0))


NAME = [(2 * x, 100 - 2 * y) for x, y in looped(20, 5)]
RULE: list[tuple[float, float]] = [(0, 90), (499, 90)]


def test_loops_over_a_rule_are_a_signature() -> None:
    assert signed(drawn(RULE, NAME))


@pytest.mark.parametrize(
    "lines",
    [
        (),
        (RULE,),
        (RULE, [(0, 80), (499, 80)]),
        ([(20, 20), (480, 20), (480, 100), (20, 100), (20, 20)],),
        ([(10, 95), (300, 80)],),
        ([(20, 60), (34, 74)], [(20, 74), (34, 60)]),
    ],
    ids=["blank", "rule", "two rules", "box", "struck out", "cross"],
)
def test_what_is_no_signature_is_none(lines: tuple[list[tuple[float, float]], ...]) -> None:
    assert not signed(drawn(*lines))


def test_a_thick_blot_is_no_signature() -> None:
    assert not signed(drawn([(40, 60), (200, 62)], width=40))


def test_printed_letters_are_no_signature() -> None:
    image = Image.new("L", SIZE, 255)
    ImageDraw.Draw(image).text((30, 50), "NORTHWIND TRADERS", fill=0, font_size=34)
    assert not signed(image)


def test_noise_tells_nothing() -> None:
    grain = random.Random(1).choices((0, 255), k=SIZE[0] * SIZE[1])
    assert shapes_in(Image.frombytes("L", SIZE, bytes(grain)), 0.5, 0.0, 0.0) == []
