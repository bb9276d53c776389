"""Wide format: one part, on every roll or board of its material that a press takes."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from app.domain.estimating.boards import BoardWay, board_size, lay_on_boards
from app.domain.estimating.documents import SPEC_PATH
from app.domain.estimating.fitness import caliper_refusal, unfit
from app.domain.estimating.goods import goods_facts
from app.domain.estimating.media import Media, by_area, square_foot_weight
from app.domain.estimating.paper import prices_on
from app.domain.estimating.parts import Assembled, Part, Plan
from app.domain.estimating.prepress import prepress_items
from app.domain.estimating.prints import Print
from app.domain.estimating.rates import (
    FinishingOperation,
    OperationKind,
    Policy,
    Press,
    RateBook,
    Stock,
)
from app.domain.estimating.refusals import EstimateRefused, Refusal, refuse_field
from app.domain.estimating.result import RefusedRoute
from app.domain.estimating.rolls import Panels, RollWay, lay_on_roll
from app.domain.estimating.spec.wide import WideSpec
from app.domain.estimating.work import in_order
from app.domain.units import NO_LENGTH, length_text

FOR_WIDE: Final = frozenset(
    {
        OperationKind.ADDRESS,
        OperationKind.COAT,
        OperationKind.DIE_CUT,
        OperationKind.DRILL,
        OperationKind.FREIGHT,
        OperationKind.GROMMET,
        OperationKind.HEM,
        OperationKind.KISS_CUT,
        OperationKind.KIT,
        OperationKind.LAMINATE,
        OperationKind.MOUNT,
        OperationKind.PACK,
        OperationKind.POLE_POCKET,
        OperationKind.POSTAGE,
        OperationKind.ROUND_CORNER,
        OperationKind.SHRINK_WRAP,
        OperationKind.SKID,
        OperationKind.TRIM,
    }
)
NOT_TRIMMED: Final = (
    "The rate book has no trimming by the foot: pieces are delivered as they come off the press."
)


@dataclass(frozen=True, slots=True)
class WideAssembly:
    """Every print is a copy; each version has its artwork prepared."""

    policy: Policy
    versions: int
    printed: Print

    def assemble(self, quantity: int) -> Assembled:
        """Give the copies, what the artwork costs, and what the goods come to."""
        if quantity < self.versions:
            raise refuse_field(
                (*SPEC_PATH, "versions"),
                f"{self.versions:,} versions cannot share a quantity of {quantity:,}.",
            )
        return Assembled(
            copies=(quantity,),
            items=tuple(prepress_items(self.policy, self.versions)),
            facts=goods_facts(self.printed.handled, quantity),
        )


def plan_wide(spec: WideSpec, rates: RateBook, on: date) -> Plan:
    """Plan wide format; raises ``EstimateRefused`` where it cannot be made."""
    stock = rates.find_stock(spec.stock)
    if stock is None:
        raise refuse_field((*SPEC_PATH, "stock"), f"The rate book has no stock {spec.stock}.")
    printed = _printed(spec, stock, rates)
    media = tuple(_media(spec, stock, rates, on))
    if not any(one.stock is stock for one in media):
        price = "price by the square foot or by weight" if stock.is_roll else "price"
        message = f"{stock.name} has no {price} on {on.isoformat()}."
        raise refuse_field((*SPEC_PATH, "stock"), message)
    return Plan(
        parts=(_part(spec, printed, media, rates),),
        assembly=WideAssembly(rates.policy, spec.versions, printed),
    )


def _printed(spec: WideSpec, stock: Stock, rates: RateBook) -> Print:
    operations = [_operation(place, spec, stock, rates) for place in range(len(spec.finishing))]
    remarks: tuple[str, ...] = ()
    if not any(one.kind is OperationKind.TRIM for one in operations):
        trims = (one for one in rates.operations if one.kind is OperationKind.TRIM)
        trim = next((one for one in trims if unfit(one, stock) is None), None)
        operations += [] if trim is None else [trim]
        remarks = (NOT_TRIMMED,) if trim is None else ()
    if spec.overrides is not None:
        remarks = (*remarks, spec.overrides.remark)
    grade = rates.find_grade(stock.grade)
    if grade is None:
        message = "A book without the grade of one of its stocks is refused."
        raise AssertionError(message)
    return Print(
        name="Print",
        width=spec.width,
        height=spec.height,
        bleed=spec.bleed_length,
        sides=spec.sides,
        kinds=spec.versions,
        coverage=spec.coverage,
        stock=stock,
        foot_weight=square_foot_weight(stock, grade, rates.policy),
        operations=in_order(operations),
        remarks=remarks,
        by_hand=spec.overrides,
    )


def _operation(place: int, spec: WideSpec, stock: Stock, rates: RateBook) -> FinishingOperation:
    path, code = (*SPEC_PATH, "finishing", place), spec.finishing[place]
    operation = rates.find_operation(code)
    if operation is None:
        raise refuse_field(path, f"The rate book has no finishing operation {code}.")
    if operation.kind not in FOR_WIDE or operation.handles == "sheet":
        raise refuse_field(path, f"{operation.name} is for press sheets, not for rolls and boards.")
    sentence = unfit(operation, stock)
    if sentence is not None:
        raise refuse_field(path, sentence)
    return operation


def _media(spec: WideSpec, stock: Stock, rates: RateBook, on: date) -> Iterator[Media]:
    grade = rates.find_grade(stock.grade)
    alike = rates.same_paper(stock) if spec.roll == "any_width" else (stock,)
    for one in alike:
        prices = by_area(prices_on(one, on), sheets=not one.is_roll)
        if prices and grade is not None and one.is_roll == stock.is_roll:
            yield Media(one, prices, square_foot_weight(one, grade, rates.policy))


def _part(spec: WideSpec, printed: Print, media: tuple[Media, ...], rates: RateBook) -> Part:
    ways: list[RollWay | BoardWay] = []
    refused: list[tuple[Press, Refusal]] = []
    for press in _candidates(spec, rates):
        for one in media:
            found = _try(spec, printed, press, one)
            if isinstance(found, Refusal):
                refused.append((press, found))
            else:
                ways.append(found)
    whole = [way for way in ways if isinstance(way, BoardWay) or way.panels is None]
    if whole:
        refused += [
            (way.press, _wants_panels(way.media, way.panels))
            for way in ways
            if isinstance(way, RollWay) and way.panels is not None
        ]
        ways = whole
    if not ways:
        raise _refuse_all(printed.stock, refused)
    routes = (RefusedRoute(press.code, press.name, one.sentence) for press, one in refused)
    return Part(printed.name, tuple(ways), tuple(dict.fromkeys(routes)))


def _refuse_all(stock: Stock, refused: list[tuple[Press, Refusal]]) -> EstimateRefused:
    """Say why no press can; one for boards explains nothing of a roll, unless there is no other."""
    apt = [refusal for press, refusal in refused if _form_refusal(press, stock) is None]
    reasons = apt or [refusal for _, refusal in refused]
    fields = {refusal.field for refusal in reasons}
    path = fields.pop() if len(fields) == 1 else (*SPEC_PATH, "stock")
    sentences = dict.fromkeys(refusal.sentence for refusal in reasons)
    return refuse_field(path, " ".join(sentences) or "The rate book has no wide-format press.")


def _candidates(spec: WideSpec, rates: RateBook) -> tuple[Press, ...]:
    by_hand = None if spec.overrides is None else spec.overrides.press
    code, path = by_hand or spec.press, (*SPEC_PATH, *(("overrides",) if by_hand else ()), "press")
    if code is None:
        return tuple(press for press in rates.presses if press.kind == "wide_format")
    press = rates.find_press(code)
    if press is None:
        raise refuse_field(path, f"The rate book has no press {code}.")
    if press.kind != "wide_format":
        raise refuse_field(path, f"{press.name} is not a wide-format press.")
    return (press,)


def _try(
    spec: WideSpec, printed: Print, press: Press, media: Media
) -> RollWay | BoardWay | Refusal:
    refusal = _press_refusal(spec, press, media.stock)
    if refusal is not None:
        return refusal
    if media.stock.is_roll:
        way: RollWay | BoardWay | None = lay_on_roll(printed, press, media)
        where = f"a roll of {length_text(media.stock.sheet_width)} in, even in panels"
    else:
        way = lay_on_boards(printed, press, media)
        where = f"a board of {board_size(media.stock)}"
    if way is not None:
        return way
    width, height = length_text(printed.made_width), length_text(printed.made_height)
    return Refusal(
        (*SPEC_PATH, "trim_width"),
        f"A print of {width} x {height} in does not fit on {where}, within what {press.name} "
        "can print.",
    )


def _press_refusal(spec: WideSpec, press: Press, stock: Stock) -> Refusal | None:
    """Say why a press cannot print on a stock, whatever the piece's size; None where it can."""
    path = (*SPEC_PATH, "stock")
    sentence = (
        _form_refusal(press, stock)
        or caliper_refusal(stock, press.name, press.min_caliper_in, press.max_caliper_in)
        or _size_refusal(press, stock)
    )
    if sentence is None and press.wide.speed_for(stock.grade) is None:
        sentence = f"{press.name} has no speed for {stock.name}."
    return _ink_refusal(spec, press) if sentence is None else Refusal(path, sentence)


def _form_refusal(press: Press, stock: Stock) -> str | None:
    if stock.is_roll and not press.wide.rolls:
        return f"{press.name} does not print on rolls."
    if not stock.is_roll and not press.wide.boards:
        return f"{press.name} does not print on boards."
    return None


def _ink_refusal(spec: WideSpec, press: Press) -> Refusal | None:
    if press.wide.ink_for(spec.coverage) is None:
        return Refusal(
            (*SPEC_PATH, "coverage"), f"{press.name} has no ink price for {spec.coverage} coverage."
        )
    for name, colours in (("front", spec.colours_front), ("back", spec.colours_back)):
        if colours > press.colours:
            return Refusal(
                (*SPEC_PATH, f"colours_{name}"),
                f"{press.name} prints {press.colours} colours at most.",
            )
    if spec.sides > 1 and not press.duplex:
        return Refusal((*SPEC_PATH, "colours_back"), f"{press.name} prints one side only.")
    return None


def _size_refusal(press: Press, stock: Stock) -> str | None:
    if stock.is_roll:
        wide, name = length_text(stock.sheet_width), press.name
        most, least = length_text(press.max_sheet_width), length_text(press.min_sheet_width)
        if stock.sheet_width > press.max_sheet_width:
            return f"{wide} in rolls are wider than {name} takes: {most} in."
        if stock.sheet_width < press.min_sheet_width:
            return f"{wide} in rolls are narrower than {name} takes: {least} in."
        return None
    short, long = sorted((stock.sheet_width, stock.sheet_height or NO_LENGTH))
    most_short, most_long = sorted((press.max_sheet_width, press.max_sheet_height))
    if short > most_short or long > most_long:
        limit = f"{length_text(most_short)} x {length_text(most_long)} in"
        return f"{board_size(stock)} boards are larger than {press.name} takes: {limit}."
    return None


def _wants_panels(media: Media, panels: Panels) -> Refusal:
    width = length_text(media.stock.sheet_width)
    return Refusal(
        (*SPEC_PATH, "stock"),
        f"On a roll of {width} in it would be in {panels.count} panels; a wider one takes it "
        "whole.",
    )
