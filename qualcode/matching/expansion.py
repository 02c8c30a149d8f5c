"""Words of rules as sequences of token forms, remembered between runs.

In:  words as rules write them, and a cache.
Out: for each the sequences of forms it may appear as: `id` is i + d, `sex-worker` is
     sex + worker, `evict` is any of four single forms. The slow part (spaCy, the
     lexicon) is imported only for words never seen before.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from qualcode.matching.cache import MATCHING_VERSION, Cache, digest, pack, unpack
from qualcode.matching.packages import spacy_version
from qualcode.matching.tokens import normalise
from qualcode.model.pattern import Word

__all__ = ["Expansion", "Forms", "prefix"]

# Sequences of forms; nearly always of one form each
Forms = tuple[tuple[str, ...], ...]


@dataclass(slots=True)
class Expansion:
    """What words stand for in one language; new words are looked up in one go."""

    language: str
    cache: Cache | None = None
    _known: dict[str, Forms] | None = field(default=None, repr=False)

    def learn(self, wanted: Iterable[Word]) -> None:
        """Look up the words that are not known yet, and remember them."""
        known = self._loaded()
        new = {_name(word): word for word in wanted if _name(word) not in known}
        if not new:
            return
        known.update(_looked_up(new, self.language))
        if self.cache is not None:
            self.cache.put(self._key(), pack({}, dict(sorted(known.items()))))

    def of(self, word: Word) -> Forms:
        """Return the sequences of forms that a word may appear as, sorted.

        >>> Expansion("en").of(Word("sex-worker"))
        (('sex', 'worker'), ('sex', 'workers'), ('sex-worker',), ('sex-workers',))
        """
        self.learn([word])
        return self._loaded()[_name(word)]

    def _loaded(self) -> dict[str, Forms]:
        if self._known is None:
            kept = self.cache.get(self._key()) if self.cache is not None else None
            self._known = _read(kept)
        return self._known

    def _key(self) -> str:
        return f"words-{digest(MATCHING_VERSION, spacy_version(), self.language)}"


def _name(word: Word) -> str:
    return f"={word.text}" if word.kind == "exact" else word.text


def _read(kept: bytes | None) -> dict[str, Forms]:
    block = unpack(kept)
    return {
        name: tuple(map(tuple, sequences))
        for name, sequences in (block.about if block else {}).items()
    }


def _looked_up(new: dict[str, Word], language: str) -> dict[str, Forms]:
    from qualcode.matching.lexicon import forms
    from qualcode.matching.tokens import word_forms

    written = {name: forms(word, language) for name, word in new.items()}
    tokens = word_forms(
        (form for all_forms in written.values() for form in all_forms), language
    )
    # The form itself too: spaCy takes "id" apart, but not "ID", and "'m" only alone
    return {
        name: tuple(
            sorted(
                {
                    sequence
                    for form in all_forms
                    for sequence in (tokens[form], (form,))
                    if sequence
                }
            )
        )
        for name, all_forms in written.items()
    }


def prefix(word: Word) -> tuple[str, ...]:
    """Return the whole forms and the stem that a word with `*` asks for.

    >>> prefix(Word("sex-work", "prefix")), prefix(Word("id", "prefix"))
    (('sex', 'work'), ('id',))
    """
    return tuple(normalise(word.text).split("-"))
