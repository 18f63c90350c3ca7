"""agency.toml to `Settings`, or one error that tells every mistake in it with its line, before anything starts."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from pydantic import ValidationError

from config.checks import check, is_secret
from config.lines import KeyPath, key_lines, line_of
from config.mistakes import Mistake, SettingsError, refuse
from config.sentences import Raw, sentence
from config.settings import Settings

_WHERE = re.compile(r"\(at (?:line (\d+), column (\d+)|end of document)\)")


def load(home: Path) -> Settings:
    """Read `<home>/agency.toml`. Raises `SettingsError` when it is absent or has mistakes."""
    file = home / "agency.toml"
    text = _read(file)
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise refuse(file, [_syntax(text, str(error))]) from None
    lines = key_lines(text)
    found = list(check(raw))
    try:
        # JSON, because its strict mode takes a list for a tuple and a text for a path, yet no "993" for 993.
        settings = Settings.model_validate_json(json.dumps(raw, default=str), strict=True)
    except ValidationError as error:
        found += list(_of_pydantic(error, raw, {path for path, _ in found}))
    if found:
        raise refuse(file, (Mistake(_line(path, lines, text), told) for path, told in found))
    return _rooted(settings, home)


def _read(file: Path) -> str:
    try:
        return file.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except FileNotFoundError:
        told = f"There is no agency.toml in {file.parent}; write one with: desk init {file.parent}"
        raise SettingsError(told) from None
    except OSError as error:
        raise SettingsError(f"{file} cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise refuse(file, [Mistake(line, "a character is not UTF-8; save the file as UTF-8 text.")]) from None


def _syntax(text: str, message: str) -> Mistake:
    """Turn the complaint of tomllib into a sentence."""
    where = _WHERE.search(message)
    line = int(where[1]) if where and where[1] else text.count("\n") + 1
    complaint = message[: where.start()].strip() if where else message
    stands = text.split("\n")[line - 1].strip()
    if is_secret(stands.partition("=")[0].strip()):
        stands = stands.partition("=")[0] + "= ..."
    return Mistake(line, f"`{stands[:60]}` cannot be read: {_plainly(complaint)}")


def _plainly(complaint: str) -> str:
    if "twice" in complaint or "overwrite" in complaint or "mutate" in complaint:
        return "this key or section stands in the file twice; keep one of them."
    if any(word in complaint for word in ("Invalid value", "Unclosed", "Unterminated", "Illegal char")):
        return 'write the value as "text" in quotes, a number, true, false or a list in [brackets].'
    return f'write `key = value` or a [section], with text in "quotes" ({complaint[:1].lower()}{complaint[1:]}).'


def _of_pydantic(error: ValidationError, raw: Raw, told: set[KeyPath]) -> Iterator[tuple[KeyPath, str]]:
    """Yield what the settings' own validation adds to the mistakes already `told`."""
    for detail in error.errors(include_url=False):
        path = detail["loc"]
        covered = {known[: len(path)] for known in told} if detail["type"] in ("value_error", "too_short") else told
        if path not in covered:
            yield path, sentence(detail, raw)


def _line(path: KeyPath, lines: dict[KeyPath, int], text: str) -> int:
    """Return where to look for `path`; a section that is missing belongs at the end of the file."""
    absent = len(path) == 1 and path not in lines
    return max(1, len(text.splitlines())) if absent else line_of(lines, path)


def _rooted(settings: Settings, home: Path) -> Settings:
    """Let relative paths start at the home, wherever the command was called."""
    changes: dict[str, object] = {}
    if settings.mailbox.path is not None:
        changes["mailbox"] = settings.mailbox.model_copy(update={"path": home / settings.mailbox.path})
    if settings.smtp.path is not None:
        changes["smtp"] = settings.smtp.model_copy(update={"path": home / settings.smtp.path})
    if settings.alarm.file is not None:
        changes["alarm"] = settings.alarm.model_copy(update={"file": home / settings.alarm.file})
    return settings.model_copy(update=changes)
