"""Speaker labels: which are common, what role they tell, which look alike.

In:  a label as it stands in a transcript, of any script.
Out: its key (case, width and invisible characters folded), its usual role, and its
     skeleton, in which look-alike letters of several scripts are one.
"""

import re
import unicodedata
from functools import lru_cache

from qualcode.model.transcript import Role

__all__ = [
    "key",
    "looks_like_name",
    "names_fact",
    "no_label",
    "role_of",
    "skeleton",
    "tidy",
]

# Words of a label, without the number behind it, folded.
COMMON: dict[Role, str] = {
    "interviewer": (
        "i q int interviewer interviewers question moderator mod facilitator fac "
        "researcher res iv ir investigator enumerator host assistant "
        "entrevistador entrevistadora pregunta intervieweur intervieweuse enquêteur "
        "enquêtrice frage interviewerin и интервьюер вопрос в інтервʼюер питання "
        "سوال سؤال المحاور محقق انٹرویوکار پرسشگر"
    ),
    "interpreter": (
        "interpreter interp intp translator traductor traductora intérprete "
        "interprète dolmetscher dolmetscherin переводчик переводчица перекладач "
        "مترجم المترجم ترجمان"
    ),
    "participant": (
        "a p r s b e k ie part participant resp respondent interviewee answer witness "
        "survivor informant speaker m f fg fgp kii "
        "entrevistado entrevistada respuesta interviewé interviewée réponse antwort "
        "befragte befragter р респондент ответ о відповідь جواب شرکت‌کننده"
    ),
    "other": (
        "unknown unidentified unclear all both group several others various "
        "unknown_speaker unidentified_speaker speaker_unknown multiple_speakers "
        "transcriber transcriptor"
    ),
}
# Words that stand before a colon at the start of a line and are no speaker.
FACT_NAMES = """
    date place location time duration title subject topic language project transcript
    transcription transcribed recording recorded
    source file url address tel phone email e-mail code id interview interview_id
    interview_no age sex gender length length_of_interview version status keywords
    participants interviewees session setting consent audio video
    transcribed_by translated_by interviewed_by date_of_interview interview_date
    place_of_interview start_time end_time file_name participant_id
"""
OPENING_PROSE = """
    note notes nb ps example warning page http https www details summary background
    context start end comment comments reference references observation observations
    legend chapter part section scene
"""
FACTS = frozenset(FACT_NAMES.split())
NO_LABELS = FACTS | frozenset(OPENING_PROSE.split())
# Words that tell a role also beside a name: "Interviewer Anna", "second interpreter".
BESIDE_NAMES = """
    interviewer interpreter moderator facilitator translator researcher participant
    respondent interviewee
"""
TELLING = frozenset(BESIDE_NAMES.split())
WITHIN_NAMES = "al bin bint da de del den der di dos du el ibn la le van von"
PARTICLES = frozenset(WITHIN_NAMES.split())
ROLE_OF = {word: role for role, words in COMMON.items() for word in words.split()}
NUMBERED = re.compile(r"(.*?)[\s._#-]*\d{0,4}[a-z]?")
INVISIBLE = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]")
SPACES = re.compile(r"\s+")
REMEMBERED = 10_000  # labels: a transcript has few, each many times
MOST_WORDS = 5
MOST_LETTERS = 40
# Cyrillic and Greek letters that look like Latin ones, folded.
LOOK_ALIKE = str.maketrans("аеорсухкмтнвіјѕαορτικνβ0", "aeopcyxkmthbijsaoptikvbo")


@lru_cache(maxsize=REMEMBERED)
def tidy(label: str) -> str:
    """Return a label trimmed, its spaces single, its invisible characters gone.

    >>> tidy(" P  1 ")
    'P 1'
    """
    return SPACES.sub(" ", INVISIBLE.sub("", label)).strip()


@lru_cache(maxsize=REMEMBERED)
def key(label: str) -> str:
    """Return what labels are compared by: NFKC, case folded, no final full stop.

    >>> key("Int. "), key("INTERVIEWER")
    ('int', 'interviewer')
    """
    folded = unicodedata.normalize("NFKC", tidy(label)).casefold()
    return tidy(folded).rstrip(".")


@lru_cache(maxsize=REMEMBERED)
def role_of(label: str) -> Role | None:
    """Return the role a common label tells, or None.

    >>> role_of("INT."), role_of("P07"), role_of("Interpreter 1"), role_of("Amina")
    ('interviewer', 'participant', 'interpreter', None)
    """
    folded = key(label)
    if found := ROLE_OF.get(folded.replace(" ", "_")):
        return found
    numbered = NUMBERED.fullmatch(folded)
    bare = numbered[1].rstrip(".").replace(" ", "_") if numbered else folded
    if any(char.isdigit() for char in folded) and bare in ROLE_OF:
        return ROLE_OF[bare]
    words = folded.split(" ")
    told = [word for word in (words[0], words[-1]) if word in TELLING]
    return ROLE_OF[told[0]] if told and len(words) <= MOST_WORDS else None


@lru_cache(maxsize=REMEMBERED)
def no_label(label: str) -> bool:
    """Say whether a word before a colon is known to be no speaker.

    >>> no_label("Note"), no_label("Amina")
    (True, False)
    """
    return key(label).replace(" ", "_") in NO_LABELS


def names_fact(label: str) -> bool:
    """Say whether a word before a colon names a fact about the interview.

    >>> names_fact("Date of interview"), names_fact("Note")
    (True, False)
    """
    return key(label).replace(" ", "_") in FACTS


@lru_cache(maxsize=REMEMBERED)
def looks_like_name(label: str) -> bool:
    """Say whether a label is a few words, each with a capital or in no case at all.

    >>> looks_like_name("Amina Example"), looks_like_name("I told him")
    (True, False)
    """
    words = tidy(label).split(" ")
    short = len(words) <= MOST_WORDS and len(label) <= MOST_LETTERS
    inner = [word for word in words[1:-1] if word not in PARTICLES]
    return short and not any(map(_opens_small, (words[0], *inner, words[-1])))


def skeleton(label: str) -> str:
    """Return a label with look-alike letters made one, to find confusable labels.

    >>> skeleton("P1") == skeleton("Р1 ")
    True
    """
    folded = key(label).translate(LOOK_ALIKE)
    return "".join(char for char in folded if not char.isspace())


def _opens_small(word: str) -> bool:
    return word[:1] != word[:1].upper()
