"""Hours of design, prepress and alterations, and proofs by the piece."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from app.domain.errors import ValidationError
from app.domain.estimating.engine import estimate
from app.domain.estimating.rates import MarkUps, RushBand
from app.domain.estimating.rates.services import Service
from app.domain.estimating.refusals import EstimateRefused
from app.domain.estimating.result import QuantityEstimate
from app.domain.estimating.spec import HoursSpec, specification_from
from tests.domain.estimating.shops import GOLDEN, TODAY, price_one

SHOP = replace(
    GOLDEN,
    services=(
        Service("design", "Design", Decimal(60), minimum=Decimal("0.5")),
        Service("proof", "Hard-copy proof", Decimal(14), "each", Decimal(2)),
    ),
    mark_ups=MarkUps.flat(labour="0.50"),
)
DESIGN = HoursSpec(product_type="design", service="design", hours=Decimal("2.5"))
PROOF = HoursSpec(product_type="design", service="proof")


def sold(spec: HoursSpec, quantity: int = 1) -> QuantityEstimate:
    return price_one(spec, quantity, SHOP)


def test_hours_cost_their_rate_with_the_mark_up_on_labour() -> None:
    one = sold(DESIGN)
    (item,) = one.items
    assert item.exact == 150
    assert item.formula == "2.5 h = 150 min x $60 an hour"
    assert (item.bucket, item.rate_reference) == ("labour", "service:design/rate")
    assert item.units == Decimal("2.5")
    assert item.unit_name == "hours"
    assert one.price == Decimal("225.00")
    assert one.parts == ()
    assert one.press_name == ""


def test_the_same_hours_several_times_cost_as_often() -> None:
    one = sold(DESIGN, 3)
    assert one.cost == 450
    assert one.items[0].formula == "2.5 h x 3 = 450 min x $60 an hour"


def test_at_least_the_services_own_minimum_is_charged_and_not_that_of_a_job() -> None:
    """The shop's minimum of 45.00 is for print jobs; half an hour of design is 45.00 by chance."""
    quarter = sold(replace(DESIGN, hours=Decimal("0.25")))
    assert quarter.cost == 30
    assert quarter.items[0].formula == "0.25 h, at least 0.5 = 30 min x $60 an hour"
    assert sold(replace(DESIGN, hours=Decimal("0.5"))).items[0].formula.startswith("0.5 h = 30")
    assert sold(PROOF, 2).price == Decimal("42.00")
    assert SHOP.policy.minimum_charge == 45


def test_proofs_are_charged_by_the_piece() -> None:
    one = sold(PROOF, 3)
    (item,) = one.items
    assert one.cost == 42
    assert item.formula == "3 x $14"
    assert item.units == 3
    assert item.unit_name == "pieces"
    assert item.hours is None
    assert sold(PROOF).cost == 28
    assert sold(PROOF).items[0].formula == "1, at least 2 x $14"


@pytest.mark.parametrize(
    ("spec", "sentence", "field"),
    [
        (
            replace(DESIGN, service="poetry"),
            "The rate book has no service poetry.",
            "service",
        ),
        (
            replace(DESIGN, hours=None),
            "Design is charged by the hour: say how many.",
            "hours",
        ),
        (
            replace(PROOF, hours=Decimal(1)),
            "Hard-copy proof is charged by the piece: leave the hours empty.",
            "hours",
        ),
    ],
)
def test_a_refusal_is_a_sentence_at_its_field(spec: HoursSpec, sentence: str, field: str) -> None:
    with pytest.raises(EstimateRefused, match=sentence) as caught:
        estimate(spec, [1], SHOP, on=TODAY)
    assert caught.value.fields[0]["path"] == ["spec", field]


def test_rush_and_the_customers_level_hold_for_hours_too() -> None:
    rushed = replace(SHOP, rush=(RushBand(1, Decimal("0.20")),))
    one = price_one(replace(DESIGN, turnaround_days=1), 1, rushed)
    assert one.price == Decimal("270.00")


def test_hours_are_said_in_one_line_and_survive_json() -> None:
    assert DESIGN.describe(SHOP) == "Design, 2.5 h"
    assert PROOF.describe(SHOP) == "Hard-copy proof"
    assert replace(DESIGN, service="poetry").describe(SHOP) == "poetry, 2.5 h"
    assert specification_from(DESIGN.to_document()) == DESIGN
    assert specification_from(PROOF.to_document()) == PROOF


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"hours": "0"}, "Say how many hours it takes."),
        ({"hours": "-1"}, "Must be at least 0."),
        ({"hours": "1.00001"}, "Must have at most 4 decimals."),
    ],
)
def test_hours_that_are_none_are_refused(changes: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ValidationError) as caught:
        specification_from({**DESIGN.to_document(), **changes})
    assert caught.value.fields == [{"path": ["spec", "hours"], "message": sentence}]


def test_a_service_that_is_there_twice_is_refused() -> None:
    with pytest.raises(ValidationError, match="The code design is there twice"):
        replace(SHOP, services=(SHOP.services[0], SHOP.services[0]))
