"""The example settings load, name every setting with its default, and the guide describes each."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from config.allowed import PATTERNS, all_settings, allowed, schema_at
from config.checks import is_secret
from config.home import EXAMPLE, Home
from config.load import load

GUIDE = Path(__file__).parents[2] / "docs" / "guide" / "settings.md"
SETTINGS = list(all_settings())
TEXT = EXAMPLE.read_text(encoding="utf-8")


def _sections() -> dict[str, str]:
    """Return the example's text by section."""
    parts = re.split(r"(?m)^\[+([a-z]+)\]+$", TEXT)
    sections: dict[str, str] = {}
    for name, body in zip(parts[1::2], parts[2::2], strict=True):
        sections[name] = sections.get(name, "") + body
    return sections


def test_the_example_loads_as_init_writes_it(tmp_path: Path) -> None:
    Home(tmp_path).make()
    settings = load(tmp_path)
    assert settings.agency.name == "Your Agency"
    assert [person.name for person in settings.people] == ["Ana Silva", "Sam Okoro", "Mia Lang", "Jon Berg"]


@pytest.mark.parametrize(("section", "key"), SETTINGS)
def test_every_setting_is_in_the_example_with_a_word_about_it(section: str, key: str) -> None:
    assert re.search(rf"(?m)^(# )?{key} = ", _sections()[section])


@pytest.mark.parametrize(("section", "key"), SETTINGS)
def test_every_setting_is_described_in_the_guide(section: str, key: str) -> None:
    parts = re.split(r"(?m)^## `\[+([a-z]+)\]+`.*$", GUIDE.read_text(encoding="utf-8"))
    row = re.search(
        rf"\n\| `{key}` \| (.+) \| (.+) \| (.*) \|\n", dict(zip(parts[1::2], parts[2::2], strict=True))[section]
    )
    path = (section, 0, key) if section in ("people", "clients") else (section, key)
    assert row is not None
    assert row[2] == allowed(path)


def test_a_commented_setting_shows_its_default() -> None:
    for section, body in _sections().items():
        for key, value in re.findall(r"(?m)^# ([a-z_]+) = (\S+|\"[^\"]*\")", body):
            schema = schema_at((section, 0, key) if section in ("people", "clients") else (section, key))
            assert schema is not None
            if schema.get("default") is not None:
                shown = re.search(rf"(?m)^# {key} = (\"[^\"]*\"|\S+)", body)
                assert shown is not None
                assert tomllib.loads(f"x = {shown[1]}")["x"] == schema["default"], (section, key, value)


def test_every_pattern_of_the_settings_has_words() -> None:
    files = [EXAMPLE.parent / name for name in ("settings.py", "planning.py", "control.py")]
    found = [pattern for file in files for pattern in re.findall(r'pattern=r"([^"]+)"', file.read_text("utf-8"))]
    assert set(found) <= set(PATTERNS)


def test_no_setting_looks_like_a_secret() -> None:
    assert not [key for _, key in SETTINGS if is_secret(key)]
