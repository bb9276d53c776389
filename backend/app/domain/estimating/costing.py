"""What one press run costs: its paper, cutting it to the press's sheet, and the press itself."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.domain.estimating.digital import DigitalCost
from app.domain.estimating.items import charge, text
from app.domain.estimating.lifts import cut_charge
from app.domain.estimating.offset import OffsetCost
from app.domain.estimating.result import Charge
from app.domain.estimating.runs import PressRun, SheetCount


@dataclass(frozen=True, slots=True)
class RunCost:
    """What a press run costs, reckoned once for every count of its sheets."""

    run: PressRun
    press: DigitalCost | OffsetCost

    @classmethod
    def of(cls, run: PressRun) -> "RunCost":
        """Reckon what does not depend on the number of sheets."""
        digital = run.press.kind == "digital"
        return cls(run, DigitalCost.of(run) if digital else OffsetCost.of(run))

    def charges(self, count: SheetCount) -> Iterator[Charge]:
        """Give what the run costs, in the order of the work; its finishing is costed apart."""
        yield self._paper(count)
        if self.run.cut is not None and self.run.sheet.cuts:
            yield cut_charge(
                self.run.part,
                "Cutting to press size",
                self.run.cut,
                sheets=count.parents,
                cuts=self.run.sheet.cuts,
                caliper_in=self.run.paper.stock.caliper_in,
            )
        yield from self.press.charges(count)

    def _paper(self, count: SheetCount) -> Charge:
        run, stock, sheet = self.run, self.run.paper.stock, self.run.sheet
        purchase = run.paper.buy(count.parents)

        def told() -> tuple[str, dict[str, str]]:
            inputs = {
                "net_sheets": str(count.net),
                "gross_sheets": str(count.gross),
                "n_up": str(run.n_up),
                "weight_lb": text(count.parents * run.paper.weight),
                "effective_from": purchase.price.effective_from.isoformat(),
            }
            cut = ""
            if sheet.cuts:
                inputs |= {"press_sheet": sheet.size_text, "out": str(sheet.out)}
                cut = f"{count.gross:,} press sheets / {sheet.out} out = {count.parents:,} sheets; "
            return f"{cut}{run.paper.words(purchase)}{run.waste_words}", inputs

        return charge(
            (run.part, stock.name, "Paper"),
            "paper",
            units=(count.parents, "sheets"),
            rate=purchase.price.price,
            reference=f"stock:{stock.code}/{purchase.price.basis}",
            exact=purchase.exact,
            told=told,
        )
