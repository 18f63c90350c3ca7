"""Pictures of pages: words drawn as a scanner or a camera would deliver them."""

from __future__ import annotations

from io import BytesIO
from random import Random

from PIL import Image, ImageChops, ImageDraw, ImageFont

FONT = "/usr/share/fonts/truetype/liberation/LiberationSerif-Regular.ttf"
BOLD = "/usr/share/fonts/truetype/liberation/LiberationSerif-Bold.ttf"
DPI = 150
SOW = (
    "Statement of Work No. 7",
    "This Statement of Work is made between Acme Retail Ltd (the Client) and",
    "Northwind Studio GmbH (the Agency) under their master agreement.",
    "Start date: 12 January 2026",
    "End date: 30 April 2026",
    "The Client pays a fixed fee of EUR 48,500 in three parts as work is accepted.",
    "Deliverables are a research report, a design system and a tested release.",
    "Acceptance follows within ten working days of each delivery in writing.",
)


def page(*lines: str, size: int = 12, left: float = 1.0, top: float = 1.0, bold: bool = False) -> Image.Image:
    """Return an A4 page in grey at 150 dots an inch with lines of text, inches from its corner."""
    picture = Image.new("L", (round(8.27 * DPI), round(11.69 * DPI)), 255)
    return written(picture, *lines, size=size, left=left, top=top, bold=bold)


def written(
    picture: Image.Image, *lines: str, size: int = 12, left: float = 1.0, top: float = 1.0, bold: bool = False
) -> Image.Image:
    """Return a page with more lines on it."""
    font = ImageFont.truetype(BOLD if bold else FONT, round(size * DPI / 72))
    draw = ImageDraw.Draw(picture)
    for number, line in enumerate(lines):
        draw.text((left * DPI, top * DPI + number * size * 1.5 * DPI / 72), line, fill=20, font=font)
    return picture


def table(picture: Image.Image, top: float, *rows: tuple[str, ...]) -> Image.Image:
    """Return a page with a ruled table on it, two inches a column and a third of an inch a row."""
    draw, height, width = ImageDraw.Draw(picture), round(0.36 * DPI), 2 * DPI
    for number, row in enumerate(rows):
        y = round(top * DPI) + number * height
        for column, text in enumerate(row):
            x = DPI + column * width
            draw.rectangle((x, y, x + width, y + height), outline=0, width=2)
            written(picture, text, left=x / DPI + 0.1, top=y / DPI + 0.07)
    return picture


def skewed(picture: Image.Image, degrees: float) -> Image.Image:
    """Return a page that lay askew."""
    return picture.rotate(degrees, Image.Resampling.BICUBIC, fillcolor=255)


def shaded(picture: Image.Image) -> Image.Image:
    """Return a page photographed with a shadow on its upper part."""
    shadow = Image.linear_gradient("L").resize(picture.size).point(lambda value: 90 + value * 165 // 255)
    return ImageChops.multiply(picture, shadow)


def specked(picture: Image.Image) -> Image.Image:
    """Return a page with the grain of a photograph in poor light."""
    grain = Image.frombytes("L", picture.size, Random(7).randbytes(picture.width * picture.height))
    return ImageChops.add(picture, grain.point(lambda value: 128 + (value - 128) // 3), 1, -128)


def saved(picture: Image.Image, form: str = "PNG", *more: Image.Image) -> bytes:
    """Return a picture's bytes; `more` pages for tiff and pdf."""
    buffer = BytesIO()
    extra = {"save_all": True, "append_images": list(more)} if more else {}
    dots = {"resolution": DPI} if form == "PDF" else {"dpi": (DPI, DPI)}
    picture.save(buffer, form, **extra, **dots)
    return buffer.getvalue()
