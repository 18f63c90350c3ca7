"""Why a letter's template fails, said with file, line and phrase so that the person who edited it can mend it."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from traceback import walk_tb
from types import SimpleNamespace

from jinja2 import TemplateError, TemplateNotFound, TemplateSyntaxError, UndefinedError

from templates.fault import TemplateFault
from templates.shelf import NO_REASON, Shelf

# What a template's own mistake raises: Jinja's errors, and Python's where an expression is wrong. Nothing wider.
BROKEN = (TemplateError, ArithmeticError, AttributeError, LookupError, OSError, RecursionError, TypeError, ValueError)

_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}")
_LAST_NAME = re.compile(r"'([^']+)'[^']*$")


def fault_in(kind: str, context: Mapping[str, object], folders: tuple[Path, ...]) -> TemplateFault | None:
    """Return what is wrong with letter `kind` as `folders` hold it, or None.

    The html is rendered without its style sheet here, so that line numbers are those of the file.
    """
    try:
        Shelf(folders, style=False).render(kind, context)
    except BROKEN as error:
        return _describe(error, kind, context, folders)
    return None


def _describe(error: Exception, kind: str, context: Mapping[str, object], folders: tuple[Path, ...]) -> TemplateFault:
    path, line = _where(error, folders)
    if path is None:
        name = str(error.name) if isinstance(error, TemplateNotFound) else f"{kind}/body.txt"
        return TemplateFault(f"email/{name}", name, _advice(error, context))
    phrase = _phrase(path, line, str(error))
    return TemplateFault(_shown(path, folders), phrase, _advice(error, context), line)


def _where(error: Exception, folders: tuple[Path, ...]) -> tuple[Path | None, int]:
    """Return the template file and the line in which `error` arose."""
    if isinstance(error, TemplateSyntaxError) and error.filename:
        return Path(error.filename), error.lineno
    found: tuple[Path | None, int] = (None, 0)
    for frame, line in walk_tb(error.__traceback__):
        path = Path(frame.f_code.co_filename)
        if path.suffix in (".txt", ".html") and any(path.is_relative_to(folder) for folder in folders):
            found = path, line
    return found


def _phrase(path: Path, line: int, message: str) -> str:
    """Return the tag on that line that holds the name in the message, or the whole line."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return path.name
    text = lines[line - 1].strip() if 0 < line <= len(lines) else ""
    named = _LAST_NAME.search(message)
    tags = [tag for tag in _TAG.findall(text) if named and named[1] in tag] or _TAG.findall(text)
    return tags[0] if tags else text or path.name


def _advice(error: Exception, context: Mapping[str, object]) -> str:
    message = str(error).rstrip(".")
    if message == NO_REASON:
        return f"{NO_REASON}; add {{% set why %}}You get this because ...{{% endset %}} to body.txt"
    if isinstance(error, TemplateNotFound):
        return "there is no such template file"
    named = _LAST_NAME.search(message)
    if isinstance(error, UndefinedError) and named:
        return _no_such_name(named[1], context)
    if isinstance(error, UnicodeDecodeError):
        return "the file is not UTF-8; save it as UTF-8"
    return f"{message[:1].lower()}{message[1:]}"


def _no_such_name(name: str, context: Mapping[str, object]) -> str:
    known = sorted(set(_names(context)))
    close = difflib.get_close_matches(name, known, 1)
    hint = f"did you mean {close[0]!r}?" if close else f"the letter has {', '.join(known)}"
    return f"there is nothing called {name!r} here; {hint}"


def _names(value: object) -> Iterator[str]:
    """Yield every name a template may use, at any depth."""
    if isinstance(value, Mapping):
        pairs = list(value.items())
    elif isinstance(value, SimpleNamespace):
        pairs = list(vars(value).items())
    elif is_dataclass(value) and not isinstance(value, type):
        pairs = [(field.name, getattr(value, field.name)) for field in fields(value)]
    else:
        pairs = []
        if isinstance(value, tuple) and value:
            yield from _names(value[0])
    for key, inner in pairs:
        yield str(key)
        yield from _names(inner)


def _shown(path: Path, folders: tuple[Path, ...]) -> str:
    """Return the path as an admin knows it, from `email/` on."""
    home = next(folder for folder in folders if path.is_relative_to(folder))
    return str(Path("email") / path.relative_to(home))
