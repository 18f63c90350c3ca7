"""Plain text and Markdown: headings, lists, pipe tables, and paragraphs whose wrapped lines are joined."""

from __future__ import annotations

import re

from parsers.contract import BlockKind, Document, Limits, Source, UnreadableError
from parsers.formats.draft import Draft, Where, cell_name
from parsers.formats.wrap import goes_on, is_title, join_all

_HEADING = re.compile(r"(#{1,6})[ \t]++(\S.*)$")
_UNDERLINE = re.compile(r"(=+|-+)\s*$")
_ITEM = re.compile(r"(\s*)(?:[-*+•]|\(?\d{1,3}[.)])\s+\S")
_RULE = re.compile(r"\s*+(?:[-*_]\s*+){3,}$")
_TABLE_RULE = re.compile(r"\s*+\|?\s*+:?-++:?\s*+(?:\|\s*+:?-++:?\s*+)*+\|?\s*+$")
_FENCE = re.compile(r"\s*(?:```|~~~)")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_INLINE = re.compile(
    r"!?\[(?P<label>[^\[\]\n]*)\]\([^()\n]*\)"
    r"|(?P<mark>\*\*\*|\*\*|(?<!_)__(?!_)|`)(?=\S)"  # a longer run of underscores is a line to write on
    r"|(?<=[\w.,:;!?)\]%\"'”’])(?:\*\*\*|\*\*|(?<!_)__(?!_)|`)"
    r"|(?<![\w*])\*(?=[^\s*])(?P<soft>[^*\n]+)(?<=[^\s*])\*(?![\w*])"
    r"|\\(?P<escaped>[\\`*_{}\[\]()#+.!|<>~-])"
    r"|<br\s*/?>"
    r"|</?(?:img|a|p|div|span|b|i|u|em|strong|sup|sub|center|details|summary)\b[^<>\n]*>"
)
_CAPITALS = 5  # the level of a heading that is only a line in capitals
_WRAPPED = 50  # a line shorter than this many characters was not broken by a page's width


def decode(content: bytes) -> str:
    """Return the text of `content`: by its byte order mark, else UTF-8, else the western code page."""
    for mark, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig")):
        if content.startswith(mark):
            return content.decode(encoding, "replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def read_plain(source: Source, limits: Limits) -> Document:
    """Read a text or Markdown file; raises `UnreadableError` past the limits."""
    text = decode(source.content).replace("\r\n", "\n").replace("\r", "\n").replace("\x0c", "\n")
    lines = _COMMENT.sub("", text).expandtabs(4).split("\n")
    if len(lines) > limits.paragraphs * 4:
        raise UnreadableError(f"{source.name} has {len(lines):,} lines; send the part that holds the agreement.")
    draft = Draft(source, "text/plain", limits)
    position = 0
    while position < len(lines):
        position = _step(draft, lines, position)
    return draft.document()


def _step(draft: Draft, lines: list[str], at: int) -> int:
    """Write what begins at line `at` and return the line after it."""
    line = lines[at]
    heading = _HEADING.match(line.strip())
    if heading:
        title = heading[2].rstrip("#").rstrip() or heading[2]
        draft.block(BlockKind.HEADING, _plain(title), level=len(heading[1]))
        return at + 1
    if not line.strip() or _RULE.match(line) or _FENCE.match(line):
        return at + 1
    if _begins_table(lines, at):
        return _table(draft, lines, at)
    if _is_underlined(lines, at):
        draft.block(BlockKind.HEADING, _plain(line), level=1 if "=" in lines[at + 1] else 2)
        return at + 2
    return _paragraph(draft, lines, at)


def _is_underlined(lines: list[str], at: int) -> bool:
    if at + 1 >= len(lines) or _ITEM.match(lines[at]) or (at and lines[at - 1].strip()):
        return False
    rule = lines[at + 1].rstrip()
    return len(rule) >= 3 and len(lines[at]) <= 120 and _UNDERLINE.match(rule) is not None


def _paragraph(draft: Draft, lines: list[str], at: int) -> int:
    """Write the lines up to a blank one or another construct, wrapped ones joined."""
    end = at + 1
    while end < len(lines) and _is_inside(lines, end):
        end += 1
    width = max(len(line) for line in lines[at:end])
    pieces, item = [lines[at].rstrip()], _ITEM.match(lines[at])
    for number in range(at + 1, end):
        line = lines[number]
        if _continues(lines[number - 1], line, width, in_item=item is not None):
            pieces.append(line.strip())
            continue
        _write(draft, join_all(pieces), item)
        pieces, item = [line.rstrip()], _ITEM.match(line)
    _write(draft, join_all(pieces), item)
    return end


def _continues(before: str, line: str, width: int, *, in_item: bool) -> bool:
    if before.endswith(("  ", "\\")) or line.startswith(("**", "__")):
        return False
    if in_item and line.startswith("  ") and not _ITEM.match(line):
        return True
    if width < _WRAPPED or _ITEM.match(line):
        return False
    return goes_on(before, line.strip(), width - len(before.rstrip()), 1 + len(line.split(None, 1)[0]), width * 0.3)


def _is_inside(lines: list[str], at: int) -> bool:
    line = lines[at]
    if not line.strip() or _HEADING.match(line) or _RULE.match(line) or _FENCE.match(line):
        return False
    return not _begins_table(lines, at)


def _begins_table(lines: list[str], at: int) -> bool:
    if "|" not in lines[at] or at + 1 >= len(lines):
        return False
    rule = lines[at + 1]
    return "|" in rule and "-" in rule and _TABLE_RULE.match(rule) is not None


def _write(draft: Draft, line: str, item: re.Match[str] | None) -> None:
    text = _plain(line.strip().removeprefix(">").strip().rstrip("\\"))
    if item:
        draft.block(BlockKind.ITEM, text, level=1 + len(item[1]) // 2)
    elif is_title(text):
        draft.block(BlockKind.HEADING, text, level=_CAPITALS)
    else:
        draft.block(BlockKind.PARAGRAPH, text)


def _table(draft: Draft, lines: list[str], at: int) -> int:
    table = draft.open_table()
    end = at
    while end < len(lines) and "|" in lines[end]:
        end += 1
    rows = [line for number, line in enumerate(lines[at:end]) if number != 1]
    for row, line in enumerate(rows):
        for column, text in enumerate(_cells(line)):
            start = draft.open_cell(table, row)
            draft.block(BlockKind.CELL, text, Where(cell=cell_name(table.number, row + 1, column + 1)))
            draft.close_cell(table, row, column, start)
        draft.close_row()
    draft.close_table(table)
    return end


def _cells(line: str) -> list[str]:
    inner = line.strip().removeprefix("|")
    inner = inner[:-1] if inner.endswith("|") and not inner.endswith("\\|") else inner
    return [_plain(cell.strip()) for cell in re.split(r"(?<!\\)\|", inner)]


def _plain(text: str) -> str:
    """Return Markdown's inline text as it shows: without emphasis marks, links as their labels."""
    if not any(mark in text for mark in "*_`[\\<"):
        return text
    return _INLINE.sub(_shown, text)


def _shown(match: re.Match[str]) -> str:
    if match[0].startswith("<br"):
        return "\n"
    return match["label"] or match["soft"] or match["escaped"] or ""
