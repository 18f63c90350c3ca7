"""Whatever slip of the hand breaks a Word template, the linter names a phrase of it and never fails itself."""

from __future__ import annotations

import re
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml.etree import LxmlError

from templates.documents import BUILT_IN
from templates.linter import check_word
from templates.word.engine import fill
from templates.word.offers import OFFERS, sample
from tests.templates.word_files import edited

_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}")
_BREAK = "</w:t></w:r>{open}<w:r><w:t>{rest}</w:t></w:r>{close}<w:r><w:t>"
_INSIDE = (("<w:ins w:id='1' w:author='a'>", "</w:ins>"), ("<w:hyperlink w:anchor='x'>", "</w:hyperlink>"), ("", ""))


def tags_of(name: str) -> list[str]:
    import zipfile

    return _TAG.findall(zipfile.ZipFile(BUILT_IN / f"{name}.docx").read("word/document.xml").decode())


@st.composite
def slips(draw: st.DrawFn) -> tuple[str, str, str]:
    """Draw a document, one of its tags, and what became of the tag."""
    name = draw(st.sampled_from(sorted(OFFERS)))
    tag = draw(st.sampled_from(sorted(set(tags_of(name)))))
    at = draw(st.integers(1, len(tag) - 1))
    opening, closing = draw(st.sampled_from(_INSIDE))
    cut = tag[:at] + _BREAK.format(open=opening, rest=tag[at:], close=closing)
    typed = draw(st.sampled_from("{}%|. x"))
    return name, tag, draw(st.sampled_from([tag[:at] + tag[at + 1 :], tag[:at] + typed + tag[at:], "", cut]))


def breaks(path: Path) -> bool:
    from jinja2 import TemplateError

    for full in (True, False):
        try:
            fill(path, sample(OFFERS[path.stem], full))
        except (TemplateError, LxmlError, ValueError, TypeError, LookupError, AttributeError):
            return True
    return False


@settings(max_examples=30, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(slips())
def test_a_slip_that_breaks_the_template_is_named(slip: tuple[str, str, str]) -> None:
    name, tag, left = slip
    with TemporaryDirectory() as folder:
        path = edited(Path(folder), name, (tag, left))
        faults = check_word(path)
        assert faults or not breaks(path)
        assert all(fault.phrase and "<w:" not in fault.phrase and len(fault.phrase) < 200 for fault in faults)
