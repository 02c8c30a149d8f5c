"""Coders and their computers: names asked for, never taken from the system."""

import getpass
from pathlib import Path

import pytest

from qualcode.errors import OptionError
from qualcode.store.locks import home
from qualcode.store.person import coder_name, remember_coder, writer_id


def test_without_option_and_settings_nobody_is_named() -> None:
    assert coder_name() is None
    assert getpass.getuser() not in writer_id("ann")


def test_the_option_wins_over_what_is_remembered() -> None:
    remember_coder("Ann-Marie")

    assert coder_name() == "Ann-Marie"
    assert coder_name("ben") == "ben"


@pytest.mark.parametrize("name", ["=1+1", "../ann", "a/b", "a\\b", "-x", "x" * 99])
def test_a_path_or_formula_is_no_name(name: str) -> None:
    for use in (coder_name, remember_coder):
        with pytest.raises(OptionError):
            use(name)


def test_settings_that_cannot_be_read_are_said() -> None:
    remember_coder("ann")
    (home() / "settings.json").write_bytes(b"{coder}")

    with pytest.raises(OptionError, match="not JSON"):
        coder_name()


def test_a_writer_is_a_coder_on_a_computer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ann, again, jose = writer_id("ann"), writer_id("Ann "), writer_id("José Ω")
    monkeypatch.setenv("QUALCODE_HOME", str(tmp_path / "other"))

    assert ann == again
    assert ann.startswith("ann-")
    assert jose.startswith("jose-")
    assert writer_id("Ω").startswith("coder-")
    assert writer_id("ann") != ann


def test_a_damaged_device_file_is_made_anew() -> None:
    writer_id("ann")
    (home() / "device").write_bytes(b"../x\n")

    assert "/" not in writer_id("ann")
