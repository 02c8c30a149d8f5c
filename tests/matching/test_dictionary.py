"""The dictionary read without lemminflect says what lemminflect says."""

import lemminflect

from qualcode.matching.cache import MemoryCache
from qualcode.matching.dictionary import inflections, is_form, made_by_rule
from qualcode.matching.expansion import Expansion
from qualcode.matching.lexicon import forms
from qualcode.matching.packages import package_file
from qualcode.matching.tokens import word_forms
from qualcode.model.pattern import Word

STEP = 20  # every word was compared once; these are enough to see a change


def table(name: str) -> list[str]:
    from gzip import decompress

    data = decompress(package_file("lemminflect", f"resources/{name}")).decode()
    return sorted({line.partition(",")[0].lower() for line in data.split("\n")})


WORDS = [
    *"be can dare ought must will blog burn bless abdomen broadcast people i".split(),  # noqa: SIM905  # one line
    *"zzz grumblebot x 24 don't café".split(),  # noqa: SIM905  # one line
    *table("infl_lu.csv.gz")[1::STEP],
    *table("lemma_lu.csv.gz")[1::STEP],
]


def test_every_word_has_lemminflects_inflections() -> None:
    for word in WORDS:
        theirs = lemminflect.getAllInflections(word)

        assert inflections(word) == {f for each in theirs.values() for f in each}, word
        assert is_form(word) == bool(lemminflect.getAllLemmas(word)), word


def test_words_made_by_rule_are_lemminflects() -> None:
    assert made_by_rule("grumblebot") == {
        "grumblebot",
        "grumblebots",
        "grumbleboted",
        "grumbleboting",
    }


def test_tokens_of_words_are_spacys_with_and_without_a_cache() -> None:
    written = [*WORDS, "id", "cant", "sex-worker", "e-mail", "id-card", "sit-in", "'m"]
    words = [Word(word) for word in written] + [Word("be"), Word("will", "exact")]
    cached = Expansion("en", MemoryCache())
    cached.learn(words)
    tokens = word_forms({form for word in words for form in forms(word)}, "en")
    for word in words:
        found = {
            each for form in forms(word) for each in (tokens[form], (form,)) if each
        }

        assert set(cached.of(word)) == found, word
