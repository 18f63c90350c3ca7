"""Html mail as text: what a person sees, hidden text left out, quoted history marked or cut on request."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MAX_HTML = 2_000_000
MAX_TREE_DEPTH = 200  # inscriptis recurses; deeper trees are read without layout

_DROPPED = ("script", "style", "head", "title", "template", "noscript", "object", "svg", "iframe", "form", "select")
_HIDDEN = re.compile(
    r"display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden|mso-hide\s{0,3}:\s{0,3}all"
    r"|font-size\s{0,3}:\s{0,3}0(?:px|pt|em|%)?\s{0,3}(?:[;!]|$)|opacity\s{0,3}:\s{0,3}0(?:\.0{1,3})?\s{0,3}(?:[;!]|$)"
    r"|(?<![-\w])(?:max-)?(?:height|width)\s{0,3}:\s{0,3}0(?:px|pt)?\s{0,3}(?:[;!]|$)|text-indent\s{0,3}:\s{0,3}-\d{3}",
    re.IGNORECASE,
)
_COLOUR = re.compile(r"(?<![-\w])(background(?:-color)?|color)\s{0,3}:\s{0,3}([^;]{1,40})", re.IGNORECASE)
_WHITE = ("white", "#fff", "#ffffff", "rgb(255,255,255)", "transparent")
_TAGS = re.compile(r"<[^<>]*>")
_BREAKING = re.compile(r"<(?:br|/?p|/?div|/?li|/?tr|/?h[1-6]|/?blockquote)\b[^<>]*>", re.IGNORECASE)
_BLANK_LINES = re.compile(r"\n\s*\n\s*")


def html_to_text(content: str) -> str:
    """Return the visible text of an html body, quoted parts included; never raises."""
    tree = parse(content)
    return stripped(content) if tree is None else render(tree)


def parse(content: str) -> HtmlElement | None:
    """Return the tree of an html body without its hidden parts, None where it cannot be read as a tree."""
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring

    content = content[:MAX_HTML].replace("\x00", "")
    if not content.strip():
        return None
    try:
        parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
        tree = document_fromstring(content.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return None
    _prune(tree)
    _mark_quotes(tree)
    return tree


def render(tree: HtmlElement) -> str:
    """Return a tree as text, tables aligned; a tree that is too deep for layout loses only its layout."""
    from inscriptis import Inscriptis

    if _depth(tree) > MAX_TREE_DEPTH:
        return "\n".join(part.strip() for part in tree.itertext() if part.strip())
    try:
        text = Inscriptis(tree).get_text()
    except (RecursionError, ValueError, IndexError, KeyError, AttributeError, TypeError):
        return "\n".join(part.strip() for part in tree.itertext() if part.strip())
    return _BLANK_LINES.sub("\n\n", text.replace("\xa0", " ")).strip()


def stripped(content: str) -> str:
    """Return markup without its tags: the last resort where no tree can be made."""
    return html.unescape(_TAGS.sub(" ", _BREAKING.sub("\n", content[:MAX_HTML]))).strip()


def remove(element: HtmlElement) -> None:
    """Take `element` out of its tree and leave the text that follows it."""
    if element.getparent() is not None:
        element.drop_tree()


def _prune(tree: HtmlElement) -> None:
    """Take out what no reader sees: scripts, hidden and white-on-white text (pitfalls A14)."""
    for element in list(tree.iter(*_DROPPED)):
        remove(element)
    for element in [e for e in tree.iter() if isinstance(e.tag, str) and _is_hidden(e)]:
        remove(element)


def _mark_quotes(tree: HtmlElement) -> None:
    """Put `> ` before every line of the outermost block quotes, so that html and text replies read alike."""
    from lxml.html import Element

    for quote in [e for e in tree.iter("blockquote") if next(e.iterancestors("blockquote"), None) is None]:
        parent = quote.getparent()
        if parent is None:
            continue
        marked = Element("pre")
        marked.text = "\n".join(f"> {line}".rstrip() for line in render(quote).split("\n"))
        marked.tail = quote.tail
        parent.replace(quote, marked)


def _is_hidden(element: HtmlElement) -> bool:
    """Return whether an element's own attributes hide its text."""
    style = element.get("style", "")
    if element.get("hidden") is not None or (style and _HIDDEN.search(style)):
        return element.tag not in ("html", "body", "img", "table", "td", "tr", "hr")
    if not style and element.tag != "font":
        return False
    colours = {name.lower(): value.strip().lower().replace(" ", "") for name, value in _COLOUR.findall(style)}
    ground = colours.get("background-color", colours.get("background", "white"))
    ink = colours.get("color", (element.get("color") or "").lower())
    return ink in _WHITE and ground.split("!")[0] in _WHITE


def _depth(tree: HtmlElement) -> int:
    """Return how deep a tree is, counted without recursion."""
    from lxml import etree

    depth = deepest = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest
