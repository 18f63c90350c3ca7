"""What a hand, a stamp or a copier leaves on a page, as pdf drawing operators; all places in points."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterable

from PIL import Image, ImageDraw

Point = tuple[float, float]
Pen = Callable[[float, float], list[str]]  # draws over a line that starts at x, y


def nothing(_x: float, _y: float) -> list[str]:
    """Leave the line blank."""
    return []


def path(points: Iterable[Point], width: float = 1.1, colour: str = "0.05 0.08 0.35") -> str:
    """Return the operators of one stroke."""
    (x, y), *rest = points
    lines = " ".join(f"{a:.2f} {b:.2f} l" for a, b in rest)
    return f"q {colour} RG {width} w 1 J 1 j {x:.2f} {y:.2f} m {lines} S Q"


def looped(
    x: float, y: float, *, wide: float = 110, tall: float = 20, loops: int = 6, lean: float = 0.4
) -> list[Point]:
    """Return a run of leaning loops, as in a hurried name."""
    points = []
    for step in range(loops * 16):
        turn = 2 * math.pi * step / 16
        size = tall * (1.0 - 0.5 * step / (loops * 16)) * (1.3 if step < 16 else 0.8)
        up = size * (1 + math.sin(turn)) / 2
        points.append((x + wide * step / (loops * 16) + 4 * math.cos(turn) + lean * up, y + 1 + up))
    return points


def signature(x: float, y: float) -> list[str]:
    """Sign with loops and a flourish under the name."""
    return [path(looped(x + 12, y)), path([(x + 8, y - 3), (x + 60, y + 1), (x + 140, y + 6)], 0.9)]


def scribble(x: float, y: float) -> list[str]:
    """Sign with a short zigzag, as on a hundred contracts a day."""
    points = [(x + 15 + 5 * step, y + (14 if step % 2 else 2) + step % 3) for step in range(12)]
    return [path(points, 1.3)]


def tall(x: float, y: float) -> list[str]:
    """Sign with a capital far above the line and a tail far below."""
    capital = [(x + 20, y - 8), (x + 32, y + 34), (x + 40, y + 4), (x + 28, y + 14), (x + 52, y + 10)]
    return [path(capital, 1.4), path(looped(x + 52, y, wide=70, tall=11, loops=5))]


def spaced(x: float, y: float) -> list[str]:
    """Sign in separate letters, none joined to the next."""
    strokes = []
    for number in range(7):
        left, high, low = x + 10 + 14 * number, (17, 9, 11, 8, 15, 9, 12)[number], (2, 1, 3, 2, 0, 3, -2)[number]
        letter = [(left, y + low), (left + 3, y + high), (left + 7, y + low + 1), (left + 1, y + high - 4)]
        strokes.append(path([*letter, (left + 8, y + low + 5)]))
    return strokes


def pale(x: float, y: float) -> list[str]:
    """Sign with a thin pen in light blue."""
    return [path(looped(x + 10, y, wide=95, tall=16), 0.7, "0.35 0.45 0.85")]


def picture(x: float, y: float) -> list[str]:
    """Set the picture of a signature over the line, as a pdf program's signing tool does."""
    image = Image.new("L", (260, 70), 255)
    draw = ImageDraw.Draw(image)
    draw.line([(2 * (a - x), 60 - 2 * (b - y)) for a, b in looped(x + 8, y, wide=100)], fill=20, width=3)
    return [placed(image, x + 4, y - 4, 130, 35)]


def stamp(x: float, y: float) -> list[str]:
    """Press a round company stamp on the line, and nothing else."""
    rings = [[(x + 60 + r * math.cos(a / 20), y + 10 + r * math.sin(a / 20)) for a in range(127)] for r in (34, 26)]
    words = [f"q BT /F2 9 Tf 0.5 0 0.1 rg 1 0 0 1 {x + 34} {y + 6} Tm (NORTHWIND) Tj ET Q"]
    return [*(path(ring, 1.5, "0.5 0 0.1") for ring in rings), *words]


def smudge(x: float, y: float) -> list[str]:
    """Leave the grey shadow of a thumb over the line."""
    image = Image.new("L", (120, 50), 255)
    draw = ImageDraw.Draw(image)
    for ring in range(24):
        draw.ellipse((ring * 2, ring, 119 - ring * 2, 49 - ring), fill=250 - 3 * ring)
    return [placed(image, x + 20, y - 3, 60, 25)]


def blot(x: float, y: float) -> list[str]:
    """Drop a blot of ink on the line."""
    points = [(x + 40 + 5 * math.cos(a / 8), y + 7 + 4 * math.sin(a / 8)) for a in range(51)]
    (a, b), *rest = points
    return [f"q 0 g {a:.2f} {b:.2f} m " + " ".join(f"{c:.2f} {d:.2f} l" for c, d in rest) + " f Q"]


def specks(x: float, y: float) -> list[str]:
    """Leave the dust of a copier's glass."""
    dust = random.Random(7)
    places = [(x + dust.uniform(0, 180), y + dust.uniform(-6, 30)) for _ in range(60)]
    return [f"q 0 g {a:.2f} {b:.2f} 0.7 0.7 re f Q" for a, b in places]


def cross(x: float, y: float) -> list[str]:
    """Mark with a small x where to sign."""
    return [path([(x + 2, y + 2), (x + 8, y + 9)], 1, "0 0 0"), path([(x + 2, y + 9), (x + 8, y + 2)], 1, "0 0 0")]


def sticker(x: float, y: float) -> list[str]:
    """Stick a yellow tab that says where to sign."""
    tab = f"q 0.98 0.85 0.2 rg {x + 5} {y + 2} 60 16 re f"
    arrow = f"{x + 65} {y - 1} m {x + 78} {y + 10} l {x + 65} {y + 21} l f Q"
    return [f"{tab} {arrow}", f"q BT /F2 8 Tf 0 g 1 0 0 1 {x + 10} {y + 7} Tm (SIGN HERE) Tj ET Q"]


def stroke_out(x: float, y: float) -> list[str]:
    """Strike the line out with a ruler."""
    return [path([(x, y + 6), (x + 180, y + 8)], 1.2)]


def box(x: float, y: float) -> list[str]:
    """Draw a box to sign in."""
    return [f"q 0.6 w {x} {y - 4} 185 34 re S Q"]


def dotted(x: float, y: float) -> list[str]:
    """Draw a dotted line a little above the ruled one."""
    return [f"q 1 w [1 2] 0 d {x} {y + 5} m {x + 185} {y + 5} l S Q"]


def placed(image: Image.Image, x: float, y: float, width: float, height: float) -> str:
    """Return a grey picture set at a place, inline."""
    data = image.convert("L").tobytes().hex()
    head = f"BI /W {image.width} /H {image.height} /BPC 8 /CS /G /F /AHx ID {data}> EI"
    return f"q {width} 0 0 {height} {x} {y} cm {head} Q"
