"""The linter names the phrase that offends, as a person sees it in Word, and says what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from templates.linter import check_word
from templates.word.design import DESIGNS
from tests.templates.word_files import edited

_LINK = '</w:t></w:r><w:hyperlink w:anchor="x"><w:r><w:t>'


def faults(path: Path) -> list[tuple[str, str]]:
    return [(fault.phrase, fault.advice) for fault in check_word(path)]


@pytest.mark.parametrize("name", DESIGNS)
def test_a_built_in_template_has_no_fault(name: str, tmp_path: Path) -> None:
    assert check_word(edited(tmp_path, name)) == ()


@pytest.mark.parametrize(
    ("old", "new", "phrase", "advice"),
    [
        ("{{ lead }}", "{{ lead }", "{{ lead }", "not closed; end it with }}"),
        ("{{ lead }}", "{{ lead", "{{ lead", "not closed; end it with }}"),
        ("{{ lead }}", "{ lead }}", "{ lead }}", "not opened"),
        ("{{ lead }}", "{ { lead } }", "{ { lead } }", "space between the braces"),
        ("{{ lead }}", "{lead}", "{lead}", "two braces on each side; write {{ lead }}"),
        ("{{ lead }}", "{{ laed }}", "{{ laed }}", "knows no “laed”; did you mean lead?"),
        ("{{ lead }}", "{{ xyzzy }}", "{{ xyzzy }}", "it knows address, agency"),
        ("{{ row.person", "{{ row.persons", '{{ row.persons or "not staffed yet" }}', "did you mean person?"),
        ("{{ lead }}", "{{ start.day }}", "{{ start.day }}", "there is no “day” in it; it has ref, text"),
        ("{{ lead }}", "{{ team.role }}", "{{ team.role }}", "this is a list"),
        ("{{ lead }}", "{{ lead.name }}", "{{ lead.name }}", "plain text"),
        ("{{ lead }}", "{{ lead | uper }}", "{{ lead | uper }}", "no filter “uper”; did you mean upper?"),
        ("{{ lead }}", "{% if lead is emty %}x{% endif %}", "{% if lead is emty %}", "no test “emty”"),
        ("{{ lead }}", "{{ lead lead }}", "{{ lead lead }}", "cannot be understood"),
        ("{{ lead }}", "{% iff lead %}", "{% iff lead %}", "cannot be understood"),
        ("{%p endif %}", "", "{%p if title | length > 60 %}", "never closed; add {%p endif %}"),
        ("{%tr endfor %}", "{%tr end %}", "{%tr end %}", "cannot be understood"),
        ("{%tr endfor %}", "{%p endfor %}", "{%p endfor %}", "write {%tr endfor %} here"),
        ("{%p if deliverables %}", "", "{%p else %}", "no {% if %} open"),
        ("{{ client }} bought", "{%tr if lead %}{{ client }} bought", "{%tr if lead %}", "only inside a table row"),
        ("{%p if deliverables %}", "Look: {%p if deliverables %}", "{%p if deliverables %}", "take “Look:” with it"),
        ("{%tr if lead %}", "{%tr if lead %} Lead", "{%tr if lead %}", "the table row of this tag disappears"),
        ("{%p if notes %}", "{% if notes %}", "{%p endif %}", "its block begins with {% if notes %}"),
    ],
)
def test_a_broken_tag_is_named_with_what_to_do(old: str, new: str, phrase: str, advice: str, tmp_path: Path) -> None:
    found = faults(edited(tmp_path, "kickoff", (old, new.replace("<", "&lt;"))))
    assert [p for p, a in found if advice in a] == [phrase], found


def test_a_row_loop_that_is_not_closed_names_its_beginning(tmp_path: Path) -> None:
    found = faults(edited(tmp_path, "kickoff", ("{%tr endfor %}", "")))
    assert found[0][0] == "{%tr for row in deliverables %}"
    assert "it needs {%tr endfor %} before that" in found[0][1]


def test_a_loop_that_ends_in_another_row_is_told_to_use_tr(tmp_path: Path) -> None:
    path = edited(
        tmp_path,
        "kickoff",
        ("{%tr for row in deliverables %}", "Deliverables"),
        ("{{ loop.index }}", "{% for row in deliverables %}{{ loop.index }}"),
        ("{%tr endfor %}", "{% endfor %}"),
    )
    assert faults(path)[0][0] == "{% for row in deliverables %}"
    assert "write {%tr for row in deliverables %} in a table row of its own" in faults(path)[0][1]


def test_a_tag_a_link_cuts_in_two_is_named_as_a_person_sees_it(tmp_path: Path) -> None:
    old = "{{ lead }}</w:t></w:r>"
    path = edited(tmp_path, "kickoff", (old, f"{{{{ le{_LINK}ad }}}}</w:t></w:r></w:hyperlink>"))
    assert faults(path)[0][0] == "{{ lead }}"
    assert "type it again in one go" in faults(path)[0][1]


def test_a_tag_word_cut_into_formatted_runs_still_works(tmp_path: Path) -> None:
    cut = "{</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>{ le</w:t></w:r><w:proofErr w:type='spellStart'/><w:r><w:t>ad }}"
    assert faults(edited(tmp_path, "kickoff", ("{{ lead }}", cut))) == []


def test_an_if_over_paragraphs_works_without_p_too(tmp_path: Path) -> None:
    path = edited(tmp_path, "kickoff-client", ("{%p if assumptions %}", "{% if assumptions %}"))
    assert len(faults(path)) == 1
    path = edited(
        tmp_path, "kickoff-client", ("Every week.", "{% if lead %}Every"), ("Decisions.", "{% endif %} Decisions.")
    )
    assert faults(path) == []


def test_curly_quotes_of_words_autocorrect_still_work(tmp_path: Path) -> None:
    assert faults(edited(tmp_path, "kickoff", ('"not staffed yet"', "“nobody yet”"))) == []


def test_a_fault_in_the_footer_says_so(tmp_path: Path) -> None:
    import zipfile

    from templates.documents import BUILT_IN

    footer = next(n for n in zipfile.ZipFile(BUILT_IN / "kickoff.docx").namelist() if n.startswith("word/footer"))
    path = edited(tmp_path, "kickoff", ("{{ agency }}", "{{ agencie }}"), part=footer)
    assert faults(path) == [("{{ agencie }}", "this document knows no “agencie”; did you mean agency? (in the footer)")]


def test_a_file_that_is_no_word_document_is_said_to_be_none(tmp_path: Path) -> None:
    path = tmp_path / "kickoff.docx"
    path.write_bytes(b"not a zip")
    assert faults(path) == [("kickoff.docx", "this file does not open as a Word document; save it in Word as .docx")]


def test_a_name_no_document_has_lists_the_ones_there_are(tmp_path: Path) -> None:
    path = edited(tmp_path, "kickoff").rename(tmp_path / "kick-off.docx")
    assert "kickoff.docx, kickoff-client.docx, handoff.docx" in faults(path)[0][1]


def test_an_error_that_shows_only_when_filled_is_found(tmp_path: Path) -> None:
    path = edited(tmp_path, "kickoff", ("{{ lead }}", "{{ lead.missing() }}"))
    assert faults(path)
    path = edited(tmp_path, "kickoff", ("{{ written }}", "{{ 1 // (team | length) }}"))
    assert faults(path) == [("kickoff", "filled with no facts at all: integer division or modulo by zero")]
