"""Bare spaCy tokenisation of a folder of texts: python benchmarks/bare.py FOLDER."""

import sys
from pathlib import Path

import spacy

nlp = spacy.blank("en")
nlp.max_length = 10_000_000
files = sorted(Path(sys.argv[1]).glob("*.txt"))
texts = (path.read_text(encoding="utf-8") for path in files)
print(sum(len(nlp.tokenizer(text)) for text in texts))
