"""What is a place left to fill in, and so never a value: <...>, [..], {{..}}, ____, TBD, "Client Name"."""

from __future__ import annotations

import re

_SLOT = re.compile(
    r"\[(?![xX✓ ]\])[^\[\]\n]{0,160}\](?!\()"  # [DATE], not a [link](...)
    r"|\{\{[^{}\n]{0,120}\}\}|\{%[^{}\n]{0,120}%\}|(?<![\w$])\{[^{}\n]{1,300}\}"
    r"|<(?!https?:|mailto:|/)[A-Za-z][^<>@\n]{0,80}>|«[^«»\n]{1,60}»|‹[^‹›\n]{1,60}›"
    r"|_{3,}|\.{6,}|…{2,}|(?<!\w)[$€£]?X{2,}(?:[,.]X{2,})*(?!\w)"
    r"|(?<!\w)(?:VERSION|COMPANY|CLIENT|PROJECT|INSERT|DATE)_[A-Z_]+(?!\w)|(?<!\w)(?:MM|DD|dd"
    r"|mm)[/.-](?:DD|MM|mm|dd)[/.-](?:YY|yy){1,2}"
)
_OPEN = re.compile(
    r"(?:t\.?b\.?[dca]\.?|to be (?:determined|confirmed|agreed|decided|defined|announced|provided"
    r"|advised)|n/?a|not applicable|none|nil|pending"
    r"|-{1,3}|–|—|\?+|\.{2,}|x+|yyyy-mm-dd|click or tap.*|click here.*|enter .*|insert .*"
    r"|choose an item\.?|please (?:enter|insert|specify).*)",
    re.IGNORECASE,
)
_SELF = re.compile(
    r"(?!(?:sow|contract|agreement|final|project) (?:signature|start|end)$)"
    r"(?:the |your |insert |full |legal )*(?:(?:client|customer|company|project|vendor|provider"
    r"|service provider|contractor|supplier|agency|consultant"
    r"|organi[sz]ation|business|sow|start|end|effective|signature|contact|your|full|first|last|role"
    r"|job|party|developer) ?)*"
    r"(?:name|title|date|amount|number|signature|address|email|phone|description|details|role|here"
    r"|start|end|name of [a-z ]+)",
    re.IGNORECASE,
)
_GENERIC = re.compile(
    r"(?:deliverable|milestone|task|objective|exclusion|assumption|item|phase|activity|role|resource"
    r"|requirement|payment|step|feature|service)s?(?: of work)?"
    r" ?#?(?:\d{1,2}|[A-Za-z]|[ivx]{1,4})?(?: ?(?:name|title|description))?",
    re.IGNORECASE,
)
_FILLER = re.compile(
    r"(?:brief |short )?(?:description|details?)(?: (?:of|and|for)\b.*)?\.?|lorem ipsum.*|sample text.*", re.IGNORECASE
)


_LONGEST = 600  # characters of a value that are looked at; a longer one is no placeholder as a whole


def is_blank(text: str) -> bool:
    """Return whether `text` says nothing: empty, a placeholder, "TBD", or the label's own words ("Client Name")."""
    text = text[:_LONGEST]
    plain = text.strip(" \t\n\u00a0*_`:|().,;\"'“”")
    if not plain or _SLOT.search(text):
        return True
    own_words = len(plain) < 80 and _SELF.fullmatch(plain) is not None
    return own_words or _OPEN.fullmatch(plain) is not None or not re.search(r"\w", plain)


def is_generic(text: str) -> bool:
    """Return whether a list entry is a form's own example: "Deliverable 1", "Item 2: Brief description"."""
    plain = text.strip(" \t\n\u00a0*_`:|().,;")
    head, colon, tail = plain.partition(":")
    if _GENERIC.fullmatch(head.strip(" *_")):
        return not colon or not tail.strip(" *_") or bool(_FILLER.fullmatch(tail.strip(" *_")))
    return bool(_FILLER.fullmatch(plain))


_FORM_SLOT = re.compile(
    r"\{\{[^{}\n]{0,120}\}\}|\{%[^{}\n]{0,120}%\}|(?-i:<[A-Z][A-Z _/-]{2,60}>)|«[^«»\n]{1,60}»"
    r"|(?<!\w)[$€£]X{1,3}(?:[,.]X{2,})*|[$€£]\[|(?<!\w)(?-i:(?:VERSION|COMPANY|CLIENT|PROJECT"
    r"|INSERT)_[A-Z_]+)"
    r"|\[(?:(?-i:[A-Z][A-Z0-9 _/'’&.-]{2,80})|[^\[\]\n]{0,60}\b(?:name|date|insert|amount|address"
    r"|number|title|describe|description|your|enter|specify|client|company|customer|"
    r"project|location|state|country|list|tbd|provider|deliverable|role)\b[^\[\]\n]{0,80})\](?![(\[])"
    r"|<(?:insert|enter|your|client|company|project|describe|name|date)[^<>\n]{0,80}>"
    r"|(?<![\w$`])\{(?=[^{}\n]{0,300}[ $“])[A-Za-z$“\"][^{}\n]{1,300}\}",
    re.IGNORECASE,
)


def form_slots(text: str) -> int:
    """Return how many places of `text` are a form's to fill in; signature rules and reference links are not."""
    return sum(1 for _ in _FORM_SLOT.finditer(text))


def slots(text: str) -> list[tuple[int, int]]:
    """Return the spans of the places to fill in."""
    return [match.span() for match in _SLOT.finditer(text)]
