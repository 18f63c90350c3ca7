"""The sentence "On ... wrote:" that mail programs put over a quote, in many languages, folded over up to four lines."""

from __future__ import annotations

import re
from collections.abc import Sequence


def _phrases(text: str) -> tuple[str, ...]:
    return tuple(text.split("|"))


MAX_SENTENCE = 4  # lines over which it is folded
MAX_CHARS = 500

# How the sentence ends or what it holds.
VERBS = _phrases(
    "wrote|writes|said|schrieb|geschrieben|a écrit|a ecrit|écrit|escribió|escribio|ha escrito|va escriure|"
    "ha scritto|escreveu|a scris|schreef|geschreven|skrev|skreiv|skrev følgende|skrev følgjande|skrev följande|"
    "följande|følgende|het volgende|folgendes|lo siguiente|quanto segue|ce qui suit|o seguinte|kirjoitti|"
    "kirjutas|rakstīja|rašė|napisał|napisała|napisał(a)|pisze|napsal|napsala|napsal(a)|napísal|napísala|"
    "napísal(a)|píše|írta|je napisao|napisao|napisala|je napisao/la|napisao/la|napisao je|napisala je|"
    "је написао|написао је|је написао/ла|je napisal|je napisal/-a|написал|написала|написал(а)|пишет|писал|"
    "писал(а)|написав|написав(ла)|пише|написа|έγραψε|yazdı|כתב|כתב/ה|‏כתב|كتب|نوشت|のメール|書きました|书写|"
    "写道|寫道|作成|작성|썼습니다|đã viết|viết|menulis|เขียนว่า|เขียน|skrifaði|idatzi du|ha scrit"
)
# How it begins: the preposition before the date, or the weekday.
OPENERS = frozenset(
    _phrases(
        "a|am|at|cmt|cum|czw|d.|dana|den|di|dienstag|dim|dne|dnia|do|dom|donnerstag|dňa|e|el|em|fr|fre|freitag|fri|"
        "friday|gio|id|il|jeu|jue|k|ke|kuupäev|l|la|le|lun|lör|lør|ma|man|mar|mer|mi|mie|mittwoch|mié|mo|mon|"
        "monday|montag|mån|mán|n|na|nd|ndz|ne|ned|no|nuo|on|ons|op|p|pada|paz|pe|per|pet|pi|pn|po|pon|pt|pzt|pá|"
        "qua|qui|r|sa|sab|sal|sam|samstag|sat|saturday|seg|sex|so|sob|sonntag|sri|st|su|sub|sun|sunday|sáb|sön|søn|"
        "t|tarih|tarihinde|ter|thu|thursday|tir|tirs|tis|to|tor|tors|tue|tuesday|um|ut|uto|v|ven|vie|vr|vào|w|wed|"
        "wednesday|wo|wt|za|zo|çar|în|út|čet|čt|śr|št|στις|в|вс|вт|на|нд|от|пн|пт|сб|ср|у|чт|понедельник|вторник|"
        "среда|четверг|пятница|суббота|воскресенье|пон|уто|сре|чет|пет|суб|нед|missatge|lunes|quoting|zitat|"
        "citando|wiadomość|mail|message|pirmd|otrd|trešd|ceturtd|piektd|sestd|svētd|fös|þri|mið|fim|lau"
    )
)
_MOMENT = re.compile(r"\d{1,2}[:.h]\d{2}|(?:19|20)\d\d|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}")
_HINT = re.compile(r"[\d@]")
_TIME = re.compile(r"[\d۰-۹٠-٩]{1,2}[:.h][\d۰-۹٠-٩]{2}")
_YEAR = re.compile(r"(?:19|20|[۰-۹٠-٩]{2})[\d۰-۹٠-٩]{2}|\d{1,2}[/.-]\d{1,2}[/.-]\d\d(?!\d)")
_ADDRESS = re.compile(r"[<(\[]{0,2}(?:mailto:)?[^\s<>()\[\]@,;:\"]{1,64}@[^\s<>()\[\]@,;:\"]{1,190}")
_BRACKETED = re.compile(r"[<(\[][\s\[<]{0,2}(?:mailto:)?[^\s<>()\[\]@,;:\"]{1,64}@[^\s<>()\[\]@,;:\"]{1,190}")
_ISO_SENTENCE = re.compile(
    r"(?:19|20)\d\d-\d\d-\d\d \d{1,2}:\d\d (?:GMT|UTC)[+-]\d\d:\d\d \S"
    r"|(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2} [^<>@]{1,100}<[^<>@\s]{1,64}@[^<>@\s]{1,190}>:?\Z"
)
_LEFT = " \t>*\xa0\ufeff"
_RIGHT = " \t*\xa0"
_LAST_WORDS = frozenset(verb.split()[-1] for verb in VERBS)
_INSIDE = re.compile(  # the verb before the name: languages that put it second
    r"(?:^|[\s,）)])(?:schrieb|schreef|skrev|skreiv|napsal\(a\)|napsal|napísal\(a\)|napisał\(a\)|napisał|"
    r"kirjoitti|kirjutas|"
    r"escribió|escreveu|a écrit|ha scritto|wrote|rakstīja|rašė|yazdı|írta|пишет|написал|skrifaði)(?=[\s,:])"
)


def sentence_start(lines: Sequence[str], end: int) -> int | None:
    """Return where the sentence "On ... wrote:" that ends on line `end` begins, None where that line ends none."""
    last = lines[end].lstrip(_LEFT).rstrip(_RIGHT)
    if len(last) > MAX_CHARS or not last:
        return None
    if last[0] in "12" and _ISO_SENTENCE.match(last):
        return end
    if last[-1] not in ":：" and not last.endswith("wrote"):
        return None
    bare = last.rstrip(" :：\xa0").lower()
    if not _HINT.search(last) and not bare.endswith(VERBS) and bare not in _LAST_WORDS:
        return None
    joined = _joined(lines, end)
    quoted = _quote_follows(lines, end)
    for at, sentence in reversed(joined):
        if _opens(sentence) and _says_who_wrote(sentence, quoted):
            return at
    for at, sentence in joined:
        if _names_sender(sentence) or (quoted and _introduces(sentence)):
            return at
    return None


def is_framed_sentence(words: str) -> bool:
    """Return whether words between dashes are such a sentence: "---- On Mon ... wrote ----", "-- Jo wrote: --"."""
    lower = words.lower()
    if lower.endswith("wrote:"):
        return True
    return bool(_TIME.search(words)) and bool(_YEAR.search(words)) and lower.endswith(VERBS)


def _joined(lines: Sequence[str], end: int) -> list[tuple[int, str]]:
    """Return (first line, text) of each way to join `lines[end]` with the lines above, the shortest first."""
    joined: list[tuple[int, str]] = []
    text = ""
    for at in range(end, max(-1, end - MAX_SENTENCE), -1):
        line = lines[at].lstrip(_LEFT).rstrip(_RIGHT)
        if not line or len(line) > MAX_CHARS:
            break
        text = f"{line} {text}" if text else line
        joined.append((at, text))
    return joined


def _quote_follows(lines: Sequence[str], at: int) -> bool:
    """Return whether the next line that says anything is a quoted one."""
    for line in lines[at + 1 : at + 5]:
        if line and not line.isspace():
            return line.lstrip(" \t").startswith(">")
    return False


def _opens(sentence: str) -> bool:
    """Return whether a sentence begins as these do: with a preposition, a weekday or a number."""
    word = sentence.split(None, 1)[0].rstrip(",.:").lower()
    return word in OPENERS or f"{word}." in OPENERS or sentence[0].isdigit() or sentence[0] in "于在於("


def _says_who_wrote(sentence: str, quoted: bool) -> bool:
    """Return whether a sentence holds a moment and a verb of writing, or the sender's address.

    The verb stands at the end; inside, where a quote follows or a whole date with its time is there too.
    """
    if not _MOMENT.search(sentence):
        return False
    lower = sentence.rstrip(" :：\xa0").lower()
    if lower.endswith(VERBS):
        return True
    whole = _TIME.search(sentence) is not None and _YEAR.search(sentence) is not None
    return ((quoted or whole) and _INSIDE.search(lower) is not None) or _names_sender(sentence)


def _names_sender(sentence: str) -> bool:
    """Return whether a sentence holds a whole address and either a verb of writing or a date with a time."""
    if "@" not in sentence or sentence.count("<") != sentence.count(">") or not _ADDRESS.search(sentence):
        return False
    if sentence[-1] not in ":：" and not sentence.endswith("wrote"):
        return False
    if _TIME.search(sentence) and _YEAR.search(sentence) and _BRACKETED.search(sentence):
        return True
    lower = sentence.rstrip(" :：\xa0").lower()
    return lower.endswith(VERBS) and len(sentence) < 250


def _introduces(sentence: str) -> bool:
    """Return whether a sentence right above a quote introduces it: a name and address, or a verb and a whole date."""
    if sentence[-1] not in ":：" or len(sentence) > 250:
        return False
    if _BRACKETED.search(sentence) and sentence.count("<") == sentence.count(">"):
        return True
    dated = _TIME.search(sentence) is not None and _YEAR.search(sentence) is not None
    return dated and _INSIDE.search(sentence.lower()) is not None
