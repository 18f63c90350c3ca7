"""The words by which a status reply says how the work stands, in English and German, as patterns."""

from __future__ import annotations

import re

from parsers.fields.numerals import NUMERAL

UNIT = (
    r"(?P<unit>(?:working |business |work)?days?|tage?n?|arbeitstage?n?|weeks?|wochen?|hours?|hrs?|h|stunden?|"
    r"std\.?)"
)
PERCENT = re.compile(r"(?<![\d.,/-])(?P<number>\d{1,3})\s?(?:%|percent\b|per cent\b|pct\b|prozent\b|v\.?\s?h\.)", re.I)
PERCENT_RANGE = re.compile(r"\d{1,3}\s?%?\s?(?:-|–|to|bis|or|oder)\s?\d{1,3}\s?(?:%|percent|prozent)", re.I)
PERCENT_FROM = re.compile(r"(?:from|von)\s\d{1,3}\s?%?\s(?:to|auf)\s(?P<number>\d{1,3})\s?(?:%|percent|prozent)", re.I)
PERCENT_OTHER = re.compile(
    r"%\s?(?:of (?:the |our )?(?:budget|fee|hours|invoice|price|time|users?|traffic)|discount|off\b|more|faster|"
    r"rabatt|"
    r"des budgets|der stunden|vat|tax|mwst|sure|certain|sicher|opacity)",
    re.I,
)
BARE_PERCENT = re.compile(
    r"\A\W{0,3}(?:no|nope|sorry|actually|nein|make (?:it|that)|i meant|rather|"
    r"eher)?\W{0,3}(?P<number>\d{1,3})\W{0,3}\Z",
    re.I,
)
HALF = re.compile(r"\b(?:half(?:way)? (?:done|finished|through|there)|halfway|zur hälfte|halb fertig)\b", re.I)
HOURS_LEFT = re.compile(
    rf"(?P<count>{NUMERAL})\s?(?:more\s|weitere\s)?(?:h|hrs?|hours?|std\.?|stunden?)\b\s?(?:of work\s|arbeit\s)?"
    r"(?:left|remaining|to go|more|still|übrig|offen|verbleib\w*|rest)\b"
    rf"|(?:left|remaining|still|need(?:s|ed)?|noch|rest|another|brauche?n?|verbleibend|takes?)\W{{1,3}}"
    rf"(?:about |around |roughly |ca\.? |etwa |noch |another |some )?(?P<after>{NUMERAL})\s?(?:more\s|weitere\s)?"
    r"(?:h|hrs?|hours?|std\.?|stunden?)\b",
    re.I,
)
MORE_TIME = re.compile(
    rf"\b(?:need(?:s|ed)?|want|takes?|require[sd]?|give (?:me|us)|brauch\w*|benötig\w*|dauert|noch|another|extra|"
    rf"late by|"
    rf"slip\w*(?: by)?|delayed (?:by)?|push\w* (?:it |this |that )?(?:back |out )?(?:by )?|um|behind by|plus|\+)\s?"
    rf"(?:about |around |roughly |maybe |probably |perhaps |at least |ca\.? |etwa |noch |another |an? extra |"
    rf"wohl |mindestens "
    rf"|by |up to )*(?P<count>{NUMERAL})\s(?:more |extra |additional |weitere[rn]? |mehr |zusätzliche )?{UNIT}\b"
    rf"|\b(?P<count2>{NUMERAL})\s(?:more|extra|additional|weitere|mehr)\s(?P<unit2>days?|weeks?|tage?|wochen?)\b"
    rf"|\b(?P<count3>{NUMERAL})\s(?P<unit3>days?|weeks?|tage?|wochen?)\s(?:late|behind|over|longer|later|more|"
    rf"left|to go|"
    r"länger|später|zu spät|verspätung|hinterher|in verzug|im verzug|mehr|übrig)\b",
    re.I,
)
FUTURE = re.compile(
    r"\b(?:will|'ll|’ll|should|going to|gonna|plan(?:ned|ning)?|expect(?:ed|ing)?|aim(?:ing)?|target\w*|"
    r"hope(?:fully)?|"
    r"hoping|eta|due|by|until|till|wird|werden|soll(?:te)?|bis|voraussichtlich|geplant|planen?|moved? to|moving|"
    r"shift\w* to|"
    r"push\w*|postpon\w*|slip\w* (?:to|into)|reschedul\w*|new date|neuer termin|verschieb\w*|verschoben|"
    r"confirmed|is set for|fixed for|bestätigt|"
    r"now (?:on|for)|"
    r"delivery on|ready (?:on|for)|fertig am|delivers?|can (?:deliver|finish|ship|have)|done for|schaffe\w*|"
    r"finish(?:ing)? (?:on|by)|"
    r"look(?:s|ing) (?:like|at)|more like|rather|need (?:until|till)|want to (?:finish|deliver|ship))\b",
    re.I,
)
DELIVERS = re.compile(
    r"\b(?:done|finish\w*|complete\w*|ready|deliver\w*|ship\w*|live|launch\w*|land\w*|eta|due|date|fertig|"
    r"liefer\w*|abgeschlossen|"
    r"termin|deadline|send|sent|hand(?:ed)? over|hand it|wrap\w*|close\w*|go[- ]live|moved?|moving|shift\w*|"
    r"push\w*|postpon\w*|"
    r"slip\w*|reschedul\w*|verschieb\w*|verschoben|schaffe\w*|until|till|by|bis|have (?:it|them|this|that)|there|"
    r"expect\w*|"
    r"target\w*|aim\w*|more like|look(?:s|ing) (?:like|at)|wird|kommt|comes?|coming)\b",
    re.I,
)
MEETING = re.compile(
    r"\b(?:call|meeting|meet|workshop|review (?:call|meeting|session)|demo|standup|talk|speak|discuss|chat|"
    r"sprechen|reden|catch up|kickoff|lunch|invite|termin mit|"
    r"besprechung|treffen|telefonat|session|interview)\b",
    re.I,
)
DONE = re.compile(
    r"\b(?:(?:is|are|was|were|has been|have been|all|got|been|both|now|ist|sind|wurde|wurden)\s)?(?:already |"
    r"now |all |bereits |"
    r"schon |jetzt |alle |fully |completely )?(?P<done>done|finished|completed?|delivered|shipped|deployed|"
    r"launched|approved|signed off|wrapped up|closed|merged|published|in the bag|handed over|uploaded|"
    r"fertig(?:gestellt)?|erledigt|"
    r"abgeschlossen|geliefert|abgenommen|freigegeben|online|live|gone live|went live|sent(?: (?:over|out|off|"
    r"across|to (?:the )?client\w*))?|"
    r"verschickt|raus|ready|durch)\b|(?P<mark>✅|✔️?|☑|👍)",
    re.I,
)
NOT_DONE = re.compile(
    r"\b(?:not|isn'?t|aren'?t|wasn'?t|weren'?t|hasn'?t|haven'?t|never|n't|isn’t|aren’t|hasn’t|haven’t|nicht|"
    r"noch nicht|nichts|kein\w*|nearly|almost|"
    r"fast|beinahe|nowhere near|far from|yet to be|to be|still to be|partly|partially|teilweise|mostly|"
    r"nothing)\b[^,;]{0,30}?"
    r"\b(?:done|finished|completed?|ready|delivered|shipped|approved|signed off|live|closed|sent|fertig|erledigt|"
    r"abgeschlossen|geliefert|"
    r"started|begun|angefangen|begonnen|there|durch|freigegeben|abgenommen)\b"
    r"|\b(?:no progress|kein fortschritt|not yet|noch nicht|nope, not yet|still open|noch offen|"
    r"still in progress|wip|in progress|"
    r"in arbeit|work in progress|ongoing|läuft noch|still working on|arbeite noch an|haven'?t (?:started|begun|"
    r"touched|got(?:ten)? (?:to|round))|"
    r"didn'?t (?:get to|manage|finish|start)|nicht geschafft|nicht dazu gekommen)\b|\bnot\W{0,2}\Z",
    re.I,
)
TODO = re.compile(
    r"\b(?:to be|must be|needs? to be|have to be|has to be|muss noch|müssen noch|zu)\s(?:done|finished|"
    r"completed)\b",
    re.I,
)
WAIT = (
    r"(?:wait\w*|warte\w*|pending|outstanding|depend\w*|need\w*|missing|owe\w*|chasing|hold\w*|"
    r"braucht?|brauchen|fehl\w*|ausstehend)"
)
CLIENT = (
    r"(?:(?:the |our |dem |den |der |vom |beim? |zum )?"
    r"(?:clients?|customers?|kunden?|kundin|auftraggeber\w*)(?:'s|’s)?)"
)
WAITING = re.compile(
    rf"\b(?:still |sits? |is |are |lies |noch |now )?(?:with|at|bei|beim|on) {CLIENT}(?:'s side)?\b(?!\s(?:call|"
    rf"meeting))"
    rf"|\b{WAIT}\b[^.;]{{0,30}}?\b(?:from|on|for|by|auf|von|vom)?\s?{CLIENT}\b"
    rf"|\b{CLIENT}\b[^.;]{{0,20}}?\b(?:hasn'?t|haven'?t|has not|have not|didn'?t|did not|hasn’t|didn’t|"
    rf"still (?:needs|has|owes|have)|owes?|needs? to|"
    r"must|has to|hat (?:noch )?(?:nicht|nichts)|muss|schuldet|fehlt|is (?:silent|late|slow)|yet to|"
    r"not (?:yet )?(?:sent|replied|answered|approved))\b"
    rf"|\b(?:no|kein\w*) (?:feedback|answer|reply|response|word|news|sign-?off|approval|antwort|rückmeldung|"
    rf"freigabe)\b(?:[^.;]{{0,20}}?\b"
    rf"(?:from|by|von|vom|back)\b\s?(?:{CLIENT}|them|ihnen)?)"
    rf"|\bliegt (?:noch )?(?:beim?|bei der|bei den) (?:kunde\w*|auftraggeber\w*)|\b(?:ball is|"
    rf"ball's) (?:in their court|with them)\b"
    r"|\b(?:waiting (?:on|for) them|with them\b|warte\w* auf (?:feedback|freigabe|rückmeldung|input|zulieferung|"
    r"den kunden))",
    re.I,
)
WANTED = re.compile(
    r"(?:need|missing|waiting (?:on|for)|chasing|brauchen?|auf)\s(.{3,40}?)\s(?:from|by|von|vom)\b", re.I
)
BLOCKED = re.compile(
    r"\b(?:blocked|blocking us|blocker|stuck|held up|on hold|stalled|can'?t (?:start|continue|proceed|move|"
    r"finish|go on|test|deploy|do|work|get)|"
    r"cannot (?:start|continue|proceed|move|finish|go on|test|deploy)|can’t (?:start|continue|proceed|move|"
    r"finish)|unable to|"
    r"blockiert|blockade|hängt an|hänge an|hängen an|häng[et]? fest|komme nicht weiter|kommen nicht weiter|"
    r"steht still|"
    r"kann nicht (?:weiter|anfangen|starten)|können nicht (?:weiter|anfangen|starten)|waiting (?:on|for)|"
    r"warte\w* (?:noch )?auf|need\b[^,;]{2,40}\bfrom\b)",
    re.I,
)
BY = re.compile(
    r"\b(?:blocked|stuck|held up|stalled|on hold|blockiert|blockers?|blockade)\b(?:\W{0,2}(?:by|on|with|because of|"
    r"due to|waiting (?:on|for)|until|von|durch|an|"
    r"wegen|bei|is|are|ist|sind|:)\s*)(?P<by>[^,;.!?]{2,60})"
    r"|\b(?:waiting (?:on|for)|warte\w* (?:noch )?auf|hän\w+ an|until|without|ohne|bis)\s(?P<wait>[^,;.!?]{2,60})"
    r"|\bneed\b(?P<what>[^,;.!?]{2,40}?)\bfrom\s(?P<from>[^,;.!?]{2,40})",
    re.I,
)
FREE_OF = re.compile(
    r"\b(?:blockers?|blocked(?: by)?|blockaden?|risks?|risiken|issues?)\s?[:=-]\s?(?:none|nothing|no\b|nope|n/a|"
    r"0\b|keine?r?|nichts)",
    re.I,
)
DONE_WITH = re.compile(r"\b(?:done|finished|through|fertig|durch)\s(?:with|mit)\s", re.I)
SENT_FOR = re.compile(
    r"\b(?:sent|shared|passed|submitted|handed|geschickt|übergeben)\b.{0,60}?\b(?:for|zur)\s(?:\w+ )?"
    r"(?:approval|review|feedback|sign-?off|freigabe|abnahme|prüfung)",
    re.I,
)
WAITS = re.compile(r"\b(?:waits?|paused|parked|on hold|ruht|wartet|pausiert)\b", re.I)
HEDGED = re.compile(r"\b(?:could|might|may be|maybe|perhaps|possibly|vielleicht|könnte|eventuell)\b", re.I)
WAS = re.compile(r"\((?:was|up from|from|before|previously|last week|vorher|war|zuvor)[^)]{0,30}\)", re.I)
WHEN_ONLY = re.compile(
    r"(?:tomorrow|today|next week|this week|soon|now|then|later|morgen|heute|bald|on \w+day|\w+day)\W*\Z|\W*\Z", re.I
)
STARTS = re.compile(r"(?P<what>[^,;.!?:]{2,40}?)\s(?:starts|begins|startet|beginnt|kicks off)\b", re.I)
UNBLOCKED = re.compile(
    r"\b(?:unblocked|no longer (?:blocked|stuck)|(?:not|isn'?t|isn’t|aren'?t) (?:\w+ )?blocked (?:any\s?more|"
    r"any longer)|not blocked(?: any\s?more)?|blocker (?:is )?(?:gone|resolved|cleared|solved)|"
    r"nicht mehr blockiert|blockade gelöst|geht wieder weiter)\b",
    re.I,
)
NO_BLOCKER = re.compile(
    r"\b(?:no|without|zero|keine?|not|nothing|isn'?t|aren'?t|never|nicht)\s(?:\w+\s){0,2}?(?:blockers?|blocked|"
    r"blocking|blockaden?|stuck|issues?|risks?|concerns?|risiken|probleme?|late|delayed|behind)\b",
    re.I,
)
RISK = re.compile(
    r"\b(?:don['’]?t think (?:we|i)(?:['’]ll| will| can)? (?:make|hit|finish|be)|at risk|risks?|risky|worried|"
    r"worries me|concern(?:ed|s)?|(?:might|may|could) (?:slip|miss|be late|"
    r"not make|take longer|be delayed)|"
    r"won'?t (?:make|hit|meet|be (?:done|ready|finished) (?:on|in|by)? ?time)|won’t make|(?:will not|won'?t|"
    r"can'?t|cannot|can’t) (?:make|hit|meet)|not going to (?:make|hit)|will miss|tight|"
    r"gefährdet|risiko|riskant|knapp|wird eng|eng wird|sorgen?|behind schedule|running (?:late|behind)|behind\b|"
    r"delayed|delay|slipping|"
    r"over budget|scope creep|in verzug|verspät\w*|verzöger\w*|unlikely|unwahrscheinlich|trouble|in danger|"
    r"schaffen (?:wir|das) nicht)\b",
    re.I,
)
ON_TRACK = re.compile(
    r"\b(?:on track|on schedule|on time|on plan|as planned|to plan|all good|going (?:well|fine|great|smoothly|"
    r"to plan)|no changes?|nothing new|nothing to report|no news|looks? good|ahead of schedule|days? ahead|"
    r"rest is fine|früher als geplant|nichts neues|"
    r"all green|green|no (?:issues|problems|blockers|surprises)|im plan|im zeitplan|alles (?:gut|ok|im lot|läuft|"
    r"nach plan)|läuft (?:gut|nach plan|wie geplant)|"
    r"wie geplant|keine (?:probleme|änderungen|blocker)|unverändert|same as (?:last week|before)|everything(?:'s|"
    r" is) (?:fine|ok|good))\b",
    re.I,
)
NEXT = re.compile(
    r"\b(?:next(?: up| step| is|:)\s*(?:is|are|:)?\s*(?!week|monday|tuesday|wednesday|thursday|friday|month|"
    r"mon\b|tue\b|wed\b|thu\b|fri\b)|"
    r"then (?:i'?ll |we'?ll |we |i )?(?:start |do |move (?:on )?to |on to |begin )?|(?:i'?ll|we'?ll|i’ll|we’ll|"
    r"i will|we will|going to|will|i am|i'm|we're|i’m|we’re|we are|now|about to|can)\s"
    r"(?:now |then |be |next )?(?:start(?:ing)?(?: (?:on|with))?|begin(?:ning)?(?: with)?|work(?:ing)? on|"
    r"mov(?:e|ing) (?:on )?to|continu(?:e|ing) with|tackl(?:e|ing)|pick(?:ing)? up)|"
    r"start(?:ing)? (?:on |with )?|working on|(?:moving )?on to|up next:?|als nächstes:?|danach|mache weiter mit|"
    r"machen weiter mit|weiter mit|"
    r"fange (?:jetzt |nun |morgen )?(?:mit )?|starte (?:jetzt |nun )?(?:mit )?|arbeite (?:gerade |jetzt )?an|"
    r"jetzt:?\s)\s*(?P<what>[^,;.!?]{2,70})",
    re.I,
)
VAGUE = re.compile(
    r"\b(?:kind of|sort of|more or less|getting there|so[- ]so|okay-ish|hard to (?:say|tell)|not sure|no idea|tbd|"
    r"(?:is|are|now|currently|steht|stehen) (?:at|bei) \d{2,3}(?!\d|:|%|\s?(?:am\b|pm\b|uhr|o'clock|h\b))|"
    r"some progress|made progress|good progress|moving along|a bit (?:late|behind|more)|a few (?:more )?(?:days|"
    r"hours)|some more time|"
    r"geht so|mal sehen|schwer zu sagen|keine ahnung|mehr oder weniger|ein paar (?:tage|stunden)|kommt voran|"
    r"fortschritte)\b",
    re.I,
)
CORRECTION = re.compile(
    r"\A\W{0,3}(?:no|nope|sorry|actually|correction|i meant|make (?:it|that)|nein|korrektur|ich meinte|"
    r"scratch that|wait)\b",
    re.I,
)
FRACTION = re.compile(r"\b\d{1,3}\s?(?:/|of|out of|von)\s?(?:the )?\d{1,3}\b(?![/.]\d)", re.I)
REVIEW = re.compile(
    r"\b(?:ready|fertig|bereit) (?:for|zur|zum|für) (?:\w+ )?(?:review|feedback|testing|test|qa|approval|"
    r"sign-?off|abnahme|freigabe|prüfung)",
    re.I,
)
EXCEPT = re.compile(r"\b(?:except(?: for)?|apart from|other than|besides|everything but|all but|außer|bis auf)\s", re.I)
WEEKDAY_ONLY = re.compile(
    r"(?:mon|tue|wed|thu|thur|fri)\w{0,6}\.?\Z|(?:montag|dienstag|mittwoch|donnerstag|freitag)\Z", re.I
)
LONG_PAST = re.compile(
    r"\b(?:done|finished|completed?|delivered|shipped|sent|approved|signed off|erledigt|abgeschlossen|geliefert|"
    r"abgenommen)\b",
    re.I,
)
RANGE = re.compile(
    r"\b\d{1,2}\s?(?:-|–|to|or|bis|oder)\s?\d{1,2}\s(?:more |weitere )?(?:days?|weeks?|hours?|h\b|tage?n?|"
    r"wochen?|stunden?)",
    re.I,
)
PRONOUNS = frozenset(("then", "that", "it", "this", "them", "him", "her", "dann", "das", "es"))
PAST_DATE = re.compile(r"\b(?:on|last|since|am|seit|letzten|yesterday|gestern)\s*\Z", re.I)
