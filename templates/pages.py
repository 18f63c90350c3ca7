"""Pages for a browser: one html file each, which loads nothing and runs no script."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

WEB = Path(__file__).parent / "web"


def render_page(name: str, context: Mapping[str, object]) -> str:
    """Return page `name` with its style sheet inside; every text in `context` is data and never markup.

    The page's own policy lets a browser use that style sheet, named by its digest, and nothing else.
    """
    style = (WEB / f"{name}.css").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    return _environment().get_template(f"{name}.html").render(context, style=Markup(style), policy=policy)  # noqa: S704


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(WEB), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
