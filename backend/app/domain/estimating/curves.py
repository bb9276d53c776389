"""A whole job under the tools of pricing: its quantity curve, and prices aimed at a goal."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from app.domain.estimating.engine import MAX_QUANTITIES, estimate
from app.domain.estimating.listed import edition_on
from app.domain.estimating.rates import RateBook
from app.domain.estimating.result import QuantityEstimate
from app.domain.estimating.spec import ListedSpec, Specification
from app.domain.money import ZERO, decimal_text, money_text, round_money
from app.domain.pricing.curve import Curve, CurvePoint, draw_curve
from app.domain.pricing.linter import Finding, LintRules, lint_curve
from app.domain.pricing.price_lists import EVERYONE, first_quantity
from app.domain.pricing.targets import Reached, Target, contribution_per_hour, look_back, reach

MOST_PRICED: Final = 120
# What leaves the shop for a job; the rest pays for its own people and machines.
BOUGHT_IN: Final = frozenset({"paper", "material", "clicks", "outwork", "delivery"})
PRESS_REFERENCE: Final = "press:"
SHARE_QUANTUM: Final = Decimal("0.0001")


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A specification with what it is priced by."""

    spec: Specification
    rates: RateBook
    on: date
    level: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class JobCurve:
    """A job's curve and what the linter says of it; costs are None where they may not be seen."""

    rates_version: int
    curve: Curve
    findings: tuple[Finding, ...]

    def to_document(self) -> dict[str, Any]:
        """Write points and changes as JSON, beside the findings themselves."""
        return {
            "rates_version": self.rates_version,
            "points": [_point_document(point) for point in self.curve.points],
            "changes": [
                {
                    "first": change.first,
                    "from_kind": change.before.kind,
                    "to_kind": change.after.kind,
                    "from_press": change.before.press,
                    "to_press": change.after.press,
                }
                for change in self.curve.changes
            ],
            "findings": self.findings,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class AimedPrice:
    """A price that reaches a target, beside the engine's own, with the cost under both if known.

    ``contribution`` is what an hour of press time earns at that price, or None without one.
    """

    engine_price: Decimal
    cost: Decimal | None
    reached: Reached
    contribution: Decimal | None

    def to_document(self) -> dict[str, Any]:
        """Write it as JSON; all of it is for who may see costs."""
        reached = self.reached
        return {
            "engine_price": money_text(self.engine_price),
            "price": money_text(reached.price),
            "unit_price": f"{reached.unit_price:f}",
            "price_per_m": money_text(reached.price_per_m),
            "internal": {
                "cost": None if self.cost is None else decimal_text(self.cost),
                "leaves": None if reached.leaves is None else decimal_text(reached.leaves),
                "margin": _share_text(reached.margin),
                "mark_up": _share_text(reached.mark_up),
                "contribution_per_hour": None
                if self.contribution is None
                else money_text(self.contribution),
            },
        }


def curve_of_job(job: Job, *, largest: int, costs: bool) -> JobCurve:
    """Price a job from as many pieces as it has versions up to ``largest``, and judge the curve.

    What is sold from a price list begins where its list does. Without ``costs`` neither the points
    nor the findings know what anything costs.

    Raises:
        ValidationError: the job cannot be made in one of the quantities.
    """

    def price(quantities: Sequence[int]) -> list[CurvePoint]:
        points: list[CurvePoint] = []
        for start in range(0, len(quantities), MAX_QUANTITIES):
            found = estimate(
                job.spec,
                quantities[start : start + MAX_QUANTITIES],
                job.rates,
                on=job.on,
                customer_level=job.level,
            )
            points.extend(_point(one, costs=costs) for one in found.quantities)
        return points

    least = _least(job)
    curve = draw_curve(price, smallest=least, largest=max(least, largest), most_priced=MOST_PRICED)
    floor = job.rates.policy.margin_floor if costs else ZERO
    findings = lint_curve(
        [(point.quantity, point.total, point.cost) for point in curve.points],
        LintRules(margin_floor=floor),
    )
    return JobCurve(rates_version=job.rates.version, curve=curve, findings=findings)


def _least(job: Job) -> int:
    if isinstance(job.spec, ListedSpec):
        edition = edition_on(job.spec, job.rates, job.on)
        return first_quantity(edition.content, job.level or EVERYONE)
    return getattr(job.spec, "versions", 1)


def _point(one: QuantityEstimate, *, costs: bool) -> CurvePoint:
    kinds = dict.fromkeys(part.press_kind for part in one.parts if part.press_kind)
    return CurvePoint(
        quantity=one.quantity,
        total=one.price,
        kind=", ".join(kinds),
        press=one.press_name,
        cost=one.cost if costs else None,
    )


def _point_document(point: CurvePoint) -> dict[str, Any]:
    seen = look_back(point.total, cost=point.cost, quantity=point.quantity)
    document: dict[str, Any] = {
        "quantity": point.quantity,
        "price": money_text(point.total),
        "unit_price": f"{seen.unit_price:f}",
        "kind": point.kind,
        "press_name": point.press,
    }
    if point.cost is not None:
        document["internal"] = {
            "cost": decimal_text(point.cost),
            "margin_fraction": _share_text(seen.margin),
        }
    return document


def _share_text(share: Decimal | None) -> str | None:
    return None if share is None else f"{round_money(share, quantum=SHARE_QUANTUM):f}"


def aim_at(job: Job, quantity: int, target: Target) -> AimedPrice:
    """Price one quantity of a job so that it reaches a target, by the shop's rounding.

    Raises:
        ValidationError: the job cannot be made, or no price reaches the target.
    """
    found = estimate(job.spec, [quantity], job.rates, on=job.on, customer_level=job.level)
    (one,) = found.quantities
    rounding = job.rates.policy.rounding
    reached = reach(
        target,
        cost=one.cost,
        quantity=quantity,
        mode=rounding.mode,
        quantum=rounding.quantum,
    )
    bought_in = sum((item.amount for item in one.items if item.bucket in BOUGHT_IN), ZERO)
    hours = sum(
        (
            item.hours
            for item in one.items
            if item.hours is not None and item.rate_reference.startswith(PRESS_REFERENCE)
        ),
        Fraction(0),
    )
    return AimedPrice(
        engine_price=one.price,
        cost=one.cost,
        reached=reached,
        contribution=contribution_per_hour(reached.price, bought_in=bought_in, press_hours=hours),
    )
