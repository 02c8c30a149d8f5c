"""`qualcode init`, `check` and `status`: a study as a whole."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from qualcode.cli import options
from qualcode.cli.show import complain_of, counted, json_line, say, table

if TYPE_CHECKING:
    from qualcode.store.folder import StudyFolder

__all__ = ["check_", "init_", "status_"]


@click.command(name="init")
@click.argument("path", type=click.Path(path_type=Path), metavar="DIR")
@click.option("--title", default="", help="The study's title. Default: the folder's.")
@options.codebook()
def init_(path: Path, title: str, codebook: str) -> None:
    """Make a study folder.

    It holds plain files: settings, tables of participants and interviews to fill in
    (or put participants.xlsx in their place), and a codebook to adapt.

    \b
    Examples:
      qualcode init my-study
      qualcode init my-study --codebook our-codebook.yaml --title "Harbour study"
    """
    from qualcode.workflows.studies import init_study

    init_study(path, title=title, codebook=codebook)
    say(f"{path}: a study is there. Next:", bold=True)
    say(f"  fill in {path / 'participants.csv'} and {path / 'interviews.csv'}")
    say(f"  adapt   {path / 'codebook.yaml'}")
    say(f"  qualcode import FILES --study {path}")


@click.command(name="check")
@options.study()
@click.option(
    "--repair", is_flag=True, help="Mend ledger lines that somebody corrected by hand."
)
@click.option(
    "--forget", is_flag=True, help="Ledger lines that are gone are meant to be gone."
)
@click.option("--yes", is_flag=True, help="With --repair: do not ask.")
@click.pass_context
def check_(
    ctx: click.Context, folder: Path | None, *, repair: bool, forget: bool, yes: bool
) -> None:
    """List everything in a study that wants a look.

    Speakers without a person, missing consent, codings that moved or lost their place,
    disputes, ledger lines that cannot be read, copies by sync tools, files that look
    like keys to pseudonyms. Exit code 3 if there is anything.

    \b
    Example:
      qualcode check --study my-study
    """
    from qualcode.workflows.inputs import study_at
    from qualcode.workflows.studies import check_study, forget_lost

    study = study_at(folder)
    if repair:
        _repair(study, yes=yes)
    if forget:
        forget_lost(study)
    problems = check_study(study)
    complain_of(problems)
    say(f"{len(problems)} to look at" if problems else "nothing to look at")
    ctx.exit(3 if problems else 0)


def _repair(study: "StudyFolder", *, yes: bool) -> None:
    """Show lines that are events but for their check sum, and mend them if agreed."""
    from qualcode.store.repair import mendable, repair

    found = mendable(study)
    for mend in found:
        say(f"{mend.path.relative_to(study.path)}:{mend.line}: changed by hand")
    if not found:
        say("no ledger line can be mended")
    elif yes or click.confirm("Count these lines as they stand now?", err=True):
        say(f"{counted(repair(study, found), 'line')} mended")


@click.command(name="status")
@options.study()
@click.option(
    "--by",
    type=click.Choice(["code", "transcript"]),
    default="code",
    show_default=True,
    help="What the table of unread suggestions has a row for.",
)
@options.as_json("object with the facts.")
def status_(folder: Path | None, *, by: str, as_json: bool) -> None:
    """Say what the study holds and what is left to read.

    \b
    Examples:
      qualcode status
      qualcode status --by transcript
    """
    from qualcode.workflows.inputs import study_at
    from qualcode.workflows.studies import status_of

    found = status_of(study_at(folder))
    if as_json:
        json_line(dict(found.facts()))
        return
    say(found.study.settings.title, bold=True)
    for name, number in found.facts():
        say(f"{number:7}  {name}")
    say()
    table((by, "codings that count", "suggestions unread"), found.left(by))
