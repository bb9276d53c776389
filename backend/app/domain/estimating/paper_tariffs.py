"""What paper costs by the number of bought sheets, in whole numbers."""

from dataclasses import dataclass
from fractions import Fraction
from math import ceil
from typing import Final

from app.domain.estimating.buying import Paper
from app.domain.estimating.tariffs import PLACES, Amounts, common, in_parts
from app.domain.money import ratio_of

PAPER: Final = PLACES["paper"]


@dataclass(frozen=True, slots=True)
class PaperTariff:
    """What sheets of a paper cost by their number, at whichever of the day's prices is least.

    Sheets are counted in ``fine`` parts of one, which the surcharge on a broken pack may need. An
    offer is how many of them its bracket begins at, what is paid below that, and for each.
    """

    parts: int
    fine: int
    pack: int
    whole_pack: bool
    broken: int
    offers: tuple[tuple[int, int, int], ...]

    @classmethod
    def of(cls, paper: Paper) -> "PaperTariff":
        """Bring a paper's prices to one denominator."""
        stock = paper.stock
        surcharge = 1 + ratio_of(stock.broken_pack)
        fine = surcharge.denominator if stock.pack_sheets else 1
        offers: list[tuple[int, Fraction, Fraction]] = []
        for offer in paper.offers:
            begins = offer.least if offer.price.basis == "per_cwt" else ceil(offer.least)
            offers.append((ceil(offer.least * fine), begins * offer.a_sheet, offer.a_sheet / fine))
        parts = common(figure for _, *figures in offers for figure in figures)
        return cls(
            parts=parts,
            fine=fine,
            pack=stock.pack_sheets,
            whole_pack=stock.full_packs,
            broken=in_parts(surcharge, fine) if stock.pack_sheets else 1,
            offers=tuple(
                (begins, in_parts(below, parts), in_parts(each, parts))
                for begins, below, each in offers
            ),
        )

    def add(self, units: int, amounts: Amounts, times: int) -> None:
        """Add what so many bought sheets cost."""
        charged = units * self.fine
        if self.pack:
            full, rest = divmod(units, self.pack)
            charged = full * self.pack * self.fine
            if rest:
                whole = self.pack * self.fine
                charged += whole if self.whole_pack else min(whole, rest * self.broken)
        (begins, below, each), *further = self.offers
        cost = below if charged < begins else each * charged
        for begins, below, each in further:
            cost = min(cost, below if charged < begins else each * charged)
        amounts[PAPER] += cost * times
