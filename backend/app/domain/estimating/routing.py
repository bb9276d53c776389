"""Every way to print a part in sheets, and a sentence for each press that cannot."""

from collections.abc import Iterable, Sequence
from datetime import date

from app.domain.estimating.materials import Materials, find_materials
from app.domain.estimating.methods import methods_refused
from app.domain.estimating.parts import Part, PrintedPart, Way
from app.domain.estimating.rates import Press, RateBook
from app.domain.estimating.refusals import Refusal, refuse_field
from app.domain.estimating.result import RefusedRoute
from app.domain.estimating.searching import Search
from app.domain.estimating.sheets import SheetWay

SHEET_FED = ("digital", "offset")

type Refused = tuple[Press, Refusal]


def plan_sheets(part: PrintedPart, rates: RateBook, on: date) -> Part:
    """Find every way to print a part in sheets, on all sheet-fed presses or the one that it names.

    A way is a press, a press sheet cut from a bought one, a work method and its layouts. Ways that
    another one of the same press and method betters in everything that costs are left out.

    Raises ``EstimateRefused`` for materials that are not there, and where no press can do the work,
    with all the reasons.
    """
    materials = find_materials(part, rates, on)
    ways, refusals = sheet_ways(part, materials, rates, candidates(part, rates))
    return part_of(part, ways, refusals)


def sheet_ways(
    part: PrintedPart, materials: Materials, rates: RateBook, presses: Iterable[Press]
) -> tuple[list[SheetWay], list[Refused]]:
    """Find the ways to print a part on some presses, and why others cannot."""
    search = Search.of(part, materials, rates)
    ways: list[SheetWay] = []
    refusals: list[Refused] = []
    for press in presses:
        found = search.ways(press)
        if isinstance(found, Refusal):
            refusals.append((press, found))
            continue
        ways.extend(found)
        path = part.path("colours_back")
        why_not = methods_refused(press, part.colours_front, part.colours_back)
        refusals.extend((press, Refusal(path, sentence)) for sentence in why_not)
    return ways, refusals


def part_of(part: PrintedPart, ways: Sequence[Way], refusals: Sequence[Refused]) -> Part:
    """Make the part of its ways; raises ``EstimateRefused`` with all the reasons if it has none."""
    if not ways:
        fields = {refusal.field for _, refusal in refusals}
        path = refusals[0][1].field if len(fields) == 1 else part.path("stock")
        message = " ".join(refusal.sentence for _, refusal in refusals) or (
            "The rate book has no press for sheets."
        )
        raise refuse_field(path, message)
    refused = tuple(RefusedRoute(press.code, press.name, one.sentence) for press, one in refusals)
    return Part(part.name, tuple(ways), refused)


def candidates(part: PrintedPart, rates: RateBook) -> tuple[Press, ...]:
    """Give the presses to try: all that print sheets, or the one that is named."""
    by_hand = None if part.by_hand is None else part.by_hand.press
    code = by_hand or part.press
    if code is None:
        return tuple(press for press in rates.presses if press.kind in SHEET_FED)
    path = part.path("overrides", "press") if by_hand else part.path("press")
    press = rates.find_press(code)
    if press is None:
        raise refuse_field(path, f"The rate book has no press {code}.")
    if press.kind not in SHEET_FED:
        raise refuse_field(path, f"{press.name} does not print sheets; choose another press.")
    return (press,)
