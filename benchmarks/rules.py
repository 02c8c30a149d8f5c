"""Fifty rules, in qualcode's language and as spaCy Matcher patterns.

The same conditions on both sides: a plain word is its lemma, `=word` this form, `~3`
up to three tokens between.
"""

from pathlib import Path

FIFTY = """
evict|throw ~3 =out|lock ~2 change|change ~2 lock|landlord ~3 say|lose ~3 home
sleep ~4 street|nowhere ~3 go|arrest ~3 =me|take ~4 =me ~4 station|ask ~5 paper
show ~3 passport|stop ~2 =me|tell ~3 =us ~4 leave|deport|put ~4 =on ~2 plane
hit ~3 =me|beat ~3 =me|push ~3 =me|threaten ~4 =me|threaten ~4 kill|pull ~3 knife
rob|steal ~5 =my|take ~3 phone|break ~3 door|search ~3 bag|search ~3 =my
police ~5 come|police ~6 watch|follow ~3 =me|call ~3 police|afraid ~5 police
scared ~4 report|never ~4 come|case ~3 close|sign ~5 paper|no lawyer|fine =me
insult ~4 =me|call ~3 =us ~4 dirty|spit ~3 =at|go back =to =your|refuse ~3 serve
lose ~3 job|pay ~4 late|owe ~3 =us|keep ~4 passport|force ~4 =me|no doctor
"""
PATTERNS = [p for line in FIFTY.strip().split("\n") for p in line.split("|")]


def codebook(path: Path, patterns: list[str] = PATTERNS) -> None:
    """Write a codebook with one code a pattern."""
    lines = ["qualcode: 1", "id: bench", "themes: [{id: all, label: All}]", "codes:"]
    for number, pattern in enumerate(patterns):
        lines += [
            f"  - id: c{number}",
            "    theme: all",
            f"    label: Pattern {number}",
            f'    rules: ["{pattern}"]',
        ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def matcher_pattern(pattern: str, key: str) -> list[dict[str, object]]:
    """Return a pattern for spaCy's Matcher; ``key`` is LEMMA where words inflect."""
    tokens: list[dict[str, object]] = []
    for part in pattern.split():
        if part.startswith("~"):
            tokens += [{"OP": "?"}] * int(part[1:])
        elif part.startswith("="):
            tokens.append({"LOWER": part[1:]})
        else:
            tokens.append({key: part})
    return tokens


# For ripgrep: fifty literal words out of the same field.
WORDS = """
evict evicted eviction landlord locks homeless street station arrested police officer
passport permit visa papers deported plane hit beat pushed threatened knife robbed stole
phone door search bag watched followed report afraid scared lawyer judge signed fine
insulted dirty refused job wages pay owed boss forced doctor hospital clinic shelter
""".split()
