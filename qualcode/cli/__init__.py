"""The command line: options, one workflow call, one write. Only here is printed.

Commands are imported when they are called, so that `qualcode --help` stays instant.
A user's mistake becomes a message and exit code 1 (files) or 2 (options); a bug stays a
traceback. Exit code 3: done, but a check found problems.
"""

import importlib

import click

from qualcode.errors import OptionError, QualcodeError

__all__ = ["main"]

# command -> (module, one line of help); a test holds these lines to the docstrings
COMMANDS: dict[str, tuple[str, str]] = {
    "init": ("study", "Make a study folder."),
    "import": (
        "importing",
        "Read transcripts into a study, showing what was understood.",
    ),
    "check": ("study", "List everything in a study that wants a look."),
    "code": (
        "coding",
        "Apply the codebook's rules: suggestions, each with its reasons.",
    ),
    "explain": ("coding", "Say why a code is suggested for a passage, or why not."),
    "find": ("coding", "Find words in transcripts, with their context."),
    "codings": ("codings", "Import, list and undo codings made by hand."),
    "tables": ("outputs", "Write the theme tables: themes.xlsx and CSV files."),
    "quotes": ("outputs", "Write quotes of codes or themes, as consent allows."),
    "run": ("outputs", "Do it all: code, tables and quotes, of a study or of files."),
    "status": ("study", "Say what the study holds and what is left to read."),
    "codebook": ("codebook", "Make, check, show and export codebooks."),
}


class _Lazy(click.Group):
    """A group whose commands are imported only when called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order in which a study uses them."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return one command."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"qualcode.cli.{COMMANDS[cmd_name][0]}")
        command = getattr(module, f"{cmd_name}_")
        assert isinstance(command, click.Command)
        return command

    def format_commands(
        self, ctx: click.Context, formatter: click.HelpFormatter
    ) -> None:
        """List the commands without importing them."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; show a user's mistake as a message."""
        try:
            return super().invoke(ctx)
        except QualcodeError as error:
            from qualcode.cli.show import complain

            complain(error)
            ctx.exit(2 if isinstance(error, OptionError) else 1)


def _version(ctx: click.Context, _param: click.Parameter, value: object) -> None:
    if value and not ctx.resilient_parsing:
        from importlib.metadata import version

        click.echo(f"qualcode {version('qualcode')}")
        ctx.exit()


@click.group(
    cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"]}, name="qualcode"
)
@click.option(
    "--version",
    is_flag=True,
    expose_value=False,
    is_eager=True,
    callback=_version,
    help="Show the version.",
)
def main() -> None:
    """Code interview transcripts with a codebook.

    Rules suggest, people decide. Every number and quote can be traced to its passage.

    \b
    A first look, on the sample study:
      qualcode run samples/velmora -o out
    A study of your own:
      qualcode init my-study
      qualcode import interviews/*.docx --study my-study
      qualcode run my-study -o out
    """
