"""The command line as a whole: help, exit codes, what reaches a terminal."""

from pathlib import Path

import click
import pytest
from cli_commands import commands
from click.testing import CliRunner

from qualcode.cli import COMMANDS, main
from qualcode.cli.show import safe

ALL = dict(commands())
assert ALL, "none found"


@pytest.mark.parametrize("name", COMMANDS)
def test_the_list_of_commands_says_what_the_command_says(name: str) -> None:
    first_line = (ALL[name].help or "").strip().split("\n")[0]

    assert first_line == COMMANDS[name][1]


@pytest.mark.parametrize("name", ALL)
def test_every_command_has_help_with_an_example(name: str) -> None:
    command = ALL[name]
    if isinstance(command, click.Group) or name == "codings batches":
        return

    assert "Example" in (command.help or "")
    assert f"qualcode {name.split(maxsplit=1)[0]}" in (command.help or "")


@pytest.mark.parametrize("name", ALL)
def test_every_option_has_help(name: str) -> None:
    options = [p for p in ALL[name].params if isinstance(p, click.Option)]

    assert [o.name for o in options if not o.help] == []


def test_an_unknown_command_is_a_mistake_on_the_command_line() -> None:
    result = CliRunner().invoke(main, ["cod"])

    assert result.exit_code == 2
    assert "No such command" in result.stderr


def test_no_study_is_a_message_and_exit_1(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    result = CliRunner().invoke(main, ["status"])

    assert result.exit_code == 1
    assert "fix:" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_bug_stays_a_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("a bug")

    monkeypatch.setattr("qualcode.workflows.inputs.find_study", broken)

    result = CliRunner().invoke(main, ["status"])

    assert isinstance(result.exception, RuntimeError)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain é ü 漢", "plain é ü 漢"),
        ("a\x1b[31mred", "a\\x1b[31mred"),
        ("left\u202eright", "left\\u202eright"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("bell\x07", "bell\\x07"),
    ],
    ids=["plain", "escape", "bidi", "joiner", "bell"],
)
def test_control_characters_are_shown_not_obeyed(text: str, shown: str) -> None:
    assert safe(text) == shown
