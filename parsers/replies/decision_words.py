"""The words by which a reply decides: yes, no, later, ask Sam, the rest as recommended, as patterns."""

from __future__ import annotations

import re

from parsers.fields.calendar_words import MONTHS, alternatives

NUMBER = r"(?:(?:no\.|nr\.|number|question|decision|frage|punkt|item|#|q)[ \t]?)?\(?\d{1,2}\)?"
LIST = rf"{NUMBER}(?:[ \t]?(?:-|–|to|bis|,|&|\+|/|and|und|,[ \t]?and)[ \t]?{NUMBER})*"
MARK = re.compile(
    rf"(?:(?<=^)|(?<=[\s,;.(]))(?P<numbers>{LIST})[ \t]?(?:[.):=]|[-–—]\s|(?=[ \t]?[a-h]\b)|"
    rf"(?=[ \t]+[^\W\d]))[ \t]{{0,3}}",
    re.IGNORECASE | re.MULTILINE,
)
VERB_FIRST = re.compile(
    rf"\b(?P<verb>(?:yes|ok(?:ay)?|agree(?:d)?|go(?: ahead)?|no|default|ja|nein)[ \t](?:to|on|for|with|zu|bei|für)"
    rf"|approved?|reject(?:ed)?|declined?|defer|postpone)[ \t](?:no\.?[ \t]|numbers?[ \t]|"
    rf"points?[ \t])?(?P<numbers>{LIST})"
    rf"(?![\w%]|[ \t]?[.):=]?[ \t]?(?:yes|no|[a-h]\b))",
    re.IGNORECASE,
)
NO_MARK = re.compile(
    rf"\s?(?:{alternatives(name for name in MONTHS if name.isalpha() and len(name) > 2)}|days?|weeks?|hours?|"
    rf"hrs?|people|%|percent|"
    r"tage?|wochen?|stunden?|uhr|am|pm)\b",
    re.IGNORECASE,
)
REST = re.compile(
    r"\b(?P<rest>(?:the )?(?:rest|all (?:the )?others?|others?|everything else|remaining(?: ones)?|alles andere|"
    r"alle anderen|(?:der )?rest)|all(?: of them)?|everything|alle|alles)\b(?:\s?[:=–-]|\s(?:is|are|as|to|with|"
    r"go with|of them|ist|wie|per))?\s{0,2}",
    re.IGNORECASE,
)
ALL_FIRST = re.compile(
    r"\b(?P<verb>approve|approved|yes to|ok to|ok for|ok with|okay with|fine with|happy with|agree(?:d)? (?:to|"
    r"with|on)|go with|no to|reject|defer|ja zu|nein zu)\s(?P<all>all|everything|alle[ms]?|your recommendations?|"
    r"all (?:of )?(?:your )?recommendations?|the (?:rest|recommendations?|defaults?))\b",
    re.IGNORECASE,
)
WHOLE = re.compile(
    r"\A\W{0,3}(?:all|alle[ms]?|everything)?\s?(?:as (?:recommended|proposed|you (?:recommend|propose|suggest))|"
    r"(?:with )?(?:your|the) (?:recommendations?|defaults?|proposals?)|wie (?:vorgeschlagen|empfohlen))\W{0,3}\Z",
    re.IGNORECASE,
)
YES = re.compile(
    r"\A\W{0,2}(?:yes|yep|yeah|y|ok|okay|approved?|agreed?|fine|sure|do it|go ahead|go|good|confirmed|ja|jep|"
    r"einverstanden|genehmigt|passt|oui|sí|si|👍|✅)\b|\A\W{0,2}[👍✅]",
    re.IGNORECASE,
)
NO = re.compile(
    r"\A\W{0,2}(?:no|nope|n|not approved|rejected?|declined?|don'?t|do not|nein|nicht|ablehnen|abgelehnt|non|"
    r"👎)\b|\A\W{0,2}👎",
    re.IGNORECASE,
)
DEFAULT = re.compile(
    r"\A\W{0,2}(?:the )?(?:default|recommended|(?:as|your|the|wie) (?:recommend\w*|recommendation|propos\w*|"
    r"suggest\w*|default|you (?:recommend|propose|suggest))|as is|go with (?:it|your recommendation|"
    r"the recommendation|the default|default)|vorgeschlagen|wie (?:vorgeschlagen|empfohlen)|standard|"
    r"empfehlung)\b",
    re.IGNORECASE,
)
ASK = re.compile(
    r"\b(?:ask|check with|talk to|speak to|up to|frag(?:e)?|rede mit|"
    r"klär\w* mit)\s(?P<who>[^\W\d_][\w'’-]*(?: [A-ZÄÖÜ][\w'’-]*)?)|"
    r"\b(?:let )?(?P<who2>[A-ZÄÖÜ][\w'’-]*)\s(?:decides?|should decide|to decide|can decide|entscheidet)\b",
    re.IGNORECASE,
)
LATER = re.compile(
    r"\A\W{0,2}(?:later|next (?:week|time|month)|not (?:now|yet)|defer(?:red)?|postpone[d]?|hold|wait|on hold|"
    r"tomorrow|monday|tuesday|wednesday|thursday|friday|später|nächste woche|verschieben|vertagen|noch nicht|"
    r"abwarten)\b",
    re.IGNORECASE,
)
OPTION = re.compile(
    r"\A\W{0,2}(?:option\s|variante\s|go (?:with|for)\s|take\s|choose\s|nehm\w*\s)?\(?(?P<option>[a-h])\)?(?=\W|"
    r"\Z)(?!['’])",
    re.IGNORECASE,
)
BUT = re.compile(
    r"\b(?:but|if|unless|only|except|provided|maybe|perhaps|probably|depends|aber|wenn|falls|nur|außer|"
    r"vielleicht|not sure|unsure)\b|\?",
    re.IGNORECASE,
)
FILLER = re.compile(
    r"\A\W*(?:please|pls|thanks|thank you|thx|hi|hello|hey|danke|cheers|best|regards|all|and|und)?\W*\Z", re.IGNORECASE
)
