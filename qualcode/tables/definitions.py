"""The words in which columns are defined; `qualcode.tables.columns` makes them.

A definition: name, label and kind on a line, then, indented, its words. They name the
unit (persons, interviews, passages …) and, for persons, of whom. No column is called
n, count or %.
"""

from collections.abc import Iterator

__all__ = ["DESCRIBING", "FAMILIES", "TWINNED", "defined"]

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

DESCRIBING = """
group_persons | Affected persons (base) | count
    Affected persons who speak in at least one transcript and whose consent allows
    numbers: what every number of affected persons is out of.
rule_share | Share found by rules | share
    Share of the decided codings counted here that confirm a rule's suggestion; the
    others were made by hand or imported.
recall | Recall | text
    How much of what is there the rules find. Unknown until it has been measured.
reading_note | Reading note | long
    What to bear in mind when reading this row.
theme | Theme id | id
    The theme's id in the codebook.
theme_label | Theme | text
    The theme's heading.
code | Code id | id
    The code's id in the codebook.
code_label | Code | text
    What the code is called.
code_kind | Kind of code | text
    violation, or context: context codes are kept out of totals of violations.
parent | Parent code | id
    The code that this one is part of; a parent counts each person and passage of
    its parts once.
level | Level | count
    Depth below the theme: 0 for codes, 1 for their parts.
key | Key | id
    The coding's id; for suggestions a key made of transcript, code and words.
transcript | Transcript | id
    The transcript's, or quoted document's, id.
interview | Interview | id
    The interview's id.
start | Start | count
    Where it starts in the transcript's text, in characters (code points) from 0.
end | End | count
    Where it ends in the transcript's text: the first character after it.
turn | Turn | count
    Number of the turn it starts in, from 1; 0 in documents and where lost.
start_ms | Time | count
    Milliseconds from the start of the recording to the turn it starts in; blank
    where the transcript tells no times.
quote | Words | long
    The words, exactly as in the transcript.
status | Status | text
    confirmed (decided by a person), suggested (by a rule, unread), rejected, or
    disputed (coders disagree; in neither number).
origin | Origin | text
    manual, import, or the id of the rule that suggested it.
coder | Coder | text
    Who coded or confirmed it; blank for suggestions.
coders | Coders | text
    Everyone who coded or confirmed it.
persons | Persons | text
    Ids of the participants whose words it touches.
person | Person | id
    The participant's id.
pseudonym | Pseudonym | text
    The pseudonym, never the name.
group | Group | text
    The participant's group.
kind | Kind of source | text
    affected, key_informant, or document.
interpreted | Interpreted | text
    Whether they are an interpreter's words for the participant.
assertion | Assertion | text
    affirmed, feared, unclear, or denied.
experiencer | Experiencer | text
    Whose experience: self, group (including the speaker), other, or hearsay.
class | Counted as | text
    affirmed, feared, denied, unclear (own or group's matter), or hearsay.
time_scope | Time and place | text
    in the period and place studied, before, or elsewhere.
perpetrators | Perpetrators | text
    Kinds of perpetrator or duty-bearer, as coded.
mode | Mode | text
    act, threat, omission, rule; blank when not coded.
event | Event | id
    The event it is part of, when coded.
memo | Memo | long
    The coder's note.
rule | Rule | id
    The rule that suggested it.
rules | Rules | text
    The rules that suggested it.
reasons | Why | long
    Why the rule suggested it: the words that matched, the words the guards read.
state | Anchor | text
    kept or moved: it stands in today's text; ambiguous or lost: it does not.
version | Version of text | id
    First 12 hex digits of the SHA-256 of the text it was made on.
at | When | text
    When it was decided.
counted | Counted | text
    Whether it enters any number.
why_not_counted | Why not counted | text
    Why it enters no number.
codings | Codings | text
    Keys of the codings merged in this passage.
words | Words | count
    Number of words, as separated by spaces.
locator | Where | text
    Interview or transcript, turn, time.
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
