"""`qualcode code`, `explain` and `find`: what rules and words find, and why."""

from pathlib import Path

import click

from qualcode.cli import options
from qualcode.cli.show import counted, json_line, progress, say, table
from qualcode.workflows.asked import Asked

__all__ = ["code_", "explain_", "find_"]

HEADER = (
    "code",
    "transcripts",
    "suggestions",
    "affirmed",
    "feared",
    "unclear",
    "denied",
)


@click.command(name="code")
@options.paths()
@options.study()
@options.codebook()
@options.encoding()
@options.dialect()
@options.as_json("object a suggestion, with its reasons.")
def code_(
    paths: tuple[Path, ...], folder: Path | None, *, as_json: bool, **told: str
) -> None:
    """Apply the codebook's rules: suggestions, each with its reasons.

    PATHS are a study or loose files; without any, the study you are in. Suggestions
    are never stored: they are made anew, from the cache where nothing changed.

    \b
    Examples:
      qualcode code --study my-study
      qualcode code interview.txt --codebook rights-violations --json
    """
    from qualcode.workflows import coding

    codebook = told.pop("codebook")
    asked = Asked(**told, by_stem=True)  # type: ignore[arg-type] # all strings
    if as_json:
        found = coding.opened(paths, folder, asked, codebook=codebook)
        for each in coding.suggestion_objects(found.study):
            json_line(each)
        return
    progress("coding", 0, 1)
    coded = coding.code_any(paths, folder, asked, codebook=codebook)
    progress("coding", 1, 1)
    transcripts = counted(coded.transcripts, "transcript")
    say(f"{transcripts}, {counted(coded.rules, 'rule')} of {coded.codebook}")
    say("Suggestions by rules, not reviewed here; each is a passage.")
    table(HEADER, coded.rows())


@click.command(name="explain")
@click.argument("code")
@click.argument("sentence", default="")
@options.study()
@options.codebook()
@click.option("--transcript", default="", metavar="ID", help="Which transcript.")
@click.option("--turn", type=int, help="Which turn of it (default: all).")
def explain_(
    code: str, sentence: str, folder: Path | None, turn: int | None, **told: str
) -> None:
    """Say why a code is suggested for a passage, or why not.

    The passage is a turn of a study, or text on standard input: testimony does not
    belong into a shell's history.

    \b
    Examples:
      qualcode explain forced_eviction --transcript I01 --turn 12
      qualcode explain forced_eviction --codebook rights-violations < passage.txt
    """
    import sys

    from qualcode.workflows.codebook_cards import study_codebook
    from qualcode.workflows.explaining import explain_text, explain_turn

    if told["transcript"]:
        chosen = told["transcript"]
        say(explain_turn(folder, code, chosen, turn, told["codebook"]))
        return
    data = sentence.encode() or sys.stdin.buffer.read()
    chosen = told["codebook"] or (study_codebook(folder) if folder else "")
    say(explain_text(code, data, codebook=chosen))


@click.command(name="find")
@click.argument("pattern")
@options.paths()
@options.study()
@click.option("--width", default=40, show_default=True, help="Characters each side.")
@click.option(
    "--speaker",
    type=click.Choice(["any", "participant"]),
    default="any",
    help="In whose words: anybody's, interviewers' too, or participants' only.",
)
@options.as_json("object a place.")
def find_(
    pattern: str,
    paths: tuple[Path, ...],
    folder: Path | None,
    width: int,
    *,
    speaker: str,
    as_json: bool,
) -> None:
    """Find words in transcripts, with their context.

    PATTERN is written in the language of the rules: `evict`, `=out`, `lock ~2 change`.

    \b
    Examples:
      qualcode find "lock ~3 change" --study my-study
      qualcode find evict interview.txt
    """
    from qualcode.workflows.finding import find

    for place in find(pattern, paths, folder, width=width, speaker=speaker):
        if as_json:
            json_line(place.as_object())
        else:
            say(place.line())
