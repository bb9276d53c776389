"""A file keeps its own name, less whatever a computer would obey."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.files.names import LONGEST_NAME, UnusableFileName, clean_file_name, ending_of


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("Visitenkarte Müller.pdf", "Visitenkarte Müller.pdf"),
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\Users\\maya\\card.PDF", "card.PDF"),
        ("card\r\nX-Evil: yes.pdf", "card X-Evil_ yes.pdf"),
        ("card\x00.pdf", "card.pdf"),
        ("card\u202efdp.exe.pdf", "card fdp.exe.pdf"),
        ("  a   b .pdf", "a b.pdf"),
        ('who "me"?.png', "who _me__.png"),
        ("...hidden.pdf", "hidden.pdf"),
        ("cafe\u0301.pdf", "caf\xe9.pdf"),
        ("x" * 400 + ".tiff", "x" * (LONGEST_NAME - 5) + ".tiff"),
    ],
)
def test_a_name_is_one_line_without_folders(given_name: str, kept: str) -> None:
    assert clean_file_name(given_name) == kept


@pytest.mark.parametrize("given_name", ["", "card", ".pdf", "card.", "..", "/", "a/.pdf", "x.p df"])
def test_a_name_without_a_stem_or_an_ending_is_refused(given_name: str) -> None:
    with pytest.raises(UnusableFileName):
        clean_file_name(given_name)


@given(st.text(max_size=300))
def test_what_is_kept_is_harmless_and_stays_as_it_is(given_name: str) -> None:
    try:
        kept = clean_file_name(given_name)
    except UnusableFileName:
        return
    assert 3 <= len(kept) <= LONGEST_NAME
    assert not set(kept) & set("/\\\r\n\0\u2028\u202e")
    assert kept.isprintable()
    assert clean_file_name(kept) == kept
    assert ending_of(kept)
