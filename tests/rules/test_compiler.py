"""Strict loading: whatever is wrong with a data file is said, with its place and the way out."""

from __future__ import annotations

from typing import Any

import pytest

from healthlint.checks import KINDS
from healthlint.errors import DataError
from healthlint.language.terms import Terms
from healthlint.rules.compiler import compile_folder
from healthlint.rules.pack import open_pack

RULE, CUES, LEXICON = "claims/wrong-word.yaml", "cues/little.yaml", "lexicon/little.yaml"


def test_a_right_folder_is_read_whole(folder: Any) -> None:
    contents = compile_folder(folder.path, KINDS, "digest")
    pack = open_pack(contents, KINDS)

    assert contents.digest == "digest"
    assert [rule.id for rule in pack.rules] == ["claims/wrong-word"]
    assert pack.rules[0].category == "claims"
    assert contents.cues["denials"] == Terms(words=("no", "not"), verbs=("deny",), nouns=("denial",))
    assert list(pack.lexicon.concepts) == ["cramp", "spasm", "twitch"]
    assert pack.lexicon.concepts["cramp"].terms[1].plural == "no"
    assert pack.lexicon.relation("cramp", "spasm").kind == "kind_of"


#: What is changed in which file, and what the complaint must say; `…` parts the pieces of it.
FAULTS = {
    # keys
    "unknown key": (RULE, "severity: warning", "severty: warning", "unknown key 'severty'…allowed: …'severity'?"),
    "unknown key below": (
        RULE,
        "finds: resulting to",
        "find: resulting to",
        "unknown key 'find'…did you mean 'finds'?",
    ),
    "unknown param": (RULE, "      instead: resulting in", "      insted: x", "'insted'…find, instead…mean 'instead'?"),
    "unknown key of terms": (RULE, "{words: [resulting to], cues", "{word: [x], cues", "'word'…did you mean 'words'?"),
    "key twice": (RULE, "stage: stable", "kind: frame", "the key 'kind' stands twice"),
    "key twice in one line": (RULE, "instead: resulting in}", "instead: a, text: b}", "the key 'text' stands twice"),
    "key is no text": (RULE, "stage: stable", "[a]: b", "a key must be text"),
    "missing message": (
        RULE,
        'message: "“{match}” is the wrong word; write “{instead}”."\n',
        "",
        "key 'message' is missing",
    ),
    "missing params": (CUES, "sets:\n", "sats:\n", "unknown key 'sats'…did you mean 'sets'?"),
    # values
    "severity": (RULE, "severity: warning", "severity: warn", "'warn' is not allowed…error, warning, note…'warning'?"),
    "confidence": (RULE, "confidence: high", "confidence: [high]", "expected text, found a list"),
    "stage": (RULE, "stage: stable", "stage: beta", "'beta' is not allowed here; allowed: stable, preview"),
    "zone": (RULE, "zones: [body, meta]", "zones: [body, metta]", "'metta'…allowed: body, …did you mean 'meta'?"),
    "block": (RULE, "blocks: [heading, ", "blocks: [headline, ", "'headline'…did you mean 'heading'?"),
    "voice": (RULE, "voices: [author]", "voices: [autor]", "'autor'…did you mean 'author'?"),
    "effect": (RULE, "lay: demote", "lay: lower", "'lower' is not allowed here; allowed: suppress, demote, keep"),
    "frame": (RULE, "lay: demote", "layman: demote", "unknown key 'layman'…did you mean 'lay'?"),
    "audience": (RULE, "audience: [public], type", "audience: [publik], type", "'publik'…did you mean 'public'?"),
    "list for text": (
        RULE,
        "summary: A word stands where another is meant.",
        "summary: [a]",
        "expected text, found a list",
    ),
    "text for list": (RULE, "words: [resulting to]", "words: resulting to", "expected a list, found 'resulting to'"),
    "mapping for list": (RULE, "words: [resulting to]", "words: {a: b}", "expected a list, found a mapping"),
    "text for mapping": (
        RULE,
        "unless: {negation: suppress, lay: demote}",
        "unless: no",
        "expected a mapping, found 'no'",
    ),
    "no truth": (RULE, "confirmed: false", "confirmed: no", "'no' is not allowed here; allowed: true, false"),
    "empty summary": (RULE, "summary: A word stands where another is meant.", "summary:", "needs its summary"),
    "empty rationale": (RULE, "  A wrong word makes a reader stumble.\n", "", "needs its rationale"),
    "no sources": (
        RULE,
        'sources:\n  - {title: Style, url: "https://example.org/style", checked: "2026-11", confirmed: false}',
        "sources: []",
        "a rule needs its sources",
    ),
    "source without a title": (RULE, "title: Style", 'title: " "', "a source needs its title; found none"),
    "source without an address": (RULE, "https://example.org/style", "", "a source needs its address…found ''"),
    "address that is none": (
        RULE,
        "https://example.org/style",
        "see the shelf",
        "its address, as in https://example.org; found 'see the shelf'",
    ),
    "source never looked at": (RULE, 'checked: "2026-11"', 'checked: ""', "needs the month…as in 2026-11; found ''"),
    "month that is none": (RULE, 'checked: "2026-11"', "checked: 2026-13", "needs the month…found '2026-13'"),
    "no zone": (RULE, "zones: [body, meta]", "zones: []", "a rule without zones looks nowhere"),
    "no block": (RULE, "blocks: [heading, paragraph]", "blocks: []", "a rule without blocks looks nowhere"),
    "no voice": (RULE, "voices: [author]", "voices: []", "a rule without voices looks nowhere"),
    # kinds, names, messages
    "kind": (
        RULE,
        "kind: phrase",
        "kind: phrases",
        "unknown kind 'phrases'; allowed: absence, …did you mean 'phrase'?",
    ),
    "params of another kind": (RULE, "kind: phrase", "kind: gloss", "unknown key 'entries'; allowed: terms, after"),
    "concept": (RULE, "concepts: [cramp]", "concepts: [kramp]", "unknown concept 'kramp'…did you mean 'cramp'?"),
    "concept like no other": (
        RULE,
        "concepts: [cramp]",
        "concepts: [x]",
        "unknown concept 'x'; allowed: cramp, spasm, twitch",
    ),
    "class": (RULE, "classes: [sign]", "classes: [signs]", "unknown class 'signs'…did you mean 'sign'?"),
    "tag": (
        RULE,
        "        tags: [muscular]",
        "        tags: [muscle]",
        "unknown tag 'muscle'…did you mean 'muscular'?",
    ),
    "cue": (RULE, "cues: [denials]", "cues: [denial]", "unknown cue set 'denial'…did you mean 'denials'?"),
    "shape": (RULE, "shapes: [number]", "shapes: [numbers]", "unknown shape 'numbers'…did you mean 'number'?"),
    "classes and tags that no concept has": (
        RULE,
        "classes: [sign]",
        "classes: [food]",
        "no concept is of these…food, muscular",
    ),
    "empty terms": (
        RULE,
        "{words: [resulting to], cues: [denials]}",
        "{words: []}",
        "a set of terms needs at least one",
    ),
    "term without a word": (RULE, "words: [resulting to]", 'words: [" "]', "the term ' ' has no word"),
    "placeholder": (
        RULE,
        "word; write “{instead}”",
        "word; write “{insted}”",
        "uses {insted}; kind 'phrase' gives: {instead}, {match}…'instead'?",
    ),
    "placeholder of the suggestion": (
        RULE,
        'suggestion: "Write “{instead}”."',
        'suggestion: "{0}"',
        "the suggestion uses {0}",
    ),
    "form of a placeholder": (RULE, "“{match}” is", "“{match:d}” is", "uses {match:d}; kind 'phrase' gives"),
    "conversion of a placeholder": (RULE, "“{match}” is", "“{match!r}” is", "uses {match!r}"),
    "attribute of a placeholder": (RULE, "“{match}” is", "“{match.x}” is", "uses {match.x}"),
    "open brace": (RULE, "“{match}” is", "“{match” is", "a brace too many or too few"),
    "closing brace": (RULE, "“{match}” is", "“match}” is", "a brace too many or too few"),
    # examples
    "no failing example": (
        RULE,
        (
            "  fail:\n"
            '    - {text: "The pipe narrows, resulting to less flow.", finds: resulting to, instead: resulting in}'
        ),
        "  fail: []",
        "examples that fail",
    ),
    "no passing example": (
        RULE,
        (
            "  pass:\n    - Send the result to your doctor.\n"
            "    - {text: Wear loose clothes., profile: {audience: [public]}}"
        ),
        "  pass: []",
        "examples that pass",
    ),
    "empty example": (RULE, "    - Send the result to your doctor.", "    -", "an example needs its text"),
    "passage is not there": (
        RULE,
        "finds: resulting to",
        "finds: resulting in",
        "must stand in the text of its example exactly once",
    ),
    "passage is there twice": (RULE, "narrows, resulting to", "resulting to, resulting to", "exactly once"),
    "empty passage": (RULE, "finds: resulting to", 'finds: " "', "exactly once"),
    # cues
    "cue set of concepts": (
        CUES,
        "words: [perhaps]",
        "concepts: [cramp]",
        "unknown key 'concepts'; allowed: words, verbs, nouns",
    ),
    "second cue set of four": (CUES, "    words: [perhaps]", "    words: perhaps", "expected a list, found 'perhaps'"),
    "cue set is text": (
        CUES,
        "  doubts:\n    words: [perhaps]",
        "  doubts: perhaps",
        "expected a mapping, found 'perhaps'",
    ),
    "empty cue set": (CUES, "words: [perhaps]", "words: []", "a set of terms needs at least one"),
    # lexicon
    "class of a concept": (
        LEXICON,
        "spasm: {class: sign",
        "spasm: {class: sgn",
        "'sgn' is not allowed…did you mean 'sign'?",
    ),
    "register": (LEXICON, "register: lay", "register: layman", "'layman' is not allowed here; allowed: clinical, lay"),
    "concept twice": (LEXICON, "  spasm: {class", "  cramp: {class", "the key 'cramp' stands twice"),
    "concept without terms": (LEXICON, "terms: [spasm]", "terms: []", "the concept 'spasm' has no term"),
    "term of a concept": (LEXICON, "terms: [spasm]", 'terms: [" "]', "the term ' ' has no word"),
    "relation of one": (
        LEXICON,
        "of: [twitch, cramp]",
        "of: [twitch]",
        "expected a list of length 2, found one of length 1",
    ),
    "source of the lexicon": (LEXICON, "title: A book", 'title: ""', "a source needs its title; found none"),
    "address in the lexicon": (LEXICON, "https://example.org/book", "ftp:", "a source needs its address…'ftp:'"),
    "month in the lexicon": (LEXICON, 'checked: "2026-11"', 'checked: "soon"', "needs the month…found 'soon'"),
    "unknown concept": (
        LEXICON,
        "of: [twitch, cramp]",
        "of: [twitch, kramp]",
        "unknown concept 'kramp'; did you mean 'cramp'?",
    ),
    "unknown source": (LEXICON, "source: book", "source: bok", "unknown source 'bok'; did you mean 'book'?"),
    "confirmed by nothing": (LEXICON, "confirmed: false", "confirmed: true", "is confirmed without a source"),
    "related twice": (LEXICON, "of: [twitch, cramp]", "of: [spasm, cramp]", "is both kind_of and not_same"),
    "relation to itself": (LEXICON, "of: [cramp, spasm]", "of: [cramp, cramp]", "relates 'cramp' to itself"),
    # YAML
    "not YAML": (RULE, "scope: {zones", "scope: zones}", "not YAML"),
    "tab": (RULE, "  entries:", "\tentries:", "not YAML"),
    "anchor": (RULE, "stage: stable", "stage: &a stable", "anchors and aliases are not allowed"),
    "alias": (RULE, "stage: stable", "stage: *a", "anchors and aliases are not allowed"),
    "tag of YAML": (RULE, "stage: stable", "stage: !!str stable", "the tag 'tag:yaml.org,2002:str' is not allowed"),
    "object": (
        RULE,
        "stage: stable",
        "stage: !!python/object:os.system x",
        "is not allowed; a rule file is plain data",
    ),
    "two documents": (RULE, "stage: stable", "---\nstage: stable", "not YAML"),
    "too deep": (RULE, "stage: stable", "stage: " + "[" * 50 + "]" * 50, "nested deeper than 40 levels"),
    "far too deep": (RULE, "stage: stable", "stage: " + "[" * 100_000, "nested deeper than 40 levels"),
    "bell": (RULE, "stage: stable", "stage: \a", "the character '\\x07' is not allowed"),
}
#: Where the complaint is about what is missing, it points at what should hold it, not at the line that was changed.
ELSEWHERE = {"missing message": 1, "empty rationale": 19, "no failing example": 24, "no passing example": 24}
ELSEWHERE |= {"params of another kind": 9}


@pytest.mark.parametrize("name, fault", FAULTS.items(), ids=FAULTS)
def test_a_fault_is_told_with_its_place_and_the_way_out(folder: Any, name: Any, fault: Any) -> None:
    file, old, new, message = fault
    line = folder.change(file, old, new)

    with pytest.raises(DataError) as raised:
        compile_folder(folder.path, KINDS)
    error = raised.value
    assert error.path == (folder.path / file).as_posix()
    at = error.message
    for piece in message.split("…"):
        assert piece in at, error
        at = at[at.index(piece) + len(piece) :]
    assert error.line == ELSEWHERE.get(name, line)
    assert error.exit_code == 2


@pytest.mark.parametrize(
    "kind, params, message",
    [
        ("phrase", "{entries: []}", "expected a list of length 1 or more, found one of length 0"),
        ("consistency", "{groups: [[{words: [a]}]]}", "expected a list of length 2 or more, found one of length 1"),
        ("count", "{of: sources, at_least: 0}", "expected a whole number of at least 1, found '0'"),
        ("count", "{of: sources, at_least: 2, at_most: 1}", "at_least is above at_most"),
        ("count", "{of: sources}", "a count needs at_least or at_most"),
    ],
)
def test_params_of_a_kind_are_complained_of_in_plain_words(folder: Any, kind: str, params: str, message: str) -> None:
    start, end = folder.files[RULE].index("params:"), folder.files[RULE].index("scope:")
    text = folder.files[RULE].replace("kind: phrase", f"kind: {kind}")
    folder.write(RULE, text.replace(folder.files[RULE][start:end], f"params: {params}\n"))

    with pytest.raises(DataError) as raised:
        compile_folder(folder.path, KINDS)
    assert raised.value.message == message
    assert raised.value.line == 8


@pytest.mark.parametrize(
    "key", ["summary", "kind", "severity", "message", "rationale", "sources", "examples", "params"]
)
def test_a_key_that_a_rule_must_have_is_missed(folder: Any, key: str) -> None:
    lines = folder.files[RULE].splitlines(keepends=True)
    first = next(number for number, line in enumerate(lines) if line.startswith(f"{key}:"))
    after = next(n for n, line in enumerate(lines[first + 1 :], first + 1) if not line.startswith(" "))
    folder.write(RULE, "".join(lines[:first] + lines[after:]))

    with pytest.raises(DataError, match=f"the key '{key}' is missing; allowed: summary, kind, ") as raised:
        compile_folder(folder.path, KINDS)
    assert (raised.value.path, raised.value.line) == ((folder.path / RULE).as_posix(), 1)


def test_a_complaint_points_at_the_very_word(folder: Any) -> None:
    """Line and column, counted from 1."""
    folder.change(RULE, "voices: [author]", "voices: [author, autor]")
    with pytest.raises(DataError) as raised:
        compile_folder(folder.path, KINDS)
    lines = (folder.path / RULE).read_text(encoding="utf-8").splitlines()
    found = raised.value

    assert lines[found.line - 1][found.column - 1 :].startswith("autor]")
    assert str(found).startswith(f"{(folder.path / RULE).as_posix()}:{found.line}:{found.column}: ")


@pytest.mark.parametrize(
    "word", ["no", "on", "yes", "null", "~", "1.0", "2024-01-01", "0x1F", "1_000", "12:30:45", "=", "<<"]
)
def test_yaml_surprises_stay_text(folder: Any, word: str) -> None:
    folder.change(CUES, "words: [perhaps]", f"words: [{word}]")
    folder.change(LEXICON, "line: A painful spasm.", f"line: {word}")
    if word not in {"=", "~", "<<"}:
        folder.change(RULE, "words: [resulting to], cues", f"words: [{word}], cues")
    contents = compile_folder(folder.path, KINDS)

    assert contents.cues["doubts"].words == (word,)
    assert contents.concepts[0].line == word
    if word not in {"=", "~", "<<"}:
        assert open_pack(contents, KINDS).rules[0].params.entries[0].find.words == (word,)


def second(folder: Any, name: str, text: str) -> DataError:
    folder.write(name, text)
    with pytest.raises(DataError) as raised:
        compile_folder(folder.path, KINDS)
    return raised.value


def test_names_are_unique_over_all_files(folder: Any) -> None:
    cues = second(folder, "cues/more.yaml", "summary: More.\nsets:\n  denials: {words: [none]}\n")
    assert (cues.line, "'denials' is defined twice" in cues.message) == (3, True)
    (folder.path / "cues" / "more.yaml").unlink()

    concepts = second(folder, "lexicon/more.yaml", "summary: More.\nconcepts:\n  spasm: {class: sign, terms: [tic]}\n")
    assert (concepts.line, "'spasm' is defined twice" in concepts.message) == (3, True)
    source = "sources:\n  book: {title: Another, url: http://u, checked: '2026-11'}\n"
    assert "'book' is another one" in second(folder, "lexicon/more.yaml", "summary: More.\n" + source).message


@pytest.mark.parametrize(
    "aliases, message",
    [
        ("[claims/wrong-word]", "'claims/wrong-word' is taken"),
        ("[claims/old-word]", "'claims/old-word' is taken"),
        ("[claims/right-word]", "'claims/right-word' is taken"),
        ("[trust]", "'trust' is taken"),
    ],
)
def test_an_alias_is_no_other_name(folder: Any, aliases: str, message: str) -> None:
    rule = folder.files[RULE].replace("aliases: [claims/old-word]", f"aliases: {aliases}")
    error = second(folder, "claims/right-word.yaml", rule)
    assert message in error.message
    assert error.line == 29


def test_a_superseded_rule_exists(folder: Any) -> None:
    folder.change(RULE, "aliases: [claims/old-word]", "supersedes: [claims/wrong-words]")
    error = second(folder, "claims/wrong-work.yaml", folder.files[RULE])
    assert "'claims/wrong-words' is no other rule; did you mean 'claims/wrong-work'?" in error.message


@pytest.mark.parametrize(
    "place, message",
    [
        ("claim/other.yaml", "'claim' is no category…did you mean 'claims'?"),
        ("lexicons/other.yaml", "'lexicons' is no category…did you mean 'lexicon'?"),
        ("claims/deeper/other.yaml", "stands in a category and ends in .yaml"),
        ("other.yaml", "stands in a category and ends in .yaml"),
        ("claims/other.yml", "stands in a category and ends in .yaml"),
    ],
)
def test_a_file_at_a_wrong_place_is_told(folder: Any, place: str, message: str) -> None:
    error = second(folder, place, folder.files[RULE])
    assert error.path.endswith(place)
    assert all(piece in error.message for piece in message.split("…"))


def test_hidden_files_of_editors_are_no_rules(folder: Any) -> None:
    folder.write("claims/.#wrong-word.yaml", "not a rule")
    assert list(compile_folder(folder.path, KINDS).rules) == ["claims/wrong-word"]


@pytest.mark.parametrize(
    "data, message, line",
    [
        (b"", "the file is empty", 1),
        (b"# nothing\n", "the file is empty", 1),
        (b"- a\n", "expected a mapping, found a list", 1),
        (b"text\n", "expected a mapping, found 'text'", 1),
        (b"a: 1\nb: \xff\n", "this is not UTF-8", 2),
        (b"a: 1\n\nb: \x00\n", "the character '\\x00' is not allowed", 3),
    ],
    ids=["empty", "comment", "list", "text", "latin-1", "nul"],
)
def test_a_file_that_is_no_mapping(folder: Any, data: bytes, message: str, line: int) -> None:
    (folder.path / CUES).write_bytes(data)
    with pytest.raises(DataError) as raised:
        compile_folder(folder.path, KINDS)
    assert message in raised.value.message
    assert raised.value.line == line


def test_a_file_that_cannot_be_read_is_told(folder: Any) -> None:
    (folder.path / "claims" / "gone.yaml").symlink_to("nowhere.yaml")
    with pytest.raises(DataError, match="cannot be read: No such file") as raised:
        compile_folder(folder.path, KINDS)
    assert raised.value.path.endswith("claims/gone.yaml")
