"""The careful script: blank tokeniser, sentencizer, inflections listed, Matcher.

Usage: python benchmarks/careful.py FOLDER OUT.csv
"""

import csv
import sys
from pathlib import Path

import lemminflect
import spacy
from rules import PATTERNS, matcher_pattern
from spacy.matcher import Matcher


def spelled(token: dict[str, object]) -> dict[str, object]:
    """Replace a lemma by the list of its forms."""
    if "LEMMA" not in token:
        return token
    word = str(token["LEMMA"])
    forms = {f for fs in lemminflect.getAllInflections(word).values() for f in fs}
    return {"LOWER": {"IN": sorted({word} | forms)}}


nlp = spacy.blank("en")
nlp.add_pipe("sentencizer")
nlp.max_length = 10_000_000
matcher = Matcher(nlp.vocab)
for number, pattern in enumerate(PATTERNS):
    matcher.add(f"c{number}", [[spelled(t) for t in matcher_pattern(pattern, "LEMMA")]])
with Path(sys.argv[2]).open("w", encoding="utf-8", newline="") as file:
    out = csv.writer(file)
    for path in sorted(Path(sys.argv[1]).glob("*.txt")):
        doc = nlp(path.read_text(encoding="utf-8"))
        for match, start, end in matcher(doc):
            span = doc[start:end]
            code = nlp.vocab.strings[match]
            out.writerow((path.stem, code, span.text, span.sent.text))
