"""The sample study is a study like any other: it opens, and its codings hold."""

from pathlib import Path

from qualcode.model.resolve import resolve
from qualcode.store.folder import StudyFolder
from qualcode.store.studies import load

ROOT = Path(__file__).parents[1]
VELMORA = ROOT / "samples" / "velmora"


def test_its_codebook_is_the_shipped_one() -> None:
    shipped = ROOT / "codebooks" / "rights-violations.yaml"

    assert (VELMORA / "codebook.yaml").read_bytes() == shipped.read_bytes()


def test_every_coding_of_both_coders_quotes_the_text_it_points_at() -> None:
    study = load(StudyFolder(VELMORA)).study
    texts = {one.id: one.text for one in study.transcripts}
    texts |= {one.id: one.text for one in study.documents}

    assert {coding.coder for coding in study.codings} == {"ana", "ben"}
    assert len(study.codings) == 111
    for coding in study.codings:
        assert coding.state == "kept"
        assert coding.span.of(texts[coding.transcript]) == coding.quote


def test_nothing_in_it_is_disputed_or_lost() -> None:
    resolved = resolve(load(StudyFolder(VELMORA)).study)

    assert len(resolved.decided) == 111
    assert not resolved.disputed
    assert not resolved.unplaced
