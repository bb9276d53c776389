"""The rate book that a shop starts with sells sensibly, before anybody has changed a figure."""

from datetime import date
from decimal import Decimal
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.catalog import FAMILY_NAMES, printable_stocks
from app.domain.catalog.effect import Repricer, weigh_jobs
from app.domain.catalog.findings import lint_jobs
from app.domain.estimating.engine import estimate
from app.domain.estimating.paper import gsm_from_pounds
from app.domain.estimating.rates import OperationKind, RateBook
from app.domain.estimating.refusals import EstimateRefused
from app.domain.estimating.result import QuantityEstimate
from app.domain.estimating.sheets import WHOLE_SHEET
from app.domain.estimating.spec import Specification, specification_from
from app.schemas.catalog import ProductDefinition
from app.seeds.rate_tables import read_tables, read_terms

DAY = date(2026, 11, 20)


@cache
def seeded_book() -> RateBook:
    tables, terms = read_tables(), read_terms()
    return RateBook(
        version=1,
        grades=terms.grades,
        stocks=tuple(one.stock for one in tables.stocks),
        presses=tuple(one.press for one in tables.presses),
        operations=tuple(one.operation for one in tables.operations),
        mark_ups=terms.mark_ups,
        policy=terms.policy,
        levels=terms.levels,
        rush=terms.rush,
        services=terms.services,
    )


@cache
def products() -> dict[str, ProductDefinition]:
    return {product.code: product for product in read_tables().products}


def specification(code: str, **changes: object) -> Specification:
    """The product as its form starts, and as the builder would send it."""
    product = products()[code]
    filled: dict[str, object] = {
        field.name: field.default
        for field in product.fields
        if field.default is not None or field.none_label is not None
    }
    if product.sizes:
        filled["unit"] = product.sizes[0].unit
    return specification_from({"kind": product.kind, "product_type": code, **filled, **changes})


def offered(product: ProductDefinition, name: str) -> list[str]:
    field = next((one for one in product.fields if one.name == name), None)
    return [] if field is None else [str(option.value) for option in field.options]


def totals(spec: Specification, quantities: list[int]) -> list[Decimal]:
    made = [estimate(spec, [quantity], seeded_book(), on=DAY) for quantity in quantities]
    return [one.quantities[0].price for one in made]


def test_the_book_has_the_papers_presses_and_finishing_of_a_whole_shop() -> None:
    book = seeded_book()
    assert len(book.stocks) >= 40
    kinds = [press.kind for press in book.presses]
    assert (kinds.count("digital"), kinds.count("offset"), kinds.count("wide_format")) == (3, 1, 2)
    needed = set(OperationKind) - {OperationKind.ROUND_CORNER, OperationKind.COAT}
    assert needed <= {operation.kind for operation in book.operations}
    assert {one.family for one in read_tables().stocks} == set(FAMILY_NAMES)
    assert len(printable_stocks(book)) >= 30


def test_the_reference_jobs_are_ten_of_every_kind_of_work_and_all_can_be_made() -> None:
    book = seeded_book()
    jobs = read_tables().reference_jobs
    assert len(jobs) == 10
    sold = [(job.spec.kind, getattr(job.spec, "binding", "")) for job in jobs]
    assert {("bound", "saddle_stitch"), ("bound", "perfect_bind")} < set(sold)
    assert {"flat", "set", "wide"} < {kind for kind, _ in sold}
    effects = weigh_jobs(jobs, Repricer(book, DAY), Repricer(book, DAY))
    assert {one.name: one.problem for one in effects if one.problem is not None} == {}
    assert len(effects) == sum(len(job.quantities) for job in jobs)
    assert lint_jobs(effects, book) == []


def test_the_grams_of_every_paper_follow_from_its_pounds() -> None:
    book = seeded_book()
    for stock in book.stocks:
        if not stock.basis_weight:
            continue
        grade = book.find_grade(stock.grade)
        assert grade is not None
        exact = gsm_from_pounds(stock.basis_weight, grade, book.policy.gsm_factor)
        assert abs(float(exact) / float(stock.gsm) - 1) < 0.0005, stock.code


@pytest.mark.parametrize("code", products())
def test_every_product_is_priced_as_its_form_starts(code: str) -> None:
    product = products()[code]
    made = estimate(specification(code), product.quantities, seeded_book(), on=DAY)
    floor = seeded_book().policy.margin_floor
    assert [one.quantity for one in made.quantities] == product.quantities
    assert all(earned(one) > floor for one in made.quantities)
    assert set(made.warnings) <= {WHOLE_SHEET}


def earned(one: QuantityEstimate) -> Decimal:
    """The margin on what the shop does; postage is passed on at what it costs."""
    passed_on = sum((item.amount for item in one.items if item.bucket == "delivery"), Decimal(0))
    assert one.margin is not None
    return one.margin / (one.price - passed_on)


def test_the_best_customers_still_pay_for_the_work() -> None:
    book = seeded_book()
    for level in book.levels:
        made = estimate(
            specification("flyer"), [500, 2500], book, on=DAY, customer_level=level.code
        )
        assert all((one.margin_fraction or 0) > book.policy.margin_floor for one in made.quantities)


@pytest.mark.parametrize("code", products())
def test_every_usual_size_and_finishing_of_a_product_can_be_made(code: str) -> None:
    product = products()[code]
    book = seeded_book()
    for size in product.sizes:
        changes = {"trim_width": size.width, "trim_height": size.height, "unit": size.unit}
        if size.unit == "mm":
            changes["bleed"] = "3"
        estimate(specification(code, **changes), [1000], book, on=DAY)
    for operation in offered(product, "finishing"):
        assert makeable(product, operation), operation


def makeable(product: ProductDefinition, operation: str) -> bool:
    """Whether some paper that suits the product takes the operation."""
    paper = next((field for field in product.fields if field.name == "stock"), None)
    choices: list[dict[str, object]] = [{}]
    if paper is not None:
        choices += [
            {"stock": one.stock.code}
            for one in read_tables().stocks
            if one.family in paper.families or not paper.families
        ]
    for choice in choices:
        try:
            spec = specification(product.code, **choice, finishing=[operation])
            estimate(spec, [1000], seeded_book(), on=DAY)
        except EstimateRefused:
            continue
        return True
    return False


def test_a_fields_condition_names_a_field_of_the_same_form() -> None:
    for product in products().values():
        names = {field.name for field in product.fields}
        conditions = [field.depends_on for field in product.fields if field.depends_on]
        assert {condition.field for condition in conditions} <= names


def test_words_typed_for_products_papers_and_finishing_mean_one_thing_each() -> None:
    tables = read_tables()
    words = [word for product in tables.products for word in product.aliases]
    words += [word for stock in tables.stocks for word in stock.aliases]
    words += [word for operation in tables.operations for word in operation.aliases]
    assert len(words) == len(set(words))


@pytest.mark.parametrize("code", ["business_card", "postcard", "flyer"])
def test_a_total_never_falls_as_the_quantity_rises(code: str) -> None:
    steps = [50, *range(75, 1000, 41), *range(1000, 10_001, 390), 10_000]
    prices = totals(specification(code), steps)
    assert prices == sorted(prices)


@given(
    code=st.sampled_from(["business_card", "postcard", "flyer", "brochure", "notepad"]),
    lower=st.integers(50, 10_000),
    step=st.integers(1, 400),
    level=st.sampled_from(["standard", "preferred", "nonprofit", "trade"]),
)
def test_a_few_pieces_more_never_cost_less(code: str, lower: int, step: int, level: str) -> None:
    quantities = [lower, lower + step]
    made = estimate(
        specification(code), quantities, seeded_book(), on=DAY, customer_level=level
    ).quantities
    assert made[0].price <= made[1].price
