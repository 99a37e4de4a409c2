"""spaCy is loaded for its tokens alone, and left whole for others."""

from __future__ import annotations

import subprocess
import sys

import pytest

CHECK = "from healthlint.language.pipeline import tokenize\nassert len(tokenize('Rest well.').words) == 3\n"
CODES = {
    "no client of a network": (
        f"{CHECK}import sys\nfound = {{'httpx', 'requests', 'urllib3', 'weasel', 'typer', 'ssl'}} & set(sys.modules)\n"
        "assert not found, found\n"
    ),
    "its command line can still be imported": (
        f"{CHECK}import spacy.cli\nassert callable(spacy.cli.download)\nassert spacy.info(silent=True)\n"
    ),
    "it may be there before": f"import spacy\nimport spacy.cli\n{CHECK}assert callable(spacy.cli.download)\n",
}


@pytest.mark.parametrize("name", CODES)
def test_spacy(name: str) -> None:
    run = subprocess.run([sys.executable, "-c", CODES[name]], capture_output=True, text=True, check=False)

    assert run.returncode == 0, run.stderr
