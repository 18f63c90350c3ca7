"""A mistake in agency.toml is told with its line, what stands there and what is allowed; all of them at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from config.load import load
from config.mistakes import SettingsError

GOOD = """[agency]
name = "Acme Studio"
address = "desk@studio.example"
domains = ["studio.example"]
timezone = "Europe/London"

[mailbox]
host = "imap.studio.example"
user = "desk"

[smtp]
host = "smtp.studio.example"

[[people]]
name = "Ana"
email = "ana@studio.example"
roles = ["lead", "admin"]

[[people]]
name = "Bo"
email = "bo@studio.example"
skills = { ux = 3 }

[[clients]]
name = "Northwind"
code = "NORTH"
lead = "ana@studio.example"
"""

# what is replaced, by what, the line of the mistake, and the sentence
MISTAKES = [
    ("[mailbox]", "[mailbox", 7, "`[mailbox` cannot be read"),
    ('"Europe/London"', "Europe/London", 5, 'write the value as "text" in quotes'),
    ('name = "Bo"', 'name "Bo"', 20, "write `key = value` or a [section]"),
    ('name = "Bo"', 'name = "Bo"\nname = "Bob"', 21, "stands in the file twice"),
    ("[[clients]]", "[smtp]", 24, "stands in the file twice"),
    ('user = "desk"', 'usr = "desk"', 9, "there is no setting `usr` in [mailbox]; did you mean `user`?"),
    ('user = "desk"', 'user = "desk"\nper_minute = 3', 10, "`per_minute` belongs in [smtp]."),
    (
        'user = "desk"',
        'user = "desk"\nzzz = 3',
        10,
        "there is no setting `zzz` in [mailbox]; it may hold kind, host, port",
    ),
    ("[smtp]", "[smpt]", 11, "there is no section [smpt]; did you mean `smtp`?"),
    ("[smtp]", "[smpt]", 27, "the section [smtp] is missing"),
    ('name = "Acme Studio"', "name = 7", 2, "`name` in [agency] is 7; it must be a text in quotes that is not empty."),
    (
        'name = "Acme Studio"',
        'name = ""',
        2,
        "`name` in [agency] is empty; it must be a text in quotes that is not empty.",
    ),
    (
        'user = "desk"',
        'user = "desk"\nport = "993"',
        10,
        '`port` in [mailbox] is "993"; it must be a whole number from 1 to 65535.',
    ),
    (
        'user = "desk"',
        'user = "desk"\nport = true',
        10,
        "`port` in [mailbox] is true; it must be a whole number from 1 to 65535.",
    ),
    (
        'user = "desk"',
        'user = "desk"\nport = 0',
        10,
        "`port` in [mailbox] is 0; it must be a whole number from 1 to 65535.",
    ),
    ('user = "desk"', 'user = "desk"\nfile_mail = "yes"', 10, "it must be true or false, without quotes."),
    (
        'user = "desk"',
        'user = "desk"\nsecurity = "ssl"',
        10,
        '`security` in [mailbox] is "ssl"; it must be one of "tls", "starttls", "none".',
    ),
    ('user = "desk"', "", 7, '`user` is missing in [mailbox]; with kind = "imap" it must be a text in quotes.'),
    ('host = "smtp.studio.example"', 'kind = "folder"', 11, '`path` is missing in [smtp]; with kind = "folder"'),
    (
        'domains = ["studio.example"]',
        'domains = "studio.example"',
        4,
        "it must be a list in square brackets, each item a domain",
    ),
    (
        '["studio.example"]',
        '["Studio"]',
        4,
        'item 1 of `domains` in [agency] is "Studio"; it must be a domain in small letters',
    ),
    ('["studio.example"]', "[]", 4, "`domains` in [agency] is []; it must be a list in square brackets"),
    ('"Europe/London"', '"Mars/Base"', 5, "no time zone is called 'Mars/Base'; write one like Europe/London"),
    ('"bo@studio.example"', '"bo"', 21, "`email` in [[people]] number 2 (\"Bo\") is wrong: 'bo' is no mail address"),
    (
        '"bo@studio.example"',
        '"ANA@studio.example"',
        21,
        '"ANA@studio.example" already belongs to [[people]] number 1 ("Ana")',
    ),
    (
        'email = "bo@studio.example"',
        "",
        19,
        '`email` is missing in [[people]] number 2 ("Bo"); it must be a text in quotes.',
    ),
    (
        '["lead", "admin"]',
        '["lead", "boss"]',
        17,
        'item 2 of `roles` in [[people]] number 1 ("Ana") is "boss"; it must be one of "sales"',
    ),
    ('["lead", "admin"]', '["lead"]', 17, 'nobody has the role "admin"'),
    ("ux = 3", "ux = 9", 22, '`skills.ux` in [[people]] number 2 ("Bo") is 9; it must be a whole number from 1 to 5.'),
    (
        "skills = { ux = 3 }",
        "hours = 0",
        22,
        '`hours` in [[people]] number 2 ("Bo") is 0; it must be a number above 0, at most 80.',
    ),
    ("[[clients]]", "[clients]", 24, "write clients as [[clients]] with double brackets, once for each of them."),
    ('"NORTH"', '"north"', 26, "it must be a code of 2 to 10 capital letters and digits"),
    (
        'lead = "ana@',
        'lead = "zoe@',
        27,
        '`lead` in [[clients]] number 1 ("Northwind") is "zoe@studio.example"; it must be the address of one of',
    ),
    (
        'user = "desk"',
        'user = "desk"\npassword = "hunter2"',
        10,
        "put it in the environment as DESK_IMAP_PASSWORD, or in a file that DESK_IMAP_PASSWORD_FILE names",
    ),
    (
        'host = "smtp.studio.example"',
        'host = "s"\nclient_secret = "hunter2"',
        13,
        "put it in the environment as DESK_SMTP_PASSWORD",
    ),
    (
        "[[clients]]",
        '[store]\nurl = "postgresql://desk:hunter2@db/desk"\n[[clients]]',
        25,
        "environment as DESK_STORE_PASSWORD",
    ),
    (
        "[[clients]]",
        '[broker]\nurl = "kafka://x"\n[[clients]]',
        25,
        'it must be "memory:", or an address that starts with redis://',
    ),
    (
        "[[clients]]",
        '[store]\nurl = "mysql://db/desk"\n[[clients]]',
        25,
        '`url` in [store] is "mysql://db/desk"; it must be empty, or an address that starts with postgresql://',
    ),
    ("[agency]", 'name = "x"\n[agency]', 1, "`name` stands before any section; `name` belongs in [agency]"),
]


def _write(home: Path, text: str) -> Path:
    (home / "agency.toml").write_text(text, encoding="utf-8")
    return home


def test_the_settings_these_tests_break_are_good(tmp_path: Path) -> None:
    assert load(_write(tmp_path, GOOD)).agency.name == "Acme Studio"


@pytest.mark.parametrize(("old", "new", "line", "said"), MISTAKES)
def test_a_mistake_is_told_with_its_line_and_what_is_allowed(
    tmp_path: Path, old: str, new: str, line: int, said: str
) -> None:
    assert GOOD.count(old) >= 1
    with pytest.raises(SettingsError) as caught:
        load(_write(tmp_path, GOOD.replace(old, new)))
    told = [
        text for text in str(caught.value).splitlines() if text.startswith(f"{tmp_path / 'agency.toml'}, line {line}: ")
    ]
    assert any(said in text for text in told), str(caught.value)
    assert "hunter2" not in str(caught.value)


@pytest.mark.parametrize(("old", "new"), [case[:2] for case in MISTAKES])
def test_no_word_of_the_validating_library_reaches_a_person(tmp_path: Path, old: str, new: str) -> None:
    with pytest.raises(SettingsError) as caught:
        load(_write(tmp_path, GOOD.replace(old, new)))
    assert not any(
        word in str(caught.value) for word in ("Input should", "pydantic", "Value error", "validation", "_type")
    )


def test_every_mistake_is_told_at_once_in_the_order_of_the_lines(tmp_path: Path) -> None:
    text = GOOD.replace('user = "desk"', "port = 0").replace('"Europe/London"', '"Mars"').replace('"bo@', '"ana@')
    with pytest.raises(SettingsError) as caught:
        load(_write(tmp_path, text.replace("ux = 3", "ux = 9")))
    assert [mistake.line for mistake in caught.value.mistakes] == [5, 7, 9, 21, 22]
    assert str(caught.value).startswith("agency.toml has 5 mistakes:\n")


def test_one_mistake_is_told_once(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as caught:
        load(_write(tmp_path, GOOD.replace('"bo@studio.example"', '"ana@studio.example"')))
    assert len(caught.value.mistakes) == 1


def test_a_home_without_settings_says_how_to_make_them(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"There is no agency\.toml in .* desk init "):
        load(tmp_path)


def test_a_file_in_another_encoding_is_told_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "agency.toml").write_bytes('[agency]\nname = "Müller"\n'.encode("latin-1"))
    with pytest.raises(SettingsError, match="line 2: a character is not UTF-8"):
        load(tmp_path)


def test_windows_line_ends_and_a_byte_order_mark_do_no_harm(tmp_path: Path) -> None:
    (tmp_path / "agency.toml").write_bytes(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode())
    assert load(tmp_path).agency.currency == "EUR"


def test_relative_paths_start_at_the_home(tmp_path: Path) -> None:
    text = GOOD.replace('host = "smtp.studio.example"', 'kind = "folder"\npath = "letters"')
    assert load(_write(tmp_path, text)).smtp.path == tmp_path / "letters"
