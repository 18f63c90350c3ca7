"""A saved mail as a document: its subject and what it says; its attachments are documents of their own."""

from __future__ import annotations

from dataclasses import replace

from parsers.contract import Document, Limits, Source, UnreadableError
from parsers.formats.html import read_html
from parsers.formats.msg import as_mail
from parsers.formats.plain import read_plain
from parsers.formats.sniff import Kind
from parsers.mail.charset import decode_words
from parsers.mail.clean import clean_line
from parsers.mail.header import read_head
from parsers.mail.mime import leaves, text_of


def read_eml(source: Source, limits: Limits) -> Document:
    """Read the text of a mail, as html where that holds a table; raises `UnreadableError` where it says nothing."""
    defects: list[str] = []
    head = read_head(source.content)
    texts = [leaf for leaf in leaves(head, source.content[head.body :], defects) if leaf.is_text]
    plain = [text for leaf in texts if leaf.media_type == "text/plain" and (text := text_of(leaf, defects)).strip()]
    html = [text for leaf in texts if leaf.media_type == "text/html" and (text := text_of(leaf, defects)).strip()]
    if not plain and not html:
        raise UnreadableError(f"{source.name} is a mail that says nothing; send the file that has the agreement in it.")
    subject = clean_line(decode_words(head.get("subject")))
    as_html = bool(html) and (not plain or any("<td" in text.lower() for text in html))
    read = _html(source, limits, html) if as_html else _plain(source, limits, subject, plain)
    return replace(read, media_type=Kind.EML.value)


def read_msg(source: Source, limits: Limits) -> Document:
    """Read the text of a mail that Outlook saved; raises `UnreadableError`."""
    return replace(read_eml(Source(source.name, as_mail(source, limits)), limits), media_type=Kind.MSG.value)


def _plain(source: Source, limits: Limits, subject: str, texts: list[str]) -> Document:
    whole = "\n\n".join([f"# {subject}"] * bool(subject) + texts)
    return read_plain(Source(source.name, whole.encode("utf-8", "replace")), limits)


def _html(source: Source, limits: Limits, texts: list[str]) -> Document:
    return read_html(Source(source.name, "\n".join(texts).encode("utf-8", "replace")), limits)
