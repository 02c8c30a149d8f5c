"""The lexicon: the forms that a word of a rule stands for, decided when it compiles.

In:  a word as a rule writes it.
Out: the forms it matches, sorted, itself among them: `throw` is throw, throwing,
     thrown, threw, throws. The corpus is never lemmatised.

Dictionary words (lemminflect's) give their forms as noun and verb. Words that are
inflected already (`arrested`, `children`) and no base form of their own give themselves
only, and so do pronouns, prepositions, auxiliaries that have no forms to offer, numbers
and words with an apostrophe. A word in no dictionary is inflected by rule, without the
forms that belong to another word (`cop` has no "coping"). Only the last part of a
hyphenated word is inflected; a foreign word (`café`) takes an "s". Languages other
than English have no inflections: write a list, or `word*`.
"""

from functools import cache

from qualcode.matching.dictionary import inflections, is_form, made_by_rule
from qualcode.matching.tokens import normalise
from qualcode.matching.vocabulary import words
from qualcode.model.pattern import Word

__all__ = ["forms", "known"]

_SHORTEST_TO_INFLECT = 3

# Never inflected, whatever the dictionary says of "downed", "wills" and "mights"
_AS_THEY_ARE = words("""
    i me my mine myself you your yours yourself yourselves he him his himself she her
    hers herself it its itself we us our ours ourselves they them their theirs
    themselves one who whom whose which what that this these those
    a an the some any no not nor neither either none nothing nobody never each every
    all both few many much more most other another such own same
    and or but if because as until while although though unless since than then
    of at by for with about against between into through during before after above
    below to from up down in out on off over under again further away along across
    around behind beside beyond inside near onto outside past toward towards upon
    within without
    can could will would shall should may might must ought
    am is are was were been being has had having does did doing done
    here there when where why how so too very just only even also yet still ever now
    yes yeah ok okay please maybe perhaps
    today tomorrow yesterday tonight
    two three four five six seven eight nine ten eleven twelve thirteen fourteen
    fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy
    eighty ninety
""")
# In no dictionary of lemminflect's, and yet no mistakes
_ALSO_KNOWN = words("""
    african american arab asian black british chinese european indian latina latino
    muslim jewish roma romani sinti african-american europe africa asia brexit
    cafe café cop deadname facebook gangrape guesthouse headscarf hijab hiv instagram
    internet juju laundrette laundromat misgender naloxone niqab online plainclothes
    prep ptsd pushback sim sms sti taser telegram tiktok trans transphobia transphobic
    trafficker translator underage undocumented visa whatsapp wifi fucking asshole
""")
# What lemminflect's dictionary lacks and speech about rights has
_MORE: dict[str, tuple[str, ...]] = {
    "kettle": ("kettled", "kettling"),
    "program": ("programmed", "programming"),
    "text": ("texted", "texting", "texts"),
    "traffick": ("trafficked", "trafficking", "trafficks"),
    "phone": ("phoned", "phones", "phoning"),
}
_FROM_MORE = frozenset(_MORE).union(*_MORE.values())
# Short forms that a token may have after another word; "'s" and "'d" mean too much
_SHORT = {"am": "'m", "are": "'re", "have": "'ve", "will": "'ll"}


def forms(word: Word, language: str = "en") -> tuple[str, ...]:
    """Return the forms that an inflected or exact word stands for, sorted.

    >>> forms(Word("throw"))
    ('threw', 'throw', 'throwing', 'thrown', 'throws')
    >>> forms(Word("children")), forms(Word("them"))
    (('children',), ('them',))
    """
    base = normalise(word.text)
    found = {base}
    if word.kind == "inflected" and language == "en" and base not in _AS_THEY_ARE:
        head, hyphen, last = base.rpartition("-")
        ends = {last, f"{last}s"} if last in _AS_THEY_ARE else _inflected(last)
        found |= {head + hyphen + form for form in ends}
    if language == "en":
        found |= {_SHORT[form] for form in found if form in _SHORT}
    return tuple(sorted(found))


def known(word: str) -> bool:
    """Say whether an English word, or each part of it, stands in the lexicon.

    >>> known("landlords"), known("landlrod"), known("sex-worker")
    (True, False, True)
    """
    return all(map(_known, normalise(word).split("-")))


def _known(word: str) -> bool:
    if not word.isalpha() or word in _AS_THEY_ARE | _ALSO_KNOWN | _FROM_MORE:
        return True
    return bool(inflections(word)) or is_form(word)


@cache
def _inflected(word: str) -> frozenset[str]:
    more = _MORE.get(word, ())
    if found := inflections(word):
        return frozenset(map(normalise, (*found, *more)))
    if not word.isalpha() or len(word) < _SHORTEST_TO_INFLECT or is_form(word):
        return frozenset((word, *more))
    if not word.isascii():
        return frozenset((word, f"{word}s"))
    # Without forms made by rule that belong to a dictionary word
    made = (form for form in made_by_rule(word) if not is_form(form))
    return frozenset((word, *more, *made))
