"""Bytes to text: every encoding comes back, the guess is said, nothing is normalised."""

from __future__ import annotations

import codecs

import pytest

from workbench.errors import InputError
from workbench.read.decode import decode

SENTENCE = "Der Hafen bleibt über Nacht geöffnet, sagte der Bürgermeister am Freitag.\r\nDie Fähre fährt früher.\r\n"


@pytest.mark.parametrize(
    ("raw", "text", "encoding"),
    [
        (SENTENCE.encode(), SENTENCE, "utf-8"),
        (codecs.BOM_UTF8 + SENTENCE.encode(), "\ufeff" + SENTENCE, "utf-8 (byte order mark)"),
        (codecs.BOM_UTF16_LE + SENTENCE.encode("utf-16-le"), "\ufeff" + SENTENCE, "utf-16-le (byte order mark)"),
        (codecs.BOM_UTF16_BE + SENTENCE.encode("utf-16-be"), "\ufeff" + SENTENCE, "utf-16-be (byte order mark)"),
        (codecs.BOM_UTF32_LE + SENTENCE.encode("utf-32-le"), "\ufeff" + SENTENCE, "utf-32-le (byte order mark)"),
        (SENTENCE.encode("utf-16-le"), SENTENCE, "utf-16-le (guessed)"),
        (SENTENCE.encode("latin-1"), SENTENCE, "windows-1252 (guessed)"),
        ("“Yes” – 5 €".encode("cp1252"), "“Yes” – 5 €", "windows-1252 (guessed)"),
    ],
)
def test_the_text_comes_back_and_the_encoding_is_named(raw: bytes, text: str, encoding: str) -> None:
    decoded = decode(raw)
    assert (decoded.text, decoded.encoding, decoded.problem) == (text, encoding, None)


def test_cyrillic_in_a_legacy_encoding_is_guessed() -> None:
    text = "Министр заявил в пятницу, что порт будет открыт для рыбаков уже в мае этого года. " * 5
    decoded = decode(text.encode("cp1251"))
    assert (decoded.text, decoded.encoding) == (text, "windows-1251 (guessed)")


def test_a_declared_encoding_is_believed_when_the_bytes_are_no_utf8() -> None:
    assert decode("Łódź".encode("iso-8859-2"), declared="iso-8859-2").text == "Łódź"
    assert decode("Łódź".encode(), declared="iso-8859-2").encoding == "utf-8"
    assert decode("déjà".encode("cp1252"), declared="no-such-encoding").text == "déjà"


def test_composed_and_decomposed_letters_spaces_and_line_ends_stay_as_they_are() -> None:
    text = "e\u0301 é\u00a0\u2009x\r\ny\rz\n"
    assert decode(text.encode()).text == text


def test_a_broken_byte_in_utf8_is_shown_and_reported() -> None:
    decoded = decode(SENTENCE.encode() + b"\xff.")
    assert decoded.text == SENTENCE + "\ufffd."
    assert decoded.problem == "1 bytes are no UTF-8 and are shown as U+FFFD"


@pytest.mark.parametrize(
    ("raw", "cause"),
    [
        (b"", "is empty"),
        (b" \r\n\t", "is empty"),
        (codecs.BOM_UTF8 + b"\n", "is empty"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"text\0with a NUL", "NUL"),
        (bytes(range(1, 32)) * 20, "control characters"),
    ],
)
def test_empty_and_binary_files_are_refused_with_the_cause(raw: bytes, cause: str) -> None:
    with pytest.raises(InputError, match=cause):
        decode(raw)


def test_enough_polish_tells_its_code_page_from_the_western_one() -> None:
    text = (
        "Zarząd portu zgodził się w piątek, że drugie nabrzeże będzie znów otwarte dla łodzi rybackich już w maju. " * 8
    )
    assert decode(text.encode("cp1250")).text == text
