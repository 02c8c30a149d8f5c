"""Make invented interviews of a wanted size from the sample study's turns.

Usage: python benchmarks/texts.py FOLDER [INTERVIEWS] [WORDS]

Sentences are drawn with a fixed seed and one word in twenty is replaced by an invented
one, so that the vocabulary grows with the text as it does in real corpora.
"""

import random
import re
import sys
from pathlib import Path

SAMPLES = Path(__file__).parents[1] / "samples" / "velmora" / "interviews"
SYLLABLES = [
    c + v for c in "bdfghklmnprstvz" for v in ("a", "e", "i", "o", "u", "er", "an")
]


def invented(random_: random.Random) -> str:
    """Return an invented word of two to four syllables."""
    return "".join(random_.choices(SYLLABLES, k=random_.randint(2, 4)))


def sentences() -> tuple[list[str], list[str]]:
    """Return the sample study's sentences: participants', interviewers'."""
    said: dict[bool, list[str]] = {True: [], False: []}
    for path in sorted(SAMPLES.glob("*/transcript.txt")):
        for line in path.read_text(encoding="utf-8").split("\n"):
            label, colon, words = line.partition(": ")
            if colon and words:
                asked = label.split("] ")[-1].upper() in {"I", "INT", "INTERVIEWER"}
                said[asked] += re.split(r"(?<=[.?!]) ", words)
    return said[False], said[True]


def interview(random_: random.Random, words: int) -> str:
    """Return one interview of about this many words, in alternating turns."""
    answers, questions = sentences()
    lines: list[str] = []
    count = 0
    while count < words:
        question = random_.choice(questions)
        answer = " ".join(random_.choices(answers, k=random_.randint(1, 9)))
        answer = re.sub(
            r"\b[a-z]{5,}\b",
            lambda m: invented(random_) if random_.random() < 1 / 20 else m.group(),
            answer,
        )
        lines += [f"I: {question}", f"P: {answer}"]
        count += len(question.split()) + len(answer.split())
    return "\n\n".join(lines) + "\n"


def write(folder: Path, interviews: int = 60, words: int = 10_000) -> None:
    """Write ``interviews`` files I001.txt … into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(1, interviews + 1):
        random_ = random.Random(number)  # noqa: S311  # a fixed seed, nothing secret
        text = interview(random_, words)
        (folder / f"I{number:03}.txt").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]), *map(int, sys.argv[2:]))
