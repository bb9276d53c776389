"""Ten thousand random specifications: every drawing is on its sheet, and shows what is counted."""

import random
from dataclasses import replace
from decimal import Decimal
from typing import Final, Literal

from app.domain.errors import ValidationError
from app.domain.estimating.imposition import Piece, PieceTooSmall, Sheet, impose
from app.domain.estimating.layout import Layout
from app.domain.estimating.methods import methods_of
from app.domain.estimating.parents import sheets_for
from app.domain.estimating.parts import PrintedPart
from app.domain.estimating.routing import plan_sheets
from app.domain.units import Length
from tests.domain.estimating.offset_shop import BOOK as OFFSET_BOOK
from tests.domain.estimating.offset_shop import OFFSET_PRESS
from tests.domain.estimating.shops import SEEDED, TODAY, inch

SPECIFICATIONS: Final = 10_000
PLANNED: Final = 150
GRAINS: Final[tuple[Literal["any", "width", "height"], ...]] = ("any", "width", "height")
MIXED: Final = replace(SEEDED, policy=replace(SEEDED.policy, layout="mixed"))
BOTH: Final = replace(
    SEEDED,
    stocks=(*SEEDED.stocks, replace(OFFSET_BOOK.stocks[0], code="parent", grain="long")),
    presses=(
        *SEEDED.presses,
        replace(OFFSET_PRESS, colour_bar=inch("0.1875"), margins=SEEDED.presses[0].margins),
    ),
)


def random_part(chance: random.Random) -> PrintedPart:
    short, long = sorted(chance.uniform(0.5, 9) for _ in range(2))
    return PrintedPart(
        name="Sheet",
        width=Length(int(long * 40_640) if chance.random() < 0.5 else int(short * 40_640)),
        height=Length(int(short * 40_640)),
        unit="in",
        bleed=inch(chance.choice(["0", "0", "0.0625", "0.125"])),
        colours_front=chance.randint(1, 4),
        colours_back=chance.choice([0, 1, 4, 4]),
        stock=chance.choice(["c2s-14", "text-100", "bond-20", "parent"]),
        grain=chance.choice(GRAINS),
    )


def check(found: Layout, part: PrintedPart) -> None:
    document = found.to_document()
    assert found.n_up == len(document["cells"]) == document["n_up"]
    assert 1 <= found.n_up <= found.max_up
    assert document["proof"].startswith(f"{found.n_up:,} up")
    gap = max(found.gap, 0)
    boxes = []
    for cell in found.cells:
        assert {cell.width, cell.height} == {part.width, part.height}
        assert cell.x - found.bleed >= found.left
        assert cell.y - found.bleed >= max(found.bottom, found.gripper)
        assert cell.x + cell.width + found.bleed <= found.sheet_width - found.right
        assert cell.y + cell.height + found.bleed <= found.sheet_height - found.top
        assert found.top >= found.colour_bar
        boxes.append((cell.x, cell.y, cell.x + cell.width + gap, cell.y + cell.height + gap))
    boxes.sort()
    for place, (_, bottom, right, top) in enumerate(boxes):
        for left, other_bottom, _, other_top in boxes[place + 1 :]:
            if left >= right:
                break
            assert other_bottom >= top or other_top <= bottom
    for cut in found.cuts:
        assert 0 <= cut.x1 <= cut.x2 <= found.sheet_width
        assert 0 <= cut.y1 <= cut.y2 <= found.sheet_height


def grain_holds(found: Layout, part: PrintedPart) -> bool:
    if part.grain == "any" or found.grain == "none":
        return True
    return all((found.grain == part.grain) is not cell.rotated for cell in found.cells)


def random_layout(chance: random.Random, part: PrintedPart) -> Layout | None:
    """Lay a part on a random sheet of a random press, by one of the press's methods."""
    press = chance.choice(BOTH.presses)
    stock = next(one for one in BOTH.stocks if one.code == part.stock)
    sheets = list(sheets_for(press, stock))
    if not sheets:
        return None
    method = chance.choice(list(methods_of(press, part.colours_front, part.colours_back)))
    surface = Sheet.on_press(chance.choice(sheets), press, method.name)
    upright, rotated = True, True
    if part.grain != "any" and surface.grain != "none":
        upright = surface.grain == part.grain
        rotated = not upright
    gap = Length(2 * part.bleed + chance.choice([0, inch("0.125")]))
    piece = Piece(part.width, part.height, part.bleed, gap, upright, rotated)
    try:
        return impose(surface, piece, chance.choice(["grid", "grid", "guillotine"]))
    except PieceTooSmall:
        return None


def test_no_layout_of_ten_thousand_specifications_leaves_its_sheet_or_overlaps() -> None:
    chance = random.Random(20_261_121)
    drawn = 0
    while drawn < SPECIFICATIONS:
        part = random_part(chance)
        found = random_layout(chance, part)
        if found is not None:
            check(found, part)
            assert grain_holds(found, part)
            drawn += 1


def test_every_way_that_the_engine_finds_draws_what_it_counts() -> None:
    chance = random.Random(20_261_122)
    drawn = 0
    for _ in range(PLANNED):
        part = random_part(chance)
        try:
            ways = plan_sheets(part, chance.choice([BOTH, MIXED]), TODAY).ways
        except ValidationError:
            continue
        for way in ways:
            made = way.bid(1000).make()
            assert isinstance(made.drawing, Layout)
            check(made.drawing, part)
            assert grain_holds(made.drawing, part)
            assert f"{made.drawing.n_up:,} up" in made.words
            assert made.gross_sheets >= made.net_sheets >= Decimal(1000) / made.drawing.n_up
            assert made.parents * made.parent_out >= made.gross_sheets
            drawn += 1
    assert drawn > PLANNED
