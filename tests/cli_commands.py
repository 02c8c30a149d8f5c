"""All commands of the command line, for tests that walk them."""

from collections.abc import Iterator

import click

from qualcode.cli import main


def commands() -> Iterator[tuple[str, click.Command]]:
    """Give every command and subcommand with its full name."""
    context = click.Context(main)
    for name in main.list_commands(context):
        command = main.get_command(context, name)
        assert command is not None
        yield name, command
        if isinstance(command, click.Group):
            yield from ((f"{name} {sub}", c) for sub, c in command.commands.items())
