"""The words in which people say a day: months, weekdays, tomorrow, next week, in two days, as patterns."""

from __future__ import annotations

import re

from parsers.fields.calendar_words import LONG_WEEKDAYS, MONTHS, alternatives
from parsers.fields.numerals import NUMERAL

YEAR = r"(?:,?\s{0,2}(?:de\s|del\s)?(?P<year>20\d\d)(?!\d))?"
ORDINAL = r"(?:st|nd|rd|th|er|º|ª|\.)?"
TO = (
    r"\s{0,2}(?:-|–|—|to|till|until|through|thru|bis(?: zum)?|au|al|a|t/m|tot(?: en met)?|até|e|et|und|and|&|"
    r"\+)\s{0,2}"
)
THE = r"(?:(?:the|den|dem|le|el|il|de|o|dia)\s)?"
MONTH = f"(?P<month>{alternatives(name for name in MONTHS if name.isalpha() and len(name) > 2)})\\b\\.?"

DAY_MONTH = re.compile(
    rf"(?<![\w./:-])(?:(?P<from>\d{{1,2}}){ORDINAL}{TO}{THE})?(?P<day>\d{{1,2}}){ORDINAL}\s{{0,2}}"
    rf"(?:of\s|de\s|di\s)?{MONTH}{YEAR}",
    re.IGNORECASE,
)
MONTH_DAY = re.compile(
    rf"(?<![\w-]){MONTH}\s{{1,2}}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:%])"
    rf"(?:{TO}(?P<to>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:%h]))?{YEAR}",
    re.IGNORECASE,
)
ISO = re.compile(r"(?<![\d/-])(?P<year>20\d\d)-(?P<month>\d{2})-(?P<day>\d{2})(?!\d)")
DOTTED = re.compile(
    r"(?<![\d.])(?:(?P<from>\d{1,2})\.?\s?(?:-|–|bis)\s?)?(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\."
    r"\s?(?P<year>(?:20)?\d\d)?(?![\d.]*%|\d)"
)
SLASHED = re.compile(
    r"(?<![\d/.])(?P<a>\d{1,2})[/-](?P<b>\d{1,2})(?:[/-](?P<year>(?:20)?\d\d))?(?![\d/%]|\s?(?:%|h\b))"
)
DAY_ONLY = re.compile(
    r"\b(?:on|by|until|till|from|back|the|since)\s(?:the\s)?(?P<day>\d{1,2})(?:st|nd|rd|th)\b"
    r"|\b(?:am|ab|bis|bis zum|seit|vom|zum)\s(?:dem\s)?(?P<german>\d{1,2})\.(?!\s?\d)(?!\s?\w*(?:uhr|%))",
    re.IGNORECASE,
)
NEXT = r"next|n[äa]chste[nrms]?|kommende[nrms]?|prochaine?|próxim[ao]|prossim[ao]|volgende?|coming|following"
THIS = r"this|diese[nrms]?|ce|cette|est[ae]|quest[ao]|deze|dit"
LAST = r"last|letzte[nrms]?|vorige[nrms]?|dernière?|pasad[ao]|scors[ao]|afgelopen|passad[ao]"
WEEKDAY = re.compile(
    rf"\b(?:(?P<next>{NEXT})\s|(?P<this>{THIS})\s|(?P<last>{LAST})\s)?"
    rf"(?P<day>{alternatives(LONG_WEEKDAYS)}|mon|tue|tues|wed|thu|thur|thurs|fri)\b\.?"
    rf"(?:\s(?P<after>{NEXT}|{LAST}))?(?P<week>\s(?:next week|nächste woche|week))?",
    re.IGNORECASE,
)
RELATIVE = re.compile(
    rf"\b(?:(?P<overmorrow>day after tomorrow|übermorgen|après-demain|pasado mañana|dopodomani|overmorgen)"
    r"|(?P<tomorrow>tomorrow|tmrw|tmw|morgen(?! früh)|morgen früh|demain|mañana|domani|amanhã)"
    r"|(?P<today>today|tonight|eod|end of (?:the )?day|this (?:morning|afternoon|evening)|heute|aujourd.hui|hoy|"
    r"oggi"
    r"|vandaag|hoje)"
    r"|(?P<yesterday>yesterday|gestern|hier soir|ayer|ieri|gisteren|ontem)"
    rf"|(?P<end>end of|late|ende|fin de la|fin de|finales de|fine|eind|fim da)\s(?P<which>(?:the|der|{THIS}|"
    rf"{NEXT})\s)?"
    r"(?P<unit>week|woche|semaine|semana|settimana|month|monats?|mois|mes|mese|maand|mês)"
    rf"|(?P<start>start of|beginning of|early|anfang|début de|begin)\s(?P<swhich>(?:the|der|{THIS}|{NEXT})\s)"
    r"(?P<sunit>week|woche|semaine|month|monats?)"
    rf"|(?P<middle>mid|middle of|mitte)[\s-](?P<mwhich>(?:the|der|{THIS}|{NEXT})\s)?(?P<munit>week|woche)"
    r"|(?P<eow>eow|wochenende(?= fertig))|(?P<eom>eom)"
    rf"|(?P<spannext>{NEXT})\s(?P<unext>week|woche|semaine|semana|settimana|month|monat|mois|mes|mese|maand|mês)"
    rf"|(?P<afternext>week after next|übernächste woche)"
    rf"|(?P<spanthis>{THIS})\s(?P<uthis>week|woche|semaine|semana|settimana)"
    r"|(?P<semaineprochaine>la semaine prochaine|la semana que viene|la próxima semana)"
    rf"|(?:in|within|innerhalb von|dans|en|fra|over|em)\s(?P<count>{NUMERAL})\s(?P<cunit>(?:working |"
    rf"business )?days?"
    r"|tage?n?|arbeitstagen?|jours?|días?|giorni|giorno|dagen|dag|dias?|weeks?|wochen?|semaines?|semanas?|"
    r"settimane?|weken))\b",
    re.IGNORECASE,
)
