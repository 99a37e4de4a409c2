"""Puts the rules, and their compiled form, into what is built; everything else stands in pyproject.toml."""

import shutil
import sys
from pathlib import Path

from setuptools import find_packages, setup
from setuptools.command.build_py import build_py

RULES = Path(__file__).parent / "rules"


class BuildWithRules(build_py):
    """Copies the data files and compiles them, so that an installed healthlint starts in milliseconds."""

    def run(self) -> None:
        """Copy the packages, then the data files of the rules, then write the compiled rules beside them."""
        super().run()
        if self.editable_mode:
            return  # a working copy compiles when it sees that a rule has changed
        built = Path(self.build_lib).resolve()
        for source in sorted(RULES.glob("*/*.yaml")):
            target = built / "healthlint_rules" / source.relative_to(RULES)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)
        sys.path.insert(0, str(built))
        from healthlint.checks import KINDS  # noqa: PLC0415 -- it exists only now
        from healthlint.rules import loader  # noqa: PLC0415

        loader.load_contents(built / "healthlint_rules", KINDS)
        if not (built / "healthlint_rules" / loader.COMPILED).is_file():
            raise SystemExit("the compiled rules could not be written")


setup(packages=[*find_packages("src"), "healthlint_rules"], cmdclass={"build_py": BuildWithRules})
