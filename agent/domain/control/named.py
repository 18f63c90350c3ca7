"""Which project a name in somebody's words means: by code, client or title, and never by a guess."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

_ENOUGH = 82.0  # of 100
_MARGIN = 8.0  # the second best must lie this far behind


@dataclass(frozen=True, slots=True)
class Nameable:
    """A project with what people call it."""

    id: int
    code: str
    client_code: str
    client: str
    title: str


def projects_named(words: str, projects: Iterable[Nameable]) -> list[Nameable]:
    """Return the projects that words name: one when it is clear, several when they fit alike, none when none does."""
    wanted = words.casefold().strip()
    known = list(projects)
    for names in (_code, _client_code):
        exact = [project for project in known if names(project).casefold() == wanted]
        if exact:
            return exact
    return _alike(wanted, known)


def _alike(wanted: str, known: list[Nameable]) -> list[Nameable]:
    from rapidfuzz import fuzz

    scored = sorted(
        ((max(fuzz.token_set_ratio(wanted, name.casefold()) for name in (p.title, p.client)), p) for p in known),
        key=lambda pair: (-pair[0], pair[1].code),
    )
    if not scored or scored[0][0] < _ENOUGH or len(wanted) < 3:
        return []
    return [project for score, project in scored if score > scored[0][0] - _MARGIN]


def _code(project: Nameable) -> str:
    return project.code


def _client_code(project: Nameable) -> str:
    return project.client_code
