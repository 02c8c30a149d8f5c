"""The shipped codebook does what it says: examples fire, near misses do not."""

from pathlib import Path

from qualcode.formats.codebook_in import parse_codebook
from qualcode.matching.check import check_codebook

SHIPPED = Path(__file__).parents[2] / "codebooks" / "rights-violations.yaml"
BOOK = parse_codebook(SHIPPED.read_bytes(), SHIPPED.name)


def test_every_example_fires_and_no_near_miss_does() -> None:
    assert [str(problem) for problem in check_codebook(BOOK)] == []


def test_every_instrument_is_one_that_the_header_explains() -> None:
    head = SHIPPED.read_text(encoding="utf-8").partition("\nqualcode:")[0]
    cited = {
        instrument.split()[0]
        for code in BOOK.codes
        for right in code.rights
        for instrument in right.instruments
    }

    assert {name for name in cited if name not in head} == set()
