"""Which of a mail's bodies tells what its sender wrote: the text, or the html where the text only stands in for it."""

from __future__ import annotations

import re

from parsers.mail.html import html_to_text

_STUB_CHARS = 600
_STUB = re.compile(
    r"html|view (?:this|it) (?:in|online)|view (?:the|this) (?:e-?mail|message)|im browser|dans (?:un|"
    r"votre) navigateur"
    r"|en (?:el|su) navegador|nel browser|in (?:de|uw) browser",
    re.IGNORECASE,
)


def best_text(plain: str, html: str) -> str:
    """Return the text of a mail: its text part, or its html as text where that part is empty or only a notice.

    "Your mail program cannot show HTML" is what a program puts there for others; the sender's words are in the html.
    """
    if not html.strip():
        return plain
    if not plain.strip():
        return html_to_text(html)
    if len(plain) > _STUB_CHARS or not _STUB.search(plain):
        return plain
    told = html_to_text(html)
    return plain if _holds(told, plain) or len(told) < len(plain) else told


def _holds(told: str, plain: str) -> bool:
    """Return whether the html says what the text says: then the text is no notice but the words themselves."""
    words = plain.split()
    return " ".join(words) in " ".join(told.split())
