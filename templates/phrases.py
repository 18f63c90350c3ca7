"""The words of a workbook: TOML tables of short texts, the agency's own where it has one, with names in {braces}."""

from __future__ import annotations

import string
import tomllib
from collections.abc import Mapping
from pathlib import Path

from templates.fault import TemplateFault

BUILT_IN = Path(__file__).parent / "workbook"


class Phrases:
    """The texts of one workbook, by table and key; values filled in are data and never formats."""

    def __init__(self, texts: Mapping[str, Mapping[str, str]]) -> None:
        self._texts = texts

    def say(self, table: str, key: str, **values: object) -> str:
        """Return a text with its names filled in."""
        return self._texts[table][key].format(**values)


def phrases(name: str, home_templates: Path | None = None) -> tuple[Phrases, tuple[TemplateFault, ...]]:
    """Return the texts of the workbook `name` and the faults of an override that was passed over."""
    built_in = _load(BUILT_IN / f"{name}.toml")
    own = home_templates / "workbook" / f"{name}.toml" if home_templates else None
    if own is None or not own.is_file():
        return Phrases(built_in), ()
    try:
        found = _load(own)
    except (tomllib.TOMLDecodeError, OSError, UnicodeDecodeError) as error:
        return Phrases(built_in), (TemplateFault(f"workbook/{own.name}", own.name, f"it cannot be read: {error}"),)
    faults = tuple(_faults(own.name, found, built_in))
    if faults:
        return Phrases(built_in), faults
    return Phrases({table: {**texts, **found.get(table, {})} for table, texts in built_in.items()}), ()


def _load(path: Path) -> dict[str, dict[str, str]]:
    tables = tomllib.loads(path.read_text(encoding="utf-8"))
    return {table: texts for table, texts in tables.items() if isinstance(texts, dict)}


def _faults(
    file: str, own: Mapping[str, Mapping[str, str]], built_in: Mapping[str, Mapping[str, str]]
) -> list[TemplateFault]:
    """Return what an override says that no workbook asks for, and names in braces that are not filled in."""
    faults = []
    for table, texts in own.items():
        for key, text in texts.items():
            known = built_in.get(table, {}).get(key)
            if known is None:
                faults.append(TemplateFault(f"workbook/{file}", f"{table}.{key}", "no text is called so"))
            elif not isinstance(text, str) or not _names(text) <= _names(known):
                allowed = ", ".join(sorted(_names(known))) or "none"
                faults.append(TemplateFault(f"workbook/{file}", f"{table}.{key}", f"it may use these names: {allowed}"))
    return faults


def _names(text: str) -> frozenset[str]:
    """Return the names a text uses; braces that do not close count as a name nobody has."""
    try:
        parts = list(string.Formatter().parse(text))
    except ValueError:
        return frozenset({text})
    return frozenset(
        name if not (spec or conversion) else text for _, name, spec, conversion in parts if name is not None
    )
