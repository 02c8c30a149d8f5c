"""Every test of the store has a computer of its own: device, locks, settings."""

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def own_computer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("QUALCODE_HOME", str(tmp_path / "home"))
    return tmp_path / "home"
