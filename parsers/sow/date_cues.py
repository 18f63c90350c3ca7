"""The words around a date that say what it is the date of: this paper, another one, the start or the end."""

from __future__ import annotations

import re

OTHER_PAPER = re.compile(
    r"(?<!this )(?<!present )\b(?:master (?:[a-z]+ ){0,3}agreement|msa|framework agreement"
    r"|non-?disclosure(?: agreement)?|nda|parent (?:sow|statement)|price ?list|rate card"
    r"|services agreement|consulting agreement|letter of intent|purchase order|proposal|quote|rfp"
    r"|policy|original agreement|prior agreement|lease|license agreement"
    r"|incorporated|founded|established|amended|amendment|revised|revision|version|supersed\w+"
    r"|last updated|printed|born|filed|registration|rahmenvertrag|contrat[- ]cadre|raamovereenkomst"
    r"|contrato marco)\b"
    r"|\b(?:to|under|amend(?:s|ing)|pursuant to|in accordance with|subject to|governed by|incorporated in)\s+"
    r"(?:the |that (?:certain )?)(?:\w+ ){0,4}(?:agreement|statement of work|sow|contract|call-off)\b"
    r"|\bto (?:statement of work|sow)\b",
    re.IGNORECASE,
)
OWN_PAPER = re.compile(r"\b(?:this|present) (?:\w+ ){0,6}(?:agreement|statement|sow|contract|exhibit)\b", re.IGNORECASE)
EFFECTIVE = re.compile(
    r"(?:made|entered into|executed|agreed|concluded|effective|dated(?: for reference)?"
    r"|signed)(?:,? and (?:is )?(?:entered into|made|effective|dated))?[\s,]+"
    r"(?:(?:as of|effective as of|effective|with effect from|on|from|as at|by the parties on|the|this"
    r"|and|is|date of)[\s,]+){0,4}$"
    r"|(?:effective date|sow date)[\"”’')]*\s*(?:is|shall be|means|of|:|–|-)?\s*(?:the\s+)?$|\bas of (?:the |this )?$",
    re.IGNORECASE,
)
_ON = (
    r"(?:on or (?:about|before)|on|from|as of|effective|at|by|no later than|not later than|and including|is|are"
    r"|shall be|will be|or before|:|-|–|the|with effect from)"
)
START = re.compile(
    r"(?:commenc(?:e|es|ing|ement)|start(?:s|ing)?|begin(?:s|ning)?|kick[- ]?off)(?:\s+(?:date|work"
    rf"|the (?:services|work|project)|of the term))?[\"”’')]*\s*(?:{_ON}[\s,]*){{0,4}}$"
    r"|\b(?:with effect from|enters? into force|comes? into (?:force|effect)|takes? effect)\s+(?:(?:on|from"
    r"|as of) )?(?:the )?$"
    r"|[\"“”'](?:commencement|start) date[\"“”',]*\s+(?:means|shall mean|is)\s+$",
    re.IGNORECASE,
)
END = re.compile(
    r"(?:end(?:s|ing)?|expir(?:e|es|ing|ation)|complet(?:e|es|ed|ion)|conclud(?:e|es|ing)"
    r"|terminat(?:e|es|ing)|until|through|finish(?:es|ed)?|runs? to)(?:\s+(?:date|of the term|the project"
    r"|the work|all work|of the project|of the services))?"
    rf"[\"”’')]*\s*(?:{_ON}[\s,]*){{0,4}}$"
    r"|\b(?:end|completion|expir\w+|term)\b[^.\n]{0,60}\b(?:moves?|moved|extended|changed?|changes|postponed|revised)\b"
    r"[^.\n]{0,40}\b(?:to|until|through)\s+$"
    r"|[\"“”'](?:expiration|expiry|end|termination) date[\"“”',]*\s+(?:means|shall mean|is)\s+$",
    re.IGNORECASE,
)
DEFINED_EFFECTIVE = re.compile(r"[\s,]*\(?(?:the |hereinafter )*[\"“”']+(?:\w+ )?effective date", re.IGNORECASE)
DEFINED_START = re.compile(r"[\s,]*\(?(?:the |hereinafter )*[\"“”']+(?:commencement|start) date", re.IGNORECASE)
DEFINED_END = re.compile(
    r"[\s,]*\(?(?:the |hereinafter )*[\"“”']+(?:expiration|expiry|end|completion) date", re.IGNORECASE
)
RANGE = re.compile(r"\s*(?:to|through|until|and|till|–|—|-|bis|au|t/m|al)\s*(?:and including )?", re.IGNORECASE)
RANGED = re.compile(
    r"\b(?:from|between|for the period|period of performance|term|period)\s*(?:of|is|:|from)?\s*$", re.IGNORECASE
)
RELATIVE = re.compile(
    r"^\s*(?:\([^)\n]{0,20}\)\s*)?(?:from|after|following|of|as of|beginning (?:on|with)"
    r"|commencing (?:on|with))\s+(?:and including )?(?:the\s+)?(?P<anchor>effective date|start date"
    r"|commencement date|project start|kick-?off"
    r"|date (?:of this (?:agreement|document|sow|statement of work)|hereof|first (?:above )?written))",
    re.IGNORECASE,
)
ON_EFFECTIVE = re.compile(
    r"\b(?:sow term|services|project|work|sow|engagement"
    r"|statement of work)\b[^.\n]{0,60}\b(?:commenc(?:es?|ing)|begin(?:s|ning)?|start(?:s"
    r"|ing)?)\b[^.\n]{0,20}\b(?:on|as of|from|upon)\s+the\s+(?:sow\s+)?effective date",
    re.IGNORECASE,
)
SUBJECT = re.compile(
    r"\b(?:term|sow|agreement|project|services|engagement|work|statement of work|contract|retainer|consultancy|we"
    r"|assignment|appointment|when|performed|performance)\b",
    re.IGNORECASE,
)
NOT_TERM = re.compile(
    r"\b(?:renew\w*|surviv\w*|valid|warrant\w*|options?|invoices?|invoiced|paid|payable|payments?|confidential\w*"
    r"|insurance|fiscal|quarter|phases?|milestones?|deliverables?|stage|sprint|support|offer|prices?|discount"
    r"|fees? (?:of|for)|lease|licen[cs]e)\b",
    re.IGNORECASE,
)

ORDER_TITLE = re.compile(
    r"\b(?:statement of works?|work order|change order|task order|schedule \w{1,3}|sow|scope of work|call-?off)\b",
    re.IGNORECASE,
)
AGREEMENT = re.compile(r"\bagreement\b", re.IGNORECASE)
MOVED = re.compile(r"\b(?:moves?|moved|chang(?:es?|ed)|extended|revised|postponed|amended)\b", re.IGNORECASE)
MEANS = re.compile(r"(?:means|shall mean|is)\s+$", re.IGNORECASE)
SENTENCE_END = re.compile(
    r"\n(?![a-z0-9(“\"])|(?<=[.:;!?])\n|(?<!No)(?<!Nr)(?<!Inc)(?<!Ltd)(?<!Co)(?<!Corp)(?<!\b[A-Z])\. "
)
SELF_NAMED = re.compile(r"[\s,]*\((?:this|the) [\"“”'](?:agreement|sow|statement|contract)\b", re.IGNORECASE)
