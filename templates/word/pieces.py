"""Pieces the built-in Word templates share: lists, small notes in table cells, the timeline, the closing questions."""

from __future__ import annotations

from collections.abc import Sequence

from templates.word.sheet import Column, Sheet, column, paragraph, speaking, tag, timeline

REF = "\u00a0‹{{ row.ref }}›"
SOURCE = '{{ row.place or "–" }}{% if row.quote %}: “{{ row.quote }}”{% endif %}'
EFFORT = (
    '{% if row.amount %}{{ row.amount }} {{ row.unit }}{{ "" if row.amount == "1" else "s" }}{% else %}–{% endif %}'
)


def bullets(rows: str, text: str) -> list[str]:
    """Return a bullet per item of `rows`, which the text calls `row`."""
    return [tag(f"{{%p for row in {rows} %}}"), paragraph(text, "List Bullet"), tag("{%p endfor %}")]


def titled(heading: str, level: int, *content: str) -> list[str]:
    """Return content under its heading."""
    return [paragraph(heading, f"heading {level}"), *content]


def small(condition: str, text: str) -> tuple[str, str, str]:
    """Return a small line of a cell that stands only where the condition holds."""
    return tag(f"{{%p if {condition} %}}"), paragraph(text, "Table Small"), tag("{%p endif %}")


def accepted() -> tuple[str, str, str]:
    """Return the line below a deliverable that says when it is accepted."""
    return small("row.acceptance", "Accepted when: {{ row.acceptance }}")


def of_side() -> tuple[str, ...]:
    """Return the line below a name that says whose person it is."""
    return (
        tag('{%p if row.side == "client" %}'),
        paragraph("{{ client }}", "Table Small"),
        tag('{%p elif row.side == "agency" %}'),
        paragraph("{{ agency }}", "Table Small"),
        tag("{%p endif %}"),
    )


def source(parts: int) -> Column:
    """Return the column that names the place of a row's fact and quotes it."""
    return column("Where it says so", parts, SOURCE, style="Table Source")


def placed(name: str) -> tuple[str, str]:
    """Return two cells: the fact `name`, and its place with the quote."""
    return f"{{{{ {name}.text }}}}", paragraph(SOURCE.replace("row.", f"{name}."), "Table Source")


def add_timeline(sheet: Sheet) -> None:
    """Add the drawn timeline where there is one."""
    note = (
        "● due in that week. Week {{ timeline.first }} begins on {{ timeline.begins }}"
        '{% if timeline.step != "1" %}, each column is {{ timeline.step }} weeks{% endif %}.'
    )
    sheet.either("timeline", titled("At a glance", 2, timeline(), paragraph(note, "Table Note")))


def add_undated(sheet: Sheet, rows: str) -> None:
    """Add what a dash means where some of the rows have no date, and say so where none has one."""
    undated, dated = (f'{rows} | {test}attr("due") | list' for test in ("reject", "select"))
    some = "– : the SOW gives no date of its own."
    none = "The SOW dates none of them."
    note = f"{{% if {dated} %}}{some}{{% else %}}{none}{{% endif %}}"
    sheet.either(undated, [paragraph(note, "Table Note")])


def add_rules(sheet: Sheet, rules: Sequence[tuple[str, str]]) -> None:
    """Add bullets that stay together on a page; each is (condition or "", text)."""
    for number, (condition, text) in enumerate(rules, start=1):
        line = paragraph(text, "List Bullet", keep=number < len(rules))
        if condition:
            sheet.either(condition, [line])
        else:
            sheet.add(line)


def add_questions(sheet: Sheet, evidence: str) -> None:
    """Add the numbered open questions; `evidence` words what a place says, which the text calls `item`."""
    lines = (
        tag("{%p for row in questions %}"),
        paragraph("{{ row.text }}{% if row.asked %} **Asked: {{ row.asked }}.**{% endif %}", "List Number"),
        tag("{%p for item in row.evidence %}"),
        paragraph(evidence, "Evidence"),
        tag("{%p endfor %}"),
        tag("{%p endfor %}"),
    )
    sheet.heading("Open questions")
    sheet.either("questions", lines, [paragraph("No question has been raised.")])


def section(sheet: Sheet, heading: str, rows: str, columns: Sequence[Column], otherwise: str) -> None:
    """Add a heading with a table of `rows`, or with one sentence where there are none."""
    sheet.heading(heading)
    sheet.either(rows, speaking(rows, columns), [paragraph(otherwise)])
