"""Files are looked into by a process that can do no harm, whatever the file is."""

import io
import json
import resource
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from app.adapters.inspection import look_into, looking
from app.domain.files.kinds import Medium
from app.schemas.attachments import FileFacts
from tests.factories import files

INCH = 40_640


async def test_a_pdfs_pages_boxes_and_pictures_are_found(tmp_path: Path) -> None:
    path = tmp_path / "card"
    turned = files.Page(media=(0, 0, 8, 10), trim=(1, 2, 7, 9), rotate=90)
    path.write_bytes(files.pdf(files.CARD, files.CARD, turned))
    look = await look_into(path, "pdf")
    assert look.problem == ""
    facts = FileFacts.model_validate(look.figures)
    assert facts.pages == 3
    card, other = facts.runs
    assert (card.first, card.last, card.width, card.height) == (1, 2, 152_400, 91_440)
    assert card.trim == [5_080, 5_080, 147_320, 86_360]
    assert card.bleed == [0, 0, 152_400, 91_440]
    # Turned by a quarter: what was its bottom is now its left.
    assert (other.width, other.height) == (10 * INCH, 8 * INCH)
    assert other.trim == [2 * INCH, 1 * INCH, 9 * INCH, 7 * INCH]
    assert sorted(look.pictures) == [0, 1, 2, 3]
    page = Image.open(io.BytesIO(look.pictures[1]))
    assert (page.format, page.size) == ("WEBP", (1_000, 600))
    assert Image.open(io.BytesIO(look.pictures[0])).size == (192, 115)
    assert page.convert("RGB").getpixel((150, 400)) == pytest.approx((255, 0, 0), abs=12)


async def test_an_images_pixels_are_found(tmp_path: Path) -> None:
    path = tmp_path / "logo"
    path.write_bytes(files.png(1_200, 600, dpi=300))
    look = await look_into(path, "image")
    facts = FileFacts.model_validate(look.figures)
    assert (facts.pixels, facts.dpi, facts.colours) == ([1_200, 600], 300, ["rgb"])
    assert Image.open(io.BytesIO(look.pictures[1])).size == (1_000, 500)
    Image.new("CMYK", (30, 20)).save(path, "TIFF", dpi=(72.5, 72.5))
    look = await look_into(path, "image")
    facts = FileFacts.model_validate(look.figures)
    assert (facts.pixels, facts.dpi, facts.colours) == ([30, 20], 72, ["cmyk"])


@pytest.mark.parametrize(
    ("body", "medium", "said"),
    [
        (b"%PDF-1.7 and nothing else %%EOF", "pdf", "damaged"),
        (files.png()[:20], "image", "damaged"),
        (files.png()[:50], "image", "cut off"),
        (files.png(20_000, 7_000, drawn=1), "image", "too large to be shown"),
    ],
)
async def test_what_cannot_be_looked_into_is_said(
    tmp_path: Path, body: bytes, medium: Medium, said: str
) -> None:
    path = tmp_path / "file"
    path.write_bytes(body)
    look = await look_into(path, medium)
    assert said in look.problem
    assert look.pictures == {}


async def test_a_look_that_never_ends_is_ended(tmp_path: Path) -> None:
    program = tmp_path / "endless.py"
    program.write_text('import time\nprint(\'{"medium": "pdf"}\', flush=True)\ntime.sleep(600)\n')
    look = await look_into(tmp_path, "pdf", program=program, patience=1)
    assert look.figures == {"medium": "pdf"}
    assert "too long" in look.problem


@pytest.mark.parametrize(
    "lines",
    ['{"page": 99, "bytes": 4}', '{"page": 1, "bytes": 99999999}', "[]", "nonsense"],
)
async def test_what_a_taken_over_look_says_is_not_believed(tmp_path: Path, lines: str) -> None:
    program = tmp_path / "liar.py"
    program.write_text(f"print({lines!r})\nprint('x' * 100)\n")
    look = await look_into(tmp_path, "pdf", program=program)
    assert (look.figures, look.pictures) == (None, {})
    assert look.problem


def test_the_look_has_given_up_memory_time_and_the_right_to_write() -> None:
    asked = (
        f"import sys; sys.path.insert(0, {str(Path(looking.__file__).parent)!r})\n"
        "import json, os, resource, looking\n"
        "looking.give_up_rights()\n"
        "limits = [resource.getrlimit(one) for one in (resource.RLIMIT_AS, resource.RLIMIT_CPU, "
        "resource.RLIMIT_FSIZE)]\n"
        "print(json.dumps([limits, sorted(os.environ)]))"
    )
    said = subprocess.run(  # noqa: S603 - our own words
        [sys.executable, "-I", "-c", asked], check=True, capture_output=True, env={}
    ).stdout
    limits, names = json.loads(said)
    assert limits == [[looking.MEMORY_BYTES] * 2, [looking.CPU_SECONDS] * 2, [0, 0]]
    assert not {name for name in names if name.startswith(("FORGE", "DATABASE", "REDIS"))}
    assert resource.getrlimit(resource.RLIMIT_FSIZE) != (0, 0)
