"""From lines to a document's total: the one arithmetic behind list, form, PDF and export.

In this order: line price, line discount, document discount shared among the lines by largest
remainder, tax by line code, total. What a person sees is in cents, rounded half-up.

The tax of a document is taken on what its lines come to before their discounted prices are rounded,
and rounded once; the tax of a line is taken on the line's rounded price. The two can differ by a
cent (see docs/estimating.md), which is why a shop has one setting for it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final, Literal

from app.domain.errors import ValidationError
from app.domain.money import MONEY_CONTEXT, ONE, ZERO, allocate, money_text, round_money
from app.domain.pricing.markup import margin_of

TaxCode = Literal["taxable", "exempt", "resale"]
NOTHING: Final = Decimal("0.00")
CERTIFICATES: Final[dict[str, str]] = {"exempt": "exemption", "resale": "resale"}


class InvalidDiscount(ValidationError):
    """A discount below nothing or above everything."""

    code = "invalid_discount"


@dataclass(frozen=True, slots=True)
class TotalsLine:
    """One line as the totals see it.

    ``price`` is that of the selected quantity, already rounded; None while none is selected or the
    selected one has no price. ``cost`` is None where nobody knows it. Optional and alternate lines
    are ``optional``: they are worked out and never added.
    """

    price: Decimal | None
    tax_code: TaxCode = "taxable"
    discount_percent: Decimal = ZERO
    optional: bool = False
    cost: Decimal | None = None


@dataclass(frozen=True, slots=True)
class DocumentDiscount:
    """What is taken off the whole: first a fraction of the lines, then an amount."""

    percent: Decimal = ZERO
    amount: Decimal = ZERO


@dataclass(frozen=True, slots=True)
class Certificate:
    """A customer's exemption or resale certificate; ``kind`` is the line code that it covers."""

    kind: Literal["exempt", "resale"]
    state: str
    number: str
    expires_on: date | None = None

    def is_valid(self, on: date) -> bool:
        """Say whether it holds on a day; it holds through the day it expires on."""
        return self.expires_on is None or on <= self.expires_on


@dataclass(frozen=True, slots=True)
class TaxPolicy:
    """The shop's tax: a rate as a fraction, its name, and where it is rounded."""

    rate: Decimal
    label: str = "Sales tax"
    rounding: Literal["document", "line"] = "document"


@dataclass(frozen=True, slots=True)
class LineTotals:
    """One line worked out. ``net`` is the price after the line's own discount.

    All amounts are None while the line has no price. ``counted`` lines are those that add up to the
    document's amounts; the others have no share of its discount and its tax.
    """

    counted: bool
    price: Decimal | None
    discount: Decimal | None
    net: Decimal | None
    document_discount: Decimal | None
    taxed: bool
    tax: Decimal | None


@dataclass(frozen=True, slots=True)
class DocumentTotals:
    """A document's amounts, over the lines that are chosen so far.

    ``total`` is None until every line that is not optional has a price: a quote with several
    quantities on a line is a matrix and no number. ``cost``, ``margin`` and ``margin_fraction`` are
    None where the cost of a counted line is not known.
    """

    lines: tuple[LineTotals, ...]
    subtotal: Decimal
    discount: Decimal
    taxable: Decimal
    tax: Decimal
    tax_rate: Decimal
    tax_label: str
    total: Decimal | None
    cost: Decimal | None
    margin: Decimal | None
    margin_fraction: Decimal | None
    warnings: tuple[str, ...]


def line_net(price: Decimal, discount_percent: Decimal) -> Decimal:
    """Give a line's price after its own discount, in cents: the line's price is what is rounded."""
    return round_money(_exact_net(price, discount_percent))


def _exact_net(price: Decimal, discount_percent: Decimal) -> Decimal:
    return MONEY_CONTEXT.multiply(price, ONE - discount_percent)


def document_totals(
    lines: Sequence[TotalsLine],
    *,
    discount: DocumentDiscount,
    tax: TaxPolicy,
    certificates: Sequence[Certificate],
    on: date,
) -> DocumentTotals:
    """Work out a document; ``on`` is the quote's date, on which certificates must be valid.

    Raises ``InvalidDiscount`` for a discount that is negative or more than 100 %. An amount that is
    more than the lines come to takes off all of them, with a warning: a draft may have its discount
    before it has its lines.
    """
    _check_discounts(lines, discount)
    warnings: list[str] = []
    counted = [not line.optional and line.price is not None for line in lines]
    exact = [
        None if line.price is None else _exact_net(line.price, line.discount_percent)
        for line in lines
    ]
    nets = [None if amount is None else round_money(amount) for amount in exact]
    bases = _counted(nets, counted)
    subtotal = sum(bases, NOTHING)
    taken_off = _document_discount(subtotal, discount, warnings)
    shares = allocate(taken_off, [max(base, ZERO) for base in bases])
    taxed = _taxed_lines(lines, certificates, on, warnings)
    untaxed = bases if tax.rounding == "line" else _counted(exact, counted)
    taxable = [
        amount - share if is_taxed else NOTHING
        for amount, share, is_taxed in zip(untaxed, shares, taxed, strict=True)
    ]
    taxes = _taxes(taxable, tax)
    tax_amount = sum(taxes, NOTHING)
    complete = all(line.optional or line.price is not None for line in lines)
    cost = _known_cost(lines, counted)
    margin = None if cost is None else subtotal - taken_off - cost
    return DocumentTotals(
        lines=tuple(
            _line_totals(line, counts, net, share, is_taxed, line_tax)
            for line, counts, net, share, is_taxed, line_tax in zip(
                lines, counted, nets, shares, taxed, taxes, strict=True
            )
        ),
        subtotal=subtotal,
        discount=taken_off,
        taxable=round_money(sum(taxable, NOTHING)),
        tax=tax_amount,
        tax_rate=tax.rate,
        tax_label=tax.label,
        total=subtotal - taken_off + tax_amount if complete else None,
        cost=cost,
        margin=margin,
        margin_fraction=None if cost is None else margin_of(subtotal - taken_off, cost),
        warnings=tuple(warnings),
    )


def _counted(amounts: Sequence[Decimal | None], counted: Sequence[bool]) -> list[Decimal]:
    return [
        amount if amount is not None and counts else NOTHING
        for amount, counts in zip(amounts, counted, strict=True)
    ]


def _check_discounts(lines: Sequence[TotalsLine], discount: DocumentDiscount) -> None:
    for place, line in enumerate(lines):
        if not 0 <= line.discount_percent <= ONE:
            raise InvalidDiscount.for_field(
                ("lines", place, "discount_percent"), "A discount is between 0 and 100 %."
            )
    if not 0 <= discount.percent <= ONE:
        raise InvalidDiscount.for_field(("discount_percent",), "A discount is between 0 and 100 %.")
    if discount.amount < 0:
        raise InvalidDiscount.for_field(
            ("discount_amount",), "A discount must not be negative; add a charge instead."
        )


def _part(amount: Decimal, fraction: Decimal) -> Decimal:
    return round_money(MONEY_CONTEXT.multiply(amount, fraction))


def _document_discount(
    subtotal: Decimal, discount: DocumentDiscount, warnings: list[str]
) -> Decimal:
    if subtotal <= 0:
        return NOTHING
    wanted = _part(subtotal, discount.percent) + round_money(discount.amount)
    if wanted > subtotal:
        warnings.append(
            f"The discount of {money_text(wanted)} is more than the lines come to: "
            f"{money_text(subtotal)}."
        )
        return subtotal
    return wanted


def _taxed_lines(
    lines: Sequence[TotalsLine],
    certificates: Sequence[Certificate],
    on: date,
    warnings: list[str],
) -> list[bool]:
    """Say of each line whether it is taxed; a code that no valid certificate covers is taxed."""
    taxed: dict[str, bool] = {"taxable": True}
    for line in lines:
        code = line.tax_code
        if code in taxed:
            continue
        held = [one for one in certificates if one.kind == code]
        taxed[code] = not any(one.is_valid(on) for one in held)
        if taxed[code]:
            warnings.append(_certificate_warning(code, held))
    return [taxed[line.tax_code] for line in lines]


def _certificate_warning(code: str, held: list[Certificate]) -> str:
    name = CERTIFICATES[code]
    dated = [(one.expires_on, one) for one in held if one.expires_on is not None]
    if not dated:
        return f"There is no {name} certificate, so the lines coded {code} are taxed."
    expired_on, last = max(dated, key=lambda entry: entry[0])
    return (
        f"The {name} certificate {last.number} ({last.state}) ran out on "
        f"{expired_on.isoformat()}, so the lines coded {code} are taxed."
    )


def _taxes(taxable: list[Decimal], tax: TaxPolicy) -> list[Decimal]:
    """Tax each line, or the sum of them shared out so that the lines still add up to it."""
    if tax.rounding == "line":
        return [_part(amount, tax.rate) for amount in taxable]
    whole = _part(sum(taxable, NOTHING), tax.rate)
    return allocate(whole, taxable) if whole else [NOTHING for _ in taxable]


def _known_cost(lines: Sequence[TotalsLine], counted: list[bool]) -> Decimal | None:
    total = ZERO
    for line, counts in zip(lines, counted, strict=True):
        if not counts:
            continue
        if line.cost is None:
            return None
        total += line.cost
    return total


def _line_totals(
    line: TotalsLine,
    counted: bool,  # noqa: FBT001 -- one of a line's values in their order
    net: Decimal | None,
    share: Decimal,
    taxed: bool,  # noqa: FBT001 -- the same
    tax: Decimal,
) -> LineTotals:
    if line.price is None or net is None:
        return LineTotals(counted, None, None, None, None, taxed, None)
    return LineTotals(counted, line.price, line.price - net, net, share, taxed, tax)
