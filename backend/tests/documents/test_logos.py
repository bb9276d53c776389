"""What is let in as a logo, and in which shape it is kept."""

import struct
import zlib
from base64 import b64encode

import pytest

from app.documents.logos import BadLogo, checked_drawing, logo_of_upload
from app.documents.shop_profile import read_shop_profile

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'


def drawing(inside: str, attributes: str = "") -> str:
    return f"{HEAD} viewBox='0 0 9 9' {attributes}>{inside}</svg>"


def upload(content: bytes) -> str:
    return logo_of_upload(b64encode(content).decode())


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png(width: int = 2, height: int = 2, *extra: bytes) -> bytes:
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    pixels = zlib.compress((b"\x00" + b"\x7f" * width) * height)
    parts = [chunk(b"IHDR", head), *extra, chunk(b"IDAT", pixels), chunk(b"IEND", b"")]
    return b"".join([b"\x89PNG\r\n\x1a\n", *parts])


@pytest.mark.parametrize(
    ("hostile", "sentence"),
    [
        (drawing("<script>alert(1)</script>"), "script or a page"),
        (drawing("<g><foreignObject><p/></foreignObject></g>"), "script or a page"),
        (drawing("<path d='M0 0' onclick='x()'/>"), "contains a script"),
        (drawing("", "ONLOAD='x()'"), "contains a script"),
        (drawing("<image href='https://evil.example/a.png'/>"), "outside itself"),
        (drawing("<image xlink:href='file:///etc/passwd'/>"), "outside itself"),
        (drawing("<image href='data:image/svg+xml;base64,PHN2Zz4='/>"), "outside itself"),
        (drawing("<use href='other.svg#a'/>"), "outside itself"),
        (drawing("<a href='javascript:x()'><path d='M0 0'/></a>"), "contains a link"),
        (drawing("<style>@import 'https://evil.example/a.css';</style>"), "outside itself"),
        (drawing("<style>path{fill:url(https://evil.example)}</style>"), "outside itself"),
        (drawing("<style>p{background:\\75rl(//evil.example)}</style>"), "outside itself"),
        (drawing("<path d='M0 0' style='fill:url(//evil.example/a)'/>"), "outside itself"),
        (drawing("<path d='M0 0'><set attributeName='href' to='x'/></path>"), "moves"),
        (f"<!DOCTYPE svg [<!ENTITY a 'b'>]>{drawing('&a;')}", "DOCTYPE"),
        ("<svg>", "cannot be read"),
        ("<html xmlns='http://www.w3.org/1999/xhtml'/>", "something else"),
        ("<svg/>", "something else"),
        (drawing("x" * 200_000), "larger than 200 kB"),
    ],
)
def test_a_drawing_that_is_more_than_a_drawing_is_refused(hostile: str, sentence: str) -> None:
    with pytest.raises(BadLogo, match=sentence) as refused:
        upload(hostile.encode())
    assert refused.value.fields[0]["path"] == ["logo_svg"]


def test_of_a_drawing_only_what_draws_is_kept() -> None:
    shapes = "<g id='a' fill='url(#b)'><path d='M0 0h9v9z'/></g><use xlink:href='#a'/>"
    saved = (
        "<?xml version='1.0' encoding='utf-8'?><!-- by a program -->"
        '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/svg11.dtd">'
        + drawing(
            f"<metadata><x/></metadata><sodipodi:view zoom='2'/>{shapes}",
            "xmlns:sodipodi='http://sodipodi.example/dtd' sodipodi:name='draft'",
        )
    )
    kept = checked_drawing(saved)
    assert "sodipodi" not in kept
    assert "metadata" not in kept
    assert kept.startswith("<svg ")
    assert "url(#b)" in kept
    assert 'xlink:href="#a"' in kept
    assert checked_drawing(kept) == kept


def test_the_demo_shops_own_logo_is_let_in() -> None:
    logo = read_shop_profile().logo_svg
    assert logo is not None
    assert "<path" in checked_drawing(logo)


def test_a_picture_is_set_in_a_drawing_without_what_it_says_of_itself() -> None:
    plain, told = upload(png()), upload(png(2, 2, chunk(b"tEXt", b"Author\x00Sam")) + b"<script>")
    assert plain == told
    assert 'viewBox="0 0 2 2"' in plain
    assert checked_drawing(plain).count("data:image/png;base64,") == 1


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (png()[:-20], "damaged"),
        (png().replace(b"\x08\x00\x00\x00\x00", b"\x08\x02\x00\x00\x00"), "damaged"),
        (png(2_001, 1), "2,000 pixels"),
        (b"\x89PNG\r\n\x1a\n", "damaged"),
        (png(2, 2, chunk(b"PLTE", b"x" * 150_000)), "larger than 140 kB"),
        (b"GIF89a", "cannot be read"),
        (b"\xff\xd8\xff\xe0JFIF", "SVG or a PNG"),
        ("<svg/>".encode("utf-16"), "SVG or a PNG"),
    ],
)
def test_a_file_that_is_no_logo_is_refused(content: bytes, sentence: str) -> None:
    with pytest.raises(BadLogo, match=sentence):
        upload(content)


def test_what_is_no_base64_is_refused() -> None:
    with pytest.raises(BadLogo, match="did not arrive whole"):
        logo_of_upload("%%%")
