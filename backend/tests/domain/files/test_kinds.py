"""Ending, declared type and content must say the same thing."""

import pytest

from app.domain.files.kinds import Content, FileTypeRefused, kind_of, require_content


@pytest.mark.parametrize(
    ("name", "declared", "media_type"),
    [
        ("card.pdf", "application/pdf", "application/pdf"),
        ("card.PDF", "", "application/pdf"),
        ("card.ai", "application/postscript", "application/pdf"),
        ("logo.jpg", "image/jpeg; charset=binary", "image/jpeg"),
        ("list.csv", "application/vnd.ms-excel", "text/csv"),
        ("mail.eml", "application/octet-stream", "message/rfc822"),
    ],
)
def test_a_file_is_taken_as_what_its_ending_says(name: str, declared: str, media_type: str) -> None:
    assert kind_of(name, declared).media_type == media_type


@pytest.mark.parametrize(
    ("name", "declared"),
    [
        ("page.html", "text/html"),
        ("logo.svg", "image/svg+xml"),
        ("card.pdf.exe", ""),
        ("card.pdf", "text/html"),
        ("card.png", "image/jpeg"),
    ],
)
def test_another_ending_or_another_type_is_refused(name: str, declared: str) -> None:
    with pytest.raises(FileTypeRefused):
        kind_of(name, declared)


def test_the_content_must_be_what_the_ending_says() -> None:
    kind = kind_of("card.pdf", "")
    require_content("card.pdf", kind, Content.PDF)
    with pytest.raises(FileTypeRefused, match=r"ends in \.pdf but is a ZIP archive"):
        require_content("card.pdf", kind, Content.ZIP)
