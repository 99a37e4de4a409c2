from __future__ import annotations

import codecs
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from healthlint.document.source import BOM, Location, Source, decode
from healthlint.errors import SourceError


@pytest.mark.parametrize(
    "text, offset, line, column",
    [
        pytest.param("abc", 0, 1, 1, id="start"),
        pytest.param("abc", 3, 1, 4, id="end-of-file"),
        pytest.param("", 0, 1, 1, id="empty"),
        pytest.param("a\nb", 1, 1, 2, id="line-end-belongs-to-its-line"),
        pytest.param("a\nb", 2, 2, 1, id="lf"),
        pytest.param("a\r\nb", 2, 1, 3, id="between-cr-and-lf"),
        pytest.param("a\r\nb", 3, 2, 1, id="crlf-is-one-end"),
        pytest.param("a\rb", 2, 2, 1, id="cr"),
        pytest.param("a\n\rb", 3, 3, 1, id="lf-then-cr-are-two"),
        pytest.param("a\x0bb\x0cc\x85d\u2028e", 8, 1, 9, id="nothing-else-ends-a-line"),
        pytest.param(BOM + "abc", 1, 1, 1, id="mark-has-no-column"),
        pytest.param(BOM + "abc", 3, 1, 3, id="after-a-mark"),
        pytest.param(BOM + "a\nb", 3, 2, 1, id="mark-only-counts-in-line-one"),
        pytest.param("a" + BOM + "b", 2, 1, 3, id="mark-inside-is-a-character"),
        pytest.param("😀b", 1, 1, 2, id="astral-character-is-one"),
    ],
)
def test_location(text: str, offset: int, line: int, column: int) -> None:
    assert Source("a.txt", text).location(offset) == Location(offset, line, column)


texts = st.text(alphabet=st.sampled_from("ab é😀\t\r\n\u2028\x0c" + BOM))


@given(texts, st.data())
def test_location_agrees_with_counting_line_ends(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    before = text[:offset]
    if before.endswith("\r") and text[offset : offset + 1] == "\n":
        before = before[:-1]  # CR and LF are one end, not yet reached
    ends = list(re.finditer(r"\r\n|\r|\n", before))
    start = ends[-1].end() if ends else int(text.startswith(BOM) and offset > 0)
    assert Source("a.txt", text).location(offset) == Location(offset, len(ends) + 1, offset - start + 1)


@given(texts)
def test_lines_are_the_text_without_its_line_ends(text: str) -> None:
    source = Source("a.txt", text)
    expected = re.split(r"\r\n|\r|\n", text.removeprefix(BOM))
    assert [source.line_text(line + 1) for line in range(len(expected))] == expected


@pytest.mark.parametrize(
    "data, text, encoding",
    [
        pytest.param(b"caf\xc3\xa9\r\n", "café\r\n", "utf-8", id="utf-8"),
        pytest.param(b"", "", "utf-8", id="empty"),
        pytest.param(codecs.BOM_UTF8 + b"a", BOM + "a", "utf-8", id="utf-8-mark-stays"),
        pytest.param(codecs.BOM_UTF16_LE + "aé".encode("utf-16-le"), BOM + "aé", "utf-16-le", id="utf-16-le"),
        pytest.param(codecs.BOM_UTF16_BE + "aé".encode("utf-16-be"), BOM + "aé", "utf-16-be", id="utf-16-be"),
        pytest.param(codecs.BOM_UTF32_LE + "aé".encode("utf-32-le"), BOM + "aé", "utf-32-le", id="utf-32-le"),
        pytest.param(b'<meta charset="latin1">\xe9\x93', '<meta charset="latin1">é“', "windows-1252", id="declared"),
        pytest.param(b'<meta charset="latin1">caf\xc3\xa9', '<meta charset="latin1">café', "utf-8", id="utf-8-first"),
    ],
)
def test_decode(data: bytes, text: str, encoding: str) -> None:
    source = decode(data, "a.html")
    assert (source.text, source.encoding) == (text, encoding)


def test_the_encoding_asked_for_is_used() -> None:
    assert decode(b"caf\xe9", "a.txt", "windows-1252").text == "café"


def test_a_mark_decides_against_the_encoding_asked_for() -> None:
    assert decode(codecs.BOM_UTF8 + "é".encode(), "a.txt", "windows-1252").text == BOM + "é"


@pytest.mark.parametrize(
    "data, encoding, message",
    [
        pytest.param(b"caf\xe9 au lait", None, r"byte 3 \(0xE9\) is not utf-8; .*--encoding", id="not-utf-8"),
        pytest.param(b"caf\xe9", "ascii", r"byte 3 \(0xE9\) is not ascii", id="not-what-was-asked-for"),
        pytest.param(b"abc", "klingon", "unknown encoding 'klingon'", id="unknown-encoding"),
        pytest.param(b'<meta charset="klingon">\xe9', None, "declares the encoding 'klingon'", id="unknown-declared"),
        pytest.param(b'<meta charset="shift_jis">\xa0\xfd\xff', None, "declares .*shift_jis", id="declared-and-wrong"),
        pytest.param(b'<meta charset="utf-16">\xe9', None, "byte 23 .* is not utf-8", id="declared-and-impossible"),
        pytest.param(b'<meta charset="base64">\xe9', None, "'base64', but that is none", id="declared-codec-of-bytes"),
        pytest.param(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0", None, r"byte 0 .*no text at all", id="image"),
        pytest.param("abc".encode("utf-16-le"), None, "--encoding utf-16-le", id="utf-16-without-a-mark"),
        pytest.param("abc".encode("utf-16-be"), None, "--encoding utf-16-be", id="utf-16-big-endian"),
        pytest.param("abc".encode("utf-32-le"), None, "--encoding utf-32-le", id="utf-32-without-a-mark"),
        pytest.param(b"\0" * 99, None, "this is not text", id="nothing-but-nul"),
        pytest.param(bytes(range(32)) * 20, None, "this is not text", id="binary"),
        pytest.param(codecs.BOM_UTF16_LE + b"a\x00b", None, "is not utf-16-le", id="half-a-character"),
        pytest.param(codecs.BOM_UTF16_LE + b"\x00\xd8", None, "is not utf-16-le", id="lone-surrogate"),
    ],
)
def test_what_cannot_be_decoded_is_said(data: bytes, encoding: str | None, message: str) -> None:
    with pytest.raises(SourceError, match=message) as caught:
        decode(data, "folder/a.txt", encoding)
    assert caught.value.path == "folder/a.txt"


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("rot13", id="text-to-text"),
        pytest.param("base64", id="bytes-to-bytes"),
        pytest.param("idna", id="no-error-handler"),
        pytest.param("punycode", id="punycode"),
        pytest.param("utf-8\0", id="nul-in-the-name"),
        pytest.param("", id="no-name"),
        pytest.param("undefined", id="undefined"),
    ],
)
def test_odd_names_of_encodings_are_no_crash(name: str) -> None:
    for data in (b"caf\xe9 \xff\xfe", f'<meta charset="{name}">\xe9\xff'.encode("latin-1")):
        try:
            decode(data, "a.txt", name)
        except SourceError:
            continue


@given(st.binary(max_size=200))
def test_any_bytes_are_decoded_or_refused(data: bytes) -> None:
    try:
        source = decode(data, "a.txt")
    except SourceError as error:
        assert str(error).startswith("a.txt: ")  # noqa: PT017 -- either outcome is right; both are checked
    else:
        assert source.text.encode(source.encoding) == data
