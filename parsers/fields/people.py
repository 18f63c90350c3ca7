"""Names of people, their addresses and job titles in short stretches of text."""

from __future__ import annotations

import re
from dataclasses import dataclass

EMAIL = re.compile(
    r"(?<![\w.+-])[A-Za-z0-9][\w.+-]{0,63}@[A-Za-z0-9][A-Za-z0-9-]{0,62}(?:\.[A-Za-z0-9-]{1,63}){1,4}(?![\w@])"
)
_WORD = (
    r"(?:[A-ZÀ-ÖØ-ÞĀ-Ž][\w’'À-žÀ-ÿ]*(?:-[A-ZÀ-Þ][\w’']*)?\.?|(?:de|van|von|der|den|da|di|la|le|bin|al"
    r"|dos|ter|ten|du|del|el)\b)"
)
_NAME = re.compile(
    rf"(?:(?:Mr|Mrs|Ms|Dr|Prof|Herr|Frau)\.?[ ])?(?P<name>[A-ZÀ-ÞĀ-Ž][\w’'À-ÿ]*\.?(?:[ ]{_WORD}){{1,4}})(?!\w)"
)
_TITLE_WORDS = frozenset(
    "ceo cto coo cfo cmo cio cpo vp svp evp president vice chief director manager officer head founder partner owner"
    " secretary treasurer chairman chairwoman chair lead architect engineer designer consultant analyst executive"
    " principal counsel controller procurement signatory coordinator specialist administrator member trustee dean"
    " managing senior junior developer strategist producer representative geschäftsführer directeur sponsor".split()
)
_NOT_NAMES = frozenset(
    "the this that these those client customer company agency provider vendor contractor supplier consultant service"
    " services agreement statement work project date name title signature signed by for and or of inc llc ltd gmbh corp"
    " corporation limited bank group total phase week month milestone deliverable scope terms authorized authorised"
    " signatory party parties accepted agreed print printed month schedule exhibit appendix section between street road"
    " avenue suite floor purchase order number page attn attention prepared effective start end master data privacy"
    " security research software solutions systems technologies university institute foundation studio labs partners"
    " association department ministry office court state united states kingdom new york".split()
)


@dataclass(frozen=True, slots=True)
class NameSpan:
    """A person's name at `text[start:end]`."""

    start: int
    end: int
    name: str


def find_names(text: str, start: int = 0, end: int | None = None) -> tuple[NameSpan, ...]:
    """Return what reads as people's names in `text[start:end]`; meant for signature blocks, not prose."""
    stop = len(text) if end is None else end
    found = []
    for match in _NAME.finditer(text, start, stop):
        name = match["name"].rstrip(".")
        while name.count(" ") > 1 and _is_business(name.rsplit(" ", 1)[1]):
            name = name.rsplit(" ", 1)[0]
        if looks_like_name(name):
            found.append(NameSpan(match.start("name"), match.start("name") + len(name), name))
    return tuple(found)


def looks_like_name(text: str) -> bool:
    """Return whether `text` as a whole can be a person's name: two to five capitalised words, none a business word."""
    words = text.replace(",", " ").split()
    if not 2 <= len(words) <= 5 or any(ch.isdigit() or ch in "[]{}<>_@/:;" for ch in text):
        return False
    if any(_is_business(word) for word in words):
        return False
    capitals = sum(word[:1].isupper() for word in words)
    framed = words[0][:1].isupper() and words[-1][:1].isupper()
    return (capitals >= 2 and framed and not text.isupper()) or _shouted(words)


def looks_like_title(text: str) -> bool:
    """Return whether `text` reads as a job title ("Head of Digital", "VP, Commercial")."""
    return any(word.strip(".,()&").lower() in _TITLE_WORDS for word in text.split()) and len(text) < 80


def _is_business(word: str) -> bool:
    return word.lower().strip(".,") in _NOT_NAMES | _TITLE_WORDS


def _shouted(words: list[str]) -> bool:
    return 2 <= len(words) <= 3 and all(word.isupper() and len(word) > 1 and word.isalpha() for word in words)
