"""`qualcode tables`, `quotes` and `run`: what is made of a study."""

from pathlib import Path
from typing import Any

import click

from qualcode.cli import options
from qualcode.cli.show import complain_of, counted, progress, say, table

__all__ = ["quotes_", "run_", "tables_"]

NUMBER = click.IntRange(min=0)
CLASSES = ("affirmed", "feared", "denied", "unclear", "hearsay")
SHOWN = {
    "theme_label": "theme",
    "persons_affirmed": "persons affirm",
    "persons_affirmed_suggested": "(rules)",
    "persons_raised": "persons raise",
    "persons_raised_suggested": "(rules)",
    "passages": "passages",
    "passages_suggested": "(rules)",
}


@click.command(name="tables")
@options.paths()
@options.study()
@options.codebook()
@options.where()
@click.option(
    "--by",
    default="group",
    show_default=True,
    metavar="ATTRIBUTE",
    help="What 'By group' groups persons by.",
)
@options.output("Folder for themes.xlsx and csv/. Without it: themes on the screen.")
def tables_(
    paths: tuple[Path, ...],
    folder: Path | None,
    output: Path | None,
    conditions: tuple[str, ...],
    **told: str,
) -> None:
    """Write the theme tables: themes.xlsx and CSV files.

    Persons, interviews and passages stand in columns of their own with their base;
    what people decided and what rules suggest are never added up.

    \b
    Examples:
      qualcode tables --study my-study -o out
      qualcode tables --where group=tenant --where origin=manual
      qualcode tables --by age_band -o out
    """
    from qualcode.workflows.asked import Asked
    from qualcode.workflows.coding import opened
    from qualcode.workflows.outputs import Wanted, make_edition, write_tables

    found = opened(paths, folder, Asked(), codebook=told["codebook"])
    complain_of(found.problems)
    study, command = found.study, "qualcode tables"
    wanted = Wanted(where=conditions, by=told["by"], command=command)
    edition = make_edition(study, wanted)
    if output:
        written = write_tables(study, edition, output)
        say(f"{written[0]} and {len(written) - 1} files in {output / 'csv'}")
        return
    say(f"Persons: distinct affected persons, of {len(edition.view.base)} (base).")
    say("(rules): suggested by rules, read by nobody; never to be added.")
    if told["by"] != "group":
        groups = edition.frames["by_group"].drop(columns=["theme", "code_label"])
        table([str(name) for name in groups], groups.itertuples(index=False))
        return
    frame = edition.frames["themes"][list(SHOWN)]
    table(list(SHOWN.values()), frame.itertuples(index=False))


@click.command(name="quotes")
@click.argument("codes", nargs=-1, metavar="[CODE_OR_THEME]...")
@options.study()
@options.where()
@click.option(
    "--class",
    "classes",
    multiple=True,
    type=click.Choice(CLASSES),
    help="Which passages. Default: affirmed.",
)
@click.option("--confirmed-only", is_flag=True, help="Leave out unread suggestions.")
@click.option(
    "--limit",
    type=NUMBER,
    default=0,
    metavar="N",
    help="At most N a code.",
)
@click.option(
    "--per-person",
    type=NUMBER,
    default=0,
    metavar="N",
    help="At most N of a person a code.",
)
@click.option(
    "--words-min",
    type=NUMBER,
    metavar="N",
    help="Leave out shorter ones.",
)
@click.option("--words-max", type=NUMBER, metavar="N", help="Flag longer ones.")
@options.output(
    "A file (.docx .md .xlsx .csv .jsonl) or a folder. Default: the screen."
)
def quotes_(
    codes: tuple[str, ...],
    folder: Path | None,
    output: Path | None,
    *,
    confirmed_only: bool,
    **asked: Any,  # noqa: ANN401  # click's; handed on by name
) -> None:
    """Write quotes of codes or themes, as consent allows.

    Confirmed ones come first, one of each person before a second of any; unread
    suggestions are marked. Persons who allow only a paraphrase stand without words.

    \b
    Examples:
      qualcode quotes forced_eviction
      qualcode quotes housing --where group=tenant -o housing.docx
      qualcode quotes --confirmed-only --per-person 1 -o quotes.xlsx
    """
    from qualcode.workflows.asked import Asked
    from qualcode.workflows.coding import opened
    from qualcode.workflows.outputs import Wanted, make_edition, write_quotes
    from qualcode.workflows.quoting import render_quotes
    from qualcode.workflows.stamps import stamp_of

    found = opened((), folder, Asked())
    complain_of(found.problems)
    study = found.study
    where, classes = asked.pop("conditions"), asked.pop("classes") or ("affirmed",)
    wanted = Wanted(
        where=where,
        codes=codes,
        classes=classes,
        include_suggested=not confirmed_only,
        command="qualcode quotes",
        **asked,
    )
    edition = make_edition(study, wanted)
    if output is None:
        say(render_quotes(edition, ".md", stamp_of(study)).decode())
        return
    for path in write_quotes(study, edition, output):
        say(f"{path}: {len(edition.frames['quotes'])} quotes")


@click.command(name="run")
@options.paths()
@options.study()
@options.codebook()
@options.where()
@options.encoding()
@options.dialect()
@options.speakers()
@options.consent()
@options.output("Folder for the results. Default: out")
def run_(
    paths: tuple[Path, ...],
    folder: Path | None,
    output: Path | None,
    conditions: tuple[str, ...],
    speakers: tuple[str, ...],
    **told: str | None,
) -> None:
    """Do it all: code, tables and quotes, of a study or of files.

    PATHS are a study, or files and folders of transcripts. In loose files a person is
    a label in a file, and words are quoted only with --consent.

    \b
    Examples:
      qualcode run my-study -o out
      qualcode run interviews/ --codebook rights-violations --consent quote_role_only
    """
    from qualcode.cli.importing import pair
    from qualcode.workflows.asked import Asked
    from qualcode.workflows.coding import opened
    from qualcode.workflows.outputs import Wanted, run

    out = output or Path("out")
    asked = Asked(
        encoding=told["encoding"] or "",
        dialect=told["dialect"] or "",
        speakers=tuple(pair(text) for text in speakers),
    )
    chosen = {name: told[name] or "" for name in ("codebook", "consent")}
    found = opened(paths, folder, asked, progress=progress, **chosen)
    wanted = Wanted(where=conditions, limit=8, per_person=2, command="qualcode run")
    complain_of(found.problems)
    for id, path in found.files:
        say(f"  {id} is {path.name}")
    run(found.study, wanted, out, progress=progress)
    say(
        f"{counted(len(found.study.transcripts), 'transcript')}, "
        f"{counted(len(found.study.codebook.codes), 'code')}",
        bold=True,
    )
    say(f"  theme tables:  {out / 'themes.xlsx'}  (and {out / 'csv'})")
    say(f"  quotes:        {out / 'quotes.docx'}  (and .xlsx, .csv, .md)")
