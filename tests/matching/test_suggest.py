"""Rules suggest codings: what must not fire first, then what must, then the laws."""

import unicodedata
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from matching.conversations import (
    codebook,
    conversation,
    found,
    near,
    patterns,
    quotes,
    rule,
    words,
)

from qualcode.errors import CodebookError
from qualcode.matching.counts import count
from qualcode.matching.suggest import suggest
from qualcode.matching.vocabulary import words as words_of
from qualcode.model import Guards, Rule, WordList, parse_pattern

EVICT = rule("evict")
THROW = rule("throw ~3 =out")

SAID = st.lists(
    st.sampled_from(
        sorted(words_of("they threw us out the landlord evicted me . , ? not"))
    ),
    max_size=14,
).map(" ".join)
TURNS = st.lists(st.tuples(st.sampled_from("IPQ"), SAID), max_size=6)
TALKS = TURNS.map(lambda turns: "\n".join(f"{who}: {said}" for who, said in turns))
BOOK = codebook(
    THROW,
    rule("evict/throw", unit="match"),
    rule("landlord ~4 me/us", code="other", unit="turn"),
    near("landlord", "out", within="turn", code="other", tier="net"),
)


def test_the_interviewer_never_fires() -> None:
    assert not found(EVICT, "I: Were you evicted?")
    assert not found(rule("evict", speaker="any"), "I: Were you evicted?")


def test_another_speaker_fires_only_where_the_rule_hears_any() -> None:
    assert not found(EVICT, "O: We evicted them.")
    assert found(rule("evict", speaker="any"), "O: We evicted them.")


def test_an_interpreter_fires_once_it_is_known_for_whom() -> None:
    said = "T: They evicted her."

    assert not suggest(codebook(EVICT), [conversation(said)])
    assert suggest(codebook(EVICT), [conversation(said, interpreted="p1")])


def test_a_rule_does_not_cross_turns_or_sentences() -> None:
    assert not found(THROW, "P: They threw us\nP: out of the house")
    assert not found(THROW, "P: They threw us. Out of the house we went.")


def test_a_part_of_a_longer_word_is_no_match() -> None:
    assert not found(rule("rent"), "P: My parents were different.")
    assert not found(rule("=out"), "P: It was an outrage.")


def test_a_gap_counts_words_only() -> None:
    assert quotes(THROW, "P: They threw -- my [sighs] own, bags, out.")
    assert not quotes(THROW, "P: They threw my own four bags out.")


def test_notes_are_invisible_and_stay_in_the_quote() -> None:
    said = "P: They threw us [laughs] (pause) out."

    assert quotes(THROW, said) == ["They threw us [laughs] (pause) out."]
    assert not found(rule("laugh"), said)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("=did =not", "They didn’t."),
        ("=did =not", "They didn't."),
        ("=can't", "I cannot."),
        ("cant", "I can't."),
        ("not", "We won't."),
        ("=wouldn't", "He wouldn’t."),
        ("id", "They took my ID."),
        ("=i =am", "I’m afraid."),
        ("sex-worker", "I am a sex worker."),
        ("sex_worker", "The sex-workers left."),
        ("café", "in the cafe\u0301"),
        ("deport*", "There were deportations."),
        ("beat", "He be\u00adat me."),
        ("beat", "He be\u200bat me."),
        ("house", "My “house”!"),
        ("straße", "auf der STRASSE"),
    ],
)
def test_a_word_is_found_however_it_is_written(written: str, said: str) -> None:
    said = f"P: {unicodedata.normalize('NFC', said)}"

    assert found(rule(written), said)


def test_spans_point_into_the_text_behind_emoji_and_soft_hyphens() -> None:
    said = "P: 😀 👩‍👩‍👧 they ev\u00adict\u200bed us"
    suggestions = found(rule("evict", unit="match"), said)

    assert [each.quote for each in suggestions] == ["ev\u00adict\u200bed"]


def test_the_passage_is_the_rules_unit() -> None:
    said = "P: We paid.  They threw us out!  That was it."

    assert quotes(THROW, said) == ["They threw us out!"]
    assert quotes(rule("throw ~3 =out", unit="match"), said) == ["threw us out"]
    assert quotes(rule("throw ~3 =out", unit="turn"), said) == [said[3:]]


def test_overlapping_passages_of_one_code_are_one_suggestion_with_all_reasons() -> None:
    book = codebook(THROW, rule("bag"), rule("bag", code="other"))
    suggestions = found(book, "P: They threw my bags out.")

    assert [each.code for each in suggestions] == ["code", "other"]
    assert [each.rule for each in suggestions[0].reasons] == [
        "code/throw ~3 =out",
        "code/bag",
    ]


def test_a_suggestion_is_as_strong_as_its_strongest_hit() -> None:
    (one,) = found(rule("hit"), "P: They did not hit her, they hit me.")

    assert (one.assertion, one.experiencer) == ("affirmed", "self")
    assert [each.assertion for each in one.reasons] == ["denied", "affirmed"]
    assert [each.kind for each in one.reasons[0].cues].count("negation") == 1


def test_a_guard_that_blocks_drops_the_hit() -> None:
    block = rule("hit", guards=Guards(negation="block"))

    assert not found(block, "P: They did not hit me.")
    assert found(block, "P: They hit me.")


def test_net_rules_suggest_apart_from_code_rules() -> None:
    book = codebook(rule("bag", tier="net"), THROW)
    suggestions = found(book, "P: They threw my bags out.")

    assert [each.tier for each in suggestions] == ["code", "net"]


def test_unless_blocks_what_it_overlaps_and_what_shares_its_clause() -> None:
    guarded = rule("=out", unless=patterns("night =out", "cinema"))

    assert not found(guarded, "P: We had a night out.")
    assert not found(guarded, "P: We went out to the cinema.")
    assert found(guarded, "P: He threw me out when I came from the cinema.")


def test_context_stands_in_the_turn_or_in_the_question() -> None:
    needs = rule("letter", context=patterns("evict"))

    assert not found(needs, "P: There was no letter.")
    assert found(needs, "P: We were evicted. There was no letter.")
    assert found(needs, "I: Were you evicted?\nP: There was no letter.")


def test_a_yes_affirms_and_a_no_denies_what_was_asked() -> None:
    hit = rule("hit")
    said = "I: Did the police hit you?\nP: No, never. We left."
    (denied,) = found(hit, said)
    (affirmed,) = found(hit, "I: Did the police hit you?\nP: Yes, in March.")

    assert not found(hit, "I: Did the police hit you?\nP: I live in Porto.")
    assert not found(hit, "I: Did they hit you?\nI: Where?\nP: Yes.")
    assert (denied.assertion, denied.quote, denied.turn) == ("denied", "No, never.", 2)
    assert denied.reasons[0].question
    assert words([denied], said) == [["hit"]]
    assert (affirmed.assertion, affirmed.quote) == ("affirmed", "Yes, in March.")


def test_only_what_is_asked_can_be_answered() -> None:
    have = rule("have ~2 community")

    assert not found(have, "I: You have a community. I enjoy it.\nP: Yeah, me too.")
    assert not found(have, "I: You have a community. Do you like it?\nP: Yes.")
    assert found(have, "I: I see. So you have a community.\nP: Yes.")
    assert found(have, "I: Do you have a community? Tell me.\nP: Yes.")


def test_patterns_in_several_sentences_are_asked_when_all_of_them_ask() -> None:
    both = near("stick", "police", within="turn")

    assert not found(both, "I: Police came. With a stick?\nP: Yes.")
    assert found(both, "I: Police? With a stick?\nP: Yes.")


YOU = {
    "hit ~3 =me/=us": "Did the police hit you?",
    "take ~3 =my phone": "Did they take your phone?",
    "take ~3 @mine": "Did they take your phone?",
    "=i =was arrest": "So you was arrested?",
    "@person =was arrest": "So you was arrested?",
}
LISTS = (
    WordList(id="mine", entries=patterns("=my_phone", "=mine")),
    WordList(id="person", entries=patterns("=i", "=we")),
)


@pytest.mark.parametrize(("written", "question"), YOU.items(), ids=list(YOU))
def test_you_in_a_question_is_the_person_who_answers(
    written: str, question: str
) -> None:
    book = codebook(rule(written), lists=LISTS)
    (affirmed,) = found(book, f"I: {question}\nP: Yes.")
    (denied,) = found(book, f"I: {question}\nP: No, never.")

    assert not found(book, f"P: {question}\nI: I see.\nP: Yes.")
    assert not found(book, f"I: {question.replace('you', 'her')}\nP: Yes.")
    assert (affirmed.assertion, affirmed.experiencer) == ("affirmed", "self")
    assert (denied.assertion, denied.experiencer) == ("denied", "self")


def test_others_in_a_question_are_not_the_person_who_answers() -> None:
    (other,) = found(rule("hit"), "I: Did they hit him?\nP: Yes.")

    assert not found(rule("hit ~3 =me"), "I: Did they hit him?\nP: Yes.")
    assert not found(rule("hit ~3 =me"), "P: They hit you there. Yes.")
    assert other.experiencer == "other"


def test_you_stands_for_me_in_near_patterns_exceptions_and_contexts() -> None:
    close = near("hit", "=me", within=4)
    unless = rule("hit", unless=patterns("=my car"))
    context = rule("hit", context=patterns("=me"))

    assert not found(unless, "I: Did they hit your car?\nP: Yes.")
    assert not found(context, "I: Did they hit him?\nP: Yes.")
    assert not found(context, "P: They come for you. They hit him.")
    assert found(close, "I: Were you beaten, did they hit you?\nP: Yes.")
    assert found(unless, "P: They hit your car.")
    assert found(context, "I: Did they hit you?\nP: Yes.")
    assert found(context, "I: What did they do to you?\nP: They hit, hard.")


def test_of_each_person_the_first_turn_answers() -> None:
    hit = rule("hit")
    once = "I: Did they hit you?\nP: I left.\nP: Yes, I left."
    again = "I: Did they hit you?\nP: Yes.\nO: Oh.\nP: No, I left."
    both = "I: Did they hit you?\nP: [sighs]\nP: Yes.\nQ: No.\nP: No."

    assert not found(hit, once)
    assert [(each.turn, each.assertion) for each in found(hit, again)] == [
        (2, "affirmed")
    ]
    assert [(each.turn, each.assertion) for each in found(hit, both)] == [
        (3, "affirmed"),
        (4, "denied"),
    ]


def test_an_interpreter_answers_for_the_participant() -> None:
    said = "I: Did they hit you?\nP: Yes.\nT: Yes, he says."
    talk = conversation(said, interpreted="P")

    assert [each.turn for each in suggest(codebook(rule("hit")), [talk])] == [2]


def test_rules_that_ignore_negation_do_not_read_answers() -> None:
    ignores = rule("letter", guards=Guards(negation="ignore"))
    blocks = rule("letter", guards=Guards(negation="block"))

    assert not found(ignores, "I: Was there a letter?\nP: No.")
    assert not found(blocks, "I: Was there a letter?\nP: No.")
    assert found(blocks, "I: Was there a letter?\nP: Yes.")


def test_patterns_near_each_other_in_a_turn_make_one_passage() -> None:
    across = near("stick", "police", within="turn")

    assert quotes(across, "P: A stick. We ran. The police came. Then we hid.") == [
        "A stick. We ran. The police came."
    ]


def test_lists_are_written_out_with_their_inflections() -> None:
    lists = (WordList(id="who", entries=patterns("officer", "housing_office")),)
    book = codebook(rule("@who ~2 =came"), lists=lists)

    assert quotes(book, "P: Two officers came. The housing office came.") == [
        "Two officers came.",
        "The housing office came.",
    ]


def test_a_list_that_there_is_not_is_named_with_its_line() -> None:
    with pytest.raises(CodebookError, match="no list `@who`"):
        found(rule("@who"), "P: They came.")


def test_near_patterns_come_in_any_order() -> None:
    close = near("stick", "police", within=2)

    assert found(close, "P: The stick of the police.")
    assert found(close, "P: Police with a stick.")
    assert not found(close, "P: Police came into the yard with a stick.")
    assert not found(close, "P: Police. A stick.")
    assert found(near("stick", "police", within="turn"), "P: Police. A stick.")


def test_a_regular_expression_sees_one_sentence_in_any_case() -> None:
    expression = Rule(
        id="r", code="code", kind="regex", written="r", regex=r"^no\w* \w+'t"
    )

    assert not found(expression, "P: I said nobody can't.")
    assert quotes(expression, "P: I left. Nobody don’t care [no x't].") == [
        "Nobody don’t care [no x't]."
    ]


def test_a_regular_expression_that_runs_out_of_time_fails_and_is_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("qualcode.matching.expert.SECONDS", 0.05)
    slow = Rule(
        id="code/slow", code="code", kind="regex", written="r", regex=r"(\w|\w\w)+ $"
    )

    with pytest.raises(CodebookError, match="`code/slow` ran out of time"):
        found(slow, "P: " + "a" * 60 + " b")


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "regex", "regex": "(out"},
        {"kind": "spacy", "spacy": '[{"LEMMA": "be"}]'},
        {"kind": "spacy", "spacy": '[{"NO_SUCH": "be"}]'},
        {"kind": "spacy", "spacy": "not json"},
        {"kind": "spacy", "spacy": "[]"},
        {"kind": "spacy", "spacy": "3"},
    ],
    ids=lambda wrong: str(wrong.get("regex") or wrong.get("spacy")),
)
def test_an_expression_that_cannot_be_used_is_a_codebook_error(
    wrong: dict[str, str],
) -> None:
    with pytest.raises(CodebookError, match="has a mistake"):
        found(rule("x", **wrong), "P: out")


def test_a_token_pattern_matches_inside_a_sentence() -> None:
    pattern = '[{"LOWER": "pushed"}, {"IS_PUNCT": true, "OP": "?"}, {"LOWER": "me"}]'
    expert = Rule(id="s", code="code", kind="spacy", written="s", spacy=pattern)

    assert quotes(expert, "P: They pushed, me. He pushed [sighs] me.") == [
        "They pushed, me.",
        "He pushed [sighs] me.",
    ]
    assert not found(expert, "P: They pushed. Me they left.")


def test_the_matched_words_are_pointed_at() -> None:
    said = "P: They threw us out of the landlord’s house."

    assert words(found(rule("throw ~3 =out ~3 landlord"), said), said) == [
        ["threw", "out", "landlord"]
    ]


@given(TALKS)
def test_a_suggestion_quotes_the_text_inside_one_turn(said: str) -> None:
    transcript = conversation(said)

    for each in suggest(BOOK, [transcript]):
        (turn,) = transcript.turns_in(each.span)
        assert each.quote == each.span.of(said)
        assert turn.number == each.turn
        assert turn.span.contains(each.span)
        assert turn.speaker.role == "participant"
        for reason in each.reasons:
            (where,) = {t for word in reason.matched for t in transcript.turns_in(word)}
            assert (where == turn) == (not reason.question)
            assert reason.question == (where.speaker.role == "interviewer")


@given(TALKS)
def test_suggestions_of_one_code_and_tier_do_not_overlap(said: str) -> None:
    suggestions = suggest(BOOK, [conversation(said)])

    for number, one in enumerate(suggestions):
        for other in suggestions[number + 1 :]:
            same = (one.code, one.tier) == (other.code, other.tier)
            assert not (same and one.span.overlaps(other.span))


@given(st.lists(TALKS, max_size=4), st.randoms(use_true_random=False))
def test_the_order_of_transcripts_decides_only_the_order(
    said: list[str], chance: Random
) -> None:
    transcripts = [conversation(each, f"I{n}") for n, each in enumerate(said)]
    mixed = list(transcripts)
    chance.shuffle(mixed)
    place = {transcript.id: n for n, transcript in enumerate(transcripts)}
    alone = [each for one in transcripts for each in suggest(BOOK, [one])]

    assert list(suggest(BOOK, transcripts)) == alone
    assert sorted(suggest(BOOK, mixed), key=lambda s: place[s.transcript]) == alone


@given(TALKS, SAID)
def test_a_turn_before_shifts_suggestions_and_changes_nothing_else(
    said: str, before: str
) -> None:
    line = f"P: {before}\n"
    old = suggest(BOOK, [conversation(said)])
    new = suggest(BOOK, [conversation(line + said)])
    moved = [(each.span.shifted(len(line)), each.code, each.assertion) for each in old]
    shifted = [
        (each.span, each.code, each.assertion)
        for each in new
        if each.span.start >= len(line)
    ]

    assert shifted == moved


@given(TALKS)
def test_counts_are_the_counts_of_suggestions(said: str) -> None:
    suggestions = suggest(BOOK, [conversation(said)])

    for each in count(BOOK, [conversation(said)]):
        those = [s for s in suggestions if (s.code, s.tier) == (each.code, each.tier)]
        assert each.suggestions == len(those)
        assert each.transcripts == bool(those)
        for assertion, number in each.assertions:
            assert number == sum(s.assertion == assertion for s in those)


def test_only_the_codes_asked_for_are_suggested() -> None:
    said = [conversation("P: They threw us out, the landlord and them, me too.")]

    assert {each.code for each in suggest(BOOK, said, codes=["other"])} == {"other"}
    assert {each.code for each in count(BOOK, said, codes=["other"])} == {"other"}


def test_nothing_to_ask_or_to_read_is_no_suggestion() -> None:
    empty = conversation("")

    assert suggest(codebook(), [conversation("P: out")]) == ()
    assert suggest(BOOK, []) == suggest(BOOK, [empty]) == ()
    assert all(not each.suggestions for each in count(BOOK, [empty]))
    assert parse_pattern("evict").written == "evict"
