"""What stands on each sheet of the theme workbook, in words: order, titles, units."""

from dataclasses import dataclass

__all__ = ["PLANS", "SheetPlan"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetPlan:
    """One sheet: its table, its sentences, what is hidden, linked, charted.

    ``key`` is the column by which numbers lead to passages; ``indented`` the column
    that shows levels; ``bars`` None means the persons affirmed. ``numbers``: the sheet
    has numbers that footers about lost or disputed codings belong to. ``{base}`` and
    ``{by}`` stand for the base and the attribute that groups are made of.
    """

    name: str
    table: str
    title: str
    intro: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    key: str = ""
    indented: str = ""
    bars: tuple[str, ...] | None = None
    chart: str = ""
    category: str = ""
    frozen: int = 1
    numbers: bool = True
    empty: str = "No rows."


UNIT = """Unit: distinct affected persons, of {base} (base); passages and interviews
where a header says so. Suggested numbers are rules', read by nobody; never add the two.
"""

# In the CSV twins only: a sheet of forty columns is read by nobody.
IN_CSV = (
    *("passages_hearsay", "passages_hearsay_suggested"),
    *("key_informants_denied", "key_informants_denied_suggested"),
    *("key_informant_passages", "key_informant_passages_suggested"),
    *("documents_suggested", "largest_contributor_share_suggested"),
    *("first_date", "first_date_suggested"),
)

PLANS = (
    SheetPlan(
        name="Themes",
        table="themes",
        title="Themes: how many persons speak of them",
        intro=(UNIT, "A person who affirms two codes of a theme counts once."),
        hidden=("theme", "recall", *IN_CSV),
        key="theme",
        chart="Persons by theme, of {base} affected persons",
        category="theme_label",
    ),
    SheetPlan(
        name="Codes",
        table="codes",
        title="Codes: how many persons speak of them",
        intro=(UNIT, "Follow a number to its passages. Zero is a result."),
        hidden=("theme", "parent", "level", *IN_CSV),
        key="code",
        indented="code_label",
        frozen=3,
    ),
    SheetPlan(
        name="By group",
        table="by_group",
        title="Codes by group of persons",
        intro=(
            (
                "Unit: distinct affected persons who affirm it, by {by}; the base of "
                "each group stands beside it."
            ),
        ),
        hidden=("theme",),
        bars=(),
        frozen=2,
    ),
    SheetPlan(
        name="Rights",
        table="rights",
        title="Rights potentially engaged",
        intro=(
            UNIT,
            (
                "A person with two codes under a right counts once. Whether a right "
                "was violated is for a lawyer to say."
            ),
        ),
    ),
    SheetPlan(
        name="Perpetrators",
        table="perpetrators",
        title="Perpetrators and duty-bearers, as coded",
        intro=(
            UNIT,
            (
                "Who names two counts in both columns. Nothing is inferred from a "
                "code's usual perpetrators."
            ),
        ),
        hidden=("theme",),
        bars=(),
        frozen=2,
    ),
    SheetPlan(
        name="Together",
        table="together",
        title="Codes that the same persons affirm",
        intro=(UNIT, "Together does not mean that one led to the other."),
        hidden=("code_a", "code_b"),
        bars=("persons_both",),
        empty="No two codes are affirmed by the same person.",
    ),
    SheetPlan(
        name="Contrary",
        table="contrary",
        title="What denies or qualifies the codes",
        intro=(
            "A row a passage. A code without rows was searched, and none was found.",
        ),
        hidden=("theme", "code", "quotable"),
        empty="Searched in all transcripts and documents; none was found.",
    ),
    SheetPlan(
        name="Case × code",
        table="case_by_code",
        title="Cases: what each person says about each code",
        intro=(
            (
                "A row a person. ● affirmed, ◐ feared or unclear, ○ denied, ◌ hearsay "
                "only; in brackets: suggested by rules, unread; blank: not raised."
            ),
        ),
        bars=(),
        frozen=2,
    ),
    SheetPlan(
        name="Quotes",
        table="quotes",
        title="Quotes, as consent allows",
        intro=(
            (
                "A row a quote. Paraphrase-only persons stand without words. Status "
                "says whether a person has confirmed the coding."
            ),
        ),
        hidden=("key", "theme", "code", "start", "end", "person"),
        numbers=False,
        empty="No passage may be quoted yet: see consent, and confirm codings.",
    ),
    SheetPlan(
        name="Passages",
        table="passages",
        title="Passages: what every number counts",
        intro=(
            (
                "A row a passage and person, by code; confirmed first, then suggested. "
                "Words stand here as consent allows."
            ),
        ),
        hidden=("theme",),
        numbers=False,
        frozen=1,
    ),
    SheetPlan(
        name="Codebook",
        table="codebook",
        title="Codebook",
        intro=(
            (
                "A row a code. The column Rules says how many there are; in words they "
                "stand in csv/codebook.csv, and in `qualcode codebook show CODE`."
            ),
        ),
        numbers=False,
        bars=(),
        frozen=3,
    ),
    SheetPlan(
        name="Sources",
        table="sources",
        title="Sources: transcripts, interviews, documents",
        intro=(
            (
                "A row a source. A person may have several interviews, and an "
                "interview several persons."
            ),
        ),
        numbers=False,
        bars=(),
    ),
    SheetPlan(
        name="Notes & provenance",
        table="notes",
        title="Notes and provenance",
        numbers=False,
        bars=(),
    ),
)
