"""`qualcode codings`: import, list, accept, batches, undo."""

from pathlib import Path

import click

from qualcode.cli import options
from qualcode.cli.show import complain_of, counted, json_line, say, table
from qualcode.errors import OptionError

__all__ = ["codings_"]


@click.group(name="codings")
def codings_() -> None:
    """Import, list and undo codings made by hand."""


@codings_.command("import")
@click.argument("path", type=options.FILE, metavar="FILE")
@options.study()
@options.coder()
@click.option("--dry-run", is_flag=True, help="Say what would happen; write nothing.")
@click.option(
    "--keep-good", is_flag=True, help="Take the rows without problems; exit code 3."
)
@click.pass_context
def import_(
    ctx: click.Context,
    path: Path,
    folder: Path | None,
    coder: str,
    *,
    dry_run: bool,
    keep_good: bool,
) -> None:
    """Take codings from a spreadsheet (.csv, .xlsx): all rows, or none.

    Columns: transcript, code, and quote (or start and end); if you like turn, coder,
    memo, assertion, experiencer, time_scope, perpetrators, mode, event. Importing the
    same file twice changes nothing.

    \b
    Example:
      qualcode codings import ana.xlsx --study my-study --coder Ana
    """
    from qualcode.workflows.codings import import_codings
    from qualcode.workflows.inputs import study_at

    found = import_codings(
        study_at(folder),
        path,
        coder=_known(coder),
        keep_good=keep_good,
        dry_run=dry_run,
    )
    placed = found.placement
    for warning in found.warnings:
        say(f"note: {warning}", error=True)
    complain_of(found.problems)
    would = "would be new" if dry_run else "new"
    say(
        f"{counted(found.rows, 'row')}: {placed.new} {would}, "
        f"{placed.revived} brought back, {placed.known} there already; "
        f"{counted(len(found.problems), 'problem')}"
    )
    if found.batch:
        say(f"to undo: qualcode codings undo {found.batch}")
    ctx.exit(3 if found.problems else 0)


@codings_.command("list")
@options.study()
@options.as_json("object a coding.")
def list_(folder: Path | None, *, as_json: bool) -> None:
    """List every coding as it counts now.

    \b
    Examples:
      qualcode codings list
      qualcode codings list --json > codings.jsonl
    """
    from qualcode.workflows.codings import coding_objects
    from qualcode.workflows.inputs import study_at

    found = coding_objects(study_at(folder))
    if as_json:
        for each in found:
            json_line(each)
        return
    names = (
        "transcript",
        "start",
        "end",
        "code",
        "coder",
        "assertion",
        "state",
        "status",
    )
    table(names, ([each[name] for name in names] for each in found))


@codings_.command("batches")
@options.study()
def batches_(folder: Path | None) -> None:
    """List what came in together, and can be undone together."""
    from qualcode.workflows.codings import batches
    from qualcode.workflows.inputs import study_at

    rows = (
        (b.id, b.at, ", ".join(b.coders), b.codings) for b in batches(study_at(folder))
    )
    table(("batch", "when", "coders", "codings"), rows)


@codings_.command("undo")
@click.argument("batch")
@options.study()
@options.coder()
def undo_(batch: str, folder: Path | None, coder: str) -> None:
    """Undo all that came in with BATCH. Importing the file again brings it back.

    \b
    Example:
      qualcode codings undo 4be0643f1d98
    """
    from qualcode.workflows.codings import undo_batch
    from qualcode.workflows.inputs import study_at

    number = undo_batch(study_at(folder), batch, coder=_asked(coder))
    say(f"{number} undone")


@codings_.command("accept")
@click.argument("transcript", default="")
@options.study()
@options.coder()
def accept_(transcript: str, folder: Path | None, coder: str) -> None:
    """Accept where moved codings stand after a transcript was edited.

    `qualcode codings list` shows them with the state "moved": look first. With
    TRANSCRIPT only those of one interview.

    \b
    Example:
      qualcode codings accept I03
    """
    from qualcode.workflows.codings import accept_moved
    from qualcode.workflows.inputs import study_at

    found = accept_moved(study_at(folder), coder=_asked(coder), transcript=transcript)
    say(f"{counted(len(found), 'coding')} accepted where they stand")


def _known(coder: str) -> str:
    from qualcode.store.person import coder_name

    return coder_name(coder) or ""


def _asked(coder: str) -> str:
    """Return the coder's name; ask once where nobody said it, and remember."""
    import sys

    from qualcode.store.person import coder_name, remember_coder

    if name := coder_name(coder):
        return name
    if not sys.stdin.isatty():
        raise OptionError("nobody said who is coding", fix="add --coder NAME")
    name = click.prompt("Your name or initials, as coder", err=True).strip()
    remember_coder(name)
    return name
