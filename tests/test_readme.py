"""The README's commands and Python are run as they stand."""

import doctest
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from qualcode.cli import main

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.fixture
def clone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("QUALCODE_HOME", str(tmp_path / "home"))
    shutil.copytree(ROOT / "samples", tmp_path / "samples")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_tour_runs_line_by_line(clone: Path) -> None:
    block = re.search(r"```console\n(.*?)```", README, re.DOTALL)
    assert block, "the tour is gone"
    lines = [line.removeprefix("$ ") for line in block[1].strip().split("\n")]

    for line in lines:
        words = shlex.split(line)
        if words[0] != "qualcode":
            subprocess.run(words, check=True)
            continue
        result = CliRunner().invoke(main, words[1:], catch_exceptions=False)
        expected = 3 if words[1] == "check" else 0
        assert result.exit_code == expected, (line, result.stderr)

    assert (clone / "out" / "themes.xlsx").stat().st_size > 10_000
    assert (clone / "out" / "quotes.docx").stat().st_size > 5_000


@pytest.mark.usefixtures("clone")
def test_the_python_does_what_it_says() -> None:
    blocks = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    assert blocks, "the Python example is gone"

    for block in blocks:
        test = doctest.DocTestParser().get_doctest(block, {}, "README", "README.md", 0)
        assert doctest.DocTestRunner().run(test).failed == 0


def test_the_codebook_excerpt_can_be_read() -> None:
    from qualcode.formats.codebook_in import parse_codebook

    block = re.search(r"```yaml\n(.*?)```", README, re.DOTALL)
    assert block
    head = (
        "qualcode: 1\nid: excerpt\nlists: {landlord: [landlord, owner]}\n"
        "themes: [{id: housing, label: Housing}]\ncodes:\n"
    )

    book = parse_codebook((head + block[1]).encode(), "README.md")

    assert [len(code.rules) for code in book.codes] == [4]


@pytest.mark.parametrize("marker", ["sample", "tests"])
def test_the_first_screen_has_both_lines(marker: str) -> None:
    found = re.search(rf"<!-- {marker} -->\n```sh\n(.*)\n```", README)

    assert found
    assert found[1].startswith("python3 -m venv")
    assert README[: found.start()].count("\n") < 40
