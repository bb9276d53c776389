"""What holds for every booklet, book and set under the rates that a new shop starts with."""

from decimal import Decimal
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.errors import ValidationError
from app.domain.estimating.engine import estimate
from app.domain.estimating.pages import book_thickness, creep, pad_pages, spine_width
from app.domain.estimating.rates import Binding, RateBook
from app.domain.estimating.result import Estimate
from app.domain.estimating.spec import BoundSpec, SetSpec, Specification, specification_from
from tests.domain.estimating.shops import TODAY
from tests.domain.estimating.test_seeded_rates import BOOK

TEXTS = ["GLT-100-12X18", "OPQ-60-12X18", "OPQ-70-13X19", "SLT-80-13X19", "GLT-80-23X35"]
COVERS = ["GLC-80-13X19", "C1S-10-13X19", "COV-80-13X19"]
sizes = st.sampled_from([("8.5", "11"), ("5.5", "8.5"), ("6", "9"), ("9", "6"), ("4.25", "5.5")])


@st.composite
def books(draw: st.DrawFn) -> BoundSpec:
    width, height = draw(sizes)
    binding = draw(st.sampled_from(["saddle_stitch", "perfect_bind", "coil", "wire_o"]))
    covered = binding == "perfect_bind" or draw(st.booleans())
    pages = st.integers(4, 60) if binding == "saddle_stitch" else st.integers(40, 300)
    return BoundSpec(
        product_type="book",
        trim_width=Decimal(width),
        trim_height=Decimal(height),
        bleed=draw(st.sampled_from([Decimal(0), Decimal("0.125")])),
        pages=draw(pages),
        stock=draw(st.sampled_from(TEXTS)),
        colours_front=draw(st.integers(1, 4)),
        colours_back=draw(st.integers(0, 4)),
        cover_stock=draw(st.sampled_from(COVERS)) if covered else None,
        cover_colours_front=4 if covered else 0,
        cover_finishing=("laminate_gloss_1",) if covered and draw(st.booleans()) else (),
        binding=binding,
        binding_edge=draw(st.sampled_from(["left", "top"])),
        finishing=tuple(draw(st.sets(st.sampled_from(["pack", "shrink_wrap_100"])))),
        versions=draw(st.integers(1, 3)),
    )


@st.composite
def sets(draw: st.DrawFn) -> SetSpec:
    width, height = draw(sizes)
    middle = ["NCR-20-CFB-12X18"] * draw(st.integers(0, 3))
    extras = st.sets(st.sampled_from(["number", "perforate", "pad_50", "pack", "drill_3"]))
    return SetSpec(
        product_type="ncr",
        trim_width=Decimal(width),
        trim_height=Decimal(height),
        stocks=("NCR-20-CB-12X18", *middle, "NCR-20-CF-12X18"),
        colours_front=draw(st.integers(1, 4)),
        colours_back=draw(st.integers(0, 1)),
        finishing=tuple(sorted(draw(extras))),
        versions=draw(st.integers(1, 3)),
    )


works = books() | sets()
counts = st.integers(3, 8_000)


def made(spec: Specification, quantities: list[int], book: RateBook = BOOK) -> Estimate | None:
    try:
        return estimate(spec, quantities, book, on=TODAY)
    except ValidationError:
        return None


@settings(max_examples=60)
@given(works, counts)
def test_parts_and_buckets_sum_to_the_whole(spec: Specification, quantity: int) -> None:
    found = made(spec, [quantity])
    if found is None:
        return
    one = found.quantities[0]
    assert sum(item.amount for item in one.items) == one.cost
    assert sum(bucket.cost for bucket in one.buckets) == one.cost
    assert sum(bucket.price for bucket in one.buckets) == one.formula_price
    assert {item.part for item in one.items} <= {"Job", *(part.name for part in one.parts)}
    assert all(item.exact > 0 for item in one.items)
    assert all(part.gross_sheets >= part.net_sheets > 0 for part in one.parts)


@settings(max_examples=60)
@given(works, st.lists(counts, min_size=2, max_size=4, unique=True))
def test_more_copies_never_cost_less(spec: Specification, quantities: list[int]) -> None:
    found = made(spec, sorted(quantities))
    if found is not None:
        prices = [one.price for one in found.quantities]
        assert prices == sorted(prices)


@settings(max_examples=25)
@given(works, st.integers(3, 1_500))
def test_one_copy_more_never_costs_less(spec: Specification, start: int) -> None:
    found = made(spec, list(range(start, start + 8)))
    if found is not None:
        prices = [one.price for one in found.quantities]
        assert prices == sorted(prices)


@settings(max_examples=40)
@given(works, counts)
def test_a_specification_read_back_has_the_same_price(spec: Specification, quantity: int) -> None:
    first, again = made(spec, [quantity]), made(specification_from(spec.to_document()), [quantity])
    assert (first is None) == (again is None)
    if first is not None and again is not None:
        assert first.quantities[0].price == again.quantities[0].price


@given(st.integers(1, 5_000), st.sampled_from([2, 4, 6, 8, 16]))
def test_padding_loses_no_page_and_adds_less_than_a_multiple(asked: int, multiple: int) -> None:
    pages = pad_pages(asked, multiple)
    assert pages.bound % multiple == 0
    assert 0 <= pages.blanks < multiple
    assert pages.leaves * 2 == pages.bound


calipers = st.decimals("0.002", "0.02", places=4)


@given(st.integers(1, 500), st.integers(1, 50), calipers, calipers, st.booleans())
def test_a_spine_and_a_book_grow_with_every_leaf(
    leaves: int, more: int, paper: Decimal, cover: Decimal, outside: bool
) -> None:
    rules = Binding(covers_in_spine=outside)
    thin = spine_width(2 * leaves, paper, cover, rules)
    thick = spine_width(2 * (leaves + more), paper, cover, rules)
    assert thick - thin == more * Fraction(paper)
    assert book_thickness(2 * leaves, paper, cover) >= thin
    assert creep(4 * leaves, paper, Decimal(1)) == (leaves - 1) * Fraction(paper)


@settings(max_examples=40)
@given(books(), st.integers(50, 500))
def test_no_book_is_bound_outside_the_limits_of_its_binding(spec: BoundSpec, quantity: int) -> None:
    found = made(spec, [quantity])
    if found is None:
        return
    said = {fact.code: fact.value for fact in found.quantities[0].facts}
    thick = Decimal(said["thickness"].split()[0])
    operation = BOOK.find_operation(spec.binding)
    assert operation is not None
    rules = operation.binding
    assert rules.max_thickness_in is None or thick <= rules.max_thickness_in
    assert thick >= rules.min_thickness_in
    if rules.elements:
        assert Decimal(said["element"].split()[0]) >= thick + rules.clearance_in
