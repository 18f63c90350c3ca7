"""Where what a mail quotes begins, and which of its lines only introduce a quote."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from parsers.mail.attribution import sentence_start
from parsers.mail.quoting import MAX_CHECKS, header_block, is_quote, is_rule, may_begin_history, separator


@dataclass(frozen=True, slots=True)
class History:
    """What a mail quotes: everything from `cut` on, and the lines that only introduce a quote."""

    cut: int
    introductions: frozenset[int]


def find_history(lines: Sequence[str]) -> History:
    """Return where the history of a mail begins and which lines introduce a quote.

    A mail with more suspicious lines than any person writes is cut there: reading must end, and what is left out is
    safer than history taken for an answer.
    """
    introductions: set[int] = set()
    written = False  # whether anything that is no quote stands above
    checks = 0
    for at, line in enumerate(lines):
        if not line or (line[0] == ">" and line[:4] != ">>> ") or line.isspace():
            continue
        if may_begin_history(line):
            checks += 1
            if checks > MAX_CHECKS:
                return History(at, frozenset(introductions))
            start = sentence_start(lines, at)
            if start is not None and not (written and _ends_new_text(lines, start, at, introductions)):
                introductions.update(range(start, at + 1))
                continue
            if start is not None or _begins_history(lines, at):
                return History(at if start is None else start, frozenset(introductions))
        written = written or not is_quote(line)
    return History(len(lines), frozenset(introductions))


def _begins_history(lines: Sequence[str], at: int) -> bool:
    """Return whether a separator, a rule over a header block or a header block stands on line `at`."""
    line = lines[at]
    mark = separator(line)
    if mark is not None and (mark.known or header_block(lines, at + 1, announced=True) is not None):
        return True
    return (
        header_block(lines, at + 1, announced=True) is not None
        if is_rule(line)
        else header_block(lines, at) is not None
    )


def _ends_new_text(lines: Sequence[str], start: int, at: int, introductions: set[int]) -> bool:
    """Return whether "On ... wrote:" in lines[start:at+1] ends what is new: unquoted text is below, new text above."""
    return not _quote_follows(lines, at) and _written_above(lines, start, introductions)


def _written_above(lines: Sequence[str], start: int, introductions: set[int]) -> bool:
    """Return whether a person's line stands above `start`: near it is enough, and all that is looked at."""
    for at in range(start - 1, max(-1, start - 200), -1):
        if at not in introductions and lines[at].strip() and not is_quote(lines[at]):
            return True
    return start > 200


def _quote_follows(lines: Sequence[str], at: int) -> bool:
    """Return whether the next line that says anything is a quoted one."""
    for line in lines[at + 1 : at + 6]:
        if line and not line.isspace():
            return is_quote(line)
    return False
