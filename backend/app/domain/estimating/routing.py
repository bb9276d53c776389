"""Which presses could do the work, and a sentence for each that cannot."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from app.domain.estimating.documents import Path
from app.domain.estimating.imposition import Piece, Sheet, impose
from app.domain.estimating.items import Job
from app.domain.estimating.layout import Layout
from app.domain.estimating.paper import prices_on, sheets_per_lift
from app.domain.estimating.parts import Part, PrintedPart
from app.domain.estimating.rates import (
    FinishingOperation,
    Grade,
    OperationKind,
    Press,
    RateBook,
    Stock,
    StockPrice,
)
from app.domain.estimating.refusals import Refusal, refuse_field
from app.domain.estimating.result import RefusedRoute
from app.domain.estimating.sheets import SheetWay
from app.domain.estimating.work import in_order
from app.domain.money import decimal_text
from app.domain.units import NO_LENGTH, Length, length_text

FOR_PAGES: Final = frozenset(
    {
        OperationKind.SADDLE_STITCH,
        OperationKind.PERFECT_BIND,
        OperationKind.COIL,
        OperationKind.COLLATE,
    }
)


@dataclass(frozen=True, slots=True)
class Materials:
    """What the rate book says about the specification's paper and finishing, on one day."""

    stock: Stock
    grade: Grade
    prices: tuple[StockPrice, ...]
    operations: tuple[FinishingOperation, ...]
    cut: FinishingOperation | None


def find_materials(part: PrintedPart, rates: RateBook, on: date) -> Materials:
    """Look up paper, price and finishing; raises ``EstimateRefused`` for what is not there."""
    stock = rates.find_stock(part.stock)
    if stock is None:
        raise refuse_field(part.path("stock"), f"The rate book has no stock {part.stock}.")
    if stock.is_roll:
        raise refuse_field(
            part.path("stock"), f"{stock.name} comes on a roll; choose a stock in sheets."
        )
    prices = prices_on(stock, on)
    grade = rates.find_grade(stock.grade)
    if not prices or grade is None:
        raise refuse_field(part.path("stock"), f"{stock.name} has no price on {on.isoformat()}.")
    operations = tuple(
        _find_operation(part, place, stock, rates) for place in range(len(part.finishing))
    )
    cuts = [one for one in operations if one.kind is OperationKind.CUT]
    if len(cuts) > 1:
        raise refuse_field(part.path("finishing"), "Name one cutting operation only.")
    in_book = (one for one in rates.operations if one.kind is OperationKind.CUT)
    cut = cuts[0] if cuts else next(in_book, None)
    others = tuple(one for one in operations if one.kind is not OperationKind.CUT)
    return Materials(stock, grade, prices, others, cut)


def _find_operation(
    part: PrintedPart, place: int, stock: Stock, rates: RateBook
) -> FinishingOperation:
    path, code = part.path("finishing", place), part.finishing[place]
    operation = rates.find_operation(code)
    if operation is None:
        raise refuse_field(path, f"The rate book has no finishing operation {code}.")
    if operation.kind in FOR_PAGES:
        raise refuse_field(path, f"{operation.name} is for pages; a flat sheet has none.")
    sentence = _unfit(operation, stock)
    if sentence is not None:
        raise refuse_field(path, sentence)
    return operation


def _unfit(operation: FinishingOperation, stock: Stock) -> str | None:
    """Say why an operation cannot take a stock's thickness, or None where it can."""
    caliper = stock.caliper_in
    limit = operation.max_caliper_in
    if limit is not None and caliper > limit:
        return _too_thick(stock, operation.name, limit)
    if caliper < operation.min_caliper_in:
        return _too_thin(stock, operation.name, operation.min_caliper_in)
    lift = operation.max_lift_in
    if lift is not None and not sheets_per_lift(lift, caliper):
        return _too_thick(stock, operation.name, lift)
    return None


def plan_sheets(part: PrintedPart, rates: RateBook, on: date) -> Part:
    """Find every way to print a part in sheets: all digital presses, or only the one it names.

    Raises ``EstimateRefused`` for materials that are not there, and where no press can do the work,
    with all the reasons.
    """
    materials = find_materials(part, rates, on)
    ways: list[SheetWay] = []
    refused: list[RefusedRoute] = []
    fields: list[Path] = []
    for press in _candidates(part, rates):
        found = _try_press(part, materials, rates, press)
        if isinstance(found, SheetWay):
            ways.append(found)
        else:
            refused.append(RefusedRoute(press.code, press.name, found.sentence))
            fields.append(found.field)
    if not ways:
        path = fields[0] if len(set(fields)) == 1 else part.path("stock")
        message = " ".join(route.reason for route in refused) or (
            "The rate book has no digital press."
        )
        raise refuse_field(path, message)
    return Part(part.name, tuple(ways), tuple(refused))


def _candidates(part: PrintedPart, rates: RateBook) -> tuple[Press, ...]:
    if part.press is None:
        return tuple(press for press in rates.presses if press.kind == "digital")
    press = rates.find_press(part.press)
    if press is None:
        raise refuse_field(part.path("press"), f"The rate book has no press {part.press}.")
    if press.kind != "digital":
        raise refuse_field(
            part.path("press"),
            f"{press.name} is not a digital press; flat sheets are estimated on digital presses.",
        )
    return (press,)


def _try_press(
    part: PrintedPart, materials: Materials, rates: RateBook, press: Press
) -> SheetWay | Refusal:
    refusal = _stock_refusal(part, materials.stock, press) or _colour_refusal(part, press)
    if refusal is not None:
        return refusal
    speed = _speed(press, materials.stock.caliper_in)
    if speed is None:
        points = _points(materials.stock.caliper_in)
        return Refusal(part.path("stock"), f"{press.name} has no speed for {points} stock.")
    layouts = _layouts(part, materials.stock, rates, press)
    if not layouts:
        return Refusal(
            part.path("trim_width"),
            f"A piece of {part.size_text} does not fit on {_sheet_text(materials.stock)} "
            f"within what {press.name} can print.",
        )
    operations = materials.operations
    if layouts[0].cuts:
        if materials.cut is None:
            return Refusal(part.path("finishing"), "The rate book has no cutting operation.")
        sentence = _unfit(materials.cut, materials.stock)
        if sentence is not None:
            return Refusal(part.path("stock"), sentence)
        operations = (*operations, materials.cut)
    jobs = tuple(
        Job(
            part=part,
            stock=materials.stock,
            grade=materials.grade,
            press=press,
            policy=rates.policy,
            layout=layout,
            prices=materials.prices,
            sides_per_minute=speed,
        )
        for layout in layouts
    )
    return SheetWay(jobs, in_order(operations))


def _stock_refusal(part: PrintedPart, stock: Stock, press: Press) -> Refusal | None:
    path = part.path("stock")
    short, long = sorted((stock.sheet_width, stock.sheet_height or NO_LENGTH))
    least = sorted((press.min_sheet_width, press.min_sheet_height))
    most = sorted((press.max_sheet_width, press.max_sheet_height))
    if short > most[0] or long > most[1]:
        limit = f"{length_text(most[0])} x {length_text(most[1])} in"
        sentence = f"{_sheet_text(stock)} are larger than {press.name} takes: {limit}."
        return Refusal(path, sentence)
    if short < least[0] or long < least[1]:
        limit = f"{length_text(least[0])} x {length_text(least[1])} in"
        sentence = f"{_sheet_text(stock)} are smaller than {press.name} takes: {limit}."
        return Refusal(path, sentence)
    if stock.caliper_in > press.max_caliper_in:
        return Refusal(path, _too_thick(stock, press.name, press.max_caliper_in))
    if stock.caliper_in < press.min_caliper_in:
        return Refusal(path, _too_thin(stock, press.name, press.min_caliper_in))
    return None


def _speed(press: Press, caliper_in: Decimal) -> Decimal | None:
    """Give the sides a minute for a caliper, or None where the press has no speed for it."""
    for band in press.speeds:
        if band.max_caliper_in is None or caliper_in <= band.max_caliper_in:
            return band.sides_per_minute
    return None


def _colour_refusal(part: PrintedPart, press: Press) -> Refusal | None:
    for name, colours in (("front", part.colours_front), ("back", part.colours_back)):
        if colours > press.colours:
            prints = "black only" if press.colours == 1 else f"{press.colours} colours at most"
            return Refusal(part.path(f"colours_{name}"), f"{press.name} prints {prints}.")
    if not press.duplex and part.sides > 1:
        return Refusal(part.path("colours_back"), f"{press.name} prints one side only.")
    return None


def _layouts(part: PrintedPart, stock: Stock, rates: RateBook, press: Press) -> tuple[Layout, ...]:
    policy = rates.policy
    sheet = Sheet.on_press(stock, press)
    bleed = part.bleed
    upright, rotated = _directions(part, stock, sheet)
    piece = Piece(
        width=part.width,
        height=part.height,
        bleed=bleed,
        gap=Length(max(policy.gap, 2 * bleed)) if bleed else policy.butt_gap,
        upright=upright,
        rotated=rotated,
    )
    grid = impose(sheet, piece, "grid")
    if grid is None:
        return ()
    if policy.layout == "mixed" and grid.n_up < grid.max_up:
        mixed = impose(sheet, piece, "guillotine")
        if mixed is not None and mixed.n_up > grid.n_up:
            return grid, mixed
    return (grid,)


def _directions(part: PrintedPart, stock: Stock, sheet: Sheet) -> tuple[bool, bool]:
    """Say whether pieces may lie upright, and turned, with the paper's grain as it is wanted."""
    if part.grain == "any" or stock.grain == "none":
        return True, True
    along_width = (stock.grain == "long") == (sheet.width > sheet.height)
    upright = along_width == (part.grain == "width")
    return upright, not upright


def _sheet_text(stock: Stock) -> str:
    height = stock.sheet_height or NO_LENGTH
    return f"{length_text(stock.sheet_width)} x {length_text(height)} in sheets"


def _points(caliper_in: Decimal) -> str:
    return f"{decimal_text(caliper_in * 1000)} pt"


def _too_thick(stock: Stock, name: str, limit: Decimal) -> str:
    return f"{_points(stock.caliper_in)} stock is thicker than {name} takes: {_points(limit)}."


def _too_thin(stock: Stock, name: str, limit: Decimal) -> str:
    return f"{_points(stock.caliper_in)} stock is thinner than {name} takes: {_points(limit)}."
