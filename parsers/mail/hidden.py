"""What an html element hides from its reader: display none, no size, white on white (pitfalls A14)."""

from __future__ import annotations

import re
from collections.abc import Mapping

_HIDDEN = re.compile(
    r"display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden|mso-hide\s{0,3}:\s{0,3}all"
    r"|font-size\s{0,3}:\s{0,3}0(?:px|pt|em|%)?\s{0,3}(?:[;!]|$)|"
    r"opacity\s{0,3}:\s{0,3}0(?:\.0{1,3})?\s{0,3}(?:[;!]|$)"
    r"|(?<![-\w])(?:max-)?(?:height|width)\s{0,3}:\s{0,3}0(?:px|pt)?\s{0,3}(?:[;!]|$)|"
    r"text-indent\s{0,3}:\s{0,3}-\d{3}",
    re.IGNORECASE,
)
_COLOUR = re.compile(r"(?<![-\w])(background(?:-color)?|color)\s{0,3}:\s{0,3}([^;]{1,40})", re.IGNORECASE)
_WHITE = ("white", "#fff", "#ffffff", "rgb(255,255,255)", "transparent")
_FRAMES = frozenset(("html", "body", "img", "table", "td", "tr", "hr"))
MAX_STYLE = 4_000


def is_hidden(tag: str, attributes: Mapping[str, str]) -> bool:
    """Return whether an element's own attributes hide its text; what only lays out a page is never hidden."""
    style = attributes.get("style", "")[:MAX_STYLE]
    if "hidden" in attributes or (style and _HIDDEN.search(style)):
        return tag not in _FRAMES
    if not style and tag != "font":
        return False
    colours = {name.lower(): value.strip().lower().replace(" ", "") for name, value in _COLOUR.findall(style)}
    ground = colours.get("background-color", colours.get("background", "white"))
    ink = colours.get("color", attributes.get("color", "").lower())
    return ink in _WHITE and ground.split("!")[0] in _WHITE
