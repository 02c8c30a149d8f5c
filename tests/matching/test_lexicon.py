"""A word of a rule stands for its inflections, and for nothing else."""

import pytest
from matching.conversations import codebook, near, patterns, rule

from qualcode.errors import CodebookError
from qualcode.matching.compiled import compile_pattern, words
from qualcode.matching.lexicon import forms, known
from qualcode.model import WordList, parse_pattern
from qualcode.model.pattern import Word

TABLE = """
evict: evict evicted evicting evicts
throw: threw throw throwing thrown throws
beat: beat beaten beating beats
hit: hit hits hitting
strike: stricken strike strikes striking struck
steal: steal stealing steals stole stolen
seek: seek seeking seeks sought
bring: bring bringing brings brought
swear: swear swearing swears swore sworn
go: go goes going gone went
take: take taken takes taking took
leave: leave leaves leaving left
flee: fled flee fleeing flees
rape: rape raped rapes raping
rob: rob robbed robbing robs
deny: denied denies deny denying
die: dice die died dies dying
cut: cut cuts cutting
put: put puts putting
pay: paid pay payed paying pays
kidnap: kidnap kidnaped kidnaping kidnapped kidnapping kidnaps
travel: travel traveled traveling travelled travelling travels
traffic: traffic trafficked trafficking traffics
traffick: traffick trafficked trafficking trafficks
knife: knife knifed knifes knifing knives
child: child children
woman: woman women
wife: wife wives
foot: feet foot footed footing foots
landlady: landladies landlady
bus: bus bused buses busing bussed busses bussing
kettle: kettle kettled kettles kettling
criminalise: criminalise criminalised criminalises criminalising
sex-worker: sex-worker sex-workers
sit-in: sit-in sit-ins
café: café cafés
children: children
arrested: arrested
them: them
not: not
no: no
out: out
seven: seven
don't: don't
24: 24
"""


@pytest.mark.parametrize("line", TABLE.strip().split("\n"), ids=lambda x: x[:9])
def test_a_word_has_these_forms(line: str) -> None:
    word, _, expected = line.partition(": ")

    assert " ".join(forms(Word(word))) == expected


def test_a_form_made_by_rule_is_never_another_word() -> None:
    assert "coping" not in forms(Word("cop"))
    assert "cops" in forms(Word("cop"))


def test_exact_words_and_other_languages_are_not_inflected() -> None:
    assert forms(Word("throw", "exact")) == ("throw",)
    assert forms(Word("haus"), "de") == ("haus",)


def test_short_forms_belong_to_their_verbs() -> None:
    assert "'m" in forms(Word("am", "exact"))
    assert {"'m", "'re"} < set(forms(Word("be")))


def test_the_lexicon_knows_words_of_the_field() -> None:
    unknown = [word for word in "landlrod evixt".split() if not known(word)]  # noqa: SIM905  # one line

    assert unknown == ["landlrod", "evixt"]
    assert all(map(known, ["landlords", "cop", "kettled", "whatsapp", "sex-worker"]))


def test_a_rules_words_can_be_shown() -> None:
    lists = (WordList(id="who", entries=patterns("officer", "=his =men")),)
    book = codebook(
        rule("throw/chuck* ~3 =out"), near("@who", "id", code="other"), lists=lists
    )

    assert words(book, "code") == (
        (
            "code/throw/chuck* ~3 =out",
            "throw/chuck* ~3 =out",
            1,
            "throw",
            "threw throw throwing thrown throws",
        ),
        ("code/throw/chuck* ~3 =out", "throw/chuck* ~3 =out", 1, "chuck*", "chuck*"),
        ("code/throw/chuck* ~3 =out", "throw/chuck* ~3 =out", 2, "=out", "out"),
    )
    assert [row[2:] for row in words(book, "other")] == [
        (1, "@who: officer", "officer officers"),
        (1, "@who: =his", "his"),
        (1, "@who: =men", "men"),
        (2, "id", "i_d id ids"),
    ]
    assert words(book, "none") == ()


def test_a_list_may_name_lists_but_not_itself_for_ever() -> None:
    lists = (
        WordList(id="a", entries=patterns("@b", "x")),
        WordList(id="b", entries=patterns("y", "@a")),
    )
    (step,) = compile_pattern(parse_pattern("@a"), lists)

    assert "y" in step.sequences[0][0].forms
    with pytest.raises(CodebookError, match="no list"):
        compile_pattern(parse_pattern("@c"), lists)
