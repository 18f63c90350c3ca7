"""`desk read` shows what would be read, as a table or one JSON object a line; it needs no home."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.desk import Said, desk
from tests.files.pdf import pdf
from tests.samples import mails
from tests.samples.signatures.drawn import labelled
from tests.samples.signatures.pens import nothing, signature
from tests.samples.sow import part_signed_sow, signed_sow, template_sow

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def _file(folder: Path, name: str, content: bytes) -> Path:
    file = folder / name
    file.write_bytes(content)
    return file


def _objects(said: Said) -> list[dict[str, Any]]:
    return [json.loads(line) for line in said.out.splitlines()]


def test_a_document_is_one_json_object_with_facts_quotes_and_places(tmp_path: Path) -> None:
    sow = _file(tmp_path, "SOW.docx", signed_sow())
    said = desk("read", sow, "--json")
    (found,) = _objects(said)
    assert (said.code, found["file"], found["kind"], found["signed"]) == (0, str(sow), "sow", "signed")
    assert found["facts"]["start_date"]["place"]["file"] == "SOW.docx"
    assert all(item["quote"] for item in found["facts"]["deliverables"])
    assert {"missing", "conflicts"} <= found.keys()


@pytest.mark.parametrize(("content", "signed"), [(part_signed_sow(), "part-signed"), (template_sow(), "template")])
def test_how_far_a_sow_is_signed_is_told(tmp_path: Path, content: bytes, signed: str) -> None:
    (found,) = _objects(desk("read", "--json", _file(tmp_path, "a.docx", content)))
    assert found["signed"] == signed


def test_the_objects_come_in_the_order_of_the_files_and_one_bad_file_ends_with_one(tmp_path: Path) -> None:
    good, bad = _file(tmp_path, "SOW.docx", signed_sow()), _file(tmp_path, "broken.docx", b"PK\x03\x04 not a zip")
    said = desk("read", bad, good, tmp_path / "gone.pdf", "--json")
    first, second, third = _objects(said)
    assert said.code == 1
    assert "broken.docx" in first["error"]
    assert second["signed"] == "signed"
    assert third["error"] == f"{tmp_path / 'gone.pdf'} cannot be read: No such file or directory."


def test_a_mail_is_told_from_a_document_by_its_bytes_and_its_attachments_are_read(tmp_path: Path) -> None:
    raw = mails.mail(attachments=[("SOW.docx", WORD, signed_sow())])
    (found,) = _objects(desk("read", "--json", _file(tmp_path, "mail.bin", raw)))
    assert (found["kind"], found["subject"]) == ("signed_sow", "SOW for ACME")
    assert found["from"] == {"name": "Sam Sales", "address": "sam@agency.example"}
    assert [document["signed"] for document in found["attachments"]] == ["signed"]


def test_a_forward_is_unwrapped_with_the_note_above_it(tmp_path: Path) -> None:
    (found,) = _objects(desk("read", "--json", _file(tmp_path, "a.eml", mails.outlook_forward())))
    assert found["forwarded"]["from"]["address"] == "carla@client.example"
    assert found["note"] == found["reply"]
    assert found["note"].startswith("Signed! Start is now 12 Jan, pls use Sam.")


def test_a_forward_as_attachment_is_unwrapped_too(tmp_path: Path) -> None:
    inner = mails.mail(mails.CLIENT, subject="Our SOW", stamped=None)
    (found,) = _objects(desk("read", "--json", _file(tmp_path, "a.eml", mails.attached_forward(inner))))
    assert (found["forwarded"]["subject"], found["note"]) == ("Our SOW", "See attached mail.")


@pytest.mark.parametrize(
    ("raw", "kind"),
    [(mails.auto_reply(), "auto_reply"), (mails.bounce(), "bounce"), (mails.list_mail(), "list")],
)
def test_mail_of_machines_is_named(tmp_path: Path, raw: bytes, kind: str) -> None:
    (found,) = _objects(desk("read", "--json", _file(tmp_path, "a.eml", raw)))
    assert found["kind"] == kind


def test_people_get_a_table_with_value_quote_and_place(tmp_path: Path) -> None:
    said = desk("read", _file(tmp_path, "SOW.docx", signed_sow()))
    assert said.code == 0
    assert "fact" in said.out
    assert "place" in said.out
    assert "signed" in said.out
    assert max(map(len, said.out.splitlines()[:20])) <= 80


def test_each_signature_line_is_told_with_its_evidence(tmp_path: Path) -> None:
    said = " ".join(desk("read", _file(tmp_path, "SOW.pdf", pdf(labelled(signature, nothing)))).out.split())
    assert "Northwind Traders Ltd (client): ink, Ellen Ward (page 1)" in said
    assert "Lumen Works LLC (agency): blank line for Ravi Menon (page 1)" in said


def test_a_broken_mail_is_shown_with_its_defects_and_no_traceback(tmp_path: Path) -> None:
    said = desk("read", _file(tmp_path, "a.eml", mails.broken_mime()))
    assert said.code == 0
    assert "defects" in said.out


def test_words_of_a_file_cannot_steer_the_terminal(tmp_path: Path) -> None:
    raw = mails.mail(subject="red")
    said = desk("read", _file(tmp_path, "a\x1b[31m.eml", raw.replace(b"Subject: red", b"Subject: [red]x[/red]")))
    assert "\x1b" not in said.out
    assert "[red]x[/red]" in said.out
