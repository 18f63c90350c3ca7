"""Which project and milestone a person means: by code, name, client or a near miss of them, never by a guess."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

NAME_SCORE = 88.0  # rapidfuzz points a near miss must reach
MARGIN = 8.0  # ... and how far the second best must stay behind

_WORD = re.compile(r"[^\W_][\w'’&.-]*")
_PLAIN = frozenset(
    "the a an our my your their this that these those it its we i you they and or of for on in at to with"
    " from by is are was were be been has have had all both now still already about just also very really"
    " quite so new der die das den dem ein eine unser unsere mein und oder von für auf im in am zu mit ist"
    " sind war waren hat haben alle jetzt noch schon auch project website site relaunch projekt webseite app"
    " redesign phase work client team launch portal campaign system update status".split()
)
_REST = re.compile(
    r"\b(?:everything else|all (?:the )?others?|the (?:rest|others)|others|alles andere|der rest|die anderen|"
    r"sonst alles|rest)\b",
    re.I,
)
_BOTH = re.compile(r"\b(?:both|all (?:projects|of them|three)|beide|alle projekte|everything)\b", re.I)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A project that a reply may speak of; `names` are other names people use for it, such as the client's."""

    code: str
    name: str = ""
    milestones: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Topic:
    """What a clause is about: `project` "" where it is not said, `unsure` where two would fit."""

    projects: tuple[str, ...] = ()
    milestone: str = ""
    unsure: bool = False


@dataclass(slots=True)
class Topics:
    """The projects a reply may speak of, made ready to be looked for."""

    candidates: Sequence[Candidate]
    _unique: dict[str, str] = field(default_factory=dict)  # word -> code, where only one project has it
    _phrases: list[tuple[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Find the words that name one project only."""
        owners: dict[str, set[str]] = {}
        for candidate in self.candidates:
            for phrase in (candidate.code, candidate.name, *candidate.names):
                if phrase:
                    self._phrases.append((" ".join(words(phrase)), candidate.code))
                for word in words(phrase):
                    if len(word) > 2 and word not in _PLAIN:
                        owners.setdefault(word, set()).add(candidate.code)
        tasks = {word for c in self.candidates for name in c.milestones for word in words(name)}
        self._unique = {w: next(iter(codes)) for w, codes in owners.items() if len(codes) == 1 and w not in tasks}

    def projects(self, text: str) -> Topic:
        """Return the projects a text names, in their order; a near miss counts where no other name is as near."""
        said = words(text)
        joined = f" {' '.join(said)} "
        phrased = {code for phrase, code in self._phrases if phrase and f" {phrase} " in joined}
        found = phrased | {self._unique[word] for word in said if word in self._unique}
        if not found:
            near = [self._near(word) for word in said if len(word) > 4 and word not in _PLAIN]
            found = {code for code in near if code}
        ordered = tuple(c.code for c in self.candidates if c.code in found)
        if not ordered and len(self.candidates) > 1 and _BOTH.search(text):
            return Topic(tuple(c.code for c in self.candidates))
        return Topic(ordered)

    def rest(self, text: str, spoken: set[str]) -> tuple[str, ...]:
        """Return the projects "everything else" means: those not spoken of yet."""
        if not _REST.search(text):
            return ()
        return tuple(c.code for c in self.candidates if c.code not in spoken)

    def milestone(self, text: str, projects: tuple[str, ...]) -> Topic:
        """Return the milestone a text names among `projects` (all where empty), unsure where two fit alike."""
        said = [word for word in words(text) if word not in _PLAIN or len(word) > 4]
        if not said:
            return Topic(projects)
        scored = sorted(
            (
                (_score(said, name), name, c.code)
                for c in self.candidates
                if not projects or c.code in projects
                for name in c.milestones
            ),
            reverse=True,
        )
        if not scored or scored[0][0] < NAME_SCORE:
            return Topic(projects)
        best = scored[0]
        rivals = [row for row in scored[1:] if row[0] > best[0] - MARGIN]
        if any(row[1].lower() != best[1].lower() for row in rivals):
            return Topic(projects, "", unsure=True)
        if not projects and any(row[2] != best[2] for row in rivals):
            return Topic((), best[1], unsure=True)
        return Topic(projects or (best[2],), best[1])

    def _near(self, word: str) -> str:
        """Return the project whose own word `word` nearly is, "" where none or two are as near."""
        from rapidfuzz import fuzz, process

        found = process.extract(word, [w for w in self._unique if len(w) > 4], scorer=fuzz.ratio, limit=2)
        if not found or found[0][1] < NAME_SCORE or word[:1] != found[0][0][:1]:
            return ""
        if (
            len(found) > 1
            and found[1][1] > found[0][1] - MARGIN
            and self._unique[found[1][0]] != self._unique[found[0][0]]
        ):
            return ""
        return self._unique[found[0][0]]


def _score(said: list[str], name: str) -> float:
    """Return how well a milestone's name stands in what was said: each of its telling words, singular or plural."""
    from rapidfuzz import fuzz

    own = words(name)
    telling = [word for word in own if word not in _PLAIN] or own
    if not telling:
        return 0.0
    nearest = [
        max((_like(fuzz.ratio(_stem(word), _stem(other)), word, other) for other in said), default=0.0)
        for word in telling
    ]
    full = sum(nearest) / len(nearest)
    some = max(nearest) if len(telling) > 1 else 0.0
    return max(full, some * 0.93) if some > 95 else full


def _like(ratio: float, word: str, other: str) -> float:
    """Return a word's likeness; the beginning of a compound counts: "copy" for "Copywriting"."""
    if len(other) > 3 and _stem(word).startswith(_stem(other)):
        return max(ratio, 92.0)
    if len(word) > 3 and _stem(other).startswith(_stem(word)) and len(other) - len(word) < 4:
        return max(ratio, 92.0)
    return ratio if len(word) > 4 and len(other) > 4 else ratio if ratio == 100 else 0.0


def _stem(word: str) -> str:
    """Return a word without the ending of a plural."""
    for ending in ("ies", "es", "s", "en", "e", "n"):
        if len(word) - len(ending) >= 4 and word.endswith(ending):
            return word[: -len(ending)]
    return word


def words(text: str) -> list[str]:
    """Return the words of a text in lower case, without the points and apostrophes around them."""
    found = (word.strip(".'’-&").lower() for word in _WORD.findall(text))
    return [word.removesuffix("'s").removesuffix("’s") for word in found if word]
