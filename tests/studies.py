"""Small studies on disk, made by the commands a researcher uses."""

from pathlib import Path

from click.testing import CliRunner, Result

from qualcode.cli import main

BOOK = """\
qualcode: 1
id: small
version: "1"
title: Small codebook
themes:
  - {id: housing, label: Housing}
  - {id: liberty, label: Liberty}
codes:
  - id: eviction
    theme: housing
    label: Eviction
    definition: Made to leave a home.
    exclude: Leaving by choice.
    rules: [evict, "change ~2 lock"]
  - id: arrest
    theme: liberty
    label: Arrest
    definition: Taken into custody.
    exclude: A check without custody.
    rules: [arrest]
"""
PEOPLE = """\
id,pseudonym,group,consent
p01,Ilma,tenant,quote_named_pseudonym
p02,Oren,tenant,aggregate_only
p03,Sade,tenant,paraphrase
p04,Teo,tenant,
p05,Uma,tenant,background_only
"""
INTERVIEWS = """\
id,date,participants
I01,2031-05-02,p01
I02,2031-05-03,p02
I03,2031-05-04,p03
I04,2031-05-05,p04
I05,2031-05-06,p05
"""
# A phrase of its own for each person: it must stand only where consent lets it.
PHRASES = {
    "I01": "the blue kettle on the stairs",
    "I02": "the green ladder by the mill",
    "I03": "the copper bell of the ferry",
    "I04": "the yellow coat on the hook",
    "I05": "the narrow bench at the pier",
}


def command(*words: str | Path) -> Result:
    """Run a command in this process; a bug is raised."""
    return CliRunner().invoke(main, [str(w) for w in words], catch_exceptions=False)


def done(*words: str | Path) -> Result:
    """Run a command that must end with exit code 0."""
    result = command(*words)
    assert result.exit_code == 0, (words, result.stderr)
    return result


def small_study(folder: Path) -> Path:
    """Make a study of five persons with one coding by hand each."""
    files = folder / "arrivals"
    files.mkdir()
    codings = ["transcript,quote,code"]
    for id, phrase in PHRASES.items():
        text = (
            f"I: Did they evict you?\nP: They evicted me, I had {phrase}.\n"
            "I: And then?\nP: They never changed the locks. He was arrested, I heard.\n"
        )
        (files / f"{id}.txt").write_text(text, encoding="utf-8")
        codings.append(f'{id},"They evicted me, I had {phrase}.",eviction')
    book = folder / "book.yaml"
    book.write_text(BOOK, encoding="utf-8")
    table = folder / "codings.csv"
    table.write_text("\n".join(codings) + "\n", encoding="utf-8")
    study = folder / "study"
    done("init", study, "--codebook", book, "--title", "Small study")
    settings = study / "study.yaml"
    groups = "groups: {tenant: {label: tenant, kind: affected}}"
    written = settings.read_text(encoding="utf-8").replace("groups: {}", groups)
    settings.write_text(written, encoding="utf-8")
    (study / "participants.csv").write_text(PEOPLE, encoding="utf-8")
    (study / "interviews.csv").write_text(INTERVIEWS, encoding="utf-8")
    done("import", files, "--study", study)
    done("codings", "import", table, "--study", study, "--coder", "ana")
    return study
