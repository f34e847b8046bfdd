import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtaudit.decode import decode
from mtaudit.errors import ReadError

MARKS = {
    "utf-8": codecs.BOM_UTF8,
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
    "utf-32-le": codecs.BOM_UTF32_LE,
}


@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])), st.sampled_from(sorted(MARKS)))
def test_a_marked_file_comes_back_byte_for_byte(text, encoding):
    data = MARKS[encoding] + f"x{text}".encode(encoding)
    decoded = decode(data)
    assert decoded.text == f"x{text}"
    assert decoded.encode(decoded.text) == data


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "is empty"),
        (b" \r\n\t", "is empty"),
        (codecs.BOM_UTF8, "is empty"),
        (b"abc\xff", "is not valid UTF-8: the byte 0xFF at offset 3; name its encoding with --encoding"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "is a binary file"),
        (b"a\0b", "is a binary file"),
        (codecs.BOM_UTF16_LE + b"a\0\0\xd8", "is not valid UTF-16-LE: the byte 0x00 at offset 4"),
    ],
)
def test_what_cannot_be_read_says_why_in_one_sentence(data, message):
    with pytest.raises(ReadError) as error:
        decode(data)
    assert str(error.value).startswith(message)
    assert "\n" not in str(error.value)


def test_an_encoding_is_taken_on_request_only():
    assert decode("café".encode("cp1252"), "cp1252").text == "café"
    with pytest.raises(ReadError, match="no encoding is called 'klingon'"):
        decode(b"abc", "klingon")


@given(st.binary())
def test_any_bytes_are_text_or_a_clean_error(data):
    try:
        assert decode(data).text.strip()
    except ReadError as error:
        assert "\n" not in str(error)
