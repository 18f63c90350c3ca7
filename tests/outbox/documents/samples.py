"""Three agreements as input of the documents: a usual one, a very large one, and one that says nearly nothing."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from outbox.documents.facts import (
    ContactRow,
    DeliverableRow,
    MilestoneRow,
    Money,
    Project,
    Question,
    Sourced,
    SourcedDate,
    SourcedMoney,
    TeamRow,
)
from outbox.documents.handoff import Handoff, PaymentRow, RateRow, RiskRow, SignatureRow
from outbox.documents.kickoff import Kickoff

FILE = "Harbour & Pine SOW 2026-014.pdf"

PROJECT = Project(
    code="HARB-01",
    title="Booking site relaunch",
    client="Harbour & Pine Hotels Ltd",
    agency="Northlight Studio",
    written=date(2026, 1, 8),
    lead="Marta Keller",
    address="desk@northlight.example",
)
BARE = Project(
    code="NEWC-01", title="Website", client="Newcomer Ltd", agency="Northlight Studio", written=date(2026, 1, 8)
)

SCOPE = (
    DeliverableRow(
        "Research report with eight guest interviews",
        date(2026, 1, 30),
        "",
        "the client's product owner accepts the findings in writing",
        f"{FILE}, page 2",
        "D1 Research report: eight guest interviews, findings, by 30 January 2026",
    ),
    DeliverableRow(
        "Clickable prototype of search, booking and payment",
        date(2026, 2, 27),
        "",
        "five of six test guests book without help",
        f"{FILE}, page 2",
        "D2 Clickable prototype (search, booking, payment) by 27 February 2026",
    ),
    DeliverableRow(
        "Booking site in English and German, responsive, WCAG 2.2 AA",
        date(2026, 4, 24),
        "",
        "",
        f"{FILE}, page 2",
        "D3 Booking site EN/DE, responsive, WCAG 2.2 level AA, by 24 April 2026",
    ),
    DeliverableRow(
        "Editor handbook and a half-day training",
        None,
        "two weeks after launch",
        "",
        f"{FILE}, page 3",
        "D4 Handbook and half-day editor training, two weeks after launch",
    ),
)
MILESTONES = (
    MilestoneRow("Kickoff", date(2026, 1, 12), "", f"{FILE}, page 3", "Kickoff 12 January 2026"),
    MilestoneRow("Research accepted", date(2026, 1, 30), "", f"{FILE}, page 3", "M1 Research accepted 30 Jan 2026"),
    MilestoneRow("Prototype accepted", date(2026, 2, 27), "", f"{FILE}, page 3", "M2 Prototype accepted 27 Feb 2026"),
    MilestoneRow("Content complete", date(2026, 3, 27), "", f"{FILE}, page 3", "M3 Content complete 27 Mar 2026"),
    MilestoneRow("Launch", date(2026, 4, 24), "", f"{FILE}, page 3", "M4 Launch 24 Apr 2026"),
    MilestoneRow(
        "Training held", None, "two weeks after launch", f"{FILE}, page 3", "M5 Training, two weeks after launch"
    ),
)
TEAM = (
    TeamRow("UX researcher", Decimal(60), "hour", "Ines Duarte", f"{FILE}, table 1, row 2, column 2", "60 h"),
    TeamRow("Product designer", Decimal(140), "hour", "Jonas Weber", f"{FILE}, table 1, row 3, column 2", "140 h"),
    TeamRow("Frontend engineer", Decimal(220), "hour", "", f"{FILE}, table 1, row 4, column 2", "220 h"),
    TeamRow("Project lead", Decimal("52.5"), "hour", "Marta Keller", f"{FILE}, table 1, row 5, column 2", "52.5 h"),
)
ASSUMPTIONS = (
    Sourced(
        "The booking engine's API is documented and a test system is available from the first day.",
        f"{FILE}, page 4",
        "4.1 The booking engine's API is documented and a test system is available from the first day.",
    ),
    Sourced(
        "Feedback comes within three working days, collected by one person.",
        f"{FILE}, page 4",
        "Consolidated feedback is provided within three (3) working days.",
    ),
)
EXCLUSIONS = (
    Sourced("Photography and video", f"{FILE}, page 4", "Photography and video"),
    Sourced("Hosting after the warranty period", f"{FILE}, page 4", "hosting beyond the warranty period"),
)
DUTIES = (
    Sourced(
        "Gives access to the booking engine's test system by 12 January 2026",
        f"{FILE}, page 4",
        "Client shall provide access to the booking engine test environment no later than 12 January 2026",
    ),
    Sourced(
        "Delivers final texts in both languages by 20 March 2026", f"{FILE}, page 4", "Final copy EN/DE: 20 March 2026"
    ),
)
CONTACTS = (
    ContactRow(
        "Claire Osei",
        "Head of Digital",
        "claire.osei@harbourpine.example",
        "client",
        f"{FILE}, page 1",
        "Claire Osei, Head of Digital",
    ),
    ContactRow(
        "Marta Keller",
        "Delivery lead",
        "marta@northlight.example",
        "agency",
        f"{FILE}, page 1",
        "Marta Keller, Delivery lead",
    ),
    ContactRow("Tom Brandt", "", "", "unknown", f"{FILE}, page 4", "cc Tom Brandt"),
)
QUESTIONS = (
    Question(
        "Which launch date holds?",
        "Sam Ortiz",
        (
            Sourced("24 April 2026", f"{FILE}, page 3", "M4 Launch 24 Apr 2026"),
            Sourced("30 April 2026", f"{FILE}, page 1", "to go live by the end of April 2026"),
        ),
    ),
    Question("Who decides for the client when Claire Osei is away?", "Sam Ortiz"),
    Question("Does the German version count as one round of feedback or two?"),
)

KICKOFF = Kickoff(
    PROJECT,
    Sourced("SOW 2026-014 under the Master Services Agreement of 3 March 2025", f"{FILE}, page 1", "SOW No. 2026-014"),
    SourcedDate(date(2026, 1, 12), f"{FILE}, page 1", "work begins on 12 January 2026"),
    SourcedDate(date(2026, 5, 29), f"{FILE}, page 1", "and ends on 29 May 2026"),
    Sourced(
        "30 days from launch; defects against the accepted prototype are mended free of charge",
        f"{FILE}, page 5",
        "Warranty: thirty (30) days from launch",
    ),
    SCOPE,
    EXCLUSIONS,
    ASSUMPTIONS,
    TEAM,
    MILESTONES,
    DUTIES,
    CONTACTS,
    QUESTIONS,
    ("Sales promised a call on Tuesdays; it is not in the SOW.",),
)
HANDOFF = Handoff(
    PROJECT,
    "Sam Ortiz",
    KICKOFF.reference,
    KICKOFF.start,
    KICKOFF.end,
    SCOPE,
    MILESTONES,
    ASSUMPTIONS,
    EXCLUSIONS,
    ("How many rounds of feedback are included", "Who pays for licences of the booking engine"),
    SourcedMoney(Money(Decimal(48_000), "EUR"), f"{FILE}, page 5", "a fixed fee of EUR 48,000 excluding VAT"),
    tuple(
        RateRow(
            r.role,
            r.hours,
            r.unit,
            Money(Decimal(rate), "EUR"),
            r.source.replace("column 2", "column 3"),
            f"EUR {rate}",
        )
        for r, rate in zip(TEAM, (95, 105, 100, 110), strict=True)
    ),
    (
        PaymentRow(
            "On signature",
            Money(Decimal(14_400), "EUR"),
            Decimal(30),
            None,
            "on signature",
            f"{FILE}, page 5",
            "30% (EUR 14,400) on signature",
        ),
        PaymentRow(
            "Prototype accepted",
            Money(Decimal(14_400), "EUR"),
            Decimal(30),
            date(2026, 2, 27),
            "",
            f"{FILE}, page 5",
            "30% (EUR 14,400) on acceptance of the prototype",
        ),
        PaymentRow(
            "Launch",
            Money(Decimal(19_200), "EUR"),
            Decimal(40),
            date(2026, 4, 24),
            "",
            f"{FILE}, page 5",
            "40% (EUR 19,200) at launch",
        ),
    ),
    KICKOFF.warranty,
    DUTIES,
    (
        RiskRow(
            "The test system is promised for the first day of work",
            "Ask for the access now, not at the kickoff",
            f"{FILE}, page 4",
            "a test system is available from the first day",
        ),
        RiskRow(
            "Fee and effort do not match: 472.5 hours at the stated rates come to € 47,875",
            "Agree the budget to plan with",
        ),
    ),
    CONTACTS,
    (
        SignatureRow(
            "client",
            "Claire Osei",
            "Head of Digital",
            date(2026, 1, 6),
            "/s/ Claire Osei",
            f"{FILE}, page 6",
            "/s/ Claire Osei 6 January 2026",
        ),
        SignatureRow(
            "agency",
            "Lena Vogt",
            "Managing Director",
            date(2026, 1, 7),
            "/s/ Lena Vogt",
            f"{FILE}, page 6",
            "/s/ Lena Vogt 7 January 2026",
        ),
    ),
    QUESTIONS,
)

MINIMAL_KICKOFF = Kickoff(BARE)
MINIMAL_HANDOFF = Handoff(BARE)

_LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
_BIG = Project(
    code="BIGC-03",
    title=f"Replatforming of the {_LONG} portal, phase two of five, with migration of all content and accounts",
    client="Interregionale Verkehrsbetriebe & Partner GmbH & Co. KG <Konzern>",
    agency="Northlight Studio",
    written=date(2026, 1, 8),
    lead="Marta Keller",
    address="desk@northlight.example",
    locale="en-US",
)
BIG_KICKOFF = Kickoff(
    _BIG,
    KICKOFF.reference,
    KICKOFF.start,
    SourcedDate(date(2027, 6, 30), f"{FILE}, page 1", "30 June 2027"),
    KICKOFF.warranty,
    tuple(
        DeliverableRow(
            f"Work package {n}: {_LONG if n % 7 == 0 else 'migration of one editorial section'} " * (1 + n % 3),
            date(2026, 1, 30) + timedelta(days=12 * n) if n % 4 else None,
            "" if n % 4 else f"week {n}",
            "every page renders as before and the redirects answer" if n % 2 else "",
            f"{FILE}, page {2 + n // 5}",
            f"WP{n} " + "migration of one editorial section with its media and redirects " * 3,
        )
        for n in range(1, 41)
    ),
    tuple(
        Sourced(f"Exclusion {n}: {'data protection impact assessment ' * 3}", f"{FILE}, page 12", f"{n}) no")
        for n in range(1, 16)
    ),
    tuple(
        Sourced(f"Assumption {n}: {_LONG} answers within two days", f"{FILE}, page 13", f"Assumption {n}")
        for n in range(1, 16)
    ),
    tuple(
        TeamRow(
            f"Role {n}",
            Decimal(80 * n),
            "day" if n == 3 else "hour",
            "" if n % 2 else f"Person {n}",
            f"{FILE}, page 14",
            f"r{n}",
        )
        for n in range(1, 13)
    ),
    tuple(
        MilestoneRow(
            f"Milestone {n}: {'acceptance of the section ' * (1 + n % 2)}",
            date(2026, 2, 6) + timedelta(weeks=6 * n),
            "",
            f"{FILE}, page 15",
            f"M{n}",
        )
        for n in range(1, 13)
    ),
    tuple(
        Sourced(f"Duty {n}: names a person who decides for the department", f"{FILE}, page 16", f"Duty {n}")
        for n in range(1, 13)
    ),
    CONTACTS * 3,
    QUESTIONS * 4,
    ("Sales promised a call on Tuesdays.",) * 4,
)
BIG_HANDOFF = Handoff(
    _BIG,
    "Sam Ortiz",
    KICKOFF.reference,
    KICKOFF.start,
    BIG_KICKOFF.end,
    BIG_KICKOFF.scope,
    BIG_KICKOFF.milestones,
    BIG_KICKOFF.assumptions,
    BIG_KICKOFF.exclusions,
    HANDOFF.unsaid * 5,
    HANDOFF.fee,
    HANDOFF.rates * 3,
    HANDOFF.payments * 4,
    HANDOFF.warranty,
    BIG_KICKOFF.client_duties,
    HANDOFF.risks * 5,
    CONTACTS * 3,
    HANDOFF.signatures,
    QUESTIONS * 4,
)
