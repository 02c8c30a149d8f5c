"""Golden cases: a command, its input, and all that it prints, byte for byte.

A case is a folder: `cmd` (one command a line), `in/` (copied to an empty folder that
the commands run in), `expout`, `experr` and, where it is not 0, `expcode` of the last
command. REGOLD=1 rewrites the expectations; it is refused where CI is set.
"""

import os
import shlex
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from qualcode.cli import main

CASES = sorted(path.parent for path in Path(__file__).parent.glob("cases/*/cmd"))
assert CASES, "none found"
REGOLD = bool(os.environ.get("REGOLD"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_command_prints_what_it_printed(
    case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QUALCODE_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1900000000")
    monkeypatch.chdir(shutil.copytree(case / "in", tmp_path / "in"))
    results = [
        run(line) for line in (case / "cmd").read_text("utf-8").strip().split("\n")
    ]
    printed = {
        "expout": "".join(result.stdout for result in results),
        "experr": "".join(result.stderr for result in results),
        "expcode": str(results[-1].exit_code),
    }
    if REGOLD:
        rewrite(case, printed)

    assert printed == {name: expected(case, name) for name in printed}


def run(line: str) -> Result:
    command = shlex.split(line)
    assert command[0] == "qualcode", "golden cases run qualcode"
    result = CliRunner().invoke(main, command[1:])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def expected(case: Path, name: str) -> str:
    path = case / name
    default = "0" if name == "expcode" else ""
    return path.read_text("utf-8") if path.exists() else default


def rewrite(case: Path, printed: dict[str, str]) -> None:
    assert not os.environ.get("CI"), "REGOLD is for people, never for CI"
    for name, text in printed.items():
        path = case / name
        if text in {"", "0"}:
            path.unlink(missing_ok=True)
        else:
            path.write_text(text, encoding="utf-8")
