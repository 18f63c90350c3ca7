"""An agency whose people have skills, part-time weeks and leave, to plan with over mail."""

from __future__ import annotations

import re
from pathlib import Path

from tests.conversation import AGENCY, Conversation

PEOPLE = """\
[[people]]
name = "Sam Sales"
email = "sam@agency.example"
roles = ["sales"]

[[people]]
name = "Lena Lead"
email = "lena@agency.example"
roles = ["lead"]
title = "Project Manager"
skills = { planning = 5 }

[[people]]
name = "Fay Founder"
email = "fay@agency.example"
roles = ["founder"]

[[people]]
name = "Ada Admin"
email = "ada@agency.example"
roles = ["admin"]

[[people]]
name = "Mo Member"
email = "mo@agency.example"
title = "Frontend Developer"
skills = { frontend = 4 }

[[people]]
name = "Maria Costa"
email = "maria@agency.example"
title = "Frontend Developer"
skills = { frontend = 3 }
week = { mon = 8, tue = 8, wed = 8 }

[[people]]
name = "Uma Ux"
email = "uma@agency.example"
title = "UX Designer"
skills = { ux = 4 }

[[people]]
name = "Quin Tester"
email = "quin@agency.example"
title = "QA Engineer"
skills = { qa = 4 }
"""

LENA = "Lena Lead <lena@agency.example>"
SAM = "Sam Sales <sam@agency.example>"
MO = "Mo Member <mo@agency.example>"
UMA = "Uma Ux <uma@agency.example>"
FAY = "Fay Founder <fay@agency.example>"


def agency(planning: str = "") -> str:
    """Return agency.toml with these people and lines of [planning]."""
    head = re.split(r"(?m)^\[\[people\]\]", AGENCY)[0]
    return f"{head}[planning]\n{planning}\n\n{PEOPLE}"


def planning_desk(folder: Path, planning: str = "") -> Conversation:
    """Return a desk of this agency."""
    return Conversation(folder, agency(planning))
