"""Whether a press takes a stock and its colours, and the sentence where it does not."""

from decimal import Decimal

from app.domain.estimating.paper import sheets_per_lift
from app.domain.estimating.parents import PressSheet
from app.domain.estimating.parts import PrintedPart
from app.domain.estimating.rates import FinishingOperation, Press, Stock
from app.domain.estimating.refusals import Refusal
from app.domain.money import decimal_text
from app.domain.units import length_text


def press_refusal(part: PrintedPart, stock: Stock, press: Press) -> Refusal | None:
    """Say why a press cannot print a part on a stock, whatever the sheet; None where it can."""
    sentence = caliper_refusal(stock, press.name, press.min_caliper_in, press.max_caliper_in)
    if sentence is not None:
        return Refusal(part.path("stock"), sentence)
    return _colour_refusal(part, press) or _speed_refusal(part, stock, press)


def unfit(operation: FinishingOperation, stock: Stock) -> str | None:
    """Say why an operation cannot take a stock's thickness, or None where it can."""
    most, lift = operation.max_caliper_in, operation.max_lift_in
    sentence = caliper_refusal(stock, operation.name, operation.min_caliper_in, most)
    if sentence is None and lift is not None and not sheets_per_lift(lift, stock.caliper_in):
        return caliper_refusal(stock, operation.name, operation.min_caliper_in, lift)
    return sentence


def caliper_refusal(stock: Stock, name: str, least: Decimal, most: Decimal | None) -> str | None:
    """Say that a stock is too thick or too thin for what has that name, or None."""
    caliper = stock.caliper_in
    if most is not None and caliper > most:
        return f"{points(caliper)} stock is thicker than {name} takes: {points(most)}."
    if caliper < least:
        return f"{points(caliper)} stock is thinner than {name} takes: {points(least)}."
    return None


def size_refusal(stock: Stock, press: Press) -> str:
    """Say that a press takes no sheet that could be cut from a stock."""
    sheet = PressSheet.whole(stock)
    most = sorted((press.max_sheet_width, press.max_sheet_height))
    least = sorted((press.min_sheet_width, press.min_sheet_height))
    short, long = sorted((sheet.width, sheet.height))
    larger = short > most[0] or long > most[1]
    word, limit = ("larger", most) if larger else ("smaller", least)
    takes = f"{length_text(limit[0])} x {length_text(limit[1])} in"
    return f"{sheet.size_text} sheets are {word} than {press.name} takes: {takes}."


def points(caliper_in: Decimal) -> str:
    """Write a caliper in points: ``14 pt``."""
    return f"{decimal_text(caliper_in * 1000)} pt"


def _colour_refusal(part: PrintedPart, press: Press) -> Refusal | None:
    """An offset press prints what it has no units for in further passes; a digital one cannot."""
    if press.kind == "offset":
        return None
    for name, colours in (("front", part.colours_front), ("back", part.colours_back)):
        if colours > press.colours:
            prints = "black only" if press.colours == 1 else f"{press.colours} colours at most"
            return Refusal(part.path(f"colours_{name}"), f"{press.name} prints {prints}.")
    if not press.duplex and part.sides > 1:
        return Refusal(part.path("colours_back"), f"{press.name} prints one side only.")
    return None


def _speed_refusal(part: PrintedPart, stock: Stock, press: Press) -> Refusal | None:
    caliper = stock.caliper_in
    if press.kind == "offset":
        runs = bool(press.offset.speeds_for(caliper))
    else:
        tops = (band.max_caliper_in for band in press.speeds)
        runs = any(top is None or caliper <= top for top in tops)
    if runs:
        return None
    sentence = f"{press.name} has no speed for {points(caliper)} stock."
    return Refusal(part.path("stock"), sentence)
