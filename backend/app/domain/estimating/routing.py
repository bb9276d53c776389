"""Which presses could do the work, and a sentence for each that cannot."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from app.domain.errors import ValidationError
from app.domain.estimating.documents import SPEC_PATH, Path, problem
from app.domain.estimating.imposition import Piece, Sheet, impose
from app.domain.estimating.items import Job
from app.domain.estimating.layout import Layout
from app.domain.estimating.paper import prices_on, sheets_per_lift
from app.domain.estimating.rates import (
    FinishingOperation,
    Grade,
    OperationKind,
    Press,
    RateBook,
    Stock,
    StockPrice,
)
from app.domain.estimating.result import RefusedRoute
from app.domain.estimating.spec import FlatSpec
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


class EstimateRefused(ValidationError):
    """The job cannot be made as it is specified; the sentence says why, and the field where."""

    code = "estimate_refused"


@dataclass(frozen=True, slots=True)
class Materials:
    """What the rate book says about the specification's paper and finishing, on one day."""

    stock: Stock
    grade: Grade
    prices: tuple[StockPrice, ...]
    operations: tuple[FinishingOperation, ...]
    cut: FinishingOperation | None


@dataclass(frozen=True, slots=True)
class Route:
    """One press with the layouts that it could print: the grid, and a mixed one that holds more."""

    press: Press
    jobs: tuple[Job, ...]
    operations: tuple[FinishingOperation, ...]


@dataclass(frozen=True, slots=True)
class _Refusal:
    field: Path
    sentence: str


def refuse_field(path: Path, message: str) -> EstimateRefused:
    """Make the refusal of one field."""
    return EstimateRefused(message, {"fields": [problem(path, message)]})


def find_materials(spec: FlatSpec, rates: RateBook, on: date) -> Materials:
    """Look up paper, price and finishing; raises ``EstimateRefused`` for what is not there."""
    stock = rates.find_stock(spec.stock)
    if stock is None:
        raise refuse_field((*SPEC_PATH, "stock"), f"The rate book has no stock {spec.stock}.")
    if stock.is_roll:
        raise refuse_field(
            (*SPEC_PATH, "stock"), f"{stock.name} comes on a roll; choose a stock in sheets."
        )
    prices = prices_on(stock, on)
    grade = rates.find_grade(stock.grade)
    if not prices or grade is None:
        raise refuse_field((*SPEC_PATH, "stock"), f"{stock.name} has no price on {on.isoformat()}.")
    operations = tuple(
        _find_operation(code, place, stock, rates) for place, code in enumerate(spec.finishing)
    )
    cuts = [one for one in operations if one.kind is OperationKind.CUT]
    if len(cuts) > 1:
        raise refuse_field((*SPEC_PATH, "finishing"), "Name one cutting operation only.")
    in_book = (one for one in rates.operations if one.kind is OperationKind.CUT)
    cut = cuts[0] if cuts else next(in_book, None)
    others = tuple(one for one in operations if one.kind is not OperationKind.CUT)
    return Materials(stock, grade, prices, others, cut)


def _find_operation(code: str, place: int, stock: Stock, rates: RateBook) -> FinishingOperation:
    path = (*SPEC_PATH, "finishing", place)
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


def find_routes(
    spec: FlatSpec, materials: Materials, rates: RateBook
) -> tuple[tuple[Route, ...], tuple[RefusedRoute, ...]]:
    """Try every digital press, or only the one that the specification names.

    Raises ``EstimateRefused`` where no press can do the work, with all the reasons.
    """
    routes: list[Route] = []
    refused: list[RefusedRoute] = []
    fields: list[Path] = []
    for press in _candidates(spec, rates):
        found = _try_press(spec, materials, rates, press)
        if isinstance(found, Route):
            routes.append(found)
        else:
            refused.append(RefusedRoute(press.code, press.name, found.sentence))
            fields.append(found.field)
    if not routes:
        path = fields[0] if len(set(fields)) == 1 else (*SPEC_PATH, "stock")
        message = " ".join(route.reason for route in refused) or (
            "The rate book has no digital press."
        )
        raise refuse_field(path, message)
    return tuple(routes), tuple(refused)


def _candidates(spec: FlatSpec, rates: RateBook) -> tuple[Press, ...]:
    if spec.press is None:
        return tuple(press for press in rates.presses if press.kind == "digital")
    press = rates.find_press(spec.press)
    if press is None:
        raise refuse_field((*SPEC_PATH, "press"), f"The rate book has no press {spec.press}.")
    if press.kind != "digital":
        raise refuse_field(
            (*SPEC_PATH, "press"),
            f"{press.name} is not a digital press; flat sheets are estimated on digital presses.",
        )
    return (press,)


def _try_press(
    spec: FlatSpec, materials: Materials, rates: RateBook, press: Press
) -> Route | _Refusal:
    refusal = _stock_refusal(materials.stock, press) or _colour_refusal(spec, press)
    if refusal is not None:
        return refusal
    speed = _speed(press, materials.stock.caliper_in)
    if speed is None:
        points = _points(materials.stock.caliper_in)
        return _Refusal((*SPEC_PATH, "stock"), f"{press.name} has no speed for {points} stock.")
    layouts = _layouts(spec, materials.stock, rates, press)
    if not layouts:
        size = f"{decimal_text(spec.trim_width)} x {decimal_text(spec.trim_height)} {spec.unit}"
        return _Refusal(
            (*SPEC_PATH, "trim_width"),
            f"A piece of {size} does not fit on {_sheet_text(materials.stock)} "
            f"within what {press.name} can print.",
        )
    operations = materials.operations
    if layouts[0].cuts:
        if materials.cut is None:
            return _Refusal((*SPEC_PATH, "finishing"), "The rate book has no cutting operation.")
        sentence = _unfit(materials.cut, materials.stock)
        if sentence is not None:
            return _Refusal((*SPEC_PATH, "stock"), sentence)
        operations = (*operations, materials.cut)
    jobs = tuple(
        Job(
            spec=spec,
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
    return Route(press, jobs, in_order(operations))


def _stock_refusal(stock: Stock, press: Press) -> _Refusal | None:
    path = (*SPEC_PATH, "stock")
    short, long = sorted((stock.sheet_width, stock.sheet_height or NO_LENGTH))
    least = sorted((press.min_sheet_width, press.min_sheet_height))
    most = sorted((press.max_sheet_width, press.max_sheet_height))
    if short > most[0] or long > most[1]:
        limit = f"{length_text(most[0])} x {length_text(most[1])} in"
        sentence = f"{_sheet_text(stock)} are larger than {press.name} takes: {limit}."
        return _Refusal(path, sentence)
    if short < least[0] or long < least[1]:
        limit = f"{length_text(least[0])} x {length_text(least[1])} in"
        sentence = f"{_sheet_text(stock)} are smaller than {press.name} takes: {limit}."
        return _Refusal(path, sentence)
    if stock.caliper_in > press.max_caliper_in:
        return _Refusal(path, _too_thick(stock, press.name, press.max_caliper_in))
    if stock.caliper_in < press.min_caliper_in:
        return _Refusal(path, _too_thin(stock, press.name, press.min_caliper_in))
    return None


def _speed(press: Press, caliper_in: Decimal) -> Decimal | None:
    """Give the sides a minute for a caliper, or None where the press has no speed for it."""
    for band in press.speeds:
        if band.max_caliper_in is None or caliper_in <= band.max_caliper_in:
            return band.sides_per_minute
    return None


def _colour_refusal(spec: FlatSpec, press: Press) -> _Refusal | None:
    for name, colours in (("front", spec.colours_front), ("back", spec.colours_back)):
        if colours > press.colours:
            prints = "black only" if press.colours == 1 else f"{press.colours} colours at most"
            return _Refusal((*SPEC_PATH, f"colours_{name}"), f"{press.name} prints {prints}.")
    if not press.duplex and spec.sides > 1:
        return _Refusal((*SPEC_PATH, "colours_back"), f"{press.name} prints one side only.")
    return None


def _layouts(spec: FlatSpec, stock: Stock, rates: RateBook, press: Press) -> tuple[Layout, ...]:
    policy = rates.policy
    sheet = Sheet.on_press(stock, press)
    bleed = spec.bleed_length
    upright, rotated = _directions(spec, stock, sheet)
    piece = Piece(
        width=spec.width,
        height=spec.height,
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


def _directions(spec: FlatSpec, stock: Stock, sheet: Sheet) -> tuple[bool, bool]:
    """Say whether pieces may lie upright, and turned, with the paper's grain as it is wanted."""
    if spec.grain == "any" or stock.grain == "none":
        return True, True
    along_width = (stock.grain == "long") == (sheet.width > sheet.height)
    upright = along_width == (spec.grain == "width")
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
