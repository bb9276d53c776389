"""What each part of the work costs, every item with its formula and what it was fed."""

from collections.abc import Iterator
from fractions import Fraction

from app.domain.estimating.finishing import finishing_items
from app.domain.estimating.items import Job, counted, text, timed_item
from app.domain.estimating.layout import Layout
from app.domain.estimating.paper import paper_amount, sheets_weight
from app.domain.estimating.rates import Press
from app.domain.estimating.result import CostItem, shown
from app.domain.estimating.work import Run
from app.domain.money import decimal_text, ratio_of


def cost_items(job: Job, run: Run, clicks_per_side: int) -> tuple[CostItem, ...]:
    """Give all cost items of a run in the order of the work."""
    return (
        _paper(job, run),
        *_clicks(job, run, clicks_per_side),
        _press(job, run),
        *_finishing(job, run),
    )


def _finishing(job: Job, run: Run) -> Iterator[CostItem]:
    done = tuple(step.operation for step in run.steps)
    for step in run.steps:
        yield from finishing_items(job, step, done)


def _paper(job: Job, run: Run) -> CostItem:
    stock, policy, sheets = job.stock, job.policy, run.gross_sheets
    offers = [
        (*paper_amount(price, stock, job.grade, policy, sheets), price) for price in job.prices
    ]
    amount, formula, price = min(offers, key=lambda offer: offer[0])
    weight = sheets_weight(stock, job.grade, policy, sheets)
    return CostItem(
        part=job.part.name,
        resource=stock.name,
        bucket="paper",
        operation="Paper",
        units=Fraction(sheets),
        unit_name="sheets",
        hours=None,
        rate=price.price,
        rate_reference=f"stock:{stock.code}/{price.basis}",
        formula=formula,
        inputs={
            "net_sheets": str(run.net_sheets),
            "gross_sheets": str(sheets),
            "n_up": str(job.layout.n_up),
            "weight_lb": text(weight),
            "effective_from": price.effective_from.isoformat(),
        },
        exact=amount,
        amount=shown(amount),
    )


def _clicks(job: Job, run: Run, per_side: int) -> Iterator[CostItem]:
    press, part = job.press, job.part
    meters = (
        ("Colour clicks", "click_colour", press.click_colour, lambda colours: colours > 1),
        ("Black clicks", "click_mono", press.click_mono, lambda colours: colours == 1),
    )
    for name, reference, rate, counts in meters:
        sides = sum(map(counts, (part.colours_front, part.colours_back)))
        if not sides:
            continue
        clicks = run.gross_sheets * sides * per_side
        amount = clicks * ratio_of(rate)
        yield CostItem(
            part=part.name,
            resource=press.name,
            bucket="clicks",
            operation=name,
            units=Fraction(clicks),
            unit_name="clicks",
            hours=None,
            rate=rate,
            rate_reference=f"press:{press.code}/{reference}",
            formula=f"{counted(run.gross_sheets, 'sheet')} x {counted(sides, 'side')} x {per_side} "
            f"= {counted(clicks, 'click')} "
            f"x ${decimal_text(rate)}",
            inputs={
                "gross_sheets": str(run.gross_sheets),
                "sides": str(sides),
                "size_multiplier": str(per_side),
            },
            exact=amount,
            amount=shown(amount),
        )


def _press(job: Job, run: Run) -> CostItem:
    press, sides, speed = job.press, job.part.sides, job.sides_per_minute
    printed = run.gross_sheets * sides
    minutes = ratio_of(press.setup_minutes) + printed / ratio_of(speed)
    return timed_item(
        (job.part.name, press.name, "Press"),
        "machine",
        units=(Fraction(printed), "sides"),
        minutes=minutes,
        rate=press.hourly_rate,
        reference=f"press:{press.code}/hourly_rate",
        words=f"{decimal_text(press.setup_minutes)} min set-up + {counted(printed, 'side')} / "
        f"{decimal_text(speed)} a min",
        inputs={
            "setup_minutes": decimal_text(press.setup_minutes),
            "gross_sheets": str(run.gross_sheets),
            "sides": str(sides),
            "sides_per_minute": decimal_text(speed),
        },
    )


def clicks_per_side(press: Press, layout: Layout) -> int:
    """Give the click multiplier of a sheet by its longer edge; the table's last row is for more."""
    longer = max(layout.sheet_width, layout.sheet_height)
    for row in press.size_multipliers:
        if longer <= row.up_to:
            return row.multiplier
    return press.size_multipliers[-1].multiplier if press.size_multipliers else 1
