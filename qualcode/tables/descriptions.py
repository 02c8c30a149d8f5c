"""The words in which columns that are not counted twice are defined.

The form is that of `qualcode.tables.definitions`.
"""

__all__ = ["DESCRIBING"]

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
quote | Words said | long
    The words, exactly as in the transcript.
status | Status | text
    confirmed (decided by a person), suggested (by a rule, unread), rejected, or
    disputed (coders disagree; in neither number).
origin | Origin | text
    manual (by hand, imported tables included), or the id of the rule that suggested it.
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
words | Number of words | count
    Number of words, as separated by spaces.
code_a | Code A id | id
    The first code's id in the codebook.
code_a_label | Code A | text
    What the first code is called.
code_b | Code B id | id
    The second code's id in the codebook.
code_b_label | Code B | text
    What the second code is called.
contrary_kind | Kind | text
    denied, official position (a key informant denies it), document (a quoted one
    denies it), fair treatment (of the same duty-bearer, or told in a transcript where
    this is raised), or hearsay only.
source | Source | id
    Id of the participant, transcript, interview or document.
source_type | Type | text
    transcript, interview without transcript, or document.
title | Title | text
    A document's title; the issuer and year.
consent | Consent | text
    The level of consent; where none is recorded, only numbers are allowed.
quotable | May be quoted | text
    Whether everyone whose words these are allowed it.
date | Date | date
    The interview's date, as recorded; a document's year.
place | Place | text
    The interview's place, as recorded.
language | Language | text
    The interview's language.
interpreter | Interpreter | text
    Whether an interpreter took part, as recorded.
turns | Turns | count
    Number of turns of the transcript.
decided_codings | Codings decided | count
    Codings made or confirmed by persons, counted or not.
open_suggestions | Suggestions unread | count
    Suggestions of rules that nobody has read.
fact | Fact id | id
    What is said, as an id.
fact_label | Fact | text
    What is said, in words.
value | Value | text
    The number or the words.
note | Note | text
    What the note is about.
text | Text | long
    What there is to know.
right | Right | text
    The right that may be engaged, as the codebook names it.
instruments | Instruments | long
    Articles that protect it, as the codebook names them.
codes | Codes | long
    Ids of the codes that name the right.
persons_total | Persons known | count
    Distinct persons of the group in the participants table or heard in a transcript,
    whatever their consent.
persons_speaking | Persons heard | count
    Distinct persons of the group who speak in at least one transcript.
persons_counted | Persons counted | count
    Distinct persons of the group who speak in at least one transcript and whose
    consent allows numbers.
persons_quotable | Persons quotable | count
    Persons counted whose consent allows quoting, with or without the pseudonym.
group_label | Group name | text
    What the group is called.
contrary | Contrary passages | count
    Passages listed in the table Contrary under codes of the theme.
quote_id | Quote no. | id
    Number in the order of this output; changes when quotes are added.
use | Use | text
    quote, or paraphrase: the person did not allow their words to be printed.
edits | Edits | text
    What was changed in the words: none.
attribution_line | Attribution | text
    The line to print under the quote, as far as consent allows.
person_ref | Person as printed | text
    The pseudonym where consent allows it, else the role.
interview_month | Month | text
    Year and month of the interview.
confirmed_by | Confirmed by | text
    Everyone who coded or confirmed it; blank while only suggested.
flags | Flags | text
    What to bear in mind before printing it.
locator | Where | text
    Interview or transcript, turn, time.
"""
