"""When somebody says they are away: ranges of days in their own words, seen from the day they wrote.

English, German, French, Spanish, Italian, Dutch and Portuguese. "Back on the 5th" ends an absence the day before;
"until the 5th" ends it on that day.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from parsers.fields.spoken_dates import SpokenSpan, find_spoken

MAX_TEXT = 3_000
MAX_SENTENCES = 60
LONGEST = timedelta(days=400)

_SENTENCE = re.compile(
    r"(?<=[^\W\d]{2})[.!?](?:\s|\Z)|(?<=\d{4})\.(?:\s|\Z)|(?<=\d)[.!]\s(?=[A-ZÄÖÜÉ])(?!Jan|Feb|Mär|Apr|Mai|Jun|"
    r"Jul|Aug|Sep|Okt|Nov|Dez)|\n\s*\n|;\s"
)
_AWAY = re.compile(
    r"\b(?:out of (?:the )?office|out of town|ooo|o\.o\.o|away|off(?: work| sick)?|on (?:annual |parental |"
    r"maternity |paternity |sick |medical |public )?"
    r"(?:leave|holidays?|vacation|pto|break)|(?:annual|sick|parental) leave|day off|days off|pto|vacation|"
    r"holidays?|not (?:be )?(?:in(?: the office)?|available|working|around|here)|"
    r"won'?t be (?:in|around|available|working)|unavailable|sick|ill|unwell|(?:be |am |'m )?out|"
    r"urlaub\w*|abwesend\w*|abwesenheit|krank\w*|nicht (?:da|im (?:büro|haus)|erreichbar|am platz|im dienst|"
    r"verfügbar)|außer haus|ausser haus|unterwegs|frei\b|elternzeit|"
    r"en (?:congés?|vacances|déplacement)|absente?|absence|indisponible|congés?|"
    r"de vacaciones|vacaciones|ausente|ausencia|fuera de (?:la )?oficina|de baja|"
    r"in ferie|ferie|assente|assenza|fuori (?:ufficio|sede)|malattia|"
    r"(?:met|op) (?:vakantie|verlof)|vakantie|verlof|afwezig\w*|niet (?:op kantoor|aanwezig|bereikbaar)|ziek|"
    r"(?:de|em|em gozo de) férias|férias|fora do escritório|ausência|de licença|doente)\b",
    re.IGNORECASE,
)
_BACK = re.compile(
    r"\b(?:(?:be |am |'m |i'll be )?back(?: in(?: the office)?| at work| at my desk| online| again)*|"
    r"return(?:ing)?|resum\w+|wieder(?:\s(?:da|zurück|im büro|im haus|erreichbar|im dienst|an bord|für (?:sie|"
    r"euch|dich) da))?|"
    r"zurück|rückkehr|de retour|retour|reprise|reprendrai|rentrerai|de vuelta|vuelvo|volver\w+|regres\w+|"
    r"reincorpor\w+|rientr\w+|di ritorno|torn\w+|"
    r"(?:weer )?(?:terug|aanwezig|bereikbaar)|de volta|regress\w+|retorn\w+)\b"
    r"(?:\s|,|:)*(?:(?:in|at|to) (?:the )?(?:office|work|my desk)\s|im büro\s|au bureau\s|en la oficina\s|"
    r"in ufficio\s|op kantoor\s|ao escritório\s|online\s|again\s|erst\s|dann\s|only\s)?"
    r"(?:on|from|ab|am|as of|by|until|le|el|il|op|em|no|na|a|à partir du|a partir del?|a partir de|a partire dal|"
    r"vanaf|dal?|du|dia|den|dem|der|the|next|first thing|morning|wieder|\s|,)*\Z",
    re.IGNORECASE,
)
_BACK_AFTER = re.compile(
    r"\A\s{0,3}(?:bin ich |werde ich |sind wir |i am |i'll be |i will be |we are )?(?:wieder|zurück|back|terug|"
    r"weer)\b",
    re.IGNORECASE,
)
_RETURNS = re.compile(
    r"\W{0,3}(?:and |then |hi,? )?(?:i'?m |i am |i'll be |i will be |i’ll be |i’m |we'?re |ich bin |"
    r"bin )?(?:back|wieder da|wieder im büro|zurück)"
    r"\s(?!from|to |aus|with)",
    re.IGNORECASE,
)
_UNTIL = re.compile(
    r"(?:\b(?:until|till|til|through|thru|bis(?: zum| einschließlich| inklusive| und mit)?|jusqu[’']au|"
    r"jusqu[’']à|hasta(?: el)?|fino (?:al?|a)|tot(?: en met)?|t/m|até(?: ao?| o| dia)?|to|au|al)|[-–—])"
    r"(?:\s|,|inclusive|einschließlich|including|and|dem|den|the|le|el|il|dia|de|op)*\Z",
    re.IGNORECASE,
)
_FROM = re.compile(
    r"\b(?:from|starting|as of|beginning|since|ab(?: dem)?|von|vom|seit(?: dem)?|à partir du|du|desde(?: el)?|"
    r"del|dal|dall[’']|vanaf|van|de|a partir de|do dia|between|zwischen(?: dem)?|entre(?: le| el)?)(?:\s|the|le|"
    r"el|il|dem|dia|de)*\Z",
    re.IGNORECASE,
)
_JOIN = re.compile(
    r"\s{0,3}(?:,\s)?(?:\([^)]{0,12}\)\s?)?(?:-|–|—|to|till|until|through|thru|and(?= including)|bis(?: zum|"
    r" einschließlich)?|au|al|a|à|t/m|tot(?: en met)?|até(?: ao?)?|(?:y|e|et|und|en|and)(?: el| le| il| dem|"
    r" the)?)"
    r"\s{0,3}(?:and including |einschließlich |inclusive |the |le |el |il |dem |den |dia |(?:mon|tues|wednes|"
    r"thurs|fri|satur|sun)day,? |\w{2,10}(?:tag|woch|di),? (?:den |dem )?)?\s{0,2}",
    re.IGNORECASE,
)
_AND = re.compile(r"\s*(?:,|and|&|\+|und|et|y|e|en)+\s*(?:on |am )?\Z", re.IGNORECASE)
_PART = re.compile(
    r"\b(?:(?P<pm>afternoons?|pm|nachmittags?|après-midi|tarde|pomeriggio|middag)|(?P<am>mornings?|vormittags?|"
    r"matin|mattina|ochtend|manhã))\b",
    re.IGNORECASE,
)
_NOT = re.compile(
    r"\b(?:not|isn'?t|aren'?t|no longer|nicht mehr|kein\w*|cancel\w*|storn\w*)\s(?:\w+\s){0,2}?(?:off|away|"
    r"on (?:holiday|leave|vacation)|out\b|im urlaub|urlaub|krank|abwesend)"
    r"|\b(?:back|zurück|aus|from|after|before|vor|nach)\s(?:from\s)?(?:my |dem |meinem |the )?(?:holidays?|"
    r"vacation|leave|urlaub)\b",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:was|were|had been|war(?:en)?)\s(?:\w+\s){0,2}?(?:off|away|out|sick|ill|on|krank|im urlaub|abwesend)\b",
    re.IGNORECASE,
)
_SICK = re.compile(r"\b(?:sick|ill|unwell|krank\w*|malade|enferm[oa]|malat[oa]|ziek|doente)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Absence:
    """Days away, both ends included; `last` is None where no end is said; `part` is "am", "pm" or "" for whole days."""

    first: date
    last: date | None
    quote: str
    part: str = ""


def find_absences(text: str, today: date, certain: bool = False) -> tuple[Absence, ...]:
    """Return the absences a text states, in its order; with `certain` it is known to be an absence note.

    Without, only sentences with a word of being away count, and a "back on ..." right behind one.
    """
    found: list[Absence] = []
    near = certain
    for sentence in _sentences(text[:MAX_TEXT]):
        away = _AWAY.search(sentence) is not None and not _NOT.search(sentence) and not _PAST.search(sentence)
        away = away or _RETURNS.match(sentence) is not None
        if sentence.rstrip().endswith("?"):
            near = certain
            continue
        read = list(_read(sentence, today, away, near or away))
        found = _merged(found, read, today)
        near = certain or away
    return tuple(absence for absence in found if absence.last is None or absence.last >= absence.first)


def _sentences(text: str) -> Iterator[str]:
    """Yield sentences; "22.12." ends none."""
    start = 0
    for number, mark in enumerate(_SENTENCE.finditer(text)):
        if number >= MAX_SENTENCES:
            break
        yield text[start : mark.start() + 1].strip()
        start = mark.end()
    if text[start:].strip():
        yield text[start:].strip()


def _read(sentence: str, today: date, away: bool, near: bool) -> Iterator[Absence]:
    """Yield the absences of one sentence: ranges, ends, days."""
    spans = [span for span in find_spoken(sentence, today) if span.said != "past"]
    if not spans and away and _SICK.search(sentence) and not _PAST.search(sentence):
        yield Absence(today, today, sentence)
    at = 0
    while at < len(spans):
        span = spans[at]
        before, after = sentence[max(0, span.start - 60) : span.start], sentence[span.end :]
        if at + 1 < len(spans) and _joins(sentence, span, spans[at + 1]):
            if away or near:
                yield Absence(span.first, _after(span.first, spans[at + 1]), sentence)
            at += 2
            continue
        if (away or near) and (_BACK.search(before) or _BACK_AFTER.match(after)):
            yield Absence(today, span.first - timedelta(days=1), sentence, "back")
        elif (away or near) and _UNTIL.search(before):
            yield Absence(today, span.last, sentence, "until")
        elif (away or near) and _FROM.search(before) and span.said == "day":
            yield Absence(span.first, None, sentence)
        elif away:
            yield Absence(span.first, span.last, sentence, _part(after[:25]) if span.first == span.last else "")
        at += 1


def _joins(sentence: str, one: SpokenSpan, two: SpokenSpan) -> bool:
    """Return whether two days are the ends of one range: "to" between them, or "between" before "and"."""
    between = sentence[one.end : two.start]
    if len(between) > 30 or not _JOIN.fullmatch(between):
        return False
    if not _AND.fullmatch(between):
        return True
    return (
        re.search(
            r"\b(?:between|zwischen(?: dem)?|entre(?: le| el)?|tra(?: il)?|tussen)\s\Z",
            sentence[: one.start],
            re.IGNORECASE,
        )
        is not None
    )


def _after(first: date, span: SpokenSpan) -> date:
    """Return the end of a range; a weekday that would be before its start is the next one."""
    last = span.last
    while last < first and first - last < timedelta(days=8):
        last += timedelta(days=7)
    return last


def _part(after: str) -> str:
    """Return "am" or "pm" where the words right behind a day say so."""
    found = _PART.search(after)
    return "" if found is None else "pm" if found["pm"] else "am"


def _merged(found: list[Absence], read: list[Absence], today: date) -> list[Absence]:
    """Return all absences, with an open start and a "back on" or "until" made one; impossible ones left out."""
    for absence in read:
        ends = absence.part in ("back", "until")
        absence = replace(absence, part="" if ends else absence.part)
        last = found[-1] if found else None
        if ends and last is not None and absence.last is not None and absence.last >= last.first:
            if last.last is None or (absence.part == "" and last.last != absence.last and last.first != absence.first):
                quote = last.quote if last.quote == absence.quote else f"{last.quote} {absence.quote}"
                found[-1] = replace(last, last=absence.last if last.last is None else last.last, quote=quote)
            continue
        if absence.last is not None and absence.last - absence.first > LONGEST:
            continue
        if ends and absence.last is not None and absence.last < today:
            continue
        if not any((old.first, old.last, old.part) == (absence.first, absence.last, absence.part) for old in found):
            found.append(absence)
    return found
