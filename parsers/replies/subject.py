"""The thing a clause of a status reply speaks of: "wireframes" of "the wireframes are now"."""

from __future__ import annotations

# Words that stand before or behind the thing a clause speaks of and are no part of it.
_EDGES = frozenset(
    "the a an our my all also and but so yes ok okay well hi hey we i it its it's i'm we're they that this he "
    "she have has had"
    " are is was were be been now then with on in of for from by to at about around roughly approx currently "
    "still noch just"
    " got get will would should must need needs needed nearly almost already fully completely probably not no up "
    "out coming"
    " come comes update status sent provided given us until till sits sit lies die der das den dem unsere unser "
    "alle und aber"
    " auch wir ich es ist sind wurde wurden habe haben hat jetzt schon bereits zu ca circa etwa von auf bis wird "
    "werden kommt"
    " soll sollte brauche brauchen braucht liegt liegen nicht r"
    " finished done ready complete completed delivered fertig".split()
)


def subject_of(words: str) -> str:
    """Return the thing a clause speaks of: the words before its signal without articles and verbs."""
    cut = words.rsplit(":", 1)[-1] if ":" in words and words.rsplit(":", 1)[-1].strip() else words.replace(":", "")
    words_left = cut.split()
    while words_left and _bare(words_left[0]) in _EDGES:
        words_left.pop(0)
    while words_left and _bare(words_left[-1]) in _EDGES:
        words_left.pop()
    return " ".join(words_left).strip(" ,.;:!-–()") if len(words_left) < 8 else ""


def _bare(word: str) -> str:
    """Return a word in lower case without the marks around it; "" where it is only marks, which no thing is."""
    return word.strip(",.;:!?-–—()[]\"'*~").lower() or "the"
