"""What holds for every print on every roll and board."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.errors import ValidationError
from app.domain.estimating.edges import with_allowances
from app.domain.estimating.engine import estimate
from app.domain.estimating.layout import Cell, Layout
from app.domain.estimating.nesting import lanes, nest
from app.domain.estimating.rates import RateBook
from app.domain.estimating.result import Estimate
from app.domain.estimating.spec import WideSpec
from app.domain.units import Length
from app.seeds.rate_tables import read_tables, read_terms
from tests.domain.estimating.shops import TODAY

TABLES, TERMS = read_tables(), read_terms()
BOOK: RateBook = replace(
    TERMS,
    version=1,
    stocks=tuple(one.stock for one in TABLES.stocks),
    presses=tuple(one.press for one in TABLES.presses),
    operations=tuple(one.operation for one in TABLES.operations),
)
ROLLS = [stock.code for stock in BOOK.stocks if stock.is_roll]
BOARDS = [one.stock.code for one in TABLES.stocks if one.family == "board"]
WIDE_PRESSES = [press for press in BOOK.presses if press.kind == "wide_format"]
sizes = st.decimals(min_value="1", max_value="130", places=2)
finishing = st.lists(
    st.sampled_from(
        ["hem", "pole_pocket", "grommet_24", "grommet_12", "trim_wide", "laminate_wide_gloss"]
    ),
    unique=True,
    max_size=3,
).map(tuple)
prints = st.builds(
    WideSpec,
    product_type=st.just("banner"),
    trim_width=sizes,
    trim_height=sizes,
    bleed=st.sampled_from([Decimal(0), Decimal("0.125"), Decimal(1)]),
    stock=st.sampled_from(ROLLS + BOARDS),
    coverage=st.sampled_from(["light", "medium", "heavy"]),
    finishing=finishing,
)
levels = st.sampled_from([level.code for level in BOOK.levels])


def made(spec: WideSpec, quantities: list[int], level: str | None = None) -> Estimate | None:
    try:
        return estimate(spec, quantities, BOOK, on=TODAY, customer_level=level)
    except ValidationError:
        return None


@settings(max_examples=150)
@given(prints, st.integers(1, 400))
def test_more_is_billed_than_the_pieces_cover_and_no_print_leaves_its_sheet(
    spec: WideSpec, quantity: int
) -> None:
    found = made(spec, [quantity])
    if found is None:
        return
    (one,) = found.quantities
    (part,) = one.parts
    media = next(item for item in one.items if item.operation == "Media")
    drawing = part.drawing
    assert isinstance(drawing, Layout)
    operations = [BOOK.find_operation(code) for code in spec.finishing]
    width, height = with_allowances(spec.width, spec.height, [op for op in operations if op])
    billed = Fraction(media.inputs["square_feet"])
    assert billed + Fraction(1, 100) >= quantity * Fraction(width * height, (12 * 40_640) ** 2)
    assert drawing.cells
    for cell in drawing.cells:
        assert cell.x - drawing.bleed >= 0
        assert cell.x + cell.width + drawing.bleed <= drawing.sheet_width
        assert cell.y - drawing.bleed >= 0
        assert cell.y + cell.height + drawing.bleed <= drawing.sheet_height
    for left, right in combinations(drawing.cells[:40], 2):
        assert apart(left, right)


def apart(one: Cell, other: Cell) -> bool:
    return (
        one.x + one.width <= other.x
        or other.x + other.width <= one.x
        or one.y + one.height <= other.y
        or other.y + other.height <= one.y
    )


@settings(max_examples=150)
@given(prints, st.lists(st.integers(1, 3000), min_size=2, max_size=6, unique=True), levels)
def test_more_pieces_never_cost_less(spec: WideSpec, many: list[int], level: str) -> None:
    found = made(spec, sorted(many), level)
    if found is not None:
        prices = [one.price for one in found.quantities]
        assert prices == sorted(prices)


@settings(max_examples=60)
@given(prints, st.integers(1, 300))
def test_one_piece_more_never_costs_less(spec: WideSpec, start: int) -> None:
    found = made(spec, list(range(start, start + 12)))
    if found is not None:
        prices = [one.price for one in found.quantities]
        assert prices == sorted(prices)


@settings(max_examples=200)
@given(
    st.integers(1, 60),
    st.integers(1, 60),
    st.integers(1, 80),
    st.integers(0, 3),
    st.integers(1, 90),
)
def test_no_rows_of_either_direction_are_shorter_than_the_nest(
    width: int, height: int, roll: int, gap: int, count: int
) -> None:
    ways = lanes(Length(width), Length(height), roll, Length(gap), Length(1000))
    if not ways:
        assert min(width, height) > roll
        return
    found = nest(count, ways, Length(gap))
    held = sum(lane.across * rows for lane, rows in found.rows)
    assert held >= count
    assert found.length == sum(rows * (lane.length + gap) for lane, rows in found.rows) - gap
    assert found.length == brute_force(width, height, roll, gap, count)
    cells = list(found.cells(0, 0, 10_000))
    assert len(cells) == count
    assert all(cell.x + cell.width <= roll for cell in cells)
    assert max(cell.y + cell.height for cell in cells) == found.length


def brute_force(width: int, height: int, roll: int, gap: int, count: int) -> int:
    """Try every number of rows as drawn, and fill up with turned ones."""
    across = (roll + gap) // (width + gap) if width <= roll else 0
    turned = (roll + gap) // (height + gap) if height <= roll else 0
    lengths: list[int] = []
    for rows in range((count if across else 0) + 1):
        left = max(0, count - rows * across)
        if left and not turned:
            continue
        others = -(-left // turned) if left else 0
        lengths.append(rows * (height + gap) + others * (width + gap) - gap)
    return min(lengths)
