"""The home is found in order, and made without touching what is there."""

from __future__ import annotations

from pathlib import Path

from config.home import Home, find_home


def test_the_option_comes_before_the_variable_and_the_variable_before_the_current_folder(tmp_path: Path) -> None:
    environ = {"DESK_HOME": str(tmp_path / "env")}
    assert find_home(tmp_path / "given", environ).path == tmp_path / "given"
    assert find_home(None, environ).path == tmp_path / "env"
    assert find_home(None, {}).path == Path.cwd()


def test_a_new_home_holds_settings_folders_and_a_key_only_its_owner_reads(tmp_path: Path) -> None:
    home = Home(tmp_path / "agency")
    assert home.make() == [home.path, home.templates, home.exports, home.settings_file, home.key_file]
    assert home.key_file.stat().st_mode & 0o777 == 0o600
    assert home.path.stat().st_mode & 0o777 == 0o700


def test_what_is_there_stays_as_it_is(tmp_path: Path) -> None:
    home = Home(tmp_path)
    home.settings_file.write_text("mine", encoding="utf-8")
    assert home.settings_file not in home.make()
    key = home.key_file.read_bytes()
    assert home.make() == []
    assert (home.settings_file.read_text(encoding="utf-8"), home.key_file.read_bytes()) == ("mine", key)
