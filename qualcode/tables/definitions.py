"""The words in which columns are defined; `qualcode.tables.columns` makes them.

A definition: name, label and kind on a line, then, indented, its words. They name the
unit (persons, interviews, passages …) and, for persons, of whom. No column is called
n, count or %.
"""

from collections.abc import Iterator

__all__ = ["FAMILIES", "TWINNED", "defined"]

# Numbers that exist twice: decided, and suggested by rules and unread (semantics 14).
TWINNED = """
persons_affirmed | Persons affirmed | count
    Distinct affected persons who affirm it as their own or their group's
    experience, at least once; out of group_persons.
persons_denied | Persons denied | count
    Distinct affected persons who speak of it only to deny it (none affirmed, none
    feared); out of group_persons.
persons_feared | Persons feared | count
    Distinct affected persons who fear it or speak of it as possible, and do not
    affirm it; out of group_persons.
persons_unclear | Persons unclear | count
    Distinct affected persons who speak of it without it being clear whether it
    happened; out of group_persons.
persons_raised | Persons raised | count
    Distinct affected persons who speak of it as their own or their group's matter:
    affirmed, feared, denied or unclear together. They spoke of it; this does not
    say that they were asked. Out of group_persons.
persons_hearsay | Persons, hearsay only | count
    Distinct affected persons who report it only of others or from others; not among
    persons_raised. Out of group_persons.
interviews | Interviews | count
    Distinct interviews in which the persons of persons_raised speak of it.
passages | Passages | count
    Passages in which the persons of persons_raised speak of it as their own matter:
    stretches of one person's words, overlapping codings merged, each once.
passages_hearsay | Passages, hearsay | count
    Passages in which affected persons report it of others or from others.
key_informants | Key informants | count
    Distinct persons of key-informant groups who speak of it in any way; never among
    affected persons.
key_informants_denied | Key informants denying | count
    Distinct persons of key-informant groups with at least one passage denying it.
key_informant_passages | Passages of key informants | count
    Passages of persons of key-informant groups, overlapping codings merged.
documents | Documents | count
    Distinct quoted documents with at least one coding by hand.
largest_contributor_share | Largest contributor's share | share
    Share of the passages in the column passages that come from the one person with
    most of them; near 1 means a single voice.
first_date | First date | date
    Date of the earliest interview in which an affected person speaks of it as their
    own matter.
persons_both | Persons with both | count
    Distinct affected persons who affirm both codes, anywhere in what they say.
persons_a | Persons with A | count
    Distinct affected persons who affirm code A.
persons_b | Persons with B | count
    Distinct affected persons who affirm code B.
persons_same_passage | Persons, same passage | count
    Distinct affected persons who affirm both codes in passages that share words.
persons_same_event | Persons, same event | count
    Distinct affected persons who affirm both codes in codings of the same event; 0
    where no events are coded.
persons_unnamed | Persons: no perpetrator coded | count
    Distinct affected persons who affirm it without any perpetrator or duty-bearer
    coded in any of their passages.
"""

# Columns that stand for each group, perpetrator, mode, code or attribute of a study;
# {value} is which.
FAMILIES = """
persons_ | Persons affirmed: {value} | count
    Distinct affected persons of this group ({value}) who affirm it as their own or
    their group's experience; out of the base column beside it.
base_ | Base: {value} | count
    Affected persons of this group ({value}) who speak in a transcript and whose
    consent allows numbers.
perpetrator_ | Persons: {value} | count
    Distinct affected persons who affirm it and for whom this kind of perpetrator or
    duty-bearer ({value}) is coded in a passage.
mode_ | Persons, {value} | count
    Distinct affected persons who affirm it in a passage coded with the mode {value}.
code_ | {value} | text
    What this person says about the code {value}: ● affirmed, ◐ feared or unclear,
    ○ denied, ◌ hearsay only, blank not raised. In brackets: only suggested by rules,
    not yet read.
attribute_ | {value} | text
    As written in the participants table.
"""


def defined(text: str) -> Iterator[tuple[str, str, str, str]]:
    r"""Read definitions: name, label, kind, words.

    >>> list(defined("turn | Turn | count\n    Number of\n    the turn."))
    [('turn', 'Turn', 'count', 'Number of the turn.')]
    """
    head: list[str] = []
    words: list[str] = []
    for line in [*text.strip().split("\n"), ""]:
        if line.startswith(" "):
            words.append(line.strip())
            continue
        if head:
            name, label, kind = head
            yield name, label, kind, " ".join(words)
        head, words = line.split(" | "), []
