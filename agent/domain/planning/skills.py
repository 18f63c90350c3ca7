"""Which of the agency's skills a role of a SOW asks for: "Senior Frontend Developer" is `frontend`, level 4."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

# Words of one meaning, the first the common name; a skill and a role match when they share one.
_ALIKE = (
    "development dev devs developer developers developing engineer engineers engineering programmer programmers coding",
    "design designer designers designs",
    "ux usability research researcher",
    "ui visual",
    "frontend front-end front fe react vue angular html css",
    "backend back-end back be server api",
    "fullstack full-stack",
    "qa test tests tester testers testing quality",
    "pm project management manager managers producer planning coordinator",
    "copy copywriter copywriting writer writers writing editor editorial content",
    "strategy strategist strategic consulting consultant consultants advisor",
    "data analyst analysts analytics analysis",
    "devops operations sysadmin infrastructure",
    "seo search",
    "video motion animation",
    "illustration illustrator",
    "mobile ios android",
)
_WORD_OF = {word: group.split()[0] for group in _ALIKE for word in group.split()}
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_LEVELS = (("junior", 1), ("trainee", 1), ("mid", 3), ("senior", 4), ("principal", 5), ("lead", 4), ("head", 5))
_FILLER = frozenset("the of and a an for specialist expert hours h hrs work time".split())
_FIELDS = {
    "development": frozenset({"frontend", "backend", "fullstack", "mobile", "devops"}),
    "design": frozenset({"ux", "ui"}),
}
_BROAD = frozenset({"design", "development"})


@dataclass(frozen=True, slots=True)
class Wanted:
    """The skill a role asks for; `known` says whether anybody of the agency has one like it."""

    skill: str
    level: int
    known: bool


def wanted_skill(role: str, skills: Iterable[str]) -> Wanted:
    """Return the skill that fits a role's words best; a role nobody's skill fits stays as it is written.

    A skill fits by its words or their like ("UX Designer" has `ux` and `design`); among several the one with most
    words in common wins, then a narrow one over a broad one, then by name.
    """
    words, level = _words(role), _level(role)
    best = max(((_fit(words, _words(skill)), skill) for skill in sorted(skills, reverse=True)), default=((0, 0), ""))
    if best[0][0] == 0:
        return Wanted(" ".join(role.lower().split()), level, known=False)
    return Wanted(best[1], level, known=True)


def shares_word(one: str, other: str) -> bool:
    """Return whether two texts name the same kind of work: "UX Designer" and "Design system"."""
    return bool(_words(one) & _words(other))


def broader(skill: str) -> tuple[str, ...]:
    """Return the wider fields a skill lies in: who does `frontend` can be asked for development."""
    words = _words(skill)
    return tuple(field for field, narrow in _FIELDS.items() if words & narrow and field not in words)


def _fit(role: Collection[str], skill: Collection[str]) -> tuple[int, int]:
    common = set(role) & set(skill)
    return len(common), len(common - _BROAD)


def _words(text: str) -> frozenset[str]:
    found = _WORD.findall(text.lower().replace("_", " "))
    seniority = {word for word, _ in _LEVELS}
    return frozenset(_WORD_OF.get(word, word) for word in found if word not in _FILLER and word not in seniority)


def _level(role: str) -> int:
    words = set(_WORD.findall(role.lower()))
    return next((level for word, level in _LEVELS if word in words and word not in ("lead", "head", "mid")), 1)
