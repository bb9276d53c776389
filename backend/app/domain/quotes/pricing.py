"""What each line of a draft comes to: the engine for products, hands and mark-ups for the rest."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from app.domain.errors import ValidationError
from app.domain.estimating.engine import ENGINE_VERSION
from app.domain.estimating.engines import engine_of
from app.domain.estimating.rates import Policy, RateBook
from app.domain.estimating.result import QuantityEstimate
from app.domain.money import ONE, ZERO, decimal_from, divide, round_money
from app.domain.pricing.markup import Light, margin_light, margin_of
from app.domain.pricing.targets import Target, reach
from app.domain.pricing.totals import line_net
from app.domain.quotes.draft import DraftLine, LineKind, LineQuantity
from app.domain.quotes.vendors import VendorTable

UNIT_QUANTUM: Final = Decimal("0.0001")
SHARE_QUANTUM: Final = Decimal("0.0001")
COST_QUANTUM: Final = Decimal("0.000001")
# No print job comes near it, and every column holds what is derived from it.
LARGEST_AMOUNT: Final = Decimal("99999999.99")
LOWEST_MARGIN: Final = Decimal("-999.9999")
NO_TARGET: Final = "No price leaves this margin of what costs nothing or is given away."


@dataclass(frozen=True, slots=True, kw_only=True)
class PricedQuantity:
    """One quantity with what the shop asks for it.

    ``price`` is for all of it, before the line's discount; ``net`` after it. ``margin`` is what
    ``net`` leaves over ``cost``, as a fraction of it. ``estimate`` is the engine's whole answer as
    a document; ``repriced`` says whether it is new, for an old one is not read to be kept.
    """

    written: LineQuantity
    price: Decimal | None = None
    net: Decimal | None = None
    unit_price: Decimal | None = None
    formula_price: Decimal | None = None
    cost: Decimal | None = None
    margin: Decimal | None = None
    light: Light | None = None
    press_name: str = ""
    sheets: int | None = None
    estimate: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PricedLine:
    """A line with its prices, and by which rates it got them."""

    line: DraftLine
    spec_text: str = ""
    problem: str | None = None
    repriced: bool = True
    rates_version: int
    customer_level: str | None
    priced_on: date
    quantities: tuple[PricedQuantity, ...] = ()

    @property
    def selected(self) -> PricedQuantity | None:
        """The chosen quantity, if one is."""
        return next((one for one in self.quantities if one.written.selected), None)

    @property
    def is_priced(self) -> bool:
        """Whether every quantity has a price; a note has none and wants none."""
        return self.line.kind is LineKind.NOTE or (
            bool(self.quantities) and all(one.price is not None for one in self.quantities)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """By what a line is priced, apart from itself; no level is the price of the book itself."""

    rates: RateBook
    customer_level: str | None
    on: date
    engine_version: int = ENGINE_VERSION


def price_line(line: DraftLine, before: PricedLine | None, terms: Terms) -> PricedLine:
    """Return the line with its prices; what cannot be priced says so in ``problem``.

    The engine's answer of ``before`` is kept where nothing changed that it depends on.
    """
    priced = PricedLine(
        line=line,
        rates_version=terms.rates.version,
        customer_level=terms.customer_level,
        priced_on=terms.on,
    )
    match line.kind:
        case LineKind.NOTE:
            return priced
        case LineKind.PRODUCT:
            priced = _price_product(priced, before, terms)
        case _:
            priced = _price_by_hand(priced, terms)
    policy = terms.rates.policy
    if any(one.target_margin is not None for one in line.quantities):
        priced = _aim(priced, policy)
    quantities = tuple(_finish(one, line, policy) for one in priced.quantities)
    problem = priced.problem
    if not quantities:
        problem = "Say how many."
    elif problem is None and any(one.price is None for one in quantities):
        problem = (
            "Give this purchase a price or its cost."
            if line.kind is LineKind.OUTSIDE
            else "Give this charge a price."
        )
    elif any(_is_too_large(one) for one in quantities):
        problem = "This price is too large to be right."
        quantities = tuple(PricedQuantity(written=one.written) for one in quantities)
    return replace(priced, quantities=quantities, problem=problem)


def _is_too_large(one: PricedQuantity) -> bool:
    amounts = (one.price, one.formula_price, one.cost)
    return any(amount is not None and amount > LARGEST_AMOUNT for amount in amounts)


def _price_product(priced: PricedLine, before: PricedLine | None, terms: Terms) -> PricedLine:
    line = priced.line
    if before is not None and _is_current(before, line, terms):
        kept = {one.written.id: one for one in before.quantities}
        return replace(
            priced,
            spec_text=before.spec_text,
            repriced=False,
            priced_on=before.priced_on,
            quantities=tuple(replace(kept[one.id], written=one) for one in line.quantities),
        )
    spec = line.spec
    if spec is None:
        return replace(priced, problem="Say what is to be printed.")
    unpriced = tuple(PricedQuantity(written=one) for one in line.quantities)
    priced = replace(priced, spec_text=spec.describe(terms.rates), quantities=unpriced)
    if not unpriced:
        return priced
    amounts = sorted(one.quantity for one in line.quantities)
    engine = engine_of(terms.engine_version)
    try:
        found = engine(spec, amounts, terms.rates, on=terms.on, customer_level=terms.customer_level)
    except ValidationError as error:
        return replace(priced, problem=error.message)
    answers = {one.quantity: one for one in found.quantities}
    return replace(
        priced,
        spec_text=found.description,
        quantities=tuple(_from_engine(one, answers[one.quantity]) for one in line.quantities),
    )


def _is_current(before: PricedLine, line: DraftLine, terms: Terms) -> bool:
    """Whether the engine would only repeat itself."""
    known = {(one.written.id, one.written.quantity) for one in before.quantities}
    return (
        bool(line.quantities)
        and before.problem is None
        and before.line.kind is LineKind.PRODUCT
        and before.line.spec == line.spec
        and before.rates_version == terms.rates.version
        and before.customer_level == terms.customer_level
        and {(one.id, one.quantity) for one in line.quantities} <= known
    )


def _from_engine(written: LineQuantity, answer: QuantityEstimate) -> PricedQuantity:
    return PricedQuantity(
        written=written,
        formula_price=answer.price,
        cost=None if answer.cost is None else round_money(answer.cost, quantum=COST_QUANTUM),
        press_name=answer.press_name,
        sheets=answer.gross_sheets,
        estimate=answer.to_document(internal=True),
    )


def _price_by_hand(priced: PricedLine, terms: Terms) -> PricedLine:
    line = priced.line
    if line.vendor_costs is not None:
        return _price_by_vendor(priced, line.vendor_costs, terms)
    quantities: list[PricedQuantity] = []
    for one in line.quantities:
        cost = None if line.cost is None else line.cost * one.quantity
        if cost is None and line.kind is LineKind.CHARGE:
            # A charge is for what is done anyway, unless somebody says what it costs.
            cost = ZERO
        formula: Decimal | None = None
        if line.unit_price is not None:
            formula = round_money(line.unit_price * one.quantity)
        elif line.cost is not None and cost is not None:
            mark_up = terms.rates.mark_ups.of("outwork")
            formula = round_money(decimal_from(mark_up.price(Fraction(cost))))
        quantities.append(PricedQuantity(written=one, formula_price=formula, cost=cost))
    return replace(priced, quantities=tuple(quantities))


def _aim(priced: PricedLine, policy: Policy) -> PricedLine:
    """Turn each margin that is asked for into the typed price that leaves it."""
    problem = priced.problem
    quantities: list[PricedQuantity] = []
    for one in priced.quantities:
        margin = one.written.target_margin
        written = replace(one.written, target_margin=None)
        if margin is not None:
            price = _price_leaving(margin, one, priced.line.discount_percent, policy)
            written = replace(written, typed_price=price)
            if price is None and problem is None:
                problem = NO_TARGET
        quantities.append(replace(one, written=written))
    line = replace(priced.line, quantities=tuple(one.written for one in quantities))
    return replace(priced, line=line, quantities=tuple(quantities), problem=problem)


def _price_leaving(
    margin: Decimal, one: PricedQuantity, discount: Decimal, policy: Policy
) -> Decimal | None:
    """Return the price that leaves the margin once the line's discount is off; None if none can."""
    if not one.cost or discount == ONE:
        return None
    reached = reach(
        Target("margin", margin),
        cost=divide(one.cost, ONE - discount),
        quantity=one.written.quantity,
        mode=policy.rounding.mode,
        quantum=policy.rounding.quantum,
    )
    return reached.price


def _price_by_vendor(priced: PricedLine, table: VendorTable, terms: Terms) -> PricedLine:
    """Find each quantity in the vendor's table; what lies below it has no price and says why."""
    line, problem = priced.line, priced.problem
    outwork = terms.rates.mark_ups.of("outwork")
    quantities: list[PricedQuantity] = []
    for one in line.quantities:
        exact = table.cost(one.quantity)
        if exact is None:
            if not one.is_typed:
                problem = problem or table.refusal(one.quantity)
            quantities.append(PricedQuantity(written=one))
            continue
        formula = round_money(decimal_from(table.price(exact, outwork)))
        if line.unit_price is not None:
            formula = round_money(line.unit_price * one.quantity)
        cost = round_money(decimal_from(exact), quantum=COST_QUANTUM)
        quantities.append(PricedQuantity(written=one, formula_price=formula, cost=cost))
    return replace(priced, quantities=tuple(quantities), problem=problem)


def _finish(one: PricedQuantity, line: DraftLine, policy: Policy) -> PricedQuantity:
    """Let a typed price stand over the formula's, take the discount off, see what is left."""
    typed = one.written.asked_price
    price = one.formula_price if typed is None else typed
    if price is None:
        return replace(one, price=None, net=None, unit_price=None, margin=None, light=None)
    net = line_net(price, line.discount_percent)
    unit_price = round_money(divide(price, Decimal(one.written.quantity)), quantum=UNIT_QUANTUM)
    asked = line.unit_price if typed is None else one.written.typed_unit_price
    if asked is not None:
        unit_price = asked
    margin: Decimal | None = None
    light: Light | None = None
    if one.cost is not None:
        exact = margin_of(net, one.cost)
        light = margin_light(exact, floor=policy.margin_floor, target=policy.margin_target)
        margin = share(exact)
    return replace(one, price=price, net=net, unit_price=unit_price, margin=margin, light=light)


def share(exact: Decimal | None) -> Decimal | None:
    """Round a margin to what is shown and stored; a loss beyond all measure is cut off there."""
    if exact is None:
        return None
    return max(round_money(exact, quantum=SHARE_QUANTUM), LOWEST_MARGIN)
