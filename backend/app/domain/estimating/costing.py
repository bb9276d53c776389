"""What one press run costs: its paper, cutting it to the press's sheet, and the press itself."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.domain.estimating.digital import DigitalCost
from app.domain.estimating.items import Timing, charge, counted, text
from app.domain.estimating.offset import OffsetCost
from app.domain.estimating.paper import sheets_per_lift
from app.domain.estimating.rates import FinishingOperation
from app.domain.estimating.result import Charge
from app.domain.estimating.runs import PressRun, SheetCount
from app.domain.money import decimal_text, ratio_of


@dataclass(frozen=True, slots=True)
class RunCost:
    """What a press run costs, reckoned once for every count of its sheets.

    ``cutting`` is the time of cutting a lift of bought sheets to the press's size, if they are cut.
    """

    run: PressRun
    press: DigitalCost | OffsetCost
    cutting: Timing | None

    @classmethod
    def of(cls, run: PressRun) -> "RunCost":
        """Reckon what does not depend on the number of sheets."""
        digital = run.press.kind == "digital"
        cutting, cut = None, run.cut
        if cut is not None and run.sheet.cuts:
            each = run.sheet.cuts * ratio_of(cut.minutes_per_cut) + ratio_of(cut.minutes_per_lift)
            cutting = Timing.of(cut.hourly_rate, ratio_of(cut.setup_minutes), each)
        return cls(run, DigitalCost.of(run) if digital else OffsetCost.of(run), cutting)

    def charges(self, count: SheetCount) -> Iterator[Charge]:
        """Give what the run costs, in the order of the work; its finishing is costed apart."""
        yield self._paper(count)
        if self.cutting is not None and self.run.cut is not None:
            yield self._cut_to_size(self.run.cut, self.cutting, count)
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

    def _cut_to_size(
        self, operation: FinishingOperation, cutting: Timing, count: SheetCount
    ) -> Charge:
        """Cut bought sheets by lifts: set-up + lifts x (cuts x time of one cut + jogging)."""
        run, per_lift = self.run, count.parents
        if operation.max_lift_in is not None:
            per_lift = sheets_per_lift(operation.max_lift_in, run.paper.stock.caliper_in)
        lifts, cuts = -(-count.parents // per_lift), run.sheet.cuts

        def told() -> tuple[str, dict[str, str]]:
            lift_words = counted(lifts, "lift")
            words = (
                f"{decimal_text(operation.setup_minutes)} min set-up + {lift_words} x "
                f"{counted(cuts, 'cut')} x {decimal_text(operation.minutes_per_cut)} min"
            )
            if operation.minutes_per_lift:
                words += f" + {lift_words} x {decimal_text(operation.minutes_per_lift)} min"
            return words, {
                "sheets": str(count.parents),
                "sheets_per_lift": str(per_lift),
                "lifts": str(lifts),
                "cuts": str(cuts),
            }

        return cutting.charge(
            (run.part, operation.name, "Cutting to press size"),
            operation.bucket,
            lifts,
            units=(lifts * cuts, "cuts"),
            reference=f"operation:{operation.code}/hourly_rate",
            told=told,
        )
