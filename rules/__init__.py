"""The rules, cues and lexicon of healthlint, as data."""
