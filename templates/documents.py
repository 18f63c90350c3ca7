"""Word documents from templates: the agency's own where it works, the built-in one otherwise, with the reason told."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path

from templates.fault import BrokenTemplateError, TemplateFault
from templates.word.engine import Properties, fill

__all__ = ["BUILT_IN", "Properties", "override_path", "render_word"]

BUILT_IN = Path(__file__).parent / "word"


def override_path(home_templates: Path, name: str) -> Path:
    """Return where an agency puts its own version of the document `name`."""
    return home_templates / "word" / f"{name}.docx"


def render_word(
    name: str,
    context: Mapping[str, object],
    home_templates: Path | None = None,
    properties: Properties | None = None,
) -> tuple[bytes, tuple[TemplateFault, ...]]:
    """Fill the document `name` ("kickoff") and return its bytes with the faults of an override that was passed over.

    `home_templates` is the `templates/` folder of the agency's home. The same input gives the same bytes. Raises
    `BrokenTemplateError` when the built-in template itself cannot be filled.
    """
    faults: tuple[TemplateFault, ...] = ()
    if home_templates is not None and override_path(home_templates, name).is_file():
        try:
            return _fill(override_path(home_templates, name), context, properties), ()
        except BrokenTemplateError as error:
            faults = error.faults
    return _fill(BUILT_IN / f"{name}.docx", context, properties), faults


def _fill(path: Path, context: Mapping[str, object], properties: Properties | None) -> bytes:
    from docx.opc.exceptions import OpcError
    from jinja2 import TemplateError
    from lxml.etree import LxmlError

    from templates.linter import check_word

    try:
        return fill(path, context, properties)
    # What the libraries raise on a template somebody broke: each is a fault to tell, none may stop a letter.
    except (TemplateError, OpcError, LxmlError, zipfile.BadZipFile, OSError) as error:
        raise BrokenTemplateError(check_word(path) or (_unexplained(path, error),)) from error
    except (ValueError, TypeError, LookupError, ArithmeticError, AttributeError, RuntimeError) as error:
        raise BrokenTemplateError(check_word(path) or (_unexplained(path, error),)) from error


def _unexplained(path: Path, error: Exception) -> TemplateFault:
    return TemplateFault(path.name, type(error).__name__, f"the document cannot be filled: {error}")
