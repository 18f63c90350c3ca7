"""`desk read FILE...`: what is read from documents and mails, without a store and without a home."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from agent.cli.screen import heading, json_line, pairs, say, table
from agent.cli.shared import AsJson

if TYPE_CHECKING:
    from agent.cli.published import Found
    from agent.cli.published_mail import ReadMail
    from agent.reading import Reading
    from parsers.contract import Finding

Files = Annotated[
    list[Path],
    typer.Argument(metavar="FILE...", help="Documents, scans, workbooks, mails or archives."),
]

Open = Annotated[bool, typer.Option("--open", help="Show the text with each fact marked in its place, in a browser.")]
Html = Annotated[Path | None, typer.Option("--html", metavar="FILE", help="Write that page to a file.", dir_okay=False)]

_UNNAMED = ("title", "role", "label", "name")  # what a thing is called needs no name before it


def read(files: Files, as_json: AsJson = False, html: Html = None, show: Open = False) -> None:
    """Show what would be read from documents or mails: each fact with its quote and place. Nothing is kept or sent.

    With --open or --html one page shows the document's text with every fact marked in its place, and the list beside
    it. Ends with 1 where any file could not be read.

    Example: desk read SOW.docx forwarded.eml --json
    """
    from agent.cli import published
    from agent.reading import Reader
    from config.settings import Limits

    failed, limits, paged = False, Limits(), bool(html or show)
    kept: list[tuple[str, Found]] = []
    with Reader(limits, layout=paged) as reader:
        for file in files:
            found = published.read_file(file, limits, reader)
            answer = published.as_json(str(file), found)
            failed = failed or "error" in answer
            if as_json:
                json_line(answer)
            elif not paged:
                _show(file, found)
            if paged:
                kept.append((file.name, found))
    if paged:
        _page(kept, html, show, quiet=as_json)
    if failed:
        raise typer.Exit(1)


def _page(kept: list[tuple[str, Found]], html: Path | None, show: bool, quiet: bool) -> None:
    """Write the page, and show it where a browser can be opened; else say where it lies."""
    from agent.cli.review.browser import opened, written
    from agent.cli.review.page import page_of

    path = written(page_of(kept), html)
    if not (show and opened(path)) and not quiet:
        say(f"The page is {path}.")


def _show(file: Path, found: Found) -> None:
    from agent.cli.published import ReadPackage, Unread
    from agent.cli.published_mail import ReadMail

    heading(str(file))
    match found:
        case Unread():
            say(found.error)
        case ReadMail():
            _show_mail(found)
        case ReadPackage():
            _show_attached(found.documents)
        case _:
            _show_document(found)


def _show_mail(found: ReadMail) -> None:
    mail, inner = found.mail, found.inner
    pairs(
        [
            ("kind", found.kind.replace("_", " ")),
            ("from", f"{mail.from_name} <{mail.from_email}>".strip()),
            ("subject", mail.subject),
            ("forwards", f"{inner.name} <{inner.address}>: {inner.subject}" if inner else None),
            ("note", inner.note if inner else None),
            ("defects", "; ".join(mail.defects)),
        ]
    )
    if found.kind == "status_reply":
        rows = [(c.what.replace("_", " "), c.milestone, c.value, c.quote) for c in found.words.changes]
        table(("change", "of", "value", "quote"), rows, "Nothing changed.")
    _show_attached(found.documents)


def _show_attached(documents: tuple[Reading, ...]) -> None:
    for reading in documents:
        heading(f"attached: {reading.name}")
        _show_document(reading)


def _show_document(reading: Reading) -> None:
    from agent.cli.signature_words import signature_words

    if reading.parsed is None:
        say(reading.error or "There is nothing to read in it.")
        return
    parsed = reading.parsed
    pairs([("kind", reading.kind), ("signed", parsed.facts.signed), ("flags", _flags(reading))])
    rows = [(name, value, finding.quote, _where(finding)) for name, value, finding in _facts(reading)]
    table(("fact", "read as", "quote", "place"), rows, "No facts were found.")
    for line in signature_words(parsed.facts):
        say(line)
    if parsed.missing:
        say(f"not said: {', '.join(name.replace('_', ' ') for name in parsed.missing)}")
    for conflict in parsed.conflicts:
        say(f"contradiction: {conflict.why}")


def _flags(reading: Reading) -> str:
    """Return what was noticed about a file, and how surely its pictures were read."""
    sure = [f"read from pictures with {reading.confidence}% confidence"] if reading.confidence is not None else []
    return ", ".join([*sorted(reading.flags), *sure])


def _facts(reading: Reading) -> Iterator[tuple[str, str, Finding[object]]]:
    """Yield (name, value in words, finding) of every fact."""
    from dataclasses import fields

    from parsers.contract import Finding

    facts = reading.parsed.facts if reading.parsed else None
    for item in fields(facts) if facts else ():
        held = getattr(facts, item.name)
        for finding in held if isinstance(held, tuple) else (held,):
            if isinstance(finding, Finding):
                yield item.name.replace("_", " "), _words(finding.value), finding


def _words(value: object) -> str:
    """Say a value in a line: the parts of a deliverable, a payment or an amount that are there."""
    from dataclasses import fields, is_dataclass

    if not is_dataclass(value) or isinstance(value, type):
        return "" if value is None else str(value)
    if hasattr(value, "amount") and hasattr(value, "currency"):
        return f"{value.amount:,} {value.currency or ''}".strip()
    parts = [(item.name, _words(getattr(value, item.name))) for item in fields(value)]
    return ", ".join(text if name in _UNNAMED else f"{name} {text}" for name, text in parts if text)


def _where(finding: Finding[object]) -> str:
    """Return the place without the file's name, which stands above."""
    place = str(finding.place).removeprefix(finding.place.file).removeprefix(", ")
    return place or "?"
