"""Letters are rendered from the agency's own templates where they work and from the built-in ones where not."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from templates.render import Words, check_letters, example, letter_kinds


def override(home: Path, name: str, words: str) -> Path:
    path = home / "email" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(words, encoding="utf-8")
    return home


@pytest.mark.parametrize("kind", letter_kinds())
def test_each_built_in_letter_has_a_subject_a_text_and_an_html_that_say_why(kind: str) -> None:
    letter = Words(None).letter(kind, example(kind))
    assert letter.subject
    assert letter.why.startswith("You get this because")
    assert letter.why in letter.text
    assert letter.html.startswith("<!DOCTYPE html>")


def test_nothing_is_wrong_with_the_built_in_letters() -> None:
    assert check_letters(None) == ()


def test_an_agency_says_a_letter_in_its_own_words(tmp_path: Path) -> None:
    words = Words(override(tmp_path, "receipt/subject.txt", "Ahoy {{ to.name | first_name }}"))
    assert words.letter("receipt", example("receipt")).subject == "Ahoy Sam"
    assert words.faults == ()


def test_a_broken_override_gives_way_to_the_built_in_letter_and_is_reported_once(tmp_path: Path) -> None:
    words = Words(override(tmp_path, "receipt/body.html", "<p>fine</p>\n<p>{{ facts.clinet }}</p>"))
    letters = [words.letter("receipt", example("receipt")) for _ in range(3)]
    assert all(letter == Words(None).letter("receipt", example("receipt")) for letter in letters)
    (fault,) = words.faults
    assert (fault.template, fault.line, fault.phrase) == ("email/receipt/body.html", 2, "{{ facts.clinet }}")
    assert "did you mean 'client'?" in fault.advice


def test_a_broken_override_leaves_the_other_letters_alone(tmp_path: Path) -> None:
    words = Words(override(tmp_path, "receipt/body.txt", "{% if %}"))
    words.letter("kickoff", example("kickoff"))
    assert words.faults == ()


@pytest.mark.parametrize(
    ("name", "source", "phrase", "advice"),
    [
        ("receipt/body.txt", "Hello\n\n{{ facts.code", "{{ facts.code", "unexpected end of template"),
        ("receipt/subject.txt", "{{ facts.title | shout }}", "{{ facts.title | shout }}", "shout"),
        ("receipt/body.txt", "{{ facts.code }}", "body.txt", "does not say why"),
        ("receipt/body.html", "{{ facts.title | safe }}", "{{ facts.title | safe }}", "safe"),
        (
            "receipt/body.html",
            "{% autoescape false %}x{% endautoescape %}",
            "{% autoescape false %}",
            "escaping is fixed",
        ),
        ("receipt/body.html", "{{ facts.__class__ }}", "{{ facts.__class__ }}", "unsafe"),
        ("receipt/body.html", "{% include '../../secret' %}", "../../secret", "no such template file"),
        ("reciept/body.txt", "Hello", "reciept", "no letter is called so"),
        ("receipt/body.htm", "Hello", "body.htm", "no such file is used"),
    ],
)
def test_the_check_names_the_phrase_that_offends(
    tmp_path: Path, name: str, source: str, phrase: str, advice: str
) -> None:
    (fault,) = check_letters(override(tmp_path, name, source))
    assert phrase in fault.phrase
    assert advice in fault.advice


def test_a_file_that_is_not_utf8_is_a_fault_and_not_a_crash(tmp_path: Path) -> None:
    home = override(tmp_path, "receipt/body.txt", "")
    (home / "email/receipt/body.txt").write_bytes(b"Gr\xfc\xdfe")
    assert "UTF-8" in str(check_letters(home)[0])
    assert Words(home).letter("receipt", example("receipt")).text.startswith("Hi Sam")


@dataclass(frozen=True)
class Facts:
    title: str


def test_words_of_a_document_are_never_a_template_and_never_markup(tmp_path: Path) -> None:
    home = override(tmp_path, "receipt/subject.txt", "{{ facts.title }}")
    override(home, "receipt/body.txt", "{% set why %}why{% endset %}{{ facts.title }}")
    override(home, "receipt/body.html", "<p>{{ facts.title }}</p>")
    hostile = "{{7*7}} <script>alert(1)</script>\r\nBcc: x@evil.com\u202eevil.com"
    words = Words(home)
    letter = words.letter("receipt", {**example("receipt"), "facts": Facts(hostile)})
    assert words.faults == ()
    assert "{{7*7}}" in letter.text
    assert "{{7*7}} &lt;script&gt;" in letter.html
    assert "<script" not in letter.html
    assert "\n" not in letter.subject
    assert "\u202e" not in letter.subject + letter.text + letter.html


def test_an_empty_home_is_no_fault(tmp_path: Path) -> None:
    assert check_letters(tmp_path) == ()
    assert Words(tmp_path).letter("kickoff", example("kickoff")) == Words(None).letter("kickoff", example("kickoff"))
