"""Words of rules as sequences of token forms, remembered between runs.

In:  words as rules write them, and a cache.
Out: for each the sequences of forms it may appear as: `id` is i + d, `sex-worker` is
     sex + worker, `evict` is any of four single forms.

Words never seen before are looked up in the dictionary. spaCy is imported for them only
when it may cut them in its own way; what it does with the English words that it treats
as special is kept as well.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from qualcode.matching.cache import MATCHING_VERSION, Cache, digest, pack, unpack
from qualcode.matching.packages import spacy_version
from qualcode.matching.tokens import normalise, tokeniser, word_forms
from qualcode.model.pattern import Word

__all__ = ["Expansion", "Forms", "prefix"]

# Sequences of forms; nearly always of one form each
Forms = tuple[tuple[str, ...], ...]

# Words that spaCy cuts at hyphens only, unless a part of them is special
_PLAIN = re.compile(r"[a-z]{2,}(-[a-z]{2,})*")
_SHORT_FORMS = ("'m", "'re", "'ve", "'ll")


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
        known.update(self._looked_up(new))
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

    def _looked_up(self, new: Mapping[str, Word]) -> dict[str, Forms]:
        from qualcode.matching.lexicon import forms

        written = {name: forms(word, self.language) for name, word in new.items()}
        tokens = self._tokens({form for each in written.values() for form in each})
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

    def _tokens(self, forms: Collection[str]) -> dict[str, tuple[str, ...]]:
        """Return the tokens of each form, as text is tokenised."""
        found: dict[str, tuple[str, ...]] = {}
        if self.language == "en" and self.cache is not None:
            special = self._special(self.cache)
            for form in forms:
                parts = form.split("-")
                if form in special:
                    found[form] = special[form]
                elif _PLAIN.fullmatch(form) and special.keys().isdisjoint(parts):
                    found[form] = tuple(parts)
        if rest := [form for form in forms if form not in found]:
            found.update(word_forms(rest, self.language))
        return found

    def _special(self, cache: Cache) -> dict[str, tuple[str, ...]]:
        """Return the tokens of each word that spaCy treats as special."""
        key = self._key("special")
        if block := unpack(cache.get(key)):
            return {word: tuple(tokens) for word, tokens in block.about.items()}
        words = [each for each in tokeniser("en").rules if each == normalise(each)]
        found = word_forms([*words, *_SHORT_FORMS], "en")
        cache.put(key, pack({}, found))
        return found

    def _key(self, kind: str = "words") -> str:
        return f"{kind}-{digest(MATCHING_VERSION, spacy_version(), self.language)}"


def _name(word: Word) -> str:
    return f"={word.text}" if word.kind == "exact" else word.text


def _read(kept: bytes | None) -> dict[str, Forms]:
    block = unpack(kept)
    return {
        name: tuple(map(tuple, sequences))
        for name, sequences in (block.about if block else {}).items()
    }


def prefix(word: Word) -> tuple[str, ...]:
    """Return the whole forms and the stem that a word with `*` asks for.

    >>> prefix(Word("sex-work", "prefix")), prefix(Word("id", "prefix"))
    (('sex', 'work'), ('id',))
    """
    return tuple(normalise(word.text).split("-"))
