"""The page on which a person checks a reading: every fact marked in its place, everything escaped, nothing loaded."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from agent.cli.review.entries import Entry
from agent.cli.review.marks import Marks
from tests.cli.desk import desk
from tests.samples import mails
from tests.samples.sow import signed_sow

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SAMPLES = Path(__file__).parents[1] / "samples" / "sows"


def _page(folder: Path, *files: Path) -> str:
    out = folder / "page.html"
    desk("read", *files, "--html", out)
    return out.read_text(encoding="utf-8")


def _file(folder: Path, name: str, content: bytes | str) -> Path:
    file = folder / name
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return file


def test_each_fact_leads_to_its_place_and_back(tmp_path: Path) -> None:
    page = _page(tmp_path, _file(tmp_path, "SOW.docx", signed_sow()))
    ids = re.findall(r'id="([^"]+)"', page)
    leads = re.findall(r'href="#([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert set(leads) <= set(ids)
    assert len([one for one in leads if "-f" in one]) > 10


def test_contradictions_and_what_is_missing_stand_on_top(tmp_path: Path) -> None:
    page = _page(tmp_path, SAMPLES / "conflicts-vantage.md")
    head, _, rest = page.partition("<aside>")
    assert "4 contradictions" in head
    assert "The amounts add up to 65,000, the total says 60,000." in head
    assert "Warranty" in head
    assert '<mark class="money">$60,000</mark>' in rest


def test_whatever_a_document_says_is_text(tmp_path: Path) -> None:
    text = "Statement of Work\n\nClient: <script>x</script> Ltd\n\n<img src=x onerror=y> {{ 7 * 7 }} &lt;b&gt;\n"
    page = _page(tmp_path, _file(tmp_path, "a<b>.txt", text))
    assert "<script" not in page
    assert "<img" not in page
    assert "{{ 7 * 7 }} &amp;lt;b&amp;gt;" in page
    assert "<h1>a&lt;b&gt;.txt</h1>" in page


def test_the_page_loads_nothing_and_names_its_style_by_digest(tmp_path: Path) -> None:
    page = _page(tmp_path, SAMPLES / "grant-lumen-indexer.md")
    found = re.search(r"<style>(.*?)</style>", page, re.DOTALL)
    assert found is not None
    digest = base64.b64encode(hashlib.sha256(found[1].encode()).digest()).decode()
    assert f"style-src &#39;sha256-{digest}&#39;" in page
    assert not re.search(r"""(?:src|href)=["'](?!#)|url\(|@import|style=["']""", page)


def test_a_mail_shows_its_words_and_its_documents(tmp_path: Path) -> None:
    raw = mails.mail(attachments=[("SOW.docx", WORD, signed_sow())])
    page = _page(tmp_path, _file(tmp_path, "a.eml", raw))
    assert '<mark class="who">' in page
    assert "<dt>From</dt>" in page


def test_a_file_that_cannot_be_read_has_its_sentence_on_the_page(tmp_path: Path) -> None:
    out = tmp_path / "page.html"
    said = desk("read", tmp_path / "gone.pdf", "--html", out)
    assert said.code == 1
    assert "gone.pdf cannot be read: No such file or directory." in out.read_text()


def test_a_page_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    said = desk("read", SAMPLES / "india-lakhs.md", "--html", tmp_path / "no" / "page.html")
    assert said.code == 1
    assert said.err.strip().endswith("page.html: No such file or directory.")


def test_without_a_screen_open_says_where_the_page_lies(tmp_path: Path) -> None:
    out = tmp_path / "page.html"
    said = desk("read", SAMPLES / "india-lakhs.md", "--open", "--html", out, DISPLAY="", WAYLAND_DISPLAY="")
    assert said.out == f"The page is {out}.\n"


SPANS = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=8)


@given(text=st.text(max_size=30), spans=SPANS)
def test_the_pieces_are_the_text_and_each_fact_is_pinned_once(text: str, spans: list[tuple[int, int]]) -> None:
    kept = [(low, high) for low, high in spans if low < high <= len(text)]
    marks = Marks([Entry(at, "", "", "", "", "", "who", low, high) for at, (low, high) in enumerate(kept)])
    middle = len(text) // 2
    pieces = [*marks.pieces(text, 0, middle), *marks.pieces(text, middle, len(text))]
    assert "".join(piece.text for piece in pieces) == text
    assert sorted(pin.number for piece in pieces for pin in piece.pins) == list(range(len(kept)))
