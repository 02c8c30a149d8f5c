"""`qualcode codebook`: new, check, show, export."""

from pathlib import Path

import click

from qualcode.cli.show import say, table

__all__ = ["codebook_"]


@click.group(name="codebook")
def codebook_() -> None:
    """Make, check, show and export codebooks."""


@codebook_.command()
@click.argument("target", type=click.Path(path_type=Path), default="codebook.yaml")
@click.option(
    "--from",
    "source",
    default="rights-violations",
    show_default=True,
    help="A shipped codebook's name, or a file.",
)
def new(target: Path, source: str) -> None:
    """Copy a codebook to TARGET, to adapt it.

    Example: qualcode codebook new my-codebook.yaml --from rights-violations
    """
    from qualcode.workflows.codebooks import new_codebook

    new_codebook(target, source)
    say(
        f"{target}: a copy of {source}; edit it, then: qualcode codebook check {target}"
    )


@codebook_.command()
@click.argument("source", metavar="FILE")
@click.pass_context
def check(ctx: click.Context, source: str) -> None:
    """Check FILE: examples fire, near misses do not, and what else wants a look.

    Exit code 1: the file cannot be used; 3: it can, with problems.

    Example: qualcode codebook check codebook.yaml
    """
    from qualcode.workflows.codebooks import check_codebook

    codebook, problems = check_codebook(source)
    for problem in problems:
        say(str(problem), error=True)
    rules = sum(len(code.rules) for code in codebook.codes)
    themes, codes = len(codebook.themes), len(codebook.codes)
    say(f"{themes} themes, {codes} codes, {rules} rules; {len(problems)} to look at")
    ctx.exit(3 if problems else 0)


@codebook_.command()
@click.argument("code")
@click.option("--words", is_flag=True, help="Every form that each rule's words match.")
@click.option("--codebook", "source", default="", help="Default: the study's.")
def show(code: str, source: str, *, words: bool) -> None:
    """Show CODE: its definition and rules.

    Example: qualcode codebook show forced_eviction --words
    """
    from qualcode.workflows.codebook_cards import code_card, code_words

    for line in code_card(code, source):
        say(line)
    if words:
        say()
        table(("rule", "word", "forms"), code_words(code, source))


@codebook_.command()
@click.argument("target", type=click.Path(path_type=Path))
@click.option("--codebook", "source", default="", help="Default: the study's.")
def export(target: Path, source: str) -> None:
    """Write the codebook as a table for people: TARGET ends in .xlsx, .csv or .md.

    Example: qualcode codebook export codebook.xlsx
    """
    from qualcode.workflows.codebook_cards import source_or_study
    from qualcode.workflows.codebooks import export_codebook

    export_codebook(source_or_study(source), target)
    say(f"{target} is written")
