"""Time the main job against what people do today, in one run, as ratios.

Usage: python benchmarks/run.py [INTERVIEWS] [WORDS] [--model NAME]

Prints a table: wall seconds (median of three; one for the slow scripts), peak memory of
the whole process tree's largest process, and each as a ratio. `--model` is the name of
an installed small English pipeline for "the script as people write it"; without it that
row is left out. ripgrep is left out where it is not installed.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import rules
import texts

HERE = Path(__file__).parent
QUALCODE = str(Path(sys.executable).with_name("qualcode"))


@dataclass(frozen=True)
class Measured:
    """Wall seconds and the peak resident memory of one command."""

    seconds: float
    megabytes: float


def measure(command: list[str], times: int = 3, before: object = None) -> Measured:
    """Run a command some times; ``before`` is called before each run."""
    runs: list[Measured] = []
    for _ in range(times):
        if callable(before):
            before()
        start = time.perf_counter()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        assert status == 0, f"{command[:2]} failed"
        runs.append(Measured(seconds, usage.ru_maxrss / 1024))
    middle = statistics.median(run.seconds for run in runs)
    return Measured(middle, max(run.megabytes for run in runs))


def study_of(folder: Path, home: Path) -> Path:
    """Make a study of the texts with the fifty rules."""
    study = home / "study"
    codebook = home / "fifty.yaml"
    rules.codebook(codebook)
    for command in (
        ["init", str(study), "--codebook", str(codebook)],
        ["import", str(folder), "--study", str(study)],
    ):
        subprocess.run([QUALCODE, *command], stdout=subprocess.DEVNULL, check=True)
    return study


def edit_one_rule(study: Path, number: list[int]) -> None:
    """Change one pattern of the study's codebook to one it never was before."""
    number[0] += 1
    patterns = [f"evict ~{number[0]} home", *rules.PATTERNS[1:]]
    rules.codebook(study / "codebook.yaml", patterns)


def rows(folder: Path, home: Path, model: str) -> dict[str, Measured]:
    """Measure everything on the texts in ``folder``."""
    study = study_of(folder, home)
    code = [QUALCODE, "code", "--study", str(study)]
    cache = study / ".qualcode"
    python = sys.executable
    out = str(home / "out.csv")
    found = {
        "python -c pass": measure([python, "-c", "pass"], 9),
        "qualcode --help": measure([QUALCODE, "--help"], 9),
        "qualcode code, first run": measure(
            code, before=lambda: shutil.rmtree(cache, ignore_errors=True)
        ),
        "qualcode code, again": measure(code, 5),
    }
    number = [3]
    found["qualcode code, one rule edited"] = measure(
        code, 5, before=lambda: edit_one_rule(study, number)
    )
    found["bare spaCy tokenisation"] = measure(
        [python, str(HERE / "bare.py"), str(folder)]
    )
    found["careful script"] = measure(
        [python, str(HERE / "careful.py"), str(folder), out], 1
    )
    if shutil.which("rg"):
        literals = [part for word in rules.WORDS for part in ("-e", word)]
        found["ripgrep, 50 words"] = measure(["rg", "-w", "-o", *literals, str(folder)])
    if model:
        script = [python, str(HERE / "as_people_write_it.py"), str(folder), out, model]
        found["script as people write it"] = measure(script, 1)
    return found


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("interviews", nargs="?", type=int, default=60)
    parser.add_argument("words", nargs="?", type=int, default=10_000)
    parser.add_argument("--model", default="")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        os.environ["QUALCODE_HOME"] = str(Path(home) / "state")
        folder = Path(home) / "texts"
        texts.write(folder, asked.interviews, asked.words)
        found = rows(folder, Path(home), asked.model)
    first = found["qualcode code, first run"].seconds
    again = found["qualcode code, again"].seconds
    print(f"{asked.interviews} interviews of {asked.words} words, 50 rules")
    print(f"{'':34}{'seconds':>9}{'MB':>7}{'/ first':>9}{'/ again':>9}")
    for name, one in found.items():
        ratios = f"{one.seconds / first:9.2f}{one.seconds / again:9.2f}"
        print(f"{name:34}{one.seconds:9.2f}{one.megabytes:7.0f}{ratios}")


if __name__ == "__main__":
    main()
