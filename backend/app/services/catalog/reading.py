"""Reading the rate book: papers, presses, finishing, products, the card in force.

These functions return the wire's own shapes: whether a cost may be seen is decided here, once.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Final
from uuid import UUID

from app.adapters.rate_books import RateBookCache
from app.db import Session
from app.domain.actor import Actor
from app.domain.catalog import FAMILY_NAMES, price_per_m, printable_stocks, runs_on
from app.domain.catalog.speeds import press_speeds
from app.domain.errors import NotFoundError
from app.domain.estimating import rates
from app.domain.estimating.paper import m_weight, prices_on
from app.domain.money import decimal_from, round_money
from app.domain.permissions import Permission
from app.models.catalog import FinishingOperation, Press, Stock
from app.repositories import catalog
from app.schemas import catalog as wire
from app.services.catalog import rows

HUNDREDTH: Final = Decimal("0.01")


class StockNotFound(NotFoundError):
    """There is no such stock in the rate book."""

    code = "stock_not_found"


async def list_stocks(
    session: Session,
    actor: Actor,
    books: RateBookCache,
    query: wire.StockQuery,
    *,
    today: date,
) -> wire.StockPage:
    """Return one page of the stocks in which every word of ``query.q`` occurs."""
    actor.require(Permission.READ_RATES)
    found, total = await catalog.list_stocks(
        session,
        words=query.q.split(),
        grade=query.grade,
        family=query.family,
        is_roll=None if query.form is None else query.form == "roll",
        page=query.page,
        per_page=query.per_page,
    )
    items = await _stock_responses(session, actor, books, found, today)
    return wire.StockPage(total=total, page=query.page, per_page=query.per_page, items=items)


async def get_stock(
    session: Session, actor: Actor, books: RateBookCache, stock_id: UUID, *, today: date
) -> wire.StockResponse:
    """Return one stock.

    Raises:
        StockNotFound: there is none of this id.
    """
    actor.require(Permission.READ_RATES)
    found = await catalog.stocks.find(session, stock_id)
    if found is None:
        raise StockNotFound(StockNotFound.__doc__ or "")
    (response,) = await _stock_responses(session, actor, books, [found], today)
    return response


async def list_printable_stocks(
    session: Session, actor: Actor, books: RateBookCache
) -> list[wire.PrintableStock]:
    """Return every stock of the published card that a press prints as it comes."""
    actor.require(Permission.READ_RATES)
    book = await books.current(session)
    kept = {row.code: row for row in await catalog.all_stocks(session)}
    return [
        wire.PrintableStock(
            code=stock.code,
            name=stock.name,
            family=kept[stock.code].family,
            family_name=_family_name(kept[stock.code].family),
            basis_weight_lb=stock.basis_weight or None,
            caliper_in=stock.caliper_in,
            colour=stock.colour,
            finish=stock.finish,
            sheet_width_in=stock.sheet_width,
            sheet_height_in=stock.sheet_height,
            aliases=kept[stock.code].aliases,
        )
        for stock in sorted(printable_stocks(book), key=lambda one: (one.gsm, one.code))
        if stock.code in kept
    ]


async def list_presses(session: Session, actor: Actor) -> list[wire.PressResponse]:
    """Return every press."""
    actor.require(Permission.READ_RATES)
    costs = actor.can(Permission.VIEW_COSTS)
    return [_press_response(row, costs=costs) for row in await catalog.all_presses(session)]


async def list_operations(session: Session, actor: Actor) -> list[wire.OperationResponse]:
    """Return every finishing operation by name."""
    actor.require(Permission.READ_RATES)
    costs = actor.can(Permission.VIEW_COSTS)
    found = [_operation_response(row, costs=costs) for row in await catalog.all_operations(session)]
    return sorted(found, key=lambda one: one.name.lower())


async def list_products(session: Session, actor: Actor) -> list[wire.ProductDefinition]:
    """Return the form of every kind of product, in the order that the shop chose."""
    actor.require(Permission.READ_RATES)
    return [
        wire.ProductDefinition.model_validate(row.definition)
        for row in await catalog.all_products(session)
    ]


async def get_rate_card(
    session: Session, actor: Actor, books: RateBookCache
) -> wire.RateCardResponse:
    """Return the card that new estimates are made by.

    Raises:
        NoRateCardError: none has been published.
    """
    actor.require(Permission.READ_RATES)
    book = await books.current(session)
    published_at, publisher, note = await catalog.get_publication(session, book.version)
    policy = book.policy
    return wire.RateCardResponse(
        version=book.version,
        published_at=published_at,
        published_by=publisher,
        note=note,
        stocks=len(book.stocks),
        presses=len(book.presses),
        operations=len(book.operations),
        grades=[wire.GradeResponse.model_validate(grade) for grade in book.grades],
        families=[wire.NamedCode(code=code, name=name) for code, name in FAMILY_NAMES.items()],
        levels=[wire.LevelResponse.model_validate(level) for level in book.levels],
        rush=[wire.RushResponse.model_validate(band) for band in book.rush],
        policy=wire.PolicyResponse(
            bleed_in=policy.bleed,
            gap_in=policy.gap,
            butt_gap_in=policy.butt_gap,
            layout=policy.layout,
            minimum_charge=policy.minimum_charge,
            rounding_mode=policy.rounding.mode,
            rounding_quantum=policy.rounding.quantum,
            tax_rate=policy.tax_rate,
            tax_label=policy.tax_label,
            tax_rounding=policy.tax_rounding,
        ),
        internal=_card_internals(book) if actor.can(Permission.VIEW_COSTS) else None,
    )


async def find_price_level(
    session: Session, books: RateBookCache, code: str
) -> rates.CustomerLevel | None:
    """Return a customer level of the card in force, or None.

    Raises:
        NoRateCardError: none has been published.
    """
    return (await books.current(session)).find_level(code)


def _card_internals(book: rates.RateBook) -> wire.RateCardInternals:
    return wire.RateCardInternals(
        mark_ups=[
            wire.MarkUpResponse(
                bucket=bucket,
                bands=[
                    wire.MarkUpBandResponse.model_validate(band)
                    for band in book.mark_ups.of(bucket).bands
                ],
            )
            for bucket in rates.BUCKETS
        ],
        margin_floor=book.policy.margin_floor,
        margin_target=book.policy.margin_target,
        prepress_hours=book.policy.prepress_hours,
        prepress_rate=book.policy.prepress_rate,
    )


async def _stock_responses(
    session: Session, actor: Actor, books: RateBookCache, found: Sequence[Stock], today: date
) -> list[wire.StockResponse]:
    book = await books.current(session)
    prices = await catalog.list_prices(session, (stock.id for stock in found))
    presses = [rows.press_of(row).press for row in await catalog.all_presses(session)]
    costs = actor.can(Permission.VIEW_COSTS)
    answers = []
    for row in found:
        stock = rows.stock_of(row, prices.get(row.id, []))
        grade = book.find_grade(row.grade)
        weight = _m_weight(stock, grade)
        answers.append(
            wire.StockResponse(
                id=row.id,
                code=row.code,
                name=row.name,
                family=row.family,
                family_name=_family_name(row.family),
                grade=row.grade,
                grade_name=row.grade if grade is None else grade.name,
                basis_weight_lb=row.basis_weight_lb,
                gsm=row.gsm,
                caliper_in=row.caliper_in,
                m_weight_lb=weight,
                colour=row.colour,
                finish=row.finish,
                sheet_width_in=row.sheet_width_in,
                sheet_height_in=row.sheet_height_in,
                roll_width_in=row.roll_width_in,
                grain=stock.grain,
                supplier=row.supplier,
                aliases=row.aliases,
                presses=[press.name for press in presses if runs_on(press, stock)],
                internal=_stock_internals(stock, weight, today) if costs else None,
            )
        )
    return answers


def _m_weight(stock: rates.Stock, grade: rates.Grade | None) -> Decimal | None:
    if grade is None or stock.is_roll or not stock.basis_weight:
        return None
    return round_money(decimal_from(m_weight(stock, grade)), quantum=HUNDREDTH)


def _stock_internals(
    stock: rates.Stock, weight: Decimal | None, today: date
) -> wire.StockInternals:
    price = next(iter(prices_on(stock, today)), None)
    return wire.StockInternals(
        basis=None if price is None else price.basis,
        price=None if price is None else price.price,
        price_per_m=None if price is None else price_per_m(price, weight),
        effective_on=None if price is None else price.effective_from,
        prices=[
            wire.StockPriceResponse(
                effective_on=one.effective_from,
                basis=one.basis,
                price=one.price,
                min_weight_lb=one.min_weight_lb,
            )
            for one in stock.prices
        ],
    )


def _press_response(row: Press, *, costs: bool) -> wire.PressResponse:
    installed = rows.press_of(row)
    press = installed.press
    figures = [
        (
            figure.internal,
            wire.FurtherFigure(label=figure.label, value=figure.value, unit=figure.unit),
        )
        for figure in installed.further
    ]
    return wire.PressResponse(
        id=row.id,
        code=press.code,
        name=press.name,
        kind=press.kind,
        max_sheet=wire.SheetSize(width_in=press.max_sheet_width, height_in=press.max_sheet_height),
        min_sheet=wire.SheetSize(width_in=press.min_sheet_width, height_in=press.min_sheet_height),
        unprintable=wire.UnprintableEdges(
            left_in=press.margins.left,
            right_in=press.margins.right,
            top_in=press.margins.top,
            bottom_in=press.margins.bottom,
        ),
        gripper_in=press.gripper,
        gripper_edge=press.gripper_edge,
        min_caliper_in=press.min_caliper_in,
        max_caliper_in=press.max_caliper_in,
        colours=press.colours,
        duplex=press.duplex,
        setup_minutes=press.setup_minutes,
        make_ready_sheets=press.make_ready_sheets,
        speeds=[wire.SpeedResponse.model_validate(band) for band in press.speeds],
        per_hour=[wire.HourlySpeed.model_validate(speed) for speed in press_speeds(press)],
        waste=[wire.WasteResponse.model_validate(band) for band in press.waste],
        further=[figure for internal, figure in figures if not internal],
        internal=wire.PressInternals(
            hourly_rate=press.hourly_rate,
            click_colour=press.click_colour,
            click_mono=press.click_mono,
            click_sizes=[
                wire.ClickSize(up_to_in=size.up_to, multiplier=size.multiplier)
                for size in press.size_multipliers
            ],
            further=[figure for internal, figure in figures if internal],
        )
        if costs
        else None,
    )


def _operation_response(row: FinishingOperation, *, costs: bool) -> wire.OperationResponse:
    operation = rows.operation_of(row)
    return wire.OperationResponse(
        id=row.id,
        code=operation.code,
        name=operation.name,
        kind=operation.kind.value,
        phrase=operation.phrase,
        handles=operation.handles,
        aliases=row.aliases,
        setup_minutes=operation.setup_minutes,
        minutes_per_thousand=operation.minutes_per_thousand,
        minutes_per_cut=operation.minutes_per_cut,
        max_lift_in=operation.max_lift_in,
        group_name=operation.group_name if operation.is_grouped else None,
        group_size=operation.group_size,
        group_max_weight_lb=operation.group_max_weight_lb,
        sides=operation.sides,
        run_waste=operation.run_waste,
        make_ready_units=operation.make_ready_units,
        min_caliper_in=operation.min_caliper_in,
        max_caliper_in=operation.max_caliper_in,
        internal=wire.OperationInternals.model_validate(operation) if costs else None,
    )


def _family_name(code: str) -> str:
    return FAMILY_NAMES.get(code, code)
