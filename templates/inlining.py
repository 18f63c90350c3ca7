"""A letter's style sheet put into its html source once, when the template is loaded, not each time it is rendered."""

from __future__ import annotations

import re

_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.S)
_HELD = re.compile(r"<!--desk:(\d+)-->|desk:(\d+):")


def inlined(source: str, css: str) -> str:
    """Return the html template `source` with the rules of `css` as style attributes; its template tags stay."""
    import css_inline  # loaded with the first letter, not with the program

    held, tags = _hold(source)
    inliner = css_inline.CSSInliner(keep_at_rules=True, load_remote_stylesheets=False)
    if source.lstrip().lower().startswith("<!doctype"):
        styled = inliner.inline(held.replace("</head>", f"<style>{css}</style></head>"))
    else:
        styled = inliner.inline_fragment(held, css)
    return _HELD.sub(lambda match: tags[int(match[1] or match[2])], styled)


def _hold(source: str) -> tuple[str, list[str]]:
    """Take the template tags out of the html parser's way.

    They become comments, which html allows everywhere, between the rows of a table too, or plain words inside an
    element's own angle brackets and its title.
    """
    tags: list[str] = []
    held, end = "", 0
    for match in _TAG.finditer(source):
        held += source[end : match.start()]
        inside = held.rfind("<") > held.rfind(">") or held.endswith("<title>")
        held += f"desk:{len(tags)}:" if inside else f"<!--desk:{len(tags)}-->"
        tags.append(match.group())
        end = match.end()
    return held + source[end:], tags
