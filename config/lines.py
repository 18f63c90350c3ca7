"""The line on which each key of a TOML text stands, which `tomllib` does not tell (TOML 1.0)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping

KeyPath = tuple[str | int, ...]

_SPACE = re.compile(r"(?:[ \t\n]|#[^\n]*)*")
_BLANK = re.compile(r"[ \t]*")
_KEY = re.compile(r'"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'|[A-Za-z0-9_-]+')
_STRING = re.compile(r'"""(?:[^\\]|\\.)*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'', re.DOTALL)
_SCALAR = re.compile(r"[^\s,\]}#]+(?: \d[^\s,\]}#]*)?")  # a date and its time may stand apart


def key_lines(text: str) -> dict[KeyPath, int]:
    """Return the line (from 1) of every table, key and array item of `text`, which `tomllib` has accepted.

    Tables of an array (`[[people]]`) and items of a list are named by their index, from 0.
    """
    return _Scan(text.replace("\r\n", "\n")).run()


def line_of(lines: Mapping[KeyPath, int], path: KeyPath) -> int:
    """Return the line of `path`, or of the nearest thing around it that has one, or 1."""
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path, 1)


class _Scan:
    """One pass over a valid TOML text, noting where each key stands."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.lines: dict[KeyPath, int] = {}
        self.arrays: dict[KeyPath, int] = {}  # [[tables]] seen so far under each path
        self._counted, self._line = 0, 1

    def run(self) -> dict[KeyPath, int]:
        table: KeyPath = ()
        self._skip(_SPACE)
        while self.at < len(self.text):
            if self.text.startswith("[", self.at):
                table = self._header()
            else:
                self._pair(table)
            self._skip(_SPACE)
        return self.lines

    def _header(self) -> KeyPath:
        line, is_array = self._here(), self.text.startswith("[[", self.at)
        self.at += 2 if is_array else 1
        *around, last = self._key()
        self.at += 2 if is_array else 1
        path: KeyPath = ()
        for name in around:
            path = self._newest((*path, name))
            self.lines.setdefault(path, line)
        path = (*path, last)
        if is_array:
            self.lines.setdefault(path, line)
            self.arrays[path] = self.arrays.get(path, 0) + 1
        path = self._newest(path)
        self.lines[path] = line
        return path

    def _newest(self, path: KeyPath) -> KeyPath:
        return (*path, self.arrays[path] - 1) if path in self.arrays else path

    def _pair(self, table: KeyPath) -> None:
        line = self._here()
        path = table
        for name in self._key():
            path = (*path, name)
            self.lines.setdefault(path, line)
        self.at += 1  # the equals sign
        self._skip(_BLANK)
        self._value(path)

    def _key(self) -> list[str]:
        """Read a dotted key and the blanks around it."""
        names: list[str] = []
        while True:
            self._skip(_BLANK)
            names.append(_plain(self._skip(_KEY)))
            self._skip(_BLANK)
            if not self.text.startswith(".", self.at):
                return names
            self.at += 1

    def _value(self, path: KeyPath) -> None:
        match self.text[self.at]:
            case "[":
                self._list(path)
            case "{":
                self._inline_table(path)
            case '"' | "'":
                self._skip(_STRING)
            case _:
                self._skip(_SCALAR)

    def _list(self, path: KeyPath) -> None:
        self.at += 1
        index = 0
        self._skip(_SPACE)
        while self.text[self.at] != "]":
            self.lines[(*path, index)] = self._here()
            self._value((*path, index))
            index += 1
            self._separator()
        self.at += 1

    def _inline_table(self, path: KeyPath) -> None:
        self.at += 1
        self._skip(_SPACE)
        while self.text[self.at] != "}":
            self._pair(path)
            self._separator()
        self.at += 1

    def _separator(self) -> None:
        self._skip(_SPACE)
        if self.text[self.at] == ",":
            self.at += 1
            self._skip(_SPACE)

    def _skip(self, pattern: re.Pattern[str]) -> str:
        found = pattern.match(self.text, self.at)
        if found is None:
            raise ValueError(f"no {pattern.pattern} at offset {self.at}")  # only on a text that tomllib refuses
        self.at = found.end()
        return found.group()

    def _here(self) -> int:
        self._line += self.text.count("\n", self._counted, self.at)
        self._counted = self.at
        return self._line


def _plain(key: str) -> str:
    """Return the name a key spells, its quotes and escapes undone."""
    return next(iter(tomllib.loads(f"{key}=0"))) if key[0] in "\"'" else key
