"""`qualcode import`: what was understood of each file, then stored or not."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from qualcode.cli import options
from qualcode.cli.show import complain_of, counted, json_line, progress, say
from qualcode.errors import OptionError

if TYPE_CHECKING:
    from qualcode.workflows.importing import Understood

__all__ = ["import_", "pair"]


@click.command(name="import")
@options.paths(required=True)
@options.study()
@options.encoding()
@options.dialect()
@options.speakers()
@click.option("--id", default="", metavar="ID", help="The transcript's id (one file).")
@click.option(
    "--replace",
    default="",
    metavar="ID",
    help="This file is the new state of the transcript ID.",
)
@click.option("--dry-run", is_flag=True, help="Show what is understood; store nothing.")
@click.option(
    "--keep-good", is_flag=True, help="Store the files without problems; exit code 3."
)
@options.as_json("object a file.")
@click.option("--turns", is_flag=True, help="With --json: all turns and their words.")
@click.pass_context
def import_(
    ctx: click.Context,
    /,
    paths: tuple[Path, ...],
    folder: Path | None,
    speakers: tuple[str, ...],
    **flags: Any,  # noqa: ANN401  # click's; each is used by name below
) -> None:
    """Read transcripts into a study, showing what was understood.

    PATHS are files or folders: .txt .md .docx .vtt .srt .csv .tsv .xlsx. For each
    file: speakers, roles, turns, words, and whatever was doubtful. All come in, or
    none. Neither the original nor its name is kept.

    \b
    Examples:
      qualcode import interviews/*.docx --dry-run
      qualcode import interviews --study my-study --speaker SK=interviewer
      qualcode import I03.docx --replace I03
    """
    from qualcode.workflows.asked import Asked
    from qualcode.workflows.importing import import_files, understand
    from qualcode.workflows.inputs import study_at, transcript_files

    told = {name: flags[name] for name in ("encoding", "dialect", "id", "replace")}
    asked = Asked(speakers=tuple(pair(text) for text in speakers), **told)
    files = transcript_files(paths)
    if flags["dry_run"]:
        study = study_at(folder) if folder else None
        found, problems = understand(files, asked, study, progress=progress)
    else:
        keep_good = flags["keep_good"]
        study = study_at(folder)
        found, problems = import_files(
            files, asked, study, keep_good=keep_good, progress=progress
        )
    _show(found, as_json=flags["as_json"], turns=flags["turns"])
    complain_of(problems)
    if not flags["as_json"]:
        say(_ending(len(found), len(files), dry_run=flags["dry_run"]), bold=True)
    if problems:
        ctx.exit(1 if flags["dry_run"] else 3)


def pair(text: str) -> tuple[str, str]:
    """Read ``LABEL=ROLE``.

    Raises:
        OptionError: it is not written so.
    """
    label, equals, role = text.partition("=")
    if not (label.strip() and equals and role.strip()):
        fix = "write LABEL=ROLE, as in --speaker SK=interviewer"
        raise OptionError(f"--speaker {text} is not understood", fix=fix)
    return label.strip(), role.strip()


def _show(found: "Sequence[Understood]", *, as_json: bool, turns: bool) -> None:
    for one in found:
        if as_json:
            json_line(_as_object(one, turns=turns))
        else:
            _say_file(one)


def _as_object(one: "Understood", *, turns: bool) -> dict[str, object]:
    transcript, source = one.transcript, one.transcript.source
    said = Counter(turn.speaker.label for turn in transcript.turns)
    found: dict[str, object] = {
        "file": str(one.path),
        "id": transcript.id,
        "format": source.format,
        "dialect": source.dialect,
        "encoding": source.encoding,
        "speakers": [
            {"label": s.label, "role": s.role, "turns": said[s.label]}
            for s in transcript.speakers
        ],
        "turns": len(transcript.turns),
        "words": one.words,
        "warnings": list(one.warnings),
    }
    if turns:
        found["turn_list"] = [
            {
                "number": turn.number,
                "speaker": turn.speaker.label,
                "start": turn.span.start,
                "end": turn.span.end,
                "start_ms": turn.start_ms,
                "text": turn.span.of(transcript.text),
            }
            for turn in transcript.turns
        ]
    return found


def _say_file(one: "Understood") -> None:
    transcript = one.transcript
    say(f"{transcript.id}  {one.path.name}", bold=True)
    say(
        f"    {transcript.source.format}: {one.split.evidence}; "
        f"{counted(one.words, 'word')}"
    )
    said = Counter(turn.speaker.label for turn in transcript.turns)
    for speaker in transcript.speakers:
        who = f" ({speaker.participant})" if speaker.participant else ""
        label = speaker.label or "(no label)"
        turns = counted(said[speaker.label], "turn")
        say(f"    {label}: {speaker.role}{who}, {turns}")
    if one.split.alternatives:
        others = ", ".join(one.split.alternatives)
        say(f"    could also be read as: {others} (set it with --dialect)")
    for warning in one.warnings:
        say(f"    note: {warning}")


def _ending(found: int, files: int, *, dry_run: bool) -> str:
    if dry_run:
        return (
            f"{found} of {counted(files, 'file')} can be imported; nothing was stored"
        )
    return f"{found} of {counted(files, 'file')} imported; next: qualcode run"
