"""Code interview transcripts: rules that suggest, people who decide."""
