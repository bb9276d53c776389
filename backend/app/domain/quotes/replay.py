"""Computing a sent revision again from what it was frozen with: the same to the cent, or not.

A revision's snapshot names its engine and its rate card and holds every specification, level, day,
typed price and discount. Nothing else is read, so the answer cannot change with the shop.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from app.domain.estimating.engine import ENGINE_VERSION
from app.domain.estimating.rates import RateBook
from app.domain.estimating.spec import specification_from
from app.domain.money import money_text
from app.domain.pricing.totals import CERTIFICATES, Certificate, DocumentTotals
from app.domain.quotes.draft import Draft, DraftLine, Header, LineKind, LineQuantity
from app.domain.quotes.pricing import PricedLine, PricedQuantity, Terms, price_line
from app.domain.quotes.quote import CustomerTerms, sum_lines
from app.domain.quotes.vendors import VendorTable


@dataclass(frozen=True, slots=True)
class Difference:
    """One figure that comes out otherwise than it was sent: where, and both amounts as text."""

    place: str
    figure: str
    sent: str | None
    now: str | None


@dataclass(frozen=True, slots=True)
class PricedAgain:
    """A revision's lines and totals as its own engine and rates make them."""

    lines: tuple[PricedLine, ...]
    totals: DocumentTotals


def price_again(
    snapshot: Mapping[str, Any], rates: RateBook, *, on: date | None = None
) -> PricedAgain:
    """Price a frozen revision by the engine that it names and ``rates``, its own rate card.

    With a day it is priced as it would be on that day, by the newest engine and ``rates``.

    Raises:
        UnknownEngine: this program no longer has the engine.
        ValidationError: the snapshot is no snapshot of a revision.
    """
    draft = _read_draft(snapshot)
    lines = tuple(
        price_line(line, None, _terms_of(frozen, snapshot, rates, on))
        for line, frozen in zip(draft.lines, snapshot["lines"], strict=True)
    )
    terms = CustomerTerms(certificates=tuple(_certificates(snapshot["customer"])))
    day = on or date.fromisoformat(snapshot["quoted_on"])
    return PricedAgain(lines, sum_lines(lines, draft, rates, terms, on=day))


def read_again(
    snapshot: Mapping[str, Any], rates: RateBook, estimates: Mapping[str, dict[str, Any]]
) -> PricedAgain:
    """Read a frozen revision with its prices as they stand there; nothing is computed but its sums.

    ``estimates`` are the engine's kept answers by the ids of quantities. They are what pricing the
    revision again would find; a product whose chosen quantity has none is priced again.

    Raises:
        UnknownEngine: this program no longer has an engine that is needed.
        ValidationError: the snapshot is no snapshot of a revision.
    """
    draft = _read_draft(snapshot)
    lines = tuple(
        _as_it_stands(line, frozen, snapshot, rates, estimates)
        for line, frozen in zip(draft.lines, snapshot["lines"], strict=True)
    )
    terms = CustomerTerms(certificates=tuple(_certificates(snapshot["customer"])))
    day = date.fromisoformat(snapshot["quoted_on"])
    return PricedAgain(lines, sum_lines(lines, draft, rates, terms, on=day))


def chosen_quantities(snapshot: Mapping[str, Any]) -> list[str]:
    """Return the ids of the quantities of products that a frozen revision chose."""
    return [
        one["id"]
        for line in snapshot["lines"]
        if line["kind"] == LineKind.PRODUCT
        for one in line["quantities"]
        if one["selected"]
    ]


def _as_it_stands(
    line: DraftLine,
    frozen: Mapping[str, Any],
    snapshot: Mapping[str, Any],
    rates: RateBook,
    estimates: Mapping[str, dict[str, Any]],
) -> PricedLine:
    chosen = line.selected
    wanted = line.kind is LineKind.PRODUCT and chosen is not None
    if wanted and chosen is not None and str(chosen.id) not in estimates:
        return price_line(line, None, _terms_of(frozen, snapshot, rates))
    return PricedLine(
        line=line,
        rates_version=rates.version,
        customer_level=frozen["customer_level"],
        priced_on=date.fromisoformat(frozen["priced_on"]),
        quantities=tuple(
            PricedQuantity(
                written=written,
                price=_amount(sent["price"]),
                net=_amount(sent["net_price"]),
                formula_price=_amount(sent["formula_price"]),
                estimate=estimates.get(sent["id"]),
            )
            for written, sent in zip(line.quantities, frozen["quantities"], strict=True)
        ),
    )


def _terms_of(
    frozen: Mapping[str, Any],
    snapshot: Mapping[str, Any],
    rates: RateBook,
    on: date | None = None,
) -> Terms:
    return Terms(
        rates=rates,
        customer_level=frozen["customer_level"],
        on=on or date.fromisoformat(frozen["priced_on"]),
        engine_version=ENGINE_VERSION if on else snapshot["engine_version"],
    )


def _amount(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def find_differences(snapshot: Mapping[str, Any], rates: RateBook) -> tuple[Difference, ...]:
    """Compare every price and total of a frozen revision with what comes out now.

    Raises:
        UnknownEngine: this program no longer has the engine.
        ValidationError: the snapshot is no snapshot of a revision.
    """
    again = price_again(snapshot, rates)
    return (*_line_differences(snapshot, again.lines), *_total_differences(snapshot, again.totals))


def _line_differences(
    snapshot: Mapping[str, Any], lines: tuple[PricedLine, ...]
) -> Iterator[Difference]:
    for place, (frozen, line) in enumerate(zip(snapshot["lines"], lines, strict=True), 1):
        for sent, one in zip(frozen["quantities"], line.quantities, strict=True):
            where = f"line {place}, {frozen['title']}, {one.written.quantity:,}"
            now = {"price": one.price, "net_price": one.net, "formula_price": one.formula_price}
            for figure, amount in now.items():
                if sent[figure] != _text(amount):
                    yield Difference(where, figure, sent[figure], _text(amount))


def _total_differences(snapshot: Mapping[str, Any], totals: DocumentTotals) -> Iterator[Difference]:
    now = {
        "subtotal": totals.subtotal,
        "discount": totals.discount,
        "tax": totals.tax,
        "total": totals.total,
    }
    for figure, amount in now.items():
        sent = snapshot["totals"][figure]
        if sent != _text(amount):
            yield Difference("the quote", figure, sent, _text(amount))


def _text(amount: Decimal | None) -> str | None:
    return None if amount is None else money_text(amount)


def _read_draft(snapshot: Mapping[str, Any]) -> Draft:
    header = Header(
        title=snapshot["title"],
        customer_id=None,
        prospect_name=snapshot["bill_to"]["customer"],
        contact_id=None,
        valid_until=date.fromisoformat(snapshot["valid_until"]),
        discount_percent=Decimal(snapshot["discount_percent"]),
        discount_amount=Decimal(snapshot["discount_amount"]),
    )
    return Draft(header=header, lines=tuple(map(_read_line, snapshot["lines"])))


def _read_line(frozen: Mapping[str, Any]) -> DraftLine:
    spec, cost = frozen["spec"], frozen["internal"]["cost"]
    table = frozen["internal"].get("vendor_costs")
    origin_id, alternate_of = frozen.get("origin_id"), frozen.get("alternate_of")
    return DraftLine(
        id=UUID(frozen["id"]),
        kind=LineKind(frozen["kind"]),
        title=frozen["title"],
        section=frozen["section"],
        description=frozen["description"],
        spec=None if spec is None else specification_from(spec),
        quantities=tuple(
            LineQuantity(
                id=UUID(one["id"]),
                quantity=one["quantity"],
                selected=one["selected"],
                typed_price=Decimal(one["price"]) if one["typed"] else None,
            )
            for one in frozen["quantities"]
        ),
        unit_price=None if frozen["unit_price"] is None else Decimal(frozen["unit_price"]),
        cost=None if cost is None else Decimal(cost),
        vendor_costs=None if table is None else VendorTable.from_document(table),
        tax_code=frozen["tax_code"],
        discount_percent=Decimal(frozen["discount_percent"]),
        optional=frozen["optional"],
        alternate_of=None if alternate_of is None else UUID(alternate_of),
        origin_id=None if origin_id is None else UUID(origin_id),
    )


def _certificates(customer: Mapping[str, Any] | None) -> Iterator[Certificate]:
    for one in () if customer is None else customer["certificates"]:
        if one["kind"] in CERTIFICATES:
            expires = one["expires_on"]
            yield Certificate(
                kind=one["kind"],
                state=one["state"],
                number=one["number"],
                expires_on=None if expires is None else date.fromisoformat(expires),
            )
