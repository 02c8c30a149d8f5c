"""The script as people write it: small English model, nlp.pipe, Matcher, pandas.

Usage: python benchmarks/as_people_write_it.py FOLDER OUT.csv MODEL
"""

import sys
from pathlib import Path

import pandas as pd
import spacy
from rules import PATTERNS, matcher_pattern
from spacy.matcher import Matcher

nlp = spacy.load(sys.argv[3])
nlp.max_length = 10_000_000
matcher = Matcher(nlp.vocab)
for number, pattern in enumerate(PATTERNS):
    matcher.add(f"c{number}", [matcher_pattern(pattern, "LEMMA")])
files = sorted(Path(sys.argv[1]).glob("*.txt"))
texts = [path.read_text(encoding="utf-8") for path in files]
rows = []
for path, doc in zip(files, nlp.pipe(texts), strict=True):
    for match, start, end in matcher(doc):
        span = doc[start:end]
        rows.append((path.stem, nlp.vocab.strings[match], span.text, span.sent.text))
frame = pd.DataFrame(rows, columns=["transcript", "code", "match", "sentence"])
frame.groupby(["code", "transcript"]).size().unstack(fill_value=0).to_csv(sys.argv[2])
