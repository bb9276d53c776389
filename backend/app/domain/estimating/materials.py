"""What the rate book says about a part's paper and finishing, on one day."""

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Final

from app.domain.estimating.buying import Paper
from app.domain.estimating.fitness import unfit
from app.domain.estimating.paper import prices_on
from app.domain.estimating.paper_tariffs import PaperTariff
from app.domain.estimating.parts import PrintedPart
from app.domain.estimating.rates import FinishingOperation, OperationKind, RateBook, Stock
from app.domain.estimating.refusals import refuse_field

FOR_PAGES: Final = frozenset(
    {
        OperationKind.SADDLE_STITCH,
        OperationKind.PERFECT_BIND,
        OperationKind.COIL,
        OperationKind.WIRE_O,
        OperationKind.SIGNATURE_FOLD,
        OperationKind.COLLATE,
        OperationKind.THREE_KNIFE,
    }
)


@dataclass(frozen=True, slots=True)
class Materials:
    """The paper as it may be bought, in the stock that was asked for first; and the finishing.

    ``operations`` are those named, apart from cutting; ``cut`` is the one named or else the book's.
    ``tariffs`` are the papers' in their order.
    """

    stock: Stock
    papers: tuple[Paper, ...]
    tariffs: tuple[PaperTariff, ...]
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
    papers = find_papers(stock, rates, on)
    if not papers or papers[0].stock is not stock:
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
    tariffs = tuple(
        rates.remember(("paper tariff", one.stock.code, on), partial(PaperTariff.of, one))
        for one in papers
    )
    return Materials(stock, papers, tariffs, others, cut)


def find_papers(stock: Stock, rates: RateBook, on: date) -> tuple[Paper, ...]:
    """Give the sheets that a paper may be bought in on a day: the stock asked for, then others."""
    grade = rates.find_grade(stock.grade)
    if grade is None:
        return ()
    return tuple(
        rates.remember(("paper", one.code, on), partial(Paper.of, one, grade, rates.policy, prices))
        for one in rates.same_paper(stock)
        if not one.is_roll and (prices := prices_on(one, on))
    )


def _find_operation(
    part: PrintedPart, place: int, stock: Stock, rates: RateBook
) -> FinishingOperation:
    path, code = part.path("finishing", place), part.finishing[place]
    operation = rates.find_operation(code)
    if operation is None:
        raise refuse_field(path, f"The rate book has no finishing operation {code}.")
    if operation.kind in FOR_PAGES:
        raise refuse_field(path, f"{operation.name} is for pages; a flat sheet has none.")
    sentence = unfit(operation, stock)
    if sentence is not None:
        raise refuse_field(path, sentence)
    return operation
