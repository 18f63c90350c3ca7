"""Every letter's words: the agency's own template where it has one, the built-in one where that is broken."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from templates.diagnosis import BROKEN, fault_in
from templates.fault import TemplateFault
from templates.plain import harmless
from templates.shelf import BUILT_IN, PARTS, Rendered, Shelf

_SHARED = ("layout.txt", "layout.html", "parts.txt", "parts.html", "status.txt", "status.html", "letter.css")


class Words:
    """The letters of one agency: templates compiled once, the style sheet put into the html once.

    `home_templates` is the `templates` folder of the agency's home, or None. An override that cannot be rendered
    gives way to the built-in letter as a whole, and `faults` keeps what is wrong with it for the admin.
    """

    def __init__(self, home_templates: Path | None) -> None:
        self._own = _own_folder(home_templates)
        self._built_in = Shelf((BUILT_IN,))
        self._overridden = Shelf((self._own, BUILT_IN)) if self._own else None
        self._faults: dict[TemplateFault, None] = {}

    @property
    def faults(self) -> tuple[TemplateFault, ...]:
        """What was found broken in the agency's own templates so far, each fault once."""
        return tuple(self._faults)

    def letter(self, kind: str, context: Mapping[str, object]) -> Rendered:
        """Render letter `kind`; every text in `context`, however deep, is data and never template or markup."""
        data = harmless(dict(context))
        if self._overridden is None or self._own is None:
            return self._built_in.render(kind, data)
        try:
            return self._overridden.render(kind, data)
        except BROKEN:
            fault = fault_in(kind, data, (self._own, BUILT_IN))
            self._faults.setdefault(fault or _unplaced(kind))
            return self._built_in.render(kind, data)


def letter_kinds() -> tuple[str, ...]:
    """Return the kinds of letter there are, one folder each."""
    return tuple(sorted(folder.name for folder in BUILT_IN.iterdir() if folder.is_dir()))


def example(kind: str) -> dict[str, Any]:
    """Return an invented context for letter `kind`, for checks and previews: its own facts and the shared ones."""
    tables: dict[str, Any] = {}
    for path in (BUILT_IN / "example.toml", BUILT_IN / kind / "example.toml"):
        tables.update(tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal))
    return {name: _namespace(value) for name, value in tables.items()}


def check_letters(home_templates: Path | None) -> tuple[TemplateFault, ...]:
    """Render every letter with its example, the agency's own before the built-in, and return what is broken."""
    own = _own_folder(home_templates)
    folders = (own, BUILT_IN) if own else (BUILT_IN,)
    faults = list(_misplaced(own)) if own else []
    for kind in letter_kinds():
        fault = fault_in(kind, harmless(example(kind)), folders)
        if fault is not None and fault not in faults:
            faults.append(fault)
    return tuple(faults)


def _own_folder(home_templates: Path | None) -> Path | None:
    folder = home_templates / "email" if home_templates else None
    return folder if folder and folder.is_dir() else None


def _misplaced(own: Path) -> Iterator[TemplateFault]:
    """Yield a fault for each file that overrides nothing, since its author believes it does."""
    kinds = letter_kinds()
    for path in sorted(own.rglob("*")):
        name = path.relative_to(own)
        if path.is_dir() or name.name.startswith("."):
            continue
        if len(name.parts) == 1 and name.name not in _SHARED:
            yield TemplateFault(f"email/{name}", name.name, f"no such file is used; there are {', '.join(_SHARED)}")
        elif len(name.parts) > 1 and name.parts[0] not in kinds:
            yield TemplateFault(f"email/{name}", name.parts[0], f"no letter is called so; there are {', '.join(kinds)}")
        elif len(name.parts) > 1 and "/".join(name.parts[1:]) not in PARTS:
            yield TemplateFault(f"email/{name}", name.name, f"no such file is used; there are {', '.join(PARTS)}")


def _unplaced(kind: str) -> TemplateFault:
    return TemplateFault(f"email/{kind}", kind, "cannot be rendered; run `desk templates check`")


def _namespace(value: Any) -> Any:
    if isinstance(value, dict):
        return SimpleNamespace(**{key: _namespace(inner) for key, inner in value.items()})
    return tuple(map(_namespace, value)) if isinstance(value, list) else value
