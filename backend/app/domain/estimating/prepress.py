"""What preparing artwork for the press costs."""

from collections.abc import Iterator
from fractions import Fraction

from app.domain.estimating.items import MINUTES_PER_HOUR, timed_item
from app.domain.estimating.parts import THE_JOB
from app.domain.estimating.rates import Policy
from app.domain.estimating.result import CostItem
from app.domain.money import decimal_text, ratio_of


def prepress_items(policy: Policy, versions: int) -> Iterator[CostItem]:
    """Give the hours that the shop reckons for each version's artwork, if it reckons any."""
    hours, rate = policy.prepress_hours, policy.prepress_rate
    if not hours * rate:
        return
    each = "" if versions == 1 else f" x {versions} versions"
    yield timed_item(
        (THE_JOB, "Prepress", "Prepress"),
        "labour",
        units=(Fraction(versions), "versions"),
        minutes=ratio_of(hours) * MINUTES_PER_HOUR * versions,
        rate=rate,
        reference="policy:prepress_rate",
        words=f"{decimal_text(hours)} h{each}",
        inputs={"hours": decimal_text(hours), "versions": str(versions)},
    )
