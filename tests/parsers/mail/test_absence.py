"""What automatic replies say of an absence, in seven languages."""

from __future__ import annotations

from datetime import date

import pytest

from parsers.mail.absence import read_absence

SENT = date(2026, 11, 24)  # a Tuesday


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("I am out of the office from 22 December 2026 to 2 January 2027 with limited access to email.", "2026-12-22", "2027-01-02"),  # noqa: E501
        ("Thank you for your mail. I am currently out of office and will return on Monday, 30 November.", "2026-11-24", "2026-11-29"),  # noqa: E501
        ("I will be out of the office starting 12/22/2026 and will not return until 01/04/2027.", "2026-12-22", "2027-01-03"),  # noqa: E501
        ("I'm on annual leave until 4 December.", "2026-11-24", "2026-12-04"),
        ("I'm away this week.", "2026-11-23", "2026-11-27"),
        ("Ich bin bis einschließlich 4. Dezember nicht im Büro.", "2026-11-24", "2026-12-04"),
        ("Ich bin ab dem 7. Dezember wieder erreichbar.", "2026-11-24", "2026-12-06"),
        ("Ich bin vom 22.12.2026 bis 02.01.2027 abwesend. Ab dem 04.01.2027 bin ich wieder da.", "2026-12-22", "2027-01-02"),  # noqa: E501
        ("Je suis absent du 22 décembre au 2 janvier inclus.", "2026-12-22", "2027-01-02"),
        ("Je serai de retour le 4 janvier 2027.", "2026-11-24", "2027-01-03"),
        ("Estaré fuera de la oficina hasta el 4 de enero.", "2026-11-24", "2027-01-04"),
        ("Estoy de vacaciones del 22 de diciembre al 2 de enero.", "2026-12-22", "2027-01-02"),
        ("Sono in ferie dal 22 dicembre al 2 gennaio.", "2026-12-22", "2027-01-02"),
        ("Sarò di ritorno il 4 gennaio.", "2026-11-24", "2027-01-03"),
        ("Ik ben met vakantie van 22 december tot en met 2 januari.", "2026-12-22", "2027-01-02"),
        ("Ik ben terug op 4 januari.", "2026-11-24", "2027-01-03"),
        ("Estarei de férias de 22 de dezembro a 2 de janeiro.", "2026-12-22", "2027-01-02"),
    ],
)  # fmt: skip
def test_the_days_away_are_read(text: str, first: str, last: str) -> None:
    found = read_absence(text, SENT).absences[0]
    assert (str(found.first), str(found.last)) == (first, last)


@pytest.mark.parametrize(
    "text",
    [
        "For urgent matters please contact Jo Doe (jo@acme.example).",
        "In dringenden Fällen wenden Sie sich bitte an Jo Doe, jo@acme.example.",
        "En cas d'urgence, vous pouvez contacter Jo Doe : jo@acme.example",
        "Per urgenze contattare Jo Doe <jo@acme.example>.",
        "Neem voor dringende zaken contact op met Jo Doe (jo@acme.example).",
    ],
)
def test_the_substitute_is_read(text: str) -> None:
    found = read_absence(f"I am away until 4 December. {text} Sam, sam@acme.example", SENT, "sam@acme.example")
    assert (found.substitute, found.substitute_address) == ("Jo Doe", "jo@acme.example")


def test_a_note_without_days_states_none() -> None:
    assert read_absence("Thank you, we have received your mail.", SENT).absences == ()
