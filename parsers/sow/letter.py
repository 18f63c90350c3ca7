"""The parties of an agreement by letter: whose letterhead it bears, and to which organisation it is addressed."""

from __future__ import annotations

import re
from itertools import takewhile

from parsers.fields.people import looks_like_title
from parsers.sow.facts import Side
from parsers.sow.names import inferred
from parsers.sow.parties import Party
from parsers.sow.view import Line, View

_SALUTATION = re.compile(
    r"^(?:dear|to whom|hello|hi|sehr geehrte\w*|ch[eè]re?|madame|monsieur|estimad[oa]s?)\b", re.IGNORECASE
)
_COMPLIMENT = re.compile(
    r"^(?:yours|sincerely|kind regards|best regards|regards|with (?:kind|best) regards|very truly|respectfully|cheers"
    r"|mit freundlichen gr[üu][sß]+en|cordialement|saludos|atentamente)\b",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"\d|@|^(?:attn|attention|re|subject|via|by)\b", re.IGNORECASE)
_HEAD = 1_500  # characters in which a letter is addressed
_LONGEST = 60


def side_by_letter(view: View) -> tuple[Party, ...]:
    """Return the sender as the agency and the addressee's organisation as the client; each must be named again.

    Only a letter has them: a salutation near its head, and a closing with the letterhead's name below it.
    """
    head = [line for line in view.lines if line.start < _HEAD]
    greeting = next((place for place, line in enumerate(head) if _SALUTATION.match(line.text)), None)
    closing = next((line for line in view.lines if _COMPLIMENT.match(line.text)), None)
    if not greeting or closing is None or closing.start < head[greeting].start:
        return ()
    above = [line for line in head[:greeting] if line.cell is None and _is_organisation(line.text)]
    sender = next((line for line in above if view.text.find(line.text, closing.end) >= 0), None)
    if sender is None:
        return ()
    addressed = [line for line in _after_date(view, head[:greeting]) if line in above and line.text != sender.text]
    named = [line for line in addressed if view.text.find(line.text, head[greeting].end) >= 0]
    parties = [Party(Side.AGENCY, inferred(view.plain(sender.start, sender.end)))]
    if len(named) == 1:
        parties.append(Party(Side.CLIENT, inferred(view.plain(named[0].start, named[0].end))))
    return tuple(parties)


def _is_organisation(text: str) -> bool:
    plain = len(text) <= _LONGEST and not _ADDRESS.search(text) and not text.endswith((".", ":", ","))
    return plain and text[:1].isupper() and not looks_like_title(text) and not text.startswith(("Ms", "Mr", "Dr"))


def _after_date(view: View, lines: list[Line]) -> list[Line]:
    """Return the lines between the letter's date and its salutation: the addressee; all of them where none is dated."""
    undated = takewhile(lambda line: not view.dates(line.start, line.end), reversed(lines))
    return list(undated)
