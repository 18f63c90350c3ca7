"""The chart of the sheet Capacity: gross, delivery and planned hours as three lines, with the values kept in it."""

from __future__ import annotations

from typing import Any

from openpyxl.chart import LineChart, Reference, Series
from openpyxl.chart.data_source import NumData, NumVal, StrData, StrVal
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.drawing.line import LineProperties

from outbox.documents.capacity.cells import Sheet
from outbox.documents.capacity.facts import CapacityBook
from outbox.documents.capacity.style import SERIES
from templates.phrases import Phrases

_LINES = ("gross", "delivery", "planned")
_FIRST_WEEK = 4  # the column of the first week, as in `grid`


def three_lines(sheet: Sheet, book: CapacityBook, phrases: Phrases, totals: int, where: str) -> None:
    """Draw the lines of the rows from `totals` on, over the weeks."""
    last = _FIRST_WEEK + len(book.weeks) - 1
    chart: Any = LineChart()
    chart.title = phrases.say("capacity", "chart")
    chart.height, chart.width = 8.2, 25
    chart.y_axis.title = phrases.say("capacity", "axis")
    chart.y_axis.scaling.min = 0
    chart.x_axis.number_format = "d mmm"
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.legend.position = "b"
    chart.y_axis.majorGridlines.spPr = GraphicalProperties(ln=LineProperties(solidFill="E3E7EC"))
    for number, key in enumerate(_LINES):
        cells = Reference(sheet.raw, min_col=_FIRST_WEEK, max_col=last, min_row=totals + number)
        series: Any = Series(cells, title=phrases.say("capacity", key))
        series.graphicalProperties = GraphicalProperties()
        series.graphicalProperties.line.solidFill = SERIES[number]
        series.graphicalProperties.line.width = 28_575  # 2.25 points in EMU
        series.smooth = False
        series.val.numRef.numCache = NumData(pt=_points(book, key), ptCount=len(book.weeks))
        chart.series.append(series)
    chart.set_categories(Reference(sheet.raw, min_col=_FIRST_WEEK, max_col=last, min_row=4))
    days = [StrVal(idx=i, v=f"{week.day}.{week.month}.") for i, week in enumerate(book.weeks)]
    for series in chart.series:
        series.cat.strCache = StrData(pt=days, ptCount=len(days))
    sheet.raw.add_chart(chart, where)


def _points(book: CapacityBook, key: str) -> list[Any]:
    sums = [sum(getattr(person.weeks[i], key) for person in book.people) for i in range(len(book.weeks))]
    return [NumVal(idx=i, v=str(value)) for i, value in enumerate(sums)]
